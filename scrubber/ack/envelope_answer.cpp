// A table of codes by the element of an envelope segment; then the three faults whose code hangs on a value: the version
// of the interchange, the kind of the group, the guide that a set names.
#include "scrubber/ack/envelope_answer.hpp"

#include <array>

namespace orthoscrub::ack {
namespace {

using text::fault_code;
using text::reply_segment;

constexpr unsigned any_element = 255;

struct element_answer {
    std::string_view segment;
    unsigned element = any_element;
    envelope_answer answer;
};
constexpr std::array element_answers{
    element_answer{"ISA", 1, {reply_segment::ta1, "010"}},
    element_answer{"ISA", 2, {reply_segment::ta1, "011"}},
    element_answer{"ISA", 3, {reply_segment::ta1, "012"}},
    element_answer{"ISA", 4, {reply_segment::ta1, "013"}},
    element_answer{"ISA", 5, {reply_segment::ta1, "005"}},
    element_answer{"ISA", 6, {reply_segment::ta1, "006"}},
    element_answer{"ISA", 7, {reply_segment::ta1, "007"}},
    element_answer{"ISA", 8, {reply_segment::ta1, "008"}},
    element_answer{"ISA", 9, {reply_segment::ta1, "014"}},
    element_answer{"ISA", 10, {reply_segment::ta1, "015"}},
    element_answer{"ISA", 12, {reply_segment::ta1, "003"}},
    element_answer{"ISA", 13, {reply_segment::ta1, "018"}},
    element_answer{"ISA", 14, {reply_segment::ta1, "019"}},
    element_answer{"ISA", 15, {reply_segment::ta1, "020"}},
    element_answer{"ISA", any_element, {reply_segment::ta1, "022"}},
    element_answer{"IEA", 1, {reply_segment::ta1, "021"}},
    element_answer{"IEA", any_element, {reply_segment::ta1, "001"}},
    element_answer{"GS", 1, {reply_segment::ak9, "1"}},
    element_answer{"GS", 6, {reply_segment::ak9, "6"}},
    element_answer{"GS", 7, {reply_segment::ak9, "2"}},
    element_answer{"GS", 8, {reply_segment::ak9, "2"}},
    element_answer{"GS", any_element, {reply_segment::ta1, "024"}},
    element_answer{"GE", 1, {reply_segment::ak9, "5"}},
    element_answer{"GE", any_element, {reply_segment::ak9, "4"}},
    element_answer{"ST", 1, {reply_segment::ik5, "6"}},
    element_answer{"ST", 2, {reply_segment::ik5, "7"}},
    element_answer{"SE", 1, {reply_segment::ik5, "4"}},
    element_answer{"SE", 2, {reply_segment::ik5, "3"}},
    element_answer{"SE", any_element, {reply_segment::ik5, "5"}},
};

/// Versions of the interchange control that X12 has published: 00200 to 00801.
bool published_version(std::string_view version) {
    return version.size() == 5 && version.starts_with("00") && version[2] >= '2' && version[2] <= '8' &&
           version[3] == '0' && version[4] >= '0' && version[4] <= '9';
}

}  // namespace

envelope_answer answer_of_envelope(text::fault const& fault, envelope::group_header const& group) {
    reply_segment const usual = text::reply_to(fault.code).segment;
    bool const of_element = usual == reply_segment::ik3 || usual == reply_segment::ik4;
    bool const st = fault.at.id == text::pack_id("ST");
    if (fault.code == fault_code::isa_version)
        return {reply_segment::ta1, published_version(fault.seen) ? "003" : "017"};
    if (fault.code == fault_code::gs_version) {
        bool const claims = group.functional_id == "HC";
        // The group is one that we take, and the set in it is another one.
        if (claims && group.version.starts_with("005010X222")) return {reply_segment::ik5, "18"};
        return {reply_segment::ak9, claims ? "2" : "1"};
    }
    if (fault.code == fault_code::st_version || (st && of_element && fault.at.element != 1 && fault.at.element != 2))
        return {reply_segment::ik5, fault.seen.starts_with("005010X") ? "I6" : "19"};
    if (!of_element) return {};
    for (element_answer const& row : element_answers)
        if (text::pack_id(row.segment) == fault.at.id &&
            (row.element == any_element || row.element == fault.at.element))
            return row.answer;
    return {};
}

}  // namespace orthoscrub::ack
