// diff --format csv: one row a change; money is whole cents.
#include "scrubber/report/csv_row.hpp"
#include "scrubber/report/remit/diff_report.hpp"

namespace orthoscrub::scrub {
namespace {

constexpr std::string_view remit_header =
    "class,claim,line,line_control_number,code,payer,from,from_sub,to,to_sub,charge_delta_cents,paid_delta_cents,"
    "patient_share_delta_cents,contractual_delta_cents,prior_payer_delta_cents,bundled_delta_cents,"
    "pending_delta_cents,denied_delta_cents,unbalanced,gone,new,id\r\n";

constexpr std::string_view pack_header = "crossing,claim,line,code,payer,disposition,cents,gained,lost,id\r\n";

std::string joined(std::vector<std::string> const& list) {
    std::string out;
    for (std::string const& text : list) out += (out.empty() ? "" : "; ") + text;
    return out;
}

}  // namespace

void write_diff_csv(remit::remit_diff const& diff, std::string& out) {
    out += remit_header;
    for (remit::line_difference const& d : diff.changes) {
        remit::diff_line const& l = d.line();
        csv_row row{out};
        row.text(remit::to_string(d.kind)).text(open_value(l.claim)).text(open_value(l.number));
        row.text(open_value(l.control_number)).text(open_value(l.code)).text(open_value(l.payer));
        for (auto const* side : {d.from, d.to}) {
            row.text(side ? remit::to_string(side->decided) : std::string_view{});
            row.text(side ? remit::to_string(side->sub) : std::string_view{});
        }
        auto const& x = d.deltas;
        for (auto const cents :
             {x.charge, x.paid, x.patient_share, x.contractual, x.prior_payer, x.bundled, x.pending, x.denied})
            row.integer(cents);
        row.number(d.unbalanced ? "yes" : "no").text(joined(d.gone)).text(joined(d.fresh));
        row.text(remit::to_string_id(l.id)).end();
    }
}

void write_pack_diff_csv(remit::pack_diff const& diff, std::string& out) {
    out += pack_header;
    for (remit::pack_line_change const& c : diff.changes) {
        csv_row row{out};
        row.text(to_string(c.what)).text(open_value(c.claim)).text(open_value(c.number)).text(open_value(c.code));
        row.text(open_value(c.payer)).text(remit::to_string(c.decided)).integer(c.cents);
        row.text(joined(c.gained)).text(joined(c.lost)).text(remit::to_string_id(c.id)).end();
    }
}

}  // namespace orthoscrub::scrub
