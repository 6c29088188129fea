// The parts are joined by a byte that no element can hold, so that no two lists of parts give the same text.
#include "scrubber/engine/fingerprint.hpp"

#include <span>

#include "scrubber/engine/file_hash.hpp"

namespace orthoscrub::scrub {
namespace {

constexpr char separator = '\x1F';

std::string id_text(text::segment_id id) {
    std::string text;
    for (; id != 0; id >>= 8) text += static_cast<char>(id & 0xFF);
    return text;
}

/// What a finding speaks of: billing NPI, CLM01, SBR01, REF*6R or LX01.
struct subject_names {
    std::string_view npi, control, sequence, number;
};

std::string fingerprint(std::string_view rule, subject_names const& names, text::segment_id segment, unsigned element,
                        std::uint32_t occurrence) {
    std::string parts{rule};
    auto const add = [&](std::string_view part) {
        parts += separator;
        parts += part;
    };
    add(names.npi);
    add(names.control);
    add(names.sequence);
    add(names.number);
    add(id_text(segment));
    add(std::to_string(element));
    add(std::to_string(occurrence));
    auto const digest = sha256(parts);
    return hex_of(std::span{digest}.first(16));
}

subject_names names_of(claim_context const* claim, std::uint32_t line) {
    subject_names names;
    if (claim == nullptr) return names;
    auto const& t = claim->tables();
    auto const& row = claim->row();
    if (row.billing != model::absent) names.npi = t.billing_providers[row.billing].npi;
    if (row.subscriber != model::absent) names.sequence = t.subscribers[row.subscriber].sequence;
    names.control = row.control_number;
    if (line != model::absent)
        names.number = t.lines[line].control_number.empty() ? t.lines[line].number : t.lines[line].control_number;
    return names;
}

// Faults of one loop are told in the order of the file whatever the windows are, those of several loops are not: HL04 of
// a parent is known after that of its children.
std::string fault_name(text::fault const& fault) {
    std::string rule{text::describe(fault.code).id};
    if (auto const loop = text::to_string(fault.at.loop); !loop.empty()) rule.append(1, ' ').append(loop);
    return rule;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) { return hex_of(sha256(bytes)); }

std::string fingerprint_of(std::string_view rule, claim_context const& claim, hit const& h,
                           text::segment const& segment) {
    return fingerprint(rule, names_of(&claim, h.line), segment.id, h.element, h.occurrence);
}

std::string fingerprint_of(text::fault const& fault, claim_context const* claim, std::uint32_t line,
                           std::uint32_t occurrence) {
    return fingerprint(fault_name(fault), names_of(claim, line), fault.at.id, fault.at.element, occurrence);
}

std::string fingerprint_of(text::fault const& fault, std::string_view control_number, std::string_view line,
                           std::uint32_t occurrence) {
    return fingerprint(fault_name(fault), {{}, control_number, {}, line}, fault.at.id, fault.at.element, occurrence);
}

}  // namespace orthoscrub::scrub
