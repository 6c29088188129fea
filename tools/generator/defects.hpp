#pragma once
#include <optional>

#include "tools/generator/dice.hpp"
#include "tools/generator/generator.hpp"
#include "tools/generator/story.hpp"

namespace orthoscrub::generator {

/// Plants mistakes in stories that are clean, and says which. Its dice are its own, so that a file with mistakes tells
/// the same stories as the clean file of the same seed.
class defects {
public:
    explicit defects(options const& wanted);

    /// Spoils `claim` in one way, when its turn has come and it can have one of the wanted mistakes. The answer holds a
    /// view of the claim's number.
    std::optional<planted> plant(claim_story& claim, household const& home);

private:
    [[nodiscard]] bool spoil(defect what, claim_story& claim, household const& home, unsigned line);

    options const& wanted_;
    dice luck_;
    std::string npi_;
};

}  // namespace orthoscrub::generator
