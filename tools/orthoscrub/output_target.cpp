// Output with two promises: a file named with --output is either complete or not there, and an input is never
// written over. Identity is asked of the system (device and inode), so links and ./ do not deceive it.
#include "tools/orthoscrub/output_target.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>

namespace orthoscrub::tools {
namespace {

constexpr std::size_t drain_at = 256 * 1024;

/// Name of the temporary file, for the signal handler; written before the flag is set.
char unfinished_name[4096];
std::atomic<bool> unfinished{false};

bool same_file(std::string const& a, std::string const& b) {
    struct stat first = {}, second = {};
    if (::stat(a.c_str(), &first) != 0 || ::stat(b.c_str(), &second) != 0) return a == b;
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

std::string folder_of(std::string const& path) {
    auto const slash = path.rfind('/');
    return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

void output_target::remove_unfinished() noexcept {
    if (unfinished.exchange(false)) ::unlink(unfinished_name);
}

output_target::~output_target() {
    if (started_ && file_ != 1) {
        ::close(file_);
        remove_unfinished();
    }
}

exit_code output_target::open(std::string_view command, std::string path,
                              std::span<std::string const> inputs) {
    command_ = command;
    if (path.empty() || path == "-") return exit_code::clean;
    for (std::string const& input : inputs)
        if (input != "-" && same_file(path, input)) {
            complain(command_, fmt::format("--output {} is an input; name another file", path));
            return exit_code::usage;
        }
    struct stat info = {};
    if (::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) {
        complain(command_, fmt::format("--output {} is a folder; name a file in it", path));
        return exit_code::usage;
    }
    std::string const folder = folder_of(path);
    if (::access(folder.c_str(), W_OK) != 0) {
        complain(command_,
                 fmt::format("--output {}: cannot write into {}: {}", path, folder, std::strerror(errno)));
        return exit_code::io;
    }
    path_ = std::move(path);
    return exit_code::clean;
}

void output_target::fail(int error) {
    if (error_ == 0) error_ = error;
}

bool output_target::start() {
    started_ = true;
    if (path_.empty()) return true;
    struct stat info = {};
    if (::stat(path_.c_str(), &info) == 0 && !S_ISREG(info.st_mode)) {  // a device or pipe keeps its name
        file_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
        if (file_ < 0) fail(errno);
        return file_ >= 0;
    }
    temporary_ = path_ + ".XXXXXX";
    if (temporary_.size() >= sizeof unfinished_name) {
        fail(ENAMETOOLONG);
        return false;
    }
    file_ = ::mkostemp(temporary_.data(), O_CLOEXEC);
    if (file_ < 0) {
        fail(errno);
        return false;
    }
    std::memcpy(unfinished_name, temporary_.c_str(), temporary_.size() + 1);
    unfinished = true;
    return true;
}

bool output_target::write(std::string_view text) {
    buffer_ += text;
    return drain();
}

bool output_target::drain(bool all) {
    if (error_ != 0) {
        buffer_.clear();
        return false;
    }
    if (buffer_.empty() || (!all && buffer_.size() < drain_at)) return true;
    if (!started_ && !start()) return false;
    std::string_view rest = buffer_;
    while (!rest.empty()) {
        ssize_t const done = ::write(file_, rest.data(), rest.size());
        if (done < 0 && errno == EINTR) continue;
        if (done < 0) {
            fail(errno);
            break;
        }
        rest.remove_prefix(static_cast<std::size_t>(done));
    }
    buffer_.clear();
    return error_ == 0;
}

exit_code output_target::finish(bool always) {
    drain(true);
    if (error_ == 0 && !started_ && always) (void)start();
    if (error_ == 0 && !temporary_.empty()) {
        ::fchmod(
            file_, 0644 & ~[] {
                mode_t const mask = ::umask(0);
                ::umask(mask);
                return mask;
            }());
        if (::fsync(file_) != 0 || ::close(file_) != 0 || ::rename(temporary_.c_str(), path_.c_str()) != 0)
            fail(errno);
        file_ = 1;
        if (error_ == 0) unfinished = false;
        if (int const folder = ::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
            folder >= 0) {
            (void)::fsync(folder);
            ::close(folder);
        }
    }
    if (error_ == 0) return exit_code::clean;
    remove_unfinished();
    if (error_ == EPIPE) return exit_code::closed_pipe;
    complain(command_, fmt::format("cannot write {}: {}", path_.empty() ? "standard output" : path_,
                                   std::strerror(error_)));
    return exit_code::io;
}

}  // namespace orthoscrub::tools
