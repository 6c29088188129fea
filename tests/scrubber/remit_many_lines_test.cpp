// Claims of many lines: tables and kinds of lines say what walking and comparing every pair says, and what is left out beyond
// that is told.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>

#include "scrubber/codes/code_tables.hpp"
#include "scrubber/remit/claim_choice.hpp"
#include "scrubber/remit/control_number.hpp"
#include "scrubber/remit/line_index.hpp"
#include "scrubber/remit/line_kinds.hpp"
#include "scrubber/remit/line_matching.hpp"
#include "scrubber/remit/matching.hpp"
#include "scrubber/remit/outcomes.hpp"
#include "tests/support/remit_books.hpp"

namespace remit_many_lines_test {

using namespace orthoscrub;
using namespace orthoscrub::test;
using remit::absent;
using remit::line_match;
using remit::match_tier;

namespace {

/// One claim and one answer of many lines with few distinct values, so that everything collides.
class many_lines {
public:
    many_lines(unsigned seed, bool numbered) : random_{seed} {
        sent_claim claim{.lines = {}, .member = "M1"};
        paid_claim answer{.lines = {}, .members = {"M1"}};
        std::size_t const most = remit::line_index::most_walked;
        for (std::size_t k = 0, count = most + 1 + random_() % 30; k < count; ++k) {
            claim.lines.push_back({.number = std::to_string(1 + random_() % 90),
                                   .control_number = !numbered            ? ""
                                                     : random_() % 5 == 0 ? "Unique-" + std::to_string(1000 + k) + "-Z"
                                                                          : one_of(numbers_),
                                   .code = one_of(codes_),
                                   .modifiers = modifiers(),
                                   .cents = charge(),
                                   .units = static_cast<std::int64_t>(1 + random_() % 2),
                                   .on = one_of(days_)});
            if (random_() % 4 == 0 && !claim.lines.back().on.empty()) claim.lines.back().until = "2026-03-05";
        }
        for (std::size_t k = 0, count = most - 20 + random_() % 70; k < count; ++k)
            answer.lines.push_back({.control_number = numbered ? asked_number() : "",
                                    .code = one_of(codes_),
                                    .modifiers = modifiers(),
                                    .cents = charge(),
                                    .units = static_cast<std::int64_t>(random_() % 3),
                                    .on = one_of(days_)});
        books.send(claim);
        books.pay();
        books.answer(answer);
        for (std::uint32_t row = 0; row < books.back.lines.size(); ++row)
            asked.push_back(remit::as_asked(books.back, books.back.claims[0], row));
    }
    remit_books books;
    std::vector<remit::asked_line> asked;
    [[nodiscard]] std::span<ledger::submitted_line const> sent() const { return books.sent.lines; }

private:
    using list = std::vector<std::string>;
    std::string one_of(list const& from) { return from[random_() % from.size()]; }
    /// As it was sent, in other case and punctuation, cut, or of no line.
    std::string asked_number() {
        auto const some = std::to_string(1000 + random_() % 70);
        switch (random_() % 9) {
            case 0:
                return "UNIQUE" + some + "Z";
            case 1:
                return "Unique-" + some;
            case 2:
                return "Unique-" + some + "-Z";
            default:
                return one_of(asked_);
        }
    }
    list modifiers() {
        list all;
        for (char const* one : {"RT", "LT", "KX"})
            if (random_() % 3 == 0) all.push_back(one);
        std::ranges::shuffle(all, random_);
        return all;
    }
    std::int64_t charge() { return static_cast<std::int64_t>(1000 * (random_() % 4)); }
    std::mt19937 random_;
    list const numbers_{"", "", "LINE-1", "LINE-2", "line-3", "LINE-44", "LINE-445", "7", "8"},
        asked_{"", "LINE-1", "line1", "LINE-2 ", "LINE3", "LINE-4", "LINE-44", "7", "008", "12", "33", "NONE"},
        codes_{"L1833", "L3908", "L1902", ""}, days_{"2026-03-03", "2026-03-03", "2026-03-04", ""};
};

/// Lines paired by looking at every pair, tier after tier.
class plain_matching {
public:
    explicit plain_matching(many_lines const& of) : asked_{of.asked}, sent_{of.sent()}, matches(of.asked.size()) {
        bool all = true;
        for (std::size_t k = 0; k < asked_.size(); ++k) {
            auto const found = remit::line_named(asked_[k].line->control_number, sent_, k);
            all = all && found.at != absent;
            if (found.at == absent) continue;
            matches[k].submitted = found.at;
            matches[k].tier = found.tier;
            matches[k].score = static_cast<std::int16_t>(110 - 10 * static_cast<int>(found.tier));
        }
        spread();
        for (std::size_t k = 0; k < asked_.size(); ++k)
            if (matches[k].submitted != absent)
                matches[k].licn_code_conflict = asked_[k].procedure().code != sent_[matches[k].submitted].code;
        if (all) return;
        by_attributes();
        join();
    }

private:
    using rows = std::vector<std::uint32_t>;
    void pool(rows const& of_asked, rows columns, int least, bool always) {
        auto const order = [&](std::uint32_t k) { return std::pair{std::stoull(std::string{sent_[k].number}), k}; };
        std::ranges::sort(columns, {}, order);
        std::vector<std::int16_t> scores;
        for (auto const r : of_asked)
            for (auto const c : columns) scores.push_back(remit::attribute_score(asked_[r], sent_[c]));
        rows chosen(of_asked.size());
        remit::assigner{}.assign(scores, of_asked.size(), columns.size(), least, chosen);
        for (std::size_t r = 0; r < of_asked.size(); ++r) {
            if (chosen[r] == absent && !always) continue;
            auto const mine = scores.begin() + static_cast<std::ptrdiff_t>(r * columns.size());
            if (chosen[r] == absent)
                chosen[r] = static_cast<std::uint32_t>(
                    std::max_element(mine, mine + static_cast<std::ptrdiff_t>(columns.size())) - mine);
            auto& one = matches[of_asked[r]];
            one.submitted = columns[chosen[r]];
            if (!always) one.tier = match_tier::l4, one.score = mine[chosen[r]];
            one.indistinguishable = std::ranges::any_of(columns, [&](std::uint32_t k) {
                return k != one.submitted && remit::indistinguishable(sent_[k], sent_[one.submitted]);
            });
        }
    }
    void spread() {
        auto const found = matches;
        for (std::uint32_t first = 0; first < sent_.size(); ++first) {
            rows columns, mine;
            for (std::uint32_t k = 0; k < sent_.size(); ++k)
                if (!sent_[k].control_number.empty() && sent_[k].control_number == sent_[first].control_number)
                    columns.push_back(k);
            if (columns.size() < 2 || columns.front() != first) continue;
            for (std::uint32_t k = 0; k < asked_.size(); ++k)
                if (found[k].tier == match_tier::l1 && found[k].submitted == first) mine.push_back(k);
            if (!mine.empty()) pool(mine, columns, 1, true);
        }
    }
    void by_attributes() {
        rows left, columns;
        std::vector<bool> taken(sent_.size());
        for (std::uint32_t k = 0; k < asked_.size(); ++k)
            if (matches[k].submitted == absent) left.push_back(k);
            else taken[matches[k].submitted] = true;
        for (std::uint32_t k = 0; k < sent_.size(); ++k)
            if (!taken[k]) columns.push_back(k);
        if (!left.empty() && !columns.empty()) pool(left, columns, remit::least_attribute_score, false);
    }
    void join() {
        for (std::uint32_t column = 0; column < sent_.size(); ++column) {
            auto const& line = sent_[column];
            std::int64_t cents = 0, units = 0, more_cents = 0, more_units = 0;
            bool answered = false;
            rows left;
            for (std::uint32_t k = 0; k < asked_.size(); ++k) {
                if (matches[k].submitted == column) {
                    answered = true;
                    cents += asked_[k].cents;
                    units += asked_[k].thousandths;
                } else if (matches[k].submitted == absent && !line.code.empty() &&
                           asked_[k].procedure().code == line.code && asked_[k].days.known() &&
                           asked_[k].days == remit::span_of(line.first_day, line.last_day)) {
                    left.push_back(k);
                    more_cents += asked_[k].cents;
                    more_units += asked_[k].thousandths;
                }
            }
            if (!answered || left.empty()) continue;
            auto const completes = [&](std::int64_t with_cents, std::int64_t with_units) {
                auto const sum = cents + with_cents;
                return sum == line.charge.cents ||
                       (with_units != 0 && sum <= line.charge.cents && units + with_units == line.units.thousandths);
            };
            bool const together = completes(more_cents, more_units);
            for (auto const k : left) {
                if (!together && !completes(asked_[k].cents, asked_[k].thousandths)) continue;
                matches[k].submitted = column;
                matches[k].tier = match_tier::l4;
                matches[k].score = remit::attribute_score(asked_[k], line);
                ++joined;
                if (together) continue;
                cents += asked_[k].cents;
                units += asked_[k].thousandths;
            }
        }
    }
    std::span<remit::asked_line const> asked_;
    std::span<ledger::submitted_line const> sent_;

public:
    std::vector<line_match> matches;
    int joined = 0;
};

auto all_of(line_match const& m) {
    return std::tuple{m.submitted, m.tier, m.score, m.licn_code_conflict, m.indistinguishable};
}

}  // namespace

TEST_CASE("the tables of a large claim lead to the lines that a walk leads to") {
    int found = 0;
    for (unsigned seed = 0; seed < 60; ++seed) {
        many_lines const lines{seed, true};
        remit::line_index index;
        index.load(lines.sent());
        for (std::size_t k = 0; k < lines.asked.size(); ++k) {
            auto const number = lines.asked[k].line->control_number;
            auto const walked = remit::line_named(number, lines.sent(), k), named = index.named(number, k);
            CAPTURE(seed);
            CAPTURE(number);
            REQUIRE(named.at == walked.at);
            REQUIRE(named.tier == walked.tier);
            found += named.tier == match_tier::l3 ? 1 : 0;
            if (named.tier != match_tier::l1) continue;
            bool const again = std::ranges::any_of(lines.sent().subspan(named.at + 1), [&](auto const& l) {
                return remit::trimmed(l.control_number) == remit::trimmed(number);
            });
            CHECK(index.again_after(named.at) == again);
        }
        for (std::string_view const code : {"L1833", "L9999"})
            CHECK(index.has_code(code) ==
                  std::ranges::any_of(lines.sent(), [&](auto const& l) { return l.code == code; }));
    }
    CHECK(found > 0);
}

TEST_CASE("a large claim is matched as if every line were held against every line") {
    int joined = 0, shared = 0, marked = 0;
    for (unsigned seed = 0; seed < 150; ++seed) {
        CAPTURE(seed);
        many_lines const lines{seed, seed % 2 == 0};
        plain_matching const plain{lines};
        remit::line_matcher matcher;
        std::vector<line_match> matches(lines.asked.size());
        matcher.match(lines.asked, lines.sent(), 0, matches);
        for (std::size_t k = 0; k < matches.size(); ++k) {
            CAPTURE(k);
            REQUIRE(all_of(matches[k]) == all_of(plain.matches[k]));
            shared += matches[k].tier == match_tier::l1 ? 1 : 0;
            marked += matches[k].indistinguishable ? 1 : 0;
        }
        joined += plain.joined;
        CHECK(matcher.not_compared() == 0);
    }
    CHECK(joined > 100);
    CHECK(shared > 100);
    CHECK(marked > 100);
}

TEST_CASE("kinds of lines are paired as every pair would be") {
    remit::assigner every_pair;
    for (unsigned seed = 0; seed < 100; ++seed) {
        CAPTURE(seed);
        many_lines const lines{seed, false};
        std::vector<std::uint32_t> rows(lines.asked.size()), columns(lines.sent().size());
        for (std::uint32_t k = 0; k < rows.size(); ++k) rows[k] = k;
        for (std::uint32_t k = 0; k < columns.size(); ++k) columns[k] = k;
        std::vector<std::int16_t> scores;
        for (auto const& asked : lines.asked)
            for (auto const& sent : lines.sent()) scores.push_back(remit::attribute_score(asked, sent));
        std::vector<std::uint32_t> expected(rows.size()), chosen(rows.size());
        int const least = seed % 2 == 0 ? 60 : 1;
        every_pair.assign(scores, rows.size(), columns.size(), least, expected);
        remit::kind_assigner kinds;
        kinds.assign(lines.asked, rows, lines.sent(), columns, least, chosen);
        REQUIRE(chosen == expected);
        CHECK(kinds.not_compared() == 0);
        for (std::size_t r = 0; r < rows.size(); ++r) {
            auto const mine = std::span{scores}.subspan(r * columns.size(), columns.size());
            CHECK(kinds.best_column(r) == std::ranges::max_element(mine) - mine.begin());
        }
    }
}

TEST_CASE("beyond a thousand kinds the equal lines are paired, and a finding counts what was not compared") {
    auto const count = static_cast<int>(remit::kind_assigner::most_kinds) + 500;
    struct row {
        std::string_view what;
        std::string number;  ///< of all lines
        std::int64_t more;   ///< in the charges of the answer, so that no line is equal
        std::uint32_t answered, not_compared;
    };
    for (row const& r : {row{"equal", "", 0, 1500, 0}, row{"other charges", "", 1'000'000, 1000, 500},
                         row{"one control number, equal", "SAME", 0, 1500, 0},
                         row{"one control number, other charges", "SAME", 1'000'000, 1500, 500}}) {
        CAPTURE(r.what);
        remit_books books;
        sent_claim claim{.lines = {}, .member = "M1"};
        paid_claim answer{.lines = {}, .members = {"M1"}};
        for (int k = 0; k < count; ++k) {
            claim.lines.push_back({.number = std::to_string(k + 1), .control_number = r.number, .cents = 100 + k});
            answer.lines.push_back({.control_number = r.number, .cents = 100 + r.more + count - 1 - k});
        }
        books.send(claim);
        books.pay();
        books.answer(answer);
        auto const matches = remit::match(books.sent, books.back, scrub::payer_profiles{}, {.accept = 1});
        REQUIRE(matches.claim_matches[0].submitted == 0);
        auto const named =
            std::ranges::count_if(matches.line_matches, [](auto const& m) { return m.submitted != absent; });
        CHECK(named == r.answered);
        CHECK(matches.claim_matches[0].lines_not_compared == r.not_compared);
        if (r.more == 0) CHECK(matches.line_matches[0].submitted == static_cast<std::uint32_t>(count - 1));

        auto const tables = scrub::load_code_tables(scrub::folder_source(ORTHOSCRUB_SOURCE_DIR "/scrubber"));
        REQUIRE(tables.tables);
        remit::outcome_book told;
        remit::outcomes(books.sent, books.back, matches, *tables.tables, told);
        auto const finding = std::ranges::find(told.findings, "lines_not_compared", &remit::remit_finding::id);
        CHECK((finding != told.findings.end()) == (r.not_compared != 0));
        if (finding != told.findings.end())
            CHECK(finding->message.starts_with("500 lines of this answer could not be compared"));
    }
}

TEST_CASE("each remark of a line counts once, however many there are") {
    auto const tables = scrub::load_code_tables(scrub::folder_source(ORTHOSCRUB_SOURCE_DIR "/scrubber"));
    REQUIRE(tables.tables);
    for (std::size_t const count : {3u, 16u, 17u, 400u}) {
        CAPTURE(count);
        remit_books books;
        books.send({});
        books.pay();
        books.answer({});
        auto& remarks = books.back.remarks;
        for (int times = 0; times < 2; ++times)
            for (std::size_t i = 0; i < count; ++i) remarks.push_back(books.back.texts.keep("N" + std::to_string(i)));
        books.back.lines[0].remarks = {0, static_cast<std::uint32_t>(remarks.size())};
        auto const matches = remit::match(books.sent, books.back, scrub::payer_profiles{}, {.accept = 1});
        remit::outcome_book told;
        remit::outcomes(books.sent, books.back, matches, *tables.tables, told);
        REQUIRE(told.remarks.size() == count);
        for (std::size_t i = 0; i < count; ++i) CHECK(told.remarks[i].code == "N" + std::to_string(i));
    }
}

TEST_CASE("two submissions of many lines are the same in any order of their lines") {
    remit_books books;
    sent_claim claim{.lines = {}, .member = "M1"};
    for (int k = 0; k < 2000; ++k) claim.lines.push_back({.number = std::to_string(k + 1), .cents = 100 + k % 700});
    books.send(claim);
    std::ranges::reverse(claim.lines);
    books.send(claim);
    std::swap(claim.lines[0].cents, claim.lines[1].cents);
    claim.lines[0].units = 2;
    books.send(claim);
    auto const& claims = books.sent.claims;
    CHECK(remit::same_lines(books.sent, claims[0], claims[1]));
    CHECK_FALSE(remit::same_lines(books.sent, claims[0], claims[2]));
}

}  // namespace remit_many_lines_test
