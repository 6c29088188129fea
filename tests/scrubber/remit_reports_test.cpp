// What remit, score and diff write: each JSON is held to its schema, texts to their lines, the page to the rules of pages.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "scrubber/report/remit/diff_report.hpp"
#include "scrubber/report/remit/remit_json_reader.hpp"
#include "scrubber/report/remit/remit_report.hpp"
#include "scrubber/report/remit/score_report.hpp"
#include "tests/support/judging.hpp"
#include "tests/support/outcome_books.hpp"
#include "tests/tools/html_check.hpp"
#include "tests/tools/json_schema.hpp"

namespace remit_reports_test {

using namespace orthoscrub;
using namespace orthoscrub::scrub;
namespace json = boost::json;

namespace {

run_info const run{"1.2.3", "core", "2026.1", "ab12"};

json::value schema(std::string const& name) {
    std::ifstream in{std::string{ORTHOSCRUB_SOURCE_DIR} + "/scrubber/report/remit/" + name + ".schema.json"};
    std::stringstream text;
    text << in.rdbuf();
    return json::parse(text.str());
}

void check_schema(std::string const& name, std::string const& text) {
    for (auto const& complaint : tests::schema_complaints(schema(name), json::parse(text))) FAIL_CHECK(complaint);
}

void check_width(std::string_view text, std::size_t width = 80) {
    for (std::size_t from = 0; from < text.size();) {
        auto const to = text.find('\n', from);
        std::string const line{text.substr(from, to - from)};
        CAPTURE(line);
        CHECK(line.size() <= width);
        CHECK((line.empty() || line.back() != ' '));
        from = to + 1;
    }
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// Two claims: one denied for a modifier as foreseen and one part that nobody saw coming; one open; one unknown.
struct sample {
    std::vector<remit::outcome_reason> reasons{{"CO", "4", remit::carc_class::denial_modifier, {95000}},
                                               {"CO", "50", remit::carc_class::denial_medical_necessity, {30000}},
                                               {"CO", "45", remit::carc_class::contractual, {5000}}};
    std::vector<remit::outcome_remark> remarks{{"N519", false, false}, {"MA01", true, true}};
    std::vector<remit_verdict_view> verdicts{
        {"modifier-laterality-required", "A side", text::severity::error, "sent_unchanged", "right"}};
    std::vector<remit::evidence> evidence{{remit::evidence_kind::control_number_equal, 60},
                                          {remit::evidence_kind::frequency_differs, -5}};
    std::vector<std::string_view> should{"icd-too-general"};
    std::vector<remit_line_view> lines;
    remit_candidate_view near{"ORT-1004", 55, evidence};
    remit_summary summary;

    sample() {
        remit_line_view denied;
        denied.id = 0xabc;
        denied.claim = "ORT-1004";
        denied.payer = "16003";
        denied.claim_number = "26066000333000";
        denied.number = "1";
        denied.control_number = "ORT1004L1";
        denied.code = "L1833";
        denied.modifiers = {"KX"};
        denied.submitted = *model::date::from_iso("2026-03-05");
        denied.first_day = *model::date::from_iso("2026-03-04");
        denied.decided_on = denied.first_decided_on = *model::date::from_iso("2026-03-20");
        denied.decided = remit::disposition::denied;
        denied.bears = remit::liability::provider;
        denied.flags = remit::bit(remit::outcome_flag::unprocessable);
        denied.charge = denied.amounts.charge = denied.amounts.denied = {95000};
        denied.adjustments = std::span{reasons}.subspan(0, 1);
        denied.remarks = remarks;
        denied.tier = remit::match_tier::l1;
        denied.line_score = 100;
        denied.claim_score = 95;
        denied.evidence = evidence;
        denied.findings = verdicts;
        denied.next_step = "Send a corrected claim; add the side if the record supports it.";
        denied.deadline = *model::date::from_iso("2027-03-04");
        denied.remit_lines = 1;
        lines.push_back(denied);
        auto part = denied;
        part.number = "2";
        part.decided = remit::disposition::partially_denied;
        part.flags = 0;
        part.amounts = {{95000}, {60000}, {}, {5000}, {}, {}, {}, {30000}};
        part.adjustments = std::span{reasons}.subspan(1, 2);
        part.remarks = {};
        part.findings = {};
        part.unforeseen = unforeseen_state::covered;
        part.should_have = should;
        part.step = remit::lifecycle::corrected;
        lines.push_back(part);
        remit_line_view open;
        open.claim = "ORT-1005";
        open.payer = "16003";
        open.number = "1";
        open.code = "L2999";
        open.charge = {30000};
        open.sub = remit::sub_reason::no_remit;
        lines.push_back(open);
        auto paid = open;
        paid.claim = "=cmd()";
        paid.sub = remit::sub_reason::none;
        paid.decided = remit::disposition::paid_as_billed;
        paid.amounts.charge = paid.amounts.paid = {30000};
        lines.push_back(paid);
        summary.remittances = 1;
        summary.claims = 3;
        summary.matched = 2;
        summary.unmatched = 1;
        for (auto const& line : lines) summary.add(line);
    }

    std::string write(std::unique_ptr<remit_report> to, bool full = true) const {
        std::string out;
        to->begin(run, full ? summary : remit_summary{}, out);
        if (full) {
            for (auto const& line : lines) to->line(line, out);
            to->unresolved({"ORT1OO4", "16003", "2606", {95000}, {0}, remit::match_state::ambiguous, {&near, 1}}, out);
            to->adjustment({"WO", "26066000333000", {5000}, "ORT-1004"}, out);
            to->open({"ORT-1005", "16003", *model::date::from_iso("2026-03-05"), 46, {30000}, "accepted", true}, out);
            to->remark({"line_charges_ne_claim_charge", text::severity::warning, "a.835", "ORT-1004", 12, 340,
                        "CLP03 is $950.00, its lines sum to $940.00."},
                       out);
        }
        to->end(out);
        return out;
    }
};

remit::scorecard sample_card() {
    static std::vector<remit::score_rule> const rules{{"side-missing", {{"4", {}, "", {}}}}, {"house-style", {}}};
    static remit::outcome_reason const modifier{"CO", "4", remit::carc_class::denial_modifier, {95000}};
    static remit::outcome_reason const other{"CO", "50", remit::carc_class::denial_medical_necessity, {95000}};
    remit::score_options options;
    options.by_payer = options.by_month = true;
    remit::score_tally tally{rules, options};
    remit::rule_bits scope{2};
    scope.set(0);
    scope.set(1);
    remit::score_flag const flag{0, ledger::finding_action::sent_unchanged};
    std::uint32_t next = 0;
    auto const add = [&](bool flagged, remit::outcome_reason const* reason, char const* day, int times) {
        for (int i = 0; i < times; ++i) {
            remit::score_line l;
            l.line = next++;
            l.claim = "ORT-7";
            l.number = "1";
            l.code = "L1833";
            l.payer = "16003";
            l.charge = {95000};
            l.decided_on = *model::date::from_iso(day);
            l.decided = reason ? remit::disposition::denied : remit::disposition::paid_as_billed;
            if (reason) {
                l.denied = {95000};
                l.reasons = {reason, 1};
            }
            if (flagged) l.findings = {&flag, 1};
            tally.add_claim({&l, 1}, {&scope, 1});
        }
    };
    add(true, &modifier, "2026-03-20", 40);
    add(true, nullptr, "2026-04-20", 40);
    add(false, &modifier, "2026-04-20", 2);
    add(false, &other, "2026-04-20", 3);
    return tally.finish();
}

}  // namespace

TEST_CASE("remit json: holds to its schema, full and empty, and says what the contract asks for") {
    sample const s;
    check_schema("remit", s.write(make_remit_json(), false));
    std::string const text = s.write(make_remit_json());
    check_schema("remit", text);
    auto const root = json::parse(text);
    auto const& line = root.at("lines").at(0);
    CHECK(line.at("claim") == "ORT-1004");
    CHECK(line.at("line").at("control_number") == "ORT1004L1");
    CHECK(line.at("disposition") == "denied");
    CHECK(line.at("sub").is_null());
    CHECK(line.at("amounts").at("DN") == 95000);
    CHECK(line.at("reasons").at(0).at("class") == "denial.modifier");
    CHECK(line.at("rarcs") == json::array{"N519"});
    CHECK(line.at("alerts") == json::array{"MA01"});
    CHECK(line.at("flags") == json::array{"unprocessable"});
    CHECK(line.at("match").at("tier") == "L1");
    CHECK(line.at("match").at("evidence").at(0).at("points") == 60);
    CHECK(line.at("findings").at(0).at("verdict") == "right");
    CHECK(line.at("deadline") == "2027-03-04");
    CHECK(root.at("lines").at(1).at("reasons").as_array().size() == 1);
    CHECK(root.at("lines").at(1).at("adjustments").as_array().size() == 2);
    CHECK(root.at("lines").at(2).at("match").is_null());
    CHECK(root.at("lines").at(2).at("sub") == "no_remit");
    CHECK(root.at("summary").at("foreseen").at("cents") == 95000);
    CHECK(root.at("summary").at("covered_misses").at("cents") == 30000);
    CHECK(root.at("unresolved").at(0).at("candidates").at(0).at("score") == 55);
}

TEST_CASE("remit ndjson: one object a line with its type, the same objects as in json") {
    sample const s;
    std::istringstream in{s.write(make_remit_ndjson())};
    auto const whole = json::parse(s.write(make_remit_json()));
    std::vector<std::string> types;
    std::size_t lines = 0;
    for (std::string text; std::getline(in, text);) {
        auto object = json::parse(text).as_object();
        types.emplace_back(object.at("type").as_string());
        object.erase("type");
        if (types.back() == "line") CHECK(json::value(object) == whole.at("lines").at(lines++));
    }
    CHECK(types == std::vector<std::string>{"run", "summary", "line", "line", "line", "line", "unresolved",
                                            "provider_adjustment", "open", "finding"});
}

TEST_CASE("remit json: what was written is read back as lines to compare, from json and from ndjson") {
    sample const s;
    remit_json_lines a, b;
    CHECK(read_remit_json(s.write(make_remit_json()), a) == std::nullopt);
    CHECK(read_remit_json(s.write(make_remit_ndjson()), b) == std::nullopt);
    REQUIRE(a.lines.size() == 4);
    CHECK(a.lines[0].id == 0xabc);
    CHECK(a.lines[0].decided == remit::disposition::denied);
    CHECK(a.lines[0].amounts == s.lines[0].amounts);
    CHECK(a.lines[0].reasons.at(0).kind == remit::carc_class::denial_modifier);
    CHECK(a.lines[0].rarcs == std::vector<std::string_view>{"N519"});
    CHECK(a.lines[0].tier == remit::match_tier::l1);
    CHECK(a.lines[2].sub == remit::sub_reason::no_remit);
    CHECK(remit::diff_remittances(a.lines, b.lines).same());
    struct row {
        char const* text;
        char const* says;
    };
    for (row const& r : {row{"{", "is no JSON"}, row{"[]", "no object"}, row{"{}", "without schema_version"},
                         row{R"({"schema_version":"1.0","findings":[]})", "without \"lines\""},
                         row{R"({"schema_version":"1.0","lines":[{}]})", "no line of remit"},
                         row{"{\"type\":\"run\",\"schema_version\":\"1.0\"}\n{\"type\":\"line\"}\n", "in line 2"}}) {
        remit_json_lines none;
        auto const error = read_remit_json(r.text, none);
        CAPTURE(r.text);
        REQUIRE(error);
        CHECK(has(*error, r.says));
    }
    CHECK(looks_like_json("  {"));
    CHECK_FALSE(looks_like_json("ISA*00*"));
}

TEST_CASE("remit text: money first, then what was decided, why, what we had said, what to do") {
    sample const s;
    std::string const text = s.write(make_remit_text(test::shipped_codes()->answers, {}));
    check_width(text);
    auto const money = text.find("denied on 2 lines"), card = text.find("DENIED");
    CHECK(money < card);
    for (std::string_view const part :
         {"rules foresaw $950.00 on 1 line; a rule should have", "Denied: $950.00. The supplier bears it.",
          "why  CO-4 $950.00 (", "RARC N519", "rule  modifier-laterality-required was right",
          "do  Send a corrected claim;", "Deadline:", "A rule should have seen this: icd-too-general.", "(corrected)",
          "No answer yet.", "Paid as billed, $300.00.", "unprocessable: no appeal",
          "near: ORT-1004, 55 points (control number equal +60, frequency differs -5)",
          "WO $50.00, reference 26066000333000, claim ORT-1004",
          "Overdue:", "CHECK line_charges_ne_claim_charge, claim ORT-1004:"}) {
        CAPTURE(part);
        CHECK(has(text, part));
    }
    CHECK_FALSE(has(text, "MA01"));
    CHECK_FALSE(has(text, "\x1b"));
}

TEST_CASE("remit csv: a header and one row a line; a cell never runs as a formula") {
    sample const s;
    std::string const text = s.write(make_remit_csv());
    CHECK(std::ranges::count(text, '\n') == 5);
    CHECK(has(text, ",denied,,original,provider,95000,0,0,0,0,0,0,95000,CO-4:denial.modifier,N519,"));
    CHECK(has(text, "\"'=cmd()\""));
    auto const columns = [](std::string_view row) { return std::ranges::count(row, ','); };
    CHECK(columns(text.substr(0, text.find('\n'))) == 36);
}

TEST_CASE(
    "remit: what was fixed before sending is open for programs, and told with its action; a deadline is said once") {
    sample s;
    s.verdicts[0].verdict = "intervention";
    s.verdicts[0].action = "fixed";
    s.lines[0].next_step = "Appeal. Until 2027-03-04 (appeal).";
    std::string const text = s.write(make_remit_json());
    check_schema("remit", text);
    CHECK(json::parse(text).at("lines").at(0).at("findings").at(0).at("verdict") == "open");
    std::string const words = s.write(make_remit_text(test::shipped_codes()->answers, {}));
    CHECK(has(words, "modifier-laterality-required spoke of this line. What it"));
    CHECK(has(words, "do  Appeal. Until 2027-03-04 (appeal).\n"));
    CHECK_FALSE(has(words, "(appeal). Deadline"));
}

TEST_CASE("remit html: a page that stands alone and is well formed, full and empty") {
    sample const s;
    for (bool const full : {true, false}) {
        std::string const page = s.write(make_remit_html(test::shipped_codes()->answers), full);
        for (auto const& complaint : tests::html_complaints(page)) FAIL_CHECK(complaint);
        CHECK_FALSE(has(page, "<script"));
    }
    std::string const page = s.write(make_remit_html(test::shipped_codes()->answers));
    CHECK(has(page, "<p class=\"sum\">$900.00</p>"));
    CHECK(has(page, "Denied: $950.00. The supplier bears it."));
    CHECK(has(page, "Never answered"));
}

TEST_CASE("remit: what slid into the place of a code is repeated nowhere") {
    sample s;
    s.reasons[0].carc = "JOHN Q CANARY";
    s.lines[0].claim = "CANARY PATIENT NAME";
    s.lines[0].code = "CANARY MARY";
    s.remarks[0].code = "CANARY STREET";
    s.near.claim = "CANARY PATIENT";
    auto const& answers = test::shipped_codes()->answers;
    CHECK_FALSE(has(s.write(make_remit_text(answers, {})), "CANARY"));
    CHECK_FALSE(has(s.write(make_remit_html(answers)), "CANARY"));
    CHECK_FALSE(has(s.write(make_remit_json()), "CANARY"));
    CHECK_FALSE(has(s.write(make_remit_ndjson()), "CANARY"));
    CHECK_FALSE(has(s.write(make_remit_csv()), "CANARY"));
}

TEST_CASE("score: json holds to its schema, text has a row a rule that fired, csv has a row a rule and group") {
    auto const card = sample_card();
    std::string out;
    write_score_json(run, card, out);
    check_schema("score", out);
    auto const root = json::parse(out);
    CHECK(root.at("rules").at(0).at("precision_strict").at("part") == 40);
    CHECK(root.at("rules").at(0).at("precision_strict").at("value") == 0.5);
    CHECK(root.at("rules").at(1).at("precision_strict").is_null());
    CHECK(root.at("gaps").at(0).at("carc") == "50");
    CHECK(root.at("groups").as_array().size() == 2);
    CHECK(root.at("drifts").at(0).at("from") == "2026-03");
    std::string empty;
    remit::score_tally const nothing{{}, {}};
    write_score_json(run, nothing.finish(), empty);
    check_schema("score", empty);

    std::string text;
    write_score_text(run, card, test::shipped_codes()->answers, {100, false}, text);
    check_width(text, 100);
    for (std::string_view const part :
         {"$38,000.00 of $42,750.00 denied was foreseen by a rule", "Without a finding: $1,900.00",
          "rule         sent right reason anyway /held            strict, lenient  caught  missed\n",
          "side-missing   80    40      0     40     0     50 (39-61), 50 (39-61)  38,000   1,900\n",
          "Denied, and no rule yet, the greatest first:\n  $2,850.00  3 lines  CARC 50 (Not medically",
          "as ORT-7 line 1", "payer 16003, 2026-03\nside-missing   40    40",
          "Drift: side-missing, payer 16003: denied as foreseen fell from 100% in 2026-03 to 0% in 2026-04.",
          "1 rule never fired and missed nothing.", "insufficient: under 30.\n", "as billed.\n"}) {
        CAPTURE(text);
        CAPTURE(part);
        CHECK(has(text, part));
    }
    std::string narrow;
    write_score_text(run, card, test::shipped_codes()->answers, {80, false}, narrow);
    check_width(narrow);
    CHECK(has(narrow, "side-missing\n"));

    std::string csv;
    write_score_csv(card, csv);
    CHECK(std::ranges::count(csv, '\n') == 1 + 2 + 2);
    CHECK(has(csv, "side-missing,,,85,80,40,0,40,2,0,3,"));
    CHECK(has(csv, "side-missing,16003,2026-04,"));
}

TEST_CASE("diff of remittances: json holds to its schema, text leads with money, csv has a row a change") {
    using test::denied_line;
    using test::told_paid_line;
    test::told_books const a{{told_paid_line("ORT-1", 95000),
                              denied_line("ORT-2", 50000, "4", remit::carc_class::denial_modifier, {"N519"}),
                              told_paid_line("ORT-3", 10000)}};
    test::told_books const b{
        {told_paid_line("ORT-2", 50000), told_paid_line("ORT-3", 10000), told_paid_line("ORT-4", 20000)}};
    auto const from = remit::diff_lines(a.outcomes, &a.submitted, a.remitted),
               to = remit::diff_lines(b.outcomes, &b.submitted, b.remitted);
    auto const diff = remit::diff_remittances(from, to);
    std::string out;
    write_diff_json(run, {"a.835", "b.835"}, diff, out);
    check_schema("diff", out);
    auto const root = json::parse(out);
    CHECK(root.at("packs").is_null());
    CHECK(root.at("remittances").at("same") == false);
    CHECK(root.at("remittances").at("changes").at(0).at("class") == "removed");
    CHECK(root.at("remittances").at("changes").at(1).at("gone") == json::array{"CO-4", "N519"});

    std::string text;
    write_diff_text({"a.835", "b.835"}, diff, {}, text);
    check_width(text);
    for (std::string_view const part :
         {"a.835 -> b.835", "paid -$250.00", "denied -> paid_as_billed: 1, +$500.00",
          "paid_as_billed -> no such line: 1, -$950.00", "disposition changed: claim ORT-2, line 1  L1833",
          "gone  CO-4, N519", "unchanged 1"}) {
        CAPTURE(part);
        CHECK(has(text, part));
    }
    std::string csv;
    write_diff_csv(diff, csv);
    CHECK(std::ranges::count(csv, '\n') == 4);

    std::string same;
    write_diff_text({"a", "a"}, remit::diff_remittances(from, from), {}, same);
    CHECK(has(same, "No difference in 3 lines."));
}

TEST_CASE("diff of packs: json holds to its schema, text names both packs and what the gate says") {
    std::vector<remit::score_rule> const scored{{"side-missing", {{"4", {}, "", {}}}}};
    std::vector<remit::pack_rule> const old_rules{{"side-missing", "error", "all", "c", "p", "t"}},
        new_rules{{"side-missing", "warning", "all", "c", "p", "t"}};
    remit::pack_comparison comparison{{{"core", "1", "aa11"}, scored, old_rules},
                                      {{"core", "2", "bb22"}, scored, new_rules}};
    remit::outcome_reason const modifier{"CO", "4", remit::carc_class::denial_modifier, {95000}};
    remit::score_flag const flag{0, ledger::finding_action::sent_unchanged};
    remit::score_line line;
    line.line = 0;
    line.claim = "ORT-1";
    line.number = "1";
    line.code = "L1833";
    line.payer = "16003";
    line.decided = remit::disposition::denied;
    line.charge = line.denied = {95000};
    line.reasons = {&modifier, 1};
    auto before = line;
    before.findings = {&flag, 1};
    remit::rule_bits scope{1};
    scope.set(0);
    remit::line_id const id = 7;
    comparison.add_claim({&id, 1}, {&before, 1}, {&scope, 1}, {&line, 1}, {&scope, 1});
    auto const diff = comparison.finish();
    remit::pack_gate gate;
    REQUIRE_FALSE(remit::parse_pack_gate("lost-tp-cents>0", gate));
    auto const failures = remit::gate_failures(gate, diff);
    std::string out;
    write_pack_diff_json(run, diff, failures, out);
    check_schema("diff", out);
    auto const root = json::parse(out);
    CHECK(root.at("packs").at("crossings").at("lost_tp").at("cents") == 95000);
    CHECK(root.at("packs").at("rules").at(0).at("changes") == json::array{"severity_changed"});
    CHECK(root.at("packs").at("failures").as_array().size() == 1);
    std::string text;
    write_pack_diff_text(diff, failures, {}, text);
    check_width(text);
    for (std::string_view const part :
         {"from  core 1, SHA-256 aa11", "to    core 2, SHA-256 bb22",
          "STOP  lost-tp-cents is 95000 on 1 line, more than 0.",
          "Lost: denied as a finding foresaw, and none does now: 1 line, $950.00.", "side-missing: severity changed",
          "lost tp: claim ORT-1, line 1, L1833, denied, $950.00; - side-missing"}) {
        CAPTURE(part);
        CHECK(has(text, part));
    }
    std::string csv;
    write_pack_diff_csv(diff, csv);
    CHECK(has(csv, "lost_tp,ORT-1,1,L1833,16003,denied,95000,,side-missing,0000000000000007"));
}

}  // namespace remit_reports_test
