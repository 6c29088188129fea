#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/model/date.hpp"

namespace orthoscrub::ack {

/// What becomes of a transaction set that a 999 finds errors in.
enum class strictness : std::uint8_t {
    strict,  ///< every error rejects it
    lenient  ///< it is accepted with errors when all of them are among those to tolerate
};

/// What receivers decide for themselves.
struct answer_policy {
    strictness errors = strictness::strict;
    /// What `lenient` bears: "IK304 7", "IK403 5".
    std::vector<std::string> tolerate{"IK304 7",  "IK304 I4",  "IK403 4",   "IK403 5",
                                      "IK403 I9", "IK403 I10", "IK403 I11", "IK403 I13"};
    std::vector<std::string> ta1_errors;  ///< TA105 codes that are noted (E) and do not reject (R)
    bool always_ta1 = false;              ///< a TA1 for accepted interchanges, too, whatever ISA14 says
    bool hold_payer_rules = true;         ///< an error of SNIP type 7 rejects its claim; false: it is only reported
    std::vector<std::string> senders;     ///< ISA06 of those who may send; empty: everybody. Others: TA1 006
    std::vector<std::string> receivers;   ///< ISA08 that is us; empty: whatever it says. None 008, another 009
    std::string source_entity = "PR";     ///< NM101 of 2100A: PR payer, AY clearinghouse
    std::string source_name, source_id;   ///< NM103, NM109 of 2100A; empty: the receiver of the claims (1000B)
    std::string source_qualifier;         ///< NM108 of 2100A: 46, FI, PI, XV; empty: that of 1000B

    [[nodiscard]] bool tolerates(std::string_view element, std::string_view code) const noexcept;
    [[nodiscard]] bool notes_ta1(std::string_view code) const noexcept;
    /// TA105 for these partners (ISA06, ISA08): 006, 008, 009; empty when they are welcome.
    [[nodiscard]] std::string_view unwelcome(std::string_view sender, std::string_view receiver) const noexcept;
};

/// What makes two answers to the same bytes differ.
struct answer_stamp {
    std::uint64_t control_number = 1;  ///< ISA13 of the first answer; every interchange that is answered takes three
    model::date day;                   ///< of the answer
    unsigned hour = 0, minute = 0;
};

}  // namespace orthoscrub::ack
