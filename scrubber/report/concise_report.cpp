// check --format concise: one line a finding in the manner of a compiler, so that editors and grep understand
// it.
//   day.837:27: error modifier-laterality-required 25-0417/1 L1833 needs RT or LT.
// The number after the file is the segment's ordinal in the file. With a baseline the line ends in [new] or [open].
// What --max-findings leaves out is told in a last line, which is no line of this form.
#include <memory>

#include "scrubber/report/report.hpp"

namespace orthoscrub::scrub {
namespace {

void append_line_of(std::string_view text, std::string& out) {
    for (char c : text) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
}

class concise_report final : public report {
public:
    void begin(run_info const&, std::string&) override {}

    void render(finding_view const& f, std::string& out) override {
        append_line_of(f.file, out);
        out += ':';
        out += std::to_string(f.text_line != 0 ? f.text_line : f.at.segment);
        out += ": ";
        out += text::to_string(f.level);
        out += ' ';
        out += f.rule;
        out += ' ';
        append_line_of(f.claim ? f.claim->control_number : "-", out);
        if (f.line) {
            out += '/';
            append_line_of(f.line->number, out);
        }
        out += ' ';
        append_line_of(f.message, out);
        if (f.baseline != baseline_mark::none) out.append(" [").append(to_string(f.baseline)).append("]");
        out += '\n';
    }

    void place(std::string_view rendered, std::string& out) override { out += rendered; }
    void end_file(file_result const&, std::string&) override {}
    void end(run_summary const& summary, std::string& out) override {
        if (summary.left_out == 0) return;
        out += left_out_sentence(summary.left_out, summary.counts.findings(), summary.max_findings);
        out += '\n';
    }
};

}  // namespace

std::unique_ptr<report> make_concise_report() { return std::make_unique<concise_report>(); }

}  // namespace orthoscrub::scrub
