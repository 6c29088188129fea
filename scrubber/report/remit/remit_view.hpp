#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "parser/text/fault.hpp"
#include "scrubber/remit/line_id.hpp"
#include "scrubber/remit/outcome.hpp"

namespace orthoscrub::scrub {

/// What our finding had said about a line, and whether it was right.
struct remit_verdict_view {
    std::string_view rule;
    std::string_view title;  ///< the rule in one sentence; may be empty
    text::severity level = text::severity::error;
    std::string_view action;   ///< "sent_unchanged", "fixed", "held", "suppressed"
    std::string_view verdict;  ///< "right", "right_other_reason", "paid_anyway", "open", "intervention"
};

/// Whether a denial that no finding spoke of could have been foreseen.
enum class unforeseen_state : std::uint8_t {
    none,     ///< not denied, or a finding stood
    covered,  ///< a rule should have seen this
    gap       ///< no rule yet
};
/// "", "covered", "gap".
[[nodiscard]] std::string_view to_string(unforeseen_state state) noexcept;

/// One line of `remit`: what one payer decided about one submitted line. All views are valid only during the call that
/// hands it over.
struct remit_line_view {
    remit::line_id id = 0;
    std::string_view claim;         ///< CLM01; CLP01 when no submission is known
    std::string_view payer;         ///< payer id
    std::string_view profile;       ///< id of its payer profile
    std::string_view claim_number;  ///< CLP07
    std::string_view answered_as;   ///< CLP01 as the payer wrote it
    std::string_view trace;         ///< TRN02
    model::date submitted;          ///< BHT04
    std::string_view number;        ///< LX01; empty when no submission is known
    std::string_view control_number;
    std::string_view code;
    std::array<std::string_view, 4> modifiers;
    model::date first_day;  ///< of service
    remit::disposition decided = remit::disposition::not_yet_adjudicated;
    remit::sub_reason sub = remit::sub_reason::none;
    remit::lifecycle step = remit::lifecycle::original;
    remit::liability bears = remit::liability::unstated;
    remit::outcome_flags flags = 0;
    remit::line_amounts amounts;
    model::money charge;  ///< SV102, for lines that the payer has not seen
    std::span<remit::outcome_reason const> adjustments;
    std::span<remit::outcome_remark const> remarks;
    std::string_view host;  ///< LX01 of the line that this one was bundled into
    std::uint32_t remit_lines = 0;
    remit::match_tier tier = remit::match_tier::none;
    std::int16_t line_score = 0, claim_score = 0;
    std::span<remit::evidence const> evidence;
    std::span<remit_verdict_view const> findings;
    unforeseen_state unforeseen = unforeseen_state::none;
    std::span<std::string_view const> should_have;  ///< rules that foresee the reason and did not fire
    std::string_view next_step;                     ///< what to do next; empty: nothing
    model::date deadline;                           ///< for it
    model::date decided_on, first_decided_on;
};

/// A remitted claim that answers no submission for sure, with the nearest.
struct remit_candidate_view {
    std::string_view claim;  ///< CLM01
    std::int16_t score = 0;
    std::span<remit::evidence const> evidence;
};
struct remit_unresolved_view {
    std::string_view claim;  ///< CLP01
    std::string_view payer, claim_number;
    model::money charge, paid;
    remit::match_state state = remit::match_state::unmatched;
    std::span<remit_candidate_view const> candidates;  ///< best first
};

/// A provider adjustment (PLB).
struct remit_adjustment_view {
    std::string_view reason, reference;
    model::money amount;     ///< positive lowers the payment
    std::string_view claim;  ///< CLM01 it was resolved to; empty: unresolved
};

/// A submission that was never answered (`--open`).
struct remit_open_view {
    std::string_view claim, payer;
    model::date submitted;
    int days = 0;  ///< since it was sent
    model::money charge;
    std::string_view front_end;  ///< "silent", "accepted", "rejected"
    bool overdue = false;        ///< past the follow-up days of the profile
};

/// Something about a remittance that a person should look at.
struct remit_remark_view {
    std::string_view id;
    text::severity level = text::severity::warning;
    std::string_view file;
    std::string_view claim;     ///< CLM01 or CLP01; may be empty
    std::uint64_t segment = 0;  ///< ordinal in the file, as of `at.segment`
    std::uint64_t byte = 0;
    std::string_view message;
};

/// Lines and money of one kind.
struct remit_sum {
    std::uint64_t lines = 0;
    std::int64_t cents = 0;
    void add(model::money amount) noexcept {
        ++lines;
        cents += amount.cents;
    }
};

/// What stands at the head of every format. `add` each line, in any order, before the report begins.
struct remit_summary {
    std::uint64_t remittances = 0, claims = 0;
    std::uint64_t retransmissions = 0, matched = 0, ambiguous = 0, unmatched = 0;  ///< remitted claims
    std::uint64_t lines = 0;
    remit::line_amounts amounts;
    std::array<remit_sum, static_cast<std::size_t>(remit::disposition::count_)> by_disposition{};  ///< charges
    remit_sum denied;                                                                              ///< denied amounts
    remit_sum open;         ///< charges of lines that are not adjudicated
    remit_sum foreseen;     ///< of denied: a finding was right
    remit_sum other;        ///< of denied: findings stood, none was right
    remit_sum covered;      ///< of denied: a rule should have seen it
    remit_sum gaps;         ///< of denied: no rule yet
    remit_sum paid_anyway;  ///< charges of lines that were flagged, sent and not denied
    model::date today;      ///< deadlines and days are counted to; may be empty
    void add(remit_line_view const& line) noexcept;
    [[nodiscard]] remit_sum const& of(remit::disposition what) const noexcept {
        return by_disposition[static_cast<std::size_t>(what)];
    }
};

}  // namespace orthoscrub::scrub
