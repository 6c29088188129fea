// What became of each finding, and whether a rule should have seen what no finding said.
#include "scrubber/remit/verdicts.hpp"

#include <doctest/doctest.h>

#include "tests/support/outcome_books.hpp"

namespace remit_verdicts_test {

using namespace orthoscrub;
using namespace orthoscrub::remit;
using ledger::finding_action;
using test::told_books;
using test::told_line;

namespace {

std::vector<score_rule> const rules{
    {"bundling", {{"97", {}, "", carc_class::bundled}}},
    {"modifier",
     {{"4", {}, "", carc_class::denial_modifier},
      {"16", {"N822"}, "", carc_class::denial_modifier},
      {"", {}, "A7:453", std::nullopt}}},
    {"narrative", {{"16", {"N350"}, "", carc_class::denial_narrative}}},
    {"silent", {}},
};

struct judged {
    told_books books;
    verdict_book verdicts;
    std::vector<std::uint32_t> scope{0, 1, 2, 3};
    int asked = 0;

    explicit judged(std::vector<told_line> const& lines) : books{lines} {}
    judged& flag(std::string_view rule, std::uint32_t line = 0,
                 finding_action action = finding_action::sent_unchanged) {
        auto& f = books.submitted.findings.emplace_back();
        f.claim = 0;
        f.line = line;
        f.rule = rule;
        f.action = action;
        return *this;
    }
    judged& run() {
        judge_findings(
            books.submitted, books.outcomes, rules,
            [this](auto const&, auto const&) {
                ++asked;
                return std::span<std::uint32_t const>{scope};
            },
            verdicts);
        REQUIRE(verdicts.lines.size() == books.outcomes.outcomes.size());
        return *this;
    }
    std::string words(std::size_t line = 0) const {
        std::string all;
        for (auto const& v : verdicts.findings_of(verdicts.lines[line])) {
            all += books.submitted.findings[v.finding].rule;
            all += '=';
            all += to_string(v.said);
            if (v.grade != reason_grade::none) all += '/' + std::string{to_string(v.grade)};
            all += ' ';
        }
        all += to_string(verdicts.lines[line].missed);
        for (auto const& r : verdicts.rules_of(verdicts.lines[line]))
            all += ' ' + std::string{rules[r.rule].id} + (r.unchecked ? "?" : "");
        return all;
    }
};

told_line line_with(disposition decided, std::string_view carc, carc_class kind, std::vector<std::string> rarcs = {}) {
    told_line line = test::denied_line("ORT-1", 30000, carc, kind, std::move(rarcs));
    line.decided = decided;
    return line;
}

}  // namespace

TEST_CASE("a finding against what the payer decided") {
    struct row {
        disposition decided;
        std::string_view carc;
        carc_class kind;
        std::vector<std::string> rarcs;
        std::string_view rule;
        std::string_view expected;
    };
    using enum disposition;
    for (row const& r : std::vector<row>{
             {denied, "4", carc_class::denial_modifier, {}, "modifier", "modifier=right/exact "},
             {partially_denied, "4", carc_class::denial_modifier, {}, "modifier", "modifier=right/exact "},
             {denied, "16", carc_class::denial_modifier, {"N822"}, "modifier", "modifier=right/exact "},
             {denied, "16", carc_class::denial_data, {}, "modifier", "modifier=right/carc "},
             {denied, "182", carc_class::denial_modifier, {}, "modifier", "modifier=right_other_reason/class "},
             {denied, "16", carc_class::denial_narrative, {"N350"}, "modifier", "modifier=right_other_reason "},
             {denied, "50", carc_class::denial_medical_necessity, {}, "modifier", "modifier=right_other_reason "},
             {denied, "50", carc_class::denial_medical_necessity, {}, "silent", "silent=right_other_reason "},
             {denied, "50", carc_class::denial_medical_necessity, {}, "x12-gone", "x12-gone=right_other_reason "},
             {paid_as_billed, "45", carc_class::contractual, {}, "modifier", "modifier=paid_anyway "},
             {paid_reduced, "45", carc_class::contractual, {}, "modifier", "modifier=paid_anyway "},
             {patient_responsibility, "1", carc_class::patient_share, {}, "modifier", "modifier=paid_anyway "},
             {zero_paid, "24", carc_class::contractual, {}, "modifier", "modifier=paid_anyway "},
             {bundled, "97", carc_class::bundled, {}, "modifier", "modifier=paid_anyway "},
             {bundled, "97", carc_class::bundled, {}, "bundling", "bundling=right/exact "},
             {not_yet_adjudicated, "133", carc_class::pending, {}, "modifier", "modifier=open "},
             {reversed, "4", carc_class::denial_modifier, {}, "modifier", "modifier=open "},
             {informational, "246", carc_class::reporting_only, {}, "modifier", "modifier=open "},
             {exception, "45", carc_class::contractual, {}, "modifier", "modifier=open "},
         }) {
        CAPTURE(r.carc);
        CAPTURE(to_string(r.decided));
        CHECK(judged{{line_with(r.decided, r.carc, r.kind, r.rarcs)}}.flag(r.rule).run().words() == r.expected);
    }
}

TEST_CASE("a finding about the claim counts for all its lines, one about a line for that line") {
    told_line first = line_with(disposition::denied, "4", carc_class::denial_modifier);
    told_line second = test::told_paid_line("ORT-1", 10000);
    second.number = "2";
    judged all{{first, second}};
    all.flag("modifier", 0).flag("narrative", ledger::absent).run();
    CHECK(all.words(0) == "modifier=right/exact narrative=right_other_reason ");
    CHECK(all.words(1) == "narrative=paid_anyway ");
}

TEST_CASE("a denial that nothing foretold is a covered miss when a rule about the line foresees it, else a gap") {
    auto const modifier = line_with(disposition::denied, "4", carc_class::denial_modifier);
    CHECK(judged{{modifier}}.run().words() == "covered_miss modifier");
    judged outside{{modifier}};
    outside.scope = {0, 2, 3};
    CHECK(outside.run().words() == "gap");
    judged unasked{{modifier}};
    unasked.books.submitted.unchecked.push_back({0, 0, "modifier"});
    CHECK(unasked.run().words() == "covered_miss modifier?");
    judged paid{{test::told_paid_line("ORT-1", 100)}};
    CHECK(paid.run().words() == "");
    CHECK(paid.asked == 0);
}

TEST_CASE("fixed and held findings get no verdict; a suppressed one was sent as it was and gets one") {
    auto const modifier = line_with(disposition::denied, "4", carc_class::denial_modifier);
    CHECK(judged{{modifier}}.flag("modifier", 0, finding_action::fixed).run().words() ==
          "modifier=intervention covered_miss modifier");
    CHECK(judged{{modifier}}.flag("modifier", 0, finding_action::held).run().words() ==
          "modifier=intervention covered_miss modifier");
    CHECK(judged{{modifier}}.flag("modifier", 0, finding_action::suppressed).run().words() == "modifier=right/exact ");
}

TEST_CASE("a rejection of the front end is right when its status is the one foreseen") {
    told_line rejected;
    rejected.decided = disposition::not_yet_adjudicated;
    rejected.sub = sub_reason::rejected_upstream;
    auto const with_status = [&](std::string_view status, std::uint32_t line, bool rejects, std::string_view rule) {
        judged one{{rejected}};
        one.books.submitted.statuses.push_back({line, "277CA", "A7", status, "", {}, rejects});
        one.books.submitted.claims[0].statuses = {0, 1};
        if (!rule.empty()) one.flag(rule);
        return one.run().words();
    };
    CHECK(with_status("453", ledger::absent, true, "modifier") == "modifier=right/exact ");
    CHECK(with_status("453", 0, true, "modifier") == "modifier=right/exact ");
    CHECK(with_status("453", 7, true, "modifier") == "modifier=right_other_reason ");
    CHECK(with_status("453", 0, false, "modifier") == "modifier=right_other_reason ");
    CHECK(with_status("21", 0, true, "narrative") == "narrative=right_other_reason ");
    CHECK(with_status("453", 0, true, "") == "covered_miss modifier");
}

TEST_CASE("the first decision speaks, not the correction that came later") {
    judged one{{test::told_paid_line("ORT-1", 30000)}};
    one.books.outcomes.first_decisions.push_back(
        told_books{{line_with(disposition::denied, "4", carc_class::denial_modifier)}}.outcomes.outcomes[0]);
    one.books.outcomes.reasons.push_back({"CO", "4", carc_class::denial_modifier, {30000}});
    one.books.outcomes.first_decisions[0].adjustments = {0, 1};
    one.books.outcomes.outcomes[0].first = 0;
    CHECK(one.flag("modifier").run().words() == "modifier=right/exact ");
}

TEST_CASE("a copy denied as a copy is no miss; a denial as a copy of nothing is one") {
    auto const copy = line_with(disposition::denied, "18", carc_class::denial_duplicate);
    CHECK(judged{{copy}}.run().words() == "gap");
    judged again{{copy}};
    again.books.outcomes.outcomes[0].flags |= bit(outcome_flag::identical_resubmission);
    CHECK(again.run().words() == "");
}

}  // namespace remit_verdicts_test
