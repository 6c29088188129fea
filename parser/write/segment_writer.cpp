// Neighbours in the file are neighbours in the buffer, so a whole window usually goes out in one write.
#include "parser/write/segment_writer.hpp"

namespace orthoscrub::write {

text::io_result segment_writer::write(std::span<text::segment const> segments) {
    std::string_view run;
    auto const flush = [&] {
        if (!run.empty() && result_) result_ = out_.write(run);
        bytes_ += run.size();
        run = {};
    };
    for (text::segment const& s : segments) {
        auto const raw = text::raw_of(s);
        if (raw.empty()) continue;
        if (!run.empty() && run.data() + run.size() == raw.data()) {
            run = {run.data(), run.size() + raw.size()};
        } else {
            flush();
            run = raw;
        }
    }
    flush();
    return result_;
}

}  // namespace orthoscrub::write
