// The stages of `check`, each on top of the one before it; the last one writes the JSON report to a file.
#include <fcntl.h>
#include <unistd.h>

#include <memory>

#include "grammars/claim_837p.hpp"
#include "grammars/guide/guide_check.hpp"
#include "parser/write/sink.hpp"
#include "scrubber/engine/scrub_file.hpp"
#include "scrubber/report/report.hpp"
#include "scrubber/report/sorted_chunks.hpp"
#include "tests/bench/reading.hpp"
#include "tests/bench/stages.hpp"

namespace orthoscrub::bench {
namespace {

std::uint64_t tables_of(std::string_view text, model::claim_tables& tables, grammars::guide::guide_check* guide) {
    std::uint64_t lines = 0;
    grammars::hierarchy_state hierarchy;
    read_windows(text, [&](auto const& event, auto const& reader, auto& faults) {
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

std::uint64_t judge_all(std::string_view text, scrub::file_scrubber& scrubber) {
    std::uint64_t findings = 0;
    scrubber.begin_run();
    (void)scrubber.scrub(*text::read_memory(text), "bench.837", [&](auto const&) { ++findings; });
    return findings;
}

/// A whole check of a file with its JSON in another; the number of bytes written.
class json_check {
public:
    json_check(scrub::rule_book const& book, std::string input, std::string output)
        : input_{std::move(input)}, output_{std::move(output)}, scrubber_{book, {}} {}

    std::uint64_t run() {
        int const descriptor = ::open(output_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        auto const opened = text::open_file(input_);
        if (descriptor < 0 || !opened.input) return 0;
        written_ = 0;
        write::descriptor_sink to{descriptor};
        auto const json = scrub::make_json_report();
        scrubber_.begin_run();
        json->begin({"bench", "bench", "0", ""}, out_);
        auto const result = scrubber_.scrub(*opened.input, "bench.837", [&](scrub::finding_view const& finding) {
            rendered_.clear();
            json->render(finding, rendered_);
            order_.add(finding.at.byte, finding.rule, rendered_);
        });
        (void)order_.deliver([&](std::string_view chunk) {
            json->place(chunk, out_);
            if (out_.size() >= 64 * 1024) drain(to);
            return true;
        });
        json->end_file(result, out_);
        scrub::run_summary summary;
        summary.files = 1;
        summary.counts = result.counts;
        json->end(summary, out_);
        drain(to);
        ::close(descriptor);
        return written_;
    }

private:
    void drain(write::sink& to) {
        if (to.write(out_)) written_ += out_.size();
        out_.clear();
    }

    std::string input_, output_, out_, rendered_;
    scrub::sorted_chunks order_;
    scrub::file_scrubber scrubber_;
    std::uint64_t written_ = 0;
};

}  // namespace

std::vector<stage> check_stages(std::string_view text, scrub::rule_book const& book, std::string path,
                                std::string output) {
    return {
        {"and claims",
         [text] {
             return [text, tables = std::make_shared<model::claim_tables>()](pass& now) {
                 now.kept = tables_of(text, *tables, nullptr);
             };
         },
         true},
        {"and guide check",
         [text] {
             struct both {
                 model::claim_tables tables;
                 grammars::guide::guide_check guide{grammars::guide::guide_id::claim_837p};
             };
             return
                 [text, b = std::make_shared<both>()](pass& now) { now.kept = tables_of(text, b->tables, &b->guide); };
         },
         true},
        {"and facts, rules, SHA-256",
         [text, &book] {
             return [text, scrubber = std::make_shared<scrub::file_scrubber>(book, scrub::scrub_options{})](pass& now) {
                 now.kept = judge_all(text, *scrubber);
             };
         },
         true},
        {"whole check, file to JSON file",
         [&book, path, output] {
             return [check = std::make_shared<json_check>(book, path, output)](pass& now) {
                 now.kept = check->run();
                 now.failed = now.kept == 0;
             };
         },
         true},
    };
}

void count_claims(std::string_view text, scrub::rule_book const& book, input_figures& into) {
    scrub::file_scrubber scrubber{book, {}};
    auto const result = scrubber.scrub(*text::read_memory(text), "bench.837", [](auto const&) {});
    into.bytes = text.size();
    into.claims = result.counts.claims;
    into.lines = result.counts.lines;
    into.findings = result.counts.findings();
}

}  // namespace orthoscrub::bench
