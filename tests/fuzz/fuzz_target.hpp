#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "tools/generator/dice.hpp"

namespace orthoscrub::test {

/// What one kind of input must keep to, whatever its bytes are: empty when it does, else what does not hold. A crash, a hang
/// or a report of a sanitizer says the rest.
using fuzz_property = std::string(std::string_view input);

fuzz_property scan_property, envelope_property, claims_837p_property, remittance_835_property, answers_property,
    rules_property, notes_property, suppressions_property, settings_property;

/// Choices that hang on the input alone, so that an input says all that is needed to try it again.
[[nodiscard]] inline generator::dice luck_of(std::string_view input) noexcept {
    std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a
    for (char const c : input) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return generator::dice{hash};
}

/// Prints what does not hold and ends the program; nothing when it holds.
void end_on(std::string const& fault);

}  // namespace orthoscrub::test

/// The entry of a fuzzer, in builds that are one.
#ifdef ORTHOSCRUB_FUZZER
#define ORTHOSCRUB_FUZZ_TARGET(property)                                                              \
    extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {               \
        orthoscrub::test::end_on(                                                                     \
            orthoscrub::test::property(std::string_view{reinterpret_cast<char const*>(data), size})); \
        return 0;                                                                                     \
    }
#else
#define ORTHOSCRUB_FUZZ_TARGET(property)
#endif
