// The worked answers of the field, from inputs of our own: a duplicate interchange, a claim rejected for its line, a
// provider refused as a whole.
#include <doctest/doctest.h>

#include <map>

#include "tests/support/ack_answering.hpp"
#include "tests/support/ack_claims.hpp"

namespace ack_examples_test {

using namespace orthoscrub;

namespace {

/// Remembers in memory.
class remembered final : public ack::answer_memory {
public:
    verdict look(ack::interchange_key const& key, texts& answers) override {
        auto const at = known_.find(key.sender + "/" + key.control_number);
        if (at == known_.end()) return verdict::fresh;
        if (at->second.first != key.content) return verdict::reused;
        answers = at->second.second;
        return verdict::replayed;
    }
    bool keep(ack::interchange_key const& key, texts const& answers, std::uint64_t) override {
        known_[key.sender + "/" + key.control_number] = {key.content, answers};
        return true;
    }

private:
    std::map<std::string, std::pair<std::string, texts>> known_;
};

std::string from(std::string const& text, std::string_view first) {
    auto const at = text.find(first);
    return at == std::string::npos ? std::string{} : text.substr(at);
}

}  // namespace

TEST_CASE("ack example: the same interchange gets the same answers, its number on other bytes is TA1 025") {
    remembered memory;
    std::string const file = test::two_claims_file();
    test::answered_file const first = test::answer(file, {}, &memory);
    ack::answer_stamp later = test::test_stamp();
    later.control_number = 2000;
    later.hour = 23;
    CHECK(test::answer(file, {}, &memory, later).all() == first.all());
    CHECK(test::answer(file + "\n", {}, &memory, later).all() == first.all());
    test::answered_file const other = test::answer(test::edited(file, {{"AGNES", "AGNETA"}}), {}, &memory);
    CHECK(other.all() ==
          "ISA*00*          *00*          *ZZ*RECEIVER01     *ZZ*SENDER01       "
          "*260302*1015*^*00501*000000905*0*T*:~\n"
          "TA1*000000117*260302*1009*R*025~\n"
          "IEA*0*000000905~\n");
    CHECK(other.counts.claims_rejected == 2);
    CHECK(other.told.front().reasons.back().rule == "ack-duplicate-interchange");
}

TEST_CASE("ack example: three sets, one accepted with an error, one rejected; the 277CA answers two of them") {
    std::string const file = test::two_claims_file();
    auto const st = file.find("ST*837"), ge = file.find("GE*");
    auto const set = [&](std::string_view number, std::vector<test::edit> const& edits) {
        std::string text = test::edited(file.substr(st, ge - st), edits, false);
        for (std::string_view const before : {"ST*837*", "SE*41*"})
            text.replace(text.find(before) + before.size(), 4, number);
        return text;
    };
    std::string const sent = file.substr(0, st) + set("0001", {}) + set("0002", {{"EXAMPLE*AGNES*", "EXAMPLE**"}}) +
                             set("0003", {{"*620*UN*1", "*620*XX*1"}}) + "GE*3*17~\nIEA*1*000000117~\n";
    ack::answer_policy lenient;
    lenient.errors = ack::strictness::lenient;
    test::answered_file const got = test::answer(sent, lenient);
    CHECK(from(got.texts[1], "AK1*") ==
          "AK1*HC*17*005010X222A1~\n"
          "AK2*837*0001*005010X222A1~\n"
          "IK5*A~\n"
          "AK2*837*0002*005010X222A1~\n"
          "IK3*NM1*14*2010*8~\n"
          "IK4*4*1036*I9~\n"
          "CTX*SITUATIONAL TRIGGER*NM1*14*2010*2~\n"
          "IK5*E*I5~\n"
          "AK2*837*0003*005010X222A1~\n"
          "IK3*SV1*22*2400*8~\n"
          "CTX*CLM01:A-1~\n"
          "IK4*3*355*7*XX~\n"
          "IK5*R*5~\n"
          "AK9*P*3*3*2~\n"
          "SE*16*0001~\n"
          "GE*1*906~\n"
          "IEA*1*000000906~\n");
    CHECK(got.counts.claims == 6);
    CHECK(got.counts.claims_rejected == 4);  // two with their set, two as duplicates of those in the first set
    CHECK(got.counts.sets_with_errors == 1);
}

TEST_CASE("ack example: a claim rejected for one of its lines, with the sums above it") {
    test::answered_file const got = test::answer(
        test::edited(test::two_claims_file(), {{"NTE*ADD*CUSTOM FABRICATED KNEE BRACE JOINT SPRING SUPPLY, "
                                                "COST 150, LIKE L2755~\n",
                                                ""}}));
    CHECK(from(got.texts[2], "HL*2*") ==
          "HL*2*1*21*1~\n"
          "NM1*41*2*SAMPLE SUBMITTER*****46*SENDER01~\n"
          "TRN*2*BATCH117~\n"
          "STC*A1:19:PR*20260302*WQ*920~\n"
          "QTY*90*1~\n"
          "QTY*AA*1~\n"
          "AMT*YU*620~\n"
          "AMT*YY*300~\n"
          "HL*3*2*19*1~\n"
          "NM1*85*2*SAMPLE ORTHOTICS*****XX*1999000007~\n"
          "TRN*1*BATCH117~\n"
          "STC*A1:19:PR**WQ*920~\n"
          "QTY*QA*1~\n"
          "QTY*QC*1~\n"
          "AMT*YU*620~\n"
          "AMT*YY*300~\n"
          "HL*4*3*PT~\n"
          "NM1*QC*1*EXAMPLE*AGNES****MI*1EG4TE5MK73~\n"
          "TRN*2*A-1~\n"
          "STC*A1:19:PR*20260302*WQ*620~\n"
          "DTP*472*D8*20260301~\n"
          "HL*5*3*PT~\n"
          "NM1*QC*1*SAMPLE*BERTHA****MI*2EG4TE5MK74~\n"
          "TRN*2*A-2~\n"
          "STC*A3:247*20260302*U*300~\n"
          "DTP*472*D8*20260301~\n"
          "SVC*HC:L2999:RT*300*****1~\n"
          "STC*A8:306**U~\n"
          "REF*FJ*A-2-L1~\n"
          "DTP*472*D8*20260301~\n"
          "SE*38*0001~\n"
          "GE*1*907~\n"
          "IEA*1*000000907~\n");
}

TEST_CASE("ack example: a provider whose own number is at fault is refused with all its claims, none of them listed") {
    test::answered_file const got = test::answer(test::edited(
        test::two_claims_file(), {{"NM1*85*2*SAMPLE ORTHOTICS*****XX*1999000007~", "NM1*85*2*SAMPLE ORTHOTICS~"}}));
    CHECK(from(got.texts[2], "HL*3*") ==
          "HL*3*2*19*0~\n"
          "NM1*85*2*SAMPLE ORTHOTICS*****FI*991000001~\n"
          "TRN*1*BATCH117~\n"
          "STC*A8:496:85**U*920~\n"
          "QTY*QC*2~\n"
          "AMT*YY*920~\n"
          "SE*20*0001~\n"
          "GE*1*907~\n"
          "IEA*1*000000907~\n");
    CHECK(got.counts.claims_rejected == 2);
}

}  // namespace ack_examples_test
