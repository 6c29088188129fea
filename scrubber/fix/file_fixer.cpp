// Rounds and attempts. A round reads the file through the edits of the rounds before it, and the repairs of its
// findings make one more layer of edits. When a round finds nothing more to do, its findings are those of the result;
// they are compared with those of the input, by rule, claim and line, where a line that was split off counts as the one
// it came from. Is one new, the repairs of its line, else of its claim, else all, are ruled out and the next attempt
// begins from the input. No copy of the file is made: layers are applied while reading.
#include "scrubber/fix/file_fixer.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "parser/write/edited_source.hpp"
#include "parser/write/recount.hpp"
#include "scrubber/fix/repair.hpp"

namespace orthoscrub::scrub {
namespace {

constexpr unsigned most_attempts = 8;

/// A rule on a claim and line; line 0 is the claim as a whole, claim 0 the file.
struct finding_key {
    std::string_view rule;  ///< of the pool
    std::uint64_t claim = 0;
    std::uint32_t line = 0;
    friend auto operator<=>(finding_key const&, finding_key const&) = default;
};
using finding_counts = std::map<finding_key, std::uint64_t>;

bool readable(file_status status) {
    return status == file_status::clean || status == file_status::findings || status == file_status::limit;
}

}  // namespace

struct file_fixer::state {
    state(rule_book const& b, fix_options o) : options{std::move(o)}, scrubber{b, options.scrub} {}

    fix_options options;
    file_scrubber scrubber;
    std::set<std::string, std::less<>> pool;  ///< rule ids that outlive a call

    // Of the file.
    source_opener const* open = nullptr;
    std::string_view path;
    std::function<void(std::size_t)> const* read = nullptr;
    std::set<std::uint64_t> tried;                 ///< claims of which a repair was ruled out
    std::map<finding_key, std::string> ruled_out;  ///< repairs that are not to be tried again, with the reason

    // Of the attempt.
    fix_result result;
    finding_counts first, last;
    std::map<std::pair<std::uint64_t, std::uint32_t>, std::uint32_t> copies;  ///< claim and line to the line copied
    std::vector<finding_key> applied;

    // Of the round.
    repair_desk desk;
    finding_counts seen;
    std::vector<refusal> refusals;
    std::map<std::string, remaining> left;

    std::string_view pooled(std::string_view id) {
        auto at = pool.find(id);
        if (at == pool.end()) at = pool.emplace(id).first;
        return *at;
    }
    [[nodiscard]] bool wanted(std::string_view rule) const { return !options.wanted || options.wanted(rule); }
    [[nodiscard]] bool accepted(std::string_view rule) const { return options.accepted && options.accepted(rule); }

    void attempt();
    [[nodiscard]] file_result read_round(bool repairing);
    void take(finding_view const& f, bool repairing);
    void ask(finding_view const& f, repair const& row, grammars::fix_level level, finding_key const& key);
    void recount(write::edit_list& edits, unsigned round);
    [[nodiscard]] std::vector<finding_key> new_findings() const;
    [[nodiscard]] bool rule_out(std::vector<finding_key> const& fresh, bool all);
};

namespace {

repair_subject subject_in_words(finding_view const& f) {
    repair_subject about;
    if (f.claim == nullptr) return about;
    about.claim = f.claim->ordinal;
    about.claim_number = open_value(f.claim->control_number);
    if (f.line == nullptr || f.place == nullptr || f.place->line == model::absent) return about;
    about.line = f.place->line - f.place->claim.row().lines.first + 1;
    about.line_number = f.line->number;
    about.line_control_number = f.line->control_number;
    return about;
}

}  // namespace

void file_fixer::state::take(finding_view const& f, bool repairing) {
    finding_key key{pooled(f.rule), 0, 0};
    if (f.claim != nullptr) key.claim = f.claim->ordinal;
    if (f.line != nullptr && f.place != nullptr && f.place->line != model::absent)
        key.line = f.place->line - f.place->claim.row().lines.first + 1;
    seen[key] += f.count;
    if (!wanted(f.rule)) return;

    repair const* const row = find_repair(f.rule);
    bool const structural = f.rule.starts_with("x12-");
    using grammars::fix_level;
    fix_level level = row == nullptr ? fix_level::none : row->level;
    if (row != nullptr && !structural) {
        if (f.fix != fix_level::safe && f.fix != fix_level::unsafe) level = fix_level::none;
        else if (f.fix == fix_level::unsafe) level = fix_level::unsafe;
    }
    remaining& stays = left[std::string{f.rule}];
    stays.level = std::max(stays.level, f.level);
    stays.count += f.count;
    if (f.level == text::severity::error) stays.errors += f.count;
    if (level == fix_level::none) return;
    if (level == fix_level::unsafe && !accepted(f.rule)) {
        stays.unsafe = true;
        return;
    }
    if (repairing && (f.place != nullptr || !row->needs_claim)) ask(f, *row, level, key);
}

void file_fixer::state::ask(finding_view const& f, repair const& row, grammars::fix_level level,
                            finding_key const& key) {
    repair_subject const about = subject_in_words(f);
    if (auto const out = ruled_out.find(key); out != ruled_out.end()) {
        refusals.push_back({std::string{f.rule}, level, about, out->second});
        return;
    }
    if (about.line != 0 && desk.locked(about.claim, about.line)) return;
    repair_outcome const outcome = row.apply({f, about, level}, desk);
    if (outcome.state == repair_state::done) applied.push_back(key);
    if (outcome.state == repair_state::refused) refusals.push_back({std::string{f.rule}, level, about, outcome.words});
}

file_result file_fixer::state::read_round(bool repairing) {
    desk = {};
    seen.clear();
    if (repairing) refusals.clear();
    left.clear();
    auto const opened = fixed_source(*open, result);
    if (!opened.input) {
        file_result failed;
        failed.path = path;
        failed.status = file_status::failed;
        failed.trouble = "cannot be opened: " + opened.result.message;
        return failed;
    }
    scrubber.begin_run();  // the same claims again are no second copies
    return scrubber.scrub(
        *opened.input, path, [this, repairing](finding_view const& f) { take(f, repairing); },
        read ? *read : std::function<void(std::size_t)>{});
}

/// Counts of trailers that were told wrong or whose set got or lost segments; in a reading of its own.
void file_fixer::state::recount(write::edit_list& edits, unsigned round) {
    auto const moved = desk.segment_changes();
    if (moved.empty() && !desk.asks_recount()) return;
    auto const opened = fixed_source(*open, result);
    if (!opened.input) return;
    text::diagnostics faults;
    envelope::interchange_reader reader{*opened.input, faults, options.scrub.limits};
    write::recount counts{{false, moved}};
    std::uint64_t set_start = 0;
    for (auto e = reader.next(); e.kind != envelope::event_kind::end; e = reader.next()) {
        faults.clear();
        text::delimiters const marks = reader.interchange().marks;
        for (text::segment const& s : e.segments.subspan(e.context)) {
            std::size_t const known = counts.edits().size();
            if (s.is("ST")) set_start = s.offset;
            counts.see({e.kind, {&s, 1}, 0, false, false}, marks);
            if (counts.edits().size() == known) continue;
            std::string const id = s.is("SE") ? "x12-se-count" : s.is("GE") ? "x12-ge-count" : "x12-iea-count";
            bool const asked = desk.asks_recount(s.offset, id);
            bool const grew = s.is("SE") && std::any_of(moved.begin(), moved.end(), [&](auto const& m) {
                                  return m.offset > set_start && m.offset <= s.offset;
                              });
            if (!asked && !grew) continue;
            write::edit const& edit = counts.edits().back();
            edits.add(edit);
            segment_draft after{s, marks};
            change c{s.offset, round, {}, {}, {after.before()}, {}, marks};
            after.set(1, edit.replacement.substr(edit.replacement.rfind(marks.element) + 1));
            c.after.push_back(after.after());
            c.reasons.push_back(
                {id, grammars::fix_level::safe, asked ? "count put right" : "count follows the repairs"});
            result.changes.push_back(std::move(c));
        }
    }
}

void file_fixer::state::attempt() {
    result = {};
    first.clear();
    copies.clear();
    applied.clear();
    for (unsigned round = 0;; ++round) {
        file_result read_now = read_round(round < options.rounds);
        if (round == 0) {
            result.before = read_now;
            first = seen;
        }
        last = seen;
        result.after = std::move(read_now);
        if (!readable(result.after.status)) return;
        write::edit_list edits;
        desk.finish(edits, result.changes, round);
        recount(edits, round);
        if (edits.empty()) break;
        if (!edits.sort()) {  // two repairs of one place: none of this round is written
            std::erase_if(result.changes, [&](change const& c) { return c.round == round; });
            for (finding_key const& key : applied) ruled_out.emplace(key, "two repairs want the same place");
            break;
        }
        for (auto const& [claim, lines] : desk.all_added_lines())
            for (auto const& line : lines) copies[{claim, line.position}] = line.copy_of;
        result.layers.push_back(std::move(edits));
    }
    result.refusals = refusals;
    result.left = left;
}

std::vector<finding_key> file_fixer::state::new_findings() const {
    std::vector<finding_key> fresh;
    for (auto const& [key, count] : last) {
        finding_key origin = key;
        for (auto at = copies.find({origin.claim, origin.line}); at != copies.end();
             at = copies.find({origin.claim, origin.line}))
            origin.line = at->second;
        auto const before = first.find(origin);
        if (before == first.end() || before->second < count) fresh.push_back({key.rule, origin.claim, origin.line});
    }
    return fresh;
}

/// Rules out the repairs that may have brought the new findings: those of the line, when that was not enough those of
/// the claim, and all when the claim has none or `all` is set. False when there is none.
bool file_fixer::state::rule_out(std::vector<finding_key> const& fresh, bool all) {
    std::size_t const known = ruled_out.size();
    std::set<std::uint64_t> const tried_before = tried;
    std::multimap<std::uint64_t, finding_key> by_claim;
    for (finding_key const& key : applied) by_claim.emplace(key.claim, key);
    for (finding_key const& found : fresh) {
        std::string const why = (found.claim != 0 ? "the claim" : "the file") +
                                std::string{" would then have a finding that it does not have now: "} +
                                std::string{found.rule} + "; settle that by hand";
        auto const out = [&](auto from, auto to, auto const& guilty) {
            bool any = false;
            for (; from != to; ++from) {
                if (!guilty(from->second)) continue;
                ruled_out.emplace(from->second, why);
                any = true;
            }
            return any;
        };
        auto const [first_of, last_of] = by_claim.equal_range(found.claim);
        auto const any_key = [](finding_key const&) { return true; };
        auto const of_line = [&](finding_key const& key) {
            return key.line == found.line || key.line == 0 || found.line == 0;
        };
        tried.insert(found.claim);
        if (!all && tried_before.count(found.claim) == 0 && out(first_of, last_of, of_line)) continue;
        if (!all && out(first_of, last_of, any_key)) continue;
        // The member id belongs to all claims of a subscriber; another one may have asked.
        if (!all &&
            out(by_claim.begin(), by_claim.end(), [](finding_key const& key) { return key.rule == "mbi-format"; }))
            continue;
        out(by_claim.begin(), by_claim.end(), any_key);
    }
    return ruled_out.size() != known;
}

namespace {

/// A segment that changed in several rounds is one change: what a later round began with is what an earlier one left.
void join_rounds(std::vector<change>& changes) {
    std::vector<change> joined;
    std::multimap<std::uint64_t, std::size_t> of_claim;  // in `joined`
    for (change& c : changes) {
        change* earlier = nullptr;
        if (c.round != 0 && c.before.size() == 1) {
            auto const [from, to] = of_claim.equal_range(c.about.claim);
            for (auto at = from; at != to && earlier == nullptr; ++at) {
                change& e = joined[at->second];
                if (e.round < c.round && std::find(e.after.begin(), e.after.end(), c.before.front()) != e.after.end())
                    earlier = &e;
            }
        }
        if (earlier == nullptr) {
            of_claim.emplace(c.about.claim, joined.size());
            joined.push_back(std::move(c));
            continue;
        }
        auto const at = std::find(earlier->after.begin(), earlier->after.end(), c.before.front());
        if (c.after.empty()) earlier->after.erase(at);
        else *at = c.after.front();
        earlier->round = c.round;
        for (repair_reason& reason : c.reasons)
            if (std::find(earlier->reasons.begin(), earlier->reasons.end(), reason) == earlier->reasons.end())
                earlier->reasons.push_back(std::move(reason));
    }
    std::stable_sort(joined.begin(), joined.end(), [](change const& a, change const& b) { return a.byte < b.byte; });
    changes = std::move(joined);
}

}  // namespace

std::uint64_t fix_result::errors_left() const noexcept {
    std::uint64_t errors = 0;
    for (auto const& [rule, stays] : left) errors += stays.errors;
    return errors;
}

file_fixer::file_fixer(rule_book const& book, fix_options options)
    : state_{std::make_unique<state>(book, std::move(options))} {}

file_fixer::~file_fixer() = default;

fix_result file_fixer::fix(source_opener const& open, std::string_view path,
                           std::function<void(std::size_t)> const& read) {
    state& s = *state_;
    s.open = &open;
    s.path = path;
    s.read = &read;
    s.ruled_out.clear();
    s.tried.clear();
    for (unsigned attempt = 0;; ++attempt) {
        s.attempt();
        if (!readable(s.result.after.status)) break;
        auto const fresh = s.new_findings();
        if (fresh.empty() || !s.rule_out(fresh, attempt >= most_attempts)) break;
    }
    join_rounds(s.result.changes);
    return std::move(s.result);
}

text::opened_source fixed_source(source_opener const& open, fix_result const& result, text::byte_tap original) {
    text::opened_source opened = open();
    if (!opened.input) return opened;
    if (original) opened.input->tap(std::move(original));
    for (write::edit_list const& layer : result.layers)
        opened.input = std::make_unique<write::edited_source>(std::move(opened.input), layer);
    return opened;
}

}  // namespace orthoscrub::scrub
