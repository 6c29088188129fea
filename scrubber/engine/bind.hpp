#pragma once
#include <optional>
#include <vector>

#include "scrubber/engine/rule_book.hpp"

namespace orthoscrub::scrub {

/// Turns conditions into guards over a growing table of atoms, and collects what is wrong with the names in them.
class binder {
public:
    binder(code_tables const& codes, std::vector<grammars::rule_error>& errors, std::vector<grammars::rule_error>& lint)
        : codes_{codes}, errors_{errors}, lint_{lint} {}

    /// The file and scope of the rule that is bound next.
    void begin(grammars::rule_ast const& rule) noexcept {
        rule_ = &rule;
        named_ = {};
        absorbed_ = false;
    }
    /// The condition as a disjunction of conjunctions. In the logic of yes, no and unknown `and` and `or` distribute over
    /// each other and negation moves inwards, so the guards answer as the condition does.
    [[nodiscard]] std::vector<guard> guards(grammars::condition const& c) { return expand(c, false); }
    /// Every way to hold both.
    [[nodiscard]] std::vector<guard> both(std::vector<guard> const& a, std::vector<guard> const& b);
    /// All modifiers that the conditions bound since `begin` name.
    [[nodiscard]] modifier_set named_modifiers() const noexcept { return named_; }
    /// True when, since `begin`, a guard was left out because another one demands less.
    [[nodiscard]] bool absorbed() const noexcept { return absorbed_; }
    /// The set of these modifiers, or of the modifiers of these classes.
    [[nodiscard]] modifier_set modifiers(std::vector<grammars::literal> const& names, bool classes);

    void fail(grammars::source_place at, std::string message, std::string_view suggestion = {});
    void warn(grammars::source_place at, std::string message);
    [[nodiscard]] std::vector<atom>& atoms() noexcept { return atoms_; }
    [[nodiscard]] std::uint32_t add(atom a);

private:
    std::vector<guard> expand(grammars::condition const& c, bool negated);
    std::vector<guard> use(std::optional<atom> a, bool negated);
    std::optional<fact_id> fact_in_scope(std::string_view name, grammars::source_place at);
    std::optional<std::int64_t> number_for(fact const& f, grammars::literal const& value);
    std::optional<std::string> text_for(fact const& f, grammars::literal const& value);
    std::optional<atom> bind(grammars::fact_test const& test);
    std::optional<atom> bind(grammars::fact_comparison const& test);
    std::optional<atom> bind(grammars::fact_membership const& test);
    std::optional<atom> bind(grammars::table_membership const& test);
    std::optional<atom> bind(grammars::modifier_test const& test);

    code_tables const& codes_;
    std::vector<grammars::rule_error>& errors_;
    std::vector<grammars::rule_error>& lint_;
    grammars::rule_ast const* rule_ = nullptr;
    modifier_set named_;
    bool absorbed_ = false;
    std::vector<atom> atoms_;
};

/// The words of a symbol fact, in the order of its type.
[[nodiscard]] std::vector<std::string_view> symbols_of(fact const& f);

}  // namespace orthoscrub::scrub
