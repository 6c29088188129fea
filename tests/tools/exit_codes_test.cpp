// Exit codes and the one line that says what to do: what a script and a person rely on.
#include <doctest/doctest.h>
#include <signal.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "tests/tools/claim_text.hpp"
#include "tests/tools/run_program.hpp"

namespace exit_codes_test {

using namespace orthoscrub::tests;

TEST_CASE("bad use is one line on standard error, the documented code, and nothing on standard output") {
    scratch_folder const folder;
    std::string const clean = folder.file("clean.837", claim_file(clean_claim));
    std::string const empty = folder.file("empty.837", "");
    constexpr char jpeg[] = "\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01 not a claim ~*:";
    std::string const picture = folder.file("picture.jpg", {jpeg, sizeof jpeg - 1});
    std::filesystem::create_directory(folder / "folder");
    struct row {
        std::vector<std::string> arguments;
        int code;
        std::string_view says;
    };
    for (row const& r : {
             row{{}, 3, "--help"},
             row{{"chek", clean}, 3, "did you mean check?"},
             row{{"check"}, 3, "FILE is required"},
             row{{"check", folder / "nothing.837"}, 4, "no such file"},
             row{{"check", folder / "folder"}, 3, "--recursive"},
             row{{"check", "--recursive", folder / "folder"}, 3, "holds no files"},
             row{{"check", empty}, 2, "is empty"},
             row{{"check", picture}, 2, "no X12 interchange"},
             row{{"check", "-"}, 2, "standard input is empty"},
             row{{"check", "-", "-"}, 3, "can be read once"},
             row{{"check", "--formt", "json", clean}, 3, "did you mean --format?"},
             row{{"check", "--format", "xml", clean}, 3, "--format"},
             row{{"check", "--fail-on", "fatal", clean}, 3, "--fail-on"},
             row{{"check", "--pack", folder / "no-pack", clean}, 3, "no rule pack there"},
             row{{"check", "--rules", "modifier-sytax", clean}, 3, "did you mean modifier-syntax?"},
             row{{"check", "--rules", "noc-*,,", clean}, 3, "empty name"},
             row{{"check", "--payer", "medicare.dne", clean}, 3, "did you mean medicare.dme?"},
             row{{"check", "--today", "2025-02-30", clean}, 3, "is no day"},
             row{{"check", "--output", clean, clean}, 3, "is an input"},
             row{{"check", "--output", folder / "folder", clean}, 3, "is a folder"},
             row{{"check", "--output", folder / "no/where.txt", clean}, 4, "cannot write"},
             row{{"show", picture}, 2, "no X12 interchange"},
             row{{"show", empty}, 2, "is empty"},
             row{{"show", folder / "folder"}, 3, "is a folder"},
             row{{"show", folder / "nothing.837"}, 4, "no such file"},
             row{{"show", "--claim", "NO-SUCH", clean}, 3, "holds no claim NO-SUCH"},
             row{{"trace", clean}, 3, "--claim is required"},
             row{{"trace", clean, "--claim", "NO-SUCH"}, 3, "holds no claim NO-SUCH"},
             row{{"trace", clean, "--claim", "A-1", "--line", "7"}, 3, "no line 7"},
             row{{"explain", "modifier-sytax"}, 3, "did you mean modifier-syntax?"},
             row{{"rules"}, 3, "--help"},
             row{{"generate", "--claims", "0"}, 3, "--claims"},
         }) {
        std::string line;
        for (std::string const& argument : r.arguments) line += argument + ' ';
        CAPTURE(line);
        outcome const o = run(r.arguments);
        CHECK(o.code == r.code);
        CHECK(o.out.empty());
        CAPTURE(o.err);
        CHECK(lines_in(o.err) == 1);
        CHECK(o.err.starts_with("orthoscrub"));
        CHECK(o.err.find(r.says) != std::string::npos);
    }
}

TEST_CASE("nothing is written when no file can be read, and an input is never written over") {
    scratch_folder const folder;
    std::string const picture = folder.file("picture.jpg", "\xFF\xD8\xFF not a claim");
    std::string const clean = folder.file("clean.837", claim_file(clean_claim));
    CHECK(run({"check", "--output", folder / "out.json", picture}).code == 2);
    std::filesystem::create_symlink(clean, folder / "link.837");
    CHECK(run({"check", "--output", folder / "link.837", clean}).code == 3);
    CHECK(folder.entries() == 3);
    CHECK(read_file(clean) == claim_file(clean_claim));
}

TEST_CASE("--output is the same bytes as standard output, and no temporary file stays behind") {
    scratch_folder const folder;
    std::string const file = folder.file("both.837", claim_file(both_sides_claim));
    std::string const out = folder.file("out.json", "old");
    outcome const direct = run({"check", "--format", "json", file});
    outcome const named = run({"check", "--format", "json", "--output", out, file});
    CHECK(named.code == direct.code);
    CHECK(named.out.empty());
    CHECK(read_file(out) == direct.out);
    CHECK(folder.entries() == 2);
}

TEST_CASE("--fail-on sets the severity that makes exit code 1") {
    scratch_folder const folder;
    std::string const clean = folder.file("clean.837", claim_file(clean_claim));
    std::string const error = folder.file("error.837", claim_file(both_sides_claim));
    // A separator before every terminator of two segments: a note.
    std::string const note = folder.file("note.837", replaced(claim_file(clean_claim), "LX*1~", "LX*1*~"));
    struct row {
        std::string file;
        std::string_view threshold;
        int code;
    };
    for (row const& r : {row{clean, "note", 0}, row{note, "error", 0}, row{note, "warning", 0}, row{note, "note", 1},
                         row{note, "never", 0}, row{error, "error", 1}, row{error, "never", 0}}) {
        CAPTURE(r.file);
        CAPTURE(r.threshold);
        CHECK(run({"check", "--fail-on", std::string{r.threshold}, r.file}).code == r.code);
    }
}

TEST_CASE("of several files the highest code counts and the others are still read") {
    scratch_folder const folder;
    std::string const clean = folder.file("clean.837", claim_file(clean_claim));
    std::string const error = folder.file("error.837", claim_file(both_sides_claim));
    std::string const empty = folder.file("empty.837", "");
    std::string const missing = folder / "missing.837";
    struct row {
        std::vector<std::string> files;
        int code;
    };
    for (row const& r :
         {row{{clean, error}, 1}, row{{empty, error}, 2}, row{{error, empty}, 2}, row{{missing, empty, error}, 4}}) {
        std::vector<std::string> arguments{"check", "--format", "concise"};
        arguments.insert(arguments.end(), r.files.begin(), r.files.end());
        outcome const o = run(arguments);
        CHECK(o.code == r.code);
        CHECK(o.out.find("modifier-rtlt-same-line") != std::string::npos);
    }
}

TEST_CASE("another transaction set, or another guide, is exit code 2 and a finding") {
    std::string const claim = claim_file(clean_claim);
    struct row {
        std::string text;
        std::string_view says;
    };
    for (row const& r :
         {row{replaced(claim, "005010X222A1", "005010X223A2"), "837 005010X223A2"},
          row{replaced(replaced(claim, "ST*837", "ST*835"), "005010X222A1", "005010X221A1"), "835 005010X221A1"}}) {
        outcome const o = run({"check", "--format", "concise", "-"}, r.text);
        CAPTURE(o.err);
        CHECK(o.code == 2);
        CHECK(lines_in(o.err) == 1);
        CHECK(o.err.find(r.says) != std::string::npos);
        CHECK(o.out.find("x12-gs-version") != std::string::npos);
    }
}

TEST_CASE("a segment beyond the limit is exit code 2, names the option, and the claims around it are read") {
    std::string const next =
        "HL*3*1*22*0~SBR*P*18*******MB~NM1*IL*1*EXAMPLE*BRUNO****MI*1EG4TE5MK74~NM1*PR*2*DME "
        "MAC*****PI*18003~";
    std::string const claim = claim_file(std::string{both_sides_claim} + next + std::string{clean_claim} + "NTE*ADD*" +
                                         std::string(5000, 'X') + "~");
    outcome const o = run({"check", "--format", "json", "--segment-bytes", "2048", "-"}, claim);
    CHECK(o.code == 2);
    CHECK(o.err.find("--segment-bytes") != std::string::npos);
    CHECK(o.out.find("x12-segment-too-long") != std::string::npos);
    CHECK(o.out.find("modifier-rtlt-same-line") != std::string::npos);
}

TEST_CASE("a claim beyond the limit is exit code 2, names the option, and the claims around it are judged") {
    std::string const next =
        "HL*3*1*22*0~SBR*P*18*******MB~NM1*IL*1*EXAMPLE*BRUNO****MI*1EG4TE5MK74~NM1*PR*2*DME MAC*****PI*18003~";
    std::string const last = replaced(replaced(next, "HL*3", "HL*4"), "MK74", "MK75");
    std::string notes;
    for (int i = 0; i < 300; ++i) notes += "NTE*ADD*A NOTE OF THE USUAL LENGTH~";
    std::string const claim = claim_file(std::string{both_sides_claim} + next +
                                         replaced(std::string{clean_claim}, "~LX*1~", "~" + notes + "LX*1~") + last +
                                         replaced(std::string{both_sides_claim}, "B-1", "C-1"));
    outcome const o = run({"check", "--format", "concise", "--claim-bytes", "4096", "-"}, claim);
    CHECK(o.code == 2);
    CHECK(o.err.find("--claim-bytes") != std::string::npos);
    CHECK(o.out.find("x12-claim-too-long") != std::string::npos);
    CHECK(o.out.find("modifier-rtlt-same-line B-1/1") != std::string::npos);
    CHECK(o.out.find("modifier-rtlt-same-line C-1/1") != std::string::npos);
    CHECK(o.out.find("guide-loop-missing") == std::string::npos);  // the claim is there, though it was passed over
    CHECK(run({"check", "--format", "concise", "-"}, claim).code == 1);
}

TEST_CASE("a closed pipe is exit code 141") {
    scratch_folder const folder;
    std::string const file = folder.file("many.837", run({"generate", "--claims", "2000"}).out);
    auto const shell = [](std::string const& command) {
        int const status = std::system(command.c_str());
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    };
    std::string const program = ORTHOSCRUB_PROGRAM;
    std::string const codes = folder / "code";
    CHECK(shell("( " + program + " show " + file + "; echo $? >" + codes + " ) | head -n 1 >/dev/null") == 0);
    CHECK(read_file(codes) == "141\n");
}

TEST_CASE("a full disk is exit code 4, and every command says so") {
    if (!std::filesystem::exists("/dev/full")) return;
    scratch_folder const folder;
    std::string const claims = folder.file("many.837", run({"generate", "--claims", "20"}).out), db = folder / "l.db";
    REQUIRE(run({"ledger", "add", db, claims}).code == 0);
    std::string const program = ORTHOSCRUB_PROGRAM, error = folder / "error";
    for (std::string const& command :
         {"check " + claims, "check --format json " + claims, "fix --dry-run " + claims, "fix -o /dev/full " + claims,
          "ack " + claims, "show " + claims, "trace " + claims + " --claim G1-00000001",
          std::string{"explain icd10-retired"}, std::string{"codes L0650"}, std::string{"rules list"},
          std::string{"rules test"}, std::string{"config"}, std::string{"generate --claims 3"}, "ledger status " + db,
          "ledger verify " + db, "score --ledger " + db, "remit --open --ledger " + db, std::string{"--help"},
          std::string{"--version"}}) {
        CAPTURE(command);
        int const status = std::system((program + " " + command + " >/dev/full 2>" + error).c_str());
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 4);
        CHECK(read_file(error).find("cannot write") != std::string::npos);
    }
}

TEST_CASE("an interrupt is exit code 130 and leaves no output behind") {
    scratch_folder const folder;
    int pipe_ends[2];
    REQUIRE(::pipe(pipe_ends) == 0);
    std::string const out = folder / "out.txt";
    pid_t const child = ::fork();
    if (child == 0) {
        ::dup2(pipe_ends[0], 0);
        ::close(pipe_ends[1]);
        ::execl(ORTHOSCRUB_PROGRAM, ORTHOSCRUB_PROGRAM, "show", "--output", out.c_str(), "-", nullptr);
        ::_exit(127);
    }
    ::close(pipe_ends[0]);
    // Enough for the first windows to be shown and the file without a name to be there; the pipe stays open.
    std::string const text = run({"generate", "--claims", "3000"}).out;
    write_all(pipe_ends[1], text);
    auto const writes_there = [&] {
        std::error_code ignored;
        for (auto const& open : std::filesystem::directory_iterator{"/proc/" + std::to_string(child) + "/fd", ignored})
            if (std::filesystem::read_symlink(open, ignored).string().starts_with(folder / "")) return true;
        return false;
    };
    for (int i = 0; i < 100 && !writes_there(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds{50});
    CHECK(writes_there());
    ::kill(child, SIGINT);
    int status = 0;
    ::waitpid(child, &status, 0);
    ::close(pipe_ends[1]);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 130);
    CHECK(folder.entries() == 0);
}

TEST_CASE("every command has help with examples, and help is success") {
    for (std::string const command : {"check", "show", "rules", "explain", "trace", "generate"}) {
        CAPTURE(command);
        outcome const o = run({command, "--help"});
        CHECK(o.code == 0);
        CHECK(o.err.empty());
        CHECK(o.out.find("Examples:\n  orthoscrub " + command) != std::string::npos);
    }
    CHECK(run({"--version"}).out.starts_with("orthoscrub "));
}

}  // namespace exit_codes_test
