// show --format json of acknowledgments: one array, an object for each TA1, each group of a 999 with its sets, and each
// level and claim of a 277CA. The levels above a claim are repeated in it as what they are known by, so that an object
// stands for itself and is written as soon as its window is read.
#include <span>

#include "scrubber/record/acknowledgment_reader.hpp"
#include "scrubber/report/allow_list.hpp"
#include "scrubber/report/json_writer.hpp"
#include "tools/orthoscrub/ack_words.hpp"
#include "tools/orthoscrub/show_ack.hpp"

namespace orthoscrub::tools {
namespace {

using ledger::front_end;
using model::absent;
using model::ack_tables;
using text::loop_id;

class ack_json final : public ack_writer {
public:
    ack_json(show_format format, scrub::answer_tables const& codes) : format_{std::move(format)}, codes_{codes} {}

    void begin(std::string_view file, std::string& out) override {
        scrub::json_writer json{out};
        json.begin_object();
        json.key("schema_version").text("1.0");
        json.key("file").text(file);
        json.key("acknowledgments");
        out += '[';
    }
    void answers(shown_answers const& what, std::string& out) override;
    void end(std::string& out) override { out += "\n]}\n"; }
    [[nodiscard]] std::uint64_t claims() const override { return claims_; }

private:
    using writer = scrub::json_writer;

    template <class Row, class Write>
    void list(writer& json, std::string_view key, std::span<Row const> rows, Write&& write) {
        json.key(key).begin_array();
        for (Row const& row : rows) {
            json.begin_object();
            write(row);
            json.end_object();
        }
        json.end_array();
    }
    void begin_entry(writer& json, std::string& out, std::string_view kind, text::segment const& s);
    void interchange(writer& json, model::interchange_ack_row const& row);
    void group(writer& json, ack_tables const& t, model::group_ack_row const& row);
    void set(writer& json, ack_tables const& t, model::set_ack_row const& row);
    void segment_error(writer& json, ack_tables const& t, model::segment_error_row const& row);
    void contexts(writer& json, ack_tables const& t, model::row_range range);
    void errors(writer& json, std::string_view element, std::array<std::string_view, 5> const& codes);
    void trace(writer& json, shown_answers const& what, model::status_trace_row const& row);
    void statuses(writer& json, ack_tables const& t, model::row_range range);
    void dates(writer& json, std::span<model::date_row const> rows);
    void references(writer& json, shown_answers const& what, model::row_range range);
    void line(writer& json, shown_answers const& what, model::status_line_row const& row);

    void personal(writer& json, std::string_view key, std::string_view value) {
        json.key(key).text_or_null(value.empty() || format_.show_phi ? value : scrub::hidden_value);
    }
    static void code(writer& json, std::string_view key, std::string_view value) {
        json.key(key).text_or_null(plain(value));
    }
    static void word(writer& json, front_end state) {
        json.key("state").text_or_null(state == front_end::accepted   ? "accepted"
                                       : state == front_end::rejected ? "rejected"
                                                                      : "");
    }
    [[nodiscard]] front_end state(ack_tables const& t, model::row_range range) const {
        front_end said = front_end::silent;
        for (auto const& s : ack_tables::rows(t.statuses, range)) {
            front_end const one = record::word_of(s, codes_);
            if (one == front_end::rejected || said == front_end::silent) said = one;
        }
        return said;
    }

    show_format format_;
    scrub::answer_tables const& codes_;
    std::uint64_t claims_ = 0;
    bool first_ = true;
};

void ack_json::begin_entry(writer& json, std::string& out, std::string_view kind, text::segment const& s) {
    out += first_ ? "\n" : ",\n";
    first_ = false;
    json.begin_object();
    json.key("kind").text(kind);
    json.key("at").begin_object();
    json.key("byte").number(s.offset);
    json.key("segment").number(s.ordinal);
    json.key("st_segment").number_or_null(s.st_ordinal);
    json.end_object();
}

front_end state_of(std::string_view code, std::string_view accepting, std::string_view rejecting) {
    if (code.size() != 1) return front_end::silent;
    if (accepting.find(code) != accepting.npos) return front_end::accepted;
    return rejecting.find(code) != rejecting.npos ? front_end::rejected : front_end::silent;
}

void ack_json::interchange(writer& json, model::interchange_ack_row const& row) {
    code(json, "control_number", row.control_number);
    json.key("created").day(row.created);
    code(json, "time", row.time);
    code(json, "code", row.code);
    code(json, "note", row.note);
    json.key("meaning").text_or_null(codes_.acknowledgment("TA105", row.note));
    word(json, state_of(row.code, "AE", "R"));
}

void ack_json::errors(writer& json, std::string_view element, std::array<std::string_view, 5> const& codes) {
    json.key("errors").begin_array();
    for (auto const value : codes) {
        if (value.empty()) continue;
        json.begin_object();
        code(json, "code", value);
        json.key("meaning").text_or_null(codes_.acknowledgment(element, value));
        json.end_object();
    }
    json.end_array();
}

void ack_json::contexts(writer& json, ack_tables const& t, model::row_range range) {
    list(json, "contexts", ack_tables::rows(t.contexts, range), [&](model::error_context_row const& c) {
        json.key("name").text_or_null(c.name.size() <= 35 ? c.name : scrub::hidden_value);
        if (open_context(c.name)) code(json, "value", c.value);
        else personal(json, "value", c.value);
        code(json, "segment_id", c.segment_id);
        code(json, "position", c.position);
        code(json, "loop", c.loop);
        code(json, "element", c.element);
        code(json, "component", c.component);
        code(json, "repetition", c.repetition);
        code(json, "data_element", c.data_element);
    });
}

void ack_json::segment_error(writer& json, ack_tables const& t, model::segment_error_row const& row) {
    code(json, "segment_id", row.segment_id);
    code(json, "position", row.position);
    code(json, "loop", row.loop);
    code(json, "code", row.code);
    json.key("meaning").text_or_null(codes_.acknowledgment("IK304", row.code));
    contexts(json, t, row.contexts);
    list(json, "elements", ack_tables::rows(t.element_errors, row.element_errors),
         [&](model::element_error_row const& e) {
             code(json, "element", e.element);
             code(json, "component", e.component);
             code(json, "repetition", e.repetition);
             code(json, "data_element", e.data_element);
             code(json, "code", e.code);
             json.key("meaning").text_or_null(codes_.acknowledgment("IK403", e.code));
             personal(json, "value", e.value);
             contexts(json, t, e.contexts);
         });
}

void ack_json::set(writer& json, ack_tables const& t, model::set_ack_row const& row) {
    code(json, "type", row.type);
    code(json, "control_number", row.control_number);
    code(json, "version", row.version);
    code(json, "code", row.code);
    word(json, state_of(row.code, "AE", "RMWX"));
    errors(json, "IK502", row.errors);
    json.key("broken").boolean(row.broken);
    list(json, "segments", ack_tables::rows(t.segment_errors, row.segment_errors),
         [&](model::segment_error_row const& e) { segment_error(json, t, e); });
}

void ack_json::group(writer& json, ack_tables const& t, model::group_ack_row const& row) {
    code(json, "functional_id", row.functional_id);
    code(json, "control_number", row.control_number);
    code(json, "version", row.version);
    code(json, "code", row.code);
    word(json, state_of(row.code, "AEP", "RMWX"));
    code(json, "included", row.included);
    code(json, "received", row.received);
    code(json, "accepted", row.accepted);
    errors(json, "AK905", row.errors);
    json.key("broken").boolean(row.broken);
    list(json, "sets", ack_tables::rows(t.sets, row.sets), [&](model::set_ack_row const& s) { set(json, t, s); });
}

void ack_json::statuses(writer& json, ack_tables const& t, model::row_range range) {
    list(json, "statuses", ack_tables::rows(t.statuses, range), [&](model::status_row const& s) {
        code(json, "category", s.category);
        code(json, "status", s.status);
        code(json, "entity", s.entity);
        json.key("meaning").text(words_of(s, codes_));
        json.key("rejects").boolean(record::word_of(s, codes_) == front_end::rejected);
        json.key("day").day(s.day);
        code(json, "action", s.action);
        json.key("amount_cents").cents(s.amount);
        personal(json, "message", s.message);
    });
}

void ack_json::dates(writer& json, std::span<model::date_row const> rows) {
    list(json, "dates", rows, [&](model::date_row const& d) {
        code(json, "qualifier", d.qualifier);
        code(json, "text", d.text);
        json.key("first").day(d.first);
        json.key("last").day(d.last);
    });
}

void ack_json::references(writer& json, shown_answers const& what, model::row_range range) {
    list(json, "references", ack_tables::rows(what.tables.references, range), [&](model::reference_row const& r) {
        code(json, "qualifier", r.qualifier);
        bool const open = r.qualifier == "FJ" || scrub::may_show(what.event.segments[r.seg], 2);
        if (open) code(json, "value", r.value);
        else personal(json, "value", r.value);
    });
}

void ack_json::line(writer& json, shown_answers const& what, model::status_line_row const& row) {
    auto const& t = what.tables;
    auto const short_code = [&](std::string_view value) {
        return value.size() <= scrub::longest_procedure_part ? value : scrub::hidden_value;
    };
    code(json, "control_number", row.control_number);
    json.key("qualifier").text_or_null(short_code(row.qualifier));
    json.key("code").text_or_null(short_code(row.code));
    json.key("modifiers").begin_array();
    for (auto const modifier : row.modifiers)
        if (!modifier.empty()) json.text(short_code(modifier));
    json.end_array();
    json.key("charge_cents").cents(row.charge);
    json.key("revenue_code").text_or_null(short_code(row.revenue_code));
    json.key("units").units(row.units);
    personal(json, "prescription", row.prescription);
    json.key("broken").boolean(row.broken);
    statuses(json, t, row.statuses);
    references(json, what, row.references);
    dates(json, ack_tables::rows(t.dates, row.dates));
}

void ack_json::trace(writer& json, shown_answers const& what, model::status_trace_row const& row) {
    auto const& t = what.tables;
    std::string_view payer, batch, npi;
    for (auto level = row.level; level != absent; level = t.levels[level].parent) {
        auto const& l = t.levels[level];
        for (auto const& p : ack_tables::rows(t.parties, l.parties)) {
            if (l.kind == model::status_level_kind::source && payer.empty() && p.id_qualifier != "FI") payer = p.id;
            if (l.kind == model::status_level_kind::provider && npi.empty() && p.id_qualifier == "XX") npi = p.id;
        }
        if (l.kind == model::status_level_kind::receiver && l.traces.count != 0)
            batch = t.traces[l.traces.first].number;
    }
    json.key("set").text_or_null(t.status_sets.empty() ? std::string_view{}
                                                       : plain(t.status_sets.front().control_number));
    code(json, "payer", payer);
    code(json, "set_reference", batch);
    code(json, "npi", npi);
    code(json, "number", row.number);
    front_end said = state(t, row.statuses);
    for (auto const& l : ack_tables::rows(t.lines, row.lines))
        if (state(t, l.statuses) == front_end::rejected) said = front_end::rejected;
    word(json, said);
    code(json, "payer_number", row.payer_number);
    code(json, "clearinghouse_number", row.clearinghouse_number);
    code(json, "bill_type", row.bill_type);
    json.key("broken").boolean(row.broken);
    if (row.loop == loop_id::l2200D) {
        ++claims_;
        list(json, "parties", ack_tables::rows(t.parties, t.levels[row.level].parties), [&](model::party_row const& p) {
            code(json, "entity", p.entity);
            personal(json, "name", p.name);
            personal(json, "given_name", p.given_name);
            code(json, "id_qualifier", p.id_qualifier);
            personal(json, "id", p.id);
        });
    }
    statuses(json, t, row.statuses);
    list(json, "counts", ack_tables::rows(t.counts, row.counts), [&](model::count_row const& c) {
        code(json, "qualifier", c.qualifier);
        json.key("quantity").units(c.quantity);
    });
    list(json, "amounts", ack_tables::rows(t.amounts, row.amounts), [&](model::amount_row const& a) {
        code(json, "qualifier", a.qualifier);
        json.key("amount_cents").cents(a.amount);
    });
    references(json, what, row.references);
    dates(json, ack_tables::rows(t.dates, row.dates));
    list(json, "lines", ack_tables::rows(t.lines, row.lines),
         [&](model::status_line_row const& l) { line(json, what, l); });
}

void ack_json::answers(shown_answers const& what, std::string& out) {
    auto const& t = what.tables;
    bool const all = format_.claim.empty();
    auto const entry = [&](std::string_view kind, model::segment_index seg, auto const& write) {
        writer json{out};
        begin_entry(json, out, kind, what.event.segments[seg]);
        write(json);
        json.end_object();
    };
    if (all)
        for (auto const& row : t.interchanges)
            entry("interchange", row.seg, [&](writer& json) { interchange(json, row); });
    if (all)
        for (auto const& row : t.groups)
            entry("group",
                  row.ak1 != absent   ? row.ak1
                  : row.ak9 != absent ? row.ak9
                                      : t.sets[row.sets.first].ak2,
                  [&](writer& json) { group(json, t, row); });
    for (auto const& row : t.traces) {
        auto const seg = row.trn != absent ? row.trn : t.levels[row.level].hl;
        if (seg < what.event.context) continue;
        bool const claim = row.loop == loop_id::l2200D;
        if (!all && (!claim || row.number != format_.claim)) continue;
        entry(row.loop == loop_id::l2200A   ? "source"
              : row.loop == loop_id::l2200B ? "batch"
              : row.loop == loop_id::l2200C ? "provider"
                                            : "claim",
              seg, [&](writer& json) { trace(json, what, row); });
    }
}

}  // namespace

std::unique_ptr<ack_writer> make_ack_json(show_format format, scrub::answer_tables const& codes) {
    return std::make_unique<ack_json>(std::move(format), codes);
}

}  // namespace orthoscrub::tools
