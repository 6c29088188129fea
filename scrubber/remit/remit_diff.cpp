// Two sets of outcomes side by side: both are put in the order of (id, payer) and walked together, so
// that neither the order of files nor that of lines within a file can be a difference. Reasons are compared as sets of
// group and CARC, RARCs as sets; amounts by class, because a CAS that only moved between codes of a class is a change of
// reason and not of money.
#include "scrubber/remit/remit_diff.hpp"

#include <algorithm>
#include <tuple>

namespace orthoscrub::remit {
namespace {

std::vector<std::string> words_of(diff_line const& line) {
    std::vector<std::string> words;
    for (outcome_reason const& reason : line.reasons) {
        std::string word{reason.group};
        if (!word.empty()) word += '-';
        words.push_back(word += reason.carc);
    }
    for (std::string_view const code : line.rarcs) words.emplace_back(code);
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

amount_deltas deltas_of(line_amounts const& a, line_amounts const& b) noexcept {
    auto const less = [](model::money to, model::money from) { return to.cents - from.cents; };
    return {less(b.charge, a.charge),
            less(b.paid, a.paid),
            less(b.patient_share, a.patient_share),
            less(b.contractual, a.contractual),
            less(b.prior_payer, a.prior_payer),
            less(b.bundled, a.bundled),
            less(b.pending, a.pending),
            less(b.denied, a.denied)};
}

std::size_t cell_of(diff_line const* line) noexcept {
    return line ? static_cast<std::size_t>(line->decided) : no_such_line;
}

std::uint64_t size_of(std::int64_t cents) noexcept {
    return cents < 0 ? 0 - static_cast<std::uint64_t>(cents) : static_cast<std::uint64_t>(cents);
}

class comparison {
public:
    explicit comparison(remit_diff_options options) { out_.options = options; }

    void add(diff_line const* from, diff_line const* to) {
        static diff_line const nothing;
        diff_line const &a = from ? *from : nothing, &b = to ? *to : nothing;
        line_difference d;
        d.from = from;
        d.to = to;
        d.deltas = deltas_of(a.amounts, b.amounts);
        d.kind = !from ? diff_class::added : !to ? diff_class::removed : kind_of(a, b, d.deltas);
        d.unbalanced = from && to && d.deltas.charge == 0 && d.deltas.rest() != 0;
        if (d.unbalanced) ++out_.unbalanced;
        transition& cell = out_.matrix[cell_of(from)][cell_of(to)];
        ++cell.lines;
        cell.paid_cents += d.deltas.paid;
        cell.charge_cents += (to ? b : a).amounts.charge.cents;
        ++out_.counts[static_cast<std::size_t>(d.kind)];
        out_.deltas.add(d.deltas);
        if (d.kind == diff_class::unchanged) return;
        auto const before = words_of(a), after = words_of(b);
        std::ranges::set_difference(before, after, std::back_inserter(d.gone));
        std::ranges::set_difference(after, before, std::back_inserter(d.fresh));
        out_.changes.push_back(std::move(d));
    }

    remit_diff done() {
        auto const key = [](line_difference const& d) {
            auto const payer = d.from && d.to ? std::min(d.from->payer, d.to->payer) : d.line().payer;
            return std::tuple{~size_of(d.deltas.paid), d.line().id, payer};
        };
        std::ranges::stable_sort(out_.changes, {}, key);
        return std::move(out_);
    }

private:
    diff_class kind_of(diff_line const& a, diff_line const& b, amount_deltas const& deltas) const {
        if (a.decided != b.decided || a.sub != b.sub) return diff_class::disposition_changed;
        if (deltas != amount_deltas{}) return diff_class::amount_changed;
        if (words_of(a) != words_of(b)) return diff_class::reason_changed;
        if (a.tier != b.tier || a.partner != b.partner) return diff_class::match_changed;
        if (out_.options.identifiers && (a.icn != b.icn || a.trace != b.trace)) return diff_class::identifier_changed;
        return diff_class::unchanged;
    }

    remit_diff out_;
};

/// Rows in the order of id, payer and content, so that the order of the input plays no part.
std::vector<diff_line const*> sorted(std::span<diff_line const> lines) {
    std::vector<diff_line const*> rows;
    rows.reserve(lines.size());
    for (diff_line const& line : lines) rows.push_back(&line);
    std::ranges::stable_sort(rows, {}, [](diff_line const* l) {
        return std::tuple{l->id, l->payer, l->decided, l->amounts.charge, l->amounts.paid, l->icn};
    });
    return rows;
}

/// The rows of one id: equal payers first, what is left in order.
void pair_up(std::span<diff_line const*> a, std::span<diff_line const*> b, comparison& out) {
    if (a.size() == 1 && b.size() == 1) return out.add(a[0], b[0]);
    for (diff_line const*& left : a)
        for (diff_line const*& right : b) {
            if (!left || !right || left->payer != right->payer) continue;
            out.add(left, right);
            left = right = nullptr;
        }
    auto right = b.begin();
    for (diff_line const* left : a) {
        if (!left) continue;
        while (right != b.end() && !*right) ++right;
        out.add(left, right != b.end() ? *right++ : nullptr);
    }
    for (; right != b.end(); ++right)
        if (*right) out.add(nullptr, *right);
}

}  // namespace

std::string_view to_string(diff_class what) noexcept {
    switch (what) {
        case diff_class::added:
            return "added";
        case diff_class::removed:
            return "removed";
        case diff_class::disposition_changed:
            return "disposition_changed";
        case diff_class::amount_changed:
            return "amount_changed";
        case diff_class::reason_changed:
            return "reason_changed";
        case diff_class::match_changed:
            return "match_changed";
        case diff_class::identifier_changed:
            return "identifier_changed";
        default:
            return "unchanged";
    }
}

void amount_deltas::add(amount_deltas const& other) noexcept {
    charge += other.charge;
    paid += other.paid;
    patient_share += other.patient_share;
    contractual += other.contractual;
    prior_payer += other.prior_payer;
    bundled += other.bundled;
    pending += other.pending;
    denied += other.denied;
}

remit_diff diff_remittances(std::span<diff_line const> a, std::span<diff_line const> b, remit_diff_options options) {
    auto left = sorted(a), right = sorted(b);
    comparison out{options};
    auto const run = [](std::vector<diff_line const*> const& rows, std::size_t from) {
        std::size_t to = from;
        while (to < rows.size() && rows[to]->id == rows[from]->id) ++to;
        return to - from;
    };
    for (std::size_t i = 0, k = 0; i < left.size() || k < right.size();) {
        bool const has_left = i < left.size() && (k == right.size() || left[i]->id <= right[k]->id);
        bool const has_right = k < right.size() && (i == left.size() || right[k]->id <= left[i]->id);
        std::size_t const lefts = has_left ? run(left, i) : 0, rights = has_right ? run(right, k) : 0;
        pair_up(std::span{left}.subspan(i, lefts), std::span{right}.subspan(k, rights), out);
        i += lefts;
        k += rights;
    }
    return out.done();
}

std::vector<diff_line> diff_lines(outcome_book const& outcomes, ledger::submission_book const* submitted,
                                  ledger::remittance_book const& remitted) {
    std::vector<line_id> const ids = remitted_line_ids(remitted);
    std::vector<diff_line> out;
    out.reserve(outcomes.outcomes.size());
    for (line_outcome const& o : outcomes.outcomes) {
        diff_line& row = out.emplace_back();
        row.payer = o.payer;
        row.decided = o.decided;
        row.sub = o.sub;
        row.amounts = o.amounts;
        row.tier = o.tier;
        for (auto const& reason : ledger::submission_book::rows(outcomes.reasons, o.adjustments))
            if (denies(reason.kind)) row.reasons.push_back(reason);
        for (auto const& remark : ledger::submission_book::rows(outcomes.remarks, o.remarks))
            if (!remark.alert) row.rarcs.push_back(remark.code);
        if (o.remitted_claim != absent) {
            auto const& claim = remitted.claims[o.remitted_claim];
            row.claim = row.partner = claim.control_number;
            row.icn = claim.icn;
            if (claim.remittance < remitted.remittances.size())
                row.trace = remitted.remittances[claim.remittance].trace;
            row.id = remitted_claim_id(remitted, claim);
        }
        if (o.remitted_line != absent) {
            auto const& line = remitted.lines[o.remitted_line];
            row.id = ids[o.remitted_line];
            row.control_number = line.control_number;
            row.code = line.asked().code;
        }
        if (!submitted || o.claim == absent) continue;
        auto const& claim = submitted->claims[o.claim];
        row.claim = claim.control_number;
        if (o.line == absent) continue;
        auto const& line = submitted->lines[o.line];
        row.id = stable_line_id(claim, line);
        row.number = line.number;
        row.control_number = line.control_number;
        row.code = line.code;
    }
    return out;
}

}  // namespace orthoscrub::remit
