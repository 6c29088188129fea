// How a line counts and whether its reasons are what a rule foresaw. CARC and RARC are compared as the payer wrote them;
// alerts never count as a reason. Of a 277CA the status code is compared, without its category.
#include "scrubber/remit/score_line.hpp"

#include <algorithm>

namespace orthoscrub::remit {
namespace {

/// "453" of "A7:453:DK".
std::string_view status_code(std::string_view written) noexcept {
    auto const colon = written.find(':');
    if (colon == std::string_view::npos) return written;
    written.remove_prefix(colon + 1);
    return written.substr(0, written.find(':'));
}

/// A reason takes part when it denies, or when it bundles a line that was bundled.
bool speaks(outcome_reason const& reason, disposition decided) noexcept {
    return denies(reason.kind) || (decided == disposition::bundled && reason.kind == carc_class::bundled);
}

reason_grade grade_one(score_prediction const& wanted, outcome_reason const& reason,
                       std::span<outcome_remark const> remarks) noexcept {
    if (!wanted.carc.empty() && wanted.carc == reason.carc) {
        if (wanted.rarcs.empty()) return reason_grade::exact;
        bool any = false;
        for (outcome_remark const& remark : remarks) {
            if (remark.alert) continue;
            any = true;
            if (std::ranges::find(wanted.rarcs, remark.code) != wanted.rarcs.end()) return reason_grade::exact;
        }
        if (!any) return reason_grade::carc;
    }
    return wanted.kind && *wanted.kind == reason.kind ? reason_grade::class_only : reason_grade::none;
}

}  // namespace

std::string_view to_string(reason_grade grade) noexcept {
    switch (grade) {
        case reason_grade::exact:
            return "exact";
        case reason_grade::carc:
            return "carc";
        case reason_grade::class_only:
            return "class";
        default:
            return "none";
    }
}

reason_grade grade_reasons(score_rule const& rule, score_line const& line, outcome_reason const** which) noexcept {
    auto best = reason_grade::none;
    bool const rejected = line.sub == sub_reason::rejected_upstream;
    for (score_prediction const& wanted : rule.predicts) {
        if (rejected && !wanted.status.empty())
            for (ledger::claim_status const& status : line.statuses)
                if (status.rejects && status_code(wanted.status) == status.status) return reason_grade::exact;
        for (outcome_reason const& reason : line.reasons) {
            if (rejected || !speaks(reason, line.decided)) continue;
            auto const grade = grade_one(wanted, reason, line.remarks);
            if (grade <= best) continue;
            best = grade;
            if (which) *which = &reason;
        }
    }
    return best;
}

std::string_view to_string(exclusion why) noexcept {
    switch (why) {
        case exclusion::unbalanced:
            return "unbalanced";
        case exclusion::ambiguous:
            return "ambiguous";
        case exclusion::indistinguishable:
            return "indistinguishable";
        case exclusion::predetermination:
            return "predetermination";
        case exclusion::retransmission:
            return "retransmission";
        case exclusion::duplicate:
            return "duplicate";
        case exclusion::identical_resubmission:
            return "identical_resubmission";
        case exclusion::undecided:
            return "undecided";
        default:
            return "";
    }
}

namespace {

line_state state_of(score_line const& line, exclusion& why) noexcept {
    auto const out = [&why](exclusion reason) {
        why = reason;
        return line_state::excluded;
    };
    why = exclusion::none;
    if (line.counted_elsewhere) return out(exclusion::identical_resubmission);
    if (line.ambiguous) return out(exclusion::ambiguous);
    if ((line.flags & bit(outcome_flag::unbalanced)) != 0) return out(exclusion::unbalanced);
    switch (line.decided) {
        case disposition::not_yet_adjudicated:
            if (line.sub == sub_reason::predetermination) return out(exclusion::predetermination);
            return line.sub == sub_reason::rejected_upstream ? line_state::rejected : line_state::open;
        case disposition::denied:
        case disposition::partially_denied:
            if (line.twin_adjudicated) return out(exclusion::duplicate);
            return line_state::denied;
        case disposition::paid_as_billed:
        case disposition::paid_reduced:
        case disposition::patient_responsibility:
        case disposition::zero_paid:
        case disposition::bundled:
            return line_state::not_denied;
        default:
            return out(exclusion::undecided);
    }
}

bool alike(score_line const& line) noexcept { return (line.flags & bit(outcome_flag::indistinguishable)) != 0; }

/// What the other rows of the claim say against counting this one.
exclusion against(score_line const& row, std::span<score_line const> rows) noexcept {
    bool const again = row.step == lifecycle::retransmitted;
    if (!alike(row) && !again) return exclusion::none;
    for (score_line const& other : rows) {
        if (&other == &row || other.payer != row.payer) continue;
        if (alike(row) && alike(other) && other.code == row.code && other.decided != row.decided)
            return exclusion::indistinguishable;
        if (again && other.line == row.line && other.step != lifecycle::retransmitted) return exclusion::retransmission;
    }
    return exclusion::none;
}

}  // namespace

void judge_claim(std::span<score_line const> rows, std::vector<line_state>& states, std::vector<exclusion>& whys) {
    states.resize(rows.size());
    whys.resize(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        states[i] = state_of(rows[i], whys[i]);
        if (states[i] == line_state::excluded) continue;
        whys[i] = against(rows[i], rows);
        if (whys[i] != exclusion::none) states[i] = line_state::excluded;
    }
}

said what_said(std::uint32_t rule, score_line const& line) noexcept {
    auto found = said::nothing;
    for (score_flag const& flag : line.findings) {
        if (flag.rule != rule) continue;
        bool const changed =
            flag.action == ledger::finding_action::fixed || flag.action == ledger::finding_action::held;
        if (!changed) return said::flagged;
        found = said::intervened;
    }
    if (found == said::nothing && std::ranges::find(line.unchecked, rule) != line.unchecked.end())
        return said::unchecked;
    return found;
}

}  // namespace orthoscrub::remit
