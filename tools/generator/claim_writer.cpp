// From stories to segments, in the order of the implementation guide (005010X222A1). Nothing is decided here.
#include "tools/generator/claim_writer.hpp"

namespace orthoscrub::generator {

namespace {

void write_address(segment_writer& out, person const& who) {
    out.open("N3").number(who.street_number);
    out.text() += " SAMPLE ST";
    out.end();
    out.open("N4").element(who.home->city).element(who.home->state).zip(who.home->zip, who.zip_suffix).end();
}

/// Where an ordering practitioner can be reached: in the town of the patient.
void write_office(segment_writer& out, place const& town) {
    out.open("N3").element("500 CLINIC WAY").end();
    out.open("N4").element(town.city).element(town.state).zip(town.zip, 500).end();
    out.open("PER").element("IC").element("SAMPLE OFFICE").element("TE").element("5555550150").end();
}

void write_birth(segment_writer& out, person const& who) {
    out.open("DMG").element("D8").date(who.born).element(who.female ? "F" : "M").end();
}

void write_name(segment_writer& out, std::string_view role, person const& who) {
    out.open("NM1").element(role).element("1").element(who.last).element(who.first).element({&who.middle, 1});
}

void write_weight(segment_writer& out, unsigned pounds) {
    out.element().element().element().element().element("01").number(pounds);
}

void write_member_id(segment_writer& out, coverage type, std::uint64_t serial) {
    out.element().element().element("MI").element();
    append_member_id(out.text(), type, serial);
}

std::string_view group_name(payer const& plan) {
    return plan.type == coverage::blue || plan.type == coverage::commercial ? "SAMPLE EMPLOYER GROUP" : "";
}

/// SBR03 and SBR04.
void write_group(segment_writer& out, payer const& plan, std::uint64_t serial) {
    auto const name = group_name(plan);
    if (name.empty()) {
        out.element().element();
        return;
    }
    out.number(70000 + serial % 900);
    out.element();  // a group number makes the group's name superfluous
}

void write_service(segment_writer& out, line_story const& line, bool with_description) {
    out.element("HC").component(line.code);
    for (unsigned i = 0; i < line.modifier_count; ++i) out.component(line.modifiers[i]);
    if (!with_description || line.description.empty()) return;
    for (unsigned i = line.modifier_count; i < 4; ++i) out.component({});
    out.component(line.description);
}

void write_other_payer(segment_writer& out, household const& home, claim_story const& claim) {
    std::int64_t paid = 0, contractual = 0, deductible = 0, coinsurance = 0;
    for (unsigned i = 0; i < claim.line_count; ++i) {
        paid += claim.lines[i].other_paid;
        contractual += claim.lines[i].contractual;
        deductible += claim.lines[i].deductible;
        coinsurance += claim.lines[i].coinsurance;
    }
    payer const& plan = *home.other;
    out.open("SBR").element("P").element("18");
    write_group(out, plan, home.serial);
    out.element().element().element().element().element(plan.filing).end();
    if (home.claim_level_only) {
        if (contractual != 0) out.open("CAS").element("CO").element("45").amount(contractual).end();
        out.open("CAS").element("PR").element("2").amount(coinsurance);
        if (deductible != 0) out.element().element("1").amount(deductible);
        out.end();
    }
    out.open("AMT").element("D").amount(paid).end();
    if (coinsurance + deductible != 0) out.open("AMT").element("EAF").amount(coinsurance + deductible).end();
    out.open("OI").element().element().element("Y").element().element().element("Y").end();
    if (plan.type == coverage::medicare) out.open("MOA").element().element().element("MA01").end();
    write_name(out, "IL", home.insured);
    write_member_id(out, plan.type, home.serial);
    out.end();
    write_address(out, home.insured);
    out.open("NM1").element("PR").element("2").element(plan.name);
    out.element().element().element().element().element("PI").element(plan.id).end();
    if (home.claim_level_only)
        out.open("DTP").element("573").element("D8").date(claim.delivered + std::chrono::days{1}).end();
}

void write_adjudication(segment_writer& out, household const& home, line_story const& line, std::chrono::sys_days day) {
    out.open("SVD").element(home.other->id).amount(line.other_paid);
    write_service(out, line, false);
    out.element().number(line.units).end();
    if (line.contractual != 0) out.open("CAS").element("CO").element("45").amount(line.contractual).end();
    if (line.deductible != 0 || line.coinsurance != 0) {
        out.open("CAS").element("PR");
        if (line.deductible != 0) out.element("1").amount(line.deductible);
        if (line.deductible != 0 && line.coinsurance != 0) out.element();
        if (line.coinsurance != 0) out.element("2").amount(line.coinsurance);
        out.end();
    }
    out.open("DTP").element("573").element("D8").date(day).end();
}

void write_line(segment_writer& out, household const& home, claim_story const& claim, unsigned index) {
    auto const& line = claim.lines[index];
    out.open("LX").number(index + 1).end();
    out.open("SV1");
    write_service(out, line, true);
    out.amount(line.charge).element("UN").number(line.units).element().element();
    for (unsigned i = 0; i < line.pointer_count; ++i) {
        char const digit = static_cast<char>('0' + line.pointers[i]);
        if (i == 0) out.element({&digit, 1});
        else out.component({&digit, 1});
    }
    out.end();
    out.open("DTP").element("472").element("D8").date(claim.delivered).end();
    if (line.listed_order) out.open("DTP").element("471").element("D8").date(line.ordered).end();
    if (!line.authorization.empty()) out.open("REF").element("G1").element(line.authorization).end();
    if (claim.numbered_lines) {
        out.open("REF").element("6R").element(claim.number);
        out.text() += '-';
        out.text() += static_cast<char>('1' + index);
        out.end();
    }
    if (!line.note.empty()) out.open("NTE").element("ADD").element(line.note).end();
    if (line.names_orderer) {
        out.open("NM1").element("DK").element("1").element(claim.orderer->last).element(claim.orderer->first);
        out.element().element().element().element("XX").element(claim.orderer_npi).end();
        if (home.destination->type == coverage::medicare) write_office(out, *home.insured.home);
    }
    if (home.other != nullptr && !home.claim_level_only)
        write_adjudication(out, home, line, claim.delivered + std::chrono::days{1});
}

}  // namespace

void write_supplier(segment_writer& out, supplier const& who, std::uint64_t hl) {
    out.open("HL").number(hl).element().element("20").element("1").end();
    out.open("PRV").element("BI").element("PXC").element(who.taxonomy).end();
    out.open("NM1").element("85").element("2").element(who.name);
    out.element().element().element().element().element("XX").element(who.npi).end();
    out.open("N3").element(who.street).end();
    out.open("N4").element(who.town->city).element(who.town->state).zip(who.town->zip, who.zip_suffix).end();
    out.open("REF").element("EI").element(who.tax_id).end();
    out.open("PER").element("IC").element("SAMPLE BILLING OFFICE").element("TE").element("5555550100").end();
    if (!who.pay_to_box) return;
    out.open("NM1").element("87").element("2").end();
    out.open("N3").element("PO BOX 100").end();
    out.open("N4").element(who.town->city).element(who.town->state).zip(who.town->zip, who.zip_suffix).end();
}

void write_insured(segment_writer& out, household const& home, bool is_patient, std::uint64_t hl, std::uint64_t parent,
                   unsigned weight) {
    payer const& plan = *home.destination;
    out.open("HL").number(hl).number(parent).element("22").element(is_patient ? "0" : "1").end();
    out.open("SBR").element(home.other != nullptr ? "S" : "P").element(is_patient ? "18" : "");
    write_group(out, plan, home.serial);
    bool const medicare_second = plan.type == coverage::medicare && home.other != nullptr;
    out.element(medicare_second ? "12" : "").element().element().element().element(plan.filing).end();
    if (weight != 0) {
        out.open("PAT").element().element();
        write_weight(out, weight);
        out.end();
    }
    if (plan.type == coverage::workers) {
        out.open("NM1").element("IL").element("2").element("SAMPLE EMPLOYER INC").end();
    } else {
        write_name(out, "IL", home.insured);
        write_member_id(out, plan.type, home.serial);
        out.end();
        if (is_patient) {
            write_address(out, home.insured);
            write_birth(out, home.insured);
        }
        if (plan.type == coverage::auto_medical) {
            out.open("REF").element("Y4").element("AUTO");
            out.text() += std::to_string(home.serial);
            out.end();
        }
    }
    out.open("NM1").element("PR").element("2").element(plan.name);
    out.element().element().element().element().element("PI").element(plan.id).end();
    out.open("N3").element("900 CLAIMS PLAZA").end();
    out.open("N4").element("COLUMBUS").element("OH").element("432150900").end();
}

void write_dependent(segment_writer& out, household const& home, household::dependent const& patient, std::uint64_t hl,
                     std::uint64_t parent, unsigned weight) {
    out.open("HL").number(hl).number(parent).element("23").element("0").end();
    out.open("PAT").element(patient.relation).element();
    if (weight != 0) write_weight(out, weight);
    out.end();
    write_name(out, "QC", patient.who);
    out.end();
    write_address(out, patient.who);
    write_birth(out, patient.who);
    if (home.destination->type == coverage::workers) {
        out.open("REF").element("Y4").element("INJURY");
        out.text() += std::to_string(home.serial);
        out.end();
    }
}

void write_claim(segment_writer& out, household const& home, claim_story const& claim) {
    auto const type = home.destination->type;
    out.open("CLM").element(claim.number).amount(claim.total() + claim.total_off_by).element().element();
    out.element(claim.place).component("B").component({&claim.frequency, 1});
    out.element("Y").element("A").element("Y").element("Y");
    if (type == coverage::workers) out.element().element("EM");
    if (type == coverage::auto_medical)
        out.element().element("AA").component({}).component({}).component(home.insured.home->state);
    out.end();
    if (type == coverage::workers || type == coverage::auto_medical)
        out.open("DTP").element("439").element("D8").date(claim.accident).end();
    if (!claim.attachment.empty()) {
        out.open("PWK").element("OZ").element("FX").element().element().element("AC").element(claim.attachment);
        out.text() += claim.number;
        out.end();
    }
    if (claim.patient_paid != 0) out.open("AMT").element("F5").amount(claim.patient_paid).end();
    if (!claim.authorization.empty()) out.open("REF").element("G1").element(claim.authorization).end();
    if (claim.frequency == '7') {
        out.open("REF").element("F8").element("ICN");
        out.text() += claim.number;
        out.end();
    }
    out.open("REF").element("D9").element("TRACE");
    out.text() += claim.number;
    out.end();
    out.open("HI");
    for (unsigned i = 0; i < claim.diagnosis_count; ++i)
        out.element(i == 0 ? "ABK" : "ABF").component(claim.diagnoses[i]);
    out.end();
    if (claim.place != "12") {
        out.open("NM1").element("77").element("2").element("SAMPLE RESIDENCE").end();
        out.open("N3").element("700 RESIDENCE WAY").end();
        out.open("N4").element(home.insured.home->city).element(home.insured.home->state);
        out.zip(home.insured.home->zip, 700).end();
    }
    if (home.other != nullptr) write_other_payer(out, home, claim);
    for (unsigned i = 0; i < claim.line_count; ++i) write_line(out, home, claim, i);
}

}  // namespace orthoscrub::generator
