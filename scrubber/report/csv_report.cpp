// check --format csv: RFC 4180, one row a finding, for spreadsheets. Money is whole cents in columns that say so. What a
// spreadsheet would run as a formula (a cell that begins with = + - @, a tab or a line break) gets an apostrophe in
// front: control numbers and codes come from the file, and a file can be hostile.
#include <memory>

#include "scrubber/engine/explain.hpp"
#include "scrubber/report/report.hpp"
#include "scrubber/report/text_card.hpp"
#include "scrubber/report/utf8_text.hpp"

namespace orthoscrub::scrub {
namespace {

constexpr std::string_view header =
    "file,word,severity,rule,"
    "claim,claim_ordinal,transaction_set,payer,claim_charge_cents,"
    "line,line_control_number,code,modifiers,units,line_charge_cents,"
    "box,x12_place,segment,segment_in_set,byte,"
    "message,do,title,predicts,sources,source_url,fix,fix_what,confidence,snip,times,fingerprint\r\n";

/// A spreadsheet takes the cell for a formula. Blanks in front do not stop all of them.
bool formula(std::string_view text) {
    auto const first = text.find_first_not_of(' ');
    return first != std::string_view::npos && std::string_view{"=+-@\t\r\n|%"}.find(text[first]) != text.npos;
}

/// The cells of one row, with commas between.
class row {
public:
    explicit row(std::string& out) : out_{out} {}

    row& text(std::string_view value) {
        separate();
        bool const runs = formula(value);
        if (!runs && value.find_first_of(",\"\r\n ") == std::string_view::npos) {
            append(value, out_);
            return *this;
        }
        out_ += '"';
        if (runs) out_ += '\'';
        append(value, out_);
        out_ += '"';
        return *this;
    }
    /// A number of ours; an empty cell for nothing.
    row& number(std::string_view digits) {
        separate();
        out_ += digits;
        return *this;
    }
    row& count(std::uint64_t value) { return number(value == 0 ? std::string{} : std::to_string(value)); }
    row& cents(model::parsed_money amount) {
        return number(amount.usable() ? std::to_string(amount.value.cents) : std::string{});
    }
    void end() { out_ += "\r\n"; }

private:
    void separate() {
        if (any_) out_ += ',';
        any_ = true;
    }
    static void append(std::string_view value, std::string& out) {
        for (std::size_t at = 0; at < value.size();) {
            if (static_cast<unsigned char>(value[at]) < 0x20) {
                out += ' ';
                ++at;
                continue;
            }
            if (value[at] == '"') out += '"';
            append_utf8(value, at, out);
        }
    }

    std::string& out_;
    bool any_ = false;
};

std::string modifiers_of(finding_line const& line) {
    std::string text;
    for (std::string_view const modifier : line.modifiers) {
        if (modifier.empty()) continue;
        if (!text.empty()) text += ' ';
        text += modifier;
    }
    return text;
}

class csv_report final : public report {
public:
    void begin(run_info const&, std::string& out) override { out += header; }

    void render(finding_view const& f, std::string& out) override {
        static constexpr finding_claim no_claim;
        static constexpr finding_line no_line;
        finding_claim const& claim = f.claim ? *f.claim : no_claim;
        finding_line const& line = f.line ? *f.line : no_line;
        std::string sources;
        for (grammars::rule_source const& source : f.sources) {
            if (!sources.empty()) sources += "; ";
            sources += source.key + (source.key.empty() || source.title.empty() ? "" : " ") + source.title;
        }
        row cells{out};
        cells.text(f.file).text(screen_word(f.level, f.fix)).text(text::to_string(f.level)).text(f.rule);
        cells.text(claim.control_number).count(claim.ordinal).text(claim.st).text(claim.payer).cents(claim.charge);
        cells.text(line.number).text(line.control_number).text(line.code).text(modifiers_of(line));
        cells.number(line.units.usable() ? model::to_string(line.units.value) : std::string{}).cents(line.charge);
        cells.text(f.box).text(x12_place(f.at)).count(f.at.segment).count(f.at.st_segment);
        cells.number(std::to_string(f.at.byte)).text(f.message).text(f.remedy).text(f.title);
        cells.text(f.predicts.empty() ? std::string{} : predictions_text(f.predicts)).text(sources);
        cells.text(f.sources.empty() ? std::string_view{} : std::string_view{f.sources.front().url});
        cells.text(f.fix == grammars::fix_level::none ? std::string_view{} : grammars::to_string(f.fix));
        cells.text(f.fix_text).text(f.confidence).count(f.snip).count(f.count).text(f.fingerprint).end();
    }

    void place(std::string_view rendered, std::string& out) override { out += rendered; }
    void end_file(file_result const&, std::string&) override {}
    void end(run_summary const&, std::string&) override {}
};

}  // namespace

std::unique_ptr<report> make_csv_report() { return std::make_unique<csv_report>(); }

}  // namespace orthoscrub::scrub
