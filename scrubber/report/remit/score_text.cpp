// score --format text: the money in all, a table with a row a rule that fired, best first, and the denials that no rule
// foresees by money. Rules that only missed are counted; the other formats hold the rest. A rule whose id does not fit
// stands above its figures, so nothing is cut.
//
//                              other   paid fixed          % as foreseen dollars dollars
//   rule           sent right reason anyway /held        strict, lenient  caught  missed
//   side-missing     40    28      4      8     0 70 (55-82), 78 (60-88)  26,600  11,400
#include <algorithm>
#include <array>

#include "scrubber/codes/answer_tables.hpp"
#include "scrubber/report/remit/score_report.hpp"
#include "scrubber/report/text_card.hpp"

namespace orthoscrub::scrub {
namespace {

enum column : std::size_t { rule, sent, right, other, paid, fixed, shares, caught, missed, columns };
/// Gaps beyond these are told as a sum.
constexpr std::size_t most_gaps = 10;

using table_row = std::array<std::string, columns>;

table_row const upper_heads{"", "", "", "other", "paid", "fixed", "% as foreseen", "dollars", "dollars"};
table_row const lower_heads{"rule",   "sent",  "right", "reason", "anyway", "/held", "strict, lenient",
                            "caught", "missed"};

std::string lines(std::uint64_t count) { return counted(count, "line", "lines"); }

std::string month_words(int month) {
    std::string const digits = std::to_string(month);
    return digits.substr(0, 4) + '-' + digits.substr(4);
}

/// Whole percent, rounded half up: "70".
std::string percent(std::uint64_t part, std::uint64_t whole) {
    return std::to_string((part * 200 + whole) / (2 * whole));
}

/// "70 (55-82)", in percent with the range of 95 %.
std::string share_words(remit::ratio value) {
    auto const bounds = remit::wilson(value);
    if (!bounds) return "-";
    return percent(value.part, value.whole) + " (" + percent(bounds->low, 1'000'000) + '-' +
           percent(bounds->high, 1'000'000) + ')';
}

/// Without cents, rounded half up: "1,240". Denied sums are never negative.
std::string whole_dollars(std::int64_t cents) {
    return grouped(static_cast<std::uint64_t>(std::max<std::int64_t>(cents, 0) + 50) / 100);
}

table_row row_of(std::string_view name, bool scored, remit::score_cells const& c) {
    table_row row;
    row[rule] = name;
    row[sent] = grouped(c.flagged() + c.censored_flagged);
    row[fixed] = grouped(c.interventions);
    for (std::size_t const cell : {right, other, paid, shares, caught, missed}) row[cell] = "-";
    if (!scored) return row;
    row[right] = grouped(c.tp);
    row[other] = grouped(c.fx);
    row[paid] = grouped(c.fp);
    row[shares] = c.insufficient() ? "insufficient"
                                   : share_words(c.precision_strict()) + ", " + share_words(c.precision_lenient());
    row[caught] = whole_dollars(c.caught.cents() + c.rejected_cents);
    row[missed] = whole_dollars(c.missed.cents());
    return row;
}

class score_text {
public:
    score_text(remit::scorecard const& card, answer_tables const& answers, text_options options, std::string& out)
        : card_{card}, answers_{answers}, options_{options}, out_{out} {}

    void write() {
        head();
        prepare();
        if (!rows_.empty()) {
            heads();
            for (table_row const& row : rows_) write_row(row);
            out_ += '\n';
        }
        quiet_rules();
        groups();
        drifts();
        gaps();
        legend();
    }

private:
    void sentence(std::string_view words) { append_wrapped("", words, options_.width, out_); }
    void head();
    void prepare();
    void heads();
    void write_row(table_row const& row);
    void quiet_rules();
    void groups();
    void drifts();
    void gaps();
    void legend();

    remit::scorecard const& card_;
    answer_tables const& answers_;
    text_options options_;
    std::string& out_;
    std::vector<table_row> rows_;  ///< of the rules that fired
    std::vector<std::pair<std::string, std::vector<table_row>>> groups_;
    std::array<std::size_t, columns> widths_{};
};

void score_text::head() {
    auto const& c = card_;
    std::int64_t covered = 0, gap = 0;
    for (auto const& m : c.covered) covered += m.denied.cents();
    for (auto const& m : c.gaps) gap += m.denied.cents();
    sentence(dollars(c.foreseen_money.cents()) + " of " + dollars(c.denied_money.cents()) +
             " denied was foreseen by a rule: " + grouped(c.foreseen) + " of " + lines(c.denied) + " denied.");
    sentence("Without a finding: " + dollars(covered) + " that a rule should have seen, " + dollars(gap) +
             " that no rule knows yet.");
    std::string count = grouped(c.eligible) + " of " + lines(c.lines) + " count; " + lines(c.open) + " open (" +
                        dollars(c.open_money.cents()) + "), " + grouped(c.overdue) + " of them over " +
                        std::to_string(c.options.maturity_days) + " days.";
    if (c.rejected != 0)
        count +=
            ' ' + lines(c.rejected) + " rejected by the front end, " + grouped(c.foreseen_rejections) + " foreseen.";
    sentence(count);
    std::string left_out;
    for (std::size_t e = 1; e < c.excluded.size(); ++e)
        if (c.excluded[e] != 0) {
            std::string name{to_string(static_cast<remit::exclusion>(e))};
            std::ranges::replace(name, '_', ' ');
            left_out += (left_out.empty() ? "" : ", ") + name + ' ' + grouped(c.excluded[e]);
        }
    if (!left_out.empty()) sentence("Left out: " + left_out + '.');
    out_ += '\n';
}

/// Makes the rows and fits the columns to them; the column of rules takes what is left.
void score_text::prepare() {
    for (remit::rule_score const& r : card_.rules)
        if (r.cells.fired()) rows_.push_back(row_of(r.rule, r.scored, r.cells));
    for (remit::score_group const& group : card_.groups) {
        std::string name = group.payer.empty() ? std::string{} : "payer " + std::string{open_value(group.payer)};
        if (group.month != 0) name += (name.empty() ? "" : ", ") + month_words(group.month);
        std::vector<table_row> rows;
        for (auto const& [row, cells] : group.rules)
            if (cells.fired()) rows.push_back(row_of(card_.rules[row].rule, card_.rules[row].scored, cells));
        if (!rows.empty()) groups_.emplace_back(std::move(name), std::move(rows));
    }
    auto const fit = [&](table_row const& row) {
        for (std::size_t i = 0; i < columns; ++i) widths_[i] = std::max(widths_[i], row[i].size());
    };
    fit(upper_heads);
    fit(lower_heads);
    for (table_row const& row : rows_) fit(row);
    for (auto const& [name, rows] : groups_)
        for (table_row const& row : rows) fit(row);
    std::size_t figures = 0;
    for (std::size_t i = sent; i < columns; ++i) figures += 1 + widths_[i];
    widths_[rule] = std::min(widths_[rule], options_.width > figures ? options_.width - figures : 0);
}

void score_text::heads() {
    write_row(upper_heads);
    write_row(lower_heads);
}

void score_text::write_row(table_row const& row) {
    std::size_t used = row[rule].size();
    out_ += row[rule];
    if (used > widths_[rule]) {
        out_ += '\n';
        used = 0;
    }
    out_.append(widths_[rule] - used, ' ');
    for (std::size_t i = sent; i < columns; ++i) {
        out_.append(1 + widths_[i] - row[i].size(), ' ');
        out_ += row[i];
    }
    out_ += '\n';
}

void score_text::quiet_rules() {
    std::uint64_t missing = 0, silent = 0;
    for (remit::rule_score const& r : card_.rules)
        if (!r.cells.fired()) ++(r.cells.fn != 0 ? missing : silent);
    std::string words;
    if (missing != 0)
        words = counted(missing, "rule", "rules") + " never fired on lines denied for a reason that they foresee";
    if (silent != 0)
        words += (words.empty() ? "" : "; ") + counted(silent, "rule", "rules") + " never fired and missed nothing";
    if (words.empty()) return;
    sentence(words + '.');
    out_ += '\n';
}

void score_text::groups() {
    for (auto const& [name, rows] : groups_) {
        out_ += name + '\n';
        for (table_row const& row : rows) write_row(row);
        out_ += '\n';
    }
}

void score_text::drifts() {
    for (remit::score_drift const& d : card_.drifts)
        sentence("Drift: " + d.rule + (d.payer.empty() ? "" : ", payer " + std::string{open_value(d.payer)}) +
                 ": denied as foreseen fell from " + percent(d.before.part, d.before.whole) + "% in " +
                 month_words(d.from) + " to " + percent(d.after.part, d.after.whole) + "% in " + month_words(d.to) +
                 '.');
    if (!card_.drifts.empty()) out_ += '\n';
}

void score_text::gaps() {
    if (card_.gaps.empty()) return;
    sentence("Denied, and no rule yet, the greatest first:");
    std::size_t const shown = std::min(card_.gaps.size(), most_gaps);
    std::size_t money_width = 0, count_width = 0;
    for (std::size_t i = 0; i < shown; ++i) {
        money_width = std::max(money_width, dollars(card_.gaps[i].denied.cents()).size());
        count_width = std::max(count_width, lines(card_.gaps[i].lines).size());
    }
    for (std::size_t i = 0; i < shown; ++i) {
        remit::missed_reason const& m = card_.gaps[i];
        std::string const money = dollars(m.denied.cents()), count = lines(m.lines);
        std::string const start = std::string(2 + money_width - money.size(), ' ') + money + "  " + count +
                                  std::string(count_width - count.size() + 2, ' ');
        std::string words = "CARC " + std::string{open_value(m.carc)};
        for (std::string const& code : m.rarcs) words += " RARC " + std::string{open_value(code)};
        if (auto const* row = answers_.carc(m.carc); row && !row->meaning.empty())
            words += " (" + std::string{row->meaning} + ')';
        words += ", as " + std::string{open_value(m.claim)} + " line " + std::string{open_value(m.number)};
        append_wrapped(start, words, options_.width, out_);
    }
    if (shown != card_.gaps.size()) {
        std::int64_t rest = 0;
        for (std::size_t i = shown; i < card_.gaps.size(); ++i) rest += card_.gaps[i].denied.cents();
        append_wrapped("  ",
                       "and " + counted(card_.gaps.size() - shown, "other reason", "other reasons") + " for " +
                           dollars(rest) + ": --format json has them.",
                       options_.width, out_);
    }
    out_ += '\n';
}

void score_text::legend() {
    bool billed = false, expected = false;
    for (remit::rule_score const& r : card_.rules)
        for (auto const* sum : {&r.cells.caught, &r.cells.missed})
            if (sum->lines != 0) (sum->by_expected() ? expected : billed) = true;
    std::string_view const basis = !expected ? "as billed"
                                   : !billed ? "as the payer pays"
                                             : "billed or as the payer pays";
    sentence("strict: right of all decided (95% range); lenient: without other reasons; insufficient: under 30.");
    sentence("sent: open lines, too; caught, missed: refused with and without the finding, " + std::string{basis} +
             '.');
}

}  // namespace

std::string precision_words(remit::score_cells const& c) {
    auto const bounds = remit::wilson(c.precision_strict());
    if (!bounds) return "none";
    return remit::decimals(c.precision_strict()) + " (" + remit::decimals(bounds->low) + " to " +
           remit::decimals(bounds->high) + (c.insufficient() ? ", insufficient)" : ")");
}

void write_score_text(run_info const&, remit::scorecard const& card, answer_tables const& answers, text_options options,
                      std::string& out) {
    score_text{card, answers, options, out}.write();
}

}  // namespace orthoscrub::scrub
