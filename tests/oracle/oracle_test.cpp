#include <doctest/doctest.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "tests/oracle/stack_reader.hpp"
#include "tests/support/claim_reading.hpp"

namespace oracle_test {

using namespace orthoscrub;
using test::claim_reading;

namespace {

std::string id_of(model::claim_tables const& t, std::uint32_t subscriber, std::uint32_t model::subscriber_row::* who) {
    if (subscriber == model::absent || t.subscribers[subscriber].*who == model::absent) return {};
    return std::string{t.parties[t.subscribers[subscriber].*who].id};
}

// The first difference between grammar and oracle in words; empty when they agree.
std::string difference(std::string_view set) {
    claim_reading const read{set};
    auto const other = oracle::read(set);
    auto const& t = read.tables;
    if (read.segments.size() != other.segments.size()) return "number of segments";
    for (std::size_t i = 0; i < other.loops.size(); ++i) {
        auto const loop = t.loops[i];
        auto const name = loop == text::loop_id::heading ? std::string_view{"heading"} : text::to_string(loop);
        if (name != other.loops[i])
            return "segment " + std::to_string(i + 1) + " " + other.segments[i] + ": grammar '" + std::string{name} +
                   "', oracle '" + other.loops[i] + "'";
    }
    if (t.claims.size() != other.claims.size()) return "number of claims";
    for (std::size_t k = 0; k < t.claims.size(); ++k) {
        auto const& mine = t.claims[k];
        auto const& its = other.claims[k];
        auto const where = "claim " + its.control_number + ": ";
        if (mine.control_number != its.control_number) return where + "control number";
        if (mine.charge_text != its.charge) return where + "charge";
        auto const npi = mine.billing == model::absent ? std::string_view{} : t.billing_providers[mine.billing].npi;
        if (npi != its.billing_npi) return where + "billing NPI";
        if (id_of(t, mine.subscriber, &model::subscriber_row::person) != its.subscriber_id) return where + "subscriber";
        if (id_of(t, mine.subscriber, &model::subscriber_row::payer) != its.payer_id) return where + "payer";
        auto const dx = t.diagnoses_of(mine);
        if (dx.size() != its.diagnoses.size()) return where + "number of diagnoses";
        for (std::size_t i = 0; i < dx.size(); ++i)
            if (dx[i].code != its.diagnoses[i]) return where + "diagnosis";
        auto const lines = t.lines_of(mine);
        if (lines.size() != its.lines.size()) return where + "number of lines";
        for (std::size_t i = 0; i < lines.size(); ++i) {
            auto const& a = lines[i];
            auto const& b = its.lines[i];
            auto const at = where + "line " + b.number + ": ";
            if (a.number != b.number) return at + "number";
            if ((a.sv1 != model::absent) != b.has_service) return at + "SV1";
            if (!b.has_service) continue;
            if (a.code != b.code || a.charge_text != b.charge || a.units_text != b.units) return at + "service";
            for (std::size_t m = 0; m < 4; ++m)
                if (a.modifiers[m] != b.modifiers[m]) return at + "modifier";
            if (a.control_number != b.control_number) return at + "6R";
            auto const date = a.service_date == model::absent ? std::string_view{} : t.dates[a.service_date].text;
            if (date != b.service_date) return at + "service date";
        }
    }
    return {};
}

// A set with every loop, twice the levels.
std::string every_loop() {
    std::string set{test::heading_text};
    set += "CUR*85*USD~NM1*87*2~N3*A~N4*B~NM1*PE*2*X~N3*A~REF*2U*1~REF*EI*2~";
    set += test::subscriber_text;
    set += test::claim_text;
    set +=
        "HL*3*1*22*1~SBR*S*01~PAT*****D8*20250101~NM1*IL*1*OTHER*****MI*M9~NM1*PR*2*P*****PI*P9~REF*G2*1~"
        "HL*4*3*23*0~PAT*19~NM1*QC*1*KID~N3*A~N4*B~DMG*D8*20150101*F~REF*Y4*1~PER*IC~"
        "CLM*FULL*1417.32***11:B:7*Y*A*N*I~DTP*431*D8*20250301~PWK*OZ*BM***AC*ATT1~CN1*02~AMT*F5*12.5~REF*G1*"
        "UTN1~K3*X~"
        "NTE*ADD*TEXT~CR1*LB~CR2*1~CRC*07*Y*01~HI*ABK:M170*ABF:M1712**ABF:Z9989~HI*BP:1~HI*BG:17~HCP*03*1~"
        "NM1*DN*1*SMITH~REF*0B*L~NM1*82*1*DOE~PRV*PE*PXC*1~REF*LU*1~NM1*77*2*F~N3*A~N4*B~REF*LU*1~PER*IC~NM1*"
        "DQ*1*S~REF*1G*1~"
        "NM1*PW*2~N3*A~N4*B~NM1*45*2~N3*A~N4*B~"
        "SBR*S*01~CAS*PR*1*50~AMT*D*300~OI***Y~MOA***MA01~NM1*IL*1*ROE~N3*A~REF*SY*1~NM1*PR*2*OTHER*****PI*"
        "OP1~N3*A~N4*B~"
        "DTP*573*D8*20250320~REF*F8*I~NM1*DN*1~REF*0B*1~NM1*82*1~REF*LU*1~NM1*77*2~REF*G2*1~NM1*DQ*1~REF*1G*"
        "1~NM1*85*2~REF*LU*1~"
        "SBR*T*18~NM1*IL*1*ROE~NM1*PR*2*THIRD*****PI*OP2~"
        "LX*1~SV1*HC:L1833:RT::KX:99:KNEE "
        "BRACE*1000.5*UN*1*12**1:2~SV5*HC:A*DA*1~PWK*CT*AB~PWK*OZ*BM~CR1*LB~CR3*I~CRC*09*Y*ZV~"
        "DTP*472*RD8*20250310-20250312~DTP*471*D8*20250301~QTY*PT*1~MEA*TR*R1*1~CN1*02~REF*6R*LINE1~REF*G1*"
        "UTN2~AMT*T*1~K3*Y~"
        "NTE*ADD*NOTE~PS1*1*1~HCP*03*1~LIN**N4*0~CTP****1*UN~REF*VY*1~NM1*82*1~PRV*PE*PXC*1~REF*LU*1~NM1*QB*"
        "2~REF*0B*1~NM1*77*2~"
        "N3*A~N4*B~REF*G2*1~NM1*DQ*1~REF*1G*1~NM1*DK*1*BOSS~N3*1~N4*D~REF*1G*U~PER*IC~NM1*DN*1~REF*G2*1~NM1*"
        "P3*1~NM1*PW*2~N3*A~"
        "N4*B~NM1*45*2~N3*A~N4*B~SVD*OP1*300*HC:L1833:RT~CAS*PR*2*5.25~DTP*573*D8*20250321~AMT*EAF*9~SVD*OP2*"
        "0~LQ*UT*1~FRM*1*Y~"
        "LX*2~SV1*HC:A4467*416.82*UN*2***2~DTP*472*D8*20250310~";
    set +=
        "HL*5**20*1~NM1*85*2*SECOND*****XX*9999999995~HL*6*5*22*0~SBR*P*18~NM1*IL*1*Z*****MI*MZ~NM1*PR*2*P***"
        "**PI*PZ~";
    set += test::claim_text;
    return set + "SE*1*0001~";
}

std::vector<std::string> cut(std::string const& set) {
    std::vector<std::string> out;
    std::size_t from = 0;
    for (std::size_t to; (to = set.find('~', from)) != std::string::npos; from = to + 1)
        out.push_back(set.substr(from, to - from + 1));
    return out;
}

std::string joined(std::vector<std::string> const& segments) {
    std::string out;
    for (auto const& s : segments) out += s;
    return out;
}

}  // namespace

TEST_CASE("grammar and oracle agree on a set with every loop") {
    auto const set = every_loop();
    CHECK(difference(set) == "");
    claim_reading const read{set};
    CHECK(read.unplaced() == 0);
    bool seen[static_cast<std::size_t>(text::loop_id::count_)]{};
    for (auto const loop : read.tables.loops) seen[static_cast<std::size_t>(loop)] = true;
    for (auto i = static_cast<std::size_t>(text::loop_id::heading); i <= static_cast<std::size_t>(text::loop_id::l2440);
         ++i) {
        CAPTURE(text::to_string(static_cast<text::loop_id>(i)));
        CHECK(seen[i]);
    }
}

TEST_CASE("grammar and oracle agree when one segment is dropped, doubled or moved") {
    auto const segments = cut(every_loop());
    for (std::size_t i = 0; i < segments.size(); ++i) {
        CAPTURE(segments[i]);
        auto dropped = segments;
        dropped.erase(dropped.begin() + static_cast<std::ptrdiff_t>(i));
        CHECK(difference(joined(dropped)) == "");
        auto doubled = segments;
        doubled.insert(doubled.begin() + static_cast<std::ptrdiff_t>(i), segments[i]);
        CHECK(difference(joined(doubled)) == "");
        for (std::size_t to : {i / 2, (i + segments.size()) / 2, i + 1}) {
            if (to >= segments.size()) continue;
            auto moved = dropped;
            moved.insert(moved.begin() + static_cast<std::ptrdiff_t>(std::min(to, moved.size())), segments[i]);
            CHECK(difference(joined(moved)) == "");
        }
    }
}

// Seeds are fixed, so a failure repeats; each round changes several segments of the full set.
TEST_CASE("grammar and oracle agree on sets in disorder") {
    auto const segments = cut(every_loop());
    std::vector<std::string> const intruders{"ZZZ*1~",
                                             "NM1*ZZ*1~",
                                             "REF*1C*X~",
                                             "SBR*T*18~",
                                             "LX*9~",
                                             "SV1*HC:X*1~",
                                             "CLM*N*1~",
                                             "HL*9*1*22*0~",
                                             "HL*9*1*23*0~",
                                             "HL*9**20*1~",
                                             "HL*9*1*XX*0~",
                                             "SE*1*1~",
                                             "ST*837*2*005010X222A1~",
                                             "SVD*P*1~",
                                             "LIN**ZZ*1~",
                                             "LQ*ZZ~",
                                             "PWK*CT*AB~",
                                             "HI*BK>1~",
                                             "DTP*573*D8*20250101~",
                                             "N3*A~",
                                             "REF* G1 *PAD~",
                                             "BHT*0019~"};
    for (std::uint32_t seed = 1; seed <= 3000; ++seed) {
        std::mt19937 random{seed};
        auto const below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
        auto mixed = segments;
        for (std::size_t change = 1 + below(8); change > 0; --change) {
            auto const at = static_cast<std::ptrdiff_t>(below(mixed.size()));
            switch (below(4)) {
                case 0:
                    mixed.erase(mixed.begin() + at);
                    break;
                case 1:
                    mixed.insert(mixed.begin() + at, intruders[below(intruders.size())]);
                    break;
                case 2:
                    std::swap(mixed[static_cast<std::size_t>(at)], mixed[below(mixed.size())]);
                    break;
                default:
                    mixed.insert(mixed.begin() + at, mixed[below(mixed.size())]);
            }
        }
        CAPTURE(seed);
        auto const text = joined(mixed);
        auto const found = difference(text);
        CHECK(found == "");
        if (!found.empty()) break;
    }
}

}  // namespace oracle_test
