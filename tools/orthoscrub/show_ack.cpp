// show, for files of acknowledgments. Until the first group tells what a file holds, what is shown of its TA1 waits.
#include "tools/orthoscrub/show_ack.hpp"

#include <algorithm>

#include "grammars/ack_999.hpp"
#include "grammars/status_277ca.hpp"

namespace orthoscrub::tools {

using envelope::event_kind;

void ack_show::show(envelope::interchange_reader const& reader, envelope::event const& event) {
    tables_.clear();
    text::diagnostics faults;
    text::delimiters const marks = reader.interchange().marks;
    auto const hold = [&](grammars::guide::guide_check& check) {
        check.read({event.segments, tables_.loops, event.context, event.first, event.last}, marks, faults);
    };
    if (event.kind == event_kind::other) {
        for (std::uint32_t i = 0; i < event.segments.size(); ++i) grammars::read_ta1(event.segments[i], i, tables_);
        if (tables_.interchanges.empty()) return;
    } else if (event.kind == event_kind::set_window) {
        auto const& set = reader.set();
        if (set.type == "999") {
            grammars::read_ack_999(event.segments, event.context, marks, tables_, faults);
            hold(guide_999_);
        } else if (set.type == "277" && (set.version.empty() || set.version.starts_with("005010X214"))) {
            grammars::read_status_277ca(event.segments, event.context, marks, tables_, faults);
            hold(guide_277ca_);
        } else {
            if (wrong_type_.empty()) wrong_type_ = set.type + " " + set.version;
            return;
        }
    } else {
        return;
    }
    tally_.add(faults);
    if (!writer_ && !failed_) {
        writer_ = make_();
        failed_ = !writer_;
        if (writer_) writer_->begin(file_, held_);
    }
    if (writer_) writer_->answers({event, reader, tables_}, held_);
}

ack_claim ack_show::take(envelope::interchange_reader const& reader, envelope::event const& event, std::string& out) {
    if (state_ == ack_claim::others) return state_;
    if (state_ == ack_claim::undecided) {
        if (event.kind == event_kind::group_begin) {
            auto const& id = reader.group().functional_id;
            state_ = id == "FA" || id == "HN" ? ack_claim::mine : ack_claim::others;
        } else if (event.kind == event_kind::set_window) {
            state_ = reader.set().type == "999" || reader.set().type == "277" ? ack_claim::mine : ack_claim::others;
        } else if (event.kind == event_kind::interchange_end && writer_) {
            state_ = ack_claim::mine;
        }
        if (state_ == ack_claim::others) return state_;
    }
    show(reader, event);
    if (state_ == ack_claim::mine) {
        if (!writer_ && !failed_) {
            writer_ = make_();
            failed_ = !writer_;
            if (writer_) writer_->begin(file_, held_);
        }
        out += held_;
        held_.clear();
    }
    return state_;
}

}  // namespace orthoscrub::tools
