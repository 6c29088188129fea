// Files of a command line, in the order given; those of a folder in the order of their paths. A folder inside that cannot be
// listed stands among them as if it were a file: opening it tells why, and the others are still read.
#include "tools/orthoscrub/input_list.hpp"

#include <fmt/format.h>
#include <glob.h>

#include <algorithm>
#include <filesystem>

namespace orthoscrub::tools {
namespace fs = std::filesystem;
namespace {

/// Adds the files that a pattern stands for, sorted; false when `name` is no pattern, or nothing fits it.
bool expand_pattern(std::string const& name, std::vector<std::string>& files) {
    std::error_code error;
    if (name.find_first_of("*?[") == std::string::npos || fs::exists(name, error)) return false;
    ::glob_t found{};
    bool const any = ::glob(name.c_str(), GLOB_MARK, nullptr, &found) == 0;
    bool added = false;
    for (std::size_t i = 0; any && i < found.gl_pathc; ++i) {
        std::string_view const path = found.gl_pathv[i];
        if (path.ends_with('/')) continue;
        files.emplace_back(path);
        added = true;
    }
    ::globfree(&found);
    return added;
}

/// Adds the files of a folder and of the folders in it; what is hidden is left out, and links to folders are not followed.
void add_files(fs::path const& top, std::vector<std::string>& found) {
    std::vector<fs::path> folders{top};
    while (!folders.empty()) {
        fs::path const folder = std::move(folders.back());
        folders.pop_back();
        std::error_code error;
        fs::directory_iterator at{folder, error};
        for (; !error && at != fs::directory_iterator{}; at.increment(error)) {
            if (at->path().filename().string().starts_with('.')) continue;
            std::error_code ignored;
            if (at->is_directory(ignored)) {
                if (!at->is_symlink(ignored)) folders.push_back(at->path());
            } else if (at->is_regular_file(ignored) || !at->exists(ignored)) {  // a link to nothing is told
                found.push_back(at->path().string());
            }
        }
        if (error) found.push_back(folder.string());
    }
}

}  // namespace

exit_code expand_inputs(std::string_view command, std::vector<std::string> const& given, bool recursive,
                        std::vector<std::string>& files) {
    if (std::count(given.begin(), given.end(), "-") > 1) {
        complain(command, "standard input (-) can be read once");
        return exit_code::usage;
    }
    for (std::string const& name : given) {
        std::error_code error;
        if (name == "-" || !fs::is_directory(name, error)) {
            if (!expand_pattern(name, files)) files.push_back(name);
            continue;
        }
        if (!recursive) {
            complain(command, fmt::format("{} is a folder; --recursive reads the files in it", name));
            return exit_code::usage;
        }
        std::vector<std::string> found;
        add_files(name, found);
        if (found.empty()) {
            complain(command, fmt::format("{} holds no files", name));
            return exit_code::usage;
        }
        std::sort(found.begin(), found.end());
        files.insert(files.end(), found.begin(), found.end());
    }
    return exit_code::clean;
}

}  // namespace orthoscrub::tools
