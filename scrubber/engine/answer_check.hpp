#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "grammars/guide/guide_check.hpp"
#include "grammars/remit_835.hpp"
#include "grammars/remit_835_balance.hpp"
#include "parser/envelope/interchange_reader.hpp"
#include "parser/model/ack_tables.hpp"
#include "parser/model/remit_tables.hpp"
#include "parser/text/fault.hpp"
#include "scrubber/engine/finding_view.hpp"

namespace orthoscrub::scrub {

/// Which sets that answer claims are read beside claims.
enum class answer_sets : std::uint8_t {
    none,
    acknowledged,  ///< 835 and 277CA: those that a 999 answers
    all            ///< 999, too
};

/// The claim and line of an 835 or 277CA that a fault stands in, counted in the window from 0; absent outside of any.
struct answer_subject {
    std::uint32_t claim_row = model::absent, line_row = model::absent;
    finding_claim claim;  ///< without ordinal and ST02
    finding_line line;
    std::array<std::string_view, 4> modifiers;  ///< of `line`, which refers to them
    std::string line_number;                    ///< place of the line in its claim, from 1; of `line`, too

    answer_subject() = default;
    answer_subject(answer_subject const&) = delete;
    answer_subject& operator=(answer_subject const&) = delete;
};

/// One window of such a set as its grammar read it; the others of the three are empty.
struct answer_rows {
    model::remit_tables remit;
    model::ack_tables ack;

    /// Claims and lines that the window answers.
    [[nodiscard]] std::size_t claims() const noexcept;
    [[nodiscard]] std::size_t lines() const noexcept { return remit.lines.size() + ack.lines.size(); }
};

/// Holds what payers and front ends answer to the standard: 835 (005010X221A1), 999 (005010X231A1), 277CA (005010X214).
/// Structure by the grammars, usage by the guide check, and the sums of an 835. One object reads the windows of a file in
/// order, each first by `parse`, then by `hold`; the two may be at work on different windows at the same time.
class answer_check {
public:
    /// True for the transaction sets that are read here.
    [[nodiscard]] static bool takes(envelope::set_header const& set, answer_sets wanted) noexcept;
    /// GS01 and GS08 of the group that such a set belongs in.
    struct group_kind {
        std::string_view functional_id, version;
    };
    [[nodiscard]] static group_kind group_of(envelope::set_header const& set) noexcept;

    /// Reads a window of such a set by its grammar, and appends the faults of its structure.
    void parse(envelope::event const& e, envelope::open_envelope const& open, answer_rows& tables,
               text::diagnostics& faults);
    /// Appends what the guide check (when `guide` asks for it) and the sums of an 835 find in the window.
    void hold(envelope::event const& e, envelope::open_envelope const& open, answer_rows const& tables, bool guide,
              text::diagnostics& faults);
    /// What a fault of the window speaks of.
    static void find(text::fault const& fault, std::span<text::segment const> segments, answer_rows const& rows,
                     answer_subject& of);

private:
    grammars::remit_state progress_;
    grammars::remit_balance balance_;
    grammars::guide::guide_check guide_835_{grammars::guide::guide_id::remit_835};
    grammars::guide::guide_check guide_999_{grammars::guide::guide_id::ack_999};
    grammars::guide::guide_check guide_277ca_{grammars::guide::guide_id::status_277ca};
};

}  // namespace orthoscrub::scrub
