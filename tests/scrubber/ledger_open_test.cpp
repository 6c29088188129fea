// Opening a ledger: what is made, what is refused, the key, and old versions.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <array>
#include <filesystem>

#include "scrubber/ledger/key_file.hpp"
#include "scrubber/ledger/schema.hpp"
#include "tests/support/ledger_books.hpp"

namespace ledger_open_test {

using namespace orthoscrub;
using ledger::ledger_fault;
using ledger::open_mode;
using tests::ledger_folder;

namespace {

void write(std::string const& path, std::string_view text) { std::ofstream{path, std::ios::binary} << text; }

void run_sql(std::string const& path, char const* sql) {
    ledger::database db;
    REQUIRE(db.open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) == SQLITE_OK);
    db.run(sql);
}

ledger_fault open_fault(std::string const& path, open_mode mode, std::string const& key = {}) {
    ledger::ledger book;
    auto const result = book.open(path, key, mode);
    CHECK(result.ok() == result.message.empty());
    CHECK(result.ok() == book.is_open());
    return result.fault;
}

unsigned mode_of(std::string const& path) {
    struct stat about{};
    REQUIRE(::stat(path.c_str(), &about) == 0);
    return about.st_mode & 0777;
}

}  // namespace

TEST_CASE("a new ledger comes with a key of mode 0600 that is never written over") {
    ledger_folder const folder;
    CHECK(open_fault(folder.db(), open_mode::read) == ledger_fault::missing);
    CHECK(open_fault(folder.db(), open_mode::write) == ledger_fault::missing);
    CHECK_FALSE(std::filesystem::exists(folder.key()));
    CHECK(open_fault(folder.db(), open_mode::create) == ledger_fault::none);
    CHECK(mode_of(folder.key()) == 0600);
    auto const key = tests::bytes_of(folder.key());
    CHECK(key.size() == 33);
    CHECK(open_fault(folder.db(), open_mode::create) == ledger_fault::none);
    CHECK(tests::bytes_of(folder.key()) == key);
    CHECK(ledger::write_key_file(folder.key(), ledger::random_key()).fault == ledger_fault::exists);
    CHECK(tests::bytes_of(folder.db()).find(key.substr(0, 32)) == std::string::npos);
    for (auto const& entry : std::filesystem::directory_iterator(folder.path))
        CHECK(entry.path().string().find(".new-") == std::string::npos);
}

TEST_CASE("a key that a killed run left behind is taken for the new ledger") {
    ledger_folder const folder;
    ledger::hash_key const key{7, 7, 7};
    REQUIRE(ledger::write_key_file(folder.key(), key).ok());
    write(folder.db(), "");
    ledger::ledger book;
    REQUIRE(book.open(folder.db(), "", open_mode::create).ok());
    CHECK(book.key() == key);
}

TEST_CASE("a wrong, missing or open key is refused with its own word") {
    ledger_folder const folder;
    REQUIRE(open_fault(folder.db(), open_mode::create) == ledger_fault::none);
    auto const other = (folder.path / "other.key").string();
    REQUIRE(ledger::write_key_file(other, ledger::random_key()).ok());
    for (auto const mode : {open_mode::read, open_mode::write, open_mode::create}) {
        CHECK(open_fault(folder.db(), mode, other) == ledger_fault::key_wrong);
        CHECK(open_fault(folder.db(), mode, folder.db() + ".none") == ledger_fault::key_missing);
    }
    CHECK_FALSE(std::filesystem::exists(folder.db() + ".none"));
    for (auto const* const text :
         {"", "0123", "0123456789abcdef0123456789abcdeZ\n", "0123456789abcdef0123456789abcdef00\n"}) {
        auto const broken = (folder.path / "broken.key").string();
        write(broken, text);
        ::chmod(broken.c_str(), 0600);
        CHECK(open_fault(folder.db(), open_mode::read, broken) == ledger_fault::key_wrong);
    }
    ::chmod(folder.key().c_str(), 0640);
    CHECK(open_fault(folder.db(), open_mode::read) == ledger_fault::key_permission);
}

TEST_CASE("a ledger without its key can be inspected, and verify says what is missing") {
    ledger_folder const folder;
    REQUIRE(open_fault(folder.db(), open_mode::create) == ledger_fault::none);
    std::filesystem::remove(folder.key());
    ledger::ledger book;
    REQUIRE(book.open(folder.db(), "", open_mode::inspect).ok());
    std::vector<std::string> faults;
    REQUIRE(book.verify(faults).ok());
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].find(folder.key()) != std::string::npos);
    CHECK_FALSE(book.begin().ok());
}

TEST_CASE("a file of another program is no ledger") {
    ledger_folder const folder;
    write(folder.db(), "ISA*00*          *00*          *ZZ*SENDER         ~");
    run_sql(folder.db() + "2", "CREATE TABLE photo(name)");
    run_sql(folder.db() + "3", "PRAGMA application_id = 77");
    for (auto const* const name : {"", "2", "3"})
        for (auto const mode : {open_mode::read, open_mode::create, open_mode::inspect}) {
            CAPTURE(name);
            CHECK(open_fault(folder.db() + name, mode) == ledger_fault::not_a_ledger);
        }
    CHECK(open_fault(folder.path.string(), open_mode::create) == ledger_fault::not_a_ledger);
    CHECK_FALSE(std::filesystem::exists(folder.key()));
    write(folder.db() + "4", "");
    CHECK(open_fault(folder.db() + "4", open_mode::read) == ledger_fault::not_a_ledger);
}

TEST_CASE("a ledger of a later version is refused, one of an earlier version is brought up to date by a writer") {
    ledger_folder const folder;
    REQUIRE(open_fault(folder.db(), open_mode::create) == ledger_fault::none);
    run_sql(folder.db(), "PRAGMA user_version = 99");
    CHECK(open_fault(folder.db(), open_mode::write) == ledger_fault::newer_version);

    auto const old = folder.db() + "0";
    std::filesystem::copy_file(folder.key(), old + ".key");
    run_sql(old, ("PRAGMA application_id = " + std::to_string(ledger::ledger_application_id)).c_str());
    CHECK(open_fault(old, open_mode::read) == ledger_fault::failed);
    CHECK(open_fault(old, open_mode::write) == ledger_fault::none);
    ledger::ledger book;
    REQUIRE(book.open(old, "", open_mode::read).ok());
    ledger::ledger_status status;
    REQUIRE(book.status(status).ok());
    CHECK(status.schema_version == ledger::schema_version());
}

TEST_CASE("migrations run from the version of the file on, all or none") {
    ledger_folder const folder;
    std::array const steps{ledger::migration{0, "CREATE TABLE a(x); INSERT INTO a VALUES(1)"},
                           ledger::migration{1, "ALTER TABLE a ADD COLUMN y DEFAULT 5"},
                           ledger::migration{2, "INSERT INTO a VALUES(2, 6)"}};
    ledger::database db;
    REQUIRE(db.open(folder.db(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) == SQLITE_OK);
    ledger::migrate(db, std::span{steps}.first(1));
    CHECK(db.number("PRAGMA user_version") == 1);
    ledger::migrate(db, steps);
    CHECK(db.number("PRAGMA user_version") == 3);
    CHECK(db.number("SELECT sum(y) FROM a") == 11);
    ledger::migrate(db, steps);
    CHECK(db.number("SELECT count(*) FROM a") == 2);
    std::array const bad{ledger::migration{3, "INSERT INTO a VALUES(3, 7); INSERT INTO nothing VALUES(1)"}};
    CHECK_THROWS_AS(ledger::migrate(db, bad), ledger::sqlite_failure);
    CHECK(db.number("PRAGMA user_version") == 3);
    CHECK(db.number("SELECT count(*) FROM a") == 2);
}

TEST_CASE("a second writer is told that the ledger is busy, a reader is not kept out") {
    ledger_folder const folder;
    ledger::ledger one, two;
    REQUIRE(one.open(folder.db(), "", open_mode::create).ok());
    REQUIRE(one.begin().ok());
    tests::submission_maker sent;
    sent.claim("A1");
    sent.line("L1832", 80000);
    ledger::record_summary summary;
    REQUIRE(one.record(sent.book, ledger::submission_state::sent, tests::test_run(), summary).ok());
    REQUIRE(two.open(folder.db(), "", open_mode::read).ok());
    ledger::ledger_status status;
    REQUIRE(two.status(status).ok());
    CHECK(status.claims == 0);
    ledger::ledger three;
    three.set_patience(50);
    auto const result = three.open(folder.db(), "", open_mode::write);
    REQUIRE((result.ok() || result.fault == ledger_fault::busy));
    if (result.ok()) CHECK(three.begin().fault == ledger_fault::busy);
    REQUIRE(one.commit().ok());
    REQUIRE(two.status(status).ok());
    CHECK(status.claims == 1);
}

}  // namespace ledger_open_test
