// Flat tables over the submitted claims. Folded control numbers answer nearly every question; the other ways in are
// taken when that leaves doubt, so their tables are made late.
#include "scrubber/remit/claim_index.hpp"

#include <algorithm>

#include "scrubber/remit/control_number.hpp"

namespace orthoscrub::remit {

claim_index::claim_index(ledger::submission_book const& book) : book_{&book}, seen_(book.claims.size(), 0) {
    numbers_.reset(book.claims.size());
    icns_.reset(std::max(book.icns.size(), book.claims.size()));
    for (std::uint32_t row = 0; row < book.claims.size(); ++row) {
        auto const& claim = book.claims[row];
        if (!claim.control_number.empty()) numbers_.insert(folded_hash(claim.control_number), row);
        for (auto const icn : ledger::submission_book::rows(book.icns, claim.icns)) learn(icn, row);
        if (!claim.original_icn.empty()) quoted_.insert(text_hash(trimmed(claim.original_icn)), row);
    }
}

void claim_index::learn(std::string_view icn, std::uint32_t claim) {
    icn = trimmed(icn);
    if (icn.empty()) return;
    auto const hash = text_hash(icn);
    if (!icns_.has(hash, claim)) icns_.insert(hash, claim);
}

bool claim_index::knows(std::string_view icn, std::uint32_t claim) const noexcept {
    icn = trimmed(icn);
    return !icn.empty() && icns_.has(text_hash(icn), claim);
}

bool claim_index::known(std::string_view icn) const noexcept {
    bool any = false;
    if (icn = trimmed(icn); !icn.empty()) icns_.each(text_hash(icn), [&](std::uint32_t) { any = true; });
    return any;
}

void claim_index::add_same_number(std::string_view control_number, std::vector<std::uint32_t>& found) {
    if (control_number.empty()) return;
    numbers_.each(folded_hash(control_number), [&](std::uint32_t row) { add(row, found); });
}

void claim_index::add_known(std::string_view icn, std::vector<std::uint32_t>& found) {
    if (icn = trimmed(icn); icn.empty()) return;
    icns_.each(text_hash(icn), [&](std::uint32_t row) { add(row, found); });
}

void claim_index::add_quoting(std::string_view icn, std::vector<std::uint32_t>& found) {
    if (icn = trimmed(icn); icn.empty() || quoted_.empty()) return;
    quoted_.each(text_hash(icn), [&](std::uint32_t row) { add(row, found); });
}

void claim_index::add_prefixes(std::string_view control_number, model::money charge, ledger::person_hash last_name,
                               std::vector<std::uint32_t>& found) {
    auto const wanted = trimmed(control_number);
    if (wanted.size() < shortest_claim_prefix) return;
    auto const text_of = [&](std::uint32_t row) { return trimmed(book_->claims[row].control_number); };
    if (sorted_.empty()) {
        for (std::uint32_t row = 0; row < book_->claims.size(); ++row) sorted_.push_back(row);
        std::ranges::sort(sorted_, [&](std::uint32_t a, std::uint32_t b) {
            auto const left = text_of(a), right = text_of(b);
            return left != right ? left < right : a < b;
        });
    }
    auto const from = std::ranges::lower_bound(sorted_, wanted, {}, text_of);
    auto const until =
        std::partition_point(from, sorted_.end(), [&](std::uint32_t row) { return text_of(row).starts_with(wanted); });
    bool const crowded = static_cast<std::size_t>(until - from) > crowd;
    for (auto row = from; row != until; ++row) {
        auto const& claim = book_->claims[*row];
        if (!crowded || claim.charge == charge || (last_name != 0 && claim.last_name == last_name)) add(*row, found);
    }
    for (auto size = shortest_claim_prefix; size < wanted.size(); ++size) {
        auto const part = wanted.substr(0, size);
        for (auto row = std::ranges::lower_bound(sorted_, part, {}, text_of);
             row != sorted_.end() && text_of(*row) == part; ++row)
            add(*row, found);
    }
}

void claim_index::add_members(ledger::person_hash member, model::money charge, std::vector<std::uint32_t>& found) {
    if (member == 0) return;
    if (!has_members_) {
        has_members_ = true;
        members_.reset(book_->claims.size());
        for (std::uint32_t row = 0; row < book_->claims.size(); ++row) {
            auto const& [subscriber, patient] = book_->claims[row].members;
            if (subscriber != 0) members_.insert(subscriber, row);
            if (patient != 0 && patient != subscriber) members_.insert(patient, row);
        }
    }
    scratch_.clear();
    members_.each(member, [&](std::uint32_t row) { scratch_.push_back(row); });
    for (auto const row : scratch_)
        if (scratch_.size() <= crowd || book_->claims[row].charge == charge) add(row, found);
}

}  // namespace orthoscrub::remit
