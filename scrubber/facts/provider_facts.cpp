// Answers about providers' taxonomies (PRV of 2000A, 2310B, 2420A) and about where authorization numbers stand.
#include <algorithm>
#include <array>

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

/// Whether lines of the claim are on Medicare's authorization list on their day.
struct listed_lines {
    std::size_t listed = 0, others = 0;
    bool unknown = false;
};
listed_lines count_listed(claim_context const& claim) {
    listed_lines count;
    auto const& hcpcs = claim.codes().hcpcs;
    for (line_context const& line : claim.lines())
        switch (hcpcs.prior_auth_active(line.code, line.dos, claim.state())) {
            case tri::yes:
                ++count.listed;
                break;
            case tri::no:
                ++count.others;
                break;
            case tri::unknown:
                count.unknown = true;
                break;
        }
    return count;
}

fact_value utn_on_claim(subject const& s) { return fact_value::of(s.line == nullptr); }
fact_value unlisted_lines(subject const& s) {
    auto const count = count_listed(*s.claim);
    if (count.others != 0) return fact_value::of(true);
    return fact_value::of(count.unknown ? tri::unknown : tri::no, unknown_reason::no_service_date);
}
fact_value line_listed(subject const& s) {
    if (s.line == nullptr) return fact_value::of(false);
    auto const& hcpcs = s.claim->codes().hcpcs;
    return fact_value::of(hcpcs.prior_auth_active(s.line->code, s.line->dos, s.claim->state()),
                          s.line->dos.empty() ? unknown_reason::no_service_date : unknown_reason::no_state);
}

constexpr auto facts = std::to_array<fact>({
    {"taxonomy.qualified",
     fact_type::boolean,
     dependence::line,
     provider,
     qualified,
     "PRV02 is PXC, or there is no taxonomy (PRV of 2000A for the billing provider)",
     "",
     {odd_provider, 1, 1}},
    {"taxonomy.well_formed",
     fact_type::boolean,
     dependence::line,
     provider,
     well_formed,
     "PRV03 is ten upper-case letters and digits that end in X, or there is no taxonomy",
     "",
     {odd_provider, 1, 1}},
    {"taxonomy.implausible",
     fact_type::boolean,
     dependence::line,
     provider,
     implausible,
     "the table says that providers of this taxonomy do not supply orthoses",
     "",
     {odd_provider, 0, 0}},
    {"claim.has_orthosis", fact_type::boolean, dependence::claim, provider, orthosis_claim,
     "a line of the claim bills an L-code", ""},
    {"utn.on_claim", fact_type::boolean, dependence::line, authorization, utn_on_claim,
     "the number stands in loop 2300, not on a line", ""},
    {"utn.unlisted_lines", fact_type::boolean, dependence::dated, authorization, unlisted_lines,
     "a line of the claim is not on Medicare's authorization list on its service date", ""},
    {"utn.line_listed", fact_type::boolean, dependence::dated, authorization, line_listed,
     "the line that the number stands on is on that list", ""},
});

}  // namespace

std::span<fact const> provider_facts() noexcept { return facts; }

}  // namespace orthoscrub::scrub
