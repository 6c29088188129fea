// Words about what stands together on a claim. Codes, line numbers, pointers and indicators are open values.
#include "scrubber/engine/claim_words.hpp"

#include <fmt/format.h>

#include "scrubber/engine/finding_view.hpp"
#include "scrubber/facts/claim_facts.hpp"
#include "scrubber/facts/combination_facts.hpp"
#include "scrubber/facts/diagnosis_facts.hpp"

namespace orthoscrub::scrub {

namespace {

std::string code_of(line_context const* line) {
    return line == nullptr ? "another item" : std::string{open_value(line->row->code)};
}

/// "5 (E on the form)".
std::string pointer_words(std::uint8_t pointer) {
    if (pointer < 1 || pointer > 12) return std::to_string(pointer);
    return fmt::format("{} ({} on the form)", pointer, static_cast<char>('A' + pointer - 1));
}

std::string written(std::string_view value) { return value.empty() ? "empty" : std::string{open_value(value)}; }

}  // namespace

std::string words_making(subject const& s) {
    switch (s.line->info->fabrication) {
        case fabrication_kind::ots:
            return "an off-the-shelf code";
        case fabrication_kind::custom_fitted:
            return "a custom-fitted code";
        case fabrication_kind::custom_fabricated:
            return "a custom-made code";
        case fabrication_kind::any:
        case fabrication_kind::not_stated:
            break;
    }
    return "a code that does not say how the device is made";
}

std::string words_own_twin(subject const& s, code_tables const& codes) {
    code_id const twin = s.line->info->twin;
    return twin == code_id::unknown ? "none" : std::string{codes.hcpcs.text(twin).code};
}

std::string words_conflicting_base(subject const& s) {
    unknown_reason reason = unknown_reason::none;
    return code_of(conflicting_base(s, reason));
}

std::string words_knee_base(subject const& s) { return code_of(knee_bases_of(s).base); }

std::string words_including_base(subject const& s) {
    unknown_reason reason = unknown_reason::none;
    return code_of(including_base(s, reason));
}

std::string words_pointer_problem(subject const& s) {
    auto const problem = pointer_problem_of(*s.claim, *s.line->row);
    switch (problem.fault) {
        case pointer_fault::no_diagnosis:
            return "points to nothing: the claim has no principal diagnosis";
        case pointer_fault::empty:
            return "points to no diagnosis";
        case pointer_fault::too_many:
            return "points to more than four diagnoses";
        case pointer_fault::gap:
            return "has an empty place among its pointers";
        case pointer_fault::not_a_number:
            return "has a pointer that is no number: A to L of the form are 1 to 12 in the file";
        case pointer_fault::beyond_twelve:
            return fmt::format("points to diagnosis {}; a claim has twelve at most", problem.pointer);
        case pointer_fault::past_last:
            return fmt::format("points to diagnosis {}, but the claim ends with {}", pointer_words(problem.pointer),
                               pointer_words(static_cast<std::uint8_t>(s.claim->row().diagnoses.count)));
        case pointer_fault::repeated:
            return fmt::format("points to diagnosis {} twice", pointer_words(problem.pointer));
        case pointer_fault::none:
            break;
    }
    return "points to its diagnoses";
}

std::string words_line_order(subject const& s) {
    std::size_t const lines = s.claim->lines().size();
    std::string text = lines > 50 ? fmt::format("The claim has {} lines; 50 is the most", lines) : std::string{};
    if (auto const* const line = misnumbered_line(*s.claim)) {
        auto const place = static_cast<std::size_t>(line - s.claim->lines().data()) + 1;
        text += fmt::format("{}ine {} of the claim is numbered {}", text.empty() ? "L" : "; l", place,
                            written(line->row->number));
    }
    return text;
}

std::string words_indicators(subject const& s) {
    auto const& row = s.claim->row();
    return fmt::format("box 31 (CLM06) {}, box 27 (CLM07) {}, box 12 (CLM09) {}", written(row.signature),
                       written(row.assignment), written(row.release));
}

}  // namespace orthoscrub::scrub
