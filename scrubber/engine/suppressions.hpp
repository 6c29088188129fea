#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parser/model/date.hpp"
#include "scrubber/engine/finding_view.hpp"
#include "scrubber/engine/rule_book.hpp"
#include "scrubber/facts/subject.hpp"
#include "scrubber/payers/toml_error.hpp"

namespace orthoscrub::scrub {

/// One finding that somebody decided to live with: a rule on one line or claim, or on all claims of a payer.
struct suppression {
    std::string rule;    ///< id of a rule or of a structural fault
    std::string npi;     ///< of the billing provider; empty when `payer` is given
    std::string claim;   ///< CLM01
    std::string line;    ///< REF*6R or LX01; may be empty for findings that speak of the claim as a whole
    std::string payer;   ///< class, "medicare" or profile; empty when `claim` is given
    payer_scope payers;  ///< what `payer` covers
    std::string reason;  ///< why; free text, never repeated in output
    std::string who;     ///< who decided; a name, never repeated in output
    model::date until;   ///< last day on which it counts
    bool expired = false;
    std::uint32_t text_line = 0;  ///< of `[[suppress]]` in the file, from 1
    std::uint64_t byte = 0;       ///< offset of that line
};

/// Ids of the findings about the list itself.
inline constexpr std::string_view suppression_expired = "suppression-expired";
inline constexpr std::string_view suppression_unused = "suppression-unused";

/// What such a finding means, in one sentence; empty for other ids.
[[nodiscard]] std::string_view meaning_of_remark(std::string_view id) noexcept;

/// The suppressions of a run: immutable after loading, shared by threads. How often each was used is counted by the reader
/// of a file, in `scrub_counts`.
class suppression_list {
public:
    /// Reads `suppressions.toml`. `path` is the name of the file in findings and errors, `today` the day that `until` is
    /// compared with. A file with any error suppresses nothing. Errors: unknown key, rule or payer (with the nearest
    /// known one), a missing member, a rule about lines without a line.
    [[nodiscard]] std::vector<toml_error> read(std::string_view path, std::string_view toml, rule_book const& book,
                                               model::date today);

    [[nodiscard]] std::string_view path() const noexcept { return path_; }
    [[nodiscard]] model::date today() const noexcept { return today_; }
    [[nodiscard]] std::span<suppression const> entries() const noexcept { return entries_; }

    /// The first entry in force that covers a finding of `rule`; `claim` is null for findings about no claim, which
    /// nothing covers, `line` a row of lines or absent.
    [[nodiscard]] std::optional<std::size_t> covering(std::string_view rule, claim_context const* claim,
                                                      std::uint32_t line) const noexcept;

private:
    std::string path_;
    model::date today_;
    std::vector<suppression> entries_;
    std::vector<std::uint32_t> by_rule_;  ///< of `entries_`, sorted by rule, then place
};

/// What is wrong with one entry, in words that a `finding_view` can point to.
struct suppression_remark {
    std::string_view rule;  ///< suppression_expired or suppression_unused
    text::severity level = text::severity::note;
    std::string message, remedy, fingerprint;
    suppression const* entry = nullptr;

    /// The finding; valid as long as the remark and the list.
    [[nodiscard]] finding_view view(suppression_list const& list) const noexcept;
};

/// Expired entries (warning), and entries that suppressed nothing in a run (note), in the order of the file. `used` counts by
/// entry and may be shorter than the list. `judged` says which rules spoke in the run: entries of others are passed over.
[[nodiscard]] std::vector<suppression_remark> remarks(suppression_list const& list, std::span<std::uint64_t const> used,
                                                      std::function<bool(std::string_view rule)> const& judged);

}  // namespace orthoscrub::scrub
