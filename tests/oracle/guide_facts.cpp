// Facts of the guide 005010X222A1, in the order of the guide. A segment whose elements are empty here is placed and
// counted, and its elements are not looked at.
#include "tests/oracle/guide_facts.hpp"

#include <string>

namespace orthoscrub::oracle {
namespace {

constexpr std::string_view
    name_of_company = "M ID2-3|M ID1-1=2|R AN1-60|N|N|N|N|R ID1-2=46|R AN2-80|N|N|N",
    name_of_submitter = "M ID2-3|M ID1-1=1,2|R AN1-60|S AN1-35|S AN1-25|N|N|R ID1-2=46|R AN2-80|N|N|N",
    name_of_payer = "M ID2-3|M ID1-1=2|R AN1-60|N|N|N|N|R ID1-2=PI,XV|R AN2-80|N|N|N",
    name_of_provider = "M ID2-3|M ID1-1=1,2|R AN1-60|S AN1-35|S AN1-25|N|S AN1-10|S ID1-2=XX|S AN2-80|N|N|N",
    name_of_person = "M ID2-3|M ID1-1=1|R AN1-60|S AN1-35|S AN1-25|N|S AN1-10|S ID1-2=XX|S AN2-80|N|N|N",
    name_of_member = "M ID2-3|M ID1-1=1,2|R AN1-60|S AN1-35|S AN1-25|N|S AN1-10|S ID1-2=II,MI|S AN2-80|N|N|N",
    name_of_patient = "M ID2-3|M ID1-1=1|R AN1-60|S AN1-35|S AN1-25|N|S AN1-10|N|N|N|N|N",
    notes_of_name = "P0809 C1110 C1203", street = "M AN1-55|S AN1-55",
    city = "R AN2-30|S ID2-2*|S ID3-15*|S ID2-3*|N|N|S ID1-3*", notes_of_city = "E0207 C0605 C0704",
    reference = "M ID2-3|R AN1-50|N|N",
    contact =
        "M ID2-2=IC|S AN1-60|R ID2-2=EM,FX,TE|R AN1-256|S ID2-2=EM,EX,FX,TE|S AN1-256|S ID2-2=EM,EX,FX,TE|S AN1-256|N",
    notes_of_contact = "P0304 P0506 P0708", birth = "R ID2-3=D8|R P1-35|R ID1-1=F,M,U|N|N|N|N|N|N|N|N",
    diagnosis = "M [M ID1-3=ABK,BK;M AN1-30;N;N;N;N;N;N;N]", further = "|S [M ID1-3=ABF,BF;M AN1-30;N;N;N;N;N;N;N]",
    day = "M ID3-3|M ID2-3=D8|M P1-35";

std::string const& diagnoses() {
    static std::string const all = [] {
        std::string made{diagnosis};
        for (int n = 2; n <= 12; ++n) made += further;
        return made;
    }();
    return all;
}

}  // namespace

std::vector<use_fact> const& use_facts() {
    static std::vector<use_fact> const facts{
        {"heading", "ST", "", 1, "", 1, "M ID3-3=837|M AN4-9|R AN1-35*", ""},
        {"heading", "BHT", "", 2, "3", 1, "M ID4-4=0019|M ID2-2=00,18|R AN1-30|R DT8-8|R TM4-8|R ID2-2=31,CH,RP", ""},
        {"heading", "SE", "", 99, "", 1, "", ""},
        {"1000A", "NM1", "41", 1, "", 1, name_of_submitter, notes_of_name},
        {"1000A", "PER", "IC", 2, "I8", 2, contact, notes_of_contact},
        {"1000B", "NM1", "40", 1, "", 1, name_of_company, notes_of_name},
        {"2000A", "HL", "", 1, "", 1, "M AN1-12|N|M ID1-2=20|R ID1-1=1", ""},
        {"2000A", "PRV", "BI", 2, "", 1, "M ID1-3=BI|R ID2-3=PXC|R AN1-50|N|N|N", "P0203"},
        {"2000A", "CUR", "85", 3, "", 1, "", ""},
        {"2010AA", "NM1", "85", 1, "", 1, name_of_provider, notes_of_name},
        {"2010AA", "N3", "", 2, "I8", 1, street, ""},
        {"2010AA", "N4", "", 3, "I8", 1, city, notes_of_city},
        {"2010AA", "REF", "EI,SY", 4, "I8", 1, reference, "R0203"},
        {"2010AA", "REF", "0B,1G", 4, "", 2, reference, "R0203"},
        {"2010AA", "PER", "IC", 5, "", 2, contact, notes_of_contact},
        {"2000B", "HL", "", 1, "", 1, "M AN1-12|R AN1-12|M ID1-2=22|R ID1-1=0,1", ""},
        {"2000B", "SBR", "", 2, "I8", 1,
         "M ID1-1=A,B,C,D,E,F,G,H,P,S,T,U|S ID2-2=18|S AN1-50|S AN1-60|S ID1-3=12,13,14,15,16,41,42,43,47|N|N|N|"
         "S ID1-2=11,12,13,14,15,16,17,AM,BL,CH,CI,DS,FI,HM,LM,MA,MB,MC,OF,TV,VA,WC,ZZ",
         ""},
        {"2000B", "PAT", "", 3, "", 1, "N|N|N|N|S ID2-3=D8|S P1-35|S ID2-2=01|S R1-10|S ID1-1=Y", "P0506 P0708"},
        {"2010BA", "NM1", "IL", 1, "", 1, name_of_member, notes_of_name},
        {"2010BA", "N3", "", 2, "", 1, street, ""},
        {"2010BA", "N4", "", 3, "", 1, city, notes_of_city},
        {"2010BA", "DMG", "", 4, "", 1, birth, "P0102 P1011 C1105"},
        {"2010BA", "REF", "SY", 5, "", 1, "", ""},
        {"2010BA", "REF", "Y4", 5, "", 1, reference, "R0203"},
        {"2010BA", "PER", "IC", 6, "", 1, "", ""},
        {"2010BB", "NM1", "PR", 1, "", 1, name_of_payer, notes_of_name},
        {"2010BB", "N3", "", 2, "", 1, street, ""},
        {"2010BB", "N4", "", 3, "", 1, city, notes_of_city},
        {"2010BB", "REF", "2U,EI,FY,NF", 4, "", 3, reference, "R0203"},
        {"2010BB", "REF", "G2,LU", 4, "", 2, reference, "R0203"},
        {"2000C", "HL", "", 1, "", 1, "M AN1-12|R AN1-12|M ID1-2=23|R ID1-1=0", ""},
        {"2000C", "PAT", "", 2, "I8", 1,
         "R ID2-2=01,19,20,21,39,40,53,G8|N|N|N|S ID2-3=D8|S P1-35|S ID2-2=01|S R1-10|S ID1-1=Y", "P0506 P0708"},
        {"2010CA", "NM1", "QC", 1, "", 1, name_of_patient, notes_of_name},
        {"2010CA", "N3", "", 2, "I8", 1, street, ""},
        {"2010CA", "N4", "", 3, "I8", 1, city, notes_of_city},
        {"2010CA", "DMG", "", 4, "I8", 1, birth, "P0102 P1011 C1105"},
        {"2300", "CLM", "", 1, "", 1,
         "M AN1-20|R A1-18|N|N|R [M AN1-2*;R ID1-2=B;R ID1-1*]|R ID1-1=N,Y|R ID1-1=A,B,C|R ID1-1=N,W,Y|R ID1-1=I,Y|"
         "S ID1-1=P|S [M ID2-3=AA,EM,OA;S ID2-3=AA,EM,OA;N;S ID2-2*;S ID2-3*]|S ID2-3=02,03,05,09|N|N|N|N|N|N|N|"
         "S ID1-2=1,2,3,4,5,6,7,8,9,10,11,15",
         ""},
        {"2300", "DTP", "439", 2, "", 1, day, ""},
        {"2300", "DTP", "435", 2, "", 1, "", ""},
        {"2300", "PWK", "", 3, "", 10, "", ""},
        {"2300", "AMT", "F5", 5, "", 1, "", ""},
        {"2300", "REF", "F8", 6, "", 1, reference, "R0203"},
        {"2300", "REF", "G1", 6, "", 1, reference, "R0203"},
        {"2300", "NTE", "", 8, "", 1, "R ID3-3=ADD,CER,DCP,DGN,TPO|M AN1-80", ""},
        {"2300", "HI", "ABK,BK", 12, "I8", 1, diagnoses(), ""},
        {"2310B", "NM1", "82", 1, "", 1, name_of_provider, notes_of_name},
        {"2310B", "PRV", "PE", 2, "", 1, "", ""},
        {"2400", "LX", "", 1, "", 1, "M I1-6", ""},
        {"2400", "SV1", "", 2, "3", 1,
         "M [M ID2-2=ER,HC,IV,WK;M AN1-48;S AN2-2;S AN2-2;S AN2-2;S AN2-2;S AN1-80;N]|R A1-18|R ID2-2=MJ,UN|R Q1-15|"
         "S AN1-2*|N|R [M I1-2=1,2,3,4,5,6,7,8,9,10,11,12;S I1-2=1,2,3,4,5,6,7,8,9,10,11,12;"
         "S I1-2=1,2,3,4,5,6,7,8,9,10,11,12;S I1-2=1,2,3,4,5,6,7,8,9,10,11,12]|N|S ID1-1=Y|N|S ID1-1=Y|S ID1-1=Y|N|N|"
         "S ID1-1=0|N|N|N|N|N|N",
         "P0304"},
        {"2400", "DTP", "472", 8, "I8", 1, "M ID3-3|M ID2-3=D8,RD8|M P1-35", ""},
        {"2400", "REF", "G1", 12, "", 5, "", ""},
        {"2400", "REF", "6R", 12, "", 1, "M ID2-3|R AN1-30|N|N", "R0203"},
        {"2400", "NTE", "TPO", 15, "", 1, "R ID3-3=TPO|M AN1-80", ""},
        {"2400", "NTE", "", 15, "", 1, "R ID3-3=ADD,DCP|M AN1-80", ""},
        {"2420A", "NM1", "82", 1, "", 1, name_of_provider, notes_of_name},
        {"2420A", "PRV", "PE", 2, "", 1, "", ""},
        {"2420E", "NM1", "DK", 1, "", 1, name_of_person, notes_of_name},
    };
    return facts;
}

std::vector<loop_fact> const& loop_facts() {
    static std::vector<loop_fact> const facts{
        {"1000A", "heading", "NM1", 3, "I7", 1}, {"1000B", "heading", "NM1", 3, "I7", 1},
        {"2000A", "heading", "HL", 4, "I7", 0},  {"2010AA", "2000A", "NM1", 4, "I7", 1},
        {"2000B", "2000A", "HL", 5, "I7", 0},    {"2010BA", "2000B", "NM1", 4, "I7", 1},
        {"2010BB", "2000B", "NM1", 4, "I7", 1},  {"2000C", "2000B", "HL", 6, "", 0},
        {"2010CA", "2000C", "NM1", 4, "I7", 1},  {"2300", "2000B", "CLM", 5, "", 100},
        {"2300", "2000C", "CLM", 5, "", 100},    {"2310B", "2300", "NM1", 14, "", 1},
        {"2320", "2300", "SBR", 15, "", 10},     {"2330A", "2320", "NM1", 9, "", 1},
        {"2330B", "2320", "NM1", 9, "", 1},      {"2400", "2300", "LX", 16, "3", 50},
        {"2420A", "2400", "NM1", 18, "", 1},     {"2420E", "2400", "NM1", 20, "", 1},
        {"2430", "2400", "SVD", 21, "", 15},     {"2440", "2400", "LQ", 22, "", 0},
    };
    return facts;
}

std::vector<wider_list> const& wider_lists() {
    static std::vector<wider_list> const lists{
        {"1,2", "3,4,5"},
        {"2", "1,3,4,5"},
        {"1", "2,3,4,5"},
        {"46", "24,34,FI,MI,XX"},
        {"II,MI", "24,34,FI,XX"},
        {"XX", "24,34,FI,MI"},
        {"PI,XV", "24,34,FI,MI"},
        {"18", "01,19,20,21,39"},
        {"01,19,20,21,39,40,53,G8", "18"},
        {"MJ,UN", "DA,F2,GR,ME,ML"},
        {"B", "A,C"},
        {"D8", "RD8,DT,TM"},
        {"D8,RD8", "DT,TM"},
        {"00,18", "01,02,05"},
        {"N,Y", "U,W"},
        {"A,B,C", "P"},
        {"EM,FX,TE", "AP,CP,HP,WP"},
        {"F,M,U", "A,B,N,X"},
        {"P", "B,C,M,S"},
    };
    return lists;
}

}  // namespace orthoscrub::oracle
