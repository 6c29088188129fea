// Tables that the user supplies: how they are read, what is said of faulty ones, and what the facts make of them.
#include "scrubber/facts/side_data.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

#include "tests/support/judging.hpp"

namespace side_data_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

namespace {

constexpr std::string_view history_head = "member_id,birth_date,code,side,delivered\n";
constexpr std::string_view authorizations_head = "utn,code,decided,expires\n";
constexpr std::string_view products_head = "maker,product,model,code\n";

using errors = std::vector<scrub::csv_error>;
std::string first(errors const& said) { return said.empty() ? "" : to_string(said.front()); }

model::date day(std::string_view iso) { return *model::date::from_iso(iso); }

/// A fact about the first line of a claim of MEMBER1, born 1950-01-02, with these tables.
std::string fact(scrub::side_data const* side, std::string_view name, std::string_view sv1, std::string_view on,
                 std::string_view rest = "") {
    open_claim claim{fmt::format("{}LX*1~{}~DTP*472*D8*{}~{}", claim_head, sv1, on, rest)};
    scrub::window_context window = claim.window();
    window.side = side;
    claim.context.open(window, 0);
    return claim.fact(name);
}

}  // namespace

TEST_CASE(
    "side tables: columns in any order, quotes as RFC 4180 writes them, CR LF, a byte order mark, further columns") {
    for (std::string_view const text :
         {"member_id,birth_date,code,side,delivered\nM1,1950-01-02,L1833,RT,2025-03-10\n",
          "\xEF\xBB\xBF"
          "delivered,side,code,note,birth_date,member_id\r\n2025-03-10,right,l1833,\"a, "
          "\"\"b\"\"\r\nc\",19500102,m-1\r\n",
          "\"member_id\",\"birth_date\",\"code\",\"side\",\"delivered\"\n\"M1\",\"1950-01-02\",\"L1833\",\"R\",\"2025-"
          "03-10\"",
          " Member_ID , BIRTH_DATE ,code,side,delivered\n\nM1, 1950-01-02 ,L1833,RT,20250310\n\n"}) {
        CAPTURE(text);
        scrub::side_data side{3};
        CHECK(first(side.read_history("h.csv", text)) == "");
        REQUIRE((side.history() != nullptr));
        auto const past = side.history()->of("M1", day("1950-01-02"));
        REQUIRE(past.size() == 1);
        CHECK(past[0].code() == "L1833");
        CHECK(past[0].side == scrub::device_side::right);
        CHECK(past[0].delivered == day("2025-03-10"));
        CHECK(side.history()->of("M1", day("1950-01-03")).empty());
        CHECK(side.history()->of("M2", day("1950-01-02")).empty());
        CHECK(side.history()->of("", day("1950-01-02")).empty());
    }
}

TEST_CASE("side tables: a fault names file, line and column and what to write, and repeats no value of the file") {
    struct row {
        std::string text;
        std::string_view said;
    };
    std::string const head{history_head};
    for (row const& r : {
             row{"", "h.csv: is empty; the first row names the columns: member_id,birth_date,code,side,delivered"},
             row{"member_id,birth_date,code,side\n",
                 "h.csv:1: delivered: there is no such column; the first row names the "
                 "columns: member_id,birth_date,code,side,delivered"},
             row{"member_id,member_id,birth_date,code,side,delivered\n",
                 "h.csv:1: member_id: two columns have this name; rename one"},
             row{head + "CANARY,1950-01-02,L1833,RT\n",
                 "h.csv:2: has 4 fields, the first row has 5; put quotes around a value with a comma"},
             row{head + ",1950-01-02,L1833,RT,2025-03-10\n",
                 "h.csv:2: member_id: is empty; write the member id as on the claim"},
             row{head + "CANARY,,L1833,RT,2025-03-10\n", "h.csv:2: birth_date: is empty; write the day as 2025-03-01"},
             row{head + "CANARY,01/02/1950,L1833,RT,2025-03-10\n",
                 "h.csv:2: birth_date: is no day; write it as 2025-03-01"},
             row{head + "CANARY,1950-01-02,L18,RT,2025-03-10\n",
                 "h.csv:2: code: is no procedure code; write five characters such as L1833"},
             row{head + "CANARY,1950-01-02,L1833,UP,2025-03-10\n",
                 "h.csv:2: side: is no side; write RT, LT, both, or nothing"},
             row{head + "CANARY,1950-01-02,L1833,RT,2025-02-30\n",
                 "h.csv:2: delivered: is no day; write it as 2025-03-01"},
             row{head + "\"CANARY\nX\",1950-01-02,L1833,RT,2025-03-10\nCANARY,1950-01-02,L1833,UP,2025-03-10\n",
                 "h.csv:4: side: is no side; write RT, LT, both, or nothing"},
             row{head + "\"CANARY,1950-01-02,L1833,RT,2025-03-10\n",
                 "h.csv:2: a value opens with a quote that never closes; close it or double it"},
             row{head + "\"CAN\"ARY,1950-01-02,L1833,RT,2025-03-10\n",
                 "h.csv:2: text stands behind a closing quote; double the quotes inside a value"},
         }) {
        CAPTURE(r.text);
        scrub::side_data side{3};
        errors const said = side.read_history("h.csv", r.text);
        CHECK(first(said) == r.said);
        for (auto const& error : said) CHECK(to_string(error).find("CANARY") == std::string::npos);
        CHECK((side.history() == nullptr));
    }
    scrub::side_data side{3};
    CHECK(first(side.read_authorizations("a.csv",
                                         std::string{authorizations_head} + "A1,L0650,2026-03-01,2026-02-01\n")) ==
          "a.csv:2: expires: lies before decided; write the last day on which the decision holds");
    CHECK(first(side.read_authorizations("a.csv", std::string{authorizations_head} + ",L0650,2026-03-01,\n")) ==
          "a.csv:2: utn: is empty; write the number as in box 23 (REF*G1)");
    CHECK(first(side.read_products("p.csv", std::string{products_head} + "ACME,,,L0650\n")) ==
          "p.csv:2: product: product and model are both empty; write at least one");
    CHECK_FALSE(side.has_authorizations());
    CHECK_FALSE(side.has_products());
    std::string many{history_head};
    for (int i = 0; i < 100; ++i) many += "M,1950-01-02,L1833,UP,2025-03-10\n";
    CHECK(side.read_history("h.csv", many).size() == 20);
}

TEST_CASE("history facts: same code and similar code within the useful life, by side and day") {
    struct row {
        std::string_view past;  ///< code,side,delivered
        std::string_view sv1, on, same, similar;
    };
    constexpr std::string_view unread = "unknown: the useful life of the device was not read; it may have ended";
    for (row const& r : {
             // Five years by default.
             row{"L0650,,2021-03-11", "SV1*HC:L0650*9*UN*1***1", "20260310", "yes", "no"},
             row{"L0650,,2021-03-10", "SV1*HC:L0650*9*UN*1***1", "20260310", "no", "no"},
             row{"L0650,,2026-03-10", "SV1*HC:L0650*9*UN*1***1", "20260310", "no", "no"},
             row{"L0650,,2026-03-09", "SV1*HC:L0650*9*UN*1***1", "20260310", "yes", "no"},
             row{"L0464,,2024-03-09", "SV1*HC:L0650*9*UN*1***1", "20260310", "no", "yes"},
             row{"L0172,,2024-03-09", "SV1*HC:L0650*9*UN*1***1", "20260310", "no", "no"},
             row{"L2405,,2024-03-09", "SV1*HC:L1960:RT*9*UN*1***1", "20260310", "no", "no"},
             // Knee: surely a year, at most three.
             row{"L1833,RT,2025-03-11", "SV1*HC:L1833:RT*9*UN*1***1", "20260310", "yes", "no"},
             row{"L1833,RT,2025-03-10", "SV1*HC:L1833:RT*9*UN*1***1", "20260310", unread, "no"},
             row{"L1833,RT,2023-03-11", "SV1*HC:L1833:RT*9*UN*1***1", "20260310", unread, "no"},
             row{"L1833,RT,2023-03-10", "SV1*HC:L1833:RT*9*UN*1***1", "20260310", "no", "no"},
             row{"L1833,RT,2025-06-01", "SV1*HC:L1845:RT*9*UN*1***1", "20260310", "no", "yes"},
             row{"L1833,RT,2025-02-28", "SV1*HC:L1833:RT*9*UN*1***1", "20260227", "yes", "no"},
             // Sides.
             row{"L1833,LT,2025-06-01", "SV1*HC:L1833:RT*9*UN*1***1", "20260310", "no", "no"},
             row{"L1833,,2025-06-01", "SV1*HC:L1833:RT*9*UN*1***1", "20260310", "yes", "no"},
             row{"L1833,both,2025-06-01", "SV1*HC:L1833:LT*9*UN*1***1", "20260310", "yes", "no"},
             row{"L1833,LT,2025-06-01", "SV1*HC:L1833*9*UN*1***1", "20260310", "yes", "no"},
             row{"L1833,LT,2025-06-01", "SV1*HC:L1833:50*9*UN*1***1", "20260310", "yes", "no"},
             row{"L0650,,2025-06-01", "SV1*HC:L0650*9*UN*1***1", "",
                 "unknown: no readable service date (DTP*472, box 24A)",
                 "unknown: no readable service date (DTP*472, box 24A)"},
         }) {
        CAPTURE(r.past);
        CAPTURE(r.sv1);
        CAPTURE(r.on);
        scrub::side_data side{3};
        REQUIRE(
            side.read_history("h.csv", fmt::format("{}MEMBER1,1950-01-02,{}\nMEMBER2,1950-01-02,L1833,RT,2026-01-01\n",
                                                   history_head, r.past))
                .empty());
        CHECK(fact(&side, "history.same_code", r.sv1, r.on) == r.same);
        CHECK(fact(&side, "history.similar", r.sv1, r.on) == r.similar);
    }
    CHECK(fact(nullptr, "history.same_code", "SV1*HC:L0650*9*UN*1***1", "20260310") ==
          "unknown: no history of deliveries is loaded (--history FILE)");
    CHECK(fact(nullptr, "history.similar", "SV1*HC:L0650*9*UN*1***1", "20260310") ==
          "unknown: no history of deliveries is loaded (--history FILE)");
    CHECK(fact(nullptr, "history.reason_told", "SV1*HC:L0650*9*UN*1***1", "20260310") == "no");
    for (std::string_view const note : {"LOST HOUSE FIRE", "STOLEN", "BBR", "RUL MET"})
        CHECK(fact(nullptr, "history.reason_told", "SV1*HC:L0650*9*UN*1***1", "20260310",
                   fmt::format("NTE*ADD*{}~", note)) == "yes");
}

TEST_CASE("authorization facts: days since the decision about the number and code, and the last day") {
    scrub::side_data side{3};
    REQUIRE(side.read_authorizations("a.csv", std::string{authorizations_head} +
                                                  "abc12345678901,L0650,2026-01-09,2026-03-12\n"
                                                  "ABC12345678901,L0650,2025-01-09,\n"
                                                  "ABC12345678902,,2026-03-01,\n")
                .empty());
    constexpr std::string_view not_listed =
        "unknown: the table of authorizations does not tell the day for this number and code";
    auto const both = [&](std::string_view sv1, std::string_view on, std::string_view rest) {
        return fact(&side, "authorization.days_since_decision", sv1, on, rest) + ", " +
               fact(&side, "authorization.past_expiry", sv1, on, rest);
    };
    constexpr std::string_view brace = "SV1*HC:L0650*9*UN*1***1";
    CHECK(both(brace, "20260310", "REF*G1*ABC12345678901~") == "60, no");
    CHECK(both(brace, "20260312", "REF*G1*abc12345678901~") == "62, no");
    CHECK(both(brace, "20260313", "REF*G1*ABC12345678901~") == "63, yes");
    CHECK(both(brace, "20260310", "REF*G1*ABC12345678902~") == "9, no");
    CHECK(both(brace, "20260310", "") == "0, no");
    CHECK(fact(&side, "authorization.days_since_decision", "SV1*HC:L0651*9*UN*1***1", "20260310",
               "REF*G1*ABC12345678901~") == not_listed);
    CHECK(fact(&side, "authorization.past_expiry", brace, "20260310", "REF*G1*ABC12345678909~") == not_listed);
    CHECK(fact(nullptr, "authorization.past_expiry", brace, "20260310", "REF*G1*ABC12345678909~") ==
          "unknown: no list of authorization decisions is loaded (--authorizations FILE)");
}

TEST_CASE("product facts: the product that the note names stands in the list under the code, however it is spelled") {
    scrub::side_data side{3};
    REQUIRE(side.read_products("p.csv", std::string{products_head} +
                                            "Acme Inc.,Lumbar-Flex,LF 200,L0650\nAcme Inc.,Lumbar-Flex,LF300,L0651\n"
                                            "Acme Inc.,BackHold,,L0650\n")
                .empty());
    CHECK(side.lists_product("L0650", "ACME", "LUMBARFLEX", "LF200"));
    CHECK(side.lists_product("L0650", "", "", "lf-200"));
    CHECK(side.lists_product("L0650", "ACME", "BACKHOLD PRO", "X9"));
    CHECK_FALSE(side.lists_product("L0650", "ACME", "LUMBARFLEX", "LF300"));
    CHECK_FALSE(side.lists_product("L0650", "OTHER", "LUMBARFLEX", "LF200"));
    CHECK_FALSE(side.lists_product("L0650", "ACME", "", ""));
    CHECK_FALSE(side.lists_product("L0648", "ACME", "LUMBARFLEX", "LF200"));

    constexpr std::string_view brace = "SV1*HC:L0650*9*UN*1***1";
    CHECK(fact(&side, "product.listed", brace, "20260310", "NTE*ADD*ACME LUMBARFLEX LF200 SZ M~") == "yes");
    CHECK(fact(&side, "product.listed", brace, "20260310", "NTE*ADD*ACME LUMBARFLEX LF300 SZ M~") == "no");
    CHECK(fact(&side, "product.listed", brace, "20260310") == "unknown: the claim names no product (SV101-7 or NTE02)");
    CHECK(fact(nullptr, "product.listed", brace, "20260310", "NTE*ADD*ACME LUMBARFLEX LF200~") ==
          "unknown: no list of verified products is loaded (--products FILE)");
    CHECK(fact(nullptr, "pdac.required", brace, "20260310") == "yes");
    CHECK(fact(nullptr, "pdac.required", "SV1*HC:L1843:RT*9*UN*1***1", "20241130") == "no");
    CHECK(fact(nullptr, "pdac.required", "SV1*HC:L1843:RT*9*UN*1***1", "20241201") == "yes");
    CHECK(fact(nullptr, "pdac.required", "SV1*HC:L0452*9*UN*1***1", "20260310") == "no");  // only central fabrication
}

}  // namespace side_data_test
