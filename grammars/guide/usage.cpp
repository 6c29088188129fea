// Look-ups in the usage tables. Rows are generated (usage_*_rows.inc); the uses of a loop are consecutive, so a loop of
// the 837P is found by number and its few uses are walked.
#include "grammars/guide/usage.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace orthoscrub::grammars::guide {
namespace {

using enum text::loop_id;
using text::loop_id;

#include "grammars/guide/usage_837p_rows.inc"

namespace remit_835 {
#include "grammars/guide/usage_835_rows.inc"
}
namespace ack_999 {
#include "grammars/guide/usage_999_rows.inc"
}
namespace status_277ca {
#include "grammars/guide/usage_277ca_rows.inc"
}
namespace envelope_00501 {
#include "grammars/guide/usage_envelope_rows.inc"
}

constexpr std::array<guide_tables, static_cast<std::size_t>(guide_id::count_)> guides{{
    {loop_rows, use_rows},
    {remit_835::loop_rows, remit_835::use_rows},
    {ack_999::loop_rows, ack_999::use_rows},
    {status_277ca::loop_rows, status_277ca::use_rows},
    {envelope_00501::loop_rows, envelope_00501::use_rows},
}};

struct slice {
    std::uint16_t first = 0;
    std::uint16_t count = 0;
};
constexpr auto slices = [] {
    std::array<slice, static_cast<std::size_t>(loop_id::count_)> out{};
    for (std::size_t i = 0; i < std::size(use_rows); ++i) {
        auto& s = out[static_cast<std::size_t>(use_rows[i].loop)];
        if (s.count == 0) s.first = static_cast<std::uint16_t>(i);
        ++s.count;
    }
    return out;
}();
// A loop whose uses are not consecutive would be cut off here.
static_assert([] {
    for (std::size_t i = 0; i < std::size(use_rows); ++i) {
        auto const& s = slices[static_cast<std::size_t>(use_rows[i].loop)];
        if (i < s.first || i >= std::size_t{s.first} + s.count) return false;
    }
    return true;
}());

bool holds(use_condition const& condition, text::segment const& s, char separator) noexcept {
    auto value = s.element(condition.element);
    if (condition.component != 0) value = text::component(value, condition.component, separator);
    while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
    while (!value.empty() && value.back() == ' ') value.remove_suffix(1);
    auto const packed = text::pack_id(value);
    for (auto const code : condition.codes)
        if (code == packed) return true;
    return false;
}

segment_use const* first_fit(std::span<segment_use const> uses, text::loop_id loop, text::segment const& s,
                             char separator) noexcept {
    for (auto const& use : uses)
        if (use.id == s.id && use.loop == loop &&
            std::ranges::all_of(use.conditions, [&](auto const& condition) { return holds(condition, s, separator); }))
            return &use;
    return nullptr;
}

}  // namespace

guide_tables const& tables_of(guide_id guide) noexcept { return guides[static_cast<std::size_t>(guide)]; }

std::span<loop_use const> loops_837p() noexcept { return loop_rows; }
std::span<segment_use const> uses_837p() noexcept { return use_rows; }

std::span<segment_use const> uses_of(text::loop_id loop) noexcept {
    auto const& s = slices[static_cast<std::size_t>(loop)];
    return std::span<segment_use const>{use_rows}.subspan(s.first, s.count);
}

std::string_view loop_name(text::loop_id loop) noexcept {
    for (auto const& row : loop_rows)
        if (row.loop == loop) return row.name;
    return loop == loop_id::heading ? std::string_view{"Transaction Set"} : std::string_view{};
}

segment_use const* find_use(text::loop_id loop, text::segment const& s, char component_separator) noexcept {
    return first_fit(uses_of(loop), loop, s, component_separator);
}

segment_use const* find_use(guide_id guide, text::loop_id loop, text::segment const& s,
                            char component_separator) noexcept {
    return first_fit(tables_of(guide).uses, loop, s, component_separator);
}

element_usage const* find_element(segment_use const& use, unsigned element, unsigned component) noexcept {
    for (auto const& row : use.elements)
        if (row.element == element && row.component == component) return &row;
    return nullptr;
}

std::string_view element_name(segment_use const& use, unsigned element, unsigned component) noexcept {
    auto const* row = find_element(use, element, component);
    return row != nullptr ? row->name : std::string_view{};
}

}  // namespace orthoscrub::grammars::guide
