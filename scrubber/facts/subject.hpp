#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grammars/narrative.hpp"
#include "grammars/rule_pack.hpp"
#include "parser/model/claim_tables.hpp"
#include "parser/text/segment.hpp"
#include "scrubber/codes/code_tables.hpp"
#include "scrubber/facts/fact.hpp"
#include "scrubber/facts/line_groups.hpp"
#include "scrubber/payers/payer_profiles.hpp"

namespace orthoscrub::scrub {

struct batch_answers;
class side_data;

/// One window as the grammar read it. All views must outlive the judging and the rendering of its hits.
struct window_context {
    model::claim_tables const* tables = nullptr;
    std::span<text::segment const> segments;
    text::delimiters marks;
    payer_profile const* payer = nullptr;  ///< set: every claim counts as this payer's (`--payer`)
    model::date today{};                   ///< `--today`; empty: rules that count to a day use BHT04
    batch_answers const* batch =
        nullptr;                      ///< what earlier claims of the run say; null: rules of scope batch are not asked
    side_data const* side = nullptr;  ///< tables that the user supplies; null: none
};

/// What is worked out once for a service line. Bit k of the masks stands for SV101-(k+3).
struct line_context {
    model::line_row const* row = nullptr;
    std::uint32_t index = model::absent;  ///< row in lines
    code_id code = code_id::unknown;
    code_row const* info = nullptr;  ///< never null; the row of `unknown` for codes not in the tables
    modifier_set modifiers;          ///< known ones, those of the line note included when 99 stands on the line
    std::uint8_t malformed = 0;      ///< not two upper-case letters or digits
    std::uint8_t strange = 0;        ///< well formed but in no table
    std::uint8_t repeated = 0;       ///< stands at an earlier position too
    std::uint8_t signs = 0;          ///< bits of line_sign
    bool gap = false;                ///< an empty position before a filled one
    bool number_repeats = false;     ///< an earlier line, of those compared, has the same REF*6R
    model::date dos;                 ///< first day of DTP*472; empty when there is none or it cannot be read
};

/// What the words about a line say.
struct line_narrative {
    grammars::narrative own;  ///< SV101-7 and the line notes; of a claim with one line, the claim notes too
    grammars::narrative all;  ///< and the claim notes
    bool description = false, line_note = false, claim_note = false;  ///< which of them hold more than blanks
    std::uint32_t line_note_size = 0;                                 ///< characters of the longest line note
};

/// The ids of modifiers that lines are compared by.
struct modifier_names {
    modifier_id right{}, left{}, both_sides{}, part{}, overflow{};  ///< RT, LT, 50, RB, 99
    modifier_set notices;                                           ///< GA, GZ
};

/// What was found out about a row that claims of a window share: their billing provider.
struct shared_answer {
    std::uint64_t window = 0;
    std::uint32_t row = model::absent;
    std::uint8_t bits = 0;
};

/// Everything the facts read about one claim. One object serves a stream of claims: `open` reuses its memory.
class claim_context {
public:
    claim_context(code_tables const& codes, payer_profiles const& payers);

    /// Reads claim row `claim` of the window; what was said about the claim before is void.
    void open(window_context const& window, std::uint32_t claim);

    [[nodiscard]] code_tables const& codes() const noexcept { return codes_; }
    [[nodiscard]] model::claim_tables const& tables() const noexcept { return *window_.tables; }
    [[nodiscard]] window_context const& window() const noexcept { return window_; }
    [[nodiscard]] model::claim_row const& row() const noexcept { return *row_; }
    [[nodiscard]] std::uint32_t index() const noexcept { return index_; }
    [[nodiscard]] payer_profile const& payer() const noexcept { return *payer_; }
    [[nodiscard]] std::span<line_context const> lines() const noexcept { return lines_; }
    /// The lines that another line of the claim is held against: all, or the first thousand, twenty times what the guide
    /// takes. Without an end a claim of n lines would take n times n steps.
    [[nodiscard]] std::span<line_context const> compared_lines() const noexcept {
        return std::span{lines_}.first(lines_.size() < most_compared ? lines_.size() : most_compared);
    }
    /// Compared lines with the code, or in the group; with `on_day_of`, a line of the claim, on its day or without one.
    [[nodiscard]] line_choice lines_with(code_id code, line_context const* on_day_of = nullptr) const noexcept {
        return grouped_ ? groups_.with(compared_lines(), code, position_of(on_day_of)) : line_choice{compared_lines()};
    }
    [[nodiscard]] line_choice lines_in(line_group group, line_context const* on_day_of = nullptr) const noexcept {
        return grouped_ ? groups_.in(compared_lines(), group, position_of(on_day_of)) : line_choice{compared_lines()};
    }
    /// How many lines stand before this one; `line_groups::no_line` for null.
    [[nodiscard]] std::size_t position_of(line_context const* line) const noexcept {
        return line == nullptr ? line_groups::no_line : static_cast<std::size_t>(line - lines_.data());
    }
    /// Modifiers that facts ask for by line.
    [[nodiscard]] modifier_names const& names() const noexcept { return names_; }
    /// Scopes above the line that may have subjects in the claim; for the others `for_each_subject` visits nothing.
    [[nodiscard]] scope_set scopes() const noexcept { return scopes_; }
    /// State of the patient's address: 2010CA N402 when the patient is another person, else 2010BA: prior authorization
    /// began by state.
    [[nodiscard]] std::string_view state() const noexcept;
    /// The day that deadlines count to: `--today`, else BHT04 of the transaction set; empty when neither is there.
    [[nodiscard]] model::date clock() const noexcept { return clock_; }
    /// What the words about a line say, read when first asked for.
    [[nodiscard]] line_narrative const& narrative(line_context const& line) const;

    /// True for the taxonomy that was found plain last: a file names few, many times.
    [[nodiscard]] bool plain_taxonomy(std::string_view code) const noexcept {
        return !code.empty() && code == plain_taxonomy_;
    }
    void remember_plain_taxonomy(std::string_view code) const { plain_taxonomy_ = code; }

    /// The answer of `look()`, which is about this row of the billing providers, or of their parties, alone; claims of a
    /// window that share the row ask once. Windows are told apart by the memory of the run; without it, all claims ask.
    template <class Look>
    [[nodiscard]] std::uint8_t billing_addresses(std::uint32_t row, Look&& look) const {
        return once(billing_addresses_, row, look);
    }
    template <class Look>
    [[nodiscard]] std::uint8_t billing_signs(std::uint32_t row, Look&& look) const {
        return once(billing_signs_, row, look);
    }

private:
    template <class Look>
    [[nodiscard]] std::uint8_t once(shared_answer& known, std::uint32_t row, Look&& look) const {
        if (known.row != row || known.window != window_number_ || window_number_ == 0)
            known = {window_number_, row, look()};
        return known.bits;
    }
    static constexpr std::size_t most_compared = 1000;
    void find_payer();
    void find_clock();
    [[nodiscard]] unsigned groups_of(line_context const& line) const noexcept;
    [[nodiscard]] bool find_repetitions(line_context& line, std::span<line_context const> earlier);

    code_tables const& codes_;
    payer_profiles const& payers_;
    window_context window_;
    model::claim_row const* row_ = nullptr;
    std::uint32_t index_ = model::absent;
    payer_profile const* payer_ = nullptr;
    struct known_payer {
        payer_profile const* found = nullptr;  ///< the answer for the three texts; null when the place is free
        std::string indicator, id, name;
    };
    std::array<known_payer, 64> known_payers_;
    mutable std::string plain_taxonomy_;
    model::date clock_, recent_;  ///< the clock, and the first day of service that is nothing special
    std::uint64_t window_number_ = 0;
    scope_set scopes_ = 0;
    std::vector<line_context> lines_;
    modifier_names names_;
    line_groups groups_;
    bool grouped_ = false;                            ///< the claim has lines enough for `groups_`
    mutable std::vector<line_narrative> narratives_;  ///< by position of the line; grows only
    mutable std::vector<std::uint8_t> narrative_read_;
    std::vector<model::date> recent_by_payer_;  ///< `recent_` for this clock; empty dates are not worked out yet
    mutable shared_answer billing_addresses_, billing_signs_;
};

/// Values that stand in for facts in an example: `with note.required=true`.
using fact_overrides = std::vector<std::pair<fact_id, fact_value>>;

/// What a rule is judged on: one line, claim, diagnosis, provider, note, attachment or authorization; for scope batch the
/// claim, as the later one of those it is compared with.
struct subject {
    claim_context const* claim = nullptr;
    line_context const* line = nullptr;  ///< null above the line
    grammars::rule_scope scope = grammars::rule_scope::line;
    std::uint32_t row =
        model::absent;       ///< diagnosis, party, note, attachment or reference; absent for SV101-7 as a note
    std::uint8_t signs = 0;  ///< bits of subject_sign, when the engine has looked

    [[nodiscard]] model::claim_tables const& tables() const noexcept { return claim->tables(); }
};

/// Calls `visit(subject)` for every subject of the scope in the claim, in file order of their tables.
template <class Visit>
void for_each_subject(claim_context const& claim, grammars::rule_scope scope, Visit&& visit);

/// True when the loop names a provider by NPI: 2010AA, 2310A to 2310F, 2420A to 2420H.
[[nodiscard]] constexpr bool provider_loop(model::loop_id loop) noexcept {
    return loop == model::loop_id::l2010AA || (loop >= model::loop_id::l2310A && loop <= model::loop_id::l2310F) ||
           (loop >= model::loop_id::l2420A && loop <= model::loop_id::l2420H);
}

template <class Visit>
void for_each_subject(claim_context const& claim, grammars::rule_scope scope, Visit&& visit) {
    using grammars::rule_scope;
    auto const& row = claim.row();
    auto const& tables = claim.tables();
    auto each = [&](model::row_range range, line_context const* line) {
        for (std::uint32_t i = 0; i < range.count; ++i) visit(subject{&claim, line, scope, range.first + i});
    };
    switch (scope) {
        case rule_scope::claim:
            visit(subject{&claim, nullptr, scope, claim.index()});
            break;
        case rule_scope::line:
            for (line_context const& line : claim.lines()) visit(subject{&claim, &line, scope, line.index});
            break;
        case rule_scope::diagnosis:
            each(row.diagnoses, nullptr);
            break;
        case rule_scope::attachment:
            each(row.attachments, nullptr);
            for (line_context const& line : claim.lines()) each(line.row->attachments, &line);
            break;
        case rule_scope::note:
            each(row.notes, nullptr);
            for (line_context const& line : claim.lines()) {
                if (!line.row->description.empty() || !line.row->eighth.empty())
                    visit(subject{&claim, &line, scope, model::absent});
                each(line.row->notes, &line);
            }
            break;
        case rule_scope::authorization: {
            auto authorizations = [&](model::row_range range, line_context const* line) {
                for (std::uint32_t i = 0; i < range.count; ++i)
                    if (tables.references[range.first + i].qualifier == "G1")
                        visit(subject{&claim, line, scope, range.first + i});
            };
            authorizations(row.references, nullptr);
            for (line_context const& line : claim.lines()) authorizations(line.row->references, &line);
            break;
        }
        case rule_scope::provider: {
            auto providers = [&](model::row_range range, line_context const* line) {
                for (std::uint32_t i = 0; i < range.count; ++i)
                    if (provider_loop(tables.parties[range.first + i].loop))
                        visit(subject{&claim, line, scope, range.first + i});
            };
            if (row.billing != model::absent) providers(tables.billing_providers[row.billing].parties, nullptr);
            providers(row.parties, nullptr);
            for (line_context const& line : claim.lines()) providers(line.row->parties, &line);
            break;
        }
        case rule_scope::batch:
            if (claim.window().batch != nullptr) visit(subject{&claim, nullptr, scope, claim.index()});
            break;
    }
}

}  // namespace orthoscrub::scrub
