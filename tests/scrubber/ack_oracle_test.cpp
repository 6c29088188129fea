// The same dirty files judged by a second reader, written by hand from facts of its own (tests/oracle): the cases of the
// fixtures, and a clean file with faults planted by the hundred. Both must say the same of every segment and element.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>

#include "tests/oracle/element_judge.hpp"
#include "tests/oracle/guide_facts.hpp"
#include "tests/oracle/guide_reader.hpp"
#include "tests/oracle/stack_reader.hpp"
#include "tests/support/ack_case_list.hpp"

namespace ack_oracle_test {

using namespace orthoscrub;

namespace {

using lines = std::vector<std::string>;

/// Files and faults compared so far, and the differences.
struct comparison {
    std::size_t files = 0, faults = 0, told = 0;
    std::map<std::string, std::size_t> kinds;

    /// The differences of one file; empty when both agree.
    std::string compare(std::string const& file, std::string const& written) {
        lines expected = oracle::expected_answer(file), got = oracle::short_answer(written);
        std::ranges::sort(expected);
        std::ranges::sort(got);
        expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
        got.erase(std::unique(got.begin(), got.end()), got.end());
        ++files;
        for (std::string const& one : expected) {
            bool const fault = one.find("IK4*") != one.npos || (one.starts_with("IK3*") && !one.ends_with("*8")) ||
                               one.starts_with("TA1*R") || one.starts_with("IK5*R") || one.starts_with("AK9*R");
            faults += fault;
        }
        lines missing, surplus;
        std::ranges::set_difference(expected, got, std::back_inserter(missing));
        std::ranges::set_difference(got, expected, std::back_inserter(surplus));
        std::string said;
        for (std::string const& one : missing) said += "  oracle alone: " + one + "\n";
        for (std::string const& one : surplus) said += "  ack alone:    " + one + "\n";
        told += !said.empty();
        return said;
    }
};

lines segments_of(std::string const& file) {
    lines out;
    std::string current;
    for (char const c : file) {
        current += c;
        if (c != '\n') continue;
        out.push_back(current);
        current.clear();
    }
    return out;
}

std::string joined(lines const& segments) {
    std::string out;
    for (std::string const& one : segments) out += one;
    return out;
}

bool of_envelope(std::string const& segment) {
    return segment.starts_with("ISA*") || segment.starts_with("GS*") || segment.starts_with("GE*") ||
           segment.starts_with("IEA*") || segment.starts_with("ST*") || segment.starts_with("SE*");
}

/// SE01 of the only set.
void recount(lines& segments) {
    std::size_t count = 0;
    bool inside = false;
    for (std::string& one : segments) {
        inside = inside || one.starts_with("ST*");
        count += inside;
        if (!one.starts_with("SE*")) continue;
        auto const second = one.find('*', 3);
        one.replace(3, second - 3, std::to_string(count));
        return;
    }
}

/// The elements of a segment of the file, to be changed one by one.
struct parts {
    std::vector<std::string> f;
    explicit parts(std::string const& segment)
        : f{oracle::cut(std::string_view{segment}.substr(0, segment.find('~')), '*')} {}
    [[nodiscard]] std::string text() const {
        std::string out;
        for (std::string const& one : f) (out += out.empty() ? "" : "*") += one;
        while (out.ends_with('*')) out.pop_back();
        return out + "~\n";
    }
};

/// One way to damage a file: what is done to which segment, or to which element of it.
enum class damage : std::uint8_t { drop, twice, exchange, surplus, empty, long_value, strange, repeat, component };
constexpr std::array<std::string_view, 9> damage_names{"without",
                                                       "twice",
                                                       "in the place of the next",
                                                       "an element too many in",
                                                       "nothing in",
                                                       "a long value in",
                                                       "a strange value in",
                                                       "a repetition in",
                                                       "a component too many in"};
constexpr std::size_t of_whole_segments = 4;

/// Does it; false when the segment has no such element.
bool apply(damage kind, lines& segments, std::size_t i, std::size_t n) {
    auto const at = segments.begin() + static_cast<std::ptrdiff_t>(i);
    if (kind == damage::drop) return segments.erase(at), true;
    if (kind == damage::twice) return segments.insert(at, std::string{*at}), true;
    if (kind == damage::exchange) {
        if (i + 1 >= segments.size() || of_envelope(at[1]) || at[0] == at[1]) return false;
        return std::swap(at[0], at[1]), true;
    }
    parts changed{*at};
    if (kind == damage::surplus) {
        changed.f.resize(25);
        changed.f[24] = "Q";
    } else {
        if (n >= changed.f.size() || changed.f[n].empty()) return false;
        std::string const value = changed.f[n];
        bool const number = value.back() >= '0' && value.back() <= '9';
        std::map<damage, std::string> const values{{damage::empty, {}},
                                                   {damage::long_value, value + std::string(300, number ? '7' : 'Q')},
                                                   {damage::strange, std::string(value.size(), 'Q')},
                                                   {damage::repeat, value + "^" + value},
                                                   {damage::component, value + ":Q:Q:Q:Q:Q:Q:Q:Q:Q"}};
        changed.f[n] = values.at(kind);
    }
    *at = changed.text();
    return true;
}

/// Two clean claims, the second for a patient who is not the subscriber, with a rendering provider, and one more subscriber.
std::string patients_file() {
    return test::edited(test::two_claims_file(),
                        {{"HL*3*1*22*0~\nSBR*P*18*******MB~", "HL*3*1*22*1~\nSBR*P********CI~"},
                         {"CLM*A-2*300",
                          "HL*4*3*23*0~\nPAT*19~\nNM1*QC*1*SAMPLE*ADAM~\nN3*300 SAMPLE ST~\nN4*DURHAM*NC*277010100~\n"
                          "DMG*D8*20150312*M~\nCLM*A-2*300"},
                         {"LX*1~\nSV1*HC:L2999", "NM1*82*1*SAMPLE*DORA****XX*1888888009~\nLX*1~\nSV1*HC:L2999"}});
}

/// An element that is written anew.
struct row {
    std::string_view segment;
    std::size_t element;
    std::string_view value;
};

void compare_changed(comparison& sum, lines const& clean, lines const& made, row const& r) {
    std::string const dirty = joined(made);
    CAPTURE(r.segment);
    CAPTURE(r.element);
    CAPTURE(r.value);
    CHECK(dirty != joined(clean));
    CHECK(sum.compare(dirty, test::answer(dirty).all()) == "");
}

}  // namespace

TEST_CASE("ack oracle: a second reader answers every case of the fixtures alike") {
    // What the second reader knows nothing of: rules that are raised, policies, memory, dates of files, other guides.
    std::set<std::string_view> const beyond{};
    comparison sum;
    for (test::ack_case const& c : test::ack_cases()) {
        if (beyond.contains(c.name) || c.lenient || !c.raised.empty() || !c.senders.empty() || !c.receivers.empty() ||
            !c.noted.empty() || c.number_used)
            continue;
        CAPTURE(c.name);
        CHECK(sum.compare(test::file_of(c), test::answer_to(c).all()) == "");
    }
    MESSAGE(sum.files << " cases, " << sum.faults << " faults, " << sum.told << " that differ");
}

TEST_CASE("ack oracle: a second reader answers a file with one damage alike, wherever it is") {
    comparison sum;
    for (std::string const& file : {test::two_claims_file(), patients_file()}) {
        lines const clean = segments_of(file);
        CHECK(sum.compare(file, test::answer(file).all()) == "");
        for (std::size_t i = 0; i < clean.size(); ++i) {
            if (of_envelope(clean[i])) continue;
            for (std::size_t kind = 0; kind < damage_names.size(); ++kind) {
                bool const whole = kind < of_whole_segments;
                for (std::size_t n = 1; n < (whole ? 2 : parts{clean[i]}.f.size()); ++n) {
                    lines made = clean;
                    if (!apply(static_cast<damage>(kind), made, i, n)) continue;
                    recount(made);
                    std::string const dirty = joined(made), what = clean[i];
                    CAPTURE(damage_names[kind]);
                    CAPTURE(n);
                    CAPTURE(what);
                    CHECK(sum.compare(dirty, test::answer(dirty).all()) == "");
                }
            }
        }
    }
    MESSAGE(sum.files << " files, " << sum.faults << " faults, " << sum.told << " that differ");
}

TEST_CASE("ack oracle: a second reader answers codes that the standard alone knows, and broken conditions, alike") {
    comparison sum;
    lines const clean = segments_of(test::two_claims_file());
    for (row const& r : {row{"NM1*41", 2, "3"},       row{"NM1*40", 2, "1"},
                         row{"NM1*85", 2, "5"},       row{"NM1*85", 8, "FI"},
                         row{"NM1*IL", 8, "24"},      row{"NM1*PR", 8, "FI"},
                         row{"NM1*DK", 2, "2"},       row{"SBR", 2, "19"},
                         row{"SBR", 2, "Z9"},         row{"SV1", 3, "DA"},
                         row{"SV1", 3, "XY"},         row{"CLM", 5, "12:A:1"},
                         row{"BHT", 2, "01"},         row{"DTP", 2, "DT"},
                         row{"DMG", 1, "RD8"},        row{"CLM", 7, "P"},
                         row{"CLM", 10, "S"},         row{"PER*IC", 3, "HP"},
                         row{"PER*IC", 5, "EX"},      row{"PER*IC", 6, "1"},
                         row{"NM1*IL", 10, "AA"},     row{"NM1*IL", 11, "QQ"},
                         row{"NM1*IL", 12, "X"},      row{"N4", 7, "AB"},
                         row{"N4", 5, "B"},           row{"N4", 6, "X"},
                         row{"SV1", 4, ""},           row{"SV1", 4, "1.2345"},
                         row{"SV1", 4, "-1"},         row{"SV1", 2, "12345678901"},
                         row{"SV1", 2, "1.234"},      row{"SV1", 2, "0620"},
                         row{"SV1", 7, "13"},         row{"SV1", 7, "1:2:3:4:5"},
                         row{"SV1", 7, ""},           row{"SV1", 1, "HC:L1833:RTT"},
                         row{"SV1", 1, "HC:L1833:R"}, row{"SV1", 1, "HC"},
                         row{"SV1", 1, ":L1833"},     row{"CLM", 5, "12::1"},
                         row{"CLM", 5, "::"},         row{"CLM", 2, "620."},
                         row{"CLM", 2, "+620"},       row{"CLM", 20, "12"},
                         row{"CLM", 12, "02"},        row{"CLM", 13, "Y"},
                         row{"DTP", 3, "20260230"},   row{"DTP", 3, "2026031"},
                         row{"DMG", 2, "19470229"},   row{"DMG", 3, "X"},
                         row{"DMG", 5, "A"},          row{"BHT", 4, "20261301"},
                         row{"BHT", 5, "2460"},       row{"BHT", 5, "100961"},
                         row{"LX", 1, "A"},           row{"LX", 1, "1234567"},
                         row{"HI", 1, "ABK"},         row{"HI", 1, "ABK:"},
                         row{"HI", 2, "ABK:M1711"},   row{"HI", 13, "ABF:M1711"},
                         row{"REF*EI", 3, "X"},       row{"REF*6R", 2, "1234567890123456789012345678901"},
                         row{"PRV", 4, "NC"},         row{"N3", 1, "   "},
                         row{"NM1*IL", 3, " "},       row{"SBR", 9, "QQ"},
                         row{"SBR", 5, "99"}}) {
        lines made = clean;
        auto const at = std::ranges::find_if(
            made, [&](std::string const& one) { return one.starts_with(std::string{r.segment} + "*"); });
        REQUIRE(at != made.end());
        parts changed{*at};
        changed.f.resize(std::max(changed.f.size(), r.element + 1));
        changed.f[r.element] = r.value;
        *at = changed.text();
        compare_changed(sum, clean, made, r);
    }
    MESSAGE(sum.files << " files, " << sum.faults << " faults, " << sum.told << " that differ");
}

TEST_CASE("ack oracle: a second reader answers wrong numbers and counts of the envelope alike") {
    comparison sum;
    lines const clean = segments_of(test::two_claims_file());
    for (row const& r : {row{"ISA*", 1, "01"},        row{"ISA*", 3, "02"},     row{"ISA*", 5, "XX"},
                         row{"ISA*", 7, "XX"},        row{"ISA*", 9, "260230"}, row{"ISA*", 10, "2460"},
                         row{"ISA*", 12, "00402"},    row{"ISA*", 12, "ABCDE"}, row{"ISA*", 13, "00000011A"},
                         row{"ISA*", 14, "2"},        row{"ISA*", 15, "I"},     row{"IEA*", 1, "0"},
                         row{"IEA*", 2, "000000007"}, row{"GS*", 1, "HI"},      row{"GS*", 6, "1A"},
                         row{"GS*", 8, "005010X223"}, row{"GE*", 1, "3"},       row{"GE*", 2, "18"},
                         row{"ST*", 2, "001"},        row{"ST*", 2, "0009"},    row{"ST*", 3, "005010X223A2"},
                         row{"ST*", 3, "4010"},       row{"SE*", 1, "40"},      row{"SE*", 1, "4200"},
                         row{"SE*", 2, "0002"},       row{"ST*", 1, ""},        row{"ST*", 1, "277"}}) {
        lines made = clean;
        for (std::string& segment : made)
            if (segment.starts_with(r.segment)) {
                parts changed{segment};
                changed.f[r.element] = r.value;
                segment = changed.text();
            }
        compare_changed(sum, clean, made, r);
    }
    MESSAGE(sum.files << " files, " << sum.faults << " faults, " << sum.told << " that differ");
}

// Seeds are fixed, so a failure repeats; each round damages the file in two to four places.
TEST_CASE("ack oracle: a second reader answers files with several damages alike") {
    comparison sum;
    lines const two = segments_of(test::two_claims_file()), patients = segments_of(patients_file());
    for (std::uint32_t seed = 1; seed <= 1500; ++seed) {
        std::mt19937 random{seed};
        auto const below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
        lines made = seed % 2 == 0 ? two : patients;
        std::string what;
        for (std::size_t wanted = 2 + below(3); wanted > 0;) {
            std::size_t const i = below(made.size()), kind = below(damage_names.size()), n = 1 + below(9);
            std::string const was = made[i];
            if (of_envelope(was) || !apply(static_cast<damage>(kind), made, i, n)) continue;
            --wanted;
            (((what += damage_names[kind]) += ' ') += std::to_string(n) + " of ") += was;
        }
        recount(made);
        std::string const dirty = joined(made);
        CAPTURE(seed);
        CAPTURE(what);
        CHECK(sum.compare(dirty, test::answer(dirty).all()) == "");
    }
    MESSAGE(sum.files << " files, " << sum.faults << " faults, " << sum.told << " that differ");
}

}  // namespace ack_oracle_test
