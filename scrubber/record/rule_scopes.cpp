// A line of the ledger becomes the only line of a claim that holds nothing else, and the conditions are asked about it.
// What depends on procedure code and payer alone is answered once for each pair of them; for the few conditions that ask
// more (a list on the day of service, a modifier), every line is asked.
#include "scrubber/record/rule_scopes.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <variant>

#include "scrubber/engine/evaluate.hpp"
#include "scrubber/facts/registry.hpp"

namespace orthoscrub::record {

using namespace scrub;

namespace {

/// What of a condition has to be asked again for every line.
struct dependence_walker {
    bool operator()(grammars::fact_test const& test) const { return of_line(test.name); }
    bool operator()(grammars::fact_comparison const& test) const {
        auto const* other = std::get_if<grammars::fact_test>(&test.right);
        return of_line(test.name) || (other != nullptr && of_line(other->name));
    }
    bool operator()(grammars::fact_membership const& test) const { return of_line(test.name); }
    bool operator()(grammars::table_membership const& test) const { return test.dated; }
    bool operator()(grammars::modifier_test const&) const { return true; }
    bool operator()(grammars::negation const& test) const { return std::visit(*this, test.operand->node); }
    bool operator()(grammars::conjunction const& test) const { return any(test.operands); }
    bool operator()(grammars::disjunction const& test) const { return any(test.operands); }

private:
    static bool of_line(std::string_view name) {
        auto const id = find_fact(name);
        return !id || (all_facts()[*id].depends != dependence::code && all_facts()[*id].depends != dependence::payer);
    }
    bool any(std::vector<grammars::condition> const& operands) const {
        return std::any_of(operands.begin(), operands.end(),
                           [&](grammars::condition const& c) { return std::visit(*this, c.node); });
    }
};

}  // namespace

struct rule_scopes::state {
    rule_book const& book;
    std::vector<bool> asked_always;  ///< by rule: `applies` asks about more than code and payer
    model::claim_tables tables;
    window_context window;
    claim_context claim;
    std::unordered_map<std::uint64_t, std::vector<rule_index>> by_code_and_payer;
    std::vector<rule_index> answer;

    explicit state(rule_book const& rules) : book{rules}, claim{rules.codes(), rules.payers()} {
        for (compiled_rule const& rule : book.rules())
            asked_always.push_back(rule.ast.applies && std::visit(dependence_walker{}, rule.ast.applies->node));
        tables.claims.resize(1);
        tables.lines.resize(1);
        tables.subscribers.resize(1);
        tables.parties.resize(1);
        tables.dates.resize(1);
        tables.claims[0].lines = {0, 1};
        tables.claims[0].subscriber = 0;
        tables.subscribers[0].person = 0;
        window.tables = &tables;
    }

    subject line_of(ledger::submitted_claim const& sent, ledger::submitted_line const& line) {
        payer_profile const* profile = book.payers().find(sent.profile);
        if (profile == nullptr) profile = book.payers().find(sent.payer_class);
        window.payer = profile != nullptr ? profile : &book.payers().of_class(payer_class::unknown);
        tables.claims[0].place = sent.place;
        tables.parties[0].state = sent.state;
        tables.dates[0].format = "D8";
        tables.dates[0].first = line.first_day;
        tables.dates[0].last = line.last_day;
        model::line_row& row = tables.lines[0];
        row.qualifier = line.qualifier;
        row.code = line.code;
        row.modifiers = line.modifiers;
        row.charge = {line.charge, model::number_state::ok};
        row.units = {line.units, model::number_state::ok};
        row.place = line.place;
        row.service_date = line.first_day.empty() ? model::absent : 0;
        claim.open(window, 0);
        return {&claim, &claim.lines().front(), grammars::rule_scope::line, 0};
    }

    bool applies(compiled_rule const& rule, subject const& line) const {
        if (!rule.ast.applies || rule.ast.scope != grammars::rule_scope::line) return true;
        return evaluate(*rule.ast.applies, line).value == tri::yes;
    }

    /// Rules that code and payer let through; those of `asked_always` among them are still to be asked.
    std::vector<rule_index> const& let_through(subject const& line) {
        std::uint64_t const key =
            std::uint64_t{claim.payer().index} << 32 | static_cast<std::uint32_t>(line.line->code);
        auto const [at, fresh] = by_code_and_payer.try_emplace(key);
        if (!fresh) return at->second;
        for (rule_index i = 0; i < book.rules().size(); ++i) {
            compiled_rule const& rule = book.rule(i);
            if (rule.payers.covers(claim.payer()) && (asked_always[i] || applies(rule, line))) at->second.push_back(i);
        }
        return at->second;
    }
};

rule_scopes::rule_scopes(rule_book const& book) : state_{std::make_unique<state>(book)} {}
rule_scopes::~rule_scopes() = default;

std::vector<rule_index> const& rule_scopes::of(ledger::submitted_claim const& sent,
                                               ledger::submitted_line const& line) {
    subject const s = state_->line_of(sent, line);
    state_->answer.clear();
    // A code of no table is asked as it is written: two such codes share a number.
    bool const known = s.line->code != code_id::unknown;
    auto const keep = [&](rule_index i) {
        compiled_rule const& rule = state_->book.rule(i);
        if (in_force(rule.days, s) != tri::yes) return;
        if ((!known || state_->asked_always[i]) && !state_->applies(rule, s)) return;
        state_->answer.push_back(i);
    };
    if (known) {
        for (rule_index const i : state_->let_through(s)) keep(i);
    } else {
        for (rule_index i = 0; i < state_->book.rules().size(); ++i)
            if (state_->book.rule(i).payers.covers(state_->claim.payer())) keep(i);
    }
    return state_->answer;
}

}  // namespace orthoscrub::record
