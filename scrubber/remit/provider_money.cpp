// References are few and numbers many: the references stand in a table, and one walk over the numbers of all claims looks
// each of them up. For parts the table has every window of 10 characters of the references that are still open, which finds
// both "the reference holds the number" and "the number holds the reference".
#include "scrubber/remit/provider_money.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace orthoscrub::remit {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t least_part = 10;
constexpr std::size_t longest = 64;  ///< characters of a number that are looked at; X12 allows 50
constexpr std::uint32_t ambiguous = absent - 1;

constexpr std::array reasons{
    plb_reason{"50"sv, "Late charge"sv, plb_sign::positive},
    plb_reason{"51"sv, "Interest penalty"sv, plb_sign::positive},
    plb_reason{"72"sv, "Refund received from the provider"sv, plb_sign::negative},
    plb_reason{"AP"sv, "Advance payment, made or taken back"sv, plb_sign::either},
    plb_reason{"B3"sv, "Recovery allowance"sv, plb_sign::either},
    plb_reason{"CS"sv, "Adjustment, reissued or written off"sv, plb_sign::either},
    plb_reason{"E3"sv, "Withholding"sv, plb_sign::positive},
    plb_reason{"FB"sv, "Balance brought forward"sv, plb_sign::either},
    plb_reason{"IR"sv, "Tax withheld"sv, plb_sign::positive},
    plb_reason{"J1"sv, "Not payable, offsets what the claims show"sv, plb_sign::positive},
    plb_reason{"L6"sv, "Interest"sv, plb_sign::either},
    plb_reason{"LE"sv, "Levy"sv, plb_sign::positive},
    plb_reason{"OB"sv, "Offset for an affiliate"sv, plb_sign::positive},
    plb_reason{"PI"sv, "Periodic interim payment, made or taken back"sv, plb_sign::either},
    plb_reason{"WO"sv, "Overpayment recovered, or recovery put off"sv, plb_sign::either},
};

/// What a number or a part of one leads to: one claim, or several and so none.
void lead(std::uint32_t& to, std::uint32_t claim) {
    if (to == absent) to = claim;
    else if (to != claim) to = ambiguous;
}

/// What a reference was found to be: a number of the payer, of the patient, or of a claim that nothing answered.
struct reference_claims {
    std::array<std::uint32_t, 3> by_kind{absent, absent, absent};
    [[nodiscard]] std::uint32_t claim() const noexcept {
        for (std::uint32_t const c : by_kind)
            if (c != absent) return c;
        return absent;
    }
};

/// Calls `see(kind, number, claim)` for every number by which claims are known.
template <class See>
void each_number(ledger::submission_book const& submitted, ledger::remittance_book const& remitted,
                 match_book const& matches, See see) {
    std::vector<std::uint8_t> answered(submitted.claims.size(), 0);
    for (std::uint32_t rc = 0; rc < remitted.claims.size(); ++rc) {
        std::uint32_t const claim = matches.claim_matches[rc].submitted;
        if (claim == absent) continue;
        answered[claim] = 1;
        see(std::size_t{0}, remitted.claims[rc].icn, claim);
        see(std::size_t{1}, remitted.claims[rc].control_number, claim);
    }
    for (std::uint32_t claim = 0; claim < submitted.claims.size(); ++claim) {
        ledger::submitted_claim const& c = submitted.claims[claim];
        for (std::string_view const icn : ledger::submission_book::rows(submitted.icns, c.icns))
            see(std::size_t{0}, icn, claim);
        see(std::size_t{answered[claim] != 0 ? 1u : 2u}, c.control_number, claim);
    }
}

using reference_table = std::unordered_map<std::string_view, reference_claims>;

void find_whole(ledger::submission_book const& submitted, ledger::remittance_book const& remitted,
                match_book const& matches, reference_table& references) {
    each_number(submitted, remitted, matches, [&](std::size_t kind, std::string_view number, std::uint32_t claim) {
        if (number.empty()) return;
        if (auto const at = references.find(number); at != references.end()) lead(at->second.by_kind[kind], claim);
    });
}

void find_parts(ledger::submission_book const& submitted, ledger::remittance_book const& remitted,
                match_book const& matches, reference_table& references) {
    std::unordered_multimap<std::string_view, reference_table::value_type*> windows;
    for (auto& entry : references)
        if (entry.second.claim() == absent)
            for (std::size_t i = 0; i + least_part <= entry.first.size() && i < longest; ++i)
                windows.emplace(entry.first.substr(i, least_part), &entry);
    if (windows.empty()) return;
    each_number(submitted, remitted, matches, [&](std::size_t kind, std::string_view number, std::uint32_t claim) {
        for (std::size_t i = 0; i + least_part <= number.size() && i < longest; ++i) {
            auto const [first, last] = windows.equal_range(number.substr(i, least_part));
            for (auto at = first; at != last; ++at) {
                auto& [reference, found] = *at->second;
                if (reference.find(number) != std::string_view::npos ||
                    number.find(reference) != std::string_view::npos)
                    lead(found.by_kind[kind], claim);
            }
        }
    });
}

void warn(ledger::provider_adjustment const& p, std::uint32_t remittance, std::string_view id, text::severity level,
          std::string message, outcome_book& out) {
    remit_finding f;
    f.id = id;
    f.level = level;
    f.remittance = remittance;
    f.at = p.at;
    f.message = std::move(message);
    out.findings.push_back(std::move(f));
}

void check_sign(ledger::provider_adjustment const& p, std::uint32_t remittance, outcome_book& out) {
    plb_reason const* const row = find_plb_reason(p.reason);
    if (row == nullptr) {
        warn(p, remittance, "plb_reason_unknown", text::severity::note,
             fmt::format(
                 "The provider adjustment reason \"{}\" (PLB03-1) is not in the table; {} is posted by its sign.",
                 p.reason.substr(0, 8), to_string(p.amount)),
             out);
    } else if ((row->sign == plb_sign::positive && p.amount.cents < 0) ||
               (row->sign == plb_sign::negative && p.amount.cents > 0)) {
        warn(p, remittance, "plb_wrong_sign", text::severity::warning,
             fmt::format("The provider adjustment {} ({}) is {}, but should be {}; check what the payer meant.",
                         p.reason, row->meaning, to_string(p.amount),
                         row->sign == plb_sign::positive ? "positive" : "negative"),
             out);
    }
}

}  // namespace

plb_reason const* find_plb_reason(std::string_view code) noexcept {
    auto const at = std::find_if(reasons.begin(), reasons.end(), [code](auto const& r) { return r.code == code; });
    return at == reasons.end() ? nullptr : &*at;
}

std::vector<pending_recovery> resolve_provider_money(ledger::submission_book const& submitted,
                                                     ledger::remittance_book const& remitted, match_book const& matches,
                                                     claim_lives const& lives, outcome_book& out) {
    if (remitted.provider_adjustments.empty()) return {};
    reference_table references;
    for (ledger::provider_adjustment const& p : remitted.provider_adjustments)
        if (!p.reference.empty()) references.try_emplace(p.reference);
    find_whole(submitted, remitted, matches, references);
    find_parts(submitted, remitted, matches, references);

    struct owed {
        pending_recovery whom;
        std::int64_t cents = 0;
    };
    std::vector<owed> sums;
    for (std::uint32_t r = 0; r < remitted.remittances.size(); ++r) {
        if (lives.sent_again_whole[r] != 0) continue;
        row_range const rows = remitted.remittances[r].provider_adjustments;
        for (std::uint32_t i = rows.first; i < rows.first + rows.count; ++i) {
            ledger::provider_adjustment const& p = remitted.provider_adjustments[i];
            check_sign(p, r, out);
            auto const at = references.find(p.reference);
            std::uint32_t const claim =
                at == references.end() || at->second.claim() == ambiguous ? absent : at->second.claim();
            out.provider_adjustments.push_back({i, claim});
            if (claim != absent && (p.reason == "FB" || p.reason == "WO"))
                sums.push_back({{claim, lives.payer_of[r]}, p.amount.cents});
        }
    }
    std::sort(sums.begin(), sums.end(), [](owed const& a, owed const& b) { return a.whom < b.whom; });
    std::vector<pending_recovery> open;
    for (std::size_t i = 0; i < sums.size();) {
        std::int64_t total = 0;
        std::size_t const first = i;
        for (; i < sums.size() && sums[i].whom == sums[first].whom; ++i) total += sums[i].cents;
        if (total < 0) open.push_back(sums[first].whom);
    }
    return open;
}

}  // namespace orthoscrub::remit
