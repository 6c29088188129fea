// Calendar days as CCYYMMDD numbers: comparing is comparing integers, and the standard calendar is asked only
// when a day is read or arithmetic is done. CCYYMMDD is the text read most often, two or three times a claim, so its
// eight digits are taken as one number: checked and joined in pairs without a loop.
#include "parser/model/date.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

namespace orthoscrub::model {
namespace {

constexpr int digits(std::string_view text, std::size_t from, std::size_t count) noexcept {
    int value = 0;
    for (std::size_t i = from; i < from + count; ++i) {
        auto const digit = static_cast<unsigned>(text[i] - '0');
        if (digit > 9) return -1;
        value = value * 10 + static_cast<int>(digit);
    }
    return value;
}

constexpr bool real(int year, int month, int day) noexcept {
    if (year < 1800 || month < 1 || month > 12 || day < 1) return false;
    if (day <= 28) return true;
    constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool const leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= lengths[month - 1] + (month == 2 && leap ? 1 : 0);
}

}  // namespace

std::optional<date> date::from_ccyymmdd(std::string_view text) noexcept {
    if (text.size() != 8) return std::nullopt;
    std::uint64_t word;
    std::memcpy(&word, text.data(), sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    // Each byte is 0x30 to 0x39: its upper half is 3, and still 3 when 6 is added.
    constexpr std::uint64_t upper_halves = 0xF0F0F0F0F0F0F0F0u;
    constexpr std::uint64_t threes = 0x3030303030303030u;
    if ((word & upper_halves) != threes || ((word + 0x0606060606060606u) & upper_halves) != threes) return std::nullopt;
    // Tens times ten plus ones, into every other byte: the first character is the lowest byte.
    std::uint64_t const pairs = ((word - threes) * 10 + ((word - threes) >> 8)) & 0x00FF00FF00FF00FFu;
    int const year = static_cast<int>(pairs & 0xFF) * 100 + static_cast<int>(pairs >> 16 & 0xFF);
    int const month = static_cast<int>(pairs >> 32 & 0xFF);
    int const day = static_cast<int>(pairs >> 48);
    if (!real(year, month, day)) return std::nullopt;
    return date{year * 10000 + month * 100 + day};
}

std::optional<date> date::from_iso(std::string_view text) noexcept {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    int const year = digits(text, 0, 4);
    int const month = digits(text, 5, 2);
    int const day = digits(text, 8, 2);
    if (!real(year, month, day)) return std::nullopt;
    return date{year * 10000 + month * 100 + day};
}

date date::from_days(std::chrono::sys_days days) noexcept {
    std::chrono::year_month_day const ymd{days};
    int const year = static_cast<int>(ymd.year());
    int const month = static_cast<int>(static_cast<unsigned>(ymd.month()));
    int const day = static_cast<int>(static_cast<unsigned>(ymd.day()));
    return real(year, month, day) ? date{year * 10000 + month * 100 + day} : date{};
}

std::chrono::sys_days date::days() const noexcept {
    using namespace std::chrono;
    return sys_days{year{number_ / 10000} / month{static_cast<unsigned>(number_ / 100 % 100)} /
                    day{static_cast<unsigned>(number_ % 100)}};
}

std::string date::iso() const {
    if (empty()) return {};
    std::string text(10, '-');
    int number = number_;
    for (std::size_t const at : {9, 8, 6, 5, 3, 2, 1, 0}) {
        text[at] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
    return text;
}

date date::plus_years(int years) const noexcept {
    if (empty()) return {};
    int const year = number_ / 10000 + years;
    int const month = number_ / 100 % 100;
    int const day = number_ % 100;
    return real(year, month, day) ? date{year * 10000 + month * 100 + day} : date{year * 10000 + month * 100 + day - 1};
}

date date::plus_months(int months) const noexcept {
    if (empty()) return {};
    int const from_zero = number_ / 10000 * 12 + number_ / 100 % 100 - 1 + months;
    int const year = from_zero / 12, month = from_zero % 12 + 1;
    int day = number_ % 100;
    while (!real(year, month, day)) --day;
    return date{year * 10000 + month * 100 + day};
}

date date::plus_days(int count) const noexcept {
    return empty() ? date{} : from_days(days() + std::chrono::days{count});
}

}  // namespace orthoscrub::model
