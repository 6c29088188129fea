// Runs the examples that rules carry. An example with `with` is judged by the plain evaluator, where facts can be
// replaced; every other one by both evaluators, which must agree hit for hit.
#include "scrubber/engine/example_runner.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "grammars/claim_837p.hpp"
#include "parser/envelope/interchange_reader.hpp"
#include "parser/text/source.hpp"
#include "scrubber/engine/evaluate.hpp"
#include "scrubber/engine/example_claim.hpp"
#include "scrubber/engine/judge.hpp"
#include "scrubber/facts/batch_memory.hpp"
#include "scrubber/facts/registry.hpp"

namespace orthoscrub::scrub {
namespace {

/// The value that `with FACT=VALUE` means; nothing when it does not read as the fact's type.
std::optional<fact_value> value_from(fact const& f, std::string_view word) {
    switch (f.type) {
        case fact_type::boolean:
            if (word == "true" || word == "yes") return fact_value::of(true);
            if (word == "false" || word == "no") return fact_value::of(false);
            return std::nullopt;
        case fact_type::symbol:
        case fact_type::text:
            return fact_value::of(word);
        case fact_type::number: {
            auto const read = model::parse_quantity(word);
            return read.usable() ? std::optional{fact_value::of(read.value)} : std::nullopt;
        }
        case fact_type::amount: {
            auto const read = model::parse_money(word);
            return read.usable() ? std::optional{fact_value::of(read.value)} : std::nullopt;
        }
        case fact_type::date: {
            auto const day = model::date::from_iso(word);
            return day ? std::optional{fact_value::of(*day)} : std::nullopt;
        }
    }
    return std::nullopt;
}

/// Judges the example's claims by one rule.
class example_run {
public:
    example_run(pack const& loaded, rule_index rule)
        : loaded_{loaded},
          rule_{rule},
          judge_{*loaded.book, only(loaded, rule)},
          claim_{loaded.book->codes(), loaded.book->payers()} {}

    std::string run(grammars::rule_example const& example) {
        compiled_rule const& rule = loaded_.book->rule(rule_);
        example_claim const made = build_example(loaded_, rule.ast, example);
        if (!made.problem.empty()) return made.problem;
        std::string wrong;
        fact_overrides const overrides = overrides_of(example, wrong);
        if (!wrong.empty()) return wrong;
        bool flagged = false;
        unknown_reason unknown = unknown_reason::none;
        std::string problem;
        std::size_t claims = 0;
        for_each_claim(
            made.text,
            [&](window_context const& read, std::uint32_t row) {
                ++claims;
                window_context window = read;
                if (made.payer != nullptr) window.payer = made.payer;
                claim_.open(window, row);
                for_each_subject(claim_, rule.ast.scope, [&](subject const& s) {
                    verdict const answer = evaluate(rule, s, &overrides).all();
                    flagged = flagged || answer.value == tri::yes;
                    if (answer.value == tri::unknown) unknown = answer.reason;
                });
                if (overrides.empty() && problem.empty()) problem = compare(window, row);
            },
            &loaded_.book->codes());
        if (!problem.empty()) return problem;
        if (claims == 0) return "the example gives no claim that can be read";
        if (flagged == example.flagged) return {};
        if (flagged) return "flagged, but the example says passes";
        if (unknown != unknown_reason::none)
            return fmt::format("not checked ({}), but the example says flags", describe(unknown));
        return "not flagged, but the example says flags";
    }

private:
    static std::vector<bool> only(pack const& loaded, rule_index rule) {
        std::vector<bool> enabled(loaded.book->rules().size(), false);
        enabled[rule] = true;
        return enabled;
    }

    std::string compare(window_context const& window, std::uint32_t row) {
        std::vector<hit> fast, slow;
        unknown_counts fast_unknown{loaded_.book->rules().size()}, slow_unknown{loaded_.book->rules().size()};
        judge_.judge(window, row, fast, fast_unknown);
        judge_.judge_slow(window, row, slow, slow_unknown);
        return fast == slow && fast_unknown == slow_unknown ? "" : "the compiled rule and the rule as written disagree";
    }

    pack const& loaded_;
    rule_index rule_;
    claim_judge judge_;
    claim_context claim_;
};

}  // namespace

fact_overrides overrides_of(grammars::rule_example const& example, std::string& problem) {
    fact_overrides overrides;
    for (auto const& [name, word] : example.facts) {
        auto const id = find_fact(name);
        auto const value = id ? value_from(all_facts()[*id], word) : std::nullopt;
        if (value) overrides.emplace_back(*id, *value);
        else if (!id) problem = fmt::format("there is no fact \"{}\"", name);
        else problem = fmt::format("\"{}\" is no {}", word, to_string(all_facts()[*id].type));
    }
    return overrides;
}

void for_each_claim(std::string_view text, std::function<void(window_context const&, std::uint32_t)> const& visit,
                    code_tables const* codes) {
    std::optional<batch_memory> memory;
    batch_answers answers;
    if (codes != nullptr) memory.emplace(*codes, 0);
    std::uint64_t claims = 0;
    text::diagnostics faults;
    auto const input = text::read_memory(text);
    envelope::interchange_reader reader{*input, faults};
    grammars::hierarchy_state hierarchy;
    model::claim_tables tables;
    for (envelope::event e = reader.next(); e.kind != envelope::event_kind::end; e = reader.next()) {
        if (e.kind != envelope::event_kind::set_window) continue;
        if (e.first) hierarchy = {};
        tables.clear();
        grammars::read_claims({e.segments, e.context, e.last}, reader.interchange().marks, {}, hierarchy, tables,
                              faults);
        window_context window{&tables, e.segments, reader.interchange().marks, nullptr};
        if (memory) {
            memory->look(tables, claims, answers);
            window.batch = &answers;
        }
        claims += tables.claims.size();
        for (std::uint32_t row = 0; row < tables.claims.size(); ++row) visit(window, row);
    }
}

std::vector<example_outcome> run_examples(pack const& loaded, rule_index rule) {
    std::vector<example_outcome> outcomes;
    example_run runner{loaded, rule};
    auto const& ast = loaded.book->rule(rule).ast;
    for (std::uint32_t i = 0; i < ast.examples.size(); ++i) {
        std::string problem = runner.run(ast.examples[i]);
        if (!problem.empty())
            problem = fmt::format("{}:{}: {}: {}", ast.file, ast.examples[i].at.line, ast.id, problem);
        outcomes.push_back({rule, i, problem.empty(), std::move(problem)});
    }
    return outcomes;
}

std::vector<example_outcome> run_examples(pack const& loaded) {
    std::vector<example_outcome> outcomes;
    for (rule_index rule = 0; rule < loaded.book->rules().size(); ++rule)
        for (example_outcome& outcome : run_examples(loaded, rule)) outcomes.push_back(std::move(outcome));
    return outcomes;
}

std::vector<std::string> template_findings(pack const& loaded) {
    std::vector<std::string> findings;
    claim_judge judge{*loaded.book};
    unknown_counts unknown{loaded.book->rules().size()};
    for (pack_file const& file : loaded.templates)
        for_each_claim(
            file.bytes,
            [&](window_context const& window, std::uint32_t row) {
                std::vector<hit> hits;
                judge.judge(window, row, hits, unknown);
                for (hit const& h : hits)
                    findings.push_back(fmt::format("{}: {}", file.path, loaded.book->rule(h.rule).ast.id));
            },
            &loaded.book->codes());
    return findings;
}

}  // namespace orthoscrub::scrub
