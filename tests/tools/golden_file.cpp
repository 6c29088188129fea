// Golden files: what users read, held to the last byte.
#include "tests/tools/golden_file.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <string_view>

#include "tests/tools/run_program.hpp"

namespace orthoscrub::tests {

std::string without_pack(std::string text) {
    auto const cut = [&](std::string_view from, std::string_view to, std::string_view instead) {
        auto const at = text.find(from);
        if (at == std::string::npos) return;
        auto const end = text.find(to, at + from.size());
        text.replace(at, end + to.size() - at, instead);
    };
    cut("\"pack\":{", "}", "\"pack\":{}");
    cut("content=\"default-src", ">", "content=\"\">");
    cut("<style>", "</style>", "<style></style>");
    cut("<script>", "</script>", "<script></script>");
    cut("<footer>\n<p>", "</p>", "<footer>\n<p></p>");
    return text;
}

void check_golden(std::string const& name, std::string const& text) {
    std::string const path = std::string{ORTHOSCRUB_SOURCE_DIR} + "/tests/golden/" + name;
    char const* const update = std::getenv("UPDATE_GOLDEN");
    if (update && std::string_view{update} == "1") std::ofstream{path, std::ios::binary} << text;
    CAPTURE(path);
    CHECK(text == read_file(path));
}

}  // namespace orthoscrub::tests
