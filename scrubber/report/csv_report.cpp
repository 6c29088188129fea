// check --format csv: RFC 4180, one row a finding, for spreadsheets. Money is whole cents in columns that say so.
#include <memory>

#include "scrubber/engine/explain.hpp"
#include "scrubber/report/csv_row.hpp"
#include "scrubber/report/report.hpp"
#include "scrubber/report/standing_parts.hpp"
#include "scrubber/report/text_card.hpp"

namespace orthoscrub::scrub {
namespace {

constexpr std::string_view header =
    "file,word,severity,rule,"
    "claim,claim_ordinal,transaction_set,payer,claim_charge_cents,"
    "line,line_control_number,code,modifiers,units,line_charge_cents,"
    "box,x12_place,segment,segment_in_set,byte,"
    "message,do,title,predicts,sources,source_url,fix,fix_what,confidence,snip,times,fingerprint\r\n";

std::string modifiers_of(finding_line const& line) {
    std::string text;
    for (std::string_view const modifier : line.modifiers) {
        if (modifier.empty()) continue;
        if (!text.empty()) text += ' ';
        text += modifier;
    }
    return text;
}

/// The cells of the rule, from title to snip, with the comma before the first.
void write_rule_cells(finding_view const& f, std::string& out) {
    std::string sources;
    for (grammars::rule_source const& source : f.sources) {
        if (!sources.empty()) sources += "; ";
        sources += source.key + (source.key.empty() || source.title.empty() ? "" : " ") + source.title;
    }
    out += ',';
    csv_row cells{out};
    cells.text(f.title).text(f.predicts.empty() ? std::string{} : predictions_text(f.predicts)).text(sources);
    cells.text(f.sources.empty() ? std::string_view{} : std::string_view{f.sources.front().url});
    cells.text(f.fix == grammars::fix_level::none ? std::string_view{} : grammars::to_string(f.fix));
    cells.text(f.fix_text).text(f.confidence).count(f.snip);
}

class csv_report final : public report {
public:
    void begin(run_info const&, std::string& out) override { out += header; }

    void render(finding_view const& f, std::string& out) override {
        static constexpr finding_claim no_claim;
        static constexpr finding_line no_line;
        finding_claim const& claim = f.claim ? *f.claim : no_claim;
        finding_line const& line = f.line ? *f.line : no_line;
        parts_.begin(f, out);
        csv_row cells{out};
        cells.text(f.file).text(screen_word(f.level, f.fix)).text(text::to_string(f.level)).text(f.rule);
        cells.text(claim.control_number).count(claim.ordinal).text(claim.st).text(claim.payer).cents(claim.charge);
        cells.text(line.number).text(line.control_number).text(line.code).text(modifiers_of(line));
        cells.number(line.units.usable() ? model::to_string(line.units.value) : std::string{}).cents(line.charge);
        cells.text(f.box).text(x12_place(f.at)).count(f.at.segment).count(f.at.st_segment);
        cells.number(std::to_string(f.at.byte)).text(f.message).text(f.remedy);
        parts_.split(out);
        cells.count(f.count).text(f.fingerprint).end();
    }

    void place(std::string_view rendered, std::string& out) override { parts_.place(rendered, out); }
    void end_file(file_result const&, std::string&) override {}
    /// What is left out stands in a row of its own, or the table would look complete.
    void end(run_summary const& summary, std::string& out) override {
        if (summary.left_out == 0) return;
        finding_view row;
        std::string const message =
            left_out_sentence(summary.left_out, summary.counts.findings(), summary.max_findings);
        row.rule = "max-findings";
        row.level = text::severity::note;
        row.message = message;
        row.remedy = "Run check with --max-findings all.";
        row.count = summary.left_out;
        std::string rendered;
        render(row, rendered);
        place(rendered, out);
    }

private:
    standing_parts parts_{write_rule_cells};
};

}  // namespace

std::unique_ptr<report> make_csv_report() { return std::make_unique<csv_report>(); }

}  // namespace orthoscrub::scrub
