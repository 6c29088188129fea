#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace orthoscrub::scrub {

/// What is wrong with a file that the user supplies, where, and what to write instead. Holds no value of the file: these
/// may be personal.
struct csv_error {
    std::string path;
    std::uint32_t line = 0;  ///< 0: the file as a whole
    std::string column;      ///< name of the column; empty: the row as a whole
    std::string message;
};
/// "history.csv:14: birth_date: is no day; write it as 1950-01-31".
[[nodiscard]] std::string to_string(csv_error const& error);

/// Reads comma-separated values as RFC 4180 writes them: quoted fields may hold commas, line breaks and doubled quotes; rows
/// end with LF or CR LF. The first row names the columns, in any order; further columns are passed over.
class csv_rows {
public:
    /// `columns` are the names asked for, by position. Errors go to `errors`, at most twenty of a file.
    csv_rows(std::string_view path, std::string_view bytes, std::span<std::string_view const> columns,
             std::vector<csv_error>& errors);

    /// Goes to the next row that has all its fields; false at the end, and at once when the columns are wrong.
    [[nodiscard]] bool next();
    /// A field of the row without blanks around it, by the position of its name in `columns`; valid until `next`.
    [[nodiscard]] std::string_view operator[](std::size_t column) const noexcept;
    /// Reports a field of the row.
    void fail(std::size_t column, std::string message);

private:
    [[nodiscard]] bool take_row();
    [[nodiscard]] bool read_head();
    void report(std::string column, std::string message);

    std::string_view path_, rest_;
    std::span<std::string_view const> columns_;
    std::vector<csv_error>& errors_;
    std::vector<std::string> fields_;
    std::size_t count_ = 0;  ///< fields of the row; `fields_` keeps the memory of longer ones
    std::size_t width_ = 0;
    std::vector<std::size_t> place_;
    std::uint32_t line_ = 1;      ///< where the next row begins
    std::uint32_t row_line_ = 0;  ///< where this row began
    bool good_row_ = false;
    bool usable_ = false;
};

}  // namespace orthoscrub::scrub
