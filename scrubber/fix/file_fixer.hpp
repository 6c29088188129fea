#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "parser/text/source.hpp"
#include "parser/write/edits.hpp"
#include "scrubber/engine/scrub_file.hpp"
#include "scrubber/fix/repair_desk.hpp"

namespace orthoscrub::scrub {

/// What is repaired. `scrub.rules` and `scrub.faults` must be empty: everything is judged, so that a repair cannot hide
/// a new finding.
struct fix_options {
    scrub_options scrub;
    std::function<bool(std::string_view rule)> wanted;    ///< whose findings are repaired and counted; empty: all
    std::function<bool(std::string_view rule)> accepted;  ///< unsafe repairs that somebody said yes to; empty: none
    unsigned rounds = 6;                                  ///< readings in which repairs may follow from repairs
};

/// A finding that a repair was asked about and stands.
struct refusal {
    std::string rule;
    grammars::fix_level level = grammars::fix_level::none;
    repair_subject about;
    std::string why;
};

/// What stays after the repairs, of the rules that were wanted.
struct remaining {
    text::severity level = text::severity::note;
    std::uint64_t count = 0, errors = 0;
    bool unsafe = false;  ///< has an unsafe repair that was not asked for
};

/// What was done to one file, or would be. Grows with the findings that have a repair, not with the file.
struct fix_result {
    file_result before, after;    ///< `after` is the file with the edits, judged anew
    std::vector<change> changes;  ///< in the order of the file
    std::vector<refusal> refusals;
    std::map<std::string, remaining> left;  ///< by rule
    std::vector<write::edit_list> layers;   ///< edits, each over what the ones before it made of the file
    [[nodiscard]] std::uint64_t errors_left() const noexcept;
};

/// Opens the file from its beginning; called several times.
using source_opener = std::function<text::opened_source()>;

/// Repairs files: reads, asks the repairs of the findings, reads the result through the edits, and goes on until
/// nothing is left to do. A repair after which the file has a finding that it did not have is taken back.
class file_fixer {
public:
    file_fixer(rule_book const& book, fix_options options);
    ~file_fixer();
    file_fixer(file_fixer const&) = delete;
    file_fixer& operator=(file_fixer const&) = delete;

    /// Reads the file and finds the edits; writes nothing. When `before.status` says that the file could not be read,
    /// there are none. `read` is told of every block.
    [[nodiscard]] fix_result fix(source_opener const& open, std::string_view path,
                                 std::function<void(std::size_t)> const& read = {});

private:
    struct state;
    std::unique_ptr<state> state_;
};

/// The file with all layers applied, read in one go; `result` must outlive the source. The file is not changed.
[[nodiscard]] text::opened_source fixed_source(source_opener const& open, fix_result const& result,
                                               text::byte_tap original = {});

}  // namespace orthoscrub::scrub
