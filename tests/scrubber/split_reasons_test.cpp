#include <doctest/doctest.h>

#include "scrubber/split/split_reasons.hpp"

namespace split_reasons_test {

using namespace orthoscrub;

namespace {

scrub::finding_view finding(std::string_view rule, text::severity level, scrub::finding_claim const* claim,
                            std::string_view fingerprint, std::uint64_t count = 1) {
    scrub::finding_view f;
    f.rule = rule;
    f.level = level;
    f.claim = claim;
    f.fingerprint = fingerprint;
    f.count = count;
    return f;
}

}  // namespace

TEST_CASE("reasons: findings at or above the level hold their claim, in whatever order they come") {
    struct row {
        text::severity hold_on, level;
        bool holds;
    };
    using enum text::severity;
    for (row const& r : {row{error, error, true}, row{error, warning, false}, row{error, note, false},
                         row{warning, error, true}, row{warning, warning, true}, row{warning, note, false}}) {
        scrub::split_reasons reasons{r.hold_on};
        scrub::finding_claim claim;
        claim.ordinal = 7;
        CHECK(reasons.found(finding("npi-check-digit", r.level, &claim, "f")) == (r.holds ? 7 : 0));
    }

    scrub::split_reasons reasons{error};
    scrub::finding_claim first, second;
    first.ordinal = 1;
    second.ordinal = 2;
    (void)reasons.found(finding("npi-check-digit", error, &second, "f3"));
    (void)reasons.found(finding("hcpcs-invalid", error, &second, "f2"));
    (void)reasons.found(finding("npi-check-digit", error, &second, "f4"));
    (void)reasons.found(finding("npi-check-digit", warning, &first, "f1"));
    reasons.reason(3, scrub::unplaced_reason);
    reasons.claim({3, "C\"3", "0002", "", scrub::half::held});
    reasons.claim({1, "C1", "0001", "5.50", scrub::half::clean});
    reasons.claim({2, "C2", "0001", "7", scrub::half::held});
    std::string all;
    CHECK(reasons.deliver([&](std::string_view json) {
        all.append(json).append("\n");
        return true;
    }));
    CHECK(
        all ==
        R"({"control_number":"C1","ordinal":1,"st":"0001","charge_cents":550,"file":"clean","fingerprints":[],"rules":[]})"
        "\n"
        R"({"control_number":"C2","ordinal":2,"st":"0001","charge_cents":700,"file":"held","fingerprints":["f2","f3","f4"],"rules":["hcpcs-invalid","npi-check-digit"]})"
        "\n"
        R"({"control_number":"C\"3","ordinal":3,"st":"0002","charge_cents":null,"file":"held","fingerprints":[],"rules":["split-hierarchy"]})"
        "\n");
    CHECK(reasons.by_rule().at("npi-check-digit") == 1);
    CHECK(reasons.by_rule().at("hcpcs-invalid") == 1);
    CHECK(reasons.by_rule().size() == 3);
}

TEST_CASE("reasons: rules are counted by claim when no claim was written") {
    scrub::split_reasons reasons{text::severity::error};
    scrub::finding_claim claim;
    for (std::uint64_t ordinal : {9u, 10u, 10u, 11u}) {
        claim.ordinal = ordinal;
        (void)reasons.found(finding("npi-check-digit", text::severity::error, &claim, "f"));
    }
    std::size_t told = 0;
    CHECK(reasons.deliver([&](std::string_view) { return ++told != 0; }));
    CHECK(told == 0);
    CHECK(reasons.by_rule().at("npi-check-digit") == 3);
}

TEST_CASE("reasons: a fault of no claim holds none; an error that the split does not put right remains") {
    struct row {
        std::string_view rule;
        text::severity level;
        bool remains;
    };
    using enum text::severity;
    for (row const& r : {row{"x12-se-count", error, false}, row{"x12-iea-missing", error, false},
                         row{"x12-hl-number", error, false}, row{"x12-hl-child-code", error, false},
                         row{"x12-ge-control-number", error, true}, row{"x12-hl-parent", error, true},
                         row{"x12-isa-missing", error, true}, row{"x12-non-ascii", warning, false}}) {
        CAPTURE(r.rule);
        scrub::split_reasons reasons{warning};
        CHECK(reasons.found(finding(r.rule, r.level, nullptr, "f", 3)) == 0);
        CHECK(reasons.errors_remain() == r.remains);
        CHECK(reasons.no_claim().at(std::string{r.rule}).count == 3);
    }
}

}  // namespace split_reasons_test
