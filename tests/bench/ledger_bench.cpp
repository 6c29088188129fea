// How fast a ledger records and loads: LINES lines (1,000,000) in files of 100,000, three to a claim, each third with a
// finding and all with unchecked rules; then a remittance of 100,000 claims against them. Prints seconds, lines a second,
// bytes a line and the highest memory. Usage: ledger_bench [LINES] [FOLDER]
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <random>

#include "tests/support/ledger_books.hpp"

using namespace orthoscrub;

namespace {

struct stop_watch {
    std::chrono::steady_clock::time_point from = std::chrono::steady_clock::now();
    std::clock_t cpu_from = std::clock();
    double cpu = 0;  ///< seconds of the processor, all laps
    double lap() {
        auto const now = std::chrono::steady_clock::now();
        double const seconds = std::chrono::duration<double>(now - from).count();
        from = now;
        auto const cpu_now = std::clock();
        cpu += static_cast<double>(cpu_now - cpu_from) / CLOCKS_PER_SEC;
        cpu_from = cpu_now;
        return seconds;
    }
};

void must(ledger::ledger_result const& result) {
    if (result.ok()) return;
    std::fprintf(stderr, "%s\n", result.message.c_str());
    std::exit(1);
}

void tell(char const* what, double seconds, std::size_t lines) {
    rusage use{};
    ::getrusage(RUSAGE_SELF, &use);
    static double before = 0;
    double const cpu = static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
    std::printf("%-34s %7.3f s %7.3f s of the processor %9.0f lines/s  %ld MB at most\n", what, seconds, cpu - before,
                static_cast<double>(lines) / seconds, use.ru_maxrss / 1024);
    before = cpu;
}

std::string padded(char const* form, std::size_t n) {
    char text[80];
    std::snprintf(text, sizeof text, form, n);
    return text;
}

}  // namespace

int main(int count, char** words) {
    std::size_t const lines = count > 1 ? std::strtoull(words[1], nullptr, 10) : 1000000;
    std::size_t const claims_a_file = 33333;
    std::mt19937_64 random{4};
    tests::ledger_folder const folder;
    std::string const path = count > 2 ? std::string{words[2]} + "/bench.db" : folder.db();
    ledger::ledger book;
    must(book.open(path, "", ledger::open_mode::create));
    double seconds = 0, cpu = 0;
    std::size_t written = 0, claim = 0;
    std::vector<ledger::person_hash> members;
    for (std::size_t file = 0; written < lines; ++file) {
        tests::submission_maker m;
        m.file("bench.837", padded("%064zx", file + 1));
        for (std::size_t i = 0; i < claims_a_file && written < lines; ++i, ++claim) {
            auto const control = padded("SUPPLY%08zu", claim);
            auto& c = m.claim(control);
            c.members = {random(), 0};
            members.push_back(c.members[0]);
            c.patient = random();
            c.last_name = random();
            c.tax_id = 77;
            c.set = m.keep(std::to_string(i / 5000));
            for (int l = 0; l < 3; ++l, ++written) {
                m.line(l == 0 ? "L1832" : "L2397", 80000 + l, control + "-" + std::to_string(l));
                m.unchecked("same-similar")
                    .unchecked("rul-replacement")
                    .unchecked("prior-auth-expired")
                    .unchecked("pdac-verification");
                if (l == 0) m.finding("modifier-side-required", padded("%032zx", random()));
            }
        }
        stop_watch watch;
        ledger::record_summary summary;
        must(book.record(m.book, ledger::submission_state::sent, tests::test_run(), summary));
        seconds += watch.lap();
        cpu += watch.cpu;
    }
    std::printf("%.3f s of the processor\n", cpu);
    tell("record sent", seconds, written);
    ledger::ledger_status status;
    must(book.status(status));
    std::printf("%.1f bytes a line\n",
                static_cast<double>(std::filesystem::file_size(path)) / static_cast<double>(written));

    for (int run = 0; run < 2; ++run) {
        tests::remittance_maker era;
        era.remittance(padded("%064zx", std::size_t{0xabc0} + static_cast<std::size_t>(run)));
        std::size_t const step = std::max<std::size_t>(1, claim / 100000);
        for (std::size_t i = 0; i < claim && era.book.claims.size() < 100000; i += step) {
            auto const control = padded("SUPPLY%08zu", i);
            auto& c = era.claim(control, padded("26%012zu", i + static_cast<std::size_t>(run)));
            c.members[0] = members[i];
            for (int l = 0; l < 3; ++l)
                era.line(l == 0 ? "L1832" : "L2397", 80000, 64000, control + "-" + std::to_string(l));
        }
        std::size_t const remitted = era.book.lines.size();
        stop_watch watch;
        must(book.begin());
        ledger::submission_book submissions;
        ledger::remittance_book earlier;
        must(book.find_known(era.book));
        must(book.load_related(era.book, submissions, earlier));
        tell(run == 0 ? "load related" : "load related, second remittance", watch.lap(), remitted);
        if (submissions.claims.size() != era.book.claims.size())
            std::puts("load_related found other claims than expected");
        ledger::remit_summary summary;
        must(book.record(era.book, summary));
        tell("record remittance", watch.lap(), remitted);
        ledger::result_book results;
        results.evidence = {{"control_number_equal", 50}, {"charge_equal", 15}};
        results.reasons = {{"CO", "45", "contractual", {16000}}};
        for (std::size_t i = 0; i < era.book.claims.size(); ++i) {
            results.matches.push_back(
                {era.book.claims[i].id, submissions.claims[i].id, "matched", 95, false, false, {0, 2}});
            for (std::uint32_t l = 0; l < 3; ++l) {
                auto const row = submissions.claims[i].lines.first + l;
                auto const remitted_row = era.book.claims[i].lines.first + l;
                results.line_matches.push_back(
                    {era.book.lines[remitted_row].id, submissions.lines[row].id, "L1", 100, false, false});
                ledger::recorded_outcome o;
                o.claim = submissions.claims[i].id;
                o.line = submissions.lines[row].id;
                o.remitted_claim = era.book.claims[i].id;
                o.remitted_line = era.book.lines[remitted_row].id;
                o.payer = "19003";
                o.disposition = "paid_reduced";
                o.lifecycle = "original";
                o.tier = "L1";
                o.reasons = {0, 1};
                o.amounts = {{{80000}, {64000}, {0}, {16000}, {0}, {0}, {0}, {0}}};
                o.decided_on = o.first_decided_on = tests::day("2026-01-20");
                results.outcomes.push_back(o);
            }
        }
        (void)watch.lap();
        must(book.record(results));
        tell("record results", watch.lap(), remitted);
        must(book.commit());
        tell("commit", watch.lap(), remitted);
    }
    stop_watch watch;
    std::vector<std::string> faults;
    must(book.verify(faults));
    for (auto const& fault : faults) std::puts(fault.c_str());
    tell("verify", watch.lap(), written);
    return faults.empty() ? 0 : 1;
}
