#include <doctest/doctest.h>

#include "scrubber/remit/scorecard.hpp"

namespace remit_scorecard_test {

using namespace orthoscrub;
using namespace orthoscrub::remit;
using ledger::finding_action;

namespace {

outcome_reason const modifier_denial{"CO", "4", carc_class::denial_modifier, {95000}};
outcome_reason const other_denial{"CO", "50", carc_class::denial_medical_necessity, {95000}};
outcome_reason const twin_denial{"OA", "18", carc_class::denial_duplicate, {95000}};
outcome_remark const side_remark{"N822", false, false};
outcome_remark const alert_remark{"MA01", true, true};

/// Rule 0 foresees CARC 4 or CARC 16 with N822 or a 277CA status 453; rule 1 foresees duplicates; rule 2 nothing.
std::vector<score_rule> rules() {
    return {{"side-missing",
             {{"4", {}, "", carc_class::denial_modifier},
              {"16", {"N822", "N823"}, "", carc_class::denial_data},
              {"", {}, "A7:453", {}}}},
            {"duplicate-claim", {{"18", {}, "", carc_class::denial_duplicate}}},
            {"house-style", {}}};
}

struct tally_of {
    std::vector<score_rule> book = rules();
    score_options options;
    score_tally tally;
    std::uint32_t next = 0;
    score_flag const flag{0, finding_action::sent_unchanged};

    explicit tally_of(score_options with = {}) : options{with}, tally{book, options} {}

    score_line line(disposition decided) {
        score_line l;
        l.line = next++;
        l.claim = "ORT-1";
        l.number = "1";
        l.code = "L1833";
        l.payer = "16003";
        l.decided = decided;
        l.charge = {95000};
        l.submitted = *model::date::from_iso("2026-03-05");
        if (decided == disposition::denied) {
            l.denied = {95000};
            l.reasons = {&modifier_denial, 1};
        }
        return l;
    }
    score_line flagged(score_line l) {
        l.findings = {&flag, 1};
        return l;
    }
    void add(std::vector<score_line> rows) {
        rule_bits scope{book.size()};
        for (std::uint32_t r = 0; r < book.size(); ++r) scope.set(r);
        tally.add_claim(rows, std::vector<rule_bits>(rows.size(), scope));
    }
    void add(score_line row, int times) {
        for (int i = 0; i < times; ++i) {
            row.line = next++;
            add({row});
        }
    }
    rule_score rule(std::string_view id) const {
        for (auto const& r : tally.finish().rules)
            if (r.rule == id) return r;
        FAIL("no such rule");
        return {};
    }
    score_cells cells() const { return rule("side-missing").cells; }
};

score_line with(score_line l, outcome_reason const& reason) {
    l.reasons = {&reason, 1};
    return l;
}

}  // namespace

TEST_CASE("score: the worked count of 400 lines gives the figures of the specification") {
    tally_of t;
    auto const denied = t.line(disposition::denied), paid = t.line(disposition::paid_as_billed);
    t.add(t.flagged(denied), 28);
    t.add(t.flagged(with(denied, other_denial)), 4);
    t.add(t.flagged(paid), 8);
    t.add(denied, 12);
    t.add(paid, 348);
    auto const c = t.cells();
    CHECK(c.tp == 28);
    CHECK(c.fx == 4);
    CHECK(c.fp == 8);
    CHECK(c.fn == 12);
    CHECK(c.tn == 348);
    CHECK(c.eligible() == 400);
    CHECK(c.precision_strict() == ratio{28, 40});
    CHECK(c.precision_lenient() == ratio{28, 36});
    CHECK(c.recall() == ratio{28, 40});
    CHECK(c.base_rate() == ratio{40, 400});
    CHECK(c.flag_rate() == ratio{40, 400});
    CHECK(decimals(c.precision_strict()) == "0.700");
    CHECK(decimals(c.precision_lenient()) == "0.778");
    CHECK(decimals(c.base_rate()) == "0.100");
    CHECK(decimals(c.lift()) == "7.000");
    auto const bounds = wilson(c.precision_strict());
    REQUIRE(bounds);
    CHECK(decimals(bounds->low) == "0.546");
    CHECK(decimals(bounds->high) == "0.819");
    CHECK_FALSE(c.insufficient());
    CHECK(c.caught.cents() == 28 * 95000);
    CHECK(c.missed.cents() == 12 * 95000);
    CHECK(c.delayed.cents() == 8 * 95000);
    CHECK(c.caught.basis() == "billed");
}

TEST_CASE("score: 30 flagged eligible lines are enough, 29 are not; ratios out of nothing are none") {
    tally_of t;
    t.add(t.flagged(t.line(disposition::paid_reduced)), 29);
    CHECK(t.cells().insufficient());
    t.add(t.flagged(t.line(disposition::paid_reduced)), 1);
    CHECK_FALSE(t.cells().insufficient());
    CHECK(decimals(ratio{0, 0}).empty());
    CHECK_FALSE(wilson({0, 0}));
    CHECK(decimals(ratio{2, 3}) == "0.667");
    CHECK(decimals(ratio{1, 2000}) == "0.001");
    CHECK(less({1, 3}, {1, 2}));
    CHECK_FALSE(less({1, 2}, {2, 4}));
}

TEST_CASE("score: a reason fits by CARC, by CARC and RARC, and by CARC alone where the payer sent no RARC") {
    tally_of t;
    auto const rule = t.book[0];
    outcome_reason const lacking{"CO", "16", carc_class::denial_modifier, {95000}};
    struct row {
        outcome_reason const* reason;
        std::vector<outcome_remark> remarks;
        reason_grade grade;
    };
    for (row const& r :
         {row{&modifier_denial, {}, reason_grade::exact}, row{&lacking, {side_remark}, reason_grade::exact},
          row{&lacking, {}, reason_grade::carc}, row{&lacking, {alert_remark}, reason_grade::carc},
          row{&lacking, {{"N350", false, false}}, reason_grade::class_only},
          row{&other_denial, {}, reason_grade::none}}) {
        auto l = with(t.line(disposition::denied), *r.reason);
        l.remarks = r.remarks;
        CAPTURE(r.reason->carc);
        CHECK(to_string(grade_reasons(rule, l)) == to_string(r.grade));
    }
}

TEST_CASE("score: each disposition is a cell, waits, or is left out") {
    struct row {
        disposition decided;
        sub_reason sub;
        std::uint64_t score_cells::* cell;
    };
    for (row const& r :
         {row{disposition::denied, sub_reason::none, &score_cells::tp},
          row{disposition::partially_denied, sub_reason::none, &score_cells::fx},
          row{disposition::paid_as_billed, sub_reason::none, &score_cells::fp},
          row{disposition::paid_reduced, sub_reason::none, &score_cells::fp},
          row{disposition::patient_responsibility, sub_reason::none, &score_cells::fp},
          row{disposition::zero_paid, sub_reason::none, &score_cells::fp},
          row{disposition::bundled, sub_reason::none, &score_cells::fp},
          row{disposition::not_yet_adjudicated, sub_reason::no_remit, &score_cells::censored_flagged},
          row{disposition::not_yet_adjudicated, sub_reason::pended, &score_cells::censored_flagged},
          row{disposition::not_yet_adjudicated, sub_reason::rejected_upstream, &score_cells::censored_flagged},
          row{disposition::not_yet_adjudicated, sub_reason::predetermination, &score_cells::excluded},
          row{disposition::reversed, sub_reason::none, &score_cells::excluded},
          row{disposition::informational, sub_reason::none, &score_cells::excluded},
          row{disposition::exception, sub_reason::none, &score_cells::excluded}}) {
        tally_of t;
        auto l = t.flagged(t.line(r.decided));
        l.sub = r.sub;
        t.add({l});
        CAPTURE(static_cast<int>(r.decided));
        CAPTURE(static_cast<int>(r.sub));
        CHECK(t.cells().*r.cell == 1);
        CHECK(t.cells().eligible() ==
              (r.cell == &score_cells::excluded || r.cell == &score_cells::censored_flagged ? 0 : 1));
    }
}

TEST_CASE("score: what was fixed or held is an intervention; what was suppressed was sent") {
    struct row {
        finding_action action;
        std::uint64_t interventions, tp;
    };
    for (row const& r : {row{finding_action::sent_unchanged, 0, 1}, row{finding_action::suppressed, 0, 1},
                         row{finding_action::fixed, 1, 0}, row{finding_action::held, 1, 0}}) {
        tally_of t;
        score_flag const flag{0, r.action};
        auto l = t.line(disposition::denied);
        l.findings = {&flag, 1};
        t.add({l});
        CHECK(t.cells().interventions == r.interventions);
        CHECK(t.cells().tp == r.tp);
        CHECK(t.cells().fn == 0);
    }
}

TEST_CASE("score: a rule that could not be judged is outside of TN and FN") {
    tally_of t;
    std::uint32_t const rule = 0;
    auto l = t.line(disposition::denied);
    l.unchecked = {&rule, 1};
    t.add({l});
    CHECK(t.cells().unchecked == 1);
    CHECK(t.cells().eligible() == 0);
    CHECK(t.rule("duplicate-claim").cells.eligible() == 1);
}

TEST_CASE("score: a line flagged by another rule and denied for this rule's reason is this rule's FN") {
    tally_of t;
    score_flag const other{2, finding_action::sent_unchanged};
    auto l = t.line(disposition::denied);
    l.findings = {&other, 1};
    t.add({l});
    CHECK(t.cells().fn == 1);
    auto const card = t.tally.finish();
    CHECK(card.flagged_for_other == 1);
    CHECK(card.covered.empty());
}

TEST_CASE("score: a rejection at the front end that the rule foresaw is a hit, another one waits") {
    struct row {
        char const* status;
        std::uint64_t tp, censored;
    };
    for (row const& r : {row{"453", 1, 0}, row{"21", 0, 1}}) {
        tally_of t;
        ledger::claim_status status;
        status.status = r.status;
        status.category = "A3";
        status.rejects = true;
        auto l = t.flagged(t.line(disposition::not_yet_adjudicated));
        l.sub = sub_reason::rejected_upstream;
        l.statuses = {&status, 1};
        t.add({l});
        CHECK(t.cells().tp == r.tp);
        CHECK(t.cells().censored == r.censored);
        CHECK(t.cells().rejected_cents == (r.tp != 0 ? 95000 : 0));
        CHECK(t.tally.finish().foreseen_rejections == r.tp);
    }
}

TEST_CASE("score: CARC 18 about a twin is left out, except for the rule about duplicates") {
    tally_of t;
    score_flag const flags[]{{0, finding_action::sent_unchanged}, {1, finding_action::sent_unchanged}};
    auto l = with(t.line(disposition::denied), twin_denial);
    l.findings = flags;
    l.twin_adjudicated = true;
    t.add({l});
    CHECK(t.cells().excluded == 1);
    CHECK(t.cells().fx == 0);
    CHECK(t.rule("duplicate-claim").cells.tp == 1);
    CHECK(t.tally.finish().excluded[static_cast<std::size_t>(exclusion::duplicate)] == 1);
}

TEST_CASE("score: unbalanced, ambiguous, resubmitted and unlike twins are left out and counted by reason") {
    tally_of t;
    auto a = t.flagged(t.line(disposition::denied));
    a.flags = bit(outcome_flag::unbalanced);
    auto b = t.flagged(t.line(disposition::denied));
    b.ambiguous = true;
    auto c = t.flagged(t.line(disposition::denied));
    c.counted_elsewhere = true;
    auto d = t.flagged(t.line(disposition::denied)), e = t.flagged(t.line(disposition::paid_as_billed));
    d.flags = e.flags = bit(outcome_flag::indistinguishable);
    t.add({a, b, c, d, e});
    auto const card = t.tally.finish();
    auto const count = [&](exclusion why) { return card.excluded[static_cast<std::size_t>(why)]; };
    CHECK(count(exclusion::unbalanced) == 1);
    CHECK(count(exclusion::ambiguous) == 1);
    CHECK(count(exclusion::identical_resubmission) == 1);
    CHECK(count(exclusion::indistinguishable) == 2);
    CHECK(t.cells().excluded == 5);
    CHECK(t.cells().eligible() == 0);
    SUBCASE("twins that were decided alike count") {
        tally_of same;
        auto f = same.flagged(same.line(disposition::denied)), g = same.flagged(same.line(disposition::denied));
        f.flags = g.flags = bit(outcome_flag::indistinguishable);
        same.add({f, g});
        CHECK(same.cells().tp == 2);
    }
}

TEST_CASE("score: a line counts once for a rule, by the first payer in scope") {
    tally_of t;
    auto first = t.flagged(t.line(disposition::denied)), second = t.flagged(t.line(disposition::paid_as_billed));
    second.line = first.line;
    second.payer = "60054";
    t.add({first, second});
    CHECK(t.cells().tp == 1);
    CHECK(t.cells().fp == 0);
    CHECK(t.tally.finish().lines == 1);
}

TEST_CASE("score: open lines wait; after the maturity window they are overdue") {
    struct row {
        char const* today;
        std::uint64_t overdue;
    };
    for (row const& r : {row{"2026-04-19", 0}, row{"2026-04-20", 1}}) {
        score_options options;
        options.today = *model::date::from_iso(r.today);
        tally_of t{options};
        auto l = t.line(disposition::not_yet_adjudicated);
        l.sub = sub_reason::no_remit;
        t.add({l});
        CAPTURE(r.today);
        CHECK(t.cells().censored == 1);
        CHECK(t.cells().censored_overdue == r.overdue);
        CHECK(t.tally.finish().overdue == r.overdue);
    }
}

TEST_CASE("score: an unflagged denial is a covered miss when a rule in scope foresees it, else a gap, by money") {
    tally_of t;
    auto covered = t.line(disposition::denied);
    auto gap = with(t.line(disposition::denied), other_denial);
    t.add(covered, 2);
    t.add(gap, 3);
    outcome_reason const small{"CO", "96", carc_class::denial_noncovered, {500}};
    auto cheap = with(t.line(disposition::denied), small);
    cheap.denied = {500};
    t.add(cheap, 4);
    auto const card = t.tally.finish();
    REQUIRE(card.covered.size() == 1);
    CHECK(card.covered[0].carc == "4");
    CHECK(card.covered[0].rules == std::vector<std::string>{"side-missing"});
    CHECK(card.covered[0].denied.cents() == 2 * 95000);
    REQUIRE(card.gaps.size() == 2);
    CHECK(card.gaps[0].carc == "50");
    CHECK(card.gaps[0].lines == 3);
    CHECK(card.gaps[1].carc == "96");
    CHECK(t.rule("side-missing").conclusions == std::vector{conclusion::never_fired, conclusion::widen});
    CHECK(card.denied_money.cents() == 5 * 95000 + 4 * 500);
}

TEST_CASE("score: a rule that flags what is always paid should be a note; one with many FX should speak later") {
    SUBCASE("always paid") {
        tally_of t;
        t.add(t.flagged(t.line(disposition::paid_as_billed)), 60);
        t.add(t.line(disposition::denied), 40);
        auto const c = t.rule("side-missing").conclusions;
        CHECK(c == std::vector{conclusion::always_paid, conclusion::widen});
    }
    SUBCASE("denied for something else") {
        tally_of t;
        t.add(t.flagged(with(t.line(disposition::denied), other_denial)), 25);
        t.add(t.flagged(t.line(disposition::denied)), 10);
        CHECK(t.rule("side-missing").conclusions == std::vector{conclusion::other_first});
    }
    SUBCASE("too few to say") {
        tally_of t;
        t.add(t.flagged(t.line(disposition::paid_as_billed)), 29);
        t.add(t.line(disposition::denied), 400);
        CHECK(t.rule("side-missing").conclusions == std::vector{conclusion::widen});
    }
}

TEST_CASE("score: groups by payer and month sum to the total, and a fall of precision is a drift") {
    score_options options;
    options.by_payer = options.by_month = true;
    tally_of t{options};
    auto const at = [&](score_line l, char const* day) {
        l.decided_on = *model::date::from_iso(day);
        return l;
    };
    t.add(at(t.flagged(t.line(disposition::denied)), "2026-03-20"), 36);
    t.add(at(t.flagged(t.line(disposition::paid_as_billed)), "2026-03-20"), 4);
    t.add(at(t.flagged(t.line(disposition::denied)), "2026-04-20"), 10);
    t.add(at(t.flagged(t.line(disposition::paid_as_billed)), "2026-04-20"), 30);
    auto const card = t.tally.finish();
    REQUIRE(card.groups.size() == 2);
    CHECK(card.groups[0].month == 202603);
    std::uint64_t tp = 0;
    for (auto const& group : card.groups)
        for (auto const& [rule, cells] : group.rules)
            if (card.rules[rule].rule == "side-missing") tp += cells.tp;
    CHECK(tp == t.cells().tp);
    REQUIRE(card.drifts.size() == 1);
    CHECK(card.drifts[0].before == ratio{36, 40});
    CHECK(card.drifts[0].after == ratio{10, 40});
    CHECK(t.rule("side-missing").conclusions == std::vector{conclusion::drift});
    SUBCASE("a fall within the intervals is none") {
        tally_of small{options};
        small.add(at(small.flagged(small.line(disposition::denied)), "2026-03-20"), 3);
        small.add(at(small.flagged(small.line(disposition::paid_as_billed)), "2026-04-20"), 1);
        CHECK(small.tally.finish().drifts.empty());
    }
}

TEST_CASE("score: expected payment is the figure when every line has one, in the share that was denied") {
    tally_of t;
    auto l = t.flagged(t.line(disposition::partially_denied));
    l.reasons = {&modifier_denial, 1};
    l.denied = {47500};
    l.expected = model::money{60001};
    t.add({l});
    CHECK(t.cells().caught.basis() == "expected");
    CHECK(t.cells().caught.cents() == 30001);
    l.expected.reset();
    l.line = 99;
    t.add({l});
    CHECK(t.cells().caught.basis() == "billed");
    CHECK(t.cells().caught.cents() == 2 * 47500);
}

TEST_CASE("score: rules stand by what they are worth, and a rule without predictions is only counted") {
    tally_of t;
    score_flag const both[]{{0, finding_action::sent_unchanged}, {2, finding_action::sent_unchanged}};
    auto l = t.line(disposition::denied);
    l.findings = both;
    t.add(l, 3);
    auto const card = t.tally.finish();
    CHECK(card.rules[0].rule == "side-missing");
    CHECK(card.rules[0].worth_cents({2500}) == 3 * 95000);
    CHECK_FALSE(t.rule("house-style").scored);
    CHECK(t.rule("house-style").cells.flagged() == 3);
}

}  // namespace remit_scorecard_test
