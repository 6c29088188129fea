// 837 files are mostly ASCII, sometimes Latin-1 and sometimes UTF-8, and nothing in them says which. What is UTF-8 stays;
// any other byte is read as Latin-1, so that output is always valid UTF-8.
#include "scrubber/report/utf8_text.hpp"

namespace orthoscrub::scrub {

std::size_t utf8_length(std::string_view text, std::size_t at) noexcept {
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    unsigned char const lead = byte(at);
    std::size_t const length = lead < 0x80                   ? 1
                               : lead >= 0xC2 && lead < 0xE0 ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    if (length == 0 || at + length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(at + i) & 0xC0u) != 0x80u) return 0;
    if (length == 3 && ((lead == 0xE0 && byte(at + 1) < 0xA0) || (lead == 0xED && byte(at + 1) >= 0xA0))) return 0;
    if (length == 4 && ((lead == 0xF0 && byte(at + 1) < 0x90) || (lead == 0xF4 && byte(at + 1) >= 0x90))) return 0;
    return length;
}

void append_utf8(std::string_view text, std::size_t& at, std::string& out) {
    if (std::size_t const length = utf8_length(text, at); length != 0) {
        out.append(text.substr(at, length));
        at += length;
        return;
    }
    auto const byte = static_cast<unsigned char>(text[at++]);
    out += static_cast<char>(0xC0u | byte >> 6);
    out += static_cast<char>(0x80u | (byte & 0x3Fu));
}

}  // namespace orthoscrub::scrub
