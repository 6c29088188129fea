#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "scrubber/ledger/remittance_book.hpp"
#include "scrubber/ledger/submission_book.hpp"
#include "scrubber/payers/payer_profiles.hpp"
#include "scrubber/remit/hash_chains.hpp"

namespace orthoscrub::remit {

/// How the payer of a remittance fits a submitted claim, the better the greater.
enum class payer_fit : std::uint8_t {
    other,       ///< both belong to different known profiles: the claim is no candidate
    unverified,  ///< one of them is unknown
    listed,      ///< it is another payer of the claim (2330B)
    billed       ///< the claim was sent to it (2010BB)
};

/// Compares payers; the ids of a book are looked up once. Book and profiles must outlive it.
class payer_fitter {
public:
    payer_fitter(ledger::submission_book const& sent, scrub::payer_profiles const& profiles);
    /// The remittance that `fit` speaks about from now on.
    void turn_to(ledger::remittance const& paid);
    /// `secondary`: the answer is not said to be that of the first payer, so that other payers of the claim count too.
    [[nodiscard]] payer_fit fit(std::uint32_t claim, bool secondary);
    /// Score from which a match with the claim is taken: that of the profile of the remitting payer, else of the
    /// claim's payer, else 80.
    [[nodiscard]] int accept(std::uint32_t claim) const;

private:
    struct payer {
        std::string_view id;
        std::string_view kind;
        scrub::payer_profile const* profile = nullptr;
        std::uint32_t asked = 0;  ///< number of the remittance that `answer` is about
        payer_fit answer = payer_fit::unverified;
    };
    [[nodiscard]] std::uint32_t intern(std::string_view id, std::string_view kind);
    [[nodiscard]] payer_fit compare(std::uint32_t which);

    ledger::submission_book const* sent_;
    scrub::payer_profiles const* profiles_;
    std::vector<payer> payers_;
    hash_chains by_id_;
    std::vector<std::uint32_t> of_claim_;
    std::uint32_t last_ = ledger::absent;
    std::uint32_t turn_ = 0;
    std::string_view remitting_;
    scrub::payer_profile const* remitting_profile_ = nullptr;
};

}  // namespace orthoscrub::remit
