// Addresses of a claim: states, countries and postal codes against the lists, and what the guide asks of the billing
// provider's. Nothing of an address is ever printed; a finding says whose it is and where it stands.
// Source: 837P 005010X222A1, N3 and N4; code sources 5 (countries), 22 (states), 51 (ZIP codes).
#include "scrubber/facts/addresses.hpp"

#include <array>
#include <cstring>
#include <string_view>

#include "parser/text/literal.hpp"
#include "scrubber/facts/registry.hpp"
#include "scrubber/facts/subject_signs.hpp"

namespace orthoscrub::scrub {

using grammars::rule_scope;
using model::claim_tables;
using model::loop_id;

namespace {

constexpr std::uint64_t each = 0x0101010101010101u;  // times a byte: that byte eight times

std::uint64_t eight_at(char const* text) noexcept {
    std::uint64_t word = 0;
    std::memcpy(&word, text, sizeof word);
    return word;
}

/// Five digits or nine, judged several at a time: this is asked of two or three addresses of every claim.
bool five_or_nine_digits(std::string_view zip) noexcept {
    if (zip.size() != 5 && zip.size() != 9) return false;
    std::uint64_t word = 0;
    if (zip.size() == 9) {
        word = eight_at(zip.data());
    } else {
        std::uint32_t four = 0;
        std::memcpy(&four, zip.data(), sizeof four);
        word = std::uint64_t{four} | std::uint64_t{four} << 32;
    }
    word ^= each * 0x30;  // digits become 0 to 9
    bool const first = ((word | (word + each * 6)) & each * 0xF0) == 0;
    return first && static_cast<unsigned char>(zip.back() - '0') <= 9;
}

/// An X or x among the characters, eight at a time; few streets have one.
bool has_x(std::string_view street) noexcept {
    char const* at = street.data();
    std::size_t left = street.size();
    for (; left >= 8; at += 8, left -= 8) {
        std::uint64_t const odd = (eight_at(at) | each * 0x20) ^ each * 0x78;
        if (((odd - each) & ~odd & each * 0x80) != 0) return true;
    }
    for (; left != 0; ++at, --left)
        if ((*at | 0x20) == 'x') return true;
    return false;
}

/// "PO BOX 12", "P.O. Box 12", "1 MAIN ST, POST OFFICE BOX": the words, then a number or the end.
bool post_box(std::string_view street) noexcept {
    if (!has_x(street)) return false;
    std::array<char, 64> kept{};  // letters in capitals and digits; N301 has 55 characters at most
    std::size_t count = 0;
    for (char const c : street) {
        char const upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        bool const wanted = (upper >= 'A' && upper <= 'Z') || (upper >= '0' && upper <= '9');
        if (wanted && count < kept.size()) kept[count++] = upper;
    }
    std::string_view const said{kept.data(), count};
    for (std::string_view const words : {std::string_view{"POBOX"}, std::string_view{"POSTOFFICEBOX"}}) {
        auto const at = said.find(words);
        if (at == std::string_view::npos) continue;
        std::size_t const after = at + words.size();
        if (after == said.size() || said[after] <= '9') return true;
    }
    return false;
}

/// A US address without a country, as nearly all are: known state, five or nine digits that fit it.
bool usual_city(claim_context const& claim, model::party_row const& party) noexcept {
    bool const nine_wanted =
        party.loop == loop_id::l2010AA || party.loop == loop_id::l2310C || party.loop == loop_id::l2420C;
    std::string_view const zip = party.zip;
    if (!five_or_nine_digits(zip) || (nine_wanted && zip.size() == 5)) return false;
    state_row const* const state = claim.codes().places.state(party.state);
    if (state == nullptr || claim.window().segments[party.n4].count > 3) return false;
    return (state->zip_starts >> (zip[0] - '0') & 1) != 0;
}

struct found_faults {
    std::uint8_t bits = 0;
    std::uint8_t incomplete_at = 2;  ///< element of N4 that is missing
};

found_faults faults_of(claim_context const& claim, model::party_row const& party) noexcept {
    found_faults found;
    auto const add = [&](unsigned fault) { found.bits = static_cast<std::uint8_t>(found.bits | fault); };
    auto const segments = claim.window().segments;
    if (party.loop == loop_id::l2010AA && party.n3 != model::absent &&
        (post_box(segments[party.n3].element(1)) || post_box(segments[party.n3].element(2))))
        add(address_po_box);
    if (party.n4 == model::absent || usual_city(claim, party)) return found;
    place_names const& places = claim.codes().places;
    std::string_view const state = party.state, zip = party.zip;
    std::string_view const country = segments[party.n4].element(4);
    bool const abroad = !country.empty() && country != "US";
    if (abroad && !places.country(country)) add(address_country_unknown);
    state_row const* const known = places.state(state);
    if (abroad) {
        if (country == "CA" && !state.empty() && known == nullptr) add(address_state_unknown);
        return found;
    }
    if (state.empty()) add(address_incomplete);
    else if (known == nullptr) add(address_state_unknown);
    else if (!known->us) {
        found.incomplete_at = 4;
        add(address_incomplete);
        return found;
    }
    if (zip.empty()) {
        if (!state.empty()) found.incomplete_at = 3;
        add(address_incomplete);
        return found;
    }
    bool const nine = zip.size() == 9;
    if (!five_or_nine_digits(zip)) {
        add(address_zip_malformed);
        return found;
    }
    if (!nine && (party.loop == loop_id::l2010AA || party.loop == loop_id::l2310C || party.loop == loop_id::l2420C))
        add(address_zip_short);
    if (known != nullptr && (known->zip_starts >> (zip[0] - '0') & 1) == 0) add(address_zip_elsewhere);
    return found;
}

/// Calls `look(party)` for every party of the range, until it answers true.
template <class Look>
bool look_at(claim_context const& claim, model::row_range range, Look&& look) {
    for (model::party_row const& party : claim_tables::rows(claim.tables().parties, range))
        if (look(party)) return true;
    return false;
}

/// Likewise for every party of the claim that may have an address, but for those of the billing provider.
template <class Look>
void look_below_billing(claim_context const& claim, Look&& look) {
    auto const& tables = claim.tables();
    auto const& row = claim.row();
    auto const in = [&](model::row_range range) { return look_at(claim, range, look); };
    if (row.subscriber != model::absent && in(tables.subscribers[row.subscriber].parties)) return;
    if (row.patient != model::absent && in(tables.patients[row.patient].parties)) return;
    if (in(row.parties)) return;
    for (auto const& payer : claim_tables::rows(tables.other_payers, row.other_payers))
        if (in(payer.parties)) return;
    for (line_context const& line : claim.lines())
        if (in(line.row->parties)) return;
}

}  // namespace

address_place find_address(claim_context const& claim, address_fault fault) noexcept {
    address_place place;
    auto const look = [&](model::party_row const& party) {
        found_faults const found = faults_of(claim, party);
        if ((found.bits & fault) == 0) return false;
        place = {&party, party.n4, 3};
        if (fault == address_incomplete) place.element = found.incomplete_at;
        if (fault == address_state_unknown) place.element = 2;
        if (fault == address_country_unknown) place.element = 4;
        if (fault == address_po_box) {
            place.segment = party.n3;
            place.element = post_box(claim.window().segments[party.n3].element(1)) ? 1 : 2;
        }
        return true;
    };
    std::uint32_t const billing = claim.row().billing;
    if (billing == model::absent || !look_at(claim, claim.tables().billing_providers[billing].parties, look))
        look_below_billing(claim, look);
    return place;
}

std::uint8_t address_faults(claim_context const& claim) noexcept {
    unsigned all = 0;
    auto const add = [&](model::party_row const& party) {
        if (party.n4 != model::absent && !usual_city(claim, party)) all |= faults_of(claim, party).bits;
        return false;
    };
    look_below_billing(claim, add);
    std::uint32_t const billing = claim.row().billing;
    if (billing == model::absent) return static_cast<std::uint8_t>(all);
    return static_cast<std::uint8_t>(all | claim.billing_addresses(billing, [&] {
        unsigned found = 0;
        look_at(claim, claim.tables().billing_providers[billing].parties, [&](model::party_row const& party) {
            found |= faults_of(claim, party).bits;
            return false;
        });
        return static_cast<std::uint8_t>(found);
    }));
}

namespace {

constexpr scope_set claim = scope_bit(rule_scope::claim);

template <address_fault Fault>
fact_value has(subject const& s) {
    return fact_value::of(find_address(*s.claim, Fault).party != nullptr);
}

constexpr auto facts = std::to_array<fact>({
    {"address.incomplete",
     fact_type::boolean,
     dependence::claim,
     claim,
     has<address_incomplete>,
     "an address in the US has no state or no postal code (N402, N403), or one in Canada no country (N404)",
     "",
     {odd_address, 0, 0}},
    {"address.state_unknown",
     fact_type::boolean,
     dependence::claim,
     claim,
     has<address_state_unknown>,
     "the state of an address (N402) is in no list",
     "",
     {odd_address, 0, 0}},
    {"address.country_unknown",
     fact_type::boolean,
     dependence::claim,
     claim,
     has<address_country_unknown>,
     "the country of an address (N404) is in no list",
     "",
     {odd_address, 0, 0}},
    {"address.zip_malformed",
     fact_type::boolean,
     dependence::claim,
     claim,
     has<address_zip_malformed>,
     "the postal code of an address in the US (N403) is not five or nine digits",
     "",
     {odd_address, 0, 0}},
    {"address.zip_short",
     fact_type::boolean,
     dependence::claim,
     claim,
     has<address_zip_short>,
     "the postal code of the billing provider or of a service facility (2010AA, 2310C, 2420C N403) has five digits",
     "",
     {odd_address, 0, 0}},
    {"address.zip_elsewhere",
     fact_type::boolean,
     dependence::claim,
     claim,
     has<address_zip_elsewhere>,
     "the postal codes of the state of an address begin with another digit",
     "",
     {odd_address, 0, 0}},
    {"address.billing_po_box",
     fact_type::boolean,
     dependence::claim,
     claim,
     has<address_po_box>,
     "the billing provider's street address (2010AA N3) is a PO box",
     "",
     {odd_address, 0, 0}},
});

}  // namespace

std::span<fact const> address_facts() noexcept { return facts; }

}  // namespace orthoscrub::scrub
