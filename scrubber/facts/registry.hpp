#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "scrubber/facts/fact.hpp"

namespace orthoscrub::scrub {

/// All facts that rules may name, in a fixed order; a fact's position is its id.
[[nodiscard]] std::span<fact const> all_facts() noexcept;
[[nodiscard]] std::optional<fact_id> find_fact(std::string_view name) noexcept;
/// The value in words: "yes", "base", "1.5", "917.32", "2026-10-01"; "unknown: ..." with the reason.
[[nodiscard]] std::string to_text(fact const& f, fact_value const& value);
[[nodiscard]] std::string_view to_string(fact_type type) noexcept;
[[nodiscard]] std::string_view to_string(dependence depends) noexcept;

/// The groups of the registry: one file each. To add a fact, add its function and its row to the file of its kind.
[[nodiscard]] std::span<fact const> code_facts() noexcept;         ///< from the row of the procedure code and the payer
[[nodiscard]] std::span<fact const> modifier_facts() noexcept;     ///< from SV101-3 to SV101-6
[[nodiscard]] std::span<fact const> line_facts() noexcept;         ///< from the other elements of the line
[[nodiscard]] std::span<fact const> narrative_facts() noexcept;    ///< from the words of descriptions and notes
[[nodiscard]] std::span<fact const> claim_facts() noexcept;        ///< from the claim, its diagnoses and providers
[[nodiscard]] std::span<fact const> segment_facts() noexcept;      ///< from one note, attachment or authorization
[[nodiscard]] std::span<fact const> equipment_facts() noexcept;    ///< from words about repairs and replacements
[[nodiscard]] std::span<fact const> date_facts() noexcept;         ///< from service dates and the dates of the claim
[[nodiscard]] std::span<fact const> provider_facts() noexcept;     ///< from providers, subscriber and claim indicators
[[nodiscard]] std::span<fact const> combination_facts() noexcept;  ///< from the lines that stand together
[[nodiscard]] std::span<fact const> diagnosis_facts() noexcept;    ///< from diagnoses and pointers
[[nodiscard]] std::span<fact const> batch_facts() noexcept;        ///< from earlier claims of the run
[[nodiscard]] std::span<fact const> history_facts() noexcept;      ///< from tables that the user supplies
[[nodiscard]] std::span<fact const> coordination_facts() noexcept;  ///< from what other payers decided
[[nodiscard]] std::span<fact const>
situation_facts() noexcept;  ///< from what the guide asks for when something else is so
[[nodiscard]] std::span<fact const> address_facts() noexcept;  ///< from the addresses of the claim

}  // namespace orthoscrub::scrub
