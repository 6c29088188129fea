// The child asks to be traced, every thread of it stops before and after each system call, and one loop waits for all.
// When the watcher has seen enough each thread is let go at its next stop.
#include "tests/tools/traced_program.hpp"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <map>

namespace orthoscrub::tests {
namespace {

constexpr int after_call = SIGTRAP | 0x80;  // PTRACE_O_TRACESYSGOOD

struct entered_call {
    std::uint64_t number = 0, first = 0;
};

class tracer {
public:
    tracer(pid_t child, call_watcher const& watch) : child_{child}, watch_{watch} {}

    /// The status with which the child ended.
    int run() {
        while (true) {
            int status = 0;
            pid_t const thread = ::waitpid(-1, &status, __WALL);
            if (thread < 0 && errno == EINTR) continue;
            if (thread < 0) return -1;
            if (WIFEXITED(status) || WIFSIGNALED(status)) {
                if (thread == child_) return status;
                continue;
            }
            int const stop = WSTOPSIG(status);
            if (stop == after_call && !enough_) look(thread);
            // New threads stop with SIGSTOP, an event with SIGTRAP; every other signal is the program's.
            int const pass = stop == after_call || stop == SIGTRAP || stop == SIGSTOP ? 0 : stop;
            ::ptrace(enough_ ? PTRACE_DETACH : PTRACE_SYSCALL, thread, nullptr, pass);
        }
    }

private:
    void look(pid_t thread) {
        __ptrace_syscall_info info{};
        if (::ptrace(PTRACE_GET_SYSCALL_INFO, thread, sizeof info, &info) <= 0) return;
        if (info.op == PTRACE_SYSCALL_INFO_ENTRY) entered_[thread] = {info.entry.nr, info.entry.args[0]};
        if (info.op != PTRACE_SYSCALL_INFO_EXIT) return;
        entered_call const& call = entered_[thread];
        enough_ = watch_({thread, call.number, call.first, info.exit.rval});
    }

    pid_t child_;
    call_watcher const& watch_;
    std::map<pid_t, entered_call> entered_;
    bool enough_ = false;
};

}  // namespace

std::string answered_call::file() const {
    std::string path(4096, '\0');
    std::uint64_t const descriptor = number == SYS_openat ? static_cast<std::uint64_t>(result) : first_;
    std::string const link = "/proc/" + std::to_string(thread_) + "/fd/" + std::to_string(descriptor);
    ssize_t const size = ::readlink(link.c_str(), path.data(), path.size());
    path.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
    return path;
}

void answered_call::fail(int error) const {
#ifdef __x86_64__
    user_regs_struct registers{};
    if (::ptrace(PTRACE_GETREGS, thread_, nullptr, &registers) != 0) return;
    registers.rax = static_cast<unsigned long long>(-static_cast<long long>(error));
    ::ptrace(PTRACE_SETREGS, thread_, nullptr, &registers);
#else
    (void)error;
#endif
}

void answered_call::send(int signal) const { ::kill(thread_, signal); }

outcome run_traced(std::vector<std::string> const& arguments, call_watcher const& watch, std::string const& input) {
    scratch_folder folder;
    std::string const out = folder / "out", err = folder / "err";
    std::vector<std::string> words{ORTHOSCRUB_PROGRAM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    pid_t const child = ::fork();
    if (child == 0) {
        ::unsetenv("ORTHOSCRUB_PACK");
        ::unsetenv("ORTHOSCRUB_CONFIG");
        char const* const sanitizer = std::getenv("ASAN_OPTIONS");  // leaks cannot be looked for in a traced program
        ::setenv("ASAN_OPTIONS", ((sanitizer ? std::string{sanitizer} + ':' : "") + "detect_leaks=0").c_str(), 1);
        int const streams[]{::open(input.c_str(), O_RDONLY), ::open(out.c_str(), O_WRONLY | O_CREAT, 0600),
                            ::open(err.c_str(), O_WRONLY | O_CREAT, 0600)};
        for (int i = 0; i < 3; ++i) ::dup2(streams[i], i);
        if (::chdir(ORTHOSCRUB_SOURCE_DIR) != 0 || ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) ::_exit(126);
        ::raise(SIGSTOP);
        ::execv(argv[0], argv.data());
        ::_exit(127);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFSTOPPED(status)) {
        ::ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL);
        ::ptrace(PTRACE_SYSCALL, child, nullptr, nullptr);
        status = tracer{child, watch}.run();
    }
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status), read_file(out), read_file(err)};
}

bool can_trace() {
#ifdef __x86_64__
    static bool const can = [] {
        pid_t const child = ::fork();
        if (child == 0) ::_exit(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0 ? 0 : 1);
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }();
#else
    static bool const can = false;
#endif
    if (!can) MESSAGE("not tested: this machine forbids to watch a program's system calls");
    return can;
}

}  // namespace orthoscrub::tests
