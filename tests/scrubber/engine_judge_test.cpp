// Judging: the compiled rules answer as the rules as written do; hits, their places, their words, what was not checked.
#include <doctest/doctest.h>

#include <fmt/format.h>

#include <string>

#include "scrubber/engine/explain.hpp"
#include "scrubber/engine/fingerprint.hpp"
#include "scrubber/engine/judge.hpp"
#include "scrubber/engine/message.hpp"
#include "scrubber/engine/placeholder.hpp"
#include "scrubber/engine/trace.hpp"
#include "scrubber/facts/batch_memory.hpp"
#include "scrubber/facts/side_data.hpp"
#include "scrubber/facts/subject_signs.hpp"
#include "tests/support/judging.hpp"
#include "tests/support/random_claims.hpp"

namespace engine_judge_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

namespace {

std::string rule_text(std::string_view id, std::string_view lines, std::string_view scope = "line",
                      std::string_view severity = "error") {
    return fmt::format(
        "rule {} {{\n  title \"A title.\"\n  scope {}\n  severity {}\n{}\n  message \"Message.\"\n  do \"Do it.\"\n"
        "  predicts CARC 16 RARC N822\n  source S1 \"Source\" https://example.org/\n  confidence high\n"
        "  flags \"SV1*HC:L0650*5*UN*1***1\"\n  passes \"SV1*HC:L0650*5*UN*1***1\"\n}}\n",
        id, scope, severity, lines);
}

std::shared_ptr<scrub::rule_book const> book_of(std::string const& text) {
    std::vector<grammars::rule_ast> rules;
    std::vector<grammars::rule_error> errors;
    REQUIRE(grammars::read_rules(text, "rules/test/a.rule", rules, errors));
    auto const result = scrub::compile(std::move(rules), shipped_codes(), shipped_payers());
    for (auto const& error : result.errors) FAIL(grammars::render(error));
    return result.book;
}

struct judged {
    std::vector<scrub::hit> hits;
    scrub::unknown_counts unknown;
};

judged judge_both(scrub::rule_book const& book, open_claim const& claim, scrub::payer_profile const* payer = nullptr) {
    scrub::claim_judge judge{book};
    judged fast{{}, scrub::unknown_counts{book.rules().size()}}, slow = fast;
    judge.judge(claim.window(payer), 0, fast.hits, fast.unknown);
    judge.judge_slow(claim.window(payer), 0, slow.hits, slow.unknown);
    CHECK(fast.hits == slow.hits);
    CHECK(fast.unknown == slow.unknown);
    return fast;
}

std::string with_line(std::string_view sv1, std::string_view rest = "DTP*472*D8*20250310~") {
    return std::string{claim_head} + "LX*1~" + std::string{sv1} + "~" + std::string{rest};
}

/// The same deliveries for everyone.
struct anyones_history : scrub::delivery_history {
    std::vector<scrub::past_delivery> past{{{'L', '1', '8', '3', '3'}, {}, *model::date::from_iso("2024-09-01")},
                                           {{'L', '0', '6', '4', '8'}, {}, *model::date::from_iso("2024-10-01")}};
    std::span<scrub::past_delivery const> of(std::string_view, model::date) const override { return past; }
};

scrub::side_data side_tables() {
    scrub::side_data side{1};
    side.use(std::make_shared<anyones_history>());
    CHECK(side.read_authorizations("a.csv", "utn,code,decided,expires\nABC12345678901,,2024-10-01,\n").empty());
    CHECK(side.read_products("p.csv", "maker,product,model,code\nACME,LUMBARFLEX,LF1,L0650\n").empty());
    return side;
}

}  // namespace

TEST_CASE("compiled rules and rules as written say the same about 6000 odd claims, and nearly all rules speak") {
    auto const& book = *shipped_pack().book;
    scrub::claim_judge judge{book};
    judged fast{{}, scrub::unknown_counts{book.rules().size()}}, slow = fast;
    std::vector<bool> spoke(book.rules().size());
    std::size_t hits = 0;
    scrub::side_data const side = side_tables();
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        random_claims random{seed};
        std::string text{heading_text};
        if (seed % 4 == 3) text.replace(text.find("1 MAIN ST"), 9, "PO BOX 1");
        if (seed % 7 == 5) text.replace(text.find("*XX*1234567893"), 14, "");
        if (seed % 7 == 6) text.replace(text.find("1234567893"), 10, "1999999999");
        text += random.subscriber();
        for (int i = 0; i < 20; ++i) {
            std::string const claim = random.claim();
            text += claim;
            if (random.chance(20)) text += claim;
        }
        claim_reading const reading{text};
        auto const profiles = book.payers().all();
        scrub::window_context window{&reading.tables,
                                     reading.segments.all(),
                                     {},
                                     seed % 2 == 0 ? nullptr : &profiles[seed / 2 % profiles.size()]};
        scrub::batch_memory memory{book.codes(), seed};
        scrub::batch_answers answers;
        memory.look(reading.tables, 0, answers);
        if (seed % 3 != 0) window.batch = &answers;
        if (seed % 5 != 0) window.side = &side;
        for (std::uint32_t row = 0; row < reading.tables.claims.size(); ++row) {
            fast.hits.clear();
            slow.hits.clear();
            judge.judge(window, row, fast.hits, fast.unknown);
            judge.judge_slow(window, row, slow.hits, slow.unknown);
            if (fast.hits != slow.hits) {
                CAPTURE(seed);
                CAPTURE(row);
                FAIL("hits differ");
            }
            hits += fast.hits.size();
            for (auto const& h : fast.hits) spoke[h.rule] = true;
        }
    }
    CHECK(fast.unknown == slow.unknown);
    CHECK(hits > 6000);
    std::size_t silent = 0;
    for (std::size_t rule = 0; rule < spoke.size(); ++rule)
        if (!spoke[rule]) {
            ++silent;
            MESSAGE("never spoke: " << book.rule(static_cast<scrub::rule_index>(rule)).ast.id);
        }
    CHECK(silent <= 4);
}

TEST_CASE("on a line, claim, diagnosis, provider or note without a sign every fact of that sign has its usual value") {
    std::size_t compared = 0;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        random_claims random{seed};
        std::string text = std::string{heading_text} + random.subscriber();
        for (int i = 0; i < 20; ++i) text += random.claim();
        claim_reading const reading{text};
        scrub::claim_context claim{*shipped_codes(), *shipped_payers()};
        for (std::uint32_t row = 0; row < reading.tables.claims.size(); ++row) {
            claim.open({&reading.tables, reading.segments.all(), {}, nullptr}, row);
            for (auto const scope :
                 {grammars::rule_scope::line, grammars::rule_scope::claim, grammars::rule_scope::diagnosis,
                  grammars::rule_scope::provider, grammars::rule_scope::note})
                scrub::for_each_subject(claim, scope, [&](scrub::subject const& s) {
                    auto const signs = scope == grammars::rule_scope::line ? s.line->signs : scrub::signs_of(s, 0xFF);
                    for (scrub::fact const& f : scrub::all_facts()) {
                        bool const asked = f.usual.sign != 0 && (f.scopes & scrub::scope_bit(scope)) != 0;
                        if (!asked || (signs & f.usual.sign) != 0) continue;
                        auto const value = f.get(s);
                        CAPTURE(f.name);
                        CAPTURE(seed);
                        REQUIRE(value.known());
                        REQUIRE(value.number >= f.usual.low);
                        REQUIRE(value.number <= f.usual.high);
                        REQUIRE(value.text == f.usual.text);
                        ++compared;
                    }
                });
        }
    }
    CHECK(compared > 5000);
}

TEST_CASE("the reason of an unknown answer is that of its first unknown part, compiled or not") {
    // The tables know neither the code (hcpcs.known) nor its bases (addition.base_on_claim).
    using enum scrub::unknown_reason;
    std::string const text = with_line("SV1*HC:97760*5*UN*1***1");
    struct row {
        std::string_view condition;
        scrub::unknown_reason reason;
    };
    for (row const& r : {row{"not hcpcs.known", no_official_hcpcs}, row{"addition.base_on_claim", list_not_read},
                         row{"hcpcs.known and addition.base_on_claim", no_official_hcpcs},
                         row{"addition.base_on_claim and hcpcs.known", list_not_read},
                         row{"addition.base_on_claim or hcpcs.known", list_not_read},
                         row{"units = 2 or hcpcs.known", no_official_hcpcs},
                         row{"(units = 2 or addition.base_on_claim) and units = 1", list_not_read},
                         row{"(addition.base_on_claim or hcpcs.known) and hcpcs.known", list_not_read}}) {
        CAPTURE(r.condition);
        auto const book = book_of(rule_text("r-one", fmt::format("  when {}", r.condition)));
        judged const said = judge_both(*book, open_claim{text});
        CHECK(said.hits.empty());
        CHECK(said.unknown.get(0, r.reason) == 1);
    }
}

TEST_CASE("yes, no and unknown combine as in three-valued logic, and unknown is counted with its reason") {
    // The code is unknown to the tables: hcpcs.known has no answer. units is 1.
    std::string const text = with_line("SV1*HC:97760*5*UN*1***1");
    for (auto const& [condition, outcome] :
         {std::pair{"hcpcs.known", "unknown"}, std::pair{"not hcpcs.known", "unknown"},
          std::pair{"hcpcs.known and units = 2", "no"}, std::pair{"hcpcs.known and units = 1", "unknown"},
          std::pair{"hcpcs.known or units = 1", "yes"}, std::pair{"hcpcs.known or units = 2", "unknown"},
          std::pair{"not (hcpcs.known or units = 2)", "unknown"},
          std::pair{"not (hcpcs.known and units = 2)", "yes"}}) {
        CAPTURE(condition);
        auto const book = book_of(rule_text("test-rule", std::string{"  when "} + condition));
        auto const said = judge_both(*book, open_claim{text});
        auto const counted = said.unknown.get(0, scrub::unknown_reason::no_official_hcpcs);
        CHECK(std::string{said.hits.empty() ? counted == 0 ? "no" : "unknown" : "yes"} == outcome);
    }
}

TEST_CASE("a dated rule goes by the line's own day, is in force on both end days, and is not checked without a day") {
    auto const book = book_of(rule_text("test-rule", "  effective 2025-01-01 .. 2025-01-31\n  when units = 1"));
    for (auto const& [day, hits, unknown] :
         {std::tuple{"20241231", 0, 0}, std::tuple{"20250101", 1, 0}, std::tuple{"20250131", 1, 0},
          std::tuple{"20250201", 0, 0}, std::tuple{"20250299", 0, 1}}) {
        CAPTURE(day);
        auto const said =
            judge_both(*book, open_claim{with_line("SV1*HC:L0650*5*UN*1***1", fmt::format("DTP*472*D8*{}~", day))});
        CHECK(said.hits.size() == static_cast<std::size_t>(hits));
        CHECK(said.unknown.get(0, scrub::unknown_reason::no_service_date) == static_cast<std::uint64_t>(unknown));
    }
}

TEST_CASE("a dated claim rule is in force when any line is") {
    auto const book = book_of(rule_text("test-rule", "  effective 2025-01-01 ..\n  when charge > 0", "claim"));
    std::string const two =
        std::string{claim_head} + "LX*1~SV1*HC:L0650*5*UN*1***1~DTP*472*D8*20241231~LX*2~SV1*HC:L0650*5*UN*1***1~";
    CHECK(judge_both(*book, open_claim{two + "DTP*472*D8*20250101~"}).hits.size() == 1);
    CHECK(judge_both(*book, open_claim{two + "DTP*472*D8*20241230~"}).hits.empty());
    CHECK(judge_both(*book, open_claim{two}).unknown.get(0, scrub::unknown_reason::no_service_date) == 1);
}

TEST_CASE("payers decide who is judged, and an unknown payer leaves the question open") {
    auto const book = book_of(rule_text("test-rule", "  payer medicare.dme\n  when units = 1"));
    std::string const text = with_line("SV1*HC:L0650*5*UN*1***1");
    auto const& payers = *shipped_payers();
    CHECK(judge_both(*book, open_claim{text}, payers.find("medicare.dme")).hits.size() == 1);
    CHECK(judge_both(*book, open_claim{text}, payers.find("commercial")).hits.empty());
    auto const open = judge_both(*book, open_claim{text}, payers.find("unknown"));
    CHECK(open.hits.empty());
    CHECK(open.unknown.get(0, scrub::unknown_reason::payer_unknown) == 1);
    auto const two = judge_both(*book, open_claim{with_line("SV1*HC:L0650*5*UN*2***1")}, payers.find("unknown"));
    CHECK(two.unknown.get(0, scrub::unknown_reason::payer_unknown) == 0);
}

TEST_CASE("the first severity that fits is taken, and a profile has the last word") {
    auto const book =
        book_of(rule_text("test-rule", "  when units = 1", "line",
                          "error for medicare.dme when modifiers has any { RT }, warning for medicare.dme, note"));
    auto const level = [&](std::string_view sv1, scrub::payer_profile const* payer) {
        return judge_both(*book, open_claim{with_line(sv1)}, payer).hits.at(0).level;
    };
    auto const& payers = *shipped_payers();
    CHECK(level("SV1*HC:L0650:RT*5*UN*1***1", payers.find("medicare.dme")) == text::severity::error);
    CHECK(level("SV1*HC:L0650*5*UN*1***1", payers.find("medicare.dme")) == text::severity::warning);
    CHECK(level("SV1*HC:L0650*5*UN*1***1", payers.find("medicaid")) == text::severity::note);
    auto own = *payers.find("medicaid");
    own.severities.push_back({"test-rule", text::severity::error});
    CHECK(level("SV1*HC:L0650*5*UN*1***1", &own) == text::severity::error);
}

TEST_CASE("findings point at the element that the rule names") {
    struct place {
        std::string_view at, sv1, rest, segment;
        unsigned element, component;
    };
    for (place const& p : {place{"code", "SV1*HC:L0650*5*UN*1***1", "", "SV1", 1, 2},
                           place{"qualifier", "SV1*HC:L0650*5*UN*1***1", "", "SV1", 1, 1},
                           place{"modifier { KX, LT }", "SV1*HC:L0650:RT:LT:KX*5*UN*1***1", "", "SV1", 1, 4},
                           place{"modifier.malformed", "SV1*HC:L0650:RT:x*5*UN*1***1", "", "SV1", 1, 4},
                           place{"modifier.unknown", "SV1*HC:L0650:RT:ZQ*5*UN*1***1", "", "SV1", 1, 4},
                           place{"modifier.repeated", "SV1*HC:L0650:RT:KX:RT*5*UN*1***1", "", "SV1", 1, 5},
                           place{"description", "SV1*HC:L0650*5*UN*1***1", "", "SV1", 1, 7},
                           place{"charge", "SV1*HC:L0650*5*UN*1***1", "", "SV1", 2, 0},
                           place{"unit", "SV1*HC:L0650*5*UN*1***1", "", "SV1", 3, 0},
                           place{"units", "SV1*HC:L0650*5*UN*1***1", "", "SV1", 4, 0},
                           place{"place", "SV1*HC:L0650*5*UN*1***1", "", "CLM", 5, 1},
                           place{"place", "SV1*HC:L0650*5*UN*1*11**1", "", "SV1", 5, 0},
                           place{"note", "SV1*HC:L0650*5*UN*1***1", "NTE*ADD*W~", "NTE", 2, 0},
                           place{"note", "SV1*HC:L0650*5*UN*1***1", "", "SV1", 1, 7},
                           place{"dos", "SV1*HC:L0650*5*UN*1***1", "", "DTP", 3, 0},
                           place{"authorization", "SV1*HC:L0650*5*UN*1***1", "REF*G1*A~", "REF", 2, 0},
                           place{"authorization", "SV1*HC:L0650*5*UN*1***1", "", "SV1", 0, 0},
                           place{"claim_charge", "SV1*HC:L0650*5*UN*1***1", "", "CLM", 2, 0},
                           place{"claim", "SV1*HC:L0650*5*UN*1***1", "", "CLM", 0, 0},
                           place{"line", "SV1*HC:L0650*5*UN*1***1", "", "SV1", 0, 0},
                           place{"ordering", "SV1*HC:L0650*5*UN*1***1", "NM1*DK*1*D*J****XX*1~", "NM1", 9, 0}}) {
        CAPTURE(p.at);
        CAPTURE(p.sv1);
        auto const book = book_of(rule_text("test-rule", fmt::format("  when units = 1\n  at {}", p.at)));
        open_claim const claim{with_line(p.sv1, "DTP*472*D8*20250310~" + std::string{p.rest})};
        auto const said = judge_both(*book, claim);
        REQUIRE(said.hits.size() == 1);
        CHECK(claim.reading.segments[said.hits[0].segment].name() == p.segment);
        CHECK(said.hits[0].element == p.element);
        CHECK(said.hits[0].component == p.component);
    }
}

TEST_CASE("messages name the values of the line and leave personal words out") {
    std::string const text =
        std::string{claim_head} +
        "LX*1~SV1*HC:L1833:RT:KX:zz*917.32*UN*1.5***1~DTP*472*RD8*20250301-20250310~NTE*ADD*CANARYNAME L3807 OTS PL 90~"
        "LX*2~SV1*HC:L1833:RT:KX:zz*5*UN*1*12**1~DTP*472*D8*20250301~";
    open_claim const claim{text};
    auto const& book = *shipped_pack().book;
    auto const& rule = book.rule(*book.find("modifier-syntax"));
    auto const say = [&](std::string_view message, std::size_t line = 0) {
        std::string words = "of the finding before";
        scrub::render_message(message, rule, book,
                              {&claim.context, &claim.context.lines()[line], grammars::rule_scope::line, 0}, words);
        return words;
    };
    CHECK(say("{code} {modifiers} {malformed_modifiers}") == "L1833 RT, KX, zz zz");
    CHECK(say("{charge} of {claim_charge}, lines {line_total}") == "917.32 of 500.00, lines 922.32");
    CHECK(say("{units} on {dos} at {place}") == "1.5 on 2025-03-01 to 2025-03-10 at 12");
    CHECK(say("{side} {region} {repeated_modifiers} {unknown_modifiers}") == "right knee none none");
    CHECK(say("line {earlier_line}", 1) == "line 1");
    CHECK(say("no {placeholder} {") == "no {placeholder} {");
    for (auto const& p : scrub::all_placeholders()) {
        if ((p.scopes & scrub::scope_bit(grammars::rule_scope::line)) == 0) continue;
        CAPTURE(p.name);
        CHECK(p.doc.size() > 5);
        CHECK(say("{" + std::string{p.name} + "}").find("CANARY") == std::string::npos);
    }
}

TEST_CASE("a fingerprint stays when the finding moves and changes with rule, claim, line, element or occurrence") {
    auto const print = [&](std::string const& text, std::string_view rule = "a-rule", unsigned element = 1,
                           unsigned occurrence = 0) {
        open_claim const claim{text};
        scrub::hit h;
        h.line = 0;
        h.element = static_cast<std::uint8_t>(element);
        h.occurrence = occurrence;
        h.segment = claim.reading.tables.lines[0].sv1;
        return std::string{scrub::fingerprint_of(rule, claim.context, h, claim.reading.segments[h.segment])};
    };
    std::string const text = with_line("SV1*HC:L0650*5*UN*1***1");
    std::string const first = print(text);
    CHECK(first.size() == 32);
    CHECK(print(std::string{claim_head} + "NTE*ADD*W~LX*1~SV1*HC:L1833*9*UN*1***1~") == first);
    CHECK(print(with_line("SV1*HC:L0650*5*UN*1***1", "REF*6R*OTHER~")) != first);
    CHECK(print(text, "b-rule") != first);
    CHECK(print(text, "a-rule", 2) != first);
    CHECK(print(text, "a-rule", 1, 1) != first);
    CHECK(scrub::sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("hits come in the order of segments and rules; equal places of a line are counted") {
    auto const book = book_of(rule_text("b-rule", "  when units = 1\n  at code") +
                              rule_text("a-rule", "  when units = 1\n  at charge") +
                              rule_text("c-rule", "  when note.length > 0", "note"));
    open_claim const claim{with_line("SV1*HC:L0650*5*UN*1***1", "NTE*ADD*A~NTE*ADD*B~")};
    auto const said = judge_both(*book, claim);
    REQUIRE(said.hits.size() == 4);
    CHECK(book->rule(said.hits[0].rule).ast.id == "a-rule");
    CHECK(book->rule(said.hits[1].rule).ast.id == "b-rule");
    CHECK(said.hits[2].occurrence == 0);
    CHECK(said.hits[3].occurrence == 1);
    CHECK(said.hits[2].segment < said.hits[3].segment);
}

TEST_CASE("rules that are switched off stay silent") {
    auto const book = book_of(rule_text("a-rule", "  when units = 1") + rule_text("b-rule", "  when units = 1"));
    open_claim const claim{with_line("SV1*HC:L0650*5*UN*1***1")};
    scrub::claim_judge judge{*book, {false, true}};
    std::vector<scrub::hit> hits;
    scrub::unknown_counts unknown{2};
    judge.judge(claim.window(), 0, hits, unknown);
    REQUIRE(hits.size() == 1);
    CHECK(hits[0].rule == 1);
}

TEST_CASE("most rules vanish when payer and code are known") {
    auto const& book = *shipped_pack().book;
    scrub::claim_judge judge{book};
    auto const guards = [&](std::string_view payer, std::string_view code) {
        return judge.guards_for(*book.payers().find(payer), book.codes().find(code));
    };
    std::size_t all = 0;
    for (auto const& rule : book.rules())
        if (rule.ast.scope == grammars::rule_scope::line) all += rule.guards.size();
    MESSAGE("line guards: " << all << "; L1833 Medicare: " << guards("medicare.dme", "L1833")
                            << "; L0650 commercial: " << guards("commercial", "L0650")
                            << "; L3999 Medicare: " << guards("medicare.dme", "L3999"));
    CHECK(guards("commercial", "L0650") < guards("medicare.dme", "L3999"));
    CHECK(guards("medicare.dme", "L1833") < all * 2 / 3);
}

TEST_CASE("a trace says why a rule spoke or stayed quiet, with the value of every question") {
    auto const book = book_of(rule_text("a-rule", "  payer commercial\n  when units = 1") +
                              rule_text("b-rule", "  effective 2030-01-01 ..\n  when units = 1") +
                              rule_text("c-rule", "  applies kind = addition\n  when units = 1") +
                              rule_text("d-rule", "  when units = 1 and not modifiers has any { KX }") +
                              rule_text("e-rule", "  when units = 2") + rule_text("f-rule", "  when hcpcs.known"));
    open_claim const claim{std::string{claim_head} +
                           "LX*1~SV1*HC:L0650*5*UN*1***1~DTP*472*D8*20250310~LX*2~SV1*HC:97760*5*UN*1***1~"};
    auto const text = [&](std::string_view id, std::uint32_t line) {
        auto const traced = scrub::trace(*book, claim.context, line, {*book->find(id)});
        REQUIRE(traced.size() == 1);
        return to_text(traced[0], *book, claim.context);
    };
    CHECK(text("a-rule", 0).starts_with("a-rule: not in scope: the payer is medicare.dme\n"));
    CHECK(text("b-rule", 0).starts_with("b-rule: not in scope: in force 2030-01-01 .. \n"));
    CHECK(text("c-rule", 0).starts_with("c-rule: not in scope: does not apply to this line\n"));
    CHECK(text("d-rule", 0).starts_with("d-rule: flagged: error\n"));
    CHECK(text("d-rule", 0).find("modifiers has any { KX }   [none]") != std::string::npos);
    CHECK(text("e-rule", 0).find("no       units = 2   [1]") != std::string::npos);
    CHECK(text("f-rule", 1).starts_with("f-rule: not checked: the official HCPCS file"));
}

TEST_CASE("explain prints everything that a rule says") {
    auto const& book = *shipped_pack().book;
    for (scrub::rule_index rule = 0; rule < book.rules().size(); ++rule) {
        std::string const text = scrub::explain(book, rule);
        auto const& ast = book.rule(rule).ast;
        CAPTURE(ast.id);
        for (auto const& part : {ast.id, ast.title, ast.message, ast.remedy, ast.confidence, ast.sources[0].url})
            CHECK(text.find(part) != std::string::npos);
    }
}

}  // namespace engine_judge_test
