// Lines inside a matched claim, tier after tier. Control numbers decide nearly all of them in one walk; what is left
// goes through the assignment by attributes, then joins a line that it completes, then the positions.
#include "scrubber/remit/line_matching.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

#include "scrubber/remit/control_number.hpp"

namespace orthoscrub::remit {
namespace {

/// LX01 as a number for the order of lines; what is none comes last.
std::uint64_t order_of(ledger::submitted_line const& line) noexcept {
    return whole_number(trimmed(line.number)).value_or(UINT64_MAX);
}

std::int16_t tier_score(match_tier tier) noexcept {
    return static_cast<std::int16_t>(110 - 10 * static_cast<int>(tier));
}

}  // namespace

void line_matcher::match(asked_span asked, sent_span sent, std::uint32_t first_row, match_span matches) {
    std::ranges::fill(matches, line_match{});
    limited_ = false;
    not_compared_ = 0;
    index_.load(sent);
    if (!by_control_number(asked, sent, matches)) {
        by_attributes(asked, sent, matches);
        join_completing(asked, sent, matches);
        by_position(asked, sent, matches);
    }
    if (limited_)
        not_compared_ += static_cast<std::uint32_t>(std::ranges::count(matches, absent, &line_match::submitted));
    for (auto& one : matches)
        if (one.submitted != absent) one.submitted += first_row;
}

bool line_matcher::by_control_number(asked_span asked, sent_span sent, match_span matches) {
    bool all = true, equal_numbers = false;
    for (std::size_t k = 0; k < asked.size(); ++k) {
        auto const found = index_.named(asked[k].line->control_number, k);
        if (found.at == absent) {
            all = false;
            continue;
        }
        auto& one = matches[k];
        one.submitted = found.at;
        one.tier = found.tier;
        one.score = tier_score(found.tier);
        if (found.tier == match_tier::l1 && !equal_numbers) equal_numbers = index_.again_after(found.at);
    }
    if (equal_numbers) spread_equal_numbers(asked, sent, matches);
    for (std::size_t k = 0; k < asked.size(); ++k)
        if (matches[k].submitted != absent)
            matches[k].licn_code_conflict = asked[k].procedure().code != sent[matches[k].submitted].code;
    return all;
}

/// Lines sent with one control number for several: the number leads to them all, the attributes say which is which.
void line_matcher::spread_equal_numbers(asked_span asked, sent_span sent, match_span matches) {
    auto const number_of = [&](std::uint32_t k) { return trimmed(sent[k].control_number); };
    named_.clear();
    for (std::uint32_t k = 0; k < sent.size(); ++k)
        if (!number_of(k).empty()) named_.push_back(k);
    std::ranges::sort(named_, [&](std::uint32_t a, std::uint32_t b) {
        auto const order = number_of(a) <=> number_of(b);
        return order != 0 ? order < 0 : a < b;
    });
    answers_.clear();
    for (std::uint32_t k = 0; k < asked.size(); ++k)
        if (matches[k].tier == match_tier::l1) answers_.emplace_back(matches[k].submitted, k);
    std::ranges::sort(answers_);
    for (auto first = named_.begin(); first != named_.end();) {
        auto const last =
            std::find_if(first, named_.end(), [&](std::uint32_t k) { return number_of(k) != number_of(*first); });
        columns_.assign(first, last);
        auto const answers = std::ranges::equal_range(answers_, *first, {}, [](auto const& one) { return one.first; });
        first = last;
        if (columns_.size() < 2) continue;
        rows_.clear();
        for (auto const& answer : answers) rows_.push_back(answer.second);
        if (rows_.empty()) continue;
        assign_pool(asked, sent, 1);
        if (by_kinds_) not_compared_ += kinds_.not_compared();
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            auto const best = chosen_[r] != absent ? chosen_[r] : best_of_row(r);
            auto& one = matches[rows_[r]];
            one.submitted = columns_[best];
            one.indistinguishable = has_twin(sent, best);
        }
    }
}

/// Assigns rows_ (of `asked`) to columns_ (of `sent`); chosen_ holds places in columns_.
void line_matcher::assign_pool(asked_span asked, sent_span sent, int least) {
    std::ranges::sort(columns_, [&](std::uint32_t a, std::uint32_t b) {
        auto const left = order_of(sent[a]), right = order_of(sent[b]);
        return left != right ? left < right : a < b;
    });
    chosen_.resize(rows_.size());
    by_kinds_ = std::max(rows_.size(), columns_.size()) > assigner::exact;
    if (by_kinds_) {
        kinds_.assign(asked, rows_, sent, columns_, least, chosen_);
        limited_ = limited_ || kinds_.not_compared() != 0;
        return;
    }
    scores_.clear();
    for (auto const row : rows_)
        for (auto const column : columns_) scores_.push_back(attribute_score(asked[row], sent[column]));
    assigner_.assign(scores_, rows_.size(), columns_.size(), least, chosen_);
}

std::uint32_t line_matcher::best_of_row(std::size_t r) {
    if (by_kinds_) return kinds_.best_column(r);
    auto const mine = std::span{scores_}.subspan(r * columns_.size(), columns_.size());
    return static_cast<std::uint32_t>(std::ranges::max_element(mine) - mine.begin());
}

bool line_matcher::has_twin(sent_span sent, std::size_t c) const noexcept {
    if (by_kinds_) return kinds_.has_twin(c);
    auto const column = columns_[c];
    return std::ranges::any_of(
        columns_, [&](std::uint32_t k) { return k != column && indistinguishable(sent[k], sent[column]); });
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
    if (columns_.empty() || rows_.empty()) return;
    assign_pool(asked, sent, least_attribute_score);
    for (std::size_t r = 0; r < rows_.size(); ++r) {
        if (chosen_[r] == absent) continue;
        auto const column = columns_[chosen_[r]];
        auto& one = matches[rows_[r]];
        one.submitted = column;
        one.tier = match_tier::l4;
        one.score = attribute_score(asked[rows_[r]], sent[column]);
        one.indistinguishable = has_twin(sent, chosen_[r]);
    }
}

/// Sorts what is left into groups of one code and span of days, and these by charge and units.
void line_matcher::find_left_over(asked_span asked, match_span matches) {
    left_.clear();
    groups_.clear();
    parts_.clear();
    for (std::uint32_t k = 0; k < asked.size(); ++k)
        if (matches[k].submitted == absent && !asked[k].procedure().code.empty() && asked[k].days.known())
            left_.push_back(k);
    auto const group_of = [&](std::uint32_t k) {
        return std::tuple{asked[k].procedure().code, asked[k].days.first, asked[k].days.last};
    };
    auto const part_of = [&](std::uint32_t k) { return std::pair{asked[k].cents, asked[k].thousandths}; };
    std::ranges::sort(left_, [&](std::uint32_t a, std::uint32_t b) {
        return std::tuple{group_of(a), part_of(a), a} < std::tuple{group_of(b), part_of(b), b};
    });
    for (std::uint32_t at = 0; at < left_.size(); ++at) {
        auto const k = left_[at];
        bool const new_group = at == 0 || group_of(left_[at - 1]) != group_of(k);
        if (new_group) groups_.push_back({at, at, static_cast<std::uint32_t>(parts_.size()), 0, 0, 0, 0});
        if (new_group || part_of(left_[at - 1]) != part_of(k)) parts_.push_back({at, at});
        auto& group = groups_.back();
        ++group.last;
        ++parts_.back().last;
        group.last_part = static_cast<std::uint32_t>(parts_.size());
        ++group.count;
        group.cents += asked[k].cents;
        group.thousandths += asked[k].thousandths;
    }
}

/// What is left of one code and date joins a submitted line when charges or units then make it whole: all of it
/// together, else piece by piece.
void line_matcher::join_completing(asked_span asked, sent_span sent, match_span matches) {
    find_left_over(asked, matches);
    if (left_.empty()) return;
    sums_.assign(sent.size(), {});
    for (std::size_t k = 0; k < asked.size(); ++k) {
        if (matches[k].submitted == absent) continue;
        auto& sum = sums_[matches[k].submitted];
        sum.cents += asked[k].cents;
        sum.thousandths += asked[k].thousandths;
        sum.any = true;
    }
    using group_key = std::tuple<std::string_view, model::date, model::date>;
    auto const key_of = [&](left_group const& g) {
        auto const& first = asked[left_[g.first]];
        return group_key{first.procedure().code, first.days.first, first.days.last};
    };
    for (std::uint32_t column = 0; column < sent.size(); ++column) {
        auto const& line = sent[column];
        if (!sums_[column].any) continue;
        auto [cents, units, answered] = std::tuple{sums_[column].cents, sums_[column].thousandths, true};
        auto const days = span_of(line.first_day, line.last_day);
        auto const group = std::ranges::lower_bound(groups_, group_key{line.code, days.first, days.last}, {}, key_of);
        if (group == groups_.end() || group->count == 0 ||
            key_of(*group) != group_key{line.code, days.first, days.last})
            continue;
        auto const join = [&](std::uint32_t k) {
            matches[k].submitted = column;
            matches[k].tier = match_tier::l4;
            matches[k].score = attribute_score(asked[k], line);
            --group->count;
            group->cents -= asked[k].cents;
            group->thousandths -= asked[k].thousandths;
            cents += asked[k].cents;
            units += asked[k].thousandths;
        };
        // Parts without charge belong to a line whose charge is whole already (unbundling).
        auto const completes = [&](std::int64_t with_cents, std::int64_t with_units) {
            auto const sum = cents + with_cents;
            return sum == line.charge.cents ||
                   (with_units != 0 && sum <= line.charge.cents && units + with_units == line.units.thousandths);
        };
        if (!completes(group->cents, group->thousandths)) {
            join_pieces(asked, matches, static_cast<std::size_t>(group - groups_.begin()), completes, join);
            continue;
        }
        for (auto at = group->first; at < group->last; ++at)
            if (matches[left_[at]].submitted == absent) join(left_[at]);
    }
    for (auto const& group : groups_)  // more kinds of pieces than are tried
        limited_ = limited_ || (group.last_part - group.first_part > most_kinds && group.count != 0);
}

/// In the order of the file each piece that completes the line; pieces of one charge and number of units are one question.
template <class Completes, class Join>
void line_matcher::join_pieces(asked_span asked, match_span matches, std::size_t group, Completes completes,
                               Join join) {
    auto const first = groups_[group].first_part;
    auto const last = std::min<std::size_t>(groups_[group].last_part, first + most_kinds);
    for (std::uint32_t from = 0;;) {
        auto next = absent;
        for (std::size_t p = first; p < last; ++p) {
            auto& part = parts_[p];
            while (part.next != part.last && matches[left_[part.next]].submitted != absent) ++part.next;
            if (part.next == part.last) continue;
            auto const& sample = asked[left_[part.next]];
            if (!completes(sample.cents, sample.thousandths)) continue;
            auto at = part.next;
            if (left_[at] < from)
                at = static_cast<std::uint32_t>(std::lower_bound(left_.begin() + at, left_.begin() + part.last, from) -
                                                left_.begin());
            while (at != part.last && matches[left_[at]].submitted != absent) ++at;
            if (at != part.last) next = std::min(next, left_[at]);
        }
        if (next == absent) return;
        join(next);
        from = next + 1;
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
