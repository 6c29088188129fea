// What the guide asks for when something else is so: who the patient is, what an accident needs, what a replacement
// refers to, which provider is worth naming again. Most claims are plain, which two short looks tell.
// Source: 837P 005010X222A1, situational segments of 2000B to 2420.
#include "scrubber/facts/situations.hpp"

#include <algorithm>
#include <array>

#include "parser/text/literal.hpp"
#include "scrubber/facts/claim_facts.hpp"
#include "scrubber/facts/registry.hpp"
#include "scrubber/facts/subject_signs.hpp"

namespace orthoscrub::scrub {

using grammars::rule_scope;
using model::claim_tables;
using text::is;

namespace {

model::subscriber_row const* subscriber_of(claim_context const& claim) noexcept {
    std::uint32_t const row = claim.row().subscriber;
    return row == model::absent ? nullptr : &claim.tables().subscribers[row];
}
model::party_row const* patient_of(claim_context const& claim) noexcept {
    if (claim.row().patient == model::absent) return nullptr;
    std::uint32_t const person = claim.tables().patients[claim.row().patient].person;
    return person == model::absent ? nullptr : &claim.tables().parties[person];
}
bool own_patient(claim_context const& claim) noexcept {
    auto const* const subscriber = subscriber_of(claim);
    return subscriber != nullptr && claim.row().patient == model::absent && subscriber->relationship == "18";
}

std::string_view related(subject const& s, unsigned part) noexcept {
    auto const& window = s.claim->window();
    return text::component(window.segments[s.claim->row().clm].element(11), part, window.marks.component);
}
bool caused_by(subject const& s, std::string_view cause) noexcept {
    return related(s, 1) == cause || related(s, 2) == cause || related(s, 3) == cause;
}

/// The loop of 2310 in which a provider of 2420 would stand for the whole claim.
model::loop_id level_above(model::loop_id loop) noexcept {
    using model::loop_id;
    switch (loop) {
        case loop_id::l2420A:
            return loop_id::l2310B;
        case loop_id::l2420C:
            return loop_id::l2310C;
        case loop_id::l2420D:
            return loop_id::l2310D;
        case loop_id::l2420F:
            return loop_id::l2310A;
        default:
            return loop_id::none;
    }
}

}  // namespace

model::reference_row const* payer_control_number(claim_context const& claim) noexcept {
    for (auto const& reference : claim_tables::rows(claim.tables().references, claim.row().references))
        if (is(reference.qualifier, "F8") && !reference.value.empty()) return &reference;
    return nullptr;
}

model::reference_row const* repeated_control_number(subject const& s) noexcept {
    if (!s.line->number_repeats) return nullptr;
    for (auto const& reference : claim_tables::rows(s.tables().references, s.line->row->references))
        if (reference.qualifier == "6R") return &reference;
    return nullptr;
}

bool plain_subscriber(claim_context const& claim) noexcept {
    auto const* const subscriber = subscriber_of(claim);
    auto const* const member = member_of(claim);
    if (subscriber == nullptr || member == nullptr || !is(subscriber->sequence, "P")) return false;
    if (!is(member->entity_type, "1") || member->id.empty()) return false;
    if (claim.row().patient == model::absent)
        return is(subscriber->relationship, "18") && member->n3 != model::absent && member->n4 != model::absent &&
               member->dmg != model::absent;
    auto const* const patient = patient_of(claim);
    return subscriber->relationship.empty() && patient != nullptr;
}

bool plain_situation(claim_context const& claim) noexcept {
    if (!is(claim.row().frequency, "1") || claim.window().segments[claim.row().clm].count > 10) return false;
    return claim.row().references.count == 0 || payer_control_number(claim) == nullptr;
}

repeated_level repeats_provider(subject const& s) noexcept {
    auto const& tables = s.tables();
    auto const& party = tables.parties[s.row];
    bool const rendering = party.loop == model::loop_id::l2310B;
    model::loop_id const above = level_above(party.loop);
    if ((!rendering && above == model::loop_id::none) || party.id.empty()) return repeated_level::none;
    for (auto const& other : claim_tables::rows(tables.parties, s.claim->row().parties))
        if (above != model::loop_id::none && other.loop == above)
            return other.id == party.id ? repeated_level::claim : repeated_level::none;
    std::uint32_t const billing = s.claim->row().billing;
    bool const renders = rendering || party.loop == model::loop_id::l2420A;
    return renders && billing != model::absent && tables.billing_providers[billing].npi == party.id
               ? repeated_level::billing
               : repeated_level::none;
}

namespace {

constexpr scope_set line = scope_bit(rule_scope::line);
constexpr scope_set claim = scope_bit(rule_scope::claim);
constexpr scope_set provider = scope_bit(rule_scope::provider);

fact_value patient_level(subject const& s) {
    using namespace std::string_view_literals;
    auto const* const subscriber = subscriber_of(*s.claim);
    if (subscriber == nullptr || subscriber->sbr == model::absent) return fact_value::of("stated-once"sv);
    bool const self = !subscriber->relationship.empty(), patient = s.claim->row().patient != model::absent;
    return fact_value::of(self == patient ? self ? "stated-twice"sv : "not-stated"sv : "stated-once"sv);
}
fact_value member_id(subject const& s) {
    auto const* const member = member_of(*s.claim);
    return fact_value::of(member == nullptr || member->entity_type != "1" || !member->id.empty() ||
                          !member->id_qualifier.empty());
}
/// The subscriber who is the patient has the segment; yes for others.
template <model::segment_index model::party_row::* Segment>
fact_value has(subject const& s) {
    auto const* const member = own_patient(*s.claim) ? member_of(*s.claim) : nullptr;
    return fact_value::of(member == nullptr || member->*Segment != model::absent);
}

fact_value auto_accident(subject const& s) { return fact_value::of(caused_by(s, "AA")); }
fact_value other_accident(subject const& s) { return fact_value::of(caused_by(s, "OA")); }
fact_value employment(subject const& s) { return fact_value::of(caused_by(s, "EM")); }
fact_value accident_dated(subject const& s) {
    for (auto const& date : claim_tables::rows(s.tables().dates, s.claim->row().dates))
        if (date.qualifier == "439") return fact_value::of(true);
    return fact_value::of(false);
}
fact_value accident_placed(subject const& s) {
    return fact_value::of(!related(s, 4).empty() || !related(s, 5).empty());
}
fact_value accident_state(subject const& s) {
    std::string_view const state = related(s, 4);
    return fact_value::of(state.empty() || s.claim->codes().places.state(state) != nullptr);
}

fact_value reference_given(subject const& s) { return fact_value::of(payer_control_number(*s.claim) != nullptr); }
fact_value own_control_number(subject const& s) { return fact_value::of(repeated_control_number(s) == nullptr); }
fact_value repeats(subject const& s) {
    constexpr std::array<std::string_view, 3> words{"none", "billing", "claim"};
    return fact_value::of(words[static_cast<std::size_t>(repeats_provider(s))]);
}
fact_value place_repeated(subject const& s) {
    std::string_view const place = s.line->row->place;
    return fact_value::of(!place.empty() && place == s.claim->row().place);
}
fact_value reversed(subject const& s) {
    auto const row = s.line->row->service_date;
    if (row == model::absent) return fact_value::of(false);
    auto const& date = s.tables().dates[row];
    return fact_value::of(date.last < date.first);
}

constexpr auto facts = std::to_array<fact>({
    {"patient.level",
     fact_type::symbol,
     dependence::claim,
     claim,
     patient_level,
     "how often the claim says who the patient is: by SBR02 or by a patient level (2000C)",
     "stated-once stated-twice not-stated",
     {odd_subscriber, 0, 0, "stated-once"}},
    {"subscriber.id_given",
     fact_type::boolean,
     dependence::claim,
     claim,
     member_id,
     "the subscriber has a member number (2010BA NM109) or its qualifier, or is no person",
     "",
     {odd_subscriber, 1, 1}},
    {"subscriber.street_given",
     fact_type::boolean,
     dependence::claim,
     claim,
     has<&model::party_row::n3>,
     "the subscriber who is the patient has a street address (2010BA N3); yes for other subscribers",
     "",
     {odd_subscriber, 1, 1}},
    {"subscriber.city_given",
     fact_type::boolean,
     dependence::claim,
     claim,
     has<&model::party_row::n4>,
     "the subscriber who is the patient has a city (2010BA N4); yes for other subscribers",
     "",
     {odd_subscriber, 1, 1}},
    {"subscriber.birth_given",
     fact_type::boolean,
     dependence::claim,
     claim,
     has<&model::party_row::dmg>,
     "the subscriber who is the patient has birth date and sex (2010BA DMG); yes for other subscribers",
     "",
     {odd_subscriber, 1, 1}},
    {"accident.auto",
     fact_type::boolean,
     dependence::line,
     claim,
     auto_accident,
     "CLM11 says that an auto accident is the cause (AA)",
     "",
     {odd_situation, 0, 0}},
    {"accident.other",
     fact_type::boolean,
     dependence::line,
     claim,
     other_accident,
     "CLM11 says that another accident is the cause (OA)",
     "",
     {odd_situation, 0, 0}},
    {"accident.employment",
     fact_type::boolean,
     dependence::line,
     claim,
     employment,
     "CLM11 says that the employment is the cause (EM)",
     "",
     {odd_situation, 0, 0}},
    {"accident.dated", fact_type::boolean, dependence::line, claim, accident_dated,
     "the claim has the date of the accident (DTP*439)", ""},
    {"accident.placed", fact_type::boolean, dependence::line, claim, accident_placed,
     "CLM11 names the state or the country of the accident (CLM11-4, CLM11-5)", ""},
    {"accident.state_known",
     fact_type::boolean,
     dependence::line,
     claim,
     accident_state,
     "the state of the accident (CLM11-4) is in the list of states, or there is none",
     "",
     {odd_situation, 1, 1}},
    {"payer_reference.given",
     fact_type::boolean,
     dependence::line,
     claim,
     reference_given,
     "the claim gives the payer's number of an earlier claim (REF*F8)",
     "",
     {odd_situation, 0, 0}},
    {"line.own_control_number",
     fact_type::boolean,
     dependence::claim,
     line,
     own_control_number,
     "no earlier line of the claim has the line's control number (REF*6R)",
     "",
     {odd_company, 1, 1}},
    {"provider.repeats",
     fact_type::symbol,
     dependence::claim,
     provider,
     repeats,
     "where the same provider stands already: in 2010AA, or in 2310 for the whole claim",
     "none billing claim",
     {odd_repetition, 0, 0, "none"}},
    {"place.repeats_claim",
     fact_type::boolean,
     dependence::line,
     line,
     place_repeated,
     "the line's place of service (SV105) is that of the claim (CLM05-1)",
     "",
     {odd_service, 0, 0}},
    {"dos.reversed",
     fact_type::boolean,
     dependence::line,
     line,
     reversed,
     "the last day of the service period lies before the first",
     "",
     {odd_service, 0, 0}},
});

}  // namespace

std::span<fact const> situation_facts() noexcept { return facts; }

}  // namespace orthoscrub::scrub
