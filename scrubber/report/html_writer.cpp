// Documents as a page that stands alone, in the dress of the report. Entries (headings of level 3) are articles.
#include "scrubber/report/document_writer.hpp"
#include "scrubber/report/html_card.hpp"
#include "scrubber/report/html_page.hpp"

namespace orthoscrub::scrub {
namespace {

void append_phrase(phrase const& text, std::string& out) {
    for (words const& part : text) {
        switch (part.as) {
            case words::manner::plain:
                append_escaped(part.text, out);
                break;
            case words::manner::severity:
                append_word(part.text, out);
                break;
            case words::manner::code:
                out += "<code>";
                append_escaped(part.text, out);
                out += "</code>";
                break;
            case words::manner::link:
                out += part.target.starts_with('#') ? "<a href=\"" : "<a rel=\"noreferrer\" href=\"";
                append_escaped(part.target, out);
                out += "\">";
                append_escaped(part.text, out);
                out += "</a>";
        }
    }
}

class html_writer final : public document_writer {
public:
    void begin(std::string_view title, std::string_view subtitle, std::string& out) override {
        append_page_head(title, {}, out);
        out +=
            "<body>\n<a class=\"skip\" href=\"#content\">Skip to the content</a>\n<div class=\"page\">\n<header>\n<h1>";
        append_escaped(title, out);
        out += "</h1>\n<p class=\"quiet\">";
        append_escaped(subtitle, out);
        out += "</p>\n</header>\n<main id=\"content\">\n";
    }
    void heading(unsigned level, std::string_view text, std::string_view anchor, std::string& out) override {
        close(level, out);
        std::string const id{anchor};
        if (level == 2) {
            out += "<section aria-labelledby=\"" + id + "\">\n";
            part_ = true;
        } else {
            out += "<article class=\"rule\" aria-labelledby=\"" + id + "\">\n";
            entry_ = true;
        }
        out += "<h" + std::to_string(level) + " id=\"" + id + "\">";
        append_escaped(text, out);
        out += "</h" + std::to_string(level) + ">\n";
    }
    void paragraph(phrase const& text, std::string& out) override {
        out += "<p>";
        append_phrase(text, out);
        out += "</p>\n";
    }
    void definitions(std::span<definition const> list, std::string& out) override {
        out += "<dl class=\"pairs\">\n";
        for (definition const& one : list) {
            out += "<div><dt>";
            append_escaped(one.name, out);
            out += "</dt>";
            for (phrase const& line : one.lines) {
                out += "<dd>";
                append_phrase(line, out);
                out += "</dd>";
            }
            out += "</div>\n";
        }
        out += "</dl>\n";
    }
    void table(std::span<std::string const> heads, std::span<std::vector<phrase> const> rows,
               std::string& out) override {
        out += "<div class=\"scroll\"><table class=\"stack\">\n<thead><tr>";
        for (std::string const& head : heads) out += "<th scope=\"col\">" + escaped(head) + "</th>";
        out += "</tr></thead>\n<tbody>\n";
        for (auto const& row : rows) {
            out += "<tr>";
            for (std::size_t i = 0; i < row.size(); ++i) {
                out += i == 0 ? "<th scope=\"row\">" : "<td>";
                append_phrase(row[i], out);
                out += i == 0 ? "</th>" : "</td>";
            }
            out += "</tr>\n";
        }
        out += "</tbody></table></div>\n";
    }
    void code(std::string_view text, std::string& out) override {
        out += "<pre tabindex=\"0\">";
        for (std::size_t at = 0; at < text.size();) {
            std::size_t const end = std::min(text.find('\n', at), text.size());
            append_escaped(text.substr(at, end - at), out);
            out += '\n';
            at = end + 1;
        }
        out += "</pre>\n";
    }
    void end(std::string& out) override {
        close(2, out);
        out += "</main>\n</div>\n</body>\n</html>\n";
    }

private:
    void close(unsigned level, std::string& out) {
        if (entry_) out += "</article>\n";
        entry_ = false;
        if (level > 2) return;
        if (part_) out += "</section>\n";
        part_ = false;
    }
    bool part_ = false, entry_ = false;
};

}  // namespace

std::unique_ptr<document_writer> make_html_writer() { return std::make_unique<html_writer>(); }

}  // namespace orthoscrub::scrub
