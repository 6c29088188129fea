// Opens a claim: finds its payer's profile and works out, for every line, the id of its code, the set of its
// modifiers and its service date, so that facts are answered from numbers. A file names few payers many times, so the
// profiles found are kept in a small table under SBR09, id and name, all three compared in full. Notes are read only
// when a fact asks for their words: few lines do.
#include "scrubber/facts/subject.hpp"

#include <algorithm>

#include "scrubber/facts/batch_memory.hpp"
#include "scrubber/facts/overflow_modifiers.hpp"
#include "scrubber/facts/payer_class.hpp"

namespace orthoscrub::scrub {

using grammars::rule_scope;

namespace {

void read_modifiers(line_context& line, code_tables const& codes, payer_profile const& payer) {
    auto const& written = line.row->modifiers;
    bool empty_before = false;
    for (std::size_t k = 0; k < written.size(); ++k) {
        std::string_view const modifier = written[k];
        if (modifier.empty()) {
            empty_before = true;
            continue;
        }
        line.gap = line.gap || empty_before;
        auto const bit = static_cast<std::uint8_t>(1u << k);
        auto const id = codes.find_modifier(modifier);
        if (id != modifier_id::unknown) {
            if (line.modifiers.has(id)) line.repeated |= bit;
            line.modifiers.insert(id);
            continue;
        }
        if (!modifier_shape_ok(modifier)) line.malformed |= bit;
        else if (!payer.defines_modifier(modifier) && !codes.modifiers.only_official(modifier)) line.strange |= bit;
        for (std::size_t earlier = 0; earlier < k; ++earlier)
            if (written[earlier] == modifier) line.repeated |= bit;
    }
}

bool pointers_plain(model::line_row const& row, std::uint32_t diagnoses) {
    if (row.pointer_count == 0 || row.pointer_count > 4) return false;
    for (std::size_t i = 0; i < row.pointer_count; ++i) {
        std::uint8_t const pointer = row.pointers[i];
        if (pointer == 0 || pointer > diagnoses || pointer > 12) return false;
        for (std::size_t earlier = 0; earlier < i; ++earlier)
            if (row.pointers[earlier] == pointer) return false;
    }
    return true;
}

/// The claim has a date that service dates are compared with: hospital stay (DTP*435, DTP*096) or death (PAT06).
bool compared_dates(window_context const& window, model::claim_row const& claim) {
    auto const& tables = *window.tables;
    for (auto const& date : model::claim_tables::rows(tables.dates, claim.dates))
        if (date.qualifier == "435" || date.qualifier == "096") return true;
    auto const dead = [&](model::segment_index pat) {
        return pat != model::absent && !window.segments[pat].element(6).empty();
    };
    return (claim.patient != model::absent && dead(tables.patients[claim.patient].pat)) ||
           (claim.subscriber != model::absent && dead(tables.subscribers[claim.subscriber].pat));
}

/// What the signs of a line are taken from beside the line itself.
struct sign_source {
    code_tables const& codes;
    model::claim_tables const& tables;
    model::claim_row const& claim;
    model::date first, last;  ///< days of service that are nothing special
    bool compared = false;
    batch_answers const* batch = nullptr;
};

std::uint8_t signs_of(line_context const& line, bool repeats, sign_source const& from) {
    auto const& row = *line.row;
    unsigned signs = line.index == from.claim.lines.first ? 0u : static_cast<unsigned>(later_line);
    bool const rival = from.batch != nullptr && from.batch->conflicts[line.index];
    if (rival || repeats) signs |= odd_company;
    if ((line.malformed | line.strange | line.repeated) != 0 || line.gap) signs |= odd_modifiers;
    if (!row.description.empty() || row.notes.count != 0 || from.claim.notes.count != 0) signs |= has_words;
    bool const plain = row.charge.usable() && row.charge.value.cents > 0 && row.units_text == "1" && row.unit == "UN" &&
                       row.qualifier == "HC";
    if (!plain) signs |= odd_amounts;
    bool const dated = row.service_date != model::absent && from.tables.dates[row.service_date].format == "D8" &&
                       line.dos >= from.first && line.dos <= from.last && !from.compared;
    place_row const* const place = from.codes.forms.place(row.place.empty() ? from.claim.place : row.place);
    bool const home = place != nullptr && place->orthosis == place_verdict::accept;
    day_range const days = line.info->effective;
    model::date const covered = from.codes.hcpcs.info().covers_to;
    bool const valid = line.code != code_id::unknown && days.contains(line.dos) &&
                       (!days.last.empty() || covered.empty() || line.dos <= covered);
    bool const papers = row.attachments.count != 0 || row.details.count != 0 || row.adjudications.count != 0;
    bool const own_place = !row.place.empty() && row.place == from.claim.place;
    if (own_place || !dated || line.dos.empty() || !home || !valid || papers) signs |= odd_service;
    if (!pointers_plain(row, from.claim.diagnoses.count)) signs |= odd_pointers;
    if (from.claim.lines.count > 1) signs |= several_lines;
    return static_cast<std::uint8_t>(signs);
}

}  // namespace

claim_context::claim_context(code_tables const& codes, payer_profiles const& payers) : codes_{codes}, payers_{payers} {
    names_ = {codes.find_modifier("RT"), codes.find_modifier("LT"), codes.find_modifier("50"),
              codes.find_modifier("RB"), codes.find_modifier("99"), {}};
    for (std::string_view const notice : {"GA", "GZ"}) names_.notices.insert(codes.find_modifier(notice));
}

unsigned claim_context::groups_of(line_context const& line) const noexcept {
    auto const bit = [](bool in, line_group group) { return unsigned{in} << static_cast<unsigned>(group); };
    return bit(line.info->kind == device_kind::base, line_group::base) |
           bit(codes_.hcpcs.takes_additions(line.code), line_group::takes_additions) |
           bit(line.info->l_code && line.modifiers.has(names_.part), line_group::repair_part) |
           bit(line.modifiers.meets(names_.notices), line_group::notice);
}

/// True when the code of the line stands on an earlier line, too; `number_repeats` tells it of the control number.
bool claim_context::find_repetitions(line_context& line, std::span<line_context const> earlier) {
    if (grouped_) {
        line_groups::repetition const met = groups_.add(earlier, line, groups_of(line));
        line.number_repeats = met.number;
        return met.code;
    }
    bool code = false;
    std::string_view const number = line.row->control_number;
    for (line_context const& other : earlier) {
        code = code || other.code == line.code;
        if (!number.empty() && other.row->control_number == number) line.number_repeats = true;
    }
    return code;
}

void claim_context::open(window_context const& window, std::uint32_t claim) {
    window_ = window;
    window_number_ = window.batch != nullptr ? window.batch->window : 0;
    index_ = claim;
    auto const& tables = *window.tables;
    row_ = &tables.claims[claim];
    find_payer();

    std::span<model::line_row const> const rows = tables.lines_of(*row_);
    lines_.resize(rows.size());
    if (narratives_.size() < rows.size()) narratives_.resize(rows.size());
    narrative_read_.assign(rows.size(), 0);
    grouped_ = rows.size() > line_groups::few;
    if (grouped_) groups_.open(rows.size(), compared_lines().size());
    bool notes = row_->notes.count != 0, attachments = row_->attachments.count != 0,
         references = row_->references.count != 0;
    find_clock();
    sign_source const from{codes_, tables, *row_, recent_, clock_, compared_dates(window_, *row_), window_.batch};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        line_context& line = lines_[i];
        line = {};
        line.row = &rows[i];
        line.index = row_->lines.first + static_cast<std::uint32_t>(i);
        line.code = codes_.find(rows[i].code);
        line.info = &codes_.row(line.code);
        if (rows[i].service_date != model::absent) line.dos = tables.dates[rows[i].service_date].first;
        read_modifiers(line, codes_, *payer_);
        if (line.modifiers.has(names_.overflow) && rows[i].notes.count != 0)
            line.modifiers =
                line.modifiers | overflow_modifiers(tables.notes[rows[i].notes.first].text, codes_.modifiers);
        bool const code_repeats = find_repetitions(line, std::span{lines_}.first(i));
        line.signs = signs_of(line, code_repeats || line.number_repeats, from);
        notes = notes || rows[i].notes.count != 0 || !rows[i].description.empty() || !rows[i].eighth.empty();
        attachments = attachments || rows[i].attachments.count != 0;
        references = references || rows[i].references.count != 0;
    }
    scopes_ = scope_bit(rule_scope::claim) | scope_bit(rule_scope::diagnosis) | scope_bit(rule_scope::provider);
    if (notes) scopes_ |= scope_bit(rule_scope::note);
    if (attachments) scopes_ |= scope_bit(rule_scope::attachment);
    if (references) scopes_ |= scope_bit(rule_scope::authorization);
    if (window.batch != nullptr) scopes_ |= scope_bit(rule_scope::batch);
}

void claim_context::find_clock() {
    model::date clock = window_.today;
    if (clock.empty() && !tables().sets.empty()) clock = tables().sets.back().created;
    if (clock != clock_ || recent_by_payer_.empty()) {
        clock_ = clock;
        recent_by_payer_.assign(payers_.all().size(), {});
    }
    recent_ = recent_by_payer_[payer_->index];
    if (!recent_.empty() || clock.empty()) return;
    // A service date from `recent_` on is more than a month away from the payer's time limit.
    term const limit = payer_->filing;
    recent_ = clock.plus_days(-300);
    if (limit.known()) recent_ = std::max(recent_, clock.plus_months(-limit.months).plus_days(40 - limit.days));
    recent_by_payer_[payer_->index] = recent_;
}

void claim_context::find_payer() {
    if (window_.payer != nullptr) {
        payer_ = window_.payer;
        return;
    }
    std::string_view indicator, name, id;
    if (row_->subscriber != model::absent) {
        auto const& subscriber = tables().subscribers[row_->subscriber];
        indicator = subscriber.filing_indicator;
        if (subscriber.payer != model::absent) {
            name = tables().parties[subscriber.payer].name;
            id = tables().parties[subscriber.payer].id;
        }
    }
    auto const last = [](std::string_view text) {
        return text.empty() ? 0u : unsigned{static_cast<unsigned char>(text.back())};
    };
    unsigned const before_last = id.empty() ? 0u : last(id.substr(0, id.size() - 1));
    std::size_t const mixed = last(indicator) + 5 * last(id) + 11 * before_last + 3 * last(name) + 7 * name.size();
    known_payer* place = nullptr;
    for (std::size_t step = 0; step < 8; ++step) {
        place = &known_payers_[(mixed + step) % known_payers_.size()];
        if (place->found == nullptr) break;
        if (place->id != id || place->name != name || place->indicator != indicator) continue;
        payer_ = place->found;
        return;
    }
    payer_ = &classify(payers_, indicator, id, name);
    place->found = payer_;
    place->indicator = indicator;  // into the memory of the payer before, where many take turns in one place
    place->id = id;
    place->name = name;
}

line_narrative const& claim_context::narrative(line_context const& line) const {
    static line_narrative const no_words{};
    if (line.row->description.empty() && line.row->notes.count == 0 && row_->notes.count == 0) return no_words;
    auto const at = static_cast<std::size_t>(&line - lines_.data());
    line_narrative& words = narratives_[at];
    if (narrative_read_[at] != 0) return words;
    narrative_read_[at] = 1;
    words = {};
    auto const filled = [](std::string_view text) { return text.find_first_not_of(' ') != std::string_view::npos; };
    bool read = false;  // joining to words of nothing would give the words themselves
    auto const add = [&read](grammars::narrative& into, std::string_view text) {
        if (text.empty()) return;
        if (read) join(into, grammars::read_narrative(text));
        else into = grammars::read_narrative(text);
        read = true;
    };
    words.description = filled(line.row->description);
    add(words.own, line.row->description);
    for (auto const& note : model::claim_tables::rows(tables().notes, line.row->notes)) {
        words.line_note = words.line_note || filled(note.text);
        words.line_note_size = std::max(words.line_note_size, static_cast<std::uint32_t>(note.text.size()));
        add(words.own, note.text);
    }
    words.all = words.own;
    for (auto const& note : model::claim_tables::rows(tables().notes, row_->notes)) {
        words.claim_note = words.claim_note || filled(note.text);
        add(words.all, note.text);
    }
    if (row_->notes.count != 0 && lines_.size() == 1) words.own = words.all;
    return words;
}

std::string_view claim_context::state() const noexcept {
    auto const& t = tables();
    std::uint32_t person = model::absent;
    if (row_->patient != model::absent) person = t.patients[row_->patient].person;
    else if (row_->subscriber != model::absent) person = t.subscribers[row_->subscriber].person;
    return person == model::absent ? std::string_view{} : t.parties[person].state;
}

}  // namespace orthoscrub::scrub
