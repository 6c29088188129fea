// Looks at every element and component of a segment that the clean path would not let pass, and words what is wrong.
#include "grammars/guide/element_check.hpp"

#include <algorithm>
#include <bit>

#include "grammars/guide/base_standard.hpp"

namespace orthoscrub::grammars::guide {
namespace {

using text::fault_code;

std::string count_of(std::size_t n) { return std::to_string(n); }

bool short_code(std::string_view value) {
    return !value.empty() && value.size() <= 3 &&
           std::ranges::all_of(value, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

}  // namespace

struct element_check::spot {
    segment_use const& use;
    text::segment const& segment;
    text::address at;
};

void element_check::tell_value(spot const& at, element_op const& op, std::string_view value, std::string_view format,
                               fault_teller& faults) const {
    auto const say = [&](fault_code code, std::string expected, std::string seen = {}, std::string_view reply = {}) {
        faults.element(code, at.at, at.use, std::move(seen), std::move(expected), reply);
    };
    auto const& row = *op.row;
    bool const envelope = program_.guide() == guide_id::envelope;
    switch (judge_value(op, value, program_.codes(op), format)) {
        case verdict::fine:
            return;
        case verdict::blank:
            if (envelope && op.kind == value_kind::text) return;
            if (row.usage == usage::required)
                return say(fault_code::guide_element_missing, "only blanks stand there", {},
                           row.component == 0 && (mandatory_elements(at.use.id) >> row.element & 1) != 0
                               ? std::string_view{"1"}
                               : std::string_view{});
            return say(fault_code::guide_element_characters, "only blanks");
        case verdict::padded:
            return say(fault_code::guide_element_characters, "blanks around a code");
        case verdict::too_short:
            if (envelope && op.kind == value_kind::text) return;
            return say(fault_code::guide_element_short, count_of(op.min), count_of(value.size()));
        case verdict::too_long: {
            if (envelope && op.kind == value_kind::text) return;
            bool const number = op.kind == value_kind::number || op.kind == value_kind::integer;
            auto const digits =
                static_cast<std::size_t>(std::ranges::count_if(value, [](char c) { return c >= '0' && c <= '9'; }));
            bool const decimals = number && digits <= op.digits;
            std::string limit =
                number ? count_of(op.digits) + " digits are allowed" : count_of(op.max) + " are allowed";
            if (decimals) limit = count_of(op.decimals) + " decimals are allowed";
            say(fault_code::guide_element_long, std::move(limit),
                count_of(number ? digits : value.size()) + (number ? " digits" : " characters"));
            if (op.kind != value_kind::code) return;
            return say(fault_code::guide_element_code, "the list has " + count_of(op.count) + " codes");
        }
        case verdict::no_code: {
            std::string list;
            for (auto const code : row.codes)
                if (list.size() < 60) (list += list.empty() ? "" : ", ") += code;
                else {
                    list += " ...";
                    break;
                }
            return say(fault_code::guide_element_code, "it knows " + list,
                       short_code(value) ? std::string{value} : std::string{},
                       known_code(row.data_element, value) ? std::string_view{"I6"} : std::string_view{});
        }
        case verdict::no_number:
            return say(fault_code::guide_element_number, op.kind == value_kind::integer ? "it is a whole number"
                                                         : op.decimals == 2
                                                             ? "it is an amount with at most two decimals"
                                                             : "it is a decimal number");
        case verdict::no_date: {
            bool const service =
                at.use.id == text::pack_id("DTP") && (at.segment.element(1) == "472" || at.segment.element(1) == "573");
            bool const shown = service && value.size() <= 17 &&
                               std::ranges::all_of(value, [](char c) { return (c >= '0' && c <= '9') || c == '-'; });
            return say(fault_code::guide_element_date,
                       format == "RD8" ? "RD8 is CCYYMMDD-CCYYMMDD, the first day not behind the second"
                       : format == "DT" || format == "TS" ? "it is written as CCYYMMDD with the time behind it"
                       : op.max == 6                      ? "it is written as YYMMDD"
                                                          : "it is written as CCYYMMDD",
                       shown ? std::string{value} : std::string{});
        }
        case verdict::no_time:
            return say(fault_code::guide_element_time, "it is written as HHMM");
        case verdict::no_pattern:
            return say(fault_code::guide_element_pattern, "it has nine digits and nothing else");
    }
}

void element_check::tell_presence(spot const& at, presence const& wanted, std::uint64_t present, bool component,
                                  std::string_view composite, fault_teller& faults) const {
    auto const label = [&](unsigned n) {
        return component ? element_label(at.use.segment, at.at.element, n) : element_label(at.use.segment, n);
    };
    auto const labels = [&](std::uint64_t set) {
        std::string out;
        for (unsigned n = 1; n < 64; ++n)
            if ((set >> n & 1) != 0) (out += out.empty() ? "" : ", ") += label(n);
        return out;
    };
    auto const say = [&](fault_code code, unsigned n, std::string expected, std::string_view reply = {}) {
        auto place = at.at;
        (component ? place.component : place.element) = static_cast<std::uint8_t>(n);
        faults.element(code, place, at.use, {}, std::move(expected), reply);
    };
    auto const lacking = wanted.required & ~present;
    auto const base = mandatory_elements(at.use.id);
    for (unsigned n = 1; n < 64; ++n) {
        if ((lacking >> n & 1) != 0) {
            bool const standard = component ? mandatory_component(composite, n) : (base >> n & 1) != 0;
            say(fault_code::guide_element_missing, n, standard ? "the standard requires it" : "the guide requires it",
                standard ? std::string_view{"1"} : std::string_view{});
        }
        if ((wanted.not_used & present) >> n & 1) say(fault_code::guide_element_not_used, n, {});
    }
    for (auto const& c : program_.conditions(wanted)) {
        if (c.holds(present)) continue;
        if (c.kind == 'E') {
            say(fault_code::guide_exclusion, static_cast<unsigned>(std::bit_width(present & c.others)) - 1,
                "only one of " + labels(c.others) + " may stand");
            continue;
        }
        auto const absent = c.others & ~present;
        if ((absent & lacking) != 0) continue;  // told above
        auto const fillable = absent & ~wanted.not_used;
        if (fillable == 0) continue;
        auto const n = static_cast<unsigned>(std::countr_zero(fillable));
        if (c.kind == 'R') say(fault_code::guide_condition, n, "one of " + labels(c.others) + " must stand");
        else say(fault_code::guide_condition, n, labels(c.kind == 'P' ? c.others & present : c.first) + " asks for it");
    }
}

void element_check::tell_composite(spot at, element_op const& op, std::string_view value, text::delimiters const& marks,
                                   fault_teller& faults) const {
    std::uint64_t present = 0;
    std::size_t count = 0, from = 0;
    while (true) {
        auto const to = std::min(value.find(marks.component, from), value.size());
        ++count;
        if (to != from && count <= op.count) {
            present |= std::uint64_t{1} << count;
            auto const& part = program_.ops()[op.first + count - 1];
            auto inner = at;
            inner.at.component = static_cast<std::uint8_t>(count);
            auto const one = value.substr(from, to - from);
            if (part.kind == value_kind::text && marks.repetition != '\0' && one.find(marks.repetition) != one.npos)
                faults.element(fault_code::guide_repetitions_too_many, inner.at, at.use,
                               count_of(static_cast<std::size_t>(std::ranges::count(one, marks.repetition)) + 1),
                               "it may stand once");
            tell_value(inner, part, one, format_of(part, at.segment, value, marks.component), faults);
        }
        if (to == value.size()) break;
        from = to + 1;
    }
    if (count > op.count)
        faults.element(fault_code::guide_components_too_many, at.at, at.use, count_of(count),
                       count_of(op.count) + " are known");
    tell_presence(at, program_.part(op), present, true, op.row->data_element, faults);
}

void element_check::tell_element(spot at, element_op const& op, std::string_view value, text::delimiters const& marks,
                                 fault_teller& faults) const {
    if (op.kind == value_kind::unchecked) return;
    std::size_t const allowed = op.row->repeat == 0 ? 65535 : op.row->repeat;
    if (marks.repetition != '\0' && value.find(marks.repetition) != value.npos) {
        auto const n = static_cast<std::size_t>(std::ranges::count(value, marks.repetition)) + 1;
        if (n > allowed) {
            faults.element(fault_code::guide_repetitions_too_many, at.at, at.use, count_of(n),
                           allowed == 1 ? "it may stand once" : count_of(allowed) + " times are allowed");
            return;
        }
        for (std::size_t k = 1;; ++k) {
            auto const end = std::min(value.find(marks.repetition), value.size());
            at.at.repetition = static_cast<std::uint8_t>(std::min<std::size_t>(k, 255));
            if (op.kind == value_kind::composite) tell_composite(at, op, value.substr(0, end), marks, faults);
            else tell_value(at, op, value.substr(0, end), {}, faults);
            if (end == value.size()) return;
            value.remove_prefix(end + 1);
        }
    }
    if (op.kind == value_kind::composite) return tell_composite(at, op, value, marks, faults);
    bool const text = op.kind == value_kind::text || op.kind == value_kind::pattern;
    if (text && program_.guide() != guide_id::envelope && value.find(marks.component) != value.npos) {
        faults.element(fault_code::guide_components_too_many, at.at, at.use,
                       count_of(static_cast<std::size_t>(std::ranges::count(value, marks.component)) + 1),
                       "this element has no components");
        return;
    }
    tell_value(at, op, value, format_of(op, at.segment, {}, marks.component), faults);
}

void element_check::tell(use_program const& use, text::segment const& s, text::delimiters const& marks,
                         fault_teller& faults) const {
    spot const whole{*use.use, s, text::address_of(s, use.use->loop)};
    std::uint64_t present = 0;
    unsigned surplus = 0;
    for (unsigned n = 1; n <= s.count; ++n) {
        auto const value = s.element(n);
        if (value.empty()) continue;
        if (n > use.ops) {
            surplus = n;
            continue;
        }
        present |= std::uint64_t{1} << n;
        auto at = whole;
        at.at.element = static_cast<std::uint8_t>(n);
        tell_element(at, program_.ops()[use.first_op + n - 1], value, marks, faults);
    }
    if (surplus != 0) {
        auto at = whole.at;
        at.element = static_cast<std::uint8_t>(std::min<unsigned>(use.ops + 1u, 255));
        faults.element(fault_code::guide_elements_too_many, at, *use.use, count_of(surplus),
                       element_label(use.use->segment, use.ops));
    }
    tell_presence(whole, use.wanted, present, false, {}, faults);
    if (use.person && (present & 16) == 0 && s.element(2) == "1") {
        auto at = whole.at;
        at.element = 4;
        faults.element(fault_code::guide_element_missing, at, *use.use, {}, "NM102 says that this is a person", "I9");
    }
}

}  // namespace orthoscrub::grammars::guide
