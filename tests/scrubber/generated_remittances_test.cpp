// Claims, 277CA and 835 of the generator go all the way: read, matched, folded, classified. What comes out is held against
// the truth that the generator wrote down when its payers decided; the two share no code. ORTHOSCRUB_CASES=100000 makes
// the run long.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdlib>
#include <map>
#include <set>
#include <string>

#include "parser/text/source.hpp"
#include "scrubber/record/acknowledgment_reader.hpp"
#include "scrubber/record/remittance_reader.hpp"
#include "scrubber/record/submission_recorder.hpp"
#include "scrubber/remit/acknowledge.hpp"
#include "scrubber/remit/matching.hpp"
#include "scrubber/remit/outcomes.hpp"
#include "tests/support/judging.hpp"
#include "tools/generator/generator.hpp"

namespace generated_remittances_test {

using namespace orthoscrub;
namespace json = boost::json;

namespace {

std::uint64_t claims_wanted() {
    char const* const wish = std::getenv("ORTHOSCRUB_CASES");
    return wish != nullptr ? std::max<std::uint64_t>(1000, std::strtoull(wish, nullptr, 10)) : 5000;
}

/// One batch from bytes to outcomes.
struct whole_way {
    std::string claims, era, ack, truth;
    ledger::person_hasher hasher{ledger::hash_key{9}};
    ledger::submission_book sent;
    ledger::remittance_book back;
    ledger::acknowledgment_book said;
    remit::match_book matches;
    remit::outcome_book outcomes;

    explicit whole_way(generator::options wanted) {
        wanted.era = [this](std::string_view text) { era += text; };
        wanted.ack = [this](std::string_view text) { ack += text; };
        wanted.outcomes = [this](std::string_view text) { truth += text; };
        generator::generate(wanted, [this](std::string_view text) { claims += text; });

        auto const& book = *test::shipped_pack().book;
        scrub::scrub_options silent;
        silent.rules.assign(book.rules().size(), false);
        silent.faults = [](std::string_view) { return false; };
        (void)record::read_submissions(*text::read_memory(claims), "sent.837", book, "", silent, hasher, sent);
        text::diagnostics faults;
        (void)record::read_acknowledgments(*text::read_memory(ack), "front.277", book.codes().answers, hasher, said,
                                           faults);
        CHECK(faults.faults().empty());
        CHECK(remit::acknowledge(said, sent).unmatched.empty());
        record::remittance_reader reader{book.payers(), hasher};
        (void)reader.read(*text::read_memory(era), "back.835", back);
        matches = remit::match(sent, back, book.payers());
        remit::outcomes(sent, back, matches, book.codes(), outcomes);
    }

    [[nodiscard]] std::vector<json::object> truths() const {
        std::vector<json::object> all;
        for (std::size_t from = 0; from < truth.size();) {
            auto const to = truth.find('\n', from);
            all.push_back(json::parse(std::string_view{truth}.substr(from, to - from)).as_object());
            from = to + 1;
        }
        return all;
    }

    /// What was made of the line that a truth speaks of; null when there is nothing.
    [[nodiscard]] remit::line_outcome const* of(json::object const& told) {
        if (index_.empty())
            for (auto const& o : outcomes.outcomes)
                if (o.claim != ledger::absent && o.line != ledger::absent)
                    index_[key(sent.claims[o.claim].control_number, o.payer, sent.lines[o.line].number)] = &o;
        auto const found =
            index_.find(key(word(told, "claim"), word(told, "payer"), std::to_string(told.at("line").as_int64())));
        return found == index_.end() ? nullptr : found->second;
    }

    [[nodiscard]] static std::string word(json::object const& told, std::string_view name) {
        auto const& value = told.at(name);
        return value.is_null() ? "" : std::string{value.as_string()};
    }

private:
    static std::string key(std::string_view claim, std::string_view payer, std::string_view line) {
        return std::string{claim}.append("|").append(payer).append("|").append(line);
    }
    std::map<std::string, remit::line_outcome const*> index_;
};

std::set<std::string> words(json::value const& list) {
    std::set<std::string> all;
    for (auto const& each : list.as_array()) all.insert(std::string{each.as_string()});
    return all;
}

/// What differs between the truth about a line and its outcome, in words; empty when nothing does.
std::string difference(json::object const& truth, remit::line_outcome const& o, remit::outcome_book const& book) {
    std::string found;
    auto const compare = [&](std::string_view what, std::string_view wanted, std::string_view got) {
        if (wanted != got) found.append(what).append(": ").append(wanted).append(", not ").append(got).append("; ");
    };
    compare("disposition", whole_way::word(truth, "disposition"), remit::to_string(o.decided));
    compare("sub", whole_way::word(truth, "sub"), remit::to_string(o.sub));
    compare("lifecycle", whole_way::word(truth, "lifecycle"), remit::to_string(o.step));
    compare("liability", whole_way::word(truth, "liability"), remit::to_string(o.bears));
    auto const& a = o.amounts;
    std::pair<char const*, model::money> const amounts[] = {
        {"C", a.charge},       {"P", a.paid},     {"SH", a.patient_share}, {"CT", a.contractual},
        {"PP", a.prior_payer}, {"BN", a.bundled}, {"PN", a.pending},       {"DN", a.denied}};
    for (auto const& [name, cents] : amounts)
        compare(name, std::to_string(truth.at("amounts").at(name).as_int64()), std::to_string(cents.cents));
    auto const flags = words(truth.at("flags"));
    for (auto const& flag : flags) {
        bool has = false;
        for (unsigned i = 0; i < static_cast<unsigned>(remit::outcome_flag::count_); ++i) {
            auto const each = static_cast<remit::outcome_flag>(i);
            has = has || (o.has(each) && remit::to_string(each) == flag);
        }
        if (!has) found.append("no flag ").append(flag).append("; ");
    }
    std::set<std::string> reasons;
    std::string kind;
    for (auto i = o.adjustments.first; i < o.adjustments.first + o.adjustments.count; ++i) {
        auto const& reason = book.reasons[i];
        if (!remit::denies(reason.kind)) continue;
        reasons.insert(std::string{reason.group}.append("-").append(reason.carc));
        kind = remit::to_string(reason.kind);
    }
    if (reasons != words(truth.at("reasons"))) found.append("other reasons; ");
    if (kind.starts_with("denial.")) kind.erase(0, 7);
    compare("denial", whole_way::word(truth, "denial"), kind);
    return found;
}

}  // namespace

TEST_CASE("generated claims: every line's outcome is the truth, to the cent") {
    generator::options wanted;
    wanted.claims = claims_wanted();
    wanted.seed = 21;
    wanted.defects_per_mille = 100;
    whole_way run{wanted};
    std::size_t lines = 0, strange = 0, wrong = 0;
    for (auto const& truth : run.truths()) {
        if (whole_way::word(truth, "disposition") == "unmatched") {
            ++strange;
            continue;
        }
        ++lines;
        auto const* const outcome = run.of(truth);
        auto const words = outcome == nullptr ? "no outcome" : difference(truth, *outcome, run.outcomes);
        if (words.empty()) continue;
        if (++wrong <= 10)
            FAIL_CHECK(whole_way::word(truth, "claim") << " line " << truth.at("line").as_int64() << " ("
                                                       << whole_way::word(truth, "case") << "): " << words);
    }
    MESSAGE(lines << " lines, " << wrong << " differ, " << strange << " lines of claims never sent");
    CHECK(wrong == 0);
    CHECK(lines >= wanted.claims);
    std::size_t unmatched = 0;
    for (auto const& o : run.outcomes.outcomes) unmatched += o.decided == remit::disposition::unmatched;
    CHECK(unmatched == strange);
}

TEST_CASE("generated claims: damaged control numbers never lead to a wrong claim, and seldom to none") {
    struct figures {
        int right = 0, wrong = 0, first = 0, rest = 0, nameless = 0, lines = 0, lines_true = 0;
        [[nodiscard]] int all() const { return right + wrong + first + rest; }
    };
    generator::options wanted;
    wanted.claims = claims_wanted() * 2;
    wanted.seed = 22;
    for (unsigned i = 0; i < static_cast<unsigned>(generator::damage::count_); ++i)
        wanted.damages.push_back({static_cast<generator::damage>(i), 60});
    whole_way run{wanted};
    std::map<std::string, figures> table;
    std::map<std::string, std::pair<std::string, std::string>> damaged;  // by CLP07: CLM01 and kind
    for (auto const& truth : run.truths()) {
        auto const kind = whole_way::word(truth, "damage");
        if (kind.empty()) continue;
        damaged[whole_way::word(truth, "icn")] = {whole_way::word(truth, "claim"), kind};
        auto const* const outcome = run.of(truth);
        ++table[kind].lines;
        table[kind].lines_true += outcome != nullptr && difference(truth, *outcome, run.outcomes).empty();
    }
    for (std::size_t i = 0; i < run.back.claims.size(); ++i) {
        auto const found = damaged.find(std::string{run.back.claims[i].icn});
        if (found == damaged.end()) continue;
        auto const& [claim, kind] = found->second;
        auto const& match = run.matches.claim_matches[i];
        auto& row = table[kind];
        if (match.state == remit::match_state::matched)
            ++(run.sent.claims[match.submitted].control_number == claim ? row.right : row.wrong);
        else if (match.candidates.count != 0 &&
                 run.sent.claims[run.matches.candidates[match.candidates.first].submitted].control_number == claim)
            ++row.first;
        // Claims to workers' compensation name no member: with every number gone nothing makes them candidates.
        else if (run.back.claims[i].members == std::array<ledger::person_hash, 3>{}) ++row.nameless;
        else ++row.rest;
    }
    CHECK(table.size() == static_cast<std::size_t>(generator::damage::count_));
    for (auto const& [kind, row] : table) {
        CAPTURE(kind);
        MESSAGE(kind << ": " << row.all() << " answers, right " << row.right << ", wrong " << row.wrong
                     << ", doubtful with the true claim first " << row.first << ", else " << row.rest
                     << ", without member id " << row.nameless << "; lines true " << row.lines_true << " of "
                     << row.lines);
        CHECK(row.wrong == 0);
        if (kind == "destroyed") {
            CHECK((row.right + row.first) * 100 >= row.all() * 95);
        } else if (kind == "destroyed_known") {
            CHECK(row.right * 100 >= row.all() * 95);
        } else {
            CHECK(row.right * 100 >= row.all() * 99);
            CHECK(row.lines_true * 100 >= row.lines * 99);
        }
    }
}

}  // namespace generated_remittances_test
