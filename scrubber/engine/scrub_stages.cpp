// The five steps. A portion is what one block of the file holds; it goes through a step whole, and each of its windows
// keeps what a later step asks for: segments, tables, answers of earlier claims, hits, faults. A claim without findings costs
// no words and no allocation. The hash of the file is taken from the blocks as the reader takes them.
#include "scrubber/engine/scrub_stages.hpp"

#include <algorithm>
#include <array>

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

scrub_stages::state::state(rule_book const& b, scrub_options o)
    : book{b}, options{std::move(o)}, judge{b, options.rules, by_rule(b, options)}, claim{b.codes(), b.payers()} {
    if (remembers(b, options)) memory.emplace(b.codes(), options.seed);
    if (options.judged) judge.list_open_questions(&open_questions);
}

// Step read.

void scrub_stages::begin(scrub_portion& portion, text::source& input, std::string_view path,
                         std::function<void(std::size_t)> const& read) {
    state& s = *state_;
    s.input = &input;
    s.file = std::make_shared<file_in_work>(s.book.rules().size());
    s.file->result.path = path;
    if (s.options.suppressions)
        s.file->result.counts.suppressions_used.resize(s.options.suppressions->entries().size());
    input.tap([file = s.file.get(), read](std::string_view block) {
        file_result& result = file->result;
        if (result.bytes == 0) result.x12 = begins_with_set(block);
        file->hash.add(block);
        result.bytes += block.size();
        if (read) read(block.size());
    });
    portion.begin(s.file, true);
    s.envelope_faults.clear();
    s.reader.emplace(input, s.envelope_faults, s.options.limits, portion.block_);
    s.fill(portion);
}

void scrub_stages::go_on(scrub_portion& portion) {
    portion.begin(state_->file, false);
    state_->reader->continue_in(portion.block_);
    state_->fill(portion);
}

void scrub_stages::break_off(scrub_portion& portion) {
    state& s = *state_;
    portion.begin(s.file, false);
    s.file->interrupted = true;
    portion.add({}, s.reader->open());
    s.close_input(portion);
}

void scrub_stages::state::fill(scrub_portion& portion) {
    while (true) {
        envelope::event const e = reader->next();
        if (e.kind == event_kind::block_end) break;
        std::swap(portion.add(e, reader->open()).faults, envelope_faults);
        portion.bytes_ = reader->counted().bytes;
        if (e.kind != event_kind::end) continue;
        std::array<char, 4096> rest;
        while (input->read(rest) != 0) {
        }
        if (input->result()) file->result.sha256 = file->hash.hex();
        close_input(portion);
        break;
    }
}

void scrub_stages::state::close_input(scrub_portion& portion) {
    file->input = input->result();
    input->tap({});
    reader.reset();
    file.reset();
    portion.last_ = true;
}

// Step parse.

void scrub_stages::parse(scrub_portion& portion) {
    for (window_in_work& w : portion.windows_)
        if (w.event.kind == event_kind::set_window) state_->parse(w, portion);
}

void scrub_stages::state::parse(window_in_work& w, scrub_portion& portion) {
    envelope::event const& e = w.event;
    envelope::group_header const& group = w.open->group();
    envelope::set_header const& set = w.open->set();
    file_in_work& of = *portion.file_;
    bool const ours = professional(set);
    bool const answer = answer_check::takes(set, options.answers);
    auto const tell_group = [&](std::string expected) {
        of.wrong_group = group.ordinal;
        w.faults.add(fault_code::gs_version, text::address_of(e.segments.front(), text::loop_id::heading),
                     group.functional_id + " " + group.version, std::move(expected));
    };
    bool const may_tell = e.first && of.wrong_group != group.ordinal && !e.segments.empty();
    if (answer && group.functional_id != "HC") {
        auto const [functional_id, version] = answer_check::group_of(set);
        if (may_tell && group.ordinal != 0 && group.functional_id != functional_id)
            tell_group(std::string{functional_id} + " " + std::string{version});
        w.kind = window_kind::answer;
        w.rows = &portion.rows_for(e.segments.size());
        w.rows->hits.clear();
        answers.parse(e, *w.open, w.rows->answer, w.faults);
        return;
    }
    if ((!ours || !for_claims(group)) && may_tell) tell_group("HC " + std::string{grammars::version_837p});
    if (!ours) {
        if (of.wrong_type.empty()) {
            of.wrong_type = set.type + (set.version.empty() ? "" : " " + set.version);
            if (answer) of.wrong_type += " in a group of claims (GS01 HC)";
        }
        return;
    }
    w.kind = window_kind::claims;
    w.rows = &portion.rows_for(e.segments.size());
    w.rows->hits.clear();
    w.rows->claims.clear();
    if (e.first) hierarchy = {};
    grammars::claim_options accept = options.accept;
    accept.group_version = group.version;
    grammars::read_claims({e.segments, e.context, e.last}, w.open->interchange().marks, accept, hierarchy,
                          w.rows->claims, w.faults);
}

// Step hold.

void scrub_stages::hold(scrub_portion& portion) {
    for (window_in_work& w : portion.windows_) state_->hold(w, *portion.file_);
}

void scrub_stages::state::hold(window_in_work& w, file_in_work& of) {
    envelope::event const& e = w.event;
    text::delimiters const& marks = w.open->interchange().marks;
    if (w.kind == window_kind::answer) return answers.hold(e, *w.open, w.rows->answer, options.guide, w.faults);
    if (w.kind == window_kind::claims) {
        if (options.guide) guide.read({e.segments, w.rows->claims.loops, e.context, e.first, e.last}, marks, w.faults);
        return;
    }
    if (options.guide && e.kind == event_kind::other) guide.pass_over(e.segments);
    bool const header = e.kind == event_kind::interchange_begin || e.kind == event_kind::group_begin;
    for (text::segment const& one : e.segments.subspan(e.context)) {
        bool const ta1 = options.answers == answer_sets::all && e.kind == event_kind::other && one.is("TA1");
        if (!header && !ta1) break;
        of.answered = of.answered || ta1;
        if (options.guide) grammars::guide::check_envelope(one, marks, w.faults);
    }
}

// Step judge.

void scrub_stages::judge(scrub_portion& portion) {
    state& s = *state_;
    if (s.memory && portion.first_) s.memory->begin_file(portion.file_->result.path);
    for (window_in_work& w : portion.windows_) {
        if (w.kind != window_kind::claims) continue;
        if (s.memory) s.memory->look(w.rows->claims, portion.file_->remembered, w.rows->batch);
        portion.file_->remembered += w.rows->claims.claims.size();
        if (!s.options.judged) s.judge_claims(w, *portion.file_);
    }
}

window_context scrub_stages::state::context_of(window_in_work const& w) const {
    return {&w.rows->claims,   w.event.segments, w.open->interchange().marks,
            options.payer,     options.today,    memory ? &w.rows->batch : nullptr,
            options.side.get()};
}

void scrub_stages::state::judge_claims(window_in_work& w, file_in_work& of) {
    window_context const context = context_of(w);
    for (std::uint32_t row = 0; row < w.rows->claims.claims.size(); ++row) {
        if (options.slow) judge.judge_slow(context, row, w.rows->hits, of.unknown);
        else judge.judge(context, row, w.rows->hits, of.unknown);
        if (!options.judged) continue;
        options.judged({judge.claim(), *w.open, book, of.result.counts.claims + row + 1, open_questions});
        open_questions.clear();
    }
}

// Step tell.

std::optional<file_result> scrub_stages::tell(scrub_portion& portion, finding_taker const& found) {
    state& s = *state_;
    file_in_work& of = *portion.file_;
    s.result = &of.result;
    s.found = &found;
    if (portion.first_) {
        s.limit = false;
        s.told.clear();
    }
    for (window_in_work& w : portion.windows_) s.tell_window(w, of);
    if (!portion.last_) return std::nullopt;
    s.finish(of, (portion.windows_.end() - 1)->open->counted());
    return std::move(of.result);
}

void scrub_stages::state::tell_window(window_in_work& w, file_in_work& of) {
    now = &w;
    rows = w.rows != nullptr ? w.rows : &nothing;
    window = {};
    window.segments = w.event.segments;
    if (w.kind == window_kind::claims) {
        window = context_of(w);
        claim_flags.assign(rows->claims.claims.size(), 0);
        line_flags.assign(rows->claims.lines.size(), 0);
        if (options.judged) judge_claims(w, of);
    } else if (w.kind == window_kind::answer) {
        result->answer_sets += w.event.first ? 1 : 0;
        claim_flags.assign(rows->answer.claims(), 0);
        line_flags.assign(rows->answer.lines(), 0);
    }
    tell();
    if (options.part)
        options.part(
            {w.event, *w.open, w.kind == window_kind::claims ? rows->claims : nothing.claims, result->counts.claims});
    if (w.kind != window_kind::none) count_window();
    if (!told.empty()) std::erase_if(told, [](auto const& entry) { return std::get<1>(entry.first) != model::absent; });
}

/// What the fee schedule allows for the lines at stake of this window.
void scrub_stages::state::add_expected() {
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

void scrub_stages::state::count_window() {
    scrub_counts& counts = result->counts;
    counts.claims += claim_flags.size();
    counts.lines += line_flags.size();
    for (std::uint8_t bits : claim_flags) {
        counts.flagged_claims += (bits & flagged) != 0;
        counts.stake_claims += (bits & at_stake) != 0;
    }
    if (book.codes().fees.loaded() && now->kind == window_kind::claims) add_expected();
    for (std::size_t row = 0; row < line_flags.size(); ++row) {
        counts.flagged_lines += (line_flags[row] & flagged) != 0;
        if ((line_flags[row] & at_stake) == 0) continue;
        ++counts.stake_lines;
        if (rows->claims.lines[row].charge.usable()) counts.stake_cents += rows->claims.lines[row].charge.value.cents;
    }
    claim_flags.clear();
    line_flags.clear();
}

/// Status, sentence and what was not checked, at the end of the file.
void scrub_stages::state::finish(file_in_work const& of, envelope::open_envelope::totals const& totals) {
    result->interchanges = totals.interchanges;
    result->groups = totals.groups;
    result->transaction_sets = totals.transaction_sets;
    result->x12 = result->x12 || totals.interchanges != 0;
    for (rule_index rule = 0; rule < of.unknown.rules(); ++rule)
        for (std::size_t reason = 1; reason < static_cast<std::size_t>(unknown_reason::count_); ++reason) {
            auto const why = static_cast<unknown_reason>(reason);
            if (std::uint64_t const count = of.unknown.get(rule, why); count != 0)
                result->not_checked.push_back({book.rule(rule).ast.id, std::string{describe(why)}, count});
        }
    bool const more = options.answers != answer_sets::none;
    std::string_view const taken =
        options.answers == answer_sets::all
            ? "professional claims, 837 005010X222A1, and what answers them, 835 005010X221A1, 999, 277CA and TA1"
        : more ? "professional claims, 837 005010X222A1, and 835 005010X221A1 and 277CA"
               : "professional claims, 837 005010X222A1";
    result->status = result->counts.findings() == 0 ? file_status::clean : file_status::findings;
    if (of.interrupted || of.input.status == text::io_status::interrupted) {
        result->status = file_status::interrupted;
        result->trouble = "was read up to byte " + std::to_string(totals.bytes) + ", then the run was interrupted";
    } else if (!of.input) {
        result->status = file_status::failed;
        result->trouble = "cannot be read to its end: " + of.input.message;
    } else if (totals.interchanges == 0) {
        result->status = file_status::unreadable;
        result->trouble =
            result->bytes == 0 ? "is empty; check takes " : "holds no X12 interchange (no ISA segment); check takes ";
        result->trouble += options.answers == answer_sets::all ? "an 837P, 835, 999, 277CA or TA1 file"
                           : more                              ? "an 837P, 835 or 277CA file"
                                                               : "an 837P file";
    } else if (!of.wrong_type.empty()) {
        result->status = file_status::wrong_type;
        result->trouble = "holds transaction set " + of.wrong_type + "; check takes ";
        result->trouble += taken;
    } else if (totals.transaction_sets == 0 && !(more && of.answered)) {
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

scrub_stages::scrub_stages(rule_book const& book, scrub_options options)
    : state_{std::make_unique<state>(book, std::move(options))} {}
scrub_stages::~scrub_stages() = default;

void scrub_stages::begin_run() {
    if (state_->memory) state_->memory->forget();
}
std::size_t scrub_stages::memory_bytes() const noexcept { return state_->memory ? state_->memory->bytes() : 0; }

}  // namespace orthoscrub::scrub
