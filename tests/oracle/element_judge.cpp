// Reads the small language of the facts, element by element, and says the first thing that is wrong with each value:
// number of repetitions and components, characters, length, code, number, date, time; then what lacks and what must not stand together.
#include "tests/oracle/element_judge.hpp"

#include <algorithm>
#include <array>

namespace orthoscrub::oracle {
namespace {

using faults = std::vector<std::pair<std::string, std::string>>;

struct entry {
    char usage = 'N';
    bool external = false;
    std::string type, codes, parts;
    std::size_t least = 0, most = 0;
};

entry read_entry(std::string_view text) {
    entry made;
    made.usage = text[0];
    if (text.size() < 3) return made;
    text.remove_prefix(2);
    if (text[0] == '[') {
        made.type = "composite";
        made.parts = text.substr(1, text.size() - 2);
        return made;
    }
    auto const equals = text.find('=');
    if (equals != std::string_view::npos) made.codes = text.substr(equals + 1);
    std::string_view shape = text.substr(0, equals);
    if (shape.back() == '*') {
        made.external = true;
        shape.remove_suffix(1);
    }
    auto const digit = shape.find_first_of("0123456789"), dash = shape.find('-');
    made.type = shape.substr(0, digit);
    made.least = std::stoul(std::string{shape.substr(digit, dash - digit)});
    made.most = std::stoul(std::string{shape.substr(dash + 1)});
    return made;
}

bool listed(std::string_view list, std::string_view code) {
    auto const all = cut(list, ',');
    return std::find(all.begin(), all.end(), code) != all.end();
}

bool digits_only(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_day(std::string_view text) {
    if (text.size() != 8 || !digits_only(text)) return false;
    int const year = std::stoi(std::string{text.substr(0, 4)}), month = std::stoi(std::string{text.substr(4, 2)}),
              day = std::stoi(std::string{text.substr(6, 2)});
    constexpr std::array lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1) return false;
    bool const leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= lengths[static_cast<std::size_t>(month - 1)] + (month == 2 && leap);
}

bool is_hour(std::string_view text) {
    bool const hour = text.size() >= 4 && digits_only(text) && text.substr(0, 2) < "24" && text.substr(2, 2) < "60";
    return hour && (text.size() == 4 || (text.size() >= 6 && text.substr(4, 2) < "60"));
}

/// Digits of a number, without sign and point; npos when it is none.
std::string number_code(std::string_view text, entry const& e) {
    bool const whole = e.type == "I";
    std::size_t const most = e.type == "A" ? 10 : e.type == "Q" ? 8 : e.most;
    std::size_t const decimals = e.type == "A" ? 2 : e.type == "Q" ? 3 : 99;
    if (!text.empty() && text[0] == '-') text.remove_prefix(1);
    auto const point = text.find('.');
    std::string const before{text.substr(0, point)}, behind{point == text.npos ? "" : text.substr(point + 1)};
    if ((whole && point != text.npos) || (before + behind).empty() || !digits_only(before + behind)) return "6";
    if (!whole && before.size() > 1 && before[0] == '0') return "6";
    if (behind.size() > decimals) return e.type == "Q" ? "5" : "6";
    return before.size() + behind.size() > most ? "5" : "";
}

/// Codes of IK403 for one value.
std::vector<std::string> value_codes(std::string const& value, entry const& e, std::string const& format) {
    if (value.find_first_not_of(' ') == value.npos) return {e.usage == 'M' ? "1" : e.usage == 'R' ? "I9" : "6"};
    if (e.type == "I" && !e.codes.empty()) {
        if (value.size() > e.most) return {"5", "7"};
        return listed(e.codes, value) ? std::vector<std::string>{} : std::vector<std::string>{"7"};
    }
    if (e.type == "A" || e.type == "I" || e.type == "Q" || e.type == "R") {
        std::string const code = number_code(value, e);
        return code.empty() ? std::vector<std::string>{} : std::vector<std::string>{code};
    }
    if (value.size() < e.least) return {"4"};
    bool const coded = !e.codes.empty() && !e.external;
    // A value that is too long for its list is in no list either.
    if (value.size() > e.most) return coded ? std::vector<std::string>{"5", "7"} : std::vector<std::string>{"5"};
    if (coded && !listed(e.codes, value)) {
        for (wider_list const& list : wider_lists())
            if (list.guide == e.codes && listed(list.standard, value)) return {"I6"};
        return {"7"};
    }
    if (e.type == "DT" && !is_day(value)) return {"8"};
    if (e.type == "TM" && !is_hour(value)) return {"9"};
    if (e.type == "P" && format == "D8" && !is_day(value)) return {"8"};
    if (e.type == "P" && format == "DT" &&
        (value.size() != 12 || !is_day(value.substr(0, 8)) || !is_hour(value.substr(8))))
        return {"8"};
    if (e.type == "P" && format == "RD8" &&
        (value.size() != 17 || !is_day(value.substr(0, 8)) || !is_day(value.substr(9)) ||
         value.substr(0, 8) > value.substr(9)))
        return {"8"};
    return {};
}

void judge_parts(std::string const& value, entry const& e, std::string const& at, faults& out) {
    auto const parts = cut(value, ':');
    auto const wanted = cut(e.parts, ';');
    if (parts.size() > wanted.size()) out.emplace_back(at, "13");
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        entry const part = read_entry(wanted[i]);
        std::string const own = at + ":" + std::to_string(i + 1);
        std::string const text = i < parts.size() ? parts[i] : std::string{};
        if (text.empty()) {
            if (part.usage == 'M' || part.usage == 'R') out.emplace_back(own, part.usage == 'M' ? "1" : "I9");
        } else if (part.usage == 'N') {
            out.emplace_back(own, "I10");
        } else {
            for (std::string const& code : value_codes(text, part, {})) out.emplace_back(own, code);
        }
    }
    // A diagnosis has no eighth component beside a ninth (E0809).
    if (wanted.size() == 9 && parts.size() >= 9 && !parts[7].empty() && !parts[8].empty())
        out.emplace_back(at + ":9", "10");
}

void judge_note(std::string const& note, std::vector<std::string> const& f, std::vector<entry> const& wanted,
                faults& out) {
    std::vector<std::size_t> elements;
    for (std::size_t i = 1; i + 1 < note.size(); i += 2) elements.push_back(std::stoul(note.substr(i, 2)));
    auto const there = [&](std::size_t n) { return n < f.size() && !f[n].empty(); };
    auto const usable = [&](std::size_t n) { return n <= wanted.size() && wanted[n - 1].usage != 'N'; };
    auto const lacking = [&](std::size_t n) { return !there(n) && usable(n); };
    auto const told = [&](std::size_t n) { return wanted[n - 1].usage == 'M' || wanted[n - 1].usage == 'R'; };
    std::size_t count = 0;
    for (std::size_t const n : elements) count += there(n);
    if (note[0] == 'E' && count > 1) {
        out.emplace_back(std::to_string(*std::find_if(elements.rbegin(), elements.rend(), there)), "10");
        return;
    }
    bool const broken = (note[0] == 'P' && count != 0 && count != elements.size()) || (note[0] == 'R' && count == 0) ||
                        (note[0] == 'C' && there(elements[0]) && count != elements.size());
    if (!broken) return;
    for (std::size_t const n : elements)
        if (!there(n) && n <= wanted.size() && told(n)) return;  // told as an element that lacks
    for (std::size_t const n : elements)
        if (lacking(n)) {
            out.emplace_back(std::to_string(n), "2");
            return;
        }
}

/// A note is a text: what looks like separators in it counts as well.
bool long_note(use_fact const& use, std::string const& value, std::size_t element) {
    return use.id == "NTE" && element == 2 && value.size() > 80;
}

}  // namespace

std::vector<std::string> cut(std::string_view text, char at) {
    std::vector<std::string> out(1);
    for (char const c : text)
        if (c == at) out.emplace_back();
        else out.back() += c;
    return out;
}

faults judge_elements(std::vector<std::string> const& f, use_fact const& use) {
    faults out;
    if (use.elements.empty()) return out;
    std::vector<entry> wanted;
    for (std::string const& one : cut(use.elements, '|')) wanted.push_back(read_entry(one));
    std::size_t last = f.size() - 1;
    while (last > 0 && f[last].empty()) --last;
    if (last > wanted.size()) out.emplace_back(std::to_string(wanted.size() + 1), "3");
    for (std::size_t n = 1; n <= wanted.size(); ++n) {
        entry const& e = wanted[n - 1];
        std::string const value = n < f.size() ? f[n] : std::string{}, at = std::to_string(n);
        if (value.empty()) {
            if (e.usage == 'M' || e.usage == 'R') out.emplace_back(at, e.usage == 'M' ? "1" : "I9");
        } else if (e.usage == 'N') {
            out.emplace_back(at, "I10");
        } else if (value.find('^') != value.npos) {
            out.emplace_back(at, "12");
            if (long_note(use, value, n)) out.emplace_back(at, "5");
        } else if (e.type == "composite") {
            judge_parts(value, e, at, out);
        } else if (e.type == "AN" && value.find(':') != value.npos) {
            out.emplace_back(at, "13");
            if (long_note(use, value, n)) out.emplace_back(at, "5");
        } else {
            for (std::string const& code : value_codes(value, e, n > 1 && n - 1 < f.size() ? f[n - 1] : ""))
                out.emplace_back(at, code);
        }
    }
    for (std::string const& note : cut(use.notes, ' '))
        if (!note.empty()) judge_note(note, f, wanted, out);
    // The one situation that every name has: a person has a first name.
    bool const person =
        use.id == "NM1" && wanted[3].usage != 'N' && f.size() > 2 && f[2] == "1" && (f.size() <= 4 || f[4].empty());
    if (person) out.emplace_back("4", "I9");
    return out;
}

std::string judge_isa(std::vector<std::string> const& isa) {
    constexpr std::array<std::size_t, 17> widths{3, 2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1};
    if (isa.size() != widths.size()) return "022";
    for (std::size_t i = 0; i < widths.size(); ++i)
        if (isa[i].size() != widths[i]) return "022";
    constexpr std::string_view partners = "01,14,20,27,28,29,30,33,ZZ";
    if (isa[12] != "00501") {
        bool const published = isa[12].size() == 5 && digits_only(isa[12]) && isa[12].starts_with("00") &&
                               isa[12][2] > '1' && isa[12][2] < '9' && isa[12][3] == '0';
        return published ? "003" : "017";
    }
    if (!listed("00,03", isa[1])) return "010";
    if (isa[1] == "03" && isa[2].find_first_not_of(' ') == std::string::npos) return "011";
    if (!listed("00,01", isa[3])) return "012";
    if (isa[3] == "01" && isa[4].find_first_not_of(' ') == std::string::npos) return "013";
    if (!listed(partners, isa[5])) return "005";
    if (!listed(partners, isa[7])) return "007";
    if (!is_day("20" + isa[9])) return "014";
    if (!is_hour(isa[10])) return "015";
    if (isa[13].size() != 9 || !digits_only(isa[13])) return "018";
    if (!listed("0,1", isa[14])) return "019";
    if (!listed("P,T", isa[15])) return "020";
    return {};
}

}  // namespace orthoscrub::oracle
