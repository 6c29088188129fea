// What all parts of the ledger share: opening and closing transactions, words, lookup keys, packed columns.
#include "scrubber/ledger/ledger_machine.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <charconv>

#include "scrubber/ledger/remittance_writer.hpp"
#include "scrubber/ledger/result_writer.hpp"
#include "scrubber/ledger/submission_writer.hpp"

namespace orthoscrub::ledger {
namespace {

constexpr char hex_digits[] = "0123456789abcdef";

int hex_value(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

}  // namespace

ledger_result not_open() { return {ledger_fault::missing, "the ledger is not open"}; }

std::int64_t key_of(key_kind kind, std::string_view text) noexcept {
    text = trimmed(text);
    if (text.empty()) return 0;
    return static_cast<std::int64_t>(XXH3_64bits_withSeed(text.data(), text.size(), static_cast<XXH64_hash_t>(kind)));
}

std::int64_t control_key(std::string_view control_number) {
    auto const folded = folded_control_number(control_number);
    return key_of(key_kind::folded_control, folded.empty() ? control_number : std::string_view{folded});
}

std::string_view trimmed(std::string_view text) noexcept { return text.substr(0, text.find_last_not_of(' ') + 1); }

std::int64_t key_of(person_hash member) noexcept { return static_cast<std::int64_t>(member); }

std::string folded_control_number(std::string_view number) {
    std::string folded;
    for (char const c : number) {
        bool const digit = c >= '0' && c <= '9', lower = c >= 'a' && c <= 'z', upper = c >= 'A' && c <= 'Z';
        if (!digit && !lower && !upper && static_cast<unsigned char>(c) < 0x80) continue;
        if (folded.empty() && c == '0') continue;
        folded += lower ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return folded;
}

std::string_view packed_hex(std::string_view text, std::string& room) {
    if (text.size() != 32 && text.size() != 64) return text;
    room.resize(text.size() / 2);
    for (std::size_t i = 0; i < room.size(); ++i) {
        int const high = hex_value(text[2 * i]), low = hex_value(text[2 * i + 1]);
        if (high < 0 || low < 0) return text;
        room[i] = static_cast<char>(high << 4 | low);
    }
    return room;
}

std::string_view unpacked_hex(std::string_view bytes, std::string& room) {
    if (bytes.size() != 16 && bytes.size() != 32) return bytes;
    room.resize(bytes.size() * 2);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto const byte = static_cast<unsigned char>(bytes[i]);
        room[2 * i] = hex_digits[byte >> 4];
        room[2 * i + 1] = hex_digits[byte & 15];
    }
    return room;
}

packed_list& packed_list::field(std::string_view text) {
    auto const start = text_.size();
    text_ += text;
    for (auto i = start; i < text_.size(); ++i)
        if (text_[i] == '\t' || text_[i] == '\n') text_[i] = ' ';
    text_ += '\t';
    return *this;
}

packed_list& packed_list::field(std::int64_t number) {
    char digits[24];
    auto const end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    text_.append(digits, end);
    text_ += '\t';
    return *this;
}

std::string_view packed_rows::field() noexcept {
    auto const end = left_.find_first_of("\t\n");
    auto const found = left_.substr(0, end);
    open_ = end != std::string_view::npos;
    left_ = open_ ? left_.substr(end + 1) : std::string_view{};
    return found;
}

std::int64_t packed_rows::number() noexcept {
    auto const digits = field();
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

void word_writer::clear() noexcept { ids_.clear(); }

void word_writer::close() noexcept {
    clear();
    find_ = {};
    add_ = {};
}

std::int64_t word_writer::id(std::string_view text) {
    if (text.empty()) return 0;
    if (auto const known = ids_.find(text); known != ids_.end()) return known->second;
    if (!find_) {
        find_ = statement{*db_, "SELECT id FROM word WHERE text = ?"};
        add_ = statement{*db_, "INSERT INTO word(text) VALUES(?)"};
    }
    auto id = find_.number(text);
    if (id == 0) {
        add_.run(text);
        id = sqlite3_last_insert_rowid(db_->handle());
    }
    ids_.emplace(text, id);
    return id;
}

std::string_view word_reader::text(std::int64_t id) {
    if (id <= 0) return {};
    auto const i = static_cast<std::size_t>(id);
    if (i >= known_.size()) {
        known_.resize(i + i / 2 + 64);
        read_.resize(known_.size());
    }
    if (!read_[i]) {
        find_.with(id);
        if (find_.step()) known_[i] = texts_.keep(find_.text(0));
        find_.reset();
        read_[i] = true;
    }
    return known_[i];
}

ledger_machine::ledger_machine() = default;
ledger_machine::~ledger_machine() { close(); }

void ledger_machine::close() noexcept {
    words.close();
    submissions.reset();
    remittances.reset();
    results.reset();
    if (db.is_open() && db.in_transaction()) sqlite3_exec(db.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    outer = false;
    db.close();
}

ledger_result ledger_machine::answer(sqlite_failure const& failure) const {
    switch (failure.code) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {ledger_fault::busy,
                    path + ": another program is writing to the ledger; wait for it to end, then run this again"};
        case SQLITE_NOTADB:
            return {ledger_fault::not_a_ledger, path + ": this is no ledger of orthoscrub; name another file"};
        case SQLITE_CORRUPT:
            return {ledger_fault::broken, path + ": the ledger is damaged (" + failure.message +
                                              "); restore a copy, or record the files again into a new ledger"};
        case SQLITE_FULL:
            return {ledger_fault::failed, path + ": the disk is full; nothing of this run was recorded"};
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return {ledger_fault::failed,
                    path + ": the ledger cannot be written; look at its permissions and its folder's"};
        default:
            return {ledger_fault::failed, path + ": " + failure.message};
    }
}

ledger_result ledger_machine::refuse_writing() const {
    if (mode == open_mode::create || mode == open_mode::write) return {};
    return {ledger_fault::failed, path + ": the ledger was opened for reading only"};
}

void ledger_machine::enter() {
    if (outer) db.run("SAVEPOINT part");
    else db.run("BEGIN IMMEDIATE");
    words.clear();
}

void ledger_machine::leave() { db.run(outer ? "RELEASE part" : "COMMIT"); }

void ledger_machine::undo() noexcept {
    sqlite3_exec(db.handle(), outer ? "ROLLBACK TO part; RELEASE part" : "ROLLBACK", nullptr, nullptr, nullptr);
    words.clear();
}

std::int64_t ledger_machine::next_id(char const* table) {
    return db.number((std::string{"SELECT max(id) FROM "} + table).c_str()) + 1;
}

std::int64_t ledger_machine::pack_id(run_stamp const& run) {
    statement find{db, "SELECT id FROM pack WHERE name IS ? AND version IS ? AND sha256 IS ?"};
    if (auto const id = find.number(run.pack_name, run.pack_version, run.pack_sha256); id != 0) return id;
    statement add{db, "INSERT INTO pack(name, version, sha256) VALUES(?, ?, ?)"};
    add.run(run.pack_name, run.pack_version, run.pack_sha256);
    return sqlite3_last_insert_rowid(db.handle());
}

}  // namespace orthoscrub::ledger
