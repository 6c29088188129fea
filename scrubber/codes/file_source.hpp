#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace orthoscrub::scrub {

/// Gives the bytes of a pack file by its path within the pack ("codes/lcodes.csv"), or nothing when there is no such file.
/// The view stays valid until the source is called again or destroyed; loaders copy what they keep.
using file_source = std::function<std::optional<std::string_view>(std::string_view path)>;

/// One file of a pack that is compiled into the program; both views are static.
struct packed_file {
    std::string_view path;
    std::string_view bytes;
};

/// Files below `folder`.
[[nodiscard]] file_source folder_source(std::filesystem::path folder);

/// Files compiled in; `files` must outlive the source.
[[nodiscard]] file_source packed_source(std::span<packed_file const> files);

}  // namespace orthoscrub::scrub
