#pragma once
#include <span>
#include <string>
#include <string_view>

#include "scrubber/engine/finding_view.hpp"
#include "scrubber/remit/pack_diff.hpp"
#include "scrubber/remit/remit_diff.hpp"
#include "scrubber/report/report.hpp"

namespace orthoscrub::scrub {

/// Version of the JSON that `diff` writes (diff.schema.json).
inline constexpr std::string_view diff_schema_version = "1.0";

/// Names of the two sides, as the user gave them.
struct diff_sides {
    std::string_view from, to;
};

// Two remittances: what changed in money, the matrix, then a card a change; JSON; one row a change.
void write_diff_text(diff_sides sides, remit::remit_diff const& diff, text_options options, std::string& out);
void write_diff_json(run_info const& run, diff_sides sides, remit::remit_diff const& diff, std::string& out);
void write_diff_csv(remit::remit_diff const& diff, std::string& out);

// Two rule packs: gains and losses in money, then rules, then lines. `failures` are those of --fail-if.
void write_pack_diff_text(remit::pack_diff const& diff, std::span<std::string const> failures, text_options options,
                          std::string& out);
void write_pack_diff_json(run_info const& run, remit::pack_diff const& diff, std::span<std::string const> failures,
                          std::string& out);
void write_pack_diff_csv(remit::pack_diff const& diff, std::string& out);

}  // namespace orthoscrub::scrub
