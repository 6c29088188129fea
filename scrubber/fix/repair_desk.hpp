#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "grammars/rule_pack.hpp"
#include "parser/write/recount.hpp"
#include "scrubber/engine/finding_view.hpp"
#include "scrubber/fix/segment_draft.hpp"

namespace orthoscrub::scrub {

/// The claim and line that a repair is about, in words that outlive the window.
struct repair_subject {
    std::uint64_t claim = 0;          ///< ordinal in the file; 0: no claim
    std::string claim_number;         ///< CLM01
    std::uint32_t line = 0;           ///< position in the claim, from 1; 0: the claim as a whole
    std::string line_number;          ///< LX01
    std::string line_control_number;  ///< REF*6R
};

/// Why a segment changes: one rule and what was done for it.
struct repair_reason {
    std::string rule;
    grammars::fix_level level = grammars::fix_level::none;
    std::string what;
    friend bool operator==(repair_reason const&, repair_reason const&) = default;
};

/// One segment, or a run of new ones, before and after. Without terminators; `after` of several segments is one a line.
struct change {
    std::uint64_t byte = 0;  ///< of the segment in the input, or where new ones come; later rounds count anew
    unsigned round = 0;
    repair_subject about;
    std::vector<repair_reason> reasons;
    std::vector<std::string> before, after;
    text::delimiters marks;
};

/// New segments before a byte of the input.
struct insertion {
    std::uint64_t offset = 0;
    std::string bytes;                  ///< with layout and terminators
    std::vector<std::string> segments;  ///< without
};

/// Takes what the repairs of one reading of a file ask for, and makes edits of it. Owns all it holds, so it grows with
/// the findings that are repaired and not with the file.
class repair_desk {
public:
    /// The draft of a segment of the window, the same one whenever it is asked for.
    [[nodiscard]] segment_draft& draft(text::segment const& s, text::delimiters const& marks,
                                       repair_subject const& about);
    /// True when a segment that begins in [from, to) has a draft that changes it.
    [[nodiscard]] bool has_draft(std::uint64_t from, std::uint64_t to) const;
    /// Notes why a draft was changed, once.
    void say(segment_draft const& d, repair_reason reason);
    void insert(insertion added, repair_subject const& about, repair_reason reason, text::delimiters const& marks);
    /// Keeps other repairs off a line until the next reading, because it is being copied.
    void lock(std::uint64_t claim, std::uint32_t line) { locked_.insert({claim, line}); }
    [[nodiscard]] bool locked(std::uint64_t claim, std::uint32_t line) const {
        return locked_.find({claim, line}) != locked_.end();
    }
    [[nodiscard]] bool any_locked(std::uint64_t claim) const;
    /// Segments that were put in and taken away, so that SE01 follows.
    [[nodiscard]] std::vector<write::segment_change> segment_changes() const;
    /// A trailer at this byte counts wrongly and is to be put right.
    void ask_recount(std::uint64_t byte) { recount_.insert(byte); }
    /// Every trailer that this fault speaks of is to be put right: beyond a limit the faults are told as one count.
    void ask_recount_of_all(std::string_view fault) { recount_all_.emplace(fault); }
    [[nodiscard]] bool asks_recount() const noexcept { return !recount_.empty() || !recount_all_.empty(); }
    [[nodiscard]] bool asks_recount(std::uint64_t byte, std::string_view fault) const {
        return recount_.count(byte) != 0 || recount_all_.find(fault) != recount_all_.end();
    }

    /// Lines that were put in, by claim, with the line each was copied from and its control number (may be empty).
    struct added_line {
        std::uint32_t position = 0, copy_of = 0;  ///< in the claim, from 1
        std::string control_number;
    };
    [[nodiscard]] std::vector<added_line>& added_lines(std::uint64_t claim) { return added_[claim]; }
    [[nodiscard]] std::map<std::uint64_t, std::vector<added_line>> const& all_added_lines() const noexcept {
        return added_;
    }

    /// The edits, and a change for each. Drafts that ended as they began give neither.
    void finish(write::edit_list& edits, std::vector<change>& changes, unsigned round) const;

private:
    struct entry {
        segment_draft draft;
        repair_subject about;
        std::vector<repair_reason> reasons;
    };
    struct inserted {
        insertion added;
        repair_subject about;
        repair_reason reason;
        text::delimiters marks;
    };
    std::map<std::uint64_t, entry> drafts_;  ///< by the segment's first byte
    std::vector<inserted> inserted_;
    std::set<std::pair<std::uint64_t, std::uint32_t>> locked_;
    std::set<std::uint64_t> recount_;
    std::set<std::string, std::less<>> recount_all_;
    std::map<std::uint64_t, std::vector<added_line>> added_;
};

}  // namespace orthoscrub::scrub
