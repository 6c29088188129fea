// Indexes of the claims, sorted by the number that a kind of answer names. The answers of one file often ask the same (one
// set, one interchange, one control number): each question is asked once.
#include "scrubber/remit/acknowledged_targets.hpp"

#include <algorithm>
#include <numeric>

namespace orthoscrub::remit {

using ledger::absent;
using ledger::acknowledgment;
using ledger::acknowledgment_kind;
using ledger::submission_book;
using ledger::submitted_claim;

namespace {

/// Claims of one number that are looked through for each answer; the answer for more is kept.
constexpr std::size_t most_walked = 16;

/// Keeps the rows for which `good` holds, unless it holds for none.
void prefer(std::vector<std::uint32_t>& candidates, auto const& good) {
    if (std::ranges::any_of(candidates, good)) std::erase_if(candidates, [&](auto row) { return !good(row); });
}

std::string_view number_of(ledger::submitted_line const& line) {
    return line.control_number.empty() ? line.number : line.control_number;
}

}  // namespace

acknowledged_targets::index_by::index_by(submission_book const& book, text submitted_claim::* key)
    : book_{book}, key_{key} {
    order_.resize(book.claims.size());
    std::iota(order_.begin(), order_.end(), 0u);
    std::stable_sort(order_.begin(), order_.end(), [&](auto a, auto b) { return of(a) < of(b); });
}

std::span<std::uint32_t const> acknowledged_targets::index_by::find(text number) const {
    auto const first = std::lower_bound(order_.begin(), order_.end(), number,
                                        [&](auto row, std::string_view wanted) { return of(row) < wanted; });
    auto const last = std::upper_bound(first, order_.end(), number,
                                       [&](std::string_view wanted, auto row) { return wanted < of(row); });
    return {first, last};
}

acknowledged_targets::acknowledged_targets(submission_book const& book)
    : book_{book},
      by_control_number_{book, &submitted_claim::control_number},
      by_reference_{book, &submitted_claim::set_reference},
      by_group_{book, &submitted_claim::group},
      by_interchange_{book, &submitted_claim::interchange} {}

/// Claims that can have been answered by then.
acknowledged_targets::rows acknowledged_targets::sent_before(std::span<std::uint32_t const> found,
                                                             acknowledgment const& a) const {
    rows out;
    for (auto const row : found)
        if (a.day.empty() || book_.claims[row].submitted.empty() || book_.claims[row].submitted <= a.day.plus_days(1))
            out.push_back(row);
    return out;
}

/// Leaves the claims of the latest submission; false when there are several that cannot be told apart: files of one day,
/// or, in one file, interchanges (and for a batch groups and sets) that share the number. The sets of an interchange may
/// have been made on several days.
bool acknowledged_targets::one_submission(rows& candidates, acknowledgment_kind kind) const {
    if (candidates.empty()) return true;
    auto const& newest =
        book_.claims[std::ranges::max(candidates, {}, [&](auto row) { return book_.claims[row].submitted; })];
    bool const whole_set = kind == acknowledgment_kind::batch || kind == acknowledgment_kind::provider;
    for (auto const row : candidates) {
        auto const& c = book_.claims[row];
        if (c.file != newest.file && c.submitted == newest.submitted) return false;
        if (c.file != newest.file) continue;
        if (c.interchange != newest.interchange) return false;
        if (whole_set && (c.group != newest.group || c.set != newest.set)) return false;
    }
    std::erase_if(candidates, [&](auto row) { return book_.claims[row].file != newest.file; });
    return true;
}

answered_claims_found& acknowledged_targets::claims_of(acknowledgment const& a) {
    bool const provider = a.kind == acknowledgment_kind::provider;
    auto const number = a.kind == acknowledgment_kind::interchange ? a.interchange
                        : a.kind == acknowledgment_kind::group     ? a.group
                                                                   : a.set_reference;
    auto const [at, added] = many_.try_emplace({a.kind, number, provider ? a.npi : text{}, a.day, a.interchange_day},
                                               answered_claims_found{});
    if (added) at->second = find_claims(a);
    return at->second;
}

answered_claims_found acknowledged_targets::find_claims(acknowledgment const& a) const {
    bool const group = a.kind == acknowledgment_kind::group;
    rows found;
    if (a.kind == acknowledgment_kind::interchange) {
        found = sent_before(by_interchange_.find(a.interchange), a);
        if (!a.interchange_day.empty())
            std::erase_if(found, [&](auto c) { return book_.claims[c].submitted > a.interchange_day.plus_days(1); });
    } else {
        found = sent_before(group ? by_group_.find(a.group) : by_reference_.find(a.set_reference), a);
        if (a.kind == acknowledgment_kind::provider)
            std::erase_if(found, [&](auto c) { return book_.claims[c].billing_npi != a.npi; });
    }
    answered_claims_found out;
    if (found.empty()) out.why = acknowledgment_miss::no_claim;
    else if (!one_submission(found, a.kind)) out.why = acknowledgment_miss::ambiguous;
    if (out.why) return out;
    if (!group) {
        out.sets.push_back({{}, std::move(found), {}});
        return out;
    }
    std::ranges::stable_sort(found, {}, [&](auto c) { return book_.claims[c].set; });
    for (auto const c : found) {
        if (out.sets.empty() || out.sets.back().number != book_.claims[c].set)
            out.sets.push_back({book_.claims[c].set, {}, {}});
        out.sets.back().claims.push_back(c);
    }
    return out;
}

acknowledged_targets::claim_found acknowledged_targets::claim_of(acknowledgment const& a) {
    auto const same_number = by_control_number_.find(a.control_number);
    if (same_number.size() <= most_walked) return find_claim(a, same_number);
    std::optional<std::int64_t> charge;
    if (a.charge.usable()) charge = a.charge.value.cents;
    auto const [at, added] = one_.try_emplace(
        {a.control_number, a.npi, charge, a.set_reference, a.member, a.first_day, a.day}, claim_found{});
    if (added) at->second = find_claim(a, same_number);
    return at->second;
}

acknowledged_targets::claim_found acknowledged_targets::find_claim(acknowledgment const& a,
                                                                   std::span<std::uint32_t const> same_number) const {
    rows found = sent_before(same_number, a);
    if (!a.npi.empty())
        std::erase_if(found, [&](auto c) {
            return !book_.claims[c].billing_npi.empty() && book_.claims[c].billing_npi != a.npi;
        });
    if (found.empty()) return {absent, acknowledgment_miss::no_claim};
    if (a.charge.usable()) {
        std::erase_if(found, [&](auto c) { return book_.claims[c].charge != a.charge.value; });
        if (found.empty()) return {absent, acknowledgment_miss::other_amount};
    }
    if (!a.set_reference.empty())
        prefer(found, [&](auto c) { return book_.claims[c].set_reference == a.set_reference; });
    model::date latest;
    for (auto const c : found) latest = std::max(latest, book_.claims[c].submitted);
    std::erase_if(found, [&](auto c) { return book_.claims[c].submitted != latest; });
    if (a.member != 0)
        prefer(found, [&](auto c) { return std::ranges::count(book_.claims[c].members, a.member) != 0; });
    if (!a.first_day.empty()) prefer(found, [&](auto c) { return book_.claims[c].first_day == a.first_day; });
    // Of equal claims in two files of one day the one that was recorded later is the latest.
    auto const file = book_.claims[std::ranges::max(found, {}, [&](auto c) { return book_.claims[c].file; })].file;
    std::erase_if(found, [&](auto c) { return book_.claims[c].file != file; });
    if (found.size() != 1) return {absent, acknowledgment_miss::ambiguous};
    return {found.front(), acknowledgment_miss::no_key};
}

void line_finder::load(std::span<ledger::submitted_line const> lines) {
    if (lines.data() == lines_.data() && lines.size() == lines_.size()) return;
    lines_ = lines;
    by_number_.clear();
    by_attributes_.clear();
    if (lines.size() <= most_walked) return;
    for (std::uint32_t at = 0; at < lines.size(); ++at) {
        auto const& line = lines[at];
        by_number_.try_emplace(number_of(line), at);
        auto const [same, added] =
            by_attributes_.try_emplace(attributes{line.code, line.modifiers, line.charge.cents}, at);
        if (!added) same->second = absent;
    }
}

std::uint32_t line_finder::find(ledger::acknowledged_line const& line) const {
    bool const named = !line.control_number.empty();
    if (!named && !line.charge.usable()) return absent;
    auto const wanted = attributes{line.code, line.modifiers, line.charge.value.cents};
    if (lines_.size() > most_walked) {
        if (named) {
            auto const at = by_number_.find(line.control_number);
            return at == by_number_.end() ? absent : at->second;
        }
        auto const at = by_attributes_.find(wanted);
        return at == by_attributes_.end() ? absent : at->second;
    }
    std::uint32_t found = absent, same = 0;
    for (std::uint32_t at = 0; at < lines_.size(); ++at) {
        auto const& l = lines_[at];
        if (named && number_of(l) == line.control_number) return at;
        if (named || attributes{l.code, l.modifiers, l.charge.cents} != wanted) continue;
        found = at;
        ++same;
    }
    return same == 1 ? found : absent;
}

}  // namespace orthoscrub::remit
