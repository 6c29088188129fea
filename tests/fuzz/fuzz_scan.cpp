// Every kernel that the processor has finds what the byte loop finds, from any byte on and in pieces of any size.
// Input: a byte that chooses the delimiters, then the text.
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/support/printable.hpp"
#include "tests/support/scanning.hpp"

namespace orthoscrub::test {

std::string scan_property(std::string_view input) {
    if (input.empty()) return {};
    static constexpr char elements[] = "*|\x80\n", terminators[] = "~\n\r\x1D";
    auto const choice = static_cast<unsigned char>(input[0]);
    auto const text = input.substr(1);
    text::delimiters marks;
    marks.element = elements[choice & 3];
    marks.terminator = terminators[(choice >> 2) & 3];
    if (marks.element == marks.terminator) return {};
    auto luck = luck_of(input);
    auto const from = luck.below(static_cast<std::uint32_t>(text.size() + 1));
    auto const piece = 1 + luck.below(200);
    auto const whole = scan_with(text::scan_kernel::scalar, text, marks, from);
    for (auto const kernel :
         {text::scan_kernel::scalar, text::scan_kernel::sse2, text::scan_kernel::avx2, text::scan_kernel::avx512}) {
        if (!text::supported(kernel)) continue;
        for (auto const step : {std::uint32_t{0}, piece})
            if (scan_with(kernel, text, marks, from, step) != whole)
                return std::string{text::to_string(kernel)} + " from " + std::to_string(from) + " in pieces of " +
                       std::to_string(step) + " is not what the byte loop finds";
    }
    return {};
}

}  // namespace orthoscrub::test

ORTHOSCRUB_FUZZ_TARGET(scan_property)
