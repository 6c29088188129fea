// The examples of fixtures/remittances through the program: whole files in, the JSON report out, each line held to what the
// example expects. Amounts of an expectation are dollars; what it leaves out is zero, empty or not there.
#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <cmath>
#include <set>

#include "parser/model/date.hpp"
#include "tests/support/remit_envelopes.hpp"
#include "tests/tools/run_program.hpp"

namespace remit_examples_test {

using namespace orthoscrub;
using namespace orthoscrub::test;
using orthoscrub::tests::run;
using orthoscrub::tests::scratch_folder;

namespace {

namespace json = boost::json;
using words = std::set<std::string>;

std::string text_of(json::value const& value) { return value.is_null() ? "" : std::string{value.as_string()}; }

words words_of(json::object const& from, char const* name) {
    words all;
    if (from.contains(name))
        for (auto const& one : from.at(name).as_array()) all.insert(text_of(one));
    return all;
}

std::string ccyymmdd(model::date day) {
    std::string digits;
    for (char c : day.iso())
        if (c != '-') digits += c;
    return digits;
}

/// Where whole files come out otherwise than books that are matched already: a rejected claim is no candidate for an answer,
/// so the answer stays unmatched and is reported (a rejected claim cannot be paid; the acknowledgment is in doubt).
std::string expectation(remit_example const& example) {
    if (example.name == "front-end-rejected-yet-answered")
        return R"({"findings":["rejected_claim_answered"],"unmatched":["ORT-2042"],
                   "lines":{"1":{"disposition":"not_yet_adjudicated","sub":"rejected_upstream"}}})";
    return example.expect;
}

/// What the reader of the 835 adds to the findings of an example.
words said_while_reading(remit_example const& example) {
    if (example.name == "corrected-and-marked-22") return {"x12-reversal-positive"};
    if (example.name == "group-code-cr") return {"x12-old-group-code"};
    if (example.name == "old-claim-status") return {"guide-element-code"};
    return {};
}

/// The report of the program about an example.
json::object report_of(remit_example const& example) {
    scratch_folder folder;
    std::vector<std::string> arguments{"remit"};
    model::date day = *model::date::from_iso("2026-04-15");
    for (fenced_block const& block : example.answers) {
        if (!block.word("paid").empty()) day = *model::date::from_iso(block.word("paid"));
        arguments.push_back(
            folder.file("answer" + std::to_string(arguments.size()) + ".835", answer_file(block, ccyymmdd(day))));
        day = day.plus_days(14);
    }
    for (std::string const& more : {std::string{"--claims"}, folder.file("sent.837", claims_file(example)),
                                    std::string{"--format"}, std::string{"json"}, std::string{"--no-config"},
                                    std::string{"--all"}, std::string{"--today"}, std::string{"2026-06-30"}})
        arguments.push_back(more);
    if (std::string const rejections = rejections_file(example); !rejections.empty()) {
        arguments.emplace_back("--acks");
        arguments.push_back(folder.file("front.277", rejections));
    }
    auto const ran = run(arguments);
    INFO(ran.err);
    CHECK(ran.code == 0);
    boost::system::error_code bad;
    json::value report = json::parse(ran.out, bad);
    REQUIRE(!bad);
    return report.as_object();
}

/// "1", with several claims "ORT-1:1", with several payers "1@PAYER2". The second claim was sent a day after the first.
std::string key_of(json::object const& line, std::size_t claims, bool payers) {
    std::string key;
    if (claims > 1) {
        key = text_of(line.at("claim"));
        if (text_of(line.at("submitted")) != "2026-03-20" && key == "ORT-2038") key += "#2";
        key += ':';
    }
    key += text_of(line.at("line").at("number"));
    if (payers) key += '@' + text_of(line.at("payer"));
    return key;
}

void compare(json::object const& line, json::object const& want) {
    auto same = [&](char const* name, char const* otherwise = "") {
        CAPTURE(name);
        CHECK(text_of(line.at(name)) == (want.contains(name) ? text_of(want.at(name)) : otherwise));
    };
    same("disposition");
    same("sub");
    same("lifecycle", "original");
    same("liability");
    same("host");
    for (char const* amount : {"C", "P", "SH", "CT", "PP", "BN", "PN", "DN"}) {
        CAPTURE(amount);
        CHECK(line.at("amounts").at(amount).as_int64() ==
              (want.contains(amount) ? std::llround(want.at(amount).to_number<double>() * 100) : 0));
    }
    words reasons;
    for (auto const& reason : line.at("reasons").as_array())
        reasons.insert(text_of(reason.at("group")) + '-' + text_of(reason.at("carc")) + ':' +
                       text_of(reason.at("class")));
    CHECK(reasons == words_of(want, "reasons"));
    CHECK(words_of(line, "flags") == words_of(want, "flags"));
    if (want.contains("rarcs")) CHECK(words_of(line, "rarcs") == words_of(want, "rarcs"));
    if (want.contains("remit_lines"))
        CHECK(line.at("remit_lines").to_number<int>() == want.at("remit_lines").to_number<int>());
    if (want.contains("decided")) same("decided_on", text_of(want.at("decided")).c_str());
    if (want.contains("tier")) {
        REQUIRE(line.at("match").is_object());
        CHECK(text_of(line.at("match").at("tier")) == text_of(want.at("tier")));
    }
}

void check_examples(std::string const& folder, std::size_t at_least) {
    auto const examples = load_remit_examples(folder);
    CHECK(examples.size() >= at_least);
    for (remit_example const& example : examples) {
        CAPTURE(example.name);
        auto const want = json::parse(expectation(example)).as_object();
        auto const& lines = want.at("lines").as_object();
        auto const report = report_of(example);
        words seen, unmatched, found, claims;
        for (fenced_block const& block : example.sent)
            for (std::size_t at = block.text.find("CLM*"); at != std::string::npos;
                 at = block.text.find("CLM*", at + 4))
                claims.insert(std::to_string(at) + block.text);
        for (auto const& one : report.at("lines").as_array()) {
            auto const& line = one.as_object();
            if (text_of(line.at("disposition")) == "unmatched") {
                unmatched.insert(text_of(line.at("answered_as")));
                continue;
            }
            std::string const key = key_of(line, claims.size(), lines.begin()->key().find('@') != std::string::npos);
            CAPTURE(key);
            seen.insert(key);
            CHECK(lines.contains(key));
            if (lines.contains(key)) compare(line, lines.at(key).as_object());
        }
        for (auto const& one : lines) CHECK(seen.count(std::string{one.key()}) == 1);
        for (auto const& one : report.at("unresolved").as_array()) unmatched.insert(text_of(one.at("claim")));
        for (auto const& one : report.at("findings").as_array()) found.insert(text_of(one.at("id")));
        words expected = words_of(want, "findings");
        expected.merge(said_while_reading(example));
        CHECK(json::serialize(json::value_from(found)) == json::serialize(json::value_from(expected)));
        CHECK(unmatched == words_of(want, "unmatched"));
        CHECK(report.at("summary").at("retransmissions").to_number<std::uint64_t>() ==
              (want.contains("retransmissions") ? want.at("retransmissions").to_number<std::uint64_t>() : 0));
    }
}

}  // namespace

TEST_CASE("remit: the thirty worked examples come out as written, file to report") { check_examples("examples", 30); }

TEST_CASE("remit: the further cases come out as written, file to report") { check_examples("cases", 38); }

}  // namespace remit_examples_test
