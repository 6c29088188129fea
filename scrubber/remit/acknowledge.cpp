// Two passes. The first walks the entries and collects for each claim that is found what to add; indexes of the claims,
// sorted by the number that a kind of answer names, take the place of maps. The second writes the tables of statuses and
// claim numbers anew, because the rows of a claim are consecutive, and takes the last word of each claim that was spoken of.
#include "scrubber/remit/acknowledge.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <tuple>

namespace orthoscrub::remit {
namespace {

using ledger::absent;
using ledger::acknowledgment;
using ledger::acknowledgment_kind;
using ledger::claim_status;
using ledger::front_end;
using ledger::row_range;
using ledger::submission_book;
using ledger::submitted_claim;

using row_list = std::vector<std::uint32_t>;

// Claims sorted by one number.
class index_by {
public:
    index_by(submission_book const& book, std::string_view submitted_claim::* key) : book_{book}, key_{key} {
        order_.resize(book.claims.size());
        std::iota(order_.begin(), order_.end(), 0u);
        std::stable_sort(order_.begin(), order_.end(), [&](auto a, auto b) { return of(a) < of(b); });
    }
    [[nodiscard]] std::span<std::uint32_t const> find(std::string_view number) const {
        auto const first = std::lower_bound(order_.begin(), order_.end(), number,
                                            [&](auto row, std::string_view wanted) { return of(row) < wanted; });
        auto const last = std::upper_bound(first, order_.end(), number,
                                           [&](std::string_view wanted, auto row) { return wanted < of(row); });
        return {first, last};
    }

private:
    [[nodiscard]] std::string_view of(std::uint32_t row) const { return book_.claims[row].*key_; }
    submission_book const& book_;
    std::string_view submitted_claim::* key_;
    row_list order_;
};

struct added_status {
    std::uint32_t claim;
    claim_status status;
};
struct added_icn {
    std::uint32_t claim;
    std::string_view icn;
};

// Keeps the rows for which `good` holds, unless it holds for none.
void prefer(row_list& candidates, auto const& good) {
    if (std::ranges::any_of(candidates, good)) std::erase_if(candidates, [&](auto row) { return !good(row); });
}

class applier {
public:
    applier(ledger::acknowledgment_book const& answers, submission_book& out)
        : answers_{answers},
          out_{out},
          by_control_number_{out, &submitted_claim::control_number},
          by_reference_{out, &submitted_claim::set_reference},
          by_group_{out, &submitted_claim::group},
          by_interchange_{out, &submitted_claim::interchange} {}

    acknowledge_result run();

private:
    void apply(std::uint32_t row);
    void apply_group(std::uint32_t row);
    void apply_claim(std::uint32_t row);
    [[nodiscard]] row_list sent_before(std::span<std::uint32_t const> found, acknowledgment const& a) const;
    [[nodiscard]] bool one_submission(row_list& candidates, acknowledgment_kind kind) const;
    [[nodiscard]] std::uint32_t line_of(submitted_claim const& claim, ledger::acknowledged_line const& line) const;
    void miss(std::uint32_t row, acknowledgment_miss why, std::uint32_t line = absent) {
        result_.unmatched.push_back({row, line, why});
    }
    void take(std::uint32_t claim, acknowledgment const& a, row_range statuses, std::uint32_t line = absent);
    void write_statuses();
    void write_icns();
    void judge(std::uint32_t claim);

    ledger::acknowledgment_book const& answers_;
    submission_book& out_;
    index_by by_control_number_, by_reference_, by_group_, by_interchange_;
    std::vector<added_status> statuses_;
    std::vector<added_icn> icns_;
    acknowledge_result result_;
};

std::string_view source_of(acknowledgment_kind kind) noexcept {
    switch (kind) {
        case acknowledgment_kind::interchange:
            return "TA1";
        case acknowledgment_kind::group:
        case acknowledgment_kind::set:
            return "999";
        default:
            return "277CA";
    }
}

void applier::take(std::uint32_t claim, acknowledgment const& a, row_range statuses, std::uint32_t line) {
    for (auto const& s : answers_.rows(answers_.statuses, statuses))
        statuses_.push_back({claim, {line, source_of(a.kind), s.category, s.status, s.entity, a.day, s.rejects}});
}

// Claims that can have been answered by then.
row_list applier::sent_before(std::span<std::uint32_t const> found, acknowledgment const& a) const {
    row_list out;
    for (auto const row : found)
        if (a.day.empty() || out_.claims[row].submitted.empty() || out_.claims[row].submitted <= a.day.plus_days(1))
            out.push_back(row);
    return out;
}

// Leaves the claims of the latest submission; false when there are several that cannot be told apart: files of one day,
// or, in one file, interchanges (and for a batch groups and sets) that share the number. The sets of an interchange may
// have been made on several days.
bool applier::one_submission(row_list& candidates, acknowledgment_kind kind) const {
    if (candidates.empty()) return true;
    auto const& newest =
        out_.claims[std::ranges::max(candidates, {}, [&](auto row) { return out_.claims[row].submitted; })];
    bool const whole_set = kind == acknowledgment_kind::batch || kind == acknowledgment_kind::provider;
    for (auto const row : candidates) {
        auto const& c = out_.claims[row];
        if (c.file != newest.file && c.submitted == newest.submitted) return false;
        if (c.file != newest.file) continue;
        if (c.interchange != newest.interchange) return false;
        if (whole_set && (c.group != newest.group || c.set != newest.set)) return false;
    }
    std::erase_if(candidates, [&](auto row) { return out_.claims[row].file != newest.file; });
    return true;
}

void applier::apply(std::uint32_t row) {
    auto const& a = answers_.entries[row];
    row_list found;
    switch (a.kind) {
        case acknowledgment_kind::claim:
            return apply_claim(row);
        case acknowledgment_kind::group:
            return apply_group(row);
        case acknowledgment_kind::set:
            return;  // with its group
        case acknowledgment_kind::interchange:
            if (a.interchange.empty()) return miss(row, acknowledgment_miss::no_key);
            found = sent_before(by_interchange_.find(a.interchange), a);
            if (!a.interchange_day.empty())
                std::erase_if(found, [&](auto c) { return out_.claims[c].submitted > a.interchange_day.plus_days(1); });
            break;
        case acknowledgment_kind::batch:
        case acknowledgment_kind::provider:
            if (a.state != front_end::rejected) return;
            if (a.set_reference.empty() || (a.kind == acknowledgment_kind::provider && a.npi.empty()))
                return miss(row, acknowledgment_miss::no_key);
            found = sent_before(by_reference_.find(a.set_reference), a);
            if (a.kind == acknowledgment_kind::provider)
                std::erase_if(found, [&](auto c) { return out_.claims[c].billing_npi != a.npi; });
            break;
    }
    if (found.empty()) return miss(row, acknowledgment_miss::no_claim);
    if (!one_submission(found, a.kind)) return miss(row, acknowledgment_miss::ambiguous);
    if (a.state == front_end::silent) return miss(row, acknowledgment_miss::no_word);
    for (auto const claim : found) take(claim, a, a.statuses);
}

// A set that has no entry of its own shares the fate of its group: senders leave out the AK2 of accepted sets.
void applier::apply_group(std::uint32_t row) {
    auto const& a = answers_.entries[row];
    if (!a.functional_id.empty() && a.functional_id != "HC") return miss(row, acknowledgment_miss::not_claims);
    if (a.group.empty()) return miss(row, acknowledgment_miss::no_key);
    row_list found = sent_before(by_group_.find(a.group), a);
    if (found.empty()) return miss(row, acknowledgment_miss::no_claim);
    if (!one_submission(found, a.kind)) return miss(row, acknowledgment_miss::ambiguous);
    std::vector<bool> named(found.size());
    for (std::uint32_t s = a.sets.first; s < a.sets.first + a.sets.count; ++s) {
        auto const& set = answers_.entries[s];
        bool any = false;
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (out_.claims[found[i]].set != set.set) continue;
            any = named[i] = true;
            if (set.state != front_end::silent) take(found[i], set, set.statuses);
        }
        if (!any) miss(s, acknowledgment_miss::no_claim);
        else if (set.state == front_end::silent) miss(s, acknowledgment_miss::no_word);
    }
    if (a.state == front_end::silent) return miss(row, acknowledgment_miss::no_word);
    for (std::size_t i = 0; i < found.size(); ++i)
        if (!named[i] || a.state == front_end::rejected) take(found[i], a, a.statuses);
}

// REF*FJ repeats REF*6R, or LX01 of a line that was sent without one. Without either, a line that is the only one with
// its code, modifiers and charge.
std::uint32_t applier::line_of(submitted_claim const& claim, ledger::acknowledged_line const& line) const {
    std::uint32_t found = absent, same = 0;
    for (auto i = claim.lines.first; i < claim.lines.first + claim.lines.count; ++i) {
        auto const& l = out_.lines[i];
        auto const number = l.control_number.empty() ? l.number : l.control_number;
        if (!line.control_number.empty() && number == line.control_number) return i;
        if (line.control_number.empty() && l.code == line.code && l.modifiers == line.modifiers &&
            line.charge.usable() && l.charge == line.charge.value) {
            found = i;
            ++same;
        }
    }
    return same == 1 ? found : absent;
}

void applier::apply_claim(std::uint32_t row) {
    auto const& a = answers_.entries[row];
    if (a.control_number.empty()) return miss(row, acknowledgment_miss::no_key);
    row_list found = sent_before(by_control_number_.find(a.control_number), a);
    if (!a.npi.empty())
        std::erase_if(
            found, [&](auto c) { return !out_.claims[c].billing_npi.empty() && out_.claims[c].billing_npi != a.npi; });
    if (found.empty()) return miss(row, acknowledgment_miss::no_claim);
    if (a.charge.usable()) {
        std::erase_if(found, [&](auto c) { return out_.claims[c].charge != a.charge.value; });
        if (found.empty()) return miss(row, acknowledgment_miss::other_amount);
    }
    if (!a.set_reference.empty())
        prefer(found, [&](auto c) { return out_.claims[c].set_reference == a.set_reference; });
    model::date latest;
    for (auto const c : found) latest = std::max(latest, out_.claims[c].submitted);
    std::erase_if(found, [&](auto c) { return out_.claims[c].submitted != latest; });
    if (a.member != 0) prefer(found, [&](auto c) { return std::ranges::count(out_.claims[c].members, a.member) != 0; });
    if (!a.first_day.empty()) prefer(found, [&](auto c) { return out_.claims[c].first_day == a.first_day; });
    // Of equal claims in two files of one day the one that was recorded later is the latest.
    auto const file = out_.claims[std::ranges::max(found, {}, [&](auto c) { return out_.claims[c].file; })].file;
    std::erase_if(found, [&](auto c) { return out_.claims[c].file != file; });
    if (found.size() != 1) return miss(row, acknowledgment_miss::ambiguous);

    std::uint32_t const claim = found.front();
    if (!a.icn.empty()) icns_.push_back({claim, a.icn});
    if (a.state == front_end::silent) return miss(row, acknowledgment_miss::no_word);
    take(claim, a, a.statuses);
    for (auto i = a.lines.first; i < a.lines.first + a.lines.count; ++i) {
        auto const line = line_of(out_.claims[claim], answers_.lines[i]);
        if (line == absent) miss(row, acknowledgment_miss::no_line, i);
        take(claim, a, answers_.lines[i].statuses, line);
    }
}

bool same(claim_status const& a, claim_status const& b) {
    return std::tie(a.line, a.source, a.category, a.status, a.entity, a.day, a.rejects) ==
           std::tie(b.line, b.source, b.category, b.status, b.entity, b.day, b.rejects);
}

void applier::write_statuses() {
    std::stable_sort(statuses_.begin(), statuses_.end(),
                     [](auto const& a, auto const& b) { return a.claim < b.claim; });
    std::vector<claim_status> all;
    all.reserve(out_.statuses.size() + statuses_.size());
    auto next = statuses_.begin();
    for (std::uint32_t c = 0; c < out_.claims.size(); ++c) {
        auto& range = out_.claims[c].statuses;
        auto const first = all.size();
        auto const known = out_.rows(out_.statuses, range);
        all.insert(all.end(), known.begin(), known.end());
        bool const spoken_of = next != statuses_.end() && next->claim == c;
        for (; next != statuses_.end() && next->claim == c; ++next) {
            auto status = next->status;
            if (std::any_of(all.begin() + static_cast<std::ptrdiff_t>(first), all.end(),
                            [&](auto const& s) { return same(s, status); }))
                continue;
            for (auto* text : {&status.source, &status.category, &status.status, &status.entity})
                *text = out_.texts.keep(*text);
            all.push_back(status);
            ++result_.statuses_added;
        }
        range = {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(all.size() - first)};
        result_.claims += spoken_of ? 1 : 0;
    }
    out_.statuses = std::move(all);
}

void applier::write_icns() {
    std::stable_sort(icns_.begin(), icns_.end(), [](auto const& a, auto const& b) { return a.claim < b.claim; });
    std::vector<std::string_view> all;
    all.reserve(out_.icns.size() + icns_.size());
    auto next = icns_.begin();
    for (std::uint32_t c = 0; c < out_.claims.size(); ++c) {
        auto& range = out_.claims[c].icns;
        auto const first = static_cast<std::ptrdiff_t>(all.size());
        auto const known = out_.rows(out_.icns, range);
        all.insert(all.end(), known.begin(), known.end());
        for (; next != icns_.end() && next->claim == c; ++next) {
            if (std::find(all.begin() + first, all.end(), next->icn) != all.end()) continue;
            all.push_back(out_.texts.keep(next->icn));
            ++result_.icns_added;
        }
        range = {static_cast<std::uint32_t>(first),
                 static_cast<std::uint32_t>(static_cast<std::ptrdiff_t>(all.size()) - first)};
    }
    out_.icns = std::move(all);
}

void applier::judge(std::uint32_t row) {
    auto& claim = out_.claims[row];
    auto const said = out_.rows(out_.statuses, claim.statuses);
    if (said.empty()) return;
    model::date last;
    for (auto const& s : said) last = std::max(last, s.day);
    bool rejected = false, rejected_before = false;
    for (auto const& s : said) {
        rejected = rejected || (s.rejects && s.day == last);
        rejected_before = rejected_before || (s.rejects && s.day < last);
    }
    claim.state_at_front = rejected ? front_end::rejected : front_end::accepted;
    if (rejected_before && !rejected) result_.accepted_after_rejection.push_back(row);
}

acknowledge_result applier::run() {
    for (std::uint32_t row = 0; row < answers_.entries.size(); ++row) apply(row);
    write_statuses();
    write_icns();
    row_list touched;
    for (auto const& s : statuses_)
        if (touched.empty() || touched.back() != s.claim) touched.push_back(s.claim);
    for (auto const claim : touched) judge(claim);
    return std::move(result_);
}

}  // namespace

std::string_view to_string(acknowledgment_miss why) noexcept {
    switch (why) {
        case acknowledgment_miss::no_key:
            return "no_key";
        case acknowledgment_miss::no_claim:
            return "no_claim";
        case acknowledgment_miss::other_amount:
            return "other_amount";
        case acknowledgment_miss::ambiguous:
            return "ambiguous";
        case acknowledgment_miss::no_word:
            return "no_word";
        case acknowledgment_miss::no_line:
            return "no_line";
        default:
            return "not_claims";
    }
}

acknowledge_result acknowledge(ledger::acknowledgment_book const& answers, ledger::submission_book& out) {
    return applier{answers, out}.run();
}

}  // namespace orthoscrub::remit
