#include <doctest/doctest.h>

#include "parser/model/date.hpp"

namespace model_date_test {

using orthoscrub::model::date;

TEST_CASE("date: CCYYMMDD names a real day or nothing") {
    struct row {
        char const* text;
        int number;
    };
    for (row const& r : {
             row{"20261015", 20261015},
             row{"20240229", 20240229},
             row{"20000229", 20000229},
             row{"20230229", 0},
             row{"19000229", 0},
             row{"20261301", 0},
             row{"20260431", 0},
             row{"20260100", 0},
             row{"17991231", 0},
             row{"2026101", 0},
             row{"202610155", 0},
             row{"2026101x", 0},
             row{"", 0},
             row{"2026-1-1", 0},
             row{" 2026101", 0},
         }) {
        CAPTURE(r.text);
        auto const read = date::from_ccyymmdd(r.text);
        CHECK(read.has_value() == (r.number != 0));
        CHECK((read ? read->number() : 0) == r.number);
    }
}

TEST_CASE("date: ISO text goes in and out") {
    CHECK(date::from_iso("2026-04-13")->iso() == "2026-04-13");
    CHECK_FALSE(date::from_iso("2026-02-30").has_value());
    CHECK_FALSE(date::from_iso("20260230").has_value());
    CHECK_FALSE(date::from_iso("2026/04/13").has_value());
    CHECK(date{}.iso().empty());
    CHECK(date{}.empty());
}

TEST_CASE("date: days and years are added on the calendar") {
    auto const day = [](char const* text) { return *date::from_iso(text); };
    CHECK(day("2024-02-29").plus_years(1) == day("2025-02-28"));
    CHECK(day("2024-02-29").plus_years(4) == day("2028-02-29"));
    CHECK(day("2025-11-20").plus_years(1) == day("2026-11-20"));
    CHECK(day("2026-12-31").plus_days(1) == day("2027-01-01"));
    CHECK(day("2026-03-01").plus_days(-1) == day("2026-02-28"));
    CHECK(day("2024-02-29").plus_months(12) == day("2025-02-28"));
    CHECK(day("2026-08-31").plus_months(6) == day("2027-02-28"));
    CHECK(day("2026-03-15").plus_months(-3) == day("2025-12-15"));
    CHECK(day("2026-03-01").days_since(day("2026-02-28")) == 1);
    CHECK(day("2025-03-01").days_since(day("2026-03-01")) == -365);
    CHECK(date{}.plus_months(3).empty());
    CHECK(date{}.plus_days(3).empty());
    CHECK(date{}.plus_years(3).empty());
    CHECK(day("2026-04-12") < day("2026-04-13"));
    CHECK(date{} < day("1800-01-01"));
}

}  // namespace model_date_test
