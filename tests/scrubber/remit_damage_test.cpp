// What damaged control numbers cost: a batch of claims is answered with numbers as payers spoil them, and every match is
// held against the claim that was answered. A wrong match is never right; doubt goes to a person.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>

#include "scrubber/remit/matching.hpp"
#include "tests/support/remit_books.hpp"

namespace remit_damage_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

namespace {

enum class damage { none, case_changed, punctuation, cut, cut_short, destroyed_known, destroyed };

std::string damaged(std::string number, damage kind, std::size_t row) {
    switch (kind) {
        case damage::none:
            break;
        case damage::case_changed:
            for (auto& c : number) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            break;
        case damage::punctuation:
            std::erase(number, '-');
            break;
        case damage::cut:
            number.resize(17);
            break;
        case damage::cut_short:
            number.resize(12);
            break;
        case damage::destroyed_known:
        case damage::destroyed:
            return row % 2 == 0 ? "0" : "9" + std::to_string(70000 + row);
    }
    return number;
}

struct figures {
    int right = 0, wrong = 0, ambiguous = 0, unmatched = 0, first = 0;
    int strangers = 0;  ///< answers to claims that the book does not hold, left without a match
};

/// 3,000 answers to claims of 1,300 patients: several a patient, on days apart or the same, of few codes and charges.
figures simulate(damage kind, bool line_numbers_survive) {
    std::mt19937 random{static_cast<unsigned>(kind) * 2u + (line_numbers_survive ? 1u : 0u)};
    remit_books books;
    constexpr int count = 3000;
    std::vector<paid_claim> answers;
    std::vector<std::uint32_t> paid_for;
    for (int k = 0; k < count; ++k) {
        auto const patient = random() % 1300;
        sent_claim sent{
            .control_number = "ORT-2026-" + std::to_string(100000 + k) + "-Ab" + std::to_string(random() % 10),
            .member = "M" + std::to_string(patient),
            .name = "NAME" + std::to_string(patient % 400)};
        if (kind == damage::destroyed_known) sent.icns = {"ICN" + std::to_string(500000 + k)};
        paid_claim paid{.control_number = damaged(sent.control_number, kind, static_cast<std::size_t>(k)),
                        .icn = "ICN" + std::to_string(500000 + k),
                        .frequency = "1",
                        .members = {sent.member},
                        .name = sent.name};
        sent.lines.clear();
        paid.lines.clear();
        std::string const day = "2026-0" + std::to_string(1 + random() % 2) + "-" + std::to_string(10 + random() % 18);
        for (std::size_t l = 0, lines = 1 + random() % 3; l < lines; ++l) {
            auto const code = "L" + std::to_string(1800 + random() % 60);
            auto const charge = static_cast<std::int64_t>(5000 + random() % 150 * 500);
            auto const number = "LN" + std::to_string(100000 + k) + "-" + std::to_string(l + 1);
            sent.lines.push_back({.number = std::to_string(l + 1),
                                  .control_number = number,
                                  .code = code,
                                  .modifiers = {random() % 2 == 0 ? "RT" : "LT"},
                                  .cents = charge,
                                  .on = day});
            paid.lines.push_back({.control_number = line_numbers_survive ? number : "",
                                  .code = code,
                                  .modifiers = sent.lines.back().modifiers,
                                  .cents = charge,
                                  .on = day});
        }
        // Each twentieth claim was sent by other means: nothing in the book is its answer.
        paid_for.push_back(k % 20 == 7 ? remit::absent : books.send(sent));
        answers.push_back(paid);
    }
    books.pay();
    for (auto const& paid : answers) books.answer(paid);
    auto const book = remit::match(books.sent, books.back, scrub::payer_profiles{});
    figures found;
    for (std::uint32_t k = 0; k < count; ++k) {
        auto const& match = book.claim_matches[k];
        bool const matched = match.state == remit::match_state::matched;
        if (paid_for[k] == remit::absent) {
            ++(matched ? found.wrong : found.strangers);
            continue;
        }
        if (matched) ++(match.submitted == paid_for[k] ? found.right : found.wrong);
        else ++(match.state == remit::match_state::ambiguous ? found.ambiguous : found.unmatched);
        found.first +=
            match.candidates.count != 0 && book.candidates[match.candidates.first].submitted == paid_for[k] ? 1 : 0;
    }
    return found;
}

}  // namespace

TEST_CASE("damaged control numbers leave no wrong match and few doubts") {
    struct row {
        std::string_view what;
        damage kind;
        int right_per_mille, first_per_mille;
    };
    row const table[]{
        {"none", damage::none, 1000, 1000},
        {"case", damage::case_changed, 990, 990},
        {"punctuation", damage::punctuation, 990, 990},
        {"cut to 17 characters", damage::cut, 990, 990},
        {"cut to 12 characters", damage::cut_short, 990, 990},
        {"destroyed, payer's number known", damage::destroyed_known, 950, 950},
        {"destroyed", damage::destroyed, 0, 950},
    };
    for (auto const& row : table) {
        for (bool const survive : {true, false}) {
            CAPTURE(row.what);
            CAPTURE(survive);
            auto const found = simulate(row.kind, survive);
            MESSAGE(row.what, std::string{survive ? "" : ", line numbers lost"}, ": right ", found.right, ", wrong ",
                    found.wrong, ", ambiguous ", found.ambiguous, ", unmatched ", found.unmatched, ", first ",
                    found.first, ", of no claim ", found.strangers);
            CHECK(found.strangers == 150);
            CHECK(found.wrong == 0);
            CHECK(found.right * 1000 >= row.right_per_mille * (3000 - 150));
            CHECK(found.first * 1000 >= row.first_per_mille * (3000 - 150));
        }
    }
}

}  // namespace remit_damage_test
