// What the memory of a run says about later claims: each row is two claims and the answers about the second; then copies
// planted in generated files, which must be found to the last one and none besides.
#include "scrubber/facts/batch_memory.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>
#include <string>

#include "parser/text/source.hpp"
#include "scrubber/engine/example_runner.hpp"
#include "scrubber/engine/scrub_file.hpp"
#include "tests/support/judging.hpp"
#include "tools/generator/generator.hpp"

namespace batch_memory_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

namespace {

constexpr std::string_view knee = "SV1*HC:L1833:RT:KX*500*UN*1***1~DTP*472*D8*20250310~";

std::string claim(std::string_view lines, std::string_view frequency = "1", std::string_view number = "A") {
    std::string text = fmt::format("CLM*{}*500***12:B:{}*Y*A*Y*Y~HI*ABK:M170~", number, frequency);
    std::size_t n = 0;
    for (std::string_view rest = lines; !rest.empty();) {
        std::size_t const next = rest.find("SV1", 1);
        text += fmt::format("LX*{}~{}", ++n, rest.substr(0, next));
        rest = next == std::string_view::npos ? std::string_view{} : rest.substr(next);
    }
    return text;
}

/// A subscriber level; `id` empty: no member id.
std::string subscriber(unsigned hl, std::string_view id, std::string_view birth = "19500102",
                       std::string_view sequence = "P", std::string_view name = "ROE*JANE") {
    return fmt::format(
        "HL*{}*1*22*0~SBR*{}*18*******MB~NM1*IL*1*{}****{}~N3*2 ELM ST~N4*DAYTON*OH*45402~{}"
        "NM1*PR*2*PAYER ONE*****PI*PAYER1~",
        hl, sequence, name, id.empty() ? std::string{} : fmt::format("MI*{}", id),
        birth.empty() ? std::string{} : fmt::format("DMG*D8*{}*F~", birth));
}

scrub::batch_answers look(scrub::batch_memory& memory, std::string const& body) {
    claim_reading const reading{std::string{heading_text} + body};
    scrub::batch_answers answers;
    memory.look(reading.tables, 0, answers);
    return answers;
}

/// "repeats", "same day", "conflict", in this order, of the last claim and its first line.
std::string last_answer(std::string const& body) {
    claim_reading const reading{std::string{heading_text} + body};
    scrub::batch_memory memory{*shipped_codes(), 7};
    scrub::batch_answers answers;
    memory.look(reading.tables, 0, answers);
    std::string said;
    if (answers.claims.back().repeats) said += " repeats";
    if (answers.claims.back().same_day) said += " same-day";
    if (answers.conflicts[reading.tables.claims.back().lines.first]) said += " conflict";
    return said;
}

}  // namespace

TEST_CASE(
    "the later of two claims is a copy when supplier, payer sequence, patient, dates, codes, modifiers and charges are "
    "alike") {
    struct row {
        std::string first, second;
        std::string_view answer;
    };
    std::string const one = subscriber(2, "M1"), again = subscriber(3, "M1");
    for (row const& r : {
             row{one + claim(knee), claim(knee), " repeats"},
             row{one + claim(knee), claim(knee, "1", "B"), " repeats"},
             row{one + claim(knee), again + claim(knee), " repeats"},
             row{one + claim(knee), subscriber(3, "m-1 ") + claim(knee), " repeats"},
             row{one + claim(knee), claim("SV1*HC:L1833:KX:RT*500.00*UN*1***1~DTP*472*D8*20250310~"), " repeats"},
             row{one + claim(knee), claim("SV1*HC:L1833:RT:KX*500*UN*1***1~DTP*472*RD8*20250310-20250310~"),
                 " repeats"},
             row{one + claim(std::string{knee} + "SV1*HC:L2405:RT*9*UN*1***1~DTP*472*D8*20250310~"),
                 claim("SV1*HC:L2405:RT*9*UN*1***1~DTP*472*D8*20250310~" + std::string{knee}), " repeats"},
             row{one + claim(knee, "7"), claim(knee), ""},
             row{one + claim(knee), claim(knee, "7"), ""},
             row{one + claim(knee), claim(knee, "8"), ""},
             row{one + claim(knee), subscriber(3, "M1", "19500103") + claim(knee), ""},
             row{one + claim(knee), subscriber(3, "M2") + claim(knee), ""},
             row{one + claim(knee), subscriber(3, "M1", "19500102", "S") + claim(knee), ""},
             row{one + claim(knee), claim("SV1*HC:L1833:RT:KX*501*UN*1***1~DTP*472*D8*20250310~"), " conflict"},
             row{one + claim(knee), claim("SV1*HC:L1833:RT:KX*500*UN*1***1~DTP*472*D8*20250311~"), ""},
             row{one + claim(knee), claim("SV1*HC:L1832:RT:KX*500*UN*1***1~DTP*472*D8*20250310~"), " conflict"},
             row{one + claim(knee), claim("SV1*HC:L1833:RT:GA*500*UN*1***1~DTP*472*D8*20250310~"), " conflict"},
             row{one + claim(knee), claim(std::string{knee} + std::string{knee}), " conflict"},
             row{subscriber(2, "") + claim(knee), subscriber(3, "") + claim(knee), " repeats"},
             row{subscriber(2, "") + claim(knee), subscriber(3, "", "19500102", "P", "ROE*JOAN") + claim(knee), ""},
             row{subscriber(2, "") + claim(knee), subscriber(3, "", "19500103") + claim(knee), ""},
             row{subscriber(2, "", "", "P", "*") + claim(knee), subscriber(3, "", "", "P", "*") + claim(knee), ""},
         }) {
        CAPTURE(r.first);
        CAPTURE(r.second);
        CHECK(last_answer(r.first + r.second) == r.answer);
    }
    std::string const other_supplier =
        "HL*3**20*1~PRV*BI*PXC*335E00000X~NM1*85*2*OTHER INC*****XX*1999000007~N3*1 A ST~N4*COLUMBUS*OH*432150001~"
        "REF*EI*123456780~HL*4*3*22*0~" +
        std::string{subscriber(4, "M1").substr(12)};
    CHECK(last_answer(one + claim(knee) + other_supplier + claim(knee)) == "");
}

TEST_CASE("spinal orthoses and repairs of one day on two claims are told on the later one") {
    constexpr std::string_view spine = "SV1*HC:L0650*900*UN*1***1~DTP*472*D8*20250310~",
                               strap = "SV1*HC:L4002*30*UN*1***1~DTP*472*D8*20250310~",
                               labor = "SV1*HC:L4205*60*UN*1***1~DTP*472*D8*20250310~",
                               part = "SV1*HC:L1833:RB:RT*60*UN*1***1~DTP*472*D8*20250310~",
                               later = "SV1*HC:L4002*30*UN*1***1~DTP*472*D8*20250311~";
    struct row {
        std::string first, second;
        std::string_view answer;
    };
    for (row const& r : {
             row{claim(spine), claim(strap), " same-day"}, row{claim(labor), claim(spine), " same-day"},
             row{claim(part), claim(spine), " same-day"}, row{claim(strap), claim(labor), " same-day"},
             row{claim(spine), claim(knee), ""}, row{claim(knee), claim(strap), ""},
             row{claim(spine), claim(later), ""}, row{claim(spine), claim(strap, "7"), ""},
             row{claim(spine), claim(spine), " repeats"},
             row{claim(std::string{knee} + std::string{later}), claim(later), " same-day"},  // by the second date
         }) {
        CAPTURE(r.first);
        CAPTURE(r.second);
        CHECK(last_answer(subscriber(2, "M1") + r.first + r.second) == r.answer);
    }
}

TEST_CASE("bases of one family, day and side conflict across claims; a base without a side conflicts with both") {
    auto const base = [](std::string_view code, std::string_view more = "") {
        return claim(fmt::format("SV1*HC:{}{}*{}*UN*1***1~DTP*472*D8*20250310~", code, more, 100 + more.size()));
    };
    struct row {
        std::string first, second;
        bool conflict;
    };
    for (row const& r : {
             row{base("L1833", ":RT"), base("L1845", ":RT"), true},
             row{base("L1833", ":RT"), base("L1845", ":LT"), false},
             row{base("L1833", ":RT"), base("L1845"), true},
             row{base("L1833"), base("L1845", ":LT"), true},
             row{base("L1833", ":50"), base("L1845", ":LT"), true},
             row{base("L1833", ":RT:LT"), base("L1845", ":LT"), true},
             row{base("L1833", ":RT"), base("L2036", ":RT"), true},   // knee and KAFO
             row{base("L1960", ":RT"), base("L2036", ":RT"), true},   // ankle-foot and KAFO
             row{base("L1833", ":RT"), base("L1960", ":RT"), false},  // knee and ankle-foot
             row{base("L0650"), base("L0464"), true},                 // lumbar and TLSO
             row{base("L0650"), base("L0172"), false},                // lumbar and cervical
             row{base("L3807", ":RT"), base("L3809", ":RT"), true},
             row{base("L3807", ":RT"), base("L3702", ":RT"), false},  // hand and elbow
             row{base("L1833", ":RT"), base("L1845", ":RB:RT"), false},
             row{base("L1833", ":RT"), base("L2405", ":RT"), false},
         }) {
        CAPTURE(r.first);
        CAPTURE(r.second);
        CHECK((last_answer(subscriber(2, "M1") + r.first + r.second).find("conflict") != std::string::npos) ==
              r.conflict);
    }
}

TEST_CASE("each line of a claim conflicts with the bases of its own day, whatever the other lines are") {
    struct item {
        std::string_view procedure, day;
        bool conflict = false;
    };
    auto const with = [](std::vector<item> const& items) {
        std::string lines;
        for (item const& i : items)
            lines += fmt::format("SV1*HC:{}*{}*UN*1***1~", i.procedure, 100 + items.size()) +
                     (i.day.empty() ? std::string{} : fmt::format("DTP*472*D8*{}~", i.day));
        return claim(lines);
    };
    std::vector<item> const second{
        {"L1845:RT", "20250310", true}, {"L1845:RT", "20250311"},    {"L1960:LT", "20250311", true},
        {"L2405:RT", "20250310"},       {"L0637", "20250310"},       {"L1843", "20250310", true},
        {"L2036:RT", "20250310", true}, {"L0650", "20250312", true}, {"L0650", ""},
        {"L1833:RT", "20250309"},       {"L1846:LT", "20250310"}};
    std::string const body =
        subscriber(2, "M1") +
        with({{"L1833:RT", "20250310"}, {"L1970:LT", "20250311"}, {"L0651", "20250312"}, {"L0651", ""}}) + with(second);
    claim_reading const reading{std::string{heading_text} + body};
    REQUIRE(reading.tables.claims.size() == 2);
    scrub::batch_memory memory{*shipped_codes(), 7};
    scrub::batch_answers answers;
    memory.look(reading.tables, 0, answers);
    std::uint32_t const first = reading.tables.claims.back().lines.first;
    for (std::uint32_t i = 0; i < second.size(); ++i) {
        CAPTURE(i);
        CHECK(static_cast<bool>(answers.conflicts[first + i]) == second[i].conflict);
    }
}

TEST_CASE("the first claim is named by file and ordinal, and a new run knows nothing of the last one") {
    scrub::batch_memory memory{*shipped_codes(), 7};
    std::string const body = subscriber(2, "M1") + claim(knee) + claim(knee);
    memory.begin_file("monday.837");
    auto const monday = look(memory, body);
    CHECK_FALSE(monday.claims[0].repeats);
    CHECK(monday.in_words(monday.claims[1].repeats) == "claim 1 of this file");
    memory.begin_file("tuesday.837");
    auto const tuesday = look(memory, body);
    CHECK(tuesday.in_words(tuesday.claims[0].repeats) == "claim 1 of monday.837");
    CHECK(tuesday.in_words(tuesday.claims[1].repeats) == "claim 1 of monday.837");
    CHECK(tuesday.in_words({}) == "no claim");
    CHECK(memory.records() == 1);
    memory.forget();
    CHECK(memory.records() == 0);
    memory.begin_file("-");
    CHECK_FALSE(look(memory, body).claims[0].repeats);
    memory.begin_file("second.837");
    auto const piped = look(memory, body);
    CHECK(piped.in_words(piped.claims[0].repeats) == "claim 1 of standard input");
}

TEST_CASE("many claims of one patient and day stay exact: every copy is found, every conflict too") {
    std::string body = subscriber(2, "M1");
    constexpr unsigned different = 200;
    for (unsigned i = 0; i < different; ++i)
        body += claim(fmt::format("SV1*HC:L2405:RT*{}*UN*1***1~DTP*472*D8*20250310~", 100 + i));
    body += claim(knee);
    body += claim("SV1*HC:L1845:RT:KX*700*UN*1***1~DTP*472*D8*20250310~");
    for (unsigned i = 0; i < different; ++i)
        body += claim(fmt::format("SV1*HC:L2405:RT*{}*UN*1***1~DTP*472*D8*20250310~", 100 + i));
    claim_reading const reading{std::string{heading_text} + body};
    scrub::batch_memory memory{*shipped_codes(), 7};
    scrub::batch_answers answers;
    memory.look(reading.tables, 0, answers);
    REQUIRE(answers.claims.size() == 2 * different + 2);
    for (unsigned i = 0; i < different; ++i) {
        CAPTURE(i);
        CHECK_FALSE(answers.claims[i].repeats);
        CHECK(answers.claims[different + 2 + i].repeats == scrub::claim_position{1, i + 1});
    }
    CHECK_FALSE(answers.conflicts[different]);
    CHECK(answers.conflicts[different + 1]);
}

namespace {

using segments = std::vector<std::string>;

segments generated(std::uint64_t claims, std::uint64_t seed) {
    generator::options wanted;
    wanted.claims = claims;
    wanted.seed = seed;
    wanted.claims_per_set = 700;
    std::string text;
    generator::generate(wanted, [&](std::string_view piece) { text += piece; });
    segments all;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const end = text.find('~', at);
        all.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return all;
}

bool begins(std::string const& segment, std::string_view id) { return segment.starts_with(id); }

/// A claim with another number and its lines turned round, and one element of CLM or SV1 changed when asked.
segments copied(segments const& claim, std::string const& number, int change) {
    segments head;
    std::vector<segments> lines;
    for (std::string const& segment : claim) {
        if (begins(segment, "LX*")) lines.emplace_back();
        (lines.empty() ? head : lines.back()).push_back(segment);
    }
    std::string& clm = head.front();
    clm = "CLM*" + number + clm.substr(clm.find('*', 4));
    if (change == 1) clm.replace(clm.find(":B:") + 3, 1, "7");
    for (std::string& segment : lines.front()) {
        if (change == 2 && begins(segment, "DTP*472*D8*")) segment = "DTP*472*D8*20190102";
        if (change == 3 && begins(segment, "SV1*")) {
            std::size_t const charge = segment.find('*', 4) + 1;
            segment.replace(charge, segment.find('*', charge) - charge, "77777.77");
        }
    }
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) head.insert(head.end(), line->begin(), line->end());
    return head;
}

struct planted_files {
    std::string first, second;
    std::set<std::string> copies;  ///< CLM01 of the later claim of each pair
};

/// A generated file with copies beside their originals, before or behind, and a second file with copies only. Near
/// copies, which differ in one respect, stand among them.
planted_files plant(std::uint64_t seed) {
    segments const all = generated(5000, seed);
    planted_files made;
    std::size_t claims = 0, changes = 0;
    for (std::size_t at = 0; at < all.size();) {
        if (!begins(all[at], "CLM*")) {
            made.first += all[at] + '~';
            made.second += all[at++] + '~';
            continue;
        }
        std::size_t end = at + 1;
        while (!begins(all[end], "CLM*") && !begins(all[end], "HL*") && !begins(all[end], "SE*")) ++end;
        segments const claim{all.begin() + static_cast<std::ptrdiff_t>(at),
                             all.begin() + static_cast<std::ptrdiff_t>(end)};
        at = end;
        std::string const number = claim.front().substr(4, claim.front().find('*', 4) - 4);
        bool const original = claim.front().find(":B:1*") != std::string::npos;
        auto const put = [](std::string& file, segments const& what) {
            for (std::string const& segment : what) file += segment + '~';
        };
        std::size_t const turn = (++claims + seed) % 41;
        if (turn == 1 && original) {  // the copy comes first
            put(made.first, copied(claim, "C-" + number, 0));
            made.copies.insert(number);
        }
        put(made.first, claim);
        if (turn == 2 && original) {
            put(made.first, copied(claim, "C-" + number, 0));
            made.copies.insert("C-" + number);
        }
        if (turn == 3 && original) put(made.first, copied(claim, "N-" + number, 1 + static_cast<int>(changes++ % 3)));
        if (turn == 4 && original) {
            put(made.second, copied(claim, "D-" + number, 0));
            made.copies.insert("D-" + number);
        }
        if (turn == 5 && original) put(made.second, copied(claim, "M-" + number, 1 + static_cast<int>(changes++ % 3)));
    }
    return made;
}

}  // namespace

TEST_CASE("duplicate-claim finds exactly the copies planted in 5,000 claims, before and behind, and in a second file") {
    auto const& book = *shipped_pack().book;
    scrub::rule_index const rule = *book.find("duplicate-claim");
    for (std::uint64_t const seed : {1u, 2u, 3u})
        for (bool const slow : {false, true}) {
            CAPTURE(seed);
            CAPTURE(slow);
            planted_files const files = plant(seed);
            scrub::scrub_options options;
            options.rules.assign(book.rules().size(), false);
            options.rules[rule] = true;
            options.faults = [](std::string_view) { return false; };
            options.slow = slow;
            options.seed = seed * 977;
            scrub::file_scrubber scrubber{book, options};
            std::set<std::string> found;
            std::size_t other_file = 0;
            auto const read = [&](std::string const& text, std::string_view name) {
                auto const input = text::read_memory(text);
                (void)scrubber.scrub(*input, name, [&](scrub::finding_view const& f) {
                    CHECK(f.rule == "duplicate-claim");
                    CHECK(found.insert(std::string{f.claim->control_number}).second);
                    other_file += f.message.find("of first.837") != std::string_view::npos;
                });
            };
            read(files.first, "first.837");
            CHECK(other_file == 0);
            read(files.second, "second.837");
            CHECK(found == files.copies);
            CHECK(files.copies.size() > 300);
            CHECK(other_file > 100);
            scrubber.begin_run();
            found.clear();
            read(files.second, "second.837");
            CHECK(found.empty());
        }
}

TEST_CASE("the memory takes at most 64 bytes a claim, and none without a rule that looks across claims") {
    auto const& book = *shipped_pack().book;
    scrub::batch_memory memory{*shipped_codes(), 7};
    segments const all = generated(20000, 5);
    std::string text;
    for (std::string const& segment : all) text += segment + '~';
    std::uint64_t claims = 0;
    scrub::for_each_claim(text, [&](scrub::window_context const& window, std::uint32_t row) {
        if (row != 0) return;
        scrub::batch_answers answers;
        memory.look(*window.tables, claims, answers);
        claims += window.tables->claims.size();
        if (claims > 2000) CHECK(memory.bytes() <= 64 * claims);
    });
    CHECK(claims == 20000);
    std::uint64_t const bytes = (memory.bytes() + claims / 2) / claims;
    MESSAGE(bytes << " bytes a claim, " << memory.records() << " records");

    auto const bytes_with = [&](scrub::scrub_options options) {
        scrub::file_scrubber scrubber{book, std::move(options)};
        auto const input = text::read_memory(text);
        (void)scrubber.scrub(*input, "a.837", {});
        return scrubber.memory_bytes();
    };
    CHECK(bytes_with({}) > 0);
    scrub::scrub_options alone;
    alone.batch = false;
    CHECK(bytes_with(alone) == 0);
    scrub::scrub_options no_batch_rule;
    for (scrub::rule_index rule = 0; rule < book.rules().size(); ++rule)
        no_batch_rule.rules.push_back(!book.looks_across_claims(rule));
    CHECK(bytes_with(no_batch_rule) == 0);
}

}  // namespace batch_memory_test
