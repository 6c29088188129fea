// Laws that hold for every remittance: the cents of a line add up, nothing is told twice, the order of files does not
// matter. And provider adjustments, code by code.
#include "scrubber/remit/outcomes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

#include "scrubber/codes/code_tables.hpp"
#include "scrubber/remit/provider_money.hpp"
#include "tests/support/random_claims.hpp"
#include "tests/support/remit_fragments.hpp"

namespace remit_outcomes_test {

using namespace orthoscrub;
using namespace orthoscrub::remit;
using orthoscrub::test::remit_fragments;

namespace {

scrub::code_tables const& tables() {
    static scrub::code_tables_result const loaded =
        scrub::load_code_tables(scrub::folder_source(ORTHOSCRUB_SOURCE_DIR "/scrubber"));
    REQUIRE(loaded.tables);
    return *loaded.tables;
}

outcome_book told(remit_fragments& books) {
    outcome_book out;
    books.match();
    outcomes(books.sent, books.answered, books.matches, tables(), out);
    return out;
}

std::string dollars(std::int64_t cents) { return model::to_string(model::money{cents}); }

/// One claim of one line with control number LINE.
std::string claim(std::string const& number, std::int64_t cents) {
    return "CLM*" + number + "*" + dollars(cents) + "***12:B:1*Y*A*Y*Y~LX*1~SV1*HC:L3908:RT*" + dollars(cents) +
           "*UN*1***1~DTP*472*D8*20260302~REF*6R*LINE~";
}
std::string answer(std::string const& number, std::string const& status, std::int64_t charge, std::int64_t paid,
                   std::string const& adjustments, std::string const& icn) {
    return "CLP*" + number + "*" + status + "*" + dollars(charge) + "*" + dollars(paid) + "**12*" + icn +
           "~SVC*HC:L3908:RT*" + dollars(charge) + "*" + dollars(paid) + "**1~DTM*472*20260302~" + adjustments +
           "REF*6R*LINE~";
}

}  // namespace

TEST_CASE("outcomes: on every line the charge is the sum of its parts, whatever the payer says") {
    static constexpr std::array carcs{"1",   "2",   "3",   "45",  "253", "23", "100", "97", "133",
                                      "101", "B11", "246", "4",   "16",  "50", "96",  "18", "94",
                                      "B15", "9Z",  "66",  "204", "29",  "A1", "59",  "151"};
    static constexpr std::array groups{"CO", "PR", "OA", "PI", "CR"};
    test::random_claims random{11};
    remit_fragments books;
    std::string sent, back = "BPR*I*0*C*ACH~";
    for (int n = 0; n < 1500; ++n) {
        std::string const number = "C" + std::to_string(n);
        std::size_t const lines = 1 + random.pick(3);
        std::string body, heads;
        std::int64_t total = 0, paid_total = 0;
        for (std::size_t l = 1; l <= lines; ++l) {
            auto const charge = static_cast<std::int64_t>(random.pick(100'000));
            std::int64_t left = charge;
            std::string cas;
            for (std::size_t a = random.pick(4); a > 0; --a) {
                auto const amount = static_cast<std::int64_t>(random.pick(60'000)) - 10'000;
                cas += std::string{"CAS*"} + groups[random.pick(groups.size())] + "*" +
                       carcs[random.pick(carcs.size())] + "*" + dollars(amount) + "~";
                left -= amount;
            }
            if (random.chance(3)) cas += "CAS*CO*45*" + dollars(left) + "~", left = 0;
            std::string const licn = number + "L" + std::to_string(l);
            heads +=
                "LX*" + std::to_string(l) + "~SV1*HC:L3908:RT*" + dollars(charge) + "*UN*1***1~REF*6R*" + licn + "~";
            body += "SVC*HC:L3908:RT*" + dollars(charge) + "*" + dollars(left) + "**1~" + cas + "REF*6R*" + licn + "~";
            total += charge, paid_total += left;
        }
        sent += "CLM*" + number + "*" + dollars(total) + "***12:B:1~" + heads;
        back += "CLP*" + number + "*1*" + dollars(total) + "*" + dollars(paid_total) + "**12*I" + number + "~" + body;
    }
    books.add_837(sent);
    books.add_835(back, "2026-04-15");
    auto const out = told(books);
    CHECK(out.outcomes.size() == books.sent.lines.size());
    std::array<std::size_t, static_cast<std::size_t>(disposition::count_)> seen{};
    for (line_outcome const& o : out.outcomes) {
        line_amounts const& a = o.amounts;
        CHECK(a.charge == a.paid + a.patient_share + a.contractual + a.prior_payer + a.bundled + a.pending + a.denied);
        CHECK(a.charge == books.sent.lines[o.line].charge);
        CHECK_FALSE(o.has(outcome_flag::unbalanced));
        CHECK((o.bears == liability::unstated) ==
              std::none_of(out.reasons.begin() + o.adjustments.first,
                           out.reasons.begin() + o.adjustments.first + o.adjustments.count,
                           [](outcome_reason const& r) { return denies(r.kind); }));
        ++seen[static_cast<std::size_t>(o.decided)];
    }
    for (auto const what : {disposition::denied, disposition::partially_denied, disposition::paid_reduced,
                            disposition::paid_as_billed, disposition::patient_responsibility, disposition::bundled,
                            disposition::zero_paid, disposition::not_yet_adjudicated, disposition::exception}) {
        CAPTURE(to_string(what));
        CHECK(seen[static_cast<std::size_t>(what)] > 0);
    }
}

TEST_CASE("outcomes: remittances may be read in any order") {
    std::array<std::pair<std::string, std::string>, 4> answers{
        {{"BPR*I*80*C*ACH~" + answer("A1", "1", 10000, 8000, "CAS*CO*45*20~", "ICN1"), "2026-04-01"},
         {"BPR*I*0*C*ACH~" + answer("A1", "22", -10000, -8000, "CAS*CO*45*-20~", "ICN1"), "2026-04-10"},
         {"BPR*I*90*C*ACH~" + answer("A1", "1", 10000, 9000, "CAS*CO*45*10~", "ICN2"), "2026-04-10"},
         {"BPR*I*0*C*ACH~" + answer("A1", "1", 10000, 0, "CAS*OA*18*100~", "ICN3"), "2026-05-01"}}};
    std::array<std::size_t, 4> order{0, 1, 2, 3};
    do {
        remit_fragments books;
        books.add_837(claim("A1", 10000));
        for (std::size_t const i : order) books.add_835(answers[i].first, answers[i].second);
        auto const out = told(books);
        REQUIRE(out.outcomes.size() == 1);
        CHECK(out.outcomes[0].amounts.paid.cents == 9000);
        CHECK(out.outcomes[0].step == lifecycle::corrected);
        CHECK(out.outcomes[0].first_decided_on.iso() == "2026-04-01");
        CHECK(std::none_of(out.findings.begin(), out.findings.end(),
                           [](auto const& f) { return f.id == "double_adjudication" || f.id == "orphan_reversal"; }));
    } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE("outcomes: a reversal finds its decision by number at the payer when it was taken for another submission") {
    remit_fragments books;
    books.add_837(claim("B1", 10000) + claim("B2", 10000));
    books.add_835("BPR*I*80*C*ACH~" + answer("B1", "1", 10000, 8000, "CAS*CO*45*20~", "ICN1"), "2026-04-01");
    books.add_835("BPR*I*0*C*ACH~" + answer("B2", "22", -10000, -8000, "CAS*CO*45*-20~", "ICN1"), "2026-04-10");
    auto out = told(books);
    REQUIRE(out.outcomes.size() == 2);
    CHECK(out.outcomes[0].decided == disposition::reversed);
    CHECK(out.outcomes[1].sub == sub_reason::no_remit);
    // The same number at another payer is another number.
    remit_fragments other;
    other.add_837(claim("B1", 10000) + claim("B2", 10000));
    other.add_835("BPR*I*80*C*ACH~" + answer("B1", "1", 10000, 8000, "CAS*CO*45*20~", "ICN1"), "2026-04-01");
    other.add_835("BPR*I*0*C*ACH~" + answer("B2", "22", -10000, -8000, "CAS*CO*45*-20~", "ICN1"), "2026-04-10",
                  "PAYER2");
    out = told(other);
    CHECK(out.outcomes[0].decided == disposition::paid_reduced);
    CHECK(out.outcomes[1].decided == disposition::reversed);
}

TEST_CASE("outcomes: both sums stand in the message of a break, with what is missing") {
    remit_fragments books;
    books.add_837(claim("D1", 10000));
    books.add_835("BPR*I*81*C*ACH~" + answer("D1", "1", 10000, 8100, "CAS*CO*45*20~", "ICN1"), "2026-04-01");
    auto const out = told(books);
    REQUIRE(out.findings.size() == 2);
    for (remit_finding const& f : out.findings) {
        CHECK(f.message.find("80.00") != std::string::npos);
        CHECK(f.message.find("81.00") != std::string::npos);
        CHECK(f.message.find("1.00 too much") != std::string::npos);
        CHECK(f.claim == 0);
    }
    CHECK(out.findings[0].id == "line_out_of_balance");
    CHECK(out.findings[1].id == "claim_out_of_balance");
}

TEST_CASE("provider adjustments: the sign that each code may have") {
    struct row {
        char const* code;
        bool plus, minus;
    };
    for (row const& r : {row{"WO", true, true}, row{"FB", true, true}, row{"72", false, true}, row{"B3", true, true},
                         row{"L6", true, true}, row{"CS", true, true}, row{"J1", true, false}, row{"AP", true, true},
                         row{"PI", true, true}, row{"IR", true, false}, row{"LE", true, false}, row{"E3", true, false},
                         row{"OB", true, false}, row{"50", true, false}, row{"51", true, false}}) {
        CAPTURE(r.code);
        CHECK(find_plb_reason(r.code) != nullptr);
        for (bool const plus : {true, false}) {
            remit_fragments books;
            books.add_837(claim("P1", 100));
            books.add_835(std::string{"BPR*I*"} + (plus ? "-5" : "5") + "*C*ACH~PLB*1234567893*20261231*" + r.code +
                              (plus ? "*5~" : "*-5~"),
                          "2026-04-01");
            auto const out = told(books);
            bool const warned = std::any_of(out.findings.begin(), out.findings.end(),
                                            [](auto const& f) { return f.id == "plb_wrong_sign"; });
            CHECK(warned == !(plus ? r.plus : r.minus));
            REQUIRE(out.provider_adjustments.size() == 1);
            CHECK(out.provider_adjustments[0].claim == absent);
        }
    }
    CHECK(find_plb_reason("ZZ") == nullptr);
}

TEST_CASE("provider adjustments: a reference names a claim whole, or in part from ten characters on") {
    struct row {
        char const* reference;
        std::uint32_t claim;
    };
    for (row const& r :
         {row{"ICN0000000001", 0}, row{"PCN-TWO-0002", 1}, row{"PCN-ONE-0001", 0}, row{"0ICN0000000002X", 1},
          row{"N0000000001", 0}, row{"PCN-THREE-03 REFUND", 2}, row{"000000001", absent},  // nine characters
          row{"N000000000", absent},                                                       // within two numbers
          row{"", absent}, row{"NOWHERE-TO-BE-FOUND", absent}}) {
        CAPTURE(r.reference);
        remit_fragments books;
        books.add_837(claim("PCN-ONE-0001", 10000) + claim("PCN-TWO-0002", 10000) + claim("PCN-THREE-03", 10000));
        books.add_835("BPR*I*200*C*ACH~" + answer("PCN-ONE-0001", "1", 10000, 10000, "", "ICN0000000001") +
                          answer("PCN-TWO-0002", "1", 10000, 10000, "", "ICN0000000002") +
                          "PLB*1234567893*20261231*WO:" + r.reference + "*-10~",
                      "2026-04-01");
        auto const out = told(books);
        REQUIRE(out.provider_adjustments.size() == 1);
        CHECK(out.provider_adjustments[0].claim == r.claim);
        for (line_outcome const& o : out.outcomes)
            CHECK(o.has(outcome_flag::recoupment_pending) == (o.claim == r.claim && r.claim != 2));
    }
}

}  // namespace remit_outcomes_test
