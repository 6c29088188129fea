// remit --format csv: one row a line, for spreadsheets; money is whole cents in columns that say so. Lists in a cell are
// separated by "; ".
#include "scrubber/report/csv_row.hpp"
#include "scrubber/report/remit/remit_report.hpp"
#include "scrubber/report/remit/remit_words.hpp"

namespace orthoscrub::scrub {
namespace {

constexpr std::string_view remit_columns =
    "claim,payer,payer_claim_number,submitted,line,line_control_number,code,modifiers,date,"
    "disposition,sub,lifecycle,liability,"
    "charge_cents,paid_cents,patient_share_cents,contractual_cents,prior_payer_cents,bundled_cents,pending_cents,"
    "denied_cents,reasons,rarcs,flags,findings,unforeseen,should_have,next_step,deadline,"
    "decided_on,first_decided_on,host,remit_lines,tier,line_score,claim_score,id\r\n";

class list {
public:
    std::string& next() {
        if (!text_.empty()) text_ += "; ";
        return text_;
    }
    [[nodiscard]] std::string_view text() const noexcept { return text_; }

private:
    std::string text_;
};

class remit_csv final : public remit_report {
public:
    void begin(run_info const&, remit_summary const&, std::string& out) override { out += remit_columns; }
    void line(remit_line_view const& l, std::string& out) override {
        list modifiers, reasons, rarcs, flags, findings, should_have;
        for (std::string_view const modifier : l.modifiers)
            if (!modifier.empty()) modifiers.next() += open_value(modifier);
        for (remit::outcome_reason const& r : l.adjustments)
            if (remit::denies(r.kind)) {
                std::string& cell = reasons.next();
                cell += open_value(r.group);
                cell += '-';
                cell += open_value(r.carc);
                cell += ':';
                cell += remit::to_string(r.kind);
            }
        for (std::string_view const code : reason_remarks(l.remarks)) rarcs.next() += code;
        for (unsigned f = 0; f < static_cast<unsigned>(remit::outcome_flag::count_); ++f)
            if ((l.flags >> f & 1) != 0) flags.next() += remit::to_string(static_cast<remit::outcome_flag>(f));
        for (remit_verdict_view const& f : l.findings)
            (findings.next() += f.rule) += ":" + std::string{verdict_name(f.verdict)};
        for (std::string_view const rule : l.should_have) should_have.next() += rule;
        auto const& a = l.amounts;
        csv_row row{out};
        row.text(open_value(l.claim)).text(open_value(l.payer)).text(open_value(l.claim_number)).day(l.submitted);
        row.text(open_value(l.number)).text(open_value(l.control_number)).text(open_value(l.code));
        row.text(modifiers.text()).day(l.first_day);
        row.text(remit::to_string(l.decided)).text(remit::to_string(l.sub)).text(remit::to_string(l.step));
        row.text(remit::to_string(l.bears));
        for (model::money const amount : {a.charge.cents == 0 ? l.charge : a.charge, a.paid, a.patient_share,
                                          a.contractual, a.prior_payer, a.bundled, a.pending, a.denied})
            row.integer(amount.cents);
        row.text(reasons.text()).text(rarcs.text()).text(flags.text()).text(findings.text());
        row.text(to_string(l.unforeseen)).text(should_have.text()).text(l.next_step).day(l.deadline);
        row.day(l.decided_on).day(l.first_decided_on).text(open_value(l.host)).count(l.remit_lines);
        row.text(remit::to_string(l.tier)).integer(l.line_score).integer(l.claim_score);
        row.text(remit::to_string_id(l.id)).end();
    }
    void unresolved(remit_unresolved_view const&, std::string&) override {}
    void adjustment(remit_adjustment_view const&, std::string&) override {}
    void open(remit_open_view const&, std::string&) override {}
    void remark(remit_remark_view const&, std::string&) override {}
    void end(std::string&) override {}
};

}  // namespace

std::unique_ptr<remit_report> make_remit_csv() { return std::make_unique<remit_csv>(); }

}  // namespace orthoscrub::scrub
