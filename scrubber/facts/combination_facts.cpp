// Answers about what stands together on a claim: twins, bases, additions; and about words that fit the other twin. Each
// line is held against those of the others that `line_groups` leaves. Sides are compared as two bits; what cannot be for
// the same side never conflicts.
#include "scrubber/facts/combination_facts.hpp"

#include <array>

#include "scrubber/facts/registry.hpp"

namespace orthoscrub::scrub {

namespace {

constexpr scope_set line = scope_bit(grammars::rule_scope::line);

/// Bit 0 right, bit 1 left; both when the line names no side.
unsigned sides_of(modifier_names const& names, modifier_set const& modifiers) noexcept {
    unsigned sides = 0;
    if (modifiers.has(names.right)) sides |= 1u;
    if (modifiers.has(names.left)) sides |= 2u;
    if (sides == 0 || modifiers.has(names.both_sides)) sides = 3u;
    return sides;
}

/// The first of the lines that `fits` and stands on the subject's day; a missing date is told in `reason`.
template <class Fits>
line_context const* on_same_day(subject const& s, line_choice const& lines, unknown_reason& reason, Fits fits) {
    return lines.first([&](line_context const& other) {
        if (&other == s.line || !fits(other) || !may_share_side(*s.claim, *s.line, other)) return false;
        if (other.dos.empty() || s.line->dos.empty()) reason = unknown_reason::no_service_date;
        return !s.line->dos.empty() && other.dos == s.line->dos;
    });
}

line_choice earlier_lines(subject const& s, line_choice const& lines) noexcept {
    return lines.among_first(s.claim->position_of(s.line));
}

bool listed(subject const& s, std::string_view list, code_id code) noexcept {
    auto const& hcpcs = s.claim->codes().hcpcs;
    auto const id = hcpcs.find_list(list);
    return id && hcpcs.in_list(*id, code);
}

bool fits(subject const& s, line_context const& base) noexcept {
    return s.claim->codes().hcpcs.base_fits(s.line->code, base.code) == tri::yes;
}

bool is_leg(body_region region) noexcept {
    return region == body_region::knee || region == body_region::ankle_foot || region == body_region::kafo ||
           region == body_region::hkafo;
}

fact_value found_or(line_context const* found, unknown_reason reason) noexcept {
    if (found != nullptr) return fact_value::of(true);
    return reason == unknown_reason::none ? fact_value::of(false) : fact_value::unknown(reason);
}

}  // namespace

bool may_share_side(claim_context const& claim, line_context const& a, line_context const& b) noexcept {
    return (sides_of(claim.names(), a.modifiers) & sides_of(claim.names(), b.modifiers)) != 0;
}

line_context const* earlier_twin(subject const& s, unknown_reason& reason) noexcept {
    code_id const twin = s.line->info->twin;
    if (twin == code_id::unknown) return nullptr;
    line_choice const earlier = earlier_lines(s, s.claim->lines_with(twin, s.line));
    return on_same_day(s, earlier, reason, [&](line_context const& other) { return other.code == twin; });
}

line_context const* conflicting_base(subject const& s, unknown_reason& reason) noexcept {
    if (s.line->info->kind != device_kind::base) return nullptr;
    line_choice const earlier = earlier_lines(s, s.claim->lines_in(line_group::base, s.line));
    return on_same_day(s, earlier, reason, [&](line_context const& other) {
        return other.info->kind == device_kind::base && bases_conflict(s.line->info->region, other.info->region);
    });
}

knee_addition knee_bases_of(subject const& s) noexcept {
    knee_addition answer;
    bool judged = true;
    line_context const* const other_region_or_listed =
        s.claim->lines_in(line_group::takes_additions).first([&](line_context const& other) {
            if (!fits(s, other) || !may_share_side(*s.claim, *s.line, other)) return false;
            if (other.info->region != body_region::knee) return true;  // it may belong to that one
            if (answer.base == nullptr) answer.base = &other;
            if (s.claim->codes().hcpcs.ko_addition_listed(other.code, s.line->code)) return true;
            judged = judged && listed(s, "ko_additions_judged", other.code);
            return false;
        });
    if (other_region_or_listed == nullptr) {
        if (answer.base != nullptr) answer.excluded = judged ? tri::yes : tri::unknown;
        return answer;
    }
    if (other_region_or_listed->info->region != body_region::knee) return {};
    return {other_region_or_listed, tri::no};
}

line_context const* including_base(subject const& s, unknown_reason& reason) noexcept {
    if (s.line->info->kind == device_kind::addition)
        return on_same_day(s, s.claim->lines_in(line_group::takes_additions, s.line), reason, [&](auto const& other) {
            return fits(s, other) && listed(s, "includes_additions", other.code);
        });
    if (!listed(s, "soft_interface", s.line->code)) return nullptr;
    return on_same_day(s, s.claim->lines_in(line_group::base, s.line), reason, [](line_context const& other) {
        return other.info->kind == device_kind::base && is_leg(other.info->region);
    });
}

namespace {

fact_value twin_earlier(subject const& s) {
    unknown_reason reason = unknown_reason::none;
    auto const* const found = earlier_twin(s, reason);
    return found_or(found, reason);
}

fact_value base_conflict(subject const& s) {
    unknown_reason reason = unknown_reason::none;
    auto const* const found = conflicting_base(s, reason);
    return found_or(found, reason);
}

fact_value base_on_claim(subject const& s) {
    if (s.line->info->base_set == 0) return fact_value::unknown(unknown_reason::list_not_read);
    return fact_value::of(s.claim->lines_in(line_group::takes_additions).first([&](line_context const& other) {
        return fits(s, other);
    }) != nullptr);
}

fact_value outside_knee_list(subject const& s) {
    return fact_value::of(knee_bases_of(s).excluded, unknown_reason::list_not_read);
}

fact_value included(subject const& s) {
    unknown_reason reason = unknown_reason::none;
    auto const* const found = including_base(s, reason);
    return found_or(found, reason);
}

/// PREFAB alone does not tell off the shelf from custom fitted, and what was fitted by hand is no longer off the shelf.
fact_value says_ots(subject const& s) {
    using grammars::narrative_word;
    auto const& words = s.claim->narrative(*s.line).own;
    bool const ots = words.has(narrative_word::off_the_shelf) && !words.has(narrative_word::prefabricated);
    return fact_value::of((ots || words.has(narrative_word::shipped)) && !words.has(narrative_word::custom_fitted));
}
fact_value says_custom_made(subject const& s) {
    return fact_value::of(s.claim->narrative(*s.line).own.has(grammars::narrative_word::custom_made));
}

constexpr std::array facts{
    fact{"twin.earlier_line",
         fact_type::boolean,
         dependence::claim,
         line,
         twin_earlier,
         "an earlier line of the claim carries the other code of the pair (off the shelf, custom fitted) on the same "
         "day "
         "and side",
         "",
         {later_line}},
    fact{"base.conflict_in_claim",
         fact_type::boolean,
         dependence::claim,
         line,
         base_conflict,
         "an earlier line of the claim carries a base orthosis for the same part of the body, day and side",
         "",
         {later_line}},
    fact{"addition.base_on_claim", fact_type::boolean, dependence::claim, line, base_on_claim,
         "a base orthosis that the add-on goes with stands on the claim; unknown without a list of its bases", ""},
    fact{"addition.outside_knee_list", fact_type::boolean, dependence::claim, line, outside_knee_list,
         "the add-on goes with knee bases of the claim alone, and the policy's list of none of them names it; unknown "
         "when the list of one was not read",
         ""},
    fact{"addition.included_in_base",
         fact_type::boolean,
         dependence::claim,
         line,
         included,
         "a base of the same day and side includes this add-on or soft interface",
         "",
         {several_lines, 0, 0}},
    fact{"narrative.off_the_shelf",
         fact_type::boolean,
         dependence::narrative,
         line,
         says_ots,
         "the words say off the shelf, shipped or mailed, and not custom fitted",
         "",
         {has_words}},
    fact{"narrative.custom_made",
         fact_type::boolean,
         dependence::narrative,
         line,
         says_custom_made,
         "the words say molded, cast or made for the patient",
         "",
         {has_words}},
};

}  // namespace

std::span<fact const> combination_facts() noexcept { return facts; }

}  // namespace orthoscrub::scrub
