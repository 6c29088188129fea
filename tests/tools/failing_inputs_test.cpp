// Files that fail while they are read: shortened, longer, written over, replaced, unreadable, broken in the middle. Each
// command says which file and what to do, ends with 4, and writes nothing that it did not read.
#include <doctest/doctest.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>

#include "tests/tools/claim_text.hpp"
#include "tests/tools/traced_program.hpp"

namespace failing_inputs_test {

using namespace orthoscrub::tests;

namespace {

/// Enough claims for several reads.
std::string const& many_claims() {
    static std::string const text = run({"generate", "--claims", "900"}).out;
    return text;
}

/// Files of one run: `claims` is what fails, out is what is written.
struct scene {
    scratch_folder folder;
    std::string claims = folder.file("day.837", many_claims());
    std::string out = folder.file("out", "old");

    scene() { (void)run({"generate", "--claims", "900", "-o", claims, "--era", folder / "day.835"}); }
};

struct reader {
    std::string_view name;
    std::vector<std::string> (*words)(scene const&);
    std::string_view file = "day.837";
    bool writes_partly = false;  ///< what was read is told of, with what went wrong
};

reader const readers[] = {
    {"check",
     [](scene const& s) { return std::vector<std::string>{"check", "--format", "json", "-o", s.out, s.claims}; },
     "day.837", true},
    {"fix", [](scene const& s) { return std::vector<std::string>{"fix", "-o", s.out, s.claims}; }},
    {"split",
     [](scene const& s) {
         return std::vector<std::string>{"split",     "--clean",        s.out,   "--held", s.folder / "held",
                                         "--reasons", s.folder / "why", s.claims};
     }},
    {"ack", [](scene const& s) { return std::vector<std::string>{"ack", "-o", s.out, s.claims}; }, "day.837", true},
    {"show", [](scene const& s) { return std::vector<std::string>{"show", "-o", s.out, s.claims}; }, "day.837", true},
    {"remit, its claims",
     [](scene const& s) {
         return std::vector<std::string>{"remit", s.folder / "day.835", "--claims", s.claims, "-o", s.out};
     },
     "day.837", true},
    {"remit, its answers",
     [](scene const& s) {
         return std::vector<std::string>{"remit", s.folder / "day.835", "--claims", s.claims, "-o", s.out};
     },
     "day.835", true},
};

/// Runs the program and does `harm` once, behind its first read of `file`.
outcome run_harmed(std::vector<std::string> const& words, std::string const& file, std::function<void()> const& harm) {
    return run_traced(words, SYS_pread64, [&](answered_call const& call) {
        if (call.result <= 0 || call.file() != file) return false;
        harm();
        return true;
    });
}

}  // namespace

TEST_CASE("a file that is written to while it is read is told as such: 4, and nothing is repaired or parted") {
    if (!can_trace()) return;
    struct row {
        std::string_view what;
        void (*harm)(std::string const& file);
    };
    for (row const& r : {
             row{"shortened", [](std::string const& file) { std::filesystem::resize_file(file, 300'000); }},
             row{"shortened to nothing", [](std::string const& file) { std::filesystem::resize_file(file, 0); }},
             row{"longer", [](std::string const& file) { std::ofstream{file, std::ios::app} << "ISA*"; }},
             row{"written over",
                 [](std::string const& file) {
                     std::fstream{file, std::ios::in | std::ios::out | std::ios::binary}.seekp(290'000) << "~~~~";
                 }},
         })
        for (reader const& each : readers) {
            CAPTURE(r.what);
            CAPTURE(each.name);
            scene const s;
            std::string const file = s.folder / each.file;
            outcome const o = run_harmed(each.words(s), file, [&] { r.harm(file); });
            CAPTURE(o.err);
            CHECK(o.code == 4);
            CHECK(o.err.find(file) != std::string::npos);
            CHECK(o.err.find("run again when it is complete") != std::string::npos);
            if (!each.writes_partly) CHECK(read_file(s.out) == "old");
            CHECK(s.folder.entries() == 3);
        }
}

TEST_CASE("check tells what it read of a file that changes: its bytes, no hash, and the file as failed") {
    if (!can_trace()) return;
    scene const s;
    outcome const o = run_harmed({"check", "--format", "json", s.claims}, s.claims, [&] {
        std::ofstream{s.claims, std::ios::app | std::ios::binary} << "GE*1*1~";
    });
    CHECK(o.out.find("\"sha256\":null,\"bytes\":" + std::to_string(std::filesystem::file_size(s.claims))) !=
          std::string::npos);
    CHECK(o.out.find("\"status\":\"failed\"") != std::string::npos);
}

TEST_CASE("a file that another takes the place of is read as it was opened; who reads it twice says so") {
    if (!can_trace()) return;
    for (reader const& each : readers) {
        if (each.name == "remit, its answers") continue;
        CAPTURE(each.name);
        scene const s;
        std::vector<std::string> words = each.words(s);
        if (each.name == "ack") words.insert(words.end(), {"--now", "2026-03-02T10:15", "--control-number", "9"});
        outcome const quiet = run(words);
        std::string const wanted = read_file(s.out);
        std::ofstream{s.out} << "old";
        std::string const other = s.folder.file("other", claim_file(clean_claim));
        outcome const o = run_harmed(words, s.claims, [&] { std::filesystem::rename(other, s.claims); });
        CAPTURE(o.err);
        if (each.writes_partly) {
            CHECK(o.code == quiet.code);
            CHECK(read_file(s.out) == wanted);
        } else {
            CHECK(o.code == 4);
            CHECK(o.err.find(s.claims + " changed while it was read") != std::string::npos);
            CHECK(read_file(s.out) == "old");
        }
        CHECK(read_file(s.claims) == claim_file(clean_claim));
    }
}

TEST_CASE("a read error in the middle of a file is 4 and names the file") {
    if (!can_trace()) return;
    for (reader const& each : readers) {
        CAPTURE(each.name);
        scene const s;
        std::string const file = s.folder / each.file;
        int reads = 0;
        outcome const o = run_traced(each.words(s), SYS_pread64, [&](answered_call const& call) {
            if (call.file() != file || ++reads < 2) return false;
            call.fail(EIO);
            return true;
        });
        CAPTURE(o.err);
        CHECK(o.code == 4);
        CHECK(o.err.find(file + " c") != std::string::npos);  // cannot, could not
        CHECK(o.err.find("Input/output error") != std::string::npos);
        if (!each.writes_partly) CHECK(read_file(s.out) == "old");
    }
}

TEST_CASE("a read error in the middle of standard input is 4") {
    if (!can_trace()) return;
    scene const s;
    for (std::vector<std::string> const& words : {std::vector<std::string>{"check", "-"},
                                                  {"fix", "-o", s.out, "-"},
                                                  {"ack", "-"},
                                                  {"show", "-"},
                                                  {"remit", s.folder / "day.835", "--claims", "-"}}) {
        CAPTURE(words.front());
        int reads = 0;
        outcome const o = run_traced(
            words, SYS_read,
            [&](answered_call const& call) {
                if (call.file() != s.claims || ++reads < 2) return false;
                call.fail(EIO);
                return true;
            },
            s.claims);
        CAPTURE(o.err);
        CHECK(o.code == 4);
        CHECK(o.err.find("standard input") != std::string::npos);
        CHECK(o.err.find("Input/output error") != std::string::npos);
        CHECK(read_file(s.out) == "old");
    }
}

TEST_CASE("what may not be read, a file or a folder, is told and the files around it are read") {
    if (!can_trace()) return;
    scratch_folder const folder;
    std::filesystem::create_directories(folder / "in/locked");
    (void)folder.file("in/a.837", claim_file(both_sides_claim));
    (void)folder.file("in/b.837", claim_file(clean_claim));
    (void)folder.file("in/locked/c.837", claim_file(clean_claim));
    std::filesystem::create_symlink(folder / "gone", folder / "in/link.837");
    for (std::string const locked : {"in/b.837", "in/locked", "in"})
        for (std::vector<std::string> words :
             {std::vector<std::string>{"check", "--format", "concise"}, {"ack", "--format", "text"}}) {
            CAPTURE(locked);
            CAPTURE(words.front());
            words.insert(words.end(), {"--recursive", folder / "in"});
            outcome const o = run_traced(words, SYS_openat, [&](answered_call const& call) {
                if (call.result >= 0 && call.file() == folder / locked) call.fail(EACCES);
                return false;
            });
            CAPTURE(o.err);
            CHECK(o.code == 4);
            CHECK(o.err.find(folder / locked + ": cannot be opened: Permission denied; ask") != std::string::npos);
            if (locked == "in") continue;
            CHECK(o.err.find(folder / "in/link.837: no such file") != std::string::npos);
            CHECK(o.out.find(words.front() == "check" ? "modifier-rtlt-same-line" : "a.837") != std::string::npos);
        }
}

TEST_CASE("a ledger takes nothing from an answer that could not be read to its end") {
    if (!can_trace()) return;
    scene const s;
    std::string const db = s.folder / "l.db", answers = s.folder / "day.835";
    REQUIRE(run({"ledger", "add", db, s.claims}).code == 0);
    std::string const before = run({"ledger", "status", db}).out;
    int reads = 0;
    std::vector<std::string> const words{"remit", answers, "--ledger", db, "-o", s.out};
    outcome const o = run_traced(words, SYS_pread64, [&](answered_call const& call) {
        if (call.file() != answers || ++reads < 2) return false;
        call.fail(EIO);
        return true;
    });
    CAPTURE(o.err);
    CHECK(o.code == 4);
    CHECK(o.err.find("nothing was recorded") != std::string::npos);
    CHECK(run({"ledger", "status", db}).out == before);
}

}  // namespace failing_inputs_test
