// Two tables: faults of the envelope by the element they stand at, and claim statuses by place. All else is what the
// catalogue of faults and the predictions of the rules say.
#include "scrubber/ack/fault_answer.hpp"

#include <algorithm>
#include <array>

#include "grammars/guide/usage.hpp"

namespace orthoscrub::ack {
namespace {

using text::fault_code;
using text::loop_id;
using text::reply_segment;

/// TA105 by element of the ISA.
constexpr std::array<std::string_view, 17> isa_codes{"022", "010", "011", "012", "013", "005", "006", "007", "008",
                                                     "014", "015", "016", "003", "018", "019", "020", "027"};

/// Statuses that speak of somebody and need to say of whom.
constexpr std::array<std::string_view, 22> of_entities{"24",  "26",  "97",  "125", "126", "127", "128", "132",
                                                       "145", "153", "158", "164", "480", "496", "500", "501",
                                                       "502", "503", "504", "505", "560", "562"};

/// A status by the place of the error; element 0 is any.
struct place_status {
    std::string_view segment;
    unsigned element = 0, component = 0;
    std::string_view status;
};
constexpr std::array place_statuses{
    place_status{"SV1", 1, 2, "507"}, place_status{"SV1", 1, 7, "306"},  place_status{"SV1", 1, 0, "453"},
    place_status{"SV1", 2, 0, "583"}, place_status{"SV1", 3, 0, "476"},  place_status{"SV1", 4, 0, "476"},
    place_status{"SV1", 5, 0, "249"}, place_status{"SV1", 7, 0, "477"},  place_status{"SV1", 0, 0, "507"},
    place_status{"CLM", 1, 0, "478"}, place_status{"CLM", 2, 0, "178"},  place_status{"CLM", 5, 3, "535"},
    place_status{"CLM", 5, 0, "249"}, place_status{"CLM", 11, 0, "248"}, place_status{"HI", 1, 0, "254"},
    place_status{"HI", 0, 0, "255"},  place_status{"DTP", 0, 0, "187"},  place_status{"NTE", 0, 0, "306"},
    place_status{"NM1", 3, 0, "504"}, place_status{"NM1", 4, 0, "505"},  place_status{"NM1", 9, 0, "562"},
    place_status{"NM1", 0, 0, "125"}, place_status{"N3", 0, 0, "503"},   place_status{"N4", 1, 0, "502"},
    place_status{"N4", 2, 0, "501"},  place_status{"N4", 3, 0, "500"},   place_status{"N4", 0, 0, "126"},
    place_status{"DMG", 0, 0, "158"}, place_status{"SBR", 9, 0, "480"},  place_status{"SBR", 2, 0, "156"},
    place_status{"PAT", 0, 0, "156"}, place_status{"PRV", 0, 0, "145"},  place_status{"PER", 0, 0, "127"},
    place_status{"LQ", 0, 0, "698"},  place_status{"FRM", 0, 0, "698"},  place_status{"SVD", 0, 0, "672"},
    place_status{"CAS", 0, 0, "672"}, place_status{"AMT", 0, 0, "171"},  place_status{"OI", 0, 0, "171"},
};

/// Whose member number a wrong NM109 is.
bool of_member(loop_id loop) { return loop == loop_id::l2010BA || loop == loop_id::l2330A; }

void name_entity(claim_status& status, loop_id loop) {
    if (status.entity.empty() && std::ranges::find(of_entities, status.status) != of_entities.end())
        status.entity = entity_of(loop);
}

/// A7:562:85 in its parts.
claim_status parts_of(std::string_view written) {
    claim_status status;
    auto const first = written.find(':'), second = written.find(':', first + 1);
    status.category = written.substr(0, first);
    if (first == std::string_view::npos) return status;
    status.status = written.substr(first + 1, second == std::string_view::npos ? second : second - first - 1);
    if (second != std::string_view::npos) status.entity = written.substr(second + 1);
    return status;
}

/// Segments of the 835, the 999, the 277CA and the envelope that the 837P does not have.
constexpr std::array<std::string_view, 29> of_other_sets{
    "BPR", "TRN", "DTM", "RDM", "N1",  "TS3", "TS2", "CLP", "MIA", "SVC", "RDM", "PLB", "AK1", "AK2", "AK3",
    "AK4", "AK5", "IK3", "IK4", "IK5", "AK9", "CTX", "STC", "ISA", "GS",  "GE",  "IEA", "TA1", "SE"};

/// False for an id that no table of transaction sets knows.
bool known_segment(text::segment_id id) {
    for (std::string_view const other : of_other_sets)
        if (text::pack_id(other) == id) return true;
    return std::ranges::any_of(grammars::guide::uses_837p(),
                               [&](grammars::guide::segment_use const& use) { return use.id == id; });
}

bool takes(envelope::group_header const& group) {
    return group.functional_id == "HC" && group.version.starts_with("005010X222");
}

fault_answer answer_to_fault(text::fault const& fault, unsigned snip, envelope::group_header const& group) {
    text::fault_reply const& usual = text::reply_to(fault.code);
    fault_answer answer{usual.segment, std::string{fault.reply.empty() ? usual.code : fault.reply}, 0, {}};
    bool const in_envelope = usual.segment == reply_segment::ik3 || usual.segment == reply_segment::ik4;
    if (fault.at.id == text::pack_id("ISA") && in_envelope)
        return {reply_segment::ta1,
                std::string{isa_codes[fault.at.element < isa_codes.size() ? fault.at.element : 0]},
                0,
                {}};
    if (fault.at.id == text::pack_id("IEA") && in_envelope)
        return {reply_segment::ta1, fault.at.element == 1 ? "021" : "001", 0, {}};
    if (fault.at.id == text::pack_id("GS") && in_envelope) {
        std::string_view const code = fault.at.element == 1   ? "1"
                                      : fault.at.element == 6 ? "6"
                                      : fault.at.element >= 7 ? "2"
                                                              : "";
        if (code.empty()) return {reply_segment::ta1, "024", 0, {}};
        return {reply_segment::ak9, std::string{code}, 0, {}};
    }
    if (fault.at.id == text::pack_id("GE") && in_envelope)
        return {reply_segment::ak9, fault.at.element == 1 ? "5" : "4", 0, {}};
    if (fault.code == fault_code::gs_version) {
        if (takes(group)) return {reply_segment::ik5, "18", 0, {}};
        answer.code = group.functional_id == "HC" ? "2" : "1";
    }
    if (fault.at.id == text::pack_id("ST") && (in_envelope || fault.code == fault_code::st_version)) {
        bool const guide = fault.seen.starts_with("005010X");
        return {reply_segment::ik5,
                fault.at.element == 1   ? "6"
                : fault.at.element == 2 ? "7"
                : guide                 ? "I6"
                                        : "19",
                0,
                {}};
    }
    if (fault.at.id == text::pack_id("SE") && in_envelope)
        return {reply_segment::ik5, fault.at.element == 1 ? "4" : fault.at.element == 2 ? "3" : "5", 0, {}};
    if (fault.code == fault_code::segment_too_long || fault.code == fault_code::claim_too_long)
        return {reply_segment::ik5, "5", 0, {}};
    if (fault.code == fault_code::loop_broken)
        answer.segment_id = text::pack_id(fault.at.loop == loop_id::l2400 ? "SV1" : "LX");
    if (fault.code == fault_code::segment_unexpected && !known_segment(fault.at.id)) answer.code = "1";
    if (answer.segment == reply_segment::none && snip >= 3) answer.status = usual_status(fault.at, snip);
    return answer;
}

}  // namespace

std::string to_string(claim_status const& status) {
    return status.category + ":" + status.status + (status.entity.empty() ? "" : ":" + status.entity);
}

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
    return answer.status.category.empty() ? std::string{} : "277CA " + to_string(answer.status);
}

std::string_view entity_of(loop_id loop) noexcept {
    switch (loop) {
        case loop_id::l1000A:
            return "41";
        case loop_id::l1000B:
            return "40";
        case loop_id::l2000A:
        case loop_id::l2010AA:
            return "85";
        case loop_id::l2010AB:
            return "87";
        case loop_id::l2000B:
        case loop_id::l2010BA:
        case loop_id::l2330A:
            return "IL";
        case loop_id::l2010BB:
        case loop_id::l2320:
        case loop_id::l2330B:
            return "PR";
        case loop_id::l2000C:
        case loop_id::l2010CA:
            return "QC";
        case loop_id::l2310A:
        case loop_id::l2420F:
            return "DN";
        case loop_id::l2310B:
        case loop_id::l2420A:
            return "82";
        case loop_id::l2310C:
        case loop_id::l2420C:
            return "77";
        case loop_id::l2310D:
        case loop_id::l2420D:
            return "DQ";
        case loop_id::l2420B:
            return "QB";
        case loop_id::l2420E:
            return "DK";
        default:
            return {};
    }
}

claim_status usual_status(text::address const& at, unsigned snip) {
    claim_status status{snip == 4 ? "A8" : "A7", {}, {}};
    if (snip == 3) status.status = "400";
    for (place_status const& row : place_statuses) {
        if (!status.status.empty()) break;
        if (text::pack_id(row.segment) != at.id || (row.element != 0 && row.element != at.element) ||
            (row.component != 0 && row.component != at.component))
            continue;
        status.status = row.status;
    }
    if (status.status == "562" && of_member(at.loop)) status.status = "164";
    if (status.status.empty()) status.status = "732";
    name_entity(status, at.loop);
    return status;
}

fault_answer answer_to(scrub::finding_view const& finding, envelope::group_header const& group) {
    if (finding.fault) return answer_to_fault(*finding.fault, finding.snip, group);
    for (grammars::prediction const& predicted : finding.predicts)
        if (!predicted.guide_reply.empty()) {
            bool const other = !predicted.guide_segment.empty();
            return {finding.at.element != 0 && !other ? reply_segment::ik4 : reply_segment::ik3,
                    predicted.guide_reply,
                    other ? text::pack_id(predicted.guide_segment) : 0,
                    {}};
        }
    fault_answer answer;
    for (grammars::prediction const& predicted : finding.predicts)
        if (answer.status.category.empty() && !predicted.status.empty()) answer.status = parts_of(predicted.status);
    if (answer.status.status.empty()) answer.status = usual_status(finding.at, finding.snip);
    name_entity(answer.status, finding.at.loop);
    return answer;
}

}  // namespace orthoscrub::ack
