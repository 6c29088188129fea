#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "scrubber/engine/finding_view.hpp"

namespace orthoscrub::scrub {

class answer_tables;
class rule_book;

/// One output format of `check`. Calls come in this order: begin; for each file its findings, sorted, each
/// rendered once and placed once, then end_file; then end. All text goes to the string given; nothing is kept
/// but what the end needs.
class report {
public:
    virtual ~report() = default;
    virtual void begin(run_info const& run, std::string& out) = 0;
    /// One finding by itself, without what joins it to its neighbours: findings are rendered as they are
    /// found and placed when their order is known.
    virtual void render(finding_view const& finding, std::string& out) = 0;
    virtual void place(std::string_view rendered, std::string& out) = 0;
    /// True when the totals of the format are sums over findings, so that it must hear of those, too, that --max-findings
    /// leaves out: `render_left_out` gives what the sums need of one, `place_left_out` takes that or a rendered finding.
    [[nodiscard]] virtual bool sums_left_out() const noexcept { return false; }
    virtual void render_left_out(finding_view const&, std::string&) {}
    virtual void place_left_out(std::string_view) {}
    virtual void end_file(file_result const& file, std::string& out) = 0;
    virtual void end(run_summary const& summary, std::string& out) = 0;
    /// After `end`: appends the next piece of what was held back on disk because something known only at the end
    /// stands before it. False when nothing is left; call until then.
    [[nodiscard]] virtual bool more(std::string&) { return false; }
    /// True when the temporary file of what was held back failed, so that the output is not complete.
    [[nodiscard]] virtual bool failed() const noexcept { return false; }
};

/// Cards for people: what is wrong, what to do, why, what the payer would answer, where; then dollars at
/// stake, then what was not checked. At most `width` columns; `color` adds to the severity words and never
/// replaces them.
struct text_options {
    unsigned width = 80;
    bool color = false;
};
/// `answers` gives the meanings of CARC, RARC and claim status codes and must outlive the report.
[[nodiscard]] std::unique_ptr<report> make_text_report(answer_tables const& answers, text_options options);
/// One line a finding: `file:segment: severity rule claim/line message`. Nothing when there is nothing to
/// say.
[[nodiscard]] std::unique_ptr<report> make_concise_report();
/// One JSON object, schema in check.schema.json.
[[nodiscard]] std::unique_ptr<report> make_json_report();
/// One JSON object a line, `type` = run, finding, not_checked, file, summary.
[[nodiscard]] std::unique_ptr<report> make_ndjson_report();
/// RFC 4180 for spreadsheets: a header, then one row a finding; columns in README.md. A cell that a spreadsheet would
/// take for a formula begins with an apostrophe.
[[nodiscard]] std::unique_ptr<report> make_csv_report();
/// One SARIF 2.1.0 log with one run. Rules are described from `book`, which must outlive the report.
[[nodiscard]] std::unique_ptr<report> make_sarif_report(rule_book const& book);
/// One self-contained page for a browser, findings grouped by rule, dollars first. Findings wait on disk for the
/// totals; `answers` must outlive the report.
[[nodiscard]] std::unique_ptr<report> make_html_report(answer_tables const& answers);

/// The word on the screen: STOP, FIX, CHECK, NOTE.
[[nodiscard]] std::string_view screen_word(text::severity level, grammars::fix_level fix) noexcept;
/// "$1,234.50"; "-$5.00".
[[nodiscard]] std::string dollars(std::int64_t cents);
/// "Medicare's fee schedule 2026-10 allows $917.32 (non-rural) for 1 of these lines."; empty when none is loaded.
[[nodiscard]] std::string expected_sentence(scrub_counts const& counts);
/// "--max-findings 100 leaves out 900 of 1,000 findings; --max-findings all shows all."
[[nodiscard]] std::string left_out_sentence(std::uint64_t left_out, std::uint64_t findings, std::uint64_t most);
/// "12 of 15 answered lines were denied as foreseen, 1 for another reason"; how a rule fared so far.
[[nodiscard]] std::string record_words(rule_record const& record);
/// "1,234".
[[nodiscard]] std::string grouped(std::uint64_t number);
/// "1 claim", "2 claims".
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view one, std::string_view many);

}  // namespace orthoscrub::scrub
