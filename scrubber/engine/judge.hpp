#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "scrubber/engine/atom.hpp"
#include "scrubber/engine/rule_book.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// Judges claims by a rule book. One object a worker: it keeps the rules specialised for the codes and payers it has
/// met and the memory of the claim before, so that a steady stream of claims allocates nothing. The book must outlive it.
class claim_judge {
public:
    /// `enabled`, when not empty, has one entry per rule; rules whose entry is false are not judged. `severities`, when
    /// not empty, likewise: what stands there wins over rule and profile.
    explicit claim_judge(rule_book const& book, std::vector<bool> enabled = {},
                         std::vector<std::optional<text::severity>> severities = {});

    /// Appends what the rules say about claim row `claim` of the window, in order of segment and rule, and counts what
    /// could not be judged. Hits refer to rows and segments of the window.
    void judge(window_context const& window, std::uint32_t claim, std::vector<hit>& out, unknown_counts& unknown);
    /// The same by the plain evaluator of the rules as written (`--slow`): equal answers, no specialisation.
    void judge_slow(window_context const& window, std::uint32_t claim, std::vector<hit>& out, unknown_counts& unknown);

    /// From now on every answer "not checked" is appended to `list`, too, which must outlive the judge; null: to none.
    void list_open_questions(std::vector<open_question>* list) noexcept { open_questions_ = list; }

    /// The claim judged last, for messages and traces.
    [[nodiscard]] claim_context const& claim() const noexcept { return claim_; }
    [[nodiscard]] rule_book const& book() const noexcept { return book_; }
    /// Guards kept for this payer and code: what remains of the book after the code tables have spoken.
    [[nodiscard]] std::size_t guards_for(payer_profile const& payer, code_id code);

private:
    /// One question that is left of a conjunction.
    struct check {
        fact_value (*get)(subject const&) = nullptr;
        atom const* question = nullptr;
        atom_kind kind = atom_kind::fact_holds;
        bool negated = false;
        std::uint16_t signs = 0;  ///< lines with none of these signs answer it with yes
    };
    /// One conjunction after the code table has spoken: what is left for payer and line to decide. Most rows end with
    /// their first check, so that it stands in the row, and the row is one line of the cache.
    struct alignas(64) guard_row {
        check lead;  ///< the first of its checks, when there is one
        rule_index rule = 0;
        std::uint32_t first = 0;  ///< in `checks_`
        std::uint16_t count = 0;
        bool never_known = false;  ///< a part is unknown for this code or these tables: yes becomes unknown
        unknown_reason reason = unknown_reason::none;  ///< with `never_known`: when it is that part alone
        modifier_set all;                              ///< modifiers that must all stand on the line
    };
    /// What a modifier on the line means for 64 rows.
    struct modifier_bits {
        std::uint64_t asks = 0;     ///< it is one of those asked for
        std::uint64_t forbids = 0;  ///< it is ruled out
        std::uint64_t counts = 0;   ///< it is one of those that are counted
    };
    /// 64 rows of a cell, one bit a row: which of them a line's signs leave, and what they ask of its modifiers.
    struct word_bits {
        std::array<std::uint64_t, 16> low{};  ///< for each set of the first four signs: rows that need no other of them
        std::array<std::uint64_t, 16> high{};  ///< likewise for the last four
        std::uint64_t asks_nothing = 0;        ///< rows that ask for no modifier
        std::uint64_t asks_one = 0;            ///< rows that ask for exactly one of those counted
        std::uint64_t asks_two = 0;            ///< rows that ask for two or more of those counted

        [[nodiscard]] std::uint64_t without_other_signs(unsigned signs) const noexcept {
            return low[signs & 15] & high[signs >> 4];
        }
    };
    /// What is left of the rules of one scope, for one code when the scope is the line. Rows of one rule follow each
    /// other.
    struct cell {
        std::vector<std::uint16_t> rows;       ///< in `rows_`
        std::vector<word_bits> words;          ///< of 64 rows each
        std::vector<modifier_bits> modifiers;  ///< by word, then kind of modifier
        std::uint8_t signs = 0;                ///< all signs that a row asks for
    };
    /// Rows of a cell for one payer.
    struct payer_bits {
        std::uint64_t live = 0;      ///< rows that the payer leaves
        std::uint64_t doubtful = 0;  ///< whether they apply to this payer is unknown: yes becomes unknown
        std::uint64_t strange = 0;   ///< of these, the rows whose rule does not name this payer, which is unknown
    };
    /// A cell and where its payer_bits begin in `bits_`.
    struct cell_of_payer {
        std::uint32_t cell = 0;
        std::uint32_t bits = 0;
    };
    /// A rule without an answer, and why.
    struct not_answered {
        rule_index rule = 0;
        unknown_reason reason = unknown_reason::none;
    };
    /// A guard of the book and the rows made of it, one for each way in which the codes have decided its atoms.
    struct guard_origin {
        rule_index rule = 0;
        guard const* what = nullptr;
        std::vector<std::uint16_t> rows;
    };
    struct payer_plan {
        std::vector<tri> answers;  ///< by atom; of those that the payer decides; empty: the plan is not made yet
        std::vector<std::uint32_t>
            by_cell;  ///< where the payer_bits of a cell begin; 0 or beyond the end: not made yet
        std::array<cell_of_payer, 8> by_scope{};
        std::array<std::vector<not_answered>, 8> plain{};  ///< by scope: all that is said about a subject without signs
        scope_set plain_known = 0;                         ///< scopes for which `plain` holds
        scope_set scopes = 0;                              ///< scopes above the line with a live row
    };
    /// What of a row becomes bits of the cell, and what makes it: cells have most of their rows in common.
    struct row_mask {
        modifier_set any, none, counted;
        std::uint8_t signs = 0;
        std::uint8_t wanted = 0;                  ///< of those counted: 1 exactly one, 2 two or more
        std::uint16_t all_signs = 0;              ///< those of `signs` and of the checks
        std::vector<atom_use> payer_uses;         ///< questions that the payer decides
        std::vector<std::optional<tri>> decided;  ///< what the codes had said to each atom of the guard
    };

    [[nodiscard]] payer_plan& plan_for(payer_profile const& payer);
    [[nodiscard]] cell_of_payer line_cell(payer_plan& plan, payer_profile const& payer, code_id code);
    [[nodiscard]] std::uint32_t add_payer_bits(cell const& c, payer_plan const& plan, payer_profile const& payer);
    /// What the code tables say to every atom; nothing for those that they do not decide.
    [[nodiscard]] std::vector<std::optional<tri>> decide(code_id code) const;
    [[nodiscard]] cell specialise(grammars::rule_scope scope, std::vector<std::optional<tri>> const& decided);
    /// The cell of a code: codes that the tables answer alike about share one.
    [[nodiscard]] std::uint32_t cell_of(code_id code);
    /// The row of a guard after the code table has spoken; nothing when no modifier can make it hold.
    [[nodiscard]] std::optional<std::uint16_t> row_of(guard_origin& from, bool with_signs,
                                                      std::vector<std::optional<tri>> const& decided);
    void fill_masks(cell& made) const;
    /// Parts the modifiers into kinds that no question tells apart; kind 0 is never asked for.
    void find_kinds();
    /// Puts the rules that ask for a sign which few lines have behind the others, so that most lines pass them over at
    /// once.
    void move_rare_back(std::vector<std::uint16_t>& rows) const;
    /// The rows of word `word` that the modifiers of a line leave.
    [[nodiscard]] std::uint64_t fitting(cell const& c, std::size_t word, modifier_set const& of_line) const noexcept;
    [[nodiscard]] inline verdict answer(guard_row const& row, unsigned signs, subject const& s) const noexcept;
    /// True when one of the checks above the line answers no.
    [[nodiscard]] static bool fails(std::span<check const> checks, subject const& s) noexcept;
    void close_rule(rule_index rule, verdict sum, subject const& s, std::vector<hit>& out,
                    unknown_counts& unknown) const;
    /// Works out what is said about subjects of the scope that have no sign, when it is the same of all.
    void settle_plain(payer_plan& plan, grammars::rule_scope scope) const;
    void judge_subject(cell_of_payer at, subject const& s, std::vector<hit>& out, unknown_counts& unknown) const;
    void leave_open(rule_index rule, unknown_reason why, subject const& s, unknown_counts& unknown) const;
    void add_hit(rule_index rule, subject const& s, std::vector<hit>& out) const;
    void finish(std::vector<hit>& out, std::size_t first);

    static constexpr std::size_t scopes = 8;
    rule_book const& book_;
    std::vector<bool> enabled_;
    std::vector<std::optional<text::severity>> severities_;
    std::array<std::vector<guard_origin>, scopes> guards_;
    std::array<std::uint8_t, modifier_set::capacity> kinds_{};  ///< of modifiers
    std::size_t kind_count_ = 1;
    std::vector<guard_row> rows_;
    std::vector<row_mask> masks_;  ///< by row
    std::vector<check> checks_;
    claim_context claim_;
    std::vector<tri> usual_;                                           ///< by atom: usual_answer
    std::vector<payer_plan> plans_;                                    ///< by payer
    std::vector<std::uint32_t> code_atoms_;                            ///< atoms that the row of a code may decide
    std::vector<std::uint32_t> code_cells_;                            ///< by code; 0 is not made yet
    std::unordered_map<std::string, std::uint32_t> cells_by_answers_;  ///< of `code_atoms_`, a character each
    std::vector<cell> cells_;                                          ///< the first ones are those of the scopes
    std::vector<payer_bits> bits_;
    std::vector<std::uint32_t> order_;  ///< of the hits of one claim
    std::vector<open_question>* open_questions_ = nullptr;
};

}  // namespace orthoscrub::scrub
