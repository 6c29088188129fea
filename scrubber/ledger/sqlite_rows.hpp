#pragma once
#include <sqlite3.h>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "parser/model/date.hpp"
#include "parser/model/money.hpp"

namespace orthoscrub::ledger {

/// A call of SQLite that failed; caught where the ledger answers its callers.
struct sqlite_failure {
    int code = SQLITE_ERROR;  ///< primary result code
    std::string message;
};

/// Bytes for a column of type BLOB.
struct blob_view {
    std::string_view bytes;
};

/// A number that is NULL when it is 0.
struct nullable {
    std::int64_t value = 0;
};

/// A connection. All members but `open` and `close` throw sqlite_failure.
class database {
public:
    database() = default;
    database(database const&) = delete;
    database& operator=(database const&) = delete;
    ~database() { close(); }

    /// `flags` are those of sqlite3_open_v2. The result code of SQLite.
    [[nodiscard]] int open(std::string const& path, int flags) noexcept;
    void close() noexcept;
    /// One or more statements without parameters; rows are dropped.
    void run(char const* sql);
    /// The first column of the first row as a number; 0 without a row.
    [[nodiscard]] std::int64_t number(char const* sql);
    [[nodiscard]] std::string message() const;
    [[nodiscard]] sqlite3* handle() const noexcept { return db_; }
    [[nodiscard]] bool is_open() const noexcept { return db_ != nullptr; }
    [[nodiscard]] bool in_transaction() const noexcept { return sqlite3_get_autocommit(db_) == 0; }
    /// Rows changed by the last statement.
    [[nodiscard]] std::uint64_t changes() const noexcept { return static_cast<std::uint64_t>(sqlite3_changes64(db_)); }

private:
    sqlite3* db_ = nullptr;
};

/// A prepared statement. Texts that are bound must live until the statement is done; texts that are read live until
/// the next step. An empty text, the date of no day and the null pointer are NULL. Throws sqlite_failure.
class statement {
public:
    statement() = default;
    statement(database& db, std::string_view sql);
    statement(statement&& other) noexcept : stmt_{std::exchange(other.stmt_, nullptr)} {}
    statement& operator=(statement&& other) noexcept {
        std::swap(stmt_, other.stmt_);
        return *this;
    }
    ~statement() { sqlite3_finalize(stmt_); }
    [[nodiscard]] explicit operator bool() const noexcept { return stmt_ != nullptr; }

    /// Starts anew with these parameters.
    template <class... Values>
    statement& with(Values const&... values) {
        sqlite3_reset(stmt_);
        int i = 0;
        (bind(++i, values), ...);
        return *this;
    }
    /// Runs a statement that gives no rows.
    template <class... Values>
    void run(Values const&... values) {
        with(values...);
        run_bound();
    }
    void run_bound() {
        while (step()) {
        }
        sqlite3_reset(stmt_);
    }
    /// The first column of the first row as a number, 0 without a row.
    template <class... Values>
    [[nodiscard]] std::int64_t number(Values const&... values) {
        with(values...);
        auto const found = step() ? integer(0) : 0;
        sqlite3_reset(stmt_);
        return found;
    }
    /// The next row; false at the end.
    [[nodiscard]] bool step() {
        int const code = sqlite3_step(stmt_);
        if (code == SQLITE_ROW) return true;
        if (code == SQLITE_DONE) return false;
        fail();
    }
    void reset() noexcept { sqlite3_reset(stmt_); }

    [[nodiscard]] std::int64_t integer(int column) const noexcept { return sqlite3_column_int64(stmt_, column); }
    [[nodiscard]] bool null(int column) const noexcept { return sqlite3_column_type(stmt_, column) == SQLITE_NULL; }
    [[nodiscard]] std::string_view text(int column) const noexcept;
    [[nodiscard]] std::string_view blob(int column) const noexcept;
    [[nodiscard]] model::date day(int column) const noexcept;
    [[nodiscard]] model::money money(int column) const noexcept { return {integer(column)}; }

private:
    [[noreturn]] void fail() const;
    void check(int code) const {
        if (code != SQLITE_OK) fail();
    }
    void bind(int i, std::integral auto value) {
        check(sqlite3_bind_int64(stmt_, i, static_cast<sqlite3_int64>(value)));
    }
    void bind(int i, std::string_view text);
    void bind(int i, blob_view blob);
    void bind(int i, std::nullptr_t) { check(sqlite3_bind_null(stmt_, i)); }
    void bind(int i, nullable number) {
        if (number.value == 0) bind(i, nullptr);
        else bind(i, number.value);
    }
    void bind(int i, model::money amount) { bind(i, amount.cents); }
    void bind(int i, model::quantity units) { bind(i, units.thousandths); }
    template <class Value>
    void bind(int i, std::optional<Value> const& value) {
        if (value) bind(i, *value);
        else bind(i, nullptr);
    }
    void bind(int i, model::date day) {
        if (day.empty()) bind(i, nullptr);
        else bind(i, day.number());
    }
    sqlite3_stmt* stmt_ = nullptr;
};

}  // namespace orthoscrub::ledger
