// Remittances in the ledger: recorded once, read back whole, and found again with the submissions that bear on them.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/ledger_books.hpp"

namespace ledger_remittances_test {

using namespace orthoscrub;
using ledger::open_mode;
using ledger::submission_state;
using tests::remittance_maker;
using tests::submission_maker;

namespace {

constexpr std::string_view sha_a = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
constexpr std::string_view sha_b = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

struct open_ledger {
    tests::ledger_folder folder;
    ledger::ledger book;
    open_ledger() { REQUIRE(book.open(folder.db(), "", open_mode::create).ok()); }
    void send(ledger::submission_book const& claims) {
        ledger::record_summary summary;
        REQUIRE(book.record(claims, submission_state::sent, tests::test_run(), summary).ok());
    }
    ledger::remit_summary add(ledger::remittance_book& remittances) {
        ledger::remit_summary summary;
        auto const result = book.record(remittances, summary);
        CHECK_MESSAGE(result.ok(), result.message);
        return summary;
    }
    void match(std::int64_t remitted, std::int64_t submitted) {
        ledger::result_book results;
        results.matches.push_back(
            {remitted, submitted, submitted == 0 ? "unmatched" : "matched", 90, false, false, {}});
        REQUIRE(book.record(results).ok());
    }
    void verify() {
        std::vector<std::string> faults;
        REQUIRE(book.verify(faults).ok());
        for (auto const& fault : faults) FAIL_CHECK(fault);
    }
};

std::string controls(ledger::submission_book const& book) {
    std::string all;
    for (auto const& c : book.claims) (all += c.control_number) += ' ';
    return all;
}

std::string controls(ledger::remittance_book const& book) {
    std::string all;
    for (auto const& c : book.claims) (all += c.control_number) += ' ';
    return all;
}

}  // namespace

TEST_CASE("a remittance comes back as it was recorded, and only once") {
    open_ledger l;
    remittance_maker m;
    auto& r = m.remittance(sha_a);
    r.total = {64000};
    r.payee_tax_id = 55;
    r.profile = "dme_mac_c";
    auto& c = m.claim("PCN-0001", "ICN1");
    c.members = {0xfedcba9876543210U, 2, 3};
    c.last_name = 4;
    c.crossover = true;
    c.lines_balanced = false;
    c.interest = model::money{12};
    c.image = 0xffffffffffffffffU;
    c.first_day = c.last_day = tests::day("2026-01-02");
    m.book.remarks = {"MA01", "MA13"};
    c.remarks = {0, 2};
    auto& line = m.line("L1832", 80000, 64000, "PCN-0001-1");
    line.submitted = {"HC", "L1833", {"", "", "", "KX"}};
    line.original_units = model::quantity{2000};
    line.allowed = model::money{80000};
    line.balanced = false;
    m.book.adjustments.push_back({"PR", "2", {-5}, {1000}});
    line.adjustments.count = 2;
    m.book.remarks.push_back("N822");
    line.remarks = {2, 1};
    m.book.policies.push_back("L33686");
    line.policies = {0, 1};
    m.line("L2397", 100, 100);
    m.claim("PCN-0002");
    m.book.provider_adjustments.push_back({"1234567893", tests::day("2026-12-31"), "WO", "ICN9", {-700}, {}});
    m.book.remittances[0].provider_adjustments = {0, 1};
    m.book.breaks.push_back({ledger::balance_break::level::line, 0, 0, 0, {1}, {2}, {}});
    m.book.breaks[0].at.element = 3;
    m.book.provider_adjustments[0].at.element = 5;
    auto const added = l.add(m.book);
    CHECK(added.remittances == 1);
    CHECK(added.claims == 2);
    CHECK(added.lines == 2);
    CHECK(m.book.claims[1].id == 2);
    CHECK(m.book.lines[1].id == 2);
    l.verify();

    ledger::submission_book claims;
    ledger::remittance_book got;
    REQUIRE(l.book.load_all(claims, got).ok());
    REQUIRE(got.remittances.size() == 1);
    REQUIRE(got.claims.size() == 2);
    REQUIRE(got.lines.size() == 2);
    auto const &a = got.remittances[0], &b = m.book.remittances[0];
    CHECK(a.content == sha_a);
    CHECK(a.total == b.total);
    CHECK(a.payer_id == b.payer_id);
    CHECK(a.payer_name == b.payer_name);
    CHECK(a.profile == b.profile);
    CHECK(a.payee_npi == b.payee_npi);
    CHECK(a.payee_tax_id == 55);
    CHECK(a.trace == b.trace);
    CHECK(a.paid_on == b.paid_on);
    CHECK(a.produced == b.produced);
    CHECK(a.claims.count == 2);
    auto const& claim = got.claims[0];
    CHECK(claim.at.byte == 100);
    CHECK(claim.at.id == text::pack_id("CLP"));
    CHECK(claim.icn == "ICN1");
    CHECK(claim.members == m.book.claims[0].members);
    CHECK(claim.last_name == 4);
    CHECK(claim.crossover);
    CHECK(claim.balanced);
    CHECK_FALSE(claim.lines_balanced);
    CHECK(claim.interest->cents == 12);
    CHECK(claim.image == 0xffffffffffffffffU);
    REQUIRE(claim.remarks.count == 2);
    CHECK(got.remarks[claim.remarks.first + 1] == "MA13");
    CHECK_FALSE(got.claims[1].interest);
    auto const& l1 = got.lines[0];
    CHECK(l1.adjudicated.code == "L1832");
    CHECK(l1.adjudicated.modifiers == m.book.lines[0].adjudicated.modifiers);
    CHECK(l1.submitted.code == "L1833");
    CHECK(l1.original_units->thousandths == 2000);
    CHECK(l1.allowed->cents == 80000);
    CHECK_FALSE(l1.balanced);
    REQUIRE(l1.adjustments.count == 2);
    auto const& adjustment = got.adjustments[l1.adjustments.first + 1];
    CHECK(adjustment.group == "PR");
    CHECK(adjustment.reason == "2");
    CHECK(adjustment.amount.cents == -5);
    CHECK(adjustment.units.thousandths == 1000);
    REQUIRE(l1.remarks.count == 1);
    CHECK(got.remarks[l1.remarks.first] == "N822");
    REQUIRE(l1.policies.count == 1);
    CHECK(got.policies[0] == "L33686");
    CHECK(got.lines[1].submitted.empty());
    CHECK(got.lines[1].adjustments.count == 0);
    CHECK_FALSE(got.lines[1].original_units);
    REQUIRE(got.provider_adjustments.size() == 1);
    CHECK(got.provider_adjustments[0].reference == "ICN9");
    CHECK(got.provider_adjustments[0].amount.cents == -700);
    REQUIRE(got.breaks.size() == 1);
    CHECK(got.breaks[0].line == 0);
    CHECK(got.breaks[0].at.element == 3);
    CHECK(got.breaks[0].at.loop == text::loop_id::l2110);
    CHECK(got.provider_adjustments[0].at.element == 5);
    CHECK(got.breaks[0].found.cents == 2);

    remittance_maker again;
    again.remittance(sha_a);
    again.claim("PCN-0001", "ICN1");
    again.line("L1832", 80000, 64000);
    again.line("L2397", 100, 100);
    again.claim("PCN-0002");
    REQUIRE(l.book.find_known(again.book).ok());
    CHECK(again.book.remittances[0].id == 1);
    CHECK(again.book.claims[1].id == 2);
    CHECK(again.book.lines[1].id == 2);
    auto const second = l.add(again.book);
    CHECK(second.known == 1);
    CHECK(second.claims == 0);
    l.verify();
}

TEST_CASE("load_related finds every kind of candidate and nothing else") {
    struct row {
        char const* what;
        char const* control;
        char const* icn;
        char const* original;
        ledger::person_hash member;
        char const* found;
    };
    open_ledger l;
    submission_maker m;
    for (auto const* const control :
         {"PCN-000100", "PCN-0001", "PCN-0002", "pcn 0003", "00777", "SHORT", "SHORTER", "ABCDEFGHIJ", "0000"}) {
        m.claim(control).members = {};
        m.line("L1832", 80000);
    }
    m.book.claims[4].members = {99, 98};
    m.book.claims[6].original_icn = "OLD7";
    m.book.icns = {"ICN5"};
    m.book.claims[5].icns = {0, 1};
    l.send(m.book);
    submission_maker draft;
    draft.file("draft.837", sha_b);
    draft.claim("DRAFT-ONLY");
    ledger::record_summary summary;
    REQUIRE(l.book.record(draft.book, submission_state::draft, tests::test_run(), summary).ok());
    for (auto const& r :
         {row{"equal and beginning", "PCN-0001", "", "", 0, "PCN-000100 PCN-0001 "},
          row{"begun by", "PCN-0001009", "", "", 0, "PCN-000100 PCN-0001 "},
          row{"folded", "PCN-0003", "", "", 0, "pcn 0003 "}, row{"leading zeros", "777", "", "", 0, "00777 "},
          row{"too short to begin another", "SHORT", "", "", 0, "SHORT "},
          row{"known claim number", "X", "ICN5", "", 0, "SHORT "},
          row{"known original number", "X", "", "ICN5", 0, "SHORT "}, row{"second member", "X", "", "", 98, "00777 "},
          row{"cut", "ABCDEFGH", "", "", 0, "ABCDEFGHIJ "},
          row{"the number that a submission quotes", "X", "OLD7 ", "", 0, "SHORTER "},
          row{"zeros alone", "0000 ", "", "", 0, "0000 "}, row{"a draft", "DRAFT-ONLY", "", "", 0, ""},
          row{"nothing", "", "", "", 0, ""}}) {
        CAPTURE(r.what);
        remittance_maker era;
        era.remittance(sha_a);
        auto& c = era.claim(r.control, r.icn);
        c.original_icn = r.original;
        c.members[2] = r.member;
        ledger::submission_book submissions;
        ledger::remittance_book earlier;
        REQUIRE(l.book.load_related(era.book, submissions, earlier).ok());
        CHECK(controls(submissions) == r.found);
        CHECK(earlier.claims.empty());
        for (auto const& line : submissions.lines) CHECK(submissions.claims[line.claim].lines.count == 1);
    }
}

TEST_CASE("claims near and far apart come back with their own lines, findings and unchecked rules") {
    open_ledger l;
    submission_maker m;
    for (int i = 0; i < 120; ++i) {
        m.claim("CLAIM-" + std::to_string(1000 + i)).members = {};
        if (i % 7 == 0) m.finding("of-claim", std::string(32, 'a'), true);
        for (int line = 0; line < i % 4; ++line) {
            m.line("L" + std::to_string(1000 + i), 100 + i, "R" + std::to_string(i) + "-" + std::to_string(line));
            if ((i + line) % 3 == 0) m.finding("of-line-" + std::to_string(i), std::string(32, 'b'));
            if (i % 5 == 0) m.unchecked("unchecked-" + std::to_string(i));
        }
        if (i % 10 == 0) m.unchecked("unchecked-claim", true);
    }
    std::ranges::stable_sort(m.book.findings, {}, [](auto const& f) { return std::pair{f.claim, f.line}; });
    l.send(m.book);
    for (int const step : {1, 2, 4, 5, 6, 17}) {
        CAPTURE(step);
        remittance_maker era;
        era.remittance(sha_a);
        for (int i = 0; i < 120; i += step) era.claim("CLAIM-" + std::to_string(1000 + i));
        ledger::submission_book got;
        ledger::remittance_book earlier;
        REQUIRE(l.book.load_related(era.book, got, earlier).ok());
        REQUIRE(got.claims.size() == era.book.claims.size());
        std::size_t lines = 0, finding = 0, unchecked = 0;
        for (std::size_t row = 0; row < got.claims.size(); ++row) {
            auto const source = row * static_cast<std::size_t>(step);
            auto const &want = m.book.claims[source], &have = got.claims[row];
            CHECK(have.control_number == want.control_number);
            REQUIRE(have.lines.count == want.lines.count);
            for (std::uint32_t line = 0; line < have.lines.count; ++line, ++lines) {
                auto const& at = got.lines[have.lines.first + line];
                CHECK(at.claim == row);
                CHECK(at.control_number == m.book.lines[want.lines.first + line].control_number);
            }
            auto const place = [](ledger::submitted_claim const& c, std::uint32_t line) {
                return line == ledger::absent ? line : line - c.lines.first;
            };
            for (auto const& f : m.book.findings) {
                if (f.claim != source) continue;
                REQUIRE(finding < got.findings.size());
                CHECK(got.findings[finding].claim == row);
                CHECK(got.findings[finding].rule == f.rule);
                CHECK(place(have, got.findings[finding].line) == place(want, f.line));
                ++finding;
            }
            for (auto const& u : m.book.unchecked) {
                if (u.claim != source) continue;
                REQUIRE(unchecked < got.unchecked.size());
                CHECK(got.unchecked[unchecked].rule == u.rule);
                CHECK(place(have, got.unchecked[unchecked].line) == place(want, u.line));
                ++unchecked;
            }
        }
        CHECK(lines == got.lines.size());
        CHECK(finding == got.findings.size());
        CHECK(unchecked == got.unchecked.size());
    }
}

TEST_CASE("load_related brings the earlier answers of a claim, also under another control number") {
    open_ledger l;
    submission_maker m;
    for (auto const* const control : {"A1", "B1", "C1", "D1"}) {
        m.claim(control).members = {};
        m.line("L1832", 80000);
    }
    l.send(m.book);
    remittance_maker first;
    first.remittance(sha_a);
    first.claim("a1", "ICN-A");
    first.claim("LOST", "ICN-L");
    first.claim("C1", "ICN-C");
    first.line("L1832", 80000, 0);
    l.add(first.book);
    l.match(1, 1);
    l.match(2, 1);
    l.match(3, 3);

    remittance_maker second;
    second.remittance(sha_b);
    second.claim("A1", "ICN-A2");
    ledger::submission_book submissions;
    ledger::remittance_book earlier;
    REQUIRE(l.book.load_related(second.book, submissions, earlier).ok());
    CHECK(controls(submissions) == "A1 ");
    CHECK(controls(earlier) == "a1 LOST ");
    REQUIRE(submissions.claims[0].icns.count == 2);
    CHECK(submissions.icns[0] == "ICN-A");
    CHECK(earlier.remittances.size() == 1);
    CHECK(earlier.claims[1].remittance == 0);

    remittance_maker by_number;
    by_number.remittance(sha_b);
    by_number.claim("Z9", "ICN-C");
    submissions.clear();
    earlier.clear();
    REQUIRE(l.book.load_related(by_number.book, submissions, earlier).ok());
    CHECK(controls(submissions) == "C1 ");
    CHECK(controls(earlier) == "C1 ");
    CHECK(earlier.lines.size() == 1);

    submissions.clear();
    earlier.clear();
    remittance_maker known;
    known.remittance(sha_a);
    known.claim("a1", "ICN-A");
    known.claim("LOST", "ICN-L");
    known.claim("C1", "ICN-C");
    known.line("L1832", 80000, 0);
    REQUIRE(l.book.find_known(known.book).ok());
    REQUIRE(l.book.load_related(known.book, submissions, earlier).ok());
    CHECK(controls(submissions) == "A1 C1 ");
    CHECK(earlier.claims.empty());
}

TEST_CASE("load_open lists what was sent and never answered") {
    open_ledger l;
    submission_maker m;
    m.claim("A1");
    m.claim("B1");
    m.claim("C1").submitted = tests::day("2026-02-01");
    l.send(m.book);
    remittance_maker era;
    era.remittance(sha_a);
    era.claim("A1");
    era.claim("B1");
    l.add(era.book);
    l.match(1, 1);
    l.match(2, 0);
    ledger::submission_book open;
    REQUIRE(l.book.load_open({}, open).ok());
    CHECK(controls(open) == "B1 C1 ");
    open.clear();
    REQUIRE(l.book.load_open(tests::day("2026-01-31"), open).ok());
    CHECK(controls(open) == "B1 ");
}

TEST_CASE("results are recorded in the place of those before") {
    open_ledger l;
    submission_maker m;
    m.claim("A1");
    m.line("L1832", 80000);
    m.claim("A2");
    m.line("L1832", 80000);
    l.send(m.book);
    remittance_maker era;
    era.remittance(sha_a);
    era.claim("A1", "ICN1");
    era.line("L1832", 80000, 0);
    l.add(era.book);

    ledger::result_book results;
    results.evidence = {{"control_number_equal", 50}, {"charge_differs", -20}};
    results.matches = {{1, 1, "matched", 95, true, false, {0, 2}}};
    results.line_matches = {{1, 1, "L1", 100, false, true}};
    results.reasons = {{"CO", "16", "denial.modifier", {80000}}};
    results.remarks = {{"N822", false, false}, {"MA13", true, true}};
    ledger::recorded_outcome o;
    o.claim = o.line = o.remitted_claim = o.remitted_line = 1;
    o.payer = "19003";
    o.disposition = "denied";
    o.lifecycle = "original";
    o.flags = 5;
    o.amounts[0] = o.amounts[7] = {80000};
    o.reasons = {0, 1};
    o.remarks = {0, 2};
    o.tier = "L1";
    o.decided_on = o.first_decided_on = tests::day("2026-01-20");
    results.outcomes = {o};
    results.verdicts = {{1, 1, "19003", "modifier-side", "right", {80000}}};
    for (int i = 0; i < 2; ++i) {
        REQUIRE(l.book.record(results).ok());
        ledger::result_book got;
        REQUIRE(l.book.load_results(got).ok());
        REQUIRE(got.matches.size() == 1);
        CHECK(got.matches[0].identical_resubmission);
        REQUIRE(got.matches[0].evidence.count == 2);
        CHECK(got.evidence[1].kind == "charge_differs");
        CHECK(got.evidence[1].points == -20);
        REQUIRE(got.line_matches.size() == 1);
        CHECK(got.line_matches[0].tier == "L1");
        CHECK(got.line_matches[0].indistinguishable);
        REQUIRE(got.outcomes.size() == 1);
        CHECK(got.outcomes[0].disposition == "denied");
        CHECK(got.outcomes[0].amounts == o.amounts);
        CHECK(got.outcomes[0].flags == 5);
        CHECK(got.outcomes[0].decided_on == o.decided_on);
        REQUIRE(got.outcomes[0].reasons.count == 1);
        CHECK(got.reasons[0].kind == "denial.modifier");
        CHECK(got.reasons[0].amount.cents == 80000);
        REQUIRE(got.outcomes[0].remarks.count == 2);
        CHECK(got.remarks[1].of_claim);
        CHECK(got.remarks[1].alert);
        std::vector<ledger::track_record_row> track;
        REQUIRE(l.book.track_record(track).ok());
        REQUIRE(track.size() == 1);
        CHECK(track[0].rule == "modifier-side");
        CHECK(track[0].lines == 1);
        CHECK(track[0].amount.cents == 80000);
        l.verify();
    }
    // The remitted claim turns out to answer the other submission: the first has no outcome left.
    results.matches[0].submitted_claim = 2;
    results.line_matches[0].submitted_line = 2;
    results.outcomes[0].claim = results.outcomes[0].line = 2;
    results.verdicts.clear();
    REQUIRE(l.book.record(results).ok());
    ledger::result_book got;
    REQUIRE(l.book.load_results(got).ok());
    REQUIRE(got.outcomes.size() == 1);
    CHECK(got.outcomes[0].claim == 2);
    CHECK(got.verdicts.empty());
    l.verify();
}

TEST_CASE("what is not committed is not there") {
    open_ledger l;
    remittance_maker era;
    era.remittance(sha_a);
    era.claim("A1");
    REQUIRE(l.book.begin().ok());
    CHECK(l.add(era.book).claims == 1);
    l.book.roll_back();
    ledger::ledger_status status;
    REQUIRE(l.book.status(status).ok());
    CHECK(status.remitted_claims == 0);
    era.book.remittances[0].id = 0;
    REQUIRE(l.book.begin().ok());
    CHECK(l.add(era.book).claims == 1);
    REQUIRE(l.book.commit().ok());
    REQUIRE(l.book.status(status).ok());
    CHECK(status.remitted_claims == 1);
    CHECK(status.last_paid == tests::day("2026-01-20"));
}

}  // namespace ledger_remittances_test
