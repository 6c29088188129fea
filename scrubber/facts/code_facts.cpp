// Answers that the row of the procedure code or the payer's profile gives alone. The compiler asks them once per code
// and payer, not once per line; only a code that is in no table is asked about line by line.
#include <array>

#include "scrubber/facts/registry.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {
namespace {

using grammars::rule_scope;
constexpr scope_set line = scope_bit(rule_scope::line);
constexpr scope_set everywhere = 0xFF;

fact_value code(subject const& s) { return fact_value::of(s.line->row->code); }
fact_value kind(subject const& s) { return fact_value::of(to_string(s.line->info->kind)); }
fact_value region(subject const& s) { return fact_value::of(to_string(s.line->info->region)); }
fact_value fabrication(subject const& s) { return fact_value::of(to_string(s.line->info->fabrication)); }
fact_value laterality(subject const& s) { return fact_value::of(to_string(s.line->info->side)); }
fact_value kx_rule(subject const& s) { return fact_value::of(s.line->info->kx_rule); }

fact_value cg(subject const& s) {
    using namespace std::string_view_literals;
    switch (s.line->info->cg) {
        case cg_rule::yes:
            return fact_value::of("required"sv);
        case cg_rule::conditional:
            return fact_value::of("conditional"sv);
        case cg_rule::no:
            break;
    }
    return fact_value::of("no"sv);
}

fact_value well_formed(subject const& s) { return fact_value::of(hcpcs_shape_ok(s.line->row->code)); }

fact_value known(subject const& s) {
    if (s.line->code != code_id::unknown) return fact_value::of(true);
    std::string_view const written = s.line->row->code;
    if (judged_l_code(written) || !hcpcs_shape_ok(written) || s.claim->codes().hcpcs.complete())
        return fact_value::of(false);
    return fact_value::unknown(unknown_reason::no_official_hcpcs);
}

template <payer_need Need>
fact_value needs(subject const& s) {
    return fact_value::of(s.claim->payer().needs_to(Need));
}

fact_value medicare(subject const& s) {
    payer_class const kind = s.claim->payer().kind;
    return fact_value::of(kind == payer_class::medicare_dme || kind == payer_class::medicare_partb ||
                          kind == payer_class::medicare_advantage);
}

constexpr std::array facts{
    fact{"code", fact_type::text, dependence::code, line, code, "the procedure code as written (SV101-2)", ""},
    fact{"kind", fact_type::symbol, dependence::code, line, kind,
         "what the code stands for; empty for a code that is not in the tables",
         "base addition replacement-part repair shoe-modification component noc noc-addition"},
    fact{"region", fact_type::symbol, dependence::code, line, region, "the body region of the code", "@regions"},
    fact{"fabrication", fact_type::symbol, dependence::code, line, fabrication, "how the device is made",
         "@fabrications"},
    fact{"laterality", fact_type::symbol, dependence::code, line, laterality, "whether RT or LT belongs on the line",
         "required allowed none"},
    fact{"kx_rule", fact_type::boolean, dependence::code, line, kx_rule, "the code's policy wants one of KX, GA, GZ",
         ""},
    fact{"cg", fact_type::symbol, dependence::code, line, cg, "whether CG belongs on the line",
         "required conditional no"},
    fact{"hcpcs.well_formed", fact_type::boolean, dependence::code, line, well_formed,
         "the code has the shape of a HCPCS or CPT code: five characters, upper case, no blanks", ""},
    fact{"hcpcs.known", fact_type::boolean, dependence::code, line, known,
         "the code is in the tables; unknown outside L0100-L4999 unless the official file is loaded", ""},
    fact{"payer.medicare", fact_type::boolean, dependence::payer, everywhere, medicare,
         "the payer is Medicare: DME MAC, Part B contractor or a Medicare Advantage plan", ""},
    fact{"payer.requires.equipment_status", fact_type::boolean, dependence::payer, everywhere,
         needs<payer_need::equipment_status>, "the payer's profile asks for NU, RR or UE on L-codes", ""},
    fact{"payer.requires.laterality", fact_type::boolean, dependence::payer, everywhere, needs<payer_need::laterality>,
         "the payer's profile asks for RT or LT on one-sided devices", ""},
    fact{"payer.requires.narrative_parts", fact_type::boolean, dependence::payer, everywhere,
         needs<payer_need::noc_narrative>, "the payer's profile asks for the full narrative of unlisted codes", ""},
    fact{"payer.requires.prior_authorization", fact_type::boolean, dependence::payer, everywhere,
         needs<payer_need::prior_authorization>, "the payer's profile follows the Medicare authorization list", ""},
    fact{"payer.requires.attachment", fact_type::boolean, dependence::payer, everywhere, needs<payer_need::attachment>,
         "the payer's profile wants paper for unlisted codes", ""},
};

}  // namespace

std::span<fact const> code_facts() noexcept { return facts; }

}  // namespace orthoscrub::scrub
