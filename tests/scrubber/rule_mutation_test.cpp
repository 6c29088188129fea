// Every part of every shipped rule matters: taking away an operand, a payer, a severity or a day must change the answer
// or the severity of at least one of the rule's own examples. A rule is read anew for each mutation, changed in place,
// compiled alone and judged on all its examples by the plain evaluator.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <functional>
#include <tuple>

#include "scrubber/engine/evaluate.hpp"
#include "scrubber/engine/example_claim.hpp"
#include "scrubber/engine/example_runner.hpp"
#include "tests/support/judging.hpp"

namespace rule_mutation_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

namespace {

struct mutation {
    std::string what;
    std::function<void(grammars::rule_ast&)> apply;
};

/// What the rule says about the claims of one example, subject by subject.
using answers = std::vector<std::tuple<scrub::tri, text::severity>>;

/// A way from a rule to one of its conditions, taken anew on every copy of the rule.
using path = std::function<grammars::condition&(grammars::rule_ast&)>;

void drop_operands(std::vector<mutation>& found, std::string const& where, path const& at, grammars::rule_ast& rule) {
    grammars::condition& here = at(rule);
    auto const each = [&](auto const* list, std::string_view word) {
        if (list == nullptr) return;
        using node = std::remove_const_t<std::remove_pointer_t<decltype(list)>>;
        for (std::size_t i = 0; i < list->operands.size(); ++i) {
            found.push_back({fmt::format("{}: without {} {}", where, word, grammars::to_text(list->operands[i])),
                             [at, i](grammars::rule_ast& r) {
                                 auto& operands = std::get<node>(at(r).node).operands;
                                 operands.erase(operands.begin() + static_cast<std::ptrdiff_t>(i));
                             }});
            drop_operands(
                found, where,
                [at, i](grammars::rule_ast& r) -> grammars::condition& {
                    return std::get<node>(at(r).node).operands[i];
                },
                rule);
        }
    };
    each(std::get_if<grammars::conjunction>(&here.node), "and");
    each(std::get_if<grammars::disjunction>(&here.node), "or");
    if (std::holds_alternative<grammars::negation>(here.node))
        drop_operands(
            found, where,
            [at](grammars::rule_ast& r) -> grammars::condition& {
                return *std::get<grammars::negation>(at(r).node).operand;
            },
            rule);
}

std::vector<mutation> mutations_of(grammars::rule_ast& rule) {
    std::vector<mutation> found;
    if (rule.applies) {
        found.push_back({"without applies", [](grammars::rule_ast& r) { r.applies.reset(); }});
        drop_operands(found, "applies", [](grammars::rule_ast& r) -> grammars::condition& { return *r.applies; }, rule);
    }
    found.push_back({"when turned round", [](grammars::rule_ast& r) {
                         grammars::negation turned;
                         turned.operand = std::make_unique<grammars::condition>(std::move(*r.when));
                         r.when->node = std::move(turned);
                     }});
    drop_operands(found, "when", [](grammars::rule_ast& r) -> grammars::condition& { return *r.when; }, rule);
    if (!rule.payers.empty()) found.push_back({"for every payer", [](grammars::rule_ast& r) { r.payers.clear(); }});
    for (std::size_t i = 0; rule.payers.size() > 1 && i < rule.payers.size(); ++i)
        found.push_back({fmt::format("without payer {}", rule.payers[i].symbol()), [i](grammars::rule_ast& r) {
                             r.payers.erase(r.payers.begin() + static_cast<std::ptrdiff_t>(i));
                         }});
    for (std::size_t i = 0; rule.severities.size() > 1 && i < rule.severities.size(); ++i)
        found.push_back({fmt::format("without severity {}", i + 1), [i](grammars::rule_ast& r) {
                             r.severities.erase(r.severities.begin() + static_cast<std::ptrdiff_t>(i));
                         }});
    for (std::size_t i = 0; i < rule.severities.size(); ++i)
        if (rule.severities[i].when)
            drop_operands(
                found, fmt::format("severity {}", i + 1),
                [i](grammars::rule_ast& r) -> grammars::condition& { return *r.severities[i].when; }, rule);
    for (int const days : {-1, 1}) {
        auto const moved = [&](std::string_view which, model::date grammars::rule_ast::* day) {
            if (!(rule.*day).empty())
                found.push_back({fmt::format("{} moved by {} day", which, days),
                                 [day, days](grammars::rule_ast& r) { r.*day = (r.*day).plus_days(days); }});
        };
        moved("first day", &grammars::rule_ast::effective_from);
        moved("last day", &grammars::rule_ast::effective_to);
    }
    return found;
}

/// One rule with its examples laid out once.
class mutated_rule {
public:
    mutated_rule(scrub::pack const& pack, scrub::pack_file const& file) : pack_{pack}, file_{file} {
        original_ = read();
        for (auto const& example : original_.examples)
            examples_.push_back(scrub::build_example(pack, original_, example));
        before_ = judge(read());
    }
    [[nodiscard]] std::string const& id() const { return original_.id; }

    /// The mutations that no example notices.
    std::vector<std::string> survivors(std::size_t& tried) {
        std::vector<std::string> alive;
        for (mutation const& m : mutations_of(original_)) {
            ++tried;
            grammars::rule_ast changed = read();
            m.apply(changed);
            if (judge(std::move(changed)) == before_) alive.push_back(m.what);
        }
        return alive;
    }

private:
    grammars::rule_ast read() const {
        std::vector<grammars::rule_ast> rules;
        std::vector<grammars::rule_error> errors;
        REQUIRE(grammars::read_rules(file_.bytes, file_.path, rules, errors));
        REQUIRE(rules.size() == 1);
        return std::move(rules.front());
    }

    std::vector<answers> judge(grammars::rule_ast ast) const {
        std::vector<grammars::rule_ast> rules;
        rules.push_back(std::move(ast));
        auto const made = scrub::compile(std::move(rules), codes_, payers_);
        if (!made.book) FAIL(grammars::render(made.errors.front()));
        scrub::compiled_rule const& rule = made.book->rule(0);
        scrub::claim_context claim{*codes_, *payers_};
        std::vector<answers> all;
        for (std::size_t i = 0; i < examples_.size(); ++i) {
            std::string problem;
            auto const overrides = scrub::overrides_of(original_.examples[i], problem);
            REQUIRE(problem.empty());
            answers said;
            scrub::for_each_claim(
                examples_[i].text,
                [&](scrub::window_context const& read, std::uint32_t row) {
                    scrub::window_context window = read;
                    if (examples_[i].payer != nullptr) window.payer = payers_->find(examples_[i].payer->id);
                    claim.open(window, row);
                    scrub::for_each_subject(claim, rule.ast.scope, [&](scrub::subject const& s) {
                        scrub::tri const value = scrub::evaluate(rule, s, &overrides).all().value;
                        said.emplace_back(value, value == scrub::tri::yes ? scrub::severity_for(rule, s, &overrides)
                                                                          : text::severity::note);
                    });
                },
                codes_.get());
            all.push_back(std::move(said));
        }
        return all;
    }

    scrub::pack const& pack_;
    scrub::pack_file const& file_;
    std::shared_ptr<scrub::code_tables const> codes_ = shipped_codes();
    std::shared_ptr<scrub::payer_profiles const> payers_ = shipped_payers();
    grammars::rule_ast original_;
    std::vector<scrub::example_claim> examples_;
    std::vector<answers> before_;
};

}  // namespace

TEST_CASE("no part of a shipped rule can be taken away without an example noticing") {
    auto const files = scrub::embedded_pack();
    std::size_t rules = 0, tried = 0;
    for (auto const& file : files.files) {
        if (!file.path.ends_with(".rule")) continue;
        mutated_rule rule{shipped_pack(), file};
        for (std::string const& what : rule.survivors(tried)) FAIL_CHECK(rule.id() << ": no example notices: " << what);
        ++rules;
    }
    MESSAGE(tried << " mutations of " << rules << " rules");
    CHECK(tried > 4 * rules);
}

}  // namespace rule_mutation_test
