// Three ways to a line: its control number, LX01 where it has none, and a control number that was altered or cut on its
// way. Each is a walk over a claim of ordinary size and a search in a sorted table for a larger one; both say the same.
#include "scrubber/remit/line_index.hpp"

#include <algorithm>
#include <optional>

#include "scrubber/remit/control_number.hpp"

namespace orthoscrub::remit {
namespace {

using sent_span = std::span<ledger::submitted_line const>;

std::uint32_t only_one(sent_span sent, auto&& fits) noexcept {
    auto found = absent;
    for (std::uint32_t k = 0; k < sent.size(); ++k) {
        if (sent[k].control_number.empty() || !fits(trimmed(sent[k].control_number))) continue;
        if (found != absent) return absent;
        found = k;
    }
    return found;
}

}  // namespace

named_line line_named(std::string_view control_number, sent_span sent, std::size_t near) noexcept {
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

std::string_view line_index::number_of(std::uint32_t row) const noexcept { return trimmed(sent_[row].control_number); }

void line_index::load(sent_span sent) {
    if (sent.data() == sent_.data() && sent.size() == sent_.size()) return;
    sent_ = sent;
    if (walks()) return;
    by_number_.clear();
    by_position_.clear();
    by_normalized_.clear();
    codes_.clear();
    for (std::uint32_t k = 0; k < sent.size(); ++k) {
        codes_.push_back(sent[k].code);
        if (!sent[k].control_number.empty()) {
            by_number_.push_back(k);
            by_normalized_.emplace_back(normalized_hash(number_of(k)), k);
        } else if (auto const number = whole_number(trimmed(sent[k].number))) {
            by_position_.emplace_back(*number, k);
        }
    }
    std::ranges::sort(by_number_, [&](std::uint32_t a, std::uint32_t b) {
        auto const order = number_of(a) <=> number_of(b);
        return order != 0 ? order < 0 : a < b;
    });
    std::ranges::sort(by_position_);
    std::ranges::sort(by_normalized_);
    std::ranges::sort(codes_);
    codes_.erase(std::unique(codes_.begin(), codes_.end()), codes_.end());
}

named_line line_index::named(std::string_view control_number, std::size_t near) const noexcept {
    if (walks()) return line_named(control_number, sent_, near);
    auto const wanted = trimmed(control_number);
    if (wanted.empty()) return {};
    auto const text_of = [&](std::uint32_t row) { return number_of(row); };
    auto const from = std::ranges::lower_bound(by_number_, wanted, {}, text_of);
    if (from != by_number_.end() && number_of(*from) == wanted) return {*from, match_tier::l1};
    if (auto const number = whole_number(wanted)) {
        auto const at = std::ranges::lower_bound(by_position_, std::pair{*number, std::uint32_t{0}});
        if (at != by_position_.end() && at->first == *number) return {at->second, match_tier::l2};
    }
    auto const alike = std::ranges::equal_range(by_normalized_, normalized_hash(wanted), {},
                                                [](auto const& entry) { return entry.first; });
    if (alike.size() == 1 && equal_normalized(wanted, number_of(alike.front().second)))
        return {alike.front().second, match_tier::l3};
    if (wanted.size() < shortest_line_prefix) return {};
    auto const begins = [&](auto at) { return at != by_number_.end() && number_of(*at).starts_with(wanted); };
    return begins(from) && !begins(from + 1) ? named_line{*from, match_tier::l3} : named_line{};
}

bool line_index::again_after(std::uint32_t at) const noexcept {
    auto const number = number_of(at);
    if (!walks()) {
        auto const same =
            std::ranges::equal_range(by_number_, number, {}, [&](std::uint32_t row) { return number_of(row); });
        return !same.empty() && same.back() > at;
    }
    return std::ranges::any_of(sent_.subspan(at + 1),
                               [&](ledger::submitted_line const& l) { return trimmed(l.control_number) == number; });
}

bool line_index::has_code(std::string_view code) const noexcept {
    if (!walks()) return std::ranges::binary_search(codes_, code);
    return std::ranges::any_of(sent_, [&](ledger::submitted_line const& line) { return line.code == code; });
}

}  // namespace orthoscrub::remit
