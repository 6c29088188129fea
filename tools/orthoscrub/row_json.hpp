#pragma once
#include <array>
#include <string_view>
#include <vector>

#include "parser/model/claim_tables.hpp"
#include "scrubber/report/allow_list.hpp"
#include "scrubber/report/json_writer.hpp"
#include "tools/orthoscrub/show_writer.hpp"

namespace orthoscrub::tools {

/// What rows of claims and of remittances have in common as JSON: columns that are masked when they may be personal, and
/// lists of rows.
class row_json {
protected:
    row_json(shown_window const& w, show_format const& format, scrub::json_writer& json)
        : w_{w}, format_{format}, json_{json} {}
    ~row_json() = default;

    /// A value that stands in element `n` of segment `seg`, masked when it may be personal; null when it is empty.
    void text(std::string_view key, std::string_view value, model::segment_index seg, unsigned n,
              unsigned component = 0) {
        json_.key(key);
        shown(value, seg, n, component);
    }
    void shown(std::string_view value, model::segment_index seg, unsigned n, unsigned component) {
        bool const open =
            format_.show_phi || (seg != model::absent && scrub::may_show(w_.segments[seg], n, component) &&
                                 (component == 0 || value.size() <= scrub::longest_procedure_part));
        if (value.empty()) json_.null();
        else json_.text(open ? value : scrub::hidden_value);
    }
    /// Components 3 to 6 of a procedure composite, those that are filled.
    void modifiers(std::array<std::string_view, 4> const& written, model::segment_index seg, unsigned element) {
        json_.key("modifiers").begin_array();
        for (unsigned k = 0; k < written.size(); ++k)
            if (!written[k].empty()) shown(written[k], seg, element, 3 + k);
        json_.end_array();
    }
    /// `write` writes the members of one row.
    template <class Row, class Write>
    void list(std::string_view key, std::vector<Row> const& table, model::row_range range, Write&& write) {
        json_.key(key).begin_array();
        for (Row const& row : model::claim_tables::rows(table, range)) {
            json_.begin_object();
            write(row);
            json_.end_object();
        }
        json_.end_array();
    }

    shown_window const& w_;
    show_format const& format_;
    scrub::json_writer& json_;
};

}  // namespace orthoscrub::tools
