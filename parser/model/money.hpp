#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace orthoscrub::model {

/// An amount of US dollars in whole cents.
struct money {
    std::int64_t cents = 0;

    friend constexpr auto operator<=>(money, money) = default;
    constexpr money& operator+=(money other) noexcept {
        cents += other.cents;
        return *this;
    }
    friend constexpr money operator+(money a, money b) noexcept { return {a.cents + b.cents}; }
    friend constexpr money operator-(money a, money b) noexcept { return {a.cents - b.cents}; }
};

/// "917.32", "-5.00": for people.
[[nodiscard]] std::string to_string(money amount);

/// How an X12 number (type R) reads.
enum class number_state : std::uint8_t {
    absent,          ///< the element is missing or empty
    ok,              ///< a number within the limits of its type
    too_fine,        ///< a number with more decimals than the type holds (2 for money, 3 for units); value is cut
    unconventional,  ///< a number, but written as X12 forbids: a plus sign, leading zeros
    malformed        ///< no number: letters, commas, two points, blanks, or too many digits; value is 0
};

/// An amount as it stood in the file.
struct parsed_money {
    money value;
    number_state state = number_state::absent;
    /// True when `value` can be used in sums: the text was a number of whole cents.
    [[nodiscard]] constexpr bool usable() const noexcept {
        return state == number_state::ok || state == number_state::unconventional;
    }
};

/// Reads an X12 decimal number (type R: optional minus, digits, optional point) as dollars.
[[nodiscard]] parsed_money parse_money(std::string_view text) noexcept;

/// A sum of amounts as a file wrote them.
struct amount_sum {
    money value;
    bool sure = true;  ///< false: one of them could not be read, or the sum is beyond what the machine counts
    void add(parsed_money const& amount) noexcept {
        sure = sure && amount.usable() && !__builtin_add_overflow(value.cents, amount.value.cents, &value.cents);
    }
    void subtract(parsed_money const& amount) noexcept {
        sure = sure && amount.usable() && !__builtin_sub_overflow(value.cents, amount.value.cents, &value.cents);
    }
    void take_off(amount_sum const& other) noexcept {
        sure = sure && other.sure && !__builtin_sub_overflow(value.cents, other.value.cents, &value.cents);
    }
};

/// Units in thousandths (SV104 allows three decimals).
struct quantity {
    std::int64_t thousandths = 0;
    friend constexpr auto operator<=>(quantity, quantity) = default;
    [[nodiscard]] constexpr bool whole() const noexcept { return thousandths % 1000 == 0; }
};

/// "1", "1.5": for people.
[[nodiscard]] std::string to_string(quantity units);

/// A quantity as it stood in the file.
struct parsed_quantity {
    quantity value;
    number_state state = number_state::absent;
    [[nodiscard]] constexpr bool usable() const noexcept {
        return state == number_state::ok || state == number_state::unconventional;
    }
};

/// Reads an X12 decimal number as units.
[[nodiscard]] parsed_quantity parse_quantity(std::string_view text) noexcept;

}  // namespace orthoscrub::model
