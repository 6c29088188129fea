#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "scrubber/codes/table_text.hpp"

namespace orthoscrub::scrub {

/// A state, territory, military post or Canadian province (N402, code source 22).
struct state_row {
    std::string_view code;  ///< two capital letters
    std::string_view name;
    bool us = true;                ///< false: a Canadian province
    std::uint16_t zip_starts = 0;  ///< bit k: postal codes of the state may begin with the digit k; 0 where not US
};

/// States (code source 22) and countries (code source 5) of addresses.
class place_names {
public:
    /// Reads codes/states.csv and codes/countries.csv. Errors go to `load`.
    void read(table_load& load);

    /// The row of a state, or nothing when the list has no such code.
    [[nodiscard]] state_row const* state(std::string_view code) const noexcept {
        std::size_t const at = cell_of(code);
        return at < cells && state_at_[at] != 0 ? &states_[state_at_[at] - 1u] : nullptr;
    }
    /// True when two capital letters stand for a country.
    [[nodiscard]] bool country(std::string_view code) const noexcept {
        std::size_t const at = cell_of(code);
        return at < cells && country_[at] != 0;
    }
    [[nodiscard]] std::span<state_row const> states() const noexcept { return states_; }

private:
    static constexpr std::size_t cells = 26 * 26;
    /// Place of two capital letters; `cells` for anything else.
    [[nodiscard]] static constexpr std::size_t cell_of(std::string_view code) noexcept {
        if (code.size() != 2) return cells;
        unsigned const first = static_cast<unsigned char>(code[0]) - unsigned{'A'};
        unsigned const second = static_cast<unsigned char>(code[1]) - unsigned{'A'};
        return first < 26 && second < 26 ? std::size_t{first} * 26 + second : cells;
    }

    std::vector<state_row> states_;
    std::array<std::uint8_t, cells> state_at_{};
    std::array<std::uint8_t, cells> country_{};
};

}  // namespace orthoscrub::scrub
