#pragma once
#include <string>
#include <string_view>

namespace orthoscrub::test {

/// The text with everything that is not printable ASCII written as \xNN, for messages.
[[nodiscard]] inline std::string printable(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (byte >= ' ' && byte < 0x7F && c != '\\') {
            out += c;
        } else {
            out += "\\x";
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
    return out;
}

}  // namespace orthoscrub::test
