// One row a fault, in the order of the enumeration: which acknowledgment says it, and with which code.
#include "parser/text/fault_reply.hpp"

#include <array>

namespace orthoscrub::text {
namespace {

using enum reply_segment;

struct entry {
    fault_code code;
    fault_reply reply;
};

constexpr std::array replies{
    entry{fault_code::none, {}},
    entry{fault_code::isa_missing, {ta1, "022", 1}},
    entry{fault_code::isa_length, {ta1, "022", 1}},
    entry{fault_code::isa_delimiters, {ta1, "022", 1}},
    entry{fault_code::repetition_separator, {none, "", 1}},
    entry{fault_code::isa_version, {ta1, "003", 1}},
    entry{fault_code::iea_missing, {ta1, "023", 1}},
    entry{fault_code::iea_control_number, {ta1, "001", 1}},
    entry{fault_code::iea_count, {ta1, "021", 1}},
    entry{fault_code::gs_missing, {ta1, "024", 1}},
    entry{fault_code::ge_missing, {ak9, "3", 1}},
    entry{fault_code::ge_control_number, {ak9, "4", 1}},
    entry{fault_code::ge_count, {ak9, "5", 1}},
    entry{fault_code::gs_duplicate, {ak9, "19", 1}},
    entry{fault_code::gs_version, {ak9, "2", 1}},
    entry{fault_code::st_outside, {ta1, "024", 1}},
    entry{fault_code::se_missing, {ik5, "2", 1}},
    entry{fault_code::se_control_number, {ik5, "3", 1}},
    entry{fault_code::se_count, {ik5, "4", 1}},
    entry{fault_code::st_version, {ik5, "I6", 1}},
    entry{fault_code::st_duplicate, {ik5, "23", 1}},
    entry{fault_code::truncated, {ta1, "023", 1}},
    entry{fault_code::terminator_missing, {ik3, "1", 1}},
    entry{fault_code::segment_malformed, {ik3, "1", 1}},
    entry{fault_code::segment_unexpected, {ik3, "2", 1}},
    entry{fault_code::segment_too_long, {none, "", 1}},
    entry{fault_code::claim_too_long, {none, "", 1}},
    entry{fault_code::lower_case_id, {none, "", 1}},
    entry{fault_code::trailing_separator, {none, "", 1}},
    entry{fault_code::non_ascii, {ik4, "6", 1}},
    entry{fault_code::component_separator, {ik4, "7", 1}},
    entry{fault_code::hl_number, {ik4, "7", 1}},
    entry{fault_code::hl_parent, {ik4, "I12", 1}},
    entry{fault_code::hl_level, {ik4, "7", 1}},
    entry{fault_code::hl_child_code, {ik4, "7", 1}},
    entry{fault_code::loop_broken, {ik3, "3", 1}},
    entry{fault_code::line_outside_claim, {ik3, "2", 1}},
    entry{fault_code::claim_outside_hierarchy, {ik3, "2", 1}},
    entry{fault_code::payment_broken, {ik3, "3", 1}},
    entry{fault_code::number_unreadable, {ik4, "6", 1}},
    entry{fault_code::date_unreadable, {ik4, "8", 1}},
    entry{fault_code::element_empty, {ik4, "1", 1}},
    entry{fault_code::party_repeated, {ik3, "5", 1}},
    entry{fault_code::old_group_code, {ik4, "7", 1}},
    entry{fault_code::reversal_positive, {none, "", 1}},
    entry{fault_code::guide_segment_missing, {ik3, "I8", 2}},
    entry{fault_code::guide_segment_order, {ik3, "7", 1}},
    entry{fault_code::guide_segment_repeat, {ik3, "5", 2}},
    entry{fault_code::guide_loop_missing, {ik3, "I7", 2}},
    entry{fault_code::guide_loop_repeat, {ik3, "4", 2}},
    entry{fault_code::guide_element_missing, {ik4, "I9", 2}},
    entry{fault_code::guide_element_not_used, {ik4, "I10", 2}},
    entry{fault_code::guide_elements_too_many, {ik4, "3", 1}},
    entry{fault_code::guide_components_too_many, {ik4, "13", 1}},
    entry{fault_code::guide_repetitions_too_many, {ik4, "12", 1}},
    entry{fault_code::guide_element_short, {ik4, "4", 1}},
    entry{fault_code::guide_element_long, {ik4, "5", 1}},
    entry{fault_code::guide_element_characters, {ik4, "6", 1}},
    entry{fault_code::guide_element_code, {ik4, "7", 2}},
    entry{fault_code::guide_element_number, {ik4, "6", 1}},
    entry{fault_code::guide_element_date, {ik4, "8", 1}},
    entry{fault_code::guide_element_time, {ik4, "9", 1}},
    entry{fault_code::guide_element_pattern, {ik4, "I12", 2}},
    entry{fault_code::guide_condition, {ik4, "2", 1}},
    entry{fault_code::guide_exclusion, {ik4, "10", 1}},
    entry{fault_code::guide_line_balance, {none, "", 3}},
    entry{fault_code::guide_claim_balance, {none, "", 3}},
    entry{fault_code::guide_claim_charge_balance, {none, "", 3}},
    entry{fault_code::guide_payment_balance, {none, "", 3}},
};

static_assert(replies.size() == static_cast<std::size_t>(fault_code::count_));

constexpr bool in_order() {
    for (std::size_t i = 0; i < replies.size(); ++i)
        if (static_cast<std::size_t>(replies[i].code) != i) return false;
    return true;
}
static_assert(in_order());

}  // namespace

fault_reply const& reply_to(fault_code code) noexcept {
    auto const at = static_cast<std::size_t>(code);
    return replies[at < replies.size() ? at : 0].reply;
}

}  // namespace orthoscrub::text
