// diff --packs --format text: which packs, what was gained and lost in lines and money, the rules that differ with their
// record before and after, then the lines.
#include <algorithm>

#include "scrubber/report/remit/diff_report.hpp"
#include "scrubber/report/remit/score_report.hpp"
#include "scrubber/report/text_card.hpp"

namespace orthoscrub::scrub {
namespace {

std::string pack_words(remit::pack_name const& pack) {
    return pack.name + ' ' + pack.version + ", SHA-256 " + pack.sha256;
}

std::string_view crossing_words(remit::crossing what) {
    switch (what) {
        case remit::crossing::gained_tp:
            return "Gained: denied as a finding now foresees";
        case remit::crossing::lost_tp:
            return "Lost: denied as a finding foresaw, and none does now";
        case remit::crossing::gained_fp:
            return "False alarms gained: flagged now, not denied";
        case remit::crossing::lost_fp:
            return "False alarms lost: no longer flagged, not denied";
        case remit::crossing::gained_other:
            return "Flagged now, denied for something else";
        case remit::crossing::lost_other:
            return "No longer flagged, denied for something else";
        case remit::crossing::unknown:
            return "Flagged by one pack only, not decided yet or not counted";
        default:
            return "The same for the line, by other rules or not at all";
    }
}

std::string cells_words(std::optional<remit::score_cells> const& cells, bool scored) {
    if (!cells) return "not in the pack";
    std::string out = grouped(cells->flagged()) + " flagged";
    if (scored)
        out += ", " + grouped(cells->tp) + " right, " + grouped(cells->fn) + " missed; precision " +
               precision_words(*cells);
    return out;
}

}  // namespace

void write_pack_diff_text(remit::pack_diff const& diff, std::span<std::string const> failures, text_options options,
                          std::string& out) {
    auto const say = [&](std::string_view head, std::string_view words) {
        append_wrapped(head, words, options.width, out);
    };
    say("from  ", pack_words(diff.before));
    say("to    ", pack_words(diff.after));
    for (std::string const& failure : failures) say("STOP  ", failure + '.');
    out += '\n';
    if (diff.same()) {
        say("", "No difference in " + counted(diff.lines, "line", "lines") + '.');
        return;
    }
    say("", counted(diff.lines, "line", "lines") + ": " + grouped(diff.newly_flagged) + " newly flagged, " +
                grouped(diff.no_longer_flagged) + " no longer.");
    for (std::size_t c = 0; c < diff.crossings.size(); ++c) {
        auto const what = static_cast<remit::crossing>(c);
        auto const& sum = diff.of(what);
        if (sum.lines == 0 || what == remit::crossing::same) continue;
        say("", std::string{crossing_words(what)} + ": " + counted(sum.lines, "line", "lines") + ", " +
                    dollars(sum.cents) + '.');
    }
    say("", "Precision of all rules: " + precision_words(diff.total_before) + " before, " +
                precision_words(diff.total_after) + " after.");
    out += '\n';
    for (remit::pack_rule_change const& rule : diff.rules) {
        std::string words;
        for (auto const what : rule.changes) words += (words.empty() ? "" : ", ") + std::string{to_string(what)};
        std::ranges::replace(words, '_', ' ');
        say("", rule.rule + ": " + (words.empty() ? "other findings" : words));
        say("  before  ", cells_words(rule.before, rule.scored));
        say("   after  ", cells_words(rule.after, rule.scored));
    }
    if (!diff.rules.empty()) out += '\n';
    for (remit::pack_line_change const& c : diff.changes) {
        std::string word{to_string(c.what)};
        std::ranges::replace(word, '_', ' ');
        std::string words = word + ": claim " + std::string{open_value(c.claim)} + ", line " +
                            std::string{open_value(c.number)} + ", " + std::string{open_value(c.code)} + ", " +
                            std::string{remit::to_string(c.decided)} + ", " + dollars(c.cents);
        for (std::string const& rule : c.gained) words += "; + " + rule;
        for (std::string const& rule : c.lost) words += "; - " + rule;
        append_wrapped("  ", words, options.width, out);
    }
}

}  // namespace orthoscrub::scrub
