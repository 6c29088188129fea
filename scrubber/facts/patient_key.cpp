// Who the patient of a claim is, as bytes to hash. A dependent without an id of their own (2010CA NM109) has the
// subscriber's; the birth date tells them apart.
#include "scrubber/facts/patient_key.hpp"

namespace orthoscrub::scrub {
namespace {

char upper(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

void append_day(std::string& key, model::date day) {
    std::int32_t const number = day.number();
    key.append(reinterpret_cast<char const*>(&number), sizeof number);
}

void append_name(std::string& key, std::string_view name) {
    for (char const c : name)
        if (c != ' ') key += upper(c);
    key += '\x1F';
}

}  // namespace

void append_member_id(std::string& key, std::string_view member_id) {
    std::size_t const before = key.size();
    key.resize(before + member_id.size());
    char* out = key.data() + before;
    for (char const c : member_id) {
        *out = upper(c);
        out += c != ' ' && c != '-';
    }
    key.resize(static_cast<std::size_t>(out - key.data()));
}

void append_person(std::string& key, std::string_view member_id, model::date birth_date) {
    key += 'm';
    append_member_id(key, member_id);
    key += '\x1F';
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

bool append_patient(std::string& key, model::claim_tables const& tables, model::claim_row const& claim) {
    patient_identity const patient = patient_of(tables, claim);
    if (!patient.member_id.empty()) {
        append_person(key, patient.member_id, patient.birth_date);
        return true;
    }
    if (patient.name == nullptr || patient.name->name.empty()) return false;
    key += 'n';
    append_name(key, patient.name->name);
    append_name(key, patient.name->given_name);
    append_day(key, patient.birth_date);
    return true;
}

}  // namespace orthoscrub::scrub
