// One fault a case, planted in a clean file: which answer says it, and the answers byte for byte
// (fixtures/acknowledgments/cases; UPDATE_GOLDEN=1 writes them). Every answer is read back by our own grammars.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

#include "grammars/ack_999.hpp"
#include "grammars/guide/guide_check.hpp"
#include "grammars/status_277ca.hpp"
#include "scrubber/record/acknowledgment_reader.hpp"
#include "tests/support/ack_answering.hpp"
#include "tests/support/ack_claims.hpp"

using namespace orthoscrub;
using test::edit;

namespace {

struct ack_case {
    std::string_view name;  ///< of the golden file
    std::string_view says;  ///< a reason that must be given; empty: none at all
    std::vector<edit> edits;
    bool count = true;  ///< SE01 is put right after the edits
    bool lenient = false;
    std::string_view raised = {};  ///< a rule whose findings count as errors here
};

constexpr std::string_view second_set =
    "ST*837*0001*005010X222A1~\nBHT*0019*00*B2*20260302*1009*CH~\nSE*3*0001~\nGE*2*17~";

std::vector<ack_case> const& cases() {
    static std::vector<ack_case> const list{
        {"clean", "", {}},
        // TA1
        {"ta1-001", "TA1 001", {{"IEA*1*000000117", "IEA*1*000000118"}}},
        {"ta1-003", "TA1 003", {{"*^*00501*", "*^*00401*"}}},
        {"ta1-021", "TA1 021", {{"IEA*1*", "IEA*2*"}}},
        {"ta1-022", "TA1 022", {{"*00*          *00*", "*00**00*"}}},
        {"ta1-023", "TA1 023", {{"IEA*1*000000117~\n", ""}}},
        {"ta1-024", "TA1 024", {{"GE*1*17~", "NTE*ADD*LOST~\nGE*1*17~"}}},
        {"ta1-005", "TA1 005", {{"*ZZ*SENDER01       *ZZ", "*QQ*SENDER01       *ZZ"}}},
        {"ta1-007", "TA1 007", {{"*ZZ*RECEIVER01     *", "*QQ*RECEIVER01     *"}}},
        {"ta1-010", "TA1 010", {{"ISA*00*", "ISA*99*"}}},
        {"ta1-012", "TA1 012", {{"*00*          *ZZ", "*99*          *ZZ"}}},
        {"ta1-014", "TA1 014", {{"*260302*1009*^", "*261302*1009*^"}}},
        {"ta1-015", "TA1 015", {{"*260302*1009*^", "*260302*2509*^"}}},
        {"ta1-018", "TA1 018", {{"*000000117*1*T", "*00000A117*1*T"}}},
        {"ta1-019", "TA1 019", {{"*000000117*1*T", "*000000117*7*T"}}},
        {"ta1-020", "TA1 020", {{"*1*T*:", "*1*X*:"}}},
        // AK9
        {"ak9-1", "AK9 1", {{"GS*HC*", "GS*HI*"}, {"ST*837*", "ST*278*"}}},
        {"ak9-2", "AK9 2", {{"X*005010X222A1", "X*005010X223A2"}, {"0001*005010X222A1", "0001*005010X223A2"}}},
        {"ak9-3", "AK9 3", {{"GE*1*17~\n", ""}}},
        {"ak9-4", "AK9 4", {{"GE*1*17", "GE*1*18"}}},
        {"ak9-5", "AK9 5", {{"GE*1*17", "GE*2*17"}}},
        {"ak9-6", "AK9 6", {{"*1009*17*X", "*1009*A7*X"}, {"GE*1*17", "GE*1*A7"}}},
        // IK5
        {"ik5-2", "IK5 2", {{"SE*41*0001~\n", ""}}, false},
        {"ik5-3", "IK5 3", {{"*0001~\nGE", "*0002~\nGE"}}},
        {"ik5-4", "IK5 4", {{"SE*41*", "SE*40*"}}, false},
        {"ik5-19", "IK5 19", {{"0001*005010X222A1", "0001*4010"}}},
        {"ik5-23", "IK5 23", {{"GE*1*17~", second_set}}},
        {"ik5-i6", "IK5 I6", {{"0001*005010X222A1", "0001*005010X222A2"}}},
        {"ik5-18",
         "IK5 18",
         {{"GE*1*17~", "ST*835*0002*005010X221A1~\nBPR*I*0*C*NON************20260302~\nSE*3*0002~\nGE*2*17~"}}},
        {"ik5-6", "IK5 6", {{"ST*837*0001", "ST**0001"}}},
        {"ik5-7", "IK5 7", {{"ST*837*0001", "ST*837*01"}, {"*0001~\nGE", "*01~\nGE"}}},
        // IK3
        {"ik3-1", "IK3 1", {{"HI*ABK:M1711~", "HI*ABK:M1711~\nZZZ*1~"}}},
        {"ik3-2", "IK3 2", {{"HI*ABK:M1711~", "HI*ABK:M1711~\nSVD*18003*1~"}}},
        {"ik3-3", "IK3 3", {{"SV1*HC:L1833:RT:KX*620*UN*1***1~\n", ""}}},
        {"ik3-4",
         "IK3 4",
         {{"NM1*PR*2*DME MAC JURISDICTION C*****PI*18003~",
           "NM1*PR*2*DME MAC JURISDICTION C*****PI*18003~\nNM1*PR*2*SAMPLE PLAN*****PI*77001~"}}},
        {"ik3-5", "IK3 5", {{"REF*EI*991000001~", "REF*EI*991000001~\nREF*EI*991000002~"}}},
        {"ik3-7",
         "IK3 7",
         {{"N3*100 SAMPLE AVE~\nN4*RALEIGH*NC*276010100~", "N4*RALEIGH*NC*276010100~\nN3*100 SAMPLE AVE~"}}},
        {"ik3-i7", "IK3 I7", {{"NM1*40*2*SAMPLE PAYER*****46*RECEIVER01~\n", ""}}},
        {"ik3-i8", "IK3 I8", {{"REF*EI*991000001~\n", ""}}},
        // IK4
        {"ik4-1", "IK4 1", {{"BHT*0019*00*", "BHT*0019**"}}},
        {"ik4-2", "IK4 2", {{"****MI*1EG4TE5MK73", "****MI"}}},
        {"ik4-3", "IK4 3", {{"N4*DURHAM*NC*277010100~", "N4*DURHAM*NC*277010100*****X~"}}},
        {"ik4-4", "IK4 4", {{"N4*DURHAM*NC*277010100~", "N4*DURHAM*NC*27~"}}},
        {"ik4-5", "IK4 5", {{"N4*DURHAM*", "N4*DURHAM BUT MUCH LONGER THAN THIRTY*"}}},
        {"ik4-6", "IK4 6", {{"CLM*A-1*620*", "CLM*A-1*6X0*"}}},
        {"ik4-8", "IK4 8", {{"DTP*472*D8*20260301", "DTP*472*D8*20261301"}}},
        {"ik4-9", "IK4 9", {{"*20260302*1009*CH", "*20260302*2509*CH"}}},
        {"ik4-10", "IK4 10", {{"N4*DURHAM*NC*277010100~", "N4*DURHAM*NC*277010100****AB~"}}},
        {"ik4-12", "IK4 12", {{"SBR*P*18", "SBR*P^S*18"}}},
        {"ik4-13", "IK4 13", {{"12:B:1*", "12:B:1:9*"}}},
        {"ik4-i6", "IK4 I6", {{"NM1*IL*1*EXAMPLE", "NM1*IL*3*EXAMPLE"}}},
        {"ik4-i9", "IK4 I9", {{"EXAMPLE*AGNES*", "EXAMPLE**"}}},
        {"ik4-i9-lenient", "IK4 I9", {{"EXAMPLE*AGNES*", "EXAMPLE**"}}, true, true},
        {"ik4-i10", "IK4 I10", {{"SBR*P*18*******MB", "SBR*P*18****6***MB"}}},
        {"ik4-7-unit", "IK4 7", {{"*620*UN*1", "*620*XX*1"}}},
        {"ik4-7", "IK4 7", {{"HL*2*1*22*0", "HL*7*1*22*0"}}},
        {"ik4-i12", "IK4 I12", {{"HL*2*1*22*0", "HL*2*9*22*0"}}},
        // 277CA
        {"277-a8-306",
         "277CA A8:306",
         {{"NTE*ADD*CUSTOM FABRICATED KNEE BRACE JOINT SPRING SUPPLY, COST 150, LIKE L2755~\n", ""}}},
        {"277-a7-453", "277CA A7:453", {{"L1833:RT:KX", "L1833:RT:RT:KX"}}},
        {"277-a7-507", "277CA A7:507", {{"HC:L1833:", "HC:L183X:"}}},
        {"277-a7-164", "277CA A7:164:IL", {{"1EG4TE5MK73", "1EG4TE5MK"}}, true, false, "mbi-format"},
        {"277-a7-535", "277CA A7:535", {{"12:B:1*", "12:B:7*"}}, true, false, "claim-frequency"},
        {"277-a7-562-dk", "277CA A7:562:DK", {{"XX*1999000015", "XX*1999000016"}}},
        {"277-a7-178", "277CA A7:178", {{"CLM*A-1*620", "CLM*A-1*621"}}},
        {"277-a7-254", "277CA A7:254", {{"ABK:M1711", "ABK:M545"}}},
        {"277-a7-187", "277CA A7:187", {{"DTP*472*D8*20260301", "DTP*472*D8*20260401"}}},
        {"277-a7-698", "277CA A7:698", {{"XX*1999000015~", "XX*1999000015~\nLQ*UT*04.04C~\nFRM*1A**Y~"}}},
        {"277-provider", "277CA A7:562:85", {{"XX*1999000007", "XX*1999000008"}}},
    };
    return list;
}

std::string path_of(std::string_view name) {
    return std::string{ORTHOSCRUB_SOURCE_DIR} + "/fixtures/acknowledgments/cases/" + std::string{name} + ".txt";
}

test::answered_file answer_to(ack_case const& c) {
    ack::answer_policy policy;
    if (c.lenient) policy.errors = ack::strictness::lenient;
    return test::answer(test::edited(test::two_claims_file(), c.edits, c.count), policy, nullptr, test::test_stamp(),
                        c.raised);
}

std::uint64_t number_behind(std::string const& text, std::string_view segment) {
    std::uint64_t sum = 0;
    for (auto at = text.find(segment); at != std::string::npos; at = text.find(segment, at + 1))
        sum += std::stoull(text.substr(at + segment.size()));
    return sum;
}

}  // namespace

TEST_CASE("ack: each fault is said by its code, and the answers are those of the golden files") {
    for (ack_case const& c : cases()) {
        CAPTURE(c.name);
        test::answered_file const got = answer_to(c);
        CHECK_FALSE(got.failed);
        std::vector<std::string> const said = got.said();
        std::string list;
        for (std::string const& one : said) list += one + "; ";
        CAPTURE(list);
        if (c.says.empty()) CHECK(said.empty());
        else CHECK(std::find(said.begin(), said.end(), c.says) != said.end());
        if (char const* const update = std::getenv("UPDATE_GOLDEN"); update && *update)
            std::ofstream{path_of(c.name), std::ios::binary} << got.all();
        std::ifstream in{path_of(c.name), std::ios::binary};
        CHECK(got.all() == std::string{std::istreambuf_iterator<char>{in}, {}});
    }
}

TEST_CASE("ack: our own grammars read every answer back without a fault, and count what the decisions say") {
    for (ack_case const& c : cases()) {
        CAPTURE(c.name);
        test::answered_file const got = answer_to(c);
        ledger::person_hasher hasher{ledger::hash_key{1}};
        ledger::acknowledgment_book book;
        text::diagnostics faults;
        std::string const all = got.all();
        auto const source = text::read_memory(all);
        auto const counts =
            record::read_acknowledgments(*source, "answers", test::shipped_codes()->answers, hasher, book, faults);
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
    std::set<std::string_view> const repeated{"ta1-005", "ta1-007", "ak9-6", "ik5-6", "ik5-7"};
    for (ack_case const& c : cases()) {
        if (repeated.contains(c.name)) continue;
        CAPTURE(c.name);
        std::string const all = answer_to(c).all();
        auto const source = text::read_memory(all);
        text::diagnostics faults;
        envelope::interchange_reader reader{*source, faults};
        grammars::guide::guide_check of_999{guide_id::ack_999}, of_277{guide_id::status_277ca};
        model::ack_tables tables;
        for (auto e = reader.next(); e.kind != envelope::event_kind::end; e = reader.next()) {
            auto const& marks = reader.interchange().marks;
            for (text::segment const& header : e.segments) grammars::guide::check_envelope(header, marks, faults);
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
    for (ack_case const& c : cases()) {
        CAPTURE(c.name);
        test::answered_file const got = answer_to(c);
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
    for (ack_case const& c : cases()) {
        CAPTURE(c.name);
        test::answered_file const got = answer_to(c);
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
