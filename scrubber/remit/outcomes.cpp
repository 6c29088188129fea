// Walks the submitted claims in their order, and for each the payers that answered. A line takes the answers that hold now
// and speak about it; when none does, the reason is looked for in what was reversed and in what the sums say is missing.
// Then follow the remitted claims and lines that answer nothing we know.
#include "scrubber/remit/outcomes.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

#include "scrubber/remit/claim_life.hpp"
#include "scrubber/remit/line_reading.hpp"
#include "scrubber/remit/provider_money.hpp"
#include "scrubber/remit/remit_findings.hpp"

namespace orthoscrub::remit {
namespace {

class outcome_maker {
public:
    outcome_maker(ledger::submission_book const& submitted, ledger::remittance_book const& remitted,
                  match_book const& matches, scrub::code_tables const& tables, outcome_book& out)
        : submitted_{submitted},
          remitted_{remitted},
          matches_{matches},
          lives_{submitted, remitted, matches, tables.adjustments},
          reading_{submitted, remitted, matches, tables, out},
          out_{out} {}

    void run() {
        out_.retransmissions = lives_.retransmissions;
        out_.outcomes.reserve(submitted_.lines.size());
        out_.reasons.reserve(remitted_.adjustments.size());
        add_balance_findings(remitted_, matches_, lives_, out_);
        add_claim_findings(submitted_, remitted_, matches_, lives_, out_);
        recoveries_ = resolve_provider_money(submitted_, remitted_, matches_, lives_, out_);
        auto life = lives_.lives.begin();
        for (std::uint32_t claim = 0; claim < submitted_.claims.size(); ++claim) {
            bool answered = false;
            for (; life != lives_.lives.end() && life->submitted == claim; ++life) answered = tell(*life) || answered;
            if (!answered) silence(claim);
        }
        strangers();
        std::stable_sort(out_.findings.begin(), out_.findings.end(),
                         [](remit_finding const& a, remit_finding const& b) {
                             return std::tie(a.remittance, a.remitted_claim, a.remitted_line) <
                                    std::tie(b.remittance, b.remitted_claim, b.remitted_line);
                         });
    }

private:
    /// The state of one line before anything is known.
    [[nodiscard]] line_outcome blank(std::uint32_t claim, std::uint32_t line) const {
        line_outcome o;
        o.claim = claim;
        o.line = line;
        o.payer = submitted_.claims[claim].payer_id;
        o.profile = submitted_.claims[claim].profile;
        return o;
    }

    void silence(std::uint32_t claim) {
        ledger::submitted_claim const& c = submitted_.claims[claim];
        for (std::uint32_t line = c.lines.first; line < c.lines.first + c.lines.count; ++line) {
            line_outcome o = blank(claim, line);
            o.sub =
                c.state_at_front == ledger::front_end::rejected ? sub_reason::rejected_upstream : sub_reason::no_remit;
            out_.outcomes.push_back(o);
        }
    }

    /// All lines of a claim at one payer; false when that payer said nothing that is about this claim.
    bool tell(claim_life const& life) {
        lives_.fold(life, now_);
        gone_.clear();
        orphans_.clear();
        for (std::uint32_t i = life.events.first; i < life.events.first + life.events.count; ++i) {
            std::uint32_t const rc = lives_.events[i];
            if (lives_.is_reversal(rc)) {
                if (lives_.reverses[rc] == absent) orphan(rc);
            } else if (lives_.reversed_by[rc] != absent) {
                gone_.push_back(rc);
            }
        }
        if (now_.hold.empty() && gone_.empty() && orphans_.empty()) return false;
        if (!now_.superseded.empty())
            add_finding("double_adjudication", text::severity::warning, now_.superseding,
                        "The payer decided about this claim before and did not reverse that decision; the later one is "
                        "shown. Ask the payer which one stands before posting both.",
                        remitted_, matches_, out_);
        collect(life.submitted);
        bool const owes =
            std::binary_search(recoveries_.begin(), recoveries_.end(), pending_recovery{life.submitted, life.payer});
        row_range const lines = submitted_.claims[life.submitted].lines;
        for (std::uint32_t line = lines.first; line < lines.first + lines.count; ++line) {
            line_outcome o = blank(life.submitted, line);
            current(o, lines.first);
            if (owes) o.flags |= bit(outcome_flag::recoupment_pending);
            first_decision(o, life, lines.first);
            out_.outcomes.push_back(o);
        }
        return true;
    }

    void orphan(std::uint32_t rc) {
        orphans_.push_back(rc);
        add_finding("orphan_reversal", text::severity::warning, rc,
                    "The payer reverses a decision that none of the remittances read so far holds; add the earlier "
                    "remittance, or ask the payer what was reversed.",
                    remitted_, matches_, out_);
    }

    /// Remitted lines of the answers that hold, by submitted line, in file order; claim-level answers are shared out.
    void collect(std::uint32_t claim) {
        pairs_.clear();
        claim_level_ = absent;
        for (std::uint32_t const rc : now_.hold) {
            row_range const lines = remitted_.claims[rc].lines;
            if (lines.count == 0) claim_level_ = rc;
            for (std::uint32_t rl = lines.first; rl < lines.first + lines.count; ++rl) {
                std::uint32_t const line = matches_.line_matches[rl].submitted;
                if (line == absent) strange_lines_.push_back(rl);
                else pairs_.push_back({line, rl});
            }
        }
        std::sort(pairs_.begin(), pairs_.end());
        if (claim_level_ != absent) reading_.share(claim_level_, submitted_.claims[claim]);
    }

    void current(line_outcome& o, std::uint32_t first_line) {
        auto at = std::lower_bound(pairs_.begin(), pairs_.end(), pair{o.line, 0});
        rows_.clear();
        for (; at != pairs_.end() && at->line == o.line; ++at) rows_.push_back(at->remitted);
        if (!rows_.empty()) {
            reading_.from_lines(o, rows_);
        } else if (claim_level_ != absent) {
            reading_.from_claim(o, claim_level_, o.line - first_line);
        } else if (std::uint32_t const reversal = last_reversal(o.line); reversal != absent) {
            reversed(o, reversal);
            return;
        } else {
            missing(o);
            return;
        }
        if (o.decided == disposition::not_yet_adjudicated) o.first_decided_on = {};
        if (corrected(o)) o.step = lifecycle::corrected;
    }

    /// The last reversal that took the line back, or an orphan that speaks about it; absent for none.
    [[nodiscard]] std::uint32_t last_reversal(std::uint32_t line) const {
        std::uint32_t last = absent;
        auto const see = [&](std::uint32_t rc) {
            if (last == absent || lives_.before(last, rc)) last = rc;
        };
        for (std::uint32_t const rc : gone_)
            if (lives_.covers(rc, line)) see(lives_.reversed_by[rc]);
        for (std::uint32_t const rc : orphans_)
            if (lives_.covers(rc, line)) see(rc);
        return last;
    }

    void reversed(line_outcome& o, std::uint32_t reversal) {
        reading_.stamp(o, reversal);
        row_range const lines = remitted_.claims[reversal].lines;
        o.tier = match_tier::claim;
        for (std::uint32_t rl = lines.first; rl < lines.first + lines.count; ++rl) {
            if (matches_.line_matches[rl].submitted != o.line) continue;
            if (o.remitted_line == absent) {
                o.remitted_line = rl;
                o.tier = matches_.line_matches[rl].tier;
                o.line_score = matches_.line_matches[rl].score;
            }
            ++o.remit_lines;
        }
        o.first_decided_on = {};
        o.decided = disposition::reversed;
        o.step = lifecycle::reversed;
    }

    /// The claim was answered, the line was not.
    void missing(line_outcome& o) {
        std::int64_t charges = 0, line_charges = 0;
        std::uint32_t last = absent;
        for (std::uint32_t const rc : now_.hold) {
            charges += remitted_.claims[rc].charge.cents;
            for (ledger::remitted_line const& l : remitted_.lines_of(remitted_.claims[rc]))
                line_charges += l.charge.cents;
            last = rc;
        }
        bool const part =
            last == absent || (line_charges == charges && charges < submitted_.claims[o.claim].charge.cents);
        o.sub = part ? sub_reason::awaiting_split_part : sub_reason::missing_line;
        std::uint32_t const seen = last != absent ? last : !gone_.empty() ? gone_.back() : orphans_.back();
        reading_.stamp(o, seen);
        o.decided_on = {};
        o.first_decided_on = {};
    }

    /// A decision about the line was reversed, wherever the reversal stands, or the sender says so.
    [[nodiscard]] bool corrected(line_outcome const& o) const {
        if (o.has(outcome_flag::nonstandard_22)) return true;
        for (std::uint32_t const rc : gone_)
            if (lives_.before(rc, o.remitted_claim) && lives_.covers(rc, o.line)) return true;
        for (std::uint32_t const rc : orphans_)
            if (lives_.day_of(rc) <= lives_.day_of(o.remitted_claim) && lives_.covers(rc, o.line)) return true;
        return false;
    }

    /// What the payer decided first, when that does not hold any more.
    void first_decision(line_outcome& o, claim_life const& life, std::uint32_t first_line) {
        if (life.events.count < 2) return;
        for (std::uint32_t i = life.events.first; i < life.events.first + life.events.count; ++i) {
            std::uint32_t const rc = lives_.events[i];
            if (lives_.is_reversal(rc) || !lives_.adjudicates(rc) || !lives_.covers(rc, o.line)) continue;
            o.first_decided_on = lives_.day_of(rc);
            if (std::find(now_.hold.begin(), now_.hold.end(), rc) != now_.hold.end()) return;
            line_outcome first = blank(o.claim, o.line);
            rows_.clear();
            row_range const lines = remitted_.claims[rc].lines;
            for (std::uint32_t rl = lines.first; rl < lines.first + lines.count; ++rl)
                if (matches_.line_matches[rl].submitted == o.line) rows_.push_back(rl);
            if (!rows_.empty()) {
                reading_.from_lines(first, rows_);
            } else {
                reading_.share(rc, submitted_.claims[o.claim]);
                reading_.from_claim(first, rc, o.line - first_line);
                if (claim_level_ != absent) reading_.share(claim_level_, submitted_.claims[o.claim]);
            }
            if (lives_.reversed_by[rc] == absent) first.step = lifecycle::superseded;
            o.first = static_cast<std::uint32_t>(out_.first_decisions.size());
            out_.first_decisions.push_back(first);
            return;
        }
    }

    /// Remitted claims and lines that answer no submission.
    void strangers() {
        for (std::uint32_t rc = 0; rc < remitted_.claims.size(); ++rc) {
            if (matches_.claim_matches[rc].state == match_state::matched || lives_.sent_again[rc] != 0) continue;
            if (lives_.is_reversal(rc) && lives_.reverses[rc] != absent) continue;
            row_range const lines = remitted_.claims[rc].lines;
            for (std::uint32_t rl = lines.first; rl < lines.first + lines.count; ++rl) strange_lines_.push_back(rl);
            if (lines.count != 0) continue;
            line_outcome o;
            reading_.from_unmatched_claim(o, rc);
            strange_.push_back(o);
        }
        for (std::uint32_t const rl : strange_lines_) {
            line_outcome o;
            claim_match const& m = matches_.claim_matches[remitted_.lines[rl].claim];
            if (m.state == match_state::matched) o.claim = m.submitted;
            reading_.from_lines(o, std::span{&rl, 1});
            strange_.push_back(o);
        }
        std::sort(strange_.begin(), strange_.end(), [](line_outcome const& a, line_outcome const& b) {
            return std::tie(a.remitted_claim, a.remitted_line) < std::tie(b.remitted_claim, b.remitted_line);
        });
        out_.outcomes.insert(out_.outcomes.end(), strange_.begin(), strange_.end());
    }

    struct pair {
        std::uint32_t line, remitted;
        auto operator<=>(pair const&) const = default;
    };

    ledger::submission_book const& submitted_;
    ledger::remittance_book const& remitted_;
    match_book const& matches_;
    claim_lives lives_;
    line_reading reading_;
    outcome_book& out_;
    std::vector<pending_recovery> recoveries_;
    current_events now_;
    std::vector<std::uint32_t> gone_, orphans_;  ///< of the claim at hand: reversed answers, reversals of nothing known
    std::vector<pair> pairs_;
    std::vector<std::uint32_t> rows_, strange_lines_;
    std::vector<line_outcome> strange_;
    std::uint32_t claim_level_ = absent;
};

}  // namespace

void outcomes(ledger::submission_book const& submitted, ledger::remittance_book const& remitted,
              match_book const& matches, scrub::code_tables const& tables, outcome_book& out) {
    out.outcomes.clear();
    out.first_decisions.clear();
    out.reasons.clear();
    out.remarks.clear();
    out.findings.clear();
    out.provider_adjustments.clear();
    outcome_maker{submitted, remitted, matches, tables, out}.run();
}

}  // namespace orthoscrub::remit
