// The table of repairs. A test holds it to the rules: what a rule file promises with `fix safe` or `fix unsafe` stands
// here at the same level.
#include <algorithm>
#include <array>

#include "scrubber/fix/repair.hpp"

namespace orthoscrub::scrub {
namespace {

using enum grammars::fix_level;

constexpr std::array repair_rows{
    repair{"cmn-after-2022", unsafe, repairs::certificate_segments},
    repair{"dos-range", safe, repairs::one_day},
    repair{"dx-missing", safe, repairs::repeated_pointers},
    repair{"hcpcs-invalid", safe, repairs::procedure_code},
    repair{"laterality-50", unsafe, repairs::split_50},
    repair{"line-count", safe, repairs::line_numbers},
    repair{"mbi-format", safe, repairs::member_id},
    repair{"modifier-duplicate", safe, repairs::repeated_modifiers},
    repair{"modifier-order", unsafe, repairs::modifier_order},
    repair{"modifier-rtlt-same-line", unsafe, repairs::split_sides},
    repair{"modifier-syntax", safe, repairs::modifier_writing},
    repair{"narrative-characters", unsafe, repairs::plain_note},
    repair{"narrative-too-long", unsafe, repairs::shorter_note},
    repair{"noc-description-sv101-7", unsafe, repairs::description_from_note},
    repair{"prior-auth-format", safe, repairs::authorization_blanks},
    repair{"prior-auth-line-level", unsafe, repairs::authorization_to_line},
    repair{"units-invalid", safe, repairs::whole_units},
    repair{"x12-ge-count", safe, repairs::trailer_count, false},
    repair{"x12-iea-count", safe, repairs::trailer_count, false},
    repair{"x12-se-count", safe, repairs::trailer_count, false},
};

static_assert(std::is_sorted(repair_rows.begin(), repair_rows.end(),
                             [](repair const& a, repair const& b) { return a.rule < b.rule; }));

}  // namespace

std::span<repair const> all_repairs() noexcept { return repair_rows; }

repair const* find_repair(std::string_view rule) noexcept {
    auto const at = std::lower_bound(repair_rows.begin(), repair_rows.end(), rule,
                                     [](repair const& r, std::string_view id) { return r.rule < id; });
    return at != repair_rows.end() && at->rule == rule ? &*at : nullptr;
}

model::line_row const* repair_request::line() const noexcept {
    return finding.place->line == model::absent ? nullptr : &tables().lines[finding.place->line];
}

text::segment const* repair_request::segment(model::segment_index index) const noexcept {
    return index < window().segments.size() ? &window().segments[index] : nullptr;
}

text::segment const* repair_request::segment() const noexcept { return segment(finding.place->segment); }

text::segment const* repair_request::sv1() const noexcept { return line() == nullptr ? nullptr : segment(line()->sv1); }

repair_outcome set_value(repair_request const& r, repair_desk& desk, text::segment const& s, unsigned element,
                         std::string value, std::string what) {
    if (s.element(element) == value) return {};
    segment_draft& d = desk.draft(s, r.window().marks, r.about);
    d.set(element, std::move(value));
    desk.say(d, {std::string{r.finding.rule}, r.level, what});
    return {repair_state::done, std::move(what)};
}

}  // namespace orthoscrub::scrub
