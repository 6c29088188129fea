#pragma once
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace orthoscrub::tests {

/// A folder of its own that vanishes with the object.
class scratch_folder {
public:
    scratch_folder() {
        std::string name = (std::filesystem::temp_directory_path() / "orthoscrub-test-XXXXXX").string();
        if (!::mkdtemp(name.data())) throw std::runtime_error{"no temporary folder"};
        path_ = name;
    }
    ~scratch_folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    scratch_folder(scratch_folder const&) = delete;
    scratch_folder& operator=(scratch_folder const&) = delete;

    [[nodiscard]] std::string operator/(std::string_view name) const { return (path_ / name).string(); }
    /// Writes a file and gives its path.
    std::string file(std::string_view name, std::string_view bytes) const {
        std::string const path = *this / name;
        std::ofstream{path, std::ios::binary} << bytes;
        return path;
    }
    [[nodiscard]] std::size_t entries() const {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator{path_}, {}));
    }

private:
    std::filesystem::path path_;
};

inline std::string read_file(std::string const& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// Writes to a pipe until all is taken or its reader is gone.
inline void write_all(int descriptor, std::string_view rest) {
    while (!rest.empty()) {
        ssize_t const done = ::write(descriptor, rest.data(), rest.size());
        if (done <= 0) return;
        rest.remove_prefix(static_cast<std::size_t>(done));
    }
}

struct outcome {
    int code = -1;  ///< exit code; 1000 + signal when a signal ended it
    std::string out, err;
};

/// Runs the built program from the top folder of the project, or from `from`. `environment` adds NAME=VALUE.
inline outcome run(std::vector<std::string> arguments, std::string_view input = {},
                   std::vector<std::string> environment = {}, std::string const& from = ORTHOSCRUB_SOURCE_DIR) {
    scratch_folder folder;
    std::string const in = folder.file("in", input), out = folder / "out", err = folder / "err";
    arguments.insert(arguments.begin(), ORTHOSCRUB_PROGRAM);
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    pid_t const child = ::fork();
    if (child == 0) {
        ::unsetenv("ORTHOSCRUB_PACK");
        ::unsetenv("ORTHOSCRUB_CONFIG");
        for (std::string& entry : environment) ::putenv(entry.data());
        int const streams[]{::open(in.c_str(), O_RDONLY), ::open(out.c_str(), O_WRONLY | O_CREAT, 0600),
                            ::open(err.c_str(), O_WRONLY | O_CREAT, 0600)};
        for (int i = 0; i < 3; ++i) ::dup2(streams[i], i);
        if (::chdir(from.c_str()) != 0) ::_exit(126);
        ::execv(argv[0], argv.data());
        ::_exit(127);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status), read_file(out), read_file(err)};
}

/// Number of line breaks.
inline std::size_t lines_in(std::string_view text) {
    std::size_t count = 0;
    for (char c : text) count += c == '\n';
    return count;
}

inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

}  // namespace orthoscrub::tests
