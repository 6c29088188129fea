// The shipped HCPCS tables as a whole. Each table of expectations below is one fact of the field; the source keys are those of
// scrubber/codes/README.md.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>

#include "tests/support/shipped_codes.hpp"

namespace code_tables_test {

using namespace orthoscrub;
using namespace orthoscrub::scrub;
using namespace orthoscrub::test;

TEST_CASE("codes: the shipped tables load and hold what their README counts") {
    CHECK(members("lcodes") == 477);
    CHECK(members("orthosis") == 467);
    CHECK(members("noc") == 18);
    CHECK(members("noc_l") == 14);
    CHECK(members("noc_orthotic") == 6);
    CHECK(members("prior_auth") == 16);
    CHECK(members("f2f_wopd") == 24);
    CHECK(members("kx_rule") == 133);
    CHECK(members("laterality_required") == 137);
    CHECK(members("cg_required") == 6);
    CHECK(members("cg_conditional") == 1);
    CHECK(members("pdac") == 53);
    CHECK(tables().modifiers.rows().size() - 1 == 113);
    CHECK(tables().icd10.rows().size() == 37);
    CHECK(tables().icd10_sides.rows().size() == 191);
    CHECK(tables().forms.places().size() == 52);
    CHECK(tables().forms.taxonomies().size() == 20);
    CHECK(tables().hcpcs.info().release == "2026-07");
    CHECK(tables().hcpcs.info().covers_to == day("2026-09-30"));
    CHECK_FALSE(tables().hcpcs.complete());
    CHECK_FALSE(tables().icd10.complete());
    for (table_info const& info : tables().infos()) {
        CAPTURE(info.name);
        CHECK_FALSE(info.release.empty());
        CHECK_FALSE(info.sources.empty());
    }
    CHECK(tables().infos().size() == 25);
}

TEST_CASE("codes: a code is found only as it must be written") {
    for (auto const code : {"L0650", "L0112", "L4631", "L9900", "E1399", "A9999", "A4649", "K0108", "97001"}) {
        CAPTURE(code);
        CHECK(tables().find(code) != code_id::unknown);
        CHECK(tables().hcpcs.text(tables().find(code)).code == code);
    }
    for (auto const code :
         {"", "L", "L065", "L06500", "l0650", "L0100", "L065O", "L 650", "L8239", "L0000", "X9999", "L065\xFF"}) {
        CAPTURE(code);
        CHECK(tables().find(code) == code_id::unknown);
    }
    CHECK(tables().row(code_id::unknown).lists.empty());
}

TEST_CASE("codes: shape and the range judged without the official file") {
    struct expectation {
        std::string_view code;
        bool shape;
        bool judged;
    };
    for (auto const& e : {expectation{"L0099", true, false},
                          {"L0100", true, true},
                          {"L4999", true, true},
                          {"L5000", true, false},
                          {"E1399", true, false},
                          {"97001", true, false},
                          {"0001T", true, false},
                          {"T0001", true, false},
                          {"l0650", false, false},
                          {"L0650 ", false, false},
                          {" L0650", false, false},
                          {"L065", false, false},
                          {"L065A", false, false},
                          {"LL650", false, false},
                          {"", false, false}}) {
        CAPTURE(e.code);
        CHECK(hcpcs_shape_ok(e.code) == e.shape);
        CHECK(judged_l_code(e.code) == e.judged);
    }
}

TEST_CASE("codes: regions, kinds and sides as settled") {
    struct expectation {
        std::string_view code;
        body_region region;
        device_kind kind;
        side_rule side;
    };
    using r = body_region;
    using k = device_kind;
    for (auto const& e : {expectation{"L0641", r::lumbar, k::base, side_rule::none},
                          {"L0642", r::lumbar, k::base, side_rule::none},
                          {"L0626", r::lumbar, k::base, side_rule::none},
                          {"L0970", r::spinal, k::addition, side_rule::none},
                          {"L0984", r::spinal, k::addition, side_rule::none},
                          {"L0999", r::spinal, k::noc_addition, side_rule::none},
                          {"L3650", r::shoulder, k::base, side_rule::none},
                          {"L3660", r::shoulder, k::base, side_rule::none},
                          {"L3670", r::shoulder, k::base, side_rule::allowed},
                          {"L1833", r::knee, k::base, side_rule::required},
                          {"L1320", r::chest_wall, k::base, side_rule::none},
                          {"L4370", r::kafo, k::base, side_rule::required},
                          {"L4002", r::any, k::replacement_part, side_rule::allowed},
                          {"L3999", r::upper_limb, k::noc, side_rule::allowed}}) {
        CAPTURE(e.code);
        CHECK(to_string(row(e.code).region) == to_string(e.region));
        CHECK(to_string(row(e.code).kind) == to_string(e.kind));
        CHECK(to_string(row(e.code).side) == to_string(e.side));
    }
    CHECK(listed("upper_limb_sided", "L3999"));
    CHECK(listed("upper_limb_sided", "L3807"));
    CHECK_FALSE(listed("upper_limb_sided", "L3650"));
    CHECK_FALSE(listed("upper_limb_sided", "L1833"));
    CHECK(listed("region.knee", "L1833"));
    CHECK(listed("kind.addition", "L2397"));
    CHECK(listed("fabrication.ots", "L0650"));
}

TEST_CASE("codes: modifier CG is owed by six spinal codes and asked of L3923") {
    for (auto const code : {"L0450", "L0454", "L0455", "L0621", "L0625", "L0628"}) {
        CAPTURE(code);
        CHECK(row(code).cg == cg_rule::yes);
        CHECK(listed("cg_spinal", code));
    }
    CHECK(row("L3923").cg == cg_rule::conditional);
    CHECK(row("L0650").cg == cg_rule::no);
}

TEST_CASE("codes: off-the-shelf twins are mutual, of one region, and made differently") {
    int pairs = 0;
    for (code_row const& r : tables().hcpcs.rows()) {
        if (r.twin == code_id::unknown) continue;
        ++pairs;
        code_row const& twin = tables().row(r.twin);
        CAPTURE(tables().hcpcs.text(r.twin).code);
        CHECK(&tables().row(twin.twin) == &r);
        CHECK(twin.region == r.region);
        CHECK((twin.fabrication == fabrication_kind::ots) != (r.fabrication == fabrication_kind::ots));
    }
    CHECK(pairs == members("ots_custom_pair"));
    CHECK(row("L0637").twin == tables().find("L0650"));
    CHECK(row("L3923").twin == tables().find("L3924"));
}

TEST_CASE("codes: unlisted codes are those of noc.csv, whatever their letter") {
    for (auto const code : {"L0999", "L1499", "L2999", "L3649", "L3999", "L9900", "E1399", "A9999", "A4649", "K0108"}) {
        CAPTURE(code);
        CHECK(row(code).noc);
        CHECK(row(code).noc_narrative_required);
        CHECK(listed("noc", code));
        CHECK(listed("noc_l", code) == (code[0] == 'L'));
        CHECK_FALSE((row(code).requires_base && code != std::string_view{"L9900"}));
    }
    for (std::size_t i = 1; i < tables().hcpcs.rows().size(); ++i) {
        code_row const& r = tables().hcpcs.rows()[i];
        CAPTURE(tables().hcpcs.text(static_cast<code_id>(i)).code);
        if (r.kind == device_kind::noc || r.kind == device_kind::noc_addition) CHECK(r.noc);
    }
    CHECK_FALSE(row("L0650").noc);
    CHECK(tables().hcpcs.text(tables().find("L2999")).specific_codes == "L1600-L2861 L4350-L4631");
}

TEST_CASE("codes: every row has dates in order and a descriptor of at most 28 characters") {
    for (std::size_t i = 1; i < tables().hcpcs.rows().size(); ++i) {
        code_row const& r = tables().hcpcs.rows()[i];
        code_text const& t = tables().hcpcs.text(static_cast<code_id>(i));
        CAPTURE(t.code);
        CHECK((r.effective.last.empty() || r.effective.first <= r.effective.last));
        CHECK((!r.l_code || !r.effective.first.empty()));
        if (r.l_code) CHECK((!t.short_name.empty() && t.short_name.size() <= 28));
        CHECK_FALSE((r.kind == device_kind::addition && r.base_set == 0));
        if (r.kx_rule) CHECK_FALSE(t.kx_basis.empty());
    }
    CHECK_FALSE(row("L1952").effective.contains(day("2025-03-31")));
    CHECK(row("L1952").effective.contains(day("2025-04-01")));
    CHECK(row("97001").effective.contains(day("2016-12-31")));
    CHECK_FALSE(row("97001").effective.contains(day("2017-01-01")));
    CHECK_FALSE(row("97762").effective.contains(day("2018-01-01")));
    CHECK(tables().hcpcs.text(tables().find("97001")).replaced_by == "97161|97162|97163");
    CHECK_FALSE(row("A4466").effective.contains(day("2017-01-01")));
}

// Prior authorization for orthoses: 2022-04-13 in four states, 2022-07-12 in twelve more, 2022-10-10 everywhere (S21, S22).
TEST_CASE("prior authorization: by code, day and state, unknown while the state decides and is missing") {
    struct expectation {
        std::string_view code, day, state;
        tri answer;
    };
    for (auto const& e : {expectation{"L0650", "2022-04-12", "CA", tri::no},
                          {"L0650", "2022-04-12", "", tri::no},
                          {"L0650", "2022-04-13", "CA", tri::yes},
                          {"L0650", "2022-04-13", "NY", tri::yes},
                          {"L0650", "2022-04-13", "TX", tri::no},
                          {"L0650", "2022-04-13", "", tri::unknown},
                          {"L0650", "2022-04-13", "ZZ", tri::unknown},
                          {"L0650", "2022-07-11", "TX", tri::no},
                          {"L0650", "2022-07-12", "TX", tri::yes},
                          {"L0650", "2022-07-12", "WY", tri::no},
                          {"L0650", "2022-07-12", "CA", tri::yes},
                          {"L0650", "2022-10-09", "WY", tri::no},
                          {"L0650", "2022-10-09", "", tri::unknown},
                          {"L0650", "2022-10-10", "WY", tri::yes},
                          {"L0650", "2022-10-10", "", tri::yes},
                          {"L0650", "", "CA", tri::unknown},
                          {"L1833", "2024-08-11", "WY", tri::yes},
                          {"L1833", "2024-08-12", "WY", tri::no},
                          {"L1951", "2024-08-11", "WY", tri::no},
                          {"L1951", "2024-08-12", "", tri::yes},
                          {"L1932", "2026-04-12", "CA", tri::no},
                          {"L1932", "2026-04-13", "CA", tri::yes},
                          {"L0651", "2026-04-13", "PR", tri::yes},
                          {"L1960", "2026-04-13", "CA", tri::no},
                          {"L1499", "2026-04-13", "CA", tri::no},
                          {"L0100", "", "", tri::no}}) {
        CAPTURE(e.code);
        CAPTURE(e.day);
        CAPTURE(e.state);
        CHECK(describe(tables().hcpcs.prior_auth_active(tables().find(e.code), day(e.day), e.state)) ==
              describe(e.answer));
        auto const list = tables().hcpcs.find_list("prior_auth");
        REQUIRE(list);
        CHECK(tables().hcpcs.dated(*list));
        CHECK(tables().hcpcs.in_list_on(*list, tables().find(e.code), day(e.day), e.state) == e.answer);
    }
}

// Face-to-face visit and written order before delivery (S23, S24).
TEST_CASE("orders before delivery: listed codes, from their day to their last") {
    struct expectation {
        std::string_view code, day;
        bool answer;
    };
    for (auto const& e : {expectation{"L0648", "2022-04-12", false},
                          {"L0648", "2022-04-13", true},
                          {"L3960", "2022-04-13", true},
                          {"L1833", "2024-08-11", true},
                          {"L1833", "2024-08-12", false},
                          {"L2036", "2023-04-16", false},
                          {"L2036", "2023-04-17", true},
                          {"L0640", "2024-08-11", false},
                          {"L0640", "2024-08-12", true},
                          {"L1846", "2026-05-01", false},
                          {"L1902", "2026-05-01", false}}) {
        CAPTURE(e.code);
        CAPTURE(e.day);
        CHECK(row(e.code).f2f_wopd_on(day(e.day)) == e.answer);
    }
}

TEST_CASE("additions: which bases they go with") {
    struct expectation {
        std::string_view addition, base;
        tri answer;
    };
    for (auto const& e : {expectation{"L0970", "L0464", tri::yes},
                          {"L0984", "L0650", tri::yes},
                          {"L0976", "L1833", tri::no},
                          {"L0859", "L0810", tri::yes},
                          {"L0861", "L0464", tri::no},
                          {"L1010", "L1000", tri::yes},
                          {"L1010", "L1310", tri::yes},
                          {"L1010", "L1006", tri::no},
                          {"L1290", "L1200", tri::yes},
                          {"L1290", "L1000", tri::no},
                          {"L1290", "L1310", tri::yes},
                          {"L2397", "L1833", tri::yes},
                          {"L2180", "L2116", tri::yes},
                          {"L2570", "L1640", tri::yes},
                          {"L2861", "L0650", tri::no},
                          {"L3956", "L3807", tri::yes},
                          {"L3995", "L3980", tri::yes},
                          {"L3891", "L1960", tri::no},
                          {"L0999", "L0650", tri::unknown},
                          {"L1833", "L0650", tri::unknown}}) {
        CAPTURE(e.addition);
        CAPTURE(e.base);
        CHECK(describe(tables().hcpcs.base_fits(tables().find(e.addition), tables().find(e.base))) ==
              describe(e.answer));
    }
    struct pair {
        std::string_view base, addition;
        bool paid;
    };
    for (auto const& e : {pair{"L1833", "L2397", true},
                          {"L1833", "L2405", false},
                          {"L1843", "L2385", true},
                          {"L1845", "L2795", true},
                          {"L1843", "L2795", false},
                          {"L1850", "L2397", true},
                          {"L1810", "L2397", false},
                          {"L1834", "L2795", true}}) {
        CAPTURE(e.base);
        CAPTURE(e.addition);
        CHECK(tables().hcpcs.ko_addition_listed(tables().find(e.base), tables().find(e.addition)) == e.paid);
        CHECK(listed("ko_additions_judged", e.base));
    }
    CHECK_FALSE(listed("ko_additions_judged", "L1844"));
}

TEST_CASE("regions: bases that stand in each other's way") {
    using enum body_region;
    struct expectation {
        body_region a, b;
        bool conflict;
    };
    for (auto const& e : {expectation{knee, knee, true},
                          {knee, kafo, true},
                          {ankle_foot, hkafo, true},
                          {knee, ankle_foot, false},
                          {spinal_lso, lumbar, true},
                          {spinal_tlso, sacroiliac, true},
                          {cervical, cervical, true},
                          {cervical, spinal_tlso, false},
                          {elbow, elbow, true},
                          {elbow, hand, false},
                          {foot_shoe, foot_shoe, false},
                          {halo, halo, false},
                          {spinal_scoliosis, spinal_scoliosis, false},
                          {lower_limb_fracture_afo, lower_limb_fracture_afo, false},
                          {upper_limb_fracture, upper_limb_fracture, false},
                          {hip, hip, false}}) {
        CAPTURE(to_string(e.a));
        CAPTURE(to_string(e.b));
        CHECK(bases_conflict(e.a, e.b) == e.conflict);
        CHECK(bases_conflict(e.b, e.a) == e.conflict);
    }
}

}  // namespace code_tables_test
