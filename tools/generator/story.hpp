#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "tools/generator/people.hpp"

namespace orthoscrub::generator {

/// What happened at one service line. Amounts are cents.
struct line_story {
    std::string_view code;
    std::array<std::string_view, 4> modifiers{};
    unsigned modifier_count = 0;
    std::int64_t charge = 0;
    unsigned units = 1;
    std::string description;    ///< SV101-7
    std::string note;           ///< NTE*ADD
    std::string authorization;  ///< REF*G1
    std::array<unsigned, 4> pointers{};
    unsigned pointer_count = 0;
    bool listed_order = false;  ///< carries DTP*471
    std::chrono::sys_days ordered;
    bool names_orderer = true;                                                      ///< 2420E
    std::int64_t other_paid = 0, contractual = 0, deductible = 0, coinsurance = 0;  ///< the other payer's answer (2430)
    bool limb_policy = false;  ///< a knee or ankle-foot code: side and KX or GA are owed to Medicare
    bool spinal = false;
    bool unlisted = false;

    void add(std::string_view modifier) { modifiers[modifier_count++] = modifier; }
    void clear();
};

/// One claim as the supplier would tell it, before any segment is written.
struct claim_story {
    std::string number;  ///< CLM01
    std::string_view place = "12";
    char frequency = '1';
    std::chrono::sys_days delivered;
    std::array<std::string_view, 6> diagnoses{};
    unsigned diagnosis_count = 0;
    std::array<line_story, 4> lines{};
    unsigned line_count = 0;
    practitioner const* orderer = nullptr;
    std::string_view orderer_npi;
    std::string authorization;  ///< 2300 REF*G1
    std::string attachment;     ///< control number of a PWK
    std::int64_t patient_paid = 0;
    std::int64_t total_off_by = 0;  ///< cents that CLM02 is off its sum; 0 in a clean claim
    unsigned weight = 0;            ///< pounds; 0 when not told
    std::chrono::sys_days accident;
    bool numbered_lines = true;  ///< lines carry REF*6R

    line_story& add_line();
    /// The pointer to `code`, which is added when it is not there yet.
    unsigned point_to(std::string_view code);
    [[nodiscard]] std::int64_t total() const;
    void clear();
};

/// The insured, the payers, and who of the family got something.
struct household {
    payer const* destination = nullptr;
    payer const* other = nullptr;  ///< adjudicated before; null when there is none
    person insured;
    std::uint64_t serial = 0;       ///< makes the member ids
    bool claim_level_only = false;  ///< the other payer answered without lines
    unsigned insured_claims = 0;    ///< claims of the insured
    struct dependent {
        person who;
        std::string_view relation;  ///< PAT01
        unsigned claims = 0;
    };
    std::array<dependent, 2> dependents{};
    unsigned dependent_count = 0;

    [[nodiscard]] bool medicare_like() const {
        return destination->type == coverage::medicare || destination->type == coverage::advantage;
    }
};

}  // namespace orthoscrub::generator
