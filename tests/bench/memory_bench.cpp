// Memory of `orthoscrub check -` over streams of any size, and what a million findings cost in each format. The program is
// fed through a pipe and watched in /proc while it runs: highest resident memory, and the size of its unnamed files.
// Usage: memory_bench [--ten] [--findings]; --ten adds a stream of 10 GB. Exit code 1: a row is above its limit.
#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/bench/memory_inputs.hpp"

namespace {

using namespace orthoscrub;
using clock_type = std::chrono::steady_clock;

constexpr std::uint64_t megabyte = 1'000'000, most_memory = 64u << 20;
constexpr std::uint64_t buffers = 8u << 20;  ///< what a small file does not fill: windows, findings that wait
constexpr char const* alone = "-duplicate-claim,-orthoses-same-claim,-base-conflict";

struct cost {
    int status = -1;
    double seconds = 0, cpu = 0;
    std::uint64_t bytes = 0;      ///< fed
    std::uint64_t memory = 0;     ///< resident at most
    std::uint64_t temporary = 0;  ///< unnamed files at most, as seen every 20 ms
    std::uint64_t written = 0;
};

bool write_all(int to, std::string_view text) {
    while (!text.empty()) {
        auto const put = ::write(to, text.data(), text.size());
        if (put <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
}

std::uint64_t peak_of(pid_t child) {
    std::ifstream in{"/proc/" + std::to_string(child) + "/status"};
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("VmHWM:")) return std::strtoull(line.c_str() + 6, nullptr, 10) * 1024;
    return 0;
}

std::uint64_t unnamed_of(pid_t child) {
    std::string const folder = "/proc/" + std::to_string(child) + "/fd";
    std::uint64_t sum = 0;
    DIR* const open = ::opendir(folder.c_str());
    if (open == nullptr) return 0;
    while (dirent const* const each = ::readdir(open)) {
        struct ::stat about{};
        if (::stat((folder + "/" + each->d_name).c_str(), &about) == 0 && S_ISREG(about.st_mode) && about.st_nlink == 0)
            sum += static_cast<std::uint64_t>(about.st_size);
    }
    ::closedir(open);
    return sum;
}

/// Feeds the program from a process of its own, so that this one can watch.
template <class Feed>
cost run(std::vector<std::string> words, std::string const& output, Feed const& feed) {
    words.insert(words.begin(), {ORTHOSCRUB_PROGRAM, "check", "--no-config", "--output", output});
    words.push_back("-");
    int pipe[2], told[2];
    if (::pipe(pipe) != 0 || ::pipe(told) != 0) return {};
    (void)::fcntl(pipe[1], F_SETPIPE_SZ, 1 << 20);
    std::fflush(stdout);
    auto const begun = clock_type::now();
    pid_t const child = ::fork();
    if (child == 0) {
        ::dup2(pipe[0], 0);
        for (int const end : {pipe[0], pipe[1], told[0], told[1]}) ::close(end);
        std::vector<char*> argv;
        for (std::string& word : words) argv.push_back(word.data());
        argv.push_back(nullptr);
        ::execv(argv[0], argv.data());
        ::_exit(127);
    }
    pid_t const feeder = ::fork();
    if (feeder == 0) {
        ::close(pipe[0]);
        std::uint64_t fed = 0;
        feed([&](std::string_view text) {
            fed += text.size();
            return write_all(pipe[1], text);
        });
        ::close(pipe[1]);
        ::_exit(::write(told[1], &fed, sizeof fed) == sizeof fed ? 0 : 1);
    }
    ::close(pipe[0]);
    ::close(pipe[1]);
    ::close(told[1]);
    cost of;
    int status = 0;
    rusage use{};
    for (;;) {
        of.memory = std::max(of.memory, peak_of(child));
        of.temporary = std::max(of.temporary, unnamed_of(child));
        if (::wait4(child, &status, WNOHANG, &use) == child) break;
        ::usleep(20'000);
    }
    of.seconds = std::chrono::duration<double>(clock_type::now() - begun).count();
    // What was resident after the last look is told by the kernel, which counts the process before exec, too: this one.
    of.memory = std::max(of.memory, static_cast<std::uint64_t>(use.ru_maxrss) * 1024);
    auto const seconds = [](timeval t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
    };
    of.cpu = seconds(use.ru_utime) + seconds(use.ru_stime);
    of.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (::read(told[0], &of.bytes, sizeof of.bytes) != sizeof of.bytes) of.status = -1;
    ::close(told[0]);
    ::waitpid(feeder, nullptr, 0);
    std::error_code none;
    of.written = std::filesystem::file_size(output, none);
    return of;
}

/// The number behind "name": in the summary of a JSON report.
std::uint64_t number_in(std::string const& report, std::string const& name) {
    std::ifstream in{report, std::ios::binary};
    in.seekg(0, std::ios::end);
    auto const size = in.tellg();
    in.seekg(std::max<std::streamoff>(0, size - std::streamoff{1 << 16}));
    std::string const tail{std::istreambuf_iterator<char>{in}, {}};
    auto const summary = tail.rfind("\"summary\"");
    auto const at = summary == tail.npos ? summary : tail.find("\"" + name + "\":", summary);
    return at == tail.npos ? 0 : std::strtoull(tail.c_str() + at + name.size() + 3, nullptr, 10);
}

class table {
public:
    explicit table(std::string folder) : report_{folder + "/report"} {}

    /// `limit` bytes of memory, and `a_claim` for each claim.
    template <class Feed>
    std::uint64_t row(std::string const& what, std::vector<std::string> words, std::uint64_t limit, unsigned a_claim,
                      Feed const& feed) {
        words.insert(words.end(), {"--format", "json"});
        cost const of = run(words, report_, feed);
        std::uint64_t const claims = number_in(report_, "claims");
        bool const good = (of.status == 0 || of.status == 1) && claims != 0 && of.memory <= limit + a_claim * claims;
        fmt::print("{:<44}{:>9.0f} MB{:>11} claims{:>8.1f} MB{:>8.1f} s  {}\n", what,
                   static_cast<double>(of.bytes) / 1e6, claims, static_cast<double>(of.memory) / 1048576, of.cpu,
                   good ? "" : fmt::format("above the limit, or failed ({})", of.status));
        good_ = good_ && good;
        return of.memory;
    }

    void findings(std::string const& format, std::vector<std::string> more, std::uint64_t claims) {
        more.insert(more.end(), {"--format", format});
        cost const of = run(more, report_, [&](auto const& to) { bench::stream_damaged(claims, to); });
        if (format == "json")
            findings_ = number_in(report_, "error") + number_in(report_, "warning") + number_in(report_, "note");
        bool const good = of.status == 1 && of.memory <= most_memory;
        std::string what = format;
        for (std::string const& word : more)
            if (word != "--format" && word != format) what += " " + word;
        fmt::print(
            "{:<28}{:>10} findings{:>7.2f} s{:>7.2f} s cpu{:>10.0f}/s{:>7.1f} MB{:>7.0f} MB out{:>7.0f} MB "
            "temporary{}\n",
            what, findings_, of.seconds, of.cpu, static_cast<double>(findings_) / of.cpu,
            static_cast<double>(of.memory) / 1048576, static_cast<double>(of.written) / 1e6,
            static_cast<double>(of.temporary) / 1e6, good ? "" : "  above the limit, or failed");
        good_ = good_ && good;
    }

    [[nodiscard]] bool good() const { return good_; }

private:
    std::string report_;
    std::uint64_t findings_ = 0;
    bool good_ = true;
};

}  // namespace

int main(int count, char** words) {
    bool ten = false, findings = false;
    for (int i = 1; i < count; ++i) {
        ten = ten || std::string_view{words[i]} == "--ten";
        findings = findings || std::string_view{words[i]} == "--findings";
    }
    std::string folder = (std::filesystem::temp_directory_path() / "orthoscrub-memory-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) return 4;
    ::signal(SIGPIPE, SIG_IGN);
    table rows{folder};
    if (findings) {
        fmt::print("a million findings, by format: on the clock, of the processor, highest memory\n");
        for (std::string const format : {"json", "ndjson", "csv", "concise", "text", "sarif", "html"})
            rows.findings(format, {}, 105'000);
        for (std::string const format : {"json", "html"}) rows.findings(format, {"--max-findings", "1000"}, 105'000);
    } else {
        std::vector<std::uint64_t> sizes{10, 1000};
        if (ten) sizes.push_back(10'000);
        fmt::print("check of a stream: bytes, claims, highest memory, seconds of the processor\n");
        std::vector<std::uint64_t> peaks;
        auto const size_words = [](std::uint64_t mb) {
            return mb < 1000 ? fmt::format("{} MB", mb) : fmt::format("{} GB", mb / 1000);
        };
        for (std::uint64_t const mb : sizes)
            peaks.push_back(rows.row(size_words(mb) + ", no rule across claims", {"--rules", alone}, most_memory, 0,
                                     [&](auto const& to) { bench::stream_clean(mb * megabyte, false, to); }));
        rows.row("1 GB in one transaction set, the same rules", {"--rules", alone}, most_memory, 0,
                 [&](auto const& to) { bench::stream_clean(1000 * megabyte, true, to); });
        rows.row("10,000 claims of 50 lines, the same rules", {"--rules", alone}, most_memory, 0,
                 [](auto const& to) { bench::stream_long_claims(10'000, 50, to); });
        for (std::uint64_t const mb : sizes)
            rows.row(size_words(mb) + ", all rules, 64 bytes a claim besides", {}, most_memory, 64,
                     [&](auto const& to) { bench::stream_clean(mb * megabyte, false, to); });
        auto const [low, high] = std::minmax_element(peaks.begin(), peaks.end());
        bool const flat = *high - *low <= buffers;
        fmt::print("{}\n",
                   flat ? "flat: the sizes differ by less than 8 MB" : "NOT flat: the sizes differ by over 8 MB");
        if (!flat) return std::filesystem::remove_all(folder), 1;
    }
    std::filesystem::remove_all(folder);
    return rows.good() ? 0 : 1;
}
