#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/text/address.hpp"

namespace orthoscrub::text {

/// How bad something is: `error` will be rejected or denied, `warning` probably, `note` is advice.
enum class severity : std::uint8_t { note, warning, error };

[[nodiscard]] std::string_view to_string(severity level) noexcept;

/// Structural faults of envelope, framing and hierarchy. The comment names the acknowledgment that would answer it.
enum class fault_code : std::uint8_t {
    none,
    // Interchange (TA1)
    isa_missing,           ///< data before or without an ISA: TA1 022
    isa_length,            ///< ISA is not 106 bytes: its elements are not padded; delimiters recovered by counting: TA1
    isa_delimiters,        ///< delimiters cannot be read or collide: TA1 022, 026, 027; the interchange is skipped
    repetition_separator,  ///< ISA11 is a letter, digit or blank under 00501: no repetition; warning
    isa_version,           ///< ISA12 is not 00501: TA1 003; 017 when it is no version at all
    iea_missing,           ///< the interchange ends without IEA: TA1 023
    iea_control_number,    ///< IEA02 differs from ISA13: TA1 001
    iea_count,             ///< IEA01 is not the number of groups: TA1 021
    // Functional group (999 AK9)
    gs_missing,         ///< ST outside a group
    ge_missing,         ///< AK905 3
    ge_control_number,  ///< GE02 differs from GS06: AK905 4
    ge_count,           ///< GE01 is not the number of sets: AK905 5
    gs_duplicate,       ///< GS06 is not unique in its interchange: AK905 19
    gs_version,         ///< GS01/GS08 is not what this command takes: AK905 1, 2
    // Transaction set (999 IK5)
    st_outside,         ///< segments between groups or outside any set: TA1 024
    se_missing,         ///< IK502 2
    se_control_number,  ///< SE02 differs from ST02: IK502 3
    se_count,           ///< SE01 is not the number of segments: IK502 4
    st_version,         ///< ST01/ST03 unknown, or ST03 differs from GS08: IK502 6, I6
    st_duplicate,       ///< ST02 is not unique in its group: IK502 23
    // Segments (999 IK3)
    truncated,           ///< the file ends in the middle of a segment
    terminator_missing,  ///< a segment ends at a line break, the next id follows; read as if the terminator stood there
    segment_malformed,   ///< empty segment, blank id or garbage between segments: IK304 1
    segment_unexpected,  ///< the segment fits no loop that is open here: IK304 2 (IK304 1 when no table knows it)
    segment_too_long,    ///< longer than limits.segment_bytes; skipped
    claim_too_long,      ///< longer than limits.claim_bytes; skipped
    lower_case_id,       ///< segment ids in lower case; once per file with a count
    trailing_separator,  ///< element separator before the terminator; once per file with a count
    non_ascii,           ///< bytes outside the character set; once per file with a count: IK403 6
    component_separator,  ///< a composite holds another component separator than ISA16 declares; once per file with a count
    // Hierarchy (999 IK3 HL)
    hl_number,      ///< HL01 is not the next number: IK403 7
    hl_parent,      ///< HL02 names no open parent of the right level: IK403 I12
    hl_level,       ///< HL03 is not 20, 22 or 23: IK403 7
    hl_child_code,  ///< HL04 does not match the children
    // Claims
    loop_broken,              ///< a loop lacks the segment that makes it: CLM without lines, LX without SV1
    line_outside_claim,       ///< LX or SV1 without a claim
    claim_outside_hierarchy,  ///< CLM without subscriber or patient level
    // Remittances
    payment_broken,     ///< a set, claim or service of an 835 lacks what makes it: BPR02, CLP03, SVC01
    number_unreadable,  ///< an amount or quantity of an 835 cannot be read; what it counts in does not balance
    date_unreadable,    ///< a date of an 835 is no CCYYMMDD
    element_empty,      ///< an element of an 835 that something is known by is empty: PLB03-2, TRN02
    party_repeated,     ///< a second payer or payee in one set of an 835
    old_group_code,     ///< CAS01 is CR, which 005010 does not know
    reversal_positive,  ///< CLP02 is 22 and the charge is not below zero
    // The guide: loops, segments and elements against its table (999 IK3 and IK4; in ISA TA1, in GS AK9)
    guide_segment_missing,       ///< IK304 I8; 3 when the base standard wants it
    guide_segment_order,         ///< IK304 7
    guide_segment_repeat,        ///< IK304 5
    guide_loop_missing,          ///< IK304 I7; 3 when the base standard wants it; I6 when another loop asks for it
    guide_loop_repeat,           ///< IK304 4
    guide_element_missing,       ///< IK403 I9; 1 when the base standard wants it
    guide_element_not_used,      ///< IK403 I10
    guide_elements_too_many,     ///< IK403 3
    guide_components_too_many,   ///< IK403 13
    guide_repetitions_too_many,  ///< IK403 12
    guide_element_short,         ///< IK403 4
    guide_element_long,          ///< IK403 5
    guide_element_characters,    ///< IK403 6
    guide_element_code,          ///< IK403 7; I6 when the base standard knows the code
    guide_element_number,        ///< type R or N0: IK403 6
    guide_element_date,          ///< IK403 8
    guide_element_time,          ///< IK403 9
    guide_element_pattern,       ///< IK403 I12
    guide_condition,             ///< relational conditions P, R, C, L: IK403 2
    guide_exclusion,             ///< relational condition E: IK403 10
    // Sums of an 835 that do not come out; no acknowledgment says them
    guide_line_balance,          ///< SVC02 less the adjustments of the line is not SVC03
    guide_claim_balance,         ///< CLP03 less all adjustments of the claim is not CLP04
    guide_claim_charge_balance,  ///< the SVC02 of a claim do not sum to CLP03
    guide_payment_balance,       ///< the CLP04 of a set less its PLB are not BPR02
    count_
};

/// What a fault code means, for people. A `{seen}` that is empty stands for "nothing".
struct fault_text {
    std::string_view
        id;  ///< "x12-se-count", "guide-segment-missing": stable, so begun that it never collides with a rule
    severity level;
    std::string_view title;    ///< one sentence
    std::string_view message;  ///< with {seen}, {expected} and {place}
    std::string_view remedy;   ///< what to do
};

[[nodiscard]] fault_text const& describe(fault_code code) noexcept;
/// The code whose id is `id`; `none` when there is none.
[[nodiscard]] fault_code fault_from(std::string_view id) noexcept;

/// One structural fault. `seen` and `expected` never hold personal data: counts, control numbers, ids, codes.
struct fault {
    fault_code code = fault_code::none;
    address at;
    std::string seen;
    std::string expected;
    std::uint64_t count = 1;      ///< how often, for faults that are told once per file; else 1
    std::string_view reply = {};  ///< code of the answer where it is finer than `reply_to` says (1 for I9); static text
    std::string place = {};       ///< of guide faults, for people: "2010AA N403 Billing Provider ZIP Code"
};

/// The message of a fault with its values put in: "SE01 says 4, the set has 5 segments.".
[[nodiscard]] std::string message_of(fault const& f);
/// The remedy with its values put in.
[[nodiscard]] std::string remedy_of(fault const& f);

/// Collects faults in the order they are found.
class diagnostics {
public:
    void add(fault_code code, address const& at, std::string seen = {}, std::string expected = {}) {
        faults_.push_back({code, at, std::move(seen), std::move(expected), 1});
    }
    [[nodiscard]] std::vector<fault> const& faults() const noexcept { return faults_; }
    [[nodiscard]] std::vector<fault>& faults() noexcept { return faults_; }
    void clear() noexcept { faults_.clear(); }

private:
    std::vector<fault> faults_;
};

}  // namespace orthoscrub::text
