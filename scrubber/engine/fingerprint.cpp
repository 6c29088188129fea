// The parts are joined by a byte that no element can hold, so that no two lists of parts give the same text.
#include "scrubber/engine/fingerprint.hpp"

#include <array>
#include <charconv>
#include <span>

#include "scrubber/engine/file_hash.hpp"

namespace orthoscrub::scrub {
namespace {

constexpr char separator = '\x1F';

/// What a finding speaks of: billing NPI, CLM01, SBR01, REF*6R or LX01.
struct subject_names {
    std::string_view npi, control, sequence, number;
};

/// The parts of one identity, reused by each thread; `loop` belongs to the rule's name.
finding_fingerprint fingerprint(std::string_view rule, std::string_view loop, subject_names const& names,
                                text::segment_id segment, unsigned element, std::uint32_t occurrence) {
    thread_local std::string parts;
    auto const number = [](std::uint32_t value) {
        std::array<char, 10> digits;
        parts += separator;
        parts.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
    };
    parts = rule;
    if (!loop.empty()) parts.append(1, ' ').append(loop);
    for (std::string_view const name : {names.npi, names.control, names.sequence, names.number})
        parts.append(1, separator).append(name);
    parts += separator;
    for (; segment != 0; segment >>= 8) parts += static_cast<char>(segment & 0xFF);
    number(element);
    number(occurrence);
    finding_fingerprint made;
    auto const digest = sha256(parts);
    write_hex(std::span{digest}.first(made.digits.size() / 2), made.digits.data());
    return made;
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
finding_fingerprint fingerprint(text::fault const& fault, subject_names const& names, std::uint32_t occurrence) {
    return fingerprint(text::describe(fault.code).id, text::to_string(fault.at.loop), names, fault.at.id,
                       fault.at.element, occurrence);
}

}  // namespace

std::string sha256_hex(std::string_view bytes) { return hex_of(sha256(bytes)); }

finding_fingerprint fingerprint_of(std::string_view rule, claim_context const& claim, hit const& h,
                                   text::segment const& segment) {
    return fingerprint(rule, {}, names_of(&claim, h.line), segment.id, h.element, h.occurrence);
}

finding_fingerprint fingerprint_of(text::fault const& fault, claim_context const* claim, std::uint32_t line,
                                   std::uint32_t occurrence) {
    return fingerprint(fault, names_of(claim, line), occurrence);
}

finding_fingerprint fingerprint_of(text::fault const& fault, std::string_view control_number, std::string_view line,
                                   std::uint32_t occurrence) {
    return fingerprint(fault, {{}, control_number, {}, line}, occurrence);
}

}  // namespace orthoscrub::scrub
