// check --format text: one card a finding for the person who mends the claim, then what is at stake, then
// what was not checked. Fits 80 columns. The severity is always a word; color only underlines it.
//
//   STOP   modifier-laterality-required                        claim 25-0417, line 1
//          L1833 needs RT or LT.
//     do   Add the side of the limb that was fitted.
//     why  S6 Joint DME MAC publication, https://...; also S7
//   payer  CARC 4 (...); or 277CA A7:453 (...)
//   where  box 24D; 2400 SV101-3; segment 27, byte 1204
#include <algorithm>
#include <memory>
#include <span>

#include "scrubber/codes/answer_tables.hpp"
#include "scrubber/report/report.hpp"
#include "scrubber/report/text_card.hpp"

namespace orthoscrub::scrub {
namespace {

constexpr std::string_view body_indent = "       ";

/// The first source in full, the others by their keys: "S6 Title, https://...; also S7, S8".
std::string source_words(std::span<grammars::rule_source const> sources) {
    grammars::rule_source const& first = sources.front();
    std::string words = first.key;
    if (!first.title.empty()) words += (words.empty() ? "" : " ") + first.title;
    if (!first.url.empty()) words += (words.empty() ? "" : ", ") + first.url;
    for (std::size_t i = 1; i < sources.size(); ++i) words += (i == 1 ? "; also " : ", ") + sources[i].key;
    return words;
}

class text_report final : public report {
public:
    text_report(answer_tables const& answers, text_options options) : answers_{answers}, options_{options} {}

    void begin(run_info const&, std::string&) override {}
    void render(finding_view const& f, std::string& out) override;
    void place(std::string_view rendered, std::string& out) override { out += rendered; }
    void end_file(file_result const& file, std::string& out) override;
    void end(run_summary const& summary, std::string& out) override;

private:
    void paragraph(std::string_view label, std::string_view words, std::string& out) const {
        std::string head(body_indent.size() > label.size() + 2 ? body_indent.size() - label.size() - 2 : 0, ' ');
        head += label;
        head += "  ";
        append_wrapped(label.empty() ? body_indent : std::string_view{head}, words, options_.width, out);
    }
    std::string_view color(std::string_view word) const {
        if (!options_.color) return {};
        return word == "STOP" ? "\x1b[1;31m" : word == "NOTE" ? "\x1b[36m" : "\x1b[1;33m";
    }
    std::string_view plain() const { return options_.color ? "\x1b[0m" : ""; }
    void append_head(finding_view const& f, std::string& out) const;
    void append_totals(scrub_counts const& counts, std::string& out) const;
    void append_baseline(baseline_summary const& baseline, std::string& out) const;

    answer_tables const& answers_;
    text_options options_;
};

void text_report::append_head(finding_view const& f, std::string& out) const {
    std::string_view const word = screen_word(f.level, f.fix);
    out += color(word);
    out += word;
    out += plain();
    out.append(body_indent.size() - word.size(), ' ');
    out += f.rule;
    std::string where;
    if (f.baseline != baseline_mark::none) where = f.baseline == baseline_mark::fresh ? "NEW" : "OPEN";
    if (f.claim) {
        if (!where.empty()) where += "  ";
        where += "claim " + std::string{f.claim->control_number.empty() ? "without a number" : f.claim->control_number};
        if (f.line) where += ", line " + std::string{f.line->number};
    }
    if (f.count > 1) where += (where.empty() ? "" : ", ") + grouped(f.count) + " times";
    for (char& c : where)
        if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    std::size_t const used = body_indent.size() + f.rule.size();
    if (where.empty()) {
    } else if (used + 2 + where.size() <= options_.width) {
        out.append(options_.width - used - where.size(), ' ');
        out += where;
    } else {
        out += '\n';
        out += body_indent;
        out += where;
    }
    out += '\n';
}

void text_report::render(finding_view const& f, std::string& out) {
    append_head(f, out);
    paragraph("", f.message, out);
    if (!f.remedy.empty()) paragraph("do", f.remedy, out);
    if (!f.sources.empty()) paragraph("why", source_words(f.sources), out);
    if (f.sources.empty() && !f.title.empty()) paragraph("why", f.title, out);
    for (std::size_t i = 0; i < f.predicts.size(); ++i) {
        std::string const answer = answer_words(f.predicts[i], answers_);
        if (!answer.empty()) paragraph(i == 0 ? "payer" : "or", answer, out);
    }
    if (f.fix == grammars::fix_level::safe || f.fix == grammars::fix_level::unsafe)
        paragraph("fix", (f.fix == grammars::fix_level::safe ? "safe: " : "needs your yes: ") + std::string{f.fix_text},
                  out);
    if (f.track_record) paragraph("record", record_words(*f.track_record), out);
    paragraph("where", place_words(f), out);
    out += '\n';
}

void text_report::append_totals(scrub_counts const& c, std::string& out) const {
    if (c.suppressed != 0)
        append_wrapped("", counted(c.suppressed, "finding", "findings") + " suppressed, not told and not counted here.",
                       options_.width, out);
    if (c.findings() == 0) {
        append_wrapped("",
                       (c.suppressed == 0 ? "Nothing found in " : "Nothing else found in ") +
                           counted(c.claims, "claim", "claims") + " with " + counted(c.lines, "line", "lines") + ".",
                       options_.width, out);
        return;
    }
    if (c.claims != 0)
        append_wrapped("",
                       dollars(c.stake_cents) + " at stake on " + grouped(c.stake_lines) + " of " +
                           counted(c.lines, "line", "lines") + ", in " + grouped(c.stake_claims) + " of " +
                           counted(c.claims, "claim", "claims") + ".",
                       options_.width, out);
    if (std::string const expected = expected_sentence(c); !expected.empty())
        append_wrapped("", expected, options_.width, out);
    append_wrapped("",
                   counted(c.findings(), "finding", "findings") + ": " + counted(c.errors, "error", "errors") +
                       " (STOP), " + counted(c.warnings, "warning", "warnings") + " (FIX, CHECK), " +
                       counted(c.notes, "note", "notes") + " (NOTE).",
                   options_.width, out);
}

void text_report::end_file(file_result const& file, std::string& out) {
    if (file.status == file_status::failed || file.status == file_status::unreadable) {
        append_wrapped("", file.path + " was not read" + (file.trouble.empty() ? "." : ": it " + file.trouble + "."),
                       options_.width, out);
        out += '\n';
        return;
    }
    append_wrapped("",
                   file.path + ": " + counted(file.counts.claims, "claim", "claims") + ", " +
                       counted(file.counts.lines, "line", "lines") + " in " +
                       counted(file.transaction_sets, "transaction set", "transaction sets") + ".",
                   options_.width, out);
    if (!file.trouble.empty()) append_wrapped("", file.path + " " + file.trouble + ".", options_.width, out);
    append_totals(file.counts, out);
    if (file.left_out != 0)
        append_wrapped("", counted(file.left_out, "finding", "findings") + " of this file left out above.",
                       options_.width, out);
    if (!file.not_checked.empty()) {
        out += "\nNot checked, which is not the same as passed:\n";
        for (not_checked_count const& entry : file.not_checked)
            append_wrapped("  ", entry.rule + ": " + entry.reason + " (" + counted(entry.count, "time", "times") + ")",
                           options_.width, out);
    }
    out += '\n';
}

/// At most this many fixed findings are listed; the JSON formats list all.
constexpr std::size_t most_listed = 40;

void text_report::append_baseline(baseline_summary const& b, std::string& out) const {
    std::string const fixed = b.fixed ? grouped(b.fixed->size()) + " fixed"
                                      : "what is fixed is not known, because a file could not be read to its end";
    append_wrapped(
        "", "Against " + b.file + ": " + grouped(b.fresh) + " new, " + grouped(b.open) + " still open, " + fixed + ".",
        options_.width, out);
    std::size_t const listed = b.fixed ? std::min(b.fixed->size(), most_listed) : 0;
    for (std::size_t i = 0; i < listed; ++i) {
        fixed_finding const& f = (*b.fixed)[i];
        append_wrapped("  FIXED  ", f.rule + (f.claim.empty() ? "" : ", claim " + f.claim), options_.width, out);
    }
    if (b.fixed && b.fixed->size() > listed) out += "  ... and " + grouped(b.fixed->size() - listed) + " more\n";
    out += '\n';
}

void text_report::end(run_summary const& summary, std::string& out) {
    if (!summary.suppressions.empty())
        append_wrapped("",
                       "Suppressions of " + summary.suppressions + " as of " + summary.suppressions_day.iso() + ": " +
                           counted(summary.counts.suppressed, "finding", "findings") + " suppressed" +
                           (summary.remarks == 0
                                ? "."
                                : ", " + counted(summary.remarks, "entry", "entries") + " expired or unused (above)."),
                       options_.width, out);
    if (!summary.suppressions.empty()) out += '\n';
    if (summary.baseline) append_baseline(*summary.baseline, out);
    if (summary.files > 1) {
        out += "All " + grouped(summary.files) + " files: " + counted(summary.counts.claims, "claim", "claims") + ", " +
               counted(summary.counts.lines, "line", "lines") + ".\n";
        append_totals(summary.counts, out);
        out += '\n';
    }
    if (summary.left_out != 0) {
        append_wrapped("", left_out_sentence(summary.left_out, summary.counts.findings(), summary.max_findings),
                       options_.width, out);
        out += '\n';
    }
    if (summary.counts.findings() == 0) return;
    append_wrapped("",
                   "STOP will be rejected or denied. FIX probably, and the program can repair it. CHECK "
                   "probably, and a person must "
                   "look. NOTE is advice. \"orthoscrub explain RULE\" tells more, all sources included.",
                   options_.width, out);
}

}  // namespace

std::unique_ptr<report> make_text_report(answer_tables const& answers, text_options options) {
    return std::make_unique<text_report>(answers, options);
}

}  // namespace orthoscrub::scrub
