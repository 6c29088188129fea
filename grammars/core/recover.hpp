#pragma once
// Private to grammars/*.cpp: include <boost/spirit/home/x3.hpp> first.
#include "grammars/core/terminals.hpp"

namespace orthoscrub::grammars::core {

/// A loop that is committed after its trigger: trigger, what may stand before, what must come, what may
/// follow.
///
/// When the trigger does not match, the loop is absent. Once it has matched the loop never fails: if `needed`
/// is missing, `Unit::broken` rolls back what it must, records place and expectation, and reading goes on at
/// the segment that stopped the loop (always a trigger of this or an outer level). `needed` is tried first,
/// because in clean data it follows at once; the marks for rolling back are therefore taken only off the
/// straight path.
///
/// `Unit` has `mark(reader)`, `broken(reader, opened, mark, stopped_at_or_end, expected)` and `close(reader,
/// end)`.
template <class Unit, class Trigger, class Before, class Needed, class After>
struct recover_parser : x3::parser<recover_parser<Unit, Trigger, Before, Needed, After>> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;

    Trigger trigger;
    Before before;
    Needed needed;
    After after;

    constexpr recover_parser(Trigger t, Before b, Needed n, After a) : trigger(t), before(b), needed(n), after(a) {}

    template <class Iterator, class Context, class RContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RContext& rcontext,
               Attribute& attribute) const {
        Iterator const opened = first;
        if (!trigger.parse(first, last, context, rcontext, attribute)) return false;
        auto& reader = x3::get<reader_tag>(context);
        bool whole = needed.parse(first, last, context, rcontext, attribute);
        if (!whole) {
            auto const mark = Unit::mark(reader);
            before.parse(first, last, context, rcontext, attribute);
            whole = needed.parse(first, last, context, rcontext, attribute);
            if (!whole) Unit::broken(reader, *opened, mark, first == last ? nullptr : first, x3::what(needed));
        }
        if (whole) after.parse(first, last, context, rcontext, attribute);
        Unit::close(reader, first);
        return true;
    }
};

/// `recover<line>(seg<"LX">, *item, seg<"SV1">, *item)`. `needed` must carry words a person knows: a terminal
/// or a named rule, since its name is printed as what was expected.
template <class Unit, class Trigger, class Before, class Needed, class After>
[[nodiscard]] constexpr auto recover(Trigger const& trigger, Before const& before, Needed const& needed,
                                     After const& after) {
    return recover_parser<Unit, Trigger, Before, Needed, After>{trigger, before, needed, after};
}

}  // namespace orthoscrub::grammars::core
