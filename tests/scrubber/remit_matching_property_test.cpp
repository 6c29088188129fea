// Random books of few distinct values, so that everything collides: the ways into the index that matching spares itself
// change no decision, and what it says holds together.
#include <doctest/doctest.h>

#include <random>
#include <string>

#include "scrubber/remit/claim_choice.hpp"
#include "scrubber/remit/matching.hpp"
#include "tests/support/remit_books.hpp"

namespace remit_matching_property_test {

using namespace orthoscrub;
using namespace orthoscrub::test;
using remit::absent;
using remit::match_state;

namespace {

class random_books {
public:
    explicit random_books(unsigned seed) : random_{seed} {}
    remit_books make() {
        remit_books books;
        for (int k = 0, count = 1 + pick(12); k < count; ++k) {
            sent_claim claim{.control_number = one_of(numbers_), .frequency = pick(4) == 0 ? "7" : "1"};
            claim.submitted = "2026-03-1" + std::to_string(pick(4));
            claim.member = one_of(members_);
            claim.name = one_of(names_);
            if (pick(3) == 0) claim.icns = {one_of(icns_)};
            if (claim.frequency == "7") claim.original_icn = one_of(icns_);
            claim.lines.clear();
            for (int l = 0, lines = 1 + pick(3); l < lines; ++l)
                claim.lines.push_back({.number = std::to_string(l + 1),
                                       .control_number = one_of(line_numbers_),
                                       .code = one_of(codes_),
                                       .cents = 1000 * (1 + pick(3)),
                                       .on = one_of(days_)});
            books.send(claim);
        }
        for (int k = 0, count = 1 + pick(12); k < count; ++k) {
            if (k == 0 || pick(4) == 0) books.pay();
            paid_claim claim{.control_number = one_of(numbers_), .status = pick(5) == 0 ? "22" : "1"};
            claim.icn = one_of(icns_);
            if (pick(4) == 0) claim.original_icn = one_of(icns_);
            if (pick(2) == 0) claim.frequency = pick(3) == 0 ? "7" : "1";
            if (pick(4) != 0) claim.members = {one_of(members_)};
            if (pick(4) != 0) claim.name = one_of(names_);
            claim.lines.clear();
            for (int l = 0, lines = pick(4); l < lines; ++l)
                claim.lines.push_back({.control_number = one_of(line_numbers_),
                                       .code = one_of(codes_),
                                       .cents = (claim.status == "22" ? -1000 : 1000) * (1 + pick(3)),
                                       .on = one_of(days_)});
            books.answer(claim);
        }
        return books;
    }

private:
    using list = std::vector<std::string>;
    int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
    std::string one_of(list const& from) { return from[random_() % from.size()]; }
    std::mt19937 random_;
    list const numbers_{"ORT-10001", "ort10001", "ORT-100012", "ORT-2", "0", "ORT-10001-LONG", ""};
    list const members_{"M1", "M2", ""}, names_{"A", "B", ""}, icns_{"I1", "I2", "I3", ""};
    list const line_numbers_{"LINE-1", "line1", "LINE-12", "1", "2", ""}, codes_{"L1833", "L3908"};
    list const days_{"2026-03-03", "2026-03-03", "2026-03-04", ""};
};

struct decision {
    match_state state = match_state::unmatched;
    std::uint32_t submitted = absent;
    friend bool operator==(decision const&, decision const&) = default;
};

/// The same decisions by weighing every claim for every answer, in the order of arrival and then again while a pass
/// still teaches something.
std::vector<decision> weigh_all(remit_books const& books) {
    scrub::payer_profiles const profiles;
    remit::claim_index index{books.sent};
    remit::claim_scorer scorer{books.sent, index};
    remit::claim_chooser chooser{books.sent};
    std::vector<decision> made(books.back.claims.size());
    remit::asked_claim asked;
    std::vector<remit::scored_candidate> all;
    for (bool first = true, learned = true; learned; first = false) {
        learned = false;
        for (std::uint32_t row = 0; row < made.size(); ++row) {
            if (made[row].state == match_state::matched) continue;
            auto const& claim = books.back.claims[row];
            if (!first && !index.known(claim.icn) && !index.known(claim.original_icn)) continue;
            remit::prepare(books.back, row, asked);
            asked.split = {};
            for (auto const& other : books.back.claims)
                if (other.remittance == claim.remittance && other.control_number == claim.control_number &&
                    remit::takes_back(other) == remit::takes_back(claim)) {
                    asked.split.charge += remit::charge_of(other);
                    ++asked.split.parts;
                }
            all.clear();
            for (std::uint32_t sent = 0; sent < books.sent.claims.size(); ++sent) {
                auto const one = scorer.weigh(asked, sent, remit::payer_fit::unverified);
                bool const member =
                    std::any_of(one.reasons.begin(), one.reasons.begin() + one.reason_count,
                                [](remit::evidence e) { return e.kind == remit::evidence_kind::member_equal; });
                if (one.number != remit::number_grade::none || one.payer_number || member) all.push_back(one);
            }
            auto const choice = chooser.choose(asked, all, [](std::uint32_t) { return 80; });
            made[row] = {choice.state, absent};
            if (choice.state != match_state::matched) continue;
            made[row].submitted = all.front().submitted;
            index.learn(claim.icn, all.front().submitted);
            learned = true;
        }
    }
    return made;
}

}  // namespace

TEST_CASE("what matching does not look at changes no decision, and its rows hold together") {
    scrub::payer_profiles const profiles;
    std::size_t matched = 0, ambiguous = 0, lines = 0;
    for (unsigned seed = 0; seed < 1500; ++seed) {
        CAPTURE(seed);
        auto const books = random_books{seed}.make();
        auto const book = remit::match(books.sent, books.back, profiles);
        auto const expected = weigh_all(books);
        for (std::uint32_t row = 0; row < expected.size(); ++row) {
            CAPTURE(row);
            auto const& match = book.claim_matches[row];
            REQUIRE(decision{match.state, match.submitted} == expected[row]);
            matched += match.state == match_state::matched ? 1 : 0;
            ambiguous += match.state == match_state::ambiguous ? 1 : 0;
            REQUIRE((match.state == match_state::matched) == (match.submitted != absent));
            auto const range = match.candidates;
            REQUIRE(range.first + range.count <= book.candidates.size());
            if (range.count != 0) REQUIRE(book.candidates[range.first].score == match.score);
            auto const& answer = books.back.claims[row];
            for (auto l = answer.lines.first; l < answer.lines.first + answer.lines.count; ++l) {
                auto const& line = book.line_matches[l];
                REQUIRE((line.submitted == absent) == (line.tier == remit::match_tier::none));
                if (line.submitted == absent) continue;
                REQUIRE(books.sent.lines[line.submitted].claim == match.submitted);
                ++lines;
            }
        }
    }
    CHECK(matched > 1000);
    CHECK(ambiguous > 1000);
    CHECK(lines > 1000);
}

}  // namespace remit_matching_property_test
