// Segments counted on the way in, rows and faults on the way out.
#include "tests/fuzz/remit_loss.hpp"

#include <cstdint>

#include "grammars/remit_835.hpp"
#include "parser/envelope/interchange_reader.hpp"
#include "parser/text/source.hpp"

namespace orthoscrub::test {

std::string remit_loss(std::string_view text, std::size_t window) {
    auto const input = text::read_memory(text);
    text::diagnostics faults, envelope_faults;
    envelope::reader_limits limits;
    limits.window_bytes = window;
    envelope::interchange_reader reader(*input, envelope_faults, limits);
    model::remit_tables tables;
    grammars::remit_state state;
    std::uint64_t unplaced = 0, odd = 0, claims = 0, services = 0, rows = 0, lines = 0, outside = 0;
    while (true) {
        auto const e = reader.next();
        if (e.kind == envelope::event_kind::end) break;
        if (e.kind != envelope::event_kind::set_window || reader.set().type != "835") continue;
        tables.clear();
        grammars::read_remittance({e.segments, e.context, e.last}, reader.interchange().marks, {}, state, tables,
                                  faults);
        if (tables.loops.size() != e.segments.size()) return "a segment has no entry among the loops";
        for (std::size_t i = e.context; i < e.segments.size(); ++i) {
            auto const& s = e.segments[i];
            bool const malformed = (s.flags & (text::malformed_id | text::layout_only)) != 0;
            claims += s.is("CLP");
            services += s.is("SVC");
            if (tables.loops[i] != text::loop_id::none) continue;
            unplaced += !malformed;
            odd += malformed;
            outside += s.is("SVC");
        }
        rows += tables.claims.size();
        lines += tables.lines.size();
        for (auto const& c : tables.claims)
            if (c.end <= c.clp || c.end > e.segments.size()) return "a claim has no end";
    }
    std::uint64_t told = 0;
    for (auto const& f : faults.faults())
        if (f.code == text::fault_code::segment_unexpected || f.code == text::fault_code::line_outside_claim)
            told += f.count;
    if (claims != rows) return std::to_string(claims) + " CLP, " + std::to_string(rows) + " rows";
    if (services != lines + outside) return std::to_string(services) + " SVC, " + std::to_string(lines) + " rows";
    if (told < unplaced || told > unplaced + odd)
        return std::to_string(unplaced) + " segments without a loop, " + std::to_string(told) + " told";
    return {};
}

}  // namespace orthoscrub::test
