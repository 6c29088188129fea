#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "grammars/rule_pack.hpp"
#include "scrubber/codes/code_tables.hpp"
#include "scrubber/engine/atom.hpp"
#include "scrubber/engine/finding.hpp"
#include "scrubber/facts/payer_class.hpp"

namespace orthoscrub::scrub {

/// Atoms that must all hold.
using guard = std::vector<atom_use>;

/// Where a finding of the rule points.
enum class locator_kind : std::uint8_t {
    own_segment,
    code,
    qualifier,
    modifier,
    first_of,
    malformed_modifier,
    unknown_modifier,
    repeated_modifier,
    description,
    note,
    charge,
    units,
    unit,
    place,
    dos,
    authorization,
    diagnosis,
    npi,
    claim_charge,
    line,
    claim,
    attachment,
    ordering,
    taxonomy,
    pointers,
    member,
    line_number,
    frequency,
    indicator,
    subscriber,
    payer_sequence,
    patient_relationship,
    related_cause,
    accident_state,
    payer_reference,
    line_control_number,
    other_payer,
    other_payer_sequence,
    other_payer_paid,
    decision_payer,
    decision_paid,
    adjustment_reason,
    incomplete_address,
    state,
    country,
    malformed_zip,
    short_zip,
    zip_of_state,
    po_box
};

/// One rule with its names resolved. `guards` is `applies and when` as a disjunction of conjunctions.
struct compiled_rule {
    grammars::rule_ast ast;
    payer_scope payers;
    day_range days;
    std::vector<guard> guards;
    std::vector<payer_scope> arm_payers;  ///< as `ast.severities`
    locator_kind locator = locator_kind::own_segment;
    modifier_set locator_modifiers;  ///< first_of
    bool absorbed = false;           ///< a guard that demanded more than another was left out of `guards`
    modifier_set named_modifiers;    ///< all that the condition names, for {modifiers_found}
    unsigned snip = 0;               ///< snip_type
};

/// A compiled rule pack: immutable, shared by threads. Rules are sorted by id, so indexes order as ids do.
class rule_book {
public:
    rule_book(std::vector<compiled_rule> rules, std::vector<atom> atoms, std::shared_ptr<code_tables const> codes,
              std::shared_ptr<payer_profiles const> payers)
        : rules_{std::move(rules)}, atoms_{std::move(atoms)}, codes_{std::move(codes)}, payers_{std::move(payers)} {}

    [[nodiscard]] std::span<compiled_rule const> rules() const noexcept { return rules_; }
    [[nodiscard]] compiled_rule const& rule(rule_index index) const noexcept { return rules_[index]; }
    [[nodiscard]] std::optional<rule_index> find(std::string_view id) const noexcept;
    /// True when the rule asks about earlier claims of the run, so that these must be remembered.
    [[nodiscard]] bool looks_across_claims(rule_index index) const noexcept;
    [[nodiscard]] std::span<atom const> atoms() const noexcept { return atoms_; }
    [[nodiscard]] code_tables const& codes() const noexcept { return *codes_; }
    [[nodiscard]] payer_profiles const& payers() const noexcept { return *payers_; }

private:
    std::vector<compiled_rule> rules_;
    std::vector<atom> atoms_;
    std::shared_ptr<code_tables const> codes_;
    std::shared_ptr<payer_profiles const> payers_;
};

/// What compiling gives. `lint` tells about rules that can be used but look wrong: a condition that can never hold,
/// two rules alike, a code table asked for a day though it has none.
struct compile_result {
    std::shared_ptr<rule_book const> book;  ///< null when there are errors
    std::vector<grammars::rule_error> errors;
    std::vector<grammars::rule_error> lint;
};

/// Resolves every name in the rules and turns their conditions into guards. Errors name the place and the nearest
/// known name: unknown fact, table, modifier, class, payer, placeholder, locator; a fact outside its scope; a value of
/// the wrong type; an id given twice; reversed dates.
[[nodiscard]] compile_result compile(std::vector<grammars::rule_ast> rules, std::shared_ptr<code_tables const> codes,
                                     std::shared_ptr<payer_profiles const> payers);

/// How often each rule could not be judged, by reason.
class unknown_counts {
public:
    explicit unknown_counts(std::size_t rules) : counts_(rules) {}
    void add(rule_index rule, unknown_reason reason) noexcept { ++counts_[rule][static_cast<std::size_t>(reason)]; }
    [[nodiscard]] std::uint64_t get(rule_index rule, unknown_reason reason) const noexcept {
        return counts_[rule][static_cast<std::size_t>(reason)];
    }
    [[nodiscard]] std::size_t rules() const noexcept { return counts_.size(); }
    void add(unknown_counts const& other) noexcept;
    void clear() noexcept;
    friend bool operator==(unknown_counts const&, unknown_counts const&) = default;

private:
    std::vector<std::array<std::uint64_t, static_cast<std::size_t>(unknown_reason::count_)>> counts_;
};

}  // namespace orthoscrub::scrub
