// What the three official layouts share: lines with numbers, characters by position, and writing rows of our tables.
#include "scrubber/codes/official/release_lines.hpp"

namespace orthoscrub::scrub {

namespace {

std::string_view trimmed(std::string_view text) {
    auto const first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

constexpr std::size_t most_errors = 20;

}  // namespace

bool release_lines::next() {
    while (!rest_.empty()) {
        std::size_t const end = rest_.find('\n');
        line_ = rest_.substr(0, end);
        rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 1);
        if (!line_.empty() && line_.back() == '\r') line_.remove_suffix(1);
        ++number_;
        if (line_.find_first_not_of(" \t\x1A") != std::string_view::npos) return true;
    }
    return false;
}

std::string_view release_lines::part(std::size_t first, std::size_t last) const noexcept {
    if (line_.size() < first) return {};
    return trimmed(line_.substr(first - 1, last - first + 1));
}

void release_lines::fail(std::size_t column, std::string expected, std::string_view found) {
    if (made_.errors.size() < most_errors)
        made_.errors.push_back({edition_.path, number_, static_cast<std::uint32_t>(column), std::move(expected),
                                std::string{found.substr(0, 60)}});
}

std::string table_field(std::string_view text) {
    std::string field;
    bool quoted = false;
    for (char const c : text) {
        quoted = quoted || c == ',' || c == '"';
        field += c == '"' ? '\'' : c < ' ' || c > '~' ? ' ' : c;
    }
    return quoted || field.starts_with('#') ? '"' + field + '"' : field;
}

std::string table_head(std::string_view name, release_edition const& edition, std::string_view source,
                       std::string_view columns) {
    std::string head = "# table: ";
    head.append(name).append("; release: ").append(table_field(edition.release));
    if (!edition.covers_to.empty()) head.append("; covers_to: ").append(edition.covers_to.iso());
    return head.append("; sources: ").append(source).append("\n").append(columns).append("\n");
}

}  // namespace orthoscrub::scrub
