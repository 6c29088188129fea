// Promises of fix over invented files with mistakes: what it never touches, that it ends, and that it makes nothing
// worse. Mistakes of the generator, and mistakes of writing planted here, which the generator does not make.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "tests/tools/run_program.hpp"

namespace fix_property_test {

using namespace orthoscrub::tests;

namespace {

std::vector<std::string> parts_of(std::string const& text, char separator) {
    std::vector<std::string> parts;
    std::stringstream in{text};
    for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
    return parts;
}

/// What a claim states, whatever the writing: by claim, statements with a count, in capitals. A split line gives each
/// statement twice, so sides, KX and the like are taken as a set of each code, and dates and diagnoses as sets.
std::map<std::string, std::set<std::string>> statements(std::string const& file) {
    std::map<std::string, std::set<std::string>> by_claim;
    std::string claim;
    for (std::string const& segment : parts_of(file, '~')) {
        auto const e = parts_of(segment, '*');
        if (e.empty()) continue;
        if (e[0] == "CLM") claim = e[1];
        if (e[0] == "HI") by_claim[claim].insert(segment);
        if (e[0] == "DTP" && e.size() > 3) by_claim[claim].insert("DTP " + e[1] + e[3]);
        if (e[0] == "SV1") {
            auto modifiers = parts_of(e[1], ':');
            std::string code = modifiers.size() > 1 ? replaced(modifiers[1], " ", "") : "";
            std::transform(code.begin(), code.end(), code.begin(),
                           [](char c) { return static_cast<char>(std::toupper(c)); });
            for (std::size_t i = 2; i < std::min<std::size_t>(modifiers.size(), 6); ++i) {
                std::string m = modifiers[i];
                std::transform(m.begin(), m.end(), m.begin(),
                               [](char c) { return static_cast<char>(std::toupper(c)); });
                if (!m.empty()) by_claim[claim].insert(code + ' ' + m);
            }
        }
    }
    return by_claim;
}

/// Sum of SV102 by claim, in cents.
std::map<std::string, long long> charges(std::string const& file) {
    std::map<std::string, long long> by_claim;
    std::string claim;
    for (std::string const& segment : parts_of(file, '~')) {
        auto const e = parts_of(segment, '*');
        if (!e.empty() && e[0] == "CLM") claim = e[1];
        if (e.size() > 2 && e[0] == "SV1") by_claim[claim] += std::llround(std::stod(e[2]) * 100);
    }
    return by_claim;
}

std::string generated(unsigned seed) {
    return run({"generate", "--claims", "500", "--claims-per-set", "17", "--defects", "600", "--seed",
                std::to_string(seed)})
        .out;
}

/// Mistakes of writing on about a third of the lines.
std::string with_mistakes(std::string file, unsigned seed) {
    std::mt19937 dice{seed};
    std::string out;
    std::size_t lx = 0;
    for (std::string segment : parts_of(file, '~')) {
        auto const pick = dice() % 24;
        if (segment.starts_with("SV1*HC:")) {
            auto const end = segment.find('*', 4);
            auto const second = segment.find(':', 8);
            bool const modifiers = second != std::string::npos && second < end;
            if (pick == 0) segment[7] = static_cast<char>(std::tolower(segment[7]));
            if (pick == 1 && modifiers)
                for (auto i = second; i < end && i < second + 6; ++i)
                    segment[i] = static_cast<char>(std::tolower(segment[i]));
            if (pick == 2 && modifiers &&
                std::count(segment.begin(), segment.begin() + static_cast<long>(end), ':') < 4)
                segment.insert(second, ":");
            if (pick == 3 && modifiers &&
                std::count(segment.begin(), segment.begin() + static_cast<long>(end), ':') < 4)
                segment.insert(end, segment.substr(second, 3));
            if (pick == 4) segment.insert(12, " ");
            if (pick >= 6 && pick < 12 && segment.find(":RT:KX*") != std::string::npos)
                segment = replaced(replaced(segment, ":RT:KX*", ":RT:LT:KX*"), "*UN*1*", "*UN*2*");
            if (pick == 5 && segment.find("*UN*1*") != std::string::npos)
                segment = replaced(segment, "*UN*1*", "*UN*1.0*");
        }
        if (segment.starts_with("LX*") && pick == 6) segment = "LX*" + std::to_string(90 + lx++ % 9);
        if (segment.starts_with("SE*") && pick < 12) segment.replace(3, 1, "9");
        if (segment.starts_with("NTE*ADD*") && pick < 6)
            segment += "  MANUFACTURER AND MODEL DUE TO BROKEN BEYOND REPAIR, ORIGINAL PRICE LIST";
        out += segment + '~';
    }
    return out;
}

/// rule and claim of every finding, with a count.
std::map<std::string, int> findings(std::string const& file) {
    std::map<std::string, int> counts;
    std::stringstream lines{run({"check", "--format", "ndjson", "-"}, file).out};
    for (std::string line; std::getline(lines, line);) {
        if (line.find("\"type\":\"finding\"") == std::string::npos) continue;
        auto const value = [&](std::string const& key) {
            auto const at = line.find("\"" + key + "\":\"");
            return at == std::string::npos
                       ? std::string{}
                       : line.substr(at + key.size() + 4, line.find('"', at + key.size() + 4) - at - key.size() - 4);
        };
        ++counts[value("rule") + ' ' + value("control_number")];
    }
    return counts;
}

struct fixed {
    std::string file;
    outcome told;
};

fixed fix(std::string const& file, std::vector<std::string> more = {}) {
    scratch_folder const folder;
    std::vector<std::string> arguments{"fix", folder.file("in.837", file), "-o", folder / "out.837"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    fixed answer;
    answer.told = run(arguments);
    answer.file = read_file(folder / "out.837");
    return answer;
}

}  // namespace

TEST_CASE("fix: statements, totals and diagnoses stay, no new finding comes, and fixing again changes nothing") {
    std::size_t changed = 0, splits = 0;
    for (unsigned seed = 1; seed <= 8; ++seed) {
        std::string const file = with_mistakes(generated(seed), seed);
        std::map<std::string, int> const before = findings(file);
        for (bool unsafe : {false, true}) {
            CAPTURE(seed);
            CAPTURE(unsafe);
            std::vector<std::string> const more =
                unsafe ? std::vector<std::string>{"--unsafe", "*"} : std::vector<std::string>{};
            fixed const once = fix(file, more);
            REQUIRE(once.told.code <= 1);
            CHECK(statements(once.file) == statements(file));
            CHECK(charges(once.file) == charges(file));
            changed += once.file != file;

            std::map<std::string, int> const after = findings(once.file);
            std::set<std::string> split;  // claims with more lines than before have their old findings on more lines
            if (unsafe) {
                std::map<std::string, int> lines;
                std::string claim;
                for (std::string const& s : parts_of(file, '~')) {
                    if (s.starts_with("CLM*")) claim = s.substr(4, s.find('*', 4) - 4);
                    if (s.starts_with("LX*")) --lines[claim];
                }
                for (std::string const& s : parts_of(once.file, '~')) {
                    if (s.starts_with("CLM*")) claim = s.substr(4, s.find('*', 4) - 4);
                    if (s.starts_with("LX*") && ++lines[claim] > 0) split.insert(claim);
                }
                splits += split.size();
            }
            for (auto const& [key, count] : after) {
                CAPTURE(key);
                auto const at = before.find(key);
                REQUIRE(at != before.end());
                if (split.count(key.substr(key.find(' ') + 1)) == 0) CHECK(count <= at->second);
            }
            fixed const again = fix(once.file, more);
            CHECK(again.file == once.file);
        }
    }
    CHECK(changed == 16);
    CHECK(splits > 5);
}

TEST_CASE("fix: a clean file keeps every byte") {
    std::string const file = run({"generate", "--claims", "500", "--seed", "5", "--lines"}).out;
    fixed const answer = fix(file, {"--unsafe", "*"});
    CHECK(answer.told.code == 0);
    CHECK(answer.file == file);
}

}  // namespace fix_property_test
