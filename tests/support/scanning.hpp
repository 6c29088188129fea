#pragma once
#include <algorithm>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "parser/text/scan.hpp"

namespace orthoscrub::test {

/// What a scan found, in owned form.
struct found {
    std::vector<std::uint32_t> marks, ends, specials;
    bool operator==(found const&) const = default;
};

/// Scans text[from..] in pieces of `piece` bytes (0: all at once) from a buffer that ends where the text ends.
inline found scan_with(text::scan_kernel kernel, std::string_view text, text::delimiters marks, std::size_t from = 0,
                       std::size_t piece = 0) {
    auto const exact = std::make_unique<char[]>(text.size());
    text.copy(exact.get(), text.size());
    text::scanner s{kernel};
    s.reset(marks);
    text::scan_index index;
    auto const size = static_cast<std::uint32_t>(text.size());
    auto at = static_cast<std::uint32_t>(from);
    while (at < size) {
        std::uint32_t const to =
            piece == 0 ? size : std::min<std::uint32_t>(size, at + static_cast<std::uint32_t>(piece));
        s.scan(exact.get(), at, to, index);
        at = to;
    }
    auto const list = [](text::position_list const& l) {
        return std::vector<std::uint32_t>{l.data(), l.data() + l.size()};
    };
    return {list(index.marks), list(index.ends), list(index.specials)};
}

}  // namespace orthoscrub::test
