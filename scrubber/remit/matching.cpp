// Matching of a run. Answers are taken in the order of arrival, and each match teaches the payer's claim number, by
// which later answers with another control number (reversals, corrections) find the claim; answers that came before
// their teacher get another turn. Lines are paired when all claims stand, so that the parts of a split share theirs.
#include "scrubber/remit/matching.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include "scrubber/remit/claim_choice.hpp"
#include "scrubber/remit/claim_index.hpp"
#include "scrubber/remit/claim_score.hpp"
#include "scrubber/remit/payer_fit.hpp"
#include "scrubber/remit/split_sums.hpp"

namespace orthoscrub::remit {
namespace {

enum class part_kind : std::uint8_t { whole, by_lines, by_sum };

/// The payee is the billing provider by NPI or tax id; what is missing on a side excludes nothing.
bool payee_fits(ledger::remittance const& paid, ledger::submitted_claim const& claim) noexcept {
    bool compared = false;
    if (!paid.payee_npi.empty() && !claim.billing_npi.empty()) {
        if (paid.payee_npi == claim.billing_npi) return true;
        compared = true;
    }
    if (paid.payee_tax_id != 0 && claim.tax_id != 0) {
        if (paid.payee_tax_id == claim.tax_id) return true;
        compared = true;
    }
    return !compared;
}

bool sent_in_time(ledger::remittance const& paid, ledger::submitted_claim const& claim) noexcept {
    return paid.produced.empty() || claim.submitted.empty() || claim.submitted <= paid.produced;
}

class matcher {
public:
    matcher(ledger::submission_book const& sent, ledger::remittance_book const& back,
            scrub::payer_profiles const& profiles, match_options options)
        : sent_{sent},
          back_{back},
          options_{options},
          index_{sent},
          payers_{sent, profiles},
          scorer_{sent, index_},
          chooser_{sent},
          sums_{back} {
        options_.candidates_kept = std::max(options_.candidates_kept, 1u);
    }

    match_book run() {
        book_.claim_matches.resize(back_.claims.size());
        book_.line_matches.resize(back_.lines.size());
        book_.candidates.reserve(back_.claims.size() + back_.claims.size() / 8);
        book_.reasons.reserve(book_.candidates.capacity() * 8);
        parts_.assign(back_.claims.size(), part_kind::whole);
        for (std::uint32_t row = 0; row < back_.claims.size(); ++row) match_claim(row);
        match_left_over();
        for (std::uint32_t row = 0; row < back_.claims.size(); ++row) match_lines(row);
        link_replacements();
        return std::move(book_);
    }

private:
    /// Claims that one answer is held against; more of one number or member would take as many steps for each answer.
    static constexpr std::ptrdiff_t most_weighed = 1000;

    void match_claim(std::uint32_t row) {
        prepare(back_, row, asked_);
        auto const& claim = *asked_.claim;
        if (claim.remittance != remittance_) {
            remittance_ = claim.remittance;
            payers_.turn_to(back_.remittances[remittance_]);
        }
        found_.clear();
        candidates_.clear();
        rejected_.clear();
        summed_ = false;
        index_.start();
        index_.add_same_number(claim.control_number, found_);
        index_.add_known(claim.icn, found_);
        index_.add_known(claim.original_icn, found_);
        index_.add_quoting(claim.original_icn, found_);
        weigh_from(0);
        int best = 0;
        for (auto const& one : candidates_) best = std::max<int>(best, one.score);
        if (best < most_without_number(asked_) + least_lead) {
            auto const before = found_.size();
            index_.add_prefixes(claim.control_number, asked_.charge, claim.last_name, found_);
            for (auto const member : claim.members) index_.add_members(member, asked_.charge, found_);
            weigh_from(before);
        }
        auto const accept = [&](std::uint32_t submitted) {
            return options_.accept != 0 ? options_.accept : payers_.accept(submitted);
        };
        auto const choice = chooser_.choose(asked_, candidates_, accept);
        keep(row, choice);
        if (choice.state == match_state::matched) {
            auto const& taken = candidates_.front();
            index_.learn(claim.icn, taken.submitted);
            parts_[row] = taken.part_by_sum     ? part_kind::by_sum
                          : taken.part_by_lines ? part_kind::by_lines
                                                : part_kind::whole;
        } else if (!rejected_.empty() && chooser_.choose(asked_, rejected_, accept).state == match_state::matched) {
            book_.claim_matches[row].rejected = rejected_.front().submitted;
        }
    }

    /// Weighs the candidates of found_ from this place on that no condition excludes.
    void weigh_from(std::size_t first) {
        auto const& paid = back_.remittances[remittance_];
        if (std::ssize(found_) - static_cast<std::ptrdiff_t>(first) > most_weighed) {  // the newest of them
            auto const from = found_.begin() + static_cast<std::ptrdiff_t>(first);
            std::ranges::nth_element(from, from + most_weighed, found_.end(), std::greater<>{});
            found_.resize(first + static_cast<std::size_t>(most_weighed));
        }
        for (auto at = first; at < found_.size(); ++at) {
            auto const submitted = found_[at];
            auto const& claim = sent_.claims[submitted];
            if (!payee_fits(paid, claim) || !sent_in_time(paid, claim)) continue;
            auto const fit = payers_.fit(submitted, asked_.secondary);
            if (fit == payer_fit::other) continue;
            if (!summed_ && asked_.charge != claim.charge) {
                asked_.split = sums_.of(asked_.row);
                summed_ = true;
            }
            auto& list = claim.state_at_front == ledger::front_end::rejected ? rejected_ : candidates_;
            list.push_back(scorer_.weigh(asked_, submitted, fit));
        }
    }

    void keep(std::uint32_t row, claim_choice choice) {
        auto& match = book_.claim_matches[row];
        match = {};
        match.state = choice.state;
        match.identical_resubmission = choice.identical_resubmission;
        auto const count = std::min<std::size_t>(candidates_.size(), options_.candidates_kept);
        match.candidates = {static_cast<std::uint32_t>(book_.candidates.size()), static_cast<std::uint32_t>(count)};
        if (count == 0) return;
        match.score = candidates_.front().score;
        if (choice.state == match_state::matched) match.submitted = candidates_.front().submitted;
        for (std::size_t k = 0; k < count; ++k) {
            auto const& one = candidates_[k];
            auto const first = static_cast<std::uint32_t>(book_.reasons.size());
            book_.reasons.insert(book_.reasons.end(), one.reasons.begin(), one.reasons.begin() + one.reason_count);
            book_.candidates.push_back({one.submitted, one.score, {first, one.reason_count}});
        }
    }

    /// Answers without a match whose payer claim number is known by now, as long as one of them finds its claim.
    void match_left_over() {
        left_.clear();
        for (std::uint32_t row = 0; row < back_.claims.size(); ++row)
            if (book_.claim_matches[row].state != match_state::matched) left_.push_back(row);
        for (bool learned = true; learned;) {
            learned = false;
            std::erase_if(left_, [&](std::uint32_t row) {
                auto const& claim = back_.claims[row];
                if (!index_.known(claim.icn) && !index_.known(claim.original_icn)) return false;
                match_claim(row);
                bool const matched = book_.claim_matches[row].state == match_state::matched;
                learned = learned || matched;
                return matched;
            });
        }
    }

    void match_lines(std::uint32_t row) {
        auto const& match = book_.claim_matches[row];
        if (match.submitted == absent || match.split_part) return;
        if (parts_[row] == part_kind::by_sum) {
            match_parts(row);
            return;
        }
        prepare(back_, row, asked_);
        pair_lines(asked_.lines, row);
        book_.claim_matches[row].split_part = parts_[row] == part_kind::by_lines;
    }

    /// Lines of the answer `row`, or of all parts of which it is the first.
    void pair_lines(std::span<asked_line const> lines, std::uint32_t row) {
        auto const& claim = sent_.claims[book_.claim_matches[row].submitted];
        pairs_.resize(lines.size());
        line_matcher_.match(lines, sent_.lines_of(claim), claim.lines.first, pairs_);
        for (std::size_t k = 0; k < lines.size(); ++k) book_.line_matches[lines[k].row] = pairs_[k];
        book_.claim_matches[row].lines_not_compared = line_matcher_.not_compared();
    }

    /// All parts of a split together: what one part answers is no line for another, unless the payer split the line.
    void match_parts(std::uint32_t row) {
        auto const submitted = book_.claim_matches[row].submitted;
        group_.clear();
        sums_.each_part(row, [&](std::uint32_t other) {
            if (book_.claim_matches[other].submitted == submitted) group_.push_back(other);
        });
        std::ranges::sort(group_);
        all_lines_.clear();
        for (auto const part : group_) {
            prepare(back_, part, asked_);
            all_lines_.insert(all_lines_.end(), asked_.lines.begin(), asked_.lines.end());
        }
        pair_lines(all_lines_, row);
        bool const whole = !overlapping(submitted);
        for (auto const part : group_) {
            book_.claim_matches[part].split_part = whole;
            if (whole) continue;
            parts_[part] = part_kind::whole;
            prepare(back_, part, asked_);
            pair_lines(asked_.lines, part);
        }
    }

    /// True when the parts answer a line more than once over: two of them, and more than its charge.
    [[nodiscard]] bool overlapping(std::uint32_t submitted) {
        auto const lines = sent_.claims[submitted].lines;
        answered_.assign(lines.count, {});
        for (auto const& asked : all_lines_) {
            auto const line = book_.line_matches[asked.row].submitted;
            if (line == absent) continue;
            auto& sum = answered_[line - lines.first];
            sum.cents += asked.cents;
            sum.several = sum.several || (sum.part != absent && sum.part != asked.line->claim);
            sum.part = asked.line->claim;
        }
        for (std::uint32_t k = 0; k < lines.count; ++k)
            if (answered_[k].several && answered_[k].cents > sent_.lines[lines.first + k].charge.cents) return true;
        return false;
    }

    /// A replacement or void quotes the number that the payer gave the earlier claim.
    void link_replacements() {
        for (std::uint32_t row = 0; row < sent_.claims.size(); ++row) {
            auto const& later = sent_.claims[row];
            if (later.original_icn.empty() || (later.frequency != "7" && later.frequency != "8")) continue;
            found_.clear();
            index_.start();
            index_.add_known(later.original_icn, found_);
            auto earlier = absent;
            for (auto const other : found_) {
                auto const& one = sent_.claims[other];
                if (other == row || one.billing_npi != later.billing_npi) continue;
                if (!one.submitted.empty() && !later.submitted.empty() && later.submitted < one.submitted) continue;
                if (earlier == absent || sent_.claims[earlier].submitted < one.submitted ||
                    (sent_.claims[earlier].submitted == one.submitted && earlier < other))
                    earlier = other;
            }
            if (earlier != absent) book_.replacements.push_back({row, earlier});
        }
    }

    ledger::submission_book const& sent_;
    ledger::remittance_book const& back_;
    match_options options_;
    claim_index index_;
    payer_fitter payers_;
    claim_scorer scorer_;
    claim_chooser chooser_;
    split_sums sums_;
    line_matcher line_matcher_;
    match_book book_;
    std::uint32_t remittance_ = absent;
    bool summed_ = false;
    asked_claim asked_;
    std::vector<std::uint32_t> found_, left_, group_;
    std::vector<scored_candidate> candidates_, rejected_;
    std::vector<part_kind> parts_;
    std::vector<asked_line> all_lines_;
    std::vector<line_match> pairs_;
    /// What the parts of a split say of a line.
    struct part_sum {
        std::int64_t cents = 0;
        std::uint32_t part = absent;  ///< the last that speaks of it
        bool several = false;
    };
    std::vector<part_sum> answered_;
};

}  // namespace

match_book match(ledger::submission_book const& sent, ledger::remittance_book const& back,
                 scrub::payer_profiles const& profiles, match_options options) {
    return matcher{sent, back, profiles, options}.run();
}

}  // namespace orthoscrub::remit
