// Each answer stands in one sorted table under the keys that a reversal may ask by: its charge, with or without its claim
// number, its paid amount and its adjustments. The questions are asked from the best answer down; what was taken is skipped
// by links that grow shorter with use.
#include "scrubber/remit/reversal_targets.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

namespace orthoscrub::remit {
namespace {

constexpr std::uint32_t before_all = std::numeric_limits<std::uint32_t>::max();

enum class key_kind : std::uint64_t { charge = 1, paid, paid_alike, number, number_paid, number_paid_alike };

/// A key over the charge and up to three numbers.
std::uint64_t key_of(key_kind kind, std::int64_t charge, std::uint64_t a = 0, std::uint64_t b = 0,
                     std::uint64_t c = 0) {
    std::uint64_t key = static_cast<std::uint64_t>(kind);
    for (std::uint64_t const part : {static_cast<std::uint64_t>(charge), a, b, c}) {
        key = (key ^ part) * 0x9E3779B97F4A7C15ull;
        key ^= key >> 32;
    }
    return key;
}

std::uint64_t bits(std::int64_t cents) noexcept { return static_cast<std::uint64_t>(cents); }

}  // namespace

bool reversible_answer::before(reversible_answer const& other) const noexcept {
    return std::tie(day, produced, remitted_claim) < std::tie(other.day, other.produced, other.remitted_claim);
}

void reversal_targets::load(std::span<reversible_answer const> answers, bool known_claim,
                            std::span<std::uint32_t const> reversed_by) {
    answers_ = answers;
    reversed_by_ = reversed_by;
    known_claim_ = known_claim;
    entries_.clear();
    for (std::uint32_t row = 0; row < answers.size(); ++row) {
        auto const& a = answers[row];
        auto const same = known_claim ? 0 : a.control_number;
        entries_.push_back({key_of(key_kind::charge, a.charge, same), row});
        entries_.push_back({key_of(key_kind::paid, a.charge, same, bits(a.paid)), row});
        entries_.push_back({key_of(key_kind::paid_alike, a.charge, same, bits(a.paid), a.print), row});
        if (a.icn == 0) continue;
        entries_.push_back({key_of(key_kind::number, a.charge, a.icn), row});
        entries_.push_back({key_of(key_kind::number_paid, a.charge, a.icn, bits(a.paid)), row});
        entries_.push_back({key_of(key_kind::number_paid_alike, a.charge, a.icn, bits(a.paid), a.print), row});
    }
    std::ranges::sort(entries_);
    back_.resize(entries_.size());
    forth_.resize(entries_.size());
    for (std::uint32_t at = 0; at < entries_.size(); ++at) {
        bool const first = at == 0 || entries_[at - 1].key != entries_[at].key;
        back_[at] = first ? before_all : at - 1;
        forth_[at] = at + 1;
    }
}

/// The last free entry in [first, end), or `end`.
std::size_t reversal_targets::free_before(std::size_t first, std::size_t end) {
    if (first == end) return end;
    auto at = static_cast<std::uint32_t>(end - 1);
    while (at != before_all && gone(at)) {
        auto const next = back_[at];
        if (next != before_all && gone(next)) back_[at] = back_[next];
        at = back_[at];
    }
    return at == before_all || at < first ? end : at;
}

/// The first free entry in [at, last), or `last`.
std::size_t reversal_targets::free_from(std::size_t at, std::size_t last) {
    while (at < last && gone(at)) {
        auto const next = forth_[at];
        if (next < last && gone(next)) forth_[at] = forth_[next];
        at = forth_[at];
    }
    return std::min(at, last);
}

void reversal_targets::look(std::uint64_t key, reversible_answer const& reversal, bool by_number, found& best) {
    auto const range = std::ranges::equal_range(entries_, key, {}, &entry::key);
    auto const first = static_cast<std::size_t>(range.begin() - entries_.begin());
    auto const last = first + range.size();
    auto const day_of = [&](entry const& e) { return answers_[e.answer].day; };
    auto const today =
        static_cast<std::size_t>(std::ranges::lower_bound(range, reversal.day, {}, day_of) - entries_.begin());
    if (auto const at = free_before(first, today); at != today)
        if (best.earlier == absent || best.earlier < entries_[at].answer) best.earlier = entries_[at].answer;
    if (auto const at = free_from(today, last); at != last) {
        auto const& answer = answers_[entries_[at].answer];
        if (answer.day == reversal.day && (by_number || answer.before(reversal)))
            best.same_day = std::min(best.same_day, entries_[at].answer);
    }
}

std::uint32_t reversal_targets::find(reversible_answer const& reversal, std::uint64_t original_icn) {
    auto const charge = reversal.charge;
    auto const same = known_claim_ ? 0 : reversal.control_number;
    bool const by_claim = known_claim_ || same != 0;
    auto const ask = [&](bool by_number, bool paid, bool alike) {
        found best;
        auto const paid_bits = paid ? bits(reversal.paid) : 0, print = alike ? reversal.print : 0;
        if (by_number) {
            auto const kind = alike ? key_kind::number_paid_alike : paid ? key_kind::number_paid : key_kind::number;
            for (auto const icn : {reversal.icn, original_icn})
                if (icn != 0) look(key_of(kind, charge, icn, paid_bits, print), reversal, true, best);
        } else if (by_claim) {
            auto const kind = alike ? key_kind::paid_alike : paid ? key_kind::paid : key_kind::charge;
            look(key_of(kind, charge, same, paid_bits, print), reversal, false, best);
        }
        return best.earlier != absent ? best.earlier : paid ? best.same_day : absent;
    };
    struct question {
        bool by_number, paid, alike;
    };
    for (auto const [by_number, paid, alike] : std::array<question, 6>{{{true, true, true},
                                                                        {true, true, false},
                                                                        {false, true, true},
                                                                        {false, true, false},
                                                                        {true, false, false},
                                                                        {false, false, false}}})
        if (auto const answer = ask(by_number, paid, alike); answer != absent) return answers_[answer].remitted_claim;
    return absent;
}

}  // namespace orthoscrub::remit
