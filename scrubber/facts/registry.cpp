// Puts the groups of facts end to end once, so that ids are small and stable within a build, and finds them by name.
#include "scrubber/facts/registry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace orthoscrub::scrub {
namespace {

std::vector<fact> gather() {
    std::vector<fact> all;
    for (auto const group :
         {code_facts(), modifier_facts(), line_facts(), narrative_facts(), claim_facts(), segment_facts(),
          equipment_facts(), date_facts(), provider_facts(), combination_facts(), diagnosis_facts(), batch_facts(),
          history_facts(), coordination_facts(), situation_facts(), address_facts()})
        all.insert(all.end(), group.begin(), group.end());
    return all;
}

std::vector<fact> const& registry() {
    static std::vector<fact> const facts = gather();
    return facts;
}

std::map<std::string_view, fact_id> index() {
    std::map<std::string_view, fact_id> names;
    for (std::size_t i = 0; i < registry().size(); ++i) names.emplace(registry()[i].name, static_cast<fact_id>(i));
    return names;
}

std::string thousandths(std::int64_t number) {
    std::string text = fmt::format("{}{}", number < 0 ? "-" : "", std::abs(number) / 1000);
    auto rest = std::abs(number) % 1000;
    if (rest == 0) return text;
    std::string digits = fmt::format("{:03}", rest);
    while (digits.back() == '0') digits.pop_back();
    return text + '.' + digits;
}

}  // namespace

std::span<fact const> all_facts() noexcept { return registry(); }

std::optional<fact_id> find_fact(std::string_view name) noexcept {
    static std::map<std::string_view, fact_id> const names = index();
    auto const found = names.find(name);
    return found == names.end() ? std::nullopt : std::optional{found->second};
}

std::string to_text(fact const& f, fact_value const& value) {
    if (!value.known()) return fmt::format("unknown: {}", describe(value.reason));
    switch (f.type) {
        case fact_type::boolean:
            return value.number != 0 ? "yes" : "no";
        case fact_type::symbol:
        case fact_type::text:
            return value.text.empty() ? "(empty)" : std::string{value.text};
        case fact_type::number:
            return thousandths(value.number);
        case fact_type::amount:
            return model::to_string(model::money{value.number / 10});
        case fact_type::date: {
            auto const n = value.number;
            return n == 0 ? "(none)" : fmt::format("{:04}-{:02}-{:02}", n / 10000, n / 100 % 100, n % 100);
        }
    }
    return {};
}

std::string_view to_string(fact_type type) noexcept {
    constexpr std::array<std::string_view, 6> words{"boolean", "symbol", "number", "amount", "date", "text"};
    return words[static_cast<std::size_t>(type)];
}

std::string_view to_string(dependence depends) noexcept {
    constexpr std::array<std::string_view, 9> words{"code",  "payer",     "modifiers", "line", "claim",
                                                    "dated", "narrative", "history",   "batch"};
    return words[static_cast<std::size_t>(depends)];
}

}  // namespace orthoscrub::scrub
