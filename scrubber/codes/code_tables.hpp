#pragma once
#include <memory>
#include <span>
#include <vector>

#include "scrubber/codes/answer_tables.hpp"
#include "scrubber/codes/carc_classes.hpp"
#include "scrubber/codes/diagnosis_groups.hpp"
#include "scrubber/codes/fee_table.hpp"
#include "scrubber/codes/file_source.hpp"
#include "scrubber/codes/form_tables.hpp"
#include "scrubber/codes/hcpcs_table.hpp"
#include "scrubber/codes/icd10_side_table.hpp"
#include "scrubber/codes/icd10_table.hpp"
#include "scrubber/codes/modifier_table.hpp"
#include "scrubber/codes/place_names.hpp"
#include "scrubber/codes/table_text.hpp"
#include "scrubber/codes/useful_life.hpp"

namespace orthoscrub::scrub {

/// All dated code tables of a pack. Immutable once loaded and shared by threads; owns every byte its rows and views point to.
class code_tables {
public:
    explicit code_tables(table_load& load);
    code_tables(code_tables const&) = delete;
    code_tables& operator=(code_tables const&) = delete;

    hcpcs_table hcpcs;
    modifier_table modifiers;
    icd10_table icd10;
    icd10_side_table icd10_sides;
    diagnosis_groups diagnoses;
    answer_tables answers;
    carc_classes adjustments;
    form_tables forms;
    place_names places;
    fee_table fees;
    useful_life_table lives;

    /// The id of a procedure code; unknown when it is not in the tables.
    [[nodiscard]] code_id find(std::string_view code) const noexcept { return hcpcs.find(code); }
    [[nodiscard]] code_row const& row(code_id id) const noexcept { return hcpcs.row(id); }
    /// The id of a modifier; unknown when it is not in the table.
    [[nodiscard]] modifier_id find_modifier(std::string_view modifier) const noexcept {
        return modifiers.find(modifier);
    }
    /// The head of every table that was read, in the order of reading.
    [[nodiscard]] std::span<table_info const> infos() const noexcept { return infos_; }

private:
    std::deque<std::string> texts_;
    std::vector<table_info> infos_;
};

/// What loading gives: tables that can be used, or the reasons why not.
struct code_tables_result {
    std::shared_ptr<code_tables const> tables;  ///< null when there are errors
    std::vector<table_error> errors;
};

/// Reads the tables of a pack ("codes/lcodes.csv" and its siblings). Any error leaves the tables unusable; all are listed.
[[nodiscard]] code_tables_result load_code_tables(file_source const& source);

}  // namespace orthoscrub::scrub
