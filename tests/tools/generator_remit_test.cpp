// The answers of the generator's payers, judged by a reader of this file's own: segments are cut by hand and summed up
// here, so that neither the 835 grammar nor the classification can hide a mistake of the generator.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tools/run_program.hpp"
#include "tools/generator/generator.hpp"

namespace generator_remit_test {

namespace {

using namespace orthoscrub;
using fields = std::vector<std::string_view>;

/// Everything that one run writes.
struct files {
    std::string claims, era, ack, truth;
};

files written(generator::options wanted, bool with_ack = true) {
    files made;
    wanted.era = [&](std::string_view text) { made.era += text; };
    wanted.outcomes = [&](std::string_view text) { made.truth += text; };
    if (with_ack) wanted.ack = [&](std::string_view text) { made.ack += text; };
    generator::generate(wanted, [&](std::string_view text) { made.claims += text; });
    return made;
}

generator::options of(std::uint64_t claims, std::uint64_t seed, std::uint32_t defects = 0) {
    generator::options wanted;
    wanted.claims = claims;
    wanted.seed = seed;
    wanted.defects_per_mille = defects;
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
    for (auto const segment : cut(text, '~'))
        if (!segment.empty()) all.push_back(cut(segment, '*'));
    return all;
}

std::string_view at(fields const& segment, std::size_t element) {
    return element < segment.size() ? segment[element] : std::string_view{};
}

std::int64_t cents(std::string_view text) {
    std::int64_t value = 0;
    int after_point = -1;
    bool negative = false;
    for (char const c : text) {
        if (c == '-') negative = true;
        else if (c == '.') after_point = 0;
        else if (value = value * 10 + (c - '0'); after_point >= 0) ++after_point;
    }
    for (int i = std::max(after_point, 0); i < 2; ++i) value *= 10;
    return negative ? -value : value;
}

/// The text or number of `key` in a line of the truth, without quotes.
std::string_view value_of(std::string_view line, std::string_view key) {
    auto const from = line.find("\"" + std::string(key) + "\":");
    if (from == line.npos) return {};
    auto value = line.substr(from + key.size() + 3);
    if (value.front() == '"') return value.substr(1, value.find('"', 1) - 1);
    if (value.front() == '[') return value.substr(1, value.find(']') - 1);
    return value.substr(0, value.find_first_of(",}"));
}

std::vector<std::string_view> lines_of(std::string_view truth) {
    auto all = cut(truth, '\n');
    all.pop_back();
    return all;
}

struct sums {
    std::int64_t charge = 0, paid = 0, patient = 0, adjusted = 0, line_charges = 0;
    std::string_view number, told_patient;
    std::vector<std::int64_t> open;  ///< of each line, what charge − adjustments − payment leaves
};

/// Checks one ST to SE; returns how many claims it answers.
std::size_t check_set(std::vector<fields> const& set, std::set<std::string_view> const& with_missing_line) {
    std::vector<sums> claims;
    std::int64_t total = 0, moved = 0;
    for (auto const& s : set) {
        if (s[0] == "BPR") {
            total = cents(s[2]);
            CHECK(s.size() == 17);
            CHECK((total == 0) == (s[4] == "NON"));
        } else if (s[0] == "CLP") {
            claims.push_back({cents(s[3]), cents(s[4]), 0, 0, 0, s[1], at(s, 5), {}});
        } else if (s[0] == "SVC") {
            claims.back().line_charges += cents(s[2]);
            claims.back().open.push_back(cents(s[2]) - cents(s[3]));
        } else if (s[0] == "CAS") {
            auto& c = claims.back();
            CHECK(s.size() <= 20);
            for (std::size_t i = 2; i + 1 < s.size(); i += 3) {
                auto const amount = cents(s[i + 1]);
                c.adjusted += amount;
                if (s[1] == "PR") c.patient += amount;
                if (!c.open.empty()) c.open.back() -= amount;
            }
        } else if (s[0] == "PLB") {
            for (std::size_t i = 3; i < s.size(); i += 2) moved += cents(s[i + 1]);
        } else if (s[0] == "SE") {
            CHECK(s[1] == std::to_string(set.size()));
            CHECK(s[2] == set.front()[2]);
        }
    }
    std::int64_t paid = 0;
    for (auto const& c : claims) {
        CAPTURE(c.number);
        CHECK(c.charge - c.adjusted == c.paid);
        CHECK(std::all_of(c.open.begin(), c.open.end(), [](std::int64_t left) { return left == 0; }));
        if (!c.open.empty() && with_missing_line.count(c.number) == 0) CHECK(c.line_charges == c.charge);
        if (!c.told_patient.empty()) CHECK(cents(c.told_patient) == c.patient);
        paid += c.paid;
    }
    CHECK(paid - moved == total);
    CHECK(total >= 0);
    return claims.size();
}

std::vector<std::vector<fields>> sets_of(std::vector<fields> const& segments) {
    std::vector<std::vector<fields>> sets;
    bool inside = false;
    for (auto const& s : segments) {
        if (s[0] == "ST") sets.emplace_back(), inside = true;
        if (inside) sets.back().push_back(s);
        if (s[0] == "SE") inside = false;
    }
    return sets;
}

}  // namespace

TEST_CASE("generated remittances: the claims stay as they are, and the same options give the same answers") {
    std::string alone;
    generator::generate(of(400, 1, 100), [&](std::string_view text) { alone += text; });
    auto const first = written(of(400, 1, 100)), again = written(of(400, 1, 100)), other = written(of(400, 2, 100));
    CHECK(first.claims == alone);
    CHECK(first.era == again.era);
    CHECK(first.ack == again.ack);
    CHECK(first.truth == again.truth);
    CHECK(first.era != other.era);
}

TEST_CASE("generated remittances: every line, claim and payment balances to the cent") {
    for (std::uint64_t const seed : {1, 5}) {
        auto const made = written(of(5000, seed, 100));
        std::set<std::string_view> with_missing_line;
        for (auto const line : lines_of(made.truth))
            if (value_of(line, "sub") == "missing_line") with_missing_line.insert(value_of(line, "claim"));
        auto const segments = segments_of(made.era);
        std::size_t answers = 0, twice = 0;
        std::set<std::vector<fields>> seen;
        auto const sets = sets_of(segments);
        for (auto const& set : sets) {
            answers += check_set(set, with_missing_line);
            twice += !seen.insert(set).second;
        }
        MESSAGE(sets.size(), " sets, ", twice, " sent twice, ", answers, " answers");
        CHECK(answers > 5000);
        CHECK(twice > 0);
    }
}

TEST_CASE("generated remittances: 5,000 claims meet every outcome, and the truth of each line adds up") {
    auto const made = written(of(5000, 3, 100));
    std::map<std::string, std::map<std::string_view, int>> seen;
    std::map<std::string, int> keys;
    for (auto const line : lines_of(made.truth)) {
        for (auto const key : {"disposition", "sub", "lifecycle", "liability", "denial", "case", "verdict", "rule"})
            ++seen[key][value_of(line, key)];
        for (auto const key : {"flags", "history", "reasons"})
            for (auto const each : cut(value_of(line, key), ',')) ++seen[key][each];
        std::int64_t sum = 0;
        for (auto const key : {"P", "SH", "CT", "PP", "BN", "PN", "DN"})
            sum += std::stoll(std::string(value_of(line, key)));
        CAPTURE(line);
        CHECK(std::stoll(std::string(value_of(line, "C"))) == sum);
        CHECK((value_of(line, "DN") == "0") == value_of(line, "reasons").empty());
        ++keys[std::string(value_of(line, "claim")) + ' ' + std::string(value_of(line, "payer")) + ' ' +
               std::string(value_of(line, "line"))];
    }
    CHECK(std::all_of(keys.begin(), keys.end(), [](auto const& each) { return each.second == 1; }));
    struct row {
        char const* key;
        std::vector<char const*> values;
    };
    row const owed[] = {
        {"disposition",
         {"unmatched", "not_yet_adjudicated", "reversed", "informational", "denied", "partially_denied", "bundled",
          "paid_as_billed", "paid_reduced", "patient_responsibility", "zero_paid", "exception"}},
        {"sub",
         {"no_remit", "rejected_upstream", "awaiting_split_part", "missing_line", "forwarded", "predetermination",
          "pended"}},
        {"lifecycle", {"original", "corrected", "reversed"}},
        {"history", {"\"retransmitted\"", "\"superseded\"", "\"reversed\"", "\"duplicate_denial\""}},
        {"liability", {"patient", "provider", "none", "mixed"}},
        {"reasons", {"\"PR-50\"", "\"CO-50\"", "\"PR-96\"", "\"CO-16\"", "\"OA-18\""}},
        {"denial",
         {"modifier", "code", "narrative", "diagnosis", "pos", "data", "ordering", "documentation", "medical_necessity",
          "frequency", "authorization", "noncovered", "eligibility", "wrong_payer", "timely", "duplicate", "provider",
          "related_service", "unknown"}},
        {"flags",
         {"\"forwarded\"", "\"unprocessable\"", "\"code_changed\"", "\"modifiers_changed\"", "\"units_changed\"",
          "\"inferred_from_claim\"", "\"allocated\"", "\"unbalanced\"", "\"sequestered\"", "\"overpaid\"",
          "\"recoupment_pending\"", "\"paid_to_patient\"", "\"review\"", "\"unknown_carc\"", "\"nonstandard_22\"",
          "\"licn_code_conflict\""}},
        {"case",
         {"crossover", "second_payer", "split", "bundled", "reversed_then_corrected", "corrected_then_reversed",
          "corrected_by_22", "reversed_unseen", "pended_then_decided", "decided_twice", "answered_as_duplicate",
          "denied_without_lines", "paid_without_lines", "line_numbers_gone", "line_numbers_are_ordinals"}},
        {"verdict", {"right", "right_other_reason", "paid_anyway", "open"}},
    };
    for (auto const& each : owed)
        for (auto const value : each.values) {
            CAPTURE(each.key);
            CAPTURE(value);
            CHECK(seen[each.key][value] > 0);
        }
    for (auto const& [what, count] : seen["disposition"]) MESSAGE(what, " ", count);
    auto const& verdicts = seen["verdict"];
    CHECK(verdicts.at("right") * 10 > 7 * (verdicts.at("right") + verdicts.at("right_other_reason") +
                                           verdicts.at("paid_anyway") + verdicts.at("open")));
}

TEST_CASE("generated remittances: each submitted line has a truth, and a further payer has its own") {
    auto const made = written(of(3000, 4));
    std::set<std::pair<std::string_view, std::string_view>> submitted, told;
    std::string_view claim;
    for (auto const& s : segments_of(made.claims)) {
        if (s[0] == "CLM") claim = s[1];
        if (s[0] == "REF" && s[1] == "6R") CHECK(submitted.insert({claim, s[2]}).second);
    }
    std::size_t further = 0, strange = 0;
    for (auto const line : lines_of(made.truth)) {
        if (value_of(line, "disposition") == "unmatched") {
            CHECK(value_of(line, "claim").starts_with("OLD"));
            ++strange;
            continue;
        }
        further += !told.insert({value_of(line, "claim"), value_of(line, "licn")}).second;
    }
    CHECK(told == submitted);
    CHECK(further > 20);
    CHECK(strange > 0);
}

TEST_CASE("generated remittances: what the front end rejected is never answered, and its counts agree") {
    auto const made = written(of(5000, 6, 200));
    std::set<std::string_view> rejected, answered;
    std::map<std::string_view, std::string_view> icns;
    for (auto const& s : segments_of(made.era))
        if (s[0] == "CLP") answered.insert(s[1]);
    std::string_view claim;
    std::int64_t taken = 0, refused = 0, charges = 0, taken_cents = 0, refused_cents = 0, claims = 0;
    std::set<std::string_view> statuses;
    std::string_view level;
    for (auto const& s : segments_of(made.ack)) {
        if (s[0] == "HL") level = s[3];
        if (s[0] == "QTY" && level == "21") (s[1] == "90" ? taken : refused) += std::stoll(std::string(s[2]));
        if (s[0] == "AMT" && level == "21") (s[1] == "YU" ? taken_cents : refused_cents) += cents(s[2]);
        claims += s[0] == "HL" && level == "PT";
        if (s[0] == "TRN" && s[1] == "2") claim = s[2];
        if (s[0] == "STC" && at(s, 3) == "U") {
            statuses.insert(s[1]);
            rejected.insert(claim);
        }
        if (s[0] == "STC" && level == "PT") charges += cents(at(s, 4));
        if (s[0] == "REF" && s[1] == "1K") icns[claim] = s[2];
    }
    CHECK(claims == 5000);
    CHECK(taken + refused == 5000);
    CHECK(refused == static_cast<std::int64_t>(rejected.size()));
    CHECK(refused_cents > 0);
    CHECK(taken_cents + refused_cents == charges);
    for (auto const status : {"A7:453", "A7:507", "A7:562:DK", "A7:254", "A8:306", "A3:247"}) {
        CAPTURE(status);
        CHECK(statuses.count(status) == 1);
    }
    for (auto const number : rejected) CHECK(answered.count(number) == 0);
    std::size_t known = 0;
    for (auto const line : lines_of(made.truth)) {
        CHECK((value_of(line, "sub") == "rejected_upstream") == (rejected.count(value_of(line, "claim")) == 1));
        auto const found = icns.find(value_of(line, "claim"));
        if (found == icns.end() || value_of(line, "icn") == "null") continue;
        CHECK(found->second == value_of(line, "icn"));
        ++known;
    }
    CHECK(known > 3000);
}

TEST_CASE("generated remittances: control numbers are damaged as told, and only those") {
    auto wanted = of(8000, 7);
    for (unsigned i = 0; i < static_cast<unsigned>(generator::damage::count_); ++i)
        wanted.damages.push_back({static_cast<generator::damage>(i), 40});
    auto const made = written(wanted);
    std::map<std::string_view, std::pair<std::string_view, std::string_view>> damaged;  // by ICN: claim and kind
    std::map<std::string_view, int> kinds;
    for (auto const line : lines_of(made.truth)) {
        auto const kind = value_of(line, "damage");
        if (kind == "null") continue;
        if (damaged.insert({value_of(line, "icn"), {value_of(line, "claim"), kind}}).second) ++kinds[kind];
    }
    CHECK(kinds.size() == static_cast<std::size_t>(generator::damage::count_));
    std::set<std::string_view> told;
    for (auto const& s : segments_of(made.ack))
        if (s[0] == "REF" && s[1] == "1K") told.insert(s[2]);
    std::pair<std::string_view, std::string_view> now;
    for (auto const& s : segments_of(made.era)) {
        if (s[0] == "CLP") {
            auto const found = damaged.find(s[7]);
            now = found == damaged.end() ? std::pair<std::string_view, std::string_view>{s[1], ""} : found->second;
            auto const& [claim, kind] = now;
            CAPTURE(s[1]);
            CAPTURE(kind);
            bool const of_number = kind == "case" || kind == "punctuation" || kind == "prefix" || kind == "destroyed" ||
                                   kind == "destroyed_known";
            CHECK((s[1] != claim) == of_number);
            if (kind == "prefix") CHECK(claim.substr(0, s[1].size()) == s[1]);
            if (kind == "prefix") CHECK(s[1].size() >= 8);
            if (kind == "destroyed") CHECK(told.count(s[7]) == 0);
            if (kind == "destroyed_known") CHECK(told.count(s[7]) == 1);
        }
        if (s[0] == "REF" && s[1] == "6R" && now.second == "licn_case") CHECK(s[2].substr(0, 1) == "g");
        if (s[0] == "REF" && s[1] == "6R") CHECK(now.second != "licn_gone");
    }
    for (auto const& [kind, count] : kinds) {
        CAPTURE(kind);
        CHECK(count > 100);
    }
}

TEST_CASE("generated remittances: lines sent without a number come back with their ordinal or with none") {
    auto wanted = of(2000, 8);
    wanted.unnumbered_per_mille = 1000;
    auto const made = written(wanted, false);
    for (auto const& s : segments_of(made.claims)) CHECK_FALSE((s[0] == "REF" && s[1] == "6R"));
    std::size_t ordinals = 0;
    for (auto const& s : segments_of(made.era)) {
        if (s[0] != "REF" || s[1] != "6R") continue;
        if (s[2].starts_with("OLD")) continue;
        CHECK(s[2].size() == 1);
        ++ordinals;
    }
    CHECK(ordinals > 500);
    for (auto const line : lines_of(made.truth)) CHECK(value_of(line, "sub") != "rejected_upstream");
}

TEST_CASE(
    "generate: writes claims, remittances, acknowledgments and truth to four files, and refuses what makes no sense") {
    using orthoscrub::tests::run;
    orthoscrub::tests::scratch_folder const folder;
    auto const made = run({"generate", "--claims", "60", "-o", folder / "c", "--era", folder / "e", "--ack",
                           folder / "a", "--truth", folder / "t", "--damage", "case=100,licn_gone=100"});
    CHECK(made.code == 0);
    CHECK(made.out.empty());
    CHECK(folder.entries() == 4);
    auto const unknown = run({"generate", "--claims", "5", "--era", folder / "e2", "--damage", "fire=3"});
    CHECK(unknown.code == 3);
    CHECK(unknown.err.find("destroyed_known") != std::string::npos);
    auto const too_much = run({"generate", "--claims", "5", "--damage", "case=600,prefix=600"});
    CHECK(too_much.code == 3);
    auto const twice = run({"generate", "--claims", "5", "--era", folder / "x", "--truth", folder / "x"});
    CHECK(twice.code == 3);
    CHECK(folder.entries() == 4);
}

}  // namespace generator_remit_test
