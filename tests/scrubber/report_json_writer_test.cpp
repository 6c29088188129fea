// What the JSON writer puts out for the values that claims hold.
#include "scrubber/report/json_writer.hpp"

#include <doctest/doctest.h>

#include <string>

namespace report_json_writer_test {

using namespace orthoscrub;
using scrub::json_writer;

TEST_CASE("strings are escaped, and bytes that are no UTF-8 are read as Latin-1") {
    struct row {
        std::string_view text, json;
    };
    for (row const& r :
         {row{"", R"("")"}, row{"L1833", R"("L1833")"}, row{"a\"b\\c", R"("a\"b\\c")"}, row{"a\nb", R"("a\nb")"},
          row{std::string_view{"\x01\x7F", 2}, R"("\u0001\u007f")"}, row{"\xC3\xA9", "\"\xC3\xA9\""},
          row{"caf\xE9", R"("caf\u00e9")"}, row{"\xC3", R"("\u00c3")"}, row{"\xE2\x82", R"("\u00e2\u0082")"},
          row{"\xED\xA0\x80", R"("\u00ed\u00a0\u0080")"}, row{"\xF0\x9F\x98\x80", "\"\xF0\x9F\x98\x80\""}}) {
        CAPTURE(r.json);
        std::string out;
        scrub::append_json_string(r.text, out);
        CHECK(out == r.json);
    }
}

TEST_CASE("commas stand between values and nowhere else") {
    std::string out;
    json_writer json{out};
    json.begin_object();
    json.key("a").begin_array().number(1).begin_array().end_array().null().end_array();
    json.key("b").begin_object().end_object();
    json.key("c").boolean(true);
    json.end_object();
    CHECK(out == R"({"a":[1,[],null],"b":{},"c":true})");
}

TEST_CASE("money is cents, units keep their decimals, what cannot be read is null") {
    struct row {
        std::string_view text, cents, units;
    };
    for (row const& r : {row{"917.32", "91732", "917.32"}, row{"-5", "-500", "-5"}, row{"1.5", "150", "1.5"},
                         row{"", "null", "null"}, row{"12,50", "null", "null"}}) {
        CAPTURE(r.text);
        std::string cents;
        json_writer{cents}.cents(model::parse_money(r.text));
        CHECK(cents == r.cents);
        std::string units;
        json_writer{units}.units(model::parse_quantity(r.text));
        CHECK(units == r.units);
    }
}

TEST_CASE("parts that do not apply are null") {
    std::string out;
    json_writer json{out};
    json.begin_array()
        .number_or_null(0u)
        .number_or_null(3u)
        .text_or_null("")
        .text_or_null("x")
        .day({})
        .day(*model::date::from_iso("2025-03-01"))
        .end_array();
    CHECK(out == R"([null,3,null,"x",null,"2025-03-01"])");
}

}  // namespace report_json_writer_test
