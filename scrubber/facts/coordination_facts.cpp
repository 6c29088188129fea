// Coordination of benefits: what the other payers of a claim decided must account for every cent. The payer of a 2430 is
// found by SVD01 in NM109 of the 2330B loops; several 2430 of one payer on a line count together, because a payer may
// split a line. One cent off is told once, at the smallest sum that it breaks: the line, else the payer's payment, else
// the claim. An amount that cannot be read, an id that two payers share and one that no payer has leave the sums unjudged.
// Source: 837P 005010X222A1, balancing.
#include <algorithm>
#include <array>

#include "scrubber/facts/claim_facts.hpp"
#include "scrubber/facts/coordination.hpp"
#include "scrubber/facts/registry.hpp"
#include "scrubber/facts/subject_signs.hpp"

namespace orthoscrub::scrub {

using grammars::rule_scope;
using model::claim_tables;

namespace {

/// A sum that is void when one of its amounts cannot be read.
struct sum {
    model::money value;
    bool whole = true;
    void add(model::parsed_money const& amount) noexcept {
        if (amount.usable()) value += amount.value;
        else whole = false;
    }
    void add(std::span<model::adjustment_row const> adjustments) noexcept {
        for (model::adjustment_row const& a : adjustments) add(a.amount);
    }
};

/// Ten times the payers that the guide takes: those behind are not held against each other.
constexpr std::size_t most_payers = 100;

std::span<model::other_payer_row const> others(claim_context const& claim) noexcept {
    auto const all = claim_tables::rows(claim.tables().other_payers, claim.row().other_payers);
    return all.first(std::min(all.size(), most_payers));
}
std::span<model::adjudication_row const> adjudications(claim_context const& claim,
                                                       model::line_row const& line) noexcept {
    return claim_tables::rows(claim.tables().adjudications, line.adjudications);
}

/// NM109 of the payer's 2330B NM1*PR.
std::string_view id_of(claim_context const& claim, model::other_payer_row const& payer) noexcept {
    for (model::party_row const& party : claim_tables::rows(claim.tables().parties, payer.parties))
        if (party.loop == model::loop_id::l2330B) return party.id;
    return {};
}
bool shared_id(claim_context const& claim, std::string_view id) noexcept {
    auto const all = others(claim);
    return std::count_if(all.begin(), all.end(), [&](auto const& p) { return id_of(claim, p) == id; }) > 1;
}

model::amount_row const* paid_of(claim_context const& claim, model::other_payer_row const& payer) noexcept {
    for (model::amount_row const& amount : claim_tables::rows(claim.tables().amounts, payer.amounts))
        if (amount.qualifier == "D") return &amount;
    return nullptr;
}

payment_check check_payment(claim_context const& claim, model::other_payer_row const& payer) noexcept {
    auto const& tables = claim.tables();
    std::string_view const id = id_of(claim, payer);
    sum lines, line_adjustments, claim_adjustments;
    bool any = false, balanced = true, named = true;
    bool const known = !id.empty() && !shared_id(claim, id);
    for (line_context const& line : claim.lines()) {
        named = named && unnamed_payer(claim, *line.row) == nullptr;
        bool here = false;
        for (model::adjudication_row const& a : adjudications(claim, *line.row)) {
            if (!known || a.payer_id != id) continue;
            any = here = true;
            lines.add(a.paid);
            line_adjustments.add(claim_tables::rows(tables.adjustments, a.adjustments));
        }
        balanced = balanced && (!here || check_adjudications(claim, *line.row).row == nullptr);
    }
    auto const own = claim_tables::rows(tables.adjustments, payer.adjustments);
    claim_adjustments.add(own);
    model::amount_row const* const paid = paid_of(claim, payer);
    if (paid == nullptr)
        return any || !own.empty() ? payment_check{payment_fault::paid_missing, &payer, model::absent, {}, {}}
                                   : payment_check{};
    bool const whole = lines.whole && line_adjustments.whole && claim_adjustments.whole && paid->amount.usable();
    if (!whole || !known || !named) return {};
    model::money const stated = paid->amount.value;
    if (any && stated != lines.value - claim_adjustments.value)
        return {payment_fault::paid_unbalanced, &payer, paid->seg, stated, lines.value - claim_adjustments.value};
    auto const& charge = claim.row().charge;
    if (!balanced || !charge.usable() || charge.value != line_total(claim)) return {};
    model::money const counted = stated + claim_adjustments.value + line_adjustments.value;
    if (counted == charge.value) return {};
    return {payment_fault::claim_unbalanced, &payer, paid->seg, charge.value, counted};
}

/// A reason code: one to three digits, or a letter and up to three of them.
bool reason_shape_ok(std::string_view code) noexcept {
    if (!code.empty() && code[0] >= 'A' && code[0] <= 'Z') code.remove_prefix(1);
    return !code.empty() && code.size() <= 3 &&
           std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

payment_check check_payments(claim_context const& claim) noexcept {
    for (model::other_payer_row const& payer : others(claim))
        if (payment_check const found = check_payment(claim, payer); found.fault != payment_fault::none) return found;
    return {};
}

adjudication_check check_adjudications(claim_context const& claim, model::line_row const& line) noexcept {
    auto const all = adjudications(claim, line);
    if (!line.charge.usable()) return {};
    std::array<std::string_view, most_payers> seen;
    std::size_t payers = 0;
    for (std::size_t i = 0; i < all.size() && payers < seen.size(); ++i) {
        std::string_view const id = all[i].payer_id;
        auto const same = [&](model::adjudication_row const& a) { return a.payer_id == id; };
        auto const until = seen.begin() + static_cast<std::ptrdiff_t>(payers);
        if (std::find(seen.begin(), until, id) != until) continue;
        seen[payers++] = id;
        if (shared_id(claim, id)) continue;
        sum paid, adjusted;
        for (model::adjudication_row const& a : all.subspan(i)) {
            if (!same(a)) continue;
            paid.add(a.paid);
            adjusted.add(claim_tables::rows(claim.tables().adjustments, a.adjustments));
        }
        if (paid.whole && adjusted.whole && paid.value + adjusted.value != line.charge.value)
            return {&all[i], paid.value, adjusted.value};
    }
    return {};
}

model::adjudication_row const* unnamed_payer(claim_context const& claim, model::line_row const& line) noexcept {
    auto const payers = others(claim);
    if (payers.size() < claim.row().other_payers.count) return nullptr;
    for (model::adjudication_row const& a : adjudications(claim, line))
        if (std::none_of(payers.begin(), payers.end(), [&](auto const& p) { return id_of(claim, p) == a.payer_id; }))
            return &a;
    return nullptr;
}

model::adjustment_row const* wrong_reason(claim_context const& claim, bool& unlisted) noexcept {
    auto const& tables = claim.tables();
    auto const& known = claim.codes().answers;
    auto const look = [&](model::row_range range) -> model::adjustment_row const* {
        for (model::adjustment_row const& a : claim_tables::rows(tables.adjustments, range)) {
            if (!reason_shape_ok(a.reason)) return &a;
            unlisted = unlisted || known.carc(a.reason) == nullptr;
        }
        return nullptr;
    };
    auto const all = claim_tables::rows(tables.other_payers, claim.row().other_payers);
    if (all.empty()) return nullptr;
    for (model::other_payer_row const& payer : all)
        if (auto const* const found = look(payer.adjustments)) return found;
    for (line_context const& line : claim.lines())
        for (model::adjudication_row const& a : adjudications(claim, *line.row))
            if (auto const* const found = look(a.adjustments)) return found;
    return nullptr;
}

model::other_payer_row const* repeated_sequence(claim_context const& claim) noexcept {
    auto const all = others(claim);
    std::uint32_t const subscriber = claim.row().subscriber;
    std::string_view const own =
        subscriber == model::absent ? std::string_view{} : claim.tables().subscribers[subscriber].sequence;
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::string_view const sequence = all[i].sequence;
        if (sequence.empty() || sequence == "U") continue;
        if (sequence == own) return &all[i];
        for (std::size_t before = 0; before < i; ++before)
            if (all[before].sequence == sequence) return &all[i];
    }
    return nullptr;
}

bool earlier_payer_missing(claim_context const& claim) noexcept {
    std::uint32_t const subscriber = claim.row().subscriber;
    if (subscriber == model::absent) return false;
    std::string_view const own = claim.tables().subscribers[subscriber].sequence;
    auto const all = others(claim);
    auto const named = [&](std::string_view sequence) {
        return std::any_of(all.begin(), all.end(), [&](auto const& p) { return p.sequence == sequence; });
    };
    if (own == "S") return !named("P");
    return own == "T" && (!named("P") || !named("S"));
}

namespace {

constexpr scope_set line = scope_bit(rule_scope::line);
constexpr scope_set claim = scope_bit(rule_scope::claim);

fact_value sums(subject const& s) {
    constexpr std::array<std::string_view, 4> words{"balanced", "paid-missing", "paid-unbalanced", "claim-unbalanced"};
    return fact_value::of(words[static_cast<std::size_t>(check_payments(*s.claim).fault)]);
}
fact_value line_balanced(subject const& s) {
    return fact_value::of(check_adjudications(*s.claim, *s.line->row).row == nullptr);
}
fact_value payer_named(subject const& s) { return fact_value::of(unnamed_payer(*s.claim, *s.line->row) == nullptr); }
fact_value reasons_known(subject const& s) {
    bool unlisted = false;
    if (wrong_reason(*s.claim, unlisted) != nullptr) return fact_value::of(false);
    return unlisted ? fact_value::unknown(unknown_reason::list_not_read) : fact_value::of(true);
}
fact_value own_places(subject const& s) { return fact_value::of(repeated_sequence(*s.claim) == nullptr); }
fact_value earlier_missing(subject const& s) { return fact_value::of(earlier_payer_missing(*s.claim)); }

constexpr auto facts = std::to_array<fact>({
    {"other_payer.sums",
     fact_type::symbol,
     dependence::claim,
     claim,
     sums,
     "how the payment of the first other payer that is out (AMT*D) stands to its lines, its adjustments and CLM02",
     "balanced paid-missing paid-unbalanced claim-unbalanced",
     {odd_payments, 0, 0, "balanced"}},
    {"other_payer.line_balanced",
     fact_type::boolean,
     dependence::claim,
     line,
     line_balanced,
     "the charge of the line is what each other payer paid and adjusted (SVD02, CAS of 2430)",
     "",
     {odd_service, 1, 1}},
    {"other_payer.named",
     fact_type::boolean,
     dependence::claim,
     line,
     payer_named,
     "each decision about the line (SVD01) names another payer of the claim (2330B NM109)",
     "",
     {odd_service, 1, 1}},
    {"other_payer.reasons_known",
     fact_type::boolean,
     dependence::claim,
     claim,
     reasons_known,
     "every reason in a CAS of 2320 and 2430 is a claim adjustment reason code; unknown when the table lacks it",
     "",
     {other_payers, 1, 1}},
    {"other_payer.own_place",
     fact_type::boolean,
     dependence::claim,
     claim,
     own_places,
     "no two payers of the claim have the same place in the order of payers (SBR01); U may repeat",
     "",
     {other_payers, 1, 1}},
    {"other_payer.earlier_missing",
     fact_type::boolean,
     dependence::claim,
     claim,
     earlier_missing,
     "the claim goes to the secondary or tertiary payer (SBR01), and no 2320 names the one before",
     "",
     {odd_subscriber, 0, 0}},
});

}  // namespace

std::span<fact const> coordination_facts() noexcept { return facts; }

}  // namespace orthoscrub::scrub
