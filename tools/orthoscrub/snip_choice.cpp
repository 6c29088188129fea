// --snip: a list of single digits and ranges of them.
#include "tools/orthoscrub/snip_choice.hpp"

#include <fmt/format.h>

namespace orthoscrub::tools {
namespace {

/// "3", "3..7", "3-7"; false when it is nothing of the kind.
bool read_range(std::string_view text, unsigned& from, unsigned& to) {
    auto const type = [](char c) { return c >= '1' && c <= '7'; };
    if (text.empty() || !type(text.front()) || !type(text.back())) return false;
    from = static_cast<unsigned>(text.front() - '0');
    to = static_cast<unsigned>(text.back() - '0');
    std::string_view const between = text.substr(1, text.size() < 2 ? 0 : text.size() - 2);
    return (text.size() == 1 || between == ".." || between == "-") && from <= to;
}

}  // namespace

exit_code snip_choice::read(std::string_view command, std::vector<std::string> const& values) {
    if (values.empty()) return exit_code::clean;
    types_.reset();
    for (std::string_view rest : values) {
        while (true) {
            auto const comma = rest.find(',');
            std::string_view const one = rest.substr(0, comma);
            unsigned from = 0, to = 0;
            if (!read_range(one, from, to)) {
                complain(command,
                         fmt::format("--snip {}: no SNIP type; write types from 1 to 7 and ranges of them with "
                                     "commas between, such as 1,2 or 3..7",
                                     one));
                return exit_code::usage;
            }
            for (unsigned type = from; type <= to; ++type) types_.set(type);
            if (comma == std::string_view::npos) break;
            rest.remove_prefix(comma + 1);
        }
    }
    all_ = types_ == 0b1111'1110;
    return exit_code::clean;
}

}  // namespace orthoscrub::tools
