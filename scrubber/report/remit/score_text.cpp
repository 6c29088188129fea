// score --format text: money first, then a card a rule that fired or missed something, best first, then misses and gaps by
// money, groups and drifts. Fits 80 columns.
//
//   modifier-laterality-required                                worth $26,600.00
//      record  40 flagged: 28 right, 4 denied for something else, 8 not denied
//   precision  0.700 (0.546 to 0.819); 0.778 without other denials
//      recall  0.700 (28 of 40); lift 7.000; flag rate 0.100
//       money  caught $26,600.00, missed $11,400.00, delayed $7,600.00 (billed)
#include "scrubber/codes/answer_tables.hpp"
#include "scrubber/report/remit/score_report.hpp"
#include "scrubber/report/text_card.hpp"

namespace orthoscrub::scrub {
namespace {

constexpr std::size_t label_width = 9;

std::string lines(std::uint64_t count) { return counted(count, "line", "lines"); }

std::string month_words(int month) {
    std::string const digits = std::to_string(month);
    return digits.substr(0, 4) + '-' + digits.substr(4);
}

class score_text {
public:
    score_text(remit::scorecard const& card, answer_tables const& answers, text_options options, std::string& out)
        : card_{card}, answers_{answers}, options_{options}, out_{out} {}

    void write() {
        head();
        std::uint64_t silent = 0;
        for (remit::rule_score const& rule : card_.rules) {
            if (!rule.cells.fired() && rule.cells.fn == 0) ++silent;
            else write_rule(rule);
        }
        if (silent != 0) sentence(counted(silent, "rule", "rules") + " never fired and missed nothing.\n");
        missed("Denied, and a rule should have seen it:", card_.covered);
        missed("Denied, and no rule yet, the greatest first:", card_.gaps);
        groups();
    }

private:
    void sentence(std::string_view words) {
        append_wrapped("", words, options_.width, out_);
        if (words.ends_with('\n')) out_ += '\n';
    }
    void paragraph(std::string_view label, std::string_view words) {
        if (words.empty()) return;
        std::string start(label_width - label.size(), ' ');
        start += label;
        start += "  ";
        append_wrapped(start, words, options_.width, out_);
    }
    static std::string money(std::string_view name, remit::score_money const& sum) {
        return std::string{name} + ' ' + dollars(sum.cents()) + " (" + std::string{sum.basis()} + ')';
    }
    void head();
    void write_rule(remit::rule_score const& rule);
    void missed(std::string_view title, std::vector<remit::missed_reason> const& list);
    void groups();

    remit::scorecard const& card_;
    answer_tables const& answers_;
    text_options options_;
    std::string& out_;
};

void score_text::head() {
    auto const& c = card_;
    sentence(dollars(c.foreseen_money.cents()) + " of " + dollars(c.denied_money.cents()) +
             " denied was foreseen by a rule: " + grouped(c.foreseen) + " of " + lines(c.denied) + " denied.");
    sentence(grouped(c.eligible) + " of " + lines(c.lines) + " count; " + lines(c.open) + " open (" +
             dollars(c.open_money.cents()) + "), of these " + grouped(c.overdue) + " for more than " +
             std::to_string(c.options.maturity_days) + " days.");
    if (c.rejected != 0)
        sentence(lines(c.rejected) + " rejected by the front end, " + grouped(c.foreseen_rejections) + " foreseen.");
    std::string left_out;
    for (std::size_t e = 1; e < c.excluded.size(); ++e)
        if (c.excluded[e] != 0) {
            std::string name{to_string(static_cast<remit::exclusion>(e))};
            for (char& letter : name)
                if (letter == '_') letter = ' ';
            left_out += (left_out.empty() ? "" : ", ") + name + ' ' + grouped(c.excluded[e]);
        }
    if (!left_out.empty()) sentence("Left out: " + left_out + '.');
    out_ += '\n';
}

void score_text::write_rule(remit::rule_score const& rule) {
    auto const& c = rule.cells;
    std::string const worth = "worth " + dollars(rule.worth_cents(card_.options.review_cost));
    out_ += rule.rule;
    std::size_t const used = rule.rule.size() + worth.size();
    if (rule.scored) {
        out_.append(used + 2 <= options_.width ? options_.width - used : 2, ' ');
        out_ += worth;
    }
    out_ += '\n';
    std::string record = grouped(c.flagged()) + " flagged";
    if (rule.scored)
        record += ": " + grouped(c.tp) + " right, " + grouped(c.fx) + " denied for something else, " + grouped(c.fp) +
                  " not denied; " + grouped(c.fn) + " missed";
    else record += "; it foresees no answer and is only counted";
    if (c.interventions != 0) record += "; " + grouped(c.interventions) + " fixed or held before they were sent";
    if (c.censored_flagged != 0) record += "; " + grouped(c.censored_flagged) + " open";
    if (c.unchecked != 0) record += "; not checked on " + lines(c.unchecked);
    paragraph("record", record + '.');
    if (rule.scored && c.flagged() != 0) {
        paragraph("precision", precision_words(c) + "; " +
                                   (c.precision_lenient().known() ? remit::decimals(c.precision_lenient()) : "none") +
                                   " leaving other denials aside");
        paragraph("recall", (c.recall().known() ? remit::decimals(c.recall()) : "none") + "; lift " +
                                (c.lift().known() ? remit::decimals(c.lift()) : "none") + "; flag rate " +
                                remit::decimals(c.flag_rate()));
    }
    if (rule.scored)
        paragraph("money", money("caught", c.caught) + ", " + money("missed", c.missed) + ", " +
                               money("delayed", c.delayed) +
                               (c.rejected_cents != 0 ? ", rejected " + dollars(c.rejected_cents) : std::string{}));
    for (auto const what : rule.conclusions) paragraph("do", advice(what));
    out_ += '\n';
}

void score_text::missed(std::string_view title, std::vector<remit::missed_reason> const& list) {
    if (list.empty()) return;
    sentence(title);
    for (remit::missed_reason const& m : list) {
        std::string words =
            dollars(m.denied.cents()) + " on " + lines(m.lines) + ": CARC " + std::string{open_value(m.carc)};
        if (auto const* row = answers_.carc(m.carc); row && !row->meaning.empty())
            words += " (" + std::string{row->meaning} + ')';
        for (std::string const& code : m.rarcs) words += ", RARC " + std::string{open_value(code)};
        words += ", " + std::string{remit::to_string(m.kind)};
        words += "; as claim " + std::string{open_value(m.claim)} + ", line " + std::string{open_value(m.number)} +
                 ", " + std::string{open_value(m.code)};
        std::string rules;
        for (std::string const& rule : m.rules) rules += (rules.empty() ? "; " : ", ") + rule;
        words += rules;
        if (m.unchecked_lines != 0) words += " (not checked on " + lines(m.unchecked_lines) + ')';
        append_wrapped("  ", words, options_.width, out_);
    }
    out_ += '\n';
}

void score_text::groups() {
    if (!card_.groups.empty()) sentence("By group:");
    for (remit::score_group const& group : card_.groups) {
        std::string name = group.payer.empty() ? std::string{} : "payer " + std::string{open_value(group.payer)};
        if (group.month != 0) name += (name.empty() ? "" : ", ") + month_words(group.month);
        append_wrapped("  ", name, options_.width, out_);
        for (auto const& [rule, c] : group.rules)
            append_wrapped("    ",
                           card_.rules[rule].rule + ": " + grouped(c.flagged()) + " flagged, " + grouped(c.tp) +
                               " right, " + grouped(c.fn) + " missed; precision " + precision_words(c),
                           options_.width, out_);
    }
    if (!card_.groups.empty()) out_ += '\n';
    for (remit::score_drift const& d : card_.drifts)
        sentence("Drift: " + d.rule + (d.payer.empty() ? "" : ", payer " + std::string{open_value(d.payer)}) +
                 ": precision fell from " + remit::decimals(d.before) + " in " + month_words(d.from) + " to " +
                 remit::decimals(d.after) + " in " + month_words(d.to) + '.');
}

}  // namespace

std::string precision_words(remit::score_cells const& c) {
    auto const bounds = remit::wilson(c.precision_strict());
    if (!bounds) return "none";
    return remit::decimals(c.precision_strict()) + " (" + remit::decimals(bounds->low) + " to " +
           remit::decimals(bounds->high) + (c.insufficient() ? ", insufficient)" : ")");
}

void write_score_text(run_info const&, remit::scorecard const& card, answer_tables const& answers, text_options options,
                      std::string& out) {
    score_text{card, answers, options, out}.write();
}

}  // namespace orthoscrub::scrub
