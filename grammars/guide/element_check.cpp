// The clean path looks at each element once: short values are numbers whose digits are judged together, texts are measured
// and looked through for separators eight bytes at a time, and the set of elements that stand is one mask. What it cannot
// let pass at a glance it hands to `judge_value`. The telling path looks again, slowly, and words what is wrong.
#include "grammars/guide/element_check.hpp"

#include <algorithm>
#include <bit>

#include "grammars/guide/base_standard.hpp"

namespace orthoscrub::grammars::guide {
namespace {

using text::fault_code;

constexpr std::uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;

// Whether a byte of the word is zero; characters are below 0x80.
std::uint64_t zero_byte(std::uint64_t word) noexcept { return (word - ones) & ~word & highs; }

bool holds_either(char const* p, std::size_t size, char a, char b) noexcept {
    auto const first = ones * static_cast<unsigned char>(a), second = ones * static_cast<unsigned char>(b);
    auto const hit = [&](std::uint64_t word) { return zero_byte(word ^ first) | zero_byte(word ^ second); };
    if (size < 8) {
        auto const packed = pack_short(p, size);
        // Bytes behind the value are zero and no separator is.
        return hit(packed) != 0;
    }
    std::uint64_t word = 0, found = 0;
    for (std::size_t i = 0; i + 8 < size; i += 8) {
        std::memcpy(&word, p + i, 8);
        found |= hit(word);
    }
    std::memcpy(&word, p + size - 8, 8);
    return (found | hit(word)) != 0;
}

/// Bit 7 of every byte of the value that is no digit, and perhaps of more: a set bit asks for a second look.
std::uint64_t no_digits(std::uint64_t packed, std::uint32_t size) noexcept {
    auto const left = packed ^ (ones * '0' >> (8 * (8 - size)));
    return ((left + ones * 0x76) | left) & highs;
}

/// True for an amount, quantity or whole number of one to eight characters that is surely right.
bool surely_number(element_op const& op, char const* p, std::uint32_t size) noexcept {
    if (size > 8) return false;
    bool const whole = op.kind == value_kind::integer;
    std::uint64_t const odd = no_digits(pack_short(p, size), size);
    std::uint32_t digits = size, before = size;
    if (odd != 0) {
        before = static_cast<std::uint32_t>(std::countr_zero(odd)) / 8;
        if (whole || (odd & (odd - 1)) != 0 || p[before] != '.' || --digits == 0) return false;
        if (digits - before > op.decimals) return false;
    }
    if (!whole && before > 1 && *p == '0') return false;
    return digits >= op.min && digits <= op.digits;
}

/// True for a day written as CCYYMMDD.
bool surely_date(char const* p, std::uint32_t size) noexcept {
    return size == 8 && no_digits(pack_short(p, 8), 8) == 0 && is_day(p);
}

std::string_view format_of(element_op const& op, text::segment const& s, std::string_view composite, char separator) {
    if (op.format == 0) return {};
    return op.row->component != 0 ? text::component(composite, op.format, separator) : s.element(op.format);
}

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

bool element_check::holds(presence const& wanted, std::uint64_t present) const noexcept {
    if ((wanted.required & ~present) != 0 || (wanted.not_used & present) != 0) return false;
    for (auto const& c : program_.conditions(wanted))
        if (!c.holds(present)) return false;
    return true;
}

bool element_check::clean_composite(std::size_t op_index, std::string_view value, use_program const& use,
                                    text::segment const& s, text::delimiters const& marks) const noexcept {
    element_op const& op = program_.ops()[op_index];
    if (op.row->repeat != 1) return false;
    std::uint64_t present = 0;
    std::size_t from = 0;
    for (std::size_t n = 1;; ++n) {
        auto to = from;
        while (to < value.size() && value[to] != marks.component) ++to;
        if (to != from) {
            if (n > op.count) return false;
            present |= std::uint64_t{1} << n;
            if (!clean_value(op.first + n - 1, value.data() + from, static_cast<std::uint32_t>(to - from), use, s,
                             value, marks))
                return false;
        }
        if (to == value.size()) break;
        from = to + 1;
    }
    return holds(program_.part(op), present);
}

bool element_check::clean_value(std::size_t op_index, char const* p, std::uint32_t size, use_program const& use,
                                text::segment const& s, std::string_view composite,
                                text::delimiters const& marks) const noexcept {
    element_op const& op = program_.ops()[op_index];
    if (op.kind == value_kind::unchecked) return true;
    if (op.kind == value_kind::text)
        return size >= op.min && size <= op.max && *p != ' ' &&
               !holds_either(p, size, marks.component, marks.repetition);
    std::string_view const value{p, size};
    switch (op.kind) {
        case value_kind::code:
            if (size <= 8) {
                std::uint64_t const packed = pack_short(p, size);
                for (std::uint64_t const code : program_.codes(op))
                    if (code == packed) return true;
            }
            break;
        case value_kind::open_code:
            if (size >= op.min && size <= op.max && value.front() != ' ' && value.back() != ' ') return true;
            break;
        case value_kind::number:
        case value_kind::integer:
            if (surely_number(op, p, size)) return true;
            break;
        case value_kind::composite:
            return clean_composite(op_index, value, use, s, marks);
        case value_kind::period: {
            auto const format = format_of(op, s, composite, marks.component);
            if (format == "D8" && surely_date(p, size)) return true;
            return judge_value(op, value, {}, format) == verdict::fine;
        }
        case value_kind::date:
            if (surely_date(p, size)) return op.min <= 8 && op.max >= 8;
            break;
        default:
            break;
    }
    return judge_value(op, value, program_.codes(op), {}) == verdict::fine;
}

bool element_check::clean_elements(use_program const& use, text::segment const& s,
                                   text::delimiters const& marks) const noexcept {
    std::uint32_t const count = s.count;
    if (count > use.ops) return false;
    std::uint64_t present = 0;
    std::uint32_t from = s.marks[0] + 1;
    for (std::uint32_t i = 0; i < count; ++i) {
        std::uint32_t const to = s.marks[i + 1];
        if (to != from) {
            present |= std::uint64_t{2} << i;
            if (!clean_value(use.first_op + i, s.base + from, to - from, use, s, {}, marks)) return false;
        }
        from = to + 1;
    }
    if (!holds(use.wanted, present)) return false;
    return !use.person || (present & 16) != 0 || s.element(2) != "1";
}

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
