// Diagnosis codes in order of their characters, packed into one number each, so that a search compares integers. It goes
// only through the codes with the same letter and digit: of an excerpt there are mostly none.
#include "scrubber/codes/icd10_table.hpp"

#include <algorithm>
#include <array>

#include "scrubber/codes/characters.hpp"
#include "scrubber/codes/packed_code.hpp"

namespace orthoscrub::scrub {
namespace {

using namespace std::string_view_literals;

/// Number of the first two characters, a letter and a digit.
constexpr std::size_t chapter(std::string_view code) noexcept {
    return static_cast<std::size_t>(code[0] - 'A') * 10 + static_cast<std::size_t>(code[1] - '0');
}

/// Number of the first three characters: a letter, a digit, and a digit or letter.
constexpr std::size_t category(std::string_view code) noexcept {
    return chapter(code) * 36 + static_cast<std::size_t>(is_digit(code[2]) ? code[2] - '0' : code[2] - 'A' + 10);
}

constexpr std::array issue_words{""sv, "retired"sv, "incomplete"sv};

}  // namespace

bool icd10_shape_ok(std::string_view code) noexcept {
    if (code.size() < 3 || code.size() > 7 || !is_capital(code[0]) || !is_digit(code[1])) return false;
    for (char const c : code.substr(2))
        if (!is_digit(c) && !is_capital(c)) return false;
    return code[0] != 'U' || code.starts_with("U07") || code.starts_with("U09");
}

void icd10_table::read(table_load& load) {
    enum column { code, name, billable, from, to, replaced_by, issue };
    static constexpr std::array columns{"code"sv, "name"sv, "billable"sv, "from"sv, "to"sv, "replaced_by"sv, "issue"sv};
    table_reader rows{load, "codes/icd10.csv", columns};
    info_ = rows.info();
    std::uint64_t before = 0;
    while (rows.next()) {
        if (!icd10_shape_ok(rows[code])) {
            rows.fail(code, "an ICD-10-CM code without its dot");
            continue;
        }
        std::uint64_t const key = packed_code(rows[code]);
        if (key <= before) {
            rows.fail(code, "the codes in order, each once");
            continue;
        }
        before = key;
        icd10_row r;
        r.code = rows[code];
        r.name = rows[name];
        r.replaced_by = rows[replaced_by];
        r.effective = rows.days(from, to);
        r.billable = rows.yes(billable);
        r.issue = static_cast<icd10_issue>(rows.word(issue, issue_words));
        if (r.billable && r.issue != icd10_issue::none) rows.fail(issue, "no issue on a billable code");
        if (r.issue == icd10_issue::retired && r.effective.last.empty())
            rows.fail(to, "the last day of a retired code");
        for (std::size_t i = chapter(r.code) + 1; i < starts_.size(); ++i) ++starts_[i];
        keys_.push_back(key);
        categories_.set(category(r.code));
        rows_.push_back(r);
    }
}

icd10_row const* icd10_table::find(std::string_view code) const noexcept {
    if (code.size() < 3 || code.size() > 7 || !is_capital(code[0]) || !is_digit(code[1])) return nullptr;
    if ((!is_digit(code[2]) && !is_capital(code[2])) || !categories_[category(code)]) return nullptr;
    auto const first = keys_.begin() + starts_[chapter(code)], last = keys_.begin() + starts_[chapter(code) + 1];
    if (first == last) return nullptr;
    std::uint64_t const key = packed_code(code);
    auto const at = std::lower_bound(first, last, key);
    if (at == last || *at != key) return nullptr;
    return &rows_[static_cast<std::size_t>(at - keys_.begin())];
}

}  // namespace orthoscrub::scrub
