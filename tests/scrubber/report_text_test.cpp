// The words of the text report: cards, places, answers, totals.
#include <doctest/doctest.h>

#include "scrubber/codes/answer_tables.hpp"
#include "scrubber/report/report.hpp"
#include "scrubber/report/text_card.hpp"

namespace report_text_test {

using namespace orthoscrub;
using namespace orthoscrub::scrub;

namespace {

/// Tables of two codes; the texts live as long as the object.
struct few_answers {
    table_load load;
    answer_tables tables;
    few_answers() {
        load.source = [](std::string_view path) -> std::optional<std::string_view> {
            if (path == "codes/carc.csv")
                return "# table: carc; release: 2026-11; coverage: excerpt; sources: "
                       "S34\ncode,meaning,usual_group,sources\n4,Modifier missing,CO,S34\n";
            if (path == "codes/rarc.csv")
                return "# table: rarc; release: 2026-11; coverage: excerpt; sources: "
                       "S34\ncode,meaning,alert,sources\nN822,Modifier not there,no,S34\n";
            if (path == "codes/group_codes.csv")
                return "# table: group_codes; release: 2026-11; sources: S34\ncode,meaning,bears,sources\n";
            if (path == "codes/claim_status.csv")
                return "# table: claim_status; release: 2026-11; coverage: excerpt; sources: "
                       "X12-508\nkind,code,meaning,rejects\ncategory,A7,rejected,yes\nstatus,453,modifier,\n";
            return std::nullopt;
        };
        tables.read(load);
    }
};

}  // namespace

TEST_CASE("paragraphs break at blanks, hang below their head, and lose no word") {
    std::string out;
    append_wrapped("  do  ", "Add the side of the limb that was fitted.", 24, out);
    CHECK(out == "  do  Add the side of\n      the limb that was\n      fitted.\n");
    out.clear();
    append_wrapped("x ", "a-word-that-is-longer-than-the-line b", 12, out);
    CHECK(out == "x a-word-that-is-longer-than-the-line\n  b\n");
    out.clear();
    append_wrapped("x ", "two\nlines\tand  blanks", 80, out);
    CHECK(out == "x two lines and blanks\n");
}

TEST_CASE("a place is said by box, loop, element, segment and byte, as far as each applies") {
    finding_view f;
    f.at = {1204, 27, 25, text::pack_id("SV1"), text::loop_id::l2400, 1, 0, 3};
    f.box = "24D";
    CHECK(place_words(f) == "box 24D; 2400 SV101-3; segment 27, byte 1204");
    f.box = "";
    f.at = {9, 3, 1, text::pack_id("SE"), text::loop_id::heading, 10, 0, 0};
    CHECK(place_words(f) == "SE10; segment 3, byte 9");
    f.at = {7, 0, 0, 0, text::loop_id::none, 0, 0, 0};
    CHECK(place_words(f) == "byte 7");
}

TEST_CASE("answers carry the meaning of codes the tables know, and the bare code of others") {
    few_answers const answers;
    grammars::prediction p;
    p.carc = "4";
    p.rarcs = {"N822", "X1"};
    CHECK(answer_words(p, answers.tables) == "CARC 4 (Modifier missing), RARC N822 (Modifier not there), RARC X1");
    p = {};
    p.group = "CO";
    p.carc = "999";
    p.status = "A7:453";
    CHECK(answer_words(p, answers.tables) == "CO-999, 277CA A7:453 (rejected; modifier)");
    p = {};
    p.guide_reply = "I6";
    CHECK(answer_words(p, answers.tables) == "999 I6");
    p.guide_segment = "DTP";
    CHECK(answer_words(p, answers.tables) == "999 I6 for DTP");
}

TEST_CASE("the word on the screen says severity, and for warnings whether the program can repair it") {
    using grammars::fix_level;
    using text::severity;
    CHECK(screen_word(severity::error, fix_level::safe) == "STOP");
    CHECK(screen_word(severity::warning, fix_level::safe) == "FIX");
    CHECK(screen_word(severity::warning, fix_level::unsafe) == "FIX");
    CHECK(screen_word(severity::warning, fix_level::show) == "CHECK");
    CHECK(screen_word(severity::warning, fix_level::none) == "CHECK");
    CHECK(screen_word(severity::note, fix_level::safe) == "NOTE");
}

TEST_CASE("color surrounds the word and changes nothing else") {
    few_answers const answers;
    finding_view f;
    f.rule = "some-rule";
    f.message = "Something is wrong.";
    std::string plain, colored;
    make_text_report(answers.tables, {80, false})->render(f, plain);
    make_text_report(answers.tables, {80, true})->render(f, colored);
    CHECK(plain.starts_with("STOP   some-rule\n"));
    CHECK(colored == "\x1b[1;31mSTOP\x1b[0m" + plain.substr(4));
}

TEST_CASE("a file ends with dollars, counts, and what was not checked") {
    few_answers const answers;
    auto const report = make_text_report(answers.tables, {80, false});
    file_result file;
    file.path = "day.837";
    file.transaction_sets = 1;
    file.counts.claims = 2;
    file.counts.lines = 1500;
    file.counts.stake_cents = 123450;
    file.counts.stake_lines = 1;
    file.counts.stake_claims = 1;
    file.counts.errors = 1;
    file.not_checked.push_back({"icd10-invalid", "the official file is not loaded", 2});
    std::string out;
    report->end_file(file, out);
    CHECK(out.find("day.837: 2 claims, 1,500 lines in 1 transaction set.\n") != std::string::npos);
    CHECK(out.find("$1,234.50 at stake on 1 of 1,500 lines, in 1 of 2 claims.\n") != std::string::npos);
    CHECK(out.find("1 finding: 1 error (STOP), 0 warnings") != std::string::npos);
    CHECK(out.find("Not checked, which is not the same as passed:\n  icd10-invalid: the official file is not "
                   "loaded (2 times)\n") != std::string::npos);
}

TEST_CASE("a finding told once for many places says how often") {
    few_answers const answers;
    finding_view f;
    f.rule = "x12-trailing-separator";
    f.level = text::severity::note;
    f.message = "Separators stand before terminators.";
    f.count = 12;
    std::string out;
    make_text_report(answers.tables, {80, false})->render(f, out);
    CHECK(out.find("12 times\n") != std::string::npos);
}

TEST_CASE("concise is one line whatever the values hold") {
    finding_claim const claim{"A\n1", 1, "0001", "unknown", {}};
    finding_view f;
    f.file = "day.837";
    f.rule = "some-rule";
    f.claim = &claim;
    f.at.segment = 7;
    f.message = "two\nlines";
    std::string out;
    make_concise_report()->render(f, out);
    CHECK(out == "day.837:7: error some-rule A 1 two lines\n");
}

TEST_CASE("amounts and counts are written for people") {
    CHECK(dollars(0) == "$0.00");
    CHECK(dollars(5) == "$0.05");
    CHECK(dollars(-123456789) == "-$1,234,567.89");
    CHECK(dollars(INT64_MIN) == "-$92,233,720,368,547,758.08");
    CHECK(counted(1, "claim", "claims") == "1 claim");
    CHECK(counted(1000, "claim", "claims") == "1,000 claims");
}

}  // namespace report_text_test
