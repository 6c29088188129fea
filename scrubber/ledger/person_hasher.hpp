#pragma once
#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "parser/model/date.hpp"
#include "scrubber/ledger/submission_book.hpp"

namespace orthoscrub::ledger {

/// The secret of a ledger: without it nobody can try member ids against the hashes that the ledger keeps.
using hash_key = std::array<unsigned char, 16>;
/// A new key from the random numbers of the system.
[[nodiscard]] hash_key random_key();

/// Turns what names a person into a keyed hash (SipHash-2-4), so that two files can be compared without keeping the
/// text. Not to be used by two threads at once.
class person_hasher {
public:
    explicit person_hasher(hash_key const& key);
    ~person_hasher();
    person_hasher(person_hasher&&) noexcept;
    person_hasher& operator=(person_hasher&&) noexcept;

    /// Member id without blanks and dashes, letters in upper case; 0 for an empty one.
    [[nodiscard]] person_hash member(std::string_view id);
    /// Member id and birth date; 0 when either is missing.
    [[nodiscard]] person_hash patient(std::string_view member_id, model::date birth_date);
    /// Last name: ASCII letters and digits in upper case; 0 when none is left.
    [[nodiscard]] person_hash last_name(std::string_view name);
    /// Tax id: its digits; 0 when there is none.
    [[nodiscard]] person_hash tax_id(std::string_view id);

private:
    struct machine;
    [[nodiscard]] person_hash finish();
    std::unique_ptr<machine> machine_;
    std::string text_;
};

}  // namespace orthoscrub::ledger
