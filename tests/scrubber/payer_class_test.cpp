// Which payer class and profile a claim belongs to, what a rule's payer words bind, and how profile files load.
#include "scrubber/facts/payer_class.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

namespace payer_class_test {

using namespace orthoscrub::scrub;
namespace text = orthoscrub::text;

namespace {

payer_profiles const& shipped() {
    static payer_profiles const profiles = [] {
        payer_profiles loaded;
        auto const pack = std::filesystem::path{__FILE__}.parent_path() / ".." / ".." / "scrubber";
        for (profile_error const& error : loaded.add_shipped(folder_source(pack))) FAIL_CHECK(to_string(error));
        return loaded;
    }();
    return profiles;
}

constexpr std::string_view own_payers = R"(
[[profile]]
id = "acme"
class = "commercial"
claim_ids = ["ac123", "AC124"]
remit_ids = ["1999999999"]
names = ["Acme Health, Inc."]
requires = { equipment_status = true, attachment = false }
severity = { duplicate-line = "note" }
deadlines = { filing = "180 days", appeal = 60, follow_up_days = 45 }
match = { accept = 55 }

[[profile]]
id = "acme.senior"
class = "medicare.advantage"
claim_ids = ["AC123"]
names = ["ACME SENIOR"]
)";

payer_profiles with_own() {
    payer_profiles profiles = shipped();
    for (profile_error const& error : profiles.add("own.toml", own_payers)) FAIL_CHECK(to_string(error));
    return profiles;
}

}  // namespace

// X12 data element 1032; the table of settled classes.
TEST_CASE("payer class: the filing indicator speaks first") {
    struct row {
        std::string_view sbr09;
        payer_class kind;
    };
    using enum payer_class;
    for (row const& r : {row{"MB", medicare_dme}, {"16", medicare_advantage},
                         {"HM", commercial},      {"MC", medicaid},
                         {"BL", commercial},      {"CI", commercial},
                         {"12", commercial},      {"13", commercial},
                         {"14", commercial},      {"15", commercial},
                         {"ZZ", commercial},      {"CH", federal},
                         {"VA", federal},         {"WC", liability},
                         {"AM", liability},       {"LM", liability},
                         {"LI", liability},       {"11", unknown},
                         {"17", unknown},         {"TV", unknown},
                         {"OF", unknown},         {"MA", unknown},
                         {"DS", unknown},         {"FI", unknown},
                         {"", unknown},           {"M", unknown},
                         {"mb", unknown},         {"MBX", unknown}}) {
        CAPTURE(r.sbr09);
        CHECK(to_string(class_by_filing_indicator(r.sbr09)) == to_string(r.kind));
    }
}

TEST_CASE("payer class: id and name settle what the filing indicator leaves open, and pick the profile") {
    struct row {
        std::string_view sbr09, id, name, profile;
    };
    for (row const& r : {
             row{"MB", "18003", "CGS DME MAC", "medicare.dme"},
             {"MB", "16013", "", "medicare.dme"},
             {"MB", "", "NORIDIAN DME", "medicare.dme"},
             {"MB", "99999", "SOMEBODY", "medicare.dme"},
             {"MB", "", "", "medicare.dme"},
             {"MB", "05102", "WPS MEDICARE PART B", "medicare.partb"},
             {"MB", " 05102 ", "", "medicare.partb"},
             {"CI", "05102", "", "commercial"},
             {"16", "", "ANY PLAN", "medicare.advantage"},
             {"HM", "", "Kaiser Senior Advantage", "medicare.advantage"},
             {"HM", "", "PLAN-X MEDICARE (ADVANTAGE)", "medicare.advantage"},
             {"HM", "", "MEDICARE  ADVANTAGES", "commercial"},
             {"HM", "12345", "KAISER", "commercial"},
             {"CI", "", "UHC MEDICARE ADVANTAGE", "commercial"},
             {"MC", "", "NC Medicaid", "medicaid.nc"},
             {"MC", "", "Medicaid of North Carolina", "medicaid.nc"},
             {"MC", "", "INC MEDICAIDS", "medicaid"},
             {"MC", "", "MHCP", "medicaid.mn"},
             {"MC", "77027", "TEXAS MEDICAID", "medicaid"},
             {"HM", "", "PRIORITY HEALTH", "commercial.nu"},
             {"CI", "", "Priority Health PPO", "commercial.nu"},
             {"CI", "", "PRIORITY", "commercial"},
             {"WC", "", "PRIORITY HEALTH", "liability"},
             {"CH", "", "TRICARE EAST", "federal"},
             {"OF", "18003", "CGS DME MAC", "unknown"},
         }) {
        CAPTURE(r.sbr09);
        CAPTURE(r.id);
        CAPTURE(r.name);
        CHECK(classify(shipped(), r.sbr09, r.id, r.name).id == r.profile);
    }
}

TEST_CASE("payer class: profiles of the user join their class; ids compare in any case") {
    payer_profiles const profiles = with_own();
    struct row {
        std::string_view sbr09, id, name, profile;
    };
    for (row const& r : {row{"CI", "AC123", "", "acme"},
                         {"CI", "ac124", "", "acme"},
                         {"CI", "AC125", "ACME HEALTH INC", "acme"},
                         {"CI", "AC125", "ACME HEALTH", "commercial"},
                         {"16", "AC123", "", "acme.senior"},
                         {"HM", "AC123", "", "acme.senior"},
                         {"HM", "AC124", "", "acme"},
                         {"HM", "", "ACME SENIOR", "acme.senior"},
                         {"MC", "AC123", "", "medicaid"}}) {
        CAPTURE(r.sbr09);
        CAPTURE(r.id);
        CAPTURE(r.name);
        CHECK(classify(profiles, r.sbr09, r.id, r.name).id == r.profile);
    }
    CHECK(profiles.by_remit_id("1999999999")->id == "acme");
    CHECK(profiles.by_remit_id("18003")->id == "medicare.dme");
    CHECK(profiles.by_remit_id("0") == nullptr);
}

TEST_CASE(
    "payer names: of several names that fit the longest decides; a name longer than the buffer is cut, not broken") {
    payer_profiles profiles;
    REQUIRE(
        profiles
            .add("own.toml",
                 "[[profile]]\nid='a'\nclass='commercial'\nnames=['BLUE']\n[[profile]]\nid='b'\nclass='commercial'\n"
                 "names=['BLUE SHIELD']\n")
            .empty());
    CHECK(classify(profiles, "BL", "", "CROSS OF BLUE SHIELD").id == "b");
    CHECK(classify(profiles, "BL", "", "BLUE CROSS").id == "a");
    std::string const filler(200, 'X');
    CHECK(classify(profiles, "BL", "", "BLUE " + filler).id == "a");
    CHECK(classify(profiles, "BL", "", filler + " BLUE").id == "commercial");
    CHECK(classify(profiles, "BL", "", std::string(200, '*')).id == "commercial");
}

TEST_CASE("payer words of rules: classes, the medicare family, and profiles") {
    payer_profiles const profiles = with_own();
    struct row {
        std::string_view word, profile;
        bool covered;
    };
    for (row const& r : {row{"medicare", "medicare.dme", true},
                         {"medicare", "medicare.partb", true},
                         {"medicare", "acme.senior", true},
                         {"medicare", "medicaid", false},
                         {"medicare.dme", "medicare.dme", true},
                         {"medicare.dme", "medicare.partb", false},
                         {"commercial", "commercial.nu", true},
                         {"commercial", "acme", true},
                         {"commercial.nu", "commercial.nu", true},
                         {"commercial.nu", "commercial", false},
                         {"commercial.nu", "acme", false},
                         {"medicaid.nc", "medicaid.nc", true},
                         {"medicaid.nc", "medicaid.mn", false},
                         {"medicaid", "medicaid.mn", true},
                         {"unknown", "unknown", true}}) {
        CAPTURE(r.word);
        CAPTURE(r.profile);
        payer_scope scope;
        CHECK(add_payer(scope, profiles, r.word).empty());
        REQUIRE(profiles.find(r.profile));
        CHECK(scope.covers(*profiles.find(r.profile)) == r.covered);
    }
    for (payer_profile const& profile : profiles.all()) {
        CHECK(payer_scope::everyone().covers(profile));
        CHECK_FALSE(payer_scope{}.covers(profile));
    }
    payer_scope scope;
    CHECK(add_payer(scope, profiles, "medicare.dne") ==
          "expected a payer class or profile, found \"medicare.dne\" (did you mean medicare.dme?)");
    CHECK(add_payer(scope, profiles, "medicre") ==
          "expected a payer class or profile, found \"medicre\" (did you mean medicare?)");
}

TEST_CASE("--payer takes the names of classes and profiles, and suggests the nearest for others") {
    for (auto const name : payer_class_names()) CHECK(choose_payer(shipped(), name).profile->id == name);
    CHECK(choose_payer(shipped(), "medicaid.nc").profile->kind == payer_class::medicaid);
    struct row {
        std::string_view name, error;
    };
    for (row const& r :
         {row{"comercial", "expected a payer class or profile, found \"comercial\" (did you mean commercial?)"},
          {"medicare", "\"medicare\" is a family: say medicare.dme, medicare.partb or medicare.advantage"},
          {"xyzzy", "expected a payer class or profile, found \"xyzzy\""}}) {
        CAPTURE(r.name);
        CHECK(choose_payer(shipped(), r.name).profile == nullptr);
        CHECK(choose_payer(shipped(), r.name).error == r.error);
    }
}

TEST_CASE("class names: to text and back, and the family") {
    for (std::size_t i = 0; i < payer_class_count; ++i) {
        auto const kind = static_cast<payer_class>(i);
        CHECK(parse_payer_class(to_string(kind)) == kind);
        CHECK(parse_class_set(to_string(kind)) == class_set{kind});
        CHECK(class_set::all().has(kind));
    }
    CHECK_FALSE(parse_payer_class("medicare").has_value());
    CHECK_FALSE(parse_class_set("commercial.nu").has_value());
    CHECK(parse_class_set("medicare")->bits() == 0b111);
}

TEST_CASE("shipped profiles: one for each class, and what the classes ask for") {
    for (std::size_t i = 0; i < payer_class_count; ++i) {
        auto const kind = static_cast<payer_class>(i);
        CHECK(shipped().of_class(kind).id == to_string(kind));
        CHECK(shipped().of_class(kind).kind == kind);
    }
    CHECK(shipped().find("commercial.nu")->needs_to(payer_need::equipment_status));
    CHECK_FALSE(shipped().find("commercial")->needs_to(payer_need::equipment_status));
    CHECK(shipped().find("medicaid.mn")->needs_to(payer_need::equipment_status));
    CHECK(shipped().find("medicaid.mn")->severity_of("equipment-status-required") == text::severity::warning);
    CHECK(shipped().find("medicaid.nc")->severity_of("laterality-upper-limb") == text::severity::error);
    CHECK_FALSE(shipped().find("medicare.dme")->severity_of("prior-auth-missing").has_value());
    CHECK(shipped().find("medicaid")->defines_modifier("U1"));
    CHECK_FALSE(shipped().find("commercial")->defines_modifier("U1"));
    CHECK(shipped().find("medicare.dme")->filing == term{0, 12});
    CHECK(shipped().find("medicare.dme")->appeal == term{120, 0});
    CHECK_FALSE(shipped().find("commercial")->filing.known());
    CHECK(shipped().find("commercial")->follow_up_days == 30);
    CHECK(shipped().find("commercial")->match_accept == 80);
}

TEST_CASE("profile files: every key is read, a later profile replaces an earlier one and says so") {
    payer_profiles profiles = with_own();
    payer_profile const& acme = *profiles.find("acme");
    CHECK(acme.needs_to(payer_need::equipment_status));
    CHECK_FALSE(acme.needs_to(payer_need::attachment));
    CHECK(acme.severity_of("duplicate-line") == text::severity::note);
    CHECK(acme.filing == term{180, 0});
    CHECK(acme.appeal == term{60, 0});
    CHECK_FALSE(acme.reopening.known());
    CHECK(acme.follow_up_days == 45);
    CHECK(acme.match_accept == 55);

    std::vector<std::string> replaced;
    CHECK(profiles.add("later.toml", "[[profile]]\nid = \"acme\"\nclass = \"liability\"\n", &replaced).empty());
    CHECK(replaced == std::vector<std::string>{"acme"});
    CHECK(profiles.find("acme")->kind == payer_class::liability);
    CHECK(classify(profiles, "CI", "AC123", "").id == "commercial");

    CHECK(profiles.add("taker.toml", "[[profile]]\nid = \"taker\"\nclass = \"medicare.dme\"\nclaim_ids = [\"18003\"]\n")
              .empty());
    CHECK(classify(profiles, "MB", "18003", "").id == "taker");
}

TEST_CASE("profile files: a fault names file, line, column and the nearest known word, and the file changes nothing") {
    struct row {
        std::string_view toml, error;
    };
    for (row const& r : {
             row{"[[profile]]\nid = \"x\"\nclass = \"comercial\"\n",
                 "own.toml:3:9: class: expected a payer class, found \"comercial\" (did you mean commercial?)"},
             {"[[profile]]\nid = \"x\"\nclass = \"commercial\"\nclaimids = []\n",
              "own.toml:4:1: unknown key \"claimids\" (did you mean claim_ids?)"},
             {"[[profiles]]\nid = \"x\"\n", "own.toml:1:3: unknown key \"profiles\" (did you mean profile?)"},
             {"profile = 1\n", "own.toml:1:11: profile: expected [[profile]] tables"},
             {"[[profile]]\nclass = \"commercial\"\n", "own.toml:1:1: a profile needs an id"},
             {"[[profile]]\nid = \"x\"\n", "own.toml:1:1: profile \"x\" needs a class"},
             {"[[profile]]\nid = 1\nclass = \"commercial\"\n", "own.toml:2:6: id: expected a text in quotes"},
             {"[[profile]]\nid = \"x\"\nclass = \"commercial\"\nnames = \"A\"\n",
              "own.toml:4:9: names: expected a list of texts, [\"...\"]"},
             {"[[profile]]\nid = \"x\"\nclass = \"commercial\"\nnames = [\"--\"]\n",
              "own.toml:4:9: names: expected letters or digits in each name"},
             {"[[profile]]\nid = \"x\"\nclass = \"commercial\"\nrequires = { laterality = 1 }\n",
              "own.toml:4:27: laterality: expected true or false"},
             {"[[profile]]\nid = \"x\"\nclass = \"commercial\"\nrequires = { side = true }\n",
              "own.toml:4:14: unknown key \"side\""},
             {"[[profile]]\nid = \"x\"\nclass = \"commercial\"\nseverity = { a = \"fatal\" }\n",
              "own.toml:4:18: a: expected error, warning or note, found \"fatal\""},
             {"[[profile]]\nid = \"x\"\nclass = \"commercial\"\ndeadlines = { filing = \"soon\" }\n",
              "own.toml:4:24: filing: expected a number of days, or \"N days\", \"N months\", \"N years\""},
             {"[[profile]]\nid = \"x\"\nclass = \"commercial\"\nmatch = { accept = 101 }\n",
              "own.toml:4:20: accept: expected a whole number from 0 to 100"},
             {"[[profile]]\nid = \"medicare\"\nclass = \"medicare.dme\"\n",
              "own.toml:1:1: \"medicare\" names a family of classes and cannot be the id of a profile"},
             {"[[profile]]\nid = \"federal\"\nclass = \"commercial\"\n",
              "own.toml:1:1: profile \"federal\" bears the name of a class and must be of that class"},
             {"[[profile]]\nid = \"x\"\nclass = \"commercial\"\n[[profile]]\nid = \"x\"\nclass = \"medicaid\"\n",
              "own.toml:4:1: profile \"x\" stands twice in this file"},
         }) {
        CAPTURE(r.toml);
        payer_profiles profiles;
        auto const errors = profiles.add("own.toml", r.toml);
        REQUIRE(errors.size() == 1);
        CHECK(to_string(errors.front()) == r.error);
        CHECK(profiles.all().size() == payer_class_count);
    }
    payer_profiles profiles;
    auto const errors = profiles.add("own.toml", "[[profile]]\nid = \n");
    REQUIRE(errors.size() == 1);
    CHECK(errors.front().line == 2);
}

}  // namespace payer_class_test
