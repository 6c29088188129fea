// What a biller is told to do about a line, for every class of denial and every disposition, and until when.
#include "scrubber/remit/next_step.hpp"

#include <doctest/doctest.h>

#include <set>

#include "tests/support/outcome_books.hpp"

namespace remit_next_step_test {

using namespace orthoscrub;
using namespace orthoscrub::remit;
using test::told_books;
using test::told_line;

namespace {

scrub::payer_profile profile_of(scrub::payer_class kind) {
    scrub::payer_profile profile;
    profile.kind = kind;
    profile.filing = {0, 12};
    profile.appeal = {120, 0};
    profile.reopening = {0, 12};
    return profile;
}

/// One line; the service was on 2026-03-04, the claim made on 03-05, the remittance of 03-20.
struct asked {
    told_books books;
    explicit asked(told_line const& line) : books{{line}} {}
    line_outcome& outcome() { return books.outcomes.outcomes[0]; }
    asked& flag(outcome_flag which) {
        outcome().flags |= bit(which);
        return *this;
    }
    asked& bears(liability who) {
        outcome().bears = who;
        return *this;
    }
    step_advice ask(scrub::payer_class kind = scrub::payer_class::commercial, model::date today = {}) {
        auto const profile = profile_of(kind);
        return next_step_for(outcome(), books.outcomes, books.submitted, &profile, today);
    }
    std::string words(scrub::payer_class kind = scrub::payer_class::commercial) {
        auto const advice = ask(kind);
        return std::string{to_string(advice.step)} + ' ' + std::string{to_string(advice.term)} + ' ' +
               advice.deadline.iso();
    }
};

told_line denied(carc_class kind) { return test::denied_line("ORT-1", 30000, "X", kind); }

told_line decided(disposition what, sub_reason sub = sub_reason::none) {
    told_line line = test::told_paid_line("ORT-1", 30000);
    line.decided = what;
    line.sub = sub;
    return line;
}

}  // namespace

TEST_CASE("every class of denial has its step: for most payers, for original Medicare, and when the patient owes") {
    struct row {
        carc_class kind;
        std::string_view commercial, medicare, patient;
    };
    constexpr std::string_view replace = "corrected_claim filing 2027-03-04", reopen = "reopening reopening 2027-03-20",
                               appeal = "appeal appeal 2026-07-18", look = "review  ", patient = "bill_patient  ";
    std::set<carc_class> seen;
    using enum carc_class;
    for (row const& r : {
             row{denial_modifier, replace, reopen, replace},
             row{denial_code, replace, reopen, replace},
             row{denial_narrative, replace, reopen, replace},
             row{denial_diagnosis, replace, reopen, replace},
             row{denial_pos, replace, reopen, replace},
             row{denial_data, replace, reopen, replace},
             row{denial_ordering, replace, reopen, replace},
             row{denial_documentation, appeal, appeal, appeal},
             row{denial_medical_necessity, appeal, appeal, patient},
             row{denial_frequency, appeal, appeal, patient},
             row{denial_authorization, replace, reopen, replace},
             row{denial_noncovered, appeal, appeal, patient},
             row{denial_eligibility, replace, reopen, patient},
             row{denial_wrong_payer, "bill_other_payer filing ", "bill_other_payer filing ",
                 "bill_other_payer filing "},
             row{denial_timely, appeal, appeal, look},
             row{denial_duplicate, look, look, look},
             row{denial_provider, look, look, look},
             row{denial_related_service, replace, reopen, replace},
             row{unknown, look, look, look},
         }) {
        CAPTURE(to_string(r.kind));
        seen.insert(r.kind);
        for (auto const what : {disposition::denied, disposition::partially_denied}) {
            told_line line = denied(r.kind);
            line.decided = what;
            CHECK(asked{line}.words() == r.commercial);
            CHECK(asked{line}.words(scrub::payer_class::medicare_dme) == r.medicare);
            CHECK(asked{line}.bears(liability::patient).words() == r.patient);
        }
        CHECK(asked{denied(r.kind)}.ask().reason == r.kind);
        CHECK(!asked{denied(r.kind)}.ask().cause.empty());
    }
    for (auto kind = carc_class{}; kind < carc_class::count_;
         kind = static_cast<carc_class>(static_cast<int>(kind) + 1))
        CHECK(seen.contains(kind) == denies(kind));
}

TEST_CASE("an unprocessable claim goes out anew, whoever the payer is; nobody appeals where N211 stands") {
    for (auto const kind : {carc_class::denial_narrative, carc_class::denial_medical_necessity})
        for (auto const payer : {scrub::payer_class::commercial, scrub::payer_class::medicare_dme})
            CHECK(asked{denied(kind)}.flag(outcome_flag::unprocessable).words(payer) == "new_claim filing 2027-03-04");
    CHECK(asked{denied(carc_class::denial_wrong_payer)}.flag(outcome_flag::unprocessable).ask().step ==
          next_step::bill_other_payer);
    told_line late = denied(carc_class::denial_timely);
    late.rarcs = {"N211"};
    CHECK(asked{late}.ask().step == next_step::review);
}

TEST_CASE("the largest denied amount decides about a line with several reasons") {
    told_line line = denied(carc_class::denial_modifier);
    line.reasons = {{"CO", "45", carc_class::contractual, {90000}},
                    {"CO", "4", carc_class::denial_modifier, {1000}},
                    {"CO", "50", carc_class::denial_medical_necessity, {2000}}};
    CHECK(asked{line}.ask().reason == carc_class::denial_medical_necessity);
}

TEST_CASE("what is not decided is waited for, asked about, or sent anew") {
    struct row {
        sub_reason sub;
        std::string_view expected;
    };
    using enum sub_reason;
    for (row const& r : {
             row{no_remit, "wait follow_up 2026-04-04"},
             row{rejected_upstream, "new_claim filing 2027-03-04"},
             row{awaiting_split_part, "wait follow_up 2026-04-04"},
             row{missing_line, "review  "},
             row{forwarded, "wait follow_up 2026-04-04"},
             row{predetermination, "new_claim filing 2027-03-04"},
             row{pended, "wait follow_up 2026-04-04"},
             row{none, "review  "},
         }) {
        CAPTURE(to_string(r.sub));
        CHECK(asked{decided(disposition::not_yet_adjudicated, r.sub)}.words() == r.expected);
    }
}

TEST_CASE("every other disposition has its step") {
    struct row {
        disposition what;
        std::string_view expected;
    };
    using enum disposition;
    for (row const& r : {
             row{unmatched, "review  "},
             row{reversed, "wait follow_up 2026-04-19"},
             row{informational, "nothing  "},
             row{bundled, "nothing  "},
             row{paid_as_billed, "nothing  "},
             row{paid_reduced, "nothing  "},
             row{patient_responsibility, "bill_patient  "},
             row{zero_paid, "nothing  "},
             row{exception, "review  "},
         }) {
        CAPTURE(to_string(r.what));
        CHECK(asked{decided(r.what)}.words() == r.expected);
    }
}

TEST_CASE("a patient's share goes to the next payer first, or waits where the payer sent the claim on") {
    told_line line = decided(disposition::paid_reduced);
    line.amounts.patient_share = {2000};
    CHECK(asked{line}.ask().step == next_step::bill_patient);
    CHECK(asked{line}.flag(outcome_flag::forwarded).ask().step == next_step::wait);
    struct row {
        std::string_view own, other;
        next_step expected;
    };
    for (row const& r : {row{"P", "S", next_step::bill_other_payer}, row{"S", "P", next_step::bill_patient},
                         row{"S", "T", next_step::bill_other_payer}, row{"P", "", next_step::bill_patient}}) {
        CAPTURE(r.own);
        CAPTURE(r.other);
        asked with{line};
        with.books.submitted.claims[0].sequence = r.own;
        with.books.submitted.other_payers.push_back({r.other, "OTHER"});
        with.books.submitted.claims[0].other_payers = {0, 1};
        CHECK(with.ask().step == r.expected);
    }
}

TEST_CASE("what does not add up is looked at before anybody is billed") {
    using enum outcome_flag;
    for (auto const flag : {unbalanced, recoupment_pending, overpaid, indistinguishable, licn_code_conflict, review}) {
        CAPTURE(to_string(flag));
        CHECK(asked{decided(disposition::patient_responsibility)}.flag(flag).ask().step == next_step::review);
    }
    CHECK(asked{denied(carc_class::denial_noncovered)}.bears(liability::patient).flag(unbalanced).ask().step ==
          next_step::review);
    CHECK(asked{decided(disposition::paid_as_billed)}.flag(paid_to_patient).ask().step == next_step::bill_patient);
}

TEST_CASE("a line that something later stands for needs nothing") {
    asked line{denied(carc_class::denial_modifier)};
    line.outcome().step = lifecycle::superseded;
    CHECK(line.ask().step == next_step::nothing);
}

TEST_CASE("a deadline needs the term and its first day, and may have passed") {
    auto const day = [](std::string_view iso) { return *model::date::from_iso(iso); };
    asked line{denied(carc_class::denial_medical_necessity)};
    CHECK(!line.ask(scrub::payer_class::commercial, day("2026-07-18")).late);
    CHECK(line.ask(scrub::payer_class::commercial, day("2026-07-19")).late);
    CHECK(next_step_for(line.outcome(), line.books.outcomes, line.books.submitted, nullptr).deadline.empty());
    scrub::payer_profile untold;
    untold.kind = scrub::payer_class::commercial;
    CHECK(next_step_for(line.outcome(), line.books.outcomes, line.books.submitted, &untold).deadline.empty());
    line.outcome().decided_on = {};
    CHECK(line.ask().deadline.empty());
}

TEST_CASE("the sentences say cause, action and day, and ask for no statement that the record may not support") {
    asked line{denied(carc_class::denial_modifier)};
    CHECK(to_text(line.ask()) ==
          "A modifier is missing or does not fit the code (box 24D, SV101-3 to SV101-6): correct it if the record "
          "supports it. Send the corrected claim as a replacement: frequency 7 and the payer's claim number (box 22, "
          "CLM05-3 and REF*F8). Until 2027-03-04 (filing limit).");
    for (auto kind = carc_class::denial_modifier; kind < carc_class::count_;
         kind = static_cast<carc_class>(static_cast<int>(kind) + 1))
        for (auto const who : {liability::provider, liability::patient}) {
            std::string const text = to_text(asked{denied(kind)}.bears(who).ask());
            CAPTURE(text);
            for (std::string_view const word : {"KX", "GA", "GZ", "GY", "RT", "LT", " ST "})
                CHECK(text.find(word) == std::string::npos);
            CHECK(text.size() < 400);
            CHECK((text.find("modifier") == std::string::npos ||
                   text.find("if the record supports it") != std::string::npos));
        }
}

}  // namespace remit_next_step_test
