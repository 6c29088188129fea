// A rule about a missing segment is told at its trigger, unless it is told at the loop that lacks the segment: then the
// trigger is looked up, as it is for elements. What the trigger is follows from what lacks, case by case: the guide says
// in words under which condition each situational part stands, and most conditions name one element.
#include "scrubber/ack/situation.hpp"

#include <algorithm>

#include "scrubber/facts/subject.hpp"

namespace orthoscrub::ack {
namespace {

using text::loop_id;
using text::pack_id;

/// Looks for segments of the claim that a finding stands in.
class window_view {
public:
    explicit window_view(scrub::finding_place const& place)
        : place_{place},
          claim_{place.claim.row()},
          tables_{place.claim.tables()},
          segments_{place.claim.window().segments} {}

    [[nodiscard]] text::address at(model::segment_index index, unsigned element = 0, unsigned component = 0) const {
        if (index >= segments_.size()) return {};
        return text::address_of(segments_[index], tables_.loops[index], element, component);
    }
    [[nodiscard]] text::address claim(unsigned element = 0, unsigned component = 0) const {
        return at(claim_.clm, element, component);
    }
    [[nodiscard]] text::address subscriber(unsigned element) const {
        return claim_.subscriber == model::absent ? text::address{}
                                                  : at(tables_.subscribers[claim_.subscriber].sbr, element);
    }
    [[nodiscard]] text::address patient() const {
        return claim_.patient == model::absent ? text::address{} : at(tables_.patients[claim_.patient].pat);
    }
    /// The component of CLM11 that names this cause.
    [[nodiscard]] text::address cause(std::string_view code) const {
        for (unsigned n = 1; n <= 3; ++n)
            if (text::component(segments_[claim_.clm].element(11), n, place_.claim.window().marks.component) == code)
                return claim(11, n);
        return claim(11);
    }
    /// What shows that the payer of this 2320 has decided: its CAS, or the SVD that names it.
    [[nodiscard]] text::address decision() const {
        std::string_view payer;
        for (auto i = place_.segment; i < claim_.end && i < segments_.size(); ++i) {
            text::segment const& s = segments_[i];
            if (i != place_.segment && s.is("SBR")) break;
            if (tables_.loops[i] == loop_id::l2320 && s.is("CAS")) return at(i);
            if (tables_.loops[i] == loop_id::l2330B && s.is("NM1")) payer = s.element(9);
        }
        for (auto i = place_.segment; i < claim_.end && i < segments_.size(); ++i)
            if (segments_[i].is("SVD") && segments_[i].element(1) == payer) return at(i, 1);
        return {};
    }
    /// The same number in an NM1 above.
    [[nodiscard]] text::address same_provider() const {
        if (place_.segment >= segments_.size()) return {};
        std::string_view const number = segments_[place_.segment].element(9);
        for (auto i = place_.segment; i > 0; --i)
            if (segments_[i - 1].is("NM1") && segments_[i - 1].element(9) == number) return at(i - 1, 9);
        return {};
    }
    /// What says in which country an address lies.
    [[nodiscard]] text::address country() const {
        if (place_.segment >= segments_.size()) return {};
        text::segment const& n4 = segments_[place_.segment];
        return at(place_.segment, !n4.element(4).empty() ? 4 : !n4.element(2).empty() ? 2 : 1);
    }

private:
    scrub::finding_place const& place_;
    model::claim_row const& claim_;
    model::claim_tables const& tables_;
    std::span<text::segment const> segments_;
};

text::address element_of(text::address at, unsigned element) {
    at.element = static_cast<std::uint8_t>(element);
    at.component = at.repetition = 0;
    return at;
}

}  // namespace

situation situation_of(scrub::finding_view const& finding, text::segment_id segment) {
    situation found{finding.at, {}};
    if (segment != 0) found.at.id = segment;
    if (finding.place == nullptr || finding.place->segment == model::absent) return found;
    window_view const window{*finding.place};
    bool const of_subscriber = finding.at.loop == loop_id::l2010BA;
    if (segment == 0) {
        if (finding.at.id == pack_id("N4")) found.trigger = window.country();
        else if (finding.at.id == pack_id("NM1")) found.trigger = element_of(finding.at, 2);
        else if (finding.at.id == pack_id("CLM") && finding.at.element == 11) found.trigger = window.cause("AA");
        else if (finding.at.id == pack_id("SBR") && finding.at.element == 2)
            // 18 or nothing: what decides is whether a level of the patient's own stands above the claim.
            found.trigger = window.patient().id != 0 ? window.patient() : window.claim();
        return found;
    }
    if (segment == pack_id("SBR")) {
        // The payer before this one would stand in the claim.
        found.trigger = finding.at;
        found.at = window.claim();
        found.at.id = segment;
        found.at.loop = loop_id::l2320;
    } else if (of_subscriber) {
        found.trigger = window.subscriber(2);
    } else if (segment == pack_id("AMT")) {
        found.trigger = window.decision();
    } else if (segment == pack_id("NM1")) {
        found.trigger = window.same_provider();
    } else if (segment == finding.at.id) {
        found.trigger = window.claim(5, 3);  // REF*F8 of a claim that is an original
    } else {
        found.trigger = finding.at;
    }
    return found;
}

situation situation_of(text::fault const& fault, std::string_view code) {
    situation found{fault.at, {}};
    if (fault.code == text::fault_code::guide_loop_missing && code == "I6") {
        // Claims are asked for by the level of their subscriber or patient.
        found.trigger = element_of(fault.at, 3);
        found.trigger.id = pack_id("HL");
        found.trigger.loop = loop_id::l2000B;
    }
    if (fault.at.id == pack_id("NM1") && fault.at.element == 4 && code == "I9") found.trigger = element_of(fault.at, 2);
    return found;
}

}  // namespace orthoscrub::ack
