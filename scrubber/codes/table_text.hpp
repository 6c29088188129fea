#pragma once
#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parser/model/date.hpp"
#include "scrubber/codes/file_source.hpp"
#include "scrubber/codes/nearest_name.hpp"

namespace orthoscrub::scrub {

/// Why a table cannot be used, and where: line and column count from 1 and point at the field; both are 0 when the file is missing.
struct table_error {
    std::string path;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::string expected;
    std::string found;
};

/// "codes/lcodes.csv:14:23: expected a day CCYY-MM-DD, found "2004-13-01"".
[[nodiscard]] std::string to_string(table_error const& error);

/// What the comment line at the head of a table says: "# table: lcodes; release: 2026-07; covers_to: 2026-09-30; sources: S1".
struct table_info {
    std::string_view name;      ///< table
    std::string_view release;   ///< edition of the source, as its publisher names it, or the month it was read
    std::string_view coverage;  ///< empty or a range: complete for it; "excerpt": absence of a code means nothing
    std::string_view sources;   ///< source keys, explained in scrubber/codes/README.md
    model::date covers_to;      ///< last day the release speaks about; empty when it has no such end
    [[nodiscard]] bool excerpt() const noexcept { return coverage == "excerpt"; }
};

/// Keeps the bytes of the tables read so far and the errors found in them.
struct table_load {
    file_source source;
    std::deque<std::string> texts;
    std::vector<table_error> errors;
    std::vector<table_info> infos;
};

/// Days from `first` to `last`, both included; an empty date leaves that end open.
struct day_range {
    model::date first;
    model::date last;
    [[nodiscard]] constexpr bool contains(model::date day) const noexcept {
        return day >= first && (last.empty() || day <= last);
    }
};

/// Walks the rows of one comma-separated table. Lines that begin with # are comments; the first other line names the columns,
/// which may stand in any order; fields may be quoted. Faulty rows are reported and skipped.
class table_reader {
public:
    static constexpr std::size_t max_columns = 24;

    /// Opens `path`; `columns` are the names that rows are asked for, by position. A missing file is an error unless `optional`.
    table_reader(table_load& load, std::string_view path, std::span<std::string_view const> columns,
                 bool optional = false);

    /// Goes to the next row with the right number of fields; false at the end or when the table cannot be read at all.
    [[nodiscard]] bool next();
    /// A field of the row, by the position of its name in `columns`; valid as long as the loaded tables.
    [[nodiscard]] std::string_view operator[](std::size_t column) const noexcept { return fields_[column].text; }
    [[nodiscard]] bool opened() const noexcept { return opened_; }
    [[nodiscard]] table_info const& info() const noexcept { return info_; }

    /// Where a field stands, for complaints that can only be made after later rows.
    struct place {
        std::uint32_t line = 0;
        std::uint32_t column = 0;
        std::string_view text;
    };
    [[nodiscard]] place where(std::size_t column) const noexcept {
        return {line_, fields_[column].column, fields_[column].text};
    }
    /// Reports that a field is not what was expected.
    void fail(std::size_t column, std::string expected) { fail(where(column), std::move(expected)); }
    void fail(place at, std::string expected);
    /// A day CCYY-MM-DD; empty when the field is, or is faulty (then reported).
    [[nodiscard]] model::date day(std::size_t column);
    /// Two day fields; a last day before the first is reported.
    [[nodiscard]] day_range days(std::size_t first, std::size_t last);
    /// yes or no; anything else is reported.
    [[nodiscard]] bool yes(std::size_t column);
    /// Position of the field in `words`; anything else is reported with the nearest word, and the answer is 0.
    [[nodiscard]] std::size_t word(std::size_t column, std::span<std::string_view const> words);
    /// A whole number from 0 to 255, empty is 0; anything else is reported.
    [[nodiscard]] std::uint8_t number(std::size_t column);

private:
    struct field {
        std::string_view text;
        std::uint32_t column = 0;
    };
    bool take_line(std::string_view& line);
    bool split(std::string_view line, std::array<field, max_columns>& out, std::size_t& count);
    void read_comment(std::string_view line);
    bool read_head(std::span<std::string_view const> columns);
    void report(std::uint32_t column, std::string expected, std::string_view found) {
        fail(place{line_, column, found}, std::move(expected));
    }

    table_load& load_;
    std::string path_;
    std::string_view rest_;
    std::uint32_t line_ = 0;
    bool opened_ = false;
    table_info info_;
    std::size_t asked_ = 0;
    std::size_t width_ = 0;
    std::array<std::uint8_t, max_columns> place_{};  ///< asked column -> column of the file
    std::array<field, max_columns> raw_{};
    std::array<field, max_columns> fields_{};
};

}  // namespace orthoscrub::scrub
