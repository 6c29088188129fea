// The shipped code tables as a whole, and the loader's complaints about faulty ones. Each table of expectations below is
// one fact of the field; the source keys are those of scrubber/codes/README.md.
#include "scrubber/codes/code_tables.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>

using namespace orthoscrub;
using namespace orthoscrub::scrub;

namespace {

file_source shipped() {
    return folder_source(std::filesystem::path{__FILE__}.parent_path() / ".." / ".." / "scrubber");
}

code_tables const& tables() {
    static code_tables_result const loaded = load_code_tables(shipped());
    for (table_error const& error : loaded.errors) MESSAGE(to_string(error));
    REQUIRE(loaded.tables != nullptr);
    return *loaded.tables;
}

model::date day(std::string_view iso) { return model::date::from_iso(iso).value_or(model::date{}); }

code_row const& row(std::string_view code) {
    code_id const id = tables().find(code);
    REQUIRE(id != code_id::unknown);
    return tables().row(id);
}

bool listed(std::string_view list, std::string_view code) {
    auto const id = tables().hcpcs.find_list(list);
    REQUIRE(id.has_value());
    return tables().hcpcs.in_list(*id, tables().find(code));
}

int members(std::string_view list) {
    auto const id = tables().hcpcs.find_list(list);
    REQUIRE(id.has_value());
    int count = 0;
    for (code_row const& r : tables().hcpcs.rows()) count += r.lists.has(*id) ? 1 : 0;
    return count;
}

std::string describe(tri answer) { return answer == tri::yes ? "yes" : answer == tri::no ? "no" : "unknown"; }

/// The errors of a load in which one file is replaced by `text`.
std::vector<std::string> errors_with(std::string const& path, std::string text) {
    auto const whole = shipped();
    file_source const source = [&](std::string_view wanted) -> std::optional<std::string_view> {
        if (wanted != path) return whole(wanted);
        return text == "absent" ? std::nullopt : std::optional<std::string_view>{text};
    };
    code_tables_result const result = load_code_tables(source);
    CHECK((result.tables == nullptr) == !result.errors.empty());
    std::vector<std::string> said;
    for (table_error const& error : result.errors) said.push_back(to_string(error));
    return said;
}

}  // namespace

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

TEST_CASE("modifiers: found as written, with class, use, dates and mutual exclusion") {
    auto const& m = tables().modifiers;
    struct expectation {
        std::string_view code;
        modifier_class kind;
        modifier_use use;
    };
    using enum modifier_class;
    for (auto const& e : {expectation{"RT", laterality, modifier_use::yes},
                          {"50", laterality, modifier_use::no},
                          {"KX", coverage, modifier_use::yes},
                          {"GA", liability, modifier_use::yes},
                          {"ST", prior_auth_bypass, modifier_use::yes},
                          {"99", overflow, modifier_use::yes},
                          {"NU", equipment_status, modifier_use::yes},
                          {"RB", repair_replacement, modifier_use::yes},
                          {"QK", anesthesia, modifier_use::no},
                          {"80", surgery, modifier_use::no},
                          {"26", professional, modifier_use::no},
                          {"SG", facility, modifier_use::no},
                          {"K3", prosthesis_level, modifier_use::no},
                          {"GP", therapy, modifier_use::rare}}) {
        CAPTURE(e.code);
        modifier_id const id = m.find(e.code);
        REQUIRE(id != modifier_id::unknown);
        CHECK(m.row(id).code == e.code);
        CHECK(to_string(m.row(id).kind) == to_string(e.kind));
        CHECK(m.row(id).on_l_code == e.use);
        CHECK(m.of(e.kind).has(id));
        CHECK(m.of(e.use).has(id));
    }
    for (auto const code : {"", "R", "rt", "RTX", "ZZ", "R ", "\xFF\xFF", "U1"}) {
        CAPTURE(code);
        CHECK(m.find(code) == modifier_id::unknown);
    }
    modifier_set const kx_ga{m.find("KX"), m.find("GA")};
    CHECK(kx_ga.size() == 2);
    CHECK(m.row(m.find("KX")).exclusive.covers({m.find("GA"), m.find("GZ"), m.find("GY")}));
    CHECK(m.row(m.find("RA")).exclusive.has(m.find("RB")));
    for (std::size_t i = 1; i < m.rows().size(); ++i)
        for (std::size_t j = 1; j < m.rows().size(); ++j) {
            CAPTURE(m.rows()[i].code);
            CAPTURE(m.rows()[j].code);
            CHECK(m.rows()[i].exclusive.has(static_cast<modifier_id>(j)) ==
                  m.rows()[j].exclusive.has(static_cast<modifier_id>(i)));
        }
    CHECK(m.row(m.find("RP")).effective.contains(day("2008-12-31")));
    CHECK_FALSE(m.row(m.find("RP")).effective.contains(day("2009-01-01")));
    CHECK_FALSE(m.row(m.find("KV")).effective.contains(day("2024-01-01")));
}

TEST_CASE("diagnoses: shape, retirement and headings") {
    struct shape {
        std::string_view code;
        bool ok;
    };
    for (auto const& e : {shape{"M5450", true},
                          {"S32010A", true},
                          {"A00", true},
                          {"Z981", true},
                          {"C7A00", true},
                          {"U071", true},
                          {"U099", true},
                          {"U50", false},
                          {"M54.5", false},
                          {"m545", false},
                          {"M5", false},
                          {"S32010AB", false},
                          {"7242", false},
                          {"MM450", false},
                          {"", false}}) {
        CAPTURE(e.code);
        CHECK(icd10_shape_ok(e.code) == e.ok);
    }
    struct expectation {
        std::string_view code;
        icd10_issue issue;
        std::string_view first_day_after;
    };
    for (auto const& e : {expectation{"M545", icd10_issue::retired, "2021-10-01"},
                          {"M4806", icd10_issue::retired, "2017-10-01"},
                          {"M5136", icd10_issue::retired, "2024-10-01"},
                          {"M5137", icd10_issue::retired, "2024-10-01"},
                          {"M512", icd10_issue::incomplete, ""},
                          {"S320", icd10_issue::incomplete, ""},
                          {"S335", icd10_issue::incomplete, ""},
                          {"M5450", icd10_issue::none, ""}}) {
        CAPTURE(e.code);
        icd10_row const* const found = tables().icd10.find(e.code);
        REQUIRE(found);
        CHECK(found->issue == e.issue);
        CHECK(found->billable == (e.issue == icd10_issue::none));
        CHECK(found->replaced_by.empty() == (e.issue == icd10_issue::none));
        if (e.issue == icd10_issue::retired) {
            CHECK_FALSE(found->effective.contains(day(e.first_day_after)));
            CHECK(found->effective.contains(day(e.first_day_after).plus_days(-1)));
        }
    }
    CHECK(tables().icd10.find("M545")->replaced_by == "M5450|M5451|M5459");
    for (auto const code : {"M54", "M5499", "", "S32010A1", "M5450 "}) CHECK(tables().icd10.find(code) == nullptr);
}

TEST_CASE("answers: reasons, remarks, groups and claim status") {
    auto const& a = tables().answers;
    CHECK(a.carc("197")->usual_group == "CO");
    CHECK(a.carc("B15") != nullptr);
    CHECK(a.carc("9999") == nullptr);
    CHECK(a.rarc("N350")->alert == false);
    for (auto const alert : {"MA13", "N210", "N211", "N565", "MA18"}) CHECK(a.rarc(alert)->alert);
    CHECK(a.group("PR")->usual_group == "patient");
    struct expectation {
        std::string_view category;
        bool rejects;
    };
    for (auto const& e : {expectation{"A1", false},
                          {"A2", false},
                          {"A3", true},
                          {"A5", false},
                          {"A6", true},
                          {"A7", true},
                          {"A8", true}}) {
        CAPTURE(e.category);
        CHECK(a.status_category(e.category)->rejects == e.rejects);
    }
    CHECK(a.status("453") != nullptr);
    CHECK(std::any_of(a.rejects().begin(), a.rejects().end(),
                      [](frontend_reject const& r) { return r.category == "A8" && r.status == "306"; }));
}

TEST_CASE("forms: places, taxonomies and boxes") {
    auto const& f = tables().forms;
    struct expectation {
        std::string_view place;
        place_verdict verdict;
    };
    for (auto const& e : {expectation{"12", place_verdict::accept},
                          {"21", place_verdict::error},
                          {"31", place_verdict::warn},
                          {"32", place_verdict::accept},
                          {"65", place_verdict::warn},
                          {"51", place_verdict::error},
                          {"02", place_verdict::warn}}) {
        CAPTURE(e.place);
        REQUIRE(f.place(e.place));
        CHECK(f.place(e.place)->orthosis == e.verdict);
    }
    for (auto const place : {"", "1", "00", "98", "1A", "123"}) CHECK(f.place(place) == nullptr);
    CHECK(f.taxonomy("335E00000X")->role == taxonomy_role::supplier);
    CHECK(f.taxonomy("207L00000X")->role == taxonomy_role::implausible);
    CHECK(f.taxonomy("335E00000") == nullptr);
    struct box {
        std::string_view loop, segment, qualifier;
        unsigned element, component;
        std::string_view name;
    };
    for (auto const& e : {box{"2300", "CLM", "", 1, 0, "26"},
                          {"2300", "CLM", "", 5, 3, "22"},
                          {"2300", "CLM", "", 5, 1, "24B"},
                          {"2300", "REF", "G1", 2, 0, "23"},
                          {"2400", "REF", "G1", 2, 0, "23"},
                          {"2300", "REF", "F8", 2, 0, "22"},
                          {"2400", "SV1", "", 1, 2, "24D"},
                          {"2400", "SV1", "", 1, 7, "24 shaded"},
                          {"2400", "SV1", "", 4, 0, "24G"},
                          {"2400", "DTP", "472", 3, 0, "24A"},
                          {"2400", "DTP", "471", 3, 0, ""},
                          {"2420E", "NM1", "DK", 9, 0, "17b"},
                          {"2310A", "NM1", "DN", 3, 0, "17"},
                          {"2300", "HI", "ABK", 1, 2, "21"},
                          {"2010BA", "NM1", "IL", 9, 0, "1a"},
                          {"2300", "NTE", "ADD", 2, 0, "19"},
                          {"2400", "NTE", "ADD", 2, 0, "24 shaded"},
                          {"2430", "SVD", "", 2, 0, ""}}) {
        CAPTURE(e.loop);
        CAPTURE(e.segment);
        CAPTURE(e.element);
        CHECK(f.box(e.loop, e.segment, e.qualifier, e.element, e.component) == e.name);
    }
}

TEST_CASE("lists: names are known, members are codes, an unknown name finds nothing") {
    auto const names = tables().hcpcs.list_names();
    CHECK(names.size() <= list_set::capacity);
    for (std::string_view name : names) {
        CAPTURE(name);
        CHECK(tables().hcpcs.find_list(name).has_value());
        if (name != "region.lower-limb-prosthesis" && name != "fabrication.any") CHECK(members(name) > 0);
    }
    CHECK_FALSE(tables().hcpcs.find_list("prior-auth").has_value());
    CHECK(nearest_name("prior-auth", names) == "prior_auth");
    CHECK(nearest_name("regoin.knee", names) == "region.knee");
    CHECK(nearest_name("weather", names).empty());
}

TEST_CASE("loading: a fault names file, line, column, what was expected and what stood there") {
    std::string const head =
        "# table: noc; release: 2026-07; sources: S1\ncode,orthotic,active,narrative_required,specific_codes\n";
    std::string const sides =
        "# table: icd10_sides; release: 2026-04; sources: S26\nprefix,position,right,left,sources\n";
    struct expectation {
        std::string path, text, said;
    };
    for (auto const& e :
         {expectation{"codes/noc.csv", "absent", "codes/noc.csv: expected the file; it is not in the pack"},
          {"codes/noc.csv", "", "codes/noc.csv:1:1: expected a line of column names, found \"\""},
          {"codes/noc.csv", "code,orthotic\n",
           "codes/noc.csv:1:1: expected a comment line \"# table: ...; release: ...\" before the column names, found "
           "\"code,orthotic\""},
          {"codes/noc.csv", "# table: noc\ncode,orthotic,active,specific_codes\n",
           "codes/noc.csv:2:1: expected a column named narrative_required, found "
           "\"code,orthotic,active,specific_codes\""},
          {"codes/noc.csv", head + "L0999,yes,maybe,yes,\n", "codes/noc.csv:3:11: expected yes or no, found \"maybe\""},
          {"codes/noc.csv", head + "L0999,yes,yes\n",
           "codes/noc.csv:3:11: expected 5 fields as in the line of column names, found \"3 fields\""},
          {"codes/noc.csv", head + "\r\n# note\nL0100,yes,yes,yes,\r\n",
           "codes/noc.csv:5:1: expected a code that stands in lcodes.csv, other_codes.csv, cpt_retired.csv or "
           "hcpcs.csv, found \"L0100\""},
          {"codes/noc.csv", head + "L0999,yes,yes,yes,\"L0970\n",
           "codes/noc.csv:3:19: expected a closing quote, found \"\"L0970\""},
          {"codes/prior_auth.csv",
           "# table: prior_auth; release: 1\ncode,from,to,states,bypass\nL0650,2022-10-10,2022-10-09,all,ST\n",
           "codes/prior_auth.csv:3:18: expected a day not before 2022-10-10, found \"2022-10-09\""},
          {"codes/prior_auth.csv",
           "# table: prior_auth; release: 1\ncode,from,to,states,bypass\nL0650,2022-02-30,,CA ZZ,ST\n",
           "codes/prior_auth.csv:3:7: expected a day CCYY-MM-DD, found \"2022-02-30\""},
          {"codes/prior_auth.csv",
           "# table: prior_auth; release: 1\ncode,from,to,states,bypass\nL0650,2022-02-28,,CA ZZ,ST\n",
           "codes/prior_auth.csv:3:19: expected \"all\" or postal codes of states, separated by blanks, found \"CA "
           "ZZ\""},
          {"codes/modifiers.csv",
           "# table: modifiers; release: "
           "1\nmodifier,meaning,class,on_l_code,exclusive,from,to\nRT,right,lateralty,yes,,,\n",
           "codes/modifiers.csv:3:10: expected a known word (did you mean laterality?), found \"lateralty\""},
          {"codes/modifiers.csv",
           "# table: modifiers; release: "
           "1\nmodifier,meaning,class,on_l_code,exclusive,from,to\nRA,a,coverage,yes,RB,,\nRB,b,coverage,yes,,,\n",
           "codes/modifiers.csv:4:19: expected RA too, because its row excludes RB, found \"\""},
          {"codes/icd10_sides.csv", sides + "M17,5,1,2,S26\nM17,5,1,2,S26\n",
           "codes/icd10_sides.csv:4:1: expected each prefix once, found \"M17\""},
          {"codes/icd10_sides.csv", sides + "M171,4,1,2,S26\n",
           "codes/icd10_sides.csv:3:6: expected a character behind the prefix, 7 at most, found \"4\""},
          {"codes/icd10_sides.csv", sides + "M171,5,1,,S26\n",
           "codes/icd10_sides.csv:3:10: expected characters for both sides, or for neither, found \"\""},
          {"codes/icd10_sides.csv", sides + "M171,5,13,23,S26\n",
           "codes/icd10_sides.csv:3:11: expected other characters than those for the right side, found \"23\""},
          {"codes/icd10_sides.csv", sides + "MX,5,1,2,S26\n",
           "codes/icd10_sides.csv:3:1: expected a letter, two digits and perhaps more: the beginning of ICD-10-CM "
           "codes, found \"MX\""},
          {"codes/icd10.csv",
           "# table: icd10; release: "
           "1\ncode,name,billable,from,to,replaced_by,issue\nM5450,x,yes,,,,\nM545,x,no,,,,retired\n",
           "codes/icd10.csv:4:1: expected the codes in order, each once, found \"M545\""}}) {
        CAPTURE(e.text);
        std::vector<std::string> const said = errors_with(e.path, e.text);
        REQUIRE_FALSE(said.empty());
        CHECK(said.front() == e.said);
    }
}

TEST_CASE("loading: columns may change places, a byte order mark is skipped, the pack may be compiled in") {
    std::string const text =
        "\xEF\xBB\xBF# table: noc; release: 2026-07; sources: "
        "S1\nspecific_codes,narrative_required,active,orthotic,code\n,yes,yes,yes,L0999\n";
    CHECK(errors_with("codes/noc.csv", text).empty());
    packed_file const files[] = {{"codes/noc.csv", text}};
    CHECK(packed_source(files)("codes/noc.csv") == std::string_view{text});
    CHECK_FALSE(packed_source(files)("codes/carc.csv").has_value());
}

TEST_CASE("loading: an official list in the pack makes absence mean invalid") {
    auto const whole = shipped();
    std::string const text =
        "# table: hcpcs; release: 2026-10\ncode,short_name,from,to,replaced_by,sources\n"
        "L0650,again,,,,S2\nL5000,sho insert,1980-01-01,,,S2\nE0100,cane,,,,S2\n";
    code_tables_result const loaded = load_code_tables([&](std::string_view path) -> std::optional<std::string_view> {
        return path == "codes/hcpcs.csv" ? std::optional<std::string_view>{text} : whole(path);
    });
    REQUIRE(loaded.tables);
    CHECK(loaded.tables->hcpcs.complete());
    CHECK(loaded.tables->find("E0100") != code_id::unknown);
    CHECK(loaded.tables->find("L5000") != code_id::unknown);
    CHECK_FALSE(loaded.tables->row(loaded.tables->find("L5000")).l_code);
    CHECK(loaded.tables->row(loaded.tables->find("L0650")).l_code);
}

TEST_CASE("codes: states know their country and how their postal codes begin") {
    place_names const& places = tables().places;
    CHECK(places.states().size() == 77);
    REQUIRE(places.state("TX") != nullptr);
    CHECK(places.state("TX")->us);
    CHECK(places.state("TX")->zip_starts == (1u << 7 | 1u << 8));
    REQUIRE(places.state("ON") != nullptr);
    CHECK_FALSE(places.state("ON")->us);
    for (std::string_view const none : {"ZZ", "tx", "T", "TXX", "", "\xC3\x84"}) {
        CAPTURE(none);
        CHECK(places.state(none) == nullptr);
    }
    for (state_row const& state : places.states()) {
        CAPTURE(state.code);
        CHECK((state.zip_starts != 0) == state.us);
    }
    CHECK(places.country("DE"));
    CHECK(places.country("RS"));
    CHECK_FALSE(places.country("XX"));
    CHECK_FALSE(places.country("de"));
}
