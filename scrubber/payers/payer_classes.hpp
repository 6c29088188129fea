#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace orthoscrub::scrub {

/// What kind of payer decides about a claim. Rules bind classes; profiles belong to one.
enum class payer_class : std::uint8_t {
    medicare_dme,        ///< a DME MAC: original Medicare for orthoses
    medicare_partb,      ///< an A/B MAC (Part B): wrong place for most orthoses
    medicare_advantage,  ///< a plan that replaces original Medicare
    medicaid,
    commercial,
    federal,    ///< TRICARE, CHAMPVA, Veterans Affairs
    liability,  ///< workers' compensation, automobile and other liability
    unknown
};
inline constexpr std::size_t payer_class_count = 8;

/// Names as rules and options write them: "medicare.dme", ..., "unknown"; in the order of the enumeration.
[[nodiscard]] std::span<std::string_view const> payer_class_names() noexcept;
[[nodiscard]] std::string_view to_string(payer_class kind) noexcept;
/// The class of exactly this name, or nothing.
[[nodiscard]] std::optional<payer_class> parse_payer_class(std::string_view name) noexcept;

/// A set of payer classes.
class class_set {
public:
    constexpr class_set() = default;
    constexpr explicit class_set(payer_class kind) noexcept : bits_{bit(kind)} {}
    [[nodiscard]] static constexpr class_set all() noexcept {
        class_set every;
        every.bits_ = 0xFF;
        return every;
    }
    constexpr void insert(payer_class kind) noexcept { bits_ = static_cast<std::uint8_t>(bits_ | bit(kind)); }
    [[nodiscard]] constexpr bool has(payer_class kind) const noexcept { return (bits_ & bit(kind)) != 0; }
    [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
    [[nodiscard]] constexpr std::uint8_t bits() const noexcept { return bits_; }
    friend constexpr class_set operator|(class_set a, class_set b) noexcept {
        a.bits_ = static_cast<std::uint8_t>(a.bits_ | b.bits_);
        return a;
    }
    friend constexpr bool operator==(class_set, class_set) = default;

private:
    [[nodiscard]] static constexpr std::uint8_t bit(payer_class kind) noexcept {
        return static_cast<std::uint8_t>(1u << static_cast<unsigned>(kind));
    }
    std::uint8_t bits_ = 0;
};

/// The classes that a word covers: a class name covers itself, "medicare" every medicare.*; nothing for other words.
[[nodiscard]] std::optional<class_set> parse_class_set(std::string_view word) noexcept;

}  // namespace orthoscrub::scrub
