// One loop for all grammars: windows in, and for each of their fresh segments its loop out, in words.
#include "tests/fuzz/placed_reading.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <vector>

#include "grammars/ack_999.hpp"
#include "grammars/claim_837p.hpp"
#include "grammars/guide/guide_check.hpp"
#include "grammars/remit_835.hpp"
#include "grammars/status_277ca.hpp"
#include "parser/envelope/interchange_reader.hpp"
#include "parser/text/source.hpp"
#include "tests/fuzz/first_difference.hpp"
#include "tests/fuzz/reading_faults.hpp"
#include "tests/support/printable.hpp"

namespace orthoscrub::test {
namespace {

struct placing {
    std::vector<std::string> segments, faults;
    bool foreign_level = false;  ///< a 277CA holds an HL that fits nowhere
    std::string broken;
};

/// The grammars with what they remember from window to window.
class placer {
public:
    std::span<text::loop_id const> read(envelope::event const& e, envelope::interchange_reader const& reader,
                                        text::diagnostics& faults) {
        auto const& marks = reader.interchange().marks;
        auto const& type = reader.set().type;
        if (type == "837") {
            if (e.first) hierarchy_ = {};
            claims_.clear();
            grammars::claim_options accept;
            accept.group_version = reader.group().version;
            grammars::read_claims({e.segments, e.context, e.last}, marks, accept, hierarchy_, claims_, faults);
            guide_.read({e.segments, claims_.loops, e.context, e.first, e.last}, marks, faults);
            return claims_.loops;
        }
        if (type == "835") {
            remits_.clear();
            grammars::read_remittance({e.segments, e.context, e.last}, marks, {}, remit_, remits_, faults);
            return remits_.loops;
        }
        answers_.clear();
        if (type == "999") grammars::read_ack_999(e.segments, e.context, marks, answers_, faults);
        else grammars::read_status_277ca(e.segments, e.context, marks, answers_, faults);
        return answers_.loops;
    }
    void read_outside(envelope::event const& e) {
        answers_.clear();
        for (std::uint32_t i = e.context; i < e.segments.size(); ++i)
            if (e.segments[i].is("TA1")) grammars::read_ta1(e.segments[i], i, answers_);
    }

private:
    grammars::hierarchy_state hierarchy_;
    grammars::guide::guide_check guide_{grammars::guide::guide_id::claim_837p};
    grammars::remit_state remit_;
    model::claim_tables claims_;
    model::remit_tables remits_;
    model::ack_tables answers_;
};

std::string words_of(text::fault const& f) {
    // What stands behind a broken loop is not known to the grammar where a window ends.
    auto const seen = f.code == text::fault_code::loop_broken ? std::string{} : f.seen;
    // The loop that is open where a line stands outside of a claim may be one that a later window no longer sees.
    auto const loop = f.code == text::fault_code::line_outside_claim ? text::loop_id::none : f.at.loop;
    return std::string{text::describe(f.code).id} + " @" + std::to_string(f.at.byte) + " #" +
           std::to_string(f.at.segment) + " " + std::string{text::to_string(loop)} + "-" +
           std::to_string(f.at.element) + "-" + std::to_string(f.at.component) + " " + seen + "/" + f.expected + " x" +
           std::to_string(f.count) + " " + std::string{f.reply} + " " + f.place;
}

placing read_placed(std::string_view text, std::string_view type, envelope::reader_limits const& limits,
                    std::size_t block) {
    auto const exact = std::make_unique<char[]>(text.size());
    text.copy(exact.get(), text.size());
    auto const input = text::read_memory({exact.get(), text.size()}, block);
    text::diagnostics envelope_faults, faults;
    envelope::interchange_reader reader{*input, envelope_faults, limits};
    placer grammar;
    placing out;
    for (auto e = reader.next(); e.kind != envelope::event_kind::end; e = reader.next()) {
        if (e.kind == envelope::event_kind::other) grammar.read_outside(e);
        if (e.kind != envelope::event_kind::set_window || reader.set().type != type) continue;
        faults.clear();
        auto const loops = grammar.read(e, reader, faults);
        if (loops.size() != e.segments.size()) {
            out.broken = std::to_string(e.segments.size()) + " segments, " + std::to_string(loops.size()) + " loops";
            return out;
        }
        for (std::size_t i = e.context; i < e.segments.size(); ++i) {
            bool const astray = loops[i] == text::loop_id::none && e.segments[i].is("HL");
            out.foreign_level = out.foreign_level || (astray && type == "277");
            out.segments.push_back(std::to_string(e.segments[i].raw_offset) + " " +
                                   std::string{text::to_string(loops[i])} + " " + std::string{e.segments[i].body()});
        }
        for (auto const& f : faults.faults()) {
            out.faults.push_back(words_of(f));
            if (text::message_of(f).empty()) out.broken = "a fault without a message: " + out.faults.back();
        }
    }
    std::sort(out.faults.begin(), out.faults.end());
    return out;
}

}  // namespace

std::string placing_fault(std::string_view text, std::string_view type, std::size_t window, std::size_t block) {
    auto const whole = read_placed(text, type, {}, 0);
    if (!whole.broken.empty()) return "whole: " + whole.broken;
    if (whole.foreign_level) return {};  // windows are cut there, and what is open then counts as ended
    auto const pieces = read_placed(text, type, limits_of(window, text::scan_kernel::automatic), block);
    auto const where = "in windows of " + std::to_string(window) + " read by " + std::to_string(block) + ": ";
    if (!pieces.broken.empty()) return where + pieces.broken;
    if (auto const d = first_difference(whole.segments, pieces.segments); !d.empty())
        return "loops " + where + printable(d);
    if (auto const d = first_difference(whole.faults, pieces.faults); !d.empty())
        return "faults " + where + printable(d);
    return {};
}

}  // namespace orthoscrub::test
