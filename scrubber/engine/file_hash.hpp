#pragma once
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace orthoscrub::scrub {

/// SHA-256 of bytes that come in blocks, as a file is read. Throws std::runtime_error when OpenSSL has no
/// SHA-256.
class file_hash {
public:
    file_hash();
    ~file_hash();
    file_hash(file_hash const&) = delete;
    file_hash& operator=(file_hash const&) = delete;

    void add(std::string_view block);
    /// The hash of all blocks in lower-case hexadecimal. Ends the hash: call once.
    [[nodiscard]] std::string hex();

private:
    evp_md_ctx_st* context_;
};

}  // namespace orthoscrub::scrub
