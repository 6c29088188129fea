#include <doctest/doctest.h>

#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "tests/support/scanning.hpp"

namespace text_scan_test {

using namespace orthoscrub::text;
using orthoscrub::test::scan_with;

namespace {

std::string random_text(std::mt19937& random, std::size_t size, std::string_view alphabet) {
    std::string text(size, ' ');
    for (char& c : text) c = alphabet[random() % alphabet.size()];
    return text;
}

}  // namespace

TEST_CASE("scan: separators, terminators, stray line breaks and foreign bytes") {
    delimiters const marks;
    auto const f = scan_with(scan_kernel::scalar, "A*B~\r\nC*~~D\nE*\xE9~\n\n\n", marks);
    CHECK(f.marks == std::vector<std::uint32_t>{1, 3, 7, 8, 9, 13, 15});
    CHECK(f.ends == std::vector<std::uint32_t>{1, 3, 4, 6});
    CHECK(f.specials == std::vector<std::uint32_t>{11, 14});
}

TEST_CASE("scan: a terminator that is a line end leaves the other one as layout") {
    delimiters marks;
    marks.terminator = '\r';
    auto const f = scan_with(scan_kernel::scalar, "A*B\r\nC\r\n", marks);
    CHECK(f.marks == std::vector<std::uint32_t>{1, 3, 6});
    CHECK(f.specials.empty());
}

TEST_CASE("scan: every kernel finds what the byte loop finds") {
    std::mt19937 random{20250301};
    std::string_view const alphabets[] = {"ABCDEFGHIJ0123456789 .-:*~",
                                          "*~",
                                          "~\r\n",
                                          "A*~\r\n",
                                          "AB*~\r\n\x01\x7F\x80\xFF",
                                          "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789*~\r\n"};
    for (auto kernel : {scan_kernel::sse2, scan_kernel::avx2, scan_kernel::avx512}) {
        if (!supported(kernel)) continue;
        CAPTURE(to_string(kernel));
        for (auto alphabet : alphabets) {
            CAPTURE(alphabet);
            for (std::size_t size = 0; size < 300; ++size) {
                std::string const text = random_text(random, size, alphabet);
                delimiters marks;
                if (size % 3 == 1) marks.terminator = '\n';
                if (size % 5 == 1) marks.element = '\x80';
                std::size_t const from = size == 0 ? 0 : random() % size;
                CAPTURE(text);
                bool const same =
                    scan_with(kernel, text, marks, from) == scan_with(scan_kernel::scalar, text, marks, from);
                REQUIRE(same);
            }
            std::string const large = random_text(random, 40000, alphabet);
            bool const same = scan_with(kernel, large, {}) == scan_with(scan_kernel::scalar, large, {});
            CHECK(same);
        }
    }
}

TEST_CASE("scan: the result does not depend on how the text is cut") {
    std::mt19937 random{7};
    std::string const text = random_text(random, 700, "AB*~\r\n\r\n~\xE9");
    auto const whole = scan_with(scan_kernel::scalar, text, {});
    for (auto kernel : {scan_kernel::scalar, scan_kernel::sse2, scan_kernel::avx2, scan_kernel::avx512})
        for (std::size_t piece = 1; piece < 200; ++piece) {
            bool const same = scan_with(kernel, text, {}, 0, piece) == whole;
            REQUIRE(same);
        }
}

TEST_CASE("scan: the kernel can be forced, and an unknown name is ignored") {
    CHECK(scanner{scan_kernel::scalar}.kernel() == scan_kernel::scalar);
    ::setenv("ORTHOSCRUB_SCAN", "scalar", 1);
    CHECK(scanner{}.kernel() == scan_kernel::scalar);
    ::setenv("ORTHOSCRUB_SCAN", "fastest", 1);
    CHECK(scanner{}.kernel() != scan_kernel::automatic);
    ::unsetenv("ORTHOSCRUB_SCAN");
    auto const fastest = supported(scan_kernel::avx512) ? scan_kernel::avx512
                         : supported(scan_kernel::avx2) ? scan_kernel::avx2
                                                        : scanner{}.kernel();
    CHECK(scanner{}.kernel() == fastest);
    ::setenv("ORTHOSCRUB_SCAN", "avx512", 1);
    CHECK(scanner{}.kernel() == (supported(scan_kernel::avx512) ? scan_kernel::avx512 : scan_kernel::scalar));
    ::unsetenv("ORTHOSCRUB_SCAN");
}

}  // namespace text_scan_test
