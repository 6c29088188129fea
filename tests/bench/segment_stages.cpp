// The ceilings of the machine, and everything that knows segments but not what they mean.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "parser/text/scan.hpp"
#include "tests/bench/reading.hpp"
#include "tests/bench/stages.hpp"

namespace orthoscrub::bench {
namespace {

constexpr std::size_t window = 64 * 1024;  // as envelope::reader_limits

std::uint64_t index_in_a_loop(std::string_view text, std::vector<std::uint32_t>& index) {
    std::size_t found = 0;
    for (std::size_t from = 0; from < text.size(); from += window) {
        found = 0;
        auto const size = static_cast<std::uint32_t>(std::min(window, text.size() - from));
        for (std::uint32_t i = 0; i < size; ++i)
            if (char const c = text[from + i]; c == '*' || c == '~') index[found++] = i;
    }
    return found;
}

std::uint64_t terminators_of(std::string_view text) {
    std::uint64_t found = 0;
    for (auto at = text.find('~'); at != text.npos; at = text.find('~', at + 1)) ++found;
    return found;
}

std::uint64_t scan_all(std::string_view text, text::scanner& scanner, text::scan_index& index) {
    scanner.reset({});
    std::uint64_t found = 0;
    for (std::size_t from = 0; from < text.size(); from += window) {
        index.clear();
        auto const size = static_cast<std::uint32_t>(std::min(window, text.size() - from));
        scanner.scan(text.data() + from, 0, size, index);
        found += index.marks.size();
    }
    return found;
}

stage scan_stage(std::string_view text, text::scan_kernel kernel, bool drawn) {
    return {fmt::format("scan, {}", text::to_string(text::scanner{kernel}.kernel())),
            [text, kernel] {
                return [text, scanner = text::scanner{kernel}, index = std::make_shared<text::scan_index>()](
                           pass& now) mutable { now.kept = scan_all(text, scanner, *index); };
            },
            drawn};
}

}  // namespace

std::vector<stage> ceiling_stages(std::string_view text) {
    return {
        {"memcpy",
         [text] {
             return [text, copy = std::make_shared<std::string>(text.size(), ' ')](pass& now) {
                 std::memcpy(copy->data(), text.data(), text.size());
                 now.kept = static_cast<unsigned char>((*copy)[text.size() / 2]);
             };
         }},
        {"memchr for a byte that is not there",
         [text] { return [text](pass& now) { now.kept = std::memchr(text.data(), 1, text.size()) == nullptr; }; }},
        {ceiling_stage, [text] { return [text](pass& now) { now.kept = terminators_of(text); }; }, true},
        {"byte loop to an index",
         [text] {
             return [text, index = std::vector<std::uint32_t>(window)](pass& now) mutable {
                 now.kept = index_in_a_loop(text, index);
             };
         },
         true},
    };
}

std::vector<stage> segment_stages(std::string_view text, bool all_kernels) {
    auto const fastest = text::scanner{}.kernel();
    std::vector<stage> stages;
    for (auto const kernel :
         {text::scan_kernel::scalar, text::scan_kernel::sse2, text::scan_kernel::avx2, text::scan_kernel::avx512})
        if (kernel == fastest || (all_kernels && text::supported(kernel)))
            stages.push_back(scan_stage(text, kernel, kernel == fastest));
    stages.push_back({"segments and envelopes",
                      [text] {
                          return [text](pass& now) {
                              now.kept = read_windows(text, [](auto const&, auto const&, auto const&) {});
                          };
                      },
                      true});
    return stages;
}

}  // namespace orthoscrub::bench
