#pragma once
#include <cstdint>
#include <cstdio>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace orthoscrub::scrub {

/// Puts rendered findings of one file in order: by byte offset, then rule id, then as they came. Some faults
/// are known long after their place has gone by (HL04 at the end of its children, a count at the end of the
/// file), so nothing can leave before the file has been read. Beyond `memory_limit` sorted runs go to an
/// unnamed temporary file.
class sorted_chunks {
public:
    /// Takes the next chunk in order; false stops the delivery.
    using taker = std::function<bool(std::string_view)>;

    explicit sorted_chunks(std::size_t memory_limit = 2u << 20) : limit_{memory_limit} {}
    ~sorted_chunks();
    sorted_chunks(sorted_chunks const&) = delete;
    sorted_chunks& operator=(sorted_chunks const&) = delete;

    /// Only the first `most` chunks of what comes until the next delivery matter. With `drop` others may be forgotten;
    /// without it all are delivered.
    void expect(std::uint64_t most, bool drop);
    /// True when it is certain that a chunk of this place that came now would not be among the first `most`.
    [[nodiscard]] bool beyond(std::uint64_t byte, std::string_view rule) const noexcept {
        return bounded_ && (byte != bound_byte_ ? byte > bound_byte_ : rule >= bound_rule_);
    }

    void add(std::uint64_t byte, std::string_view rule, std::string_view chunk);
    /// Gives everything in order and forgets it. False when the temporary file failed or `take` said stop.
    [[nodiscard]] bool deliver(taker const& take);
    /// Forgets everything.
    void clear();
    [[nodiscard]] bool empty() const noexcept { return entries_.empty() && runs_.empty(); }

private:
    struct entry {
        std::uint64_t byte = 0;
        std::uint64_t number = 0;  ///< order of arrival
        std::size_t start = 0;     ///< in text_: rule id, then chunk
        std::uint32_t rule_size = 0;
        std::uint32_t chunk_size = 0;
    };
    struct run {
        std::uint64_t first = 0, last = 0;  ///< bytes of the temporary file
        std::uint64_t chunks = 0;
        std::uint64_t first_byte = 0, last_byte = 0;  ///< places of its first and last chunk
        std::string first_rule, last_rule;
    };
    struct run_reader;

    void sort();
    void spill();
    void write(std::string& block);
    void bound_from_memory();
    void bound_from_runs();
    void set_bound(std::uint64_t byte, std::string_view rule);

    std::size_t limit_;
    std::uint64_t most_ = std::numeric_limits<std::uint64_t>::max();
    bool drop_ = false;
    std::size_t next_look_ = std::numeric_limits<std::size_t>::max();  ///< so many entries in memory: look for a bound
    bool bounded_ = false;
    std::uint64_t bound_byte_ = 0;  ///< at least `most_` chunks stand at or before this place
    std::string bound_rule_;
    std::string text_;
    std::vector<entry> entries_;
    std::vector<run> runs_;
    std::FILE* file_ = nullptr;
    std::uint64_t written_ = 0;
    std::uint64_t arrived_ = 0;
    bool failed_ = false;
};

}  // namespace orthoscrub::scrub
