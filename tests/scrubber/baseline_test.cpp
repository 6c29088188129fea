// Baselines: what counts as one, whatever blocks it comes in, and what became of its findings.
#include "scrubber/report/baseline.hpp"

#include <doctest/doctest.h>

namespace baseline_test {

using namespace orthoscrub;
using namespace orthoscrub::scrub;

namespace {

constexpr std::string_view as_json =
    R"({"schema_version":"1.0","tool":{"name":"orthoscrub","version":"0.1.0","pack":{"name":"core"}},
"findings":[
{"rule":"modifier-syntax","severity":"error","claim":{"control_number":"A-1","payer":"x"},"line":{"control_number":"no"},"sources":[{"key":"S1"}],"fingerprint":"f1"},
{"rule":"claim-total-mismatch","claim":{"control_number":"A-2"},"line":null,"fingerprint":"f2","sources":[{"fingerprint":"nested","rule":"nested"}]},
{"rule":"x12-se-count","claim":null,"fingerprint":"f3"}
],"not_checked":[{"rule":"other","fingerprint":"f9"}],"files":[],"summary":{"by_rule":{"modifier-syntax":1}}}
)";

constexpr std::string_view as_lines =
    R"({"type":"run","schema_version":"1.0","tool":{"name":"orthoscrub"}}
{"type":"finding","rule":"modifier-syntax","claim":{"control_number":"A-1"},"fingerprint":"f1"}
{"rule":"claim-total-mismatch","claim":{"control_number":"A-2"},"fingerprint":"f2","type":"finding"}

{"type":"finding","rule":"x12-se-count","claim":null,"fingerprint":"f3"}
{"type":"not_checked","rule":"other","fingerprint":"f9"}
{"type":"summary"}
)";

std::string read(baseline& into, std::string_view bytes, std::size_t block = 0) {
    auto const input = text::read_memory(bytes, block);
    return into.read(*input, "old.json");
}

bool all(std::string_view) { return true; }

}  // namespace

TEST_CASE("a baseline is read from json and from ndjson, in blocks of any size, findings and nothing else") {
    for (std::string_view const bytes : {as_json, as_lines})
        for (std::size_t const block : {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{64}}) {
            CAPTURE(bytes);
            CAPTURE(block);
            baseline old;
            CHECK(read(old, bytes, block) == "");
            CHECK(old.findings() == 3);
            CHECK(old.meet("f1") == baseline_mark::open);
            CHECK(old.meet("f9") == baseline_mark::fresh);
            auto const gone = old.summary(all, true);
            CHECK(gone.file == "old.json");
            CHECK(gone.fresh == 1);
            CHECK(gone.open == 1);
            REQUIRE(gone.fixed);
            REQUIRE(gone.fixed->size() == 2);
            CHECK((*gone.fixed)[0].rule == "claim-total-mismatch");
            CHECK((*gone.fixed)[0].claim == "A-2");
            CHECK((*gone.fixed)[0].fingerprint == "f2");
            CHECK((*gone.fixed)[1].rule == "x12-se-count");
            CHECK((*gone.fixed)[1].claim.empty());
        }
}

TEST_CASE("a baseline of many blocks is read wherever the blocks end") {
    std::string many = R"({"schema_version":"1.0","tool":{"name":"orthoscrub"},"findings":[)";
    constexpr std::size_t findings = 5000;
    for (std::size_t i = 0; i < findings; ++i)
        many += (i == 0 ? "\n" : ",\n") + std::string{R"({"rule":"a-rule","fingerprint":"f)"} + std::to_string(i) +
                R"(","message":")" + std::string(i % 97, 'x') + R"(","claim":null})";
    many += "\n]}";
    for (std::size_t const block : {std::size_t{0}, std::size_t{65536}, std::size_t{65535}, std::size_t{4096}}) {
        CAPTURE(block);
        baseline old;
        CHECK(read(old, many, block) == "");
        CHECK(old.findings() == findings);
    }
}

TEST_CASE("a baseline of a clean run has no findings and is one all the same") {
    baseline old;
    CHECK(read(old, R"({"schema_version":"1.0","tool":{"name":"orthoscrub"},"findings":[]})") == "");
    CHECK(old.meet("f1") == baseline_mark::fresh);
}

TEST_CASE("a file that is no baseline is refused with what was expected") {
    struct row {
        std::string_view bytes, says;
    };
    for (row const& r :
         {row{"", "is no baseline"}, row{"ISA*00*", "is no JSON"}, row{"[]", "is no baseline"},
          row{"null", "is no baseline"}, row{as_json.substr(0, 300), "ends in the middle"},
          row{R"({"schema_version":"1.0","rules":[]})", "is no baseline"},
          row{R"({"schema_version":"1.0","tool":{"name":"another"},"findings":[]})", "is no baseline"},
          row{R"({"schema_version":"2.0","tool":{"name":"orthoscrub"},"findings":[]})", "is no baseline"},
          row{R"({"schema_version":"1.0","tool":{"name":"orthoscrub"},"lines":[]})", "is no baseline"},
          row{R"({"schema_version":"1.0","tool":{"name":"orthoscrub"},"findings":[]} x)", "is no JSON"}}) {
        CAPTURE(r.bytes);
        baseline old;
        std::string const trouble = read(old, r.bytes);
        CAPTURE(trouble);
        CHECK(trouble.starts_with(r.says));
        CHECK(trouble.find("orthoscrub check --format json") != std::string::npos);
    }
}

TEST_CASE("nothing is called fixed that was suppressed, not judged, or not read") {
    baseline old;
    REQUIRE(read(old, as_json) == "");
    old.set_aside("f1");
    auto const judged = [](std::string_view rule) { return rule != "x12-se-count"; };
    auto const gone = old.summary(judged, true);
    REQUIRE(gone.fixed);
    CHECK(gone.fixed->size() == 1);
    CHECK(gone.open == 0);
    CHECK_FALSE(old.summary(all, false).fixed.has_value());
}

TEST_CASE("what stands in a baseline in place of ids and control numbers is not repeated") {
    baseline old;
    REQUIRE(read(old, R"({"schema_version":"1.0","tool":{"name":"orthoscrub"},"findings":[
{"rule":"JANE ROE","claim":{"control_number":"JANE OF ELM ST"},"fingerprint":"f1"}]})") == "");
    auto const gone = old.summary(all, true);
    REQUIRE(gone.fixed);
    CHECK((*gone.fixed)[0].rule == "(unreadable)");
    CHECK((*gone.fixed)[0].claim == "(unreadable)");
}

}  // namespace baseline_test
