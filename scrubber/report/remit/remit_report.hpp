#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "scrubber/engine/finding_view.hpp"
#include "scrubber/report/remit/remit_view.hpp"
#include "scrubber/report/report.hpp"

namespace orthoscrub::scrub {

/// Version of the JSON that `remit` writes (remit.schema.json).
inline constexpr std::string_view remit_schema_version = "1.0";

/// One output format of `remit`. Calls come in this order, each kind any number of times: begin, line, unresolved,
/// adjustment, open, remark; then end. Everything is written at once.
class remit_report {
public:
    virtual ~remit_report() = default;
    virtual void begin(run_info const& run, remit_summary const& summary, std::string& out) = 0;
    virtual void line(remit_line_view const& line, std::string& out) = 0;
    virtual void unresolved(remit_unresolved_view const& claim, std::string& out) = 0;
    virtual void adjustment(remit_adjustment_view const& adjustment, std::string& out) = 0;
    virtual void open(remit_open_view const& claim, std::string& out) = 0;
    virtual void remark(remit_remark_view const& remark, std::string& out) = 0;
    virtual void end(std::string& out) = 0;
};

/// Money first, then a card a line; for people, at most `width` columns. `answers` must outlive the report.
[[nodiscard]] std::unique_ptr<remit_report> make_remit_text(answer_tables const& answers, text_options options);
/// One JSON object, schema in remit.schema.json.
[[nodiscard]] std::unique_ptr<remit_report> make_remit_json();
/// The same objects, one a line: `type` = run, summary, line, unresolved, provider_adjustment, open, finding.
[[nodiscard]] std::unique_ptr<remit_report> make_remit_ndjson();
/// RFC 4180: a header, one row a line; columns in README.md.
[[nodiscard]] std::unique_ptr<remit_report> make_remit_csv();
/// One self-contained page, readable without scripts. `answers` must outlive the report.
[[nodiscard]] std::unique_ptr<remit_report> make_remit_html(answer_tables const& answers);

}  // namespace orthoscrub::scrub
