// The table of repairs against the rule book: what a rule promises is what the program does.
#include <doctest/doctest.h>

#include "tests/support/fixing.hpp"

namespace fix_table_test {

using namespace orthoscrub;

TEST_CASE("every rule that promises a safe or unsafe repair has one of that level") {
    std::size_t promised = 0;
    for (scrub::compiled_rule const& rule : test::shipped_pack().book->rules()) {
        if (rule.ast.fix != grammars::fix_level::safe && rule.ast.fix != grammars::fix_level::unsafe) continue;
        ++promised;
        CAPTURE(rule.ast.id);
        scrub::repair const* const row = scrub::find_repair(rule.ast.id);
        REQUIRE(row != nullptr);
        CHECK(row->level == rule.ast.fix);
    }
    CHECK(promised >= 8);
}

TEST_CASE("every repair whose rule exists is promised by it, and structural repairs name faults that exist") {
    for (scrub::repair const& row : scrub::all_repairs()) {
        CAPTURE(row.rule);
        if (row.rule.starts_with("x12-")) {
            CHECK(text::fault_from(row.rule) != text::fault_code::none);
            CHECK(row.level == grammars::fix_level::safe);
        } else if (auto const rule = test::shipped_pack().book->find(row.rule)) {
            CHECK(test::shipped_pack().book->rule(*rule).ast.fix == row.level);
        }
        CHECK((row.apply != nullptr));
        CHECK(scrub::find_repair(row.rule) == &row);
    }
    CHECK(scrub::find_repair("prior-auth-missing") == nullptr);
}

}  // namespace fix_table_test
