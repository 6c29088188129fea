#pragma once
#include <cstdint>
#include <span>

#include "scrubber/ledger/sqlite_rows.hpp"

namespace orthoscrub::ledger {

/// Marks a SQLite file as ours ("OSLG"; pragma application_id).
inline constexpr std::int32_t ledger_application_id = 0x4F534C47;

/// Brings a ledger from one schema version (pragma user_version) to the next.
struct migration {
    int from = 0;
    char const* sql = nullptr;
};

/// All steps in order, from 0 (an empty file); the version of this program is one above the last.
[[nodiscard]] std::span<migration const> migrations() noexcept;
[[nodiscard]] inline int schema_version() noexcept { return migrations().back().from + 1; }

/// Does the steps that are missing, in one transaction. Throws sqlite_failure.
void migrate(database& db, std::span<migration const> steps);

}  // namespace orthoscrub::ledger
