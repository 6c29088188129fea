// Every example of fixtures/remittances: the claims sent, the remittances in their order, and what is made of each line.
// An expectation names amounts in dollars; what it leaves out is zero, empty or not there.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <map>
#include <set>

#include "scrubber/codes/code_tables.hpp"
#include "scrubber/remit/outcomes.hpp"
#include "tests/support/remit_examples.hpp"
#include "tests/support/remit_fragments.hpp"

namespace remit_examples_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

namespace {

using words = std::set<std::string>;

scrub::code_tables const& tables() {
    static scrub::code_tables_result const loaded =
        scrub::load_code_tables(scrub::folder_source(ORTHOSCRUB_SOURCE_DIR "/scrubber"));
    for (auto const& e : loaded.errors) FAIL_CHECK(scrub::to_string(e));
    REQUIRE(loaded.tables);
    return *loaded.tables;
}

/// The books of an example and what was made of them.
struct told {
    remit_fragments books;
    remit::outcome_book out;
};

void run(remit_example const& example, told& t) {
    for (fenced_block const& b : example.sent)
        t.books.add_837(b.text, b.word("payer").empty() ? "PAYER1" : b.word("payer"),
                        b.word("front") == "rejected" ? ledger::front_end::rejected : ledger::front_end::silent);
    model::date day = *model::date::from_iso("2026-04-15");
    for (fenced_block const& b : example.answers) {
        if (!b.word("paid").empty()) day = *model::date::from_iso(b.word("paid"));
        t.books.add_835(b.text, day.iso(), b.word("payer").empty() ? "PAYER1" : b.word("payer"));
        day = day.plus_days(14);
    }
    t.books.match();
    remit::outcomes(t.books.sent, t.books.answered, t.books.matches, tables(), t.out);
}

words words_of(boost::json::value const& list) {
    words all;
    for (auto const& one : list.as_array()) all.insert(std::string{one.as_string()});
    return all;
}

std::int64_t cents(boost::json::value const& dollars) { return std::llround(dollars.to_number<double>() * 100); }

/// "1", with several claims "ORT-1:1", with several payers "1@PAYER2".
std::string key_of(told const& t, remit::line_outcome const& o) {
    auto const& line = t.books.sent.lines[o.line];
    std::string key;
    if (t.books.sent.claims.size() > 1) {
        key = std::string{t.books.sent.claims[o.claim].control_number};
        auto const same = std::count_if(t.books.sent.claims.begin(), t.books.sent.claims.begin() + o.claim,
                                        [&](auto const& c) { return c.control_number == key; });
        if (same != 0) key += '#' + std::to_string(same + 1);
        key += ':';
    }
    key += line.number;
    auto const payers = std::count_if(t.out.outcomes.begin(), t.out.outcomes.end(),
                                      [&](auto const& other) { return other.line == o.line; });
    if (payers > 1) key += '@' + std::string{o.payer};
    return key;
}

void compare(told const& t, remit::line_outcome const& o, boost::json::object const& want) {
    auto text = [&](char const* name, std::string_view otherwise = "") {
        return want.contains(name) ? std::string{want.at(name).as_string()} : std::string{otherwise};
    };
    CHECK(to_string(o.decided) == text("disposition"));
    CHECK(to_string(o.sub) == text("sub"));
    CHECK(to_string(o.step) == text("lifecycle", "original"));
    CHECK(to_string(o.bears) == text("liability"));
    auto const& a = o.amounts;
    for (auto const& [name, amount] :
         std::initializer_list<std::pair<char const*, model::money>>{{"C", a.charge},
                                                                     {"P", a.paid},
                                                                     {"SH", a.patient_share},
                                                                     {"CT", a.contractual},
                                                                     {"PP", a.prior_payer},
                                                                     {"BN", a.bundled},
                                                                     {"PN", a.pending},
                                                                     {"DN", a.denied}}) {
        CAPTURE(name);
        CHECK(amount.cents == (want.contains(name) ? cents(want.at(name)) : 0));
    }
    words flags, reasons, rarcs;
    for (unsigned f = 0; f < static_cast<unsigned>(remit::outcome_flag::count_); ++f)
        if (o.has(static_cast<remit::outcome_flag>(f)))
            flags.insert(std::string{to_string(static_cast<remit::outcome_flag>(f))});
    CHECK(flags == (want.contains("flags") ? words_of(want.at("flags")) : words{}));
    for (std::uint32_t i = o.adjustments.first; i < o.adjustments.first + o.adjustments.count; ++i) {
        auto const& r = t.out.reasons[i];
        if (remit::denies(r.kind))
            reasons.insert(std::string{r.group} + '-' + std::string{r.carc} + ':' +
                           std::string{remit::to_string(r.kind)});
    }
    CHECK(reasons == (want.contains("reasons") ? words_of(want.at("reasons")) : words{}));
    for (std::uint32_t i = o.remarks.first; i < o.remarks.first + o.remarks.count; ++i)
        if (!t.out.remarks[i].alert) rarcs.insert(std::string{t.out.remarks[i].code});
    if (want.contains("rarcs")) CHECK(rarcs == words_of(want.at("rarcs")));
    CHECK((o.host == remit::absent ? "" : std::string{t.books.sent.lines[o.host].number}) == text("host"));
    if (want.contains("remit_lines")) CHECK(o.remit_lines == want.at("remit_lines").as_int64());
    if (want.contains("tier")) CHECK("L" + std::to_string(static_cast<int>(o.tier)) == text("tier"));
    if (want.contains("first"))
        CHECK((o.first == remit::absent ? "" : to_string(t.out.first_decisions[o.first].decided)) == text("first"));
    if (want.contains("decided")) CHECK(o.decided_on.iso() == text("decided"));
}

void check_examples(std::string const& folder, std::size_t at_least) {
    auto const examples = load_remit_examples(folder);
    CHECK(examples.size() >= at_least);
    for (remit_example const& example : examples) {
        CAPTURE(example.name);
        told t;
        run(example, t);
        auto const want = boost::json::parse(example.expect).as_object();
        auto const& lines = want.at("lines").as_object();
        words seen, found, unmatched;
        for (remit::line_outcome const& o : t.out.outcomes) {
            if (o.line == remit::absent) {
                CHECK(o.decided == remit::disposition::unmatched);
                unmatched.insert(std::string{t.books.answered.claims[o.remitted_claim].control_number});
                continue;
            }
            std::string const key = key_of(t, o);
            CAPTURE(key);
            seen.insert(key);
            REQUIRE(lines.contains(key));
            compare(t, o, lines.at(key).as_object());
        }
        for (auto const& one : lines) CHECK(seen.count(std::string{one.key()}) == 1);
        for (auto const& f : t.out.findings) found.insert(std::string{f.id});
        CHECK(found == (want.contains("findings") ? words_of(want.at("findings")) : words{}));
        CHECK(unmatched == (want.contains("unmatched") ? words_of(want.at("unmatched")) : words{}));
        CHECK(t.out.retransmissions ==
              (want.contains("retransmissions") ? want.at("retransmissions").to_number<std::uint64_t>() : 0));
    }
}

}  // namespace

TEST_CASE("remittances: the thirty worked examples come out as written") { check_examples("examples", 30); }

TEST_CASE("remittances: what the worked examples do not reach") { check_examples("cases", 20); }

}  // namespace remit_examples_test
