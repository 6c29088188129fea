#include <doctest/doctest.h>

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "parser/text/source.hpp"

namespace text_source_test {

using namespace orthoscrub::text;

namespace {

// A folder that goes when the test ends.
struct scratch {
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("orthoscrub-source-" + std::to_string(::getpid()));
    scratch() { std::filesystem::create_directories(folder); }
    ~scratch() { std::filesystem::remove_all(folder); }
    std::string file(std::string const& bytes) const {
        auto const path = folder / "file";
        std::ofstream{path, std::ios::binary} << bytes;
        return path.string();
    }
};

std::string all_of(source& input, std::size_t block) {
    std::string all;
    std::string buffer(block, '\0');
    while (std::size_t const count = input.read(buffer)) all.append(buffer, 0, count);
    return all;
}

}  // namespace

TEST_CASE("source: file, mapped file, descriptor and memory give the same bytes, and the tap sees each once") {
    scratch const here;
    std::string bytes;
    for (int i = 0; i < 10000; ++i) bytes += static_cast<char>(i * 7);
    auto const path = here.file(bytes);
    std::FILE* const stream = std::fopen(path.c_str(), "rb");
    REQUIRE(stream != nullptr);
    std::unique_ptr<source> inputs[] = {open_file(path).input, open_mapped(path).input,
                                        read_descriptor(::fileno(stream)), read_memory(bytes), read_memory(bytes, 3)};
    for (auto const& input : inputs) {
        REQUIRE(input != nullptr);
        std::string tapped;
        input->tap([&](std::string_view block) { tapped += block; });
        CHECK(all_of(*input, 777) == bytes);
        CHECK(tapped == bytes);
        CHECK(input->result());
    }
    std::fclose(stream);
}

TEST_CASE("source: an empty file has no bytes and is no error") {
    scratch const here;
    auto const path = here.file("");
    CHECK(all_of(*open_file(path).input, 10).empty());
    CHECK(all_of(*open_mapped(path).input, 10).empty());
}

TEST_CASE("source: what cannot be opened says why") {
    scratch const here;
    for (auto* open : {&open_file, &open_mapped}) {
        auto const missing = (*open)((here.folder / "no-such-file").string());
        CHECK(missing.input == nullptr);
        CHECK(missing.result.status == io_status::not_found);
        CHECK_FALSE(missing.result.message.empty());
        auto const folder = (*open)(here.folder.string());
        CHECK(folder.input == nullptr);
        CHECK(folder.result.status == io_status::is_directory);
    }
}

TEST_CASE("source: a file that is written to while it is read is told at its end, one that gets another name is not") {
    scratch const here;
    auto const path = here.file("0123456789");
    auto const rest_after = [&](auto const& harm) {
        auto const input = open_file(path).input;
        char first[4];
        REQUIRE(input->read(first) == 4);
        harm();
        auto const rest = all_of(*input, 3);
        return std::pair{rest, input->result().status};
    };
    CHECK(rest_after([] {}) == std::pair{std::string{"456789"}, io_status::ok});
    CHECK(rest_after([&] { std::ofstream{path, std::ios::app} << "AB"; }) ==
          std::pair{std::string{"456789AB"}, io_status::changed});
    CHECK(rest_after([&] { std::filesystem::resize_file(path, 6); }) ==
          std::pair{std::string{"45"}, io_status::changed});
    std::ofstream{path} << "0123456789";
    CHECK(rest_after([&] { std::filesystem::rename(path, path + ".old"); }) ==
          std::pair{std::string{"456789"}, io_status::ok});
}

TEST_CASE("source: a failed read ends the data and is remembered") {
    auto const input = read_descriptor(-1);
    CHECK(all_of(*input, 10).empty());
    CHECK_FALSE(input->result());
    CHECK(input->result().status == io_status::failed);
}

}  // namespace text_source_test
