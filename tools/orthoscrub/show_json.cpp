// show --format json: every claim with the typed columns of the claim tables and, beside them, every element
// of its segments by reference and name; then the segments outside claims in the same form. A claim is
// written as soon as its window is read; the other segments wait (on disk when there are many) because they
// come after the claims.
#include <utility>

#include "parser/text/segment_kind.hpp"
#include "scrubber/facts/payer_class.hpp"
#include "scrubber/report/allow_list.hpp"
#include "scrubber/report/json_writer.hpp"
#include "scrubber/report/sorted_chunks.hpp"
#include "tools/orthoscrub/row_json.hpp"
#include "tools/orthoscrub/show_writer.hpp"

namespace orthoscrub::tools {
using scrub::json_writer;

void write_segment(shown_window const& w, std::uint32_t index, show_format const& format, json_writer& json) {
    text::segment const& s = w.segments[index];
    text::loop_id const loop = index < w.loops.size() ? w.loops[index] : text::loop_id::none;
    bool const hidden_id = !format.show_phi && ((s.flags & text::malformed_id) != 0 ||
                                                text::known_segments.of(s.id) == text::segment_kind::unknown);
    char const component = w.marks.component;
    json.begin_object();
    json.key("segment").number(s.ordinal);
    json.key("byte").number(s.offset);
    json.key("loop").text_or_null(text::to_string(loop));
    json.key("id").text(hidden_id ? scrub::hidden_value : s.name());
    json.key("name").text_or_null(segment_title(w, s, loop));
    json.key("elements").begin_array();
    for (unsigned n = 1; n <= s.count && !hidden_id; ++n) {
        std::string_view const value = s.element(n);
        if (value.empty()) continue;
        json.begin_object();
        json.key("ref").text(element_ref(s.name(), n));
        json.key("name").text_or_null(element_title(w, s, loop, n));
        json.key("value").text(format.show_phi ? std::string{value} : scrub::masked_element(s, n, w.marks));
        json.key("components");
        if (value.find(component) == std::string_view::npos || s.is("ISA")) {
            json.null();
        } else {
            json.begin_array();
            std::size_t from = 0;
            for (unsigned part = 1;; ++part) {
                auto const to = value.find(component, from);
                std::string_view const piece = value.substr(from, to == std::string_view::npos ? to : to - from);
                if (!piece.empty()) {
                    json.begin_object();
                    json.key("ref").text(element_ref(s.name(), n, part));
                    json.key("name").text_or_null(element_title(w, s, loop, n, part));
                    bool const open = scrub::may_show(s, n, part) && (piece.size() <= scrub::longest_procedure_part ||
                                                                      !(s.is("SV1") || s.is("SVD") || s.is("SVC")));
                    json.key("value").text(format.show_phi || open ? piece : scrub::hidden_value);
                    json.end_object();
                }
                if (to == std::string_view::npos) break;
                from = to + 1;
            }
            json.end_array();
        }
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

namespace {

using model::absent;
using model::claim_tables;

/// Writes the rows of one window.
class claim_json : row_json {
public:
    claim_json(shown_window const& w, show_format const& format, scrub::payer_profiles const& payers, json_writer& json)
        : row_json{w, format, json}, t_{*w.tables}, payers_{payers} {}

    void claim(std::uint32_t row);

private:
    void dates(model::row_range range) {
        list("dates", t_.dates, range, [this](model::date_row const& d) { date(d); });
    }
    void date(model::date_row const& d) {
        text("qualifier", d.qualifier, d.seg, 1);
        text("format", d.format, d.seg, 2);
        text("text", d.text, d.seg, 3);
        json_.key("first").day(d.first);
        json_.key("last").day(d.last);
    }
    void references(model::row_range range) {
        list("references", t_.references, range, [this](model::reference_row const& r) {
            text("qualifier", r.qualifier, r.seg, 1);
            text("value", r.value, r.seg, 2);
        });
    }
    void notes(model::row_range range) {
        list("notes", t_.notes, range, [this](model::note_row const& n) {
            text("qualifier", n.qualifier, n.seg, 1);
            text("text", n.text, n.seg, 2);
        });
    }
    void attachments(model::row_range range) {
        list("attachments", t_.attachments, range, [this](model::attachment_row const& a) {
            text("report_type", a.report_type, a.seg, 1);
            text("transmission", a.transmission, a.seg, 2);
            text("id_qualifier", a.id_qualifier, a.seg, 5);
            text("control_number", a.control_number, a.seg, 6);
        });
    }
    void amounts(model::row_range range) {
        list("amounts", t_.amounts, range, [this](model::amount_row const& a) {
            text("qualifier", a.qualifier, a.seg, 1);
            json_.key("amount_cents").cents(a.amount);
        });
    }
    void adjustments(model::row_range range) {
        list("adjustments", t_.adjustments, range, [this](model::adjustment_row const& a) {
            text("group", a.group, a.seg, 1);
            text("reason", a.reason, a.seg, a.element);
            json_.key("amount_cents").cents(a.amount);
            text("units", a.units, a.seg, a.element + 2u);
        });
    }
    void parties(model::row_range range) {
        list("parties", t_.parties, range, [this](model::party_row const& p) { party(p); });
    }
    void party(model::party_row const& p);
    void other_payers(model::row_range range);
    void line(model::line_row const& row);
    void payer(model::claim_row const& row);

    claim_tables const& t_;
    scrub::payer_profiles const& payers_;
};

void claim_json::party(model::party_row const& p) {
    json_.key("loop").text_or_null(text::to_string(p.loop));
    text("entity", p.entity, p.nm1, 1);
    text("entity_type", p.entity_type, p.nm1, 2);
    text("name", p.name, p.nm1, 3);
    text("given_name", p.given_name, p.nm1, 4);
    text("id_qualifier", p.id_qualifier, p.nm1, 8);
    text("id", p.id, p.nm1, 9);
    text("state", p.state, p.n4, 2);
    text("zip", p.zip, p.n4, 3);
    text("birth_date", p.birth_date.iso(), p.dmg, 2);
    text("taxonomy", p.taxonomy, p.prv, 3);
    references(p.references);
}

void claim_json::other_payers(model::row_range range) {
    list("other_payers", t_.other_payers, range, [this](model::other_payer_row const& o) {
        text("sequence", o.sequence, o.sbr, 1);
        text("relationship", o.relationship, o.sbr, 2);
        text("filing_indicator", o.filing_indicator, o.sbr, 9);
        adjustments(o.adjustments);
        amounts(o.amounts);
        parties(o.parties);
        dates(o.dates);
    });
}

void claim_json::line(model::line_row const& l) {
    text("number", l.number, l.lx, 1);
    text("control_number", l.control_number, l.lx, 1);
    text("qualifier", l.qualifier, l.sv1, 1, 1);
    text("code", l.code, l.sv1, 1, 2);
    modifiers(l.modifiers, l.sv1, 1);
    text("description", l.description, l.sv1, 1, 7);
    text("eighth", l.eighth, l.sv1, 1, 8);
    text("charge_text", l.charge_text, l.sv1, 2);
    json_.key("charge_cents").cents(l.charge);
    text("unit", l.unit, l.sv1, 3);
    text("units_text", l.units_text, l.sv1, 4);
    json_.key("units").units(l.units);
    text("place", l.place, l.sv1, 5);
    json_.key("pointers").begin_array();
    for (std::size_t i = 0; i < l.pointers.size() && i < l.pointer_count; ++i) json_.number(unsigned{l.pointers[i]});
    json_.end_array();
    json_.key("service_date");
    if (l.service_date == absent) {
        json_.null();
    } else {
        json_.begin_object();
        date(t_.dates[l.service_date]);
        json_.end_object();
    }
    dates(l.dates);
    references(l.references);
    notes(l.notes);
    attachments(l.attachments);
    amounts(l.amounts);
    parties(l.parties);
    list("adjudications", t_.adjudications, l.adjudications, [this](model::adjudication_row const& a) {
        text("payer_id", a.payer_id, a.svd, 1);
        json_.key("paid_cents").cents(a.paid);
        text("code_qualifier", a.code_qualifier, a.svd, 3, 1);
        text("code", a.code, a.svd, 3, 2);
        modifiers(a.modifiers, a.svd, 3);
        json_.key("units").units(a.units);
        text("bundled_line", a.bundled_line, a.svd, 6);
        adjustments(a.adjustments);
        dates(a.dates);
        amounts(a.amounts);
    });
}

void claim_json::payer(model::claim_row const& row) {
    json_.key("payer");
    if (row.subscriber == absent) {
        json_.null();
        return;
    }
    model::subscriber_row const& s = t_.subscribers[row.subscriber];
    model::party_row const none;
    model::party_row const& p = s.payer == absent ? none : t_.parties[s.payer];
    json_.begin_object();
    json_.key("class").text(scrub::classify(payers_, s.filing_indicator, p.id, p.name).id);
    text("sequence", s.sequence, s.sbr, 1);
    text("relationship", s.relationship, s.sbr, 2);
    text("filing_indicator", s.filing_indicator, s.sbr, 9);
    text("id", p.id, p.nm1, 9);
    text("name", p.name, p.nm1, 3);
    json_.end_object();
}

void claim_json::claim(std::uint32_t index) {
    model::claim_row const& c = t_.claims[index];
    json_.begin_object();
    text("control_number", c.control_number, c.clm, 1);
    json_.key("ordinal").number(w_.claims_before + index + 1);
    json_.key("st").text_or_null(w_.st);
    text("charge_text", c.charge_text, c.clm, 2);
    json_.key("charge_cents").cents(c.charge);
    text("place", c.place, c.clm, 5);
    text("place_qualifier", c.place_qualifier, c.clm, 5);
    text("frequency", c.frequency, c.clm, 5);
    text("signature", c.signature, c.clm, 6);
    text("assignment", c.assignment, c.clm, 7);
    text("benefits", c.benefits, c.clm, 8);
    text("release", c.release, c.clm, 9);
    json_.key("broken").boolean(c.broken);
    payer(c);
    json_.key("billing_provider");
    if (c.billing == absent) {
        json_.null();
    } else {
        model::billing_provider_row const& b = t_.billing_providers[c.billing];
        json_.begin_object();
        json_.key("npi").text_or_null(b.npi);
        text("taxonomy_qualifier", b.taxonomy_qualifier, b.prv, 2);
        text("taxonomy", b.taxonomy, b.prv, 3);
        parties(b.parties);
        json_.end_object();
    }
    json_.key("subscriber");
    if (c.subscriber == absent) {
        json_.null();
    } else {
        json_.begin_object();
        parties(t_.subscribers[c.subscriber].parties);
        json_.end_object();
    }
    json_.key("patient");
    if (c.patient == absent) {
        json_.null();
    } else {
        json_.begin_object();
        parties(t_.patients[c.patient].parties);
        json_.end_object();
    }
    list("diagnoses", t_.diagnoses, c.diagnoses, [this](model::diagnosis_row const& d) {
        text("qualifier", d.qualifier, d.seg, d.element);
        text("code", d.code, d.seg, d.element);
    });
    dates(c.dates);
    references(c.references);
    notes(c.notes);
    attachments(c.attachments);
    amounts(c.amounts);
    parties(c.parties);
    other_payers(c.other_payers);
    list("lines", t_.lines, c.lines, [this](model::line_row const& l) { line(l); });
    json_.key("segments").begin_array();
    for (auto i = c.clm; i < c.end; ++i) {
        json_.new_line();
        write_segment(w_, i, format_, json_);
    }
    json_.end_array();
    json_.end_object();
}

class show_json final : public show_writer {
public:
    show_json(show_format format, scrub::payer_profiles const& payers) : format_{std::move(format)}, payers_{payers} {}

    void begin(std::string_view file, std::string& out) override {
        out += "{\"schema_version\":\"1.0\",\n\"file\":";
        scrub::append_json_string(file, out);
        out += ",\n\"claims\":[";
    }

    void window(shown_window const& w, std::string& out) override {
        std::uint32_t next = w.context;
        if (w.tables)
            for (std::uint32_t row = 0; row < w.tables->claims.size(); ++row) {
                model::claim_row const& claim = w.tables->claims[row];
                others(w, next, claim.clm);
                next = std::max(next, claim.end);
                if (!format_.claim.empty() && claim.control_number != format_.claim) continue;
                out += claims_++ == 0 ? "\n" : ",\n";
                json_writer json{out};
                claim_json{w, format_, payers_, json}.claim(row);
            }
        if (w.remit)
            for (std::uint32_t row = 0; row < w.remit->claims.size(); ++row) {
                model::remit_claim_row const& claim = w.remit->claims[row];
                others(w, next, claim.clp);
                next = std::max(next, claim.end);
                if (!format_.claim.empty() && claim.control_number != format_.claim) continue;
                out += claims_++ == 0 ? "\n" : ",\n";
                json_writer json{out};
                write_remitted_claim(w, row, format_, json);
            }
        others(w, next, static_cast<std::uint32_t>(w.segments.size()));
    }

    bool end(std::string& out) override {
        out += claims_ == 0 ? "],\n\"other_segments\":[" : "\n],\n\"other_segments\":[";
        bool any = false;
        bool const fine = others_.deliver([&](std::string_view chunk) {
            out += any ? ",\n" : "\n";
            out += chunk;
            any = true;
            return true;
        });
        out += any ? "\n]}\n" : "]}\n";
        return fine;
    }

    std::uint64_t claims() const override { return claims_; }

private:
    void others(shown_window const& w, std::uint32_t from, std::uint32_t to) {
        if (!format_.claim.empty()) return;
        for (std::uint32_t i = from; i < to; ++i) {
            chunk_.clear();
            json_writer json{chunk_};
            write_segment(w, i, format_, json);
            others_.add(w.segments[i].offset, {}, chunk_);
        }
    }

    show_format format_;
    scrub::payer_profiles const& payers_;
    scrub::sorted_chunks others_;
    std::string chunk_;
    std::uint64_t claims_ = 0;
};

}  // namespace

std::unique_ptr<show_writer> make_show_json(show_format format, scrub::payer_profiles const& payers) {
    return std::make_unique<show_json>(std::move(format), payers);
}

}  // namespace orthoscrub::tools
