#pragma once
#include <cstdint>
#include <functional>
#include <new>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "scrubber/ledger/ledger.hpp"
#include "scrubber/ledger/sqlite_rows.hpp"

namespace orthoscrub::ledger {

/// The answer of a ledger that was not opened.
[[nodiscard]] ledger_result not_open();

/// Rows whose ids are at most this far apart are read in one query, with those between them that nobody asked for.
inline constexpr std::int64_t gap_to_read_over = 4;

/// A key by which claims are looked up, and the claim.
using lookup_key = std::pair<std::int64_t, std::int64_t>;

/// What a lookup key is made of; part of the key, so that kinds do not meet.
enum class key_kind : std::uint8_t { folded_control, icn, member };
/// Stable over versions: it stands in the file. 0 for an empty text.
[[nodiscard]] std::int64_t key_of(key_kind kind, std::string_view text) noexcept;
/// Of a control number as matching compares it: folded, or, when nothing is left of it, without blanks behind.
[[nodiscard]] std::int64_t control_key(std::string_view control_number);
/// Without blanks behind.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;
/// 0 for a hash of 0.
[[nodiscard]] std::int64_t key_of(person_hash member) noexcept;

/// `text` as bytes when it is hexadecimal in lower case (hashes), else as it is; `room` holds the bytes.
[[nodiscard]] std::string_view packed_hex(std::string_view text, std::string& room);
/// The other way: bytes of 16 or 32 as hexadecimal.
[[nodiscard]] std::string_view unpacked_hex(std::string_view bytes, std::string& room);

/// Fields of a list that is kept in one column; tabs and line ends in texts become blanks.
class packed_list {
public:
    void clear() noexcept { text_.clear(); }
    packed_list& field(std::string_view text);
    packed_list& field(std::int64_t number);
    void end_row() { text_.back() = '\n'; }
    [[nodiscard]] std::string_view text() const noexcept {
        return text_.empty() ? std::string_view{} : std::string_view{text_}.substr(0, text_.size() - 1);
    }

private:
    std::string text_;
};

/// Reads a list of one column again.
class packed_rows {
public:
    explicit packed_rows(std::string_view text) noexcept : left_{text} {}
    [[nodiscard]] bool at_end() const noexcept { return left_.empty() && !open_; }
    [[nodiscard]] std::string_view field() noexcept;
    [[nodiscard]] std::int64_t number() noexcept;

private:
    std::string_view left_;
    bool open_ = false;  ///< a field is owed: the last one ended in a separator
};

struct string_hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};

/// The words of the ledger, for writing: finds or adds.
class word_writer {
public:
    void bind(database& db) { db_ = &db; }
    /// Forgets what it knows; needed whenever a transaction starts or is undone.
    void clear() noexcept;
    void close() noexcept;
    /// The id of a word; 0 for the empty text (bind it with `nullable`).
    [[nodiscard]] std::int64_t id(std::string_view text);

private:
    database* db_ = nullptr;
    std::unordered_map<std::string, std::int64_t, string_hash, std::equal_to<>> ids_;
    statement find_, add_;
};

/// The words of the ledger, for reading: each is copied once into the texts of a book.
class word_reader {
public:
    word_reader(database& db, text_store& texts) : find_{db, "SELECT text FROM word WHERE id = ?"}, texts_{texts} {}
    [[nodiscard]] std::string_view text(std::int64_t id);

private:
    statement find_;
    text_store& texts_;
    std::vector<std::string_view> known_;
    std::vector<bool> read_;
};

/// Keeps prepared statements of one group; all are made when the group is first used.
struct submission_writer;
struct remittance_writer;
struct result_writer;

struct ledger_machine {
    database db;
    std::string path, key_path;
    hash_key key{};
    ledger_result key_state;  ///< why there is no key, with open_mode::inspect
    open_mode mode = open_mode::read;
    bool outer = false;  ///< begin() was called
    word_writer words;
    std::unique_ptr<submission_writer> submissions;
    std::unique_ptr<remittance_writer> remittances;
    std::unique_ptr<result_writer> results;
    std::string room;

    ledger_machine();
    ~ledger_machine();
    void close() noexcept;
    [[nodiscard]] ledger_result answer(sqlite_failure const& failure) const;
    [[nodiscard]] ledger_result refuse_writing() const;

    /// Runs `work`, which may throw, and turns what it throws into an answer.
    template <class Work>
    [[nodiscard]] ledger_result guarded(Work&& work) {
        if (!db.is_open()) return not_open();
        try {
            work();
            return {};
        } catch (sqlite_failure const& failure) {
            return answer(failure);
        } catch (std::bad_alloc const&) {
            return {ledger_fault::failed, path + ": memory is short"};
        }
    }

    /// As `guarded`, all or nothing: a transaction, or a part of the one that `begin` opened.
    template <class Work>
    [[nodiscard]] ledger_result changing(Work&& work) {
        if (auto const refused = refuse_writing(); !refused.ok()) return refused;
        return guarded([&] {
            enter();
            try {
                work();
                leave();
            } catch (...) {
                undo();
                throw;
            }
        });
    }
    /// As `guarded`, all of it sees the same state of the ledger.
    template <class Work>
    [[nodiscard]] ledger_result reading(Work&& work) {
        return guarded([&] {
            bool const own = !db.in_transaction();
            if (own) db.run("BEGIN");
            try {
                work();
            } catch (...) {
                if (own) sqlite3_exec(db.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
                throw;
            }
            if (own) db.run("COMMIT");
        });
    }
    void enter();
    void leave();
    void undo() noexcept;

    [[nodiscard]] std::int64_t word(std::string_view text) { return words.id(text); }
    /// The row after the last of a table.
    [[nodiscard]] std::int64_t next_id(char const* table);
    [[nodiscard]] std::int64_t pack_id(run_stamp const& run);
};

}  // namespace orthoscrub::ledger
