// TA1, 999 and 277CA: loops and faults do not hang on how the file is cut.
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/placed_reading.hpp"

namespace orthoscrub::test {

std::string answers_property(std::string_view input) {
    auto luck = luck_of(input);
    auto const window = 1 + luck.below(luck.chance(50) ? 300 : 3000);
    auto const block = 1 + luck.below(200);
    if (auto fault = placing_fault(input, "999", window, block); !fault.empty()) return "999 " + fault;
    return placing_fault(input, "277", window, block);
}

}  // namespace orthoscrub::test

ORTHOSCRUB_FUZZ_TARGET(answers_property)
