#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "parser/envelope/interchange_reader.hpp"
#include "parser/text/source.hpp"
#include "tools/orthoscrub/command.hpp"

namespace orthoscrub::tools {

/// Options of every command that reads 837P files.
struct read_options {
    std::uint64_t segment_bytes = envelope::reader_limits{}.segment_bytes;
    std::uint64_t claim_bytes = envelope::reader_limits{}.claim_bytes;
    std::vector<std::string> accept{"005010X222", "005010X222A2"};

    void add_to(CLI::App& command);
    [[nodiscard]] envelope::reader_limits limits() const;
    [[nodiscard]] bool accepts(std::string_view guide) const;
};

/// Opens a file or, for "-", standard input. Says on standard error why it cannot (null then): 4, or 3 for a
/// folder.
[[nodiscard]] std::unique_ptr<text::source> open_input(std::string_view command, std::string const& name,
                                                       exit_code& code);

/// The same in two steps: opens, and says why it could not. Waiting for standard input ends when `stop` becomes true.
[[nodiscard]] text::opened_source open_named(std::string const& name, std::atomic<bool> const* stop = nullptr);
[[nodiscard]] exit_code say_unopened(std::string_view command, std::string const& name, text::io_result const& why);

/// The name of an input in a sentence: "-" is "standard input".
[[nodiscard]] std::string spoken_name(std::string const& name);

}  // namespace orthoscrub::tools
