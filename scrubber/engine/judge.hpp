#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "scrubber/engine/rule_book.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// Judges claims by a rule book. One object a worker: it keeps the rules specialised for the codes and payers it has
/// met and the memory of the claim before, so that a steady stream of claims allocates nothing. The book must outlive it.
class claim_judge {
   public:
    /// `enabled`, when not empty, has one entry per rule; rules whose entry is false are not judged.
    explicit claim_judge(rule_book const& book, std::vector<bool> enabled = {});

    /// Appends what the rules say about claim row `claim` of the window, in order of segment and rule, and counts what
    /// could not be judged. Hits refer to rows and segments of the window.
    void judge(window_context const& window, std::uint32_t claim, std::vector<hit>& out, unknown_counts& unknown);
    /// The same by the plain evaluator of the rules as written (`--slow`): equal answers, no specialisation.
    void judge_slow(window_context const& window, std::uint32_t claim, std::vector<hit>& out, unknown_counts& unknown);

    /// The claim judged last, for messages and traces.
    [[nodiscard]] claim_context const& claim() const noexcept { return claim_; }
    [[nodiscard]] rule_book const& book() const noexcept { return book_; }
    /// Guards kept for this payer and code: what remains of the book after the code tables have spoken.
    [[nodiscard]] std::size_t guards_for(payer_profile const& payer, code_id code);

   private:
    /// One conjunction after specialisation: what is left for the line itself to decide.
    struct guard_row {
        rule_index rule = 0;
        std::uint32_t first = 0;       ///< in `uses`
        std::uint16_t count = 0;
        bool never_known = false;      ///< a part is unknown for this code and payer: yes becomes unknown
        modifier_set all;              ///< modifiers that must all stand on the line
    };
    /// What is left of the rules of one scope for one payer (and one code). Rows of one rule follow each other. The bit
    /// sets have one bit a row, `words` words each, and say at once which rows a line's signs and modifiers leave.
    struct cell {
        std::vector<guard_row> rows;
        std::vector<std::pair<atom const*, bool>> uses;  ///< atom and whether it is negated
        std::size_t words = 0;
        std::vector<std::uint64_t> by_signs;      ///< for each set of signs: rows that need no other sign
        std::vector<std::uint64_t> asks_nothing;  ///< rows that ask for no modifier
        std::vector<std::uint64_t> asks;          ///< for each modifier: rows for which it is one of those asked for
        std::vector<std::uint64_t> forbids;       ///< for each modifier: rows that it rules out
    };
    /// What of a row becomes bits of the cell.
    struct row_mask {
        modifier_set any, none;
        std::uint8_t signs = 0;
    };

    [[nodiscard]] cell const& cell_for(grammars::rule_scope scope, payer_profile const& payer, code_id code);
    void specialise(cell& made, grammars::rule_scope scope, payer_profile const& payer, code_id code) const;
    static void fill_masks(cell& made, std::vector<row_mask> const& masks);
    /// The rows of word `word` that the line leaves.
    [[nodiscard]] static std::uint64_t candidates(cell const& c, std::size_t word, subject const& s) noexcept;
    [[nodiscard]] static tri answer(cell const& c, guard_row const& row, subject const& s) noexcept;
    void close_rule(rule_index rule, tri sum, subject const& s, std::vector<hit>& out, unknown_counts& unknown) const;
    void judge_subject(cell const& c, subject const& s, std::vector<hit>& out, unknown_counts& unknown) const;
    void add_hit(rule_index rule, subject const& s, std::vector<hit>& out) const;
    void finish(std::vector<hit>& out, std::size_t first);

    static constexpr std::size_t scopes = 8;
    rule_book const& book_;
    std::vector<bool> enabled_;
    std::array<std::vector<rule_index>, scopes> by_scope_;
    claim_context claim_;
    std::vector<std::vector<std::uint32_t>> line_cells_;          ///< by payer, then code; 0 is not made yet
    std::vector<std::array<std::uint32_t, scopes>> other_cells_;  ///< by payer, then scope
    std::vector<cell> cells_;
    std::vector<std::uint32_t> order_;                            ///< of the hits of one claim
};

}  // namespace orthoscrub::scrub
