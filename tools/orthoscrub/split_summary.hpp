#pragma once
#include <string>
#include <string_view>

#include "scrubber/engine/finding_view.hpp"
#include "scrubber/split/split_plan.hpp"
#include "scrubber/split/split_reasons.hpp"
#include "tools/orthoscrub/split_files.hpp"

namespace orthoscrub::tools {

/// What a finished split has to tell. Everything referred to must outlive it; reasons are delivered.
struct split_summary {
    scrub::run_info const& run;
    scrub::file_result const& input;
    scrub::split_plan const& plan;
    scrub::split_reasons const& reasons;
    split_paths const& paths;
    std::string_view hold_on;
    scrub::split_writer::emptied left_out;
    bool dry_run = false;
};

/// The members of NAME.reasons.json before its claims: schema, program, input, files.
[[nodiscard]] std::string reasons_head(split_summary const& split);
/// The members after the claims, and the closing bracket.
[[nodiscard]] std::string reasons_tail(split_summary const& split);
/// A few lines for people.
[[nodiscard]] std::string spoken_summary(split_summary const& split);

}  // namespace orthoscrub::tools
