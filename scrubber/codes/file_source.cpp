// A pack is a set of small text files; each is read whole when it is asked for.
#include "scrubber/codes/file_source.hpp"

#include <fstream>
#include <memory>
#include <string>

namespace orthoscrub::scrub {

file_source folder_source(std::filesystem::path folder) {
    auto const buffer = std::make_shared<std::string>();
    return [folder = std::move(folder), buffer](std::string_view path) -> std::optional<std::string_view> {
        std::ifstream in{folder / path, std::ios::binary | std::ios::ate};
        if (!in) return std::nullopt;
        std::streamoff const size = in.tellg();
        if (size < 0) return std::nullopt;
        buffer->resize(static_cast<std::size_t>(size));
        in.seekg(0);
        in.read(buffer->data(), static_cast<std::streamsize>(size));
        if (in.gcount() != size) return std::nullopt;
        return std::string_view{*buffer};
    };
}

file_source packed_source(std::span<packed_file const> files) {
    return [files](std::string_view path) -> std::optional<std::string_view> {
        for (packed_file const& file : files)
            if (file.path == path) return file.bytes;
        return std::nullopt;
    };
}

}  // namespace orthoscrub::scrub
