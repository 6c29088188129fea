// Segments of answers. Separators are owed until a value comes, so that nothing empty stands at an end.
#include "scrubber/ack/segment_text.hpp"

#include <algorithm>
#include <array>

namespace orthoscrub::ack {
namespace {

/// True for a character that numbers, dates, codes and our own words hold.
bool in_words(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == ' ' || c == '.' ||
           c == '-' || c == '\0';
}

/// `whole` and `thousandths` or hundredths behind a point, without zeros at either end.
std::string decimal(std::int64_t value, std::int64_t scale, unsigned places) {
    std::string text = value < 0 ? "-" : "";
    auto const size = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    auto const unit = static_cast<std::uint64_t>(scale);
    std::string part = std::to_string(size % unit);
    part.insert(0, places - part.size(), '0');
    while (!part.empty() && part.back() == '0') part.pop_back();
    if (size / unit != 0 || part.empty()) text += std::to_string(size / unit);
    if (!part.empty()) text += "." + part;
    return text;
}

}  // namespace

text::delimiters answer_marks(text::delimiters const& asked) noexcept {
    text::delimiters marks = asked;
    if (marks.repetition == '\0')
        for (char const c : {'^', '|', '!', '\\'})
            if (c != marks.element && c != marks.component && c != marks.terminator) {
                marks.repetition = c;
                break;
            }
    std::array const all{marks.element, marks.component, marks.terminator, marks.repetition};
    bool usable = std::ranges::none_of(all, in_words);
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t k = i + 1; k < all.size(); ++k) usable = usable && all[i] != all[k];
    return usable ? marks : text::delimiters{'*', ':', '~', '^'};
}

/// True for a character that no value may hold.
bool segment_text::breaks(char c) const noexcept {
    return c == marks_.element || c == marks_.component || c == marks_.terminator || c == marks_.repetition ||
           static_cast<unsigned char>(c) < ' ' || c == '\x7F';
}

void segment_text::clean(std::string_view value) {
    for (char const c : value) out_ += breaks(c) ? ' ' : c;
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
}

segment_text& segment_text::start(std::string_view id) {
    out_ += id;
    elements_ = components_ = 0;
    return *this;
}

segment_text& segment_text::element(std::string_view value) {
    ++elements_;
    components_ = 0;
    if (value.find_first_not_of(' ') == std::string_view::npos) return *this;
    out_.append(elements_, marks_.element);
    elements_ = 0;
    clean(value);
    return *this;
}

segment_text& segment_text::component(std::string_view value) {
    ++components_;
    if (value.find_first_not_of(' ') == std::string_view::npos) return *this;
    out_.append(elements_, marks_.element).append(components_, marks_.component);
    elements_ = components_ = 0;
    clean(value);
    return *this;
}

segment_text& segment_text::fixed(std::string_view value) {
    out_ += marks_.element;
    if (value.size() == 1) out_ += value;
    else
        for (char const c : value) out_ += breaks(c) ? ' ' : c;
    return *this;
}

void segment_text::end() {
    out_ += marks_.terminator;
    if (marks_.terminator != '\n' && marks_.terminator != '\r') out_ += '\n';
    elements_ = components_ = 0;
    ++count_;
}

std::string x12_amount(model::money amount) { return decimal(amount.cents, 100, 2); }
std::string x12_units(model::quantity units) { return decimal(units.thousandths, 1000, 3); }

std::string x12_day(model::date day) {
    std::string text = day.iso();
    std::erase(text, '-');
    return text;
}

}  // namespace orthoscrub::ack
