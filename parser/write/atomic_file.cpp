// Temporary name, fsync, rename, fsync of the folder. The target's real path is taken first, so that a
// symbolic link stays a link and an input is recognised by device and inode, not by its spelling.
#include "parser/write/atomic_file.hpp"

#include <fcntl.h>
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

}  // namespace

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
    } else {
        for (int attempt = 0; attempt < 100; ++attempt) {
            temporary_ = path_ + "." + std::to_string(::getpid()) + "-" + std::to_string(attempt) + ".tmp";
            descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
            if (descriptor_ >= 0 || errno != EEXIST) break;
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
    if (result_ && !temporary_.empty() && ::fsync(descriptor_) != 0) result_ = text::io_result_of(errno);
    return result_;
}

text::io_result atomic_file::commit() {
    if (result_ && descriptor_ < 0) result_ = text::io_result_of(EBADF);
    if (result_ && !temporary_.empty() && ::fsync(descriptor_) != 0) result_ = text::io_result_of(errno);
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
