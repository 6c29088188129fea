// Unnamed file (O_TMPFILE), fsync, temporary name, rename, fsync of the folder. A file without a name vanishes with the
// process, however that ends; it needs a name for the moment of the rename alone, because linking replaces nothing. Where
// the file system knows no such files the temporary name stands from the start. The target's real path is taken first, so
// that a symbolic link stays a link and an input is recognised by device and inode, not by its spelling.
#include "parser/write/atomic_file.hpp"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace orthoscrub::write {
namespace {

std::string real_path(std::string const& path) {
    std::unique_ptr<char, decltype(&std::free)> const real{::realpath(path.c_str(), nullptr), &std::free};
    return real ? std::string{real.get()} : path;
}

std::string folder_of(std::string const& path) {
    auto const slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

/// The path under which an open file is linked.
std::string open_path(int descriptor) { return "/proc/self/fd/" + std::to_string(descriptor); }

/// A new file in the folder without a name, or -1 where the system has no such thing.
int open_unnamed(std::string const& folder) {
    int const file = ::open(folder.c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
    if (file < 0 || ::access(open_path(file).c_str(), F_OK) == 0) return file;
    ::close(file);
    return -1;
}

/// The name beside `path` for try number `attempt` of this process.
std::string temporary_name(std::string const& path, int attempt) {
    return path + "." + std::to_string(::getpid()) + "-" + std::to_string(attempt) + ".tmp";
}

constexpr int attempts = 100;

}  // namespace

signal_pause::signal_pause() noexcept {
    ::sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, &before_);
}

signal_pause::~signal_pause() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

atomic_file::~atomic_file() { discard(); }

void atomic_file::discard() noexcept {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
    temporary_.clear();
}

text::io_result atomic_file::open(std::string const& path, std::span<std::string const> inputs) {
    discard();
    result_ = {};
    direct_ = false;
    path_ = real_path(path);
    struct ::stat target{};
    bool const stands = ::stat(path_.c_str(), &target) == 0;
    if (stands) {
        if (S_ISDIR(target.st_mode)) return result_ = text::io_result_of(EISDIR);
        for (auto const& input : inputs) {
            struct ::stat other{};
            if (::stat(input.c_str(), &other) == 0 && other.st_dev == target.st_dev && other.st_ino == target.st_ino &&
                S_ISREG(other.st_mode))
                return result_ = {text::io_status::exists, EEXIST, "the output is an input file"};
        }
    }
    if (stands && !S_ISREG(target.st_mode)) {
        descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
        direct_ = true;
    } else {
        descriptor_ = open_unnamed(folder_of(path_));
        for (int attempt = 0; descriptor_ < 0 && attempt < attempts; ++attempt) {
            temporary_ = temporary_name(path_, attempt);
            descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
            if (descriptor_ < 0 && errno != EEXIST) break;
        }
        if (descriptor_ < 0) {
            int const failure = errno;
            temporary_.clear();
            return result_ = text::io_result_of(failure);
        }
        if (stands && ::fchmod(descriptor_, target.st_mode & 07777) != 0) {
            int const failure = errno;
            discard();
            return result_ = text::io_result_of(failure);
        }
    }
    if (descriptor_ < 0) return result_ = text::io_result_of(errno);
    out_ = std::make_unique<descriptor_sink>(descriptor_);
    return result_;
}

text::io_result atomic_file::write(std::string_view bytes) {
    if (result_ && descriptor_ < 0) result_ = text::io_result_of(EBADF);
    if (result_) result_ = out_->write(bytes);
    return result_;
}

text::io_result atomic_file::sync() {
    if (result_ && descriptor_ < 0) result_ = text::io_result_of(EBADF);
    if (result_ && !direct_ && ::fsync(descriptor_) != 0) result_ = text::io_result_of(errno);
    return result_;
}

/// Gives a file without a name its temporary one.
void atomic_file::link() {
    if (direct_ || !temporary_.empty()) return;
    std::string const from = open_path(descriptor_);
    for (int attempt = 0; attempt < attempts; ++attempt) {
        std::string name = temporary_name(path_, attempt);
        if (::linkat(AT_FDCWD, from.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0) {
            temporary_ = std::move(name);
            return;
        }
        if (errno != EEXIST) break;
    }
    result_ = text::io_result_of(errno);
}

text::io_result atomic_file::commit() {
    if (result_ && descriptor_ < 0) result_ = text::io_result_of(EBADF);
    if (result_ && !direct_ && ::fsync(descriptor_) != 0) result_ = text::io_result_of(errno);
    signal_pause const quiet;
    if (result_) link();
    if (descriptor_ >= 0 && ::close(descriptor_) != 0 && result_) result_ = text::io_result_of(errno);
    descriptor_ = -1;
    if (result_ && !temporary_.empty()) {
        if (::rename(temporary_.c_str(), path_.c_str()) != 0) {
            result_ = text::io_result_of(errno);
        } else {
            temporary_.clear();
            int const folder = ::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
            if (folder >= 0) {
                ::fsync(folder);
                ::close(folder);
            }
        }
    }
    discard();
    return result_;
}

}  // namespace orthoscrub::write
