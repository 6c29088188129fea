// What messages may show. Every entry is open, not personal: codes, modifiers, control numbers, NPIs,
// service dates, amounts, counts, and words that the narrative grammar recognised.
#include "scrubber/engine/placeholder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scrubber/engine/claim_words.hpp"
#include "scrubber/engine/finding_view.hpp"
#include "scrubber/engine/placeholder_words.hpp"
#include "scrubber/facts/batch_memory.hpp"
#include "scrubber/facts/claim_facts.hpp"
#include "scrubber/facts/combination_facts.hpp"
#include "scrubber/facts/coordination.hpp"
#include "scrubber/facts/equipment_facts.hpp"
#include "scrubber/facts/history_facts.hpp"
#include "scrubber/facts/line_facts.hpp"
#include "scrubber/facts/segment_facts.hpp"

namespace orthoscrub::scrub {
namespace {

using grammars::rule_scope;
constexpr scope_set line = scope_bit(rule_scope::line);
constexpr scope_set claim = scope_bit(rule_scope::claim);
constexpr scope_set diagnosis = scope_bit(rule_scope::diagnosis);
constexpr scope_set note = scope_bit(rule_scope::note);
constexpr scope_set provider = scope_bit(rule_scope::provider);
constexpr scope_set authorization = scope_bit(rule_scope::authorization);
constexpr scope_set batch = scope_bit(rule_scope::batch);

using rule_t = compiled_rule const&;
using book_t = rule_book const&;
using subject_t = subject const&;

std::string as_written(std::string_view text) { return std::string{open_value(text)}; }

/// The line's modifiers whose position is set in `mask`, in order.
template <class Wanted>
std::string modifiers_where(subject_t s, Wanted wanted) {
    std::string text;
    auto const& written = s.line->row->modifiers;
    for (std::size_t k = 0; k < written.size(); ++k) {
        if (written[k].empty() || !wanted(k)) continue;
        if (!text.empty()) text += ", ";
        text += open_value(written[k]);
    }
    return text.empty() ? "none" : text;
}
auto in_mask(std::uint8_t mask) {
    return [mask](std::size_t k) { return (mask >> k & 1) != 0; };
}

std::string modifiers(rule_t, book_t, subject_t s) {
    return modifiers_where(s, [](std::size_t) { return true; });
}
std::string malformed(rule_t, book_t, subject_t s) { return modifiers_where(s, in_mask(s.line->malformed)); }
std::string unknown(rule_t, book_t, subject_t s) { return modifiers_where(s, in_mask(s.line->strange)); }
std::string repeated(rule_t, book_t, subject_t s) { return modifiers_where(s, in_mask(s.line->repeated)); }
std::string found(rule_t rule, book_t book, subject_t s) {
    modifier_set const on_line = s.line->modifiers & rule.named_modifiers;
    std::string text;
    for_each_id(on_line, [&](std::size_t id) {
        if (!text.empty()) text += ", ";
        text += book.codes().modifiers.row(static_cast<modifier_id>(id)).code;
    });
    return text.empty() ? "none" : text;
}

std::string code(rule_t, book_t, subject_t s) { return as_written(s.line->row->code); }
std::string place(rule_t, book_t, subject_t s) { return as_written(place_of(*s.claim, *s.line->row)); }
std::string place_name(rule_t, book_t book, subject_t s) {
    auto const* const row = book.codes().forms.place(place_of(*s.claim, *s.line->row));
    return row != nullptr ? std::string{row->name} : "no such place";
}
std::string clock(rule_t, book_t, subject_t s) {
    return s.claim->clock().empty() ? "(no date)" : s.claim->clock().iso();
}
std::string filing_until(rule_t, book_t, subject_t s) {
    term const limit = s.claim->payer().filing;
    if (s.line->dos.empty() || !limit.known()) return "(no date)";
    return s.line->dos.plus_months(limit.months).plus_days(limit.days).iso();
}
std::string unit(rule_t, book_t, subject_t s) { return as_written(s.line->row->unit); }
std::string_view taxonomy_code(subject_t s) {
    auto const prv = taxonomy_segment(s);
    return prv == model::absent ? std::string_view{} : s.claim->window().segments[prv].element(3);
}
std::string taxonomy(rule_t, book_t, subject_t s) { return as_written(taxonomy_code(s)); }
std::string taxonomy_name(rule_t, book_t book, subject_t s) {
    auto const* const row = book.codes().forms.taxonomy(taxonomy_code(s));
    return row != nullptr ? std::string{row->name} : "not in the table";
}
std::string region(rule_t, book_t, subject_t s) { return std::string{to_string(s.line->info->region)}; }
std::string units(rule_t, book_t, subject_t s) {
    auto const& units = s.line->row->units;
    return units.state == model::number_state::absent ? "none" : as_written(s.line->row->units_text);
}
std::string dos(rule_t, book_t, subject_t s) {
    if (s.line->dos.empty()) return "(no date)";
    auto const& row = s.tables().dates[s.line->row->service_date];
    return row.last == row.first || row.last.empty() ? row.first.iso() : row.first.iso() + " to " + row.last.iso();
}
std::string amount(model::parsed_money const& money, std::string_view written) {
    return money.usable() ? model::to_string(money.value) : written.empty() ? "none" : as_written(written);
}
std::string charge(rule_t, book_t, subject_t s) {
    if (s.line != nullptr) return amount(s.line->row->charge, s.line->row->charge_text);
    return amount(s.claim->row().charge, s.claim->row().charge_text);
}
std::string claim_charge(rule_t, book_t, subject_t s) {
    return amount(s.claim->row().charge, s.claim->row().charge_text);
}
std::string total(rule_t, book_t, subject_t s) { return model::to_string(line_total(*s.claim)); }

std::string side(rule_t, book_t book, subject_t s) {
    bool const right = s.line->modifiers.has(book.codes().find_modifier("RT"));
    bool const left = s.line->modifiers.has(book.codes().find_modifier("LT"));
    return right && left ? "both sides" : right ? "right" : left ? "left" : "no side";
}

std::string diagnosis_code(rule_t, book_t, subject_t s) { return as_written(s.tables().diagnoses[s.row].code); }

/// Codes separated by | as the tables hold them, for people; a trailing - stands for further characters.
std::string code_list(std::string_view list) {
    std::string text;
    for (char const c : list) {
        if (c == '|') text += ", ";
        else text += c;
    }
    return text.empty() ? "none known" : text;
}
std::string replacements(rule_t, book_t book, subject_t s) {
    if (s.scope == rule_scope::diagnosis) {
        auto const* row = book.codes().icd10.find(s.tables().diagnoses[s.row].code);
        return code_list(row != nullptr ? row->replaced_by : std::string_view{});
    }
    return code_list(book.codes().hcpcs.text(s.line->code).replaced_by);
}

day_range days_of(book_t book, subject_t s) {
    if (s.scope == rule_scope::line) return s.line->info->effective;
    auto const* row = book.codes().icd10.find(s.tables().diagnoses[s.row].code);
    return row != nullptr ? row->effective : day_range{};
}
std::string from(rule_t, book_t book, subject_t s) {
    auto const day = days_of(book, s).first;
    return day.empty() ? "the beginning" : day.iso();
}
std::string to(rule_t, book_t book, subject_t s) {
    auto const day = days_of(book, s).last;
    return day.empty() ? "now" : day.iso();
}

std::string note_length(rule_t, book_t, subject_t s) { return std::to_string(note_text(s).size()); }
std::string npi(rule_t, book_t, subject_t s) { return as_written(s.tables().parties[s.row].id); }
std::string utn_length(rule_t, book_t, subject_t s) {
    return std::to_string(s.tables().references[s.row].value.size());
}
std::string line_number(line_context const* other) {
    return other != nullptr ? as_written(other->row->number) : "none";
}
std::string earlier(rule_t, book_t, subject_t s) {
    unknown_reason reason = unknown_reason::none;
    return line_number(earlier_duplicate(s, reason));
}

std::string pair_line(rule_t, book_t, subject_t s) {
    unknown_reason reason = unknown_reason::none;
    return line_number(unpaired_with(s, reason));
}
std::string part_line(rule_t, book_t, subject_t s) {
    unknown_reason reason = unknown_reason::none;
    return line_number(repair_part_line(s, reason));
}

std::string repair_gaps(rule_t, book_t, subject_t s) { return words_repair_gaps(s); }
template <class Which>
std::string earlier_claim(subject_t s, Which which) {
    batch_answers const* const answers = s.claim->window().batch;
    return answers == nullptr ? "no claim" : answers->in_words(which(*answers));
}
std::string repeated_claim(rule_t, book_t, subject_t s) {
    return earlier_claim(s, [&](batch_answers const& a) { return a.claims[s.claim->index()].repeats; });
}
std::string same_day_claim(rule_t, book_t, subject_t s) {
    return earlier_claim(s, [&](batch_answers const& a) { return a.claims[s.claim->index()].same_day; });
}
std::string delivery_before(rule_t, book_t, subject_t s) {
    past_delivery const* const past = earlier_delivery(s);
    return past == nullptr ? "nothing" : as_written(past->code()) + " on " + past->delivered.iso();
}

std::string missing_parts(rule_t, book_t, subject_t s) { return words_missing(s); }
std::string price(rule_t, book_t, subject_t s) { return words_price(s); }
std::string named_code(rule_t, book_t, subject_t s) { return words_named_code(s); }
std::string twin(rule_t, book_t book, subject_t s) { return words_twin(s, book.codes()); }
std::string narrative_side(rule_t, book_t, subject_t s) { return words_side(s); }

std::string own_twin(rule_t, book_t book, subject_t s) { return words_own_twin(s, book.codes()); }
std::string making(rule_t, book_t, subject_t s) { return words_making(s); }
std::string conflicting(rule_t, book_t, subject_t s) {
    unknown_reason reason = unknown_reason::none;
    if (conflicting_base(s, reason) != nullptr) return words_conflicting_base(s);
    return "a base of " + earlier_claim(s, [&](batch_answers const& a) { return a.conflicts[s.line->index]; });
}
std::string knee_base(rule_t, book_t, subject_t s) { return words_knee_base(s); }
std::string including(rule_t, book_t, subject_t s) { return words_including_base(s); }
std::string pointer_problem(rule_t, book_t, subject_t s) { return words_pointer_problem(s); }
std::string line_order(rule_t, book_t, subject_t s) { return words_line_order(s); }
std::string indicators(rule_t, book_t, subject_t s) { return words_indicators(s); }
std::string frequency(rule_t, book_t, subject_t s) { return as_written(s.claim->row().frequency); }

std::string payment_sums(rule_t, book_t, subject_t s) {
    payment_check const found = check_payments(*s.claim);
    return fmt::format("{} against {}", model::to_string(found.stated), model::to_string(found.counted));
}
std::string decision_sums(rule_t, book_t, subject_t s) {
    adjudication_check const found = check_adjudications(*s.claim, *s.line->row);
    return fmt::format("{} paid and {} adjusted", model::to_string(found.paid), model::to_string(found.adjusted));
}
std::string decision_payer(rule_t, book_t, subject_t s) {
    auto const* const found = unnamed_payer(*s.claim, *s.line->row);
    return as_written(found != nullptr ? found->payer_id : std::string_view{});
}
std::string control_number(rule_t, book_t, subject_t s) { return as_written(s.line->row->control_number); }

constexpr std::array list{
    placeholder{"code", line, code, "procedure code of the line"},
    placeholder{"modifiers", line, modifiers, "modifiers of the line as written, or none"},
    placeholder{"modifiers_found", line, found, "those modifiers of the line that the rule's condition names"},
    placeholder{"malformed_modifiers", line, malformed, "modifiers that are not two upper-case letters or digits"},
    placeholder{"unknown_modifiers", line, unknown, "well-formed modifiers that are in no table"},
    placeholder{"repeated_modifiers", line, repeated, "modifiers that stand on the line twice"},
    placeholder{"dos", line, dos, "service date, or first and last day"},
    placeholder{"units", line, units, "units as written"},
    placeholder{"charge", line | claim, charge, "charge of the line, or of the claim for a claim rule"},
    placeholder{"claim_charge", line | claim, claim_charge, "charge of the claim (CLM02)"},
    placeholder{"line_total", line | claim, total, "sum of the line charges"},
    placeholder{"side", line, side, "side that the modifiers give: right, left, both sides, no side"},
    placeholder{"narrative_side", line, narrative_side, "side that the narrative gives: right, left, both"},
    placeholder{"place", line, place, "place of service"},
    placeholder{"place_name", line, place_name, "name of that place"},
    placeholder{"region", line, region, "body region of the code"},
    placeholder{"unit", line, unit, "unit of measure as written"},
    placeholder{"clock", line, clock, "the day that deadlines count to"},
    placeholder{"filing_until", line, filing_until, "last day on which the payer takes the claim"},
    placeholder{"taxonomy", provider, taxonomy, "taxonomy code of the provider as written"},
    placeholder{"taxonomy_name", provider, taxonomy_name, "what that taxonomy stands for"},
    placeholder{"earlier_line", line, earlier, "number of the earlier line that this one repeats"},
    placeholder{"pair_line", line, pair_line, "number of the earlier line that should be the other side"},
    placeholder{"part_line", line, part_line, "number of the line with RB on the same day"},
    placeholder{"repair_gaps", line, repair_gaps, "what the line of a repair lacks"},
    placeholder{"repeated_claim", batch, repeated_claim,
                "the earlier claim that this one repeats: claim 3 of this file"},
    placeholder{"same_day_claim", batch, same_day_claim,
                "the earlier claim with a spinal orthosis or repair of that day"},
    placeholder{"earlier_delivery", line, delivery_before,
                "what the patient got before, and when: L1833 on 2025-03-10"},
    placeholder{"missing_parts", line, missing_parts, "parts that the narrative lacks"},
    placeholder{"price", line, price, "price that the narrative states"},
    placeholder{"named_code", line, named_code, "procedure code that the narrative names"},
    placeholder{"twin_code", line, twin, "the off-the-shelf or custom-fitted twin of the named code, else of the code"},
    placeholder{"making", line, making, "how the code's device is made: off the shelf, custom fitted, custom made"},
    placeholder{"own_twin", line, own_twin, "the off-the-shelf or custom-fitted twin of the line's code"},
    placeholder{"conflicting_base", line, conflicting,
                "code of the earlier line with a base for the same part; else a base of claim 3 of this file"},
    placeholder{"knee_base", line, knee_base, "code of the knee base that the add-on goes with"},
    placeholder{"including_base", line, including, "code of the base that includes the line's item"},
    placeholder{"pointer_problem", line, pointer_problem, "what is wrong with the diagnosis pointers"},
    placeholder{"line_order", claim, line_order, "what is wrong with the number of lines or their numbers"},
    placeholder{"indicators", claim, indicators, "CLM06, CLM07 and CLM09 as written"},
    placeholder{"frequency", claim, frequency, "claim frequency code (CLM05-3)"},
    placeholder{"payment_sums", claim, payment_sums,
                "the two sums of another payer that do not agree: 80.00 against 79.99"},
    placeholder{"decision_sums", line, decision_sums,
                "what another payer paid and adjusted on the line: 80.00 paid and 19.99 adjusted"},
    placeholder{"decision_payer", line, decision_payer,
                "payer id of a decision that names no payer of the claim (SVD01)"},
    placeholder{"control_number", line, control_number, "control number of the line (REF*6R)"},
    placeholder{"diagnosis", diagnosis, diagnosis_code, "diagnosis code"},
    placeholder{"replacements", diagnosis | line, replacements, "codes that took the place of this one"},
    placeholder{"effective_from", diagnosis | line, from, "first day of the code"},
    placeholder{"effective_to", diagnosis | line, to, "last day of the code"},
    placeholder{"note_length", note, note_length, "characters of the note"},
    placeholder{"npi", provider, npi, "the NPI as written"},
    placeholder{"utn_length", authorization, utn_length, "characters of the authorization number"},
};

}  // namespace

std::span<placeholder const> all_placeholders() noexcept { return list; }

placeholder const* find_placeholder(std::string_view name) noexcept {
    auto const at = std::find_if(list.begin(), list.end(), [&](placeholder const& p) { return p.name == name; });
    return at == list.end() ? nullptr : &*at;
}

message_part next_part(std::string_view& message) noexcept {
    std::size_t const open = message.find('{');
    std::size_t const close = open == std::string_view::npos ? open : message.find('}', open);
    std::size_t const plain = close == std::string_view::npos ? message.size() : open;
    std::size_t const used = plain != 0 ? plain : close + 1;
    message_part const part =
        plain != 0 ? message_part{false, message.substr(0, plain)} : message_part{true, message.substr(1, close - 1)};
    message.remove_prefix(used);
    return part;
}

std::vector<message_part> split_message(std::string_view message) {
    std::vector<message_part> parts;
    while (!message.empty()) parts.push_back(next_part(message));
    return parts;
}

}  // namespace orthoscrub::scrub
