// remit_bench 837 835 [RUNS]: how fast claims and remittances are read, matched, folded and held against findings, in
// memory. Lines a second count the submitted lines; the last row is all that `remit --claims` does but the writing.
#include <fmt/format.h>

#include <cstdlib>
#include <string>

#include "parser/text/source.hpp"
#include "scrubber/engine/pack.hpp"
#include "scrubber/record/remittance_reader.hpp"
#include "scrubber/record/rule_scopes.hpp"
#include "scrubber/record/submission_recorder.hpp"
#include "scrubber/remit/matching.hpp"
#include "scrubber/remit/outcomes.hpp"
#include "scrubber/remit/verdicts.hpp"
#include "tests/bench/measure.hpp"

using namespace orthoscrub;

namespace {

std::string bytes_of(char const* path) {
    auto const opened = text::open_file(path);
    if (!opened.input) {
        fmt::print(stderr, "remit_bench: {}: {}\n", path, opened.result.message);
        std::exit(4);
    }
    std::string bytes, block(1 << 20, '\0');
    while (auto const size = opened.input->read(block)) bytes.append(block, 0, size);
    return bytes;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        fmt::print(stderr, "usage: remit_bench 837 835 [RUNS]\n");
        return 3;
    }
    std::string const claims = bytes_of(argv[1]), answers = bytes_of(argv[2]);
    unsigned const runs = argc > 3 ? static_cast<unsigned>(std::atoi(argv[3])) : 5;
    std::vector<scrub::pack_files> const packs{scrub::embedded_pack()};
    scrub::pack_result const pack = scrub::load_pack(packs);
    scrub::rule_book const& book = *pack.loaded->book;
    ledger::person_hasher hasher{ledger::random_key()};

    ledger::submission_book submitted;
    ledger::remittance_book remitted;
    remit::match_book matches;
    remit::outcome_book outcomes;
    remit::verdict_book verdicts;
    auto const read_claims = [&] {
        submitted.clear();
        (void)record::read_submissions(*text::read_memory(claims), "bench.837", book, pack.loaded->sha256, {}, hasher,
                                       submitted);
    };
    auto const read_answers = [&] {
        remitted.clear();
        record::remittance_reader reader{book.payers(), hasher};
        (void)reader.read(*text::read_memory(answers), "bench.835", remitted);
    };
    auto const match = [&] { matches = remit::match(submitted, remitted, book.payers()); };
    auto const fold = [&] { remit::outcomes(submitted, remitted, matches, book.codes(), outcomes); };
    record::rule_scopes scopes{book};
    auto const judge = [&] {
        remit::judge_findings(
            submitted, outcomes, {},
            [&](ledger::submitted_claim const& claim, ledger::submitted_line const& line) {
                return std::span<std::uint32_t const>{scopes.of(claim, line)};
            },
            verdicts);
    };
    fmt::print("{:<44}{:>10}{:>14}\n", "stage", "ms", "lines/s");
    auto const show = [&](char const* stage, auto const& run) {
        run();
        double const seconds = bench::measure(stage, runs, run).best();
        fmt::print("{:<44}{:>10.1f}{:>14.0f}\n", stage, seconds * 1000,
                   static_cast<double>(submitted.lines.size()) / seconds);
    };
    show("claims into a book, whole rule book", read_claims);
    show("835 into a book", read_answers);
    show("match", match);
    show("fold and decide", fold);
    show("findings against decisions", judge);
    show("match, fold, findings", [&] {
        match();
        fold();
        judge();
    });
    show("835, match, fold, findings", [&] {
        read_answers();
        match();
        fold();
        judge();
    });
    show("all", [&] {
        read_claims();
        read_answers();
        match();
        fold();
        judge();
    });
    return 0;
}
