// Recording what was checked and sent: idempotent by content, drafts fold into the next send, and all comes back as it went in.
#include <doctest/doctest.h>

#include "tests/support/ledger_books.hpp"

namespace ledger_submissions_test {

using namespace orthoscrub;
using ledger::finding_action;
using ledger::open_mode;
using ledger::submission_state;
using tests::submission_maker;

namespace {

constexpr std::string_view sha_a = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
constexpr std::string_view sha_b = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
constexpr std::string_view sha_c = "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc";
constexpr std::string_view print_1 = "11111111111111111111111111111111";
constexpr std::string_view print_2 = "22222222222222222222222222222222";
constexpr std::string_view print_3 = "33333333333333333333333333333333";

struct open_ledger {
    tests::ledger_folder folder;
    ledger::ledger book;
    open_ledger() { REQUIRE(book.open(folder.db(), "", open_mode::create).ok()); }
    ledger::record_summary add(ledger::submission_book const& claims, submission_state state) {
        ledger::record_summary summary;
        auto const result = book.record(claims, state, tests::test_run(), summary);
        CHECK_MESSAGE(result.ok(), result.message);
        return summary;
    }
    ledger::submission_book all() {
        ledger::submission_book claims;
        ledger::remittance_book remittances;
        REQUIRE(book.load_all(claims, remittances).ok());
        return claims;
    }
    ledger::ledger_status status() {
        ledger::ledger_status now;
        REQUIRE(book.status(now).ok());
        return now;
    }
    void verify() {
        std::vector<std::string> faults;
        REQUIRE(book.verify(faults).ok());
        for (auto const& fault : faults) FAIL_CHECK(fault);
    }
};

}  // namespace

TEST_CASE("a submission comes back as it was recorded") {
    open_ledger l;
    submission_maker m;
    m.file("/home/somebody/jan.837", sha_a);
    auto& first = m.claim("PCN-0001");
    first.tax_id = 11;
    first.members = {0xfedcba9876543210U, 22};
    first.patient = 33;
    first.last_name = 44;
    first.original_icn = "ICN1";
    m.other_payer("S", "60054").other_payer("T", "87726");
    auto& line = m.line("L1832", 80001, "PCN-0001-1");
    line.last_day = tests::day("2026-01-04");
    line.modifiers = {"RT", "", "KX", ""};
    m.finding("modifier-side", print_1).level = text::severity::warning;
    m.unchecked("same-similar").unchecked("prior-auth");
    m.line("L2397", 10050);
    m.unchecked("same-similar");
    m.finding("duplicate-claim", print_2, true).action = finding_action::suppressed;
    m.unchecked("duplicate-claim", true);
    m.claim("PCN-0002").set = "0002";
    m.line("A4467", 500);

    auto const summary = l.add(m.book, submission_state::sent);
    CHECK(summary.claims == 2);
    CHECK(summary.lines == 3);
    CHECK_FALSE(summary.known);
    l.verify();

    auto const got = l.all();
    REQUIRE(got.claims.size() == 2);
    REQUIRE(got.lines.size() == 3);
    REQUIRE(got.files.size() == 1);
    CHECK(got.files[0].path == "jan.837");
    CHECK(got.files[0].sha256 == sha_a);
    auto const& want = m.book.claims[0];
    auto const& c = got.claims[0];
    CHECK(c.id == 1);
    CHECK(c.ordinal == 1);
    for (auto const part :
         {&ledger::submitted_claim::control_number, &ledger::submitted_claim::frequency,
          &ledger::submitted_claim::place, &ledger::submitted_claim::original_icn,
          &ledger::submitted_claim::billing_npi, &ledger::submitted_claim::sequence, &ledger::submitted_claim::payer_id,
          &ledger::submitted_claim::profile, &ledger::submitted_claim::payer_class, &ledger::submitted_claim::state,
          &ledger::submitted_claim::set_reference, &ledger::submitted_claim::interchange,
          &ledger::submitted_claim::group, &ledger::submitted_claim::set})
        CHECK(c.*part == want.*part);
    CHECK(c.tax_id == 11);
    CHECK(c.members == want.members);
    CHECK(c.patient == 33);
    CHECK(c.last_name == 44);
    CHECK(c.submitted == want.submitted);
    CHECK(c.charge.cents == 90051);
    CHECK(c.first_day == want.first_day);
    REQUIRE(c.other_payers.count == 2);
    CHECK(got.other_payers[1].sequence == "T");
    CHECK(got.other_payers[1].payer_id == "87726");
    CHECK(got.claims[1].set == "0002");
    auto const& l1 = got.lines[0];
    CHECK(l1.claim == 0);
    CHECK(l1.number == "1");
    CHECK(l1.control_number == "PCN-0001-1");
    CHECK(l1.code == "L1832");
    CHECK(l1.modifiers == m.book.lines[0].modifiers);
    CHECK(l1.charge.cents == 80001);
    CHECK(l1.units.thousandths == 1000);
    CHECK(l1.last_day == tests::day("2026-01-04"));
    CHECK(got.lines[1].last_day == got.lines[1].first_day);
    REQUIRE(got.findings.size() == 2);
    CHECK(got.findings[0].rule == "modifier-side");
    CHECK(got.findings[0].line == 0);
    CHECK(got.findings[0].fingerprint == print_1);
    CHECK(got.findings[0].level == text::severity::warning);
    CHECK(got.findings[0].pack_sha256 == tests::test_run().pack_sha256);
    CHECK(got.findings[1].line == ledger::absent);
    CHECK(got.findings[1].action == finding_action::suppressed);
    REQUIRE(got.unchecked.size() == 4);
    CHECK(got.unchecked[1].rule == "prior-auth");
    CHECK(got.unchecked[2].line == 1);
    CHECK(got.unchecked[3].line == ledger::absent);
    CHECK(got.unchecked[3].rule == "duplicate-claim");
}

TEST_CASE("the same bytes in the same state change nothing, and a draft of what was sent neither") {
    open_ledger l;
    submission_maker m;
    m.file("a.837", sha_a);
    m.claim("A1");
    m.line("L1832", 80000);
    CHECK_FALSE(l.add(m.book, submission_state::draft).known);
    CHECK(l.add(m.book, submission_state::draft).known);
    CHECK(l.status().drafts == 1);
    CHECK_FALSE(l.add(m.book, submission_state::sent).known);
    CHECK(l.status().drafts == 0);
    CHECK(l.add(m.book, submission_state::sent).known);
    CHECK(l.add(m.book, submission_state::draft).known);
    CHECK(l.status().claims == 1);
    CHECK(l.status().drafts == 0);
    CHECK(l.status().files == 1);
    l.verify();
}

TEST_CASE("a file in parts is recorded as one in whole, and undone when its hash is known") {
    open_ledger l;
    submission_maker one, two;
    one.claim("A1");
    one.line("L1832", 80000);
    one.finding("r", print_1);
    two.claim("A2");
    two.line("L1833", 70000);
    two.finding("r", print_2);
    for (bool const again : {false, true}) {
        REQUIRE(l.book.begin_file(submission_state::sent, tests::test_run()).ok());
        REQUIRE(l.book.add_claims(one.book).ok());
        REQUIRE(l.book.add_claims(two.book).ok());
        ledger::record_summary summary;
        REQUIRE(l.book.finish_file({"parts.837", sha_a}, summary).ok());
        CHECK(summary.known == again);
        CHECK(summary.claims == (again ? 0 : 2));
        auto const got = l.all();
        REQUIRE(got.claims.size() == 2);
        CHECK(got.findings[1].claim == 1);
        CHECK(got.findings[1].line == 1);
        l.verify();
    }
    ledger::record_summary summary;
    CHECK_FALSE(l.book.finish_file({"parts.837", sha_b}, summary).ok());
    CHECK_FALSE(l.book.add_claims(one.book).ok());
}

TEST_CASE("a claim that was sent in another file stays as it was; a claim sent twice in one file is two") {
    open_ledger l;
    submission_maker m;
    m.file("a.837", sha_a);
    m.claim("A1");
    m.line("L1832", 80000);
    m.claim("A1");
    m.line("L1832", 80000);
    CHECK(l.add(m.book, submission_state::sent).claims == 2);
    submission_maker again;
    again.file("b.837", sha_b);
    again.claim("A1");
    again.line("L1832", 90000);
    again.claim("A1").set_reference = "B0002";
    again.line("L1832", 95000);
    again.claim("A1").submitted = tests::day("2026-02-01");
    again.line("L1832", 96000);
    auto const summary = l.add(again.book, submission_state::sent);
    CHECK(summary.known_claims == 1);
    CHECK(summary.claims == 2);
    CHECK(l.status().claims == 4);
    l.verify();
}

TEST_CASE("findings of drafts become actions of what was sent") {
    struct row {
        finding_action draft;
        bool stands;
        finding_action recorded;
    };
    for (auto const& r :
         {row{finding_action::sent_unchanged, true, finding_action::sent_unchanged},
          row{finding_action::sent_unchanged, false, finding_action::fixed},
          row{finding_action::fixed, false, finding_action::fixed},
          row{finding_action::fixed, true, finding_action::sent_unchanged},
          row{finding_action::held, true, finding_action::held}, row{finding_action::held, false, finding_action::held},
          row{finding_action::suppressed, true, finding_action::suppressed},
          row{finding_action::suppressed, false, finding_action::suppressed}}) {
        CAPTURE(to_string(r.draft));
        CAPTURE(r.stands);
        open_ledger l;
        submission_maker draft, sent;
        draft.file("a.837", sha_a);
        draft.claim("A1").set_reference = "DRAFT";
        draft.line("L1832", 80000, "R1");
        draft.line("L2397", 100, "R2");
        draft.finding("side", print_1).action = r.draft;
        l.add(draft.book, submission_state::draft);
        CHECK(l.all().claims.empty());
        sent.file("b.837", sha_b);
        sent.claim("A1");
        sent.line("L2397", 100, "R2");
        if (r.stands) sent.finding("side", print_1);
        sent.line("L1832", 80000, "R1");
        sent.finding("other", print_3);
        auto const summary = l.add(sent.book, submission_state::sent);
        CHECK(summary.drafts == 1);
        CHECK(summary.fixed == (r.recorded == finding_action::fixed ? 1 : 0));
        auto const got = l.all();
        REQUIRE(got.findings.size() == 2);
        CHECK(got.findings[0].rule == "side");
        CHECK(got.findings[0].line == 0);
        CHECK(got.findings[0].fingerprint == print_1);
        CHECK(got.findings[0].action == r.recorded);
        CHECK(got.findings[1].rule == "other");
        CHECK(got.findings[1].action == finding_action::sent_unchanged);
        CHECK(l.status().drafts == 0);
        l.verify();
    }
}

TEST_CASE("all drafts of a claim fold, those of another claim stay") {
    open_ledger l;
    int n = 0;
    for (auto const* const print : {print_1.data(), print_2.data()}) {
        submission_maker draft;
        draft.file("d.837", n++ == 0 ? sha_a : sha_b);
        draft.claim("A1");
        draft.line("L1832", 80000, "GONE");
        draft.finding("side", print);
        draft.claim("A1").frequency = "7";
        draft.line("L1832", 80000);
        draft.claim("A1").payer_id = "OTHER";
        draft.line("L1832", 80000);
        l.add(draft.book, submission_state::draft);
    }
    CHECK(l.status().drafts == 6);
    submission_maker sent;
    sent.file("s.837", sha_c);
    sent.claim("A1");
    sent.line("L1832", 80000, "NEW");
    CHECK(l.add(sent.book, submission_state::sent).fixed == 2);
    CHECK(l.status().drafts == 4);
    auto const got = l.all();
    REQUIRE(got.findings.size() == 2);
    CHECK(got.findings[0].line == ledger::absent);
    CHECK(got.findings[1].fingerprint == print_2);
    l.verify();
}

TEST_CASE("acknowledgments reach their claims once; the last word decides") {
    open_ledger l;
    submission_maker m;
    m.file("a.837", sha_a);
    m.claim("A1");
    m.line("L1832", 80000, "R1");
    m.claim("A2");
    m.line("L1832", 80000, "R2");
    l.add(m.book, submission_state::sent);
    std::vector<ledger::recorded_acknowledgment> words(4);
    words[0].interchange = "000000101";
    words[0].source = "999";
    words[0].category = "A";
    words[0].day = tests::day("2026-01-06");
    words[1].control_number = "A1";
    words[1].icn = "ICN77";
    words[1].source = "277CA";
    words[1].category = "A2";
    words[1].day = tests::day("2026-01-07");
    words[2].control_number = "A2";
    words[2].source = "277CA";
    words[2].category = "A7";
    words[2].status = "453";
    words[2].line_control = "R2";
    words[2].day = tests::day("2026-01-07");
    words[2].rejects = true;
    words[3] = words[2];
    words[3].line_control = {};
    words.emplace_back().control_number = "UNSENT";
    ledger::acknowledgment_summary summary;
    REQUIRE(l.book.record(words, summary).ok());
    CHECK(summary.recorded == 5);
    CHECK(summary.unmatched == 1);
    REQUIRE(l.book.record(words, summary).ok());
    CHECK(summary.recorded == 0);
    CHECK(summary.known == 5);
    auto const got = l.all();
    CHECK(got.claims[0].state_at_front == ledger::front_end::accepted);
    CHECK(got.claims[1].state_at_front == ledger::front_end::rejected);
    REQUIRE(got.claims[0].icns.count == 1);
    CHECK(got.icns[got.claims[0].icns.first] == "ICN77");
    CHECK(got.claims[1].icns.count == 0);
    REQUIRE(got.claims[1].statuses.count == 3);
    CHECK(got.statuses[got.claims[1].statuses.first + 1].line == 1);
    CHECK(got.statuses[got.claims[1].statuses.first + 1].status == "453");
    l.verify();
}

}  // namespace ledger_submissions_test
