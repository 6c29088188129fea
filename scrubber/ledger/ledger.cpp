// Opening, creating and closing, and the transactions that callers see. A new ledger gets its key first: were the
// program killed between the two, the next run finds the key and goes on with it. The ledger holds a hash of a known
// text, so that the key of another ledger is noticed before anything is compared or recorded with it.
#include "scrubber/ledger/ledger.hpp"

#include <sys/stat.h>

#include "scrubber/ledger/key_file.hpp"
#include "scrubber/ledger/ledger_machine.hpp"
#include "scrubber/ledger/remittance_writer.hpp"
#include "scrubber/ledger/result_writer.hpp"
#include "scrubber/ledger/schema.hpp"
#include "scrubber/ledger/submission_writer.hpp"

namespace orthoscrub::ledger {
namespace {

std::int64_t check_value(hash_key const& key) {
    return static_cast<std::int64_t>(person_hasher{key}.member("check of the ledger key"));
}

std::int64_t stored_check(database& db) { return db.number("SELECT value FROM meta WHERE name = 'key_check'"); }

/// A key for a new ledger: the one that is there, else a fresh one.
ledger_result key_for_new(std::string const& path, hash_key& key) {
    auto result = read_key_file(path, key);
    if (result.fault != ledger_fault::key_missing) return result;
    key = random_key();
    result = write_key_file(path, key);
    return result.fault == ledger_fault::exists ? read_key_file(path, key) : result;
}

/// Whether the open file is ours: 1, a new one without anything in it: 0, another program's: -1.
int kind_of(database& db) {
    if (db.number("PRAGMA application_id") == ledger_application_id) return 1;
    bool const empty = db.number("PRAGMA application_id") == 0 && db.number("PRAGMA user_version") == 0 &&
                       db.number("SELECT count(*) FROM sqlite_schema") == 0;
    return empty ? 0 : -1;
}

void set_up(database& db, bool writes) {
    db.run("PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY");
    if (writes) db.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON");
}

}  // namespace

ledger::ledger() noexcept = default;
ledger::~ledger() = default;
ledger::ledger(ledger&&) noexcept = default;
ledger& ledger::operator=(ledger&&) noexcept = default;

ledger_result ledger::open(std::string const& path, std::string const& key_path, open_mode mode) {
    close();
    auto m = std::make_unique<ledger_machine>();
    m->path = path;
    m->key_path = key_path.empty() ? path + ".key" : key_path;
    m->mode = mode;
    struct stat about{};
    bool const there = ::stat(path.c_str(), &about) == 0;
    if (there && !S_ISREG(about.st_mode)) return {ledger_fault::not_a_ledger, path + ": this is no file"};
    if (!there && mode != open_mode::create)
        return {ledger_fault::missing, path + ": there is no such ledger; `check --ledger` or `ledger add` makes one"};
    bool const writes = mode == open_mode::create || mode == open_mode::write;
    bool made_key = false;
    if (!there) {
        if (auto const result = key_for_new(m->key_path, m->key); !result.ok()) return result;
        made_key = true;
    }
    int const flags = (writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
                      (mode == open_mode::create ? SQLITE_OPEN_CREATE : 0) | SQLITE_OPEN_NOMUTEX;
    if (int const code = m->db.open(path, flags); code != SQLITE_OK)
        return {ledger_fault::failed, path + ": " + sqlite3_errstr(code)};

    ledger_result refused;
    auto const result = m->guarded([&] {
        sqlite3_busy_timeout(m->db.handle(), patience_);
        int const kind = kind_of(m->db);
        if (kind < 0 || (kind == 0 && mode != open_mode::create)) {
            refused = {ledger_fault::not_a_ledger, path + ": this is no ledger of orthoscrub; name another file"};
            return;
        }
        if (kind == 0 && !made_key) {
            refused = key_for_new(m->key_path, m->key);
            if (!refused.ok()) return;
        }
        auto const version = m->db.number("PRAGMA user_version");
        if (version > schema_version()) {
            refused = {ledger_fault::newer_version, path + ": the ledger was written by a later orthoscrub (schema " +
                                                        std::to_string(version) + ", this program knows " +
                                                        std::to_string(schema_version()) + "); use that one"};
            return;
        }
        if (version < schema_version() && !writes) {
            refused = {ledger_fault::failed,
                       path + ": the ledger is of an older version (schema " + std::to_string(version) +
                           "); a command that records, such as `ledger add`, brings it up to date"};
            return;
        }
        set_up(m->db, writes);
        if (version < schema_version()) migrate(m->db, migrations());
        m->words.bind(m->db);
        refused = kind == 0 ? ledger_result{} : read_key_file(m->key_path, m->key);
        if (refused.ok()) {
            auto const check = stored_check(m->db);
            if (check == 0 && writes) {
                statement{m->db, "INSERT OR IGNORE INTO meta(name, value) VALUES('key_check', ?)"}.run(
                    check_value(m->key));
            }
            if (stored_check(m->db) != check_value(m->key))
                refused = {ledger_fault::key_wrong, m->key_path + ": this is the key of another ledger than " + path +
                                                        "; name the right one with --ledger-key"};
        }
        if (mode == open_mode::inspect) m->key_state = std::exchange(refused, {});
    });
    if (!result.ok()) return result;
    if (!refused.ok()) return refused;
    machine_ = std::move(m);
    return {};
}

void ledger::close() noexcept { machine_.reset(); }
bool ledger::is_open() const noexcept { return machine_ != nullptr; }

hash_key const& ledger::key() const noexcept {
    static constexpr hash_key none{};
    return machine_ ? machine_->key : none;
}

ledger_result ledger::begin() {
    if (!machine_) return not_open();
    auto& m = *machine_;
    if (auto const refused = m.refuse_writing(); !refused.ok()) return refused;
    return m.guarded([&] {
        m.db.run("BEGIN IMMEDIATE");
        m.outer = true;
        m.words.clear();
    });
}

ledger_result ledger::commit() {
    if (!machine_) return not_open();
    auto& m = *machine_;
    auto result = m.guarded([&] { m.db.run("COMMIT"); });
    if (result.ok()) m.outer = false;
    return result;
}

void ledger::roll_back() noexcept {
    if (!machine_ || !machine_->db.in_transaction()) return;
    sqlite3_exec(machine_->db.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    machine_->outer = false;
    machine_->words.clear();
}

void result_book::clear() noexcept {
    texts.clear();
    matches.clear();
    evidence.clear();
    line_matches.clear();
    outcomes.clear();
    reasons.clear();
    remarks.clear();
    verdicts.clear();
}

}  // namespace orthoscrub::ledger
