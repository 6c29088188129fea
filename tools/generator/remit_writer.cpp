// From answers to segments. A reversal is written with every charge, payment, adjustment and unit negated and CLP05
// left empty. Nothing is decided here.
#include "tools/generator/remit_writer.hpp"

namespace orthoscrub::generator {

namespace {

void write_procedure(segment_writer& out, std::string_view code, std::array<std::string_view, 4> const& modifiers,
                     unsigned count) {
    out.element("HC").component(code);
    for (unsigned i = 0; i < count; ++i) out.component(modifiers[i]);
}

/// One CAS per group, up to six trios in each.
void write_adjustments(segment_writer& out, std::vector<adjustment> const& all, std::int64_t sign) {
    for (std::string_view const group : {"PR", "CO", "PI", "OA"}) {
        unsigned trios = 0;
        bool quantity_owed = false;
        for (auto const& each : all) {
            if (each.group != group) continue;
            if (trios == 6) {
                out.end();
                trios = 0;
            }
            if (trios == 0) out.open("CAS").element(group);
            else if (quantity_owed) out.element();
            out.element(each.carc).amount(sign * each.cents);
            if (each.quantity != 0) out.number(each.quantity);
            quantity_owed = each.quantity == 0;
            ++trios;
        }
        if (trios != 0) out.end();
    }
}

std::int64_t patient_part(claim_answer const& answer) {
    std::int64_t sum = 0;
    for (auto const& each : answer.adjustments)
        if (each.group == "PR") sum += each.cents;
    for (auto const& line : answer.lines)
        for (auto const& each : line.adjustments)
            if (each.group == "PR") sum += each.cents;
    return sum;
}

void write_member(segment_writer& out, std::string_view role, person const& who, coverage type, std::uint64_t serial,
                  bool with_id) {
    out.open("NM1").element(role).element("1").element(who.last).element(who.first).element({&who.middle, 1});
    if (with_id) {
        out.element().element().element("MI").element();
        append_member_id(out.text(), type, serial);
    }
    out.end();
}

void write_line(segment_writer& out, claim_story const& claim, claim_answer const& answer, answered_line const& line) {
    auto const& asked = claim.lines[line.asked];
    std::int64_t const sign = answer.reversal ? -1 : 1;
    out.open("SVC");
    write_procedure(out, line.code, line.modifiers, line.modifier_count);
    out.amount(sign * line.charge).amount(sign * line.paid).element();
    out.element();
    if (answer.reversal && line.units != 0) out.text() += '-';
    out.text() += std::to_string(line.units);
    if (line.tells_submitted) write_procedure(out, asked.code, asked.modifiers, asked.modifier_count);
    else out.element();
    if (line.asked_units != 0) out.number(line.asked_units);
    else if (line.units == 0 && !answer.reversal) out.number(asked.units);
    out.end();
    if (!answer.dated_above) out.open("DTM").element("472").date(claim.delivered).end();
    write_adjustments(out, line.adjustments, sign);
    if (!line.number.empty()) out.open("REF").element("6R").element(line.number).end();
    if (!line.policy.empty()) out.open("REF").element("0K").element(line.policy).end();
    if (line.allowed != 0 && !answer.reversal) out.open("AMT").element("B6").amount(line.allowed).end();
    for (auto const remark : line.remarks) out.open("LQ").element("HE").element(remark).end();
}

}  // namespace

std::string_view filing_in_remittance(payer const& from) noexcept {
    if (from.type == coverage::blue) return "12";
    if (from.type == coverage::commercial) return "15";
    return from.filing;
}

void write_answer(segment_writer& out, household const& home, person const& patient, claim_story const& claim,
                  claim_answer const& answer) {
    std::int64_t const sign = answer.reversal ? -1 : 1;
    bool const is_insured = &patient == &home.insured;
    bool const has_member = home.destination->type != coverage::workers;
    out.open("CLP")
        .element(answer.number)
        .element(answer.status)
        .amount(sign * answer.charge)
        .amount(sign * answer.paid);
    auto const share = patient_part(answer);
    if (share != 0 && !answer.reversal) out.amount(share);
    else out.element();
    out.element(filing_in_remittance(*answer.from)).element(answer.icn);
    out.element(claim.place).element({&claim.frequency, 1}).end();
    write_adjustments(out, answer.adjustments, sign);
    write_member(out, "QC", patient, answer.from->type, home.serial, is_insured && has_member);
    if (!is_insured && has_member) write_member(out, "IL", home.insured, answer.from->type, home.serial, true);
    if (answer.forwarded_to != nullptr) {
        out.open("NM1").element("TT").element("2").element(answer.forwarded_to->name);
        out.element().element().element().element().element("PI").element(answer.forwarded_to->id).end();
    }
    if (!answer.remarks.empty()) {
        out.open("MOA").element().element();
        for (auto const remark : answer.remarks) out.element(remark);
        out.end();
    }
    if (!answer.original_icn.empty()) out.open("REF").element("F8").element(answer.original_icn).end();
    if (answer.dated_above || answer.lines.empty()) out.open("DTM").element("232").date(claim.delivered).end();
    if (answer.interest != 0) out.open("AMT").element("I").amount(answer.interest).end();
    for (auto const& line : answer.lines) write_line(out, claim, answer, line);
}

}  // namespace orthoscrub::generator
