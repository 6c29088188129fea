// Words for the codes of acknowledgments. What contractors mean by a pair of codes comes before the bare meaning of the
// status, to which the category adds how the data fail.
#include "tools/orthoscrub/ack_words.hpp"

#include <algorithm>

#include "scrubber/report/allow_list.hpp"

namespace orthoscrub::tools {
namespace {

constexpr std::array<std::array<std::string_view, 2>, 12> entities{{{"85", "billing provider"},
                                                                    {"82", "rendering provider"},
                                                                    {"DK", "ordering provider"},
                                                                    {"DN", "referring provider"},
                                                                    {"DQ", "supervising provider"},
                                                                    {"77", "service location"},
                                                                    {"87", "pay-to provider"},
                                                                    {"IL", "subscriber"},
                                                                    {"QC", "patient"},
                                                                    {"PR", "payer"},
                                                                    {"40", "receiver"},
                                                                    {"41", "submitter"}}};

// "Modifier not valid" inside a sentence; "HCPCS code" stays.
std::string inside(std::string_view words) {
    std::string out{words};
    if (out.size() > 1 && out[0] >= 'A' && out[0] <= 'Z' && out[1] >= 'a' && out[1] <= 'z')
        out[0] = static_cast<char>(out[0] - 'A' + 'a');
    return out;
}

bool is_plain(char c) { return c > ' ' && c < 0x7F; }

}  // namespace

std::string_view plain(std::string_view text) noexcept {
    bool const good = text.size() <= 50 && std::ranges::all_of(text, is_plain);
    return good ? text : scrub::hidden_value;
}

bool open_context(std::string_view name) noexcept { return name == "CLM01" || name == "TRN02" || name == "ENT01"; }

std::string category_words(std::string_view category, scrub::answer_tables const& codes) {
    if (auto const* const row = codes.status_category(category)) return std::string{row->meaning};
    return "status category " + std::string{plain(category)};
}

std::string words_of(model::status_row const& status, scrub::answer_tables const& codes) {
    std::string out;
    if (auto const* const reject = codes.reject(status.category, status.status, status.entity)) {
        out = inside(reject->meaning);
    } else if (auto const* const row = codes.status(status.status)) {
        out = row->meaning;
        auto const* const category = codes.status_category(status.category);
        // Of what was taken in the entity says who took it.
        for (auto const& [code, name] : entities)
            if (code == status.entity && category != nullptr && category->rejects) (out += " of the ") += name;
        constexpr std::string_view rejected = "rejected: ";
        if (category != nullptr && category->meaning.starts_with(rejected))
            (out += "; ") += category->meaning.substr(rejected.size());
    } else {
        out = category_words(status.category, codes);
    }
    (out += " (") += plain(status.category);
    if (!status.status.empty()) (out += ':') += plain(status.status);
    if (!status.entity.empty()) (out += ':') += plain(status.entity);
    return out += ')';
}

std::string code_words(std::string_view element, std::string_view code, scrub::answer_tables const& codes) {
    auto const meaning = codes.acknowledgment(element, code);
    return meaning.empty() ? "code " + std::string{plain(code)} : std::string{meaning};
}

std::string error_words(std::string_view element, std::array<std::string_view, 5> const& errors,
                        scrub::answer_tables const& codes) {
    std::string out;
    for (auto const code : errors) {
        if (code.empty()) continue;
        if (!out.empty()) out += "; ";
        out += code_words(element, code, codes);
        ((out += " (") += plain(code)) += ')';
    }
    return out;
}

}  // namespace orthoscrub::tools
