#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/ledger/text_store.hpp"
#include "scrubber/remit/remit_diff.hpp"

namespace orthoscrub::scrub {

/// Lines of a file that `remit` wrote, for `diff`. The lines view `texts`.
struct remit_json_lines {
    ledger::text_store texts;
    std::vector<remit::diff_line> lines;
};

/// True when the text begins as JSON does, so that it is no 835.
[[nodiscard]] bool looks_like_json(std::string_view text) noexcept;

/// Reads `remit --format json` or ndjson of schema 1. Gives one sentence about what is wrong and what to do, or nothing.
[[nodiscard]] std::optional<std::string> read_remit_json(std::string_view text, remit_json_lines& out);

}  // namespace orthoscrub::scrub
