// The best pair left, the lower row and then the lower column first, without looking at every pair: rows and columns are
// sorted into kinds, kinds are scored, and each score is one round over the rows that are left. Lines equal in all five
// attributes go first, whatever the number of kinds: nothing fits better.
#include "scrubber/remit/line_kinds.hpp"

#include <algorithm>
#include <tuple>

namespace orthoscrub::remit {
namespace {

constexpr int full_score = 100;

line_kind kind_from(std::string_view code, std::array<std::string_view, 4> modifiers, day_span days, std::int64_t cents,
                    std::int64_t thousandths) {
    std::ranges::sort(modifiers);
    return {code, modifiers, days, cents, thousandths};
}

}  // namespace

std::strong_ordering operator<=>(line_kind const& a, line_kind const& b) noexcept {
    auto const key = [](line_kind const& k) {
        return std::tie(k.cents, k.thousandths, k.days.first, k.days.last, k.code, k.modifiers);
    };
    return key(a) <=> key(b);
}

line_kind kind_of(asked_line const& asked) {
    auto const& procedure = asked.procedure();
    return kind_from(procedure.code, procedure.modifiers, asked.days, asked.cents, asked.thousandths);
}

line_kind kind_of(ledger::submitted_line const& sent) {
    return kind_from(sent.code, sent.modifiers, span_of(sent.first_day, sent.last_day), sent.charge.cents,
                     sent.units.thousandths);
}

void kind_assigner::sort_into_kinds(std::span<asked_line const> asked, std::span<std::uint32_t const> rows,
                                    std::span<ledger::submitted_line const> sent,
                                    std::span<std::uint32_t const> columns) {
    ids_.clear();
    kinds_.clear();
    row_kinds_.clear();
    column_kinds_.clear();
    auto const id_of = [&](line_kind const& which) {
        auto const [at, added] = ids_.try_emplace(which, static_cast<std::uint32_t>(kinds_.size()));
        if (added) kinds_.emplace_back();
        return at->second;
    };
    for (auto const row : rows) {
        row_kinds_.push_back(id_of(kind_of(asked[row])));
        if (auto& k = kinds_[row_kinds_.back()]; k.asked == nullptr) k.asked = &asked[row];
    }
    for (auto const column : columns) {
        column_kinds_.push_back(id_of(kind_of(sent[column])));
        auto& k = kinds_[column_kinds_.back()];
        if (k.sent == nullptr) k.sent = &sent[column];
        ++k.last;
    }
    std::uint32_t begin = 0;
    for (auto& k : kinds_) {
        k.first = k.next = begin;
        begin += k.last;
        k.last = k.first;
    }
    columns_.resize(columns.size());
    for (std::uint32_t c = 0; c < columns.size(); ++c) columns_[kinds_[column_kinds_[c]].last++] = c;
}

void kind_assigner::assign(std::span<asked_line const> asked, std::span<std::uint32_t const> rows,
                           std::span<ledger::submitted_line const> sent, std::span<std::uint32_t const> columns,
                           int least, std::span<std::uint32_t> chosen) {
    std::ranges::fill(chosen, absent);
    sort_into_kinds(asked, rows, sent, columns);
    take_equal(chosen);
    score_kinds(chosen, least);
    for (std::size_t first = 0; first < pairs_.size();) {
        auto last = first;
        while (last < pairs_.size() && pairs_[last].score == pairs_[first].score) ++last;
        take_level(first, last, chosen);
        first = last;
    }
    if (not_compared_ != 0)  // more kinds than are compared
        not_compared_ = static_cast<std::uint32_t>(std::ranges::count(chosen, absent));
}

void kind_assigner::take_equal(std::span<std::uint32_t> chosen) {
    for (auto& k : kinds_)
        k.compared = k.asked != nullptr && k.sent != nullptr && attribute_score(*k.asked, *k.sent) == full_score;
    for (std::size_t r = 0; r < chosen.size(); ++r)
        if (auto& k = kinds_[row_kinds_[r]]; k.compared && k.next != k.last) chosen[r] = columns_[k.next++];
}

void kind_assigner::score_kinds(std::span<std::uint32_t const> chosen, int least) {
    pairs_.clear();
    left_.clear();
    some_kinds_.clear();
    not_compared_ = 0;
    std::vector<std::uint8_t> seen(kinds_.size(), 0);
    std::vector<std::uint32_t> row_kinds, column_kinds;
    for (auto const id : column_kinds_) {
        if (seen[id] != 0) continue;
        seen[id] = 1;
        if (some_kinds_.size() < most_kinds) some_kinds_.push_back(id);
        if (kinds_[id].next == kinds_[id].last) continue;
        if (column_kinds.size() < most_kinds) column_kinds.push_back(id);
        else not_compared_ = 1;
    }
    if (column_kinds.empty()) return;
    std::ranges::fill(seen, std::uint8_t{0});
    for (std::uint32_t r = 0; r < chosen.size(); ++r) {
        if (chosen[r] != absent) continue;
        auto const id = row_kinds_[r];
        if (seen[id] == 0) {
            seen[id] = 1;
            kinds_[id].compared = row_kinds.size() < most_kinds;
            if (kinds_[id].compared) row_kinds.push_back(id);
            else not_compared_ = 1;
        }
        if (kinds_[id].compared) left_.push_back(r);
    }
    for (auto const row : row_kinds)
        for (auto const column : column_kinds)
            if (auto const score = attribute_score(*kinds_[row].asked, *kinds_[column].sent); score >= least)
                pairs_.push_back({score, row, column});
    std::ranges::sort(pairs_, [](kind_pair const& a, kind_pair const& b) {
        return a.score != b.score ? a.score > b.score : a.row_kind < b.row_kind;
    });
}

/// One score: each row in order takes the lowest column of all kinds that have this score with its own.
void kind_assigner::take_level(std::size_t first, std::size_t last, std::span<std::uint32_t> chosen) {
    struct free_kinds {
        std::size_t first = 0, last = 0;
    };
    std::vector<free_kinds> of_row(kinds_.size());
    for (auto at = first; at < last; ++at) {
        auto& mine = of_row[pairs_[at].row_kind];
        if (mine.first == mine.last) mine.first = at;
        mine.last = at + 1;
    }
    std::erase_if(left_, [&](std::uint32_t row) {
        auto& mine = of_row[row_kinds_[row]];
        auto best = absent;
        kind* from = nullptr;
        for (auto at = mine.first; at < mine.last;) {
            auto& k = kinds_[pairs_[at].column_kind];
            if (k.next == k.last) {
                std::swap(pairs_[at], pairs_[--mine.last]);
                continue;
            }
            if (columns_[k.next] < best) {
                best = columns_[k.next];
                from = &k;
            }
            ++at;
        }
        if (from == nullptr) return false;
        ++from->next;
        chosen[row] = best;
        return true;
    });
}

std::uint32_t kind_assigner::best_column(std::size_t r) {
    auto& mine = kinds_[row_kinds_[r]];
    if (mine.best != absent) return mine.best;
    int most = -1;
    auto const weigh = [&](kind const& k) {
        int const score = attribute_score(*mine.asked, *k.sent);
        if (score < most || (score == most && columns_[k.first] >= mine.best)) return;
        most = score;
        mine.best = columns_[k.first];
    };
    if (mine.compared)
        for (auto const id : some_kinds_) weigh(kinds_[id]);
    if (mine.sent != nullptr) weigh(mine);
    if (mine.best == absent) mine.best = 0;
    return mine.best;
}

}  // namespace orthoscrub::remit
