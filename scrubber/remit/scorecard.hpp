#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scrubber/remit/score_line.hpp"
#include "scrubber/remit/score_measures.hpp"

namespace orthoscrub::remit {

/// A set of rules, by row. The caller says with one which rules are about a line: payer class, dates and `applies` hold
///.
class rule_bits {
public:
    explicit rule_bits(std::size_t rules = 0) : words_((rules + 63) / 64) {}
    void set(std::uint32_t rule) noexcept { words_[rule / 64] |= std::uint64_t{1} << (rule % 64); }
    void clear() noexcept { words_.assign(words_.size(), 0); }
    [[nodiscard]] bool test(std::uint32_t rule) const noexcept { return (words_[rule / 64] >> (rule % 64) & 1) != 0; }

private:
    std::vector<std::uint64_t> words_;
};

struct score_options {
    bool by_payer = false, by_month = false;  ///< `--by payer,month`
    int maturity_days = 45;                   ///< after so many days an open line is overdue
    model::date today;                        ///< empty: nothing is overdue
    model::money review_cost;                 ///< what stopping one good line costs; taken from the rank of a rule
};

/// What the record of a rule suggests.
enum class conclusion : std::uint8_t {
    never_fired,  ///< lines in scope, none flagged: look at the scope
    always_paid,  ///< the upper bound of precision is below the base rate: make it a note
    other_first,  ///< more FX than TP and FP together: another rule should speak first
    widen,        ///< denials that no rule flagged are what this one foresees
    drift         ///< precision fell between two months so far that the intervals do not touch
};
[[nodiscard]] std::string_view to_string(conclusion what) noexcept;
/// One sentence for the person who keeps the rules.
[[nodiscard]] std::string_view advice(conclusion what) noexcept;

/// The record of one rule.
struct rule_score {
    std::string rule;
    bool scored = true;  ///< false: it foresees no answer and is only counted
    score_cells cells;
    std::vector<conclusion> conclusions;
    /// What the rule is worth: denials caught less the cost of work on good lines, in cents.
    [[nodiscard]] std::int64_t worth_cents(model::money review_cost) const noexcept {
        return cells.caught.cents() + cells.rejected_cents - static_cast<std::int64_t>(cells.fp) * review_cost.cents;
    }
};

/// Denials of lines that no rule flagged, by reason.
struct missed_reason {
    std::string carc;
    carc_class kind{};
    std::vector<std::string> rarcs;  ///< of the lines, without alerts, sorted
    std::vector<std::string> rules;  ///< in scope and foreseeing it, sorted; empty: a gap
    std::uint64_t lines = 0;
    std::uint64_t unchecked_lines = 0;  ///< of these, how many such a rule could not judge
    score_money denied;
    std::string claim, number, code;  ///< the costliest line, as an example
    std::int64_t example_cents = 0;
};

/// One cell of `--by`: a payer, a month (CCYYMM of the decision, of sending for open lines), or both.
struct score_group {
    std::string payer;
    int month = 0;
    std::vector<std::pair<std::uint32_t, score_cells>> rules;  ///< row in scorecard::rules, by id
};

/// Precision of a rule that fell between two months with answers.
struct score_drift {
    std::string rule, payer;
    int from = 0, to = 0;  ///< CCYYMM
    ratio before, after;
};

struct scorecard {
    score_options options;
    std::vector<rule_score> rules;       ///< by worth, then money delayed, then id
    std::vector<missed_reason> covered;  ///< a rule in scope foresees the reason and did not fire; by money
    std::vector<missed_reason> gaps;     ///< no rule foresees it; by money
    std::vector<score_group> groups;     ///< by payer, then month
    std::vector<score_drift> drifts;     ///< by rule, payer, month
    std::uint64_t lines = 0;             ///< submitted lines
    std::uint64_t eligible = 0, denied = 0, rejected = 0, open = 0, overdue = 0;
    std::uint64_t foreseen = 0;             ///< denied lines with a finding that was right
    std::uint64_t foreseen_rejections = 0;  ///< rejected lines with one
    std::uint64_t flagged_for_other = 0;    ///< denied lines whose findings all spoke of something else
    score_money denied_money, foreseen_money, open_money;
    std::array<std::uint64_t, static_cast<std::size_t>(exclusion::count_)> excluded{};
};

/// Counts claims one at a time and makes the scorecard at the end. Memory grows with rules, groups and reasons, not with
/// lines.
class score_tally {
public:
    /// `rules` must outlive the tally.
    score_tally(std::span<score_rule const> rules, score_options options);
    ~score_tally();
    score_tally(score_tally&&) noexcept;

    /// All rows of one submitted claim, those of one submitted line together, first payer first; `scopes` has one entry a
    /// row. For each rule the first row in scope counts.
    void add_claim(std::span<score_line const> rows, std::span<rule_bits const> scopes);
    [[nodiscard]] scorecard finish() const;

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace orthoscrub::remit
