#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parser/text/source.hpp"
#include "scrubber/engine/scrub_file.hpp"
#include "scrubber/ledger/person_hasher.hpp"
#include "scrubber/ledger/submission_book.hpp"
#include "scrubber/record/recent_texts.hpp"

namespace orthoscrub::record {

/// Writes down what a file_scrubber reads: every claim with its lines, found fault with or not; what the rules said about
/// them; and which rules could not be judged. Names, member ids and tax ids go in as hashes, notes and addresses not at
/// all. Claims that are broken are written down as far as they can be read; copies of a claim are kept as they are.
///
///     submission_recorder recorder{book, hasher, pack.sha256};
///     recorder.listen(options);
///     file_scrubber scrubber{rules, options};
///     recorder.begin_file(path);
///     recorder.end_file(scrubber.scrub(input, path, [&](finding_view const& f) { recorder.take(f); }));
class submission_recorder {
public:
    /// Book and hasher must outlive the recorder. `pack_sha256` is the hash of the rule pack that speaks.
    submission_recorder(ledger::submission_book& book, ledger::person_hasher& hasher, std::string_view pack_sha256);
    submission_recorder(submission_recorder const&) = delete;
    submission_recorder& operator=(submission_recorder const&) = delete;

    /// Puts itself behind `judged` and `suppressed` of the options; who stood there is told first. The recorder must outlive
    /// every scrubber made of the options.
    void listen(scrub::scrub_options& options);

    /// `full` is told when a window of a file begins and the book holds complete claims alone: it may hand them on and
    /// clear the book, and the file goes on in the empty book.
    void at_window(std::function<void()> full) { at_window_ = std::move(full); }
    /// The claims that follow are of this file. The book may have been cleared since the file before.
    void begin_file(std::string_view path);
    /// Takes a finding of the file being read; one that speaks of no claim is passed over.
    void take(scrub::finding_view const& found, ledger::finding_action action = ledger::finding_action::sent_unchanged);
    /// Completes the file. What was read of a file that failed stays in the book.
    void end_file(scrub::file_result const& result);

private:
    void take(scrub::judged_claim const& judged);
    void take_person(ledger::submitted_claim& out, scrub::claim_context const& claim);
    void take_lines(ledger::submitted_claim& out, model::claim_tables const& tables, model::claim_row const& row);
    void take_open_questions(scrub::judged_claim const& judged);
    void add(scrub::finding_place const& place, std::string_view rule, std::string_view fingerprint,
             text::severity level, ledger::finding_action action);
    void close_window();
    void start_book();
    [[nodiscard]] std::uint32_t line_row(std::uint32_t window_row) const noexcept;

    ledger::submission_book& book_;
    ledger::person_hasher& hasher_;
    recent_texts texts_;
    std::function<void()> at_window_;
    std::string path_;  ///< of the file being read
    std::string pack_sha256_;
    std::string_view pack_;  ///< the same, in the book
    std::string tax_id_text_;
    ledger::person_hash tax_id_ = 0;
    std::uint32_t first_claim_ = 0;           ///< row in the book of the first claim of the window
    std::size_t first_finding_ = 0;           ///< of the window
    std::vector<std::uint32_t> line_rows_;    ///< rows in the book by row of the window
    std::vector<scrub::open_question> open_;  ///< of the claim being taken, each rule and line once
};

/// Reads one 837P file into the book, with the findings of the rules that `options` lets speak; a list of rules that are all
/// off makes it a plain reading. Rules that look across claims see this file alone; for several files keep a recorder
/// and a scrubber.
[[nodiscard]] scrub::file_result read_submissions(text::source& input, std::string_view path,
                                                  scrub::rule_book const& rules, std::string_view pack_sha256,
                                                  scrub::scrub_options options, ledger::person_hasher& hasher,
                                                  ledger::submission_book& book);

}  // namespace orthoscrub::record
