// Two passes. The first walks the entries and collects for each claim that is found what to add. The second writes the
// tables of statuses and claim numbers anew, because the rows of a claim are consecutive, and takes the last word of each
// claim that was spoken of.
#include "scrubber/remit/acknowledge.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <tuple>

#include "scrubber/remit/acknowledged_targets.hpp"

namespace orthoscrub::remit {
namespace {

using ledger::absent;
using ledger::acknowledgment;
using ledger::acknowledgment_kind;
using ledger::claim_status;
using ledger::front_end;
using ledger::row_range;
using ledger::submission_book;

struct added_status {
    std::uint32_t claim;
    claim_status status;
};
using status_key = std::tuple<std::uint32_t, std::string_view, std::string_view, std::string_view, std::string_view,
                              model::date, bool>;
struct added_icn {
    std::uint32_t claim;
    std::string_view icn;
};

// Values that were seen; few are compared one by one, more are kept sorted.
template <class Value>
class seen_values {
public:
    // False when the value is among `before`, which grows by what is new from call to call.
    bool is_new(std::span<Value const> before, Value const& value) {
        if (before.size() < most_walked) return std::ranges::find(before, value) == before.end();
        if (sorted_.empty()) sorted_ = {before.begin(), before.end()};
        return sorted_.insert(value).second;
    }

private:
    static constexpr std::size_t most_walked = 16;
    std::set<Value> sorted_;
};

class applier {
public:
    applier(ledger::acknowledgment_book const& answers, submission_book& out)
        : answers_{answers}, out_{out}, targets_{out} {}

    acknowledge_result run();

private:
    void apply(std::uint32_t row);
    void apply_group(std::uint32_t row);
    void apply_claim(std::uint32_t row);
    void miss(std::uint32_t row, acknowledgment_miss why, std::uint32_t line = absent) {
        result_.unmatched.push_back({row, line, why});
    }
    void take(std::uint32_t claim, acknowledgment const& a, row_range statuses, std::uint32_t line = absent);
    void take_all(answered_set& set, acknowledgment const& a, row_range statuses);
    void write_statuses();
    void write_icns();
    void judge(std::uint32_t claim);

    ledger::acknowledgment_book const& answers_;
    submission_book& out_;
    acknowledged_targets targets_;
    line_finder lines_;
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

// For all claims of a set. What was said of them before in the same words is not said again.
void applier::take_all(answered_set& set, acknowledgment const& a, row_range statuses) {
    for (auto const& s : answers_.rows(answers_.statuses, statuses)) {
        if (!set.said.emplace(source_of(a.kind), s.category, s.status, s.entity, a.day, s.rejects).second) continue;
        for (auto const claim : set.claims)
            statuses_.push_back({claim, {absent, source_of(a.kind), s.category, s.status, s.entity, a.day, s.rejects}});
    }
}

void applier::apply(std::uint32_t row) {
    auto const& a = answers_.entries[row];
    switch (a.kind) {
        case acknowledgment_kind::claim:
            return apply_claim(row);
        case acknowledgment_kind::group:
            return apply_group(row);
        case acknowledgment_kind::set:
            return;  // with its group
        case acknowledgment_kind::interchange:
            if (a.interchange.empty()) return miss(row, acknowledgment_miss::no_key);
            break;
        case acknowledgment_kind::batch:
        case acknowledgment_kind::provider:
            if (a.state != front_end::rejected) return;
            if (a.set_reference.empty() || (a.kind == acknowledgment_kind::provider && a.npi.empty()))
                return miss(row, acknowledgment_miss::no_key);
            break;
    }
    auto& found = targets_.claims_of(a);
    if (found.why) return miss(row, *found.why);
    if (a.state == front_end::silent) return miss(row, acknowledgment_miss::no_word);
    for (auto& set : found.sets) take_all(set, a, a.statuses);
}

// A set that has no entry of its own shares the fate of its group: senders leave out the AK2 of accepted sets.
void applier::apply_group(std::uint32_t row) {
    auto const& a = answers_.entries[row];
    if (!a.functional_id.empty() && a.functional_id != "HC") return miss(row, acknowledgment_miss::not_claims);
    if (a.group.empty()) return miss(row, acknowledgment_miss::no_key);
    auto& found = targets_.claims_of(a);
    if (found.why) return miss(row, *found.why);
    std::vector<bool> named(found.sets.size());
    for (std::uint32_t s = a.sets.first; s < a.sets.first + a.sets.count; ++s) {
        auto const& set = answers_.entries[s];
        auto const at = std::ranges::lower_bound(found.sets, set.set, {}, &answered_set::number);
        if (at == found.sets.end() || at->number != set.set) {
            miss(s, acknowledgment_miss::no_claim);
            continue;
        }
        named[static_cast<std::size_t>(at - found.sets.begin())] = true;
        if (set.state == front_end::silent) miss(s, acknowledgment_miss::no_word);
        else take_all(*at, set, set.statuses);
    }
    if (a.state == front_end::silent) return miss(row, acknowledgment_miss::no_word);
    for (std::size_t i = 0; i < found.sets.size(); ++i)
        if (!named[i] || a.state == front_end::rejected) take_all(found.sets[i], a, a.statuses);
}

void applier::apply_claim(std::uint32_t row) {
    auto const& a = answers_.entries[row];
    if (a.control_number.empty()) return miss(row, acknowledgment_miss::no_key);
    auto const [claim, why] = targets_.claim_of(a);
    if (claim == absent) return miss(row, why);
    if (!a.icn.empty()) icns_.push_back({claim, a.icn});
    if (a.state == front_end::silent) return miss(row, acknowledgment_miss::no_word);
    take(claim, a, a.statuses);
    if (a.lines.count == 0) return;
    lines_.load(out_.lines_of(out_.claims[claim]));
    for (auto i = a.lines.first; i < a.lines.first + a.lines.count; ++i) {
        auto line = lines_.find(answers_.lines[i]);
        if (line == absent) miss(row, acknowledgment_miss::no_line, i);
        else line += out_.claims[claim].lines.first;
        take(claim, a, answers_.lines[i].statuses, line);
    }
}

status_key key_of(claim_status const& s) {
    return {s.line, s.source, s.category, s.status, s.entity, s.day, s.rejects};
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
        std::vector<status_key> keys;
        seen_values<status_key> seen;
        if (spoken_of)
            for (auto const& s : known) keys.push_back(key_of(s));
        for (; next != statuses_.end() && next->claim == c; ++next) {
            auto status = next->status;
            if (!seen.is_new(keys, key_of(status))) continue;
            keys.push_back(key_of(status));
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
        auto const first = all.size();
        auto const known = out_.rows(out_.icns, range);
        all.insert(all.end(), known.begin(), known.end());
        seen_values<std::string_view> seen;
        for (; next != icns_.end() && next->claim == c; ++next) {
            if (!seen.is_new(std::span<std::string_view const>{all}.subspan(first), next->icn)) continue;
            all.push_back(out_.texts.keep(next->icn));
            ++result_.icns_added;
        }
        range = {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(all.size() - first)};
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
    std::vector<std::uint32_t> touched;
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
