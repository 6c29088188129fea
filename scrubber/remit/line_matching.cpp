// Lines inside a matched claim, tier after tier. Control numbers decide nearly all of them in one walk; what is left
// goes through the assignment by attributes, then joins a line that it completes, then the positions.
#include "scrubber/remit/line_matching.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "scrubber/remit/control_number.hpp"

namespace orthoscrub::remit {
namespace {

std::optional<std::uint64_t> whole_number(std::string_view text) noexcept {
    std::uint64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// LX01 as a number for the order of lines; what is none comes last.
std::uint64_t order_of(ledger::submitted_line const& line) noexcept {
    return whole_number(trimmed(line.number)).value_or(UINT64_MAX);
}

std::int16_t tier_score(match_tier tier) noexcept {
    return static_cast<std::int16_t>(110 - 10 * static_cast<int>(tier));
}

std::uint32_t only_one(std::span<ledger::submitted_line const> sent, auto&& fits) noexcept {
    auto found = absent;
    for (std::uint32_t k = 0; k < sent.size(); ++k) {
        if (sent[k].control_number.empty() || !fits(trimmed(sent[k].control_number))) continue;
        if (found != absent) return absent;
        found = k;
    }
    return found;
}

}  // namespace

named_line line_named(std::string_view control_number, std::span<ledger::submitted_line const> sent,
                      std::size_t near) noexcept {
    auto const wanted = trimmed(control_number);
    if (wanted.empty()) return {};
    if (near < sent.size() && sent[near].control_number == wanted) {
        // Of lines with one number the first, whatever place was looked at.
        for (std::uint32_t k = 0; k < near; ++k)
            if (sent[k].control_number == wanted) return {k, match_tier::l1};
        return {static_cast<std::uint32_t>(near), match_tier::l1};
    }
    for (std::uint32_t k = 0; k < sent.size(); ++k)
        if (trimmed(sent[k].control_number) == wanted) return {k, match_tier::l1};
    if (auto const number = whole_number(wanted))
        for (std::uint32_t k = 0; k < sent.size(); ++k)
            if (sent[k].control_number.empty() && whole_number(trimmed(sent[k].number)) == number)
                return {k, match_tier::l2};
    auto found = only_one(sent, [&](std::string_view one) { return equal_normalized(wanted, one); });
    if (found == absent && wanted.size() >= shortest_line_prefix)
        found = only_one(sent, [&](std::string_view one) { return one.starts_with(wanted); });
    return found == absent ? named_line{} : named_line{found, match_tier::l3};
}

void line_matcher::match(asked_span asked, sent_span sent, std::uint32_t first_row, match_span matches) {
    std::ranges::fill(matches, line_match{});
    if (!by_control_number(asked, sent, matches)) {
        by_attributes(asked, sent, matches);
        join_completing(asked, sent, matches);
        by_position(asked, sent, matches);
    }
    for (auto& one : matches)
        if (one.submitted != absent) one.submitted += first_row;
}

bool line_matcher::by_control_number(asked_span asked, sent_span sent, match_span matches) {
    bool all = true, equal_numbers = false;
    for (std::size_t k = 0; k < asked.size(); ++k) {
        auto const found = line_named(asked[k].line->control_number, sent, k);
        if (found.at == absent) {
            all = false;
            continue;
        }
        auto& one = matches[k];
        one.submitted = found.at;
        one.tier = found.tier;
        one.score = tier_score(found.tier);
        if (found.tier == match_tier::l1)
            for (auto later = found.at + 1; later < sent.size() && !equal_numbers; ++later)
                equal_numbers = trimmed(sent[later].control_number) == trimmed(sent[found.at].control_number);
    }
    if (equal_numbers) spread_equal_numbers(asked, sent, matches);
    for (std::size_t k = 0; k < asked.size(); ++k)
        if (matches[k].submitted != absent)
            matches[k].licn_code_conflict = asked[k].procedure().code != sent[matches[k].submitted].code;
    return all;
}

/// Lines sent with one control number for several: the number leads to them all, the attributes say which is which.
void line_matcher::spread_equal_numbers(asked_span asked, sent_span sent, match_span matches) {
    for (std::uint32_t first = 0; first < sent.size(); ++first) {
        auto const number = trimmed(sent[first].control_number);
        if (number.empty()) continue;
        columns_.clear();
        for (std::uint32_t k = 0; k < sent.size(); ++k)
            if (trimmed(sent[k].control_number) == number) columns_.push_back(k);
        if (columns_.size() < 2 || columns_.front() != first) continue;
        rows_.clear();
        for (std::uint32_t k = 0; k < asked.size(); ++k)
            if (matches[k].tier == match_tier::l1 && matches[k].submitted == first) rows_.push_back(k);
        assign_pool(asked, sent, 1);
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            auto best = chosen_[r];
            if (best == absent) {
                auto const mine = std::span{scores_}.subspan(r * columns_.size(), columns_.size());
                best = static_cast<std::uint32_t>(std::ranges::max_element(mine) - mine.begin());
            }
            auto& one = matches[rows_[r]];
            one.submitted = columns_[best];
            one.indistinguishable = std::ranges::any_of(columns_, [&](std::uint32_t k) {
                return k != one.submitted && indistinguishable(sent[k], sent[one.submitted]);
            });
        }
    }
}

/// Assigns rows_ (of `asked`) to columns_ (of `sent`); chosen_ holds places in columns_.
void line_matcher::assign_pool(asked_span asked, sent_span sent, int least) {
    std::ranges::sort(columns_, [&](std::uint32_t a, std::uint32_t b) {
        auto const left = order_of(sent[a]), right = order_of(sent[b]);
        return left != right ? left < right : a < b;
    });
    scores_.clear();
    for (auto const row : rows_)
        for (auto const column : columns_) scores_.push_back(attribute_score(asked[row], sent[column]));
    chosen_.resize(rows_.size());
    assigner_.assign(scores_, rows_.size(), columns_.size(), least, chosen_);
}

void line_matcher::by_attributes(asked_span asked, sent_span sent, match_span matches) {
    taken_.assign(sent.size(), 0);
    rows_.clear();
    for (std::uint32_t k = 0; k < asked.size(); ++k) {
        if (matches[k].submitted == absent) rows_.push_back(k);
        else taken_[matches[k].submitted] = 1;
    }
    columns_.clear();
    for (std::uint32_t k = 0; k < sent.size(); ++k)
        if (taken_[k] == 0) columns_.push_back(k);
    if (columns_.empty()) return;
    assign_pool(asked, sent, least_attribute_score);
    for (std::size_t r = 0; r < rows_.size(); ++r) {
        if (chosen_[r] == absent) continue;
        auto const column = columns_[chosen_[r]];
        auto& one = matches[rows_[r]];
        one.submitted = column;
        one.tier = match_tier::l4;
        one.score = scores_[r * columns_.size() + chosen_[r]];
        one.indistinguishable = std::ranges::any_of(
            columns_, [&](std::uint32_t k) { return k != column && indistinguishable(sent[k], sent[column]); });
    }
}

/// What is left of one code and date joins a submitted line when charges or units then make it whole: all of it
/// together, else piece by piece.
void line_matcher::join_completing(asked_span asked, sent_span sent, match_span matches) {
    auto const alike = [&](asked_line const& a, ledger::submitted_line const& s) {
        return !a.procedure().code.empty() && a.procedure().code == s.code && a.days.known() &&
               a.days == span_of(s.first_day, s.last_day);
    };
    for (std::uint32_t column = 0; column < sent.size(); ++column) {
        auto const& line = sent[column];
        std::int64_t cents = 0, units = 0, more_cents = 0, more_units = 0;
        bool answered = false;
        rows_.clear();
        for (std::uint32_t k = 0; k < asked.size(); ++k) {
            if (matches[k].submitted == column) {
                answered = true;
                cents += asked[k].cents;
                units += asked[k].thousandths;
            } else if (matches[k].submitted == absent && alike(asked[k], line)) {
                rows_.push_back(k);
                more_cents += asked[k].cents;
                more_units += asked[k].thousandths;
            }
        }
        if (!answered || rows_.empty()) continue;
        auto const join = [&](std::uint32_t k) {
            matches[k].submitted = column;
            matches[k].tier = match_tier::l4;
            matches[k].score = attribute_score(asked[k], line);
        };
        // Parts without charge belong to a line whose charge is whole already (unbundling).
        auto const completes = [&](std::int64_t with_cents, std::int64_t with_units) {
            auto const sum = cents + with_cents;
            return sum == line.charge.cents ||
                   (with_units != 0 && sum <= line.charge.cents && units + with_units == line.units.thousandths);
        };
        if (completes(more_cents, more_units)) {
            for (auto const k : rows_) join(k);
            continue;
        }
        for (auto const k : rows_) {
            if (!completes(asked[k].cents, asked[k].thousandths)) continue;
            join(k);
            cents += asked[k].cents;
            units += asked[k].thousandths;
        }
    }
}

void line_matcher::by_position(asked_span asked, sent_span sent, match_span matches) {
    if (asked.size() != sent.size()) return;
    taken_.assign(sent.size(), 0);
    for (std::size_t k = 0; k < asked.size(); ++k) {
        auto const& code = asked[k].procedure().code;
        if (asked[k].cents != sent[k].charge.cents || code.empty() || code != sent[k].code) return;
        if (matches[k].submitted != absent) taken_[matches[k].submitted] = 1;
    }
    for (std::uint32_t k = 0; k < asked.size(); ++k) {
        if (matches[k].submitted != absent || taken_[k] != 0) continue;
        matches[k].submitted = k;
        matches[k].tier = match_tier::l5;
        matches[k].score = tier_score(match_tier::l5);
    }
}

}  // namespace orthoscrub::remit
