// One line, drawn over itself five times a second: name, bar, bytes, counts, and the time that is left at the speed so far.
#include "tools/orthoscrub/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "scrubber/report/report.hpp"

namespace orthoscrub::tools {
namespace {

/// Size of a file in bytes; 0 when unknown.
std::uint64_t size_of(std::string const& name) {
    std::error_code error;
    auto const size = std::filesystem::file_size(name, error);
    return error || name == "-" ? 0 : size;
}

/// 0 when the size of one is not known because it is standard input.
std::uint64_t size_of_all(std::span<std::string const> files) {
    std::uint64_t sum = 0;
    for (std::string const& file : files) {
        if (file == "-") return 0;
        sum += size_of(file);
    }
    return sum;
}

std::string time_left(std::chrono::seconds left) {
    auto const s = left.count();
    if (s < 60) return fmt::format("{} s left", std::max<decltype(s)>(s, 1));
    if (s < 3600) return fmt::format("{} min left", (s + 59) / 60);
    return fmt::format("{} h {} min left", s / 3600, s % 3600 / 60);
}

}  // namespace

std::string progress_words(std::uint64_t done, std::uint64_t size, std::chrono::milliseconds taken, std::int64_t claims,
                           std::int64_t findings) {
    constexpr std::size_t width = 20;
    std::string words;
    if (size != 0) {
        std::uint64_t const share = std::min<std::uint64_t>(done * 100 / size, 100);
        std::string bar(static_cast<std::size_t>(share) * width / 100, '#');
        bar.resize(width, '.');
        words = fmt::format("[{}] {:3} %  ", bar, share);
    }
    words += fmt::format("{} MB", done / 1'000'000);
    if (claims >= 0) words += ", " + scrub::counted(static_cast<std::uint64_t>(claims), "claim", "claims");
    if (findings >= 0) words += ", " + scrub::counted(static_cast<std::uint64_t>(findings), "finding", "findings");
    if (done != 0 && size > done) {
        double const rest = static_cast<double>(size - done) / static_cast<double>(done);
        words += ", " + time_left(std::chrono::seconds{
                            static_cast<long>(rest * static_cast<double>(taken.count()) / 1000.0 + 0.5)});
    }
    return words;
}

progress::progress(std::span<std::string const> run) : run_{run} {
    char const* const terminal = std::getenv("TERM");
    on_ = ::isatty(2) == 1 && terminal && std::string_view{terminal} != "dumb";
    begun_ = clock::now();
    next_ = begun_ + std::chrono::seconds{1};
}

void progress::file(std::string name, unsigned times) {
    name_ = std::move(name);
    times_ = times;
    size_.reset();
    done_ = 0;
}

void progress::advance(std::uint64_t bytes) {
    done_ += bytes;
    run_done_ += bytes;
    if (!on_) return;
    auto const now = clock::now();
    if (now < next_) return;
    next_ = now + std::chrono::milliseconds{200};
    draw();
}

void progress::counts(std::uint64_t claims, std::uint64_t findings) {
    claims_ = claims;
    findings_ = findings;
    counted_ = true;
}

void progress::draw() {
    if (!run_size_) run_size_ = size_of_all(run_);
    bool const whole = *run_size_ != 0;
    if (!whole && !size_) size_ = times_ * size_of(name_);
    std::string line = "\r" + name_.substr(name_.size() > 30 ? name_.size() - 30 : 0) + " ";
    line += progress_words(whole ? run_done_ : done_, whole ? *run_size_ : *size_,
                           std::chrono::duration_cast<std::chrono::milliseconds>(clock::now() - begun_),
                           counted_ ? static_cast<std::int64_t>(claims_) : -1,
                           counted_ ? static_cast<std::int64_t>(findings_) : -1);
    line += "\x1b[K";
    std::fwrite(line.data(), 1, line.size(), stderr);
    std::fflush(stderr);
    drawn_ = true;
}

void progress::clear() {
    if (!drawn_) return;
    std::fputs("\r\x1b[K", stderr);
    std::fflush(stderr);
    drawn_ = false;
}

}  // namespace orthoscrub::tools
