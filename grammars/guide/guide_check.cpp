// A stack of open loops. Each segment comes with its loop from the grammar: its use there is looked up, what lies deeper
// is closed, and closing a loop tells what it lacked. Loops of levels (HL) are judged as soon as the first level below
// them opens, so that what a billing provider lacks is told near it.
#include "grammars/guide/guide_check.hpp"

#include <algorithm>
#include <utility>

#include "grammars/guide/base_standard.hpp"
#include "grammars/guide/clean_look.hpp"

namespace orthoscrub::grammars::guide {
namespace {

using text::fault_code;
using text::loop_id;

std::string times(unsigned n) { return n == 1 ? "once" : std::to_string(n) + " times"; }

}  // namespace

guide_check::guide_check(guide_id guide) : program_{program_of(guide)}, elements_{program_} {}

inline void guide_check::check_head(occurrence& o, fault_teller& faults) {
    if (o.head_checked) return;
    o.head_checked = true;
    auto const& loop = program_.loop(o.loop);
    if (((loop.required & ~o.seen) | (loop.required_children & ~o.children)) != 0) tell_head(o, faults);
}

inline void guide_check::check_levels(occurrence const& o, fault_teller& faults) {
    auto const& loop = program_.loop(o.loop);
    bool const claims_lack = loop.claims_below != 0 && (loop.claims_below & o.children) == 0;
    if ((loop.required_levels & ~o.children) != 0 || claims_lack) tell_levels(o, faults);
}

inline void guide_check::pop(fault_teller& faults) {
    check_head(*top_, faults);
    if (top_->level || top_->loop == loop_id::heading) check_levels(*top_, faults);
    --top_;
}

inline void guide_check::pop_to(occurrence const* kept, fault_teller& faults) {
    while (top_ > kept) pop(faults);
}

/// Windows are cut before HL, CLM, LX and CLP only: what these segments close is over with the window.
bool guide_check::ends_with_window(loop_id loop) const noexcept {
    if (loop == loop_id::heading || program_.guide() == guide_id::ack_999) return false;
    if (program_.guide() == guide_id::remit_835)
        return loop == loop_id::l2100 || loop == loop_id::l2110 || loop == loop_id::l1000A || loop == loop_id::l1000B;
    return !program_.loop(loop).level;
}

void guide_check::end_window(fault_teller& faults) {
    while (top_ > &open_[1] && ends_with_window(top_->loop)) pop(faults);
}

void guide_check::push(loop_id loop, text::segment const& s, bool level) {
    if (top_ == &open_.back()) return;
    auto& o = *++top_;
    o.loop = loop;
    o.head_checked = false;
    o.level = level;
    o.seen = 0;
    o.children = 0;
    o.order = 0;
    o.behind = nullptr;
    o.at = text::address_of(s, loop);
    o.strays.count = 0;
}

/// A segment of that id was told of as one that fits nowhere: with another qualifier it would be the one that lacks.
bool guide_check::stands_astray(occurrence const& o, text::segment_id id) noexcept {
    return std::find(o.strays.ids.begin(), o.strays.ids.begin() + o.strays.count, id) !=
           o.strays.ids.begin() + o.strays.count;
}

[[gnu::cold]] void guide_check::missing_loop(occurrence const& o, child_loop const& child, std::string expected,
                                             std::string_view reply, fault_teller& faults) {
    auto const& opener = program_.uses(program_.loop(child.loop)).front();
    if (stands_astray(o, opener.use->id) || faults.told_broken(o.at, opener.use->id)) return;
    faults.loop(fault_code::guide_loop_missing, o.at, *child.row, *opener.use, std::move(expected), reply);
}

[[gnu::cold]] void guide_check::tell_head(occurrence const& o, fault_teller& faults) {
    auto const& loop = program_.loop(o.loop);
    if (auto const lacking = loop.required & ~o.seen; lacking != 0)
        for (auto const& u : program_.uses(loop)) {
            if ((lacking >> u.place & 1) == 0 || stands_astray(o, u.use->id) || faults.told_broken(o.at, u.use->id))
                continue;
            bool const standard = mandatory_segment(u.use->id);
            faults.segment(fault_code::guide_segment_missing, o.at, *u.use,
                           standard ? "the standard requires it here" : "the guide requires it here",
                           standard ? std::string_view{"3"} : std::string_view{});
        }
    if (auto const lacking = loop.required_children & ~o.children; lacking != 0)
        for (auto const& c : program_.children())
            if (c.parent == o.loop && (lacking >> c.place & 1) != 0)
                missing_loop(o, c, "the guide requires it here", {}, faults);
}

[[gnu::cold]] void guide_check::tell_levels(occurrence const& o, fault_teller& faults) {
    auto const& loop = program_.loop(o.loop);
    if (auto const lacking = loop.required_levels & ~o.children; lacking != 0)
        for (auto const& c : program_.children())
            if (c.parent == o.loop && (lacking >> c.place & 1) != 0)
                missing_loop(o, c, "the guide requires it below this one", {}, faults);
    if (loop.claims_below != 0 && (loop.claims_below & o.children) == 0)
        missing_loop(
            o, *program_.child(o.loop, loop_id::l2300),
            o.loop == loop_id::l2000B ? "a subscriber has claims, or patients with claims" : "a patient has claims",
            "I6", faults);
}

[[gnu::cold]] void guide_check::misplaced(occurrence const& o, use_program const& use, text::segment const& s,
                                          fault_teller& faults) {
    faults.segment(fault_code::guide_segment_order, text::address_of(s, use.use->loop), *use.use,
                   place_label(o.behind->use->loop, o.behind->use->segment) + ' ' + std::string{o.behind->use->name});
}

void guide_check::open(use_program const& use, text::segment const& s, fault_teller& faults) {
    auto const loop = use.use->loop;
    auto const* parent = top_;
    auto const* child = program_.child(parent->loop, loop);
    for (; child == nullptr && parent != open_.data(); --parent) child = program_.child(parent[-1].loop, loop);
    // Without its parent, of which the grammar has told, the loop stands below the heading.
    pop_to(child != nullptr ? parent : &open_[1], faults);
    if (child != nullptr) {
        auto& above = *top_;
        if (use.level || loop == loop_id::l2300) check_head(above, faults);
        if (!use.level && child->order < above.order) misplaced(above, use, s, faults);
        if (child->order >= above.order && !use.level) {
            above.order = child->order;
            above.behind = &use;
        }
        auto const bit = std::uint32_t{1} << child->place;
        auto& n = above.child_counts[child->place];
        n = static_cast<std::uint16_t>((above.children & bit) != 0 ? std::min(n + 1, 65535) : 1);
        above.children |= bit;
        if (child->row->repeat != 0 && n > child->row->repeat)
            faults.loop(fault_code::guide_loop_repeat, text::address_of(s, loop), *child->row, *use.use,
                        times(child->row->repeat));
    }
    push(loop, s, use.level);
}

/// Order and repeats of a segment in the loop on top of the stack.
[[gnu::always_inline]] inline void guide_check::count(use_program const& use, text::segment const& s,
                                                      fault_teller& faults) {
    auto& o = *top_;
    if (use.order < o.order) [[unlikely]] {
        misplaced(o, use, s, faults);
    } else {
        o.order = use.order;
        o.behind = &use;
    }
    auto const bit = std::uint64_t{1} << use.place;
    auto& n = o.counts[use.place];
    n = (o.seen & bit) == 0 ? std::uint16_t{1} : static_cast<std::uint16_t>(n + (n != 65535));
    o.seen |= bit;
    if (n > use.most) [[unlikely]]
        faults.segment(fault_code::guide_segment_repeat, text::address_of(s, use.use->loop), *use.use,
                       times(use.use->repeat));
}

void guide_check::stray(text::segment const& s) {
    for (occurrence* o = top_; o != open_.data(); --o)
        if (!o->head_checked && o->strays.count < o->strays.ids.size() && !stands_astray(*o, s.id))
            o->strays.ids[o->strays.count++] = s.id;
}

void guide_check::read(check_window const& window, text::delimiters const& marks, text::diagnostics& diagnostics) {
    fault_teller faults{diagnostics};
    clean_look const look{program_, marks};
    if (window.first) top_ = open_.data();
    for (std::size_t i = window.context; i < window.segments.size(); ++i) {
        auto const& s = window.segments[i];
        if ((s.flags & (text::malformed_id | text::layout_only | text::oversized)) != 0) continue;
        if (!in_set()) push(loop_id::heading, s, false);
        auto const loop = window.loops[i];
        if (loop == loop_id::none) {
            // A window may be cut before an HL, also before one that fits nowhere.
            if (s.is("HL")) end_window(faults);
            stray(s);
            continue;
        }
        auto const found = program_.find(loop, s, marks.component);
        auto const* const use = found.use;
        if (use == nullptr) {
            faults.plain(fault_code::segment_unexpected, text::address_of(s, loop), std::string{s.name()});
            continue;
        }
        if (use->opens) {
            open(*use, s, faults);
        } else if (top_->loop != loop) {
            auto const* at = top_ - 1;
            while (at->loop != loop && at != open_.data()) --at;
            if (at == open_.data()) {
                // Its opener is missing, of which the grammar has told.
                pop_to(&open_[1], faults);
                push(loop, s, false);
                top_->head_checked = true;
            } else {
                pop_to(at, faults);
            }
        }
        count(*use, s, faults);
        if (!look.passes(found, s)) elements_.tell(*use, s, marks, faults);
    }
    if (window.last) {
        pop_to(open_.data(), faults);
    } else {
        end_window(faults);
    }
}

void guide_check::pass_over(std::span<text::segment const> segments) {
    for (text::segment const& s : segments)
        if (in_set() && s.id != 0) stray(s);
}

void check_envelope(text::segment const& s, text::delimiters const& marks, text::diagnostics& diagnostics) {
    auto const& p = program_of(guide_id::envelope);
    auto const* use = p.find(loop_id::envelope, s, marks.component).use;
    if (use == nullptr) return;
    fault_teller faults{diagnostics};
    element_check{p}.tell(*use, s, marks, faults);
    // A qualifier of the ISA that announces a value, and blanks where it should stand.
    if (!s.is("ISA")) return;
    for (auto const& [qualifier, announces] : {std::pair{1u, "03"}, std::pair{3u, "01"}}) {
        auto const value = s.element(qualifier + 1);
        if (s.element(qualifier) != announces || value.find_first_not_of(' ') != value.npos) continue;
        faults.element(fault_code::guide_element_missing, text::address_of(s, loop_id::envelope, qualifier + 1),
                       *use->use, {}, element_label("ISA", qualifier) + " announces a value");
    }
}

}  // namespace orthoscrub::grammars::guide
