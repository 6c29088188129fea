// Levels 20, 21, 19, PT: the clearinghouse, who sent, each supplier, each patient with a claim. Accepted is A2:20 with
// the payer's claim number or A1:19 without; a rejection that concerns a line is A3:247 at the claim and names its cause
// at the line. Counts and amounts of accepted and rejected claims agree at both upper levels.
#include "tools/generator/ack_writer.hpp"

#include <algorithm>

#include "tools/generator/segment_writer.hpp"

namespace orthoscrub::generator {

namespace {

void write_status(segment_writer& out, front_end_status status) {
    out.element(status.category).component(status.status);
    if (!status.entity.empty()) out.component(status.entity);
}

struct tally {
    std::uint64_t taken = 0, refused = 0;
    std::int64_t taken_cents = 0, refused_cents = 0;
};

void write_tally(segment_writer& out, tally const& of, std::string_view taken, std::string_view refused) {
    if (of.taken != 0) out.open("QTY").element(taken).number(of.taken).end();
    if (of.refused != 0) out.open("QTY").element(refused).number(of.refused).end();
    if (of.taken != 0) out.open("AMT").element("YU").amount(of.taken_cents).end();
    if (of.refused != 0) out.open("AMT").element("YY").amount(of.refused_cents).end();
}

}  // namespace

ack_writer::ack_writer(std::chrono::sys_days file_date, bool segment_per_line,
                       std::function<void(std::string_view)> const& sink)
    : day_(file_date + std::chrono::days{1}), line_feed_(segment_per_line), sink_(sink) {}

void ack_writer::begin_set(std::string reference) {
    reference_ = std::move(reference);
    entries_.clear();
}

void ack_writer::add(household const& home, person const& patient, supplier const& by, claim_story const& claim,
                     claim_case const& decided, front_end_status status, unsigned line) {
    auto& made = entries_.emplace_back();
    made.name.append(patient.last).append(1, '*').append(patient.first);
    if (home.destination->type == coverage::workers) made.member = "UNKNOWN";
    else append_member_id(made.member, home.destination->type, home.serial);
    made.claim = claim.number;
    made.by = &by;
    made.delivered = claim.delivered;
    made.charge = claim.total() + claim.total_off_by;
    made.rejected = decided.rejected;
    if (!decided.rejected) {
        if (decided.tells_icn) made.icn = decided.icn;
        made.status = made.icn.empty() ? front_end_status{"A1", "19", "PR"} : front_end_status{"A2", "20", "PR"};
        return;
    }
    made.status = status;
    if (!status.of_line || line == 0 || !claim.numbered_lines) return;
    made.code = claim.lines[line - 1].code;
    made.line_charge = claim.lines[line - 1].charge;
    made.line_number = claim.number + '-' + std::to_string(line);
}

void ack_writer::open() {
    std::string date;
    segment_writer(date, false).date(day_);
    segment_writer out(text_, line_feed_);
    text_ += "ISA*00*          *00*          *ZZ*SAMPLERECEIVER *ZZ*SAMPLESUPPLIER *";
    text_.append(date, 3, 6).append("*1300*^*00501*000000277*0*T*:");
    out.end_raw();
    out.open("GS").element("HN").element("SAMPLERECEIVER").element("SAMPLESUPPLIER").date(day_);
    out.element("1300").element("1").element("X").element("005010X214").end();
}

void ack_writer::end_set() {
    if (sets_ == 0) open();
    ++sets_;
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](entry const& a, entry const& b) { return a.by->npi < b.by->npi; });
    tally all;
    for (auto const& each : entries_) {
        ++(each.rejected ? all.refused : all.taken);
        (each.rejected ? all.refused_cents : all.taken_cents) += each.charge;
    }
    segment_writer out(text_, line_feed_);
    out.open("ST").element("277").number(sets_, 4).element("005010X214").end();
    out.open("BHT").element("0085").element("08").element("ACK");
    text_ += reference_;
    out.date(day_).element("1300").element("TH").end();
    out.open("HL").element("1").element().element("20").element("1").end();
    out.open("NM1").element("AY").element("2").element("SAMPLE CLEARINGHOUSE");
    out.element().element().element().element().element("46").element("SAMPLE40").end();
    out.open("TRN").element("1").element("FE");
    text_ += reference_;
    out.end();
    out.open("DTP").element("050").element("D8").date(day_ - std::chrono::days{1}).end();
    out.open("DTP").element("009").element("D8").date(day_).end();
    out.open("HL").element("2").element("1").element("21").element("1").end();
    out.open("NM1").element("41").element("2").element("SAMPLE BILLING SERVICE");
    out.element().element().element().element().element("46").element("SAMPLE41").end();
    out.open("TRN").element("2").element(reference_).end();
    out.open("STC").element("A1").component("19").component("PR").date(day_).element("WQ");
    out.amount(all.taken_cents + all.refused_cents).end();
    write_tally(out, all, "90", "AA");
    std::uint64_t hl = 2, supplier_hl = 0;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        auto const& each = entries_[i];
        if (i == 0 || each.by != entries_[i - 1].by) {
            supplier_hl = ++hl;
            tally here;
            for (std::size_t k = i; k < entries_.size() && entries_[k].by == each.by; ++k) {
                ++(entries_[k].rejected ? here.refused : here.taken);
                (entries_[k].rejected ? here.refused_cents : here.taken_cents) += entries_[k].charge;
            }
            out.open("HL").number(supplier_hl).element("2").element("19").element("1").end();
            out.open("NM1").element("85").element("2").element(each.by->name);
            out.element().element().element().element().element("XX").element(each.by->npi).end();
            out.open("TRN").element("1").element("0").end();
            out.open("STC").element("A1").component("19").component("PR").element().element("WQ");
            out.amount(here.taken_cents + here.refused_cents).end();
            write_tally(out, here, "QA", "QC");
        }
        out.open("HL").number(++hl).number(supplier_hl).element("PT").end();
        out.open("NM1").element("QC").element("1").element(each.name);
        out.element().element().element().element("MI").element(each.member).end();
        out.open("TRN").element("2").element(each.claim).end();
        out.open("STC");
        bool const of_line = !each.line_number.empty();
        write_status(out, of_line ? front_end_status{"A3", "247", ""} : each.status);
        out.date(day_).element(each.rejected ? "U" : "WQ").amount(each.charge).end();
        if (!each.icn.empty()) out.open("REF").element("1K").element(each.icn).end();
        out.open("REF").element("D9").element("TRACE");
        text_ += each.claim;
        out.end();
        out.open("DTP").element("472").element("D8").date(each.delivered).end();
        if (!of_line) continue;
        out.open("SVC").element("HC").component(each.code).amount(each.line_charge).end();
        out.open("STC");
        write_status(out, each.status);
        out.element().element("U").end();
        out.open("REF").element("FJ").element(each.line_number).end();
        out.open("DTP").element("472").element("D8").date(each.delivered).end();
    }
    out.open("SE").number(out.count() + 1).number(sets_, 4).end();
    sink_(text_);
    text_.clear();
}

void ack_writer::close() {
    segment_writer out(text_, line_feed_);
    out.open("GE").number(sets_).element("1").end();
    out.open("IEA").element("1").element("000000277").end();
    sink_(text_);
    text_.clear();
}

}  // namespace orthoscrub::generator
