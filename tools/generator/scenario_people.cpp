// Who gets something: the payer mix of a supplier, self-insured patients, spouses and children, a second payer that
// answered first.
#include "tools/generator/scenario.hpp"

namespace orthoscrub::generator {

namespace {

/// Households of a hundred with this coverage.
struct share {
    coverage type;
    unsigned percent;
};
constexpr share mix[] = {{coverage::medicare, 40}, {coverage::advantage, 10},  {coverage::medicaid, 10},
                         {coverage::blue, 9},      {coverage::commercial, 9},  {coverage::hmo, 5},
                         {coverage::ppo, 5},       {coverage::champus, 3},     {coverage::veterans, 3},
                         {coverage::workers, 4},   {coverage::auto_medical, 2}};

bool covers_families(coverage type) {
    return type == coverage::blue || type == coverage::commercial || type == coverage::hmo || type == coverage::ppo ||
           type == coverage::champus;
}

}  // namespace

scenario::scenario(std::uint64_t seed, std::chrono::sys_days file_date)
    : luck_(seed),
      file_date_(file_date),
      suppliers_(make_suppliers(luck_)),
      practitioners_(make_practitioners(luck_)) {}

void scenario::next_household(household& out, std::uint64_t most) {
    auto type = coverage::medicare;
    unsigned ticket = luck_.below(100);
    for (auto const& each : mix) {
        type = each.type;
        if (ticket < each.percent) break;
        ticket -= each.percent;
    }
    out.serial = ++serial_;
    out.other = nullptr;
    out.claim_level_only = false;
    out.dependent_count = 0;
    bool const second_payer = luck_.chance(14);
    bool const medicare_first = second_payer && (type == coverage::blue || type == coverage::commercial);
    bool const old = type == coverage::medicare || type == coverage::advantage || medicare_first;
    out.insured = make_person(luck_, file_date_, true, old);
    out.destination = type == coverage::medicare ? &dme_mac_of(out.insured.home->state) : &payer_of(type, luck_);
    out.insured_claims = most > 1 && luck_.chance(15) ? 2 : 1;
    if (type == coverage::workers) {
        out.insured_claims = 0;
        out.dependents[0] = {make_person(luck_, file_date_, true, false), "20", 1};
        out.dependent_count = 1;
        return;
    }
    if (medicare_first) {
        out.other = &dme_mac_of(out.insured.home->state);
    } else if (second_payer && type == coverage::medicare) {
        out.other = &payer_of(luck_.chance(50) ? coverage::blue : coverage::commercial, luck_);
    }
    if (out.other != nullptr) {
        out.claim_level_only = luck_.chance(20);
        return;
    }
    if (!covers_families(type) || !luck_.chance(45)) return;
    bool const child = luck_.chance(60);
    out.insured_claims = most > 1 && luck_.chance(30) ? 1 : 0;
    auto room = most - out.insured_claims;
    for (unsigned i = 0; i < 2 && room > 0; ++i) {
        if (i == 1 && !luck_.chance(25)) break;
        auto& member = out.dependents[i];
        member.who = make_person(luck_, file_date_, !child, false);
        member.who.last = out.insured.last;
        member.who.home = out.insured.home;
        member.who.street_number = out.insured.street_number;
        member.who.zip_suffix = out.insured.zip_suffix;
        member.relation = child ? "19" : i == 0 ? "01" : "G8";
        member.claims = room > 1 && luck_.chance(10) ? 2 : 1;
        room -= member.claims;
        out.dependent_count = i + 1;
    }
}

}  // namespace orthoscrub::generator
