#pragma once
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace orthoscrub::scrub {

/// Holds rendered findings by group until the order of the groups is known. Within a group they stay in the order they
/// came. Beyond `memory_limit` they go to an unnamed temporary file.
class grouped_chunks {
public:
    explicit grouped_chunks(std::size_t memory_limit = 8u << 20) : limit_{memory_limit} {}
    ~grouped_chunks();
    grouped_chunks(grouped_chunks const&) = delete;
    grouped_chunks& operator=(grouped_chunks const&) = delete;

    void add(std::size_t group, std::string_view chunk);
    /// Begins to give the chunks of `group`, as often as wanted.
    void open(std::size_t group) noexcept;
    /// Appends the next chunks of the group that was opened, at most 64 KB or one chunk of what is in memory; false when
    /// there are no more.
    [[nodiscard]] bool next(std::string& out);
    /// True when the temporary file could not be written or read: what was given is not complete.
    [[nodiscard]] bool failed() const noexcept { return failed_; }

private:
    struct extent {
        std::uint64_t first = 0, size = 0;  ///< bytes of the temporary file
    };
    struct group_text {
        std::string pending;
        std::vector<extent> spilled;
    };
    void spill();

    std::size_t limit_;
    std::size_t held_ = 0;
    std::vector<group_text> groups_;
    std::FILE* file_ = nullptr;
    std::uint64_t written_ = 0;
    bool failed_ = false;
    std::size_t open_ = 0, extent_ = 0;
    std::uint64_t used_ = 0;
};

}  // namespace orthoscrub::scrub
