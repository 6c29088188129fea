#pragma once
#include <string>
#include <string_view>

namespace orthoscrub::test {

/// A text as a TOML file writes it, quotes included; every byte that is not plain is escaped. `text` is UTF-8.
[[nodiscard]] inline std::string toml_text(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out{'"'};
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (byte < ' ' || byte == 0x7F || c == '"' || c == '\\') {
            out += "\\u00";
            out += digits[byte >> 4];
            out += digits[byte & 15];
        } else {
            out += c;
        }
    }
    return out + '"';
}

}  // namespace orthoscrub::test
