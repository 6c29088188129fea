#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "scrubber/codes/official/release.hpp"

namespace orthoscrub::scrub {

/// Walks the lines of an official file; knows which line it is on and complains about it.
class release_lines {
public:
    release_lines(std::string_view file, release_edition const& edition, converted_release& made)
        : rest_{file}, edition_{edition}, made_{made} {}

    /// Goes to the next line that holds more than blanks; false at the end.
    [[nodiscard]] bool next();
    [[nodiscard]] std::string_view line() const noexcept { return line_; }
    /// Characters `first` to `last`, counted from 1 as record layouts do, without blanks at the ends.
    [[nodiscard]] std::string_view part(std::size_t first, std::size_t last) const noexcept;
    /// Complains about the part that begins at `column`. At most 20 complaints are kept.
    void fail(std::size_t column, std::string expected, std::string_view found);

private:
    std::string_view rest_, line_;
    std::uint32_t number_ = 0;
    release_edition const& edition_;
    converted_release& made_;
};

/// A field of a comma-separated table: quoted when needed, quotes as apostrophes, other than printable ASCII as blanks.
[[nodiscard]] std::string table_field(std::string_view text);
/// The first lines of a table: what it is, and its columns.
[[nodiscard]] std::string table_head(std::string_view name, release_edition const& edition, std::string_view source,
                                     std::string_view columns);

}  // namespace orthoscrub::scrub
