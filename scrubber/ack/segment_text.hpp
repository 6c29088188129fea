#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "parser/model/date.hpp"
#include "parser/model/money.hpp"
#include "parser/text/segment.hpp"

namespace orthoscrub::ack {

/// The separators of an answer: those of the interchange that is answered, so that what is copied from it holds none of
/// them; *, :, ^ and ~ where one of those would stand in a number, a date or a code.
[[nodiscard]] text::delimiters answer_marks(text::delimiters const& asked) noexcept;

/// Appends segments to a text, element by element. Empty elements and components at the end of their segment are left
/// off. A value never breaks the framing: separators and control characters in it become blanks.
class segment_text {
public:
    segment_text(text::delimiters const& marks, std::string& out) : marks_{marks}, out_{out} {}

    segment_text& start(std::string_view id);
    segment_text& element(std::string_view value = {});
    segment_text& element(std::uint64_t value) { return element(std::string_view{std::to_string(value)}); }
    /// The next component of the element that was begun last; `element` gives the first.
    segment_text& component(std::string_view value = {});
    /// A value with its blanks, or one separator: elements of the ISA.
    segment_text& fixed(std::string_view value);
    void end();

    /// Segments ended so far.
    [[nodiscard]] std::uint64_t count() const noexcept { return count_; }

private:
    [[nodiscard]] bool breaks(char c) const noexcept;
    void clean(std::string_view value);

    text::delimiters marks_;
    std::string& out_;
    unsigned elements_ = 0, components_ = 0;  ///< separators owed
    std::uint64_t count_ = 0;
};

/// An amount as X12 writes it: "950", "65.5", ".05".
[[nodiscard]] std::string x12_amount(model::money amount);
/// Units as X12 writes them: "1", "1.5".
[[nodiscard]] std::string x12_units(model::quantity units);
/// CCYYMMDD.
[[nodiscard]] std::string x12_day(model::date day);

}  // namespace orthoscrub::ack
