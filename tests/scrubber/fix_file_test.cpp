// Whole files: several repairs of one segment, repairs that follow from repairs, and repairs that are taken back
// because they would bring a new finding.
#include <doctest/doctest.h>

#include "parser/write/edited_source.hpp"
#include "tests/support/fixing.hpp"

namespace fix_file_test {

using namespace orthoscrub;

namespace {

/// The clean claim of the tests with one text replaced.
std::string clean_but(std::string_view from, std::string_view to) {
    std::string claim{tests::clean_claim};
    auto const at = claim.find(from);
    REQUIRE(at != std::string::npos);
    return tests::claim_file(claim.replace(at, from.size(), to));
}

}  // namespace

TEST_CASE("a clean file and one without repairs come out as they went in") {
    for (std::string const& file : {tests::claim_file(tests::clean_claim), clean_but("M1711", "M545")}) {
        auto const fixed = test::fix_bytes(file, "*");
        CHECK(fixed.bytes == file);
        CHECK(fixed.result.changes.empty());
        CHECK(fixed.result.layers.empty());
    }
}

TEST_CASE("several findings on one segment become one change with all their reasons") {
    auto const fixed = test::fix_bytes(clean_but("HC:L1833:RT:KX*", "HC:l1833 :RT::kx:RT*"));
    REQUIRE(fixed.result.changes.size() == 1);
    scrub::change const& c = fixed.result.changes[0];
    CHECK(c.before == std::vector<std::string>{"SV1*HC:l1833 :RT::kx:RT*620*UN*1***1"});
    CHECK(c.after == std::vector<std::string>{"SV1*HC:L1833:RT:KX*620*UN*1***1"});
    CHECK(c.reasons.size() >= 2);
    CHECK(fixed.bytes == tests::claim_file(tests::clean_claim));
    CHECK(fixed.result.errors_left() == 0);
}

TEST_CASE("a repair may follow from a repair: blanks hide a code, the code hides two sides") {
    auto file = clean_but("HC:L1833:RT:KX*620*UN*1", "HC:l1833:rt:LT:kx*620*UN*2");
    file.replace(file.find("M1711"), 5, "M170");  // both knees
    auto const fixed = test::fix_bytes(file, "modifier-rtlt-same-line");
    CHECK(fixed.bytes.find("SV1*HC:L1833:RT:KX*310*UN*1***1~") != std::string::npos);
    CHECK(fixed.bytes.find("LX*2~SV1*HC:L1833:LT:KX*310*UN*1***1~") != std::string::npos);
    CHECK(fixed.result.layers.size() == 2);
    CHECK(fixed.result.errors_left() == 0);
    CHECK(test::fix_bytes(fixed.bytes, "*").bytes == fixed.bytes);
}

TEST_CASE("a repair that brings a finding the file does not have is taken back and says which") {
    // In capitals the code is one that needs a side; the file as it is has no finding about that.
    auto const file = clean_but("HC:L1833:RT:KX*", "HC:l1833:KX*");
    auto const fixed = test::fix_bytes(file);
    CHECK(fixed.bytes == file);
    REQUIRE(fixed.refused("hcpcs-invalid"));
    CHECK(fixed.result.refusals[0].why.find("modifier-laterality-required") != std::string::npos);
    CHECK(fixed.left("hcpcs-invalid") == 1);
    CHECK(fixed.left("modifier-laterality-required") == 0);
}

TEST_CASE("what is taken back on one claim does not hold up another") {
    std::string two{tests::clean_claim};
    two.replace(two.find("HC:L1833:RT:KX*"), 15, "HC:l1833:KX*");
    std::string second{tests::clean_claim};
    second.replace(second.find("CLM*A-1"), 7, "CLM*B-1");
    second.replace(second.find("HC:L1833:RT:KX*"), 15, "HC:L1833:rt:KX*");
    second.replace(second.find("20250301"), 8, "20250201");
    auto const fixed = test::fix_bytes(tests::claim_file(two + second));
    CHECK(fixed.bytes.find("HC:l1833:KX*") != std::string::npos);
    CHECK(fixed.bytes.find("HC:L1833:RT:KX*") != std::string::npos);
}

TEST_CASE("a split line that had a finding has it on both lines; that is no new finding") {
    std::string claim{tests::both_sides_claim};
    claim.erase(claim.find("NM1*DK"));  // ordering-provider-required
    auto const fixed = test::fix_bytes(tests::claim_file(claim), "modifier-rtlt-same-line");
    CHECK(fixed.bytes.find("LX*2~") != std::string::npos);
    CHECK(fixed.left("ordering-provider-required") == 2);
}

TEST_CASE("counts of trailers are put right, control numbers are not touched") {
    std::string file = tests::claim_file(tests::clean_claim);
    auto const right = file;
    file.replace(file.rfind("GE*1*1"), 6, "GE*7*1");
    file.replace(file.rfind("IEA*1*"), 6, "IEA*2*");
    auto const se = file.rfind("SE*");
    file.replace(se, file.find('*', se + 3) - se, "SE*3");
    CHECK(test::fix_bytes(file).bytes == right);
    std::string other = right;
    other.replace(other.rfind("*000000001~"), 11, "*000000002~");
    CHECK(test::fix_bytes(other, "*").bytes == other);
}

TEST_CASE("only wanted rules are repaired and counted") {
    scrub::fix_options options;
    options.wanted = [](std::string_view rule) { return rule == "modifier-duplicate"; };
    std::string const file = clean_but("HC:L1833:RT:KX*", "HC:L1833:RT:RT:kx*");
    scrub::file_fixer fixer{*test::shipped_pack().book, options};
    scrub::source_opener const open = [&] { return text::opened_source{text::read_memory(file), {}}; };
    auto const result = fixer.fix(open, "x");
    REQUIRE(result.changes.size() == 1);
    CHECK(result.changes[0].after[0].starts_with("SV1*HC:L1833:RT:kx*"));
    CHECK(result.left.empty());
}

TEST_CASE("an edited source reads as the edits say, in blocks of any size and on top of another") {
    write::edit_list first, second;
    first.add({2, 3, "XY"});  // abXYfghij
    first.add({10, 0, "END"});
    REQUIRE(first.sort());
    second.add({0, 1, ""});
    second.add({4, 0, "-"});  // bXY-fghijEND
    REQUIRE(second.sort());
    for (std::size_t block : {1u, 3u, 100u}) {
        write::edited_source source{
            std::make_unique<write::edited_source>(text::read_memory("abcdefghij", block), first), second};
        std::string all;
        std::array<char, 5> into;
        while (std::size_t const count = source.read({into.data(), block > 4 ? 5u : block}))
            all.append(into.data(), count);
        CHECK(all == "bXY-fghijEND");
        CHECK(source.result());
    }
    write::edit_list behind;
    behind.add({99, 0, "X"});
    REQUIRE(behind.sort());
    write::edited_source source{text::read_memory("abc"), behind};
    std::array<char, 8> into;
    while (source.read(into) != 0) {
    }
    CHECK(!source.result());
}

TEST_CASE("two new findings of one claim take back its repairs and no others") {
    // In capitals the code needs a side and a statement; neither is missing in the file as it is.
    std::string bad{tests::clean_claim};
    bad.replace(bad.find("HC:L1833:RT:KX*"), 15, "HC:l1833*");
    std::string good{tests::clean_claim};
    good.replace(good.find("CLM*A-1"), 7, "CLM*B-1");
    good.replace(good.find("HC:L1833:RT:KX*"), 15, "HC:L1833:RT:KX:KX*");
    good.replace(good.find("20250301"), 8, "20250201");
    auto const fixed = test::fix_bytes(tests::claim_file(bad + good));
    REQUIRE(fixed.result.refusals.size() == 1);
    CHECK(fixed.result.refusals[0].about.claim_number == "A-1");
    CHECK(fixed.bytes.find("HC:l1833*") != std::string::npos);
    CHECK(fixed.bytes.find("KX:KX") == std::string::npos);
}

TEST_CASE("a segment that is wrapped over lines, and one that an earlier window holds, are repaired at their place") {
    std::string const flat = clean_but("HC:L1833:RT:KX*", "HC:L1833:rt:KX:KX*");
    std::string wrapped = flat.substr(0, 106);
    for (std::size_t at = 106; at < flat.size(); at += 44) wrapped += flat.substr(at, 44) + "\r\n";
    auto without_breaks = [](std::string text) {
        std::erase_if(text, [](char c) { return c == '\r' || c == '\n'; });
        return text;
    };
    CHECK(without_breaks(test::fix_bytes(wrapped).bytes) == tests::claim_file(tests::clean_claim));

    std::string many;
    for (int i = 0; i < 40; ++i) many += tests::clean_claim;
    std::string file = tests::claim_file(many);
    file.replace(file.find("1EG4TE5MK73"), 11, "1EG4-TE5-MK73");
    auto const source = text::read_memory(file);
    text::diagnostics faults;
    envelope::reader_limits limits;
    limits.window_bytes = 2048;
    envelope::interchange_reader reader{*source, faults, limits};
    std::size_t windows = 0;
    for (auto e = reader.next(); e.kind != envelope::event_kind::end; e = reader.next()) {
        if (e.kind != envelope::event_kind::set_window || e.context == 0) continue;
        model::claim_tables tables;
        grammars::hierarchy_state hierarchy;
        grammars::read_claims({e.segments, e.context, e.last}, reader.interchange().marks, {}, hierarchy, tables,
                              faults);
        if (tables.claims.empty()) continue;
        ++windows;
        scrub::claim_context context{*test::shipped_codes(), *test::shipped_payers()};
        context.open({&tables, e.segments, reader.interchange().marks, nullptr}, 0);
        scrub::finding_place const place{context, model::absent, tables.claims[0].clm};
        scrub::finding_view f;
        f.rule = "mbi-format";
        f.place = &place;
        scrub::repair_subject const about{1, "A-1", 0, {}, {}};
        scrub::repair_desk desk;
        (void)scrub::find_repair(f.rule)->apply({f, about, grammars::fix_level::safe}, desk);
        write::edit_list edits;
        std::vector<scrub::change> changes;
        desk.finish(edits, changes, 0);
        CHECK(test::apply_edits(file, edits) == tests::claim_file(many));
    }
    CHECK(windows > 1);
}

TEST_CASE("trailers beyond the number of faults that are told one by one are put right, too") {
    std::string const one = tests::claim_file(tests::clean_claim);
    auto const st = one.find("ST*837"), ge = one.find("GE*1*1");
    std::string file = one.substr(0, st), right = file;
    for (int i = 0; i < 1100; ++i) {
        std::string number = std::to_string(10000 + i), set = one.substr(st, ge - st);
        for (auto at = set.find("*0001"); at != std::string::npos; at = set.find("*0001", at + 1))
            set.replace(at, 5, "*" + number);
        right += set;
        auto const se = set.rfind("SE*");
        file += set.substr(0, se) + "SE*9*" + number + "~";
    }
    file += "GE*1100*1~IEA*1*000000001~";
    right += "GE*1100*1~IEA*1*000000001~";
    CHECK(test::fix_bytes(file).bytes == right);
}

}  // namespace fix_file_test
