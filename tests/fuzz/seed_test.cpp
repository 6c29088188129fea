// The seeds are what fixtures/x12/README.md says of them, and the demonstration batch is sound X12.
#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "tests/fuzz/mutator.hpp"
#include "tests/fuzz/reading.hpp"

namespace seed_test {

namespace {

using namespace orthoscrub;

struct expectation {
    std::size_t claims = 2;
    bool faults = false;
};

}  // namespace

TEST_CASE("fixtures/x12: each file has its claims, and faults only where it is there for one") {
    std::map<std::string, expectation> const expected{{"clean.837", {}},
                                                      {"lines.837", {}},
                                                      {"crlf.837", {}},
                                                      {"lf-terminator.837", {}},
                                                      {"crlf-terminator.837", {}},
                                                      {"odd-delimiters.837", {}},
                                                      {"wrapped-80.837", {}},
                                                      {"bom-and-blanks.837", {}},
                                                      {"unpadded-isa.837", {2, true}},
                                                      {"isa11-u.837", {2, true}},
                                                      {"latin-1.837", {2, true}},
                                                      {"garbage.837", {2, true}},
                                                      {"lower-case-ids.837", {2, true}},
                                                      {"trailing-separators.837", {2, true}},
                                                      {"several-interchanges.837", {6, false}},
                                                      {"several-groups.837", {3, false}},
                                                      {"missing-trailers.837", {2, true}},
                                                      {"wrong-counts.837", {2, true}},
                                                      {"dependents.837", {3, false}},
                                                      {"cob.837", {1, false}},
                                                      {"broken-claims.837", {4, true}},
                                                      {"generated", {4, false}}};
    auto const seeds = test::seed_files();
    CHECK(seeds.size() == expected.size());
    std::string first_claims;
    for (auto const& seed : seeds) {
        CAPTURE(seed.name);
        REQUIRE(expected.count(seed.name) == 1);
        auto const want = expected.at(seed.name);
        auto const read = test::read_whole(seed.text, {}, 0);
        std::string faults;
        for (auto const& fault : read.faults) faults.append(fault).append("; ");
        CAPTURE(faults);
        CHECK(read.claims.size() == want.claims);
        CHECK(!faults.empty() == want.faults);
        if (seed.name == "clean.837") first_claims = read.claims.at(0).words;
    }
    CHECK(first_claims == "SEED-1|620|1999000007|1EG4TE5MK73|18003|M1711,\n  1,L1833:RT:KX::,620,1,20260615,SEED-1-1");
}

TEST_CASE("fixtures/demo: eighteen claims in a sound interchange") {
    std::ifstream in(ORTHOSCRUB_SOURCE_DIR "/fixtures/demo/supplier-day.837", std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    auto const read = test::read_whole(text.str(), {}, 0);
    CHECK(read.claims.size() == 18);
    CHECK(read.faults.empty());
}

}  // namespace seed_test
