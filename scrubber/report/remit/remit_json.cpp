// remit --format json and ndjson: the same objects, in one document or one a line. The summary stands first, because it is
// known first; the arrays follow in a fixed order and are there even when empty.
#include <algorithm>
#include <string>

#include "scrubber/report/finding_json.hpp"
#include "scrubber/report/json_writer.hpp"
#include "scrubber/report/remit/remit_report.hpp"
#include "scrubber/report/remit/remit_words.hpp"

namespace orthoscrub::scrub {
namespace {

void write_amounts(remit::line_amounts const& a, json_writer& json) {
    json.begin_object();
    json.key("C").number(a.charge.cents).key("P").number(a.paid.cents).key("SH").number(a.patient_share.cents);
    json.key("CT").number(a.contractual.cents).key("PP").number(a.prior_payer.cents);
    json.key("BN").number(a.bundled.cents).key("PN").number(a.pending.cents).key("DN").number(a.denied.cents);
    json.end_object();
}

void write_reasons(std::span<remit::outcome_reason const> list, bool denials_only, json_writer& json) {
    json.begin_array();
    for (remit::outcome_reason const& r : list) {
        if (denials_only && !remit::denies(r.kind)) continue;
        json.begin_object();
        json.key("group").text_or_null(open_value(r.group)).key("carc").text(open_value(r.carc));
        json.key("class").text(remit::to_string(r.kind)).key("cents").number(r.amount.cents);
        json.end_object();
    }
    json.end_array();
}

void write_evidence(std::span<remit::evidence const> list, json_writer& json) {
    json.begin_array();
    for (remit::evidence const& e : list) {
        json.begin_object();
        json.key("kind").text(remit::to_string(e.kind)).key("points").number(e.points);
        json.end_object();
    }
    json.end_array();
}

template <class List>
void write_texts(List const& list, json_writer& json) {
    json.begin_array();
    for (std::string_view const text : list) json.text(text);
    json.end_array();
}

void write_line(remit_line_view const& l, json_writer& json) {
    json.key("id").text(remit::to_string_id(l.id)).key("claim").text_or_null(open_value(l.claim));
    json.key("payer").text_or_null(open_value(l.payer)).key("profile").text_or_null(l.profile);
    json.key("payer_claim_number").text_or_null(open_value(l.claim_number));
    json.key("answered_as").text_or_null(open_value(l.answered_as)).key("trace").text_or_null(open_value(l.trace));
    json.key("submitted").day(l.submitted);
    json.key("line").begin_object();
    json.key("number").text_or_null(open_value(l.number));
    json.key("control_number").text_or_null(open_value(l.control_number));
    json.end_object();
    json.key("code").text_or_null(open_value(l.code)).key("modifiers").begin_array();
    for (std::string_view const modifier : l.modifiers)
        if (!modifier.empty()) json.text(open_value(modifier));
    json.end_array();
    json.key("date").day(l.first_day).key("charge_cents").number(l.charge.cents);
    json.key("disposition").text(remit::to_string(l.decided)).key("sub").text_or_null(remit::to_string(l.sub));
    json.key("lifecycle").text(remit::to_string(l.step)).key("liability").text_or_null(remit::to_string(l.bears));
    json.key("amounts");
    write_amounts(l.amounts, json);
    json.key("reasons");
    write_reasons(l.adjustments, true, json);
    json.key("adjustments");
    write_reasons(l.adjustments, false, json);
    json.key("rarcs");
    write_texts(reason_remarks(l.remarks), json);
    json.key("alerts").begin_array();
    for (remit::outcome_remark const& remark : l.remarks)
        if (remark.alert) json.text(open_value(remark.code));
    json.end_array();
    json.key("flags").begin_array();
    for (unsigned f = 0; f < static_cast<unsigned>(remit::outcome_flag::count_); ++f)
        if ((l.flags >> f & 1) != 0) json.text(remit::to_string(static_cast<remit::outcome_flag>(f)));
    json.end_array();
    json.key("host").text_or_null(open_value(l.host)).key("remit_lines").number(l.remit_lines);
    json.key("match");
    if (l.tier == remit::match_tier::none) {
        json.null();
    } else {
        json.begin_object();
        json.key("tier").text(remit::to_string(l.tier)).key("score").number(l.line_score);
        json.key("claim_score").number(l.claim_score).key("evidence");
        write_evidence(l.evidence, json);
        json.end_object();
    }
    json.key("findings").begin_array();
    for (remit_verdict_view const& f : l.findings) {
        json.begin_object();
        json.key("rule").text(f.rule).key("severity").text(text::to_string(f.level));
        json.key("action").text_or_null(f.action).key("verdict").text(verdict_name(f.verdict));
        json.end_object();
    }
    json.end_array();
    json.key("unforeseen");
    if (l.unforeseen == unforeseen_state::none) {
        json.null();
    } else {
        json.begin_object();
        json.key("state").text(to_string(l.unforeseen)).key("rules");
        write_texts(l.should_have, json);
        json.end_object();
    }
    json.key("next_step").text_or_null(l.next_step).key("deadline").day(l.deadline);
    json.key("decided_on").day(l.decided_on).key("first_decided_on").day(l.first_decided_on);
}

void write_unresolved(remit_unresolved_view const& c, json_writer& json) {
    json.key("claim").text_or_null(open_value(c.claim)).key("payer").text_or_null(open_value(c.payer));
    json.key("payer_claim_number").text_or_null(open_value(c.claim_number));
    json.key("charge_cents").number(c.charge.cents).key("paid_cents").number(c.paid.cents);
    json.key("state").text(remit::to_string(c.state)).key("candidates").begin_array();
    for (remit_candidate_view const& near : c.candidates) {
        json.begin_object();
        json.key("claim").text_or_null(open_value(near.claim)).key("score").number(near.score).key("evidence");
        write_evidence(near.evidence, json);
        json.end_object();
    }
    json.end_array();
}

void write_adjustment(remit_adjustment_view const& a, json_writer& json) {
    json.key("reason").text_or_null(open_value(a.reason)).key("reference").text_or_null(open_value(a.reference));
    json.key("cents").number(a.amount.cents).key("claim").text_or_null(open_value(a.claim));
}

void write_open(remit_open_view const& c, json_writer& json) {
    json.key("claim").text_or_null(open_value(c.claim)).key("payer").text_or_null(open_value(c.payer));
    json.key("submitted").day(c.submitted).key("days").number(c.days).key("charge_cents").number(c.charge.cents);
    json.key("front_end").text(c.front_end).key("overdue").boolean(c.overdue);
}

void write_remark(remit_remark_view const& r, json_writer& json) {
    json.key("id").text(r.id).key("severity").text(text::to_string(r.level));
    json.key("file").text_or_null(r.file).key("claim").text_or_null(open_value(r.claim));
    json.key("at").begin_object();
    json.key("segment").number_or_null(r.segment).key("byte").number(r.byte);
    json.end_object();
    json.key("message").text(r.message);
}

void write_remit_summary(remit_summary const& s, json_writer& json) {
    auto const sum = [&](std::string_view name, remit_sum const& what) {
        json.key(name).begin_object();
        json.key("lines").number(what.lines).key("cents").number(what.cents);
        json.end_object();
    };
    json.key("remittances").number(s.remittances).key("claims").number(s.claims).key("lines").number(s.lines);
    json.key("matched").number(s.matched).key("ambiguous").number(s.ambiguous).key("unmatched").number(s.unmatched);
    json.key("retransmissions").number(s.retransmissions).key("today").day(s.today).key("amounts");
    write_amounts(s.amounts, json);
    json.key("by_disposition").begin_object();
    for (std::size_t d = 0; d < s.by_disposition.size(); ++d)
        sum(remit::to_string(static_cast<remit::disposition>(d)), s.by_disposition[d]);
    json.end_object();
    sum("denied", s.denied);
    sum("open", s.open);
    sum("foreseen", s.foreseen);
    sum("flagged_for_other", s.other);
    sum("covered_misses", s.covered);
    sum("gaps", s.gaps);
    sum("paid_anyway", s.paid_anyway);
}

constexpr std::string_view arrays[] = {"lines", "unresolved", "provider_adjustments", "open", "findings"};
constexpr std::size_t array_count = std::size(arrays);

class remit_json final : public remit_report {
public:
    void begin(run_info const& run, remit_summary const& summary, std::string& out) override {
        json_writer json{out};
        json.begin_object();
        json.key("schema_version").text(remit_schema_version);
        json.new_line().key("tool");
        write_tool(run, json);
        json.new_line().key("summary").begin_object();
        write_remit_summary(summary, json);
        json.end_object();
        out += ",\n\"lines\":[";
    }
    void line(remit_line_view const& v, std::string& out) override { put(0, v, write_line, out); }
    void unresolved(remit_unresolved_view const& v, std::string& out) override { put(1, v, write_unresolved, out); }
    void adjustment(remit_adjustment_view const& v, std::string& out) override { put(2, v, write_adjustment, out); }
    void open(remit_open_view const& v, std::string& out) override { put(3, v, write_open, out); }
    void remark(remit_remark_view const& v, std::string& out) override { put(4, v, write_remark, out); }
    void end(std::string& out) override {
        go_to(array_count - 1, out);
        out += any_ ? "\n]}\n" : "]}\n";
    }

private:
    /// Closes the arrays before this one and opens it.
    void go_to(std::size_t section, std::string& out) {
        for (; section_ < section; any_ = false) {
            out += any_ ? "\n],\n\"" : "],\n\"";
            out += arrays[++section_];
            out += "\":[";
        }
    }
    template <class View>
    void put(std::size_t section, View const& view, void (*write)(View const&, json_writer&), std::string& out) {
        go_to(section, out);
        out += any_ ? ",\n" : "\n";
        any_ = true;
        json_writer json{out};
        json.begin_object();
        write(view, json);
        json.end_object();
    }

    std::size_t section_ = 0;
    bool any_ = false;
};

class remit_ndjson final : public remit_report {
public:
    void begin(run_info const& run, remit_summary const& summary, std::string& out) override {
        {
            json_writer json{out};
            json.begin_object();
            json.key("type").text("run").key("schema_version").text(remit_schema_version).key("tool");
            write_tool(run, json);
            json.end_object();
            out += '\n';
        }
        put("summary", summary, write_remit_summary, out);
    }
    void line(remit_line_view const& v, std::string& out) override { put("line", v, write_line, out); }
    void unresolved(remit_unresolved_view const& v, std::string& out) override {
        put("unresolved", v, write_unresolved, out);
    }
    void adjustment(remit_adjustment_view const& v, std::string& out) override {
        put("provider_adjustment", v, write_adjustment, out);
    }
    void open(remit_open_view const& v, std::string& out) override { put("open", v, write_open, out); }
    void remark(remit_remark_view const& v, std::string& out) override { put("finding", v, write_remark, out); }
    void end(std::string&) override {}

private:
    template <class View>
    static void put(std::string_view type, View const& view, void (*write)(View const&, json_writer&),
                    std::string& out) {
        json_writer json{out};
        json.begin_object();
        json.key("type").text(type);
        write(view, json);
        json.end_object();
        out += '\n';
    }
};

}  // namespace

std::unique_ptr<remit_report> make_remit_json() { return std::make_unique<remit_json>(); }
std::unique_ptr<remit_report> make_remit_ndjson() { return std::make_unique<remit_ndjson>(); }

}  // namespace orthoscrub::scrub
