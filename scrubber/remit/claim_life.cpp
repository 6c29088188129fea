// Order, retransmissions and reversals over the whole batch, before any line is looked at: a correction may come before
// its reversal, so nothing can be said of an event until all are known. A reversal looks for what it cancels among the
// answers to the same submission first, then among all answers of the payer with the same claim number.
#include "scrubber/remit/claim_life.hpp"

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <unordered_map>

namespace orthoscrub::remit {
namespace {

struct text_pair_hash {
    std::size_t operator()(std::pair<std::uint64_t, std::uint64_t> const& p) const noexcept {
        return static_cast<std::size_t>((p.first * 0x9E3779B97F4A7C15ull) ^ p.second);
    }
};

}  // namespace

claim_lives::claim_lives(ledger::submission_book const& submitted, ledger::remittance_book const& remitted,
                         match_book const& matches, scrub::carc_classes const& classes)
    : submitted_{submitted}, remitted_{remitted}, matches_{matches}, classes_{classes} {
    sent_again.assign(remitted.claims.size(), 0);
    sent_again_whole.assign(remitted.remittances.size(), 0);
    reversed_by.assign(remitted.claims.size(), absent);
    reverses.assign(remitted.claims.size(), absent);
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
    auto const claim_remarks = ledger::remittance_book::rows(remitted_.remarks, c.remarks);
    for (ledger::remit_adjustment const& a : ledger::remittance_book::rows(remitted_.adjustments, c.adjustments))
        see(a, std::span<std::string_view const>{}, claim_remarks);
    for (ledger::remitted_line const& l : remitted_.lines_of(c))
        for (ledger::remit_adjustment const& a : ledger::remittance_book::rows(remitted_.adjustments, l.adjustments))
            see(a, ledger::remittance_book::rows(remitted_.remarks, l.remarks), claim_remarks);
}

bool claim_lives::mirrors(std::uint32_t reversal, std::uint32_t target) const {
    // Sums over group, code and amount that come out equal for the same adjustments in any order, signs turned.
    auto const print = [this](std::uint32_t rc, std::int64_t sign) {
        std::uint64_t sum = 0;
        each_adjustment(rc, [&](ledger::remit_adjustment const& a, auto, auto) {
            if (a.amount.cents == 0) return;
            std::uint64_t h = static_cast<std::uint64_t>(a.amount.cents * sign) * 0x9E3779B97F4A7C15ull;
            for (std::string_view const text : {a.group, a.reason})
                for (char const c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
            sum += h ^ (h >> 29);
        });
        return sum;
    };
    return print(reversal, -1) == print(target, 1);
}

std::uint32_t claim_lives::target_among(std::uint32_t reversal, std::span<std::uint32_t const> candidates,
                                        bool known_claim) const {
    ledger::remitted_claim const& r = remitted_.claims[reversal];
    model::date const day = day_of(reversal);
    std::uint32_t best = absent;
    std::tuple<int, int, int> best_rank{};
    for (std::uint32_t const rc : candidates) {
        if (rc == reversal || is_reversal(rc) || reversed_by[rc] != absent) continue;
        ledger::remitted_claim const& c = remitted_.claims[rc];
        bool const earlier = day_of(rc) < day;
        if (day_of(rc) > day || c.charge.cents != -r.charge.cents) continue;
        bool const number = (!r.icn.empty() && r.icn == c.icn) || (!r.original_icn.empty() && r.original_icn == c.icn);
        bool const paid = c.paid.cents == -r.paid.cents;
        // On one day the reversal goes before the correction, so an answer of that day must be the very one.
        if (!earlier && !(paid && (number || before(rc, reversal)))) continue;
        if (!known_claim && !number && (r.control_number.empty() || r.control_number != c.control_number)) continue;
        std::tuple const rank{(paid ? 2 : 0) + (number ? 1 : 0), paid && mirrors(reversal, rc) ? 1 : 0,
                              earlier ? 1 : 0};
        // Of equals the latest earlier answer; on the day itself the first.
        bool const better = best == absent || rank > best_rank || (rank == best_rank && earlier && before(best, rc));
        if (better) best = rc, best_rank = rank;
    }
    return best;
}

void claim_lives::cancel(std::uint32_t reversal, std::uint32_t target) {
    reversed_by[target] = reversal;
    reverses[reversal] = target;
}

bool claim_lives::cancel_parts(std::uint32_t reversal, std::span<std::uint32_t const> candidates) {
    auto const counts = [&](std::uint32_t rc) {
        return !is_reversal(rc) && reversed_by[rc] == absent && day_of(rc) <= day_of(reversal) && before(rc, reversal);
    };
    model::money sum = remitted_.claims[reversal].charge;
    std::size_t parts = 0;
    for (std::uint32_t const rc : candidates)
        if (counts(rc)) sum += remitted_.claims[rc].charge, ++parts;
    if (parts < 2 || sum.cents != 0) return false;
    for (std::uint32_t const rc : candidates)
        if (counts(rc)) cancel(reversal, rc);
    return true;
}

void claim_lives::find_targets() {
    std::vector<std::uint32_t> lost;
    for (claim_life const& life : lives) {
        std::span const of_claim{events.data() + life.events.first, life.events.count};
        for (std::uint32_t const rc : of_claim) {
            if (!is_reversal(rc)) continue;
            std::uint32_t const target = target_among(rc, of_claim, true);
            if (target != absent) cancel(rc, target);
            else if (!cancel_parts(rc, of_claim)) lost.push_back(rc);
        }
    }
    for (std::uint32_t rc = 0; rc < remitted_.claims.size(); ++rc)
        if (matches_.claim_matches[rc].state != match_state::matched && sent_again[rc] == 0 && is_reversal(rc))
            lost.push_back(rc);
    if (lost.empty()) return;
    // By payer and either number; an answer stands under both.
    std::unordered_map<std::string, std::vector<std::uint32_t>> numbered;
    auto const key = [this](std::uint32_t rc, std::string_view number) {
        return std::to_string(payer_of[remitted_.claims[rc].remittance]).append(1, '\n').append(number);
    };
    for (std::uint32_t const rc : lost)
        for (std::string_view const number :
             {remitted_.claims[rc].icn, remitted_.claims[rc].original_icn, remitted_.claims[rc].control_number})
            if (!number.empty()) numbered.try_emplace(key(rc, number));
    for (std::uint32_t rc = 0; rc < remitted_.claims.size(); ++rc) {
        if (is_reversal(rc) || sent_again[rc] != 0) continue;
        for (std::string_view const number : {remitted_.claims[rc].icn, remitted_.claims[rc].control_number})
            if (auto const at = numbered.find(key(rc, number)); at != numbered.end()) at->second.push_back(rc);
    }
    std::sort(lost.begin(), lost.end(), [this](std::uint32_t a, std::uint32_t b) { return before(a, b); });
    for (std::uint32_t const rc : lost) {
        std::uint32_t target = absent;
        for (std::string_view const number :
             {remitted_.claims[rc].icn, remitted_.claims[rc].original_icn, remitted_.claims[rc].control_number})
            if (target == absent && !number.empty()) target = target_among(rc, numbered[key(rc, number)], false);
        if (target != absent) cancel(rc, target);
    }
}

bool claim_lives::covers(std::uint32_t rc, std::uint32_t line) const noexcept {
    row_range const lines = remitted_.claims[rc].lines;
    if (lines.count == 0) return true;
    for (std::uint32_t rl = lines.first; rl < lines.first + lines.count; ++rl)
        if (matches_.line_matches[rl].submitted == line) return true;
    return false;
}

bool claim_lives::overlap(std::uint32_t a, std::uint32_t b) const noexcept {
    row_range const lines = remitted_.claims[a].lines;
    if (lines.count == 0 || remitted_.claims[b].lines.count == 0) return true;
    for (std::uint32_t rl = lines.first; rl < lines.first + lines.count; ++rl) {
        std::uint32_t const line = matches_.line_matches[rl].submitted;
        if (line != absent && covers(b, line)) return true;
    }
    return false;
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
    std::vector<std::uint32_t> kept;
    for (std::uint32_t i = life.events.first; i < life.events.first + life.events.count; ++i) {
        std::uint32_t const rc = events[i];
        if (is_reversal(rc) || reversed_by[rc] != absent) continue;
        if (out.hold.empty()) {
            out.hold.push_back(rc);
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
    }
}

}  // namespace orthoscrub::remit
