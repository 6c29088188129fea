#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/envelope/interchange_reader.hpp"

namespace orthoscrub::test {

/// One segment as it was read, in owned form.
struct seen_segment {
    std::uint64_t raw_offset = 0, offset = 0;
    std::uint32_t raw_size = 0, ordinal = 0, st_ordinal = 0;
    std::uint16_t count = 0, flags = 0;
    std::string body;
    friend bool operator==(seen_segment const&, seen_segment const&) = default;
};

/// One claim in words, and where its last segment ends in the file.
struct seen_claim {
    std::string words;
    std::uint64_t end = 0;
};

/// A transaction set put together from the bodies of its segments, and the words of its claims.
struct seen_set {
    std::string type, text;
    text::delimiters marks;
    bool odd = false;  ///< holds segments that are cut off, malformed or too long
    std::vector<std::string> claims;
};

/// All that a file was read as.
struct reading {
    std::vector<seen_segment> segments;
    std::vector<seen_claim> claims;
    std::vector<seen_set> sets;
    std::vector<std::string> faults;  ///< sorted
    std::string raw;                  ///< the raw parts put end to end
};

/// Reads `text` from a buffer of exactly its size; the source gives at most `block` bytes a read (0: all).
[[nodiscard]] reading read_whole(std::string_view text, envelope::reader_limits const& limits, std::size_t block);

/// "control|charge|npi|subscriber|payer|diagnoses" and for every line "number,code,modifiers,charge,units,date,6R".
[[nodiscard]] std::vector<std::string> words_of_oracle(seen_set const& set);

}  // namespace orthoscrub::test
