// Names of the loops, in the order of the enumeration.
#include "parser/text/loop_id.hpp"

#include <array>

namespace orthoscrub::text {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(loop_id::count_)> names{
    "",       "",      "",       "1000A", "1000B", "2000A", "2010AA", "2010AB", "2010AC", "2000B", "2010BA",
    "2010BB", "2000C", "2010CA", "2300",  "2310A", "2310B", "2310C",  "2310D",  "2310E",  "2310F", "2320",
    "2330A",  "2330B", "2330C",  "2330D", "2330E", "2330F", "2330G",  "2400",   "2410",   "2420A", "2420B",
    "2420C",  "2420D", "2420E",  "2420F", "2420G", "2420H", "2430",   "2440",   "2000",   "2100",  "2110",
    "2000D",  "2100A", "2100B",  "2100C", "2100D", "2200A", "2200B",  "2200C",  "2200D",  "2220D"};

}  // namespace

std::string_view to_string(loop_id loop) noexcept { return names[static_cast<std::size_t>(loop)]; }

loop_id loop_from(std::string_view name) noexcept {
    for (std::size_t i = static_cast<std::size_t>(loop_id::l1000A); i <= static_cast<std::size_t>(loop_id::l2440); ++i)
        if (names[i] == name) return static_cast<loop_id>(i);
    return loop_id::none;
}

}  // namespace orthoscrub::text
