#pragma once
#include <string_view>
#include <vector>

/// What the guide of the 837P says of the core of a claim file, written down by hand a second time: the heading, 1000A to
/// 2010BB, 2300 and 2400, and the names in 2000C, 2310B and 2420E. Shares nothing with the tables of the library.
namespace orthoscrub::oracle {

/// One use of a segment in a loop.
///
/// `elements` has one entry for each element, between bars: usage, type with lengths, codes. Usage is M (the standard
/// wants it), R (the guide does), S or N (not used). Types: AN ID R N0 DT TM; P is a period whose format stands in the
/// element before. A composite has its components in brackets, between semicolons. "*" behind the usage: external list.
struct use_fact {
    std::string_view loop, id, qualifiers;  ///< of element 1, between commas; HI: of its first component; empty: any
    int order = 0;
    std::string_view missing;  ///< code of IK304 when it lacks in its loop; empty: it may
    int repeat = 1;
    std::string_view elements;
    std::string_view notes;  ///< relational conditions, between blanks: P0809
};
[[nodiscard]] std::vector<use_fact> const& use_facts();

/// A loop below another one. `order` is compared with that of the parent's segments.
struct loop_fact {
    std::string_view name, parent, opener;
    int order = 0;
    std::string_view missing;  ///< code of IK304 when it lacks; empty: it may
    int repeat = 0;            ///< 0: any number
};
[[nodiscard]] std::vector<loop_fact> const& loop_facts();

/// Codes that the standard knows for an element type, told by its list in the guide, and the guide does not take: I6.
struct wider_list {
    std::string_view guide, standard;  ///< codes between commas
};
[[nodiscard]] std::vector<wider_list> const& wider_lists();

}  // namespace orthoscrub::oracle
