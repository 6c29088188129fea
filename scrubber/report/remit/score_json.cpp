// score --format json. A share stands as its two whole numbers and as a value with three decimals, so that a program can
// compare without rounding; a rule that foresees no answer has counts and no shares.
#include "scrubber/report/finding_json.hpp"
#include "scrubber/report/json_writer.hpp"
#include "scrubber/report/remit/score_report.hpp"

namespace orthoscrub::scrub {
namespace {

void write_ratio(std::string_view name, remit::ratio value, bool known, json_writer& json) {
    json.key(name);
    if (!known || !value.known()) {
        json.null();
        return;
    }
    json.begin_object();
    json.key("part").number(value.part).key("whole").number(value.whole).key("value").raw(remit::decimals(value));
    json.end_object();
}

void write_interval(std::string_view name, remit::ratio value, bool known, json_writer& json) {
    auto const bounds = known ? remit::wilson(value) : std::nullopt;
    json.key(name);
    if (!bounds) {
        json.null();
        return;
    }
    json.begin_array();
    json.raw(remit::decimals(bounds->low)).raw(remit::decimals(bounds->high));
    json.end_array();
}

void write_money(std::string_view name, remit::score_money const& sum, json_writer& json) {
    json.key(name).begin_object();
    json.key("lines").number(sum.lines).key("cents").number(sum.cents()).key("basis").text(sum.basis());
    json.key("billed_cents").number(sum.billed_cents).key("expected_cents");
    if (sum.expected_lines == 0) json.null();
    else json.number(sum.expected_cents);
    json.key("expected_lines").number(sum.expected_lines);
    json.end_object();
}

/// "2026-03"; null for 0.
void write_month(int month, json_writer& json) {
    if (month == 0) {
        json.null();
        return;
    }
    std::string const digits = std::to_string(month);
    json.text(digits.substr(0, 4) + '-' + digits.substr(4));
}

void write_missed(std::vector<remit::missed_reason> const& list, json_writer& json) {
    json.begin_array();
    for (remit::missed_reason const& m : list) {
        json.new_line().begin_object();
        json.key("carc").text_or_null(open_value(m.carc)).key("class").text(remit::to_string(m.kind));
        json.key("rarcs").begin_array();
        for (auto const& code : m.rarcs) json.text(open_value(code));
        json.end_array();
        json.key("rules").begin_array();
        for (auto const& rule : m.rules) json.text(rule);
        json.end_array();
        json.key("lines").number(m.lines).key("unchecked_lines").number(m.unchecked_lines);
        write_money("denied", m.denied, json);
        json.key("example").begin_object();
        json.key("claim").text_or_null(open_value(m.claim)).key("line").text_or_null(open_value(m.number));
        json.key("code").text_or_null(open_value(m.code)).key("cents").number(m.example_cents);
        json.end_object();
        json.end_object();
    }
    json.end_array();
}

}  // namespace

void write_cells(remit::score_cells const& c, bool scored, json_writer& json) {
    json.key("eligible").number(c.eligible()).key("flagged").number(c.flagged());
    json.key("tp").number(c.tp).key("fx").number(c.fx).key("fp").number(c.fp).key("fn").number(c.fn);
    json.key("tn").number(c.tn).key("unrelated").number(c.unrelated).key("by_carc_alone").number(c.by_carc_alone);
    json.key("same_class").number(c.same_class).key("censored").number(c.censored);
    json.key("censored_flagged").number(c.censored_flagged).key("censored_overdue").number(c.censored_overdue);
    json.key("interventions").number(c.interventions).key("not_checked").number(c.unchecked);
    json.key("excluded").number(c.excluded).key("insufficient").boolean(c.insufficient());
    write_ratio("precision_strict", c.precision_strict(), scored, json);
    write_interval("precision_strict_interval", c.precision_strict(), scored, json);
    write_ratio("precision_lenient", c.precision_lenient(), scored, json);
    write_interval("precision_lenient_interval", c.precision_lenient(), scored, json);
    write_ratio("recall", c.recall(), scored, json);
    write_interval("recall_interval", c.recall(), scored, json);
    write_ratio("base_rate", c.base_rate(), scored, json);
    write_ratio("lift", c.lift(), scored, json);
    write_ratio("flag_rate", c.flag_rate(), true, json);
    write_money("dollars_caught", c.caught, json);
    write_money("dollars_missed", c.missed, json);
    write_money("dollars_delayed", c.delayed, json);
    json.key("rejected_cents").number(c.rejected_cents);
}

void write_score_json(run_info const& run, remit::scorecard const& card, std::string& out) {
    json_writer json{out};
    json.begin_object();
    json.key("schema_version").text(score_schema_version);
    json.new_line().key("tool");
    write_tool(run, json);
    json.new_line().key("options").begin_object();
    json.key("by").begin_array();
    if (card.options.by_payer) json.text("payer");
    if (card.options.by_month) json.text("month");
    json.end_array();
    json.key("maturity_days").number(card.options.maturity_days).key("today").day(card.options.today);
    json.key("review_cost_cents").number(card.options.review_cost.cents);
    json.end_object();
    json.new_line().key("summary").begin_object();
    json.key("lines").number(card.lines).key("eligible").number(card.eligible).key("denied").number(card.denied);
    json.key("rejected").number(card.rejected).key("open").number(card.open).key("overdue").number(card.overdue);
    json.key("foreseen").number(card.foreseen).key("foreseen_rejections").number(card.foreseen_rejections);
    json.key("flagged_for_other").number(card.flagged_for_other).key("excluded").begin_object();
    for (std::size_t e = 1; e < card.excluded.size(); ++e)
        json.key(to_string(static_cast<remit::exclusion>(e))).number(card.excluded[e]);
    json.end_object();
    write_money("dollars_denied", card.denied_money, json);
    write_money("dollars_foreseen", card.foreseen_money, json);
    write_money("dollars_open", card.open_money, json);
    json.end_object();
    json.new_line().key("rules").begin_array();
    for (remit::rule_score const& rule : card.rules) {
        json.new_line().begin_object();
        json.key("rule").text(rule.rule).key("scored").boolean(rule.scored);
        json.key("worth_cents").number(rule.worth_cents(card.options.review_cost)).key("conclusions").begin_array();
        for (auto const what : rule.conclusions) json.text(to_string(what));
        json.end_array();
        write_cells(rule.cells, rule.scored, json);
        json.end_object();
    }
    json.end_array();
    json.new_line().key("covered_misses");
    write_missed(card.covered, json);
    json.new_line().key("gaps");
    write_missed(card.gaps, json);
    json.new_line().key("groups").begin_array();
    for (remit::score_group const& group : card.groups) {
        json.new_line().begin_object();
        json.key("payer").text_or_null(open_value(group.payer)).key("month");
        write_month(group.month, json);
        json.key("rules").begin_array();
        for (auto const& [rule, cells] : group.rules) {
            json.new_line().begin_object();
            json.key("rule").text(card.rules[rule].rule);
            write_cells(cells, card.rules[rule].scored, json);
            json.end_object();
        }
        json.end_array();
        json.end_object();
    }
    json.end_array();
    json.new_line().key("drifts").begin_array();
    for (remit::score_drift const& d : card.drifts) {
        json.new_line().begin_object();
        json.key("rule").text(d.rule).key("payer").text_or_null(open_value(d.payer)).key("from");
        write_month(d.from, json);
        json.key("to");
        write_month(d.to, json);
        write_ratio("before", d.before, true, json);
        write_ratio("after", d.after, true, json);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    out += '\n';
}

}  // namespace orthoscrub::scrub
