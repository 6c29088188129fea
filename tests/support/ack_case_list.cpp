// One fault a case.
#include "tests/support/ack_case_list.hpp"

namespace orthoscrub::test {
namespace {

/// A memory that knows every control number, with other bytes.
class used_numbers final : public ack::answer_memory {
public:
    verdict look(ack::interchange_key const&, texts&) override { return verdict::reused; }
    bool keep(ack::interchange_key const&, texts const&, std::uint64_t) override { return true; }
};

constexpr std::string_view second_set =
    "ST*837*0001*005010X222A1~\nBHT*0019*00*B2*20260302*1009*CH~\nSE*3*0001~\nGE*2*17~";

}  // namespace

std::vector<ack_case> const& ack_cases() {
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
        {"ta1-006", "TA1 006", {}, true, false, {}, {"SENDER02", "SENDER03"}},
        {"ta1-008",
         "TA1 008",
         {{"*ZZ*RECEIVER01     *", "*ZZ*               *"}},
         true,
         false,
         {},
         {"SENDER01"},
         {"RECEIVER01"}},
        {"ta1-009", "TA1 009", {}, true, false, {}, {}, {"RECEIVER02"}},
        {"ta1-011", "TA1 011", {{"ISA*00*", "ISA*03*"}}},
        {"ta1-013", "TA1 013", {{"*00*          *ZZ", "*01*          *ZZ"}}},
        {"ta1-017", "TA1 017", {{"*^*00501*", "*^*5010A*"}}},
        {"ta1-021-noted", "TA1 021", {{"IEA*1*", "IEA*2*"}}, true, false, {}, {}, {}, {"021"}},
        {"ta1-025", "TA1 025", {}, true, false, {}, {}, {}, {}, true},
        // AK9
        {"ak9-1", "AK9 1", {{"GS*HC*", "GS*HI*"}, {"ST*837*", "ST*278*"}}},
        {"ak9-2", "AK9 2", {{"X*005010X222A1", "X*005010X223A2"}, {"0001*005010X222A1", "0001*005010X223A2"}}},
        {"ak9-1-claims", "AK9 1", {{"GS*HC*", "GS*HI*"}}},
        {"ak9-2-group", "AK9 2", {{"X*005010X222A1", "X*005010X223A2"}}},
        {"ak9-3", "AK9 3", {{"GE*1*17~\n", ""}}},
        {"ak9-4", "AK9 4", {{"GE*1*17", "GE*1*18"}}},
        {"ak9-5", "AK9 5", {{"GE*1*17", "GE*2*17"}}},
        {"ak9-6", "AK9 6", {{"*1009*17*X", "*1009*A7*X"}, {"GE*1*17", "GE*1*A7"}}},
        {"ak9-19",
         "AK9 19",
         {{"IEA*1*", "GS*HC*SENDER01*RECEIVER01*20260302*1009*17*X*005010X222A1~\nGE*0*17~\nIEA*2*"}}},
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
        {"ik3-3-line", "IK3 3", {{"LX*1~\nSV1*HC:L1833:RT:KX*620*UN*1***1~", "SV1*HC:L1833:RT:KX*620*UN*1***1~"}}},
        {"ik4-1-level", "IK4 1", {{"HL*2*1*22*0", "HL**1*22*0"}}},
        {"ik4-7-level", "IK4 7", {{"HL*2*1*22*0", "HL*2*1*21*0"}}},
        {"ik3-i7", "IK3 I7", {{"NM1*40*2*SAMPLE PAYER*****46*RECEIVER01~\n", ""}}},
        {"ik3-i8", "IK3 I8", {{"REF*EI*991000001~\n", ""}}},
        {"ik3-i6-accident", "IK3 I6", {{"12:B:1*Y*A*Y*Y~", "12:B:1*Y*A*Y*Y**OA~"}}},
        {"ik3-i6-replacement", "IK3 I6", {{"12:B:1*Y*A*Y*Y~", "12:B:7*Y*A*Y*Y~"}}},
        {"ik3-i6-birth", "IK3 I6", {{"DMG*D8*19470312*F~\n", ""}}},
        {"ik3-i6-street", "IK3 I6", {{"N3*200 SAMPLE ST~\n", ""}}},
        {"ik3-i6-city", "IK3 I6", {{"N4*DURHAM*NC*277010100~\n", ""}}},
        {"ik3-i6-payer", "IK3 I6", {{"SBR*P*18", "SBR*S*18"}}},
        {"ik3-i6-paid",
         "IK3 I6",
         {{"LX*1~",
           "SBR*S*18*******CI~\nCAS*PR*1*620~\nOI***Y***Y~\nNM1*IL*1*EXAMPLE*AGNES****MI*MEMBER1~\n"
           "NM1*PR*2*SAMPLE OTHER PLAN*****PI*OTHER1~\nLX*1~"}}},
        {"ik3-i6-paid-line",
         "IK3 I6",
         {{"LX*1~",
           "SBR*S*18*******CI~\nOI***Y***Y~\nNM1*IL*1*EXAMPLE*AGNES****MI*MEMBER1~\n"
           "NM1*PR*2*SAMPLE OTHER PLAN*****PI*OTHER1~\nLX*1~"},
          {"XX*1999000015~",
           "XX*1999000015~\nSVD*OTHER1*400*HC:L1833:RT:KX**1~\nCAS*PR*1*220~\nDTP*573*D8*20260301~"}}},
        {"ik3-i6-claims",
         "IK3 I6",
         {{"HL*3*1*22*0~",
           "HL*3*1*22*0~\nSBR*P*18*******MB~\nNM1*IL*1*SAMPLE*CARLA****MI*3EG4TE5MK75~\nN3*400 SAMPLE ST~\n"
           "N4*DURHAM*NC*277010100~\nDMG*D8*19481101*F~\nNM1*PR*2*DME MAC JURISDICTION C*****PI*18003~\n"
           "HL*4*1*22*0~"}}},
        {"ik3-i9-reference",
         "IK3 I9",
         {{"HI*ABK:M1711~", "REF*F8*SAMPLECLAIM1~\nHI*ABK:M1711~"}},
         true,
         false,
         "guide-original-reference"},
        {"ik3-i9-provider",
         "IK3 I9",
         {{"LX*1~", "NM1*82*2*SAMPLE ORTHOTICS*****XX*1999000007~\nLX*1~"}},
         true,
         false,
         "guide-provider-repeated"},
        // IK4
        {"ik4-1", "IK4 1", {{"BHT*0019*00*", "BHT*0019**"}}},
        {"ik4-2", "IK4 2", {{"****MI*1EG4TE5MK73", "****MI"}}},
        {"ik4-3", "IK4 3", {{"N4*DURHAM*NC*277010100~", "N4*DURHAM*NC*277010100*****X~"}}},
        {"ik4-4", "IK4 4", {{"N4*DURHAM*NC*277010100~", "N4*DURHAM*NC*27~"}}},
        {"ik4-5", "IK4 5", {{"N4*DURHAM*", "N4*DURHAM BUT MUCH LONGER THAN THIRTY*"}}},
        {"ik4-5-note",
         "IK4 5",
         {{"LIKE L2755~", "LIKE L2755 AND LIKE NOTHING ELSE THAT THE SCHEDULE OF FEES KNOWS TODAY~"}}},
        {"ik4-6", "IK4 6", {{"CLM*A-1*620*", "CLM*A-1*6X0*"}}},
        {"ik4-8", "IK4 8", {{"DTP*472*D8*20260301", "DTP*472*D8*20261301"}}},
        {"ik4-9", "IK4 9", {{"*20260302*1009*CH", "*20260302*2509*CH"}}},
        {"ik4-10", "IK4 10", {{"N4*DURHAM*NC*277010100~", "N4*DURHAM*NC*277010100****AB~"}}},
        {"ik4-12", "IK4 12", {{"SBR*P*18", "SBR*P^S*18"}}},
        {"ik4-13", "IK4 13", {{"12:B:1*", "12:B:1:9*"}}},
        {"ik4-i6", "IK4 I6", {{"NM1*IL*1*EXAMPLE", "NM1*IL*3*EXAMPLE"}}},
        {"ik4-i9", "IK4 I9", {{"EXAMPLE*AGNES*", "EXAMPLE**"}}},
        {"ik4-i9-lenient", "IK4 I9", {{"EXAMPLE*AGNES*", "EXAMPLE**"}}, true, true},
        {"ik4-i9-state", "IK4 I9", {{"N4*DURHAM*NC*277010100~", "N4*DURHAM**277010100~"}}},
        {"ik4-i9-country", "IK4 I9", {{"N4*DURHAM*NC*277010100~", "N4*SAMPLETOWN*ON*K1A0B1~"}}},
        {"ik4-i9-member", "IK4 I9", {{"EXAMPLE*AGNES****MI*1EG4TE5MK73~", "EXAMPLE*AGNES~"}}},
        {"ik4-i9-patient", "IK4 I9", {{"SBR*P*18*******MB", "SBR*P********MB"}}},
        {"ik4-i9-accident", "IK4 I9", {{"12:B:1*Y*A*Y*Y~", "12:B:1*Y*A*Y*Y**EM:AA~\nDTP*439*D8*20260201~"}}},
        {"ik4-i13",
         "IK4 I13",
         {{"HL*2*1*22*0~", "HL*2*1*22*1~"},
          {"HL*3*1*22*0~", "HL*4*1*22*0~"},
          {"CLM*A-1*",
           "HL*3*2*23*0~\nPAT*19~\nNM1*QC*1*EXAMPLE*ADAM~\nN3*200 SAMPLE ST~\nN4*DURHAM*NC*277010100~\n"
           "DMG*D8*20150312*M~\nCLM*A-1*"}}},
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
        {"277-a7-535",
         "277CA A7:535",
         {{"12:B:1*", "12:B:7*"}, {"HI*ABK:M1711~", "REF*F8*SAMPLECLAIM1~\nHI*ABK:M1711~"}},
         true,
         false,
         "claim-frequency"},
        {"277-a7-562-dk", "277CA A7:562:DK", {{"XX*1999000015", "XX*1999000016"}}},
        {"277-a7-562-82", "277CA A7:562:82", {{"LX*1~", "NM1*82*1*SAMPLE*DORA****XX*1888888001~\nLX*1~"}}},
        {"277-a7-400-178", "277CA A7:400 A7:178", {{"CLM*A-1*620", "CLM*A-1*621"}}},
        {"277-a7-254", "277CA A7:254", {{"ABK:M1711", "ABK:M545"}}},
        {"277-a7-255", "277CA A7:255", {{"ABK:M1711", "ABK:M1711*ABF:M545"}}},
        {"277-a7-500", "277CA A7:500:IL", {{"N4*DURHAM*NC*277010100~", "N4*DURHAM*NC*27701-01~"}}},
        {"277-a7-500-85", "277CA A7:500:85", {{"N4*RALEIGH*NC*276010100~", "N4*RALEIGH*NC*27601~"}}},
        {"277-a7-187", "277CA A7:187", {{"DTP*472*D8*20260301", "DTP*472*D8*20260401"}}},
        {"277-a7-698", "277CA A7:698", {{"XX*1999000015~", "XX*1999000015~\nLQ*UT*04.04C~\nFRM*1A**Y~"}}},
        {"277-a8-496-85", "277CA A8:496:85", {{"ORTHOTICS*****XX*1999000007", "ORTHOTICS"}}},
        {"277-provider", "277CA A7:562:85", {{"XX*1999000007", "XX*1999000008"}}},
    };
    return list;
}

std::string path_of(std::string_view case_name) {
    return std::string{ORTHOSCRUB_SOURCE_DIR} + "/fixtures/acknowledgments/cases/" + std::string{case_name} + ".txt";
}

std::string file_of(ack_case const& c) { return edited(two_claims_file(), c.edits, c.count); }

answered_file answer_to(ack_case const& c) {
    ack::answer_policy policy;
    if (c.lenient) policy.errors = ack::strictness::lenient;
    policy.senders = c.senders;
    policy.receivers = c.receivers;
    policy.ta1_errors = c.noted;
    used_numbers memory;
    return answer(file_of(c), policy, c.number_used ? &memory : nullptr, test_stamp(), c.raised);
}

}  // namespace orthoscrub::test
