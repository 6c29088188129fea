#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "parser/model/claim_tables.hpp"
#include "parser/model/remit_tables.hpp"
#include "parser/text/segment.hpp"
#include "scrubber/payers/payer_profiles.hpp"
#include "scrubber/report/json_writer.hpp"

namespace orthoscrub::tools {

/// What one event of the interchange reader brought, read by the claim grammar when it is part of an 837P.
struct shown_window {
    std::span<text::segment const> segments;
    std::uint32_t context = 0;             ///< leading segments that were shown before
    std::span<text::loop_id const> loops;  ///< one a segment
    text::delimiters marks;
    model::claim_tables const* tables = nullptr;  ///< null outside 837P sets
    model::remit_tables const* remit = nullptr;   ///< null outside 835 sets
    std::string_view st;                          ///< ST02
    std::uint64_t claims_before = 0;              ///< claims of the file before this window
};

struct show_format {
    bool show_phi = false;
    bool elements = false;  ///< text: every element on a line of its own, with its name
    std::string claim;      ///< only the claims of this control number; empty: everything
};

/// One output format of `show`. All text goes to `out`.
class show_writer {
public:
    virtual ~show_writer() = default;
    virtual void begin(std::string_view file, std::string& out) = 0;
    virtual void window(shown_window const& window, std::string& out) = 0;
    /// False when what was kept for the end could not be kept.
    [[nodiscard]] virtual bool end(std::string& out) = 0;
    /// Claims that were shown.
    [[nodiscard]] virtual std::uint64_t claims() const = 0;
};

/// Segments as they stand, by loop, with names.
[[nodiscard]] std::unique_ptr<show_writer> make_show_text(show_format format);
/// Claims with all typed columns, and every element of every segment.
[[nodiscard]] std::unique_ptr<show_writer> make_show_json(show_format format, scrub::payer_profiles const& payers);

/// The segment's name in the guide: "Subscriber Name"; empty when it has none there.
[[nodiscard]] std::string_view segment_title(shown_window const& w, text::segment const& s,
                                             text::loop_id loop) noexcept;
/// The element's name in the guide; elements of an 835 have none here.
[[nodiscard]] std::string_view element_title(shown_window const& w, text::segment const& s, text::loop_id loop,
                                             unsigned element, unsigned part = 0) noexcept;
/// What a segment of an 835 and a loop of it are called; depth of the loop below the set.
[[nodiscard]] std::string_view remit_segment_title(text::segment const& s, text::loop_id loop) noexcept;
[[nodiscard]] std::string_view remit_loop_title(text::loop_id loop) noexcept;
[[nodiscard]] unsigned remit_depth(text::loop_id loop) noexcept;
/// One claim of an 835 with its typed columns and all elements of its segments, as a JSON object.
void write_remitted_claim(shown_window const& w, std::uint32_t row, show_format const& format,
                          scrub::json_writer& json);
/// A segment with all its elements, as a JSON object.
void write_segment(shown_window const& w, std::uint32_t index, show_format const& format, scrub::json_writer& json);
/// "SV101", "SV101-2".
[[nodiscard]] std::string element_ref(std::string_view segment, unsigned element, unsigned part = 0);

}  // namespace orthoscrub::tools
