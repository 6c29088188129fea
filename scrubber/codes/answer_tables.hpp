#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "scrubber/codes/table_text.hpp"

namespace orthoscrub::scrub {

/// A code that a payer answers with, and its meaning in own short words; views live as long as the tables.
struct answer_row {
    std::string_view code;
    std::string_view meaning;
    std::string_view
        usual_group;  ///< of a CARC: the claim adjustment group it mostly comes with; of a group: who bears the amount
    bool alert = false;    ///< of a RARC: informs only, never a reason
    bool rejects = false;  ///< of a claim status category: the claim was not taken in
};

/// A pair of claim status category and status that contractors return before adjudication (277CA STC01).
struct frontend_reject {
    std::string_view category;
    std::string_view status;
    std::string_view entity;  ///< entity code, or empty
    std::string_view meaning;
    std::string_view edit;  ///< CMS edit reference, or empty
};

/// A code of a TA1 or 999 and its meaning in own short words.
struct acknowledgment_code {
    std::string_view element;  ///< TA104, TA105, IK304, IK403, IK501, IK502, AK901, AK905
    std::string_view code;
    std::string_view meaning;
};

/// Excerpts of the external code lists that answers use: X12 lists 139 (CARC), 411 (RARC), 507 and 508 (claim status).
/// Absence from an excerpt says nothing about a code.
class answer_tables {
public:
    /// Reads codes/carc.csv, rarc, group_codes, claim_status, frontend_rejects, acknowledgment_codes. Errors go to `load`.
    void read(table_load& load);

    /// The rows below are found by their exact code; nothing when it is not in the excerpt.
    [[nodiscard]] answer_row const* carc(std::string_view code) const noexcept { return find(carc_, code); }
    [[nodiscard]] answer_row const* rarc(std::string_view code) const noexcept { return find(rarc_, code); }
    [[nodiscard]] answer_row const* group(std::string_view code) const noexcept { return find(groups_, code); }
    [[nodiscard]] answer_row const* status_category(std::string_view code) const noexcept {
        return find(categories_, code);
    }
    [[nodiscard]] answer_row const* status(std::string_view code) const noexcept { return find(statuses_, code); }
    [[nodiscard]] std::span<frontend_reject const> rejects() const noexcept { return rejects_; }
    /// What a code of a TA1 or 999 means; IK502 stands for IK502 to IK506, AK905 for AK905 to AK909. Empty when the table
    /// does not have it.
    [[nodiscard]] std::string_view acknowledgment(std::string_view element, std::string_view code) const noexcept;
    /// What contractors mean by a status with this category and entity, else with this category, whoever it speaks of;
    /// nullptr when no row has both.
    [[nodiscard]] frontend_reject const* reject(std::string_view category, std::string_view status,
                                                std::string_view entity) const noexcept;
    [[nodiscard]] std::span<answer_row const> carcs() const noexcept { return carc_; }
    [[nodiscard]] std::span<answer_row const> rarcs() const noexcept { return rarc_; }

private:
    [[nodiscard]] static answer_row const* find(std::vector<answer_row> const& rows, std::string_view code) noexcept;
    static void add(table_reader& from, std::vector<answer_row>& rows, answer_row row);
    std::vector<answer_row> carc_, rarc_, groups_, categories_, statuses_;
    std::vector<frontend_reject> rejects_;
    std::vector<acknowledgment_code> acknowledgments_;
};

}  // namespace orthoscrub::scrub
