// From bytes to findings: interchange reader, claim grammar, payer, rules, words. Answers to claims (835, 999, 277CA) are
// held to their guides; no rule speaks of them. One window at a time; what
// a window says is put in words before the next one is read, because every view ends there. A claim without
// findings costs no words and no allocation. The hash of the file is taken from the blocks as the reader
// takes them.
#include "scrubber/engine/scrub_file.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>

#include "grammars/guide/guide_check.hpp"
#include "parser/text/fault_reply.hpp"
#include "scrubber/engine/answer_check.hpp"
#include "scrubber/engine/file_hash.hpp"
#include "scrubber/engine/fingerprint.hpp"
#include "scrubber/engine/judge.hpp"
#include "scrubber/engine/message.hpp"
#include "scrubber/facts/batch_memory.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {
namespace {

using envelope::event_kind;
using text::fault_code;

/// True for the transaction sets this pipeline reads: the 837 of professional claims in any of its editions.
bool professional(envelope::set_header const& set) {
    return set.type == "837" && (set.version.empty() || set.version.starts_with("005010X222"));
}

/// True for the groups that such sets stand in; also where there is no group.
bool for_claims(envelope::group_header const& group) {
    return group.ordinal == 0 || (group.functional_id == "HC" && group.version.starts_with("005010X222"));
}

/// True when the bytes begin as a group or transaction set does: an 837 whose ISA was lost, unlike a picture.
bool begins_with_set(std::string_view head) {
    auto const start = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (start == std::string_view::npos || head.size() < start + 3) return false;
    std::string_view const id = head.substr(start, 2);
    auto const mark = static_cast<unsigned char>(head[start + 2]);
    return (id == "GS" || id == "ST") && mark > ' ' && mark < 0x7F && !(mark >= '0' && mark <= '9') &&
           !((mark | 0x20) >= 'a' && (mark | 0x20) <= 'z');
}

bool about_limits(fault_code code) {
    return code == fault_code::segment_too_long || code == fault_code::claim_too_long;
}

/// The box of the paper form; a segment as a whole has one only when all its elements share it.
std::string_view box_of(form_tables const& forms, text::address const& at, text::segment const& segment) {
    std::string_view const loop = text::to_string(at.loop);
    if (at.element != 0) return forms.box(loop, segment.name(), segment.element(1), at.element, at.component);
    std::string_view box = forms.box(loop, segment.name(), segment.element(1), 0);
    for (form_box const& row : forms.boxes())
        if (row.loop == loop && row.segment == segment.name() &&
            (row.qualifier.empty() || row.qualifier == segment.element(1)) && row.box != box)
            return {};
    return box;
}

constexpr std::uint8_t flagged = 1, at_stake = 2;

/// The user's severities by rule; empty when there are none.
std::vector<std::optional<text::severity>> by_rule(rule_book const& book, scrub_options const& options) {
    std::vector<std::optional<text::severity>> levels;
    if (options.severities.empty()) return levels;
    levels.resize(book.rules().size());
    for (auto const& [id, level] : options.severities)
        if (auto const rule = book.find(id)) levels[*rule] = level;
    return levels;
}

/// True when a rule that speaks asks about earlier claims.
bool remembers(rule_book const& book, scrub_options const& options) {
    for (rule_index rule = 0; options.batch && rule < book.rules().size(); ++rule)
        if ((options.rules.empty() || options.rules[rule]) && book.looks_across_claims(rule)) return true;
    return false;
}

}  // namespace

struct file_scrubber::state {
    state(rule_book const& b, scrub_options o)
        : book{b},
          options{std::move(o)},
          judge{b, options.rules, by_rule(b, options)},
          claim{b.codes(), b.payers()},
          unknown{b.rules().size()} {
        if (remembers(b, options)) memory.emplace(b.codes(), options.seed);
        if (options.judged) judge.list_open_questions(&open_questions);
    }

    rule_book const& book;
    scrub_options options;
    claim_judge judge;
    claim_context claim;  ///< the claim being put in words
    unknown_counts unknown;
    std::optional<batch_memory> memory;  ///< of the run; empty when no rule looks across claims
    model::claim_tables tables;
    text::diagnostics faults;
    grammars::hierarchy_state hierarchy;
    grammars::guide::guide_check guide{grammars::guide::guide_id::claim_837p};
    answer_check answers;
    std::vector<hit> hits;
    std::vector<open_question> open_questions;  ///< of the claim judged last; only kept for `options.judged`

    // Of the file being read.
    file_result* result = nullptr;
    finding_taker const* found = nullptr;
    envelope::interchange_reader const* reader = nullptr;
    std::string wrong_type;                     ///< what the first set was that was not asked for
    std::uint32_t wrong_group = model::absent;  ///< ordinal of the group already told of
    bool limit = false;
    bool answered = false;  ///< a TA1 stood in it
    /// How often a fault was told of the same claim, line, loop, segment id and element; claims are forgotten with
    /// the window.
    std::map<std::tuple<fault_code, std::uint32_t, std::uint32_t, text::loop_id, text::segment_id, unsigned>,
             std::uint32_t>
        told;

    // Of the window being read.
    window_context window;
    bool answer_window = false;  ///< of an 835, 999 or 277CA
    std::vector<std::uint8_t> claim_flags, line_flags;
    struct item {
        std::uint64_t byte = 0;
        std::string_view rule;
        hit const* said = nullptr;
        text::fault const* fault = nullptr;
    };
    std::vector<item> items;
    std::string message, remedy, fingerprint;

    void read_window(envelope::event const& e, envelope::interchange_reader const& r);
    void tell();
    [[nodiscard]] bool said_by_rule(text::fault const& f) const;
    void tell_hit(hit const& h);
    void tell_fault(text::fault const& f);
    void tell_of_answer(finding_view& f, text::fault const& fault);
    bool suppressed(std::string_view rule, text::severity level, claim_context const* of, std::uint32_t line_row,
                    model::segment_index segment);
    void hand_over(finding_view& f, std::uint32_t claim_row, std::uint32_t line_row, model::segment_index segment);
    void flag(text::severity level, std::uint32_t claim_row, std::uint32_t line_row);
    void add_expected();
    void close_window();
    void finish(text::source const& input);
};

void file_scrubber::state::read_window(envelope::event const& e, envelope::interchange_reader const& r) {
    bool const ours = professional(r.set());
    bool const answer = answer_check::takes(r.set(), options.answers);
    if (answer && r.group().functional_id != "HC") {
        answers.read(e, r, options.guide, faults);
        result->answer_sets += e.first ? 1 : 0;
        answer_window = true;
        window.segments = e.segments;
        claim_flags.assign(answers.remittance().claims.size(), 0);
        line_flags.assign(answers.remittance().lines.size(), 0);
        return;
    }
    if ((!ours || !for_claims(r.group())) && e.first && wrong_group != r.group().ordinal && !e.segments.empty()) {
        wrong_group = r.group().ordinal;
        faults.add(fault_code::gs_version, text::address_of(e.segments.front(), text::loop_id::heading),
                   r.group().functional_id + " " + r.group().version, "HC " + std::string{grammars::version_837p});
    }
    if (!ours) {
        if (wrong_type.empty()) {
            wrong_type = r.set().type + (r.set().version.empty() ? "" : " " + r.set().version);
            if (answer) wrong_type += " in a group of claims (GS01 HC)";
        }
        return;
    }
    if (e.first) hierarchy = {};
    tables.clear();
    grammars::claim_options accept = options.accept;
    accept.group_version = r.group().version;
    grammars::read_claims({e.segments, e.context, e.last}, r.interchange().marks, accept, hierarchy, tables, faults);
    if (options.guide)
        guide.read({e.segments, tables.loops, e.context, e.first, e.last}, r.interchange().marks, faults);
    window = {&tables, e.segments, r.interchange().marks, options.payer, options.today, nullptr, options.side.get()};
    if (memory) window.batch = &memory->look(tables, result->counts.claims);
    claim_flags.assign(tables.claims.size(), 0);
    line_flags.assign(tables.lines.size(), 0);
    for (std::uint32_t row = 0; row < tables.claims.size(); ++row) {
        if (options.slow) judge.judge_slow(window, row, hits, unknown);
        else judge.judge(window, row, hits, unknown);
        if (!options.judged) continue;
        options.judged({judge.claim(), r, book, result->counts.claims + row + 1, open_questions});
        open_questions.clear();
    }
}

/// True when a rule answers the same element with the same code of the 999: then the rule's words are the better ones.
bool file_scrubber::state::said_by_rule(text::fault const& f) const {
    if (f.at.element == 0 || f.code < fault_code::guide_segment_missing) return false;
    std::string_view const reply = f.reply.empty() ? text::reply_to(f.code).code : f.reply;
    return std::ranges::any_of(hits, [&](hit const& h) {
        if (window.segments[h.segment].ordinal != f.at.segment || h.element != f.at.element ||
            h.component != f.at.component)
            return false;
        return std::ranges::any_of(book.rule(h.rule).ast.predicts, [&](grammars::prediction const& p) {
            return p.guide_reply == reply && p.guide_segment.empty();
        });
    });
}

/// Everything known since the last call, in order.
void file_scrubber::state::tell() {
    if (hits.empty() && faults.faults().empty()) return;
    items.clear();
    for (hit const& h : hits)
        items.push_back({window.segments[h.segment].offset, book.rule(h.rule).ast.id, &h, nullptr});
    for (text::fault const& f : faults.faults()) {
        limit = limit || about_limits(f.code);
        std::string_view const id = text::describe(f.code).id;
        if (said_by_rule(f)) continue;
        if (!options.faults || options.faults(id)) items.push_back({f.at.byte, id, nullptr, &f});
    }
    std::stable_sort(items.begin(), items.end(),
                     [](item const& a, item const& b) { return a.byte != b.byte ? a.byte < b.byte : a.rule < b.rule; });
    for (item const& i : items) i.said ? tell_hit(*i.said) : tell_fault(*i.fault);
    hits.clear();
    faults.clear();
}

void file_scrubber::state::tell_hit(hit const& h) {
    compiled_rule const& rule = book.rule(h.rule);
    claim.open(window, h.claim);
    text::segment const& segment = window.segments[h.segment];
    fingerprint = fingerprint_of(rule.ast.id, claim, h, segment);
    if (suppressed(rule.ast.id, h.level, &claim, h.line, h.segment)) return;
    subject const s = subject_of(claim, rule, h);
    message = render_message(rule.ast.message, rule, book, s);
    remedy = render_message(rule.ast.remedy, rule, book, s);

    finding_view f;
    f.rule = rule.ast.id;
    f.level = h.level;
    f.at = text::address_of(segment, tables.loops[h.segment], h.element, h.component);
    f.title = rule.ast.title;
    f.message = message;
    f.remedy = remedy;
    f.predicts = rule.ast.predicts;
    f.sources = rule.ast.sources;
    f.confidence = rule.ast.confidence;
    f.fix = rule.ast.fix;
    f.fix_text = rule.ast.fix_text;
    f.snip = snip_type(rule.ast);
    f.fingerprint = fingerprint;
    f.box = box_of(book.codes().forms, f.at, segment);
    hand_over(f, h.claim, h.line, h.segment);
}

void file_scrubber::state::tell_fault(text::fault const& fault) {
    text::fault_text const& words = text::describe(fault.code);
    message = text::message_of(fault);
    remedy = text::remedy_of(fault);
    finding_view f;
    f.rule = words.id;
    f.level = words.level;
    if (auto const own = options.severities.find(words.id); own != options.severities.end()) f.level = own->second;
    f.at = fault.at;
    f.title = words.title;
    f.message = message;
    f.remedy = remedy;
    f.snip = text::reply_to(fault.code).snip;
    f.count = fault.count;
    f.fault = &fault;
    if (answer_window) return tell_of_answer(f, fault);

    // The claim and line that the segment belongs to, when it stands in this window.
    std::uint32_t claim_row = model::absent, line_row = model::absent;
    model::segment_index index = model::absent;
    auto const at = std::lower_bound(window.segments.begin(), window.segments.end(), fault.at.segment,
                                     [](text::segment const& s, std::uint32_t ordinal) { return s.ordinal < ordinal; });
    if (fault.at.segment != 0 && at != window.segments.end() && at->ordinal == fault.at.segment) {
        index = static_cast<model::segment_index>(at - window.segments.begin());
        // A segment that is missing is told at the one that opened its loop.
        if (at->id == fault.at.id) f.box = box_of(book.codes().forms, f.at, *at);
        for (std::uint32_t row = 0; row < tables.claims.size(); ++row)
            if (tables.claims[row].clm <= index && index < tables.claims[row].end) claim_row = row;
        if (claim_row != model::absent) {
            model::row_range const lines = tables.claims[claim_row].lines;
            for (std::uint32_t row = lines.first; row < lines.first + lines.count; ++row)
                if (std::min(tables.lines[row].lx, tables.lines[row].sv1) <= index && index < tables.lines[row].end)
                    line_row = row;
            claim.open(window, claim_row);
        }
    }
    std::uint32_t const occurrence =
        told[{fault.code, claim_row, line_row, fault.at.loop, fault.at.id, fault.at.element}]++;
    claim_context const* const of = claim_row == model::absent ? nullptr : &claim;
    fingerprint = fingerprint_of(fault, of, line_row, occurrence);
    if (suppressed(words.id, f.level, of, line_row, index)) return;
    f.fingerprint = fingerprint;
    hand_over(f, claim_row, line_row, index);
}

/// A fault of an 835, 999 or 277CA, with the claim and line of an 835 that it stands in.
void file_scrubber::state::tell_of_answer(finding_view& f, text::fault const& fault) {
    answer_subject of;
    answers.find(fault, window.segments, of);
    if (of.claim_row != model::absent) {
        claim_flags[of.claim_row] |= flagged;
        of.claim.ordinal = result->counts.claims + of.claim_row + 1;
        of.claim.st = reader->set().control_number;
        f.claim = &of.claim;
    }
    if (of.line_row != model::absent) {
        line_flags[of.line_row] |= flagged;
        f.line = &of.line;
    }
    std::uint32_t const occurrence =
        told[{fault.code, of.claim_row, of.line_row, fault.at.loop, fault.at.id, fault.at.element}]++;
    fingerprint = fingerprint_of(fault, of.claim.control_number, of.line.control_number, occurrence);
    f.fingerprint = fingerprint;
    f.file = result->path;
    result->counts.add(f.rule, f.level);
    if (*found) (*found)(f);
}

/// True when the user decided to live with the finding whose fingerprint was just made; then it is counted and no more.
bool file_scrubber::state::suppressed(std::string_view rule, text::severity level, claim_context const* of,
                                      std::uint32_t line_row, model::segment_index segment) {
    if (options.suppressions == nullptr) return false;
    auto const entry = options.suppressions->covering(rule, of, line_row);
    if (!entry) return false;
    ++result->counts.suppressed;
    ++result->counts.suppressions_used[*entry];
    if (options.suppressed) options.suppressed({rule, fingerprint, level, finding_place{*of, line_row, segment}});
    return true;
}

/// Adds claim and line, counts, and gives the finding away.
void file_scrubber::state::hand_over(finding_view& f, std::uint32_t claim_row, std::uint32_t line_row,
                                     model::segment_index segment) {
    finding_place const place{claim, line_row, segment};
    finding_claim c;
    finding_line l;
    std::array<std::string_view, 4> modifiers;
    std::size_t written = 0;
    if (claim_row != model::absent) {
        model::claim_row const& row = tables.claims[claim_row];
        c = {row.control_number, result->counts.claims + claim_row + 1, reader->set().control_number, claim.payer().id,
             row.charge};
        f.claim = &c;
        f.place = &place;
    }
    if (line_row != model::absent) {
        model::line_row const& row = tables.lines[line_row];
        for (std::size_t i = 0; i < row.modifiers.size(); ++i) {
            modifiers[i] = open_value(row.modifiers[i]);
            if (!row.modifiers[i].empty()) written = i + 1;
        }
        l = {open_value(row.number),
             open_value(row.control_number),
             open_value(row.code),
             std::span<std::string_view const>{modifiers}.first(written),
             row.units,
             row.charge};
        f.line = &l;
    }
    f.file = result->path;
    result->counts.add(f.rule, f.level);
    flag(f.level, claim_row, line_row);
    if (*found) (*found)(f);
}

/// A line finding marks its line, a claim finding all lines of the claim.
void file_scrubber::state::flag(text::severity level, std::uint32_t claim_row, std::uint32_t line_row) {
    if (claim_row == model::absent) return;
    std::uint8_t const bits = level == text::severity::note ? flagged : flagged | at_stake;
    claim_flags[claim_row] |= bits;
    if (line_row != model::absent) {
        line_flags[line_row] |= bits;
        return;
    }
    model::row_range const lines = tables.claims[claim_row].lines;
    for (std::uint32_t row = lines.first; row < lines.first + lines.count; ++row) line_flags[row] |= bits;
}

/// What the fee schedule allows for the lines at stake of this window.
void file_scrubber::state::add_expected() {
    scrub_counts& counts = result->counts;
    counts.fee_schedule = book.codes().fees.info().release;
    for (std::uint32_t row = 0; row < claim_flags.size(); ++row) {
        if ((claim_flags[row] & at_stake) == 0) continue;
        claim.open(window, row);
        for (line_context const& line : claim.lines()) {
            if ((line_flags[line.index] & at_stake) == 0 || !line.row->units.usable()) continue;
            auto const fee = book.codes().fees.allowed(line.code, claim.state(), line.dos);
            if (!fee) continue;
            ++counts.expected_lines;
            counts.expected_cents += fee->cents * line.row->units.value.thousandths / 1000;
        }
    }
}

void file_scrubber::state::close_window() {
    scrub_counts& counts = result->counts;
    counts.claims += claim_flags.size();
    counts.lines += line_flags.size();
    for (std::uint8_t bits : claim_flags) {
        counts.flagged_claims += (bits & flagged) != 0;
        counts.stake_claims += (bits & at_stake) != 0;
    }
    if (book.codes().fees.loaded()) add_expected();
    for (std::size_t row = 0; row < line_flags.size(); ++row) {
        counts.flagged_lines += (line_flags[row] & flagged) != 0;
        if ((line_flags[row] & at_stake) == 0) continue;
        ++counts.stake_lines;
        if (tables.lines[row].charge.usable()) counts.stake_cents += tables.lines[row].charge.value.cents;
    }
    tables.clear();
    answers.clear();
    answer_window = false;
    claim_flags.clear();
    line_flags.clear();
    window = {};
    if (!told.empty()) std::erase_if(told, [](auto const& entry) { return std::get<1>(entry.first) != model::absent; });
}

/// Status, sentence and what was not checked, at the end of the file.
void file_scrubber::state::finish(text::source const& input) {
    auto const& totals = reader->counted();
    result->interchanges = totals.interchanges;
    result->groups = totals.groups;
    result->transaction_sets = totals.transaction_sets;
    result->x12 = result->x12 || totals.interchanges != 0;
    for (rule_index rule = 0; rule < unknown.rules(); ++rule)
        for (std::size_t reason = 1; reason < static_cast<std::size_t>(unknown_reason::count_); ++reason) {
            auto const why = static_cast<unknown_reason>(reason);
            if (std::uint64_t const count = unknown.get(rule, why); count != 0)
                result->not_checked.push_back({book.rule(rule).ast.id, std::string{describe(why)}, count});
        }
    bool const more = options.answers != answer_sets::none;
    std::string_view const taken =
        options.answers == answer_sets::all
            ? "professional claims, 837 005010X222A1, and what answers them, 835 005010X221A1, 999, 277CA and TA1"
        : more ? "professional claims, 837 005010X222A1, and 835 005010X221A1 and 277CA"
               : "professional claims, 837 005010X222A1";
    result->status = result->counts.findings() == 0 ? file_status::clean : file_status::findings;
    if (!input.result()) {
        result->status = file_status::failed;
        result->trouble = "cannot be read to its end: " + input.result().message;
    } else if (totals.interchanges == 0) {
        result->status = file_status::unreadable;
        result->trouble =
            result->bytes == 0 ? "is empty; check takes " : "holds no X12 interchange (no ISA segment); check takes ";
        result->trouble += options.answers == answer_sets::all ? "an 837P, 835, 999, 277CA or TA1 file"
                           : more                              ? "an 837P, 835 or 277CA file"
                                                               : "an 837P file";
    } else if (!wrong_type.empty()) {
        result->status = file_status::wrong_type;
        result->trouble = "holds transaction set " + wrong_type + "; check takes ";
        result->trouble += taken;
    } else if (totals.transaction_sets == 0 && !(more && answered)) {
        result->status = file_status::wrong_type;
        result->trouble = "holds no transaction set; check takes ";
        result->trouble += taken;
    } else if (limit) {
        result->status = file_status::limit;
        result->trouble =
            "holds a segment or claim beyond a limit, which was skipped; --segment-bytes and --claim-bytes "
            "raise the limits";
    }
}

file_scrubber::file_scrubber(rule_book const& book, scrub_options options)
    : state_{std::make_unique<state>(book, std::move(options))} {}

file_scrubber::~file_scrubber() = default;

file_result file_scrubber::scrub(text::source& input, std::string_view path, finding_taker const& found,
                                 std::function<void(std::size_t)> const& read) {
    state& s = *state_;
    file_result result;
    result.path = path;
    if (s.options.suppressions) result.counts.suppressions_used.resize(s.options.suppressions->entries().size());
    file_hash hash;
    input.tap([&](std::string_view block) {
        if (result.bytes == 0) result.x12 = begins_with_set(block);
        hash.add(block);
        result.bytes += block.size();
        if (read) read(block.size());
    });
    if (s.memory) s.memory->begin_file(path);
    s.result = &result;
    s.found = &found;
    s.wrong_type.clear();
    s.wrong_group = model::absent;
    s.limit = s.answered = false;
    s.unknown.clear();
    s.faults.clear();
    s.tables.clear();
    s.answers.clear();
    s.answer_window = false;
    s.told.clear();
    {
        envelope::interchange_reader reader{input, s.faults, s.options.limits};
        s.reader = &reader;
        while (true) {
            envelope::event const e = reader.next();
            if (e.kind == event_kind::set_window) s.read_window(e, reader);
            bool const header = e.kind == event_kind::interchange_begin || e.kind == event_kind::group_begin;
            for (text::segment const& one : e.segments.subspan(e.context)) {
                bool const ta1 = s.options.answers == answer_sets::all && e.kind == event_kind::other && one.is("TA1");
                if (!header && !ta1) break;
                s.answered = s.answered || ta1;
                if (s.options.guide) grammars::guide::check_envelope(one, reader.interchange().marks, s.faults);
            }
            s.tell();
            if (s.options.part) s.options.part({e, reader, s.tables, result.counts.claims});
            s.close_window();
            if (e.kind == event_kind::end) break;
        }
        std::array<char, 4096> rest;
        while (input.read(rest) != 0) {
        }
        s.finish(input);
        s.reader = nullptr;
    }
    if (input.result()) result.sha256 = hash.hex();
    input.tap({});
    return result;
}

void file_scrubber::begin_run() {
    if (state_->memory) state_->memory->forget();
}

std::size_t file_scrubber::memory_bytes() const noexcept { return state_->memory ? state_->memory->bytes() : 0; }

unsigned snip_type(grammars::rule_ast const& rule) noexcept {
    struct beginning {
        std::string_view id;
        unsigned type;
    };
    // The first that fits decides; 3 balancing, 4 situations of the guide, 5 code lists, 7 one payer's own.
    constexpr std::array beginnings{beginning{"claim-total-mismatch", 3},
                                    beginning{"guide-cob-line-balance", 3},
                                    beginning{"guide-cob-payment-balance", 3},
                                    beginning{"guide-cob-claim-balance", 3},
                                    beginning{"narrative-too-long", 1},
                                    beginning{"guide-zip-short", 4},
                                    beginning{"guide-zip-", 5},
                                    beginning{"guide-state-", 5},
                                    beginning{"guide-country-", 5},
                                    beginning{"guide-place-unknown", 5},
                                    beginning{"guide-adjustment-reason", 5},
                                    beginning{"guide-accident-state-unknown", 5},
                                    beginning{"guide-", 4},
                                    beginning{"hcpcs-", 5},
                                    beginning{"icd10-order", 6},
                                    beginning{"icd10-", 5},
                                    beginning{"dx-qualifier", 5},
                                    beginning{"cpt-", 5},
                                    beginning{"modifier-unknown", 5},
                                    beginning{"modifier-syntax", 5},
                                    beginning{"modifier-retired", 5},
                                    beginning{"npi-check-digit", 5},
                                    beginning{"taxonomy-invalid", 5},
                                    beginning{"dx-missing", 4},
                                    beginning{"dos-missing", 4},
                                    beginning{"pos-missing", 4},
                                    beginning{"npi-missing", 4},
                                    beginning{"line-count", 4},
                                    beginning{"provider-signature-fields", 4},
                                    beginning{"claim-frequency", 7}};
    if (rule.needs.find("profile") != std::string::npos) return 7;
    for (beginning const& one : beginnings)
        if (rule.id.starts_with(one.id)) return one.type;
    return rule.family == "guide" ? 4 : rule.family == "codes" ? 5 : 6;
}

}  // namespace orthoscrub::scrub
