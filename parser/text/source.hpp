#pragma once
#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace orthoscrub::text {

/// Why bytes could not be read or written.
enum class io_status : unsigned char {
    ok,
    not_found,     ///< no such file or folder
    is_directory,  ///< a folder was named where a file is needed
    permission,    ///< the system refuses access
    exists,        ///< the file is there already and must not be overwritten
    interrupted,   ///< the reader was told to stop
    changed,       ///< the file was written to while it was read
    failed         ///< anything else; the system's words stand in `message`
};

/// The outcome of opening, reading or writing. `message` is the system's text of the error, without the path.
struct io_result {
    io_status status = io_status::ok;
    int code = 0;  ///< errno
    std::string message;

    [[nodiscard]] explicit operator bool() const noexcept { return status == io_status::ok; }
};

/// The result that describes an errno value; 0 is ok.
[[nodiscard]] io_result io_result_of(int code);

/// Called with every block of bytes once, in the order of the file; the view is valid during the call.
using byte_tap = std::function<void(std::string_view)>;

/// A stream of bytes that is read front to back, once.
class source {
public:
    source() = default;
    source(source const&) = delete;
    source& operator=(source const&) = delete;
    virtual ~source();

    /// Reads the next bytes into `into`: at least one, at most its size. 0 at the end and after a failure.
    [[nodiscard]] std::size_t read(std::span<char> into);
    /// What went wrong; ok while nothing did.
    [[nodiscard]] io_result const& result() const noexcept { return result_; }
    /// Hands every block that `read` delivers to `tap` too, for instance to hash the file. Set before the
    /// first read.
    void tap(byte_tap tap) { tap_ = std::move(tap); }

protected:
    /// As `read`; sets `result_` on failure and returns 0.
    virtual std::size_t read_some(std::span<char> into) = 0;
    io_result result_;

private:
    byte_tap tap_;
};

/// A source, or the reason why there is none.
struct opened_source {
    std::unique_ptr<source> input;  ///< nullptr when `result` is not ok
    io_result result;
};

/// Opens a file and reads it in windows with pread, to its end as that is when it is reached. A folder is refused. When
/// the size or the time of a regular file is another then than when it was opened, `result` is `changed`: what was read
/// may be neither the old file nor the new one. A file that gets another name or none meanwhile is read as it was opened.
[[nodiscard]] opened_source open_file(std::string const& path);
/// Maps a file into memory. A file that somebody shortens while it is mapped ends the process with SIGBUS;
/// programs that read files of others use `open_file`.
[[nodiscard]] opened_source open_mapped(std::string const& path);
/// Reads an open descriptor, such as standard input (0), which stays open and the caller's. When `stop` is given and becomes
/// true while nothing comes, reading ends (`io_status::interrupted`).
[[nodiscard]] std::unique_ptr<source> read_descriptor(int descriptor, std::atomic<bool> const* stop = nullptr);
/// Reads bytes that the caller keeps alive. `block` limits the size of one read; 0 is no limit.
[[nodiscard]] std::unique_ptr<source> read_memory(std::string_view bytes, std::size_t block = 0);

}  // namespace orthoscrub::text
