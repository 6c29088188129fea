// The table of dispositions row by row, the sums of classes, and how cents are shared out.
#include "scrubber/remit/line_judge.hpp"

#include <doctest/doctest.h>

#include <array>
#include <numeric>
#include <set>
#include <vector>

#include "scrubber/remit/claim_share.hpp"
#include "tests/support/random_claims.hpp"

namespace remit_line_judge_test {

using namespace orthoscrub;
using namespace orthoscrub::remit;

namespace {

line_amounts amounts(std::int64_t c, std::int64_t p, std::int64_t sh, std::int64_t ct, std::int64_t pp, std::int64_t bn,
                     std::int64_t pn, std::int64_t dn) {
    return {{c}, {p}, {sh}, {ct}, {pp}, {bn}, {pn}, {dn}};
}

line_signs signs_of(line_amounts const& a) {
    line_signs s;
    s.any_adjustment = a.patient_share.cents != 0 || a.contractual.cents != 0 || a.prior_payer.cents != 0 ||
                       a.bundled.cents != 0 || a.pending.cents != 0 || a.denied.cents != 0;
    return s;
}

}  // namespace

TEST_CASE("disposition: each row of the table, the first that holds") {
    struct row {
        char const* about;
        line_amounts a;
        disposition what;
        sub_reason sub = sub_reason::none;
    };
    using enum disposition;
    for (row const& r : {
             row{"pended", amounts(100, 0, 0, 0, 0, 0, 100, 0), not_yet_adjudicated, sub_reason::pended},
             row{"pended with a contract reduction", amounts(100, 0, 0, 40, 0, 0, 60, 0), not_yet_adjudicated,
                 sub_reason::pended},
             row{"not pended when something is recognised", amounts(100, 0, 40, 0, 0, 0, 60, 0),
                 patient_responsibility},
             row{"not pended when something is denied", amounts(100, 0, 0, 0, 0, 0, 60, 40), denied},
             row{"nothing charged, nothing paid", amounts(0, 0, 0, 0, 0, 0, 0, 0), informational},
             row{"informational before denied", amounts(0, 0, 0, -10, 0, 0, 0, 10), informational},
             row{"denied", amounts(100, 0, 0, 30, 0, 0, 0, 70), denied},
             row{"denied before bundled", amounts(100, 0, 0, 0, 0, 50, 0, 50), denied},
             row{"part paid, part denied", amounts(100, 50, 0, 0, 0, 0, 0, 50), partially_denied},
             row{"the patient bears a part, the rest is denied", amounts(100, 0, 50, 0, 0, 0, 0, 50), partially_denied},
             row{"an earlier payer paid, the rest is denied", amounts(100, 0, 0, 0, 50, 0, 0, 50), partially_denied},
             row{"bundled", amounts(100, 0, 0, 0, 0, 100, 0, 0), bundled},
             row{"bundled after an earlier payer", amounts(100, 0, 0, 0, 40, 60, 0, 0), bundled},
             row{"partly bundled, partly paid", amounts(100, 40, 0, 0, 0, 60, 0, 0), paid_reduced},
             row{"partly bundled, partly the patient's", amounts(100, 0, 40, 0, 0, 60, 0, 0), patient_responsibility},
             row{"as billed", amounts(100, 100, 0, 0, 0, 0, 0, 0), paid_as_billed},
             row{"the charge paid, with adjustments that cancel", amounts(100, 100, 10, -10, 0, 0, 0, 0), paid_reduced},
             row{"reduced", amounts(100, 80, 0, 20, 0, 0, 0, 0), paid_reduced},
             row{"more than the charge", amounts(100, 130, 0, -30, 0, 0, 0, 0), paid_reduced},
             row{"paid without a charge", amounts(0, 40, 10, -50, 0, 0, 0, 0), paid_reduced},
             row{"the patient's", amounts(100, 0, 60, 40, 0, 0, 0, 0), patient_responsibility},
             row{"capitated", amounts(100, 0, 0, 100, 0, 0, 0, 0), zero_paid},
             row{"absorbed by an earlier payer", amounts(100, 0, 0, 20, 80, 0, 0, 0), zero_paid},
             row{"paid below zero", amounts(100, -5, 0, 105, 0, 0, 0, 0), exception},
             row{"denied below zero", amounts(100, 0, 0, 110, 0, 0, 0, -10), exception},
             row{"the patient gets money", amounts(100, 0, -10, 110, 0, 0, 0, 0), exception},
         }) {
        CAPTURE(r.about);
        decision const made = judge(r.a, signs_of(r.a));
        CHECK(to_string(made.what) == to_string(r.what));
        CHECK(to_string(made.sub) == to_string(r.sub));
    }
}

TEST_CASE("disposition: what only the status or the reason can say") {
    auto const paid = amounts(100, 100, 0, 0, 0, 0, 0, 0);
    auto const open = amounts(100, 0, 0, 0, 0, 0, 100, 0);
    line_signs s;
    s.forward_only = true;
    CHECK(judge(paid, s).sub == sub_reason::forwarded);
    s = {};
    s.predetermination = true;
    CHECK(judge(paid, s).sub == sub_reason::predetermination);
    s = signs_of(open);
    s.transferred = true;
    CHECK(judge(open, s).sub == sub_reason::forwarded);
    s = signs_of(open);
    s.estimated = true;
    CHECK(judge(open, s).sub == sub_reason::predetermination);
    auto const contract = amounts(100, 0, 0, 100, 0, 0, 0, 0);
    CHECK(judge(contract, signs_of(contract)).review);
    s = signs_of(contract);
    s.only_above_allowed = false;
    CHECK_FALSE(judge(contract, s).review);
}

TEST_CASE("classes: each counts in one sum") {
    line_amounts a;
    for (unsigned i = 0; i < static_cast<unsigned>(carc_class::count_); ++i) {
        auto const kind = static_cast<carc_class>(i);
        a.*sum_of(kind) += model::money{1};
        if (denies(kind)) CHECK(sum_of(kind) == &line_amounts::denied);
    }
    CHECK(a == amounts(0, 0, 1, 2, 1, 1, 3, 19));
}

TEST_CASE("words: every flag, disposition, step and bearer has one of its own") {
    std::set<std::string_view> seen;
    for (unsigned i = 0; i < static_cast<unsigned>(disposition::count_); ++i)
        CHECK(seen.insert(to_string(static_cast<disposition>(i))).second);
    seen.clear();
    for (unsigned i = 0; i < static_cast<unsigned>(outcome_flag::count_); ++i)
        CHECK(seen.insert(to_string(static_cast<outcome_flag>(i))).second);
    CHECK(seen.count("") == 0);
    CHECK(to_string(lifecycle::superseded) == "superseded");
    CHECK(to_string(liability::mixed) == "mixed");
    CHECK(to_string(liability::unstated).empty());
    CHECK(to_string(sub_reason::none).empty());
}

TEST_CASE("shares: cents go to the largest remainders and none is lost") {
    std::vector<model::money> shares(3);
    spread({100}, std::vector<model::money>{{1}, {1}, {1}}, shares);
    CHECK(shares == std::vector<model::money>{{34}, {33}, {33}});
    spread({-100}, std::vector<model::money>{{1}, {1}, {4}}, shares);
    CHECK(shares == std::vector<model::money>{{-17}, {-17}, {-66}});
    spread({5}, std::vector<model::money>{{0}, {0}, {0}}, shares);
    CHECK(shares == std::vector<model::money>{{5}, {0}, {0}});
    spread({9'000'000'000'000}, std::vector<model::money>{{3'000'000'000'000}, {3'000'000'000'000}, {1}}, shares);
    CHECK(shares[0].cents + shares[1].cents + shares[2].cents == 9'000'000'000'000);

    test::random_claims random{7};
    for (int round = 0; round < 2000; ++round) {
        std::vector<model::money> lines(1 + random.pick(6)), parts(1 + random.pick(4));
        model::money charge{};
        for (auto& l : lines) l.cents = static_cast<std::int64_t>(random.pick(50'000));
        for (auto& p : parts) p.cents = static_cast<std::int64_t>(random.pick(40'000)) - 5'000, charge += p;
        claim_shares out;
        spread_claim(charge, parts, lines, out);
        model::money all{};
        for (std::size_t line = 0; line < lines.size(); ++line) {
            model::money sum{};
            for (std::size_t p = 0; p < parts.size(); ++p) sum += out.part(p, line);
            CHECK(sum == out.charges[line]);
            all += out.charges[line];
        }
        CHECK(all == charge);
        for (std::size_t p = 0; p < parts.size(); ++p) {
            model::money sum{};
            for (std::size_t line = 0; line < lines.size(); ++line) sum += out.part(p, line);
            CHECK(sum == parts[p]);
        }
    }
}

}  // namespace remit_line_judge_test
