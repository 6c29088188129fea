#pragma once
#include <memory>
#include <string>

#include "tools/generator/generator.hpp"
#include "tools/generator/story.hpp"

namespace orthoscrub::generator {

/// Everything that happens after a claim was sent: the front end, the payers, the post, and the truth about it.
class back_office {
public:
    explicit back_office(options const& wanted);
    ~back_office();

    /// BHT03 of the set whose claims follow.
    void begin_set(std::string const& reference);
    /// `mistake` is null for a clean claim.
    void receive(household const& home, person const& patient, supplier const& by, claim_story const& claim,
                 planted const* mistake);
    void end_set();
    void close();

private:
    struct rooms;
    std::unique_ptr<rooms> rooms_;
};

}  // namespace orthoscrub::generator
