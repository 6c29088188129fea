// Pulls a block of the original, pushes it through edited_stream and hands out what came of it.
#include "parser/write/edited_source.hpp"

#include <algorithm>
#include <cerrno>

namespace orthoscrub::write {
namespace {

constexpr std::size_t block_size = 64 * 1024;

}  // namespace

text::io_result edited_source::gathered::write(std::string_view more) {
    bytes += more;
    return {};
}

edited_source::edited_source(std::unique_ptr<text::source> original, edit_list const& edits)
    : original_{std::move(original)},
      stream_{edits, ready_},
      block_{std::make_unique_for_overwrite<char[]>(block_size)} {}

std::size_t edited_source::read_some(std::span<char> into) {
    while (given_ == ready_.bytes.size()) {
        if (ended_) return 0;
        ready_.bytes.clear();
        given_ = 0;
        if (std::size_t const count = original_->read({block_.get(), block_size})) {
            stream_.write({block_.get(), count});
            continue;
        }
        ended_ = true;
        result_ = original_->result();
        bool complete = false;
        if (result_) result_ = stream_.finish(complete);
        if (result_ && !complete)
            result_ = {text::io_status::failed, EINVAL, "an edit lies behind the end of the data"};
        if (!result_) return 0;
    }
    std::size_t const count = std::min(into.size(), ready_.bytes.size() - given_);
    std::copy_n(ready_.bytes.data() + given_, count, into.data());
    given_ += count;
    return count;
}

}  // namespace orthoscrub::write
