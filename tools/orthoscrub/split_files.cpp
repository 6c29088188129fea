// The files of a split: names, refusals, and the moment when all of them appear. A rename that fails after others have
// succeeded takes those away again, so that half a split never looks like a whole one.
#include "tools/orthoscrub/split_files.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "tools/orthoscrub/output_target.hpp"

namespace orthoscrub::tools {
namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 3> options{"--clean", "--held", "--reasons"};

std::string const& path_at(split_paths const& paths, std::size_t i) {
    return i == 0 ? paths.clean : i == 1 ? paths.held : paths.reasons;
}

fs::path resolved(std::string const& path) {
    std::error_code error;
    auto real = fs::weakly_canonical(fs::absolute(path, error), error);
    return error ? fs::path{path} : real;
}

}  // namespace

void fill_in(split_paths& paths, std::string const& input, std::string const& folder) {
    fs::path const from{input};
    fs::path const base = (folder.empty() ? from.parent_path() : fs::path{folder}) / from.stem();
    if (paths.clean.empty()) paths.clean = base.string() + ".clean.837";
    if (paths.held.empty()) paths.held = base.string() + ".held.837";
    if (paths.reasons.empty()) paths.reasons = base.string() + ".reasons.json";
}

exit_code judge_paths(std::string_view command, split_paths const& paths, std::vector<std::string> const& inputs) {
    std::error_code ignored;
    for (std::size_t i = 0; i < options.size(); ++i) {
        std::string const& path = path_at(paths, i);
        if (path == "-") {
            complain(command, fmt::format("{} - : a split has several files; name one", options[i]));
            return exit_code::usage;
        }
        if (fs::is_directory(path, ignored)) {
            complain(command, fmt::format("{} {} is a folder; name a file in it, or use --out-dir", options[i], path));
            return exit_code::usage;
        }
        if (fs::exists(path, ignored) && !fs::is_regular_file(path, ignored)) {
            complain(command, fmt::format("{} {} is no ordinary file; name another", options[i], path));
            return exit_code::usage;
        }
        for (std::string const& input : inputs)
            if (fs::equivalent(path, input, ignored)) {
                complain(command, fmt::format("{} {} is {}; name another file", options[i], path,
                                              input == inputs.front() ? "the input" : "a file of the settings"));
                return exit_code::usage;
            }
        for (std::size_t j = 0; j < i; ++j)
            if (resolved(path) == resolved(path_at(paths, j)) || fs::equivalent(path, path_at(paths, j), ignored)) {
                complain(command, fmt::format("{} and {} name the same file {}; give each its own", options[j],
                                              options[i], path));
                return exit_code::usage;
            }
    }
    return exit_code::clean;
}

split_files::~split_files() {
    for (auto const& file : files_) output_target::unwatch(file.temporary());  // the files remove them themselves
}

exit_code split_files::failed(std::string_view command, std::size_t file, text::io_result const& result) const {
    complain(command, fmt::format("{} {}: cannot write there: {}; no file was written", options[file],
                                  path_at(paths_, file), result.message));
    return exit_code::io;
}

exit_code split_files::open(std::string_view command, split_paths const& paths, std::vector<std::string> const& inputs,
                            std::array<bool, 2> const& wanted) {
    if (exit_code const code = judge_paths(command, paths, inputs); code != exit_code::clean) return code;
    paths_ = paths;
    for (std::size_t i = 0; i < files_.size(); ++i) {
        if (i < wanted.size() && !wanted[i]) continue;
        if (auto const result = files_[i].open(path_at(paths_, i), inputs); !result) return failed(command, i, result);
        open_[i] = true;
        output_target::watch(files_[i].temporary());
    }
    return exit_code::clean;
}

write::sink& split_files::sink(scrub::half which) noexcept {
    auto const i = static_cast<std::size_t>(which);
    if (open_[i]) return files_[i];
    return nowhere_;
}

exit_code split_files::commit(std::string_view command) {
    for (std::size_t i = 0; i < files_.size(); ++i)
        if (open_[i])
            if (auto const result = files_[i].sync(); !result) return failed(command, i, result);
    write::signal_pause const quiet;
    for (std::size_t i = 0; i < files_.size(); ++i) {
        if (!open_[i]) continue;
        std::string const temporary = files_[i].temporary();
        auto const result = files_[i].commit();
        output_target::unwatch(temporary);
        if (result) continue;
        for (std::size_t done = 0; done < i; ++done)
            if (open_[done]) ::unlink(path_at(paths_, done).c_str());
        return failed(command, i, result);
    }
    return exit_code::clean;
}

}  // namespace orthoscrub::tools
