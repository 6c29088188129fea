// Reads the comma-separated tables in one pass over a copy of their bytes; fields are views into that copy. A doubled
// quote inside a quoted field is refused, so that no field ever needs rewriting. Every complaint carries the line and
// the column of the field, because people edit these files by hand.
#include "scrubber/codes/table_text.hpp"

#include <algorithm>
#include <cstring>

namespace orthoscrub::scrub {
namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

constexpr std::size_t most_errors = 100;

}  // namespace

std::string to_string(table_error const& error) {
    std::string text = error.path;
    if (error.line != 0) text += ':' + std::to_string(error.line) + ':' + std::to_string(error.column);
    text += ": expected " + error.expected;
    if (error.line != 0) text += ", found \"" + error.found + '"';
    return text;
}

table_reader::table_reader(table_load& load, std::string_view path, std::span<std::string_view const> columns,
                           bool optional)
    : load_{load}, path_{path}, asked_{columns.size()} {
    std::optional<std::string_view> const bytes = load.source ? load.source(path) : std::nullopt;
    if (!bytes) {
        if (!optional) load_.errors.push_back({path_, 0, 0, "the file; it is not in the pack", {}});
        return;
    }
    rest_ = load.texts.emplace_back(*bytes);
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
    opened_ = read_head(columns);
    if (opened_) load_.infos.push_back(info_);
}

bool table_reader::take_line(std::string_view& line) {
    if (rest_.empty()) return false;
    std::size_t const end = rest_.find('\n');
    line = rest_.substr(0, end);
    rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    ++line_;
    return true;
}

void table_reader::fail(place at, std::string expected) {
    if (load_.errors.size() < most_errors)
        load_.errors.push_back({path_, at.line, at.column, std::move(expected), std::string{at.text.substr(0, 60)}});
}

void table_reader::read_comment(std::string_view line) {
    line.remove_prefix(1);
    bool table_line = trimmed(line).starts_with("table:");
    while (table_line && !line.empty()) {
        std::size_t const end = std::min(line.find(';'), line.size());
        std::string_view const part = line.substr(0, end);
        line.remove_prefix(std::min(end + 1, line.size()));
        std::size_t const colon = part.find(':');
        if (colon == std::string_view::npos) continue;
        std::string_view const key = trimmed(part.substr(0, colon));
        std::string_view const value = trimmed(part.substr(colon + 1));
        if (key == "table") info_.name = value;
        else if (key == "release") info_.release = value;
        else if (key == "coverage") info_.coverage = value;
        else if (key == "sources") info_.sources = value;
        else if (key == "covers_to") {
            auto const day = model::date::from_iso(value);
            if (day) info_.covers_to = *day;
            else report(1, "covers_to: a day CCYY-MM-DD", value);
        }
    }
}

bool table_reader::read_head(std::span<std::string_view const> columns) {
    std::string_view line;
    while (take_line(line)) {
        if (line.starts_with('#')) {
            read_comment(line);
            continue;
        }
        if (trimmed(line).empty()) continue;
        if (!split(line, raw_, width_)) return false;
        if (info_.name.empty()) {
            report(1, "a comment line \"# table: ...; release: ...\" before the column names", line);
            return false;
        }
        for (std::size_t i = 0; i < columns.size(); ++i) {
            std::size_t at = 0;
            while (at < width_ && raw_[at].text != columns[i]) ++at;
            if (at == width_) {
                report(1, "a column named " + std::string{columns[i]}, line);
                return false;
            }
            place_[i] = static_cast<std::uint8_t>(at);
        }
        return true;
    }
    ++line_;
    report(1, "a line of column names", {});
    return false;
}

bool table_reader::split(std::string_view line, std::array<field, max_columns>& out, std::size_t& count) {
    count = 0;
    std::size_t at = 0;
    for (;;) {
        if (count == max_columns) {
            report(static_cast<std::uint32_t>(at + 1), "at most 24 fields", line.substr(at));
            return false;
        }
        auto const column = static_cast<std::uint32_t>(at + 1);
        std::string_view text;
        if (at < line.size() && line[at] == '"') {
            std::size_t const close = line.find('"', at + 1);
            if (close == std::string_view::npos) {
                report(column, "a closing quote", line.substr(at));
                return false;
            }
            if (close + 1 < line.size() && line[close + 1] != ',') {
                report(static_cast<std::uint32_t>(close + 2), "a comma after the closing quote",
                       line.substr(close + 1));
                return false;
            }
            text = line.substr(at + 1, close - at - 1);
            at = close + 1;
        } else {
            std::size_t const end = std::min(line.find(',', at), line.size());
            text = line.substr(at, end - at);
            at = end;
        }
        out[count++] = {text, column};
        if (at >= line.size()) return true;
        ++at;
    }
}

bool table_reader::next() {
    if (!opened_) return false;
    std::string_view line;
    while (take_line(line)) {
        if (line.empty() || line.front() == '#' || trimmed(line).empty()) continue;
        std::size_t count = 0;
        if (!split(line, raw_, count)) continue;
        if (count != width_) {
            report(raw_[std::min(count, width_) - 1].column,
                   std::to_string(width_) + " fields as in the line of column names",
                   std::to_string(count) + " fields");
            continue;
        }
        for (std::size_t i = 0; i < asked_; ++i) fields_[i] = raw_[place_[i]];
        return true;
    }
    return false;
}

model::date table_reader::day(std::size_t column) {
    std::string_view const text = fields_[column].text;
    if (text.empty()) return {};
    auto const day = model::date::from_iso(text);
    if (!day) fail(column, "a day CCYY-MM-DD");
    return day.value_or(model::date{});
}

day_range table_reader::days(std::size_t first, std::size_t last) {
    day_range const range{day(first), day(last)};
    if (!range.last.empty() && range.last < range.first) fail(last, "a day not before " + range.first.iso());
    return range;
}

bool table_reader::yes(std::size_t column) {
    std::string_view const text = fields_[column].text;
    if (text != "yes" && text != "no") fail(column, "yes or no");
    return text == "yes";
}

std::size_t table_reader::word(std::size_t column, std::span<std::string_view const> words) {
    std::string_view const text = fields_[column].text;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words[i] == text) return i;
    fail(column, "a known word" + did_you_mean(text, words));
    return 0;
}

std::uint8_t table_reader::number(std::size_t column) {
    unsigned value = 0;
    for (char const c : fields_[column].text) {
        auto const digit = static_cast<unsigned>(c - '0');
        value = value * 10 + digit;
        if (digit > 9 || value > 255) {
            fail(column, "a whole number up to 255");
            return 0;
        }
    }
    return static_cast<std::uint8_t>(value);
}

}  // namespace orthoscrub::scrub
