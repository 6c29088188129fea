// The codes a supplier sells and which addition goes with which base. The rows stand in catalogue/*.inc, one line a
// code; the pairs of base and addition below follow the code descriptors and, for knees, the list of policy article
// A52465 (LCD L33318).
#include "tools/generator/catalogue.hpp"

#include <algorithm>

namespace orthoscrub::generator {

namespace {

using enum region;
using enum kind;
using enum sidedness;

// clang-format off
#define ITEM(code, where, what, side, flags, added, authorized, ordered, charge) \
    item{code, where, what, side, flags, added, authorized, ordered, charge},
constexpr item items[] = {
#include "tools/generator/catalogue/spine.inc"
#include "tools/generator/catalogue/lower_limb.inc"
#include "tools/generator/catalogue/foot.inc"
#include "tools/generator/catalogue/upper_limb.inc"
};
#undef ITEM
// clang-format on

/// Additions from `first` to `last` go with bases of a region from `base_first` to `base_last`.
struct pairing {
    std::string_view base_first, base_last, first, last;
};

constexpr pairing pairings[] = {
    {"L0450", "L0492", "L0970", "L0970"}, {"L0450", "L0492", "L0974", "L0974"}, {"L0450", "L0492", "L0978", "L0984"},
    {"L0628", "L0640", "L0972", "L0972"}, {"L0628", "L0640", "L0976", "L0976"}, {"L0628", "L0651", "L0980", "L0984"},
    {"L0810", "L0830", "L0859", "L0861"}, {"L1000", "L1005", "L1010", "L1120"}, {"L1200", "L1200", "L1210", "L1290"},
    {"L1680", "L1680", "L2570", "L2624"}, {"L1832", "L1833", "L2397", "L2397"}, {"L1832", "L1833", "L2795", "L2795"},
    {"L1832", "L1833", "L2810", "L2810"}, {"L1834", "L1834", "L2795", "L2795"}, {"L1850", "L1850", "L2397", "L2397"},
    {"L1843", "L1843", "L2397", "L2397"}, {"L1851", "L1851", "L2397", "L2397"}, {"L1843", "L1843", "L2385", "L2385"},
    {"L1843", "L1843", "L2395", "L2395"}, {"L1851", "L1851", "L2385", "L2385"}, {"L1845", "L1845", "L2385", "L2385"},
    {"L1845", "L1845", "L2395", "L2397"}, {"L1845", "L1845", "L2795", "L2795"}, {"L1852", "L1852", "L2385", "L2385"},
    {"L1852", "L1852", "L2395", "L2397"}, {"L1852", "L1852", "L2795", "L2795"}, {"L1940", "L1990", "L2200", "L2360"},
    {"L1940", "L1990", "L2750", "L2780"}, {"L1940", "L1990", "L2820", "L2820"}, {"L2000", "L2038", "L2200", "L2280"},
    {"L2000", "L2038", "L2320", "L2350"}, {"L2000", "L2038", "L2370", "L2550"}, {"L2000", "L2038", "L2750", "L2830"},
    {"L2040", "L2090", "L2405", "L2492"}, {"L2040", "L2090", "L2570", "L2680"}, {"L2106", "L2116", "L2180", "L2192"},
    {"L2106", "L2116", "L2840", "L2840"}, {"L2126", "L2136", "L2180", "L2192"}, {"L2126", "L2136", "L2850", "L2850"},
    {"L3900", "L3904", "L3956", "L3956"}, {"L3763", "L3766", "L3956", "L3956"}, {"L3806", "L3808", "L3891", "L3891"},
    {"L3980", "L3984", "L3995", "L3995"},
};

}  // namespace

std::span<item const> all_items() noexcept { return items; }

item const& item_of(std::string_view code) noexcept { return *std::ranges::find(items, code, &item::code); }

catalogue::catalogue() {
    for (auto const& each : items) {
        switch (each.what) {
            case base:
                bases_[static_cast<std::size_t>(each.where)].push_back(&each);
                break;
            case addition:
                additions_.push_back(&each);
                break;
            case replacement_part:
                parts_.push_back(&each);
                break;
            case shoe_modification:
                shoe_work_.push_back(&each);
                break;
            case repair:
                break;
        }
    }
}

item const& catalogue::brace(region where, std::uint32_t day, dice& luck) const {
    auto const& choice = bases_[static_cast<std::size_t>(where)];
    while (true) {
        item const& found = *luck.pick(choice);
        if (found.added <= day) return found;
    }
}

item const* catalogue::addition_for(item const& wanted, std::uint32_t day, dice& luck) const {
    std::array<pairing const*, 8> open{};
    std::uint32_t count = 0;
    for (auto const& each : pairings)
        if (each.base_first <= wanted.code && wanted.code <= each.base_last) open[count++] = &each;
    if (count == 0) return nullptr;
    pairing const& chosen = *open[luck.below(count)];
    auto const first = std::ranges::lower_bound(additions_, chosen.first, {}, &item::code);
    auto const last = std::ranges::upper_bound(additions_, chosen.last, {}, &item::code);
    item const& found = **(first + luck.below(static_cast<std::uint32_t>(last - first)));
    return found.added <= day ? &found : nullptr;
}

item const& catalogue::part(dice& luck) const { return *luck.pick(parts_); }

item const& catalogue::shoe_work(dice& luck) const { return *luck.pick(shoe_work_); }

}  // namespace orthoscrub::generator
