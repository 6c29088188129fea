// What patients get: braces with their additions, pairs, replacements, repairs, shoes, unlisted items. Each kind of
// claim has one function; `bill` writes a line as the policies of the payer want it, `dress` adds what a whole claim
// needs. The generator knows the policies from its own catalogue, never from the rule book.
#include "tools/generator/scenario.hpp"

#include <algorithm>

namespace orthoscrub::generator {

namespace {

using std::chrono::days;

std::uint32_t number_of(std::chrono::sys_days day) {
    std::chrono::year_month_day const date{day};
    return static_cast<std::uint32_t>(static_cast<int>(date.year())) * 10000 +
           static_cast<unsigned>(date.month()) * 100 + static_cast<unsigned>(date.day());
}

/// Braces of two hundred in this region.
struct weight {
    region where;
    unsigned share;
};
constexpr weight demand[] = {{region::lso, 26},
                             {region::tlso, 20},
                             {region::lumbar, 6},
                             {region::sacroiliac, 5},
                             {region::cervical, 14},
                             {region::ctlso, 3},
                             {region::halo, 3},
                             {region::thoracic, 3},
                             {region::scoliosis, 10},
                             {region::chest_wall, 3},
                             {region::hip, 9},
                             {region::knee, 28},
                             {region::ankle_foot, 28},
                             {region::kafo, 9},
                             {region::hkafo, 4},
                             {region::fracture_afo, 4},
                             {region::fracture_kafo, 3},
                             {region::shoulder, 7},
                             {region::elbow, 6},
                             {region::elbow_wrist_hand, 4},
                             {region::wrist_hand_finger, 7},
                             {region::wrist_hand, 5},
                             {region::hand_finger, 5},
                             {region::hand, 3},
                             {region::finger, 3},
                             {region::arm, 5},
                             {region::fracture_arm, 5}};

region region_in_demand(dice& luck) {
    unsigned total = 0;
    for (auto const& each : demand) total += each.share;
    unsigned ticket = luck.below(total);
    for (auto const& each : demand) {
        if (ticket < each.share) return each.where;
        ticket -= each.share;
    }
    return region::lso;
}

/// Codes with rules of their own that a random pick meets too seldom.
constexpr std::string_view rare_braces[] = {"L1847", "L1848", "L0625", "L0628"};

bool takes_heavy_joint(std::string_view base) {
    return base == "L1843" || base == "L1845" || base == "L1851" || base == "L1852";
}

bool is_spinal(region where) { return where <= region::chest_wall; }

}  // namespace

std::int64_t scenario::charge_for(std::int64_t usual) { return usual * luck_.between(88, 124) / 100; }

line_story& scenario::bill(claim_story& claim, household const& home, item const& what, body_side side,
                           std::string_view first_modifier) {
    auto& line = claim.add_line();
    bool const medicare = home.medicare_like();
    bool const device = what.what == kind::base || what.what == kind::addition;
    line.code = what.code;
    line.charge = charge_for(what.usual_charge);
    line.spinal = is_spinal(what.where);
    line.limb_policy = (what.flags & kx) != 0 && medicare;
    auto const type = home.destination->type;
    bool const wants_status = type == coverage::blue || type == coverage::commercial || type == coverage::hmo ||
                              type == coverage::ppo || type == coverage::medicaid;
    if (wants_status && device && first_modifier.empty() && luck_.chance(40)) line.add("NU");
    if (!first_modifier.empty()) line.add(first_modifier);
    if (what.side == sidedness::sided && side != body_side::none) line.add(word_of(side));
    if (medicare && (what.flags & kx) != 0) {
        bool const never_covered = what.code == "L1847" || what.code == "L1848";
        line.add(never_covered || luck_.chance(5) ? "GA" : luck_.chance(1) ? "GZ" : "KX");
    } else if (medicare && what.where == region::foot_shoe) {
        line.add("GY");
    }
    if (medicare && (what.flags & cg) != 0) line.add("CG");
    if (medicare && what.prior_auth_from != 0 && what.prior_auth_from <= today_ && first_modifier != "RB") {
        if (luck_.chance(50)) {
            line.add("ST");
        } else {
            line.authorization = "A";
            for (int i = 0; i < 13; ++i) line.authorization += static_cast<char>('0' + luck_.below(10));
        }
    }
    bool const order_first = what.order_first_from != 0 && what.order_first_from <= today_;
    line.listed_order = (medicare && order_first) || luck_.chance(20);
    line.ordered = claim.delivered - days{luck_.between(1, 25)};
    line.pointers[line.pointer_count++] = claim.point_to(diagnosis_for(what, side, luck_));
    return line;
}

void scenario::brace(claim_story& claim, household const& home) {
    region where = region_in_demand(luck_);
    bool const for_the_young = where == region::scoliosis || where == region::chest_wall;
    if (home.medicare_like() && for_the_young) where = luck_.chance(50) ? region::knee : region::ankle_foot;
    item const& base = luck_.chance(5) ? item_of(luck_.pick(rare_braces)) : stock_.brace(where, today_, luck_);
    bool const sided = base.side == sidedness::sided;
    bool const pair = sided && luck_.chance(18);
    body_side const side = sided ? (pair ? body_side::right : any_side()) : body_side::none;
    bill(claim, home, base, side);
    auto const first_pointer = claim.lines[0].pointers[0];
    if (pair) bill(claim, home, base, body_side::left).charge = claim.lines[0].charge;
    bool const heavy = luck_.chance(65);
    unsigned wanted = takes_heavy_joint(base.code) || luck_.chance(45) ? 1 + luck_.below(3) : 0;
    while (wanted-- > 0 && claim.line_count < (pair ? 3U : 4U)) {
        bool const joint = heavy && takes_heavy_joint(base.code);
        item const* extra =
            joint ? &item_of(luck_.chance(50) ? "L2385" : "L2395") : stock_.addition_for(base, today_, luck_);
        if (extra == nullptr) break;
        auto const same = [&](line_story const& line) { return line.code == extra->code; };
        if (std::any_of(claim.lines.begin(), claim.lines.begin() + claim.line_count, same)) continue;
        body_side const extra_side = sided ? side : extra->side == sidedness::sided ? any_side() : body_side::none;
        auto const diagnoses = claim.diagnosis_count;
        auto& line = bill(claim, home, *extra, extra_side);
        claim.diagnosis_count = diagnoses;
        line.pointers[0] = first_pointer;
        if (heavy && (extra->code == "L2385" || extra->code == "L2395")) claim.weight = 301 + luck_.below(120);
        if (pair && extra->side == sidedness::sided && claim.line_count < 4) {
            auto& other = bill(claim, home, *extra, body_side::left);
            other.charge = line.charge;
            claim.diagnosis_count = diagnoses;
            other.pointers[0] = claim.lines[1].pointers[0];
        }
    }
}

void scenario::replacement(claim_story& claim, household const& home) {
    static constexpr region limbs[] = {region::knee, region::ankle_foot, region::kafo, region::wrist_hand, region::lso};
    item const& base = stock_.brace(luck_.pick(limbs), today_, luck_);
    auto& line = bill(claim, home, base, base.side == sidedness::sided ? any_side() : body_side::none, "RA");
    write_replacement_note(line.note, base.code, luck_);
}

void scenario::repaired_part(claim_story& claim, household const& home) {
    static constexpr region limbs[] = {region::ankle_foot, region::kafo};
    auto const side = any_side();
    item const* part = nullptr;
    item const* base = nullptr;
    while (part == nullptr) {
        base = &stock_.brace(luck_.pick(limbs), today_, luck_);
        part = stock_.addition_for(*base, today_, luck_);
    }
    auto& line = bill(claim, home, *part, side, "RB");
    write_repair_note(line.note, base->code, luck_);
}

void scenario::spare_part(claim_story& claim, household const& home) {
    item const& part = stock_.part(luck_);
    std::string_view const base = part.code == "L4000"   ? "L1000"
                                  : part.code == "L4002" ? "L1833"
                                  : part.code >= "L4392" ? "L4396"
                                                         : "L2036";
    auto& line = bill(claim, home, part, part.side == sidedness::sided ? any_side() : body_side::none);
    write_repair_note(line.note, base, luck_);
}

void scenario::labor(claim_story& claim) {
    static constexpr std::string_view repaired[] = {"L1960", "L1970", "L2036", "L1845", "L1940"};
    auto const& base = luck_.pick(repaired);
    bool const with_parts = luck_.chance(40);
    auto& line = claim.add_line();
    line.code = "L4205";
    line.units = 1 + luck_.below(6);
    line.charge = static_cast<std::int64_t>(line.units) * 2850;
    write_labor_note(line.note, base, line.units);
    line.pointers[line.pointer_count++] = claim.point_to(diagnosis_for(item_of("L4205"), body_side::none, luck_));
    if (!with_parts) return;
    auto& parts = claim.add_line();
    parts.code = "L4210";
    parts.charge = 1500 + luck_.below(60) * 100;
    write_minor_parts_note(parts.note, base, parts.charge);
    parts.pointers[parts.pointer_count++] = 1;
}

void scenario::shoes(claim_story& claim, household const& home) {
    item const& insert = stock_.brace(region::foot_shoe, today_, luck_);
    auto const side = insert.side == sidedness::sided ? any_side() : body_side::none;
    bill(claim, home, insert, side);
    if (side == body_side::none || !luck_.chance(60)) return;
    auto const pointer = claim.lines[0].pointers[0];
    auto const diagnoses = claim.diagnosis_count;
    auto& work = bill(claim, home, stock_.shoe_work(luck_), side);
    claim.diagnosis_count = diagnoses;
    work.pointers[0] = pointer;
}

void scenario::unlisted(claim_story& claim, household const& home) {
    product const& what = unlisted_product(luck_);
    auto const side = what.side == sidedness::sided ? any_side() : body_side::none;
    bool const accessory = !what.related.empty() && what.code[0] == 'L';
    if (accessory) bill(claim, home, item_of(what.related), side);
    auto& line = claim.add_line();
    line.code = what.code;
    line.unlisted = true;
    line.charge = charge_for(what.charge);
    if (side != body_side::none) line.add(word_of(side));
    line.description = what.description;
    write_product_note(line.note, what, side, line.charge);
    line.pointers[line.pointer_count++] =
        accessory ? claim.lines[0].pointers[0] : claim.point_to(diagnosis_for(item_of(what.like), side, luck_));
    bool const sends_invoice = !home.medicare_like() && luck_.chance(50);
    if (sends_invoice) claim.attachment = "INV";
}

void scenario::sleeve(claim_story& claim) {
    auto& line = claim.add_line();
    line.code = "A4467";
    line.charge = charge_for(3200);
    if (luck_.chance(30)) line.add("GX");
    line.add("GY");
    line.pointers[line.pointer_count++] = claim.point_to(diagnosis_for(item_of("L0625"), body_side::none, luck_));
}

void scenario::next_claim(claim_story& claim, household const& home, unsigned earlier) {
    claim.clear();
    claim.delivered = file_date_ - days{earlier == 0 ? luck_.between(2, 140) : luck_.between(150, 300)};
    today_ = number_of(claim.delivered);
    auto const ticket = luck_.below(100);
    if (ticket < 71) brace(claim, home);
    else if (ticket < 74) replacement(claim, home);
    else if (ticket < 78) repaired_part(claim, home);
    else if (ticket < 81) spare_part(claim, home);
    else if (ticket < 85) labor(claim);
    else if (ticket < 88) shoes(claim, home);
    else if (ticket < 96 || home.destination->type != coverage::medicare) unlisted(claim, home);
    else sleeve(claim);
    dress(claim, home);
    if (home.other != nullptr) adjudicate(claim);
}

void scenario::dress(claim_story& claim, household const& home) {
    static constexpr std::string_view homes[] = {"12", "12", "12", "12", "12", "12", "13", "14", "32", "33"};
    claim.place = luck_.pick(homes);
    claim.orderer = &luck_.pick(practitioners_);
    claim.orderer_npi = claim.orderer->npi;
    if (luck_.chance(40)) {
        auto const further = claim.point_to(further_diagnosis(luck_));
        auto& only = claim.lines[0];
        if (claim.line_count == 1 && luck_.chance(50)) only.pointers[only.pointer_count++] = further;
    }
    auto const type = home.destination->type;
    bool const plan = type == coverage::hmo || type == coverage::ppo || type == coverage::champus;
    if (plan && luck_.chance(25)) {
        claim.authorization = "AUTH";
        for (int i = 0; i < 8; ++i) claim.authorization += static_cast<char>('0' + luck_.below(10));
    }
    bool const may_replace = type == coverage::blue || type == coverage::commercial;
    if (may_replace && luck_.chance(3)) claim.frequency = '7';
    if (type == coverage::commercial && luck_.chance(8))
        claim.patient_paid = std::min<std::int64_t>(2500, claim.total());
    if (type == coverage::workers || type == coverage::auto_medical)
        claim.accident = claim.delivered - days{luck_.between(3, 60)};
    if (!home.medicare_like())
        for (unsigned i = 0; i < claim.line_count; ++i) claim.lines[i].names_orderer = luck_.chance(70);
}

void scenario::adjudicate(claim_story& claim) {
    for (unsigned i = 0; i < claim.line_count; ++i) {
        auto& line = claim.lines[i];
        line.contractual = line.charge * luck_.between(12, 35) / 100;
        auto const allowed = line.charge - line.contractual;
        line.deductible = luck_.chance(15) ? std::min<std::int64_t>(allowed, 5000) : 0;
        line.coinsurance = (allowed - line.deductible) * 20 / 100;
        line.other_paid = allowed - line.deductible - line.coinsurance;
    }
}

}  // namespace orthoscrub::generator
