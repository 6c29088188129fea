// The five steps of `scrub_stages`, one after the other for every portion of a file.
#include "scrubber/engine/scrub_file.hpp"

#include "scrubber/engine/scrub_stages.hpp"

namespace orthoscrub::scrub {

struct file_scrubber::works {
    scrub_stages stages;
    scrub_portion portion;
};

file_scrubber::file_scrubber(rule_book const& book, scrub_options options)
    : works_{new works{{book, std::move(options)}, {}}} {}

file_scrubber::~file_scrubber() = default;

file_result file_scrubber::scrub(text::source& input, std::string_view path, finding_taker const& found,
                                 std::function<void(std::size_t)> const& read) {
    auto& [stages, portion] = *works_;
    stages.begin(portion, input, path, read);
    while (true) {
        stages.parse(portion);
        stages.hold(portion);
        stages.judge(portion);
        if (auto result = stages.tell(portion, found)) return std::move(*result);
        stages.go_on(portion);
    }
}

void file_scrubber::begin_run() { works_->stages.begin_run(); }

std::size_t file_scrubber::memory_bytes() const noexcept { return works_->stages.memory_bytes(); }

}  // namespace orthoscrub::scrub
