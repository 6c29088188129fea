#pragma once
#include <array>
#include <string>
#include <vector>

#include "parser/write/atomic_file.hpp"
#include "scrubber/split/split_plan.hpp"
#include "tools/orthoscrub/command.hpp"

namespace orthoscrub::tools {

/// Where the files of one split go.
struct split_paths {
    std::string clean, held, reasons;

    [[nodiscard]] std::string const& of(scrub::half which) const noexcept {
        return which == scrub::half::clean ? clean : held;
    }
};

/// NAME.clean.837, NAME.held.837 and NAME.reasons.json, beside the input or in `folder`; what is named already stays.
void fill_in(split_paths& paths, std::string const& input, std::string const& folder);

/// Three files that appear together: each is complete and on the disk before the first gets its name.
class split_files {
public:
    split_files() = default;
    ~split_files();
    split_files(split_files const&) = delete;
    split_files& operator=(split_files const&) = delete;

    /// Refuses (3) names that are an input, a folder, or twice the same; (4) where the system does not let us write.
    /// Files that are not wanted are not opened.
    [[nodiscard]] exit_code open(std::string_view command, split_paths const& paths,
                                 std::vector<std::string> const& inputs, std::array<bool, 2> const& wanted);
    /// The sink of a half; one that is not wanted takes what it is given to nowhere.
    [[nodiscard]] write::sink& sink(scrub::half which) noexcept;
    [[nodiscard]] write::sink& reasons() noexcept { return files_[2]; }
    /// Gives all files their names, or none.
    [[nodiscard]] exit_code commit(std::string_view command);

private:
    [[nodiscard]] exit_code failed(std::string_view command, std::size_t file, text::io_result const& result) const;

    split_paths paths_;
    std::array<write::atomic_file, 3> files_;
    std::array<bool, 3> open_{};
    write::memory_sink nowhere_;
};

/// Checks names against each other and the inputs (FILE first), as `split_files::open` does, without touching anything: 3 when wrong.
[[nodiscard]] exit_code judge_paths(std::string_view command, split_paths const& paths,
                                    std::vector<std::string> const& inputs);

}  // namespace orthoscrub::tools
