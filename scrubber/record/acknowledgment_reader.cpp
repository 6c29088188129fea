// From the envelope to entries: a TA1 is an event of its own, a 999 comes whole, a 277CA in windows that repeat the open
// levels as context. Entries are made of the rows behind the context only; what they inherit (BHT03, NPI, BHT04) is read
// from the repeated levels.
#include "scrubber/record/acknowledgment_reader.hpp"

#include <algorithm>
#include <string>

#include "grammars/ack_999.hpp"
#include "grammars/guide/guide_check.hpp"
#include "grammars/status_277ca.hpp"
#include "parser/envelope/interchange_reader.hpp"
#include "scrubber/engine/file_hash.hpp"

namespace orthoscrub::record {
namespace {

using envelope::event_kind;
using ledger::absent;
using ledger::acknowledgment;
using ledger::acknowledgment_kind;
using ledger::acknowledgment_status;
using ledger::front_end;
using model::ack_tables;
using text::loop_id;

// A 999 has no HL where its window could be cut; this is as much as the envelope reader allows.
constexpr std::size_t longest_999 = std::size_t{1} << 28;

std::string_view trim(std::string_view text) noexcept {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

// GS04 may have six digits, ISA09 always has: a year of two digits is one of this century.
model::date day_of(std::string_view text) {
    text = trim(text);
    if (text.size() == 6) return model::date::from_ccyymmdd("20" + std::string{text}).value_or(model::date{});
    return model::date::from_ccyymmdd(text).value_or(model::date{});
}

front_end state_of(std::string_view code, std::string_view accepting, std::string_view rejecting) noexcept {
    if (code.size() != 1) return front_end::silent;
    if (accepting.find(code) != accepting.npos) return front_end::accepted;
    return rejecting.find(code) != rejecting.npos ? front_end::rejected : front_end::silent;
}

class entry_writer {
public:
    entry_writer(envelope::interchange_reader const& reader, scrub::answer_tables const& codes,
                 ledger::person_hasher& hasher, ledger::acknowledgment_book& out, std::uint32_t file)
        : reader_{reader}, codes_{codes}, hasher_{hasher}, out_{out}, file_{file} {}

    void interchanges(ack_tables const& t, envelope::event const& e);
    void groups(ack_tables const& t, envelope::event const& e);
    void statuses(ack_tables const& t, envelope::event const& e);

private:
    [[nodiscard]] std::string_view keep(std::string_view text) { return out_.texts.keep(trim(text)); }
    acknowledgment& add(acknowledgment_kind kind, text::segment const& at, loop_id loop);
    ledger::row_range codes_of(std::string_view category, std::span<std::string_view const> errors, bool rejects);
    ledger::row_range statuses_of(ack_tables const& t, model::row_range range, front_end& state);
    void claim(ack_tables const& t, model::status_trace_row const& trace, acknowledgment& entry);

    envelope::interchange_reader const& reader_;
    scrub::answer_tables const& codes_;
    ledger::person_hasher& hasher_;
    ledger::acknowledgment_book& out_;
    std::uint32_t file_;
};

acknowledgment& entry_writer::add(acknowledgment_kind kind, text::segment const& at, loop_id loop) {
    auto& entry = out_.entries.emplace_back();
    entry.kind = kind;
    entry.file = file_;
    entry.at = text::address_of(at, loop);
    // The answer goes back the way the claims came.
    entry.sender = keep(reader_.interchange().receiver);
    entry.receiver = keep(reader_.interchange().sender);
    return entry;
}

// One status for each error code; one without a code when there is none.
ledger::row_range entry_writer::codes_of(std::string_view category, std::span<std::string_view const> errors,
                                         bool rejects) {
    ledger::row_range range{static_cast<std::uint32_t>(out_.statuses.size()), 0};
    auto const kept = keep(category);
    for (auto const error : errors) {
        if (trim(error).empty()) continue;
        out_.statuses.push_back({kept, keep(error), {}, rejects});
        ++range.count;
    }
    if (range.count != 0) return range;
    out_.statuses.push_back({kept, {}, {}, rejects});
    return {range.first, 1};
}

void entry_writer::interchanges(ack_tables const& t, envelope::event const& e) {
    for (auto const& row : t.interchanges) {
        auto& entry = add(acknowledgment_kind::interchange, e.segments[row.seg], loop_id::envelope);
        entry.interchange = keep(row.control_number);
        entry.interchange_day = row.created;
        entry.day = day_of(reader_.interchange().date);
        entry.state = state_of(trim(row.code), "AE", "R");
        entry.statuses = codes_of(row.code, {&row.note, 1}, entry.state == front_end::rejected);
    }
}

void entry_writer::groups(ack_tables const& t, envelope::event const& e) {
    model::date day = day_of(reader_.group().date);
    if (day.empty()) day = day_of(reader_.interchange().date);
    for (auto const& g : t.groups) {
        model::segment_index const seg = g.ak1 != absent ? g.ak1 : g.ak9 != absent ? g.ak9 : t.sets[g.sets.first].ak2;
        if (seg < e.context) continue;
        auto const group_row = out_.entries.size();
        auto& entry = add(acknowledgment_kind::group, e.segments[seg], loop_id::heading);
        entry.functional_id = keep(g.functional_id);
        entry.group = keep(g.control_number);
        entry.day = day;
        entry.state = state_of(trim(g.code), "AEP", "RMWX");
        entry.broken = g.broken;
        entry.statuses = codes_of(g.code, g.errors, entry.state == front_end::rejected);
        for (auto const& s : ack_tables::rows(t.sets, g.sets)) {
            auto const [id, number] = std::pair{out_.entries[group_row].functional_id, out_.entries[group_row].group};
            auto& set = add(acknowledgment_kind::set, e.segments[s.ak2], loop_id::l2000);
            set.functional_id = id;
            set.group = number;
            set.set = keep(s.control_number);
            set.day = day;
            set.state = state_of(trim(s.code), "AE", "RMWX");
            set.broken = s.broken;
            set.statuses = codes_of(s.code, s.errors, set.state == front_end::rejected);
        }
        out_.entries[group_row].sets = {static_cast<std::uint32_t>(group_row + 1), g.sets.count};
    }
}

ledger::row_range entry_writer::statuses_of(ack_tables const& t, model::row_range range, front_end& state) {
    ledger::row_range kept{static_cast<std::uint32_t>(out_.statuses.size()), 0};
    for (auto const& s : ack_tables::rows(t.statuses, range)) {
        front_end const word = word_of(s, codes_);
        if (word == front_end::rejected || state == front_end::silent) state = word;
        out_.statuses.push_back({keep(s.category), keep(s.status), keep(s.entity), word == front_end::rejected});
        ++kept.count;
    }
    return kept;
}

void entry_writer::claim(ack_tables const& t, model::status_trace_row const& trace, acknowledgment& entry) {
    entry.control_number = keep(trace.number);
    entry.icn = keep(trace.payer_number);
    entry.clearinghouse_number = keep(trace.clearinghouse_number);
    if (trace.service_date != absent) {
        entry.first_day = t.dates[trace.service_date].first;
        entry.last_day = t.dates[trace.service_date].last;
    }
    for (auto const& p : ack_tables::rows(t.parties, t.levels[trace.level].parties))
        if (entry.member == 0) entry.member = hasher_.member(p.id);
    entry.lines = {static_cast<std::uint32_t>(out_.lines.size()), trace.lines.count};
    for (auto const& l : ack_tables::rows(t.lines, trace.lines)) {
        auto& line = out_.lines.emplace_back();
        line.control_number = keep(l.control_number);
        line.qualifier = keep(l.qualifier);
        line.code = keep(l.code);
        for (std::size_t i = 0; i < line.modifiers.size(); ++i) line.modifiers[i] = keep(l.modifiers[i]);
        line.charge = l.charge;
        if (l.service_date != absent) {
            line.first_day = t.dates[l.service_date].first;
            line.last_day = t.dates[l.service_date].last;
        }
        // Being named says what is wrong with a line; it does not accept the claim.
        front_end said = entry.state;
        line.statuses = statuses_of(t, l.statuses, said);
        if (said == front_end::rejected) entry.state = said;
        entry.broken = entry.broken || l.broken;
    }
}

void entry_writer::statuses(ack_tables const& t, envelope::event const& e) {
    model::date created = day_of(reader_.group().date);
    if (!t.status_sets.empty() && !t.status_sets.front().created.empty()) created = t.status_sets.front().created;
    for (auto const& trace : t.traces) {
        if (trace.loop == loop_id::l2200A) continue;
        model::segment_index const seg = trace.trn != absent         ? trace.trn
                                         : trace.statuses.count != 0 ? t.statuses[trace.statuses.first].stc
                                                                     : t.levels[trace.level].hl;
        if (seg < e.context) continue;
        auto const kind = trace.loop == loop_id::l2200B   ? acknowledgment_kind::batch
                          : trace.loop == loop_id::l2200C ? acknowledgment_kind::provider
                                                          : acknowledgment_kind::claim;
        auto& entry = add(kind, e.segments[seg], trace.loop);
        entry.broken = trace.broken;
        for (auto level = trace.level; level != absent; level = t.levels[level].parent) {
            auto const& row = t.levels[level];
            if (row.kind == model::status_level_kind::receiver && row.traces.count != 0)
                entry.set_reference = keep(t.traces[row.traces.first].number);
            if (row.kind == model::status_level_kind::provider)
                for (auto const& p : ack_tables::rows(t.parties, row.parties))
                    if (entry.npi.empty() && trim(p.id_qualifier) == "XX") entry.npi = keep(p.id);
        }
        entry.statuses = statuses_of(t, trace.statuses, entry.state);
        for (auto const& s : ack_tables::rows(t.statuses, trace.statuses)) {
            if (!entry.charge.usable() && s.amount.usable()) entry.charge = s.amount;
            entry.day = std::max(entry.day, s.day);
        }
        if (entry.day.empty()) entry.day = created;
        if (kind == acknowledgment_kind::claim) claim(t, trace, entry);
    }
}

}  // namespace

front_end word_of(model::status_row const& status, scrub::answer_tables const& codes) noexcept {
    if (auto const* const known = codes.status_category(trim(status.category)))
        return known->rejects ? front_end::rejected : front_end::accepted;
    auto const action = trim(status.action);
    return action == "U" ? front_end::rejected : action == "WQ" ? front_end::accepted : front_end::silent;
}

acknowledgment_counts read_acknowledgments(text::source& input, std::string_view path,
                                           scrub::answer_tables const& codes, ledger::person_hasher& hasher,
                                           ledger::acknowledgment_book& out, text::diagnostics& faults, bool guide) {
    scrub::file_hash hash;
    input.tap([&hash](std::string_view block) { hash.add(block); });
    auto const file = static_cast<std::uint32_t>(out.files.size());
    out.files.push_back({out.texts.keep(path), {}});
    acknowledgment_counts counts;
    envelope::reader_limits limits;
    limits.claim_bytes = longest_999;
    envelope::interchange_reader reader{input, faults, limits};
    entry_writer entries{reader, codes, hasher, out, file};
    ack_tables tables;
    grammars::guide::guide_check guide_999{grammars::guide::guide_id::ack_999};
    grammars::guide::guide_check guide_277ca{grammars::guide::guide_id::status_277ca};
    for (envelope::event e = reader.next(); e.kind != event_kind::end; e = reader.next()) {
        tables.clear();
        if (e.kind == event_kind::other) {
            for (std::uint32_t i = 0; i < e.segments.size(); ++i) grammars::read_ta1(e.segments[i], i, tables);
            counts.answers_ta1 += tables.interchanges.size();
            entries.interchanges(tables, e);
        }
        if (guide && e.kind != event_kind::set_window)
            for (auto const& segment : e.segments.subspan(e.context))
                if (segment.is("ISA") || segment.is("GS") || segment.is("TA1"))
                    grammars::guide::check_envelope(segment, reader.interchange().marks, faults);
        if (e.kind != event_kind::set_window) continue;
        auto const& set = reader.set();
        text::delimiters const marks = reader.interchange().marks;
        if (set.type == "999") {
            grammars::read_ack_999(e.segments, e.context, marks, tables, faults);
            if (guide) guide_999.read({e.segments, tables.loops, e.context, e.first, e.last}, marks, faults);
            entries.groups(tables, e);
            counts.sets_999 += e.first ? 1 : 0;
        } else if (set.type == "277" && (set.version.empty() || set.version.starts_with("005010X214"))) {
            grammars::read_status_277ca(e.segments, e.context, marks, tables, faults);
            if (guide) guide_277ca.read({e.segments, tables.loops, e.context, e.first, e.last}, marks, faults);
            entries.statuses(tables, e);
            counts.sets_277ca += e.first ? 1 : 0;
        } else {
            counts.sets_other += e.first ? 1 : 0;
        }
    }
    counts.interchanges = reader.counted().interchanges;
    out.files[file].sha256 = out.texts.keep(hash.hex());
    input.tap({});
    return counts;
}

}  // namespace orthoscrub::record
