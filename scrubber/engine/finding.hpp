#pragma once
#include <cstdint>
#include <string>

#include "parser/model/claim_tables.hpp"
#include "parser/text/address.hpp"
#include "parser/text/fault.hpp"
#include "scrubber/facts/unknown_reason.hpp"

namespace orthoscrub::scrub {

/// Index of a rule in the compiled rule book; structural faults have none.
using rule_index = std::uint32_t;

/// What a rule said about one subject, before it is put in words. Row numbers refer to the tables of the window that
/// was judged; a finding must be rendered before the next window is read.
struct hit {
    rule_index rule = 0;
    text::severity level = text::severity::error;
    std::uint32_t claim = model::absent;  ///< row in claims
    std::uint32_t line = model::absent;   ///< row in lines; absent: the claim as a whole
    std::uint32_t subject = 0;            ///< row of the diagnosis, party, note, attachment or reference judged
    model::segment_index segment = model::absent;  ///< in the window
    std::uint8_t element = 0;
    std::uint8_t component = 0;
    std::uint32_t occurrence = 0;  ///< 0 for the first hit of the rule on this line, segment id and element

    friend bool operator==(hit const&, hit const&) = default;
};

/// A rule that answered "not checked" about one subject of a claim; rows are those of the window.
struct open_question {
    rule_index rule = 0;
    unknown_reason why = unknown_reason::none;
    std::uint32_t line = model::absent;  ///< row in lines; absent: the claim as a whole
};

}  // namespace orthoscrub::scrub
