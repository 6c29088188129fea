// One line, drawn over itself five times a second: "day.837 [#####.....] 52 %  480 MB".
#include "tools/orthoscrub/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace orthoscrub::tools {

progress::progress() {
    char const* const terminal = std::getenv("TERM");
    on_ = ::isatty(2) == 1 && terminal && std::string_view{terminal} != "dumb";
    begun_ = clock::now();
    next_ = begun_ + std::chrono::seconds{1};
}

void progress::file(std::string name, std::uint64_t bytes) {
    name_ = std::move(name);
    size_ = bytes;
    done_ = 0;
}

void progress::advance(std::uint64_t bytes) {
    done_ += bytes;
    if (!on_) return;
    auto const now = clock::now();
    if (now < next_) return;
    next_ = now + std::chrono::milliseconds{200};
    draw();
}

void progress::draw() {
    constexpr std::size_t width = 20;
    std::string line = "\r" + name_.substr(name_.size() > 40 ? name_.size() - 40 : 0);
    if (size_ != 0) {
        std::uint64_t const share = std::min<std::uint64_t>(done_ * 100 / size_, 100);
        std::string bar(static_cast<std::size_t>(share) * width / 100, '#');
        bar.resize(width, '.');
        line += fmt::format(" [{}] {:3} %", bar, share);
    }
    line += fmt::format("  {} MB\x1b[K", done_ / 1'000'000);
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
