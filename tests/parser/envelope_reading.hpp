#pragma once
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "parser/envelope/framed_block.hpp"
#include "parser/envelope/interchange_reader.hpp"
#include "parser/text/source.hpp"

namespace orthoscrub::test {

/// What one segment looked like when its event was handed out, without the views.
struct piece {
    envelope::event_kind kind{};
    std::uint64_t raw_offset = 0, offset = 0;
    std::uint32_t raw_size = 0, ordinal = 0, st_ordinal = 0;
    text::segment_id id = 0;
    unsigned count = 0, flags = 0;
    std::string body;
    std::vector<std::string> elements;
};

/// One event without its views.
struct step {
    envelope::event_kind kind{};
    std::size_t segments = 0, context = 0;
    bool first = false, last = false;
    std::vector<std::string> context_bodies, bodies;
};

/// A whole text read to its end.
struct reading {
    std::string raw;
    std::vector<piece> pieces;  ///< segments that are not context
    std::vector<step> steps;
    text::diagnostics faults;
    envelope::open_envelope::totals totals;
    envelope::interchange_header interchange;
    envelope::group_header group;
    envelope::set_header set;

    /// The ids of the faults in order, separated by blanks; a count above one stands behind as x3.
    [[nodiscard]] std::string fault_ids() const {
        std::string ids;
        for (auto const& f : faults.faults()) {
            if (!ids.empty()) ids += ' ';
            ids += text::describe(f.code).id;
            if (f.count > 1) ids += "x" + std::to_string(f.count);
        }
        return ids;
    }
    [[nodiscard]] std::vector<std::string_view> sorted_fault_ids() const {
        std::vector<std::string_view> ids;
        for (auto const& f : faults.faults()) ids.push_back(text::describe(f.code).id);
        std::sort(ids.begin(), ids.end());
        return ids;
    }
    /// Bodies of the segments that are segments, separated by blanks.
    [[nodiscard]] std::string bodies() const {
        std::string all;
        for (auto const& p : pieces) {
            if ((p.flags & (text::layout_only | text::malformed_id)) != 0) continue;
            if (!all.empty()) all += ' ';
            all += p.body;
        }
        return all;
    }
    /// What does not depend on windows: where segments stand and what they hold.
    [[nodiscard]] std::string shape() const {
        std::string all;
        for (auto const& p : pieces)
            all += std::to_string(p.raw_offset) + "+" + std::to_string(p.raw_size) + "@" + std::to_string(p.offset) +
                   "#" + std::to_string(p.ordinal) + "/" + std::to_string(p.st_ordinal) + " f" +
                   std::to_string(p.flags) + " c" + std::to_string(p.count) + " " + p.body + "\n";
        return all;
    }
};

/// Writes down one event while its views are valid.
inline void note(reading& r, envelope::event const& e) {
    step s{e.kind, e.segments.size() - e.context, e.context, e.first, e.last, {}, {}};
    for (std::size_t i = 0; i < e.segments.size(); ++i) {
        auto const& seg = e.segments[i];
        if (i < e.context) {
            s.context_bodies.emplace_back(seg.body());
            continue;
        }
        s.bodies.emplace_back(seg.body());
        r.raw += text::raw_of(seg);
        piece p{e.kind,      seg.raw_offset,          seg.offset, seg.raw_size,
                seg.ordinal, seg.st_ordinal,          seg.id,     seg.count,
                seg.flags,   std::string{seg.body()}, {}};
        for (unsigned n = 1; n <= seg.count && n <= 20; ++n) p.elements.emplace_back(seg.element(n));
        r.pieces.push_back(std::move(p));
    }
    r.steps.push_back(std::move(s));
}

/// Reads with several blocks in turn, and looks at what a block holds only when that block is about to be used again.
inline reading read_in_blocks(std::string_view text, envelope::reader_limits limits, std::size_t reads) {
    struct kept {
        envelope::framed_block block;
        std::vector<envelope::event> events;
    };
    auto const input = text::read_memory(text, reads);
    reading r;
    std::array<kept, 3> ring;
    std::size_t at = 0;
    auto const look = [&](kept& k) {
        for (auto const& e : k.events) note(r, e);
        k.events.clear();
    };
    envelope::interchange_reader reader{*input, r.faults, limits, ring[at].block};
    while (true) {
        auto const e = reader.next();
        if (e.kind == envelope::event_kind::end) break;
        if (e.kind == envelope::event_kind::block_end) {
            at = (at + 1) % ring.size();
            look(ring[at]);
            reader.continue_in(ring[at].block);
            continue;
        }
        ring[at].events.push_back(e);
    }
    for (std::size_t i = 1; i <= ring.size(); ++i) look(ring[(at + i) % ring.size()]);
    r.totals = reader.counted();
    return r;
}

/// Reads a text to its end, twice: with one block that slides, and with several.
inline reading read_all(std::string_view text, envelope::reader_limits limits = {}, std::size_t reads = 0) {
    auto const exact = std::make_unique<char[]>(text.size());
    std::copy(text.begin(), text.end(), exact.get());
    auto const input = text::read_memory({exact.get(), text.size()}, reads);
    reading r;
    envelope::interchange_reader reader{*input, r.faults, limits};
    for (auto e = reader.next(); e.kind != envelope::event_kind::end; e = reader.next()) {
        note(r, e);
        if (e.kind == envelope::event_kind::interchange_begin) r.interchange = reader.interchange();
        if (e.kind == envelope::event_kind::group_begin) r.group = reader.group();
        if (e.kind == envelope::event_kind::set_window) r.set = reader.set();
    }
    r.totals = reader.counted();

    if (!doctest::is_running_in_test) return r;
    reading const blocks = read_in_blocks({exact.get(), text.size()}, limits, reads);
    CHECK(blocks.shape() == r.shape());
    CHECK(blocks.raw == r.raw);
    CHECK(blocks.sorted_fault_ids() == r.sorted_fault_ids());
    CHECK(blocks.totals.bytes == r.totals.bytes);
    CHECK(blocks.totals.transaction_sets == r.totals.transaction_sets);
    // Where sets are cut may differ; where they are not, the parents that lead a window do not.
    if (blocks.steps.size() == r.steps.size())
        for (std::size_t i = 0; i < r.steps.size(); ++i)
            if (blocks.steps[i].bodies == r.steps[i].bodies)
                CHECK(blocks.steps[i].context_bodies == r.steps[i].context_bodies);
    return r;
}

inline std::string const isa_text =
    "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *250301*1200*^*00501*000000001*0*P*:~";

/// A small faultless interchange with these segments between ST and SE; `set_count` is the SE01.
inline std::string interchange(std::string_view segments, int set_count, std::string_view type = "837") {
    bool const claims = type == "837";
    std::string const guide = claims ? "005010X222A1" : "005010X221A1";
    return isa_text + "GS*" + (claims ? "HC" : "HP") + "*SENDER*RECEIVER*20250301*1200*1*X*" + guide + "~ST*" +
           std::string{type} + "*0001*" + guide + "~" + std::string{segments} + "SE*" + std::to_string(set_count) +
           "*0001~GE*1*1~IEA*1*000000001~";
}

/// Three claims under two subscribers and a patient; 24 segments with ST and SE.
inline std::string const claims_body =
    "BHT*0019*00*X1*20250302*1200*CH~NM1*41*2*SUB*****46*1~HL*1**20*1~NM1*85*2*BRACES*****XX*1234567893~"
    "HL*2*1*22*0~SBR*P*18*******MB~NM1*IL*1*DOE*J****MI*1~CLM*A1*10***12:B:1*Y*A*Y*Y~HI*ABK:M1711~LX*1~SV1*HC:L1833*10*"
    "UN*1***1~"
    "CLM*A2*10***12:B:1*Y*A*Y*Y~LX*1~SV1*HC:L1833*10*UN*1***1~"
    "HL*3*1*22*1~SBR*P********CI~HL*4*3*23*0~PAT*19~CLM*A3*10***12:B:1*Y*A*Y*Y~LX*1~SV1*HC:L1833*10*UN*1***1~LX*2~";
inline constexpr int claims_count = 24;

inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

inline std::string replaced_once(std::string text, std::string_view from, std::string_view to) {
    auto const at = text.find(from);
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

}  // namespace orthoscrub::test
