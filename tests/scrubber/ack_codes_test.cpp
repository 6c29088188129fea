// Every code that TA1, 999 and 277CA have for a fault: either an answer of the fixtures says it, or the README beside them
// says why none does.
#include <doctest/doctest.h>

#include <array>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

#include "tests/support/ack_case_list.hpp"

namespace ack_codes_test {

using namespace orthoscrub;

namespace {

using code_set = std::set<std::string>;

struct code_list {
    std::string_view name, codes;  ///< codes between blanks
};
/// The lists of the TA1, of 999 005010X231A1 and the statuses that front ends refuse orthotic claims with.
constexpr std::array code_lists{
    code_list{"TA104", "A E R"},
    code_list{"TA105",
              "000 001 002 003 004 005 006 007 008 009 010 011 012 013 014 015 016 017 018 019 020 021 022 023 024 025 "
              "026 027 028 029 030 031"},
    code_list{"IK304", "1 2 3 4 5 6 7 8 I4 I6 I7 I8 I9"},
    code_list{"IK403", "1 2 3 4 5 6 7 8 9 10 12 13 I6 I9 I10 I11 I12 I13"},
    code_list{"IK501", "A E M R W X"},
    code_list{"IK502", "1 2 3 4 5 6 7 8 9 10 11 12 13 15 16 17 18 19 23 24 25 26 27 I5 I6"},
    code_list{"AK901", "A E M P R W X"},
    code_list{"AK905", "1 2 3 4 5 6 10 11 12 13 14 15 16 17 18 19 23 24 25 26"},
    code_list{
        "277CA",
        "A1:19 A3:247 A7:507 A7:453 A7:164:IL A8:496:85 A7:562:DK A7:562:82 A7:562:85 A8:306 A7:254 A7:255 A7:187 "
        "A7:400 A7:178 A7:535 A7:698 A7:500"},
};

std::vector<std::string> words(std::string_view text, char at) {
    std::vector<std::string> out(1);
    for (char const c : text)
        if (c == at) out.emplace_back();
        else if (c != '\n') out.back() += c;
    return out;
}

std::string content_of(std::string const& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// The codes that the golden files hold, by list.
std::map<std::string, code_set> said() {
    std::map<std::string, code_set> all;
    for (test::ack_case const& c : test::ack_cases())
        for (std::string const& segment : words(content_of(test::path_of(c.name)), '~')) {
            auto const f = words(segment, '*');
            auto const add = [&](std::string const& list, std::size_t first, std::size_t last) {
                for (std::size_t i = first; i <= last && i < f.size(); ++i)
                    if (!f[i].empty()) all[list].insert(f[i]);
            };
            if (f[0] == "TA1") add("TA104", 4, 4), add("TA105", 5, 5);
            if (f[0] == "IK3") add("IK304", 4, 4);
            if (f[0] == "IK4") add("IK403", 3, 3);
            if (f[0] == "IK5") add("IK501", 1, 1), add("IK502", 2, 6);
            if (f[0] == "AK9") add("AK901", 1, 1), add("AK905", 5, 9);
            if (f[0] != "STC") continue;
            add("277CA", 1, 1), add("277CA", 10, 11);
        }
    // A status with somebody says the status, too.
    code_set statuses = all["277CA"];
    for (std::string const& one : statuses)
        if (one.find(':') != one.rfind(':')) all["277CA"].insert(one.substr(0, one.rfind(':')));
    return all;
}

/// "| TA105 002, 016 | because |" of the README, with the reason behind each code.
std::map<std::string, std::map<std::string, std::string>> not_said() {
    std::map<std::string, std::map<std::string, std::string>> all;
    std::istringstream in{content_of(std::string{ORTHOSCRUB_SOURCE_DIR} + "/fixtures/acknowledgments/README.md")};
    for (std::string line; std::getline(in, line);) {
        auto const cells = words(line, '|');
        if (cells.size() < 4 || cells[1].size() < 8) continue;
        for (code_list const& list : code_lists) {
            if (cells[1].find(" " + std::string{list.name} + " ") != 0) continue;
            for (std::string code : words(std::string_view{cells[1]}.substr(list.name.size() + 2), ',')) {
                std::erase(code, ' ');
                all[std::string{list.name}][code] = cells[2];
            }
        }
    }
    return all;
}

}  // namespace

TEST_CASE("ack codes: a code stands in an answer of the fixtures, or its README says why none says it") {
    auto const told = said();
    auto const untold = not_said();
    for (code_list const& list : code_lists) {
        CAPTURE(list.name);
        std::string const name{list.name};
        code_set known;
        for (std::string const& code : words(list.codes, ' ')) {
            CAPTURE(code);
            known.insert(code);
            bool const answers = told.contains(name) && told.at(name).contains(code);
            bool const excused = untold.contains(name) && untold.at(name).contains(code);
            CHECK(answers != excused);
            if (excused) CHECK(untold.at(name).at(code).size() > 20);
        }
        if (untold.contains(name))
            for (auto const& [code, why] : untold.at(name)) {
                CAPTURE(code);
                CHECK(known.contains(code));
            }
        if (name != "277CA" && told.contains(name))
            for (std::string const& code : told.at(name)) {
                CAPTURE(code);
                CHECK(known.contains(code));
            }
    }
}

}  // namespace ack_codes_test
