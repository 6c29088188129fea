// The way back: 835 into tables and into a book, and a book of claims matched with a book of answers.
#include <memory>

#include "grammars/remit_835.hpp"
#include "parser/text/source.hpp"
#include "scrubber/record/remittance_reader.hpp"
#include "scrubber/record/rule_scopes.hpp"
#include "scrubber/record/submission_recorder.hpp"
#include "scrubber/remit/matching.hpp"
#include "scrubber/remit/outcomes.hpp"
#include "scrubber/remit/verdicts.hpp"
#include "tests/bench/reading.hpp"
#include "tests/bench/stages.hpp"

namespace orthoscrub::bench {
namespace {

template <class Visit>
void tables_of(std::string_view text, model::remit_tables& tables, Visit const& visit) {
    grammars::remit_state state;
    read_windows(text, [&](auto const& event, auto const& reader, auto& faults) {
        if (event.first) state = {};
        tables.clear();
        grammars::read_remittance({event.segments, event.context, event.last}, reader.interchange().marks, {}, state,
                                  tables, faults);
        visit(tables);
    });
}

/// Reads one 835 again and again into one book.
struct book_reader {
    explicit book_reader(scrub::rule_book const& rules)
        : hasher{ledger::random_key()}, reader{rules.payers(), hasher} {}
    ledger::person_hasher hasher;
    record::remittance_reader reader;
    ledger::remittance_book book;
};

/// Claims and answers, read once.
struct match_case {
    match_case(std::string_view claims, std::string_view remittances, scrub::rule_book const& book)
        : rules{book}, hasher{ledger::random_key()}, scopes{book} {
        (void)record::read_submissions(*text::read_memory(claims), "bench.837", rules, "", {}, hasher, submitted);
        record::remittance_reader reader{rules.payers(), hasher};
        (void)reader.read(*text::read_memory(remittances), "bench.835", remitted);
    }
    void match() { matches = remit::match(submitted, remitted, rules.payers()); }
    void fold() {
        remit::outcomes(submitted, remitted, matches, rules.codes(), outcomes);
        remit::judge_findings(
            submitted, outcomes, {},
            [&](ledger::submitted_claim const& claim, ledger::submitted_line const& line) {
                return std::span<std::uint32_t const>{scopes.of(claim, line)};
            },
            verdicts);
    }

    scrub::rule_book const& rules;
    ledger::person_hasher hasher;
    record::rule_scopes scopes;
    ledger::submission_book submitted;
    ledger::remittance_book remitted;
    remit::match_book matches;
    remit::outcome_book outcomes;
    remit::verdict_book verdicts;
};

}  // namespace

std::vector<stage> remittance_stages(std::string_view text, scrub::rule_book const& book) {
    return {
        {"and claims paid",
         [text] {
             return [text, tables = std::make_shared<model::remit_tables>()](pass& now) {
                 tables_of(text, *tables, [&](auto const& t) { now.kept += t.lines.size(); });
             };
         },
         true},
        {"and sums, hashes, into a book",
         [text, &book] {
             return [text, r = std::make_shared<book_reader>(book)](pass& now) {
                 r->book.clear();
                 now.kept = r->reader.read(*text::read_memory(text), "bench.835", r->book).lines;
             };
         },
         true},
    };
}

std::vector<stage> match_stages(std::string_view claims, std::string_view remittances, scrub::rule_book const& book) {
    auto const both = std::make_shared<match_case>(claims, remittances, book);
    return {
        {"match",
         [both] { return [both](pass& now) { both->match(), now.kept = both->matches.claim_matches.size(); }; }, false,
         false},
        {"fold, decide, hold against findings",
         [both] { return [both](pass& now) { both->fold(), now.kept = both->outcomes.outcomes.size(); }; }, false,
         false},
    };
}

void count_remittances(std::string_view text, input_figures& into) {
    model::remit_tables tables;
    into.bytes = text.size();
    tables_of(text, tables, [&](auto const& t) {
        into.claims += t.claims.size();
        into.lines += t.lines.size();
    });
}

}  // namespace orthoscrub::bench
