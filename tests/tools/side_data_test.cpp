// Rules that sleep until the user supplies a table, woken by the program through the file they name.
#include <doctest/doctest.h>

#include "tests/tools/claim_text.hpp"
#include "tests/tools/run_program.hpp"

namespace side_data_test {

using namespace orthoscrub::tests;

namespace {

/// A Medicare claim of the member 1EG4TE5MK73, born 1947-03-12, for service on 2025-03-01.
std::string brace(std::string_view sv1, std::string_view note = "") {
    return claim_file("CLM*A-1*620***12:B:1*Y*A*Y*Y~HI*ABK:M1711~LX*1~" + std::string{sv1} +
                      "~DTP*472*D8*20250301~REF*G1*A0000000000001~REF*6R*A-1-L1~" + std::string{note} +
                      "NM1*DK*1*EXAMPLE*URSULA****XX*1999000015~");
}

struct row {
    std::string_view option, table;
    std::string sv1, note;
    std::string_view rule;
    bool speaks;
};

}  // namespace

TEST_CASE("history, authorizations and products wake the rules that need them, and only when the table says so") {
    constexpr std::string_view history = "member_id,birth_date,code,side,delivered\n1EG4-TE5-MK73,1947-03-12,";
    std::string const knee = "SV1*HC:L1845:RT:KX*620*UN*1***1", spine = "SV1*HC:L0650*620*UN*1***1";
    for (row const& r : {
             row{"--history", "L1833,RT,2024-09-01", knee, "", "same-similar", true},
             row{"--history", "L1833,LT,2024-09-01", knee, "", "same-similar", false},
             row{"--history", "L1833,RT,2021-09-01", knee, "", "same-similar", false},
             row{"--history", "L1845,RT,2024-09-01", knee, "", "rul-replacement", true},
             row{"--history", "L1845,RT,2024-09-01", knee, "", "same-similar", false},
             row{"--history", "L1845,RT,2024-09-01", "SV1*HC:L1845:RT:RA:KX*620*UN*1***1", "NTE*ADD*LOST HOUSE FIRE~",
                 "rul-replacement", false},
             row{"--history", "L1845,RT,2024-09-01", "SV1*HC:L1845:RT:RA:KX*620*UN*1***1", "", "rul-replacement", true},
             row{"--history", "L0650,,2021-03-01", spine, "", "rul-replacement", true},
             row{"--history", "L0650,,2020-03-01", spine, "", "rul-replacement", false},
             row{"--authorizations", "utn,code,decided,expires\nA0000000000001,L0650,2024-12-30,\n", spine, "",
                 "prior-auth-expired", true},
             row{"--authorizations", "utn,code,decided,expires\nA0000000000001,L0650,2024-12-31,\n", spine, "",
                 "prior-auth-expired", false},
             row{"--authorizations", "utn,code,decided,expires\nA0000000000001,L0650,2025-02-01,2025-02-28\n", spine,
                 "", "prior-auth-expired", true},
             row{"--products", "maker,product,model,code\nAcme,LumbarFlex,LF200,L0650\n", spine,
                 "NTE*ADD*ACME LUMBARFLEX LF900 SZ M~", "pdac-verification", true},
             row{"--products", "maker,product,model,code\nAcme,LumbarFlex,LF200,L0650\n", spine,
                 "NTE*ADD*ACME LUMBARFLEX LF200 SZ M~", "pdac-verification", false},
         }) {
        CAPTURE(r.option);
        CAPTURE(r.table);
        CAPTURE(r.sv1);
        scratch_folder const folder;
        std::string const claims = folder.file("a.837", brace(r.sv1, r.note));
        std::string table{r.table};
        if (r.option == "--history") table = std::string{history} + table + "\n";
        std::string const side = folder.file("table.csv", table);
        for (bool const slow : {false, true}) {
            std::vector<std::string> arguments{"check",
                                               "--format",
                                               "json",
                                               "--fail-on",
                                               "never",
                                               "--rules",
                                               std::string{r.rule},
                                               std::string{r.option},
                                               side,
                                               claims};
            if (slow) arguments.emplace_back("--slow");
            outcome const o = run(arguments);
            CAPTURE(o.out);
            CAPTURE(o.err);
            CHECK(o.code == 0);
            CHECK((o.out.find("\"rule\":\"" + std::string{r.rule} + "\",\"severity\"") != std::string::npos) ==
                  r.speaks);
            CHECK(o.out.find("1947") == std::string::npos);
        }
        if (r.note.starts_with("NTE*ADD*LOST")) continue;  // with a reason told the rule has nothing to ask
        outcome const without = run({"check", "--format", "json", "--rules", std::string{r.rule}, claims});
        CHECK(without.out.find("(" + std::string{r.option} + " FILE)") != std::string::npos);
    }
}

TEST_CASE("a table that cannot be used ends the run before it begins, in one line that names place and remedy") {
    scratch_folder const folder;
    std::string const claims = folder.file("a.837", claim_file(clean_claim));
    std::string const wrong =
        folder.file("wrong.csv",
                    "member_id,birth_date,code,side,delivered\nQZCANARY,1934-07-11,L1833,UP,2025-01-01\n"
                    "QZCANARY,1934-07-11,L18,RT,2025-01-01\n");
    struct bad {
        std::vector<std::string> arguments;
        int code;
        std::string_view says;
    };
    for (bad const& b : {
             bad{{"check", "--history", wrong, claims},
                 3,
                 "wrong.csv:2: side: is no side; write RT, LT, both, or nothing"},
             bad{{"check", "--history", wrong, claims}, 3, "(and 1 more)"},
             bad{{"check", "--products", wrong, claims}, 3, "wrong.csv:1: maker: there is no such column"},
             bad{{"check", "--authorizations", folder / "none.csv", claims}, 4, "no such file"},
         }) {
        outcome const o = run(b.arguments);
        CAPTURE(o.err);
        CHECK(o.code == b.code);
        CHECK(o.out.empty());
        CHECK(lines_in(o.err) == 1);
        CHECK(o.err.find(b.says) != std::string::npos);
        CHECK(o.err.find("CANARY") == std::string::npos);
        CHECK(o.err.find("1934") == std::string::npos);
    }
}

TEST_CASE("a second copy of a claim is found within a file and across the files of a run, and not with --no-batch") {
    scratch_folder const folder;
    std::string const one = folder.file("monday.837", claim_file(clean_claim));
    std::string const two = folder.file("tuesday.837", claim_file(replaced(std::string{clean_claim}, "A-1", "B-1")));
    auto const findings = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"check", "--format", "concise", "--rules", "duplicate-claim"});
        return run(more);
    };
    outcome const both = findings({one, two});
    CAPTURE(both.out);
    CHECK(both.code == 1);
    CHECK(both.out.find("duplicate-claim B-1") != std::string::npos);
    CHECK(both.out.find("claim 1 of " + one) != std::string::npos);
    CHECK(findings({one}).code == 0);
    CHECK(findings({two, one}).out.find("duplicate-claim A-1") != std::string::npos);
    CHECK(findings({one, one}).code == 1);
    CHECK(findings({"--no-batch", one, two}).code == 0);
    CHECK(findings({"--slow", one, two}).out == both.out);
}

}  // namespace side_data_test
