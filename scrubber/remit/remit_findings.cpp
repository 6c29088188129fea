// Words for a person who posts payments: what does not fit, both sums, and what to do. Control numbers and amounts may be
// named, persons never.
#include "scrubber/remit/remit_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "scrubber/remit/line_matching.hpp"

namespace orthoscrub::remit {
namespace {

using namespace std::string_view_literals;
using ledger::remittance_book;
using level = ledger::balance_break::level;

/// "10.00 too little" or "10.00 too much", by which `found` misses `expected`.
std::string difference(model::money expected, model::money found) {
    bool const less = found < expected;
    return fmt::format("{} too {}", to_string(less ? expected - found : found - expected), less ? "little" : "much");
}

std::string balance_message(ledger::balance_break const& b) {
    std::string const expected = to_string(b.expected), found = to_string(b.found),
                      off = difference(b.expected, b.found);
    switch (b.where) {
        case level::line:
            return fmt::format(
                "The line charge less its adjustments is {}, but SVC03 pays {}: {}; ask the payer before "
                "posting the line.",
                expected, found, off);
        case level::claim:
            return fmt::format(
                "The claim charge less all adjustments is {}, but CLP04 pays {}: {}; ask the payer before "
                "posting the claim.",
                expected, found, off);
        case level::claim_lines:
            return fmt::format(
                "CLP03 charges {}, but the lines in SVC02 sum to {}: {}; look for lines that the payer left "
                "out or answers elsewhere.",
                expected, found, off);
        case level::transaction:
            break;
    }
    return fmt::format(
        "The claim payments less the provider adjustments are {}, but BPR02 pays {}: {}; compare with the "
        "deposit before posting.",
        expected, found, off);
}

std::string_view balance_id(level where) {
    switch (where) {
        case level::line:
            return "line_out_of_balance";
        case level::claim:
            return "claim_out_of_balance";
        case level::claim_lines:
            return "line_charges_ne_claim_charge";
        case level::transaction:
            break;
    }
    return "transaction_out_of_balance";
}

constexpr std::array known_statuses{"1"sv, "2"sv, "3"sv, "4"sv, "19"sv, "20"sv, "21"sv, "22"sv, "23"sv, "25"sv};

bool says_cr(remittance_book const& book, row_range adjustments) {
    auto const rows = remittance_book::rows(book.adjustments, adjustments);
    return std::any_of(rows.begin(), rows.end(), [](auto const& a) { return a.group == "CR"; });
}

}  // namespace

void add_finding(std::string_view id, text::severity severity, std::uint32_t rc, std::string message,
                 remittance_book const& remitted, match_book const& matches, outcome_book& out) {
    remit_finding f;
    f.id = id;
    f.level = severity;
    f.remittance = remitted.claims[rc].remittance;
    f.remitted_claim = rc;
    auto const& match = matches.claim_matches[rc];
    f.claim = match.submitted != absent ? match.submitted : match.rejected;
    f.at = remitted.claims[rc].at;
    f.message = std::move(message);
    out.findings.push_back(std::move(f));
}

void add_balance_findings(remittance_book const& remitted, match_book const& matches, claim_lives const& lives,
                          outcome_book& out) {
    for (ledger::balance_break const& b : remitted.breaks) {
        std::uint32_t const rc = b.claim == absent && b.line != absent ? remitted.lines[b.line].claim : b.claim;
        if (rc != absent ? lives.sent_again[rc] != 0
                         : b.remittance != absent && lives.sent_again_whole[b.remittance] != 0)
            continue;
        remit_finding f;
        f.id = balance_id(b.where);
        f.remittance = b.remittance == absent && rc != absent ? remitted.claims[rc].remittance : b.remittance;
        f.remitted_claim = rc;
        f.remitted_line = b.line;
        f.claim = rc == absent ? absent : matches.claim_matches[rc].submitted;
        f.at = b.at;
        f.message = balance_message(b);
        out.findings.push_back(std::move(f));
    }
}

void add_claim_findings(ledger::submission_book const& submitted, remittance_book const& remitted,
                        match_book const& matches, claim_lives const& lives, outcome_book& out) {
    for (std::uint32_t rc = 0; rc < remitted.claims.size(); ++rc) {
        if (lives.sent_again[rc] != 0) continue;
        ledger::remitted_claim const& c = remitted.claims[rc];
        bool cr = says_cr(remitted, c.adjustments);
        for (ledger::remitted_line const& l : remitted.lines_of(c)) cr = cr || says_cr(remitted, l.adjustments);
        if (cr)
            add_finding(
                "group_code_cr", text::severity::warning, rc,
                "An adjustment stands under group code CR (CAS01), which version 5010 does not have; it is counted "
                "as OA.",
                remitted, matches, out);
        if (std::find(known_statuses.begin(), known_statuses.end(), c.status) == known_statuses.end())
            add_finding(
                "claim_status_unusual", text::severity::warning, rc,
                fmt::format("CLP02 is \"{}\", which version 5010 does not have; the claim is judged by its money.",
                            c.status.substr(0, 8)),
                remitted, matches, out);
        if (c.status == "22" && c.charge.cents > 0)
            add_finding(
                "nonstandard_22", text::severity::note, rc,
                fmt::format("CLP02 says reversal, but the charge of {} is positive; it is taken as a correction.",
                            to_string(c.charge)),
                remitted, matches, out);
        auto const& match = matches.claim_matches[rc];
        if (match.lines_not_compared != 0)
            add_finding(
                "lines_not_compared", text::severity::warning, rc,
                fmt::format("{} {} of this answer could not be compared with every line of the claim: the lines "
                            "are of more than {} kinds (code, modifiers, days, charge, units). Hold them "
                            "against the claim by hand.",
                            match.lines_not_compared, match.lines_not_compared == 1 ? "line" : "lines",
                            line_matcher::most_kinds),
                remitted, matches, out);
        bool const rejected = match.submitted != absent &&
                              submitted.claims[match.submitted].state_at_front == ledger::front_end::rejected;
        if (rejected || match.rejected != absent)
            add_finding(
                "rejected_claim_answered", text::severity::warning, rc,
                "The front end is on record as having rejected this claim, yet the payer answers it; check which "
                "submission the acknowledgment was about.",
                remitted, matches, out);
    }
}

}  // namespace orthoscrub::remit
