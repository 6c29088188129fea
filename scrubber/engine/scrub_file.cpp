// From bytes to findings: interchange reader, claim grammar, payer, rules, words (`scrub_words`). Answers to claims (835, 999,
// 277CA) are held to their guides; no rule speaks of them. One window at a time; what a window says is put in words before
// the next one is read, because every view ends there. A claim without findings costs no words and no allocation. The hash
// of the file is taken from the blocks as the reader takes them.
#include "scrubber/engine/scrub_file.hpp"

#include <algorithm>
#include <array>

#include "scrubber/engine/file_hash.hpp"
#include "scrubber/engine/scrub_state.hpp"

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

file_scrubber::state::state(rule_book const& b, scrub_options o)
    : book{b},
      options{std::move(o)},
      judge{b, options.rules, by_rule(b, options)},
      claim{b.codes(), b.payers()},
      unknown{b.rules().size()} {
    if (remembers(b, options)) memory.emplace(b.codes(), options.seed);
    if (options.judged) judge.list_open_questions(&open_questions);
}

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

}  // namespace orthoscrub::scrub
