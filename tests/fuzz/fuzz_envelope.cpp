// The reader of envelopes under limits so small that files exceed them: every byte stands in one segment, the segments do not
// hang on how the file is cut, and counts that were put right stay so.
#include "parser/text/source.hpp"
#include "parser/write/recount.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/reading_faults.hpp"
#include "tests/support/printable.hpp"

namespace orthoscrub::test {
namespace {

/// The edits that make the counts of a file true.
std::vector<write::edit> count_edits(std::string_view text, envelope::reader_limits const& limits) {
    auto const input = text::read_memory(text);
    text::diagnostics faults;
    envelope::interchange_reader reader{*input, faults, limits};
    write::recount count;
    for (auto e = reader.next(); e.kind != envelope::event_kind::end; e = reader.next())
        count.see(e, reader.interchange().marks);
    return count.edits();
}

std::string recount_fault(std::string_view text, envelope::reader_limits const& limits) {
    write::edit_list edits;
    edits.add(count_edits(text, limits));
    auto const input = text::read_memory(text);
    write::memory_sink out;
    if (auto const result = write::apply(*input, edits, out); !result)
        return "counts cannot be written: " + result.message;
    auto const again = count_edits(out.bytes(), {});
    return again.empty() ? "" : "counts put right are put right again: " + printable(out.bytes());
}

}  // namespace

std::string envelope_property(std::string_view input) {
    auto luck = luck_of(input);
    auto limits = limits_of(256 * 1024, text::scan_kernel::scalar);
    if (luck.chance(50)) {
        limits.segment_bytes = 110 + luck.below(400);
        limits.claim_bytes = 200 + luck.below(2000);
    }
    auto const whole = read_whole(input, limits, 0);
    auto pieces_limits = limits;
    pieces_limits.window_bytes = 1 + luck.below(luck.chance(50) ? 300 : 3000);
    pieces_limits.kernel = luck.chance(33)   ? text::scan_kernel::sse2
                           : luck.chance(50) ? text::scan_kernel::avx2
                                             : text::scan_kernel::avx512;
    auto const pieces = read_whole(input, pieces_limits, 1 + luck.below(200));
    if (auto fault = coverage_fault(whole, input); !fault.empty()) return "whole: " + fault;
    if (auto fault = coverage_fault(pieces, input); !fault.empty()) return "pieces: " + fault;
    if (auto fault = segment_fault(whole, pieces); !fault.empty()) return fault;
    return recount_fault(input, {});
}

}  // namespace orthoscrub::test

ORTHOSCRUB_FUZZ_TARGET(envelope_property)
