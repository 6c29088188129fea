#pragma once
#include <string>
#include <string_view>

#include "parser/text/source.hpp"

namespace orthoscrub::write {

/// Takes bytes in order. After a failure every further write fails with the same result.
class sink {
public:
    sink() = default;
    sink(sink const&) = delete;
    sink& operator=(sink const&) = delete;
    virtual ~sink();
    /// Writes all of `bytes`, or says why not.
    virtual text::io_result write(std::string_view bytes) = 0;
};

/// Collects the bytes in memory.
class memory_sink final : public sink {
public:
    text::io_result write(std::string_view bytes) override;
    [[nodiscard]] std::string const& bytes() const noexcept { return bytes_; }

private:
    std::string bytes_;
};

/// Writes to an open descriptor, such as standard output (1), which stays open and the caller's.
class descriptor_sink final : public sink {
public:
    explicit descriptor_sink(int descriptor) noexcept : descriptor_{descriptor} {}
    text::io_result write(std::string_view bytes) override;

private:
    int descriptor_;
    text::io_result result_;
};

}  // namespace orthoscrub::write
