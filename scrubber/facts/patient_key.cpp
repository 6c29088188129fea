// Who the patient of a claim is, as bytes to hash. A dependent without an id of their own (2010CA NM109) has the
// subscriber's; the birth date tells them apart.
#include "scrubber/facts/patient_key.hpp"

#include <array>

namespace orthoscrub::scrub {
namespace {

/// Characters of a member id that are not compared as they stand.
constexpr std::array<bool, 256> changed_or_dropped = [] {
    std::array<bool, 256> odd{};
    odd[' '] = odd['-'] = true;
    for (unsigned char c = 'a'; c <= 'z'; ++c) odd[c] = true;
    return odd;
}();

char upper(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

void append_day(key_text& key, model::date day) {
    std::int32_t const number = day.number();
    key.push(&number, sizeof number);
}

void append_name(key_text& key, std::string_view name) {
    for (char const c : name)
        if (c != ' ') key.push(upper(c));
    key.push('\x1F');
}

}  // namespace

void append_member_id(key_text& key, std::string_view member_id) {
    bool odd = false;
    for (char const c : member_id) odd |= changed_or_dropped[static_cast<unsigned char>(c)];
    if (!odd) return key.push(member_id);
    for (char const c : member_id)
        if (c != ' ' && c != '-') key.push(upper(c));
}

void append_person(key_text& key, std::string_view member_id, model::date birth_date) {
    key.push('m');
    append_member_id(key, member_id);
    key.push('\x1F');
    append_day(key, birth_date);
}

patient_identity patient_of(model::claim_tables const& tables, model::claim_row const& claim) noexcept {
    if (claim.subscriber == model::absent) return {};
    auto const party = [&](std::uint32_t row) { return row == model::absent ? nullptr : &tables.parties[row]; };
    model::party_row const* const subscriber = party(tables.subscribers[claim.subscriber].person);
    model::party_row const* person = subscriber;
    if (claim.patient != model::absent) person = party(tables.patients[claim.patient].person);
    if (person == nullptr) return {};
    bool const own_id = !person->id.empty() || subscriber == nullptr;
    return {own_id ? person->id : subscriber->id, person->birth_date, person};
}

bool append_patient(key_text& key, model::claim_tables const& tables, model::claim_row const& claim) {
    patient_identity const patient = patient_of(tables, claim);
    if (!patient.member_id.empty()) {
        append_person(key, patient.member_id, patient.birth_date);
        return true;
    }
    if (patient.name == nullptr || patient.name->name.empty()) return false;
    key.push('n');
    append_name(key, patient.name->name);
    append_name(key, patient.name->given_name);
    append_day(key, patient.birth_date);
    return true;
}

}  // namespace orthoscrub::scrub
