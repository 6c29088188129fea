// ISA, GS and their trailers around answers.
#include "scrubber/ack/answer_envelope.hpp"

#include <algorithm>

namespace orthoscrub::ack {
namespace {

constexpr std::uint64_t control_numbers = 1'000'000'000;

std::string padded(std::string_view value, std::size_t width) {
    std::string text{value.substr(0, width)};
    text.resize(width, ' ');
    return text;
}

std::string two(unsigned value) { return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)}; }

/// ISA05 and ISA07 when they were left out.
std::string qualifier(std::string_view value) { return value.empty() ? "ZZ" : padded(value, 2); }

}  // namespace

answer_clock::answer_clock(answer_stamp const& stamp)
    : day8{x12_day(stamp.day)}, time4{two(stamp.hour) + two(stamp.minute)} {
    day6 = day8.size() == 8 ? day8.substr(2) : day8;
}

std::string control_number(std::uint64_t number, std::size_t digits) {
    std::string text = std::to_string(number % control_numbers);
    if (text.size() < digits) text.insert(0, digits - text.size(), '0');
    return text;
}

void write_isa(segment_text& out, envelope::interchange_header const& asked, text::delimiters const& marks,
               std::uint64_t number, answer_clock const& clock) {
    out.start("ISA").fixed("00").fixed(padded({}, 10)).fixed("00").fixed(padded({}, 10));
    out.fixed(qualifier(asked.receiver_qualifier)).fixed(padded(asked.receiver, 15));
    out.fixed(qualifier(asked.sender_qualifier)).fixed(padded(asked.sender, 15));
    out.fixed(clock.day6).fixed(clock.time4).fixed(std::string_view{&marks.repetition, 1}).fixed("00501");
    out.fixed(control_number(number, 9)).fixed("0").fixed(asked.usage == "P" ? "P" : "T");
    out.fixed(std::string_view{&marks.component, 1}).end();
}

void write_iea(segment_text& out, std::uint64_t number, std::uint64_t groups) {
    out.start("IEA").element(groups).element(control_number(number, 9)).end();
}

void write_gs(segment_text& out, std::string_view functional_id, std::string_view version,
              envelope::group_header const& asked, std::uint64_t number, answer_clock const& clock) {
    out.start("GS").element(functional_id).element(asked.receiver).element(asked.sender);
    out.element(clock.day8).element(clock.time4).element(control_number(number, 1)).element("X").element(version).end();
}

void write_ge(segment_text& out, std::uint64_t number, std::uint64_t sets) {
    out.start("GE").element(sets).element(control_number(number, 1)).end();
}

}  // namespace orthoscrub::ack
