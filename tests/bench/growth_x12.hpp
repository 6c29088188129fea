#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace orthoscrub::bench {

/// `with(i)` for i of 0 to `count`, put end to end.
template <typename With>
std::string repeated(std::size_t count, With const& with) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += with(i);
    return text;
}

inline std::string times(std::size_t count, std::string_view unit) {
    std::string text;
    text.reserve(count * unit.size());
    for (std::size_t i = 0; i < count; ++i) text += unit;
    return text;
}

inline std::string const isa_head =
    "ISA*00*          *00*          *ZZ*SAMPLESUPPLIER *ZZ*SAMPLERECEIVER *250302*0800*^*00501*000000001*0*T*:~";

/// An interchange with one group around what stands in it; trailers count `sets` transaction sets.
inline std::string interchange(std::string_view group, std::string_view version, std::string const& sets,
                               std::size_t count) {
    return isa_head + "GS*" + std::string{group} + "*SAMPLESUPPLIER*SAMPLERECEIVER*20250302*0800*1*X*" +
           std::string{version} + "~" + sets + "GE*" + std::to_string(count) + "*1~IEA*1*000000001~";
}

/// A transaction set around its segments; SE01 is counted.
inline std::string transaction_set(std::string_view type, std::string_view control, std::string_view version,
                                   std::string const& body) {
    std::size_t segments = 2;
    for (char c : body) segments += c == '~';
    return "ST*" + std::string{type} + "*" + std::string{control} + "*" + std::string{version} + "~" + body + "SE*" +
           std::to_string(segments) + "*" + std::string{control} + "~";
}

}  // namespace orthoscrub::bench
