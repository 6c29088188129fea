#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "parser/text/fault.hpp"
#include "parser/text/segment.hpp"
#include "scrubber/engine/finding.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// SHA-256 of `bytes` in lower-case hexadecimal.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// The identity of a finding: 32 hexadecimal digits.
struct finding_fingerprint {
    std::array<char, 32> digits;
    operator std::string_view() const noexcept { return {digits.data(), digits.size()}; }
    friend bool operator==(finding_fingerprint const&, finding_fingerprint const&) = default;
};

/// The identity of a finding across runs: the first 16 bytes, in hexadecimal, of the SHA-256 over rule, billing NPI,
/// CLM01, SBR01, REF*6R or LX01 of the line, segment id, element and occurrence. Positions are no part of it.
[[nodiscard]] finding_fingerprint fingerprint_of(std::string_view rule, claim_context const& claim, hit const& h,
                                                 text::segment const& segment);
/// The same for a structural fault; `claim` is null outside a claim, `line` a row of lines or absent. `occurrence`
/// counts earlier faults with the same code, claim, line, segment id and element.
[[nodiscard]] finding_fingerprint fingerprint_of(text::fault const& fault, claim_context const* claim,
                                                 std::uint32_t line, std::uint32_t occurrence = 0);
/// The same in an 835, where CLP01 and the REF*6R of the line say which claim and line it is; empty outside of them.
[[nodiscard]] finding_fingerprint fingerprint_of(text::fault const& fault, std::string_view control_number,
                                                 std::string_view line, std::uint32_t occurrence);

}  // namespace orthoscrub::scrub
