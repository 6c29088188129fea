// The catalogue of structural faults, in the order of the enumeration. A test holds the table to the enumeration:
// every code has an id of its own, a title, a message and a remedy.
#include "parser/text/fault.hpp"

#include <array>

namespace orthoscrub::text {
namespace {

using enum severity;

struct entry {
    fault_code code;
    fault_text text;
};

constexpr std::array catalogue{
    entry{fault_code::none, {"x12-none", note, "Nothing is wrong.", "Nothing is wrong.", "Nothing to do."}},

    entry{fault_code::isa_missing,
          {"x12-isa-missing", error, "The data do not begin with an interchange header (ISA).",
           "There are data outside of any interchange: no ISA stands before them. They are not read.",
           "Send the file again with its ISA segment; take away what stands before ISA or after IEA."}},
    entry{
        fault_code::isa_length,
        {"x12-isa-length", error, "The ISA is not 106 characters long.",
         "The ISA is {seen} characters long and must be {expected}: its elements are not padded to their fixed width.",
         "Pad every ISA element with blanks to its fixed width; most receivers reject the file otherwise."}},
    entry{fault_code::isa_delimiters,
          {"x12-isa-delimiters", error, "The separators of the interchange cannot be read from its ISA.",
           "The ISA does not tell its separators: they are letters, digits or blanks, two of them are the same, or the "
           "ISA is not whole. The interchange is not read.",
           "Use four different punctuation characters, usually * for elements, : for components, ^ for repetitions and "
           "~ for the end of a segment, and check that the ISA has 16 elements."}},
    entry{fault_code::repetition_separator,
          {"x12-repetition-separator", warning, "ISA11 holds no repetition separator.",
           "ISA11 is \"{seen}\"; version 00501 expects a punctuation character there, usually {expected}. The file is "
           "read without repetitions.",
           "Set ISA11 to ^ ; U is the value of version 4010."}},
    entry{fault_code::isa_version,
          {"x12-isa-version", error, "ISA12 is not version 00501.", "ISA12 is \"{seen}\" and must be {expected}.",
           "Set ISA12 to 00501 and send 005010 transactions."}},
    entry{fault_code::iea_missing,
          {"x12-iea-missing", error, "The interchange has no trailer (IEA).",
           "Interchange {expected} ends without its IEA segment.",
           "Check that the file was transferred whole, then send it again with its IEA."}},
    entry{fault_code::iea_control_number,
          {"x12-iea-control-number", error, "The control numbers of ISA and IEA differ.",
           "IEA02 is \"{seen}\", ISA13 is \"{expected}\".", "Set IEA02 to the value of ISA13, with all nine digits."}},
    entry{fault_code::iea_count,
          {"x12-iea-count", error, "IEA01 does not count the functional groups.",
           "IEA01 says {seen}, the interchange has {expected} functional groups.", "Set IEA01 to {expected}."}},

    entry{fault_code::gs_missing,
          {"x12-gs-missing", error, "A transaction set or group trailer stands outside of any functional group.",
           "There is no open GS segment for this {seen}.",
           "Put a GS segment before the first ST and a GE behind the last SE."}},
    entry{fault_code::ge_missing,
          {"x12-ge-missing", error, "The functional group has no trailer (GE).",
           "Functional group {expected} ends without its GE segment.",
           "Check that the file was transferred whole, then send it again with its GE."}},
    entry{fault_code::ge_control_number,
          {"x12-ge-control-number", error, "The control numbers of GS and GE differ.",
           "GE02 is \"{seen}\", GS06 is \"{expected}\".", "Set GE02 to the value of GS06."}},
    entry{fault_code::ge_count,
          {"x12-ge-count", error, "GE01 does not count the transaction sets.",
           "GE01 says {seen}, the group has {expected} transaction sets.", "Set GE01 to {expected}."}},
    entry{fault_code::gs_duplicate,
          {"x12-gs-duplicate", error, "The control number of a functional group is used twice in its interchange.",
           "GS06 \"{seen}\" stands in this interchange already.",
           "Give every GS in an interchange a number of its own, and its GE02 the same."}},
    entry{fault_code::gs_version,
          {"x12-gs-version", error, "The functional group is of another kind or version than this command takes.",
           "GS01 and GS08 say \"{seen}\"; this command takes {expected}.",
           "Use the command for this kind of file, or set GS01 and GS08 to what the file really holds."}},

    entry{fault_code::st_outside,
          {"x12-st-outside", error, "Segments stand outside of any transaction set.",
           "{seen} stands outside of any transaction set. It is not read.",
           "Take the segments away, or put the ST and SE segments around them that are missing."}},
    entry{fault_code::se_missing,
          {"x12-se-missing", error, "The transaction set has no trailer (SE).",
           "Transaction set {expected} ends without its SE segment.",
           "Check that the file was transferred whole, then send it again with its SE."}},
    entry{fault_code::se_control_number,
          {"x12-se-control-number", error, "The control numbers of ST and SE differ.",
           "SE02 is \"{seen}\", ST02 is \"{expected}\".", "Set SE02 to the value of ST02, leading zeros included."}},
    entry{fault_code::se_count,
          {"x12-se-count", error, "SE01 does not count the segments.",
           "SE01 says {seen}, the transaction set has {expected} segments from ST to SE.", "Set SE01 to {expected}."}},
    entry{fault_code::st_version,
          {"x12-st-version", error, "The transaction set names another guide than its group.",
           "ST03 is \"{seen}\", GS08 is \"{expected}\".",
           "Set ST03 and GS08 to the same guide, 005010X222A1 for professional claims."}},
    entry{
        fault_code::st_duplicate,
        {"x12-st-duplicate", error, "The transaction set control number is used twice in its group.",
         "ST02 \"{seen}\" stands in this functional group already.", "Give every ST in a group a number of its own."}},

    entry{fault_code::truncated,
          {"x12-truncated", error, "The file ends in the middle of a segment.",
           "The last segment, {seen}, has no terminator: the file is cut off.",
           "Check that the file was transferred whole and send it again."}},
    entry{fault_code::terminator_missing,
          {"x12-terminator-missing", error, "A segment ends at a line break without its terminator.",
           "The terminator behind this {seen} is missing; the line break was read in its place.",
           "Put the terminator that the ISA declares behind every segment."}},
    entry{fault_code::segment_malformed,
          {"x12-segment-malformed", error, "There is an empty segment, or text that is no segment.",
           "Between two terminators stands nothing, or something that does not begin with a segment id.",
           "Take the text or the second terminator away; look for a terminator inside of a name or a note."}},
    entry{fault_code::segment_unexpected,
          {"x12-segment-unexpected", error, "The segment fits no loop that is open here.",
           "{seen} is not expected at this place.",
           "Check the segment before it: a wrong qualifier or a missing segment there is the usual reason."}},
    entry{fault_code::segment_too_long,
          {"x12-segment-too-long", error, "A segment is longer than the limit.",
           "A segment is longer than {expected} bytes (limits.segment_bytes). Reading goes on at the next HL or ST.",
           "Look for a missing terminator. If the segment is right, raise limits.segment_bytes."}},
    entry{fault_code::claim_too_long,
          {"x12-claim-too-long", error, "A claim is longer than the limit.",
           "A claim is longer than {expected} bytes or has too many segments for it (limits.claim_bytes). Reading goes "
           "on "
           "at the next HL or ST.",
           "Look for missing CLM and HL segments. If the claim is right, raise limits.claim_bytes."}},
    entry{fault_code::lower_case_id,
          {"x12-lower-case-id", note, "Segment ids are written in lower case.",
           "Segment ids are written in lower case, first in {expected}. They are read as if they were capitals.",
           "Write segment ids in capital letters; many receivers reject the file otherwise."}},
    entry{fault_code::trailing_separator,
          {"x12-trailing-separator", note, "Separators stand right before the terminator.",
           "Empty elements at the end of a segment were not left off, first in {seen}.",
           "Leave off empty elements at the end of a segment; some receivers reject the file otherwise."}},
    entry{fault_code::non_ascii,
          {"x12-non-ascii", warning, "There are characters outside of the X12 character set.",
           "There are accented letters, control characters or other bytes that X12 does not know, first in {seen}.",
           "Write names and notes with plain letters A to Z; the file is UTF-8 or Latin-1 where it should be ASCII."}},
    entry{fault_code::component_separator,
          {"x12-component-separator", error, "A composite is written with another separator than ISA16 declares.",
           "The parts of a composite are separated by \"{seen}\", but ISA16 declares \"{expected}\": the composite "
           "reads as one "
           "long code.",
           "Use the same component separator in ISA16 and in the segments."}},

    entry{fault_code::hl_number,
          {"x12-hl-number", error, "HL01 is not the next number.", "HL01 is \"{seen}\" and should be {expected}.",
           "Number the HL segments of a transaction set 1, 2, 3 in the order of the file."}},
    entry{fault_code::hl_parent,
          {"x12-hl-parent", error, "HL02 names no open parent.", "HL02 is \"{seen}\"; {expected} is open here.",
           "Set HL02 to the HL01 of the billing provider (for a subscriber) or of the subscriber (for a patient)."}},
    entry{fault_code::hl_level,
          {"x12-hl-level", error, "HL03 is no level of a professional claim.",
           "HL03 is \"{seen}\" and must be {expected}.",
           "Set HL03 to 20 (billing provider), 22 (subscriber) or 23 (patient)."}},
    entry{fault_code::hl_child_code,
          {"x12-hl-child-code", error, "HL04 does not match the levels below.",
           "HL04 is \"{seen}\" and should be {expected}.",
           "Set HL04 to 1 when another HL hangs below this one, else to 0."}},

    entry{fault_code::loop_broken,
          {"x12-loop-broken", error, "A loop lacks the segment that makes it.", "{seen} is not followed by {expected}.",
           "Add the missing segment, or take the loop away."}},
    entry{
        fault_code::line_outside_claim,
        {"x12-line-outside-claim", error, "A service line stands outside of any claim.",
         "{seen} stands before any {expected} segment.", "Put the {expected} segment of the claim before its lines."}},
    entry{fault_code::claim_outside_hierarchy,
          {"x12-claim-outside-hierarchy", error, "A claim stands outside of any subscriber or patient.",
           "There is no open HL with level 22 or 23 for this claim.",
           "Put the HL and SBR segments of the subscriber before the claim."}},

    entry{fault_code::payment_broken,
          {"x12-payment-broken", error, "A payment, claim or service of a remittance lacks what makes it.",
           "{seen} comes without {expected}.",
           "Ask the payer or clearinghouse to send the remittance again; do not post what this part says."}},
    entry{fault_code::number_unreadable,
          {"x12-number-unreadable", error, "An amount or quantity of a remittance cannot be read.",
           "{seen} should be {expected} and cannot be read as one.",
           "Ask the payer or clearinghouse to send the remittance again; sums with this amount do not balance."}},
    entry{fault_code::date_unreadable,
          {"x12-date-unreadable", warning, "A date of a remittance cannot be read.",
           "{expected} is no day written as CCYYMMDD.",
           "Ask the payer or clearinghouse to write dates as CCYYMMDD; the date is taken as missing."}},
    entry{fault_code::element_empty,
          {"x12-element-empty", warning, "An element that a part of a remittance is known by is empty.",
           "{expected} is empty.", "Ask the payer or clearinghouse what the part belongs to before it is posted."}},
    entry{fault_code::party_repeated,
          {"x12-party-repeated", warning, "A payment names more than one payer or payee.",
           "{seen} stands in this transaction set already; the first one counts for the payment.",
           "Check whose payment it is: some clearinghouses bundle payments of several payers in one set."}},
    entry{fault_code::old_group_code,
          {"x12-old-group-code", warning, "An adjustment has a group code that 005010 does not know.",
           "CAS01 is {seen}; 005010 knows {expected}.",
           "Read it as OA; ask the payer to send reversals with the group codes of the first payment."}},
    entry{fault_code::reversal_positive,
          {"x12-reversal-positive", warning, "A reversal does not take the charge back.",
           "CLP02 says 22, reversal, and CLP03 is not below zero.",
           "Read it as the correction that follows a reversal; reversals bear negative amounts."}},

    entry{fault_code::guide_segment_missing,
          {"guide-segment-missing", error, "A segment that the guide requires is missing.",
           "{place} is missing; {expected}.", "Add the segment, or take the loop away if nothing in it is needed."}},
    entry{fault_code::guide_segment_order,
          {"guide-segment-order", error, "A segment stands behind one that should follow it.",
           "{place} must stand before {expected}.", "Put the segments of the loop in the order of the guide."}},
    entry{fault_code::guide_segment_repeat,
          {"guide-segment-repeat", error, "A segment comes more often than the guide allows.",
           "{place} comes more often than {expected}.",
           "Take the surplus segments away; look for a value that was written twice."}},
    entry{fault_code::guide_loop_missing,
          {"guide-loop-missing", error, "A loop that the guide requires is missing.", "{place} is missing; {expected}.",
           "Add the loop with its segments."}},
    entry{fault_code::guide_loop_repeat,
          {"guide-loop-repeat", error, "A loop comes more often than the guide allows.",
           "{place} comes more often than {expected}.",
           "Take the surplus away, or spread it over several claims or transaction sets."}},
    entry{fault_code::guide_element_missing,
          {"guide-element-missing", error, "An element that the guide requires is empty.",
           "{place} is empty; {expected}.", "Fill the element."}},
    entry{fault_code::guide_element_not_used,
          {"guide-element-not-used", error, "An element has a value that the guide does not use.",
           "{place} has a value; the guide does not use this element here.", "Leave the element empty."}},
    entry{fault_code::guide_elements_too_many,
          {"guide-elements-too-many", error, "A segment has more elements than the standard knows.",
           "{place} has {seen} elements; the last one known is {expected}.",
           "Take the surplus elements away; look for an element separator inside of a name or a note."}},
    entry{fault_code::guide_components_too_many,
          {"guide-components-too-many", error, "A composite has more components than the standard knows.",
           "{place} has {seen} components; {expected}.",
           "Take the surplus components away; look for a component separator inside of a text."}},
    entry{fault_code::guide_repetitions_too_many,
          {"guide-repetitions-too-many", error, "An element is repeated more often than the guide allows.",
           "{place} is repeated {seen} times; {expected}.",
           "Take the surplus repetitions away; look for a repetition separator inside of a text."}},
    entry{fault_code::guide_element_short,
          {"guide-element-short", error, "A value is shorter than the standard allows.",
           "{place} has {seen} characters and needs at least {expected}.", "Write the value in full."}},
    entry{fault_code::guide_element_long,
          {"guide-element-long", error, "A value is longer than the guide allows.", "{place} has {seen}; {expected}.",
           "Shorten the value."}},
    entry{fault_code::guide_element_characters,
          {"guide-element-characters", error, "A value holds characters that X12 does not know, or blanks only.",
           "{place} holds {expected}.",
           "Write letters, digits and the usual punctuation; no blanks alone, no control characters."}},
    entry{fault_code::guide_element_code,
          {"guide-element-code", error, "A code is not in the list of the guide.",
           "{place} holds a code that the guide does not know here; {expected}.",
           "Use one of the codes that the guide lists."}},
    entry{fault_code::guide_element_number,
          {"guide-element-number", error, "A number is not written as X12 writes numbers.",
           "{place} is no number as X12 writes them; {expected}.",
           "Write digits, a leading minus if needed, and a point only before decimals."}},
    entry{fault_code::guide_element_date,
          {"guide-element-date", error, "A date does not exist or is not written as its format says.",
           "{place} is no date; {expected}.", "Write the date as its format says."}},
    entry{fault_code::guide_element_time,
          {"guide-element-time", error, "A time does not exist or is not written as X12 writes times.",
           "{place} is no time; {expected}.", "Write the time as HHMM, HHMMSS or with hundredths."}},
    entry{fault_code::guide_element_pattern,
          {"guide-element-pattern", error, "A value does not have the shape that the guide asks for.",
           "{place} does not have the shape of the guide; {expected}.", "Write the value as the guide says."}},
    entry{fault_code::guide_condition,
          {"guide-condition", error, "Elements that belong together do not stand together.",
           "{place} is empty; {expected}.", "Fill the element, or empty the ones that ask for it."}},
    entry{fault_code::guide_exclusion,
          {"guide-exclusion", error, "Elements that exclude each other stand together.",
           "{place} has a value; {expected}.", "Keep one of the elements."}},

    entry{fault_code::guide_line_balance,
          {"guide-line-balance", error, "A line of a remittance does not come out.",
           "The line charge less its adjustments is {expected}, but SVC03 pays {seen}.",
           "Ask the payer before posting the line."}},
    entry{fault_code::guide_claim_balance,
          {"guide-claim-balance", error, "A claim of a remittance does not come out.",
           "The claim charge less all adjustments is {expected}, but CLP04 pays {seen}.",
           "Ask the payer before posting the claim."}},
    entry{fault_code::guide_claim_charge_balance,
          {"guide-claim-charge-balance", error, "The lines of a remitted claim do not sum to its charge.",
           "CLP03 charges {expected}, but the lines in SVC02 sum to {seen}.",
           "Look for lines that the payer left out or answers elsewhere."}},
    entry{fault_code::guide_payment_balance,
          {"guide-payment-balance", error, "A payment does not come out.",
           "The claim payments less the provider adjustments are {expected}, but BPR02 pays {seen}.",
           "Compare with the deposit before posting."}},
};

static_assert(catalogue.size() == static_cast<std::size_t>(fault_code::count_));

constexpr bool in_order() {
    for (std::size_t i = 0; i < catalogue.size(); ++i)
        if (static_cast<std::size_t>(catalogue[i].code) != i) return false;
    return true;
}
static_assert(in_order());

void replace(std::string& text, std::string_view name, std::string const& value) {
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size()))
        text.replace(at, name.size(), value);
}

}  // namespace

std::string_view to_string(severity level) noexcept {
    switch (level) {
        case note:
            return "note";
        case warning:
            return "warning";
        case error:
            break;
    }
    return "error";
}

fault_text const& describe(fault_code code) noexcept {
    auto const at = static_cast<std::size_t>(code);
    return catalogue[at < catalogue.size() ? at : 0].text;
}

fault_code fault_from(std::string_view id) noexcept {
    for (auto const& e : catalogue)
        if (e.text.id == id) return e.code;
    return fault_code::none;
}

namespace {

std::string with_values(std::string_view words, fault const& f) {
    std::string text{words};
    replace(text, "{seen}", f.seen);
    replace(text, "{expected}", f.expected);
    replace(text, "{place}", f.place);
    return text;
}

}  // namespace

std::string message_of(fault const& f) { return with_values(describe(f.code).message, f); }
std::string remedy_of(fault const& f) { return with_values(describe(f.code).remedy, f); }

}  // namespace orthoscrub::text
