// Keyed hashes of what names a person: equal for equal texts however they are written, different under another key.
#include "scrubber/ledger/person_hasher.hpp"

#include <doctest/doctest.h>

namespace ledger_person_hasher_test {

using namespace orthoscrub;
using ledger::person_hasher;

TEST_CASE("a member id hashes alike with and without dashes, blanks and capitals") {
    person_hasher hasher{ledger::hash_key{1, 2, 3}};
    auto const hash = hasher.member("1EG4-TE5-MK73");
    CHECK(hash != 0);
    CHECK(hasher.member("1eg4te5mk73") == hash);
    CHECK(hasher.member("1EG4 TE5 MK73") == hash);
    CHECK(hasher.member("1EG4TE5MK74") != hash);
    CHECK(hasher.member("") == 0);
    CHECK(hasher.member(" - ") == 0);
}

TEST_CASE("the key and the kind of a text change its hash") {
    person_hasher one{ledger::hash_key{1}}, two{ledger::hash_key{2}};
    CHECK(one.member("123456789") != two.member("123456789"));
    CHECK(one.member("123456789") != one.tax_id("123456789"));
    CHECK(one.member("123456789") == person_hasher{ledger::hash_key{1}}.member("123456789"));
    CHECK(ledger::random_key() != ledger::random_key());
}

TEST_CASE("a patient is a member id and a birth date, a name its letters") {
    person_hasher hasher{ledger::hash_key{}};
    auto const day = *model::date::from_iso("1950-02-28");
    CHECK(hasher.patient("A1", day) != hasher.patient("A1", day.plus_days(1)));
    CHECK(hasher.patient("A-1", day) == hasher.patient("a1", day));
    CHECK(hasher.patient("A1", {}) == 0);
    CHECK(hasher.patient("", day) == 0);
    CHECK(hasher.last_name("O'Neil Jr") == hasher.last_name("ONEILJR"));
    CHECK(hasher.last_name("' ") == 0);
    CHECK(hasher.tax_id("12-3456789") == hasher.tax_id("123456789"));
    CHECK(hasher.tax_id("none") == 0);
}

}  // namespace ledger_person_hasher_test
