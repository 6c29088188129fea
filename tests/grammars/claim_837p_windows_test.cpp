#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/support/claim_reading.hpp"

namespace claim_837p_windows_test {

using namespace orthoscrub;

namespace {

using list = std::vector<std::string>;

// Several billing providers, subscribers with and without patients, several claims under one HL, and faults.
std::string long_set() {
    std::string set{test::heading_text};
    auto const claim = [](std::string const& id) {
        return "CLM*" + id + "*5***12:B:1*Y*A*Y*Y~REF*G1*U" + id +
               "~HI*ABK:M170~NM1*82*1~ZZZ*1~LX*1~SV1*HC:L1833*5*UN*1***1~REF*6R*" + id + "1~LX*2~DTP*472*D8*20250310~";
    };
    set += "HL*2*1*22*0~SBR*P*18*******MB~NM1*IL*1*A*****MI*M1~NM1*PR*2*P*****PI*P1~";
    set += claim("A1") + claim("A2") + claim("A3");
    set += "HL*3*1*22*1~SBR*P********CI~NM1*IL*1*B*****MI*M2~REF*1C*X~NM1*PR*2*P*****PI*P2~";
    set += "HL*4*3*23*0~PAT*19~NM1*QC*1*B1~" + claim("B1") + claim("B2");
    set += "HL*5*3*23*0~PAT*19~NM1*QC*1*B2~" + claim("B3");
    set += "HL*6*1*22*1~SBR*P*18~NM1*IL*1*C*****MI*M3~NM1*PR*2*P*****PI*P3~CLM*C1*5~";
    set +=
        "HL*7**20*1~NM1*85*2*SECOND*****XX*9999999995~HL*9*7*22*0~SBR*S*18~NM1*IL*1*D*****MI*M4~NM1*PR*2*P***"
        "**PI*P1~" +
        claim("D1");
    set += "HL*9**20*1~";
    return set + "SE*1*0001~";
}

std::string words(model::claim_tables const& t, model::claim_row const& c) {
    auto const person = [&](std::uint32_t row, std::uint32_t model::subscriber_row::* who) {
        return row == model::absent || t.subscribers[row].*who == model::absent
                   ? std::string{"-"}
                   : std::string{t.parties[t.subscribers[row].*who].id};
    };
    std::string out{c.control_number};
    out += c.broken ? " broken " : " ";
    out += c.billing == model::absent ? "-" : std::string{t.billing_providers[c.billing].npi};
    out += ' ' + person(c.subscriber, &model::subscriber_row::person) + ' ' +
           person(c.subscriber, &model::subscriber_row::payer);
    if (c.patient != model::absent) out += ' ' + std::string{t.parties[t.patients[c.patient].person].name};
    for (auto const& r : t.rows(t.references, c.references)) out += " R" + std::string{r.value};
    for (auto const& l : t.lines_of(c))
        out += " L" + std::string{l.number} + std::string{l.code} + std::string{l.control_number};
    return out;
}

struct outcome {
    list claims, faults, loops;
};

void append(outcome& out, model::claim_tables const& t, std::uint32_t context) {
    for (auto const& c : t.claims) out.claims.push_back(words(t, c));
    for (std::size_t i = context; i < t.loops.size(); ++i) out.loops.emplace_back(text::to_string(t.loops[i]));
}

void append_faults(outcome& out, text::diagnostics const& faults) {
    for (auto const& f : faults.faults())
        out.faults.push_back(std::to_string(f.at.byte) + ' ' + std::string{text::describe(f.code).id} + " x" +
                             std::to_string(f.count));
    std::ranges::sort(out.faults);
}

// The open parents before segment `end`: heading, and of each open level the segments before its first claim
// or HL.
std::vector<text::segment> parents(std::span<text::segment const> all, std::size_t end) {
    std::vector<text::segment> heading, levels[3];
    std::vector<text::segment>* open = &heading;
    for (std::size_t i = 0; i < end; ++i) {
        if (all[i].is("HL")) {
            auto const code = all[i].element(3);
            auto const depth = code == "20" ? 0 : code == "22" ? 1 : 2;
            for (int d = depth; d < 3; ++d) levels[d].clear();
            open = &levels[depth];
        } else if (all[i].is("CLM")) {
            open = nullptr;
        }
        if (open != nullptr) open->push_back(all[i]);
    }
    for (auto const& level : levels) heading.insert(heading.end(), level.begin(), level.end());
    for (auto& s : heading) s.flags |= text::context;
    return heading;
}

}  // namespace

TEST_CASE("windows cut at HL or CLM give the same claims, loops and faults as the whole set") {
    auto const set = long_set();
    test::segments_from const segments{set};
    auto const all = segments.all();

    outcome whole;
    {
        model::claim_tables tables;
        text::diagnostics faults;
        grammars::hierarchy_state state;
        grammars::read_claims({all, 0, true}, {}, {}, state, tables, faults);
        append(whole, tables, 0);
        append_faults(whole, faults);
        CHECK(state.claims_seen == 8);
        CHECK(state.hl_seen == 9);
    }
    CHECK(whole.claims.size() == 8);
    CHECK(whole.claims[4] == "B2 broken 1234567893 M2 P2 B1 RUB2 L1L1833B21 L2");
    CHECK(whole.faults.size() >= 17);

    // Cut everywhere, and at every single border.
    std::vector<std::vector<std::size_t>> cuts{{}};
    for (std::size_t i = 1; i < all.size(); ++i)
        if (all[i].is("HL") || all[i].is("CLM")) {
            cuts[0].push_back(i);
            cuts.push_back({i});
        }
    for (auto const& borders : cuts) {
        CAPTURE(borders.size());
        CAPTURE(borders.front());
        outcome pieces;
        model::claim_tables tables;
        text::diagnostics faults;
        grammars::hierarchy_state state;
        for (std::size_t k = 0; k <= borders.size(); ++k) {
            auto const from = k == 0 ? 0 : borders[k - 1];
            auto const to = k == borders.size() ? all.size() : borders[k];
            auto window = from == 0 ? std::vector<text::segment>{} : parents(all, from);
            auto const context = static_cast<std::uint32_t>(window.size());
            window.insert(window.end(), all.begin() + static_cast<std::ptrdiff_t>(from),
                          all.begin() + static_cast<std::ptrdiff_t>(to));
            tables.clear();
            grammars::read_claims({window, context, to == all.size()}, {}, {}, state, tables, faults);
            append(pieces, tables, context);
        }
        append_faults(pieces, faults);
        CHECK(pieces.claims == whole.claims);
        CHECK(pieces.loops == whole.loops);
        CHECK(pieces.faults == whole.faults);
        CHECK(state.claims_seen == 8);
        CHECK(state.hl_seen == 9);
    }
}

}  // namespace claim_837p_windows_test
