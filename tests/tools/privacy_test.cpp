// Canaries: every element that may be personal holds a word that stands nowhere else. No command, format, log
// or error may say one of them without --show-phi. That show --show-phi says them all proves that the test
// can fail.
#include <doctest/doctest.h>

#include <filesystem>
#include <set>

#include "tests/tools/run_program.hpp"

namespace privacy_test {

using namespace orthoscrub::tests;

namespace {

struct canary_file {
    std::string text;
    std::vector<std::string> canaries;
};

/// Replaces each {} by a canary: "{}" a word, "{9}" a number of that many digits, "{D}" a date of the 1930s.
canary_file with_canaries(std::string_view pattern) {
    canary_file file;
    for (std::size_t at = 0; at < pattern.size();) {
        if (pattern[at] != '{') {
            file.text += pattern[at++];
            continue;
        }
        auto const end = pattern.find('}', at);
        std::string_view const kind = pattern.substr(at + 1, end - at - 1);
        std::size_t const n = file.canaries.size();
        std::string canary =
            std::string{"QZ"} + static_cast<char>('A' + n / 26 % 26) + static_cast<char>('A' + n % 26) + "VKXW";
        if (kind == "D") {
            canary = "1934" + std::string{n % 2 ? "07" : "08"} + std::to_string(10 + n % 18);
        } else if (!kind.empty()) {
            canary = std::to_string(73100000000 + n * 7919);
            canary.resize(static_cast<std::size_t>(kind[0] - '0'), '7');
        }
        file.canaries.push_back(canary);
        file.text += canary;
        at = end + 1;
    }
    return file;
}

/// A claim that many rules have something to say about: an unlisted code with notes, a wrong total, a wrong
/// NPI, an institution's worth of segments, a patient who is not the subscriber, another payer.
constexpr std::string_view pattern =
    "ISA*00*          *00*          *ZZ*SAMPLESUPPLIER *ZZ*SAMPLERECEIVER "
    "*250302*0800*^*00501*000000001*0*T*:~"
    "GS*HC*SAMPLESUPPLIER*SAMPLERECEIVER*20250302*0800*1*X*005010X222A1~ST*837*0001*005010X222A1~"
    "BHT*0019*00*RUN1*20250302*0800*CH~NM1*41*2*{}*****46*SAMPLE41~PER*IC*{}*TE*{9}*EM*{}~"
    "NM1*40*2*{}*****46*SAMPLE40~HL*1**20*1~PRV*BI*PXC*335E00000X~NM1*85*1*{}*{}*{}***XX*1999000008~N3*{}*{}~"
    "N4*{}*NC*{9}~REF*SY*{9}~PER*IC*{}*TE*{9}*EX*{5}~NM1*87*2~N3*{}~N4*{}*NC*{9}~HL*2*1*22*1~SBR*P**{}*{}****"
    "*MB~"
    "PAT*****D8*{D}*01*{5}~NM1*IL*1*{}*{}*{}**{}*MI*{}~N3*{}*{}~N4*{}*NC*{9}~DMG*D8*{D}*F~REF*SY*{9}~REF*Y4*{"
    "}~"
    "PER*IC*{}*TE*{9}~NM1*PR*2*{}*****PI*18003~N3*{}~N4*{}*NC*{9}~REF*2U*1234~HL*3*2*23*0~PAT*19****D8*{D}~"
    "NM1*QC*1*{}*{}*{}~N3*{}~N4*{}*NC*{9}~DMG*D8*{D}*M~REF*Y4*{}~"
    "CLM*C-1*1000***12:B:1*Y*A*Y*Y~DTP*431*D8*20250201~PWK*OZ*BM***AC*{}~REF*EA*{}~K3*{}~NTE*ADD*{} {} PL "
    "455.00~"
    "HI*ABK:M545~NM1*DN*1*{}*{}****XX*1999000016~NM1*82*1*{}*{}****XX*1999000016~NM1*77*2*{}*****XX*"
    "1999000016~N3*{}~"
    "N4*{}*NC*{9}~SBR*S*18*{}*{}*****CI~OI***Y***Y~NM1*IL*1*{}*{}****MI*{}~N3*{}~N4*{}*NC*{9}~NM1*PR*2*{}****"
    "*PI*X1~"
    "LX*1~SV1*HC:L3999:RT:LT:QK:::MISC BRACE "
    "{}*450*UN*1***1~PWK*CT*BM***AC*{}~DTP*472*D8*20250301~REF*6R*C-1-L1~K3*{}~"
    "NTE*ADD*MISC ORTHOSIS {} LEFT {} FOR MR "
    "{}~NM1*DK*1*{}*{}*{}***XX*1999000016~N3*{}~N4*{}*NC*{9}~PER*IC*{}*TE*{9}~"
    "LX*2~SV1*HC:L1833:RT:LT*460*UN*2***1~DTP*472*D8*20250301~NTE*TPO*{}~SE*99*0001~GE*1*1~IEA*1*000000001~";

using command = std::vector<std::string>;

/// What the program says on both streams; `words` and then the files. Codes above 3 are no answer about a file.
std::string answer(command const& words, std::vector<std::string> const& paths) {
    command all = words;
    all.insert(all.end(), paths.begin(), paths.end());
    outcome const o = run(all);
    CHECK(o.code <= 3);
    std::string said;
    for (std::string const& word : words) said += word + ' ';
    return said + '\n' + o.out + o.err;
}

/// All that the program says about files, without --show-phi. `check` reads them together.
std::string everything(std::vector<std::string> const& paths) {
    std::string said;
    scratch_folder const beside;
    std::string const baseline = beside / "old.json";
    (void)answer({"check", "--format", "json", "--output", baseline}, paths);
    std::string const list = beside.file("s.toml",
                                         "[[suppress]]\nrule = \"npi-check-digit\"\npayer = \"medicare\"\n"
                                         "reason = \"r\"\nwho = \"w\"\nuntil = 2020-01-01\n"
                                         "[[suppress]]\nrule = \"modifier-rtlt-same-line\"\npayer = \"medicare\"\n"
                                         "reason = \"r\"\nwho = \"w\"\nuntil = 2099-01-01\n");
    for (command const& words : std::vector<command>{{"check"},
                                                     {"check", "--slow"},
                                                     {"check", "--format", "concise"},
                                                     {"check", "--format", "json"},
                                                     {"check", "--format", "ndjson"},
                                                     {"check", "--format", "csv"},
                                                     {"check", "--format", "sarif"},
                                                     {"check", "--format", "html"},
                                                     {"check", "--payer", "commercial"},
                                                     {"check", "--payer", "commercial.nu"},
                                                     {"check", "--payer", "medicare.partb"},
                                                     {"check", "--payer", "medicaid"},
                                                     {"check", "--segment-bytes", "1024"},
                                                     {"check", "--baseline", baseline},
                                                     {"check", "--baseline", baseline, "--format", "json"},
                                                     {"check", "--suppressions", list},
                                                     {"check", "--suppressions", list, "--format", "ndjson"}})
        said += answer(words, paths);
    for (std::string const& path : paths) {
        for (command const& words : std::vector<command>{{"split", "--hold-on", "warning", "--format", "json"},
                                                         {"split", "--dry-run"},
                                                         {"fix", "--diff", "--unsafe", "*"},
                                                         {"fix", "--diff", "--unsafe", "*", "--format", "json"},
                                                         {"fix", "--dry-run"},
                                                         {"show"},
                                                         {"show", "--elements"},
                                                         {"show", "--format", "json"},
                                                         {"show", "--claim", "C-1", "--elements"},
                                                         {"show", "--claim", "NONE"},
                                                         {"trace", "--claim", "C-1"},
                                                         {"trace", "--claim", "C-1", "--all"},
                                                         {"trace", "--claim", "C-1", "--line", "1", "--rules", "n*"},
                                                         {"trace", "--claim", "C-1", "--line", "9"}})
            said += answer(words, {path});
        // The two claim files hold what the input holds; the reasons must not.
        said += read_file(std::filesystem::path{path}.replace_extension(".reasons.json").string());
    }
    return said;
}

void check_silence(std::vector<canary_file> const& files) {
    scratch_folder const folder;
    std::vector<std::string> paths;
    std::set<std::string> canaries;
    for (canary_file const& file : files) {
        paths.push_back(folder.file("canary-" + std::to_string(paths.size()) + ".837", file.text));
        canaries.insert(file.canaries.begin(), file.canaries.end());
    }
    std::string const said = everything(paths);
    for (std::string const& canary : canaries) {
        CAPTURE(canary);
        auto const at = said.find(canary);
        std::string const around = at == std::string::npos ? "" : said.substr(at < 200 ? 0 : at - 200, 300);
        CAPTURE(around);
        CHECK(at == std::string::npos);
    }
}

}  // namespace

TEST_CASE("no command and no format says a personal value without --show-phi") {
    canary_file const file = with_canaries(pattern);
    CHECK(file.canaries.size() > 80);
    check_silence({file});
}

TEST_CASE("show --show-phi says every one of them") {
    canary_file const file = with_canaries(pattern);
    for (std::string const format : {"text", "json"}) {
        CAPTURE(format);
        std::string const said = run({"show", "--show-phi", "--format", format, "-"}, file.text).out;
        for (std::string const& canary : file.canaries) {
            CAPTURE(canary);
            CHECK(said.find(canary) != std::string::npos);
        }
    }
}

TEST_CASE("a damaged file is no way out either") {
    std::vector<canary_file> files;
    struct row {
        std::string_view what, from, to;
    };
    for (row const& r :
         {row{"a segment nobody knows", "LX*1~", "ZZZ*{}*{}~LX*1~"},
          row{"a segment at the wrong place", "SBR*P**", "N3*{}~NTE*ADD*{}~SBR*P**"},
          row{"text between segments", "LX*1~", "MR {} OF {}~LX*1~"},
          row{"a note that is cut by its terminator", "NTE*ADD*MISC ORTHOSIS {} LEFT",
              "NTE*ADD*MISC ORTHOSIS~ {} LEFT"},
          row{"an element separator in a note", "NTE*TPO*{}", "NTE*TPO*{}*{}*{}"},
          row{"another component separator than ISA16 says", "SV1*HC:L3999:RT:LT:QK:::MISC BRACE {}",
              "SV1*HC>L3999>RT>>>>MISC BRACE {}"},
          row{"a description where the code and a modifier stand", "SV1*HC:L3999:RT:LT:QK:::MISC BRACE {}",
              "SV1*HC:BRACE FOR {}:MADE FOR {}"},
          row{"a component separator in a description", "MISC BRACE {}*450", "MISC BRACE {}:{}*450"},
          row{"a member id where the NPI stands", "NM1*IL*1*{}*{}*{}**{}*MI*{}", "NM1*IL*1*{}*{}*{}**{}*XX*{}"},
          row{"no hierarchy above the claim", "HL*3*2*23*0~", ""},
          row{"an HL that is none", "HL*3*2*23*0~", "HL*X*Y*23*0~"},
          row{"the file ends in a name", "NM1*DK*1*{}*{}*{}***XX*1999000016~", "NM1*DK*1*{}"}}) {
        CAPTURE(r.what);
        std::string damaged{pattern};
        auto const at = damaged.find(r.from);
        REQUIRE(at != std::string::npos);
        damaged.replace(at, r.from.size(), r.to);
        if (r.what == "the file ends in a name") damaged.resize(at + r.to.size());
        files.push_back(with_canaries(damaged));
    }
    check_silence(files);
}

}  // namespace privacy_test
