// Repairs of free words: the note of a claim or line (NTE02) and the description of a procedure (SV101-7). The words
// that are reported say what was done, never what the note says.
#include <algorithm>

#include "scrubber/fix/abbreviations.hpp"
#include "scrubber/fix/repair.hpp"

namespace orthoscrub::scrub::repairs {
namespace {

constexpr std::size_t longest_note = 80;  // NTE02 and SV101-7 (005010X222A1)

repair_outcome done(repair_request const& r, repair_desk& desk, segment_draft const& d, std::string what) {
    desk.say(d, {std::string{r.finding.rule}, r.level, what});
    return {repair_state::done, std::move(what)};
}

/// SV101-7 and what a stray separator cut off from it.
std::string description_of(std::vector<std::string> const& parts) {
    std::string text;
    for (std::size_t i = 6; i < parts.size(); ++i) {
        if (i > 6) text += ' ';
        text += parts[i];
    }
    return text;
}

/// Every character that a note must not hold as one blank; a UTF-8 character of several bytes is one.
std::string plain(std::string_view text, text::delimiters const& marks) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x80 && byte < 0xC0 && i > 0 && static_cast<unsigned char>(text[i - 1]) >= 0x80) continue;
        bool const bad = byte < 0x20 || byte > 0x7E || text[i] == marks.component || text[i] == marks.element ||
                         (marks.repetition != '\0' && text[i] == marks.repetition);
        out += bad ? ' ' : text[i];
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out;
}

}  // namespace

repair_outcome shorter_note(repair_request const& r, repair_desk& desk) {
    text::segment const* const s = r.segment();
    if (s == nullptr) return {};
    bool const note = s->is("NTE");
    if (!note && !s->is("SV1")) return {};
    segment_draft& d = desk.draft(*s, r.window().marks, r.about);
    auto parts = d.parts(1);
    if (!note && parts.size() != 7) return {};
    std::string_view const text = note ? d.element(2) : std::string_view{parts[6]};
    if (text.size() <= longest_note) return {};
    std::string shorter = shortened_note(text, longest_note);
    if (shorter.size() > longest_note)
        return repair_outcome::refuse("it still has " + std::to_string(shorter.size()) +
                                      " characters with every abbreviation of the list; shorten it by hand to 80");
    if (note) {
        d.set(2, std::move(shorter));
    } else {
        parts[6] = std::move(shorter);
        d.set_parts(1, std::move(parts));
    }
    return done(r, desk, d, "words shortened with the published abbreviations");
}

repair_outcome plain_note(repair_request const& r, repair_desk& desk) {
    text::segment const* const s = r.segment();
    if (s == nullptr) return {};
    text::delimiters const& marks = r.window().marks;
    if (s->is("NTE")) {
        segment_draft& d = desk.draft(*s, marks, r.about);
        std::string text{d.element(2)};
        for (unsigned n = 3; n <= d.count(); ++n) text.append(1, ' ').append(d.element(n));
        text = plain(text, marks);
        if (d.count() == 2 && d.element(2) == text) return {};
        d.set(2, std::move(text));
        d.shorten(2);
        return done(r, desk, d, "characters that a note must not hold replaced with blanks");
    }
    if (!s->is("SV1")) return {};
    segment_draft& d = desk.draft(*s, marks, r.about);
    auto parts = d.parts(1);
    if (parts.size() < 7) return {};
    std::string text = plain(description_of(parts), marks);
    if (parts.size() == 7 && parts[6] == text) return {};
    parts.resize(7);
    parts[6] = std::move(text);
    d.set_parts(1, std::move(parts));
    return done(r, desk, d, "characters that a description must not hold replaced with blanks");
}

repair_outcome description_from_note(repair_request const& r, repair_desk& desk) {
    text::segment const* const sv1 = r.sv1();
    if (sv1 == nullptr || !sv1->is("SV1")) return {};
    auto const& row = *r.line();
    text::delimiters const& marks = r.window().marks;
    std::string_view note;
    for (model::note_row const& n : model::claim_tables::rows(r.tables().notes, row.notes)) {
        text::segment const* const s = r.segment(n.seg);
        if (n.text.find_first_not_of(' ') == std::string_view::npos) continue;
        if (s == nullptr || s->count != 2 || plain(n.text, marks).size() != n.text.size() ||
            plain(n.text, marks) != n.text)
            return repair_outcome::refuse(
                "the line note holds characters that a description must not hold; repair narrative-characters first");
        note = n.text;
        break;
    }
    if (note.empty())
        return repair_outcome::refuse(
            "the line has no note of its own (NTE in 2400) to copy; write the description from the claim note by hand");
    note.remove_prefix(note.find_first_not_of(' '));
    if (note.size() > longest_note) {
        std::size_t const cut = note[longest_note] == ' ' ? longest_note : note.rfind(' ', longest_note - 1);
        if (cut == std::string_view::npos || cut == 0)
            return repair_outcome::refuse("the line note has no word that ends within 80 characters");
        note = note.substr(0, cut);
    }
    note = note.substr(0, note.find_last_not_of(' ') + 1);
    segment_draft& d = desk.draft(*sv1, marks, r.about);
    auto parts = d.parts(1);
    if (parts.size() > 6 && std::any_of(parts.begin() + 6, parts.end(), [](auto const& p) { return !p.empty(); }))
        return {};
    parts.resize(7);
    parts[6] = note;
    d.set_parts(1, std::move(parts));
    return done(r, desk, d, "line note copied to the description, cut at a word within 80 characters");
}

}  // namespace orthoscrub::scrub::repairs
