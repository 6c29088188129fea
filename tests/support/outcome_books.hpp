#pragma once
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/remit/outcome.hpp"
#include "scrubber/remit/score_line.hpp"

namespace orthoscrub::test {

/// One line in words: what was sent and what the payer decided. Amounts in cents.
struct told_line {
    std::string claim = "ORT-1";
    std::string number = "1";
    std::string control_number{};
    std::string code = "L1833";
    std::string payer = "16003";
    remit::disposition decided = remit::disposition::paid_as_billed;
    remit::line_amounts amounts{};
    std::vector<remit::outcome_reason> reasons{};  ///< all adjustments
    std::vector<std::string> rarcs{};
    remit::sub_reason sub = remit::sub_reason::none;
    std::string icn = "26066000333000";
};

/// Books made by hand: each told line becomes a submitted line, an answer and an outcome. Lines of one claim stand
/// together; a line that is told again with the same number is another payer's decision about it.
struct told_books {
    ledger::submission_book submitted;
    ledger::remittance_book remitted;
    remit::outcome_book outcomes;
    std::deque<std::string> texts;  ///< what the rows view

    explicit told_books(std::vector<told_line> const& lines) {
        for (told_line const& line : lines) add(line);
    }

    std::string_view keep(std::string text) { return texts.emplace_back(std::move(text)); }

    void add(told_line const& told) {
        bool const fresh = submitted.claims.empty() || submitted.claims.back().control_number != told.claim;
        if (fresh) {
            auto& claim = submitted.claims.emplace_back();
            claim.control_number = keep(told.claim);
            claim.billing_npi = "1234567893";
            claim.payer_id = keep(told.payer);
            claim.submitted = *model::date::from_iso("2026-03-05");
            claim.lines.first = static_cast<std::uint32_t>(submitted.lines.size());
        }
        auto& claim = submitted.claims.back();
        bool const again = !fresh && submitted.lines.back().number == told.number;
        if (!again) {
            auto& line = submitted.lines.emplace_back();
            line.claim = static_cast<std::uint32_t>(submitted.claims.size() - 1);
            line.number = keep(told.number);
            line.control_number = keep(told.control_number);
            line.qualifier = "HC";
            line.code = keep(told.code);
            line.charge = told.amounts.charge;
            line.units = {1000};
            line.first_day = line.last_day = *model::date::from_iso("2026-03-04");
            claim.charge += told.amounts.charge;
            ++claim.lines.count;
        }
        remit::line_outcome o;
        o.claim = static_cast<std::uint32_t>(submitted.claims.size() - 1);
        o.line = static_cast<std::uint32_t>(submitted.lines.size() - 1);
        o.payer = keep(told.payer);
        o.decided = told.decided;
        o.sub = told.sub;
        o.amounts = told.amounts;
        if (told.decided != remit::disposition::not_yet_adjudicated) answer(told, o);
        o.adjustments.first = static_cast<std::uint32_t>(outcomes.reasons.size());
        for (auto const& reason : told.reasons) outcomes.reasons.push_back(reason);
        o.adjustments.count = static_cast<std::uint32_t>(told.reasons.size());
        o.remarks.first = static_cast<std::uint32_t>(outcomes.remarks.size());
        for (auto const& code : told.rarcs) outcomes.remarks.push_back({keep(code)});
        o.remarks.count = static_cast<std::uint32_t>(told.rarcs.size());
        outcomes.outcomes.push_back(o);
    }

private:
    void answer(told_line const& told, remit::line_outcome& o) {
        if (remitted.remittances.empty()) {
            remitted.remittances.emplace_back().payee_npi = "1234567893";
            remitted.remittances.back().trace = "EFT1";
        }
        o.remitted_claim = static_cast<std::uint32_t>(remitted.claims.size());
        auto& claim = remitted.claims.emplace_back();
        claim.control_number = keep(told.claim);
        claim.icn = keep(told.icn);
        claim.charge = told.amounts.charge;
        claim.lines = {static_cast<std::uint32_t>(remitted.lines.size()), 1};
        o.remitted_line = static_cast<std::uint32_t>(remitted.lines.size());
        auto& line = remitted.lines.emplace_back();
        line.claim = o.remitted_claim;
        line.adjudicated.code = keep(told.code);
        line.control_number = keep(told.control_number);
        line.charge = told.amounts.charge;
        line.paid = told.amounts.paid;
        o.remit_lines = 1;
        o.tier = told.control_number.empty() ? remit::match_tier::l4 : remit::match_tier::l1;
        o.claim_score = 95;
        o.line_score = 100;
        o.decided_on = o.first_decided_on = *model::date::from_iso("2026-03-20");
    }
};

/// The same, shorter: paid in full, or denied in full for one reason.
inline told_line told_paid_line(std::string claim, std::int64_t cents) {
    told_line line;
    line.claim = std::move(claim);
    line.amounts.charge = line.amounts.paid = {cents};
    return line;
}
inline told_line denied_line(std::string claim, std::int64_t cents, std::string_view carc, remit::carc_class kind,
                             std::vector<std::string> rarcs = {}) {
    told_line line;
    line.claim = std::move(claim);
    line.decided = remit::disposition::denied;
    line.amounts.charge = line.amounts.denied = {cents};
    line.reasons.push_back({"CO", carc, kind, {cents}});
    line.rarcs = std::move(rarcs);
    return line;
}

}  // namespace orthoscrub::test
