#pragma once
#include <array>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct SHA256state_st;

namespace orthoscrub::scrub {

using sha256_digest = std::array<unsigned char, 32>;

/// SHA-256 of bytes that come in blocks, as a file is read.
class file_hash {
public:
    file_hash();
    ~file_hash();
    file_hash(file_hash const&) = delete;
    file_hash& operator=(file_hash const&) = delete;

    void add(std::string_view block);
    /// The hash of all blocks. Ends the hash: call once, or `hex`.
    [[nodiscard]] sha256_digest digest();
    /// The same in lower-case hexadecimal.
    [[nodiscard]] std::string hex();

private:
    std::unique_ptr<SHA256state_st> state_;
};

/// SHA-256 of bytes that lie side by side.
[[nodiscard]] sha256_digest sha256(std::string_view bytes);
/// Bytes in lower-case hexadecimal; `into` has room for two characters a byte.
void write_hex(std::span<unsigned char const> bytes, char* into) noexcept;
[[nodiscard]] std::string hex_of(std::span<unsigned char const> bytes);

}  // namespace orthoscrub::scrub
