// One fault a case, planted in a clean file: which answer says it, and the answers byte for byte
// (fixtures/acknowledgments/cases; UPDATE_GOLDEN=1 writes them). Every answer is read back by our own grammars.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

#include "grammars/ack_999.hpp"
#include "grammars/guide/guide_check.hpp"
#include "grammars/status_277ca.hpp"
#include "scrubber/record/acknowledgment_reader.hpp"
#include "tests/support/ack_case_list.hpp"

namespace ack_cases_test {

using namespace orthoscrub;

namespace {

std::uint64_t number_behind(std::string const& text, std::string_view segment) {
    std::uint64_t sum = 0;
    for (auto at = text.find(segment); at != std::string::npos; at = text.find(segment, at + 1))
        sum += std::stoull(text.substr(at + segment.size()));
    return sum;
}

}  // namespace

TEST_CASE("ack: each fault is said by its code, and the answers are those of the golden files") {
    for (test::ack_case const& c : test::ack_cases()) {
        CAPTURE(c.name);
        test::answered_file const got = test::answer_to(c);
        CHECK_FALSE(got.failed);
        std::vector<std::string> const said = got.said();
        std::string list;
        for (std::string const& one : said) list += one + "; ";
        CAPTURE(list);
        if (c.says.empty()) CHECK(said.empty());
        else CHECK(std::find(said.begin(), said.end(), c.says) != said.end());
        if (char const* const update = std::getenv("UPDATE_GOLDEN"); update && *update)
            std::ofstream{test::path_of(c.name), std::ios::binary} << got.all();
        std::ifstream in{test::path_of(c.name), std::ios::binary};
        CHECK(got.all() == std::string{std::istreambuf_iterator<char>{in}, {}});
    }
}

TEST_CASE("ack: what stands or lacks because of something else names it") {
    struct row {
        std::string_view name, trigger;
    };
    std::set<std::string_view> named;
    for (row const& r :
         {row{"ik3-i6-accident", "CLM*19*2300*11:1"},  // the other accident
          row{"ik3-i6-replacement", "CLM*19*2300*5:3"},
          row{"ik3-i6-birth", "SBR*13*2000*2"},  // the patient is the subscriber
          row{"ik3-i6-street", "SBR*13*2000*2"}, row{"ik3-i6-city", "SBR*13*2000*2"},
          row{"ik3-i6-payer", "SBR*13*2000*1"},                                            // a secondary payer
          row{"ik3-i6-paid", "CAS*22*2320"},                                               // a payer that has decided
          row{"ik3-i6-paid-line", "SVD*30*2430*1"}, row{"ik3-i6-claims", "HL*26*2000*3"},  // a subscriber
          row{"ik3-i9-reference", "CLM*19*2300*5:3"}, row{"ik3-i9-provider", "NM1*8*2010*9"},  // the same NPI above
          row{"ik4-i9", "NM1*14*2010*2"},                                                      // a person
          row{"ik4-i9-lenient", "NM1*14*2010*2"}, row{"ik4-i9-member", "NM1*14*2010*2"},
          row{"ik4-i9-state", "N4*16*2010*1"},    // no country: an address at home
          row{"ik4-i9-country", "N4*16*2010*2"},  // a province
          row{"ik4-i9-patient", "CLM*19*2300"},   // a claim right below the subscriber
          row{"ik4-i9-accident", "CLM*19*2300*11:2"}, row{"ik4-i13", "PAT*20*2000"}}) {  // a patient level
        CAPTURE(r.name);
        named.insert(r.name);
        auto const& all = test::ack_cases();
        auto const c =
            std::find_if(all.begin(), all.end(), [&](test::ack_case const& one) { return one.name == r.name; });
        REQUIRE(c != all.end());
        std::string const text = test::answer_to(*c).texts[1];
        auto const at = text.find("CTX*SITUATIONAL TRIGGER*");
        REQUIRE(at != std::string::npos);
        CHECK(text.substr(at + 24, text.find('~', at) - at - 24) == r.trigger);
    }
    // Nobody else has a trigger, and of these cases none was forgotten.
    for (test::ack_case const& c : test::ack_cases()) {
        CAPTURE(c.name);
        bool const situation = c.says == "IK3 I6" || c.says == "IK3 I9" || c.says == "IK4 I9" || c.says == "IK4 I13";
        CHECK(situation == named.contains(c.name));
        CHECK(situation == (test::answer_to(c).texts[1].find("SITUATIONAL TRIGGER") != std::string::npos));
    }
}

TEST_CASE("ack: our own grammars read every answer back without a fault, and count what the decisions say") {
    for (test::ack_case const& c : test::ack_cases()) {
        CAPTURE(c.name);
        test::answered_file const got = test::answer_to(c);
        ledger::person_hasher hasher{ledger::hash_key{1}};
        ledger::acknowledgment_book book;
        text::diagnostics faults;
        std::string const all = got.all();
        auto const source = text::read_memory(all);
        auto const counts = record::read_acknowledgments(*source, "answers", test::shipped_codes()->answers, hasher,
                                                         book, faults, false);
        for (text::fault const& fault : faults.faults()) FAIL_CHECK(text::message_of(fault));
        CHECK(counts.sets_other == 0);
        bool const lost = got.counts.interchanges_rejected != 0;
        CHECK(counts.sets_999 == (lost ? 0 : got.counts.groups));
        CHECK(counts.sets_277ca == got.counts.sets - got.counts.sets_rejected);
        std::uint64_t reported = 0;
        for (test::told_decision const& one : got.told)
            if (one.level == ack::answer_level::claim && one.what != ack::decision::rejected_above) ++reported;
        std::string const& claims = got.texts[2];
        CHECK(number_behind(claims, "\nQTY*90*") + number_behind(claims, "\nQTY*AA*") == reported);
        CHECK(number_behind(claims, "\nQTY*QA*") + number_behind(claims, "\nQTY*QC*") == reported);
        CHECK(number_behind(claims, "\nQTY*AA*") == number_behind(claims, "\nQTY*QC*"));
    }
}

TEST_CASE("ack: our answers hold to their guides, but for wrong names of the sender that they must repeat") {
    using grammars::guide::guide_id;
    std::set<std::string_view> const repeated{"ta1-005", "ta1-007", "ta1-008", "ak9-6", "ik5-6", "ik5-7"};
    for (test::ack_case const& c : test::ack_cases()) {
        if (repeated.contains(c.name)) continue;
        CAPTURE(c.name);
        std::string const all = test::answer_to(c).all();
        auto const source = text::read_memory(all);
        text::diagnostics faults;
        envelope::interchange_reader reader{*source, faults};
        grammars::guide::guide_check of_999{guide_id::ack_999}, of_277{guide_id::status_277ca};
        model::ack_tables tables;
        for (auto e = reader.next(); e.kind != envelope::event_kind::end; e = reader.next()) {
            auto const& marks = reader.interchange().marks;
            for (text::segment const& header : e.segments)
                if (!header.is("TA1"))
                    grammars::guide::check_envelope(header, marks, faults);  // repeats the sender's ISA
            if (e.kind != envelope::event_kind::set_window) continue;
            tables.clear();
            bool const claims = reader.set().type == "277";
            if (claims) grammars::read_status_277ca(e.segments, e.context, marks, tables, faults);
            else grammars::read_ack_999(e.segments, e.context, marks, tables, faults);
            (claims ? of_277 : of_999).read({e.segments, tables.loops, e.context, e.first, e.last}, marks, faults);
        }
        for (text::fault const& fault : faults.faults())
            FAIL_CHECK(text::describe(fault.code).id << ": " << text::message_of(fault));
    }
}

TEST_CASE("ack: every claim of the file stands in exactly one decision, under its number and ordinal") {
    for (test::ack_case const& c : test::ack_cases()) {
        CAPTURE(c.name);
        test::answered_file const got = test::answer_to(c);
        std::set<std::uint64_t> ordinals;
        std::uint64_t claims = 0;
        for (test::told_decision const& one : got.told)
            if (one.level == ack::answer_level::claim) {
                ++claims;
                ordinals.insert(one.ordinal);
            }
        CHECK(claims == ordinals.size());
        CHECK(claims == got.counts.claims);
    }
}

TEST_CASE("ack: an answer holds names in NM1*QC alone, and a report about it none") {
    for (test::ack_case const& c : test::ack_cases()) {
        CAPTURE(c.name);
        test::answered_file const got = test::answer_to(c);
        for (std::string_view const person : {"AGNES", "BERTHA", "19470312", "200 SAMPLE ST", "1EG4TE5MK"}) {
            CAPTURE(person);
            CHECK(got.texts[1].find(person) == std::string::npos);
            for (test::told_decision const& one : got.told)
                for (ack::answer_reason const& reason : one.reasons) {
                    CHECK(reason.message.find(person) == std::string::npos);
                    CHECK(reason.remedy.find(person) == std::string::npos);
                }
        }
    }
}

}  // namespace ack_cases_test
