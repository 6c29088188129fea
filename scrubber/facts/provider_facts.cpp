// Answers about providers' taxonomies (PRV of 2000A, 2310B, 2420A) and about where authorization numbers stand.
#include <algorithm>
#include <array>

#include "scrubber/facts/line_facts.hpp"
#include "scrubber/facts/registry.hpp"
#include "scrubber/facts/segment_facts.hpp"
#include "scrubber/facts/subject_signs.hpp"

namespace orthoscrub::scrub {

using grammars::rule_scope;
using namespace std::string_view_literals;

model::segment_index taxonomy_segment(subject const& s) noexcept {
    auto const& t = s.tables();
    auto const& party = t.parties[s.row];
    if (party.prv != model::absent) return party.prv;
    std::uint32_t const billing = s.claim->row().billing;
    if (party.loop == model::loop_id::l2010AA && billing != model::absent) return t.billing_providers[billing].prv;
    return model::absent;
}

bool taxonomy_shape_ok(std::string_view code) noexcept {
    return code.size() == 10 && code.back() == 'X' && std::all_of(code.begin(), code.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
           });
}

namespace {

constexpr scope_set line = scope_bit(rule_scope::line);
constexpr scope_set provider = scope_bit(rule_scope::provider);
constexpr scope_set authorization = scope_bit(rule_scope::authorization);

std::string_view element_of_prv(subject const& s, unsigned element) {
    auto const prv = taxonomy_segment(s);
    return prv == model::absent ? std::string_view{} : s.claim->window().segments[prv].element(element);
}

fact_value qualified(subject const& s) {
    return fact_value::of(taxonomy_segment(s) == model::absent || element_of_prv(s, 2) == "PXC");
}
fact_value well_formed(subject const& s) {
    return fact_value::of(taxonomy_segment(s) == model::absent || taxonomy_shape_ok(element_of_prv(s, 3)));
}

fact_value implausible(subject const& s) {
    taxonomy_row const* const row = s.claim->codes().forms.taxonomy(element_of_prv(s, 3));
    return fact_value::of(row != nullptr && row->role == taxonomy_role::implausible);
}

fact_value orthosis_claim(subject const& s) {
    auto const lines = s.claim->lines();
    return fact_value::of(std::any_of(lines.begin(), lines.end(), [](auto const& l) { return l.info->l_code; }));
}

/// A line for which Medicare asks no authorization on its day. Well-formed codes other than those of orthoses are not
/// judged: the table lists orthoses alone, and a prosthesis or a wheelchair may need the number.
tri needs_none(claim_context const& claim, line_context const& of) {
    std::string_view const code = of.row->code;
    if (hcpcs_shape_ok(code) && !judged_l_code(code)) return tri::no;
    switch (claim.codes().hcpcs.prior_auth_active(of.code, of.dos, claim.state())) {
        case tri::yes:
            return tri::no;
        case tri::no:
            return tri::yes;
        case tri::unknown:
            break;
    }
    return tri::unknown;
}
unknown_reason why_unknown(line_context const& of) {
    return of.dos.empty() ? unknown_reason::no_service_date : unknown_reason::no_state;
}

fact_value utn_on_claim(subject const& s) { return fact_value::of(s.line == nullptr); }
fact_value unlisted_lines(subject const& s) {
    unknown_reason reason = unknown_reason::none;
    for (line_context const& other : s.claim->compared_lines()) {
        tri const answer = needs_none(*s.claim, other);
        if (answer == tri::yes) return fact_value::of(true);
        if (answer == tri::unknown) reason = why_unknown(other);
    }
    return reason == unknown_reason::none ? fact_value::of(false) : fact_value::unknown(reason);
}
fact_value line_unlisted(subject const& s) {
    if (s.line == nullptr) return fact_value::of(false);
    return fact_value::of(needs_none(*s.claim, *s.line), why_unknown(*s.line));
}

fact_value authorization_of_line(subject const& s) {
    auto const* const reference = authorization_of(*s.claim, *s.line->row);
    if (reference == nullptr) return fact_value::of(false);
    auto const* const of_claim = s.tables().references.data() + s.claim->row().references.first;
    bool const on_claim = reference >= of_claim && reference < of_claim + s.claim->row().references.count;
    return fact_value::of(!on_claim || s.claim->lines().size() == 1);
}

constexpr auto facts = std::to_array<fact>({
    {"taxonomy.qualified",
     fact_type::boolean,
     dependence::line,
     provider,
     qualified,
     "PRV02 is PXC, or there is no taxonomy (PRV of 2000A for the billing provider)",
     "",
     {odd_taxonomy, 1, 1}},
    {"taxonomy.well_formed",
     fact_type::boolean,
     dependence::line,
     provider,
     well_formed,
     "PRV03 is ten upper-case letters and digits that end in X, or there is no taxonomy",
     "",
     {odd_taxonomy, 1, 1}},
    {"taxonomy.implausible",
     fact_type::boolean,
     dependence::line,
     provider,
     implausible,
     "the table says that providers of this taxonomy do not supply orthoses",
     "",
     {odd_taxonomy, 0, 0}},
    {"claim.has_orthosis", fact_type::boolean, dependence::claim, provider, orthosis_claim,
     "a line of the claim bills an L-code", ""},
    {"utn.on_claim", fact_type::boolean, dependence::line, authorization, utn_on_claim,
     "the number stands in loop 2300, not on a line", ""},
    {"utn.unlisted_lines", fact_type::boolean, dependence::dated, authorization, unlisted_lines,
     "a line of the claim bills an orthosis for which Medicare asks no authorization on its service date", ""},
    {"utn.line_unlisted", fact_type::boolean, dependence::dated, authorization, line_unlisted,
     "the number stands on such a line", ""},
    {"prior_auth.of_line", fact_type::boolean, dependence::claim, line, authorization_of_line,
     "a REF*G1 with a value stands on the line itself, or on a claim of one line", ""},
});

}  // namespace

std::span<fact const> provider_facts() noexcept { return facts; }

}  // namespace orthoscrub::scrub
