// Tries factors, and larger tables, until no two codes fall into one place. Different numbers fall apart in the end, since
// odd factors lose nothing and the table grows.
#include "grammars/guide/code_spread.hpp"

#include <algorithm>
#include <bit>
#include <vector>

namespace orthoscrub::grammars::guide {

code_spread spread_codes(std::span<std::uint64_t const> codes) {
    constexpr unsigned tries = 8;
    code_spread out;
    if (codes.size() > 1) out.shift = static_cast<std::uint8_t>(63 - std::bit_width(codes.size() - 1));
    for (std::vector<std::uint64_t> table;; --out.shift) {
        for (unsigned i = 0; i < tries; ++i) {
            out.factor = 0x9E3779B97F4A7C15u * (2 * i + 1);
            table.assign(out.places(), 0);
            bool const apart = std::ranges::all_of(codes, [&](std::uint64_t code) {
                auto& place = table[out.place(code)];
                if (place != 0 && place != code) return false;
                place = code;
                return true;
            });
            if (apart) return out;
        }
    }
}

}  // namespace orthoscrub::grammars::guide
