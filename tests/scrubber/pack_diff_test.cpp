#include <doctest/doctest.h>

#include "scrubber/remit/pack_diff.hpp"

namespace pack_diff_test {

using namespace orthoscrub;
using namespace orthoscrub::remit;

namespace {

outcome_reason const modifier_denial{"CO", "4", carc_class::denial_modifier, {95000}};
outcome_reason const other_denial{"CO", "50", carc_class::denial_medical_necessity, {95000}};

enum class speaks : std::uint8_t { none, side, style, both };

/// Two packs of the rules "side-missing" (foresees 4) and "style" (foresees 22); lines are told by what each pack says.
struct comparing {
    std::vector<score_rule> scored{{"side-missing", {{"4", {}, "", {}}}}, {"style", {{"22", {}, "", {}}}}};
    std::vector<pack_rule> before{{"side-missing", "error", "all", "c", "p", "t"},
                                  {"style", "note", "all", "c", "p", "t"}};
    std::vector<pack_rule> after = before;
    std::vector<score_flag> flags{{0, {}}, {1, {}}};
    std::uint32_t next = 0;

    std::span<score_flag const> said(speaks what) const {
        std::span<score_flag const> const all{flags};
        switch (what) {
            case speaks::none:
                return {};
            case speaks::side:
                return all.subspan(0, 1);
            case speaks::style:
                return all.subspan(1, 1);
            default:
                return all;
        }
    }

    struct told {
        disposition decided;
        speaks before, after;
        outcome_reason const* reason = &modifier_denial;
    };
    pack_diff run(std::vector<told> const& lines) {
        pack_comparison c{{{"core", "1", "aa"}, scored, before}, {{"core", "2", "bb"}, scored, after}};
        rule_bits scope{2};
        scope.set(0);
        scope.set(1);
        for (told const& t : lines) {
            score_line l;
            l.line = next++;
            l.claim = "ORT-1";
            l.number = "1";
            l.decided = t.decided;
            l.charge = {95000};
            if (t.decided == disposition::denied) {
                l.denied = {95000};
                l.reasons = {t.reason, 1};
            }
            auto a = l, b = l;
            a.findings = said(t.before);
            b.findings = said(t.after);
            line_id const id = 100 + l.line;
            c.add_claim({&id, 1}, {&a, 1}, {&scope, 1}, {&b, 1}, {&scope, 1});
        }
        return c.finish();
    }
};

}  // namespace

TEST_CASE("pack diff: what changed on a line is crossed with what the payer decided") {
    using d = disposition;
    struct row {
        comparing::told line;
        crossing what;
    };
    for (row const& r : {row{{d::denied, speaks::none, speaks::side}, crossing::gained_tp},
                         row{{d::denied, speaks::side, speaks::none}, crossing::lost_tp},
                         row{{d::paid_as_billed, speaks::none, speaks::side}, crossing::gained_fp},
                         row{{d::paid_as_billed, speaks::side, speaks::none}, crossing::lost_fp},
                         row{{d::denied, speaks::none, speaks::side, &other_denial}, crossing::gained_other},
                         row{{d::denied, speaks::side, speaks::none, &other_denial}, crossing::lost_other},
                         row{{d::denied, speaks::style, speaks::side}, crossing::gained_tp},
                         row{{d::not_yet_adjudicated, speaks::none, speaks::side}, crossing::unknown},
                         row{{d::denied, speaks::side, speaks::both}, crossing::same},
                         row{{d::paid_as_billed, speaks::side, speaks::style}, crossing::same}}) {
        comparing c;
        auto const diff = c.run({r.line});
        CHECK(to_string(r.what) == to_string(diff.changes.at(0).what));
        CHECK(diff.of(r.what).lines == 1);
        CHECK(diff.of(r.what).cents == 95000);
    }
}

TEST_CASE("pack diff: the same pack on the same lines is no difference") {
    comparing c;
    auto const diff =
        c.run({{disposition::denied, speaks::side, speaks::side}, {disposition::denied, speaks::none, speaks::none}});
    CHECK(diff.same());
    CHECK(diff.lines == 2);
    CHECK(diff.flagged_before == 1);
}

TEST_CASE("pack diff: what about a rule changed") {
    comparing c;
    c.after[0].severity = "warning";
    c.after[0].text = "t2";
    c.after[1].text = "t2";
    auto const diff = c.run({});
    REQUIRE(diff.rules.size() == 2);
    CHECK(diff.rules[0].changes == std::vector{rule_change::severity});
    CHECK(diff.rules[1].changes == std::vector{rule_change::text_only});
    c.after[1] = {"style-two", "note", "all", "c", "p", "t"};
    c.after[0] = c.before[0];
    c.after[0].scope = "some";
    auto const renamed = c.run({});
    REQUIRE(renamed.rules.size() == 3);
    CHECK(renamed.rules[0].changes == std::vector{rule_change::scope});
    CHECK(renamed.rules[1].changes == std::vector{rule_change::removed});
    CHECK_FALSE(renamed.rules[1].after);
    CHECK(renamed.rules[2].changes == std::vector{rule_change::added});
    CHECK_FALSE(renamed.rules[2].before);
}

TEST_CASE("pack diff: a rule has its cells before and after") {
    comparing c;
    auto const diff =
        c.run({{disposition::denied, speaks::side, speaks::none}, {disposition::denied, speaks::side, speaks::side}});
    REQUIRE(diff.rules.size() == 1);
    CHECK(diff.rules[0].no_longer_flagged == 1);
    CHECK(diff.rules[0].before->tp == 2);
    CHECK(diff.rules[0].after->tp == 1);
    CHECK(diff.rules[0].after->fn == 1);
    CHECK(diff.total_after.precision_strict() == ratio{1, 1});
}

TEST_CASE("pack gate: conditions are read, and what is wrong is said with what is possible") {
    pack_gate gate;
    CHECK_FALSE(parse_pack_gate("lost-tp-cents>5000, precision<0.75", gate));
    CHECK(gate.lost_tp_cents == 5000);
    CHECK(gate.precision == ratio{750000, 1000000});
    struct row {
        char const* text;
        char const* says;
    };
    for (row const& r :
         {row{"", "no < or >"}, row{"lost-tp-cents", "no < or >"}, row{"lost-tp-cents<5", "lost-tp-cents takes >"},
          row{"precision>0.5", "precision takes <"}, row{"precision<=0.5", "precision takes <"},
          row{"lost-tp-cents>12.50", "no whole number of cents"}, row{"lost-tp-cents>-1", "no whole number"},
          row{"precision<1.5", "no share"}, row{"precision<", "no share"}, row{"precision<0.1234567", "no share"},
          row{"recall<0.5", "\"recall\" is no figure"}, row{"lost-tp-cents>5,", "no < or >"}}) {
        pack_gate ignored;
        auto const error = parse_pack_gate(r.text, ignored);
        CAPTURE(r.text);
        REQUIRE(error);
        CHECK(error->find(r.says) != std::string::npos);
        CHECK(error->find("possible are lost-tp-cents>N") != std::string::npos);
    }
}

TEST_CASE("pack gate: it fails above the limit and below the floor, not at them") {
    comparing c;
    auto const diff = c.run({{disposition::denied, speaks::side, speaks::none},
                             {disposition::denied, speaks::none, speaks::side},
                             {disposition::paid_as_billed, speaks::none, speaks::side}});
    struct row {
        char const* gate;
        std::size_t failures;
    };
    for (row const& r : {row{"lost-tp-cents>94999", 1}, row{"lost-tp-cents>95000", 0}, row{"precision<0.5", 0},
                         row{"precision<0.500001", 1}, row{"lost-tp-cents>0,precision<1", 2}}) {
        pack_gate gate;
        REQUIRE_FALSE(parse_pack_gate(r.gate, gate));
        CAPTURE(r.gate);
        CHECK(gate_failures(gate, diff).size() == r.failures);
    }
}

}  // namespace pack_diff_test
