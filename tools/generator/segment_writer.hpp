#pragma once
#include <charconv>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "tools/generator/notes.hpp"

namespace orthoscrub::generator {

/// Writes segments with `*`, `:` and `~` to the end of a text: open one with its id, give its elements in order, end
/// it. Trailing empty elements are left off. Counts the segments since `begin_count`.
class segment_writer {
public:
    explicit segment_writer(std::string& out, bool segment_per_line) : out_(out), line_feed_(segment_per_line) {}

    segment_writer& open(std::string_view id) {
        out_ += id;
        return *this;
    }
    segment_writer& element(std::string_view value = {}) {
        out_ += '*';
        out_ += value;
        return *this;
    }
    segment_writer& number(std::uint64_t value, unsigned width = 0) {
        char text[24];
        auto const end = std::to_chars(text, text + sizeof text, value).ptr;
        auto const digits = static_cast<unsigned>(end - text);
        out_ += '*';
        if (digits < width) out_.append(width - digits, '0');
        out_.append(text, end);
        return *this;
    }
    segment_writer& amount(std::int64_t cents) {
        out_ += '*';
        append_amount(out_, cents);
        return *this;
    }
    segment_writer& component(std::string_view value) {
        out_ += ':';
        out_ += value;
        return *this;
    }
    segment_writer& date(std::chrono::sys_days day) {
        std::chrono::year_month_day const parts{day};
        return number(static_cast<std::uint64_t>(static_cast<int>(parts.year())) * 10000 +
                      static_cast<unsigned>(parts.month()) * 100 + static_cast<unsigned>(parts.day()));
    }
    /// A postal code of nine digits.
    segment_writer& zip(std::string_view five, std::uint32_t suffix) {
        number(suffix, 4);
        out_.insert(out_.size() - 4, five);
        return *this;
    }
    void end() {
        while (out_.back() == '*' || out_.back() == ':') out_.pop_back();
        end_raw();
    }
    /// Ends a segment as it stands: the ISA, whose last element is the component separator itself.
    void end_raw() {
        out_ += '~';
        if (line_feed_) out_ += '\n';
        ++count_;
    }
    void begin_count() noexcept { count_ = 0; }
    [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
    /// The text written so far, for a value that has no function of its own.
    [[nodiscard]] std::string& text() noexcept { return out_; }

private:
    std::string& out_;
    bool line_feed_;
    std::uint64_t count_ = 0;
};

}  // namespace orthoscrub::generator
