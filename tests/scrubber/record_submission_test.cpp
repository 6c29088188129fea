// What a submission book holds after a file was judged: every claim and line with what matching needs, no name, and what
// the rules said or could not say.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "scrubber/record/submission_recorder.hpp"
#include "tests/support/judging.hpp"
#include "tests/tools/claim_text.hpp"

namespace record_submission_test {

using namespace orthoscrub;
using ledger::finding_action;

namespace {

constexpr std::string_view pack_hash = "0123456789abcdef";

struct recording {
    ledger::person_hasher hasher{ledger::hash_key{7}};
    ledger::submission_book book;
    scrub::file_result result;

    explicit recording(std::string const& text, scrub::scrub_options options = {}) { read(text, std::move(options)); }
    void read(std::string const& text, scrub::scrub_options options = {}) {
        auto const input = text::read_memory(text);
        result = record::read_submissions(*input, "day.837", *test::shipped_pack().book, pack_hash, std::move(options),
                                          hasher, book);
    }
};

scrub::scrub_options silent() {
    scrub::scrub_options options;
    options.rules.assign(test::shipped_pack().book->rules().size(), false);
    options.faults = [](std::string_view) { return false; };
    return options;
}

std::string three_claims() {
    return tests::claim_file(
        std::string{tests::clean_claim} + std::string{tests::both_sides_claim} +
        "CLM*A-3*100***12:B:7*Y*A*Y*Y~REF*F8*ICN77~HI*ABK:M1711~SBR*S*18*******CI~OI***Y***Y~NM1*IL*"
        "1*EXAMPLE*AGNES****MI*X1~NM1*PR*2*OTHER PLAN*****PI*OTHER9~LX*1~SV1*HC:L1833:RT:KX*60*UN*"
        "1*11**1~DTP*472*RD8*20250303-20250305~LX*2~SV1*HC:L2397*40*UN*2***1~DTP*472*D8*20250301~");
}

}  // namespace

TEST_CASE("a submission is written down with what matching needs") {
    recording const r{three_claims()};
    REQUIRE(r.book.claims.size() == 3);
    REQUIRE(r.book.lines.size() == 4);
    REQUIRE(r.book.files.size() == 1);
    CHECK(r.book.files[0].path == "day.837");
    CHECK(r.book.files[0].sha256 == r.result.sha256);

    auto const& first = r.book.claims[0];
    CHECK(first.control_number == "A-1");
    CHECK(first.ordinal == 1);
    CHECK(first.frequency == "1");
    CHECK(first.place == "12");
    CHECK(first.original_icn.empty());
    CHECK(first.billing_npi == "1999000007");
    CHECK(first.sequence == "P");
    CHECK(first.payer_id == "18003");
    CHECK(first.profile == "medicare.dme");
    CHECK(first.payer_class == "medicare.dme");
    CHECK(first.state == "NC");
    CHECK(first.set_reference == "RUN1");
    CHECK(first.interchange == "000000001");
    CHECK(first.group == "1");
    CHECK(first.set == "0001");
    CHECK(first.submitted.iso() == "2025-03-02");
    CHECK(first.charge.cents == 62000);
    CHECK(first.state_at_front == ledger::front_end::silent);

    auto const& last = r.book.claims[2];
    CHECK(last.ordinal == 3);
    CHECK(last.frequency == "7");
    CHECK(last.original_icn == "ICN77");
    CHECK(last.first_day.iso() == "2025-03-01");
    CHECK(last.last_day.iso() == "2025-03-05");
    REQUIRE(last.other_payers.count == 1);
    CHECK(r.book.other_payers[last.other_payers.first].payer_id == "OTHER9");
    CHECK(r.book.other_payers[last.other_payers.first].sequence == "S");
    auto const lines = r.book.lines_of(last);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].claim == 2);
    CHECK(lines[0].code == "L1833");
    CHECK(lines[0].modifiers[0] == "RT");
    CHECK(lines[0].modifiers[1] == "KX");
    CHECK(lines[0].place == "11");
    CHECK(lines[1].place == "12");
    CHECK(lines[1].number == "2");
    CHECK(lines[1].units.thousandths == 2000);
    CHECK(lines[1].charge.cents == 4000);
    CHECK(lines[0].last_day.iso() == "2025-03-05");
    CHECK(r.book.lines[0].control_number == "A-1-L1");
}

TEST_CASE("persons and tax ids are written down as hashes alone") {
    recording r{three_claims()};
    auto const& claim = r.book.claims[0];
    CHECK(claim.members[0] == r.hasher.member("1EG4TE5MK73"));
    CHECK(claim.members[1] == 0);
    CHECK(claim.patient == r.hasher.patient("1EG4TE5MK73", *model::date::from_iso("1947-03-12")));
    CHECK(claim.last_name == r.hasher.last_name("Example"));
    CHECK(claim.tax_id == r.hasher.tax_id("991000001"));
    CHECK(r.book.claims[2].tax_id == claim.tax_id);
}

TEST_CASE("a dependent goes by the birth date of their own and the member id of the subscriber") {
    std::string text = tests::claim_file(tests::clean_claim);
    auto const at = text.find("CLM*A-1");
    text.insert(at,
                "HL*3*2*23*0~PAT*19~NM1*QC*1*SAMPLE*BERT~N3*200 SAMPLE ST~N4*MACON*GA*312010100~DMG*D8*20100405*M~");
    recording r{text};
    REQUIRE(r.book.claims.size() == 1);
    CHECK(r.book.claims[0].patient == r.hasher.patient("1EG4TE5MK73", *model::date::from_iso("2010-04-05")));
    CHECK(r.book.claims[0].last_name == r.hasher.last_name("SAMPLE"));
    CHECK(r.book.claims[0].state == "GA");
}

TEST_CASE("findings stand by claim and line, with the hash of the pack and the fingerprint that check prints") {
    std::string const text = three_claims();
    recording const r{text};
    std::set<std::string> printed;
    scrub::file_scrubber scrubber{*test::shipped_pack().book, {}};
    auto const input = text::read_memory(text);
    (void)scrubber.scrub(*input, "day.837", [&](scrub::finding_view const& f) {
        if (f.claim != nullptr) printed.insert(std::string{f.fingerprint});
    });
    REQUIRE(!r.book.findings.empty());
    bool both_sides = false;
    for (auto const& f : r.book.findings) {
        CHECK(printed.erase(std::string{f.fingerprint}) == 1);
        CHECK(f.pack_sha256 == pack_hash);
        CHECK(f.action == finding_action::sent_unchanged);
        REQUIRE(f.claim < r.book.claims.size());
        if (f.line != ledger::absent) CHECK(r.book.lines[f.line].claim == f.claim);
        if (f.rule == "modifier-rtlt-same-line") {
            both_sides = true;
            CHECK(f.claim == 1);
            CHECK(f.line == 1);
            CHECK(f.level == text::severity::error);
        }
    }
    CHECK(both_sides);
    CHECK(printed.empty());
    CHECK(std::ranges::is_sorted(r.book.findings, [](auto const& a, auto const& b) {
        return std::tie(a.claim, a.line) < std::tie(b.claim, b.line);
    }));
}

TEST_CASE("a finding that a suppression covers is written down as suppressed") {
    scrub::suppression_list list;
    auto const errors = list.read("s.toml",
                                  "[[suppress]]\nrule = \"modifier-rtlt-same-line\"\npayer = \"medicare\"\nreason = "
                                  "\"agreed\"\nwho = \"desk\"\nuntil = 2099-01-01\n",
                                  *test::shipped_pack().book, *model::date::from_iso("2025-03-02"));
    REQUIRE(errors.empty());
    scrub::scrub_options options;
    options.suppressions = &list;
    recording const r{three_claims(), options};
    auto const found = std::ranges::find(r.book.findings, "modifier-rtlt-same-line", &ledger::submitted_finding::rule);
    REQUIRE(found != r.book.findings.end());
    CHECK(found->action == finding_action::suppressed);
    CHECK(found->claim == 1);
    CHECK(found->line == 1);
    CHECK(found->level == text::severity::error);
    CHECK(found->fingerprint.size() == 32);
    CHECK(r.result.counts.suppressed == 1);
}

TEST_CASE("rules that answered not checked stand by claim and line, fast and slow alike, as often as the file says") {
    std::string const text = tests::claim_file(
        "CLM*A-1*620***12:B:1*Y*A*Y*Y~HI*ABK:M1711~LX*1~SV1*HC:L1833:RT:KX*620*UN*1***1~DTP*472*D8*2025~"
        "LX*2~SV1*HC:L1833:RT:KX*620*UN*1***1~");
    scrub::scrub_options slow;
    slow.slow = true;
    recording const r{text}, s{text, slow};
    std::set<std::string> rules, told;
    for (auto const& u : r.book.unchecked) {
        CHECK(u.claim == 0);
        rules.insert(std::string{u.rule});
    }
    for (auto const& n : r.result.not_checked) told.insert(n.rule);
    CHECK(!rules.empty());
    CHECK(rules == told);
    auto const as_text = [](ledger::submission_book const& book) {
        std::multiset<std::string> all;
        for (auto const& u : book.unchecked) all.insert(std::string{u.rule} + ' ' + std::to_string(u.line));
        return all;
    };
    CHECK(as_text(r.book) == as_text(s.book));
}

TEST_CASE("broken claims are written down as far as they can be read") {
    recording const r{tests::claim_file(
        "CLM*A-1*x***12:B:1*Y*A*Y*Y~HI*ABK:M1711~LX*1~DTP*472*D8*20250301~LX*2~SV1*HC:L1833:RT*50,0*UN*1***1~"
        "CLM*A-2*5***12:B:1*Y*A*Y*Y~HI*ABK:M1711~")};
    REQUIRE(r.book.claims.size() == 2);
    CHECK(r.book.claims[0].charge.cents == 0);
    auto const lines = r.book.lines_of(r.book.claims[0]);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].code.empty());
    CHECK(lines[0].number == "1");
    CHECK(lines[1].code == "L1833");
    CHECK(lines[1].charge.cents == 0);
    CHECK(r.book.claims[1].lines.count == 0);
    CHECK(
        std::ranges::any_of(r.book.findings, [](auto const& f) { return f.rule.starts_with("x12-") && f.claim == 0; }));
}

TEST_CASE("windows cut where they may give the same book") {
    std::string claims;
    for (int i = 0; i < 60; ++i) {
        std::string claim{i % 3 == 0 ? tests::both_sides_claim : tests::clean_claim};
        claims += claim.replace(4, 3, "N" + std::to_string(i));
    }
    std::string const text = tests::claim_file(claims);
    scrub::scrub_options small;
    small.limits.window_bytes = 2048;
    recording const whole{text}, pieces{text, small};
    REQUIRE(whole.book.claims.size() == 60);
    REQUIRE(pieces.book.claims.size() == 60);
    for (std::size_t i = 0; i < 60; ++i) {
        CHECK(whole.book.claims[i].control_number == pieces.book.claims[i].control_number);
        CHECK(whole.book.claims[i].ordinal == i + 1);
        CHECK(pieces.book.claims[i].ordinal == i + 1);
        CHECK(whole.book.claims[i].lines.first == pieces.book.claims[i].lines.first);
    }
    REQUIRE(whole.book.findings.size() == pieces.book.findings.size());
    for (std::size_t i = 0; i < whole.book.findings.size(); ++i) {
        CHECK(whole.book.findings[i].claim == pieces.book.findings[i].claim);
        CHECK(whole.book.findings[i].line == pieces.book.findings[i].line);
        CHECK(whole.book.findings[i].rule == pieces.book.findings[i].rule);
    }
    CHECK(whole.book.unchecked.size() == pieces.book.unchecked.size());
}

TEST_CASE("without rules the claims are read and nothing is said; a second file is appended") {
    recording r{three_claims(), silent()};
    CHECK(r.book.claims.size() == 3);
    CHECK(r.book.findings.empty());
    CHECK(r.book.unchecked.empty());
    r.read(three_claims(), silent());
    REQUIRE(r.book.claims.size() == 6);
    CHECK(r.book.files.size() == 2);
    CHECK(r.book.claims[5].file == 1);
    CHECK(r.book.claims[5].ordinal == 3);
    CHECK(r.book.lines_of(r.book.claims[5])[1].claim == 5);
}

}  // namespace record_submission_test
