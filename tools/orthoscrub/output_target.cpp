// Gathers what a command says, writes it in large pieces, and puts failures in words. A signal handler can take the
// temporary file away: its name stands in plain memory while there is one.
#include "tools/orthoscrub/output_target.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>

namespace orthoscrub::tools {
namespace {

constexpr std::size_t drain_at = 256 * 1024;

/// Name of the temporary file, for the signal handler; written before the flag is set.
char unfinished_name[4096];
std::atomic<bool> unfinished{false};

}  // namespace

void output_target::remove_unfinished() noexcept {
    if (unfinished.exchange(false)) ::unlink(unfinished_name);
}

output_target::~output_target() {
    if (!file_.temporary().empty()) unfinished = false;  // the file removes it itself
}

exit_code output_target::open(std::string_view command, std::string path, std::span<std::string const> inputs) {
    command_ = command;
    if (path.empty() || path == "-") return exit_code::clean;
    path_ = std::move(path);
    result_ = file_.open(path_, inputs);
    if (result_) {
        std::string const& name = file_.temporary();
        if (!name.empty() && name.size() < sizeof unfinished_name) {
            std::memcpy(unfinished_name, name.c_str(), name.size() + 1);
            unfinished = true;
        }
        return exit_code::clean;
    }
    switch (result_.status) {
        case text::io_status::exists:
            complain(command_, fmt::format("--output {} is an input; name another file", path_));
            return exit_code::usage;
        case text::io_status::is_directory:
            complain(command_, fmt::format("--output {} is a folder; name a file in it", path_));
            return exit_code::usage;
        default:
            complain(command_, fmt::format("--output {}: cannot write there: {}", path_, result_.message));
            return exit_code::io;
    }
}

bool output_target::write(std::string_view text) {
    buffer_ += text;
    return drain();
}

bool output_target::drain(bool all) {
    if (!result_) {
        buffer_.clear();
        return false;
    }
    if (buffer_.empty() || (!all && buffer_.size() < drain_at)) return true;
    written_ = true;
    result_ = path_.empty() ? standard_output_.write(buffer_) : file_.write(buffer_);
    buffer_.clear();
    return static_cast<bool>(result_);
}

exit_code output_target::finish(bool always) {
    drain(true);
    if (result_ && !path_.empty() && (written_ || always)) {
        result_ = file_.commit();
        unfinished = false;
    }
    if (result_) return exit_code::clean;
    remove_unfinished();
    if (result_.code == EPIPE) return exit_code::closed_pipe;
    complain(command_, fmt::format("cannot write {}: {}", path_.empty() ? "standard output" : path_, result_.message));
    return exit_code::io;
}

}  // namespace orthoscrub::tools
