// remit --format text: money first, then a card a line in the order of the claims, then what could not be matched, provider
// adjustments, what was never answered, and what a person should look at.
//
//   DENIED   claim ORT-1004, line 1  L1833 KX                              $950.00
//            Denied: $950.00. The supplier bears it.
//       why  CO-4 $950.00 (...)
//      rule  modifier-laterality-required was right: it foresaw this answer.
//        do  Send a corrected claim. Deadline: 2026-07-18.
#include "scrubber/codes/answer_tables.hpp"
#include "scrubber/report/remit/remit_report.hpp"
#include "scrubber/report/remit/remit_words.hpp"
#include "scrubber/report/text_card.hpp"

namespace orthoscrub::scrub {
namespace {

class remit_text final : public remit_report {
public:
    remit_text(answer_tables const& answers, text_options options) : answers_{answers}, options_{options} {}

    void begin(run_info const&, remit_summary const& s, std::string& out) override {
        if (s.remittances == 0 && s.lines == 0) return;
        append_wrapped("",
                       counted(s.remittances, "remittance", "remittances") + " with " +
                           counted(s.claims, "claim", "claims") + ", " + counted(s.lines, "line", "lines") + " told.",
                       options_.width, out);
        for (std::string const& sentence : money_sentences(s)) append_wrapped("", sentence, options_.width, out);
        if (s.retransmissions != 0)
            append_wrapped("", counted(s.retransmissions, "answer", "answers") + " came again and counted once.",
                           options_.width, out);
        out += '\n';
    }

    void line(remit_line_view const& l, std::string& out) override {
        head(l, out);
        append_wrapped(card_indent, decision_words(l), options_.width, out);
        paragraphs("why", reason_words(l, answers_), out);
        paragraphs("rule", verdict_words(l), out);
        std::string note;
        for (std::string const& words : flag_words(l.flags)) note += (note.empty() ? "" : "; ") + words;
        paragraph("note", note, out);
        paragraph("do", next_words(l), out);
        out += '\n';
    }

    void unresolved(remit_unresolved_view const& c, std::string& out) override {
        section("Answers that no submission could be found for:", out);
        std::string words = std::string{open_value(c.claim)} + ": " + std::string{remit::to_string(c.state)} + ", " +
                            dollars(c.charge.cents) + " charged, " + dollars(c.paid.cents) + " paid";
        if (c.candidates.empty()) words += "; no submission comes near";
        append_wrapped("  ", words + '.', options_.width, out);
        for (remit_candidate_view const& near : c.candidates)
            append_wrapped("    ",
                           "near: " + std::string{open_value(near.claim)} + ", " + std::to_string(near.score) +
                               " points (" + evidence_words(near.evidence) + ')',
                           options_.width, out);
    }

    void adjustment(remit_adjustment_view const& a, std::string& out) override {
        section("Provider adjustments (PLB; a positive amount lowers the payment):", out);
        append_wrapped("  ",
                       std::string{open_value(a.reason)} + ' ' + dollars(a.amount.cents) +
                           (a.reference.empty() ? "" : ", reference " + std::string{open_value(a.reference)}) +
                           (a.claim.empty() ? ", no claim found" : ", claim " + std::string{open_value(a.claim)}),
                       options_.width, out);
    }

    void open(remit_open_view const& c, std::string& out) override {
        section("Sent and never answered, oldest first:", out);
        append_wrapped("  ",
                       std::string{open_value(c.claim)} + ": " + dollars(c.charge.cents) + ", sent " +
                           c.submitted.iso() + ", " + std::to_string(c.days) + (c.days == 1 ? " day" : " days") +
                           " ago; front end: " + std::string{c.front_end} +
                           (c.overdue ? ". Overdue: ask the payer." : "."),
                       options_.width, out);
    }

    void remark(remit_remark_view const& r, std::string& out) override {
        section("What to look at in the remittances:", out);
        append_wrapped("  ",
                       std::string{r.level == text::severity::error  ? "STOP "
                                   : r.level == text::severity::note ? "NOTE "
                                                                     : "CHECK "} +
                           std::string{r.id} + (r.claim.empty() ? "" : ", claim " + std::string{open_value(r.claim)}) +
                           ": " + std::string{r.message},
                       options_.width, out);
    }

    void end(std::string&) override {}

private:
    void paragraph(std::string_view label, std::string_view words, std::string& out) const {
        if (words.empty()) return;
        std::string head(card_indent.size() - label.size() - 2, ' ');
        head += label;
        head += "  ";
        append_wrapped(head, words, options_.width, out);
    }
    void paragraphs(std::string_view label, std::vector<std::string> const& list, std::string& out) const {
        for (std::string const& words : list) {
            paragraph(label, words, out);
            label = "";
        }
    }
    void section(std::string_view title, std::string& out) {
        if (title == section_) return;
        if (!section_.empty()) out += '\n';
        section_ = title;
        append_wrapped("", title, options_.width, out);
    }
    void head(remit_line_view const& l, std::string& out) const;

    answer_tables const& answers_;
    text_options options_;
    std::string_view section_;
};

void remit_text::head(remit_line_view const& l, std::string& out) const {
    std::string_view const word = outcome_word(l.decided), badge = outcome_badge(l.decided);
    if (options_.color)
        out += badge == "stop"    ? "\x1b[1;31m"
               : badge == "check" ? "\x1b[1;33m"
               : badge == "fix"   ? "\x1b[32m"
                                  : "\x1b[36m";
    out += word;
    if (options_.color) out += "\x1b[0m";
    std::string words(card_indent.size() - word.size(), ' ');
    words += "claim " + std::string{l.claim.empty() ? "without a number" : open_value(l.claim)};
    if (!l.number.empty()) words += ", line " + std::string{open_value(l.number)};
    words += "  " + std::string{open_value(l.code)};
    for (std::string_view const modifier : l.modifiers)
        if (!modifier.empty()) words += ' ' + std::string{open_value(modifier)};
    std::string const amount = dollars((l.amounts.charge.cents == 0 ? l.charge : l.amounts.charge).cents);
    std::size_t const used = word.size() + words.size() + amount.size();
    out += words;
    out.append(used + 2 <= options_.width ? options_.width - used : 2, ' ');
    out += amount + '\n';
}

}  // namespace

std::unique_ptr<remit_report> make_remit_text(answer_tables const& answers, text_options options) {
    return std::make_unique<remit_text>(answers, options);
}

}  // namespace orthoscrub::scrub
