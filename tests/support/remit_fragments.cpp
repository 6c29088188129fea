// A second, plain way from segments to books, so that a test of the outcome leans on no grammar.
#include "tests/support/remit_fragments.hpp"

#include <algorithm>
#include <functional>
#include <vector>

namespace orthoscrub::test {
namespace {

using ledger::absent;
using ledger::row_range;
using level = ledger::balance_break::level;

std::vector<std::string_view> parted(std::string_view text, char by) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0;;) {
        std::size_t const end = text.find(by, at);
        parts.push_back(text.substr(at, end == std::string_view::npos ? end : end - at));
        if (end == std::string_view::npos) return parts;
        at = end + 1;
    }
}

struct segment {
    std::vector<std::string_view> elements;
    [[nodiscard]] std::string_view operator[](std::size_t i) const {
        return i < elements.size() ? elements[i] : std::string_view{};
    }
};

std::vector<segment> segments_of(std::string_view text) {
    std::vector<segment> all;
    for (std::string_view one : parted(text, '~')) {
        while (!one.empty() && (one.front() == '\n' || one.front() == ' ')) one.remove_prefix(1);
        if (!one.empty()) all.push_back({parted(one, '*')});
    }
    return all;
}

model::money money(std::string_view text) { return model::parse_money(text).value; }
model::quantity units(std::string_view text, std::int64_t otherwise = 1000) {
    return text.empty() ? model::quantity{otherwise} : model::parse_quantity(text).value;
}
model::date day(std::string_view text) {
    auto const found = text.size() == 8 ? model::date::from_ccyymmdd(text) : model::date::from_iso(text);
    return found.value_or(model::date{});
}

template <class Rows>
void grow(row_range& range, Rows const& rows) {
    if (range.count == 0) range.first = static_cast<std::uint32_t>(rows.size()) - 1;
    ++range.count;
}

template <class Row>
std::uint32_t last(std::vector<Row> const& rows) {
    return static_cast<std::uint32_t>(rows.size()) - 1;
}

}  // namespace

void remit_fragments::add_837(std::string_view text, std::string_view payer, ledger::front_end state) {
    auto keep = [this](std::string_view t) { return sent.texts.keep(t); };
    for (segment const& s : segments_of(text)) {
        if (s[0] == "CLM") {
            ledger::submitted_claim c;
            c.ordinal = sent.claims.size() + 1;
            c.control_number = keep(s[1]);
            c.charge = money(s[2]);
            auto const place = parted(s[5], ':');
            c.place = keep(place[0]);
            if (place.size() > 2) c.frequency = keep(place[2]);
            c.payer_id = keep(payer);
            c.state_at_front = state;
            sent.claims.push_back(c);
        } else if (s[0] == "LX") {
            ledger::submitted_line l;
            l.claim = last(sent.claims);
            l.number = keep(s[1]);
            sent.lines.push_back(l);
            grow(sent.claims.back().lines, sent.lines);
        } else if (s[0] == "SV1") {
            ledger::submitted_line& l = sent.lines.back();
            auto const procedure = parted(s[1], ':');
            l.qualifier = keep(procedure[0]);
            l.code = keep(procedure.size() > 1 ? procedure[1] : "");
            for (std::size_t i = 2; i < procedure.size() && i < 6; ++i) l.modifiers[i - 2] = keep(procedure[i]);
            l.charge = money(s[2]);
            l.units = units(s[4]);
        } else if (s[0] == "DTP" && s[1] == "472") {
            sent.lines.back().first_day = sent.lines.back().last_day = day(s[3]);
        } else if (s[0] == "REF" && s[1] == "6R") {
            sent.lines.back().control_number = keep(s[2]);
        } else if (s[0] == "REF" && s[1] == "F8") {
            sent.claims.back().original_icn = keep(s[2]);
        }
    }
}

void remit_fragments::add_835(std::string_view text, std::string_view paid_on, std::string_view payer) {
    auto& book = answered;
    auto keep = [&book](std::string_view t) { return book.texts.keep(t); };
    auto procedure = [&](std::string_view composite) {
        ledger::remit_procedure p;
        if (composite.empty()) return p;
        auto const parts = parted(composite, ':');
        p.qualifier = keep(parts[0]);
        if (parts.size() > 1) p.code = keep(parts[1]);
        for (std::size_t i = 2; i < parts.size() && i < 6; ++i) p.modifiers[i - 2] = keep(parts[i]);
        return p;
    };
    ledger::remittance made;
    made.payer_id = keep(payer);
    made.paid_on = made.produced = day(paid_on);
    std::string const whole = std::string{text} + std::string{paid_on} + std::string{payer};
    made.content = keep(std::to_string(std::hash<std::string>{}(whole)));
    made.trace = made.content;
    book.remittances.push_back(made);
    auto& remittance = book.remittances.back();
    auto const number = last(book.remittances);
    bool in_line = false;
    for (segment const& s : segments_of(text)) {
        if (s[0] == "CLP" || s[0] == "SVC" || s[0] == "PLB") in_line = s[0] == "SVC";
        if (!book.claims.empty() && book.claims.back().remittance == number && s[0] != "PLB" && s[0] != "CLP")
            for (std::string_view const e : s.elements)
                book.claims.back().image = book.claims.back().image * 31 + std::hash<std::string_view>{}(e);
        if (s[0] == "BPR") {
            remittance.total = money(s[2]);
            remittance.handling = keep(s[1]);
            remittance.method = keep(s[4]);
        } else if (s[0] == "TRN") {
            remittance.trace = keep(s[2]);
            remittance.originator = keep(s[3]);
        } else if (s[0] == "CLP") {
            ledger::remitted_claim c;
            c.remittance = number;
            c.control_number = keep(s[1]);
            c.status = keep(s[2]);
            c.charge = money(s[3]);
            c.paid = money(s[4]);
            c.patient_share = money(s[5]);
            c.filing_indicator = keep(s[6]);
            c.icn = keep(s[7]);
            c.frequency = keep(s[9]);
            c.image = 1;
            for (std::string_view const e : s.elements) c.image = c.image * 31 + std::hash<std::string_view>{}(e);
            book.claims.push_back(c);
            grow(remittance.claims, book.claims);
        } else if (s[0] == "SVC") {
            ledger::remitted_line l;
            l.claim = last(book.claims);
            l.adjudicated = procedure(s[1]);
            l.submitted = procedure(s[6]);
            l.charge = money(s[2]);
            l.paid = money(s[3]);
            l.paid_units = units(s[5]);
            if (!s[7].empty()) l.original_units = units(s[7]);
            book.lines.push_back(l);
            grow(book.claims.back().lines, book.lines);
        } else if (s[0] == "CAS") {
            for (std::size_t i = 2; i < s.elements.size(); i += 3) {
                if (s[i].empty()) continue;
                book.adjustments.push_back({keep(s[1]), keep(s[i]), money(s[i + 1]), units(s[i + 2], 0)});
                grow(in_line ? book.lines.back().adjustments : book.claims.back().adjustments, book.adjustments);
            }
        } else if (s[0] == "MOA" || s[0] == "MIA" || s[0] == "LQ") {
            for (std::size_t i = s[0] == "LQ" ? 2 : 3; i < s.elements.size(); ++i) {
                book.remarks.push_back(keep(s[i]));
                grow(s[0] == "LQ" ? book.lines.back().remarks : book.claims.back().remarks, book.remarks);
            }
        } else if (s[0] == "DTM") {
            bool const first = s[1] == "472" || s[1] == "150" || s[1] == "232";
            bool const final = s[1] == "472" || s[1] == "151" || s[1] == "233";
            if (first) (in_line ? book.lines.back().first_day : book.claims.back().first_day) = day(s[2]);
            if (final) (in_line ? book.lines.back().last_day : book.claims.back().last_day) = day(s[2]);
        } else if (s[0] == "REF" && s[1] == "6R") {
            book.lines.back().control_number = keep(s[2]);
        } else if (s[0] == "REF" && s[1] == "F8") {
            book.claims.back().original_icn = keep(s[2]);
        } else if (s[0] == "AMT" && s[1] == "B6") {
            book.lines.back().allowed = money(s[2]);
        } else if (s[0] == "AMT" && s[1] == "I") {
            book.claims.back().interest = money(s[2]);
        } else if (s[0] == "PLB") {
            for (std::size_t i = 3; i + 1 < s.elements.size(); i += 2) {
                auto const what = parted(s[i], ':');
                ledger::provider_adjustment p;
                p.npi = keep(s[1]);
                p.reason = keep(what[0]);
                if (what.size() > 1) p.reference = keep(what[1]);
                p.amount = money(s[i + 1]);
                book.provider_adjustments.push_back(p);
                grow(remittance.provider_adjustments, book.provider_adjustments);
            }
        }
    }
    auto broke = [&](level where, std::uint32_t claim, std::uint32_t line, model::money expected, model::money found) {
        if (expected != found) book.breaks.push_back({where, number, claim, line, expected, found, {}});
        return expected == found;
    };
    model::money paid{};
    for (std::uint32_t i = remittance.claims.first; i < remittance.claims.first + remittance.claims.count; ++i) {
        ledger::remitted_claim& c = book.claims[i];
        auto const taken = [&](row_range range) {
            model::money sum{};
            for (auto const& a : ledger::remittance_book::rows(book.adjustments, range)) sum += a.amount;
            return sum;
        };
        model::money all = taken(c.adjustments), charges{};
        for (std::uint32_t rl = c.lines.first; rl < c.lines.first + c.lines.count; ++rl) {
            ledger::remitted_line& l = book.lines[rl];
            all += taken(l.adjustments);
            charges += l.charge;
            l.balanced = broke(level::line, i, rl, l.charge - taken(l.adjustments), l.paid);
        }
        c.balanced = broke(level::claim, i, absent, c.charge - all, c.paid);
        c.lines_balanced = c.lines.count == 0 || broke(level::claim_lines, i, absent, c.charge, charges);
        paid += c.paid;
    }
    for (auto const& p : ledger::remittance_book::rows(book.provider_adjustments, remittance.provider_adjustments))
        paid = paid - p.amount;
    remittance.balanced = broke(level::transaction, absent, absent, paid, remittance.total);
}

void remit_fragments::match() {
    matches.claim_matches.assign(answered.claims.size(), {});
    matches.line_matches.assign(answered.lines.size(), {});
    for (std::uint32_t rc = 0; rc < answered.claims.size(); ++rc) {
        ledger::remitted_claim const& c = answered.claims[rc];
        remit::claim_match& m = matches.claim_matches[rc];
        bool by_frequency = false;
        for (std::uint32_t sc = 0; sc < sent.claims.size(); ++sc) {
            if (sent.claims[sc].control_number != c.control_number) continue;
            bool const same = !c.frequency.empty() && sent.claims[sc].frequency == c.frequency;
            if (by_frequency && !same) continue;
            by_frequency = by_frequency || same;
            m.state = remit::match_state::matched;
            m.submitted = sc;
            m.score = 100;
        }
        if (m.submitted == absent) continue;
        std::vector<std::uint8_t> used(sent.lines.size(), 0);
        row_range const lines = sent.claims[m.submitted].lines;
        for (std::uint32_t rl = c.lines.first; rl < c.lines.first + c.lines.count; ++rl) {
            ledger::remitted_line const& l = answered.lines[rl];
            remit::line_match& found = matches.line_matches[rl];
            for (std::uint32_t sl = lines.first; sl < lines.first + lines.count && found.submitted == absent; ++sl) {
                ledger::submitted_line const& s = sent.lines[sl];
                bool const named = !l.control_number.empty();
                if (named && l.control_number == s.control_number)
                    found = {sl, remit::match_tier::l1, 100, false, false};
                else if (named && s.control_number.empty() && l.control_number == s.number)
                    found = {sl, remit::match_tier::l2, 90, false, false};
                else if (!named && used[sl] == 0 && l.asked().code == s.code && l.asked().modifiers == s.modifiers)
                    found = {sl, remit::match_tier::l4, 100, false, false};
                if (found.submitted == absent) continue;
                used[sl] = 1;
                found.licn_code_conflict = l.asked().code != s.code;
            }
        }
    }
}

}  // namespace orthoscrub::test
