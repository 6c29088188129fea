#pragma once
#include <doctest/doctest.h>

#include <map>
#include <string>

#include "scrubber/remit/matching.hpp"
#include "tests/support/remit_books.hpp"

namespace orthoscrub::test {

/// Three payers: "north" and "south" with ids of claims and remittances, "lax" whose matches are taken from 55 points.
inline scrub::payer_profiles const& profiles() {
    static auto const made = [] {
        scrub::payer_profiles all;
        auto const errors = all.add("test.toml", R"(
[[profile]]
id = "north"
class = "commercial"
claim_ids = ["N100", "N101"]
remit_ids = ["N900"]

[[profile]]
id = "south"
class = "commercial"
claim_ids = ["S100"]
remit_ids = ["S900"]

[[profile]]
id = "lax"
class = "commercial"
claim_ids = ["LAX"]
remit_ids = ["LAX"]
match = { accept = 55 }
)");
        REQUIRE(errors.empty());
        return all;
    }();
    return made;
}

inline remit::match_book matched(remit_books const& books, remit::match_options options = {}) {
    return remit::match(books.sent, books.back, profiles(), options);
}

/// Points of the candidate that is this submission, by kind; empty when it is none.
inline std::map<std::string, int> evidence_for(remit::match_book const& book, std::uint32_t answer,
                                               std::uint32_t submitted) {
    std::map<std::string, int> found;
    auto const range = book.claim_matches[answer].candidates;
    for (auto k = range.first; k < range.first + range.count; ++k) {
        auto const& one = book.candidates[k];
        if (one.submitted != submitted) continue;
        int sum = 0;
        for (auto r = one.reasons.first; r < one.reasons.first + one.reasons.count; ++r) {
            found[std::string{to_string(book.reasons[r].kind)}] = book.reasons[r].points;
            sum += book.reasons[r].points;
        }
        CHECK(sum == one.score);
    }
    return found;
}

inline bool is_candidate(remit::match_book const& book, std::uint32_t answer, std::uint32_t submitted) {
    return !evidence_for(book, answer, submitted).empty();
}

/// A claim of two lines and its answer, which agree in everything.
struct pair {
    sent_claim sent;
    paid_claim paid;
    payment from;
};
inline pair agreeing() {
    pair p;
    p.sent.control_number = "ORT-2001-7";
    p.sent.lines = {{.number = "1", .control_number = "L-0001", .code = "L1833", .cents = 50000},
                    {.number = "2", .control_number = "L-0002", .code = "L3908", .cents = 9000}};
    p.sent.member = "M1";
    p.sent.name = "DOE";
    p.sent.icns = {"ICN1"};
    p.sent.payer_id = "N100";
    p.paid.control_number = p.sent.control_number;
    p.paid.lines = {{.control_number = "L-0001", .code = "L1833", .cents = 50000},
                    {.control_number = "L-0002", .code = "L3908", .cents = 9000}};
    p.paid.members = {"M1"};
    p.paid.name = "DOE";
    p.paid.icn = "ICN1";
    p.paid.frequency = "1";
    p.from.payer_id = "N900";
    return p;
}

}  // namespace orthoscrub::test
