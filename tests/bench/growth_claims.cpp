// Claims built to be slow: what one level, claim, line or set can hold is repeated, and what a reader, a rule or a report
// might look up by walking from the start is made long. Each stands in an otherwise plain file.
#include "tests/bench/growth_shapes.hpp"
#include "tests/bench/growth_x12.hpp"

namespace orthoscrub::bench {
namespace {

using std::size_t;
using std::to_string;

constexpr std::string_view version = "005010X222A1";

std::string const heading =
    "BHT*0019*00*RUN1*20250302*0800*CH~NM1*41*2*SAMPLE BILLING*****46*SAMPLE41~PER*IC*SAMPLE DESK*TE*5555550111~"
    "NM1*40*2*SAMPLE RECEIVER*****46*SAMPLE40~";
std::string const provider =
    "HL*1**20*1~PRV*BI*PXC*335E00000X~NM1*85*2*SAMPLE ORTHOTICS*****XX*1999000007~N3*100 SAMPLE AVE~"
    "N4*RALEIGH*NC*276010100~REF*EI*991000001~";

std::string subscriber(std::string const& number, std::string const& parent, std::string const& member) {
    return "HL*" + number + "*" + parent + "*22*0~SBR*P*18*******MB~NM1*IL*1*EXAMPLE*AGNES****MI*" + member +
           "~N3*200 SAMPLE ST~N4*DURHAM*NC*277010100~DMG*D8*19470312*F~NM1*PR*2*DME MAC JURISDICTION C*****PI*18003~";
}
std::string const patient = subscriber("2", "1", "1EG4TE5MK73");
std::string const refer = "NM1*DK*1*EXAMPLE*URSULA****XX*1999000015~";

std::string head_of(std::string const& number) { return "CLM*" + number + "*620***12:B:1*Y*A*Y*Y~HI*ABK:M1711~"; }
std::string line(size_t i, std::string_view service = "HC:L1833:RT:KX*620*UN*1***1") {
    return "LX*" + to_string(i + 1) + "~SV1*" + std::string{service} + "~DTP*472*D8*20250301~REF*6R*L" + to_string(i) +
           "~" + refer;
}
/// The day `i` days behind 1900, in months of 28 days.
std::string day_of(size_t i) { return to_string(19'000'101 + i / 336 * 10'000 + i / 28 % 12 * 100 + i % 28); }
std::string claim(std::string const& number, std::string const& day = "20250301") {
    return head_of(number) + "LX*1~SV1*HC:L1833:RT:KX*620*UN*1***1~DTP*472*D8*" + day + "~REF*6R*" + number + "-1~" +
           refer;
}

std::string set(std::string const& body, std::string_view control = "0001") {
    return transaction_set("837", control, version, heading + body);
}
std::string file(std::string const& body) { return interchange("HC", version, set(provider + body), 1); }

std::vector<std::string> const check{"check", "--no-config", "--format", "json", "-o", "{out}", "{in}"};

growth_shape checked(std::string name, std::function<std::string(size_t)> const& text, size_t most = 64u << 20) {
    return {std::move(name), check, [text](size_t n) { return std::vector<growth_file>{{"in", text(n)}}; }, most};
}

constexpr size_t one_claim = 15u << 20;  // --claim-bytes is 16 MB

/// A unit repeated in the head of a claim, and one in its line.
growth_shape in_claim(std::string name, std::string const& unit) {
    return checked(
        std::move(name), [unit](size_t n) { return file(patient + head_of("A-1") + times(n, unit) + line(0)); },
        one_claim);
}
growth_shape in_line(std::string name, std::string const& unit) {
    return checked(
        std::move(name), [unit](size_t n) { return file(patient + head_of("A-1") + line(0) + times(n, unit)); },
        one_claim);
}

std::string many_faulty(size_t n) {
    return file(repeated(n, [](size_t i) {
        auto const id = to_string(i);
        return subscriber(to_string(i + 2), "1", "1EG4TE5MK73") + head_of("F" + id) +
               line(0, "HC:L1833:RT:LT:ZZ*620*UN*2***9");
    }));
}

std::vector<growth_shape> reports() {
    std::vector<growth_shape> all;
    for (std::string const format : {"text", "concise", "json", "ndjson", "csv", "sarif", "html"})
        all.push_back({"findings as " + format,
                       {"check", "--no-config", "--format", format, "-o", "{out}", "{in}"},
                       [](size_t n) { return std::vector<growth_file>{{"in", many_faulty(n)}}; }});
    return all;
}

}  // namespace

std::vector<growth_shape> claim_shapes() {
    std::vector<growth_shape> all{
        checked("HL in a chain",
                [](size_t n) {
                    return file(repeated(n,
                                         [](size_t i) {
                                             return "HL*" + to_string(i + 2) + "*" + to_string(i + 1) +
                                                    "*22*1~SBR*P*18*******MB~";
                                         }) +
                                subscriber(to_string(n + 2), to_string(n + 1), "1EG4TE5MK73") + claim("A-1"));
                }),
        checked("HL beside each other",
                [](size_t n) {
                    return file(repeated(n, [](size_t i) { return subscriber(to_string(i + 2), "1", "1EG4TE5MK73"); }));
                }),
        checked("HL that name a parent not there",
                [](size_t n) {
                    return file(repeated(n, [](size_t i) {
                        return "HL*" + to_string(i + 2) + "*" + to_string(i + 900000000) + "*22*0~";
                    }));
                }),
        checked("HL all of one number", [](size_t n) { return file(times(n, "HL*2*1*22*0~")); }),
        checked("dependents of one subscriber",
                [](size_t n) {
                    return file(
                        "HL*2*1*22*1~SBR*P********CI~NM1*IL*1*EXAMPLE*AGNES****MI*1EG4TE5MK73~NM1*PR*2*X*****PI*1~" +
                        repeated(n, [](size_t i) {
                            return "HL*" + to_string(i + 3) +
                                   "*2*23*0~PAT*19~NM1*QC*1*EXAMPLE*BO~N3*1 SAMPLE ST~N4*DURHAM*NC*277010100~"
                                   "DMG*D8*20100101*M~" +
                                   claim("D" + to_string(i));
                        }));
                }),
        checked(
            "lines of one claim",
            [](size_t n) { return file(patient + head_of("A-1") + repeated(n, [](size_t i) { return line(i); })); },
            one_claim),
        checked(
            "lines of one claim, all alike",
            [](size_t n) { return file(patient + head_of("A-1") + repeated(n, [](size_t) { return line(0); })); },
            one_claim),
        checked(
            "lines of one claim, each its day",
            [](size_t n) {
                return file(patient + head_of("A-1") + repeated(n, [](size_t i) {
                                return "LX*" + to_string(i + 1) + "~SV1*HC:L1833:RT:KX*620*UN*1***1~DTP*472*D8*" +
                                       day_of(i) + "~" + refer;
                            }));
            },
            one_claim),
        checked(
            "lines of one claim, codes that no table knows",
            [](size_t n) {
                return file(patient + head_of("A-1") + repeated(n, [](size_t i) {
                                return line(i, "HC:X" + to_string(1000 + i % 9000) + "*620*UN*1***1");
                            }));
            },
            one_claim),
        checked(
            "faulty lines of one claim",
            [](size_t n) {
                return file(patient + head_of("A-1") +
                            repeated(n, [](size_t i) { return line(i, "HC:L1833:RT:LT:ZZ*620*UN*2***9"); }));
            },
            one_claim),
        {"a claim beyond the limit",
         {"check", "--no-config", "--claim-bytes", "4096", "--format", "json", "-o", "{out}", "{in}"},
         [](size_t n) {
             return std::vector<growth_file>{
                 {"in", file(patient + head_of("A-1") + repeated(n, [](size_t i) { return line(i); }))}};
         }},
        checked(
            "claims of one patient on one day",
            [](size_t n) { return file(patient + repeated(n, [](size_t i) { return claim("P" + to_string(i)); })); }),
        checked("one claim again and again",
                [](size_t n) { return file(patient + repeated(n, [](size_t) { return claim("A-1"); })); }),
        checked("claims of one patient on many days",
                [](size_t n) {
                    return file(patient + repeated(n, [](size_t i) {
                                    auto const day = to_string(20250101 + i % 2 * 100 + i % 28);
                                    return claim("P" + to_string(i), day);
                                }));
                }),
        checked("one patient, one day, each its subscriber",
                [](size_t n) {
                    return file(repeated(n, [](size_t i) {
                        return subscriber(to_string(i + 2), "1", "1EG4TE5MK73") + claim("P" + to_string(i));
                    }));
                }),
        checked("sets of one control number",
                [](size_t n) {
                    auto const one = set(provider + patient + claim("A-1"));
                    return interchange("HC", version, times(n, one), n);
                }),
        checked(
            "empty sets of one control number",
            [](size_t n) { return interchange("HC", version, times(n, "ST*837*0001*005010X222A1~SE*2*0001~"), n); }),
        checked("sets of many control numbers",
                [](size_t n) {
                    return interchange("HC", version,
                                       repeated(n,
                                                [](size_t i) {
                                                    return "ST*837*" + to_string(100000 + i) + "*005010X222A1~SE*2*" +
                                                           to_string(100000 + i) + "~";
                                                }),
                                       n);
                }),
        checked("sets that never end",
                [](size_t n) {
                    return interchange("HC", version, times(n, "ST*837*0001*005010X222A1~BHT*0019*00*1~"), n);
                }),
        checked("groups of one control number",
                [](size_t n) {
                    return isa_head +
                           times(n, "GS*HC*SAMPLESUPPLIER*SAMPLERECEIVER*20250302*0800*1*X*005010X222A1~GE*0*1~") +
                           "IEA*" + to_string(n) + "*000000001~";
                }),
        checked("tiny interchanges of one number", [](size_t n) { return times(n, isa_head + "IEA*0*000000001~"); }),
        checked("tiny interchanges of many numbers",
                [](size_t n) {
                    return repeated(n, [](size_t i) {
                        auto const number = to_string(100000000 + i);
                        auto text = isa_head + "IEA*0*" + number + "~";
                        return text.replace(90, 9, number);
                    });
                }),
        checked("interchanges that never end", [](size_t n) { return times(n, isa_head); }),
        checked("ISA as a word again and again", [](size_t n) { return isa_head + times(n, "ISA*00*"); }),
        checked("broken ISA again and again",
                [](size_t n) { return times(n, "ISA*00*          *00*~GS*HC*A*B~ST*837*1~"); }),
        checked("text before any ISA", [](size_t n) { return times(n, "IS ISA-IS.") + file(patient + claim("A-1")); }),
        checked("segments outside of a set",
                [](size_t n) { return isa_head + times(n, "ZZZ*1*2~") + "IEA*0*000000001~"; }),
        checked("unknown segments in a heading",
                [](size_t n) {
                    return interchange("HC", version,
                                       transaction_set("837", "0001", version, heading + times(n, "ZZZ*1*2~")), 1);
                }),
        in_claim("unknown segments in a claim", "ZZZ*1*2~"),
        in_line("unknown segments in a line", "ZZZ*1*2~"),
        checked(
            "unknown segments, each another",
            [](size_t n) {
                return file(patient + claim("A-1") + repeated(n, [](size_t i) {
                                std::string id{char('A' + i % 26), char('A' + i / 26 % 26), char('0' + i / 676 % 10)};
                                return id + "*1~";
                            }));
            },
            one_claim),
        in_claim("HI of one claim", "HI*ABK:M1711*ABF:M1712*ABF:M1713~"),
        in_claim("REF of one claim", "REF*D9*TRACE1~"),
        in_claim("DTP of one claim", "DTP*431*D8*20250101~"),
        in_claim("NTE of one claim", "NTE*ADD*REPLACEMENT OF A LOST KNEE BRACE~"),
        in_claim("PWK of one claim", "PWK*OZ*BM***AC*DMN0012~"),
        in_claim("CAS of one claim", "CAS*CO*45*10*1~"),
        in_claim("2310 of one claim", "NM1*77*2*SAMPLE CLINIC~N3*1 SAMPLE ST~N4*DURHAM*NC*277010100~"),
        in_claim("2320 of one claim",
                 "SBR*S*18*******CI~CAS*PR*1*10~AMT*D*10~OI***Y***Y~NM1*IL*1*EXAMPLE*AGNES****MI*X1~"
                 "NM1*PR*2*OTHER*****PI*O1~"),
        in_line("2430 of one line", "SVD*O1*100*HC:L1833:RT**1~CAS*CO*45*520~DTP*573*D8*20250401~"),
        in_line("REF of one line", "REF*6R*X1~"),
        in_line("NTE of one line", "NTE*ADD*REPLACEMENT OF A LOST KNEE BRACE~"),
        in_line("DTP of one line", "DTP*472*D8*20250301~"),
        in_line("SV1 of one line", "SV1*HC:L1833:RT:KX*620*UN*1***1~"),
        in_line("SV5 and CR3 of one line", "SV5*HC:L1833*DA*30*50*5000*4~CR3*I*MO*12~"),
        in_line("LQ and FRM of one line", "LQ*UT*01.02~FRM*1A**J0234~"),
        in_line("CLM without a line", "CLM*A-2*620***12:B:1*Y*A*Y*Y~"),
        in_line("LX without a service", "LX*1~"),
        checked(
            "one segment of many separators",
            [](size_t n) { return file(patient + claim("A-1") + "NTE*ADD*X" + std::string(n, '*') + "~"); },
            1000u << 10),
        checked(
            "one composite of many separators",
            [](size_t n) { return file(patient + head_of("A-1") + "LX*1~SV1*HC" + std::string(n, ':') + "*1~"); },
            1000u << 10),
        checked(
            "one element of many repetitions",
            [](size_t n) { return file(patient + head_of("A-1") + "LX*1~SV1*HC" + std::string(n, '^') + "*1~"); },
            1000u << 10),
        checked("composites of separators only",
                [](size_t n) {
                    return file(patient + times(n, head_of("A-1") + "LX*1~SV1*HC" + std::string(100000, ':') + "*1~"));
                }),
        checked("segments of separators only",
                [](size_t n) { return file(patient + times(n, "CLM*A-1*1~NTE*" + std::string(100000, '*') + "~")); }),
        checked("elements of a megabyte",
                [](size_t n) {
                    return file(patient + times(n, claim("A-1") + "NTE*ADD*" + std::string(1000u << 10, 'X') + "~"));
                }),
        checked(
            "notes of many words",
            [](size_t n) { return file(patient + claim("A-1") + "NTE*ADD*" + times(n, "LOST BRACE REPLACED ") + "~"); },
            1000u << 10),
        checked(
            "notes of brackets and digits",
            [](size_t n) { return file(patient + claim("A-1") + "NTE*ADD*" + times(n, "((1/2/20 L1833-") + "~"); },
            1000u << 10),
        checked(
            "names and codes of a megabyte",
            [](size_t n) {
                return file(subscriber("2", "1", std::string(n, 'M')) + head_of(std::string(n, 'C')) +
                            "HI*ABK:" + std::string(n, 'D') + "~LX*1~SV1*HC:" + std::string(n, 'L') + "*" +
                            std::string(n, '9') + "*UN*1***1~DTP*472*D8*" + std::string(n, '2') + "~");
            },
            5u << 20),
        checked("bytes without a terminator", [](size_t n) { return isa_head + std::string(n * 16, 'X'); }),
        checked("terminators only", [](size_t n) { return file(patient + claim("A-1") + std::string(n, '~')); }),
        checked("line feeds only", [](size_t n) { return file(patient + claim("A-1") + std::string(n, '\n')); }),
        checked("control characters", [](size_t n) { return file(patient + claim("A-1") + std::string(n, '\x01')); }),
    };
    for (auto& shape : reports()) all.push_back(std::move(shape));
    for (std::string const what : {"fix", "split", "ack", "show"}) {
        std::vector<std::string> words{what};
        if (what == "fix") words.insert(words.end(), {"--no-config", "-o", "{out}", "{in}"});
        if (what == "split")
            words.insert(words.end(),
                         {"--no-config", "--clean", "{clean}", "--held", "{held}", "--reasons", "{out}", "{in}"});
        if (what == "ack") words.insert(words.end(), {"--no-config", "-o", "{out}", "{in}"});
        if (what == "show") words.insert(words.end(), {"--format", "json", "-o", "{out}", "{in}"});
        all.push_back({what + ": faulty claims", words,
                       [](size_t n) { return std::vector<growth_file>{{"in", many_faulty(n)}}; }});
        all.push_back({what + ": faulty lines of one claim", words,
                       [](size_t n) {
                           return std::vector<growth_file>{
                               {"in", file(patient + head_of("A-1") + repeated(n, [](size_t i) {
                                               return line(i, "hc:l1833:RT:LT:RT*620*UN*2***1:1");
                                           }))}};
                       },
                       one_claim});
        all.push_back({what + ": sets of one control number", words, [](size_t n) {
                           return std::vector<growth_file>{
                               {"in", interchange("HC", version, times(n, set(provider + patient + claim("A-1"))), n)}};
                       }});
        all.push_back({what + ": tiny interchanges of one number", words, [](size_t n) {
                           auto one = file(patient + claim("A-1"));
                           return std::vector<growth_file>{{"in", times(n, one)}};
                       }});
    }
    all.push_back({"suppressions by claim",
                   {"check", "--no-config", "--format", "json", "-o", "{out}", "--suppressions", "{toml}", "{in}"},
                   [](size_t n) {
                       return std::vector<growth_file>{
                           {"toml", repeated(n,
                                             [](size_t i) {
                                                 return "[[suppress]]\nrule = "
                                                        "\"modifier-rtlt-same-line\"\n"
                                                        "npi = \"1999000007\"\nclaim = \"F" +
                                                        to_string(i) +
                                                        "\"\nline = \"L0\"\nreason = \"known\"\nwho = "
                                                        "\"desk\"\nuntil = 2099-01-01\n\n";
                                             })},
                           {"in", many_faulty(n)}};
                   }});
    return all;
}

}  // namespace orthoscrub::bench
