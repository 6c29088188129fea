#include <doctest/doctest.h>

#include <set>
#include <string>

#include "parser/text/fault.hpp"

namespace text_fault_test {

using namespace orthoscrub::text;

TEST_CASE("fault: every code has an id of its own, a title, a message and a remedy") {
    std::set<std::string_view> ids;
    for (int i = 0; i < static_cast<int>(fault_code::count_); ++i) {
        auto const code = static_cast<fault_code>(i);
        auto const& text = describe(code);
        CAPTURE(text.id);
        CHECK(text.id.starts_with(code < fault_code::guide_segment_missing ? "x12-" : "guide-"));
        CHECK(ids.insert(text.id).second);
        CHECK(text.title.ends_with("."));
        CHECK(text.message.ends_with("."));
        CHECK(text.remedy.ends_with("."));
        CHECK(fault_from(text.id) == code);
    }
    CHECK(fault_from("x12-no-such-fault") == fault_code::none);
}

TEST_CASE("fault: the message names what was seen and expected") {
    fault const f{fault_code::se_count, {}, "4", "5", 1};
    CHECK(message_of(f) == "SE01 says 4, the transaction set has 5 segments from ST to SE.");
}

TEST_CASE("fault: tolerated dialects are notes, broken envelopes are errors") {
    CHECK(describe(fault_code::lower_case_id).level == severity::note);
    CHECK(describe(fault_code::trailing_separator).level == severity::note);
    CHECK(describe(fault_code::repetition_separator).level == severity::warning);
    CHECK(describe(fault_code::se_count).level == severity::error);
    CHECK(describe(fault_code::iea_missing).level == severity::error);
    CHECK(to_string(severity::warning) == "warning");
}

TEST_CASE("fault: a guide fault names its place") {
    fault const f{fault_code::guide_element_missing,
                  {},
                  {},
                  "the guide requires it",
                  1,
                  {},
                  "2010AA N403 Billing Provider Postal Zone or ZIP Code"};
    CHECK(message_of(f) == "2010AA N403 Billing Provider Postal Zone or ZIP Code is empty; the guide requires it.");
}

}  // namespace text_fault_test
