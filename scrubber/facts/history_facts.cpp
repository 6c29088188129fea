// Answers from the tables that the user supplies: earlier deliveries, decisions about authorizations, verified products.
// Without the table each is unknown, with the option that would load it as the reason.
#include "scrubber/facts/history_facts.hpp"

#include <array>
#include <chrono>

#include "scrubber/facts/line_facts.hpp"
#include "scrubber/facts/patient_key.hpp"
#include "scrubber/facts/registry.hpp"

namespace orthoscrub::scrub {
namespace {

using grammars::narrative_word;
using grammars::rule_scope;
constexpr scope_set line = scope_bit(rule_scope::line);

/// The same day some months later; the last day of the month where it has no such day.
model::date plus_months(model::date day, unsigned months) {
    std::chrono::year_month_day ymd = std::chrono::year_month_day{day.days()} + std::chrono::months{months};
    if (!ymd.ok()) ymd = ymd.year() / ymd.month() / std::chrono::last;
    return model::date::from_days(std::chrono::sys_days{ymd});
}

device_side side_of(subject const& s) {
    auto const has = [&](std::string_view m) { return s.line->modifiers.has(s.claim->codes().find_modifier(m)); };
    bool const both = has("50"), right = both || has("RT"), left = both || has("LT");
    return right && left ? device_side::both
           : right       ? device_side::right
           : left        ? device_side::left
                         : device_side::none;
}

/// A device without a side may have been for either.
bool sides_meet(device_side a, device_side b) {
    return a == b || a == device_side::none || b == device_side::none || a == device_side::both ||
           b == device_side::both;
}

enum class kinship : std::uint8_t { none, same_code, similar };

kinship kinship_of(subject const& s, std::string_view code) {
    if (code == s.line->row->code) return kinship::same_code;
    code_row const& other = s.claim->codes().row(s.claim->codes().find(code));
    if (other.kind != device_kind::base || s.line->code == code_id::unknown) return kinship::none;
    body_region const own = s.line->info->region;
    return other.region == own || bases_conflict(other.region, own) ? kinship::similar : kinship::none;
}

/// Looks for deliveries of one kinship before the line's service date and inside their useful life.
struct search {
    past_delivery const* found = nullptr;
    unknown_reason reason = unknown_reason::none;  ///< with `found` null: why that is no answer
};

search look_for(subject const& s, kinship wanted) {
    search result;
    side_data const* const side = s.claim->window().side;
    if (side == nullptr || side->history() == nullptr) return {nullptr, unknown_reason::no_history};
    if (s.line->dos.empty()) return {nullptr, unknown_reason::no_service_date};
    patient_identity const patient = patient_of(s.tables(), s.claim->row());
    device_side const own = side_of(s);
    for (past_delivery const& past : side->history()->of(patient.member_id, patient.birth_date)) {
        if (past.delivered >= s.line->dos) break;
        if (!sides_meet(past.side, own) || kinship_of(s, past.code()) != wanted) continue;
        code_tables const& codes = s.claim->codes();
        useful_life const life = codes.lives.of(codes.row(codes.find(past.code())).region);
        if (s.line->dos < plus_months(past.delivered, life.sure_months)) result.found = &past;
        else if (s.line->dos < plus_months(past.delivered, life.most_months))
            result.reason = unknown_reason::life_not_read;
    }
    return result;
}

fact_value answer(search const& result) {
    if (result.found != nullptr) return fact_value::of(true);
    return result.reason == unknown_reason::none ? fact_value::of(false) : fact_value::unknown(result.reason);
}
fact_value same_code(subject const& s) { return answer(look_for(s, kinship::same_code)); }
fact_value similar(subject const& s) { return answer(look_for(s, kinship::similar)); }

fact_value reason_told(subject const& s) {
    auto const& words = s.claim->narrative(*s.line).all;
    return fact_value::of(words.has(narrative_word::lost_or_damaged) || words.has(narrative_word::useful_life_met));
}

struct decision_found {
    authorization_decision const* decision = nullptr;
    unknown_reason reason = unknown_reason::none;
};
decision_found decision_of(subject const& s) {
    side_data const* const side = s.claim->window().side;
    if (side == nullptr || !side->has_authorizations()) return {nullptr, unknown_reason::no_authorizations};
    if (s.line->dos.empty()) return {nullptr, unknown_reason::no_service_date};
    model::reference_row const* const number = authorization_of(*s.claim, *s.line->row);
    if (number == nullptr) return {};
    auto const* const decision = side->decision(number->value, s.line->row->code);
    return {decision, decision == nullptr ? unknown_reason::decision_not_listed : unknown_reason::none};
}
fact_value days_since_decision(subject const& s) {
    auto const [decision, reason] = decision_of(s);
    if (reason != unknown_reason::none) return fact_value::unknown(reason);
    if (decision == nullptr) return fact_value{};
    return {(s.line->dos.days() - decision->decided.days()).count() * 1000, {}, unknown_reason::none};
}
fact_value past_expiry(subject const& s) {
    auto const [decision, reason] = decision_of(s);
    if (reason != unknown_reason::none) return fact_value::unknown(reason);
    return fact_value::of(decision != nullptr && !decision->expires.empty() && s.line->dos > decision->expires);
}

fact_value verification_required(subject const& s) {
    code_row const& code = *s.line->info;
    if (code.pdac != pdac_rule::yes) return fact_value::of(false);
    if (code.pdac_from.empty()) return fact_value::of(true);
    if (s.line->dos.empty()) return fact_value::unknown(unknown_reason::no_service_date);
    return fact_value::of(s.line->dos >= code.pdac_from);
}

fact_value product_listed(subject const& s) {
    side_data const* const side = s.claim->window().side;
    if (side == nullptr || !side->has_products()) return fact_value::unknown(unknown_reason::no_products);
    auto const& words = s.claim->narrative(*s.line).all;
    if (words.product.empty() && words.model.empty()) return fact_value::unknown(unknown_reason::product_not_named);
    return fact_value::of(side->lists_product(s.line->row->code, words.maker, words.product, words.model));
}

constexpr std::array facts{
    fact{"history.same_code", fact_type::boolean, dependence::history, line, same_code,
         "the patient got this code for this side before, and its useful life has not ended", ""},
    fact{"history.similar", fact_type::boolean, dependence::history, line, similar,
         "the patient got another base of this body part and side before, and its useful life has not ended", ""},
    fact{"history.reason_told",
         fact_type::boolean,
         dependence::narrative,
         line,
         reason_told,
         "a note says why a device is replaced: lost, stolen, damaged, broken, useful life met",
         "",
         {has_words}},
    fact{"authorization.days_since_decision", fact_type::number, dependence::history, line, days_since_decision,
         "days from the decision about the line's authorization number to the service date; 0 without a number", ""},
    fact{"authorization.past_expiry", fact_type::boolean, dependence::history, line, past_expiry,
         "the service date lies after the last day of the line's authorization", ""},
    fact{"pdac.required", fact_type::boolean, dependence::dated, line, verification_required,
         "the code wants a product whose coding was verified; not for codes where only central fabrication does", ""},
    fact{"product.listed", fact_type::boolean, dependence::history, line, product_listed,
         "the list of verified products has the product that the claim names, under the line's code", ""},
};

}  // namespace

past_delivery const* earlier_delivery(subject const& s) {
    search const same = look_for(s, kinship::same_code);
    return same.found != nullptr ? same.found : look_for(s, kinship::similar).found;
}

std::span<fact const> history_facts() noexcept { return facts; }

}  // namespace orthoscrub::scrub
