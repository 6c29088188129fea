// Control numbers, counts and missing segments of the envelope.
#include <doctest/doctest.h>

#include <string>

#include "parser/envelope/control_numbers.hpp"
#include "tests/parser/envelope_reading.hpp"

namespace envelope_integrity_test {

using namespace orthoscrub;
using envelope::event_kind;
using test::read_all;
using test::replaced_once;

namespace {

std::string const plain = test::interchange(test::claims_body, test::claims_count);

std::string set_of(std::string const& number, std::string const& guide = "005010X222A1") {
    return "ST*837*" + number + "*" + guide + "~BHT*0019~SE*3*" + number + "~";
}
std::string group_of(std::string const& sets, int count) {
    return test::isa_text + "GS*HC*S*R*20250301*1200*7*X*005010X222A1~" + sets + "GE*" + std::to_string(count) +
           "*7~IEA*1*000000001~";
}

}  // namespace

TEST_CASE("integrity: what trailers say is compared with what was read") {
    struct row {
        char const* from;
        char const* to;
        char const* fault;
        char const* seen;
        char const* expected;
        unsigned element;
    };
    for (row const& d : {
             row{"SE*24*", "SE*25*", "x12-se-count", "25", "24", 1},
             row{"SE*24*", "SE*X*", "x12-se-count", "X", "24", 1},
             row{"SE*24*", "SE**", "x12-se-count", "", "24", 1},
             row{"SE*24*0001", "SE*24*0002", "x12-se-control-number", "0002", "0001", 2},
             row{"SE*24*0001", "SE*24*1", "x12-se-control-number", "1", "0001", 2},
             row{"GE*1*1", "GE*2*1", "x12-ge-count", "2", "1", 1},
             row{"GE*1*1", "GE*1*9", "x12-ge-control-number", "9", "1", 2},
             row{"IEA*1*", "IEA*0*", "x12-iea-count", "0", "1", 1},
             row{"IEA*1*000000001", "IEA*1*000000002", "x12-iea-control-number", "000000002", "000000001", 2},
             row{"IEA*1*000000001", "IEA*1*1", "x12-iea-control-number", "1", "000000001", 2},
             row{"00501", "00401", "x12-isa-version", "00401", "00501", 12},
             row{"0001*005010X222A1", "0001*005010X222", "x12-st-version", "005010X222", "005010X222A1", 3},
         }) {
        CAPTURE(d.to);
        auto const r = read_all(replaced_once(plain, d.from, d.to));
        REQUIRE(r.faults.faults().size() == 1);
        auto const& f = r.faults.faults()[0];
        CHECK(text::describe(f.code).id == d.fault);
        CHECK(f.seen == d.seen);
        CHECK(f.expected == d.expected);
        CHECK(f.at.element == d.element);
    }
    CHECK(read_all(replaced_once(plain, "SE*24*", "SE*0024*")).fault_ids() == "");
    CHECK(read_all(replaced_once(plain, "0001*005010X222A1", "0001")).fault_ids() == "");
    CHECK(read_all(replaced_once(plain, "0001*005010X222A1", "0001")).set.version == "005010X222A1");
}

TEST_CASE("integrity: missing headers and trailers are told, the rest is read") {
    std::string const two = group_of(set_of("1") + set_of("2"), 2);
    struct row {
        char const* name;
        std::string text;
        char const* faults;
        unsigned sets;
    };
    for (row const& d : {
             row{"no SE", replaced_once(two, "SE*3*1~", ""), "x12-se-missing", 2},
             row{"no GE", replaced_once(two, "GE*2*7~", ""), "x12-ge-missing", 2},
             row{"no IEA", replaced_once(two, "IEA*1*000000001~", ""), "x12-iea-missing", 2},
             row{"no IEA, another ISA", replaced_once(two, "IEA*1*000000001~", "") + two, "x12-iea-missing", 4},
             row{"no SE, GE, IEA, another ISA", two.substr(0, two.find("SE*3*2~")) + two,
                 "x12-se-missing x12-ge-missing x12-iea-missing", 4},
             row{"no GS", replaced_once(two, "GS*HC*S*R*20250301*1200*7*X*005010X222A1~", ""),
                 "x12-gs-missing x12-gs-missing x12-gs-missing x12-iea-count", 2},
             row{"GS early", replaced_once(two, "SE*3*1~", "GS*HC*S*R*20250301*1200*7*X*005010X222A1~"),
                 "x12-se-missing x12-ge-missing x12-gs-duplicate x12-ge-count x12-iea-count", 2},
             row{"no ST", replaced_once(two, "ST*837*2*005010X222A1~", ""), "x12-st-outside x12-ge-count", 1},
             row{"segments between groups", replaced_once(two, "IEA*", "NTE*ADD*X~NTE*ADD*Y~IEA*"), "x12-st-outside",
                 2},
         }) {
        CAPTURE(d.name);
        auto const r = read_all(d.text);
        CHECK(r.fault_ids() == d.faults);
        CHECK(r.totals.transaction_sets == d.sets);
        CHECK(r.raw == d.text);
    }
}

TEST_CASE("integrity: ST02 is unique in its group, not in the file") {
    CHECK(read_all(group_of(set_of("0001") + set_of("0002") + set_of("0003"), 3)).fault_ids() == "");
    CHECK(read_all(group_of(set_of("0001") + set_of("0002") + set_of("0001"), 3)).fault_ids() == "x12-st-duplicate");
    CHECK(read_all(group_of(set_of("A") + set_of("5") + set_of("A"), 3)).fault_ids() == "x12-st-duplicate");
    std::string const one = group_of(set_of("0001"), 1);
    CHECK(read_all(one + one).fault_ids() == "");
}

TEST_CASE("integrity: GS06 is unique in its interchange, not in the file") {
    std::string const one = group_of(set_of("0001"), 1);
    auto const gs = one.find("GS*"), iea = one.find("IEA*");
    std::string two = one;
    two.insert(iea, one.substr(gs, iea - gs));
    two.replace(two.find("IEA*1"), 5, "IEA*2");
    CHECK(read_all(two).fault_ids() == "x12-gs-duplicate");
    CHECK(read_all(one + one).fault_ids() == "");
}

TEST_CASE("integrity: control numbers are a set, whatever their order") {
    envelope::control_numbers seen;
    for (int i = 0; i < 1000; ++i) CHECK(seen.add(std::to_string(100000 + i)));
    for (int i = 0; i < 1000; i += 7) CHECK_FALSE(seen.add(std::to_string(100000 + i)));
    for (int i = 999; i >= 0; --i) CHECK(seen.add(std::to_string(500000 + i * 3)));
    CHECK_FALSE(seen.add("500003"));
    CHECK(seen.add("0100000"));
    CHECK(seen.add(""));
    CHECK_FALSE(seen.add(""));
    CHECK(seen.add("a number of more than fifteen characters"));
    CHECK_FALSE(seen.add("a number of more than fifteen characters"));
    CHECK(seen.add("101001"));
    CHECK(seen.add("101000"));
    CHECK_FALSE(seen.add("101001"));
    seen.clear();
    CHECK(seen.add("500003"));
}

TEST_CASE("integrity: a file cut anywhere comes back whole, and something is said") {
    for (std::size_t size = 1; size < plain.size(); ++size) {
        std::string const text = plain.substr(0, size);
        CAPTURE(size);
        auto const r = read_all(text);
        REQUIRE(r.raw == text);
        REQUIRE_FALSE(r.faults.faults().empty());
        bool const between = text.back() == '~';
        if (size > 106) REQUIRE((r.fault_ids().find("x12-truncated") == std::string::npos) == between);
        if (!r.steps.empty() && r.totals.transaction_sets == 1) {
            bool ended = false;
            for (auto const& s : r.steps) ended = ended || s.last;
            REQUIRE(ended);
        }
    }
}

TEST_CASE("integrity: many faults of one kind are told a thousand times and then counted") {
    std::string body;
    for (int i = 0; i < 1500; ++i) body += "~";
    auto const r = read_all(test::interchange(body, 2));
    REQUIRE(r.faults.faults().size() == 1001);
    CHECK(r.faults.faults().back().count == 500);
}

TEST_CASE("integrity: a source that fails is no truncated file") {
    auto const input = text::read_descriptor(-1);
    text::diagnostics faults;
    envelope::interchange_reader reader{*input, faults};
    CHECK(reader.next().kind == event_kind::end);
    CHECK(reader.next().kind == event_kind::end);
    CHECK(faults.faults().empty());
    CHECK_FALSE(input->result());
}

}  // namespace envelope_integrity_test
