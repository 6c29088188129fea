// The five attributes by which a remitted line without a control number finds its submitted one.
#include "scrubber/remit/line_score.hpp"

#include <algorithm>
#include <cstdlib>

namespace orthoscrub::remit {

day_span span_of(model::date first, model::date last) noexcept {
    if (first.empty()) return {last, last};
    return {first, last.empty() ? first : last};
}

bool takes_back(ledger::remitted_claim const& claim) noexcept {
    return claim.status == "22" && claim.charge.cents <= 0;
}

model::money charge_of(ledger::remitted_claim const& claim) noexcept {
    return takes_back(claim) ? model::money{std::abs(claim.charge.cents)} : claim.charge;
}

asked_line as_asked(ledger::remittance_book const& book, ledger::remitted_claim const& claim,
                    std::uint32_t row) noexcept {
    auto const& line = book.lines[row];
    asked_line asked;
    asked.line = &line;
    asked.row = row;
    asked.days = span_of(line.first_day, line.last_day);
    if (!asked.days.known()) asked.days = span_of(claim.first_day, claim.last_day);
    asked.cents = line.charge.cents;
    asked.thousandths = line.original_units.value_or(line.paid_units).thousandths;
    if (takes_back(claim)) {
        asked.cents = std::abs(asked.cents);
        asked.thousandths = std::abs(asked.thousandths);
    }
    return asked;
}

modifier_fit compare_modifiers(std::array<std::string_view, 4> const& a,
                               std::array<std::string_view, 4> const& b) noexcept {
    if (a == b) return modifier_fit::equal;
    std::array<bool, 4> taken{};
    std::size_t shared = 0, count_a = 0, count_b = 0;
    for (auto const& one : b) count_b += one.empty() ? 0 : 1;
    for (auto const& one : a) {
        if (one.empty()) continue;
        ++count_a;
        for (std::size_t k = 0; k < b.size(); ++k) {
            if (taken[k] || b[k] != one) continue;
            taken[k] = true;
            ++shared;
            break;
        }
    }
    if (shared == count_a && shared == count_b) return modifier_fit::equal;
    return shared == std::min(count_a, count_b) ? modifier_fit::subset : modifier_fit::none;
}

std::int16_t attribute_score(asked_line const& asked, ledger::submitted_line const& sent) noexcept {
    auto const& procedure = asked.procedure();
    auto const days = span_of(sent.first_day, sent.last_day);
    int score = 0;
    if (!procedure.code.empty() && procedure.code == sent.code) score += 40;
    switch (compare_modifiers(procedure.modifiers, sent.modifiers)) {
        case modifier_fit::equal:
            score += 20;
            break;
        case modifier_fit::subset:
            score += 10;
            break;
        case modifier_fit::none:
            break;
    }
    if (asked.days.known() && asked.days == days) score += 20;
    else if (asked.days.overlaps(days)) score += 10;
    if (asked.cents == sent.charge.cents) score += 15;
    if (asked.thousandths == sent.units.thousandths) score += 5;
    return static_cast<std::int16_t>(score);
}

bool indistinguishable(ledger::submitted_line const& a, ledger::submitted_line const& b) noexcept {
    return a.code == b.code && a.charge == b.charge && a.units == b.units &&
           span_of(a.first_day, a.last_day) == span_of(b.first_day, b.last_day) &&
           compare_modifiers(a.modifiers, b.modifiers) == modifier_fit::equal;
}

}  // namespace orthoscrub::remit
