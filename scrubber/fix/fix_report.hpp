#pragma once
#include <string>
#include <string_view>

#include "scrubber/engine/finding_view.hpp"
#include "scrubber/fix/file_fixer.hpp"

namespace orthoscrub::scrub {

/// Version of the JSON that `fix` writes (fix.schema.json).
inline constexpr std::string_view fix_schema_version = "1.0";

/// One file's repairs as a report takes them.
struct fix_view {
    run_info run;
    std::string_view output;  ///< file that is written; empty: none
    bool diff = false;        ///< segments before and after
    bool show_phi = false;    ///< ... with elements that may be personal
    unsigned width = 80;
    fix_result const& result;
};

/// What was repaired, refused and left, for people.
void write_fix_text(fix_view const& view, std::string& out);
/// The same as one JSON object.
void write_fix_json(fix_view const& view, std::string& out);

/// One segment of a change as it may be shown.
[[nodiscard]] std::string shown_segment(std::string const& segment, text::delimiters const& marks, bool show_phi);

}  // namespace orthoscrub::scrub
