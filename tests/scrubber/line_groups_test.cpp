// What a line of a claim of many lines has to do with the others is what it has to do with each of them alone: claims of two
// lines, whose lines are held against each other as they are, are the measure.
#include <doctest/doctest.h>

#include <array>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "scrubber/facts/combination_facts.hpp"
#include "scrubber/facts/equipment_facts.hpp"
#include "scrubber/facts/line_facts.hpp"
#include "tests/support/judging.hpp"

namespace line_groups_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

namespace {

using finder = scrub::line_context const* (*)(scrub::subject const&, scrub::unknown_reason&);

/// Questions whose answer is yes when it is yes for one other line, else unknown when it is for one.
struct question {
    std::string_view fact;
    finder find = nullptr;  ///< names the line, too
    bool denied = false;    ///< the fact is true when nothing is met
};
constexpr std::array questions{question{"duplicate.earlier_line", scrub::earlier_duplicate},
                               question{"side.unpaired", scrub::unpaired_with},
                               question{"twin.earlier_line", scrub::earlier_twin},
                               question{"base.conflict_in_claim", scrub::conflicting_base},
                               question{"addition.included_in_base", scrub::including_base},
                               question{"repair_part.same_day", scrub::repair_part_line},
                               question{"addition.base_on_claim"},
                               question{"liability.on_other_line"},
                               question{"line.own_control_number", nullptr, true}};

std::string claim_of(std::vector<std::string> const& lines) {
    std::string text{claim_head};
    for (std::size_t i = 0; i < lines.size(); ++i) text += "LX*" + std::to_string(i + 1) + "~" + lines[i];
    return text;
}

std::string line_of(std::string_view procedure, std::string_view day, std::string_view number,
                    std::string_view place = "") {
    std::string text = "SV1*HC:" + std::string{procedure} + "*100*UN*1*" + std::string{place} + "**1~";
    if (!day.empty()) text += "DTP*472*D8*" + std::string{day} + "~";
    if (!number.empty()) text += "REF*6R*" + std::string{number} + "~";
    return text;
}

/// Lines that have something to do with each other, one in many ways at once.
std::vector<std::string> odd_lines(std::mt19937& random, std::size_t count) {
    constexpr std::array codes{"L0637", "L0650", "L1832", "L1833", "L1843", "L1960", "L1970", "L2036", "L2210", "L2397",
                               "L2405", "L2820", "L4205", "L4360", "K0672", "L0120", "E0143", "X9990", "X9991"};
    constexpr std::array modifiers{"",       "",    ":RT",    ":RT", ":LT",   ":50",
                                   ":RT:LT", ":RB", ":RB:LT", ":GA", ":RTLT", ":Q9"};
    constexpr std::array days{"20260302", "20260302", "20260303", "20260304", ""};
    constexpr std::array numbers{"", "N1", "N2", "N3", "N4", "N5", "N6"};
    constexpr std::array places{"", "", "11"};
    auto const one_of = [&](auto const& all) { return all[random() % all.size()]; };
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < count; ++i) {
        std::string const procedure = std::string{one_of(codes)} + one_of(modifiers);
        lines.push_back(line_of(procedure, one_of(days), one_of(numbers), one_of(places)));
    }
    return lines;
}

/// Whether the line at `at` has met another: yes, no or unknown with its reason.
std::string met(open_claim const& claim, question const& asked, std::size_t at) {
    std::string const value = claim.fact(asked.fact, at);
    if (!asked.denied) return value;
    return value == "yes" ? "no" : value == "no" ? "yes" : value;
}

/// The same, and the position of the line it names behind a blank.
std::string answer(open_claim const& claim, question const& asked, std::size_t at) {
    std::string value = met(claim, asked, at);
    if (asked.find == nullptr || value != "yes") return value;
    scrub::unknown_reason reason = scrub::unknown_reason::none;
    scrub::line_context const& line = claim.context.lines()[at];
    auto const* const found = asked.find({&claim.context, &line, grammars::rule_scope::line, line.index}, reason);
    return value + " " + std::to_string(claim.context.position_of(found));
}

}  // namespace

TEST_CASE("a line of a long claim has to do with the others what it has to do with each of them alone") {
    std::mt19937 random{11};
    std::size_t yes = 0;
    for (std::size_t const size : {2u, 8u, 9u, 40u, 64u, 65u, 150u}) {
        std::vector<std::string> const pool = odd_lines(random, 30);
        std::vector<std::size_t> drawn(size);
        for (std::size_t& each : drawn) each = random() % pool.size();
        std::vector<std::string> lines;
        for (std::size_t const each : drawn) lines.push_back(pool[each]);
        open_claim const claim{claim_of(lines)};
        REQUIRE(claim.context.lines().size() == size);

        // What both lines of a claim of two answer.
        std::map<std::pair<std::size_t, std::size_t>, std::array<std::array<std::string, 2>, questions.size()>> pairs;
        for (std::size_t const a : drawn)
            for (std::size_t const b : drawn) {
                if (pairs.contains({a, b})) continue;
                open_claim const two{claim_of({pool[a], pool[b]})};
                for (std::size_t q = 0; q < questions.size(); ++q)
                    pairs[{a, b}][q] = {met(two, questions[q], 0), met(two, questions[q], 1)};
            }
        for (std::size_t q = 0; q < questions.size(); ++q)
            for (std::size_t i = 0; i < size; ++i) {
                std::string expected = "no";
                for (std::size_t other = 0; other < size && !expected.starts_with("yes"); ++other) {
                    if (other == i) continue;
                    std::string const& said =
                        other < i ? pairs[{drawn[other], drawn[i]}][q][1] : pairs[{drawn[i], drawn[other]}][q][0];
                    if (said != "no") expected = said;
                    if (said == "yes" && questions[q].find != nullptr) expected += " " + std::to_string(other);
                }
                CAPTURE(questions[q].fact);
                CAPTURE(size);
                CAPTURE(i);
                CHECK(answer(claim, questions[q], i) == expected);
                yes += expected.starts_with("yes") ? 1u : 0u;
            }
    }
    CHECK(yes > 500);
}

TEST_CASE("lines that have nothing to do with the others change no answer about them") {
    std::mt19937 random{12};
    std::size_t judged = 0;
    for (int round = 0; round < 400; ++round) {
        std::vector<std::string> const lines = odd_lines(random, 2 + random() % 6);
        std::vector<std::string> padded;
        std::vector<std::size_t> places;
        for (std::string const& line : lines) {
            for (std::size_t i = 0; i < 9; ++i)
                padded.push_back(line_of("Y" + std::to_string(1000 + padded.size()), "20260401", ""));
            places.push_back(padded.size());
            padded.push_back(line);
        }
        open_claim const small{claim_of(lines)}, large{claim_of(padded)};
        for (std::size_t i = 0; i < lines.size(); ++i) {
            std::string const expected = small.fact("addition.outside_knee_list", i);
            CAPTURE(claim_of(lines));
            CHECK(large.fact("addition.outside_knee_list", places[i]) == expected);
            judged += expected == "yes" ? 1u : 0u;
            // All codes that no table knows count as one, those of the lines between included.
            if (small.context.lines()[i].code == scrub::code_id::unknown) continue;
            unsigned const signs = large.context.lines()[places[i]].signs ^ small.context.lines()[i].signs;
            CHECK((signs & scrub::odd_company) == 0);
        }
    }
    CHECK(judged > 10);
}

TEST_CASE("lines are held against the first thousand of their claim") {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < 1100; ++i)
        lines.push_back(line_of("Y" + std::to_string(1000 + i), "20260302", "N" + std::to_string(i)));
    lines[1050] = lines[999];
    lines[1060] = lines[1000];
    open_claim const claim{claim_of(lines)};
    CHECK(claim.fact("duplicate.earlier_line", 1050) == "yes");
    CHECK(claim.fact("duplicate.earlier_line", 1060) == "no");
    CHECK(claim.fact("line.own_control_number", 1050) == "no");
    CHECK(claim.fact("line.own_control_number", 1060) == "yes");
    CHECK(claim.fact("duplicate.earlier_line", 999) == "no");
}

TEST_CASE("a claim opened after a longer one knows nothing of it") {
    std::mt19937 random{13};
    for (std::size_t const size : {2u, 9u, 30u}) {
        std::vector<std::string> const lines = odd_lines(random, size);
        open_claim const alone{claim_of(lines)};
        open_claim after{claim_of(odd_lines(random, 200)) + claim_of(lines)};
        REQUIRE(after.reading.tables.claims.size() == 2);
        after.context.open(after.window(), 1);
        for (question const& asked : questions)
            for (std::size_t i = 0; i < size; ++i) {
                CAPTURE(asked.fact);
                CAPTURE(i);
                CHECK(answer(after, asked, i) == answer(alone, asked, i));
            }
    }
}

TEST_CASE("a question about the lines of a long claim visits those it may be about and no other") {
    std::mt19937 random{14};
    for (std::size_t const size : {9u, 64u, 65u, 150u}) {
        open_claim claim{claim_of(odd_lines(random, 200)) + claim_of(odd_lines(random, size))};
        claim.context.open(claim.window(), 1);
        auto const lines = claim.context.lines();
        REQUIRE(lines.size() == size);
        auto const visited = [&](scrub::line_choice const& choice) {
            std::vector<std::size_t> positions;
            (void)choice.first([&](scrub::line_context const& line) {
                positions.push_back(claim.context.position_of(&line));
                return false;
            });
            return positions;
        };
        auto const those = [&](auto const& wanted) {
            std::vector<std::size_t> positions;
            for (std::size_t i = 0; i < size; ++i)
                if (wanted(lines[i])) positions.push_back(i);
            return positions;
        };
        auto const& hcpcs = shipped_codes()->hcpcs;
        for (scrub::line_context const& line : lines) {
            CAPTURE(size);
            auto const on_day = [&](scrub::line_context const& other) {
                return line.dos.empty() || other.dos.empty() || other.dos == line.dos;
            };
            auto const same_code = [&](scrub::line_context const& other) { return other.code == line.code; };
            CHECK(visited(claim.context.lines_with(line.code)) == those(same_code));
            CHECK(visited(claim.context.lines_with(line.code, &line)) ==
                  those([&](auto const& other) { return same_code(other) && on_day(other); }));
            CHECK(visited(claim.context.lines_in(scrub::line_group::base, &line)) == those([&](auto const& other) {
                      return other.info->kind == scrub::device_kind::base && on_day(other);
                  }));
        }
        CHECK(visited(claim.context.lines_in(scrub::line_group::takes_additions)) ==
              those([&](auto const& line) { return hcpcs.takes_additions(line.code); }));
        CHECK(visited(claim.context.lines_with(hcpcs.find("L4631"))).empty());
    }
}

}  // namespace line_groups_test
