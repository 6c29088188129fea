// diff --format json: two remittances or two rule packs; `kind` says which, and the members of the other kind are null.
#include "scrubber/report/finding_json.hpp"
#include "scrubber/report/json_writer.hpp"
#include "scrubber/report/remit/diff_report.hpp"
#include "scrubber/report/remit/score_report.hpp"

namespace orthoscrub::scrub {
namespace {

std::string_view cell_name(std::size_t cell) {
    return cell == remit::no_such_line ? "none" : remit::to_string(static_cast<remit::disposition>(cell));
}

void write_codes(std::vector<std::string> const& list, json_writer& json) {
    json.begin_array();
    for (std::string const& text : list) json.text(open_value(text));
    json.end_array();
}

void write_rules(std::vector<std::string> const& ids, json_writer& json) {
    json.begin_array();
    for (std::string const& id : ids) json.text(id);
    json.end_array();
}

void write_deltas(remit::amount_deltas const& d, json_writer& json) {
    json.begin_object();
    json.key("C").number(d.charge).key("P").number(d.paid).key("SH").number(d.patient_share);
    json.key("CT").number(d.contractual).key("PP").number(d.prior_payer).key("BN").number(d.bundled);
    json.key("PN").number(d.pending).key("DN").number(d.denied);
    json.end_object();
}

void write_side(remit::diff_line const* l, json_writer& json) {
    if (!l) {
        json.null();
        return;
    }
    auto const& a = l->amounts;
    json.begin_object();
    json.key("payer").text_or_null(open_value(l->payer)).key("disposition").text(remit::to_string(l->decided));
    json.key("sub").text_or_null(remit::to_string(l->sub)).key("amounts");
    write_deltas({a.charge.cents, a.paid.cents, a.patient_share.cents, a.contractual.cents, a.prior_payer.cents,
                  a.bundled.cents, a.pending.cents, a.denied.cents},
                 json);
    json.key("reasons").begin_array();
    for (remit::outcome_reason const& reason : l->reasons) {
        json.begin_object();
        json.key("group").text_or_null(open_value(reason.group)).key("carc").text(open_value(reason.carc));
        json.key("class").text(remit::to_string(reason.kind)).key("cents").number(reason.amount.cents);
        json.end_object();
    }
    json.end_array();
    json.key("rarcs").begin_array();
    for (std::string_view const code : l->rarcs) json.text(open_value(code));
    json.end_array();
    json.key("tier").text_or_null(remit::to_string(l->tier)).key("partner").text_or_null(open_value(l->partner));
    json.key("payer_claim_number").text_or_null(open_value(l->icn)).key("trace").text_or_null(open_value(l->trace));
    json.end_object();
}

void begin(run_info const& run, std::string_view kind, json_writer& json) {
    json.begin_object();
    json.key("schema_version").text(diff_schema_version);
    json.new_line().key("tool");
    write_tool(run, json);
    json.key("kind").text(kind);
}

void write_remits(diff_sides sides, remit::remit_diff const& diff, json_writer& json) {
    json.begin_object();
    json.key("from").text(sides.from).key("to").text(sides.to).key("identifiers").boolean(diff.options.identifiers);
    json.key("same").boolean(diff.same()).key("unbalanced").number(diff.unbalanced).key("counts").begin_object();
    for (std::size_t c = 0; c < diff.counts.size(); ++c)
        json.key(remit::to_string(static_cast<remit::diff_class>(c))).number(diff.counts[c]);
    json.end_object();
    json.key("deltas");
    write_deltas(diff.deltas, json);
    json.new_line().key("transitions").begin_array();
    for (std::size_t i = 0; i <= remit::no_such_line; ++i)
        for (std::size_t k = 0; k <= remit::no_such_line; ++k) {
            remit::transition const& cell = diff.matrix[i][k];
            if (cell.lines == 0) continue;
            json.new_line().begin_object();
            json.key("from").text(cell_name(i)).key("to").text(cell_name(k)).key("lines").number(cell.lines);
            json.key("paid_delta_cents").number(cell.paid_cents).key("charge_cents").number(cell.charge_cents);
            json.end_object();
        }
    json.end_array();
    json.new_line().key("changes").begin_array();
    for (remit::line_difference const& d : diff.changes) {
        remit::diff_line const& l = d.line();
        json.new_line().begin_object();
        json.key("class").text(remit::to_string(d.kind)).key("id").text(remit::to_string_id(l.id));
        json.key("claim").text_or_null(open_value(l.claim)).key("line").begin_object();
        json.key("number").text_or_null(open_value(l.number));
        json.key("control_number").text_or_null(open_value(l.control_number));
        json.end_object();
        json.key("code").text_or_null(open_value(l.code)).key("from");
        write_side(d.from, json);
        json.key("to");
        write_side(d.to, json);
        json.key("deltas");
        write_deltas(d.deltas, json);
        json.key("unbalanced").boolean(d.unbalanced).key("gone");
        write_codes(d.gone, json);
        json.key("new");
        write_codes(d.fresh, json);
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

void write_pack(remit::pack_name const& pack, json_writer& json) {
    json.begin_object();
    json.key("name").text_or_null(pack.name).key("version").text_or_null(pack.version);
    json.key("sha256").text_or_null(pack.sha256);
    json.end_object();
}

void write_optional_cells(std::optional<remit::score_cells> const& cells, bool scored, json_writer& json) {
    if (!cells) {
        json.null();
        return;
    }
    json.begin_object();
    write_cells(*cells, scored, json);
    json.end_object();
}

void write_packs(remit::pack_diff const& diff, std::span<std::string const> failures, json_writer& json) {
    json.begin_object();
    json.key("from");
    write_pack(diff.before, json);
    json.key("to");
    write_pack(diff.after, json);
    json.key("same").boolean(diff.same()).key("lines").number(diff.lines);
    json.key("flagged_before").number(diff.flagged_before).key("flagged_after").number(diff.flagged_after);
    json.key("newly_flagged").number(diff.newly_flagged).key("no_longer_flagged").number(diff.no_longer_flagged);
    json.key("crossings").begin_object();
    for (std::size_t c = 0; c < diff.crossings.size(); ++c) {
        json.key(to_string(static_cast<remit::crossing>(c))).begin_object();
        json.key("lines").number(diff.crossings[c].lines).key("cents").number(diff.crossings[c].cents);
        json.end_object();
    }
    json.end_object();
    json.key("failures").begin_array();
    for (std::string const& failure : failures) json.text(failure);
    json.end_array();
    json.key("before");
    write_optional_cells(diff.total_before, true, json);
    json.key("after");
    write_optional_cells(diff.total_after, true, json);
    json.new_line().key("rules").begin_array();
    for (remit::pack_rule_change const& rule : diff.rules) {
        json.new_line().begin_object();
        json.key("rule").text(rule.rule).key("changes").begin_array();
        for (auto const what : rule.changes) json.text(to_string(what));
        json.end_array();
        json.key("newly_flagged").number(rule.newly_flagged).key("no_longer_flagged").number(rule.no_longer_flagged);
        json.key("before");
        write_optional_cells(rule.before, rule.scored, json);
        json.key("after");
        write_optional_cells(rule.after, rule.scored, json);
        json.end_object();
    }
    json.end_array();
    json.new_line().key("changes").begin_array();
    for (remit::pack_line_change const& c : diff.changes) {
        json.new_line().begin_object();
        json.key("crossing").text(to_string(c.what)).key("id").text(remit::to_string_id(c.id));
        json.key("claim").text_or_null(open_value(c.claim)).key("line").text_or_null(open_value(c.number));
        json.key("code").text_or_null(open_value(c.code)).key("payer").text_or_null(open_value(c.payer));
        json.key("disposition").text(remit::to_string(c.decided)).key("cents").number(c.cents).key("gained");
        write_rules(c.gained, json);
        json.key("lost");
        write_rules(c.lost, json);
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

}  // namespace

void write_diff_json(run_info const& run, diff_sides sides, remit::remit_diff const& diff, std::string& out) {
    json_writer json{out};
    begin(run, "remittances", json);
    json.new_line().key("remittances");
    write_remits(sides, diff, json);
    json.new_line().key("packs").null().end_object();
    out += '\n';
}

void write_pack_diff_json(run_info const& run, remit::pack_diff const& diff, std::span<std::string const> failures,
                          std::string& out) {
    json_writer json{out};
    begin(run, "packs", json);
    json.new_line().key("remittances").null();
    json.new_line().key("packs");
    write_packs(diff, failures, json);
    json.end_object();
    out += '\n';
}

}  // namespace orthoscrub::scrub
