#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "grammars/rule_pack.hpp"
#include "parser/model/claim_tables.hpp"
#include "parser/model/date.hpp"
#include "parser/model/money.hpp"
#include "parser/text/address.hpp"
#include "parser/text/fault.hpp"

namespace orthoscrub::scrub {

/// A code, number or id of the file that may be repeated to people; "(unreadable)" for one that is longer than any code
/// or has a blank inside: with wrong separators a free note slides into the place of a code.
[[nodiscard]] std::string_view open_value(std::string_view written) noexcept;

/// The claim a finding speaks of.
struct finding_claim {
    std::string_view control_number;  ///< CLM01; CLP01 of an 835
    std::uint64_t ordinal = 0;        ///< in the file, the first is 1
    std::string_view st;              ///< ST02 of its transaction set
    std::string_view payer;           ///< class, or the name of the profile; empty in an 835
    model::parsed_money charge;       ///< CLM02, CLP03
};

/// The service line a finding speaks of.
struct finding_line {
    std::string_view number;                      ///< LX01; place in the claim in an 835
    std::string_view control_number;              ///< REF*6R
    std::string_view code;                        ///< SV101-2, SVC01-2
    std::span<std::string_view const> modifiers;  ///< SV101-3 to -6 up to the last one written; gaps are empty
    model::parsed_quantity units;                 ///< SV104
    model::parsed_money charge;                   ///< SV102
};

/// What a baseline says about a finding.
enum class baseline_mark : std::uint8_t {
    none,   ///< there is no baseline
    fresh,  ///< the baseline does not hold it
    open    ///< it stood there already
};
/// "", "new", "open".
[[nodiscard]] std::string_view to_string(baseline_mark mark) noexcept;

/// How the lines of a rule that were sent with its finding were answered, as a ledger counts them.
struct rule_record {
    std::uint64_t right = 0;               ///< denied or rejected as the rule foresaw
    std::uint64_t right_other_reason = 0;  ///< denied or rejected for something else
    std::uint64_t paid_anyway = 0;         ///< not denied
    std::uint64_t open = 0;                ///< no answer that decides yet
    [[nodiscard]] std::uint64_t answered() const noexcept { return right + right_other_reason + paid_anyway; }
};

class claim_context;

/// Where a finding stands in the window that is being read, for what acts on it (scrubber/fix).
struct finding_place {
    claim_context const& claim;                    ///< open on the claim, with its window
    std::uint32_t line = model::absent;            ///< row in lines; absent: the claim as a whole
    model::segment_index segment = model::absent;  ///< in the window
};

/// One finding in words, of a rule or of the structure, as the reports take it. Every view is valid only
/// during the call that hands it over.
struct finding_view {
    std::string_view file;  ///< as the user named it; "-" is standard input
    std::string_view rule;  ///< id of the rule, or "x12-..." of a structural fault
    text::severity level = text::severity::error;
    finding_claim const* claim = nullptr;  ///< nullptr: the finding speaks of the file, the envelope or the hierarchy
    finding_line const* line = nullptr;    ///< nullptr: the claim as a whole
    text::address at;
    std::string_view box;      ///< of the CMS-1500 form; empty when the form has none
    std::string_view title;    ///< the rule in one sentence
    std::string_view message;  ///< what is wrong
    std::string_view remedy;   ///< what to do
    std::span<grammars::prediction const> predicts;
    std::span<grammars::rule_source const> sources;
    std::string_view confidence;  ///< high, medium, low; empty for structural faults
    grammars::fix_level fix = grammars::fix_level::none;
    std::string_view fix_text;
    unsigned snip = 0;             ///< WEDI SNIP type 1 to 7
    std::string_view fingerprint;  ///< identity of the finding over runs (never a position)
    std::uint64_t count = 1;       ///< how often, for faults that are told once per file
    std::uint32_t text_line = 0;   ///< line, from 1, of a file that is no X12 (suppressions); else 0
    baseline_mark baseline = baseline_mark::none;
    finding_place const* place = nullptr;       ///< nullptr where `claim` is, and in an 835
    text::fault const* fault = nullptr;         ///< the structural fault; nullptr for the finding of a rule
    rule_record const* track_record = nullptr;  ///< of the rule; nullptr without a ledger, or when it holds no verdict
};

/// How the reading of one file ended.
enum class file_status : std::uint8_t {
    clean,        ///< read; nothing found
    findings,     ///< read; something found
    wrong_type,   ///< holds transaction sets that were not asked for, or none at all
    unreadable,   ///< no X12 interchange could be read
    limit,        ///< a segment or claim was beyond a limit and skipped
    interrupted,  ///< the run was stopped before the end of the file; what was found up to there counts
    failed        ///< the file could not be opened or read to its end
};
[[nodiscard]] std::string_view to_string(file_status status) noexcept;

/// What stayed undecided in one file, and how often.
struct not_checked_count {
    std::string rule;
    std::string reason;
    std::uint64_t count = 0;
};

/// Counts over one file or over a run.
struct scrub_counts {
    std::uint64_t claims = 0, lines = 0;
    std::uint64_t flagged_claims = 0, flagged_lines = 0;  ///< with at least one finding of any severity
    std::int64_t stake_cents = 0;                         ///< charges of lines with an error or warning, each line once
    std::uint64_t stake_lines = 0, stake_claims = 0;
    std::string fee_schedule;         ///< release of the DMEPOS fee schedule that is loaded; empty: none
    std::int64_t expected_cents = 0;  ///< what it allows, non-rural, for the lines at stake that it knows
    std::uint64_t expected_lines = 0;
    std::uint64_t errors = 0, warnings = 0, notes = 0;
    std::map<std::string, std::uint64_t, std::less<>> by_rule;
    std::uint64_t suppressed = 0;                  ///< findings that a suppression covers; in no other count
    std::vector<std::uint64_t> suppressions_used;  ///< of these, by entry of the list; empty without one

    void add(scrub_counts const& other);
    /// One finding of this rule and severity.
    void add(std::string_view rule, text::severity level);
    [[nodiscard]] std::uint64_t findings() const noexcept { return errors + warnings + notes; }
};

/// What was read from one file.
struct file_result {
    std::string path;    ///< as the user named it
    std::string sha256;  ///< of its bytes, hexadecimal; empty when it could not be read to its end
    std::uint64_t bytes = 0;
    std::uint64_t interchanges = 0, groups = 0, transaction_sets = 0;
    std::uint64_t answer_sets = 0;  ///< of these, 835, 999 and 277CA that were read as such
    file_status status = file_status::clean;
    bool x12 = false;     ///< looks like X12: an interchange was read, or the file begins with GS or ST
    std::string trouble;  ///< one sentence for the statuses that are no success; else empty
    scrub_counts counts;
    std::uint64_t left_out = 0;                  ///< findings in `counts` that the report leaves out (--max-findings)
    std::vector<not_checked_count> not_checked;  ///< by rule, then reason
};

/// What stands at the head of a report.
struct run_info {
    std::string_view version;  ///< of the program
    std::string_view pack_name, pack_version, pack_sha256;
};

/// A finding that a baseline holds and this run does not.
struct fixed_finding {
    std::string fingerprint, rule;
    std::string claim;  ///< CLM01; empty when it spoke of no claim
};

/// How a run differs from its baseline.
struct baseline_summary {
    std::string file;
    std::uint64_t fresh = 0, open = 0;
    /// Sorted by rule, then claim. Nothing when a file could not be read to its end, so that nobody knows.
    std::optional<std::vector<fixed_finding>> fixed;
};

/// What stands at its end.
struct run_summary {
    std::uint64_t files = 0;
    int exit_code = 0;  ///< what the command answers to the shell when the output does not fail
    scrub_counts counts;
    std::uint64_t left_out = 0;                ///< findings in `counts` that the report leaves out
    std::uint64_t max_findings = 0;            ///< --max-findings, of interest when some are left out
    std::string suppressions;                  ///< the file of suppressions; empty without one
    model::date suppressions_day;              ///< the day that they are compared with
    std::uint64_t remarks = 0;                 ///< findings about the suppressions themselves, in `counts`, too
    std::optional<baseline_summary> baseline;  ///< with --baseline
};

}  // namespace orthoscrub::scrub
