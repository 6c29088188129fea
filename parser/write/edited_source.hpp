#pragma once
#include <array>
#include <memory>
#include <string>

#include "parser/text/source.hpp"
#include "parser/write/edits.hpp"

namespace orthoscrub::write {

/// A source as it would read with edits applied, without a copy of it anywhere. Edited sources may stand on each
/// other. Fails (EINVAL) when an edit lies behind the end of the original.
class edited_source final : public text::source {
public:
    /// `edits` must be sorted (`edit_list::sort`) and outlive the source.
    edited_source(std::unique_ptr<text::source> original, edit_list const& edits);

protected:
    std::size_t read_some(std::span<char> into) override;

private:
    class gathered final : public sink {
    public:
        text::io_result write(std::string_view bytes) override;
        std::string bytes;
    };
    std::unique_ptr<text::source> original_;
    gathered ready_;
    std::size_t given_ = 0;  // of ready_
    edited_stream stream_;
    std::unique_ptr<char[]> block_;
    bool ended_ = false;
};

}  // namespace orthoscrub::write
