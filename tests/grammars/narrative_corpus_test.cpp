// Reads the labelled notes of fixtures/notes and holds precision and recall of each part to 95 %.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "grammars/narrative.hpp"

namespace narrative_corpus_test {

namespace {

using namespace orthoscrub::grammars;
using row = std::map<std::string, std::string>;

std::vector<std::string> cells_of(std::string const& line) {
    std::vector<std::string> cells(1);
    for (char const c : line) {
        if (c == '\t') cells.emplace_back();
        else if (c != '\r') cells.back() += c;
    }
    return cells;
}

std::vector<row> rows_of(std::string const& name) {
    std::ifstream in{std::string{ORTHOSCRUB_SOURCE_DIR "/fixtures/notes/"} + name};
    std::string line;
    std::vector<row> rows;
    std::vector<std::string> columns;
    while (std::getline(in, line)) {
        auto const cells = cells_of(line);
        if (columns.empty()) {
            columns = cells;
            continue;
        }
        row r;
        for (std::size_t i = 0; i < columns.size(); ++i) r[columns[i]] = i < cells.size() ? cells[i] : "";
        rows.push_back(r);
    }
    return rows;
}

std::string folded(std::string_view text) {
    std::string out{text};
    while (!out.empty() && out.back() == ' ') out.pop_back();
    while (!out.empty() && out.front() == ' ') out.erase(0, 1);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
    return out;
}

/// What the grammar reads, in the words of the columns.
row read(std::string const& text) {
    std::vector<char> const exact(text.begin(), text.end());
    narrative const n = read_narrative({exact.data(), exact.size()});
    std::string codes, abbreviations;
    for (code_mention const& c : n.codes())
        if (c.role != code_role::unlisted) codes += (codes.empty() ? "" : " ") + std::string{c.code};
    for (std::size_t i = 0; i < narrative_abbreviations.size(); ++i)
        if ((n.abbreviations >> i & 1U) != 0)
            abbreviations += (abbreviations.empty() ? "" : " ") + std::string{narrative_abbreviations[i]};
    static char const* const sides[] = {"", "right", "left", "both"};
    bool const custom = n.has(narrative_word::custom_made) || n.has(narrative_word::custom_fitted);
    return {{"maker", std::string{n.maker}},
            {"product", std::string{n.product}},
            {"model", std::string{n.model}},
            {"price_cents", n.price_cents ? std::to_string(*n.price_cents) : ""},
            {"side", sides[static_cast<int>(n.side)]},
            {"size", std::string{n.size}},
            {"codes", codes},
            {"material", std::string{n.material}},
            {"custom", custom ? "yes" : ""},
            {"abbreviations", abbreviations},
            {"empty", n.empty_phrase ? "yes" : ""}};
}

char const* const parts[] = {"maker", "product",  "model",  "price_cents",   "side", "size",
                             "codes", "material", "custom", "abbreviations", "empty"};

struct tally {
    int labelled = 0, given = 0, right = 0;
    double precision() const { return given == 0 ? 1.0 : double(right) / given; }
    double recall() const { return labelled == 0 ? 1.0 : double(right) / labelled; }
};

void hold(std::string const& file, std::size_t expected_rows) {
    auto const rows = rows_of(file);
    REQUIRE(rows.size() == expected_rows);
    std::map<std::string, tally> tallies;
    std::ostringstream misses;
    for (row const& label : rows) {
        row const got = read(label.at("text"));
        for (char const* part : parts) {
            std::string const want = folded(label.at(part)), have = folded(got.at(part));
            tally& t = tallies[part];
            t.labelled += !want.empty();
            t.given += !have.empty();
            t.right += !want.empty() && want == have;
            if (want != have)
                misses << label.at("id") << ' ' << part << ": want \"" << want << "\", got \"" << have << "\" in "
                       << label.at("text") << '\n';
        }
    }
    std::ostringstream table;
    table << file << "\npart            labelled  given  right  precision  recall\n";
    bool good = true;
    for (char const* part : parts) {
        tally const& t = tallies[part];
        char line[120];
        std::snprintf(line, sizeof line, "%-15s %8d %6d %6d %9.1f%% %6.1f%%\n", part, t.labelled, t.given, t.right,
                      100 * t.precision(), 100 * t.recall());
        table << line;
        good = good && t.precision() >= 0.95 && t.recall() >= 0.95;
        CAPTURE(part);
        CHECK(t.labelled > 0);
        CHECK(t.precision() >= 0.95);
        CHECK(t.recall() >= 0.95);
    }
    if (!good) MESSAGE(table.str() << misses.str());
}

}  // namespace

TEST_CASE("narrative: the parts of the known notes are read with precision and recall of 95 % or more") {
    hold("known.tsv", 140);
}

TEST_CASE("narrative: the parts of the held-out notes are read with precision and recall of 95 % or more") {
    hold("held_out.tsv", 60);
}

}  // namespace narrative_corpus_test
