#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/report/remit/remit_view.hpp"

namespace orthoscrub::scrub {

class answer_tables;

/// The word on the screen: PAID, DENIED, PART, PATIENT, BUNDLED, ZERO, INFO, OPEN, REVERSED, UNKNOWN, CHECK.
[[nodiscard]] std::string_view outcome_word(remit::disposition decided) noexcept;
/// The badge of the style sheet that goes with it: stop, fix, check or note.
[[nodiscard]] std::string_view outcome_badge(remit::disposition decided) noexcept;

/// What was decided, in one or two sentences: "Denied: $950.00. The supplier bears it."
[[nodiscard]] std::string decision_words(remit_line_view const& line);
/// "CO-4 $950.00 (meaning)", one entry a reason of the classes denial and unknown, then RARCs without alerts.
[[nodiscard]] std::vector<std::string> reason_words(remit_line_view const& line, answer_tables const& answers);
/// "modifier-laterality-required foresaw it." One entry a finding, then one when a denial was not foreseen.
[[nodiscard]] std::vector<std::string> verdict_words(remit_line_view const& line);
/// The verdict as programs read it (there are four): what was fixed or held before sending is open, and its action
/// says why.
[[nodiscard]] std::string_view verdict_name(std::string_view verdict) noexcept;
/// What to do next with its deadline, said once; empty when there is nothing to do.
[[nodiscard]] std::string next_words(remit_line_view const& line);
/// Flags that a person should know, in words: "the payer changed the code".
[[nodiscard]] std::vector<std::string> flag_words(remit::outcome_flags flags);
/// "control number equal +60, charge equal +25".
[[nodiscard]] std::string evidence_words(std::span<remit::evidence const> list);

/// RARCs of the line and of its claim without alerts, each once, sorted.
[[nodiscard]] std::vector<std::string_view> reason_remarks(std::span<remit::outcome_remark const> remarks);

/// What the sums say, one sentence each: paid, denied, open, what rules foresaw and what they did not.
[[nodiscard]] std::vector<std::string> money_sentences(remit_summary const& summary);

}  // namespace orthoscrub::scrub
