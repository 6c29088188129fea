// score --format csv: one row a rule over all lines (payer and month empty), then one row for each rule of each group.
#include "scrubber/report/csv_row.hpp"
#include "scrubber/report/remit/score_report.hpp"

namespace orthoscrub::scrub {
namespace {

constexpr std::string_view score_columns =
    "rule,payer,month,eligible,flagged,tp,fx,fp,fn,tn,unrelated,by_carc_alone,same_class,censored,censored_overdue,"
    "interventions,not_checked,excluded,insufficient,precision_strict,precision_low,precision_high,precision_lenient,"
    "recall,base_rate,lift,flag_rate,caught_cents,caught_basis,missed_cents,missed_basis,delayed_cents,delayed_basis,"
    "rejected_cents,worth_cents,conclusions\r\n";

void append_row(remit::rule_score const& rule, remit::score_cells const& c, std::string_view payer, int month,
                remit::score_options const& options, std::string& out) {
    csv_row row{out};
    std::string const digits = month == 0 ? std::string{} : std::to_string(month);
    row.text(rule.rule).text(open_value(payer));
    row.number(digits.empty() ? digits : digits.substr(0, 4) + '-' + digits.substr(4));
    for (std::uint64_t const n :
         {c.eligible(), c.flagged(), c.tp, c.fx, c.fp, c.fn, c.tn, c.unrelated, c.by_carc_alone, c.same_class,
          c.censored, c.censored_overdue, c.interventions, c.unchecked, c.excluded})
        row.integer(n);
    row.number(c.insufficient() ? "yes" : "no");
    auto const share = [&](remit::ratio value) { row.number(rule.scored ? remit::decimals(value) : std::string{}); };
    share(c.precision_strict());
    auto const bounds = rule.scored ? remit::wilson(c.precision_strict()) : std::nullopt;
    row.number(bounds ? remit::decimals(bounds->low) : std::string{});
    row.number(bounds ? remit::decimals(bounds->high) : std::string{});
    share(c.precision_lenient());
    share(c.recall());
    share(c.base_rate());
    share(c.lift());
    row.number(remit::decimals(c.flag_rate()));
    for (auto const* sum : {&c.caught, &c.missed, &c.delayed}) row.integer(sum->cents()).number(sum->basis());
    row.integer(c.rejected_cents);
    remit::rule_score const of_cells{{}, rule.scored, c, {}};
    row.integer(of_cells.worth_cents(options.review_cost));
    std::string conclusions;
    if (digits.empty() && payer.empty())
        for (auto const what : rule.conclusions) {
            if (!conclusions.empty()) conclusions += "; ";
            conclusions += to_string(what);
        }
    row.text(conclusions).end();
}

}  // namespace

void write_score_csv(remit::scorecard const& card, std::string& out) {
    out += score_columns;
    for (remit::rule_score const& rule : card.rules) append_row(rule, rule.cells, {}, 0, card.options, out);
    for (remit::score_group const& group : card.groups)
        for (auto const& [rule, cells] : group.rules)
            append_row(card.rules[rule], cells, group.payer, group.month, card.options, out);
}

}  // namespace orthoscrub::scrub
