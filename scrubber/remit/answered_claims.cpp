// Makes the submissions that a set of remittances speaks of. Reversals, corrections and the parts of a split claim share
// payee and CLP01, so they fall on one claim and are folded by the same code as with real submissions. A claim that no
// answer shows lines of gets one line without a code that stands for it.
#include "scrubber/remit/answered_claims.hpp"

#include <algorithm>
#include <unordered_map>

#include "scrubber/remit/line_id.hpp"

namespace orthoscrub::remit {
namespace {

model::money without_sign(model::money amount) noexcept { return {amount.cents < 0 ? -amount.cents : amount.cents}; }

ledger::submitted_line line_of(ledger::remitted_line const& from, ledger::remitted_claim const& claim,
                               std::uint32_t row) {
    ledger::submitted_line line;
    line.claim = row;
    line.control_number = from.control_number;
    line.qualifier = from.asked().qualifier;
    line.code = from.asked().code;
    line.modifiers = from.asked().modifiers;
    line.place = claim.place;
    line.charge = without_sign(from.charge);
    line.units = from.original_units.value_or(from.paid_units);
    line.first_day = from.first_day.empty() ? claim.first_day : from.first_day;
    line.last_day = from.last_day.empty() ? line.first_day : from.last_day;
    return line;
}

class maker {
public:
    explicit maker(ledger::remittance_book const& book) : book_{book}, ids_{remitted_line_ids(book)} {}

    answered_claims make() {
        std::vector<std::vector<std::uint32_t>> answers = group();
        out_.matches.claim_matches.resize(book_.claims.size());
        out_.matches.line_matches.resize(book_.lines.size());
        for (auto const& rows : answers) add_claim(rows);
        return std::move(out_);
    }

private:
    /// Rows of remitted claims by payee and CLP01, in the order of the first of them.
    std::vector<std::vector<std::uint32_t>> group() const {
        std::vector<std::vector<std::uint32_t>> groups;
        std::unordered_map<line_id, std::size_t> at;
        for (std::uint32_t row = 0; row < book_.claims.size(); ++row) {
            auto const [entry, fresh] = at.try_emplace(remitted_claim_id(book_, book_.claims[row]), groups.size());
            if (fresh) groups.emplace_back();
            groups[entry->second].push_back(row);
        }
        return groups;
    }

    void add_claim(std::vector<std::uint32_t> const& rows) {
        auto const row = static_cast<std::uint32_t>(out_.submitted.claims.size());
        ledger::remitted_claim const& first = book_.claims[rows.front()];
        ledger::submitted_claim claim;
        claim.control_number = first.control_number;
        claim.frequency = first.frequency;
        claim.place = first.place;
        if (first.remittance < book_.remittances.size()) {
            claim.billing_npi = book_.remittances[first.remittance].payee_npi;
            claim.payer_id = book_.remittances[first.remittance].payer_id;
            claim.profile = book_.remittances[first.remittance].profile;
        }
        claim.members = {first.members[0], first.members[1]};
        claim.last_name = first.last_name;
        claim.lines.first = static_cast<std::uint32_t>(out_.submitted.lines.size());
        lines_.clear();
        for (std::uint32_t const answer : rows) add_lines(answer, row);
        if (lines_.empty()) {
            ledger::submitted_line& whole = out_.submitted.lines.emplace_back();
            whole.claim = row;
            whole.place = claim.place;
            whole.charge = without_sign(first.charge);
            whole.units = {1000};
            whole.first_day = first.first_day;
            whole.last_day = first.last_day.empty() ? first.first_day : first.last_day;
        }
        claim.lines.count = static_cast<std::uint32_t>(out_.submitted.lines.size()) - claim.lines.first;
        for (auto const& line : out_.submitted.lines_of(claim)) {
            claim.charge += line.charge;
            if (claim.first_day.empty() || line.first_day < claim.first_day) claim.first_day = line.first_day;
            claim.last_day = std::max(claim.last_day, line.last_day);
        }
        for (std::uint32_t const answer : rows) {
            claim_match& match = out_.matches.claim_matches[answer];
            match.state = match_state::matched;
            match.submitted = row;
            match.score = 100;
            match.candidates = {static_cast<std::uint32_t>(out_.matches.candidates.size()), 1};
            match.split_part = without_sign(book_.claims[answer].charge) < claim.charge;
            out_.matches.candidates.push_back({row, 100, {}});
        }
        out_.submitted.claims.push_back(claim);
    }

    void add_lines(std::uint32_t answer, std::uint32_t row) {
        ledger::remitted_claim const& claim = book_.claims[answer];
        for (std::uint32_t i = claim.lines.first; i < claim.lines.first + claim.lines.count; ++i) {
            auto const [at, fresh] =
                lines_.try_emplace(ids_[i], static_cast<std::uint32_t>(out_.submitted.lines.size()));
            if (fresh) out_.submitted.lines.push_back(line_of(book_.lines[i], claim, row));
            out_.matches.line_matches[i] = {at->second, match_tier::l1, 100, false, false};
        }
    }

    ledger::remittance_book const& book_;
    std::vector<line_id> ids_;
    std::unordered_map<line_id, std::uint32_t> lines_;  ///< of the claim at hand: row in submission_book::lines
    answered_claims out_;
};

}  // namespace

answered_claims claims_as_answered(ledger::remittance_book const& book) { return maker{book}.make(); }

}  // namespace orthoscrub::remit
