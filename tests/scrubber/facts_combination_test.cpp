// Facts about lines that stand together: twins, bases, add-ons, and words that fit the other twin.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "scrubber/facts/combination_facts.hpp"
#include "tests/support/judging.hpp"

namespace facts_combination_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

namespace {

struct item {
    std::string_view procedure;  ///< code and modifiers
    std::string_view day = "20260302";
};

/// A claim with these lines; an empty day leaves the service date out.
std::string claim_with(std::vector<item> const& items) {
    std::string text{claim_head};
    for (std::size_t i = 0; i < items.size(); ++i) {
        text += "LX*" + std::to_string(i + 1) + "~SV1*HC:" + std::string{items[i].procedure} + "*100*UN*1***1~";
        if (!items[i].day.empty()) text += "DTP*472*D8*" + std::string{items[i].day} + "~";
    }
    return text;
}

constexpr std::string_view no_date = "unknown: no readable service date (DTP*472, box 24A)";
constexpr std::string_view no_list = "unknown: the policy's list is not in the tables";

}  // namespace

TEST_CASE("twins meet on one day and side, and only the later line says so") {
    struct row {
        std::vector<item> items;
        std::string_view value;  ///< of the last line
    };
    for (row const& r : std::vector<row>{{{{"L0637"}, {"L0650"}}, "yes"},
                                         {{{"L0650"}, {"L0637"}}, "yes"},
                                         {{{"L0650"}, {"L0650"}}, "no"},
                                         {{{"L0637"}, {"L0650", "20260303"}}, "no"},
                                         {{{"L0637", ""}, {"L0650"}}, no_date},
                                         {{{"L0637"}, {"L0650", ""}}, no_date},
                                         {{{"L1832:RT"}, {"L1833:RT"}}, "yes"},
                                         {{{"L1832:RT"}, {"L1833:LT"}}, "no"},
                                         {{{"L1832:RT"}, {"L1833"}}, "yes"},
                                         {{{"L1832:50"}, {"L1833:LT"}}, "yes"},
                                         {{{"L1832:RT:LT"}, {"L1833:LT"}}, "yes"}}) {
        open_claim const claim{claim_with(r.items)};
        CAPTURE(r.items.front().procedure);
        CAPTURE(r.items.back().procedure);
        CHECK(claim.fact("twin.earlier_line", 0) == "no");
        CHECK(claim.fact("twin.earlier_line", r.items.size() - 1) == r.value);
    }
}

TEST_CASE("two bases conflict on the same part of the body, side and day") {
    struct row {
        std::vector<item> items;
        std::string_view value;
    };
    for (row const& r : std::vector<row>{{{{"L1833:RT"}, {"L1845:RT"}}, "yes"},
                                         {{{"L1833:RT"}, {"L1845:LT"}}, "no"},
                                         {{{"L1833:RT"}, {"L1845"}}, "yes"},
                                         {{{"L1833:RT"}, {"L1845:RT", "20260303"}}, "no"},
                                         {{{"L1833:RT"}, {"L1845:RT", ""}}, no_date},
                                         {{{"L1960:RT"}, {"L2036:RT"}}, "yes"},
                                         {{{"L1833:RT"}, {"L2036:RT"}}, "yes"},
                                         {{{"L1833:RT"}, {"L1960:RT"}}, "no"},
                                         {{{"L0464"}, {"L0650"}}, "yes"},
                                         {{{"L0120"}, {"L0650"}}, "no"},
                                         {{{"L1833:RT"}, {"L2397:RT"}}, "no"},
                                         {{{"L2397:RT"}, {"L1833:RT"}}, "no"},
                                         {{{"L3000:RT"}, {"L3010:RT"}}, "no"},
                                         {{{"L3807:RT"}, {"L3809:RT"}}, "yes"}}) {
        open_claim const claim{claim_with(r.items)};
        CAPTURE(r.items.front().procedure);
        CAPTURE(r.items.back().procedure);
        CHECK(claim.fact("base.conflict_in_claim", 0) == "no");
        CHECK(claim.fact("base.conflict_in_claim", 1) == r.value);
    }
}

TEST_CASE("an add-on finds a base that it goes with anywhere on the claim") {
    struct row {
        std::vector<item> items;
        std::string_view value;  ///< of the first line
    };
    for (row const& r : std::vector<row>{{{{"L1290"}}, "no"},
                                         {{{"L1290"}, {"L1200"}}, "yes"},
                                         {{{"L1290"}, {"L1310", ""}}, "yes"},
                                         {{{"L1290"}, {"L0650"}}, "no"},
                                         {{{"L0984"}, {"L0650"}}, "yes"},
                                         {{{"L0861"}, {"L0810"}}, "yes"},
                                         {{{"L2405:RT"}, {"L1960:LT"}}, "yes"},
                                         {{{"L2405:RT"}, {"L3807"}}, "no"},
                                         {{{"L3956"}, {"L3807"}}, "yes"},
                                         {{{"L4002"}}, no_list}}) {
        CAPTURE(r.items.front().procedure);
        CAPTURE(r.items.back().procedure);
        CHECK(open_claim{claim_with(r.items)}.fact("addition.base_on_claim") == r.value);
    }
}

TEST_CASE("the knee policy judges add-ons by the knee bases on their side, unless another base may carry them") {
    struct row {
        std::vector<item> items;
        std::string_view value;  ///< of the first line
    };
    for (row const& r : std::vector<row>{{{{"L2405:RT"}, {"L1833:RT"}}, "yes"},
                                         {{{"L2397:RT"}, {"L1833:RT"}}, "no"},
                                         {{{"L2397:RT"}, {"L1830:RT"}}, "yes"},
                                         {{{"L2795:RT"}, {"L1843:RT"}}, "yes"},
                                         {{{"L2795:RT"}, {"L1845:RT"}}, "no"},
                                         {{{"L2405:RT"}, {"L1833:LT"}}, "no"},
                                         {{{"L2405:RT"}, {"L1840:RT"}}, no_list},
                                         {{{"L2405:RT"}, {"L1833:RT"}, {"L1840:RT"}}, no_list},
                                         {{{"L2397:RT"}, {"L1840:RT"}, {"L1833:RT"}}, "no"},
                                         {{{"L2405:RT"}, {"L1833:RT"}, {"L2036:RT"}}, "no"},
                                         {{{"L2405:RT"}}, "no"},
                                         {{{"L0984"}, {"L1833:RT"}}, "no"}}) {
        CAPTURE(r.items.front().procedure);
        CAPTURE(r.items.back().procedure);
        CHECK(open_claim{claim_with(r.items)}.fact("addition.outside_knee_list") == r.value);
    }
}

TEST_CASE("some bases include add-ons of their day and side, every leg base a soft interface") {
    struct row {
        std::vector<item> items;
        std::string_view value;  ///< of the first line
    };
    for (row const& r : std::vector<row>{{{{"L2820:RT"}, {"L4360:RT"}}, "yes"},
                                         {{{"L2820:RT"}, {"L4631"}}, "yes"},
                                         {{{"L2820:RT"}, {"L4360:LT"}}, "no"},
                                         {{{"L2820:RT"}, {"L4360:RT", "20260303"}}, "no"},
                                         {{{"L2820:RT"}, {"L4360:RT", ""}}, no_date},
                                         {{{"L2820:RT"}, {"L1960:RT"}}, "no"},
                                         {{{"L0984"}, {"L4360:RT"}}, "no"},
                                         {{{"K0672:RT"}, {"L1833:RT"}}, "yes"},
                                         {{{"K0672:RT"}, {"L1960:RT"}}, "yes"},
                                         {{{"K0672:RT"}, {"L3807:RT"}}, "no"},
                                         {{{"K0672:RT"}, {"L2405:RT"}}, "no"},
                                         {{{"L1833:RT"}, {"L4360:RT"}}, "no"}}) {
        CAPTURE(r.items.front().procedure);
        CAPTURE(r.items.back().procedure);
        CHECK(open_claim{claim_with(r.items)}.fact("addition.included_in_base") == r.value);
    }
}

TEST_CASE("words say off the shelf or made for the patient; PREFAB alone and a fitting by hand do not") {
    struct row {
        std::string_view note, ots, custom;
    };
    for (row const& r :
         {row{"OTS MAILED", "yes", "no"}, row{"OFF THE SHELF LSO", "yes", "no"}, row{"DROP SHIP TO PT", "yes", "no"},
          row{"PREFAB LSO", "no", "no"}, row{"PREFAB LSO SHIPPED", "yes", "no"},
          row{"OTS LSO CUSTOM FITTED", "no", "no"}, row{"CUSTOM MOLDED LSO", "no", "yes"}, row{"LSO", "no", "no"}}) {
        CAPTURE(r.note);
        open_claim const claim{claim_with({{"L0637"}}) + "NTE*ADD*" + std::string{r.note} + "~"};
        CHECK(claim.fact("narrative.off_the_shelf") == r.ots);
        CHECK(claim.fact("narrative.custom_made") == r.custom);
    }
}

}  // namespace facts_combination_test
