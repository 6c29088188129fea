// One pass, one row at a time, in buffers that are used again. A row is cut field by field, because a quoted field may hold
// the line break that would end it.
#include "scrubber/facts/csv_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scrubber/codes/nearest_name.hpp"

namespace orthoscrub::scrub {
namespace {

constexpr std::size_t most_errors = 20;

std::string_view trimmed(std::string_view text) noexcept {
    auto const blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

}  // namespace

std::string to_string(csv_error const& error) {
    std::string text = error.path;
    if (error.line != 0) text += ':' + std::to_string(error.line);
    text += ": ";
    if (!error.column.empty()) text += error.column + ": ";
    return text + error.message;
}

csv_rows::csv_rows(std::string_view path, std::string_view bytes, std::span<std::string_view const> columns,
                   std::vector<csv_error>& errors)
    : path_{path}, rest_{bytes}, columns_{columns}, errors_{errors} {
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
    usable_ = read_head();
}

std::string_view csv_rows::operator[](std::size_t column) const noexcept { return trimmed(fields_[place_[column]]); }

void csv_rows::report(std::string column, std::string message) {
    auto const own = std::count_if(errors_.begin(), errors_.end(), [&](auto const& e) { return e.path == path_; });
    if (static_cast<std::size_t>(own) < most_errors)
        errors_.push_back({std::string{path_}, row_line_, std::move(column), std::move(message)});
}

void csv_rows::fail(std::size_t column, std::string message) {
    report(std::string{columns_[column]}, std::move(message));
}

bool csv_rows::read_head() {
    std::string const wanted = fmt::format("the first row names the columns: {}", fmt::join(columns_, ","));
    if (!take_row()) {
        if (row_line_ == 0) report({}, "is empty; " + wanted);
        return false;
    }
    width_ = count_;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count_; ++i) {
        std::string name{trimmed(fields_[i])};
        for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        names.push_back(std::move(name));
    }
    std::vector<std::string_view> const known{names.begin(), names.end()};
    bool good = true;
    for (std::string_view const column : columns_) {
        auto const at = std::find(names.begin(), names.end(), column);
        if (at == names.end()) {
            report(std::string{column}, fmt::format("there is no such column; {}", wanted));
            good = false;
        } else if (std::find(at + 1, names.end(), column) != names.end()) {
            report(std::string{column}, "two columns have this name; rename one");
            good = false;
        }
        place_.push_back(static_cast<std::size_t>(at - names.begin()));
    }
    return good;
}

bool csv_rows::next() {
    while (usable_ && take_row()) {
        if (!good_row_ || (count_ == 1 && trimmed(fields_[0]).empty())) continue;
        if (count_ == width_) return true;
        report({}, fmt::format("has {} fields, the first row has {}; put quotes around a value with a comma", count_,
                               width_));
    }
    return false;
}

bool csv_rows::take_row() {
    count_ = 0;
    good_row_ = true;
    if (rest_.empty()) return false;
    row_line_ = line_;
    while (true) {
        if (count_ == fields_.size()) fields_.emplace_back();
        std::string& field = fields_[count_++];
        field.clear();
        if (rest_.starts_with('"')) {
            rest_.remove_prefix(1);
            while (true) {
                std::size_t const quote = rest_.find('"');
                std::string_view const part = rest_.substr(0, quote);
                field += part;
                line_ += static_cast<std::uint32_t>(std::count(part.begin(), part.end(), '\n'));
                if (quote == std::string_view::npos) {
                    report({}, "a value opens with a quote that never closes; close it or double it");
                    rest_ = {};
                    good_row_ = false;
                    return count_ > 1 || !field.empty();
                }
                rest_.remove_prefix(quote + 1);
                if (!rest_.starts_with('"')) break;
                field += '"';
                rest_.remove_prefix(1);
            }
            std::size_t const after = std::min(rest_.find_first_of(",\r\n"), rest_.size());
            if (!trimmed(rest_.substr(0, after)).empty()) {
                report({}, "text stands behind a closing quote; double the quotes inside a value");
                good_row_ = false;
            }
            rest_.remove_prefix(after);
        } else {
            std::size_t end = std::min(rest_.find_first_of(",\n"), rest_.size());
            field = rest_.substr(0, end);
            rest_.remove_prefix(end);
            if (!field.empty() && field.back() == '\r' && !rest_.starts_with(',')) field.pop_back();
        }
        if (rest_.starts_with("\r\n")) rest_.remove_prefix(1);
        if (rest_.empty()) return true;
        char const mark = rest_.front();
        rest_.remove_prefix(1);
        if (mark == ',') continue;
        ++line_;
        return true;
    }
}

}  // namespace orthoscrub::scrub
