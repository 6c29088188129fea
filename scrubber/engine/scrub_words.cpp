// Hits and faults of a window in the order of the file, each in words: message, remedy, box, claim and line; then suppressed,
// or counted and handed over.
#include <algorithm>
#include <array>
#include <functional>

#include "parser/text/fault_reply.hpp"
#include "scrubber/engine/fingerprint.hpp"
#include "scrubber/engine/message.hpp"
#include "scrubber/engine/scrub_state.hpp"

namespace orthoscrub::scrub {
namespace {

using text::fault_code;

bool about_limits(fault_code code) {
    return code == fault_code::segment_too_long || code == fault_code::claim_too_long;
}

/// The box of the paper form; a segment as a whole has one only when all its elements share it.
std::string_view box_of(form_tables const& forms, text::address const& at, text::segment const& segment) {
    std::string_view const loop = text::to_string(at.loop);
    if (at.element != 0) return forms.box(loop, segment.name(), segment.element(1), at.element, at.component);
    std::string_view box = forms.box(loop, segment.name(), segment.element(1), 0);
    for (form_box const& row : forms.boxes())
        if (row.loop == loop && row.segment == segment.name() &&
            (row.qualifier.empty() || row.qualifier == segment.element(1)) && row.box != box)
            return {};
    return box;
}

std::tuple<model::segment_index, unsigned, unsigned> place_of(hit const& h) noexcept {
    return {h.segment, h.element, h.component};
}

/// The segment of the window that the address names; absent when it stands in no window, or in another one.
model::segment_index index_of(std::span<text::segment const> segments, text::address const& at) noexcept {
    auto const found = std::ranges::lower_bound(segments, at.segment, {}, &text::segment::ordinal);
    if (at.segment == 0 || found == segments.end() || found->ordinal != at.segment) return model::absent;
    return static_cast<model::segment_index>(found - segments.begin());
}

}  // namespace

/// Hits by segment, element and component, so that a fault finds those of its place without looking at all.
void scrub_stages::state::sort_hits() {
    by_place.clear();
    for (hit const& h : rows->hits) by_place.push_back(&h);
    std::sort(by_place.begin(), by_place.end(), [](hit const* a, hit const* b) { return place_of(*a) < place_of(*b); });
}

/// True when a rule answers the same element with the same code of the 999: then the rule's words are the better ones.
bool scrub_stages::state::said_by_rule(text::fault const& f) const {
    if (f.at.element == 0 || f.code < fault_code::guide_segment_missing || by_place.empty()) return false;
    model::segment_index const segment = index_of(window.segments, f.at);
    if (segment == model::absent) return false;
    std::tuple const place{segment, unsigned{f.at.element}, unsigned{f.at.component}};
    auto const from = std::ranges::lower_bound(by_place, place, {}, [](hit const* h) { return place_of(*h); });
    std::string_view const reply = f.reply.empty() ? text::reply_to(f.code).code : f.reply;
    for (auto at = from; at != by_place.end() && place_of(**at) == place; ++at)
        if (std::ranges::any_of(book.rule((*at)->rule).ast.predicts, [&](grammars::prediction const& p) {
                return p.guide_reply == reply && p.guide_segment.empty();
            }))
            return true;
    return false;
}

/// Everything known since the last call, in order.
void scrub_stages::state::tell() {
    if (rows->hits.empty() && now->faults.faults().empty()) return;
    items.clear();
    for (hit const& h : rows->hits)
        items.push_back({window.segments[h.segment].offset, book.rule(h.rule).ast.id, &h, nullptr});
    if (!now->faults.faults().empty()) sort_hits();
    for (text::fault const& f : now->faults.faults()) {
        limit = limit || about_limits(f.code);
        std::string_view const id = text::describe(f.code).id;
        if (said_by_rule(f)) continue;
        if (!options.faults || options.faults(id)) items.push_back({f.at.byte, id, nullptr, &f});
    }
    std::stable_sort(items.begin(), items.end(),
                     [](item const& a, item const& b) { return a.byte != b.byte ? a.byte < b.byte : a.rule < b.rule; });
    opened = model::absent;
    for (item const& i : items) i.said ? tell_hit(*i.said) : tell_fault(*i.fault);
    rows->hits.clear();
    now->faults.clear();
}

/// Findings come claim by claim, and opening one looks at all its lines.
void scrub_stages::state::open_claim(std::uint32_t row) {
    if (row != opened) claim.open(window, row);
    opened = row;
}

void scrub_stages::state::tell_hit(hit const& h) {
    compiled_rule const& rule = book.rule(h.rule);
    open_claim(h.claim);
    text::segment const& segment = window.segments[h.segment];
    fingerprint = fingerprint_of(rule.ast.id, claim, h, segment);
    if (suppressed(rule.ast.id, h.level, &claim, h.line, h.segment)) return;
    subject const s = subject_of(claim, rule, h);
    render_message(rule.ast.message, rule, book, s, message);
    render_message(rule.ast.remedy, rule, book, s, remedy);

    finding_view f;
    f.rule = rule.ast.id;
    f.level = h.level;
    f.at = text::address_of(segment, rows->claims.loops[h.segment], h.element, h.component);
    f.title = rule.ast.title;
    f.message = message;
    f.remedy = remedy;
    f.predicts = rule.ast.predicts;
    f.sources = rule.ast.sources;
    f.confidence = rule.ast.confidence;
    f.fix = rule.ast.fix;
    f.fix_text = rule.ast.fix_text;
    f.snip = rule.snip;
    f.fingerprint = fingerprint;
    f.box = box_of(book.codes().forms, f.at, segment);
    hand_over(f, h.claim, h.line, h.segment);
}

void scrub_stages::state::tell_fault(text::fault const& fault) {
    text::fault_text const& words = text::describe(fault.code);
    message = text::message_of(fault);
    remedy = text::remedy_of(fault);
    finding_view f;
    f.rule = words.id;
    f.level = words.level;
    if (auto const own = options.severities.find(words.id); own != options.severities.end()) f.level = own->second;
    f.at = fault.at;
    f.title = words.title;
    f.message = message;
    f.remedy = remedy;
    f.snip = text::reply_to(fault.code).snip;
    f.count = fault.count;
    f.fault = &fault;
    if (now->kind == window_kind::answer) return tell_of_answer(f, fault);

    // The claim and line that the segment belongs to, when it stands in this window.
    std::uint32_t claim_row = model::absent, line_row = model::absent;
    model::segment_index const index = index_of(window.segments, fault.at);
    if (index != model::absent) {
        text::segment const& segment = window.segments[index];
        // A segment that is missing is told at the one that opened its loop.
        if (segment.id == fault.at.id) f.box = box_of(book.codes().forms, f.at, segment);
        // Claims and lines follow each other: the first that ends behind the segment holds it, if it has begun.
        auto const ends_behind = [index](auto const& row) { return index < row.end; };
        auto const& claims = rows->claims.claims;
        auto const in = std::ranges::partition_point(claims, std::not_fn(ends_behind));
        if (in != claims.end() && in->clm <= index) claim_row = static_cast<std::uint32_t>(in - claims.begin());
        if (claim_row != model::absent) {
            std::span<model::line_row const> const lines = rows->claims.lines_of(*in);
            auto const line = std::ranges::partition_point(lines, std::not_fn(ends_behind));
            if (line != lines.end() && std::min(line->lx, line->sv1) <= index)
                line_row = in->lines.first + static_cast<std::uint32_t>(line - lines.begin());
            open_claim(claim_row);
        }
    }
    std::uint32_t const occurrence =
        told[{fault.code, claim_row, line_row, fault.at.loop, fault.at.id, fault.at.element}]++;
    claim_context const* const of = claim_row == model::absent ? nullptr : &claim;
    fingerprint = fingerprint_of(fault, of, line_row, occurrence);
    if (suppressed(words.id, f.level, of, line_row, index)) return;
    f.fingerprint = fingerprint;
    hand_over(f, claim_row, line_row, index);
}

/// A fault of an 835, 999 or 277CA, with the claim and line that it stands in.
void scrub_stages::state::tell_of_answer(finding_view& f, text::fault const& fault) {
    answer_subject of;
    answer_check::find(fault, window.segments, rows->answer, of);
    if (of.claim_row != model::absent) {
        claim_flags[of.claim_row] |= flagged;
        of.claim.ordinal = result->counts.claims + of.claim_row + 1;
        of.claim.st = now->open->set().control_number;
        f.claim = &of.claim;
    }
    if (of.line_row != model::absent) {
        line_flags[of.line_row] |= flagged;
        f.line = &of.line;
    }
    std::uint32_t const occurrence =
        told[{fault.code, of.claim_row, of.line_row, fault.at.loop, fault.at.id, fault.at.element}]++;
    fingerprint = fingerprint_of(fault, of.claim.control_number, of.line.control_number, occurrence);
    f.fingerprint = fingerprint;
    f.file = result->path;
    result->counts.add(f.rule, f.level);
    if (*found) (*found)(f);
}

/// True when the user decided to live with the finding whose fingerprint was just made; then it is counted and no more.
bool scrub_stages::state::suppressed(std::string_view rule, text::severity level, claim_context const* of,
                                     std::uint32_t line_row, model::segment_index segment) {
    if (options.suppressions == nullptr) return false;
    auto const entry = options.suppressions->covering(rule, of, line_row);
    if (!entry) return false;
    ++result->counts.suppressed;
    ++result->counts.suppressions_used[*entry];
    if (options.suppressed) options.suppressed({rule, fingerprint, level, finding_place{*of, line_row, segment}});
    return true;
}

/// Adds claim and line, counts, and gives the finding away.
void scrub_stages::state::hand_over(finding_view& f, std::uint32_t claim_row, std::uint32_t line_row,
                                    model::segment_index segment) {
    finding_place const place{claim, line_row, segment};
    finding_claim c;
    finding_line l;
    std::array<std::string_view, 4> modifiers;
    std::size_t written = 0;
    if (claim_row != model::absent) {
        model::claim_row const& row = rows->claims.claims[claim_row];
        c = {row.control_number, result->counts.claims + claim_row + 1, now->open->set().control_number,
             claim.payer().id, row.charge};
        f.claim = &c;
        f.place = &place;
    }
    if (line_row != model::absent) {
        model::line_row const& row = rows->claims.lines[line_row];
        for (std::size_t i = 0; i < row.modifiers.size(); ++i) {
            modifiers[i] = open_value(row.modifiers[i]);
            if (!row.modifiers[i].empty()) written = i + 1;
        }
        l = {open_value(row.number),
             open_value(row.control_number),
             open_value(row.code),
             std::span<std::string_view const>{modifiers}.first(written),
             row.units,
             row.charge};
        f.line = &l;
    }
    f.file = result->path;
    result->counts.add(f.rule, f.level);
    flag(f.level, claim_row, line_row);
    if (*found) (*found)(f);
}

/// A line finding marks its line, a claim finding all lines of the claim.
void scrub_stages::state::flag(text::severity level, std::uint32_t claim_row, std::uint32_t line_row) {
    if (claim_row == model::absent) return;
    std::uint8_t const bits = level == text::severity::note ? flagged : flagged | at_stake;
    claim_flags[claim_row] |= bits;
    if (line_row != model::absent) {
        line_flags[line_row] |= bits;
        return;
    }
    auto const all_lines = static_cast<std::uint8_t>(bits << 2);
    if ((claim_flags[claim_row] & all_lines) == all_lines) return;
    claim_flags[claim_row] |= all_lines;
    model::row_range const lines = rows->claims.claims[claim_row].lines;
    for (std::uint32_t row = lines.first; row < lines.first + lines.count; ++row) line_flags[row] |= bits;
}

}  // namespace orthoscrub::scrub
