// Amounts sorted by code and state: a search finds the few stretches of days of one code in one state.
#include "scrubber/codes/fee_table.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <tuple>

namespace orthoscrub::scrub {

using namespace std::string_view_literals;

std::uint64_t fee_table::key_of(code_id code, std::string_view state) noexcept {
    return std::uint64_t{static_cast<std::uint16_t>(code)} << 8 |
           static_cast<std::uint64_t>(std::countr_zero(state_bit(state)));
}

void fee_table::read(table_load& load, hcpcs_table const& codes) {
    enum column { code, state, from, to, amount };
    static constexpr std::array columns{"code"sv, "state"sv, "from"sv, "to"sv, "amount"sv};
    table_reader rows{load, "codes/fees.csv", columns, true};
    info_ = rows.info();
    while (rows.next()) {
        code_id const id = codes.find(rows[code]);
        if (id == code_id::unknown) continue;
        if (state_bit(rows[state]) == 0) rows.fail(state, "a postal code of the United States");
        model::parsed_money const read = model::parse_money(rows[amount]);
        if (!read.usable()) rows.fail(amount, "an amount in dollars");
        rows_.push_back({key_of(id, rows[state]), rows.days(from, to), read.value});
    }
    std::sort(rows_.begin(), rows_.end(), [](row const& a, row const& b) {
        return std::tuple{a.key, a.days.first.number()} < std::tuple{b.key, b.days.first.number()};
    });
}

std::optional<model::money> fee_table::allowed(code_id code, std::string_view state, model::date day) const noexcept {
    if (rows_.empty() || day.empty() || state_bit(state) == 0) return std::nullopt;
    std::uint64_t const key = key_of(code, state);
    auto at =
        std::lower_bound(rows_.begin(), rows_.end(), key, [](row const& r, std::uint64_t k) { return r.key < k; });
    for (; at != rows_.end() && at->key == key; ++at)
        if (at->days.contains(day)) return at->amount;
    return std::nullopt;
}

}  // namespace orthoscrub::scrub
