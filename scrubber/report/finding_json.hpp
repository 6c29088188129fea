#pragma once
#include <string>
#include <string_view>

#include "scrubber/engine/finding_view.hpp"
#include "scrubber/report/json_writer.hpp"
#include "scrubber/report/standing_parts.hpp"

namespace orthoscrub::scrub {

/// Version of the JSON that `check` writes (check.schema.json).
inline constexpr std::string_view check_schema_version = "1.0";

/// Writes findings as objects. Answers, sources and repair of a rule are the standing part of its findings.
class finding_objects {
public:
    finding_objects();
    /// Appends a rendered finding; `type` is the first member of the object, empty for none.
    void render(finding_view const& finding, std::string_view type, std::string& out);
    /// Appends the object of a rendered finding.
    void place(std::string_view rendered, std::string& out) const;

private:
    standing_parts parts_;
};

// The objects that json and ndjson share. Each writes the members only; the caller opens and closes the
// object.
void write_file(file_result const& file, json_writer& json);
void write_not_checked(std::string_view file, not_checked_count const& entry, json_writer& json);
/// The members of the object about the baseline.
void write_baseline(baseline_summary const& baseline, json_writer& json);
void write_summary(run_summary const& summary, json_writer& json);
/// `tool`: name, version, pack.
void write_tool(run_info const& run, json_writer& json);

}  // namespace orthoscrub::scrub
