// The small process reads one request a line of words, each ended by a zero byte, behind their length in bytes; it forks,
// waits with wait4 and sends the cost back as it lies in memory.
#include "tests/bench/child_program.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>

namespace orthoscrub::bench {
namespace {

bool read_all(int from, void* into, std::size_t size) {
    auto* at = static_cast<char*>(into);
    while (size != 0) {
        auto const got = ::read(from, at, size);
        if (got <= 0) return false;
        at += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

bool write_all(int to, void const* from, std::size_t size) {
    auto const* at = static_cast<char const*>(from);
    while (size != 0) {
        auto const put = ::write(to, at, size);
        if (put <= 0) return false;
        at += put;
        size -= static_cast<std::size_t>(put);
    }
    return true;
}

double seconds(timeval t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6; }

program_cost start(std::string& words) {
    std::vector<char*> arguments;
    for (std::size_t at = 0; at < words.size(); at = words.find('\0', at) + 1) arguments.push_back(words.data() + at);
    arguments.push_back(nullptr);
    pid_t const child = ::fork();
    if (child == 0) {
        int const nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
        for (int each = 0; each < 3; ++each) ::dup2(nothing, each);
        ::execv(arguments.front(), arguments.data());
        ::_exit(127);
    }
    program_cost cost;
    rusage use{};
    int status = 0;
    if (child < 0 || ::wait4(child, &status, 0, &use) != child) return cost;
    cost.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    cost.cpu = seconds(use.ru_utime) + seconds(use.ru_stime);
    cost.memory = static_cast<double>(use.ru_maxrss) * 1024;
    return cost;
}

[[noreturn]] void serve(int wishes, int answers) {
    std::uint32_t size = 0;
    while (read_all(wishes, &size, sizeof size)) {
        std::string words(size, '\0');
        if (!read_all(wishes, words.data(), size)) break;
        program_cost const cost = start(words);
        if (!write_all(answers, &cost, sizeof cost)) break;
    }
    ::_exit(0);
}

}  // namespace

program_starter::program_starter() {
    if (::pipe2(wish_, O_CLOEXEC) != 0 || ::pipe2(answer_, O_CLOEXEC) != 0) return;
    starter_ = ::fork();
    if (starter_ != 0) return;
    ::close(wish_[1]);
    ::close(answer_[0]);
    serve(wish_[0], answer_[1]);
}

program_starter::~program_starter() {
    for (int const each : {wish_[0], wish_[1], answer_[0], answer_[1]})
        if (each >= 0) ::close(each);
    if (starter_ > 0) ::waitpid(starter_, nullptr, 0);
}

program_cost program_starter::run(std::vector<std::string> const& words) {
    std::string all;
    for (auto const& word : words) all.append(word).push_back('\0');
    auto const size = static_cast<std::uint32_t>(all.size());
    program_cost cost;
    if (starter_ < 0 || !write_all(wish_[1], &size, sizeof size) || !write_all(wish_[1], all.data(), size) ||
        !read_all(answer_[0], &cost, sizeof cost))
        return {};
    return cost;
}

}  // namespace orthoscrub::bench
