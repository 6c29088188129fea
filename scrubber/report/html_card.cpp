// The parts of the page that stand for findings. Order of a card as in the text report: what is wrong, what to do, why,
// the payer's answer, where; why and answer are the same for all findings of a rule and stand once above them.
#include "scrubber/report/html_card.hpp"

#include "scrubber/codes/answer_tables.hpp"
#include "scrubber/report/html_page.hpp"
#include "scrubber/report/report.hpp"
#include "scrubber/report/text_card.hpp"

namespace orthoscrub::scrub {
namespace {

void append_pair(std::string_view term, std::string_view words, std::string& out) {
    out += "<div><dt>";
    out += term;
    out += "</dt><dd>";
    append_escaped(words, out);
    out += "</dd></div>";
}

void append_source(grammars::rule_source const& source, std::string& out) {
    out += "<dd>";
    append_escaped(source.title.empty() ? source.key : source.title, out);
    if (source.url.starts_with("https://") || source.url.starts_with("http://")) {
        out += " <a rel=\"noreferrer\" href=\"";
        append_escaped(source.url, out);
        out += "\">";
        append_escaped(source.url, out);
        out += "</a>";
    }
    out += "</dd>";
}

std::int64_t cents_of(finding_view const& f) {
    if (f.line) return f.line->charge.usable() ? f.line->charge.value.cents : 0;
    return f.claim && f.claim->charge.usable() ? f.claim->charge.value.cents : 0;
}

void append_head(finding_view const& f, std::string& out) {
    out += "<div class=\"top\"><h4>";
    if (!f.claim) {
        out += "The file as a whole";
    } else if (f.claim->control_number.empty()) {
        out += "A claim without a number";
    } else {
        out += "Claim ";
        append_escaped(f.claim->control_number, out);
    }
    if (f.line) {
        out += ", line ";
        append_escaped(f.line->number, out);
    }
    out += "</h4>";
    if (f.line && !f.line->code.empty()) {
        out += "<span class=\"item\">";
        append_escaped(f.line->code, out);
        for (std::string_view const modifier : f.line->modifiers) {
            if (modifier.empty()) continue;
            out += ' ';
            append_escaped(modifier, out);
        }
        if (f.line->units.usable()) {
            std::string const units = model::to_string(f.line->units.value);
            out += ", " + units + (units == "1" ? " unit" : " units");
        }
        out += "</span>";
    }
    bool const charged = f.line ? f.line->charge.usable() : f.claim && f.claim->charge.usable();
    if (charged) out += "<span class=\"amount\">" + dollars(cents_of(f)) + "</span>";
    out += "</div>";
}

void append_where(finding_view const& f, std::string& out) {
    out += "<div><dt>Where</dt><dd>";
    if (!f.box.empty()) {
        out += "<span class=\"box\">Box ";
        append_escaped(f.box, out);
        out += "</span> of the CMS-1500 form; ";
    }
    if (std::string const place = x12_place(f.at); !place.empty()) {
        out += "X12 ";
        append_escaped(place, out);
        out += "; ";
    }
    if (f.at.segment != 0) out += "segment " + std::to_string(f.at.segment) + ", ";
    out += "byte " + std::to_string(f.at.byte) + "<span class=\"of\"> of ";
    if (f.file == "-") out += "standard input";
    else append_escaped(f.file, out);
    out += "</span></dd></div>";
}

}  // namespace

unsigned word_rank(std::string_view word) noexcept {
    return word == "STOP" ? 0 : word == "FIX" ? 1 : word == "CHECK" ? 2 : 3;
}

void append_word(std::string_view word, std::string& out) {
    out += "<span class=\"word ";
    for (char const c : word) out += static_cast<char>(c - 'A' + 'a');
    out += "\">";
    out += word;
    out += "</span>";
}

void append_because(finding_view const& f, answer_tables const& answers, std::string& out) {
    out += "<div class=\"because\"><dl class=\"pairs\">";
    if (!f.sources.empty()) {
        out += "<div><dt>Why</dt>";
        for (grammars::rule_source const& source : f.sources) append_source(source, out);
        out += "</div>";
    }
    bool first = true;
    for (grammars::prediction const& p : f.predicts) {
        std::string const words = answer_words(p, answers);
        if (words.empty()) continue;
        out += first ? "<div><dt>Payer’s answer</dt><dd>" : "<dd>or ";
        append_escaped(words, out);
        out += "</dd>";
        first = false;
    }
    if (!first) out += "</div>";
    if (!f.confidence.empty()) append_pair("Confidence", f.confidence, out);
    if (f.track_record) append_pair("Record", record_words(*f.track_record), out);
    out += "<div><dt>Rule</dt><dd><code>";
    append_escaped(f.rule, out);
    out += "</code></dd></div></dl></div>\n";
}

void append_card(finding_view const& f, std::string& out) {
    append_head(f, out);
    out += "<p class=\"wrong\">";
    append_escaped(f.message, out);
    if (f.count > 1) out += " (" + grouped(f.count) + " times)";
    out += "</p><dl class=\"pairs\">";
    if (!f.remedy.empty()) append_pair("What to do", f.remedy, out);
    if (f.fix == grammars::fix_level::safe) append_pair("The program can", f.fix_text, out);
    if (f.fix == grammars::fix_level::unsafe) append_pair("Needs your yes", f.fix_text, out);
    append_where(f, out);
    out += "</dl>";
}

}  // namespace orthoscrub::scrub
