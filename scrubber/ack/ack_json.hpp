#pragma once
#include <string>
#include <string_view>

#include "scrubber/ack/answer_policy.hpp"
#include "scrubber/ack/answered.hpp"
#include "scrubber/engine/finding_view.hpp"

namespace orthoscrub::ack {

/// Version of the JSON that `ack` writes (ack.schema.json).
inline constexpr std::string_view ack_schema_version = "1.0";

// The parts of the report in their order: head, answers, tail. `answers` is an array of flat objects, so that it can be
// written while the file is read; what a decision is part of stands in it by its control numbers.
[[nodiscard]] std::string json_head(scrub::run_info const& run, answer_policy const& policy, answer_stamp const& stamp);
/// One element of `answers`, with the comma before it unless it is the first.
void append_json(answered const& one, std::string_view file, bool first, std::string& out);
/// One element of `files`.
[[nodiscard]] std::string json_of(scrub::file_result const& file, answer_counts const& counts);
/// `files` holds elements with commas between.
[[nodiscard]] std::string json_tail(std::string_view files, answer_counts const& total);

}  // namespace orthoscrub::ack
