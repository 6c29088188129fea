// Writing that fails: a full disk, a file beyond what the shell allows, a signal, a kill, a pipe that nobody reads. What stood
// under the name of an output stands there still, whole, and nothing else is left in its folder.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "tests/tools/claim_text.hpp"
#include "tests/tools/traced_program.hpp"

namespace failing_outputs_test {

using namespace orthoscrub::tests;

namespace {

/// What commands read, made once.
struct sources {
    scratch_folder folder;
    std::string claims = folder / "day.837", era = folder / "day.835", ack = folder / "day.277";
    std::string pack_file = std::string{ORTHOSCRUB_SOURCE_DIR} + "/fixtures/codes/hcpcs-release.txt";
    std::string db = folder / "l.db";

    sources() {
        (void)run({"generate", "--claims", "400", "--defects", "300", "-o", claims, "--era", era, "--ack", ack});
        (void)run({"ledger", "add", db, claims});
    }
};

sources const& all_sources() {
    static sources const made;
    return made;
}

struct writer {
    std::string_view name;
    std::vector<std::string_view> files;  ///< what it writes, in the folder of outputs
    std::vector<std::string> (*words)(sources const& from, scratch_folder const& to);
};

using words = std::vector<std::string>;

writer const writers[] = {
    {"check",
     {"out"},
     [](sources const& s, scratch_folder const& f) {
         return words{"check", "--format", "json", "-o", f / "out", s.claims};
     }},
    {"check html",
     {"out"},
     [](sources const& s, scratch_folder const& f) {
         return words{"check", "--format", "html", "-o", f / "out", s.claims};
     }},
    {"fix", {"out"}, [](sources const& s, scratch_folder const& f) { return words{"fix", "-o", f / "out", s.claims}; }},
    {"split",
     {"a", "b", "out"},
     [](sources const& s, scratch_folder const& f) {
         return words{"split", "--clean", f / "a", "--held", f / "b", "--reasons", f / "out", s.claims};
     }},
    {"ack", {"out"}, [](sources const& s, scratch_folder const& f) { return words{"ack", "-o", f / "out", s.claims}; }},
    {"ack into a folder",
     {"day.999", "day.277"},
     [](sources const& s, scratch_folder const& f) { return words{"ack", "--out-dir", f / "", s.claims}; }},
    {"show",
     {"out"},
     [](sources const& s, scratch_folder const& f) {
         return words{"show", "--format", "json", "-o", f / "out", s.claims};
     }},
    {"remit",
     {"out"},
     [](sources const& s, scratch_folder const& f) {
         return words{"remit", s.era, "--claims", s.claims, "--format", "json", "-o", f / "out"};
     }},
    {"score",
     {"out"},
     [](sources const& s, scratch_folder const& f) {
         return words{"score", s.era, "--claims", s.claims, "--format", "json", "-o", f / "out"};
     }},
    {"diff",
     {"out"},
     [](sources const& s, scratch_folder const& f) {
         return words{"diff", s.era, s.era, "--format", "json", "-o", f / "out"};
     }},
    {"generate",
     {"out", "era", "truth", "ack"},
     [](sources const&, scratch_folder const& f) {
         return words{"generate", "--claims", "400",       "-o",    f / "out", "--era",
                      f / "era",  "--truth",  f / "truth", "--ack", f / "ack"};
     }},
    {"rules docs",
     {"out"},
     [](sources const&, scratch_folder const& f) { return words{"rules", "docs", "-o", f / "out"}; }},
    {"config", {"out"}, [](sources const&, scratch_folder const& f) { return words{"config", "-o", f / "out"}; }},
    {"codes import",
     {"codes/hcpcs.csv"},
     [](sources const& s, scratch_folder const& f) {
         return words{"codes", "import", "--hcpcs", s.pack_file, "--release", "x", "--to", f / ""};
     }},
};

/// A folder in which every output stands already, and says "old".
class outputs {
public:
    explicit outputs(writer const& of) : of_{of} {
        for (std::string_view file : of.files) {
            std::filesystem::create_directories(std::filesystem::path{folder / file}.parent_path());
            (void)folder.file(file, "old");
        }
        before_ = listing();
    }

    /// What is wrong with them; empty when all are as they were and nothing else is there.
    [[nodiscard]] std::string harm() const {
        for (std::string_view file : of_.files)
            if (read_file(folder / file) != "old") return std::string{file} + " is not as it was";
        return listing() == before_ ? std::string{} : "left behind: " + listing();
    }
    [[nodiscard]] bool holds(std::string const& file) const { return file.starts_with(folder / ""); }

    scratch_folder const folder;

private:
    [[nodiscard]] std::string listing() const {
        std::vector<std::string> names;
        for (auto const& entry : std::filesystem::recursive_directory_iterator{folder / ""})
            names.push_back(entry.path().filename().string());
        std::sort(names.begin(), names.end());
        std::string all;
        for (std::string const& name : names) all += name + ' ';
        return all;
    }

    writer const& of_;
    std::string before_;
};

bool knows_unnamed_files(scratch_folder const& folder) {
    int const file = ::open((folder / "").c_str(), O_WRONLY | O_TMPFILE, 0600);
    if (file >= 0) ::close(file);
    return file >= 0;
}

}  // namespace

TEST_CASE("a disk that becomes full is 4, names the file, and every output is as it was") {
    if (!can_trace()) return;
    for (long const call : {SYS_write, SYS_fsync})
        for (writer const& each : writers) {
            CAPTURE(each.name);
            CAPTURE(call);
            outputs const to{each};
            bool failed = false;
            outcome const o = run_traced(each.words(all_sources(), to.folder), call, [&](answered_call const& made) {
                if (!to.holds(made.file())) return false;
                made.fail(ENOSPC);
                return failed = true;
            });
            CAPTURE(o.err);
            CHECK(failed);
            CHECK(o.code == 4);
            CHECK(o.err.find("No space left on device") != std::string::npos);
            CHECK(o.err.find(to.folder / "") != std::string::npos);
            CHECK(to.harm() == "");
        }
}

TEST_CASE("a file beyond what the shell allows is 4, not a signal") {
    for (writer const& each : writers) {
        CAPTURE(each.name);
        outputs const to{each};
        std::string command = "ulimit -f 1; exec " ORTHOSCRUB_PROGRAM;
        for (std::string const& word : each.words(all_sources(), to.folder)) command += ' ' + word;
        std::string const error = all_sources().folder / "error";
        int const status = std::system((command + " >/dev/null 2>" + error).c_str());
        CAPTURE(read_file(error));
        CHECK(WIFEXITED(status));
        if (each.name == "config" || each.name == "codes import") continue;  // they are small
        CHECK(WEXITSTATUS(status) == 4);
        CHECK(read_file(error).find("File too large") != std::string::npos);
        CHECK(to.harm() == "");
    }
}

TEST_CASE("a signal while an output is written, or before it gets its name, leaves it as it was") {
    if (!can_trace()) return;
    struct row {
        int signal, code;
    };
    for (row const& r : {row{SIGINT, 130}, row{SIGTERM, 143}, row{SIGKILL, 1000 + SIGKILL}})
        for (long const call : {SYS_write, SYS_fsync})
            for (writer const& each : writers) {
                CAPTURE(each.name);
                CAPTURE(r.signal);
                CAPTURE(call);
                outputs const to{each};
                if (r.signal == SIGKILL && !knows_unnamed_files(to.folder)) continue;
                std::vector<std::string> const command = each.words(all_sources(), to.folder);
                outcome const o = run_traced(command, call, [&](answered_call const& made) {
                    if (!to.holds(made.file())) return false;
                    made.send(r.signal);
                    return true;
                });
                CHECK(o.code == r.code);
                // check ends by itself: its report says what it read and that it was interrupted.
                bool const reported = r.signal == SIGINT && each.name.starts_with("check");
                if (reported && read_file(to.folder / "out") != "old") {
                    CHECK(read_file(to.folder / "out").ends_with(each.name == "check" ? "}\n" : "</html>\n"));
                    (void)to.folder.file("out", "old");
                }
                CHECK(to.harm() == "");
            }
}

TEST_CASE("a kill between the parts of putting a file in place leaves the old one or the new one, whole") {
    if (!can_trace()) return;
    writer const& each = writers[0];
    outputs const quiet{each};
    REQUIRE(run(each.words(all_sources(), quiet.folder)).code == 1);
    for (long const call : {SYS_linkat, SYS_rename}) {
        CAPTURE(call);
        outputs const to{each};
        if (!knows_unnamed_files(to.folder)) return;
        outcome const o = run_traced(each.words(all_sources(), to.folder), call, [&](answered_call const& made) {
            made.send(SIGKILL);
            return true;
        });
        CHECK(o.code == 1000 + SIGKILL);
        std::string const stands = read_file(to.folder / "out");
        CHECK((stands == "old" || stands == read_file(quiet.folder / "out")));
    }
}

TEST_CASE("a pipe that nobody reads is 141 for every command that writes to it") {
    sources const& s = all_sources();
    std::string const broken = std::string{ORTHOSCRUB_SOURCE_DIR} + "/fixtures/acknowledgments/three-sets.999";
    for (std::vector<std::string> const& command :
         std::initializer_list<std::vector<std::string>>{{"check", s.claims},
                                                         {"check", "--format", "json", s.claims},
                                                         {"check", "--format", "html", s.claims},
                                                         {"check", s.era},
                                                         {"fix", "--diff", s.claims},
                                                         {"fix", "-o", "-", s.claims},
                                                         {"split", "--dry-run", "--format", "json", s.claims},
                                                         {"ack", s.claims},
                                                         {"ack", "--format", "json", s.claims},
                                                         {"show", s.claims},
                                                         {"show", "--format", "json", s.era},
                                                         {"show", broken},
                                                         {"remit", s.era, "--claims", s.claims},
                                                         {"remit", "--open", "--ledger", s.db},
                                                         {"score", s.era, "--claims", s.claims},
                                                         {"diff", s.era, s.era},
                                                         {"generate"},
                                                         {"codes", "L0650"},
                                                         {"rules", "list"},
                                                         {"rules", "docs"},
                                                         {"config"},
                                                         {"ledger", "status", s.db},
                                                         {"explain", "icd10-retired"}}) {
        CAPTURE(command.front());
        CAPTURE(command.back());
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        ::close(ends[0]);
        std::vector<std::string> line = command;
        line.insert(line.begin(), ORTHOSCRUB_PROGRAM);
        std::vector<char*> argv;
        for (std::string& word : line) argv.push_back(word.data());
        argv.push_back(nullptr);
        pid_t const child = ::fork();
        if (child == 0) {
            ::dup2(ends[1], 1);
            ::dup2(::open("/dev/null", O_WRONLY), 2);
            ::execv(argv[0], argv.data());
            ::_exit(127);
        }
        ::close(ends[1]);
        int status = 0;
        ::waitpid(child, &status, 0);
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 141);
    }
}

}  // namespace failing_outputs_test
