#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "scrubber/engine/scrub_file.hpp"
#include "scrubber/record/remittance_reader.hpp"
#include "tests/support/judging.hpp"

namespace answer_check_test {

using namespace orthoscrub;
using list = std::vector<std::string>;

namespace {

std::string const root = ORTHOSCRUB_SOURCE_DIR "/fixtures/";

std::string text_of(std::filesystem::path const& path) {
    std::ifstream in{path, std::ios::binary};
    REQUIRE(in);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

struct checking {
    scrub::file_result result;
    list faults;    ///< "guide-element-missing @9 2100 CLP04"
    list subjects;  ///< "A1 L1833 20.00"

    explicit checking(std::string_view text, bool guide = true, std::size_t window = 64 * 1024,
                      scrub::answer_sets answers = scrub::answer_sets::all) {
        scrub::scrub_options options;
        options.answers = answers;
        options.guide = guide;
        options.limits.window_bytes = window;
        scrub::file_scrubber scrubber{*test::shipped_pack().book, options};
        result = scrubber.scrub(*text::read_memory(text), "answer", [this](scrub::finding_view const& f) {
            std::string at = std::string{f.rule} + " @" + std::to_string(f.at.segment) + ' ';
            if (auto const loop = text::to_string(f.at.loop); !loop.empty()) at += std::string{loop} + ' ';
            for (auto id = f.at.id; id != 0; id >>= 8) at += static_cast<char>(id & 0xFF);
            if (f.at.element != 0) at += (f.at.element < 10 ? "0" : "") + std::to_string(f.at.element);
            if (f.at.component != 0) at += '-' + std::to_string(f.at.component);
            faults.push_back(at);
            std::string of;
            if (f.claim) of += std::string{f.claim->control_number};
            if (f.line) of += ' ' + std::string{f.line->code} + ' ' + to_string(f.line->charge.value);
            subjects.push_back(of);
        });
    }
};

/// Every own file with one of these endings, below fixtures/.
std::map<std::string, std::string> own_files(std::vector<std::string> const& endings) {
    std::map<std::string, std::string> all;
    for (auto const& entry : std::filesystem::recursive_directory_iterator{root})
        if (std::ranges::find(endings, entry.path().extension().string()) != endings.end() &&
            !entry.path().string().substr(root.size()).starts_with("fuzz/"))  // these once broke something on purpose
            all[entry.path().string().substr(root.size())] = text_of(entry.path());
    return all;
}

std::string in_lines(list const& all) {
    std::string text;
    for (auto const& one : all) text += one + '\n';
    return text;
}

bool balances(std::string const& fault) { return fault.find("-balance @") != std::string::npos; }

}  // namespace

TEST_CASE(
    "answer check: own remittances and acknowledgments keep their guides, but for those that show how to break them") {
    std::map<std::string, list> const meant{
        {"acknowledgments/broken.277", {"x12-loop-broken @18 2200D TRN"}},
        {"remittances/broken.835",
         {"x12-number-unreadable @20 2100 CLP04", "x12-payment-broken @25 2110 SVC",
          "x12-segment-unexpected @28 2110 ZZZ"}},
        {"remittances/unbalanced.835",
         {"guide-payment-balance @4 BPR02", "guide-line-balance @22 2110 SVC03", "guide-claim-balance @27 2100 CLP04",
          "guide-claim-charge-balance @33 2100 CLP03"}},
    };
    auto const files = own_files({".835", ".999", ".277"});
    CHECK(files.size() >= 10);
    for (auto const& [name, text] : files) {
        CAPTURE(name);
        auto const expected = meant.find(name);
        CHECK(in_lines(checking{text}.faults) == in_lines(expected == meant.end() ? list{} : expected->second));
    }
}

TEST_CASE(
    "answer check: the faults do not depend on where windows are cut, nor those of structure and sums on the guide "
    "check") {
    for (auto const& [name, text] : own_files({".835", ".999", ".277"})) {
        CAPTURE(name);
        list whole = checking{text}.faults, cut = checking{text, true, 64}.faults;
        std::ranges::sort(whole);
        std::ranges::sort(cut);
        CHECK(cut == whole);
        list without = checking{text, false}.faults;
        std::ranges::sort(without);
        CHECK(std::ranges::includes(whole, without));
        CHECK(std::ranges::none_of(without, [](auto const& f) { return f.starts_with("guide-") && !balances(f); }));
    }
}

TEST_CASE("answer check: the sums that do not come out are those that remit finds") {
    scrub::payer_profiles const profiles;
    std::size_t found = 0;
    for (auto const& [name, text] : own_files({".835"})) {
        CAPTURE(name);
        ledger::person_hasher hasher{ledger::hash_key{1, 2, 3}};
        record::remittance_reader reader{profiles, hasher};
        ledger::remittance_book book;
        (void)reader.read(*text::read_memory(text), name, book);
        static constexpr char const* ids[]{"guide-line-balance", "guide-claim-balance", "guide-claim-charge-balance",
                                           "guide-payment-balance"};
        list breaks;
        for (auto const& b : book.breaks)
            breaks.push_back(std::string{ids[static_cast<int>(b.where)]} + " @" + std::to_string(b.at.segment));
        list told;
        for (auto const& fault : checking{text}.faults)
            if (balances(fault)) told.push_back(fault.substr(0, fault.find(' ', fault.find('@'))));
        std::ranges::sort(breaks);
        std::ranges::sort(told);
        CHECK(told == breaks);
        found += told.size();
    }
    CHECK(found >= 4);
}

TEST_CASE("answer check: a fault names the claim and line of the 835 that it stands in") {
    checking const c{text_of(root + "remittances/unbalanced.835")};
    CHECK(c.result.status == scrub::file_status::findings);
    CHECK(c.result.answer_sets == 1);
    CHECK(c.result.counts.claims == 3);
    auto const line = std::ranges::find_if(c.faults, [](auto const& f) { return f.starts_with("guide-line-balance"); });
    REQUIRE(line != c.faults.end());
    CHECK(c.subjects[static_cast<std::size_t>(line - c.faults.begin())] == "A1 L1833 100.00");
}

TEST_CASE("answer check: without being asked for, answers are not taken") {
    for (auto const& [name, text] : own_files({".835", ".999", ".277"})) {
        CAPTURE(name);
        checking const c{text, true, 64 * 1024, scrub::answer_sets::none};
        CHECK(c.result.status == scrub::file_status::wrong_type);
        CHECK(c.result.answer_sets == 0);
    }
}

TEST_CASE("answer check: a group of another kind than its sets is told of, once") {
    for (std::string const ending : {".835", ".277", ".999"}) {
        CAPTURE(ending);
        auto const files = own_files({ending});
        std::string const usual = ending == ".835" ? "GS*HP" : ending == ".277" ? "GS*HN" : "GS*FA";
        auto const at =
            std::ranges::find_if(files, [&](auto const& f) { return f.second.find(usual) != f.second.npos; });
        REQUIRE(at != files.end());
        auto const told = [](std::string const& text) {
            return std::ranges::count_if(checking{text}.faults,
                                         [](auto const& f) { return f.starts_with("x12-gs-version @"); });
        };
        std::string text = at->second;
        CHECK(told(text) == 0);
        text.replace(text.find(usual), usual.size(), "GS*XX");
        CHECK(told(text) == 1);
    }
}

TEST_CASE("answer check: an 835 without its date or trace number breaks the guide, which is more than a warning") {
    auto const files = own_files({".835"});
    auto const at = std::ranges::find_if(files, [](auto const& f) { return checking{f.second}.faults.empty(); });
    REQUIRE(at != files.end());
    for (auto const& [id, element] : std::vector<std::pair<std::string, unsigned>>{{"BPR", 16}, {"TRN", 2}}) {
        CAPTURE(id);
        std::string text = at->second;
        auto from = text.find(id + "*");
        REQUIRE(from != text.npos);
        for (unsigned i = 0; i < element; ++i) from = text.find('*', from + 1);
        REQUIRE(from != text.npos);
        auto const to = text.find_first_of("*~", from + 1);
        text.erase(from + 1, to - from - 1);
        auto const faults = checking{text}.faults;
        std::string const place = id + (element < 10 ? "0" : "") + std::to_string(element);
        CHECK(std::ranges::count_if(
                  faults, [&](auto const& f) { return f.starts_with("guide-element-") && f.ends_with(place); }) == 1);
        CHECK(std::ranges::none_of(
            faults, [&](auto const& f) { return f.starts_with("x12-element-empty") && f.ends_with(place); }));
    }
}

TEST_CASE("answer check: a fault in a 277CA names the claim that it is about, and claims are counted") {
    unsigned tried = 0;
    for (auto const& [name, text] : own_files({".277"})) {
        if (!checking{text}.faults.empty()) continue;
        std::size_t claims = 0;
        for (auto at = text.find("TRN*2*"); at != text.npos; at = text.find("TRN*2*", at + 1)) {
            auto const number = text.substr(at + 6, text.find_first_of("*~", at + 6) - at - 6);
            auto const level = text.rfind("HL*", at);
            if (text.substr(level, text.find('~', level) - level).find("*PT") == std::string::npos) continue;
            ++claims;
            auto const status = text.find("STC*", at);
            REQUIRE(status != text.npos);
            auto const date = text.find('*', status + 4) + 1;
            std::string broken = text;
            broken.replace(date, 8, "2026X630");
            checking const now{broken};
            REQUIRE(now.faults.size() == 1);
            CAPTURE(now.faults[0]);
            CHECK(now.subjects[0].substr(0, now.subjects[0].find(' ')) == number);
            ++tried;
        }
        CHECK(checking{text}.result.counts.claims == claims);
    }
    CHECK(tried >= 5);
}

}  // namespace answer_check_test
