#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "scrubber/engine/finding_view.hpp"
#include "scrubber/facts/subject.hpp"
#include "scrubber/fix/repair_desk.hpp"

namespace orthoscrub::scrub {

/// One finding that a repair is asked to act on. Views are valid during the call.
struct repair_request {
    finding_view const& finding;
    repair_subject const& about;
    grammars::fix_level level;

    /// The claim and the place; only for findings of claims (`needs_claim`).
    [[nodiscard]] claim_context const& claim() const noexcept { return finding.place->claim; }
    [[nodiscard]] window_context const& window() const noexcept { return claim().window(); }
    [[nodiscard]] model::claim_tables const& tables() const noexcept { return claim().tables(); }
    /// The line, or null.
    [[nodiscard]] model::line_row const* line() const noexcept;
    /// The segment that the finding points at, or null.
    [[nodiscard]] text::segment const* segment() const noexcept;
    [[nodiscard]] text::segment const* segment(model::segment_index index) const noexcept;
    /// The SV1 of the line, or null.
    [[nodiscard]] text::segment const* sv1() const noexcept;
};

/// What a repair did.
enum class repair_state : std::uint8_t {
    done,       ///< drafts changed; `words` say what
    nothing,    ///< the repair does not help here: the finding needs a person
    refused,    ///< it could have helped but must not; `words` say why
    postponed,  ///< another repair of the same segments comes first; asked again in the next reading
};
struct repair_outcome {
    repair_state state = repair_state::nothing;
    std::string words;

    [[nodiscard]] static repair_outcome refuse(std::string why) { return {repair_state::refused, std::move(why)}; }
    [[nodiscard]] static repair_outcome wait() { return {repair_state::postponed, {}}; }
};

/// Acts on one finding by changing drafts on the desk.
using repair_function = repair_outcome (*)(repair_request const&, repair_desk&);

/// A rule and what repairs it.
struct repair {
    std::string_view rule;  ///< id of a rule, or of a structural fault
    grammars::fix_level level = grammars::fix_level::safe;
    repair_function apply = nullptr;
    bool needs_claim = true;  ///< false: the repair can be asked about findings outside of claims
};

/// All repairs, sorted by rule.
[[nodiscard]] std::span<repair const> all_repairs() noexcept;
/// The repair of a rule, or null.
[[nodiscard]] repair const* find_repair(std::string_view rule) noexcept;

/// Sets an element and notes the reason; `nothing` when the element is so already and the draft was not changed for it.
[[nodiscard]] repair_outcome set_value(repair_request const& r, repair_desk& desk, text::segment const& s,
                                       unsigned element, std::string value, std::string what);

namespace repairs {

// value_repairs.cpp: one value of one segment.
repair_outcome procedure_code(repair_request const& r, repair_desk& desk);
repair_outcome whole_units(repair_request const& r, repair_desk& desk);
repair_outcome one_day(repair_request const& r, repair_desk& desk);
repair_outcome member_id(repair_request const& r, repair_desk& desk);
repair_outcome authorization_blanks(repair_request const& r, repair_desk& desk);
repair_outcome repeated_pointers(repair_request const& r, repair_desk& desk);

// modifier_repairs.cpp: SV101-3 to SV101-6.
repair_outcome modifier_writing(repair_request const& r, repair_desk& desk);
repair_outcome repeated_modifiers(repair_request const& r, repair_desk& desk);
repair_outcome modifier_order(repair_request const& r, repair_desk& desk);

// note_repairs.cpp: NTE02 and SV101-7.
repair_outcome shorter_note(repair_request const& r, repair_desk& desk);
repair_outcome plain_note(repair_request const& r, repair_desk& desk);
repair_outcome description_from_note(repair_request const& r, repair_desk& desk);

// line_split.cpp: one line of two sides becomes two lines.
repair_outcome split_sides(repair_request const& r, repair_desk& desk);
repair_outcome split_50(repair_request const& r, repair_desk& desk);

// segment_repairs.cpp: numbers, and segments that move or go.
repair_outcome line_numbers(repair_request const& r, repair_desk& desk);
repair_outcome trailer_count(repair_request const& r, repair_desk& desk);
repair_outcome authorization_to_line(repair_request const& r, repair_desk& desk);
repair_outcome certificate_segments(repair_request const& r, repair_desk& desk);

}  // namespace repairs
}  // namespace orthoscrub::scrub
