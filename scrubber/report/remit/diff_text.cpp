// diff --format text for two remittances: money first, then the classes, the transition matrix, and a card a change,
// greatest change of payment first. Fits 80 columns.
#include <algorithm>

#include "scrubber/report/remit/diff_report.hpp"
#include "scrubber/report/text_card.hpp"

namespace orthoscrub::scrub {
namespace {

std::string signed_dollars(std::int64_t cents) { return (cents > 0 ? "+" : "") + dollars(cents); }

std::string_view cell_words(std::size_t cell) {
    return cell == remit::no_such_line ? "no such line" : remit::to_string(static_cast<remit::disposition>(cell));
}

std::string delta_words(remit::amount_deltas const& d) {
    std::string out;
    auto const part = [&](std::string_view name, std::int64_t cents) {
        if (cents == 0) return;
        out += (out.empty() ? "" : ", ") + std::string{name} + ' ' + signed_dollars(cents);
    };
    part("charge", d.charge);
    part("paid", d.paid);
    part("patient's share", d.patient_share);
    part("contractual", d.contractual);
    part("prior payer", d.prior_payer);
    part("bundled", d.bundled);
    part("pending", d.pending);
    part("denied", d.denied);
    return out;
}

std::string list_words(std::vector<std::string> const& codes) {
    std::string out;
    for (std::string const& code : codes) out += (out.empty() ? "" : ", ") + std::string{open_value(code)};
    return out;
}

std::string state_words(remit::diff_line const& l) {
    std::string out{remit::to_string(l.decided)};
    if (l.sub != remit::sub_reason::none) out += " (" + std::string{remit::to_string(l.sub)} + ')';
    return out;
}

void append_change(remit::line_difference const& d, text_options options, std::string& out) {
    remit::diff_line const& l = d.line();
    std::string head = "claim " + std::string{open_value(l.claim)};
    if (!l.number.empty()) head += ", line " + std::string{open_value(l.number)};
    head += "  " + std::string{open_value(l.code)};
    std::string const amount = signed_dollars(d.deltas.paid);
    std::string word{remit::to_string(d.kind)};
    std::ranges::replace(word, '_', ' ');
    std::string const line = word + ": " + head;
    out += line;
    out.append(line.size() + amount.size() + 2 <= options.width ? options.width - line.size() - amount.size() : 2, ' ');
    out += amount + '\n';
    auto const paragraph = [&](std::string_view label, std::string const& words) {
        if (words.empty()) return;
        std::string start(card_indent.size() - label.size() - 2, ' ');
        start += label;
        start += "  ";
        append_wrapped(start, words, options.width, out);
    };
    if (d.from && d.to && state_words(*d.from) != state_words(*d.to))
        paragraph("", state_words(*d.from) + " -> " + state_words(*d.to));
    else paragraph("", state_words(l));
    paragraph("amounts", delta_words(d.deltas));
    paragraph("gone", list_words(d.gone));
    paragraph("new", list_words(d.fresh));
    if (d.kind == remit::diff_class::match_changed)
        paragraph("match", std::string{remit::to_string(d.from->tier)} + ' ' +
                               std::string{open_value(d.from->partner)} + " -> " +
                               std::string{remit::to_string(d.to->tier)} + ' ' +
                               std::string{open_value(d.to->partner)});
    if (d.kind == remit::diff_class::identifier_changed)
        paragraph("ids", std::string{open_value(d.from->icn)} + " / " + std::string{open_value(d.from->trace)} +
                             " -> " + std::string{open_value(d.to->icn)} + " / " +
                             std::string{open_value(d.to->trace)});
    if (d.unbalanced)
        paragraph("check", "The changes do not come to zero: " + signed_dollars(d.deltas.rest()) +
                               " too much. One of the two answers does not balance.");
    out += '\n';
}

}  // namespace

void write_diff_text(diff_sides sides, remit::remit_diff const& diff, text_options options, std::string& out) {
    append_wrapped("", std::string{sides.from} + " -> " + std::string{sides.to}, options.width, out);
    auto const unchanged = diff.count(remit::diff_class::unchanged);
    if (diff.same()) {
        append_wrapped("", "No difference in " + counted(unchanged, "line", "lines") + '.', options.width, out);
        return;
    }
    std::string const words = delta_words(diff.deltas);
    append_wrapped("", words.empty() ? "No money moved in all." : words + " in all.", options.width, out);
    std::string classes;
    for (std::size_t c = 0; c < diff.counts.size(); ++c) {
        if (diff.counts[c] == 0) continue;
        std::string name{remit::to_string(static_cast<remit::diff_class>(c))};
        std::ranges::replace(name, '_', ' ');
        classes += (classes.empty() ? "" : ", ") + name + ' ' + grouped(diff.counts[c]);
    }
    append_wrapped("", counted(diff.changes.size() + unchanged, "line", "lines") + ": " + classes + '.', options.width,
                   out);
    if (diff.unbalanced != 0)
        append_wrapped("", "On " + counted(diff.unbalanced, "line", "lines") + " the changes do not come to zero.",
                       options.width, out);
    out += "\nFrom -> to, lines, change of payment:\n";
    for (std::size_t i = 0; i <= remit::no_such_line; ++i)
        for (std::size_t k = 0; k <= remit::no_such_line; ++k) {
            remit::transition const& cell = diff.matrix[i][k];
            if (cell.lines == 0) continue;
            append_wrapped("  ",
                           std::string{cell_words(i)} + " -> " + std::string{cell_words(k)} + ": " +
                               grouped(cell.lines) + ", " + signed_dollars(cell.paid_cents),
                           options.width, out);
        }
    out += '\n';
    for (remit::line_difference const& d : diff.changes) append_change(d, options, out);
}

}  // namespace orthoscrub::scrub
