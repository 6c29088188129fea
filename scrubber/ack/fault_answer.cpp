// Faults of structure and guide: the catalogue of faults says which segment of which answer, but for the envelope. Rules:
// the 999 when they predict one, else the statuses that they predict for the place, else what the place suggests.
#include "scrubber/ack/fault_answer.hpp"

#include <algorithm>
#include <array>

#include "grammars/guide/usage.hpp"
#include "scrubber/ack/envelope_answer.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::ack {
namespace {

using text::fault_code;
using text::loop_id;
using text::reply_segment;

/// Segments of the 835, the 999, the 277CA and the envelope that the 837P does not have.
constexpr std::array<std::string_view, 28> of_other_sets{
    "BPR", "TRN", "DTM", "RDM", "N1",  "TS3", "TS2", "CLP", "MIA", "SVC", "PLB", "AK1", "AK2", "AK3",
    "AK4", "AK5", "IK3", "IK4", "IK5", "AK9", "CTX", "STC", "ISA", "GS",  "GE",  "IEA", "TA1", "SE"};

/// False for an id that no table of transaction sets knows.
bool known_segment(text::segment_id id) {
    for (std::string_view const other : of_other_sets)
        if (text::pack_id(other) == id) return true;
    return std::ranges::any_of(grammars::guide::uses_837p(),
                               [&](grammars::guide::segment_use const& use) { return use.id == id; });
}

fault_answer answer_to_fault(text::fault const& fault, envelope::group_header const& group) {
    if (auto const of_envelope = answer_of_envelope(fault, group); of_envelope.segment != reply_segment::none)
        return {of_envelope.segment, std::string{of_envelope.code}, {fault.at, {}}, {}};
    if (fault.code == fault_code::segment_too_long || fault.code == fault_code::claim_too_long)
        return {reply_segment::ik5, "5", {fault.at, {}}, {}};
    text::fault_reply const& usual = text::reply_to(fault.code);
    fault_answer answer{usual.segment, std::string{fault.reply.empty() ? usual.code : fault.reply}, {}, {}};
    if (fault.code == fault_code::segment_unexpected && !known_segment(fault.at.id)) answer.code = "1";
    // The segment is there; what makes it is not.
    if (fault.code == fault_code::payment_broken &&
        (fault.at.id == text::pack_id("CLP") || fault.at.id == text::pack_id("SVC")))
        answer.code = "8";
    answer.where = situation_of(fault, answer.code);
    bool const of_line = fault.expected.find("LX") != fault.expected.npos || fault.at.loop == loop_id::l2300 ||
                         fault.at.loop == loop_id::l2400;
    if (fault.code == fault_code::loop_broken && of_line) {
        // A line without SV1, or SV1 and the end of a claim where an LX should stand.
        answer.where.at.id = text::pack_id(fault.expected.find("LX") == fault.expected.npos ? "SV1" : "LX");
        answer.where.at.loop = loop_id::l2400;
    }
    return answer;
}

/// Element 1 of the segment that a finding stands in: what kind of date, reference or amount it is.
std::string_view qualifier_at(scrub::finding_view const& finding) {
    if (finding.place == nullptr) return {};
    auto const segments = finding.place->claim.window().segments;
    return finding.place->segment < segments.size() ? segments[finding.place->segment].element(1) : std::string_view{};
}

/// Of the statuses that a rule predicts those that speak of its place, and of sums where sums are at fault; else the first.
std::vector<claim_status> statuses_for(scrub::finding_view const& finding) {
    std::string_view const of_place = status_at(finding.at, qualifier_at(finding)), entity = entity_of(finding.at.loop);
    std::vector<claim_status> chosen, predicted;
    for (grammars::prediction const& p : finding.predicts)
        if (!p.status.empty()) predicted.push_back(status_of(p.status));
    for (claim_status const& status : predicted) {
        bool const sums = finding.snip == 3 && (status.status == "400" || status.status == "672");
        bool const other = !status.entity.empty() && status.entity != entity;
        if (sums || (status.status == of_place && !other)) chosen.push_back(status);
    }
    if (chosen.empty() && !predicted.empty()) chosen.push_back(predicted.front());
    if (chosen.empty()) chosen.push_back(usual_status(finding.at, qualifier_at(finding), finding.snip));
    for (claim_status& status : chosen) name_entity(status, finding.at.loop);
    return chosen;
}

}  // namespace

std::string to_string(fault_answer const& answer) {
    switch (answer.segment) {
        case reply_segment::ta1:
            return "TA1 " + answer.code;
        case reply_segment::ak9:
            return "AK9 " + answer.code;
        case reply_segment::ik5:
            return "IK5 " + answer.code;
        case reply_segment::ik3:
            return "IK3 " + answer.code;
        case reply_segment::ik4:
            return "IK4 " + answer.code;
        case reply_segment::none:
            break;
    }
    std::string said;
    for (claim_status const& status : answer.statuses) said += (said.empty() ? "277CA " : " ") + to_string(status);
    return said;
}

fault_answer answer_to(scrub::finding_view const& finding, envelope::group_header const& group) {
    if (finding.fault) return answer_to_fault(*finding.fault, group);
    for (grammars::prediction const& predicted : finding.predicts)
        if (!predicted.guide_reply.empty()) {
            text::segment_id const segment =
                predicted.guide_segment.empty() ? 0 : text::pack_id(predicted.guide_segment);
            bool const element = finding.at.element != 0 && segment == 0;
            return {element ? reply_segment::ik4 : reply_segment::ik3,
                    predicted.guide_reply,
                    situation_of(finding, segment),
                    {}};
        }
    return {reply_segment::none, {}, {finding.at, {}}, statuses_for(finding)};
}

}  // namespace orthoscrub::ack
