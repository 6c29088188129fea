// Sources of bytes: a file by pread, a descriptor by read, a mapped file, memory. Interrupted calls are
// repeated; every other failure becomes a result that names the system's reason. A file is looked at when it is opened and
// at its end: one that somebody writes to meanwhile is told.
#include "parser/text/source.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace orthoscrub::text {
namespace {

class file_source final : public source {
public:
    file_source(int descriptor, struct ::stat const& opened) : descriptor_{descriptor}, opened_{opened} {}
    ~file_source() override { ::close(descriptor_); }

private:
    std::size_t read_some(std::span<char> into) override {
        while (!ended_) {
            ::ssize_t const got = ::pread(descriptor_, into.data(), into.size(), position_);
            if (got > 0) {
                position_ += got;
                return static_cast<std::size_t>(got);
            }
            if (got == 0) {
                ended_ = true;
                look_again();
                return 0;
            }
            if (errno == EINTR) continue;
            if (errno == ESPIPE && position_ == 0) return read_stream(into);
            result_ = io_result_of(errno);
            return 0;
        }
        return 0;
    }
    // At the end: files of /proc have no size and are left alone.
    void look_again() {
        struct ::stat now{};
        if (!S_ISREG(opened_.st_mode) || ::fstat(descriptor_, &now) != 0) return;
        bool const same_time =
            now.st_mtim.tv_sec == opened_.st_mtim.tv_sec && now.st_mtim.tv_nsec == opened_.st_mtim.tv_nsec;
        if ((now.st_size == opened_.st_size && same_time) || (now.st_size == 0 && opened_.st_size == 0)) return;
        result_ = {io_status::changed, 0,
                   "it was written to meanwhile, " + std::to_string(opened_.st_size) + " bytes before and " +
                       std::to_string(now.st_size) + " now; run again when it is complete"};
    }
    // Named pipes and terminals cannot be read at a position.
    std::size_t read_stream(std::span<char> into) {
        while (true) {
            ::ssize_t const got = ::read(descriptor_, into.data(), into.size());
            if (got >= 0) return static_cast<std::size_t>(got);
            if (errno == EINTR) continue;
            result_ = io_result_of(errno);
            return 0;
        }
    }
    int descriptor_;
    struct ::stat opened_;
    ::off_t position_ = 0;
    bool ended_ = false;
};

class descriptor_source final : public source {
public:
    descriptor_source(int descriptor, std::atomic<bool> const* stop) : descriptor_{descriptor}, stop_{stop} {}

private:
    /// False when the reader was told to stop before anything came.
    [[nodiscard]] bool wait_for_bytes() const {
        if (stop_ == nullptr) return true;
        ::pollfd what{descriptor_, POLLIN, 0};
        while (!stop_->load()) {
            int const ready = ::poll(&what, 1, 100);
            if (ready != 0 && !(ready < 0 && errno == EINTR)) return true;
        }
        return false;
    }
    std::size_t read_some(std::span<char> into) override {
        while (true) {
            if (!wait_for_bytes()) {
                result_ = {io_status::interrupted, EINTR, "interrupted"};
                return 0;
            }
            ::ssize_t const got = ::read(descriptor_, into.data(), into.size());
            if (got >= 0) return static_cast<std::size_t>(got);
            if (errno == EINTR) continue;
            result_ = io_result_of(errno);
            return 0;
        }
    }
    int descriptor_;
    std::atomic<bool> const* stop_;
};

class memory_source : public source {
public:
    memory_source(std::string_view bytes, std::size_t block) : rest_{bytes}, block_{block} {}

private:
    std::size_t read_some(std::span<char> into) override {
        std::size_t const wanted = block_ == 0 ? into.size() : std::min(into.size(), block_);
        std::size_t const count = std::min(wanted, rest_.size());
        if (count != 0) std::memcpy(into.data(), rest_.data(), count);
        rest_.remove_prefix(count);
        return count;
    }
    std::string_view rest_;
    std::size_t block_;
};

class mapped_source final : public memory_source {
public:
    mapped_source(void* address, std::size_t size)
        : memory_source{{static_cast<char const*>(address), size}, 0}, address_{address}, size_{size} {}
    ~mapped_source() override {
        if (size_ != 0) ::munmap(address_, size_);
    }

private:
    void* address_;
    std::size_t size_;
};

struct opened_descriptor {
    int descriptor = -1;
    struct ::stat status{};
    io_result result;
};

opened_descriptor open_descriptor(std::string const& path) {
    opened_descriptor opened;
    opened.descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (opened.descriptor < 0) {
        opened.result = io_result_of(errno);
        return opened;
    }
    int failure = 0;
    if (::fstat(opened.descriptor, &opened.status) != 0) {
        failure = errno;
    } else if (S_ISDIR(opened.status.st_mode)) {
        failure = EISDIR;
    }
    if (failure != 0) {
        ::close(opened.descriptor);
        opened.descriptor = -1;
        opened.result = io_result_of(failure);
    }
    return opened;
}

}  // namespace

io_result io_result_of(int code) {
    if (code == 0) return {};
    io_status status = io_status::failed;
    if (code == ENOENT || code == ENOTDIR) status = io_status::not_found;
    if (code == EISDIR) status = io_status::is_directory;
    if (code == EACCES || code == EPERM) status = io_status::permission;
    if (code == EEXIST) status = io_status::exists;
    return {status, code, std::generic_category().message(code)};
}

source::~source() = default;

std::size_t source::read(std::span<char> into) {
    if (into.empty() || !result_) return 0;
    std::size_t const count = read_some(into);
    if (count != 0 && tap_) tap_({into.data(), count});
    return count;
}

opened_source open_file(std::string const& path) {
    auto opened = open_descriptor(path);
    if (opened.descriptor < 0) return {nullptr, std::move(opened.result)};
    constexpr ::off_t read_ahead = 128 * 1024;  // by the system of itself; with the advice twice that
    if (opened.status.st_size > read_ahead) ::posix_fadvise(opened.descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
    return {std::make_unique<file_source>(opened.descriptor, opened.status), {}};
}

opened_source open_mapped(std::string const& path) {
    auto opened = open_descriptor(path);
    if (opened.descriptor < 0) return {nullptr, std::move(opened.result)};
    auto const size = static_cast<std::size_t>(opened.status.st_size);
    void* address = nullptr;
    if (size != 0) {
        address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, opened.descriptor, 0);
        if (address == MAP_FAILED) {
            int const failure = errno;
            ::close(opened.descriptor);
            return {nullptr, io_result_of(failure)};
        }
        ::madvise(address, size, MADV_SEQUENTIAL);
    }
    ::close(opened.descriptor);
    return {std::make_unique<mapped_source>(address, size), {}};
}

std::unique_ptr<source> read_descriptor(int descriptor, std::atomic<bool> const* stop) {
    return std::make_unique<descriptor_source>(descriptor, stop);
}

std::unique_ptr<source> read_memory(std::string_view bytes, std::size_t block) {
    return std::make_unique<memory_source>(bytes, block);
}

}  // namespace orthoscrub::text
