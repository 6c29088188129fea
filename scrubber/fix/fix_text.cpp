// The report for people: repaired, refused, left. With `diff` each change shows its segments, - before and + after.
#include <map>
#include <set>

#include "scrubber/fix/fix_report.hpp"
#include "scrubber/report/allow_list.hpp"
#include "scrubber/report/report.hpp"
#include "scrubber/report/text_card.hpp"

namespace orthoscrub::scrub {
namespace {

std::string place_of(repair_subject const& about) {
    if (about.claim == 0) return "File";
    std::string words = "Claim " + about.claim_number;
    if (about.line == 0) return words;
    return words + ", line " + (about.line_number.empty() ? std::to_string(about.line) : about.line_number);
}

void write_segments(char sign, std::vector<std::string> const& segments, fix_view const& view, change const& c,
                    std::string& out) {
    for (std::string const& s : segments) {
        out += "    ";
        out += sign;
        out += ' ';
        out += shown_segment(s, c.marks, view.show_phi);
        out += '\n';
    }
}

void write_changes(fix_view const& view, std::string& out) {
    if (view.result.changes.empty()) return;
    out += "\nREPAIRED\n";
    for (change const& c : view.result.changes) {
        out += "  " + place_of(c.about) + '\n';
        for (repair_reason const& r : c.reasons)
            append_wrapped("    ", r.what + " (" + r.rule + ", " + std::string{grammars::to_string(r.level)} + ")",
                           view.width, out);
        if (!view.diff) continue;
        write_segments('-', c.before, view, c, out);
        write_segments('+', c.after, view, c, out);
    }
}

void write_refusals(fix_view const& view, std::string& out) {
    if (view.result.refusals.empty()) return;
    out += "\nREFUSED\n";
    for (refusal const& r : view.result.refusals) {
        out += "  " + place_of(r.about) + '\n';
        append_wrapped("    ", r.rule + ": " + r.why, view.width, out);
    }
}

void write_left(fix_view const& view, std::string& out) {
    if (view.result.left.empty()) return;
    out += "\nLEFT FOR YOU\n";
    for (auto const& [rule, stays] : view.result.left) {
        out += "  " + grouped(stays.count) + ' ' + rule + " (" + std::string{text::to_string(stays.level)} + ")";
        if (stays.unsafe) out += ": --unsafe " + rule + " repairs what it can";
        out += '\n';
    }
}

}  // namespace

std::string shown_segment(std::string const& segment, text::delimiters const& marks, bool show_phi) {
    if (show_phi) return segment;
    owned_segment const s{segment, marks.element};
    return masked_segment(s.view(), marks);
}

void write_fix_text(fix_view const& view, std::string& out) {
    fix_result const& r = view.result;
    std::set<std::uint64_t> claims;
    std::uint64_t left = 0;
    for (change const& c : r.changes)
        if (c.about.claim != 0) claims.insert(c.about.claim);
    for (auto const& [rule, stays] : r.left) left += stays.count;
    std::string const path = r.before.path == "-" ? "standard input" : r.before.path;
    std::string words = path + ": ";
    if (r.changes.empty()) words += "nothing to repair";
    else words += counted(r.changes.size(), "change", "changes") + " in " + counted(claims.size(), "claim", "claims");
    words += ", " + grouped(r.refusals.size()) + " refused, " + counted(left, "finding", "findings") + " left, " +
             counted(r.errors_left(), "error", "errors") + " among them.";
    append_wrapped("", words, view.width, out);
    if (view.output.empty()) out += "Nothing was written.\n";
    else if (view.output != "-") out += "Written to " + std::string{view.output} + ".\n";
    write_changes(view, out);
    write_refusals(view, out);
    write_left(view, out);
}

}  // namespace orthoscrub::scrub
