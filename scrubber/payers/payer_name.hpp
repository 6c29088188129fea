#pragma once
#include <array>
#include <string_view>

namespace orthoscrub::scrub {

/// A payer name reduced to its words: upper case, everything but letters and digits a blank, single blanks, one blank at
/// each end, so that a find for " WORDS " meets whole words only. Holds the first 126 characters of what remains.
class folded_name {
public:
    explicit folded_name(std::string_view name) noexcept {
        text_[0] = ' ';
        for (char const c : name) {
            char const folded = fold[static_cast<unsigned char>(c)];
            if (folded == ' ' && text_[size_ - 1] == ' ') continue;
            if (size_ == text_.size() - 1) break;
            text_[size_++] = folded;
        }
        if (text_[size_ - 1] != ' ') text_[size_++] = ' ';
    }
    /// With the blanks at both ends; " " when there were no words.
    [[nodiscard]] std::string_view view() const noexcept { return {text_.data(), size_}; }

private:
    static constexpr auto fold = [] {
        std::array<char, 256> table{};
        for (auto& c : table) c = ' ';
        for (unsigned c = '0'; c <= '9'; ++c) table[c] = static_cast<char>(c);
        for (unsigned c = 'A'; c <= 'Z'; ++c) table[c] = table[c + 32] = static_cast<char>(c);
        return table;
    }();
    std::array<char, 128> text_;
    std::size_t size_ = 1;
};

}  // namespace orthoscrub::scrub
