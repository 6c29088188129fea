// The key of a ledger in a file of its own. It is written under another name, brought to the disk and then linked to
// its place: a crash leaves no half a key, and a key that is there is never written over.
#include "scrubber/ledger/key_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace orthoscrub::ledger {
namespace {

constexpr std::size_t digits = 2 * sizeof(hash_key);

int value(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

ledger_result failed(std::string const& path, int error) {
    return {ledger_fault::failed, path + ": " + std::strerror(error)};
}

bool write_all(int fd, std::string const& text) noexcept {
    for (std::size_t done = 0; done < text.size();) {
        auto const n = ::write(fd, text.data() + done, text.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        done += static_cast<std::size_t>(n);
    }
    return true;
}

void sync_folder_of(std::string const& path) noexcept {
    auto const slash = path.rfind('/');
    std::string const folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    if (int const fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); fd >= 0) {
        ::fsync(fd);
        ::close(fd);
    }
}

}  // namespace

ledger_result read_key_file(std::string const& path, hash_key& into) {
    int const fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        if (errno != ENOENT) return failed(path, errno);
        return {ledger_fault::key_missing,
                path +
                    ": the key of the ledger is not there; name its file with --ledger-key, or restore it: without it "
                    "member ids cannot be compared"};
    }
    struct stat about{};
    char text[digits + 2];
    bool const known = ::fstat(fd, &about) == 0;
    auto const size = ::read(fd, text, sizeof text);
    ::close(fd);
    if (!known || size < 0) return failed(path, errno);
    if (!S_ISREG(about.st_mode) || size < static_cast<ssize_t>(digits) || size > static_cast<ssize_t>(digits + 1) ||
        (size == static_cast<ssize_t>(digits + 1) && text[digits] != '\n'))
        return {ledger_fault::key_wrong, path + ": this is no key of a ledger (32 hexadecimal digits)"};
    if ((about.st_mode & 077) != 0)
        return {ledger_fault::key_permission, path + ": others may read the key of the ledger; run: chmod 600 " + path};
    for (std::size_t i = 0; i < into.size(); ++i) {
        int const high = value(text[2 * i]), low = value(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return {ledger_fault::key_wrong, path + ": this is no key of a ledger (32 hexadecimal digits)"};
        into[i] = static_cast<unsigned char>(high << 4 | low);
    }
    return {};
}

ledger_result write_key_file(std::string const& path, hash_key const& key) {
    static constexpr char hex[] = "0123456789abcdef";
    std::string text;
    for (auto const byte : key) {
        text += hex[byte >> 4];
        text += hex[byte & 15];
    }
    text += '\n';
    std::string const draft = path + ".new-" + std::to_string(::getpid());
    ::unlink(draft.c_str());
    int const fd = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) return failed(draft, errno);
    bool const written = write_all(fd, text) && ::fsync(fd) == 0;
    int error = errno;
    ::close(fd);
    if (!written) {
        ::unlink(draft.c_str());
        return failed(draft, error);
    }
    bool const linked = ::link(draft.c_str(), path.c_str()) == 0;
    error = errno;
    ::unlink(draft.c_str());
    if (!linked && error == EEXIST) return {ledger_fault::exists, path + ": a key is there already"};
    if (!linked) return failed(path, error);
    sync_folder_of(path);
    return {};
}

}  // namespace orthoscrub::ledger
