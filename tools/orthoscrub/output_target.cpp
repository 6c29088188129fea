// Gathers what a command says, writes it in large pieces, and puts failures in words. A signal handler can take
// temporary files away: their names stand in plain memory while there are any.
#include "tools/orthoscrub/output_target.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>

namespace orthoscrub::tools {
namespace {

constexpr std::size_t drain_at = 256 * 1024;

/// Name of a temporary file, for the signal handler; written before the flag is set.
struct unfinished_file {
    char name[4096];
    std::atomic<bool> there{false};
};
unfinished_file unfinished[4];

/// What to do about a write that failed.
std::string_view remedy_of(int error) {
    if (error == ENOSPC || error == EDQUOT) return "; make room, or write to another disk";
    if (error == EFBIG) return "; files may be larger after \"ulimit -f unlimited\"";
    return "";
}

}  // namespace

void output_target::watch(std::string const& temporary) noexcept {
    for (unfinished_file& slot : unfinished) {
        if (slot.there || temporary.empty() || temporary.size() >= sizeof slot.name) continue;
        std::memcpy(slot.name, temporary.c_str(), temporary.size() + 1);
        slot.there = true;
        return;
    }
}

void output_target::unwatch(std::string const& temporary) noexcept {
    for (unfinished_file& slot : unfinished)
        if (slot.there && temporary == slot.name) slot.there = false;
}

void output_target::remove_unfinished() noexcept {
    for (unfinished_file& slot : unfinished)
        if (slot.there.exchange(false)) ::unlink(slot.name);
}

output_target::~output_target() {
    unwatch(file_.temporary());  // the file removes it itself
}

exit_code output_target::open(std::string_view command, std::string path, std::span<std::string const> inputs) {
    command_ = command;
    if (path.empty() || path == "-") return exit_code::clean;
    path_ = std::move(path);
    result_ = file_.open(path_, inputs);
    if (result_) {
        watch(file_.temporary());
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

void output_target::settle() {
    if (drain(true) && !path_.empty()) result_ = file_.sync();
}

exit_code output_target::finish(bool always) {
    drain(true);
    if (result_ && !path_.empty() && (written_ || always)) {
        std::string const temporary = file_.temporary();
        result_ = file_.commit();
        unwatch(temporary);
    }
    if (result_) return exit_code::clean;
    remove_unfinished();
    if (result_.code == EPIPE) return exit_code::closed_pipe;
    complain(command_, fmt::format("cannot write {}: {}{}", path_.empty() ? "standard output" : path_, result_.message,
                                   remedy_of(result_.code)));
    return exit_code::io;
}

exit_code finish_all(std::span<output_target* const> targets) {
    bool failed = false;
    for (output_target* const each : targets) {
        each->settle();
        failed = failed || each->failed();
    }
    exit_code worst = exit_code::clean;
    for (output_target* const each : targets)
        if (!failed || each->failed()) worst = worse(worst, each->finish(true));
    return worst;
}

}  // namespace orthoscrub::tools
