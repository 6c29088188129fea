// Names of the payer classes, and the one family name that covers several: medicare.
#include "scrubber/payers/payer_classes.hpp"

#include <array>

namespace orthoscrub::scrub {
namespace {

constexpr std::array<std::string_view, payer_class_count> names{"medicare.dme", "medicare.partb", "medicare.advantage",
                                                                "medicaid",     "commercial",     "federal",
                                                                "liability",    "unknown"};

}  // namespace

std::span<std::string_view const> payer_class_names() noexcept { return names; }

std::string_view to_string(payer_class kind) noexcept { return names[static_cast<std::size_t>(kind)]; }

std::optional<payer_class> parse_payer_class(std::string_view name) noexcept {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == name) return static_cast<payer_class>(i);
    return std::nullopt;
}

std::optional<class_set> parse_class_set(std::string_view word) noexcept {
    if (word == "medicare")
        return class_set{payer_class::medicare_dme} | class_set{payer_class::medicare_partb} |
               class_set{payer_class::medicare_advantage};
    if (auto const kind = parse_payer_class(word)) return class_set{*kind};
    return std::nullopt;
}

}  // namespace orthoscrub::scrub
