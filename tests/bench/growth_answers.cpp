// What answers claims, built to be slow: one claim, line, set or status is repeated, and many answers carry one control
// number. `remit` reads them against few or as many claims, with --acks, and both ways round.
#include "tests/bench/growth_shapes.hpp"
#include "tests/bench/growth_x12.hpp"

namespace orthoscrub::bench {
namespace {

using std::size_t;
using std::to_string;

constexpr std::string_view of_835 = "005010X221A1", of_837 = "005010X222A1", of_999 = "005010X231A1",
                           of_277 = "005010X214";

std::string const payment =
    "BPR*I*0*C*NON************20250401~TRN*1*EFTA*1512345678~DTM*405*20250331~N1*PR*PAYER ONE*XV*18003~N3*PO BOX 10~"
    "N4*COLUMBUS*OH*432150001~REF*2U*18003~PER*BL*TECHNICAL*EM*edi@payer.example~N1*PE*BRACES INC*XX*1999000007~"
    "REF*TJ*123456789~LX*1~";
std::string const service = "SVC*HC:L1833:RT:KX*620*0**1~DTM*472*20250301~CAS*CO*45*620~REF*6R*L1~";

std::string paid(std::string const& number, std::string const& icn = "ICN1") {
    return "CLP*" + number + "*1*620*0*0*MB*" + icn + "~NM1*QC*1*EXAMPLE*AGNES****MI*1EG4TE5MK73~";
}
std::string set_835(std::string const& body, std::string_view control = "0001") {
    return transaction_set("835", control, of_835, payment + body);
}
std::string era(std::string const& body) { return interchange("HP", of_835, set_835(body), 1); }

std::string claims(size_t count, std::function<std::string(size_t)> const& number, size_t lines = 1) {
    std::string body =
        "BHT*0019*00*RUN1*20250302*0800*CH~NM1*41*2*SAMPLE BILLING*****46*SAMPLE41~PER*IC*SAMPLE DESK*TE*5555550111~"
        "NM1*40*2*SAMPLE RECEIVER*****46*SAMPLE40~HL*1**20*1~PRV*BI*PXC*335E00000X~"
        "NM1*85*2*SAMPLE ORTHOTICS*****XX*1999000007~N3*100 SAMPLE AVE~N4*RALEIGH*NC*276010100~REF*EI*991000001~"
        "HL*2*1*22*0~SBR*P*18*******MB~NM1*IL*1*EXAMPLE*AGNES****MI*1EG4TE5MK73~N3*200 SAMPLE ST~"
        "N4*DURHAM*NC*277010100~DMG*D8*19470312*F~NM1*PR*2*DME MAC JURISDICTION C*****PI*18003~";
    for (size_t i = 0; i < count; ++i) {
        body += "CLM*" + number(i) + "*620***12:B:1*Y*A*Y*Y~HI*ABK:M1711~";
        for (size_t l = 0; l < lines; ++l)
            body += "LX*" + to_string(l + 1) + "~SV1*HC:L1833:RT:KX*620*UN*1***1~DTP*472*D8*20250301~REF*6R*L1~" +
                    "NM1*DK*1*EXAMPLE*URSULA****XX*1999000015~";
    }
    return interchange("HC", of_837, transaction_set("837", "0001", of_837, body), 1);
}
/// One claim whose line `l` has the charge and control number given; its own charge is `dollars`.
std::string claim_of(size_t lines, size_t dollars, std::function<size_t(size_t)> const& charge,
                     std::function<std::string(size_t)> const& number) {
    std::string text = claims(1, [](size_t) { return std::string{"A-1"}; }, 0), added;
    for (size_t l = 0; l < lines; ++l) {
        added +=
            "LX*" + to_string(l + 1) + "~SV1*HC:L1833:RT:KX*" + to_string(charge(l)) + "*UN*1***1~DTP*472*D8*20250301~";
        if (std::string const own = number(l); !own.empty()) added += "REF*6R*" + own + "~";
    }
    std::string const before = "A-1*620*", sent = "HI*ABK:M1711~";
    text.insert(text.find(sent) + sent.size(), added);
    return text.replace(text.find(before), before.size(), "A-1*" + to_string(dollars) + "*");
}
/// A remitted line, `back` with the signs of a reversal.
std::string served(size_t charge, std::string const& number, bool back = false) {
    std::string const money = (back ? "-" : "") + to_string(charge);
    return "SVC*HC:L1833:RT:KX*" + money + "*0**1~DTM*472*20250301~CAS*CO*45*" + money + "~" +
           (number.empty() ? "" : "REF*6R*" + number + "~");
}
std::string one(size_t) { return "A-1"; }
std::string each(size_t i) { return "A-" + to_string(i); }

std::string ack_999(std::string const& body) {
    return interchange("FA", of_999, transaction_set("999", "0001", of_999, "AK1*HC*1*005010X222A1~" + body), 1);
}
std::string ack_277(std::string const& body) {
    return interchange(
        "HN", of_277,
        transaction_set("277", "0001", of_277,
                        "BHT*0085*08*ACK1*20250303*1300*TH~HL*1**20*1~NM1*AY*2*SAMPLE*****46*S40~"
                        "TRN*1*FE1~DTP*050*D8*20250302~DTP*009*D8*20250303~HL*2*1*21*1~"
                        "NM1*41*2*SAMPLE BILLING*****46*SAMPLE41~TRN*2*RUN1~STC*A1:19:PR*20250303*WQ*620~"
                        "HL*3*2*19*1~NM1*85*2*SAMPLE ORTHOTICS*****XX*1999000007~" +
                            body),
        1);
}
std::string status(size_t hl, std::string const& number) {
    return "HL*" + to_string(hl) + "*3*PT~NM1*QC*1*EXAMPLE*AGNES****MI*1EG4TE5MK73~TRN*2*" + number +
           "~STC*A3:21:85*20250303*U*620~REF*1K*ICN1~DTP*472*D8*20250301~";
}

growth_shape answer(std::string const& command, std::string name, std::function<std::string(size_t)> const& text) {
    std::vector<std::string> words{command, "--no-config", "--format", "json", "-o", "{out}", "{in}"};
    if (command == "show") words.erase(words.begin() + 1);
    if (command == "remit") words.insert(words.end(), {"--claims", "{claims}"});
    return {command + ": " + name, words,
            [text](size_t n) { return std::vector<growth_file>{{"in", text(n)}, {"claims", claims(3, one)}}; }};
}

growth_shape against(std::string name, std::function<std::string(size_t)> const& sent,
                     std::function<std::string(size_t)> const& answered) {
    return {"remit: " + std::move(name),
            {"remit", "--no-config", "--format", "json", "-o", "{out}", "{era}", "--claims", "{claims}"},
            [sent, answered](size_t n) { return std::vector<growth_file>{{"claims", sent(n)}, {"era", answered(n)}}; }};
}

}  // namespace

std::vector<growth_shape> answer_shapes() {
    std::vector<growth_shape> all;
    for (std::string const command : {"check", "remit", "show"}) {
        auto const add = [&](std::string name, std::function<std::string(size_t)> const& text) {
            all.push_back(answer(command, std::move(name), text));
        };
        add("835 adjustments of one claim", [](size_t n) { return era(paid("A-1") + times(n, "CAS*CO*45*1~")); });
        add("835 adjustments of one line",
            [](size_t n) { return era(paid("A-1") + service + times(n, "CAS*CO*45*1*1*253*1*1~")); });
        add("835 remarks of one line", [](size_t n) { return era(paid("A-1") + service + times(n, "LQ*HE*N130~")); });
        add("835 remarks of one line, each another", [](size_t n) {
            return era(paid("A-1") + service + repeated(n, [](size_t i) { return "LQ*HE*N" + to_string(i) + "~"; }));
        });
        add("835 adjustments and remarks of one line", [](size_t n) {
            return era(paid("A-1") + service + times(n, "CAS*CO*16*1~") +
                       repeated(n, [](size_t i) { return "LQ*HE*N" + to_string(i) + "~"; }));
        });
        add("835 references of one line", [](size_t n) { return era(paid("A-1") + service + times(n, "REF*6R*L1~")); });
        add("835 services of one claim", [](size_t n) { return era(paid("A-1") + times(n, service)); });
        add("835 names of one claim", [](size_t n) { return era(paid("A-1") + times(n, "NM1*QC*1*EXAMPLE*BO~")); });
        add("835 claims of one number", [](size_t n) { return era(times(n, paid("A-1") + service)); });
        add("835 claims of many numbers",
            [](size_t n) { return era(repeated(n, [](size_t i) { return paid(each(i), each(i)) + service; })); });
        add("835 provider adjustments",
            [](size_t n) { return era(paid("A-1") + service + times(n, "PLB*1999000007*20251231*WO:REF1*10~")); });
        add("835 headers (LX)", [](size_t n) { return era(times(n, "LX*1~")); });
        add("835 unknown segments", [](size_t n) { return era(paid("A-1") + times(n, "ZZZ*1*2~")); });
        add("835 sets of one number",
            [](size_t n) { return interchange("HP", of_835, times(n, set_835(paid("A-1") + service)), n); });
        add("835 of many files", [](size_t n) { return times(n, era(paid("A-1") + service)); });
    }
    for (std::string const command : {"check", "show"}) {
        auto const add = [&](std::string name, std::function<std::string(size_t)> const& text) {
            all.push_back(answer(command, std::move(name), text));
        };
        add("999 faults of one set (IK3)", [](size_t n) {
            return ack_999("AK2*837*0001*005010X222A1~" + times(n, "IK3*SV1*31*2400*3~CTX*CLM01:A-1~") +
                           "IK5*R*5~AK9*R*1*1*0~");
        });
        add("999 faults of one segment (IK4)", [](size_t n) {
            return ack_999("AK2*837*0001*005010X222A1~IK3*SV1*31*2400*8~" + times(n, "IK4*1:3*1339*7*X~") +
                           "IK5*R*5~AK9*R*1*1*0~");
        });
        add("999 contexts of one segment (CTX)", [](size_t n) {
            return ack_999("AK2*837*0001*005010X222A1~IK3*SV1*31*2400*8~" + times(n, "CTX*CLM01:A-1~") +
                           "IK5*R*5~AK9*R*1*1*0~");
        });
        add("999 sets of one number (AK2)",
            [](size_t n) { return ack_999(times(n, "AK2*837*0001*005010X222A1~IK5*A~") + "AK9*A*1*1*1~"); });
        add("TA1",
            [](size_t n) { return isa_head + times(n, "TA1*000000118*260302*1009*A*000~") + "IEA*0*000000001~"; });
        add("277CA statuses of one number",
            [](size_t n) { return ack_277(repeated(n, [](size_t i) { return status(i + 4, "A-1"); })); });
        add("277CA statuses of one claim",
            [](size_t n) { return ack_277(status(4, "A-1") + times(n, "STC*A3:21:85*20250303*U*620~")); });
        add("277CA lines of one claim", [](size_t n) {
            return ack_277(status(4, "A-1") + times(n, "SVC*HC:L1833*620~STC*A3:21:85*20250303*U*620~REF*FJ*L1~"));
        });
        add("277CA levels in a chain", [](size_t n) {
            return ack_277(repeated(
                n, [](size_t i) { return "HL*" + to_string(i + 4) + "*" + to_string(i + 3) + "*PT~TRN*2*A~"; }));
        });
        add("277CA unknown segments", [](size_t n) { return ack_277(status(4, "A-1") + times(n, "ZZZ*1*2~")); });
    }
    auto const few = [](size_t) { return claims(3, one); };
    all.push_back(against("answers of one number, few claims", few,
                          [](size_t n) { return era(times(n, paid("A-1") + service)); }));
    all.push_back(against("answers of one number, each its ICN", few, [](size_t n) {
        return era(repeated(n, [](size_t i) { return paid("A-1", each(i)) + service; }));
    }));
    all.push_back(against(
        "as many claims as answers of one number", [](size_t n) { return claims(n, one); },
        [](size_t n) { return era(times(n, paid("A-1") + service)); }));
    all.push_back(against(
        "as many claims as answers of one number, each its ICN", [](size_t n) { return claims(n, one); },
        [](size_t n) { return era(repeated(n, [](size_t i) { return paid("A-1", each(i)) + service; })); }));
    all.push_back(against(
        "many claims of one number, one answer", [](size_t n) { return claims(n, one); },
        [](size_t) { return era(paid("A-1") + service); }));
    all.push_back(against(
        "answers of numbers that were not sent", [](size_t n) { return claims(n, each); },
        [](size_t n) { return era(repeated(n, [](size_t i) { return paid("B" + each(i)) + service; })); }));
    all.push_back(against(
        "answers of numbers a letter off", [](size_t n) { return claims(n, each); },
        [](size_t n) { return era(repeated(n, [](size_t i) { return paid("a." + to_string(i)) + service; })); }));
    all.push_back(against("reversals and corrections of one claim", few, [](size_t n) {
        return era(repeated(n, [](size_t i) {
            return "CLP*A-1*" + std::string(i % 2 ? "22*-620" : "1*620") +
                   "*0*0*MB*ICN1~NM1*QC*1*EXAMPLE*AGNES~SVC*HC:L1833:RT:KX*" + (i % 2 ? "-620" : "620") +
                   "*0**1~DTM*472*20250301~CAS*CO*45*" + (i % 2 ? "-620~" : "620~");
        }));
    }));
    all.push_back(against(
        "lines of one claim, all alike", [](size_t n) { return claims(1, one, n); },
        [](size_t n) { return era(paid("A-1") + times(n, service)); }));
    all.back().most_bytes = 15u << 20;
    all.push_back(against(
        "lines of one claim, unnumbered", [](size_t n) { return claims(1, one, n); },
        [](size_t n) {
            return era(paid("A-1") + times(n, "SVC*HC:L1833:RT:KX*620*0**1~DTM*472*20250301~CAS*CO*45*620~"));
        }));
    all.back().most_bytes = 15u << 20;
    all.push_back(against(
        "lines of one claim, other codes", [](size_t n) { return claims(1, one, n); },
        [](size_t n) {
            return era(paid("A-1") + times(n, "SVC*HC:L1832*620*0**1*HC:L1830~DTM*472*20250302~CAS*CO*45*620~"));
        }));
    all.back().most_bytes = 15u << 20;
    auto const none = [](size_t) { return std::string{}; };
    auto const numbered = [](size_t l) { return "LINE-" + to_string(1'000'000 + l); };
    auto const same = [](size_t) { return size_t{620}; };
    all.push_back(against(
        "lines of one claim, each its charge",
        [none](size_t n) { return claim_of(n, 620, [](size_t l) { return 620 + l; }, none); },
        [](size_t n) {
            return era(paid("A-1") + repeated(n, [n](size_t l) { return served(620 + n - 1 - l, {}); }));
        }));
    all.back().most_bytes = 15u << 20;
    all.push_back(against(
        "lines of one claim, none with its charge",
        [none](size_t n) { return claim_of(n, 620, [](size_t l) { return 620 + l; }, none); },
        [](size_t n) { return era(paid("A-1") + repeated(n, [](size_t l) { return served(700'000 + l, {}); })); }));
    all.back().most_bytes = 15u << 20;
    all.push_back(against(
        "lines of one claim, numbers in other case", [=](size_t n) { return claim_of(n, 620, same, numbered); },
        [](size_t n) {
            return era(paid("A-1") +
                       repeated(n, [n](size_t l) { return served(620, "line" + to_string(1'000'000 + n - 1 - l)); }));
        }));
    all.back().most_bytes = 15u << 20;
    all.push_back(against(
        "parts of one claim, a line each", [=](size_t n) { return claim_of(n, 620 * n, same, numbered); },
        [numbered](size_t n) {
            return era(repeated(n, [&](size_t l) { return paid("A-1") + served(620, numbered(l)); }));
        }));
    all.back().most_bytes = 15u << 20;
    all.push_back(against(
        "answer, reversal and correction of many lines", [=](size_t n) { return claim_of(n, 620, same, numbered); },
        [numbered](size_t n) {
            return era(repeated(3, [&](size_t i) {
                return "CLP*A-1*" + std::string{i == 1 ? "22*-620" : "1*620"} +
                       "*0*0*MB*ICN1~NM1*QC*1*EXAMPLE*AGNES****MI*1EG4TE5MK73~" +
                       repeated(n, [&](size_t l) { return served(620, numbered(l), i == 1); });
            }));
        }));
    all.back().most_bytes = 15u << 20;
    all.push_back(
        {"remit: statuses of one number, few claims",
         {"remit", "--no-config", "--format", "json", "-o", "{out}", "--claims", "{claims}", "--acks", "{ack}"},
         [](size_t n) {
             return std::vector<growth_file>{
                 {"claims", claims(3, one)},
                 {"ack", ack_277(repeated(n, [](size_t i) { return status(i + 4, "A-1"); }))}};
         }});
    all.push_back(
        {"remit: as many claims as statuses of one number",
         {"remit", "--no-config", "--format", "json", "-o", "{out}", "--claims", "{claims}", "--acks", "{ack}"},
         [](size_t n) {
             return std::vector<growth_file>{
                 {"claims", claims(n, one)},
                 {"ack", ack_277(repeated(n, [](size_t i) { return status(i + 4, "A-1"); }))}};
         }});
    all.push_back(
        {"remit: faults of one set (IK3), many claims",
         {"remit", "--no-config", "--format", "json", "-o", "{out}", "--claims", "{claims}", "--acks", "{ack}"},
         [](size_t n) {
             return std::vector<growth_file>{
                 {"claims", claims(n, each)},
                 {"ack", ack_999("AK2*837*0001*005010X222A1~" + times(n, "IK3*SV1*31*2400*3~CTX*CLM01:A-1~") +
                                 "IK5*R*5~AK9*R*1*1*0~")}};
         }});
    all.push_back(
        {"remit: sets of one number (AK2), many claims",
         {"remit", "--no-config", "--format", "json", "-o", "{out}", "--claims", "{claims}", "--acks", "{ack}"},
         [](size_t n) {
             return std::vector<growth_file>{
                 {"claims", claims(n, each)},
                 {"ack", ack_999(times(n, "AK2*837*0001*005010X222A1~IK5*A~") + "AK9*A*1*1*1~")}};
         }});
    all.push_back(
        {"remit: TA1 of one interchange, many claims",
         {"remit", "--no-config", "--format", "json", "-o", "{out}", "--claims", "{claims}", "--acks", "{ack}"},
         [](size_t n) {
             return std::vector<growth_file>{
                 {"claims", claims(n, each)},
                 {"ack", isa_head + times(n, "TA1*000000001*250302*0800*A*000~") + "IEA*0*000000001~"}};
         }});
    return all;
}

}  // namespace orthoscrub::bench
