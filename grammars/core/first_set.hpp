#pragma once
// Private to grammars/*.cpp: include <boost/spirit/home/x3.hpp> first.
//
// Why: an X3 alternative asks one branch after the other, and most segments of a file end a loop, so that
// they would be asked for all of its branches. A set of the ids that the branches begin with answers in five
// instructions.
#include <cstdint>

#include "grammars/core/recover.hpp"
#include "grammars/core/terminals.hpp"

namespace orthoscrub::grammars::core {

/// A set of segment ids with one bit for each of 64 classes. The multiplier gives every id of the 837P a
/// class of its own; other ids may share one, so `may_begin` errs on the side of asking.
struct first_ids {
    std::uint64_t classes = 0;
    [[nodiscard]] static constexpr first_ids of(text::segment_id id) noexcept {
        return {std::uint64_t{1} << ((id * 0x972BA13Bu) >> 26)};
    }
    [[nodiscard]] constexpr bool may_begin(text::segment_id id) const noexcept {
        return (classes & of(id).classes) != 0;
    }
};

/// The ids that a parser can begin with; every id when its kind is not listed here.
template <class Parser>
inline constexpr first_ids first_of{~std::uint64_t{0}};
template <class Sink, spot Spot, literal Id, literal... Qualifiers>
inline constexpr first_ids first_of<segment_parser<Sink, Spot, Id, Qualifiers...>> = first_ids::of(Id.packed());
template <class Left, class Right>
inline constexpr first_ids first_of<x3::alternative<Left, Right>>{first_of<Left>.classes | first_of<Right>.classes};
template <class Left, class Right>
inline constexpr first_ids first_of<x3::sequence<Left, Right>> = first_of<Left>;
template <class Subject, auto Loop>
inline constexpr first_ids first_of<loop_directive<Subject, Loop>> = first_of<Subject>;
template <auto Function, class Trigger, class Boundary>
inline constexpr first_ids first_of<misplaced_parser<Function, Trigger, Boundary>> = first_of<Trigger>;
template <class Unit, class Trigger, class Before, class Needed, class After>
inline constexpr first_ids first_of<recover_parser<Unit, Trigger, Before, Needed, After>> = first_of<Trigger>;

/// `one_of[ a | b | c ]`: the same as `a | b | c`, with one look at the id of the segment before the branches
/// are asked.
template <class Subject>
struct one_of_directive : x3::unary_parser<Subject, one_of_directive<Subject>> {
    using base = x3::unary_parser<Subject, one_of_directive<Subject>>;
    static bool const is_pass_through_unary = true;
    static bool const handles_container = Subject::handles_container;
    constexpr explicit one_of_directive(Subject const& inner) : base(inner) {
        static_assert(~first_of<Subject>.classes != 0, "one_of needs branches that begin with known segments");
    }

    template <class Iterator, class Context, class RContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RContext& rcontext,
               Attribute& attribute) const {
        if (first == last || !first_of<Subject>.may_begin(first->id)) return false;
        return this->subject.parse(first, last, context, rcontext, attribute);
    }
};
template <class Subject>
inline constexpr first_ids first_of<one_of_directive<Subject>> = first_of<Subject>;

struct one_of_gen {
    template <class Subject>
    constexpr auto operator[](Subject const& subject) const {
        return one_of_directive<typename x3::extension::as_parser<Subject>::value_type>{x3::as_parser(subject)};
    }
};
inline constexpr one_of_gen one_of{};

}  // namespace orthoscrub::grammars::core
