// Suppressions: a file with an error suppresses nothing, errors stand in the file, and entries written out again read as
// themselves. The rule book holds the ids and scopes of three rules, one of each kind that the list treats in its own way.
#include <algorithm>
#include <memory>

#include "scrubber/engine/suppressions.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/toml_words.hpp"

namespace orthoscrub::test {
namespace {

scrub::rule_book const& book() {
    static scrub::rule_book const made = [] {
        std::vector<scrub::compiled_rule> rules(3);
        rules[0].ast.id = "equipment-status-conflict";
        rules[0].ast.scope = grammars::rule_scope::line;
        rules[1].ast.id = "noc-codes-considered";
        rules[1].ast.scope = grammars::rule_scope::note;
        rules[2].ast.id = "provider-npi";
        rules[2].ast.scope = grammars::rule_scope::claim;
        return scrub::rule_book{std::move(rules), {}, nullptr, std::make_shared<scrub::payer_profiles const>()};
    }();
    return made;
}

std::string written(scrub::suppression const& s) {
    std::string out = "[[suppress]]\n";
    auto const put = [&](std::string_view key, std::string const& value) {
        if (!value.empty()) out.append(key).append(" = ").append(toml_text(value)).append("\n");
    };
    put("rule", s.rule);
    put("npi", s.npi);
    put("claim", s.claim);
    put("line", s.line);
    put("payer", s.payer);
    put("reason", s.reason);
    put("who", s.who);
    put("until", s.until.iso());
    return out;
}

std::string all_written(scrub::suppression_list const& list) {
    std::string out;
    for (auto const& entry : list.entries()) out += written(entry);
    return out;
}

}  // namespace

std::string suppressions_property(std::string_view input) {
    auto const today = *model::date::from_iso("2026-06-15");
    auto const exact = std::make_unique<char[]>(input.size());
    input.copy(exact.get(), input.size());
    scrub::suppression_list list;
    auto const errors = list.read("s.toml", {exact.get(), input.size()}, book(), today);
    auto const lines = 1 + std::count(input.begin(), input.end(), '\n');
    for (auto const& error : errors)
        if (error.message.empty() || error.line > static_cast<std::uint32_t>(lines))
            return "an error stands outside of the file: " + scrub::to_string(error);
    if (!errors.empty()) return list.entries().empty() ? "" : "a file with an error suppresses something";
    for (auto const& entry : list.entries()) {
        if (entry.rule.empty() || entry.reason.empty() || entry.who.empty())
            return "an entry lacks rule, reason or who";
        if (entry.payer.empty() == entry.claim.empty()) return "an entry covers a claim and a payer, or neither";
        if (entry.byte > input.size() || entry.expired != (entry.until < today))
            return "an entry has a wrong place or day";
    }
    for (auto const& remark : scrub::remarks(list, {}, {}))
        if (remark.view(list).message.empty()) return "a remark without a message";
    auto const text = all_written(list);
    scrub::suppression_list again;
    if (auto const wrong = again.read("s.toml", text, book(), today); !wrong.empty())
        return "entries written out are refused: " + scrub::to_string(wrong.front()) + "\n" + text;
    return all_written(again) == text ? "" : "entries written out read as others:\n" + text;
}

}  // namespace orthoscrub::test

ORTHOSCRUB_FUZZ_TARGET(suppressions_property)
