#include <doctest/doctest.h>

#include "parser/model/money.hpp"

namespace model_money_test {

using namespace orthoscrub::model;

TEST_CASE("money: X12 decimal numbers read as cents, and say how they were written") {
    struct row {
        char const* text;
        std::int64_t cents;
        number_state state;
    };
    for (row const& r : {
             row{"917.32", 91732, number_state::ok},
             row{"100", 10000, number_state::ok},
             row{"100.0", 10000, number_state::ok},
             row{".5", 50, number_state::ok},
             row{"0.5", 50, number_state::ok},
             row{"0", 0, number_state::ok},
             row{"5.", 500, number_state::ok},
             row{"-5", -500, number_state::ok},
             row{"-.05", -5, number_state::ok},
             row{"1.500", 150, number_state::ok},
             row{"+5", 500, number_state::unconventional},
             row{"007", 700, number_state::unconventional},
             row{"00", 0, number_state::unconventional},
             row{"1.005", 100, number_state::too_fine},
             row{"", 0, number_state::absent},
             row{"1,250.00", 0, number_state::malformed},
             row{"12x", 0, number_state::malformed},
             row{".", 0, number_state::malformed},
             row{"-", 0, number_state::malformed},
             row{"1.2.3", 0, number_state::malformed},
             row{" 5", 0, number_state::malformed},
             row{"1e5", 0, number_state::malformed},
             row{"1234567890123456", 0, number_state::malformed},
         }) {
        CAPTURE(r.text);
        auto const read = parse_money(r.text);
        CHECK(read.value.cents == r.cents);
        CHECK(static_cast<int>(read.state) == static_cast<int>(r.state));
    }
}

TEST_CASE("money: amounts print with two decimals") {
    CHECK(to_string(money{91732}) == "917.32");
    CHECK(to_string(money{5}) == "0.05");
    CHECK(to_string(money{-5}) == "-0.05");
    CHECK(to_string(money{-12345}) == "-123.45");
    CHECK(to_string(money{}) == "0.00");
}

TEST_CASE("units: thousandths, printed without needless zeros") {
    CHECK(parse_quantity("1").value.thousandths == 1000);
    CHECK(parse_quantity("1.0").value.whole());
    CHECK_FALSE(parse_quantity("1.5").value.whole());
    CHECK(parse_quantity("1.0005").state == number_state::too_fine);
    CHECK(parse_quantity("").state == number_state::absent);
    CHECK(to_string(parse_quantity("1.50").value) == "1.5");
    CHECK(to_string(parse_quantity("2").value) == "2");
    CHECK(to_string(parse_quantity(".025").value) == "0.025");
}

}  // namespace model_money_test
