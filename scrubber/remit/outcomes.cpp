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
          early_{submitted, remitted, matches, tables, out},
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
        tell_story(life);
        bool const owes =
            std::binary_search(recoveries_.begin(), recoveries_.end(), pending_recovery{life.submitted, life.payer});
        row_range const lines = submitted_.claims[life.submitted].lines;
        for (std::uint32_t line = lines.first; line < lines.first + lines.count; ++line) {
            line_outcome o = blank(life.submitted, line);
            current(o, lines.first);
            if (owes) o.flags |= bit(outcome_flag::recoupment_pending);
            first_decision(o, lines.first);
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

    /// What became of each line over the life of its claim, in one walk over the answers.
    void tell_story(claim_life const& life) {
        row_range const lines = submitted_.claims[life.submitted].lines;
        first_line_ = lines.first;
        whole_ = {};
        stories_.assign(lines.count, {});
        auto const each = [&](std::uint32_t rc, auto&& use) {
            if (remitted_.claims[rc].lines.count == 0) use(whole_);
            for (answered_line const& one : lives_.answered_lines(rc))
                if (one.submitted != absent) use(stories_[one.submitted - lines.first]);
        };
        for (std::uint32_t const rc : gone_)
            each(rc, [&](line_story& story) {
                story.gone = first_of(story.gone, rc);
                story.reversal = last_of(story.reversal, lives_.reversed_by[rc]);
            });
        for (std::uint32_t const rc : orphans_)
            each(rc, [&](line_story& story) {
                story.orphan = first_of(story.orphan, rc);
                story.reversal = last_of(story.reversal, rc);
            });
        holding_ = now_.hold;
        std::sort(holding_.begin(), holding_.end());
        for (std::uint32_t i = 0; life.events.count > 1 && i < life.events.count; ++i) {
            std::uint32_t const rc = lives_.events[life.events.first + i];
            if (!lives_.is_reversal(rc) && lives_.adjudicates(rc))
                each(rc, [&](line_story& story) { story.decision = first_of(story.decision, rc); });
        }
        held_charges_ = held_line_charges_ = {};
        for (std::uint32_t const rc : now_.hold) {
            held_charges_ += remitted_.claims[rc].charge;
            for (ledger::remitted_line const& l : remitted_.lines_of(remitted_.claims[rc]))
                held_line_charges_ += l.charge;
        }
    }

    /// The earlier and the later of two answers, either of which may be absent.
    [[nodiscard]] std::uint32_t first_of(std::uint32_t a, std::uint32_t b) const {
        return a == absent || (b != absent && lives_.before(b, a)) ? b : a;
    }
    [[nodiscard]] std::uint32_t last_of(std::uint32_t a, std::uint32_t b) const {
        return a == absent || (b != absent && lives_.before(a, b)) ? b : a;
    }

    /// The last reversal that took the line back, or an orphan that speaks about it; absent for none.
    [[nodiscard]] std::uint32_t last_reversal(std::uint32_t line) const {
        return last_of(stories_[line - first_line_].reversal, whole_.reversal);
    }

    void reversed(line_outcome& o, std::uint32_t reversal) {
        reading_.stamp(o, reversal);
        o.tier = match_tier::claim;
        auto const lines = lives_.lines_about(reversal, o.line);
        o.remit_lines = static_cast<std::uint32_t>(lines.size());
        if (!lines.empty()) {
            o.remitted_line = lines.front().remitted;
            o.tier = matches_.line_matches[o.remitted_line].tier;
            o.line_score = matches_.line_matches[o.remitted_line].score;
        }
        o.first_decided_on = {};
        o.decided = disposition::reversed;
        o.step = lifecycle::reversed;
    }

    /// The claim was answered, the line was not.
    void missing(line_outcome& o) {
        std::uint32_t const last = now_.hold.empty() ? absent : now_.hold.back();
        bool const part = last == absent ||
                          (held_line_charges_ == held_charges_ && held_charges_ < submitted_.claims[o.claim].charge);
        o.sub = part ? sub_reason::awaiting_split_part : sub_reason::missing_line;
        std::uint32_t const seen = last != absent ? last : !gone_.empty() ? gone_.back() : orphans_.back();
        reading_.stamp(o, seen);
        o.decided_on = {};
        o.first_decided_on = {};
    }

    /// A decision about the line was reversed, wherever the reversal stands, or the sender says so.
    [[nodiscard]] bool corrected(line_outcome const& o) const {
        if (o.has(outcome_flag::nonstandard_22)) return true;
        line_story const& story = stories_[o.line - first_line_];
        std::uint32_t const gone = first_of(story.gone, whole_.gone), orphan = first_of(story.orphan, whole_.orphan);
        return (gone != absent && lives_.before(gone, o.remitted_claim)) ||
               (orphan != absent && lives_.day_of(orphan) <= lives_.day_of(o.remitted_claim));
    }

    /// What the payer decided first, when that does not hold any more.
    void first_decision(line_outcome& o, std::uint32_t first_line) {
        std::uint32_t const rc = first_of(stories_[o.line - first_line_].decision, whole_.decision);
        if (rc == absent) return;
        o.first_decided_on = lives_.day_of(rc);
        if (std::binary_search(holding_.begin(), holding_.end(), rc)) return;
        line_outcome first = blank(o.claim, o.line);
        rows_.clear();
        for (answered_line const& one : lives_.lines_about(rc, o.line)) rows_.push_back(one.remitted);
        if (!rows_.empty()) {
            early_.from_lines(first, rows_);
        } else {
            early_.share(rc, submitted_.claims[o.claim]);
            early_.from_claim(first, rc, o.line - first_line);
        }
        if (lives_.reversed_by[rc] == absent) first.step = lifecycle::superseded;
        o.first = static_cast<std::uint32_t>(out_.first_decisions.size());
        out_.first_decisions.push_back(first);
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
    line_reading reading_, early_;  ///< of what holds now, and of first decisions
    outcome_book& out_;
    std::vector<pending_recovery> recoveries_;
    current_events now_;
    std::vector<std::uint32_t> gone_, orphans_;  ///< of the claim at hand: reversed answers, reversals of nothing known
    std::vector<pair> pairs_;
    std::vector<std::uint32_t> rows_, strange_lines_;
    std::vector<line_outcome> strange_;
    std::uint32_t claim_level_ = absent;
    /// Answers that spoke about a line, or (whole_) about all lines without naming them.
    struct line_story {
        std::uint32_t gone = absent;      ///< the first that was reversed
        std::uint32_t orphan = absent;    ///< the first reversal of nothing known
        std::uint32_t reversal = absent;  ///< the last reversal of either
        std::uint32_t decision = absent;  ///< the first that decided
    };
    std::vector<line_story> stories_;  ///< by line of the claim at hand, which begin at first_line_
    line_story whole_;
    std::uint32_t first_line_ = 0;
    std::vector<std::uint32_t> holding_;             ///< now_.hold, sorted
    model::money held_charges_, held_line_charges_;  ///< of now_.hold: of the claims, and of their lines
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
