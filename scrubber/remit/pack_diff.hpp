#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/remit/line_id.hpp"
#include "scrubber/remit/scorecard.hpp"

namespace orthoscrub::remit {

/// Which pack spoke.
struct pack_name {
    std::string name, version, sha256;
};

/// A rule of a pack in the parts that can differ, each as text or as its hash; only equality matters.
struct pack_rule {
    std::string_view id;
    std::string_view severity;
    std::string_view scope;      ///< applies, payers, dates
    std::string_view condition;  ///< when
    std::string_view predicts;
    std::string_view text;  ///< title, message, what to do, sources, examples
};

enum class rule_change : std::uint8_t { added, removed, severity, scope, condition, predicts, text_only };
[[nodiscard]] std::string_view to_string(rule_change what) noexcept;

/// What the new pack did to a line. A line is a true positive when one of its findings was right, a false one when
/// it was flagged and not denied; flagged and denied for something else is `other`.
enum class crossing : std::uint8_t {
    lost_tp,
    gained_fp,
    lost_fp,
    gained_tp,
    lost_other,
    gained_other,
    unknown,  ///< flagged by one pack only, and not adjudicated or not eligible
    same,
    count_
};
[[nodiscard]] std::string_view to_string(crossing what) noexcept;

struct crossing_sum {
    std::uint64_t lines = 0;
    std::int64_t cents = 0;  ///< denied amounts of denied lines, charges of all others
};

struct pack_line_change {
    crossing what = crossing::same;
    line_id id = 0;
    std::string claim, number, code, payer;
    disposition decided{};
    std::int64_t cents = 0;
    std::vector<std::string> gained, lost;  ///< rules that speak now, and that spoke before; sorted
};

struct pack_rule_change {
    std::string rule;
    std::vector<rule_change> changes;          ///< empty: the same rule, other findings
    std::optional<score_cells> before, after;  ///< absent where the rule does not stand in the pack
    bool scored = true;                        ///< foresees an answer, in the pack that has it last
    std::uint64_t newly_flagged = 0, no_longer_flagged = 0;
};

struct pack_diff {
    pack_name before, after;
    std::uint64_t lines = 0, flagged_before = 0, flagged_after = 0, newly_flagged = 0, no_longer_flagged = 0;
    std::array<crossing_sum, static_cast<std::size_t>(crossing::count_)> crossings{};
    std::vector<pack_line_change> changes;  ///< by crossing, then cents, then id; lines whose rules changed
    std::vector<pack_rule_change> rules;    ///< by id; rules that differ, or whose findings do
    score_cells total_before, total_after;  ///< of all rules that foresee an answer
    [[nodiscard]] crossing_sum const& of(crossing what) const noexcept {
        return crossings[static_cast<std::size_t>(what)];
    }
    [[nodiscard]] bool same() const noexcept { return changes.empty() && rules.empty(); }
};

/// Runs two packs over the same claims and outcomes.
class pack_comparison {
public:
    /// One side: rules in the order of their rows, the same order in both lists.
    struct side {
        pack_name name;
        std::span<score_rule const> scored;
        std::span<pack_rule const> rules;
    };
    /// What both sides refer to must outlive the comparison.
    pack_comparison(side before, side after, score_options options = {});

    /// The rows of one claim twice: equal but for findings, unchecked rules and scopes. `ids` has one entry a row.
    void add_claim(std::span<line_id const> ids, std::span<score_line const> before,
                   std::span<rule_bits const> scopes_before, std::span<score_line const> after,
                   std::span<rule_bits const> scopes_after);
    [[nodiscard]] pack_diff finish();

private:
    void add_line(line_id id, score_line const& before, score_line const& after, line_state at);
    side before_, after_;
    score_tally tally_before_, tally_after_;
    pack_diff out_;
    std::vector<line_state> states_;
    std::vector<exclusion> whys_;
    std::vector<std::uint64_t> lost_, gained_;  ///< lines, by row of before_ and after_
};

/// What `--fail-if` asks of a pack diff.
struct pack_gate {
    std::optional<std::int64_t> lost_tp_cents;  ///< fails when true positives lost are worth more
    std::optional<ratio> precision;             ///< fails when strict precision of the new pack as a whole is below
};
/// Adds the conditions of one `--fail-if`: `lost-tp-cents>N`, `precision<X`, several with commas. Gives a sentence that
/// says what is wrong and what would be right, or nothing.
[[nodiscard]] std::optional<std::string> parse_pack_gate(std::string_view text, pack_gate& gate);
/// One sentence a condition that the diff does not meet.
[[nodiscard]] std::vector<std::string> gate_failures(pack_gate const& gate, pack_diff const& diff);

}  // namespace orthoscrub::remit
