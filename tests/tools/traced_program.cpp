// The child asks to be traced and has the kernel pick the calls to be watched (seccomp), so that the thousands of others
// cost nothing. A thread that makes one stops before it and, while the watcher has not seen enough, behind it; one loop
// waits for all threads.
#include "tests/tools/traced_program.hpp"

#include <doctest/doctest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <map>

namespace orthoscrub::tests {
namespace {

constexpr int after_call = SIGTRAP | 0x80;  // PTRACE_O_TRACESYSGOOD
constexpr int before_call = SIGTRAP | PTRACE_EVENT_SECCOMP << 8;

/// From now on this process, and what it becomes, stops for its tracer before each call of this number.
bool stop_before(long call) {
    std::array<sock_filter, 4> steps{{
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    }};
    sock_fprog const program{steps.size(), steps.data()};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

class tracer {
public:
    tracer(pid_t child, long call, call_watcher const& watch) : child_{child}, call_{call}, watch_{watch} {}

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
            if (status >> 8 == before_call) {
                if (!enough_) first_argument_[thread] = call_of(thread).seccomp.args[0];
                ::ptrace(enough_ ? PTRACE_CONT : PTRACE_SYSCALL, thread, nullptr, nullptr);
                continue;
            }
            if (stop == after_call && !enough_)
                enough_ = watch_({thread, call_, first_argument_[thread], answer(thread)});
            // New threads stop with SIGSTOP, an event with SIGTRAP; every other signal is the program's.
            int const pass = stop == after_call || stop == SIGTRAP || stop == SIGSTOP ? 0 : stop;
            ::ptrace(PTRACE_CONT, thread, nullptr, pass);
        }
    }

private:
    static __ptrace_syscall_info call_of(pid_t thread) {
        __ptrace_syscall_info info{};
        (void)::ptrace(PTRACE_GET_SYSCALL_INFO, thread, sizeof info, &info);
        return info;
    }
    static std::int64_t answer(pid_t thread) { return call_of(thread).exit.rval; }

    pid_t child_;
    long call_;
    call_watcher const& watch_;
    std::map<pid_t, std::uint64_t> first_argument_;  ///< of the call that a thread is in
    bool enough_ = false;
};

}  // namespace

std::string answered_call::file() const {
    std::string path(4096, '\0');
    std::uint64_t const descriptor = call_ == SYS_openat ? static_cast<std::uint64_t>(result) : first_;
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

outcome run_traced(std::vector<std::string> const& arguments, long call, call_watcher const& watch,
                   std::string const& input) {
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
        if (!stop_before(call)) ::_exit(126);
        ::execv(argv[0], argv.data());
        ::_exit(127);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFSTOPPED(status)) {
        ::ptrace(PTRACE_SETOPTIONS, child, nullptr,
                 PTRACE_O_TRACESECCOMP | PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL);
        ::ptrace(PTRACE_CONT, child, nullptr, nullptr);
        status = tracer{child, call, watch}.run();
    }
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status), read_file(out), read_file(err)};
}

bool can_trace() {
#ifdef __x86_64__
    static bool const can = [] {
        pid_t const child = ::fork();
        if (child == 0) ::_exit(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0 && stop_before(SYS_fsync) ? 0 : 1);
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
