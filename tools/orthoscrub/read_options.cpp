// What all commands that read claim files share: limits, accepted guides, opening.
#include "tools/orthoscrub/read_options.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>

namespace orthoscrub::tools {

void read_options::add_to(CLI::App& command) {
    command.add_option("--segment-bytes", segment_bytes, "Longest segment that is read")
        ->transform(CLI::AsSizeValue(false))
        ->check(CLI::Range(std::uint64_t{1024}, std::uint64_t{1} << 30))
        ->capture_default_str()
        ->type_name("BYTES");
    command.add_option("--claim-bytes", claim_bytes, "Longest claim that is read; 64MB is written so too")
        ->transform(CLI::AsSizeValue(false))
        ->check(CLI::Range(std::uint64_t{4096}, std::uint64_t{1} << 32))
        ->capture_default_str()
        ->type_name("BYTES");
    command.add_option("--accept", accept, "Guides taken beside 005010X222A1 (ST03); none takes no other")
        ->check(CLI::IsMember({"005010X222", "005010X222A2", "none"}))
        ->delimiter(',')
        ->type_name("GUIDE,...")
        ->default_str("005010X222,005010X222A2");
}

envelope::reader_limits read_options::limits() const {
    envelope::reader_limits limits;
    limits.segment_bytes = static_cast<std::size_t>(segment_bytes);
    limits.claim_bytes = static_cast<std::size_t>(claim_bytes);
    return limits;
}

bool read_options::accepts(std::string_view guide) const {
    return std::find(accept.begin(), accept.end(), guide) != accept.end();
}

std::unique_ptr<text::source> open_input(std::string_view command, std::string const& name, exit_code& code) {
    text::opened_source opened = open_named(name);
    code = opened.input ? exit_code::clean : say_unopened(command, name, opened.result);
    return std::move(opened.input);
}

text::opened_source open_named(std::string const& name, std::atomic<bool> const* stop) {
    if (name == "-") return {text::read_descriptor(0, stop), {}};
    return text::open_file(name);
}

exit_code say_unopened(std::string_view command, std::string const& name, text::io_result const& why) {
    switch (why.status) {
        case text::io_status::is_directory:
            complain(command, fmt::format("{} is a folder; name a file in it", name));
            return exit_code::usage;
        case text::io_status::not_found:
            complain(command, fmt::format("{}: no such file; check the name", name));
            return exit_code::io;
        default:
            complain(command,
                     fmt::format(
                         "{}: cannot be opened: {}{}", name, why.message,
                         why.status == text::io_status::permission ? "; ask its owner for the right to read it" : ""));
            return exit_code::io;
    }
}

std::string spoken_name(std::string const& name) { return name == "-" ? "standard input" : name; }

}  // namespace orthoscrub::tools
