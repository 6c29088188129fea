// Puts the loose segments of an example between the envelopes, parties and loops that a complete file has. Nothing that the
// example says is changed; BPR gets the elements behind the fourth, and a claim the diagnosis that its lines point to.
#include "tests/support/remit_envelopes.hpp"

#include <functional>
#include <set>
#include <sstream>
#include <vector>

namespace orthoscrub::test {
namespace {

std::vector<std::string> segments_of(std::string const& text) {
    std::vector<std::string> all;
    std::istringstream in{text};
    for (std::string one; std::getline(in, one, '~');) {
        one.erase(0, one.find_first_not_of("\n "));
        if (!one.empty()) all.push_back(one);
    }
    return all;
}

std::string element(std::string const& segment, std::size_t number) {
    std::istringstream in{segment};
    std::string found;
    for (std::size_t i = 0; i <= number; ++i)
        if (!std::getline(in, found, '*')) return {};
    return found;
}

bool is(std::string const& segment, char const* id) { return element(segment, 0) == id; }

/// "M" and the letters and digits of CLM01.
std::string member_of(std::string const& control_number) {
    std::string id = "M";
    for (char c : control_number)
        if (c != '-') id += c;
    return id;
}

std::string payer_of(fenced_block const& block) {
    std::string const named = block.word("payer");
    return named.empty() ? "PAYER1" : named;
}

/// Segments of one set between their envelopes; `day` is CCYYMMDD.
std::string file_of(std::vector<std::string> const& set, char const* group, char const* type, char const* version,
                    std::string const& day, int number) {
    std::string const digits = std::to_string(100000000 + number), control = digits.substr(1);
    bool const answers = std::string{group} != "HC";
    std::string const from = answers ? "SAMPLERECEIVER" : "SAMPLESUPPLIER",
                      to = answers ? "SAMPLESUPPLIER" : "SAMPLERECEIVER";
    std::string text = "ISA*00*          *00*          *ZZ*" + from + " *ZZ*" + to + " *" + day.substr(2) +
                       "*0800*^*00501*0" + control + "*0*T*:~\nGS*" + group + '*' + from + '*' + to + '*' + day +
                       "*0800*" + std::to_string(number) + "*X*" + version + "~\n";
    text +=
        std::string{"ST*"} + type + "*0001" + (std::string{type} == "835" ? "" : std::string{"*"} + version) + "~\n";
    for (std::string const& segment : set) text += segment + "~\n";
    text += "SE*" + std::to_string(set.size() + 2) + "*0001~\nGE*1*" + std::to_string(number) + "~\nIEA*1*0" + control +
            "~\n";
    return text;
}

}  // namespace

std::string claims_file(remit_example const& example) {
    std::set<std::string> payers;
    for (fenced_block const& answer : example.answers) payers.insert(payer_of(answer));
    std::string text;
    int number = 0;
    for (fenced_block const& block : example.sent) {
        std::vector<std::vector<std::string>> claims;
        for (std::string& segment : segments_of(block.text)) {
            if (is(segment, "CLM")) claims.emplace_back();
            claims.back().push_back(std::move(segment));
        }
        for (auto const& claim : claims) {
            std::string const day = std::to_string(20260320 + number++), member = member_of(element(claim[0], 1));
            std::vector<std::string> set{"BHT*0019*00*SENT" + std::to_string(number) + '*' + day + "*0800*CH",
                                         "NM1*41*2*SAMPLE BILLING SERVICE*****46*SAMPLE41",
                                         "PER*IC*SAMPLE HELPDESK*TE*5555550111",
                                         "NM1*40*2*SAMPLE CLEARINGHOUSE*****46*SAMPLE40",
                                         "HL*1**20*1",
                                         "PRV*BI*PXC*335E00000X",
                                         "NM1*85*2*EXAMPLE ORTHOTICS AND PROSTHETICS*****XX*1999000007",
                                         "N3*100 SAMPLE AVE",
                                         "N4*RALEIGH*NC*276010100",
                                         "REF*EI*991000001",
                                         "HL*2*1*22*0",
                                         "SBR*P*18*******CI",
                                         "NM1*IL*1*EXAMPLE*AGNES****MI*" + member,
                                         "N3*200 SAMPLE ST",
                                         "N4*DURHAM*NC*277010100",
                                         "DMG*D8*19470312*F",
                                         "NM1*PR*2*SAMPLE PLAN*****PI*" + payer_of(block)};
            bool coded = false;
            for (std::string const& segment : claim) {
                if (is(segment, "LX") && !coded) {
                    set.emplace_back("HI*ABK:M48061");
                    for (std::string const& payer : payers)
                        if (payer != payer_of(block))
                            for (std::string const& other :
                                 {std::string{"SBR*S*18*******CI"}, std::string{"OI***Y***Y"},
                                  "NM1*IL*1*EXAMPLE*AGNES****MI*" + member,
                                  "NM1*PR*2*SAMPLE SUPPLEMENT*****PI*" + payer})
                                set.push_back(other);
                    coded = true;
                }
                set.push_back(segment);
            }
            text += file_of(set, "HC", "837", "005010X222A1", day, number);
        }
    }
    return text;
}

std::string answer_file(fenced_block const& block, std::string const& day) {
    std::string const payer = payer_of(block);
    auto const content = std::hash<std::string>{}(block.text + day + payer) % 10000000;
    std::vector<std::string> set, heading;
    std::string trace = "TRN*1*EFT" + std::to_string(content) + "*1999999999", member;
    bool in_claims = false;
    auto name_member = [&] {
        if (!member.empty()) set.push_back("NM1*QC*1*EXAMPLE*AGNES****MI*" + member);
        member.clear();
    };
    auto open_claims = [&] {
        if (in_claims) return;
        set.push_back(trace);
        set.insert(set.end(), heading.begin(), heading.end());
        for (std::string const& segment :
             {"DTM*405*" + day, std::string{"N1*PR*SAMPLE PLAN"}, std::string{"N3*1 SAMPLE PLAZA"},
              std::string{"N4*COLUMBIA*SC*292010100"}, "REF*2U*" + payer,
              std::string{"PER*BL*SAMPLE PROVIDER LINE*TE*5555550199"},
              std::string{"N1*PE*EXAMPLE ORTHOTICS AND PROSTHETICS*XX*1999000007"}, std::string{"REF*TJ*991000001"}})
            set.push_back(segment);
        in_claims = true;
    };
    bool listed = false;
    for (std::string const& segment : segments_of(block.text)) {
        if (is(segment, "BPR")) {
            set.push_back(segment + "*CCP*01*999999992*DA*000111*1999999999**01*999999992*DA*000222*" + day);
        } else if (is(segment, "TRN")) {
            trace = segment;
        } else if (is(segment, "CLP") || is(segment, "PLB")) {
            open_claims();
            name_member();
            if (is(segment, "CLP") && !listed) set.emplace_back("LX*1");
            listed = true;
            set.push_back(segment);
            if (is(segment, "CLP")) member = member_of(element(segment, 1));
        } else if (!in_claims) {
            heading.push_back(segment);
        } else {
            if (!is(segment, "CAS")) name_member();
            set.push_back(segment);
        }
    }
    open_claims();
    name_member();
    return file_of(set, "HP", "835", "005010X221A1", day, static_cast<int>(content));
}

std::string rejections_file(remit_example const& example) {
    std::vector<std::string> set{"BHT*0085*08*277SAMPLE1*20260321*0900*TH",
                                 "HL*1**20*1",
                                 "NM1*AY*2*SAMPLE CLEARINGHOUSE*****46*SAMPLE40",
                                 "TRN*1*CH0000001",
                                 "DTP*050*D8*20260321",
                                 "DTP*009*D8*20260321",
                                 "HL*2*1*21*1",
                                 "NM1*41*2*SAMPLE BILLING SERVICE*****46*SAMPLE41",
                                 "TRN*2*SENT1",
                                 "STC*A1:19:PR*20260321*WQ*100",
                                 "HL*3*2*19*1",
                                 "NM1*85*2*EXAMPLE ORTHOTICS AND PROSTHETICS*****XX*1999000007",
                                 "TRN*1*0",
                                 "STC*A1:19:PR**WQ*100"};
    bool any = false;
    int level = 3;
    for (fenced_block const& block : example.sent) {
        if (block.word("front") != "rejected") continue;
        bool undated = false;
        for (std::string const& segment : segments_of(block.text)) {
            if (undated && is(segment, "DTP") && element(segment, 1) == "472") {
                set.push_back(segment);
                undated = false;
            }
            if (!is(segment, "CLM")) continue;
            any = undated = true;
            set.push_back("HL*" + std::to_string(++level) + "*3*PT");
            set.push_back("NM1*QC*1*EXAMPLE*AGNES****MI*" + member_of(element(segment, 1)));
            set.push_back("TRN*2*" + element(segment, 1));
            set.push_back("STC*A3:21:82*20260321*U*" + element(segment, 2));
        }
    }
    return any ? file_of(set, "HN", "277", "005010X214", "20260321", 1) : std::string{};
}

}  // namespace orthoscrub::test
