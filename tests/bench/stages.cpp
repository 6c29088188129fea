// Each stage of a check over the same clean generated batch, beside memcpy, memchr and a byte loop over the same bytes
// in the same run. Stages are cumulative from "segments" on: every one does the work of those above it. The input lies
// in memory except for the last row, which reads it from a file as the command line does.
//
//   orthoscrub_bench [CLAIMS [RUNS]]        100000 claims, 7 runs
#include <fmt/format.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "grammars/claim_837p.hpp"
#include "grammars/guide/guide_check.hpp"
#include "parser/envelope/interchange_reader.hpp"
#include "parser/text/scan.hpp"
#include "parser/text/source.hpp"
#include "scrubber/engine/pack.hpp"
#include "scrubber/engine/scrub_file.hpp"
#include "scrubber/report/report.hpp"
#include "scrubber/report/sorted_chunks.hpp"
#include "tests/bench/measure.hpp"
#include "tools/generator/generator.hpp"

namespace {

using namespace orthoscrub;
using bench::keep;
using bench::timing;

constexpr std::size_t window = 64 * 1024;

std::uint64_t index_in_a_loop(std::string_view text, std::vector<std::uint32_t>& index) {
    std::size_t found = 0;
    for (std::size_t from = 0; from < text.size(); from += window) {
        found = 0;
        auto const size = static_cast<std::uint32_t>(std::min(window, text.size() - from));
        for (std::uint32_t i = 0; i < size; ++i)
            if (char const c = text[from + i]; c == '*' || c == '~') index[found++] = i;
    }
    return found;
}

std::uint64_t terminators_of(std::string_view text) {
    std::uint64_t found = 0;
    for (auto at = text.find('~'); at != text.npos; at = text.find('~', at + 1)) ++found;
    return found;
}

std::uint64_t scan_all(std::string_view text, text::scanner& scanner, text::scan_index& index) {
    scanner.reset({});
    std::uint64_t found = 0;
    for (std::size_t from = 0; from < text.size(); from += window) {
        index.clear();
        auto const size = static_cast<std::uint32_t>(std::min(window, text.size() - from));
        scanner.scan(text.data() + from, 0, size, index);
        found += index.marks.size();
    }
    return found;
}

/// Reads the whole text and calls `visit` with every window of a set.
template <class Visit>
std::uint64_t read_all(std::string_view text, Visit const& visit) {
    auto const input = text::read_memory(text);
    text::diagnostics faults;
    envelope::interchange_reader reader(*input, faults);
    while (true) {
        auto const event = reader.next();
        if (event.kind == envelope::event_kind::end) return reader.counted().segments;
        if (event.kind == envelope::event_kind::set_window) visit(event, reader, faults);
    }
}

std::uint64_t tables_of_all(std::string_view text, model::claim_tables& tables,
                            grammars::guide::guide_check* guide = nullptr) {
    std::uint64_t lines = 0;
    grammars::hierarchy_state hierarchy;
    read_all(text, [&](auto const& event, auto const& reader, auto& faults) {
        if (event.first) hierarchy = {};
        tables.clear();
        grammars::read_claims({event.segments, event.context, event.last}, reader.interchange().marks, {}, hierarchy,
                              tables, faults);
        if (guide != nullptr)
            guide->read({event.segments, tables.loops, event.context, event.first, event.last},
                        reader.interchange().marks, faults);
        lines += tables.lines.size();
    });
    return lines;
}

/// A whole check to JSON in memory; the number of its bytes.
std::uint64_t json_of(text::source& input, scrub::file_scrubber& scrubber) {
    scrubber.begin_run();
    auto const json = scrub::make_json_report();
    std::string out, rendered;
    scrub::sorted_chunks order;
    json->begin({"bench", "bench", "0", ""}, out);
    auto const result = scrubber.scrub(input, "bench.837", [&](scrub::finding_view const& finding) {
        rendered.clear();
        json->render(finding, rendered);
        order.add(finding.at.byte, finding.rule, rendered);
    });
    bool const delivered = order.deliver([&](std::string_view chunk) {
        json->place(chunk, out);
        return true;
    });
    json->end_file(result, out);
    scrub::run_summary summary;
    summary.files = 1;
    summary.counts = result.counts;
    json->end(summary, out);
    return delivered ? out.size() : 0;
}

/// A file that is gone when the program ends.
class scratch_file {
public:
    explicit scratch_file(std::string_view text)
        : path_{std::filesystem::temp_directory_path() /
                ("orthoscrub-bench-" + std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()) +
                 ".837")} {
        std::ofstream{path_, std::ios::binary}.write(text.data(), static_cast<std::streamsize>(text.size()));
    }
    ~scratch_file() { std::filesystem::remove(path_); }
    scratch_file(scratch_file const&) = delete;
    scratch_file& operator=(scratch_file const&) = delete;
    [[nodiscard]] std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

void print(timing const& t, std::size_t bytes, std::uint64_t claims, double memchr_best) {
    auto const megabytes = static_cast<double>(bytes) / 1e6;
    fmt::print("{:<34}{:>9.0f}{:>9.0f}{:>11.3f}{:>13.0f}\n", t.stage, megabytes / t.best(), megabytes / t.median(),
               memchr_best / t.best(), static_cast<double>(claims) / t.median());
}

}  // namespace

int main(int count, char** words) {
    auto const claims = count > 1 ? std::strtoull(words[1], nullptr, 10) : 100'000;
    auto const runs = count > 2 ? static_cast<unsigned>(std::strtoul(words[2], nullptr, 10)) : 7U;
    if (claims == 0 || runs == 0) {
        fmt::print(stderr, "usage: orthoscrub_bench [CLAIMS [RUNS]]\n");
        return 3;
    }
    std::string text;
    generator::options wanted;
    wanted.claims = claims;
    generator::generate(wanted, [&](std::string_view piece) { text += piece; });
    scrub::pack_files const packs[] = {scrub::embedded_pack()};
    auto const pack = scrub::load_pack(packs);
    if (!pack.loaded) {
        fmt::print(stderr, "the embedded rule pack does not load\n");
        return 5;
    }
    auto const& book = *pack.loaded->book;
    fmt::print("{} claims, {:.1f} MB, {} rules, {} runs; MB/s of the best and the median run, best against memchr\n\n",
               claims, static_cast<double>(text.size()) / 1e6, book.rules().size(), runs);
    fmt::print("{:<34}{:>9}{:>9}{:>11}{:>13}\n", "stage", "best", "median", "of memchr", "claims/s");

    auto const memchr_time =
        bench::measure("memchr", runs, [&] { keep(std::memchr(text.data(), '\x01', text.size()) == nullptr); });
    auto const show = [&](timing const& t) { print(t, text.size(), claims, memchr_time.best()); };
    auto const copy = std::make_unique<char[]>(text.size());
    show(bench::measure("memcpy", runs, [&] {
        std::memcpy(copy.get(), text.data(), text.size());
        keep(static_cast<unsigned char>(copy[text.size() / 2]));
    }));
    show(memchr_time);
    show(bench::measure("memchr to every terminator", runs, [&] { keep(terminators_of(text)); }));
    std::vector<std::uint32_t> positions(window);
    show(bench::measure("byte loop to an index", runs, [&] { keep(index_in_a_loop(text, positions)); }));

    text::scan_index index;
    for (auto const kernel : {text::scan_kernel::scalar, text::scan_kernel::sse2, text::scan_kernel::avx2}) {
        if (!text::supported(kernel)) continue;
        text::scanner scanner(kernel);
        show(bench::measure(fmt::format("scan, {}", text::to_string(kernel)), runs,
                            [&] { keep(scan_all(text, scanner, index)); }));
    }
    show(bench::measure("segments", runs, [&] { keep(read_all(text, [](auto const&, auto const&, auto const&) {})); }));
    model::claim_tables tables;
    show(bench::measure("segments, grammar", runs, [&] { keep(tables_of_all(text, tables)); }));
    grammars::guide::guide_check guide{grammars::guide::guide_id::claim_837p};
    show(bench::measure("segments, grammar, guide", runs, [&] { keep(tables_of_all(text, tables, &guide)); }));

    scrub::file_scrubber scrubber(book, {});
    std::uint64_t findings = 0;
    show(bench::measure("segments, grammar, guide, rules", runs, [&] {
        findings = 0;
        scrubber.begin_run();
        keep(scrubber.scrub(*text::read_memory(text), "bench.837", [&](auto const&) { ++findings; }).bytes);
    }));
    show(bench::measure("whole check to JSON", runs, [&] { keep(json_of(*text::read_memory(text), scrubber)); }));
    scratch_file const file(text);
    show(bench::measure("whole check of a file to JSON", runs, [&] {
        auto const opened = text::open_file(file.path());
        if (opened.input) keep(json_of(*opened.input, scrubber));
    }));
    fmt::print("\n{} findings\n", findings);
    return 0;
}
