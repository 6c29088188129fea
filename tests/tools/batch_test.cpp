// `check` on several threads: the same bytes for any number of jobs, over clean and broken files of every kind; a run that is
// stopped says how far it came; what a step throws ends the run.
#include <doctest/doctest.h>
#include <signal.h>

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "scrubber/engine/pack.hpp"
#include "tests/support/judging.hpp"
#include "tests/tools/claim_text.hpp"
#include "tests/tools/run_program.hpp"
#include "tools/batch/batch_scrub.hpp"
#include "tools/orthoscrub/progress.hpp"

namespace batch_test {

namespace {

using namespace orthoscrub;
using tests::outcome;
using tests::run;
using tests::scratch_folder;

/// Files of every kind: clean, with mistakes, broken, empty, missing, answers, and claims sent twice in two files.
std::vector<std::string> all_kinds(scratch_folder const& folder) {
    std::vector<std::string> files;
    for (char const* const below : {"fixtures/x12", "fixtures/defects", "fixtures/acknowledgments"})
        for (auto const& entry :
             std::filesystem::recursive_directory_iterator{std::string{ORTHOSCRUB_SOURCE_DIR} + "/" + below})
            if (entry.is_regular_file() && entry.path().extension() != ".md") files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    std::string const many = run({"generate", "--claims", "1500"}).out;
    files.push_back(folder.file("many.837", many));
    files.push_back(folder.file("again.837", many));
    files.push_back(folder.file("cut.837", many.substr(0, many.size() / 3)));
    files.push_back(folder.file("empty.837", ""));
    files.push_back(folder.file("picture.png", "\x89PNG\r\n"));
    files.insert(files.begin() + static_cast<std::ptrdiff_t>(files.size() / 2), folder / "missing.837");
    return files;
}

struct listener : batch::batch_listener {
    std::vector<std::string> said;
    std::size_t stop_after = 1000;
    void begin_file(batch::batch_input const& file) override { said.push_back("begin " + file.path); }
    void take(scrub::finding_view const& finding) override { said.push_back(std::string{finding.rule}); }
    void advance(std::uint64_t, scrub::scrub_counts const&) override {}
    bool end_file(batch::batch_input const& file, std::optional<scrub::file_result> result) override {
        said.push_back("end " + file.path + (result ? " " + std::to_string(result->counts.claims) : " unopened"));
        return --stop_after != 0;
    }
};

std::unique_ptr<batch::batch_input> input_of(std::string path, std::string_view text) {
    return std::make_unique<batch::batch_input>(batch::batch_input{std::move(path), text::read_memory(text), {}});
}

}  // namespace

TEST_CASE("the output of a batch is the same for any number of jobs") {
    scratch_folder const folder;
    std::vector<std::string> const files = all_kinds(folder);
    REQUIRE(files.size() > 100);
    for (std::string const format : {"json", "concise", "sarif"}) {
        CAPTURE(format);
        std::vector<std::string> arguments{"check",    "--no-config", "--today",       "2026-01-01",
                                           "--format", format,        "--claim-bytes", "20000"};
        arguments.insert(arguments.end(), files.begin(), files.end());
        auto const with_jobs = [&](char const* jobs) {
            std::vector<std::string> all = arguments;
            all.insert(all.begin() + 1, {"--jobs", jobs});
            return run(all);
        };
        outcome const one = with_jobs("1");
        CHECK(one.code == 4);
        CHECK(one.out.find("again.837") != std::string::npos);
        for (char const* const jobs : {"2", "3", "8"}) {
            CAPTURE(jobs);
            outcome const more = with_jobs(jobs);
            CHECK(more.code == one.code);
            CHECK(more.out == one.out);
            CHECK(more.err == one.err);
        }
    }
}

TEST_CASE("a claim that an earlier file of the batch holds is found on any number of jobs") {
    scratch_folder const folder;
    std::string const text = run({"generate", "--claims", "300"}).out;
    std::string const monday = folder.file("monday.837", text), tuesday = folder.file("tuesday.837", text);
    for (char const* const jobs : {"1", "4"}) {
        outcome const o =
            run({"check", "--jobs", jobs, "--format", "concise", "--rules", "duplicate-claim", monday, tuesday});
        CHECK(o.out.find("tuesday.837") != std::string::npos);
        CHECK(o.out.find(monday) != std::string::npos);
        CHECK(o.out.find("claim 300 of") != std::string::npos);
    }
}

TEST_CASE("a pattern that no shell expanded stands for its files") {
    scratch_folder const folder;
    std::string const text = tests::claim_file(tests::clean_claim);
    folder.file("a.837", text);
    folder.file("b.837", text);
    folder.file("c.txt", "no claims");
    outcome const o = run({"check", "--format", "json", folder / "*.837"});
    CHECK(o.out.find("a.837\"") != std::string::npos);
    CHECK(o.out.find("b.837\"") != std::string::npos);
    CHECK(o.out.find("c.txt") == std::string::npos);
    CHECK(run({"check", folder / "*.edi"}).err.find("*.edi: no such file") != std::string::npos);
}

TEST_CASE("a run that Ctrl-C stops reports what it read, and how far it came") {
    for (char const* const jobs : {"1", "3"}) {
        CAPTURE(jobs);
        scratch_folder const folder;
        std::string const text = run({"generate", "--claims", "3000"}).out;
        std::string const first = folder.file("first.837", text), out = folder / "out.json", err = folder / "err";
        int pipe_ends[2];
        REQUIRE(::pipe(pipe_ends) == 0);
        pid_t const child = ::fork();
        if (child == 0) {
            ::dup2(pipe_ends[0], 0);
            ::close(pipe_ends[1]);
            ::dup2(::open(err.c_str(), O_WRONLY | O_CREAT, 0600), 2);
            ::execl(ORTHOSCRUB_PROGRAM, ORTHOSCRUB_PROGRAM, "check", "--jobs", jobs, "--no-config", "--format", "json",
                    "--output", out.c_str(), first.c_str(), "-", first.c_str(), nullptr);
            ::_exit(127);
        }
        ::close(pipe_ends[0]);
        tests::write_all(pipe_ends[1], text);
        std::this_thread::sleep_for(std::chrono::milliseconds{300});
        ::kill(child, SIGINT);
        int status = 0;
        ::waitpid(child, &status, 0);
        ::close(pipe_ends[1]);
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 130);
        std::string const report = tests::read_file(out);
        CHECK(report.find("\"status\":\"interrupted\"") != std::string::npos);
        CHECK(report.find("\"sha256\":null") != std::string::npos);
        CHECK(report.ends_with("}\n"));
        CHECK(tests::read_file(err).find("interrupted; 1 of 3 files were read to the end") != std::string::npos);
        CHECK(folder.entries() == 3);
    }
}

TEST_CASE("what a batch is told of comes in order, and reading ends when the listener says so") {
    std::string const text = run({"generate", "--claims", "200"}).out;
    for (unsigned const jobs : {1u, 3u}) {
        CAPTURE(jobs);
        scrub::scrub_stages stages{*test::shipped_pack().book, {}};
        listener heard;
        heard.stop_after = 3;
        std::size_t begun = 0;
        std::atomic<bool> const stop = false;
        batch::scrub_batch(
            stages, jobs,
            [&]() -> std::unique_ptr<batch::batch_input> {
                if (++begun == 2) return std::make_unique<batch::batch_input>(batch::batch_input{"gone", nullptr, {}});
                return input_of(std::to_string(begun), text);
            },
            heard, stop);
        std::erase_if(heard.said,
                      [](std::string const& s) { return !s.starts_with("begin") && !s.starts_with("end"); });
        CHECK(heard.said == std::vector<std::string>{"begin 1", "end 1 200", "begin gone", "end gone unopened",
                                                     "begin 3", "end 3 200"});
    }
}

TEST_CASE("what is thrown while a batch is read ends the run and comes out") {
    std::string const text = run({"generate", "--claims", "200"}).out;
    for (unsigned const jobs : {1u, 4u}) {
        CAPTURE(jobs);
        scrub::scrub_stages stages{*test::shipped_pack().book, {}};
        listener heard;
        std::size_t begun = 0;
        std::atomic<bool> const stop = false;
        CHECK_THROWS_AS(batch::scrub_batch(
                            stages, jobs,
                            [&]() -> std::unique_ptr<batch::batch_input> {
                                if (++begun == 5) throw std::bad_alloc{};
                                return input_of(std::to_string(begun), text);
                            },
                            heard, stop),
                        std::bad_alloc);
        CHECK(begun == 5);
    }
}

TEST_CASE("the progress line says what is done and what is left") {
    using std::chrono::milliseconds;
    CHECK(tools::progress_words(480'000'000, 1'920'000'000, milliseconds{4000}, 84000, 1) ==
          "[#####...............]  25 %  480 MB, 84,000 claims, 1 finding, 12 s left");
    CHECK(tools::progress_words(1'000'000, 0, milliseconds{4000}, 1, 0) == "1 MB, 1 claim, 0 findings");
    CHECK(tools::progress_words(10'000'000, 1'000'000'000, milliseconds{2000}, -1, -1) ==
          "[....................]   1 %  10 MB, 4 min left");
    CHECK(tools::progress_words(1'000'000, 100'000'000'000, milliseconds{100}, -1, -1) ==
          "[....................]   0 %  1 MB, 2 h 46 min left");
    CHECK(tools::progress_words(7'000'000, 7'000'000, milliseconds{100}, -1, -1) ==
          "[####################] 100 %  7 MB");
}

}  // namespace batch_test
