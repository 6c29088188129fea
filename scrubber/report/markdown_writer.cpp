// Documents as CommonMark with tables. Characters that Markdown would read as markup are escaped; code stands between
// backticks, so rule conditions need nothing else.
#include "scrubber/report/document_writer.hpp"

namespace orthoscrub::scrub {
namespace {

void append_plain(std::string_view text, std::string& out) {
    for (char const c : text) {
        if (std::string_view{"\\`*_[]<>|#"}.find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
}

void append_phrase(phrase const& text, bool in_table, std::string& out) {
    for (words const& part : text) {
        switch (part.as) {
            case words::manner::plain:
                append_plain(part.text, out);
                break;
            case words::manner::severity:
                out += "**" + part.text + "**";
                break;
            case words::manner::link:
                out += '[';
                append_plain(part.text, out);
                out += "](" + part.target + ')';
                break;
            case words::manner::code:
                out += '`';
                for (char const c : part.text) {
                    if (c == '|' && in_table) out += '\\';
                    out += c == '`' ? '\'' : c;
                }
                out += '`';
        }
    }
}

class markdown_writer final : public document_writer {
public:
    void begin(std::string_view title, std::string_view subtitle, std::string& out) override {
        out += "# ";
        append_plain(title, out);
        out += "\n\n";
        append_plain(subtitle, out);
        out += '\n';
    }
    void heading(unsigned level, std::string_view text, std::string_view anchor, std::string& out) override {
        out += "\n<a id=\"" + std::string{anchor} + "\"></a>\n\n" + std::string(level, '#') + ' ';
        append_plain(text, out);
        out += '\n';
    }
    void paragraph(phrase const& text, std::string& out) override {
        out += '\n';
        append_phrase(text, false, out);
        out += '\n';
    }
    void definitions(std::span<definition const> list, std::string& out) override {
        out += '\n';
        for (definition const& one : list) {
            out += "- **" + one.name + ":**";
            if (one.lines.size() == 1) {
                out += ' ';
                append_phrase(one.lines.front(), false, out);
            } else {
                for (phrase const& line : one.lines) {
                    out += "\n  - ";
                    append_phrase(line, false, out);
                }
            }
            out += '\n';
        }
    }
    void table(std::span<std::string const> heads, std::span<std::vector<phrase> const> rows,
               std::string& out) override {
        out += "\n|";
        for (std::string const& head : heads) out += ' ' + head + " |";
        out += "\n|";
        for (std::size_t i = 0; i < heads.size(); ++i) out += "---|";
        for (auto const& row : rows) {
            out += "\n|";
            for (phrase const& cell : row) {
                out += ' ';
                append_phrase(cell, true, out);
                out += " |";
            }
        }
        out += '\n';
    }
    void code(std::string_view text, std::string& out) override {
        out += "\n```\n";
        out += text;
        out += "```\n";
    }
    void end(std::string&) override {}
};

}  // namespace

std::unique_ptr<document_writer> make_markdown_writer() { return std::make_unique<markdown_writer>(); }

}  // namespace orthoscrub::scrub
