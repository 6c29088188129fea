#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/remit/line_id.hpp"
#include "scrubber/report/remit/remit_report.hpp"
#include "tools/orthoscrub/output_target.hpp"
#include "tools/orthoscrub/remit_case.hpp"

namespace orthoscrub::tools {

/// What of the results a report shows.
struct remit_shown {
    bool all = false;           ///< every claim of the ledger, not only those that the named 835 answer
    bool open = false;          ///< claims that were never answered, too
    bool acknowledged = false;  ///< claims that a front end rejected, too
};

/// Hands results to a report as views, in two passes: one for the sums at the head, one to be written. `results` must
/// outlive it.
class remit_writer {
public:
    remit_writer(remit_case const& results, remit_shown wanted);
    /// Hands the report to `target` piece by piece; stops when that fails.
    void write(scrub::remit_report& report, output_target& target);

private:
    void touch(std::uint32_t claim);
    [[nodiscard]] bool shown(remit::line_outcome const& o) const;
    scrub::remit_summary summary();
    /// A line as far as sums look at it.
    scrub::remit_line_view const& counted_view(std::size_t row);
    scrub::remit_line_view const& line_view(std::size_t row);
    [[nodiscard]] std::span<remit::evidence const> evidence_of(remit::claim_candidate const& c) const;
    void add_verdicts(std::size_t row);
    void add_next_step(remit::line_outcome const& o);
    void unresolved(std::uint32_t row, scrub::remit_report& report, std::string& out);
    void adjustment(remit::resolved_adjustment const& a, scrub::remit_report& report, std::string& out);
    [[nodiscard]] bool named_adjustment(std::uint32_t row) const;
    /// Submissions that nobody answered, oldest first.
    void open_claims(scrub::remit_report& report, std::string& out);
    void remarks(scrub::remit_report& report, std::string& out);
    remit_case const& case_;
    remit_shown options_;
    std::vector<bool> touched_;
    scrub::remit_line_view view_;
    std::vector<scrub::remit_verdict_view> verdicts_;
    std::vector<std::string_view> should_have_;
    std::vector<remit::line_id> remitted_ids_;
    std::string step_;
};

}  // namespace orthoscrub::tools
