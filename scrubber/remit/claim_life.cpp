// Order, retransmissions and reversals over the whole batch, before any line is looked at: a correction may come before
// its reversal, so nothing can be said of an event until all are known. A reversal looks for what it cancels among the
// answers to the same submission first, then among all answers of the payer with the same claim number.
#include "scrubber/remit/claim_life.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>

#include "scrubber/remit/control_number.hpp"

namespace orthoscrub::remit {
namespace {

struct text_pair_hash {
    std::size_t operator()(std::pair<std::uint64_t, std::uint64_t> const& p) const noexcept {
        return static_cast<std::size_t>((p.first * 0x9E3779B97F4A7C15ull) ^ p.second);
    }
};

/// Sums over the answers that hold.
struct held_lines {
    std::vector<std::uint8_t> spoken_of;  ///< by line of the submitted claim; empty: not asked
    std::int64_t cents = 0;               ///< of their charges
    bool plain = true;                    ///< all have lines, and no charge is below 0
};

}  // namespace

claim_lives::claim_lives(ledger::submission_book const& submitted, ledger::remittance_book const& remitted,
                         match_book const& matches, scrub::carc_classes const& classes)
    : submitted_{submitted}, remitted_{remitted}, matches_{matches}, classes_{classes} {
    sent_again.assign(remitted.claims.size(), 0);
    sent_again_whole.assign(remitted.remittances.size(), 0);
    reversed_by.assign(remitted.claims.size(), absent);
    reverses.assign(remitted.claims.size(), absent);
    sort_lines();
    number_payers();
    find_retransmissions();
    order_events();
    find_targets();
}

bool claim_lives::is_reversal(std::uint32_t rc) const noexcept {
    return remitted_.claims[rc].status == "22" && remitted_.claims[rc].charge.cents <= 0;
}

model::date claim_lives::day_of(std::uint32_t rc) const noexcept {
    ledger::remittance const& r = remitted_.remittances[remitted_.claims[rc].remittance];
    return r.paid_on.empty() ? r.produced : r.paid_on;
}

bool claim_lives::before(std::uint32_t a, std::uint32_t b) const noexcept {
    auto const key = [this](std::uint32_t rc) {
        ledger::remittance const& r = remitted_.remittances[remitted_.claims[rc].remittance];
        return std::tuple{day_of(rc), r.produced, rc};
    };
    return key(a) < key(b);
}

void claim_lives::number_payers() {
    std::unordered_map<std::string_view, std::uint32_t> profiles, ids;
    std::uint32_t next = 0;
    payer_of.reserve(remitted_.remittances.size());
    for (ledger::remittance const& r : remitted_.remittances) {
        auto& known = r.profile.empty() ? ids : profiles;
        auto const [at, added] = known.try_emplace(r.profile.empty() ? r.payer_id : r.profile, next);
        if (added) ++next;
        payer_of.push_back(at->second);
    }
}

void claim_lives::find_retransmissions() {
    std::unordered_map<std::string_view, std::uint32_t> contents;
    std::unordered_map<std::string, std::uint32_t> traces;  // to the first remittance of a payment
    std::vector<std::uint32_t> payment(remitted_.remittances.size());
    std::vector<std::uint8_t> several(remitted_.remittances.size(), 0);
    for (std::uint32_t i = 0; i < remitted_.remittances.size(); ++i) {
        ledger::remittance const& r = remitted_.remittances[i];
        payment[i] = i;
        if (!r.content.empty() && !contents.try_emplace(r.content, i).second) sent_again_whole[i] = 1;
        if (r.trace.empty()) continue;
        std::string key{r.originator};
        key.append(1, '\n').append(r.trace).append(1, '\n').append(std::to_string(r.paid_on.number()));
        key.append(1, '\n').append(std::to_string(r.total.cents));
        auto const [at, added] = traces.try_emplace(std::move(key), i);
        payment[i] = at->second;
        if (!added) several[at->second] = 1;
    }
    std::unordered_map<std::pair<std::uint64_t, std::uint64_t>, std::uint32_t, text_pair_hash> images;
    for (std::uint32_t i = 0; i < remitted_.remittances.size(); ++i) {
        row_range const claims = remitted_.remittances[i].claims;
        bool all = claims.count != 0 && payment[i] != i;
        for (std::uint32_t rc = claims.first; rc < claims.first + claims.count; ++rc) {
            bool again = sent_again_whole[i] != 0;
            if (!again && several[payment[i]] != 0 && remitted_.claims[rc].image != 0)
                again = images.try_emplace({payment[i], remitted_.claims[rc].image}, i).first->second != i;
            sent_again[rc] = again ? 1 : 0;
            retransmissions += again ? 1 : 0;
            all = all && again;
        }
        if (all) sent_again_whole[i] = 1;
    }
}

void claim_lives::order_events() {
    struct keyed {
        std::uint32_t submitted, payer;
        std::int32_t day, produced;
        std::uint32_t rc;
        auto operator<=>(keyed const&) const = default;
    };
    std::vector<keyed> order;
    order.reserve(remitted_.claims.size());
    for (std::uint32_t rc = 0; rc < remitted_.claims.size(); ++rc) {
        claim_match const& m = matches_.claim_matches[rc];
        if (m.state != match_state::matched || m.submitted == absent || sent_again[rc] != 0) continue;
        std::uint32_t const remittance = remitted_.claims[rc].remittance;
        order.push_back({m.submitted, payer_of[remittance], day_of(rc).number(),
                         remitted_.remittances[remittance].produced.number(), rc});
    }
    std::sort(order.begin(), order.end());
    events.reserve(order.size());
    for (keyed const& k : order) {
        if (lives.empty() || lives.back().submitted != k.submitted || lives.back().payer != k.payer)
            lives.push_back({k.submitted, k.payer, {static_cast<std::uint32_t>(events.size()), 0}});
        events.push_back(k.rc);
        ++lives.back().events.count;
    }
    auto const first_payer_first = [this](claim_life const& a, claim_life const& b) {
        std::uint32_t const ea = events[a.events.first], eb = events[b.events.first];
        auto const asked = [this](std::uint32_t rc, claim_life const& life) {
            ledger::remittance const& r = remitted_.remittances[remitted_.claims[rc].remittance];
            ledger::submitted_claim const& c = submitted_.claims[life.submitted];
            return r.payer_id == c.payer_id || (!r.profile.empty() && r.profile == c.profile);
        };
        bool const asked_a = asked(ea, a), asked_b = asked(eb, b);
        return asked_a != asked_b ? asked_a : before(ea, eb);
    };
    for (std::size_t first = 0; first < lives.size();) {
        std::size_t last = first + 1;
        while (last < lives.size() && lives[last].submitted == lives[first].submitted) ++last;
        if (last - first > 1)
            std::sort(lives.begin() + static_cast<std::ptrdiff_t>(first),
                      lives.begin() + static_cast<std::ptrdiff_t>(last), first_payer_first);
        first = last;
    }
}

template <class See>
void claim_lives::each_adjustment(std::uint32_t rc, See see) const {
    ledger::remitted_claim const& c = remitted_.claims[rc];
    scrub::asked_remarks of_claim{classes_}, of_line{classes_};
    auto const claim_remarks = of_claim.of(ledger::remittance_book::rows(remitted_.remarks, c.remarks));
    for (ledger::remit_adjustment const& a : ledger::remittance_book::rows(remitted_.adjustments, c.adjustments))
        see(a, std::span<std::string_view const>{}, claim_remarks);
    for (ledger::remitted_line const& l : remitted_.lines_of(c)) {
        auto const line_remarks = of_line.of(ledger::remittance_book::rows(remitted_.remarks, l.remarks));
        for (ledger::remit_adjustment const& a : ledger::remittance_book::rows(remitted_.adjustments, l.adjustments))
            see(a, line_remarks, claim_remarks);
    }
}

reversible_answer claim_lives::reversible(std::uint32_t rc) const {
    ledger::remitted_claim const& c = remitted_.claims[rc];
    std::int64_t const sign = is_reversal(rc) ? -1 : 1;
    reversible_answer out;
    out.remitted_claim = rc;
    out.day = day_of(rc).number();
    out.produced = remitted_.remittances[c.remittance].produced.number();
    out.charge = c.charge.cents * sign;
    out.paid = c.paid.cents * sign;
    out.icn = c.icn.empty() ? 0 : text_hash(c.icn);
    out.control_number = c.control_number.empty() ? 0 : text_hash(c.control_number);
    // Sums over group, code and amount that come out equal for the same adjustments in any order, signs turned.
    each_adjustment(rc, [&](ledger::remit_adjustment const& a, auto, auto) {
        if (a.amount.cents == 0) return;
        std::uint64_t h = static_cast<std::uint64_t>(a.amount.cents * sign) * 0x9E3779B97F4A7C15ull;
        for (std::string_view const text : {a.group, a.reason})
            for (char const letter : text) h = (h ^ static_cast<unsigned char>(letter)) * 0x100000001B3ull;
        out.print += h ^ (h >> 29);
    });
    return out;
}

std::uint32_t claim_lives::target_of(std::uint32_t reversal, reversal_targets& among) const {
    auto const& quoted = remitted_.claims[reversal].original_icn;
    return among.find(reversible(reversal), quoted.empty() ? 0 : text_hash(quoted));
}

void claim_lives::cancel(std::uint32_t reversal, std::uint32_t target) {
    reversed_by[target] = reversal;
    reverses[reversal] = target;
}

/// A reversal cancels one answer, or all parts so far when their charges come to its own; else it is lost.
void claim_lives::find_targets_of(claim_life const& life, std::vector<std::uint32_t>& lost) {
    std::span const of_claim{events.data() + life.events.first, life.events.count};
    if (std::ranges::none_of(of_claim, [this](std::uint32_t rc) { return is_reversal(rc); })) return;
    std::vector<reversible_answer> answers;
    for (std::uint32_t const rc : of_claim)
        if (!is_reversal(rc)) answers.push_back(reversible(rc));
    reversal_targets among;
    among.load(answers, true, reversed_by);
    std::vector<std::uint32_t> open;  // answers so far; some may be cancelled by now
    std::int64_t open_cents = 0;
    std::size_t open_count = 0;
    for (std::uint32_t const rc : of_claim) {
        std::int64_t const cents = remitted_.claims[rc].charge.cents;
        if (!is_reversal(rc)) {
            if (reversed_by[rc] != absent) continue;
            open.push_back(rc);
            open_cents += cents;
            ++open_count;
        } else if (std::uint32_t const target = target_of(rc, among); target != absent) {
            cancel(rc, target);
            if (!before(target, rc)) continue;
            open_cents -= remitted_.claims[target].charge.cents;
            --open_count;
        } else if (open_count >= 2 && open_cents + cents == 0) {
            for (std::uint32_t const part : open)
                if (reversed_by[part] == absent) cancel(rc, part);
            open.clear();
            open_cents = 0;
            open_count = 0;
        } else {
            lost.push_back(rc);
        }
    }
}

void claim_lives::find_targets() {
    std::vector<std::uint32_t> lost;
    for (claim_life const& life : lives) find_targets_of(life, lost);
    for (std::uint32_t rc = 0; rc < remitted_.claims.size(); ++rc)
        if (matches_.claim_matches[rc].state != match_state::matched && sent_again[rc] == 0 && is_reversal(rc))
            lost.push_back(rc);
    if (lost.empty()) return;
    // By payer and either number; an answer stands under both.
    struct numbered_answers {
        std::vector<reversible_answer> answers;
        std::optional<reversal_targets> targets;
    };
    std::unordered_map<std::string, numbered_answers> numbered;
    auto const key = [this](std::uint32_t rc, std::string_view number) {
        return std::to_string(payer_of[remitted_.claims[rc].remittance]).append(1, '\n').append(number);
    };
    auto const numbers_of = [this](std::uint32_t rc) {
        ledger::remitted_claim const& c = remitted_.claims[rc];
        return std::array{c.icn, c.original_icn, c.control_number};
    };
    for (std::uint32_t const rc : lost)
        for (std::string_view const number : numbers_of(rc))
            if (!number.empty()) numbered.try_emplace(key(rc, number));
    for (std::uint32_t rc = 0; rc < remitted_.claims.size(); ++rc) {
        if (is_reversal(rc) || sent_again[rc] != 0) continue;
        ledger::remitted_claim const& c = remitted_.claims[rc];
        for (std::string_view const number : {c.icn, c.icn == c.control_number ? std::string_view{} : c.control_number})
            if (auto const at = numbered.find(key(rc, number)); at != numbered.end())
                at->second.answers.push_back(reversible(rc));
    }
    std::sort(lost.begin(), lost.end(), [this](std::uint32_t a, std::uint32_t b) { return before(a, b); });
    for (std::uint32_t const rc : lost) {
        std::uint32_t target = absent;
        for (std::string_view const number : numbers_of(rc)) {
            if (target != absent || number.empty()) continue;
            auto& [answers, targets] = numbered[key(rc, number)];
            if (!targets) {
                std::ranges::sort(answers, [](auto const& a, auto const& b) { return a.before(b); });
                targets.emplace().load(answers, false, reversed_by);
            }
            target = target_of(rc, *targets);
        }
        if (target != absent) cancel(rc, target);
    }
}

void claim_lives::sort_lines() {
    answered_.reserve(remitted_.lines.size());
    for (std::uint32_t rl = 0; rl < remitted_.lines.size(); ++rl)
        answered_.push_back({matches_.line_matches[rl].submitted, rl});
    for (ledger::remitted_claim const& c : remitted_.claims)
        if (c.lines.count > 1)
            std::sort(answered_.begin() + c.lines.first, answered_.begin() + c.lines.first + c.lines.count);
}

std::span<answered_line const> claim_lives::answered_lines(std::uint32_t rc) const noexcept {
    row_range const lines = remitted_.claims[rc].lines;
    return {answered_.data() + lines.first, lines.count};
}

std::span<answered_line const> claim_lives::lines_about(std::uint32_t rc, std::uint32_t line) const noexcept {
    auto const found = std::ranges::equal_range(answered_lines(rc), line, {}, &answered_line::submitted);
    return {found.begin(), found.end()};
}

bool claim_lives::covers(std::uint32_t rc, std::uint32_t line) const noexcept {
    return remitted_.claims[rc].lines.count == 0 || !lines_about(rc, line).empty();
}

bool claim_lives::overlap(std::uint32_t a, std::uint32_t b) const noexcept {
    if (remitted_.claims[a].lines.count == 0 || remitted_.claims[b].lines.count == 0) return true;
    return std::ranges::any_of(answered_lines(a), [&](answered_line const& one) {
        return one.submitted != absent && covers(b, one.submitted);
    });
}

bool claim_lives::adjudicates(std::uint32_t rc) const noexcept {
    ledger::remitted_claim const& c = remitted_.claims[rc];
    if (c.status == "23" || c.status == "25") return false;
    if (c.paid.cents != 0) return true;
    bool open = false, decided = false;
    each_adjustment(rc, [&](ledger::remit_adjustment const& a, auto line_remarks, auto claim_remarks) {
        if (a.amount.cents == 0) return;
        auto const kind = classes_.find(a.reason, a.group, a.amount, line_remarks, claim_remarks, day_of(rc));
        bool const waits = kind == scrub::carc_class::pending || kind == scrub::carc_class::predetermination ||
                           kind == scrub::carc_class::transferred;
        open = open || waits;
        decided = decided || (!waits && kind != scrub::carc_class::contractual);
    });
    return decided || !open;
}

bool claim_lives::only_duplicate(std::uint32_t rc) const noexcept {
    if (remitted_.claims[rc].paid.cents != 0) return false;
    bool any = false, other = false;
    each_adjustment(rc, [&](ledger::remit_adjustment const& a, auto, auto) {
        if (a.amount.cents == 0) return;
        (a.reason == "18" ? any : other) = true;
    });
    return any && !other;
}

void claim_lives::fold(claim_life const& life, current_events& out) const {
    out.hold.clear();
    out.superseded.clear();
    out.superseding = absent;
    std::int64_t const sent = submitted_.claims[life.submitted].charge.cents;
    auto const weight = [this](std::uint32_t rc) { return only_duplicate(rc) ? 0 : adjudicates(rc) ? 2 : 1; };
    row_range const lines = submitted_.claims[life.submitted].lines;
    std::vector<std::uint32_t> kept;
    held_lines held{std::vector<std::uint8_t>(life.events.count > 2 ? lines.count : 0)};
    auto const hold_too = [&](std::uint32_t rc) {
        ledger::remitted_claim const& c = remitted_.claims[rc];
        held.cents += c.charge.cents;
        held.plain = held.plain && c.charge.cents >= 0 && c.lines.count != 0;
        for (answered_line const& one : answered_lines(rc))
            if (one.submitted != absent && !held.spoken_of.empty()) held.spoken_of[one.submitted - lines.first] = 1;
    };
    // A further part of a split: about other lines than all that hold, and room for it in the charge.
    auto const further_part = [&](std::uint32_t rc) {
        ledger::remitted_claim const& c = remitted_.claims[rc];
        return held.plain && !held.spoken_of.empty() && c.lines.count != 0 && c.charge.cents + held.cents <= sent &&
               std::ranges::none_of(answered_lines(rc), [&](answered_line const& one) {
                   return one.submitted != absent && held.spoken_of[one.submitted - lines.first] != 0;
               });
    };
    for (std::uint32_t i = life.events.first; i < life.events.first + life.events.count; ++i) {
        std::uint32_t const rc = events[i];
        if (is_reversal(rc) || reversed_by[rc] != absent) continue;
        if (out.hold.empty() || further_part(rc)) {
            out.hold.push_back(rc);
            hold_too(rc);
            continue;
        }
        kept.clear();
        std::int64_t sum = remitted_.claims[rc].charge.cents;
        for (std::uint32_t const old : out.hold) {
            if (overlap(old, rc) || sum + remitted_.claims[old].charge.cents > sent) continue;
            sum += remitted_.claims[old].charge.cents;
            kept.push_back(old);
        }
        auto const replaced = [&](std::uint32_t old) { return std::find(kept.begin(), kept.end(), old) == kept.end(); };
        int const heaviest = [&] {
            int most = -1;
            for (std::uint32_t const old : out.hold)
                if (replaced(old)) most = std::max(most, weight(old));
            return most;
        }();
        // A duplicate denial displaces nothing, and an estimate or a forwarding no decision.
        int const mine = heaviest < 0 ? 3 : weight(rc);
        if (mine < heaviest &&
            (mine == 0 || remitted_.claims[rc].status == "23" || remitted_.claims[rc].status == "25"))
            continue;
        if (heaviest == 2)
            for (std::uint32_t const old : out.hold)
                if (replaced(old) && weight(old) == 2) out.superseded.push_back(old), out.superseding = rc;
        kept.push_back(rc);
        out.hold = kept;
        held = {std::vector<std::uint8_t>(held.spoken_of.size())};
        for (std::uint32_t const old : out.hold) hold_too(old);
    }
}

}  // namespace orthoscrub::remit
