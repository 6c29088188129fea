#pragma once
#include <chrono>
#include <cstdint>
#include <vector>

#include "tools/generator/catalogue.hpp"
#include "tools/generator/diagnoses.hpp"
#include "tools/generator/dice.hpp"
#include "tools/generator/notes.hpp"
#include "tools/generator/story.hpp"

namespace orthoscrub::generator {

/// Invents households and what they were given. Everything it tells would pass a careful biller: side, coverage
/// modifiers, authorization, order, diagnosis and note fit the item, the payer and the date.
class scenario {
public:
    scenario(std::uint64_t seed, std::chrono::sys_days file_date);

    /// The next household, with at most `most` claims in all; `most` is at least 1.
    void next_household(household& out, std::uint64_t most);
    /// A claim for `patient` of `home`; `earlier` of the same patient lie on other days.
    void next_claim(claim_story& out, household const& home, unsigned earlier);

    [[nodiscard]] std::vector<supplier> const& suppliers() const noexcept { return suppliers_; }
    [[nodiscard]] dice& luck() noexcept { return luck_; }

private:
    void brace(claim_story& claim, household const& home);
    void replacement(claim_story& claim, household const& home);
    void repaired_part(claim_story& claim, household const& home);
    void spare_part(claim_story& claim, household const& home);
    void labor(claim_story& claim);
    void shoes(claim_story& claim, household const& home);
    void unlisted(claim_story& claim, household const& home);
    void sleeve(claim_story& claim);
    line_story& bill(claim_story& claim, household const& home, item const& what, body_side side,
                     std::string_view first_modifier = {});
    void dress(claim_story& claim, household const& home);
    void adjudicate(claim_story& claim);
    [[nodiscard]] std::int64_t charge_for(std::int64_t usual);
    [[nodiscard]] body_side any_side() { return luck_.chance(50) ? body_side::right : body_side::left; }

    dice luck_;
    catalogue stock_;
    std::chrono::sys_days file_date_;
    std::vector<supplier> suppliers_;
    std::vector<practitioner> practitioners_;
    std::uint64_t serial_ = 0;
    std::uint32_t today_ = 0;  ///< day of service as 20260413
};

}  // namespace orthoscrub::generator
