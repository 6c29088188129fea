#pragma once
#include <string>
#include <string_view>
#include <vector>

/// A second reader of 837P claims, written by hand to compare the grammar with. It shares nothing with the
/// library: it takes bytes, cuts them itself, and places segments with a stack of open loops and a table of
/// its own.
namespace orthoscrub::oracle {

struct line {
    std::string number, code, charge, units, service_date, control_number;
    std::vector<std::string> modifiers;  ///< SV101-3 to -6, gaps kept
    bool has_service = false;            ///< false: SV1 is missing; the other fields but `number` stay empty
};

struct claim {
    std::string control_number, charge, billing_npi, subscriber_id, payer_id;
    std::vector<std::string> diagnoses;
    std::vector<line> lines;
};

struct reading {
    std::vector<std::string> segments;  ///< text of each, without terminator
    std::vector<std::string> loops;     ///< "2010AA", "heading", or "" where it fits nowhere; one per segment
    std::vector<claim> claims;
};

/// Separators of the text; the defaults are what tests are written with.
struct separators {
    char element = '*', component = ':', terminator = '~';
};

/// Reads one transaction set (ST to SE). Line breaks between segments are layout.
[[nodiscard]] reading read(std::string_view set, separators marks = {});

}  // namespace orthoscrub::oracle
