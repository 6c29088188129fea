// What show says of an 835: the names of its segments and loops, and a claim (2100) as JSON with the typed columns of the
// remittance tables beside all elements of its segments. Values are masked as in an 837P.
#include <algorithm>
#include <array>

#include "scrubber/report/allow_list.hpp"
#include "tools/orthoscrub/row_json.hpp"
#include "tools/orthoscrub/show_writer.hpp"

namespace orthoscrub::tools {

using model::remit_tables;
using scrub::json_writer;
using text::loop_id;

namespace {

struct title {
    std::string_view id, code;  ///< code: element 1; empty: any
    std::string_view words;
};

// In our own words; the first row that fits counts.
constexpr std::array titles{
    title{"BPR", "", "Payment"},
    title{"TRN", "", "Check or EFT Number"},
    title{"CUR", "", "Currency"},
    title{"REF", "EV", "Receiver"},
    title{"REF", "F2", "Version"},
    title{"REF", "2U", "Payer Id"},
    title{"REF", "TJ", "Tax Id"},
    title{"REF", "PQ", "Payee Id"},
    title{"REF", "F8", "Original Claim Number"},
    title{"REF", "EA", "Medical Record Number"},
    title{"REF", "6R", "Line Control Number"},
    title{"REF", "0K", "Policy of the Payer"},
    title{"REF", "LU", "Location"},
    title{"REF", "", "Reference"},
    title{"DTM", "405", "Production Date"},
    title{"DTM", "232", "Statement Begins"},
    title{"DTM", "233", "Statement Ends"},
    title{"DTM", "036", "Coverage Ended"},
    title{"DTM", "050", "Claim Received"},
    title{"DTM", "472", "Service Date"},
    title{"DTM", "150", "Service Begins"},
    title{"DTM", "151", "Service Ends"},
    title{"N1", "PR", "Payer"},
    title{"N1", "PE", "Payee"},
    title{"N3", "", "Street"},
    title{"N4", "", "City, State, ZIP"},
    title{"PER", "", "Contact"},
    title{"RDM", "", "Delivery of the Remittance"},
    title{"LX", "", "Header Number"},
    title{"TS3", "", "Provider Summary"},
    title{"TS2", "", "Provider Summary, Inpatient"},
    title{"CLP", "", "Claim Payment"},
    title{"CAS", "", "Adjustments"},
    title{"NM1", "QC", "Patient"},
    title{"NM1", "IL", "Insured"},
    title{"NM1", "74", "Corrected Patient or Insured"},
    title{"NM1", "82", "Rendering Provider"},
    title{"NM1", "TT", "Crossover Carrier"},
    title{"NM1", "PR", "Corrected Priority Payer"},
    title{"NM1", "GB", "Other Subscriber"},
    title{"MIA", "", "Inpatient Remarks"},
    title{"MOA", "", "Outpatient Remarks"},
    title{"AMT", "B6", "Allowed Amount"},
    title{"AMT", "I", "Interest"},
    title{"AMT", "", "Amount, for information"},
    title{"QTY", "", "Quantity, for information"},
    title{"SVC", "", "Service Payment"},
    title{"LQ", "", "Remark Code"},
    title{"PLB", "", "Provider Adjustments"},
};

/// Writes the rows of one claim.
class remit_json : row_json {
public:
    remit_json(shown_window const& w, show_format const& format, json_writer& json)
        : row_json{w, format, json}, t_{*w.remit} {}

    void claim(std::uint32_t row);

private:
    void procedure(model::procedure_columns const& p, model::segment_index seg, unsigned element) {
        text("qualifier", p.qualifier, seg, element, 1);
        text("code", p.code, seg, element, 2);
        modifiers(p.modifiers, seg, element);
    }
    /// What claims and lines have in common.
    void below(auto const& row) {
        list("adjustments", t_.adjustments, row.adjustments, [this](model::adjustment_row const& a) {
            text("group", a.group, a.seg, 1);
            text("reason", a.reason, a.seg, a.element);
            json_.key("amount_cents").cents(a.amount);
            text("units", a.units, a.seg, a.element + 2u);
        });
        list("dates", t_.dates, row.dates, [this](model::remit_date_row const& d) {
            text("qualifier", d.qualifier, d.seg, 1);
            text("text", d.text, d.seg, 2);
            json_.key("day").day(d.day);
        });
        list("references", t_.references, row.references, [this](model::reference_row const& r) {
            text("qualifier", r.qualifier, r.seg, 1);
            text("value", r.value, r.seg, 2);
        });
        list("amounts", t_.amounts, row.amounts, [this](model::amount_row const& a) {
            text("qualifier", a.qualifier, a.seg, 1);
            json_.key("amount_cents").cents(a.amount);
        });
        list("quantities", t_.quantities, row.quantities, [this](model::quantity_row const& q) {
            text("qualifier", q.qualifier, q.seg, 1);
            json_.key("quantity").units(q.quantity);
        });
        list("remarks", t_.remarks, row.remarks, [this](model::remark_row const& r) {
            text("qualifier", r.qualifier, r.seg, 1);
            text("code", r.code, r.seg, r.element);
        });
    }
    void line(model::remit_line_row const& l);

    remit_tables const& t_;
};

void remit_json::line(model::remit_line_row const& l) {
    procedure(l.adjudicated, l.svc, 1);
    json_.key("submitted");
    if (l.submitted.qualifier.empty() && l.submitted.code.empty()) {
        json_.null();
    } else {
        json_.begin_object();
        procedure(l.submitted, l.svc, 6);
        json_.end_object();
    }
    json_.key("charge_cents").cents(l.charge);
    json_.key("paid_cents").cents(l.paid);
    text("revenue_code", l.revenue_code, l.svc, 4);
    json_.key("paid_units").units(l.paid_units);
    json_.key("original_units").units(l.original_units);
    json_.key("control_number").text_or_null(l.control_number);
    json_.key("broken").boolean(l.broken);
    below(l);
}

void remit_json::claim(std::uint32_t index) {
    auto const& c = t_.claims[index];
    json_.begin_object();
    text("control_number", c.control_number, c.clp, 1);
    json_.key("ordinal").number(w_.claims_before + index + 1);
    json_.key("st").text_or_null(w_.st);
    json_.key("payment");
    if (t_.sets.empty()) {
        json_.null();
    } else {
        auto const& set = t_.sets.front();
        json_.begin_object();
        text("trace", set.trace, set.trn, 2);
        text("handling", set.handling, set.bpr, 1);
        text("method", set.method, set.bpr, 4);
        json_.key("total_cents").cents(set.total);
        json_.key("paid_on").day(set.paid_on);
        json_.end_object();
    }
    text("status", c.status, c.clp, 2);
    json_.key("charge_cents").cents(c.charge);
    json_.key("paid_cents").cents(c.paid);
    json_.key("patient_share_cents").cents(c.patient_share);
    text("filing_indicator", c.filing_indicator, c.clp, 6);
    text("payer_number", c.payer_number, c.clp, 7);
    text("place", c.place, c.clp, 8);
    text("frequency", c.frequency, c.clp, 9);
    json_.key("broken").boolean(c.broken);
    list("parties", t_.parties, c.parties, [this](model::remit_party_row const& p) {
        text("entity", p.entity, p.seg, 1);
        text("entity_type", p.entity_type, p.seg, 2);
        text("name", p.name, p.seg, 3);
        text("given_name", p.given_name, p.seg, 4);
        text("id_qualifier", p.id_qualifier, p.seg, 8);
        text("id", p.id, p.seg, 9);
    });
    below(c);
    list("lines", t_.lines, c.lines, [this](model::remit_line_row const& l) { line(l); });
    json_.key("segments").begin_array();
    for (auto i = c.clp; i < c.end; ++i) {
        json_.new_line();
        write_segment(w_, i, format_, json_);
    }
    json_.end_array();
    json_.end_object();
}

}  // namespace

std::string_view remit_segment_title(text::segment const& s, loop_id loop) noexcept {
    if (loop == loop_id::none) return {};
    for (auto const& row : titles)
        if (s.is(row.id) && (row.code.empty() || row.code == s.element(1))) return row.words;
    return {};
}

std::string_view remit_loop_title(loop_id loop) noexcept {
    switch (loop) {
        case loop_id::l1000A:
            return "Payer";
        case loop_id::l1000B:
            return "Payee";
        case loop_id::l2000:
            return "Header Number";
        case loop_id::l2100:
            return "Claim Payment";
        case loop_id::l2110:
            return "Service Payment";
        default:
            return {};
    }
}

unsigned remit_depth(loop_id loop) noexcept {
    switch (loop) {
        case loop_id::l1000A:
        case loop_id::l1000B:
        case loop_id::l2000:
            return 1;
        case loop_id::l2100:
            return 2;
        case loop_id::l2110:
            return 3;
        default:
            return 0;
    }
}

void write_remitted_claim(shown_window const& w, std::uint32_t row, show_format const& format, json_writer& json) {
    remit_json{w, format, json}.claim(row);
}

}  // namespace orthoscrub::tools
