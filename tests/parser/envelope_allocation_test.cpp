// Memory: reading on and on takes none, and a large file takes no more than a small one.
#include <doctest/doctest.h>

#include <string>

#include "tests/parser/envelope_reading.hpp"
#include "tests/support/counted_allocations.hpp"

namespace envelope_allocation_test {

using namespace orthoscrub;

TEST_CASE("memory: after the first windows reading allocates nothing") {
    std::string body =
        "BHT*0019*00*X1*20250302*1200*CH~NM1*41*2*SUB*****46*1~HL*1**20*1~NM1*85*2*BRACES*****XX*1234567893~";
    int count = 6;
    for (int i = 2; i < 20000; ++i) {
        body += "HL*" + std::to_string(i) + "*1*22*0~SBR*P*18*******MB~NM1*IL*1*DOE*JANE****MI*1EG4TE5MK73~CLM*" +
                std::to_string(i) +
                "*10***12:B:1*Y*A*Y*Y~HI*ABK:M1711~LX*1~SV1*HC:L1833*10*UN*\n1***1~DTP*472*D8*20250301~";
        count += 8;
    }
    std::string const text = test::interchange(body, count);
    auto const input = text::read_memory(text);
    text::diagnostics faults;
    envelope::reader_limits limits;
    limits.window_bytes = 65536;
    envelope::interchange_reader reader{*input, faults, limits};
    std::size_t windows = 0, before = 0, wrapped = 0;
    for (auto e = reader.next(); e.kind != envelope::event_kind::end; e = reader.next()) {
        if (++windows == 10) before = test::allocations;
        for (auto const& s : e.segments) wrapped += (s.flags & text::wrapped) != 0;
        if (e.last) CHECK(test::allocations == before);
    }
    CHECK(windows > 40);
    CHECK(wrapped == 19998);
    CHECK(faults.faults().empty());
}

}  // namespace envelope_allocation_test
