#pragma once
#include <string>
#include <string_view>

#include "scrubber/engine/finding_view.hpp"
#include "scrubber/remit/scorecard.hpp"
#include "scrubber/report/report.hpp"

namespace orthoscrub::scrub {

/// Version of the JSON that `score` writes (score.schema.json).
inline constexpr std::string_view score_schema_version = "1.0";

/// The scorecard for people on one screen, meant for 100 columns: what was foreseen in money, a table of the rules that
/// fired, groups and drifts, gaps by money, and a legend.
void write_score_text(run_info const& run, remit::scorecard const& card, answer_tables const& answers,
                      text_options options, std::string& out);
/// One JSON object, schema in score.schema.json.
void write_score_json(run_info const& run, remit::scorecard const& card, std::string& out);
/// RFC 4180: a header, one row a rule in all, then one row a rule and group; columns in README.md.
void write_score_csv(remit::scorecard const& card, std::string& out);

class json_writer;
/// The members that cells have wherever they stand: counts, shares, intervals, money.
void write_cells(remit::score_cells const& cells, bool scored, json_writer& json);
/// "0.700 (0.546 to 0.819)"; "none" when nothing was flagged.
[[nodiscard]] std::string precision_words(remit::score_cells const& cells);

}  // namespace orthoscrub::scrub
