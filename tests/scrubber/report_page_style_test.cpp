// Colours of the page, as WCAG 2.2 measures them: text 4.5 to 1 (1.4.3), edges of fields and focus rings 3 to 1 (1.4.11),
// in the light and the dark scheme. And the escapes that keep text text.
#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <string>

#include "scrubber/report/html_page.hpp"

namespace report_page_style_test {

using namespace orthoscrub::scrub;

namespace {

/// The colours of one `:root { ... }` block.
std::map<std::string, std::string> colors(std::string_view style, std::string_view after) {
    std::map<std::string, std::string> found;
    auto at = style.find(":root {", style.find(after));
    auto const end = style.find('}', at);
    while ((at = style.find("--", at)) < end) {
        auto const colon = style.find(':', at);
        found[std::string{style.substr(at + 2, colon - at - 2)}] = std::string{style.substr(colon + 2, 7)};
        at = colon;
    }
    return found;
}

double luminance(std::string const& color) {
    double sum = 0;
    double const weights[]{0.2126, 0.7152, 0.0722};
    for (std::size_t i = 0; i < 3; ++i) {
        double const c = std::stoi(color.substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
        sum += weights[i] * (c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double contrast(std::string const& a, std::string const& b) {
    double const x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

}  // namespace

TEST_CASE("every text stands out 4.5 to 1, every edge and focus ring 3 to 1, in light and in dark") {
    CHECK(contrast("#000000", "#ffffff") == doctest::Approx(21));
    struct pair {
        char const *text, *ground;
        double least;
    };
    for (std::string_view const scheme : {":root {", "prefers-color-scheme: dark"}) {
        CAPTURE(scheme);
        auto const all = colors(page_style(), scheme);
        REQUIRE(all.size() == 16);
        for (pair const& p : {pair{"ink", "paper", 4.5}, pair{"ink", "ground", 4.5}, pair{"quiet", "paper", 4.5},
                              pair{"quiet", "ground", 4.5}, pair{"link", "paper", 4.5}, pair{"link", "ground", 4.5},
                              pair{"stop-ink", "stop", 4.5}, pair{"fix-ink", "fix", 4.5},
                              pair{"check-ink", "check", 4.5}, pair{"note-ink", "note", 4.5}, pair{"edge", "paper", 3},
                              pair{"edge", "ground", 3}, pair{"focus", "paper", 3}, pair{"focus", "ground", 3}}) {
            CAPTURE(p.text);
            CAPTURE(p.ground);
            CHECK(contrast(all.at(p.text), all.at(p.ground)) >= p.least);
        }
    }
}

TEST_CASE("text stays text: markup, quotes, control characters, Latin-1") {
    CHECK(escaped("<a href=\"x\">&'") == "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
    CHECK(escaped("a\r\nb\x7f") == "a  b ");
    CHECK(escaped("\xC3\xA9 and \xE9") == "\xC3\xA9 and \xC3\xA9");
    CHECK(escaped("plain") == "plain");
}

}  // namespace report_page_style_test
