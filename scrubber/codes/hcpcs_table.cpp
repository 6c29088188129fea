// Answers about procedure codes. An L-code is found by its four digits in a table of 10,000 numbers, any other code by
// open addressing over its five characters; everything else is indexed by the number found.
#include "scrubber/codes/hcpcs_table.hpp"

#include <algorithm>
#include <array>

namespace orthoscrub::scrub {
namespace {

// United States Postal Service codes: states, district, territories and freely associated states, military.
constexpr std::string_view states =
    "AKALARAZCACOCTDCDEFLGAHIIAIDILINKSKYLAMAMDMEMIMNMOMSMTNCNDNENHNJNMNVNYOHOKORPARISCSDTNTXUTVAVTWAWIWVWY"
    "ASFMGUMHMPPRPWVIAAAEAP";
static_assert(states.size() / 2 <= 64);

constexpr auto state_bits = [] {
    std::array<std::uint64_t, 26 * 26> bits{};
    for (std::size_t i = 0; i + 1 < states.size(); i += 2)
        bits[static_cast<std::size_t>((states[i] - 'A') * 26 + (states[i + 1] - 'A'))] = std::uint64_t{1} << (i / 2);
    return bits;
}();

std::uint64_t key_of(std::string_view code) noexcept {
    std::uint64_t key = 0;
    for (char const c : code) key = key << 8 | static_cast<unsigned char>(c);
    return key;
}

std::size_t slot_of(std::uint64_t key, std::size_t mask) noexcept {
    return static_cast<std::size_t>(key * 0x9E3779B97F4A7C15u >> 40) & mask;
}

}  // namespace

std::uint64_t state_bit(std::string_view state) noexcept {
    if (state.size() != 2) return 0;
    auto const a = static_cast<unsigned char>(state[0] - 'A');
    auto const b = static_cast<unsigned char>(state[1] - 'A');
    return a < 26 && b < 26 ? state_bits[a * 26u + b] : 0;
}

code_id hcpcs_table::find_other(std::string_view code) const noexcept {
    if (others_.empty()) return code_id::unknown;
    std::uint64_t const key = key_of(code);
    std::size_t const mask = others_.size() - 1;
    for (std::size_t i = slot_of(key, mask);; i = (i + 1) & mask) {
        if (others_[i].key == key) return others_[i].id;
        if (others_[i].id == code_id::unknown) return code_id::unknown;
    }
}

void hcpcs_table::index_others() {
    std::size_t count = 0;
    for (code_text const& text : texts_) count += !text.code.empty() && text.code[0] != 'L' ? 1u : 0u;
    others_.assign(std::bit_ceil(2 * count + 2), other_slot{});
    std::size_t const mask = others_.size() - 1;
    for (std::size_t i = 1; i < texts_.size(); ++i) {
        if (texts_[i].code[0] == 'L') continue;
        std::uint64_t const key = key_of(texts_[i].code);
        std::size_t slot = slot_of(key, mask);
        while (others_[slot].id != code_id::unknown) slot = (slot + 1) & mask;
        others_[slot] = {key, static_cast<code_id>(i)};
    }
}

std::span<prior_auth_row const> hcpcs_table::prior_auth(code_id id) const noexcept {
    code_row const& code = row(id);
    return std::span{prior_auth_}.subspan(code.prior_auth_first, code.prior_auth_count);
}

tri hcpcs_table::prior_auth_active(code_id id, model::date day, std::string_view state) const noexcept {
    auto const stretches = prior_auth(id);
    if (stretches.empty()) return tri::no;
    if (day.empty()) return tri::unknown;
    std::uint64_t const bit = state_bit(state);
    tri answer = tri::no;
    for (prior_auth_row const& stretch : stretches) {
        if (!stretch.days.contains(day)) continue;
        if (stretch.everywhere || (stretch.states & bit) != 0) return tri::yes;
        if (bit == 0) answer = tri::unknown;
    }
    return answer;
}

std::optional<list_id> hcpcs_table::find_list(std::string_view name) const noexcept {
    auto const found = list_ids_.find(name);
    return found == list_ids_.end() ? std::nullopt : std::optional{found->second};
}

tri hcpcs_table::in_list_on(list_id list, code_id id, model::date day, std::string_view state) const noexcept {
    if (list == prior_auth_list_) return prior_auth_active(id, day, state);
    if (list == f2f_list_) {
        if (!row(id).f2f_listed) return tri::no;
        return day.empty() ? tri::unknown : to_tri(row(id).f2f_wopd_on(day));
    }
    return to_tri(in_list(list, id));
}

tri hcpcs_table::base_fits(code_id addition, code_id base) const noexcept {
    std::uint8_t const set = row(addition).base_set;
    return set == 0 ? tri::unknown : to_tri(base_sets_[set][static_cast<std::size_t>(base)]);
}

bool hcpcs_table::ko_addition_listed(code_id base, code_id addition) const noexcept {
    std::uint32_t const pair =
        std::uint32_t{static_cast<std::uint16_t>(base)} << 16 | static_cast<std::uint16_t>(addition);
    return std::binary_search(ko_additions_.begin(), ko_additions_.end(), pair);
}

}  // namespace orthoscrub::scrub
