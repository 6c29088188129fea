// Words and numbers that every report for people shares.
#include "scrubber/report/report.hpp"

namespace orthoscrub::scrub {

std::string_view screen_word(text::severity level, grammars::fix_level fix) noexcept {
    if (level == text::severity::error) return "STOP";
    if (level == text::severity::note) return "NOTE";
    bool const repairable = fix == grammars::fix_level::safe || fix == grammars::fix_level::unsafe;
    return repairable ? "FIX" : "CHECK";
}

std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
    return digits;
}

std::string dollars(std::int64_t cents) {
    std::uint64_t const size = cents < 0 ? 0 - static_cast<std::uint64_t>(cents) : static_cast<std::uint64_t>(cents);
    std::uint64_t const rest = size % 100;
    return std::string{cents < 0 ? "-$" : "$"} + grouped(size / 100) + (rest < 10 ? ".0" : ".") + std::to_string(rest);
}

std::string counted(std::uint64_t number, std::string_view one, std::string_view many) {
    return grouped(number) + ' ' + std::string{number == 1 ? one : many};
}

std::string expected_sentence(scrub_counts const& counts) {
    if (counts.fee_schedule.empty() || counts.stake_lines == 0) return {};
    return "Medicare's fee schedule " + counts.fee_schedule + " allows " + dollars(counts.expected_cents) +
           " (non-rural) for " + grouped(counts.expected_lines) + " of these lines.";
}

std::string left_out_sentence(std::uint64_t left_out, std::uint64_t findings, std::uint64_t most) {
    return "--max-findings " + std::to_string(most) + " leaves out " + grouped(left_out) + " of " +
           counted(findings, "finding", "findings") + "; --max-findings all shows all.";
}

std::string record_words(rule_record const& record) {
    std::uint64_t const answered = record.answered();
    if (answered == 0) return counted(record.open, "line", "lines") + " sent with it, none answered yet";
    std::string words = grouped(record.right) + " of " + counted(answered, "answered line", "answered lines") +
                        (answered == 1 ? " was" : " were") + " denied as foreseen";
    if (record.right_other_reason != 0) words += ", " + grouped(record.right_other_reason) + " for another reason";
    return words;
}

}  // namespace orthoscrub::scrub
