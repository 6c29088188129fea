// The rows are kept by CARC, in the order of the files within a CARC: the first that fits decides, so a row that asks for
// a remark stands before the one that asks for none. The rows of the user's own file come before the shipped ones. Nearly
// every CARC is a number below 1000, so those are found by index.
#include "scrubber/codes/carc_classes.hpp"

#include <algorithm>
#include <array>

namespace orthoscrub::scrub {
namespace {

using namespace std::string_view_literals;

constexpr std::array<std::string_view, static_cast<std::size_t>(carc_class::count_)> carc_class_words{
    "patient_share"sv,
    "contractual"sv,
    "prior_payer"sv,
    "bundled"sv,
    "pending"sv,
    "predetermination"sv,
    "transferred"sv,
    "reporting_only"sv,
    "denial.modifier"sv,
    "denial.code"sv,
    "denial.narrative"sv,
    "denial.diagnosis"sv,
    "denial.pos"sv,
    "denial.data"sv,
    "denial.ordering"sv,
    "denial.documentation"sv,
    "denial.medical_necessity"sv,
    "denial.frequency"sv,
    "denial.authorization"sv,
    "denial.noncovered"sv,
    "denial.eligibility"sv,
    "denial.wrong_payer"sv,
    "denial.timely"sv,
    "denial.duplicate"sv,
    "denial.provider"sv,
    "denial.related_service"sv,
    "unknown"sv};
constexpr std::array carc_group_words{"CO"sv, "OA"sv, "PI"sv, "PR"sv};
constexpr std::array sign_words{""sv, "negative"sv, "positive"sv};

/// Takes the first word off a list that is parted by |.
std::string_view take_word(std::string_view& list) noexcept {
    std::size_t const end = list.find('|');
    std::string_view const word = list.substr(0, end);
    list = end == std::string_view::npos ? std::string_view{} : list.substr(end + 1);
    return word;
}

bool in_list(std::string_view list, std::string_view wanted) noexcept {
    while (!list.empty())
        if (take_word(list) == wanted) return true;
    return false;
}

std::uint8_t group_bit(std::string_view group) noexcept {
    for (std::size_t i = 0; i < carc_group_words.size(); ++i)
        if (carc_group_words[i] == group) return static_cast<std::uint8_t>(1u << i);
    return 0;
}

/// The CARC as a number from 1 to 999; 0 for one that starts with a letter or a zero.
std::size_t carc_number(std::string_view carc) noexcept {
    if (carc.empty() || carc.size() > 3 || carc[0] == '0') return 0;
    std::size_t number = 0;
    for (char const c : carc) {
        if (c < '0' || c > '9') return 0;
        number = number * 10 + static_cast<std::size_t>(c - '0');
    }
    return number;
}

bool any_in(std::string_view list, std::span<std::string_view const> rarcs) noexcept {
    return std::any_of(rarcs.begin(), rarcs.end(), [list](std::string_view r) { return in_list(list, r); });
}

}  // namespace

std::string_view to_string(carc_class kind) noexcept {
    return kind < carc_class::count_ ? carc_class_words[static_cast<std::size_t>(kind)] : ""sv;
}

std::string group_list(std::uint8_t groups) {
    std::string words;
    for (std::size_t i = 0; i < carc_group_words.size(); ++i)
        if ((groups >> i & 1) != 0) words.append(words.empty() ? "" : ", ").append(carc_group_words[i]);
    return words;
}

void carc_classes::read(table_load& load) {
    read(load, "codes/carc_classes_own.csv", true);
    read(load, "codes/carc_classes.csv", false);
    std::stable_sort(rows_.begin(), rows_.end(), [](row const& a, row const& b) { return a.carc < b.carc; });
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        std::size_t const number = carc_number(rows_[i].carc);
        if (number == 0) continue;
        if (by_number_[number].last == 0) by_number_[number].first = static_cast<std::uint16_t>(i);
        by_number_[number].last = static_cast<std::uint16_t>(i + 1);
    }
    for (row const& r : rows_)
        for (std::string_view list = r.rarcs; !list.empty();) asked_.push_back(take_word(list));
    std::sort(asked_.begin(), asked_.end());
    asked_.erase(std::unique(asked_.begin(), asked_.end()), asked_.end());
}

void carc_classes::read(table_load& load, std::string_view path, bool optional) {
    enum column { from, to, carc, group, sign, rarcs, kind };
    static constexpr std::array columns{"from"sv, "to"sv, "carc"sv, "group"sv, "sign"sv, "rarcs"sv, "class"sv};
    table_reader table{load, path, columns, optional};
    while (table.next()) {
        row made;
        made.carc = table[carc];
        if (made.carc.empty()) table.fail(carc, "a claim adjustment reason code");
        for (std::string_view list = table[group]; !list.empty();) {
            std::uint8_t const bit = group_bit(take_word(list));
            if (bit == 0) table.fail(group, "groups of CO, OA, PI, PR, parted by |");
            made.groups = static_cast<std::uint8_t>(made.groups | bit);
        }
        std::size_t const which = table.word(sign, sign_words);
        made.sign = static_cast<std::int8_t>(which == 0 ? 0 : which == 1 ? -1 : 1);
        made.rarcs = table[rarcs];
        made.asks_remarks = !made.rarcs.empty();
        made.kind = static_cast<carc_class>(table.word(kind, carc_class_words));
        made.days = table.days(from, to);
        rows_.push_back(made);
    }
}

std::span<carc_classes::row const> carc_classes::rows_of(std::string_view carc) const noexcept {
    if (std::size_t const number = carc_number(carc); number != 0)
        return {rows_.begin() + by_number_[number].first, rows_.begin() + by_number_[number].last};
    struct by_carc {
        bool operator()(row const& r, std::string_view c) const noexcept { return r.carc < c; }
        bool operator()(std::string_view c, row const& r) const noexcept { return c < r.carc; }
    };
    auto const [first, last] = std::equal_range(rows_.begin(), rows_.end(), carc, by_carc{});
    return {first, last};
}

carc_class carc_classes::find(std::string_view carc, std::string_view group, model::money amount,
                              std::span<std::string_view const> line_rarcs,
                              std::span<std::string_view const> claim_rarcs, model::date day) const noexcept {
    std::uint8_t const bit = group_bit(group);
    for (row const& r : rows_of(carc)) {
        if (r.groups != 0 && (r.groups & bit) == 0) continue;
        if ((r.sign < 0 && amount.cents >= 0) || (r.sign > 0 && amount.cents <= 0)) continue;
        if (!day.empty() && !r.days.contains(day)) continue;
        if (r.asks_remarks && !any_in(r.rarcs, line_rarcs) && !any_in(r.rarcs, claim_rarcs)) continue;
        return r.kind;
    }
    return carc_class::unknown;
}

bool carc_classes::asks_for(std::string_view rarc) const noexcept {
    return std::binary_search(asked_.begin(), asked_.end(), rarc);
}

std::span<std::string_view const> asked_remarks::of(std::span<std::string_view const> rarcs) {
    constexpr std::size_t few = 16;
    if (rarcs.size() <= few) return rarcs;
    kept_.clear();
    for (std::string_view const rarc : rarcs)
        if (classes_.asks_for(rarc) && std::find(kept_.begin(), kept_.end(), rarc) == kept_.end())
            kept_.push_back(rarc);
    return kept_;
}

bool carc_classes::names(std::string_view carc, std::string_view rarc) const noexcept {
    auto const found = rows_of(carc);
    return std::any_of(found.begin(), found.end(), [rarc](row const& r) { return in_list(r.rarcs, rarc); });
}

}  // namespace orthoscrub::scrub
