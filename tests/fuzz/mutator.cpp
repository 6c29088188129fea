// Mutations of three kinds: bytes (flip, insert, delete, repeat), structure (segments moved, doubled, dropped, put in
// from a dictionary or from another file), and framing (line breaks, delimiters of the ISA, a cut). One to four a case.
#include "tests/fuzz/mutator.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tools/generator/generator.hpp"

namespace orthoscrub::test {
namespace {

using generator::dice;

constexpr std::string_view telling_bytes{
    "*:~^|>_!\r\n \0\x1A\x80\xC9\xFF\xEF\xBB\xBF"
    "AHLXSZ09-.",
    30};

constexpr std::string_view dictionary[] = {
    "HL*3*2*23*0",
    "HL*9*1*22*1",
    "HL***20*1",
    "HL*2*2*22*0",
    "SBR*S*18*******CI",
    "SBR*P**GRP",
    "CLM*X*1***12:B:1*Y*A*Y*Y",
    "CLM",
    "LX*1",
    "LX*2",
    "SV1*HC:L1833:RT*5*UN*1***1",
    "SV1",
    "SVD*P1*1*HC:L1833**1",
    "CAS*CO*45*1",
    "NM1*PR*2*P*****PI*P1",
    "NM1*IL*1*A*B****MI*1",
    "NM1*85*2*S*****XX*1999000007",
    "NM1*82*1*X",
    "NM1*DK*1*X*Y****XX*1999000015",
    "NM1*77*2*H",
    "REF*G1*A0000000000001",
    "REF*6R*X",
    "DTP*472*D8*20260615",
    "DTP*472*RD8*20260615-20260616",
    "NTE*ADD*MISC BRACE",
    "HI*ABK:M1711",
    "HI*BK:7242",
    "AMT*D*1",
    "OI***Y***Y",
    "LIN**N4*1",
    "LQ*UT*1",
    "FRM*1*Y",
    "PWK*OZ*FX",
    "K3*TEXT",
    "ST*837*0002*005010X222A1",
    "ST*835*1",
    "SE*1*0001",
    "GS*HC*A*B*20260616*0800*2*X*005010X222A1",
    "GE*1*1",
    "IEA*1*000000001",
    "TA1*000000001*260616*0800*A*000",
    "PAT*19",
    "PRV*BI*PXC*335E00000X",
    "ZZZ*1",
    "isa*00",
    "  clm*Y*2",
    "ISA*00*          *00*          *ZZ*A              *ZZ*B              *260616*0800*^*00501*000000009*0*T*:"};

std::uint32_t place(dice& luck, std::string const& text) {
    return luck.below(static_cast<std::uint32_t>(text.size() + 1));
}

/// Where segments begin, by the terminator that the ISA declares or by `~`.
std::vector<std::size_t> segment_starts(std::string const& text) {
    char const terminator = text.size() > 105 && text.substr(0, 3) == "ISA" ? text[105] : '~';
    std::vector<std::size_t> starts{0};
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == terminator) starts.push_back(i + 1);
    return starts;
}

void change_bytes(std::string& text, dice& luck) {
    auto const at = place(luck, text);
    auto const what = luck.below(6);
    auto const length = 1 + luck.below(luck.chance(80) ? 4 : 200);
    if (what == 0 && at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << luck.below(8)));
    if (what == 1 && at < text.size()) text[at] = luck.pick(telling_bytes);
    if (what == 2) text.insert(at, 1, luck.pick(telling_bytes));
    if (what == 3) text.erase(at, length);
    if (what == 4) text.insert(at, text.substr(at, length));
    if (what == 5) text.insert(at, length, luck.pick(telling_bytes));
}

void change_segments(std::string& text, dice& luck, std::vector<seed_file> const& seeds) {
    auto const starts = segment_starts(text);
    auto const segment = [&](std::string const& from, std::vector<std::size_t> const& all) {
        auto const i = luck.below(static_cast<std::uint32_t>(all.size()));
        auto const end = i + 1 < all.size() ? all[i + 1] : from.size();
        return from.substr(all[i], end - all[i]);
    };
    auto const at = luck.pick(starts);
    char const terminator = text.size() > 105 ? text[105] : '~';
    switch (luck.below(6)) {
        case 0:
            text.insert(at, std::string(luck.pick(dictionary)) + terminator);
            break;
        case 1:
            text.insert(at, segment(text, starts));
            break;
        case 2: {
            auto const gone = segment(text, starts);
            if (auto const found = text.find(gone); found != text.npos) text.erase(found, gone.size());
            break;
        }
        case 3: {
            auto const& other = luck.pick(seeds).text;
            auto const begin = place(luck, other);
            text.insert(at, other.substr(begin, luck.below(600)));
            break;
        }
        case 4: {
            auto const once = std::string(luck.pick(dictionary)) + terminator;
            for (auto times = luck.below(60); times > 0; --times) text.insert(at, once);
            break;
        }
        default: {
            auto const from = luck.pick(starts);
            auto const piece = text.substr(from, luck.below(400));
            text.erase(from, piece.size());
            text.insert(std::min<std::size_t>(at, text.size()), piece);
        }
    }
}

void change_framing(std::string& text, dice& luck) {
    switch (luck.below(6)) {
        case 0:
            text.resize(place(luck, text));
            break;
        case 1:
            text.erase(0, place(luck, text));
            break;
        case 2: {  // wrapped lines
            std::string const line_break = luck.chance(50) ? "\r\n" : "\n";
            auto const width = 20 + luck.below(90);
            for (std::size_t i = width; i < text.size(); i += width + line_break.size()) text.insert(i, line_break);
            break;
        }
        case 3: {  // a delimiter of the ISA becomes another byte, the body stays
            static constexpr std::array<std::size_t, 4> marks{3, 82, 104, 105};
            auto const mark = luck.pick(marks);
            if (mark < text.size()) text[mark] = luck.pick(telling_bytes);
            break;
        }
        case 4: {  // another terminator everywhere
            char const to = luck.pick(telling_bytes);
            if (text.size() > 105) std::replace(text.begin(), text.end(), text[105], to);
            break;
        }
        default:
            text += text.substr(0, place(luck, text));
    }
}

std::uint64_t number_from(char const* name, std::uint64_t otherwise) {
    char const* const value = std::getenv(name);
    return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

}  // namespace

std::vector<seed_file> seed_files() {
    std::vector<seed_file> seeds;
    for (auto const& entry : std::filesystem::directory_iterator(ORTHOSCRUB_SOURCE_DIR "/fixtures/x12")) {
        if (entry.path().extension() != ".837") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        seeds.push_back({entry.path().filename().string(), text.str()});
    }
    std::sort(seeds.begin(), seeds.end(), [](auto const& a, auto const& b) { return a.name < b.name; });
    generator::options wanted;
    wanted.claims = 4;
    wanted.claims_per_set = 3;
    seed_file made{"generated", {}};
    generator::generate(wanted, [&](std::string_view piece) { made.text += piece; });
    seeds.push_back(made);
    return seeds;
}

std::string mutated(std::vector<seed_file> const& seeds, std::uint64_t number) {
    dice luck(number * 0x2545F4914F6CDD1DU + 1);
    std::string text = luck.pick(seeds).text;
    for (auto times = 1 + luck.below(4); times > 0; --times) {
        auto const what = luck.below(10);
        if (what < 5) change_bytes(text, luck);
        else if (what < 8) change_segments(text, luck, seeds);
        else change_framing(text, luck);
        if (text.empty()) break;
    }
    return text;
}

std::uint64_t case_count(std::uint64_t usual) { return number_from("ORTHOSCRUB_CASES", usual); }
std::uint64_t first_case() { return number_from("ORTHOSCRUB_FIRST_CASE", 0); }

}  // namespace orthoscrub::test
