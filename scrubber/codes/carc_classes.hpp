#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parser/model/date.hpp"
#include "parser/model/money.hpp"
#include "scrubber/codes/table_text.hpp"

namespace orthoscrub::scrub {

/// What an adjustment of a remittance counts as; the words of the column `class`.
enum class carc_class : std::uint8_t {
    patient_share,
    contractual,
    prior_payer,
    bundled,
    pending,
    predetermination,
    transferred,
    reporting_only,
    denial_modifier,
    denial_code,
    denial_narrative,
    denial_diagnosis,
    denial_pos,
    denial_data,
    denial_ordering,
    denial_documentation,
    denial_medical_necessity,
    denial_frequency,
    denial_authorization,
    denial_noncovered,
    denial_eligibility,
    denial_wrong_payer,
    denial_timely,
    denial_duplicate,
    denial_provider,
    denial_related_service,
    unknown,
    count_
};
[[nodiscard]] std::string_view to_string(carc_class kind) noexcept;  ///< "denial.modifier"
/// The groups of a row in words: "CO, OA"; empty for any.
[[nodiscard]] std::string group_list(std::uint8_t groups);
/// True for the denials and for `unknown`, which is treated as one.
[[nodiscard]] constexpr bool denies(carc_class kind) noexcept { return kind >= carc_class::denial_modifier; }

/// Dated classes of claim adjustment reason codes: carc_classes.csv, after the rows of carc_classes_own.csv when a pack has
/// that file. Views live as long as the tables.
class carc_classes {
public:
    /// Reads both files. Errors go to `load`.
    void read(table_load& load);

    /// The class of an adjustment on `day` (an empty day asks for every row): the first row of the CARC that fits group,
    /// sign of the amount, and remarks; `unknown` when none does.
    [[nodiscard]] carc_class find(std::string_view carc, std::string_view group, model::money amount,
                                  std::span<std::string_view const> line_rarcs,
                                  std::span<std::string_view const> claim_rarcs, model::date day) const noexcept;
    /// True when a row names the remark beside the CARC: it completes that reason even if it is an alert by kind.
    [[nodiscard]] bool names(std::string_view carc, std::string_view rarc) const noexcept;
    /// True when some row names the remark.
    [[nodiscard]] bool asks_for(std::string_view rarc) const noexcept;
    /// True when some row is about the CARC.
    [[nodiscard]] bool knows(std::string_view carc) const noexcept { return !rows_of(carc).empty(); }

    struct row {
        std::string_view carc;
        std::uint8_t groups = 0;  ///< bits of CO, OA, PI, PR; 0: any
        std::int8_t sign = 0;     ///< of the amount; 0: any
        bool asks_remarks = false;
        carc_class kind = carc_class::unknown;
        day_range days;
        std::string_view rarcs;  ///< parted by |
    };
    [[nodiscard]] std::span<row const> rows() const noexcept { return rows_; }
    /// The rows about a CARC; the first that fits decides.
    [[nodiscard]] std::span<row const> rows_of(std::string_view carc) const noexcept;

private:
    void read(table_load& load, std::string_view path, bool optional);
    std::vector<row> rows_;                ///< by CARC, then as they stood
    std::vector<std::string_view> asked_;  ///< the remarks that rows name, sorted, each once
    struct range {
        std::uint16_t first = 0, last = 0;
    };
    std::array<range, 1000> by_number_{};  ///< of the CARCs that are whole numbers, where their rows are
};

/// Cuts long lists of remarks down to what `carc_classes::find` can ask for, so that many adjustments are not held against
/// many remarks.
class asked_remarks {
public:
    explicit asked_remarks(carc_classes const& classes) noexcept : classes_{classes} {}
    /// `rarcs` when they are few, else those that a class names, each once; valid until the next call.
    [[nodiscard]] std::span<std::string_view const> of(std::span<std::string_view const> rarcs);

private:
    carc_classes const& classes_;
    std::vector<std::string_view> kept_;
};

}  // namespace orthoscrub::scrub
