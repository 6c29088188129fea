#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "parser/text/address.hpp"

namespace orthoscrub::ack {

/// A status of a 277CA: STC01 and its like.
struct claim_status {
    std::string category, status, entity;
    friend bool operator==(claim_status const&, claim_status const&) = default;
};
/// "A7:562:85".
[[nodiscard]] std::string to_string(claim_status const& status);
/// The parts of "A7:562:85".
[[nodiscard]] claim_status status_of(std::string_view written);

/// Who a loop is about, as STC01-3 names it; empty where a loop is about nobody that it can name.
[[nodiscard]] std::string_view entity_of(text::loop_id loop) noexcept;
/// Names the entity of the loop where the status speaks of somebody and does not say of whom.
void name_entity(claim_status& status, text::loop_id loop);

/// The status (list 508) for an error at this place when nothing better is known; 732 where the place says nothing.
/// `qualifier` is element 1 of the segment: what kind of date or reference it holds.
[[nodiscard]] std::string_view status_at(text::address const& at, std::string_view qualifier);
/// The whole of it: A8 for fields that do not agree with each other (SNIP 4), else A7; 400 for sums (SNIP 3).
[[nodiscard]] claim_status usual_status(text::address const& at, std::string_view qualifier, unsigned snip);

}  // namespace orthoscrub::ack
