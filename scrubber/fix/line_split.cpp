// One line for two sides becomes two lines of one unit, one side each (S6). The new line goes last in the claim with
// the next LX and copies of the line's other segments; the charge is shared, an odd cent stays on the first line; a
// control number (REF*6R) gets a suffix of its own. Whatever would make two out of one amount is refused.
#include <algorithm>
#include <optional>
#include <set>

#include "scrubber/fix/repair.hpp"

namespace orthoscrub::scrub::repairs {
namespace {

constexpr std::size_t longest_control_number = 30;  // REF*6R in 2400 (005010X222A1)
constexpr std::size_t most_lines = 50;              // LX in one 2300

struct two_sides {
    std::vector<std::string> first, second;  ///< components of SV101
};

/// The components of SV101 with one side each; RT stays where the line names it first. Nothing when they are not two.
std::optional<two_sides> share_sides(std::vector<std::string> const& parts) {
    two_sides sides;
    bool right = false, left = false, right_first = true;
    std::size_t end = std::min<std::size_t>(parts.size(), 6);
    for (std::size_t i = 2; i < end; ++i) {
        bool const both = parts[i] == "RTLT" || parts[i] == "LTRT";
        if (!right && !left) right_first = parts[i].starts_with("RT");
        right = right || both || parts[i] == "RT";
        left = left || both || parts[i] == "LT";
    }
    if (!right || !left) return std::nullopt;
    auto const keep = [&](std::string_view side) {
        std::vector<std::string> kept{parts.begin(), parts.begin() + 2};
        bool stands = false;
        for (std::size_t i = 2; i < end; ++i) {
            bool const is_side = parts[i] == "RT" || parts[i] == "LT" || parts[i] == "RTLT" || parts[i] == "LTRT";
            if (!is_side) kept.push_back(parts[i]);
            else if (parts[i].find(side) != std::string::npos && !stands) {
                kept.emplace_back(side);
                stands = true;
            }
        }
        if (parts.size() > 6) {
            kept.resize(6);
            kept.insert(kept.end(), parts.begin() + 6, parts.end());
        }
        return kept;
    };
    sides.first = keep(right_first ? "RT" : "LT");
    sides.second = keep(right_first ? "LT" : "RT");
    return sides;
}

/// 50 stands for both sides: RT on the first line, LT on the second.
std::optional<two_sides> share_50(std::vector<std::string> const& parts) {
    two_sides sides{parts, parts};
    bool found = false;
    for (std::size_t i = 2; i < std::min<std::size_t>(parts.size(), 6); ++i) {
        if (parts[i].find("RT") != std::string::npos || parts[i].find("LT") != std::string::npos) return std::nullopt;
        if (parts[i] != "50") continue;
        if (found) return std::nullopt;
        found = true;
        sides.first[i] = "RT";
        sides.second[i] = "LT";
    }
    if (!found) return std::nullopt;
    return sides;
}

/// An amount as the line wrote it: with two decimals when it had two, else as short as it goes.
std::string charge_text(std::int64_t cents, std::string_view like) {
    std::string text = model::to_string(model::money{cents});
    auto const point = like.find('.');
    bool const two_places = point != std::string_view::npos && like.size() - point == 3;
    if (!two_places) {
        if (text.ends_with(".00")) text.resize(text.size() - 3);
        else if (text.ends_with("0")) text.pop_back();
    }
    if (text.starts_with("0.")) text.erase(0, 1);
    return text;
}

/// Why the line cannot be split; empty when it can.
std::string objection(repair_request const& r, repair_desk& desk) {
    auto const& t = r.tables();
    auto const& line = *r.line();
    auto const& claim = r.claim().row();
    for (model::segment_index i = std::min(line.lx, line.sv1); i < line.end; ++i) {
        if (t.loops[i] == model::loop_id::l2410)
            return "the line has drug data (2410), which cannot be shared between two lines";
        if (t.loops[i] == model::loop_id::l2430)
            return "another payer has decided about the line (2430); its amounts cannot be shared between two lines";
        text::segment const& s = r.window().segments[i];
        if (s.is("HCP")) return "the line is repriced (HCP); the amounts cannot be shared between two lines";
        if (s.is("AMT")) return "the line carries an amount besides its charge (AMT), which would be billed twice";
        if (text::raw_of(s).find(r.window().marks.terminator) == std::string_view::npos ||
            (s.flags & (text::malformed_id | text::oversized)) != 0)
            return "a segment of the line is damaged";
    }
    if (line.adjudications.count != 0)
        return "another payer has decided about the line (2430); its amounts cannot be shared between two lines";
    if (!line.units.usable() || line.units.value.thousandths != 2000)
        return "the line has " +
               (line.units.usable() ? model::to_string(line.units.value) : std::string{"unreadable"}) +
               " units; only two units are one a side";
    if (!line.charge.usable() || line.charge.value.cents < 0) return "the charge of the line cannot be read";
    std::size_t number = 0;
    for (model::line_row const& other : t.lines_of(claim))
        if (other.number != std::to_string(++number))
            return "the lines of the claim are not numbered 1, 2, 3; repair line-count first";
    if (number + desk.added_lines(r.about.claim).size() >= most_lines)
        return "the claim has 50 lines, the most it can hold";
    if (claim.end == 0 ||
        text::raw_of(r.window().segments[claim.end - 1]).find(r.window().marks.terminator) == std::string_view::npos)
        return "the end of the claim is damaged";
    return {};
}

/// The control number with the first suffix that no other line of the claim has.
std::string control_number(repair_request const& r, repair_desk& desk) {
    std::string_view const own = r.line()->control_number;
    if (own.empty()) return {};
    std::set<std::string, std::less<>> taken;
    for (model::line_row const& other : r.tables().lines_of(r.claim().row())) taken.emplace(other.control_number);
    for (auto const& added : desk.added_lines(r.about.claim)) taken.insert(added.control_number);
    for (unsigned n = 2;; ++n) {
        std::string const suffix = "-" + std::to_string(n);
        std::string made{own.substr(0, longest_control_number - suffix.size())};
        made += suffix;
        if (taken.find(made) == taken.end()) return made;
    }
}

repair_outcome split(repair_request const& r, repair_desk& desk, two_sides const& sides) {
    auto const& line = *r.line();
    auto const& segments = r.window().segments;
    text::delimiters const& marks = r.window().marks;
    model::segment_index const first = std::min(line.lx, line.sv1);
    if (desk.has_draft(segments[first].offset, segments[line.end - 1].offset + 1)) return repair_outcome::wait();
    if (std::string why = objection(r, desk); !why.empty()) return repair_outcome::refuse(std::move(why));

    std::int64_t const cents = line.charge.value.cents;
    std::string const what = "split in two lines of one unit, one side each";
    repair_reason const reason{std::string{r.finding.rule}, r.level, what};
    auto const position =
        static_cast<std::uint32_t>(r.claim().row().lines.count + desk.added_lines(r.about.claim).size() + 1);
    std::string const number = std::to_string(position);
    std::string const control = control_number(r, desk);

    segment_draft& kept = desk.draft(segments[line.sv1], marks, r.about);
    kept.set_parts(1, sides.first);
    kept.set(2, charge_text(cents - cents / 2, line.charge_text));
    kept.set(4, "1");
    desk.say(kept, reason);

    insertion added;
    text::segment const& last = segments[r.claim().row().end - 1];
    added.offset = last.raw_offset + last.raw_size;
    for (model::segment_index i = first; i < line.end; ++i) {
        text::segment const& s = segments[i];
        segment_draft copy{s, marks};
        if (i == line.lx) copy.set(1, number);
        if (i == line.sv1) {
            copy.set_parts(1, sides.second);
            copy.set(2, charge_text(cents / 2, line.charge_text));
            copy.set(4, "1");
        }
        if (s.is("REF") && s.element(1) == "6R" && s.element(2) == line.control_number) copy.set(2, control);
        added.bytes += text::raw_of(s).substr(0, static_cast<std::size_t>(s.offset - s.raw_offset));
        added.bytes += copy.after();
        added.bytes += marks.terminator;
        added.segments.push_back(copy.after());
    }
    repair_reason of_new = reason;
    of_new.what = "new line " + number + " for the other side";
    desk.insert(std::move(added), r.about, std::move(of_new), marks);
    desk.added_lines(r.about.claim).push_back({position, r.about.line, control});
    desk.lock(r.about.claim, r.about.line);
    return {repair_state::done, what};
}

}  // namespace

repair_outcome split_sides(repair_request const& r, repair_desk& desk) {
    text::segment const* const sv1 = r.sv1();
    if (sv1 == nullptr || !sv1->is("SV1") || r.line()->lx == model::absent) return {};
    auto const sides = share_sides(segment_draft{*sv1, r.window().marks}.parts(1));
    if (!sides) return repair_outcome::refuse("the sides stand in the note (modifier 99); split the line by hand");
    return split(r, desk, *sides);
}

repair_outcome split_50(repair_request const& r, repair_desk& desk) {
    text::segment const* const sv1 = r.sv1();
    if (sv1 == nullptr || !sv1->is("SV1") || r.line()->lx == model::absent) return {};
    code_row const& code = r.claim().codes().hcpcs.row(r.claim().codes().hcpcs.find(r.line()->code));
    if (code.side == side_rule::none)
        return repair_outcome::refuse("the item is for the midline or its code takes no side; take 50 out by hand");
    auto const sides = share_50(segment_draft{*sv1, r.window().marks}.parts(1));
    if (!sides)
        return repair_outcome::refuse("50 stands beside RT or LT, or in the note; say by hand what was delivered");
    return split(r, desk, *sides);
}

}  // namespace orthoscrub::scrub::repairs
