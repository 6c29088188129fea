#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "scrubber/ledger/ledger_machine.hpp"

namespace orthoscrub::ledger {

/// Records the claims of one file after the other. Throws sqlite_failure; the transaction is the caller's.
struct submission_writer {
    explicit submission_writer(ledger_machine& m);

    void start(submission_state state, run_stamp const& run);
    /// Claims `first` to before `last` of a book.
    void add(submission_book const& book, std::size_t first, std::size_t last);
    /// False when the same bytes are recorded already: then the transaction must be undone.
    [[nodiscard]] bool finish(submitted_file const& file);
    [[nodiscard]] bool known(submitted_file const& file, submission_state state);

    record_summary summary;
    bool open = false;  ///< between start and finish

private:
    /// A finding on its way into the file.
    struct draft_note {
        std::string line, fingerprint;
        std::int64_t rule = 0, pack = 0, level = 0, action = 0;
        bool stands = false;
    };
    struct pending_finding {
        std::int64_t line = 0;  ///< row in line; 0: the claim
        std::int64_t rule = 0, pack = 0, level = 0, action = 0;
        std::string_view fingerprint;
    };
    /// Parts of the identity of a claim.
    struct identity {
        std::int64_t npi = 0, payer = 0;
    };

    void add_draft(submission_book const& book, std::uint32_t row);
    void add_sent(submission_book const& book, std::uint32_t row);
    void begin_set(submitted_claim const& claim);
    void take_drafts(submitted_claim const& claim, identity const& id);
    void add_findings(submission_book const& book, std::uint32_t row, std::int64_t first_line);
    [[nodiscard]] std::int64_t unchecked_word(submission_book const& book, std::uint32_t row, std::uint32_t line);
    void move_cursors(submission_book const& book, std::uint32_t row);

    ledger_machine& m_;
    submission_state state_ = submission_state::draft;
    std::string tool_;
    std::int64_t pack_ = 0;
    model::date day_;
    std::int64_t file_ = 0, first_claim_ = 0, claim_ = 0, line_ = 0, finding_ = 0, set_ = 0, draft_ = 0,
                 draft_finding_ = 0;
    bool drafts_wait_ = false;
    std::size_t finding_cursor_ = 0, unchecked_cursor_ = 0;
    std::string set_key_, rules_, room_;
    std::vector<lookup_key> keys_;
    std::vector<draft_note> notes_;
    std::vector<pending_finding> pending_;
    packed_list list_;
    statement find_file_, add_file_, find_claim_, add_set_, add_claim_, add_line_, add_finding_, add_key_, add_icn_,
        add_status_, find_draft_, find_notes_, drop_draft_, drop_notes_, add_draft_row_, add_draft_finding_;
};

/// SV101-3 to -6 in one text, parted by colons.
[[nodiscard]] std::string_view joined_modifiers(std::array<std::string_view, 4> const& modifiers, std::string& room);
/// A folder says where somebody works and may name whom: files are kept by their last name.
[[nodiscard]] std::string_view file_name_of(std::string_view path) noexcept;
/// Inserts lookup keys in order of the key, which keeps to few pages of the index. Empties the list.
void insert_keys(statement& insert, std::vector<lookup_key>& keys);

}  // namespace orthoscrub::ledger
