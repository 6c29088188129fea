// One pass over the segments, without a grammar: a claim is a CLM and what follows up to the next CLM, HL or SE, which
// is how the grammar counts claims too. HL04 of a level depends on claims that come much later, so it is learned here,
// before the first byte is written.
#include "scrubber/split/split_plan.hpp"

#include "scrubber/split/open_levels.hpp"

namespace orthoscrub::scrub {
namespace {

using text::fault_code;

void set_bit(std::vector<bool>& bits, std::uint64_t at) {
    if (at >= bits.size()) bits.resize(static_cast<std::size_t>(at) + 1 + bits.size() / 2);
    bits[static_cast<std::size_t>(at)] = true;
}

/// Faults that the flags of a segment show. The reader tells some of them once a file, others a thousand times.
struct flagged_fault {
    std::uint16_t flag;
    fault_code code;
};
constexpr flagged_fault flagged_faults[]{{text::malformed_id, fault_code::segment_malformed},
                                         {text::unterminated, fault_code::terminator_missing},
                                         {text::non_ascii, fault_code::non_ascii},
                                         {text::lower_case_id, fault_code::lower_case_id},
                                         {text::trailing_separator, fault_code::trailing_separator}};

}  // namespace

std::string_view to_string(half which) noexcept { return which == half::clean ? "clean" : "held"; }

void split_plan::hold(std::uint64_t ordinal) { set_bit(held_, ordinal); }

bool split_plan::has_child(half which, std::uint64_t hl_ordinal) const noexcept {
    auto const& bits = parents_[static_cast<std::size_t>(which)];
    return hl_ordinal < bits.size() && bits[static_cast<std::size_t>(hl_ordinal)];
}

void split_plan::read(text::source& input, envelope::reader_limits const& limits, fault_chooser const& holds,
                      reason_taker const& reason) {
    text::diagnostics faults;
    envelope::interchange_reader reader{input, faults, limits};
    open_levels levels;
    std::uint64_t ordinal = 0;
    std::uint16_t flags = 0;
    bool in_claim = false, in_group = false;
    model::parsed_money charge;

    std::uint16_t wanted = 0;
    for (flagged_fault const& f : flagged_faults) {
        if (holds(text::describe(f.code))) wanted |= f.flag;
    }
    auto const hold_for = [&](std::string_view rule) {
        hold(ordinal);
        if (reason) reason(ordinal, rule);
    };
    auto const& broken_off = text::describe(fault_code::se_missing);
    bool const hold_broken_off = holds(broken_off);
    auto const close = [&](bool cut) {
        if (!in_claim) return;
        in_claim = false;
        if (cut && hold_broken_off && !held(ordinal)) hold_for(broken_off.id);
        for (flagged_fault const& f : flagged_faults)
            if ((flags & wanted & f.flag) != 0 && !held(ordinal)) hold_for(text::describe(f.code).id);
        if (!levels.claim_is_placed() && !held(ordinal)) hold_for(unplaced_reason);
        auto const which = static_cast<std::size_t>(half_of(ordinal));
        for (std::size_t depth = open_levels::depths; depth-- > 1;)
            if (levels[depth].open && levels[depth].known && levels[depth].has_parent)
                set_bit(parents_[which], levels[depth - 1].ordinal);
        ++tallies_[which].claims;
        outside_groups_ += !in_group;
        if (charge.usable()) tallies_[which].charges += charge.value;
    };
    while (true) {
        envelope::event const e = reader.next();
        faults.clear();
        if (e.kind == envelope::event_kind::end) return;
        if (e.kind != envelope::event_kind::set_window) {
            if (e.kind != envelope::event_kind::other) in_group = e.kind == envelope::event_kind::group_begin;
            continue;
        }
        if (e.first) levels.begin_set();
        for (text::segment const& s : e.segments.subspan(e.context)) {
            if ((s.flags & text::layout_only) != 0) continue;
            if (s.is("HL")) {
                close(false);
                levels.open(s);
            } else if (s.is("CLM")) {
                close(false);
                in_claim = true;
                ++ordinal;
                flags = s.flags;
                charge = model::parse_money(s.element(2));
            } else if (s.is("SE")) {
                close(false);
            } else {
                flags |= s.flags;
            }
        }
        if (e.last) close(true);
    }
}

}  // namespace orthoscrub::scrub
