// The generator is judged by a reader of its own: segments are cut here by hand, so that neither the parser nor the
// generator can hide a mistake of the other.
#include "tools/generator/generator.hpp"

#include <doctest/doctest.h>

#include <charconv>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace generator_test {

namespace {

using namespace orthoscrub;
using fields = std::vector<std::string_view>;

std::string written(generator::options const& wanted) {
    std::string text;
    generator::generate(wanted, [&](std::string_view piece) { text += piece; });
    return text;
}

generator::options of(std::uint64_t claims, std::uint64_t seed) {
    generator::options wanted;
    wanted.claims = claims;
    wanted.seed = seed;
    return wanted;
}

fields cut(std::string_view text, char at) {
    fields parts;
    for (std::size_t from = 0; from <= text.size();) {
        auto const to = std::min(text.find(at, from), text.size());
        parts.push_back(text.substr(from, to - from));
        from = to + 1;
    }
    return parts;
}

std::vector<fields> segments_of(std::string_view text) {
    std::vector<fields> all;
    for (auto segment : cut(text, '~')) {
        while (!segment.empty() && segment.front() == '\n') segment.remove_prefix(1);
        if (!segment.empty()) all.push_back(cut(segment, '*'));
    }
    return all;
}

std::int64_t number(std::string_view text) {
    std::int64_t value = -1;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::int64_t cents(std::string_view text) {
    auto const parts = cut(text, '.');
    std::int64_t value = number(parts[0]) * 100;
    if (parts.size() > 1) value += number(parts[1]) * (parts[1].size() == 1 ? 10 : 1);
    return value;
}

std::string_view at(fields const& segment, std::size_t element) {
    return element < segment.size() ? segment[element] : std::string_view{};
}

bool npi_is_right(std::string_view npi) {
    if (npi.size() != 10) return false;
    int sum = 24;
    for (std::size_t i = 0; i < 10; ++i) {
        int const digit = (npi[i] - '0') * (i % 2 == 0 ? 2 : 1);
        sum += digit / 10 + digit % 10;
    }
    return sum % 10 == 0;
}

struct line {
    std::string_view code, note, description, authorization;
    std::set<std::string_view> modifiers;
    std::int64_t charge = 0, answered = 0;
    std::string_view date;
    bool orderer = false;
};

struct claim {
    std::string_view number, filing;
    std::int64_t total = 0, answered = 0;
    bool other_payer = false;
    std::vector<line> lines;
};

std::vector<claim> claims_of(std::vector<fields> const& segments) {
    std::vector<claim> all;
    std::string_view filing;
    bool inside = false;
    for (auto const& s : segments) {
        auto const id = s[0];
        if (id == "HL" || id == "SE") inside = false;
        if (id == "SBR" && !inside) filing = at(s, 9);
        if (id == "CLM") {
            inside = true;
            all.push_back({s[1], filing, cents(s[2]), 0, false, {}});
        }
        if (!inside) continue;
        auto& c = all.back();
        if (id == "SBR") c.other_payer = true;
        if (id == "LX") c.lines.emplace_back();
        bool const at_line = !c.lines.empty();
        std::int64_t adjusted = 0;
        if (id == "CAS")
            for (std::size_t i = 3; i < s.size(); i += 3) adjusted += cents(s[i]);
        if (!at_line) {
            c.answered += adjusted;
            if (id == "AMT" && s[1] == "D") c.answered += cents(s[2]);
            continue;
        }
        auto& l = c.lines.back();
        if (id == "SV1") {
            auto const service = cut(s[1], ':');
            l.code = service[1];
            for (std::size_t i = 2; i < service.size() && i < 6; ++i)
                if (!service[i].empty()) l.modifiers.insert(service[i]);
            if (service.size() > 6) l.description = service[6];
            l.charge = cents(s[2]);
        }
        if (id == "DTP" && s[1] == "472") l.date = s[3];
        if (id == "REF" && s[1] == "G1") l.authorization = s[2];
        if (id == "NTE") l.note = s[2];
        if (id == "NM1" && s[1] == "DK") l.orderer = npi_is_right(at(s, 9));
        if (id == "SVD") l.answered += cents(s[2]);
        l.answered += adjusted;
        c.answered += adjusted;
    }
    return all;
}

std::uint64_t fnv1a(std::string_view text) {
    std::uint64_t hash = 14695981039346656037U;
    for (char const c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    return hash;
}

}  // namespace

TEST_CASE("generator: the same options give the same bytes, on every machine") {
    CHECK(written(of(200, 1)) == written(of(200, 1)));
    CHECK(written(of(200, 1)) != written(of(200, 2)));
    CHECK(fnv1a(written(of(200, 1))) == 11507752338926996907U);
}

TEST_CASE("generator: envelope and hierarchy agree with what they enclose") {
    auto wanted = of(257, 3);
    wanted.claims_per_set = 50;
    auto const text = written(wanted);
    CHECK(text.substr(0, 3) == "ISA");
    CHECK(text[105] == '~');
    std::int64_t sets = 0, here = 0, claims = 0, claims_in_set = 0, hl = 0;
    std::map<std::int64_t, std::int64_t> levels, promised, children;
    std::set<std::string_view> set_numbers, claim_numbers, line_numbers;
    fields isa, gs, st;
    for (auto const& s : segments_of(text)) {
        ++here;
        if (s[0] == "ISA") isa = s;
        if (s[0] == "GS") gs = s;
        if (s[0] == "ST") {
            st = s;
            here = 1;
            claims_in_set = hl = 0;
            levels.clear(), promised.clear(), children.clear();
            ++sets;
            CHECK(set_numbers.insert(s[2]).second);
        }
        if (s[0] == "HL") {
            CHECK(number(s[1]) == ++hl);
            auto const level = number(s[3]);
            CHECK((level == 20) == s[2].empty());
            if (level != 20) CHECK(levels[number(s[2])] == level - 1 - (level == 22 ? 1 : 0));
            if (level != 20) ++children[number(s[2])];
            levels[hl] = level;
            promised[hl] = number(s[4]);
        }
        if (s[0] == "CLM") {
            CHECK(claim_numbers.insert(s[1]).second);
            CHECK(s[1].size() <= 20);
            ++claims, ++claims_in_set;
        }
        if (s[0] == "REF" && s[1] == "6R") CHECK(line_numbers.insert(s[2]).second);
        if (s[0] == "SE") {
            CHECK(number(s[1]) == here);
            CHECK(s[2] == st[2]);
            CHECK(claims_in_set <= 50);
            for (auto const& [id, promise] : promised) CHECK((promise == 1) == (children[id] > 0));
        }
        if (s[0] == "GE") {
            CHECK(number(s[1]) == sets);
            CHECK(s[2] == gs[6]);
        }
        if (s[0] == "IEA") {
            CHECK(s[1] == "1");
            CHECK(s[2] == isa[13]);
        }
    }
    CHECK(sets == 6);
    CHECK(claims == 257);
}

TEST_CASE("generator: a clean batch of 2,000 claims is as varied as a supplier's year") {
    auto const text = written(of(2000, 7));
    auto const segments = segments_of(text);
    std::map<std::string_view, int> codes, filings, modifiers, unlisted;
    int secondary = 0, pairs = 0, dependents = 0;
    for (auto const& s : segments) dependents += s[0] == "PAT" && !s[1].empty();
    auto const claims = claims_of(segments);
    CHECK(claims.size() == 2000);
    for (auto const& c : claims) {
        ++filings[c.filing];
        secondary += c.other_payer;
        for (auto const& l : c.lines) {
            ++codes[l.code];
            for (auto const m : l.modifiers) ++modifiers[m];
            if (!l.description.empty()) ++unlisted[l.code];
            for (auto const& other : c.lines)
                pairs += other.code == l.code && other.modifiers.count("LT") != 0 && l.modifiers.count("RT") != 0;
        }
    }
    MESSAGE("codes ", codes.size(), ", unlisted codes ", unlisted.size(), ", pairs ", pairs, ", secondary ", secondary,
            ", dependents ", dependents, ", RA ", modifiers["RA"], ", RB ", modifiers["RB"]);
    CHECK(codes.size() >= 150);
    for (auto const filing : {"MB", "16", "MC", "BL", "CI", "HM", "12", "CH", "VA", "WC", "AM"}) {
        CAPTURE(filing);
        CHECK(filings[filing] >= 20);
    }
    for (auto const code : {"L0999", "L1499", "L2999", "L3649", "L3999", "L9900", "E1399", "A9999"}) {
        CAPTURE(code);
        CHECK(unlisted[code] > 0);
    }
    for (auto const modifier : {"RA", "RB", "KX", "GA", "GY", "CG", "NU", "ST", "RT", "LT"}) {
        CAPTURE(modifier);
        CHECK(modifiers[modifier] > 0);
    }
    CHECK(pairs >= 20);
    CHECK(secondary >= 20);
    CHECK(dependents >= 20);
}

TEST_CASE("generator: a clean batch keeps its promises, line by line") {
    std::set<std::string_view> const authorized{"L0631", "L0637", "L0639", "L0648", "L0650",
                                                "L1832", "L1843", "L1845", "L1851", "L1951"};
    std::set<std::string_view> const midline{"L0450", "L0452", "L0625", "L0631", "L0648",
                                             "L0650", "L1000", "L1200", "L3650"};
    std::set<std::string_view> const limb{"L1833", "L1843", "L1845", "L1932", "L1960",
                                          "L1970", "L2036", "L4361", "L2280"};
    for (std::uint64_t const seed : {1, 2, 99}) {
        auto const text = written(of(3000, seed));
        auto const segments = segments_of(text);
        for (auto const& s : segments)
            if (s[0] == "NM1" && at(s, 8) == "XX") CHECK(npi_is_right(s[9]));
        for (auto const& c : claims_of(segments)) {
            CAPTURE(c.number);
            std::int64_t sum = 0;
            std::set<std::pair<std::string_view, std::set<std::string_view>>> seen;
            bool const lines_answered = c.other_payer && c.lines.front().answered != 0;
            for (auto const& l : c.lines) {
                CAPTURE(l.code);
                sum += l.charge;
                bool const mac = c.filing == "MB";
                auto const has = [&](char const* m) { return l.modifiers.count(m) != 0; };
                int const sides = has("RT") + has("LT");
                CHECK(l.charge > 0);
                CHECK(seen.insert({l.code, l.modifiers}).second);
                CHECK(l.date > "20250825");
                CHECK(l.date < "20260630");
                CHECK(l.note.size() <= 80);
                CHECK(l.description.size() <= 80);
                if (midline.count(l.code) != 0) CHECK(sides == 0);
                if (limb.count(l.code) != 0) CHECK(sides == 1);
                if (mac) CHECK(l.orderer);
                if (mac && limb.count(l.code) != 0) CHECK(has("KX") + has("GA") + has("GZ") == 1);
                if (mac && authorized.count(l.code) != 0) CHECK((l.authorization.size() == 14) != has("ST"));
                if (authorized.count(l.code) == 0 && l.date < "20260413") CHECK(l.authorization.empty());
                if (!l.description.empty()) CHECK(l.note.find(" PL ") != l.note.npos);
                if (lines_answered) CHECK(l.answered == l.charge);
            }
            CHECK(c.total == sum);
            if (c.other_payer) CHECK(c.answered == c.total);
        }
    }
}

TEST_CASE("generator: text comes in pieces and does not pile up") {
    std::size_t largest = 0, pieces = 0;
    generator::generate(of(3000, 5), [&](std::string_view piece) {
        largest = std::max(largest, piece.size());
        ++pieces;
    });
    CHECK(pieces > 10);
    CHECK(largest < 128 * 1024);
}

TEST_CASE("generator: planted mistakes are told, and the other claims stay as they were") {
    struct told {
        unsigned line;
        generator::defect what;
    };
    std::map<std::string, told> truth;
    auto wanted = of(20000, 11);
    wanted.segment_per_line = true;
    auto const clean = written(wanted);
    wanted.defects_per_mille = 300;
    wanted.truth = [&](generator::planted const& p) { truth[std::string(p.claim)] = {p.line, p.what}; };
    auto const spoiled = written(wanted);
    CHECK(truth.size() > 4000);
    std::map<std::string_view, int> kinds;
    for (auto const& [number, each] : truth) ++kinds[generator::rule_of(each.what)];
    CHECK(kinds.size() == static_cast<std::size_t>(generator::defect::count_));
    for (auto const& [rule, count] : kinds) {
        CAPTURE(rule);
        CHECK(count >= 5);
    }
    auto const body = [](std::string_view text, std::string_view number) {
        auto const from = text.find("CLM*" + std::string(number) + "*");
        auto const next = std::min(text.find("\nCLM*", from + 1), text.find("\nHL*", from + 1));
        return text.substr(from, std::min(next, text.find("\nSE*", from + 1)) - from);
    };
    int changed = 0, compared = 0;
    for (auto const& c : claims_of(segments_of(clean))) {
        if (++compared > 300) break;
        bool const same = body(clean, c.number) == body(spoiled, c.number);
        CAPTURE(c.number);
        CHECK(same == (truth.count(std::string(c.number)) == 0));
        changed += !same;
    }
    CHECK(changed > 20);
}

}  // namespace generator_test
