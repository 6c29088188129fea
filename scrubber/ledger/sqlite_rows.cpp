// The few calls of SQLite that a ledger needs. Days are kept as the number CCYYMMDD. A text is never bound as an empty
// one: NULL and "" would be two ways to say the same.
#include "scrubber/ledger/sqlite_rows.hpp"

#include <chrono>

namespace orthoscrub::ledger {

int database::open(std::string const& path, int flags) noexcept {
    // Nobody asks how much memory SQLite holds; counting it takes a lock at every allocation.
    [[maybe_unused]] static int const uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    close();
    int const code = sqlite3_open_v2(path.c_str(), &db_, flags, nullptr);
    if (code != SQLITE_OK) close();
    return code;
}

void database::close() noexcept {
    sqlite3_close_v2(db_);
    db_ = nullptr;
}

void database::run(char const* sql) {
    if (int const code = sqlite3_exec(db_, sql, nullptr, nullptr, nullptr); code != SQLITE_OK)
        throw sqlite_failure{code & 0xff, message()};
}

std::int64_t database::number(char const* sql) { return statement{*this, sql}.number(); }

std::string database::message() const { return db_ == nullptr ? std::string{} : sqlite3_errmsg(db_); }

statement::statement(database& db, std::string_view sql) {
    int const code = sqlite3_prepare_v3(db.handle(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &stmt_, nullptr);
    if (code != SQLITE_OK) throw sqlite_failure{code & 0xff, db.message()};
}

void statement::fail() const {
    sqlite3* const db = sqlite3_db_handle(stmt_);
    sqlite_failure failure{sqlite3_errcode(db) & 0xff, sqlite3_errmsg(db)};
    sqlite3_reset(stmt_);
    throw failure;
}

void statement::bind(int i, std::string_view text) {
    check(text.empty() ? sqlite3_bind_null(stmt_, i)
                       : sqlite3_bind_text(stmt_, i, text.data(), static_cast<int>(text.size()), SQLITE_STATIC));
}

void statement::bind(int i, blob_view blob) {
    check(blob.bytes.empty()
              ? sqlite3_bind_null(stmt_, i)
              : sqlite3_bind_blob(stmt_, i, blob.bytes.data(), static_cast<int>(blob.bytes.size()), SQLITE_STATIC));
}

std::string_view statement::blob(int column) const noexcept {
    auto const* const bytes = static_cast<char const*>(sqlite3_column_blob(stmt_, column));
    auto const size = static_cast<std::size_t>(sqlite3_column_bytes(stmt_, column));
    return bytes ? std::string_view{bytes, size} : std::string_view{};
}

std::string_view statement::text(int column) const noexcept {
    auto const* const bytes = static_cast<char const*>(sqlite3_column_blob(stmt_, column));
    if (bytes == nullptr) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(stmt_, column))};
}

model::date statement::day(int column) const noexcept {
    auto const number = integer(column);
    if (number <= 0) return {};
    using namespace std::chrono;
    return model::date::from_days(sys_days{year{static_cast<int>(number / 10000)} /
                                           static_cast<int>(number / 100 % 100) / static_cast<int>(number % 100)});
}

}  // namespace orthoscrub::ledger
