// A dozen rows, looked through one by one; the first letter of a code says before that whether any can fit.
#include "scrubber/codes/diagnosis_groups.hpp"

#include "scrubber/codes/characters.hpp"

namespace orthoscrub::scrub {
namespace {

using namespace std::string_view_literals;

constexpr std::array group_words{"ankle-contracture-or-fasciitis"sv, "back-pain"sv, "contracture"sv, "external-cause"sv,
                                 "knee-contracture"sv};

}  // namespace

void diagnosis_groups::read(table_load& load) {
    enum column { group, code };
    static constexpr std::array columns{"group"sv, "code"sv};
    table_reader rows{load, "codes/diagnosis_groups.csv", columns};
    while (rows.next()) {
        std::string_view text = rows[code];
        if (text.empty() || text.size() > 8 || !is_capital(text[0])) {
            rows.fail(code, "an ICD-10-CM code without its dot, or its beginning and a dash");
            continue;
        }
        bool const open = text.back() == '-';
        if (open) text.remove_suffix(1);
        auto const which = static_cast<diagnosis_group>(rows.word(group, group_words));
        rows_.push_back({text, which, open});
        auto& mask = by_letter_[static_cast<std::size_t>(text[0] - 'A')];
        mask = static_cast<std::uint8_t>(mask | 1u << static_cast<unsigned>(which));
    }
}

bool diagnosis_groups::has(diagnosis_group group, std::string_view code) const noexcept {
    if (code.empty() || !is_capital(code[0])) return false;
    if ((by_letter_[static_cast<std::size_t>(code[0] - 'A')] >> static_cast<unsigned>(group) & 1u) == 0) return false;
    for (row const& r : rows_)
        if (r.group == group && (r.open ? code.starts_with(r.code) : code == r.code)) return true;
    return false;
}

}  // namespace orthoscrub::scrub
