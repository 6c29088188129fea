#pragma once
#include "scrubber/remit/outcome.hpp"

namespace orthoscrub::remit {

/// What is known of a line beside its amounts when its disposition is decided.
struct line_signs {
    bool forward_only = false;       ///< CLP02 = 23
    bool predetermination = false;   ///< CLP02 = 25
    bool any_adjustment = false;     ///< an adjustment that is not zero
    bool transferred = false;        ///< an adjustment of that class (B11)
    bool estimated = false;          ///< an adjustment of the class predetermination
    bool only_above_allowed = true;  ///< no adjustment but CARC 45
};

struct decision {
    disposition what = disposition::exception;
    sub_reason sub = sub_reason::none;
    bool review = false;  ///< zero paid for CARC 45 on the whole charge
};

/// The table of dispositions from the fourth row on: the first predicate that holds decides.
[[nodiscard]] decision judge(line_amounts const& amounts, line_signs const& signs) noexcept;

/// The name of a sum that an adjustment of the class is part of; `charge` for none.
[[nodiscard]] model::money line_amounts::* sum_of(carc_class kind) noexcept;

}  // namespace orthoscrub::remit
