// Remittances: no claim and no service is lost, and loops and faults do not hang on how the file is cut.
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/placed_reading.hpp"
#include "tests/fuzz/remit_loss.hpp"

namespace orthoscrub::test {

std::string remittance_835_property(std::string_view input) {
    auto luck = luck_of(input);
    auto const window = 1 + luck.below(luck.chance(50) ? 300 : 3000);
    if (auto fault = remit_loss(input, window); !fault.empty()) return fault;
    return placing_fault(input, "835", window, 1 + luck.below(200));
}

}  // namespace orthoscrub::test

ORTHOSCRUB_FUZZ_TARGET(remittance_835_property)
