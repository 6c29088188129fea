#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace orthoscrub::scrub {

/// A run of words in a document: plain, code, a link (`target` is a URL or #anchor), or a severity word.
struct words {
    enum class manner : unsigned char { plain, code, link, severity };
    std::string text;
    manner as = manner::plain;
    std::string target{};
};
using phrase = std::vector<words>;

/// A name and what is said about it, one phrase a line.
struct definition {
    std::string name;
    std::vector<phrase> lines;
};

/// Writes a document of headings, paragraphs, definitions and tables in one format, piece by piece.
class document_writer {
public:
    virtual ~document_writer() = default;
    virtual void begin(std::string_view title, std::string_view subtitle, std::string& out) = 0;
    /// `level` 2 opens a part, 3 an entry of it. `anchor` is unique and made of a-z, 0-9 and -.
    virtual void heading(unsigned level, std::string_view text, std::string_view anchor, std::string& out) = 0;
    virtual void paragraph(phrase const& text, std::string& out) = 0;
    virtual void definitions(std::span<definition const> list, std::string& out) = 0;
    virtual void table(std::span<std::string const> heads, std::span<std::vector<phrase> const> rows,
                       std::string& out) = 0;
    virtual void code(std::string_view text, std::string& out) = 0;
    virtual void end(std::string& out) = 0;
};

[[nodiscard]] std::unique_ptr<document_writer> make_markdown_writer();
/// One self-contained page with the style sheet of the report.
[[nodiscard]] std::unique_ptr<document_writer> make_html_writer();

}  // namespace orthoscrub::scrub
