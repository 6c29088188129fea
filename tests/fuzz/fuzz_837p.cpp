// Claims: rows, loops, faults of structure and faults of the guide do not hang on how the file is cut, and the claims are those
// that the hand-written reader sees.
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/placed_reading.hpp"
#include "tests/fuzz/reading_faults.hpp"

namespace orthoscrub::test {

std::string claims_837p_property(std::string_view input) {
    auto luck = luck_of(input);
    auto const block = 1 + luck.below(200);
    auto const window = 1 + luck.below(luck.chance(50) ? 300 : 3000);
    auto const whole = read_whole(input, {}, 0);
    auto const pieces = read_whole(input, limits_of(window, text::scan_kernel::automatic), block);
    if (auto fault = coverage_fault(whole, input); !fault.empty()) return fault;
    if (auto fault = reading_fault(whole, pieces); !fault.empty()) return fault;
    std::uint64_t compared = 0;
    if (auto fault = oracle_fault(whole, compared); !fault.empty()) return fault;
    return placing_fault(input, "837", window, block);
}

}  // namespace orthoscrub::test

ORTHOSCRUB_FUZZ_TARGET(claims_837p_property)
