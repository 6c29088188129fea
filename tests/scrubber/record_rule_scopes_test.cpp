// Which rules are about a line that a ledger holds: payer, dates and `applies`.
#include "scrubber/record/rule_scopes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "scrubber/engine/pack.hpp"

namespace record_rule_scopes_test {

using namespace orthoscrub;

namespace {

scrub::rule_book const& book() {
    static scrub::pack_result const result = [] {
        std::vector<scrub::pack_files> const packs{scrub::embedded_pack()};
        return scrub::load_pack(packs);
    }();
    REQUIRE(result.loaded);
    return *result.loaded->book;
}

struct sent_line {
    ledger::submitted_claim claim;
    ledger::submitted_line line;
};

sent_line line_of(std::string_view code, std::string_view profile = "medicare.dme",
                  std::string_view day = "2026-03-02") {
    sent_line sent;
    sent.claim.profile = profile;
    sent.claim.payer_class = profile;
    sent.claim.place = "12";
    sent.line.qualifier = "HC";
    sent.line.code = code;
    sent.line.place = "12";
    sent.line.charge = {95000};
    sent.line.units = {1000};
    sent.line.first_day = sent.line.last_day = *model::date::from_iso(day);
    return sent;
}

bool in_scope(record::rule_scopes& scopes, sent_line const& sent, std::string_view rule) {
    auto const wanted = book().find(rule);
    REQUIRE(wanted.has_value());
    auto const& found = scopes.of(sent.claim, sent.line);
    return std::find(found.begin(), found.end(), *wanted) != found.end();
}

}  // namespace

TEST_CASE("a rule is about the lines of its payers, its dates and its codes") {
    record::rule_scopes scopes{book()};
    struct row {
        std::string_view rule;
        sent_line sent;
        bool about;
    };
    for (row const& r :
         {row{"modifier-kx-ga-gz-required", line_of("L1833"), true},
          row{"modifier-kx-ga-gz-required", line_of("L3908"), false},                // no such policy
          row{"modifier-kx-ga-gz-required", line_of("L1833", "commercial"), false},  // another payer
          row{"prior-auth-missing", line_of("L0650"), true},
          row{"prior-auth-missing", line_of("L0650", "medicare.dme", "2022-04-12"), false},  // the day before
          row{"prior-auth-missing", line_of("L3908"), false},
          row{"equipment-status-required", line_of("L1833", "commercial.nu"), true},
          row{"equipment-status-required", line_of("L1833", "commercial"), false},
          row{"noc-description-missing", line_of("L3999"), true},
          row{"noc-description-missing", line_of("L1833"), false},
          row{"hcpcs-invalid", line_of("L4999"), true},  // a code of no table
          row{"noc-description-missing", line_of("ZZZZZ"), false}}) {
        CAPTURE(r.rule);
        CAPTURE(r.sent.line.code);
        CAPTURE(r.sent.claim.profile);
        CHECK(in_scope(scopes, r.sent, r.rule) == r.about);
        CHECK(in_scope(scopes, r.sent, r.rule) == r.about);  // and again from what was remembered
    }
}

TEST_CASE("a line without a readable date is in no dated rule's scope") {
    record::rule_scopes scopes{book()};
    sent_line sent = line_of("L0650");
    sent.line.first_day = sent.line.last_day = {};
    CHECK_FALSE(in_scope(scopes, sent, "prior-auth-missing"));
    CHECK(in_scope(scopes, sent, "laterality-on-midline"));
}

}  // namespace record_rule_scopes_test
