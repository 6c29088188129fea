#pragma once
#include <cstdint>
#include <string_view>

namespace orthoscrub::text {

/// The loops of the 837P (005010X222A1), 835 (005010X221A1), 999 (005010X231A1) and 277CA (005010X214) guides and the
/// places outside loops.
enum class loop_id : std::uint8_t {
    none,      ///< not placed: the grammar found no home for the segment
    envelope,  ///< ISA, GS, TA1, GE, IEA
    heading,   ///< ST, BHT, SE: directly in the transaction set
    l1000A,
    l1000B,
    l2000A,
    l2010AA,
    l2010AB,
    l2010AC,
    l2000B,
    l2010BA,
    l2010BB,
    l2000C,
    l2010CA,
    l2300,
    l2310A,
    l2310B,
    l2310C,
    l2310D,
    l2310E,
    l2310F,
    l2320,
    l2330A,
    l2330B,
    l2330C,
    l2330D,
    l2330E,
    l2330F,
    l2330G,
    l2400,
    l2410,
    l2420A,
    l2420B,
    l2420C,
    l2420D,
    l2420E,
    l2420F,
    l2420G,
    l2420H,
    l2430,
    l2440,  // the last of the 837P
    l2000,  // the 835, beside 1000A and 1000B; the 999
    l2100,
    l2110,
    l2000D,  // the 277CA, beside 2000A, 2000B and 2000C
    l2100A,
    l2100B,
    l2100C,
    l2100D,
    l2200A,
    l2200B,
    l2200C,
    l2200D,
    l2220D,
    count_
};

/// "2010AA"; "" for none, envelope and heading.
[[nodiscard]] std::string_view to_string(loop_id loop) noexcept;
/// The loop of the 837P of that name; `none` when that guide has no such loop.
[[nodiscard]] loop_id loop_from(std::string_view name) noexcept;

}  // namespace orthoscrub::text
