#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "parser/model/date.hpp"
#include "scrubber/codes/table_text.hpp"

namespace orthoscrub::scrub {

/// What the user says about an official file: its edition, and the last day it speaks about.
struct release_edition {
    std::string path;       ///< for complaints
    std::string release;    ///< "2026-10"
    model::date covers_to;  ///< empty: the edition has no such end
};

/// An official file as tables of a pack.
struct converted_release {
    struct table {
        std::string path;  ///< "codes/hcpcs.csv"
        std::string text;
        std::size_t rows = 0;
    };
    std::vector<table> tables;        ///< empty when there are errors
    std::vector<table_error> errors;  ///< with line and column of the official file
};

/// The CMS alpha-numeric HCPCS file (HCPCyyyy_MON_ANWEB.txt): records of 320 characters, trailing blanks cut; code 1-5,
/// kind of record 11 (3 code, 7 modifier, 4 and 8 more of the long description), short description 92-119, added 269-276,
/// ended 285-292. Gives codes/hcpcs.csv and codes/hcpcs_modifiers.csv.
[[nodiscard]] converted_release convert_hcpcs(std::string_view file, release_edition const& edition);

/// The ICD-10-CM order file (icd10cm-order-yyyy.txt): code 7-13, 1 billable or 0 heading at 15, short description 17-76.
/// `shipped` is the text of the shipped codes/icd10.csv: its rows are kept, because they know what took the place of a
/// retired code. Gives codes/icd10.csv.
[[nodiscard]] converted_release convert_icd10(std::string_view file, std::string_view shipped,
                                              release_edition const& edition);

/// The DMEPOS fee schedule as comma-separated text: a line of column names that begins with HCPCS (lines before it are
/// passed over), then Mod, Mod2, and an amount for each state, "CO (NR)" for its non-rural parts or "CO". Only codes from
/// L0100 to L4999 without modifiers are taken. Gives codes/fees.csv; its rows hold from `from` to `edition.covers_to`.
[[nodiscard]] converted_release convert_fees(std::string_view file, model::date from, release_edition const& edition);

}  // namespace orthoscrub::scrub
