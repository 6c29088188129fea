// The sinks of the narrative grammar and what is decided at the end of a note.
//
// Maker and product are unknown words by nature. A maker is found by its mark (MFG x, BY x), by the
// known-maker list, or by its last word (x ORTHOPEDICS, x BRACING, x INC). A product is found by its mark, or
// is the run of unknown words that stands nearest to maker and model, else at the start of the note. Two
// unknown words at the start with a model number and no other maker are maker and product.
#include "grammars/narrative_reading.hpp"

#include <algorithm>

namespace orthoscrub::grammars::words {
namespace {

std::string_view text_of(place first, place last) noexcept {
    char const* const from = first->text.data();
    token const& end = *(last - 1);
    return {from, static_cast<std::size_t>(end.text.data() + end.text.size() - from)};
}

bool same_text(std::string_view a, std::string_view b) noexcept {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return (x & ~0x20) == (y & ~0x20); });
}

/// `code` has the shape of a code: a letter and four digits.
bool is_unlisted(std::string_view code) noexcept {
    static constexpr std::array of_l{999,  1499, 2999, 3649, 3999, 5999, 7499, 8039,
                                     8048, 8239, 8499, 8608, 8698, 8699, 9900};
    if (code.size() != 5) return false;
    int number = 0;
    for (char const c : code.substr(1)) number = number * 10 + (c - '0');
    switch (code[0] & ~0x20) {
        case 'L':
            return std::find(of_l.begin(), of_l.end(), number) != of_l.end();
        case 'E':
            return number == 1399;
        case 'A':
            return number == 9999 || number == 4649;
        case 'K':
            return number == 108;
        default:
            return false;
    }
}

void add_code(narrative& out, std::string_view code, code_role role) {
    for (std::size_t i = 0; i < out.code_count; ++i)
        if (same_text(out.code_rows[i].code, code)) {
            if (out.code_rows[i].role == code_role::named) out.code_rows[i].role = role;
            return;
        }
    if (out.code_count == out.code_rows.size()) return;
    out.code_rows[out.code_count++] = {code, is_unlisted(code) ? code_role::unlisted : role};
}
/// KNEEMATE, NECKREST: a coined word that begins with a part of the body or of a brace names a product, not a
/// maker.
bool is_coined(std::string_view word) noexcept {
    for (std::size_t n = 4; n + 2 < word.size() && n < words::longest; ++n)
        if (words::entry const* const row = words::find(word.substr(0, n)); row && row->what == kind::device)
            return true;
    return false;
}
using enum kind;

/// Words that tell a payer nothing about the item.
constexpr kind_set idle = set_of(generic, ordered, conjunction, the, by, preposition, for_word, person_mark, title,
                                 right, left, both, letter_r, letter_l, custom, fitting, identity_mark, price_mark,
                                 price_word, cost_mark, model_mark, product_mark, maker_mark, name_mark, number_mark,
                                 company, company_tail, hcpcs_word, no, date, date_word, off, three_d);

void choose_sides(reading& r) noexcept {
    if (!r.lone_l.empty()) {
        if ((r.right || r.left) && r.out.size.empty() && r.weak_size.empty()) r.out.size = r.lone_l;
        else if (!r.right) r.left = true;
    }
    r.out.side = r.right ? r.left ? side::both : side::right : r.left ? side::left : side::none;
}

/// How near a run of unknown words stands to what names a product; 0 when it is none.
int nearness(candidate const& run, narrative const& out) noexcept {
    if (run.before == part::preposition)
        return run.after == part::model ? 2 : 0;  // REPL W/ KNEEMATE KM20, but not: LOST AT ZOO
    if (run.before == part::person || run.before == part::loss) return 0;
    auto const close = [](part p) { return p == part::maker || p == part::model || p == part::run; };
    if (close(run.before) || close(run.after)) return 4;
    bool const has_more = !out.maker.empty() || !out.model.empty() || out.price_cents || !out.size.empty();
    if (run.before == part::start) return has_more || run.after == part::item || run.after == part::size ? 3 : 0;
    if (run.after == part::size) return 2;
    return has_more ? 1 : 0;
}

void choose_names(reading& r) noexcept {
    narrative& out = r.out;
    candidate const* best = nullptr;
    candidate const* second = nullptr;
    int best_nearness = 0;
    for (std::size_t i = 0; i < r.run_count; ++i) {
        int const n = nearness(r.runs[i], out);
        if (n == 0) continue;
        if (n > best_nearness) {
            if (best) second = best;
            best = &r.runs[i];
            best_nearness = n;
        } else if (!second) {
            second = &r.runs[i];
        }
    }
    if (out.product.empty() && best) {
        if (!out.maker.empty()) {
            out.product = best->text;
        } else if (second) {  // a maker that no list knows stands before its product, or after the words that
                              // describe it
            candidate const& early = *std::min(best, second);
            candidate const& late = *std::max(best, second);
            bool const product_first =
                is_coined(early.text) != is_coined(late.text) ? is_coined(early.text) : late.before != part::run;
            out.maker = (product_first ? late : early).text;
            out.product = (product_first ? early : late).text;
        } else if (best->unknown_words > 1 && best->before == part::start && best->after == part::model) {
            out.maker = best->first_word;
            out.product = best->rest;
        } else {
            out.product = best->text;
        }
    }
    if (r.maker_marked && out.product.empty()) {
        out.maker = r.maker_first;
        out.product = r.maker_rest;
    }
}

void choose_roles(narrative& out) noexcept {
    bool const owned = out.has(narrative_word::repair) || out.has(narrative_word::replacement) ||
                       out.has(narrative_word::lost_or_damaged) || out.has(narrative_word::useful_life_met) ||
                       out.has(narrative_word::patient_owned);
    for (std::size_t i = 0; i < out.code_count; ++i) {
        code_mention& c = out.code_rows[i];
        if (c.role != code_role::named) continue;
        if (owned) c.role = code_role::repaired;
        else if (out.has(narrative_word::off_the_shelf)) c.role = code_role::ots_exception;
    }
}

}  // namespace

void set_side(reading& r, place t, place) {
    r.right = r.right || t->what == kind::right || t->what == kind::letter_r || t->what == kind::both;
    r.left = r.left || t->what == kind::left || t->what == kind::letter_l || t->what == kind::both;
    r.now = part::side;
}
void set_both(reading& r, place, place) { r.right = r.left = true, r.now = part::side; }
void set_lone_l(reading& r, place t, place) {
    if (r.lone_l.empty()) r.lone_l = t->text;
    r.now = part::side;
}
void set_price(reading& r, place t, place last) {
    for (; t != last; ++t)
        if ((t->what == kind::number || t->what == kind::money) && t->value > 0 && !r.out.price_cents)
            r.out.price_cents = t->value;
    r.now = part::price;
}
void set_weak_price(reading& r, place t, place) {
    if (!r.weak_price && t->value > 0) r.weak_price = t->value;
    r.now = part::price;
}
void set_size(reading& r, place first, place last) {
    if (r.out.size.empty()) r.out.size = text_of(first, last);
    r.now = part::size;
}
void set_weak_size(reading& r, place first, place last) {
    if (r.weak_size.empty()) r.weak_size = text_of(first, last);
    r.now = part::size;
}
void set_model(reading& r, place first, place last) {
    if (r.out.model.empty()) r.out.model = text_of(first, last);
    r.now = part::model;
}
void set_weak_model(reading& r, place t, place) {
    bool const letters =
        std::any_of(t->text.begin(), t->text.end(), [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
    if (!letters) return;
    if (r.weak_model.empty()) r.weak_model = t->text;
    r.now = part::model;
}
void set_maker(reading& r, place first, place last) {
    r.now = part::maker;
    if (!r.out.maker.empty()) return;
    r.out.maker = text_of(first, last);
}
/// A maker after its mark that no list knows: one word, or more with the product among them.
void set_marked_maker(reading& r, place first, place last) {
    if (r.out.maker.empty() && last - first > 1) {
        r.maker_marked = true;
        r.maker_first = first->text;
        r.maker_rest = text_of(first + 1, last);
    }
    set_maker(r, first, last);
}
/// Up to three unknown words with the last word of a company. A maker has at most two; a third before them is
/// the product.
void set_company(reading& r, place first, place last) {
    place unknown = first;
    while (unknown->what == kind::unknown) ++unknown;
    if (unknown - first > 2 || (unknown - first == 2 && is_coined(first->text))) {
        place const maker = unknown - first > 2 ? unknown - 2 : first + 1;
        if (r.out.product.empty()) r.out.product = text_of(first, maker);
        first = maker;
    }
    set_maker(r, first, last);
}
void set_product(reading& r, place first, place last) {
    if (r.out.product.empty()) r.out.product = text_of(first, last);
    r.now = part::run;
}
void add_run(reading& r, place first, place last) {
    r.now = part::run;
    if (r.run_count == r.runs.size()) return;
    candidate& run = r.runs[r.run_count++];
    run.text = text_of(first, last);
    run.first_word = first->text;
    if (last - first > 1) run.rest = text_of(first + 1, last);
    for (place t = first; t != last; ++t)
        run.unknown_words = static_cast<std::uint8_t>(run.unknown_words + (t->what == kind::unknown));
}
void set_material(reading& r, place first, place last) {
    if (r.out.material.empty()) r.out.material = text_of(first, last);
    r.now = part::item;
}
void set_surgery(reading& r, place t, place) {
    if (!r.out.surgery_date.empty()) return;
    std::array<char, 8> digits{};
    auto n = t->value;
    for (std::size_t i = digits.size(); i-- > 0; n /= 10) digits[i] = static_cast<char>('0' + n % 10);
    r.out.surgery_date = model::date::from_ccyymmdd({digits.data(), digits.size()}).value_or(model::date{});
}

void add_codes(reading& r, place first, place last, code_role role) {
    for (; first != last; ++first)
        if (first->what == kind::code) add_code(r.out, first->text, role);
    if (role == code_role::considered) r.say(narrative_word::codes_considered);
    r.now = part::code;
}

void reading::count(token const& t) noexcept {
    if (marks.has(t.what)) return;
    ++out.words;
    if (!idle.has(t.what) && !(t.what == code && is_unlisted(t.text))) ++out.telling_words;
    if (t.row) {
        out.regions = static_cast<std::uint8_t>(out.regions | t.row->regions);
        out.abbreviations |= t.row->abbreviations;
        if (last_kind != no) out.says |= t.row->says;
        bool const small_part = (t.row->says & bit(narrative_word::hardware)) != 0;
        if (t.what == material || (t.what == device && !small_part)) {
            bool const of_parts = t.row->text == "KIT" || t.row->text == "PART" || t.row->text == "PARTS";
            other_item = other_item || (!of_parts && !parts_belong);
        }
        parts_belong = parts_belong || t.what == for_word || t.row->text == "ON";
    }
    last_kind = t.what;
}

// "NURARTKXCR REPL": one word of pairs, or words of one pair; two pairs at least (S17).
std::size_t reading::read_modifiers(std::string_view note) noexcept {
    std::size_t at = 0, end = 0, start = std::string_view::npos;
    int pairs = 0;
    bool rt = false, lt = false;
    auto const between_words = [](char c) { return c == ' ' || c == ',' || c == '/'; };
    while (at < note.size()) {
        std::size_t from = at;
        while (from < note.size() && between_words(note[from])) ++from;
        if (from == note.size()) break;
        std::size_t to = from;
        while (to < note.size() && !between_words(note[to])) ++to;
        std::string_view const word = note.substr(from, to - from);
        if (word.size() % 2 != 0 || word.size() > 40) break;
        bool all = true;
        for (std::size_t i = 0; all && i < word.size(); i += 2) all = words::is_modifier(word[i], word[i + 1]);
        if (!all) break;
        for (std::size_t i = 0; i < word.size(); i += 2, ++pairs) {
            rt = rt || same_text(word.substr(i, 2), "RT");
            lt = lt || same_text(word.substr(i, 2), "LT");
        }
        start = std::min(start, from);
        at = end = to;
        if (word.size() > 2) break;
    }
    if (pairs < 2 || note.substr(start, end - start).find('/') != std::string_view::npos) return 0;
    out.modifiers = note.substr(start, end - start);
    right = rt;
    left = lt;
    return end;
}

void reading::finish() noexcept {
    if (out.model.empty()) out.model = weak_model;
    choose_sides(*this);
    if (out.size.empty()) out.size = weak_size;
    if (!out.price_cents) out.price_cents = weak_price;
    choose_names(*this);
    choose_roles(out);
    if (out.has(narrative_word::hardware) && !other_item) say(narrative_word::hardware_only);
    out.empty_phrase = out.telling_words == 0;
}

}  // namespace orthoscrub::grammars::words

namespace orthoscrub::grammars {

void join(narrative& first, narrative const& further) noexcept {
    auto const fill = [](std::string_view& into, std::string_view from) {
        if (into.empty()) into = from;
    };
    fill(first.maker, further.maker);
    fill(first.product, further.product);
    fill(first.model, further.model);
    fill(first.size, further.size);
    fill(first.material, further.material);
    fill(first.modifiers, further.modifiers);
    if (!first.price_cents) first.price_cents = further.price_cents;
    if (first.surgery_date.empty()) first.surgery_date = further.surgery_date;
    if (first.side == side::none) first.side = further.side;
    else if (further.side != side::none && further.side != first.side) first.side = side::both;
    for (code_mention const& c : further.codes()) words::add_code(first, c.code, c.role);
    bool const parts_only = (first.has(narrative_word::hardware_only) || first.telling_words == 0) &&
                            (further.has(narrative_word::hardware_only) || further.telling_words == 0);
    first.says |= further.says;
    if (!parts_only) first.says &= ~words::bit(narrative_word::hardware_only);
    first.regions = static_cast<std::uint8_t>(first.regions | further.regions);
    first.abbreviations |= further.abbreviations;
    first.words += further.words;
    first.telling_words += further.telling_words;
    first.empty_phrase = first.empty_phrase && further.empty_phrase;
    words::choose_roles(first);
}

}  // namespace orthoscrub::grammars
