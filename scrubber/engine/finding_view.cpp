// States in words, and the sums of several files.
#include "scrubber/engine/finding_view.hpp"

namespace orthoscrub::scrub {

std::string_view open_value(std::string_view written) noexcept {
    constexpr std::size_t longest_code = 30;  // REF*6R
    auto const from = written.find_first_not_of(' ');
    auto const to = written.find_last_not_of(' ');
    bool const blank_inside =
        from != std::string_view::npos && written.substr(from, to - from).find(' ') != std::string_view::npos;
    return written.size() > longest_code || blank_inside ? "(unreadable)" : written;
}

std::string_view to_string(baseline_mark mark) noexcept {
    return mark == baseline_mark::fresh ? "new" : mark == baseline_mark::open ? "open" : "";
}

std::string_view to_string(file_status status) noexcept {
    switch (status) {
        case file_status::clean:
            return "clean";
        case file_status::findings:
            return "findings";
        case file_status::wrong_type:
            return "wrong_type";
        case file_status::unreadable:
            return "unreadable";
        case file_status::limit:
            return "limit";
        case file_status::interrupted:
            return "interrupted";
        case file_status::failed:
            break;
    }
    return "failed";
}

void scrub_counts::add(scrub_counts const& other) {
    claims += other.claims;
    lines += other.lines;
    flagged_claims += other.flagged_claims;
    flagged_lines += other.flagged_lines;
    stake_cents += other.stake_cents;
    if (fee_schedule.empty()) fee_schedule = other.fee_schedule;
    expected_cents += other.expected_cents;
    expected_lines += other.expected_lines;
    stake_lines += other.stake_lines;
    stake_claims += other.stake_claims;
    errors += other.errors;
    warnings += other.warnings;
    notes += other.notes;
    for (auto const& [rule, count] : other.by_rule) by_rule[rule] += count;
    suppressed += other.suppressed;
    if (suppressions_used.size() < other.suppressions_used.size())
        suppressions_used.resize(other.suppressions_used.size());
    for (std::size_t i = 0; i < other.suppressions_used.size(); ++i) suppressions_used[i] += other.suppressions_used[i];
}

void scrub_counts::add(std::string_view rule, text::severity level) {
    ++(level == text::severity::error ? errors : level == text::severity::warning ? warnings : notes);
    if (auto const at = by_rule.find(rule); at != by_rule.end()) ++at->second;
    else by_rule.emplace(rule, 1);
}

}  // namespace orthoscrub::scrub
