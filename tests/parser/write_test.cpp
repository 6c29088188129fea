#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "parser/write/atomic_file.hpp"
#include "parser/write/edits.hpp"
#include "parser/write/recount.hpp"
#include "parser/write/segment_writer.hpp"
#include "tests/parser/envelope_reading.hpp"

namespace write_test {

using namespace orthoscrub;
using test::interchange;
using test::replaced;
using test::replaced_once;
using write::edit;
using write::edit_list;

namespace {

std::string const plain = interchange(test::claims_body, test::claims_count);

// Applies edits to a text that comes in blocks; "!" and the reason when they cannot be applied.
std::string edited(std::string_view original, std::vector<edit> const& edits, std::size_t block = 0) {
    edit_list list;
    list.add(edits);
    auto const input = text::read_memory(original, block);
    write::memory_sink out;
    auto const result = write::apply(*input, list, out);
    return result ? out.bytes() : "!" + result.message;
}

std::string recounted(std::string const& original, write::recount_options options = {}, std::size_t window = 262144) {
    auto const input = text::read_memory(original);
    text::diagnostics faults;
    envelope::reader_limits limits;
    limits.window_bytes = window;
    envelope::interchange_reader reader{*input, faults, limits};
    write::recount count{options};
    for (auto e = reader.next(); e.kind != envelope::event_kind::end; e = reader.next())
        count.see(e, reader.interchange().marks);
    return edited(original, count.edits());
}

struct scratch {
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("orthoscrub-write-" + std::to_string(::getpid()));
    scratch() { std::filesystem::create_directories(folder); }
    ~scratch() { std::filesystem::remove_all(folder); }
    std::string path(char const* name) const { return (folder / name).string(); }
    std::size_t files() const {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator{folder}, {}));
    }
};

std::string content(std::string const& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

TEST_CASE("segment_writer: what was read is written back byte for byte") {
    std::string wrapped;
    for (std::size_t at = 0; at < plain.size(); at += 80) wrapped += plain.substr(at, 80) + "\r\n";
    for (std::string const& original :
         {plain, wrapped, "junk" + replaced(plain, "~", "~\n") + std::string(9, '\0'), std::string{"no isa"}}) {
        for (std::size_t window : {64u, 262144u}) {
            auto const input = text::read_memory(original);
            text::diagnostics faults;
            envelope::reader_limits limits;
            limits.window_bytes = window;
            envelope::interchange_reader reader{*input, faults, limits};
            write::memory_sink out;
            write::segment_writer writer{out};
            for (auto e = reader.next(); e.kind != envelope::event_kind::end; e = reader.next()) CHECK(writer.write(e));
            CHECK(out.bytes() == original);
            CHECK(writer.bytes() == original.size());
        }
    }
}

TEST_CASE("edits: replacements, insertions and deletions at any place, in blocks of any size") {
    struct row {
        std::vector<edit> edits;
        char const* result;
    };
    for (row const& d : {
             row{{}, "0123456789"},
             row{{{0, 1, "A"}}, "A123456789"},
             row{{{9, 1, "B"}, {0, 0, "<"}}, "<012345678B"},
             row{{{10, 0, ">"}}, "0123456789>"},
             row{{{3, 4, ""}}, "012789"},
             row{{{3, 0, "a"}, {3, 2, "X"}, {3, 0, "b"}}, "012abX56789"},
             row{{{0, 10, "all"}}, "all"},
             row{{{2, 2, "x"}, {4, 2, "y"}}, "01xy6789"},
             row{{{2, 3, "x"}, {4, 2, "y"}}, "!two edits touch the same bytes"},
             row{{{2, 3, "x"}, {4, 0, "y"}}, "!two edits touch the same bytes"},
             row{{{11, 0, "x"}}, "!an edit lies behind the end of the data"},
             row{{{8, 5, "x"}}, "!an edit lies behind the end of the data"},
         })
        for (std::size_t block = 0; block < 12; ++block) {
            CAPTURE(block);
            CHECK(edited("0123456789", d.edits, block) == d.result);
        }
}

TEST_CASE("edits: an element is set where it stands, in wrapped lines too, and appended where it is missing") {
    struct row {
        char const* body;
        unsigned element;
        char const* result;
    };
    for (row const& d : {
             row{"REF*G1*123~", 2, "REF*G1*NEW~"},
             row{"REF*G1*123~", 1, "REF*NEW*123~"},
             row{"REF*G1~", 2, "REF*G1*NEW~"},
             row{"REF~", 2, "REF**NEW~"},
             row{"REF*G1**X~", 2, "REF*G1*NEW*X~"},
             row{"REF*G1*1\r\n23*X~", 2, "REF*G1*NEW*X~"},
             row{"REF*G\n1*123*X~", 2, "REF*G\n1*NEW*X~"},
             row{"\n REF*G1*12\n3~", 3, "\n REF*G1*12\n3*NEW~"},
         }) {
        CAPTURE(d.body);
        std::string const original = interchange(d.body, 3);
        auto const input = text::read_memory(original);
        text::diagnostics faults;
        envelope::interchange_reader reader{*input, faults};
        std::vector<edit> edits;
        for (auto e = reader.next(); e.kind != envelope::event_kind::end; e = reader.next())
            for (auto const& s : e.segments)
                if (s.is("REF")) edits.push_back(write::set_element(s, d.element, "NEW", '*'));
        REQUIRE(edits.size() == 1);
        CHECK(edited(original, edits) == replaced_once(original, d.body, d.result));
    }
}

TEST_CASE("recount: wrong counts are put right and nothing else moves") {
    CHECK(recounted(plain) == plain);
    for (std::size_t window : {64u, 262144u}) {
        auto const wrong =
            replaced_once(replaced_once(replaced_once(plain, "SE*24*", "SE*7*"), "GE*1*", "GE**"), "IEA*1*", "IEA*X*");
        CHECK(recounted(wrong, {}, window) == plain);
    }
    auto const padded = replaced_once(plain, "SE*24*", "SE*024*");
    CHECK(recounted(padded) == padded);
    auto const numbers = replaced_once(plain, "SE*24*0001", "SE*24*9999");
    CHECK(recounted(numbers) == numbers);
    write::recount_options options;
    options.control_numbers = true;
    CHECK(recounted(numbers, options) == plain);
    CHECK(recounted(replaced_once(plain, "SE*24*0001~", "SE~"), options) == plain);
    CHECK(recounted(replaced_once(plain, "GE*1*1~", "GE*1~"), options) == plain);
    CHECK(recounted(replaced_once(plain, "IEA*1*000000001", "IEA*3*1"), options) == plain);
}

TEST_CASE("recount: segments that other edits add are counted in their set") {
    std::string const text = interchange("REF*G1*1~", 3) + interchange("REF*G1*2~", 3);
    auto const second = text.find("REF*G1*2");
    write::segment_change const changes[] = {{text.find("SE*3"), 2}, {second, -1}};
    write::recount_options options;
    options.changes = changes;
    auto const result = recounted(text, options);
    CHECK(result.find("SE*5*0001") < second);
    CHECK(result.find("SE*2*0001") > second);
}

TEST_CASE("recount: what the reader counts agrees with what recount writes") {
    std::string const odd =
        interchange("REF*G1*1~~junk text~REF*G1*\n2~\nN4*A\nREF*G1*3~NTE*" + std::string(400, 'x') + "~", 99);
    envelope::reader_limits limits;
    limits.segment_bytes = 200;
    auto const read = test::read_all(odd, limits);
    auto const input = text::read_memory(odd);
    text::diagnostics faults;
    envelope::interchange_reader reader{*input, faults, limits};
    write::recount count;
    for (auto e = reader.next(); e.kind != envelope::event_kind::end; e = reader.next())
        count.see(e, reader.interchange().marks);
    REQUIRE(count.edits().size() == 1);
    for (auto const& f : read.faults.faults())
        if (f.code == text::fault_code::se_count) CHECK(f.expected == count.edits()[0].replacement);
}

TEST_CASE("atomic_file: appears complete, or not at all") {
    scratch const here;
    auto const path = here.path("out.837");
    {
        write::atomic_file file;
        REQUIRE(file.open(path));
        CHECK(file.write("half"));
        CHECK_FALSE(std::filesystem::exists(path));
    }
    CHECK(here.files() == 0);
    write::atomic_file file;
    REQUIRE(file.open(path));
    CHECK(file.write("whole"));
    CHECK(file.commit());
    CHECK(content(path) == "whole");
    CHECK(here.files() == 1);
    CHECK_FALSE(file.write("more"));
}

TEST_CASE("atomic_file: has no name before it is complete, where the file system allows that") {
    scratch const here;
    int const unnamed = ::open(here.folder.c_str(), O_WRONLY | O_TMPFILE, 0600);
    if (unnamed < 0) return;
    ::close(unnamed);
    auto const path = here.path("out.837");
    write::atomic_file file;
    REQUIRE(file.open(path));
    CHECK(file.write("whole"));
    CHECK(file.sync());
    CHECK(file.temporary() == "");
    CHECK(here.files() == 0);
    std::string const taken = path + "." + std::to_string(::getpid()) + "-0.tmp";  // left by who was killed
    std::ofstream{taken} << "other";
    CHECK(file.commit());
    CHECK(content(path) == "whole");
    CHECK(content(taken) == "other");
    CHECK(here.files() == 2);
}

TEST_CASE("atomic_file: replaces an older output and keeps its access rights") {
    scratch const here;
    auto const path = here.path("out.837");
    std::ofstream{path} << "old";
    REQUIRE(::chmod(path.c_str(), 0640) == 0);
    write::atomic_file file;
    REQUIRE(file.open(path));
    CHECK(file.write("new"));
    CHECK(content(path) == "old");
    CHECK(file.commit());
    CHECK(content(path) == "new");
    struct ::stat status{};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0640);
}

TEST_CASE("atomic_file: never overwrites an input, under whatever name, nor a folder") {
    scratch const here;
    auto const input = here.path("in.837");
    std::ofstream{input} << "claims";
    std::filesystem::create_symlink(input, here.folder / "link");
    std::filesystem::create_hard_link(input, here.folder / "twin");
    std::string const inputs[] = {here.path("absent"), input};
    for (char const* name : {"in.837", "link", "twin", "./in.837"}) {
        write::atomic_file file;
        CHECK(file.open(here.path(name), inputs).status == text::io_status::exists);
    }
    write::atomic_file file;
    CHECK(file.open(here.folder.string()).status == text::io_status::is_directory);
    CHECK(file.open(here.path("no/such/folder/x")).status == text::io_status::not_found);
    CHECK(content(input) == "claims");
    CHECK(here.files() == 3);
}

TEST_CASE("atomic_file: a device is written directly and left alone") {
    write::atomic_file file;
    REQUIRE(file.open("/dev/null"));
    CHECK(file.write("gone"));
    CHECK(file.commit());
    CHECK(std::filesystem::is_character_file("/dev/null"));
}

}  // namespace write_test
