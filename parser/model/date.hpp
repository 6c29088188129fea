#pragma once
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace orthoscrub::model {

/// A calendar day. The default value is "no date"; every other value is a real day of the years 1800 to 9999.
class date {
public:
    constexpr date() = default;

    /// Reads CCYYMMDD (X12 D8). Nothing when the text has another length, other characters or names no real day.
    [[nodiscard]] static std::optional<date> from_ccyymmdd(std::string_view text) noexcept;
    /// Reads an ISO date, CCYY-MM-DD.
    [[nodiscard]] static std::optional<date> from_iso(std::string_view text) noexcept;
    /// Makes a date of a calendar day of the standard library; "no date" when that day does not exist.
    [[nodiscard]] static date from_days(std::chrono::sys_days days) noexcept;

    [[nodiscard]] constexpr bool empty() const noexcept { return number_ == 0; }
    /// The day as the number CCYYMMDD; 0 for "no date". Numbers order as days do.
    [[nodiscard]] constexpr std::int32_t number() const noexcept { return number_; }
    [[nodiscard]] std::chrono::sys_days days() const noexcept;
    /// CCYY-MM-DD, or an empty string for "no date".
    [[nodiscard]] std::string iso() const;
    /// The same day `years` later; 29 February becomes 28 February where there is none.
    [[nodiscard]] date plus_years(int years) const noexcept;
    /// The same day `months` later; the last day of a month that is shorter.
    [[nodiscard]] date plus_months(int months) const noexcept;
    [[nodiscard]] date plus_days(int count) const noexcept;
    /// Days from `earlier` to this day; below 0 when that lies later. Both must be days.
    [[nodiscard]] int days_since(date earlier) const noexcept {
        return static_cast<int>((days() - earlier.days()).count());
    }

    friend constexpr auto operator<=>(date, date) = default;

private:
    explicit constexpr date(std::int32_t number) : number_{number} {}
    std::int32_t number_ = 0;
};

}  // namespace orthoscrub::model
