#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "parser/text/fault.hpp"
#include "scrubber/engine/finding_view.hpp"
#include "scrubber/report/json_writer.hpp"
#include "scrubber/report/sorted_chunks.hpp"
#include "scrubber/split/split_writer.hpp"

namespace orthoscrub::scrub {

/// Why claims are held: gathers the findings that hold a claim, and writes the claims of NAME.reasons.json. Findings may
/// come in any order; memory is that of `sorted_chunks`.
class split_reasons {
public:
    /// `hold_on`: from which severity on a finding holds its claim.
    explicit split_reasons(text::severity hold_on) : hold_on_{hold_on} {}

    /// A finding that speaks of no claim, counted by its rule.
    struct of_no_claim {
        text::severity level = text::severity::error;
        std::uint64_t count = 0;
    };

    /// A finding of the file. Answers with the ordinal of the claim that it holds, 0 when it holds none.
    std::uint64_t found(finding_view const& finding);
    /// A reason that is no finding of the scrubber.
    void reason(std::uint64_t ordinal, std::string_view rule);
    /// A claim as it was written. Claims that are not told of stand in no list.
    void claim(split_claim const& claim);

    /// Gives the claims as JSON objects in the order of the file, and counts held claims by rule. False when `take` said
    /// stop or the temporary file failed.
    [[nodiscard]] bool deliver(std::function<bool(std::string_view json)> const& take);

    /// Held claims by rule; known after `deliver`. A claim held by two rules counts for both.
    [[nodiscard]] std::map<std::string, std::uint64_t, std::less<>> const& by_rule() const noexcept { return by_rule_; }
    /// Findings that speak of no claim, by rule.
    [[nodiscard]] std::map<std::string, of_no_claim, std::less<>> const& no_claim() const noexcept { return no_claim_; }
    /// True when such a finding of severity error is still true of what `split` writes.
    [[nodiscard]] bool errors_remain() const noexcept;

private:
    text::severity hold_on_;
    sorted_chunks chunks_;
    std::map<std::string, std::uint64_t, std::less<>> by_rule_;
    std::map<std::string, of_no_claim, std::less<>> no_claim_;
};

/// Whether `split` puts this structural fault right in what it writes: counts, trailers that were missing, HL numbers.
[[nodiscard]] bool rebuilt_by_split(std::string_view rule) noexcept;

}  // namespace orthoscrub::scrub
