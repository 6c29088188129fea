// remit and score as their users run them, over the demonstration: golden files a format, schemas, exit codes, what the
// options show, and silence about people.
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "tests/tools/golden_file.hpp"
#include "tests/tools/json_schema.hpp"
#include "tests/tools/run_program.hpp"

namespace remit_test {

using namespace orthoscrub::tests;
namespace json = boost::json;

namespace {

std::string const claims = "fixtures/demo/supplier-day.837", era = "fixtures/demo/supplier-day.835",
                  acks = "fixtures/demo/supplier-day.277";
/// A few rules, so that the golden files do not change with every rule that is added.
std::string const few =
    "equipment-status-conflict,modifier-rtlt-same-line,modifier-laterality-required,"
    "equipment-status-on-medicare-orthosis,modifier-kx-ga-gz-required,npi-check-digit,"
    "noc-codes-considered";

std::string source(std::string const& path) { return read_file(std::string{ORTHOSCRUB_SOURCE_DIR} + "/" + path); }
bool says(std::string_view text, std::string_view words) { return text.find(words) != std::string_view::npos; }

std::vector<std::string> with(std::vector<std::string> arguments, std::vector<std::string> const& more) {
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

/// A run over the demonstration's three files.
outcome demo(std::string const& command, std::vector<std::string> const& more) {
    return run(with({command, era, "--no-config", "--claims", claims, "--acks", acks, "--today", "2026-08-01"}, more));
}

json::value schema(std::string const& name) {
    return json::parse(source("scrubber/report/remit/" + name + ".schema.json"));
}

json::value checked(std::string const& name, outcome const& o) {
    CAPTURE(o.err);
    REQUIRE(o.code == 0);
    json::value const value = json::parse(o.out);
    for (std::string const& complaint : schema_complaints(schema(name), value)) FAIL_CHECK(complaint);
    return value;
}

void check_lines(std::string const& text, std::size_t width) {
    CHECK(!says(text, "\x1b"));
    for (std::size_t from = 0; from < text.size();) {
        std::size_t const to = text.find('\n', from);
        std::string const line = text.substr(from, to - from);
        CAPTURE(line);
        CHECK(line.size() <= width);
        CHECK((line.empty() || line.back() != ' '));
        from = to + 1;
    }
}

/// The elements of a segment.
std::vector<std::string> elements_of(std::string_view segment) {
    std::vector<std::string> parts{""};
    for (char const c : segment)
        if (c == '*') parts.emplace_back();
        else if (c != '\n' && c != '\r') parts.back() += c;
    return parts;
}

/// Names of persons, member ids, birth dates, and streets of a file with ~ and *, each at least five characters long.
void add_personal(std::string const& file, std::vector<std::string>& canaries) {
    auto const add = [&](std::string const& word) {
        if (word.size() >= 5) canaries.push_back(word);
    };
    for (std::size_t at = 0; at < file.size();) {
        std::size_t const end = std::min(file.find('~', at), file.size());
        auto parts = elements_of(std::string_view{file}.substr(at, end - at));
        at = end + 1;
        parts.resize(12);
        if (parts[0] == "NM1" && parts[2] == "1") {
            add(parts[3] + '*' + parts[4]);
            if (parts[1] == "IL" || parts[1] == "QC" || parts[1] == "74") add(parts[9]);
        }
        if (parts[0] == "N3") add(parts[1]);
        if (parts[0] == "DMG") add(parts[2]);
        if (parts[0] == "PER") add(parts[4]);
        if (parts[0] == "NTE") add(parts[2]);
    }
}

}  // namespace

TEST_CASE("golden: remit and score over the demonstration in every format") {
    for (std::string const format : {"text", "json", "ndjson", "csv", "html"}) {
        CAPTURE(format);
        outcome const o = demo("remit", {"--rules", few, "--open", "--format", format});
        CHECK(o.code == 0);
        CHECK(o.err.empty());
        check_golden("demo.remit." + format, without_pack(o.out));
    }
    for (std::string const format : {"text", "json", "csv"}) {
        CAPTURE(format);
        outcome const o = demo("score", {"--rules", few, "--by", "payer,month", "--format", format});
        CHECK(o.code == 0);
        CHECK(o.err.empty());
        check_golden("demo.score." + format, without_pack(o.out));
    }
}

TEST_CASE("same files, pack and options: same bytes, whatever comes by standard input") {
    for (std::string const command : {"remit", "score"}) {
        CAPTURE(command);
        std::string const first = demo(command, {"--format", "json"}).out;
        CHECK(demo(command, {"--format", "json"}).out == first);
        outcome const piped = run({command, "-", "--no-config", "--claims", claims, "--acks", acks, "--today",
                                   "2026-08-01", "--format", "json"},
                                  source(era));
        CHECK(piped.code == 0);
        CHECK(replaced(piped.out, "\"file\":\"-\"", "\"file\":\"" + era + "\"") == first);
    }
}

TEST_CASE("remit: json holds to its schema, ndjson says the same line by line") {
    json::value const document = checked("remit", demo("remit", {"--open", "--format", "json"}));
    CHECK(document.at("lines").as_array().size() == 20);
    std::size_t lines = 0;
    std::string const text = demo("remit", {"--open", "--format", "ndjson"}).out;
    for (std::size_t from = 0; from < text.size();) {
        std::size_t const to = text.find('\n', from);
        json::object object = json::parse(text.substr(from, to - from)).as_object();
        from = to + 1;
        if (object.at("type") != "line") continue;
        object.erase("type");
        CHECK(object == document.at("lines").at(lines++).as_object());
    }
    CHECK(lines == 20);
    json::value broken = document;
    broken.at("lines").at(0).as_object().erase("disposition");
    CHECK(schema_complaints(schema("remit"), broken).size() == 1);
}

TEST_CASE(
    "score: json holds to its schema; --by gives groups by payer, month or both; --review-cost lowers the worth") {
    json::value const plain = checked("score", demo("score", {"--format", "json"}));
    CHECK(plain.at("groups").as_array().empty());
    CHECK(plain.at("summary").at("denied").as_int64() == 10);
    struct row {
        std::string by;
        bool payer, month;
    };
    for (row const& r : {row{"payer", true, false}, row{"month", false, true}, row{"payer,month", true, true}}) {
        CAPTURE(r.by);
        json::value const by = checked("score", demo("score", {"--format", "json", "--by", r.by}));
        REQUIRE(!by.at("groups").as_array().empty());
        CHECK(by.at("groups").at(0).at("payer").is_null() != r.payer);
        CHECK(by.at("groups").at(0).at("month").is_null() != r.month);
        CHECK(by.at("rules") == plain.at("rules"));
        std::string const text = demo("score", {"--by", r.by}).out;
        CHECK(says(text, "\npayer ") == r.payer);
        CHECK(says(text, "2026-07\n") == r.month);
    }
    auto const worth = [&](json::value const& card) {
        for (auto const& rule : card.at("rules").as_array())
            if (rule.at("rule") == "equipment-status-on-medicare-orthosis") return rule.at("worth_cents").as_int64();
        return std::int64_t{1};
    };
    CHECK(worth(plain) == 0);
    CHECK(worth(checked("score", demo("score", {"--format", "json", "--review-cost", "12.50"}))) == -1250);
}

TEST_CASE("score text fits 100 columns and a screen, remit text 80 columns, neither has color away from a terminal") {
    std::string const score = demo("score", {}).out;
    check_lines(score, 100);
    CHECK(lines_in(score) < 40);
    CHECK(says(score, "insufficient"));
    check_lines(demo("remit", {"--open", "--all"}).out, 80);
}

TEST_CASE("--acks tells what the front end rejected, --open what no payer answered, oldest first") {
    std::vector<std::string> const base{"remit", era, "--no-config", "--claims", claims, "--today", "2026-08-01"};
    outcome const silent = run(base), told = run(with(base, {"--acks", acks})),
                  open = run(with(base, {"--acks", acks, "--open"}));
    CHECK(!says(silent.out, "Rejected before it reached"));
    CHECK(says(told.out, "Rejected before it reached the payer's adjudication."));
    CHECK(says(told.out, "npi-check-digit was right"));
    CHECK(!says(told.out, "Sent and never answered"));
    auto const at = open.out.find("Sent and never answered, oldest first:");
    REQUIRE(at != std::string::npos);
    CHECK(says(open.out.substr(at), "DEMO-09-NPI-DIGIT: $1,025.00, sent 2026-06-16, 46 days ago"));
    CHECK(!says(open.out.substr(at), "DEMO-01"));
}

TEST_CASE("with a ledger remit shows what the named 835 answers; --all shows every claim; score takes what it holds") {
    scratch_folder const folder;
    std::string const db = folder / "l.db";
    REQUIRE(run({"ledger", "add", db, claims, "--no-config"}).code == 0);
    auto const ledger = [&](std::vector<std::string> const& more) {
        return run(with({"remit", "--no-config", "--ledger", db, "--today", "2026-08-01", "--format", "json"}, more));
    };
    json::value const named = checked("remit", ledger({era}));
    CHECK(named.at("lines").as_array().size() == 16);
    json::value const all = checked("remit", ledger({"--all", "--open"}));
    CHECK(all.at("lines").as_array().size() == 20);
    CHECK(all.at("open").as_array().size() == 3);
    CHECK(ledger({}).code == 3);
    CHECK(says(run({"ledger", "status", db}).out, "outcomes     16 lines"));
    outcome const rejected = ledger({"--acks", acks, "--all"});
    CHECK(rejected.code == 0);
    CHECK(says(rejected.out, "\"rejected_upstream\""));
    json::value const kept =
        checked("score", run({"score", "--no-config", "--ledger", db, "--today", "2026-08-01", "--format", "json"}));
    json::value const files = checked("score", demo("score", {"--format", "json"}));
    CHECK(kept.at("summary") == files.at("summary"));
    CHECK(kept.at("rules") == files.at("rules"));
}

TEST_CASE("remit of a ledger without a new answer judges what it holds and changes nothing") {
    scratch_folder const folder;
    std::string const db = folder / "l.db";
    REQUIRE(run({"ledger", "add", db, claims, "--no-config"}).code == 0);
    for (bool const answered : {false, true}) {
        CAPTURE(answered);
        if (answered) REQUIRE(run({"remit", era, "--ledger", db, "--no-config"}).code == 0);
        for (std::string const option : {"--open", "--all"})
            for (int again = 0; again < 2; ++again) {
                outcome const o = run({"remit", "--ledger", db, "--no-config", option});
                CAPTURE(o.err);
                CHECK(o.code == 0);
                CHECK(o.err.empty());
            }
        CHECK(run({"ledger", "verify", db}).out == "sound\n");
        CHECK(says(run({"ledger", "status", db}).out, answered ? "outcomes     16 lines" : "outcomes     0 lines"));
    }
}

TEST_CASE("score with --rules speaks of the rules that were asked, and of no others") {
    json::value const card = checked("score", demo("score", {"--rules", few, "--by", "payer", "--format", "json"}));
    CHECK(card.at("rules").as_array().size() == 7);
    for (auto const& group : card.at("groups").as_array())
        for (auto const& rule : group.at("rules").as_array())
            CHECK(says(few, std::string_view{rule.at("rule").as_string()}));
    CHECK(!says(demo("score", {"--rules", few}).out, "never fired"));
}

TEST_CASE("--claims takes several files and may stand several times") {
    scratch_folder const folder;
    std::string const other = folder / "other.837", answer = folder / "other.835";
    REQUIRE(run({"generate", "--claims", "5", "-o", other, "--era", answer}).code == 0);
    std::string const once = run({"remit", era, answer, "--no-config", "--claims", claims, other, "-f", "csv"}).out;
    CHECK(run({"remit", era, answer, "--no-config", "--claims", claims, "--claims", other, "-f", "csv"}).out == once);
    CHECK(says(once, "DEMO-01-CLEAN-L0650"));
    CHECK(lines_in(once) >= 1 + 20 + 5);
}

TEST_CASE("exit codes: what payers decided does not count, what cannot be read does, and the rest is still told") {
    scratch_folder const folder;
    std::string const noise = folder.file("noise.835", "not X12 ~*:"), gone = folder / "gone.835",
                      cents = folder.file("cents.835", replaced(source(era), "BPR*I*1599.36*", "BPR*I*1599.37*")),
                      none = folder / "none.db";
    REQUIRE(says(read_file(cents), "1599.37"));
    struct row {
        std::vector<std::string> arguments;
        int code;
        std::string_view err;  ///< part of the one line told; empty: nothing is told
        bool out;              ///< there is a report
    };
    for (row const& r : {
             row{{"remit", era, "--claims", claims}, 0, "", true},
             row{{"score", era, "--claims", claims}, 0, "", true},
             row{{"remit", cents, "--claims", claims}, 0, "", true},
             row{{"remit", "--open", "--claims", claims}, 0, "", true},
             row{{"remit", era, "--claims", claims, "--rules", "-*"}, 0, "", true},
             row{{"remit", noise, "--claims", claims}, 2, "no X12 interchange", false},
             row{{"remit", claims, "--claims", claims}, 2, "835", false},
             row{{"remit", noise, era, "--claims", claims}, 2, "noise.835", true},
             row{{"score", noise, era, "--claims", claims}, 2, "noise.835", true},
             row{{"remit", era, "--claims", claims, "--acks", era}, 2, "no TA1, 999 or 277CA", true},
             row{{"remit", gone, "--claims", claims}, 4, "no such file", false},
             row{{"remit", gone, era, "--claims", claims}, 4, "no such file", true},
             row{{"remit", era, "--claims", claims, "-o", folder / "no/where"}, 4, "cannot write", false},
             row{{"remit"}, 3, "no 835 is named", false},
             row{{"remit", era}, 3, "--claims FILE", false},
             row{{"remit", era, "--ledger", none}, 3, "none.db", false},
             row{{"score"}, 3, "--ledger DB", false},
             row{{"score", era}, 3, "--claims FILE", false},
             row{{"score", "--ledger", none}, 3, "none.db", false},
             row{{"remit", era, "--claims", claims, "--format", "xml"}, 3, "--format", false},
             row{{"score", era, "--claims", claims, "--by", "week"}, 3, "--by", false},
             row{{"score", era, "--claims", claims, "--maturity", "0"}, 3, "--maturity", false},
             row{{"remit", era, "--claims", claims, "--today", "tomorrow"}, 3, "--today", false},
             row{{"remit", era, "--claims", claims, "-o", folder / "no.txt", "--nothing"}, 3, "--nothing", false},
         }) {
        std::string line;
        for (std::string const& argument : r.arguments) line += argument + ' ';
        CAPTURE(line);
        outcome const o = run(with(r.arguments, {"--no-config"}));
        CAPTURE(o.err);
        CHECK(o.code == r.code);
        CHECK(lines_in(o.err) == (r.err.empty() ? 0 : 1));
        CHECK(says(o.err, r.err));
        CHECK(o.out.empty() != r.out);
    }
    CHECK(!std::filesystem::exists(none));
    CHECK(says(run({"remit", cents, "--no-config", "--claims", claims}).out, "transaction_out_of_balance"));
}

TEST_CASE("no name, address, member id or birth date of claims and answers is said or kept") {
    scratch_folder const folder;
    std::vector<std::string> canaries;
    for (std::string const& path : {claims, era, acks}) add_personal(source(path), canaries);
    REQUIRE(canaries.size() > 60);
    std::string const db = folder / "l.db",
                      other = folder.file("other.835", replaced(source(era), "*SMI0014*", "*SMI0099*"));
    std::string said;
    auto const add = [&](std::vector<std::string> const& arguments) {
        outcome const o = run(arguments, {}, {"ORTHOSCRUB_CONFIG="});
        std::string line;
        for (std::string const& argument : arguments) line += argument + ' ';
        CAPTURE(line);
        CAPTURE(o.err);
        CHECK(o.code <= 1);
        said += o.out + o.err;
    };
    add({"ledger", "add", db, claims});
    for (std::string const format : {"text", "json", "ndjson", "csv", "html"}) {
        add({"remit", era, "--claims", claims, "--acks", acks, "--open", "--format", format});
        add({"remit", era, "--ledger", db, "--acks", acks, "--all", "--open", "--format", format});
        // Nothing fits: answers without a submission, with their nearest candidates.
        add({"remit", era, "--claims", "tests/golden/three-claims.837", "--open", "--format", format});
    }
    for (std::string const format : {"text", "json", "csv"}) {
        add({"score", era, "--claims", claims, "--acks", acks, "--by", "payer,month", "--format", format});
        add({"score", "--ledger", db, "--by", "payer,month", "--format", format});
        add({"diff", era, other, "--identifiers", "--claims", claims, "--format", format});
        add({"diff", era, other, "--identifiers", "--format", format});
    }
    add({"ledger", "status", db});
    add({"ledger", "verify", db});
    for (char const* end : {"", "-wal", "-shm", ".key"})
        if (std::filesystem::exists(db + end)) said += read_file(db + end);
    for (std::string const& path : {era, acks})
        for (std::string const format : {"text", "json"}) {
            outcome const o = run({"show", path, "--format", format});
            CHECK(o.code == 0);
            said += o.out + o.err;
        }
    REQUIRE(said.size() > 100000);
    for (std::string const& canary : canaries) {
        // A name is told or kept only as two words that stand together in no output either.
        std::string const name = replaced(canary, "*", " ");
        CAPTURE(canary);
        CHECK(!says(said, canary));
        CHECK(!says(said, name));
    }
    std::string const shown = run({"show", era, "--show-phi"}).out;
    CHECK(says(shown, "1EG4TE5MK73"));
}

}  // namespace remit_test
