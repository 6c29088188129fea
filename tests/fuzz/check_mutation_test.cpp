// What `check` does, over damaged files of every kind it takes: 837P, 835, 999, 277CA and TA1, from bytes to the finished
// report. Nothing crashes or hangs, findings do not depend on windows and reads, every report is whole: JSON can be read and
// holds each finding once, a page is as strict as XML, a table has its columns in every row.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "parser/text/source.hpp"
#include "scrubber/engine/pack.hpp"
#include "scrubber/engine/scrub_file.hpp"
#include "scrubber/report/report.hpp"
#include "scrubber/report/sorted_chunks.hpp"
#include "tests/fuzz/first_difference.hpp"
#include "tests/fuzz/mutator.hpp"
#include "tests/tools/html_check.hpp"

namespace check_mutation_test {

namespace {

using namespace orthoscrub;
namespace json = boost::json;

/// Everything that is held for whole files: claims and what answers them.
std::vector<test::seed_file> all_seeds() {
    auto seeds = test::seed_files();
    auto const claims = seeds.size();
    for (char const* folder : {"/fixtures/remittances", "/fixtures/acknowledgments"})
        for (auto const& entry : std::filesystem::directory_iterator(std::string{ORTHOSCRUB_SOURCE_DIR} + folder)) {
            if (!entry.is_regular_file() || entry.path().extension() == ".md") continue;
            std::ostringstream text;
            text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
            seeds.push_back({entry.path().filename().string(), text.str()});
        }
    REQUIRE(seeds.size() > claims + 6);
    // As many answers as claims.
    for (std::size_t i = claims; seeds.size() < 2 * claims; ++i) seeds.push_back(test::seed_file{seeds[i]});
    std::sort(seeds.begin(), seeds.end(), [](auto const& a, auto const& b) { return a.name < b.name; });
    return seeds;
}

enum class format { text, concise, json, ndjson, csv, sarif, html, count_ };

std::unique_ptr<scrub::report> report_of(format wanted, scrub::rule_book const& book) {
    switch (wanted) {
        case format::concise:
            return scrub::make_concise_report();
        case format::json:
            return scrub::make_json_report();
        case format::ndjson:
            return scrub::make_ndjson_report();
        case format::csv:
            return scrub::make_csv_report();
        case format::sarif:
            return scrub::make_sarif_report(book);
        case format::html:
            return scrub::make_html_report(book.codes().answers);
        default:
            return scrub::make_text_report(book.codes().answers, {});
    }
}

struct outcome {
    std::vector<std::string> findings;  ///< sorted
    scrub::file_result result;
    std::string report;
};

outcome checked(scrub::file_scrubber& scrubber, scrub::rule_book const& book, std::string_view text, std::size_t block,
                format wanted) {
    auto const exact = std::make_unique<char[]>(text.size());
    std::copy(text.begin(), text.end(), exact.get());
    auto const input = text::read_memory({exact.get(), text.size()}, block);
    outcome out;
    auto const report = report_of(wanted, book);
    scrub::sorted_chunks chunks{4096};  // small, so that it goes to the disk now and then
    report->begin({"0", "pack", "1", "hash"}, out.report);
    std::string rendered;
    scrubber.begin_run();
    out.result = scrubber.scrub(*input, "case.edi", [&](scrub::finding_view const& f) {
        auto words = std::to_string(f.at.byte) + " " + std::string(f.rule) + " x" + std::to_string(f.count);
        // What stands behind a broken loop is not known to the grammar where a window ends.
        if (f.rule != "x12-loop-broken") words.append(" ").append(f.message);
        if (f.claim) words.append(" of ").append(f.claim->control_number);
        if (f.line) words.append(" line ").append(f.line->number);
        words.append(" ").append(f.fingerprint);
        out.findings.push_back(std::move(words));
        rendered.clear();
        report->render(f, rendered);
        chunks.add(f.at.byte, f.rule, rendered);
    });
    REQUIRE(chunks.deliver([&](std::string_view chunk) {
        report->place(chunk, out.report);
        return true;
    }));
    report->end_file(out.result, out.report);
    scrub::run_summary summary;
    summary.files = 1;
    summary.counts.add(out.result.counts);
    report->end(summary, out.report);
    while (report->more(out.report)) {
    }
    REQUIRE_FALSE(report->failed());
    std::sort(out.findings.begin(), out.findings.end());
    return out;
}

/// Number of fields of each row of RFC 4180 text; empty when a quote is out of place.
std::vector<std::size_t> fields_of(std::string_view table) {
    std::vector<std::size_t> rows;
    std::size_t fields = 1;
    bool quoted = false;
    for (std::size_t i = 0; i < table.size(); ++i) {
        char const c = table[i];
        if (c == '"') quoted = !quoted;
        else if (!quoted && c == ',') ++fields;
        else if (!quoted && c == '\n') {
            rows.push_back(fields);
            fields = 1;
        }
    }
    if (quoted) rows.clear();
    return rows;
}

/// What is wrong with a report; empty when nothing is.
std::string report_fault(outcome const& o, format wanted) {
    boost::system::error_code error;
    if (wanted == format::json) {
        auto const value = json::parse(o.report, error);
        if (error) return "JSON: " + error.message();
        return value.at("findings").as_array().size() == o.findings.size() ? "" : "findings in the JSON";
    }
    if (wanted == format::sarif) {
        auto const value = json::parse(o.report, error);
        if (error) return "SARIF: " + error.message();
        auto const& results = value.at("runs").at(0).at("results").as_array();
        return results.size() == o.findings.size() ? "" : "results in the SARIF";
    }
    if (wanted == format::ndjson) {
        std::istringstream lines(o.report);
        std::size_t findings = 0;
        for (std::string line; std::getline(lines, line);) {
            auto const value = json::parse(line, error);
            if (error) return "NDJSON: " + error.message() + " " + line;
            findings += value.at("type") == "finding";
        }
        return findings == o.findings.size() ? "" : "findings in the NDJSON";
    }
    if (wanted == format::csv) {
        auto const rows = fields_of(o.report);
        if (rows.size() != o.findings.size() + 1) return "rows of the table";
        return std::count(rows.begin(), rows.end(), rows.front()) == std::ssize(rows) ? "" : "fields of a row";
    }
    if (wanted == format::html) {
        auto const complaints = tests::html_complaints(o.report);
        return complaints.empty() ? "" : "page: " + complaints.front();
    }
    if (wanted == format::concise)
        return std::count(o.report.begin(), o.report.end(), '\n') >= std::ssize(o.findings) ? "" : "lines";
    return {};
}

std::string difference(outcome const& a, outcome const& b) {
    if (a.result.counts.claims != b.result.counts.claims || a.result.counts.lines != b.result.counts.lines)
        return "claims or lines";
    if (a.result.sha256 != b.result.sha256 || a.result.status != b.result.status) return "hash or status";
    return test::first_difference(a.findings, b.findings);
}

}  // namespace

TEST_CASE("check: reports of damaged claims and answers are whole, however the file is read") {
    scrub::pack_files const packs[] = {scrub::embedded_pack()};
    auto const pack = scrub::load_pack(packs);
    REQUIRE(pack.loaded);
    auto const& book = *pack.loaded->book;
    scrub::scrub_options options;
    options.answers = scrub::answer_sets::all;
    scrub::file_scrubber usual(book, options);
    auto const seeds = all_seeds();
    auto const first = test::first_case(), count = test::case_count(2'000);
    std::uint64_t findings = 0, claims = 0, answers = 0, bytes = 0;
    for (std::uint64_t number = first; number < first + count; ++number) {
        auto const text = test::mutated(seeds, number);
        generator::dice luck(number + 7);
        auto const wanted = static_cast<format>(number % static_cast<unsigned>(format::count_));
        scrub::scrub_options pieces = options;
        pieces.limits.window_bytes = 1 + luck.below(3000);
        auto const whole = checked(usual, book, text, 0, wanted);
        auto fault = whole.result.bytes == text.size() ? std::string{} : "bytes of the file";
        if (fault.empty()) fault = report_fault(whole, wanted);
        scrub::file_scrubber small(book, pieces);
        if (fault.empty()) fault = difference(whole, checked(small, book, text, 1 + luck.below(300), wanted));
        findings += whole.findings.size();
        claims += whole.result.counts.claims;
        answers += whole.result.answer_sets;
        bytes += text.size();
        if (fault.empty()) continue;
        INFO("case ", number, ", format ", number % static_cast<unsigned>(format::count_), ": ", test::printable(fault),
             "\n", test::printable(text));
        FAIL_CHECK("a property does not hold");
    }
    MESSAGE(count, " cases, ", bytes, " bytes, ", claims, " claims, ", answers, " sets of answers, ", findings,
            " findings");
    CHECK(findings > count);
    CHECK(answers > count / 4);
}

}  // namespace check_mutation_test
