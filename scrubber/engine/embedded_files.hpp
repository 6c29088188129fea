#pragma once
#include <span>

#include "scrubber/codes/file_source.hpp"

namespace orthoscrub::scrub {

/// The files of the shipped pack, compiled in by embed_pack.cmake; sorted by path.
[[nodiscard]] std::span<packed_file const> embedded_files() noexcept;

}  // namespace orthoscrub::scrub
