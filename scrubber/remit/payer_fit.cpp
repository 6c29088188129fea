// The payer condition of the candidate set. Distinct payers are few, so each is looked up in the profiles once and
// compared with the payer of a remittance once.
#include "scrubber/remit/payer_fit.hpp"

#include <algorithm>

#include "scrubber/remit/control_number.hpp"

namespace orthoscrub::remit {
namespace {

scrub::payer_profile const* profile_of(scrub::payer_profiles const& profiles, std::string_view id,
                                       std::string_view kind) {
    if (id.empty()) return nullptr;
    if (auto const own = scrub::parse_payer_class(kind))
        if (auto const* found = profiles.by_claim_id(*own, id)) return found;
    for (std::size_t k = 0; k < scrub::payer_class_count; ++k)
        if (auto const* found = profiles.by_claim_id(static_cast<scrub::payer_class>(k), id)) return found;
    return nullptr;
}

}  // namespace

payer_fitter::payer_fitter(ledger::submission_book const& sent, scrub::payer_profiles const& profiles)
    : sent_{&sent}, profiles_{&profiles} {
    by_id_.reset(64);
    of_claim_.reserve(sent.claims.size());
    for (auto const& claim : sent.claims) of_claim_.push_back(intern(claim.payer_id, claim.payer_class));
}

std::uint32_t payer_fitter::intern(std::string_view id, std::string_view kind) {
    auto const is = [&](std::uint32_t row) { return payers_[row].id == id && payers_[row].kind == kind; };
    if (last_ != ledger::absent && is(last_)) return last_;
    auto const hash = text_hash(id);
    auto found = ledger::absent;
    by_id_.each(hash, [&](std::uint32_t row) {
        if (is(row)) found = row;
    });
    if (found == ledger::absent) {
        found = static_cast<std::uint32_t>(payers_.size());
        payers_.push_back({id, kind, profile_of(*profiles_, id, kind)});
        by_id_.insert(hash, found);
    }
    return last_ = found;
}

void payer_fitter::turn_to(ledger::remittance const& paid) {
    ++turn_;
    remitting_ = paid.payer_id;
    remitting_profile_ = paid.profile.empty() ? nullptr : profiles_->find(paid.profile);
    if (remitting_profile_ == nullptr && !remitting_.empty()) remitting_profile_ = profiles_->by_remit_id(remitting_);
}

payer_fit payer_fitter::compare(std::uint32_t which) {
    auto& one = payers_[which];
    if (one.asked == turn_) return one.answer;
    one.asked = turn_;
    if (!one.id.empty() && equal_any_case(one.id, remitting_)) return one.answer = payer_fit::billed;
    if (one.profile == nullptr || remitting_profile_ == nullptr) return one.answer = payer_fit::unverified;
    return one.answer = one.profile == remitting_profile_ ? payer_fit::billed : payer_fit::other;
}

payer_fit payer_fitter::fit(std::uint32_t claim, bool secondary) {
    auto best = compare(of_claim_[claim]);
    if (best == payer_fit::billed || !secondary) return best;
    for (auto const& other : ledger::submission_book::rows(sent_->other_payers, sent_->claims[claim].other_payers)) {
        auto const one = compare(intern(other.payer_id, {}));
        best = std::max(best, one == payer_fit::billed ? payer_fit::listed : one);
    }
    return best;
}

int payer_fitter::accept(std::uint32_t claim) const {
    if (remitting_profile_ != nullptr) return remitting_profile_->match_accept;
    auto const* profile = payers_[of_claim_[claim]].profile;
    return profile != nullptr ? profile->match_accept : 80;
}

}  // namespace orthoscrub::remit
