// What is measured. The irregular batch is made from the clean one, segment by segment, so that the two differ in what the
// header names and in nothing else.
#include "tests/bench/inputs.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <vector>

#include "tools/generator/generator.hpp"

namespace orthoscrub::bench {
namespace {

constexpr std::string_view note_text =
    "FITTED IN THE OFFICE, PATIENT WALKS 200 FEET WITH THE DEVICE; FOLLOW UP IN 14 DA";
static_assert(note_text.size() == 80);

/// Conditions of anybody (ICD-10-CM), none of them about a limb.
constexpr std::array<std::string_view, 11> conditions{"I10",   "E119",  "E785", "K219",   "J449", "E039",
                                                      "G4733", "I2510", "D649", "Z87891", "E559"};

bool is(std::string_view segment, std::string_view id) {
    return segment.starts_with(id) && segment.size() > id.size() && segment[id.size()] == '*';
}

class spoiler {
public:
    explicit spoiler(std::string& out) : out_{out} {}

    void take(std::string_view segment) {
        if (is(segment, "CLM") || is(segment, "HL") || is(segment, "SE")) close_claim();
        if (is(segment, "ST")) segments_ = 0;
        if (is(segment, "CLM")) claim_.push_back(segment);
        else if (!claim_.empty()) claim_.push_back(segment);
        else if (is(segment, "SE"))
            write("SE*" + std::to_string(segments_ + 1) + std::string{segment.substr(segment.rfind('*'))});
        else write(segment);
    }

private:
    void write(std::string_view segment) {
        out_.append(segment).append("~\r\n");
        ++segments_;
    }

    void close_claim() {
        if (claim_.empty()) return;
        ++number_;
        bool const other_payer = std::ranges::any_of(claim_, [](auto s) { return is(s, "SBR"); });
        auto const lines = std::ranges::find_if(claim_, [](auto s) { return is(s, "LX"); });
        bool const noted = std::any_of(claim_.begin(), lines, [](auto s) { return is(s, "NTE"); });
        for (auto at = claim_.begin(); at != claim_.end(); ++at) {
            if (is(*at, "HI")) {
                if (!noted) write("NTE*ADD*" + std::string{note_text.substr(0, 1 + number_ * 37 % 80)});
                write(with_conditions(*at));
                continue;
            }
            if (at == lines && !other_payer && number_ % 2 == 0) add_payer();
            write(*at);
        }
        claim_.clear();
    }

    [[nodiscard]] std::string with_conditions(std::string_view segment) const {
        std::string all{segment};
        auto count = std::ranges::count(segment, '*');
        auto const wanted = 2 + static_cast<std::ptrdiff_t>(number_ * 7 % 11);
        for (auto const condition : conditions) {
            if (count >= wanted) break;
            if (segment.find(condition) != segment.npos) continue;
            all.append("*ABF:").append(condition);
            ++count;
        }
        return all;
    }

    void add_payer() {
        write("SBR*S*18*******CI");
        write("OI***Y***Y");
        write("NM1*IL*1*SAMPLE*RUTH****MI*SECOND" + std::to_string(number_));
        write("NM1*PR*2*EXAMPLE SECOND PLAN*****PI*XSP01");
    }

    std::string& out_;
    std::vector<std::string_view> claim_;
    std::uint64_t number_ = 0, segments_ = 0;
};

}  // namespace

std::string clean_claims(std::uint64_t claims) {
    std::string text;
    generator::options wanted;
    wanted.claims = claims;
    generator::generate(wanted, [&](std::string_view piece) { text += piece; });
    return text;
}

std::string irregular_claims(std::string_view clean) {
    std::string out;
    out.reserve(clean.size() + clean.size() / 2);
    spoiler each{out};
    while (!clean.empty()) {
        auto const end = std::min(clean.find('~'), clean.size());
        each.take(clean.substr(0, end));
        clean.remove_prefix(std::min(end + 1, clean.size()));
    }
    return out;
}

answered answered_claims(std::uint64_t claims) {
    answered both;
    generator::options wanted;
    wanted.claims = claims;
    wanted.era = [&](std::string_view piece) { both.remittances += piece; };
    generator::generate(wanted, [&](std::string_view piece) { both.claims += piece; });
    return both;
}

std::string repeated_files(std::filesystem::path const& folder, std::string_view extension, std::size_t bytes) {
    std::vector<std::filesystem::path> paths;
    std::error_code trouble;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder, trouble))
        if (entry.path().extension() == extension) paths.push_back(entry.path());
    std::ranges::sort(paths);
    std::string once;
    for (auto const& path : paths) {
        std::ifstream in{path, std::ios::binary};
        std::string const text{std::istreambuf_iterator<char>{in}, {}};
        if (text.size() > 106 && text.starts_with("ISA*") && text[105] == '~') once += text;
    }
    std::string all;
    while (!once.empty() && all.size() < bytes) all += once;
    return all;
}

}  // namespace orthoscrub::bench
