// show --format text: the file as a tree of loops. A loop opens with its name; below it stand its segments
// with their ordinal in the file, as written, and what the guide calls them. Values that may be personal are
// masked.
//
//   2300 Claim Information
//       27  CLM*25-0417*650***12:B:1*Y*A*Y*Y              Claim Information
#include <array>
#include <utility>

#include "grammars/guide/usage.hpp"
#include "parser/text/segment_kind.hpp"
#include "scrubber/report/allow_list.hpp"
#include "tools/orthoscrub/show_writer.hpp"

namespace orthoscrub::tools {
namespace guide = grammars::guide;
using text::loop_id;

std::string_view segment_title(shown_window const& w, text::segment const& s, loop_id loop) noexcept {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> envelope{
        {{"ISA", "Interchange Control Header"},
         {"IEA", "Interchange Control Trailer"},
         {"GS", "Functional Group Header"},
         {"GE", "Functional Group Trailer"},
         {"TA1", "Interchange Acknowledgment"},
         {"ST", "Transaction Set Header"},
         {"SE", "Transaction Set Trailer"},
         {"BHT", "Beginning of Hierarchical Transaction"}}};
    for (auto const& [id, title] : envelope)
        if (s.is(id)) return title;
    if (w.remit) return remit_segment_title(s, loop);
    auto const* use = guide::find_use(loop, s, w.marks.component);
    return use ? use->name : std::string_view{};
}

std::string_view element_title(shown_window const& w, text::segment const& s, loop_id loop, unsigned element,
                               unsigned part) noexcept {
    if (w.remit) return {};
    auto const* use = guide::find_use(loop, s, w.marks.component);
    return use ? guide::element_name(*use, element, part) : std::string_view{};
}

std::string element_ref(std::string_view segment, unsigned element, unsigned part) {
    std::string ref{segment};
    if (element < 10) ref += '0';
    ref += std::to_string(element);
    if (part != 0) ref += '-' + std::to_string(part);
    return ref;
}

namespace {

/// Depth of a loop below the transaction set: 1000A is 1, 2010AA 2, 2300 4.
unsigned depth_of(loop_id loop) {
    unsigned depth = 0;
    while (loop != loop_id::heading && loop != loop_id::none && loop != loop_id::envelope && depth < 8) {
        ++depth;
        loop_id parent = loop_id::heading;
        for (guide::loop_use const& use : guide::loops_837p())
            if (use.loop == loop) parent = use.parent;
        loop = parent;
    }
    return depth;
}

class show_text final : public show_writer {
public:
    explicit show_text(show_format format) : format_{std::move(format)} {}

    void begin(std::string_view, std::string&) override {}

    void window(shown_window const& w, std::string& out) override {
        if (!format_.claim.empty()) {
            if (w.tables)
                for (model::claim_row const& claim : w.tables->claims)
                    pick(w, claim.control_number, claim.clm, claim.end, out);
            if (w.remit)
                for (model::remit_claim_row const& claim : w.remit->claims)
                    pick(w, claim.control_number, claim.clp, claim.end, out);
            return;
        }
        if (w.tables) claims_ += w.tables->claims.size();
        if (w.remit) claims_ += w.remit->claims.size();
        for (std::uint32_t i = w.context; i < w.segments.size(); ++i) add(w, i, out);
    }

    bool end(std::string&) override { return true; }
    std::uint64_t claims() const override { return claims_; }

private:
    /// The claim from its first segment to one past its last, when it is the one that is wanted.
    void pick(shown_window const& w, std::string_view control_number, std::uint32_t from, std::uint32_t to,
              std::string& out) {
        if (control_number != format_.claim) return;
        ++claims_;
        loop_ = loop_id::none;
        for (auto i = from; i < to; ++i) add(w, i, out);
    }
    void add(shown_window const& w, std::uint32_t index, std::string& out);

    show_format format_;
    loop_id loop_ = loop_id::none;
    bool unplaced_ = false;
    std::uint64_t claims_ = 0;
};

void show_text::add(shown_window const& w, std::uint32_t index, std::string& out) {
    text::segment const& s = w.segments[index];
    loop_id const loop = index < w.loops.size() ? w.loops[index] : loop_id::none;
    unsigned const depth = w.remit ? remit_depth(loop) : depth_of(loop);
    std::string const margin(2 * (depth == 0 ? 0 : depth - 1), ' ');
    auto const uses = w.remit ? std::span<guide::segment_use const>{} : guide::uses_of(loop);
    bool const again =
        w.remit ? s.is("N1") || s.is("LX") || s.is("CLP") || s.is("SVC") : !uses.empty() && uses.front().id == s.id;
    bool const opens = depth != 0 && (loop != loop_ || again);
    if (opens) {
        out += margin;
        out += text::to_string(loop);
        out += ' ';
        out += w.remit ? remit_loop_title(loop) : guide::loop_name(loop);
        out += '\n';
    } else if (loop == loop_id::none && !unplaced_ && (w.tables || w.remit)) {
        out += "(no loop) segments that fit nowhere here\n";
    }
    unplaced_ = loop == loop_id::none;
    loop_ = loop;

    std::string line = margin;
    std::string const ordinal = std::to_string(s.ordinal);
    line.append(ordinal.size() < 6 ? 6 - ordinal.size() : 0, ' ');
    line += ordinal;
    line += "  ";
    std::size_t const indent = line.size();
    for (char c : format_.show_phi ? std::string{s.body()} : scrub::masked_segment(s, w.marks))
        line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    if (std::string_view const title = segment_title(w, s, loop); !title.empty()) {
        line.append(line.size() < 52 ? 52 - line.size() : 2, ' ');
        line += title;
    }
    out += line;
    out += '\n';
    if (!format_.elements || (!format_.show_phi && text::known_segments.of(s.id) == text::segment_kind::unknown))
        return;
    for (unsigned n = 1; n <= s.count; ++n) {
        if (s.element(n).empty()) continue;
        std::string element(indent + 2, ' ');
        element += element_ref(s.name(), n);
        element += "  ";
        for (char c : format_.show_phi ? std::string{s.element(n)} : scrub::masked_element(s, n, w.marks))
            element += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        if (std::string_view const title = element_title(w, s, loop, n); !title.empty()) {
            element.append(element.size() < 52 ? 52 - element.size() : 2, ' ');
            element += title;
        }
        out += element;
        out += '\n';
    }
}

}  // namespace

std::unique_ptr<show_writer> make_show_text(show_format format) {
    return std::make_unique<show_text>(std::move(format));
}

}  // namespace orthoscrub::tools
