#pragma once
// Private to grammars/*.cpp: include <boost/spirit/home/x3.hpp> first. Headers that others include hold no
// Spirit.
#ifndef BOOST_SPIRIT_X3_MARCH_04_2007_0852PM
#error "include <boost/spirit/home/x3.hpp> before grammars/core"
#endif
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

#include "grammars/core/cursor.hpp"
#include "parser/text/segment.hpp"

/// Spirit X3 terminals over segments. The iterator is `text::segment const*`; a terminal takes one whole
/// segment, compares its packed id and qualifier, and calls a sink: a named function that writes rows. No
/// attributes.
namespace orthoscrub::grammars::core {

namespace x3 = boost::spirit::x3;

/// Context tag: the reader, a class derived from `cursor`, that sinks write through.
struct reader_tag;
/// Context tag: the loop that the terminals of a `loop<...>[...]` belong to, known at compile time.
struct loop_tag;
/// Context tag: present while a grammar is only asked whether it would match; sinks stay quiet.
struct peek_tag;

/// A string literal as a template argument.
template <std::size_t N>
struct literal {
    char text[N]{};
    consteval literal(char const (&from)[N]) {
        for (std::size_t i = 0; i < N; ++i) text[i] = from[i];
    }
    [[nodiscard]] constexpr std::string_view view() const { return {text, N - 1}; }
    [[nodiscard]] constexpr text::segment_id packed() const { return text::pack_id(view()); }
};

/// A sink as a type, so that the call is inlined.
template <auto Function>
struct sink {
    static constexpr auto call = Function;
};
template <auto Function>
inline constexpr sink<Function> to{};

/// Takes the segment without writing anything but its loop.
struct no_sink {};

/// Where a qualifier stands: an element, or the first component of one.
struct spot {
    unsigned element = 1;
    bool first_component = false;
};

/// Segment `Id` whose code at `Spot` is one of `Qualifiers`; any segment `Id` without them.
template <class Sink, spot Spot, literal Id, literal... Qualifiers>
struct segment_parser : x3::parser<segment_parser<Sink, Spot, Id, Qualifiers...>> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;

    template <auto Function>
    [[nodiscard]] constexpr segment_parser<sink<Function>, Spot, Id, Qualifiers...> operator()(sink<Function>) const {
        return {};
    }

    template <class Iterator, class Context, class RContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RContext&, Attribute&) const {
        if (first == last || first->id != Id.packed()) return false;
        auto& reader = x3::get<reader_tag>(context);
        if constexpr (sizeof...(Qualifiers) > 0) {
            text::segment_id const seen = reader.template qualifier<Spot.element, Spot.first_component>(*first);
            if (!((seen == Qualifiers.packed()) || ...)) return false;
        }
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(x3::get<peek_tag>(context))>, x3::unused_type>) {
            constexpr auto loop = std::remove_cvref_t<decltype(x3::get<loop_tag>(context))>::value;
            reader.place(*first, loop);
            if constexpr (!std::is_same_v<Sink, no_sink>) Sink::call(reader, *first, loop);
        }
        ++first;
        return true;
    }

    /// "NM1*85", "REF*G1|F8", "LX": what the terminal is called in messages.
    [[nodiscard]] static std::string name() {
        std::string text{Id.view()};
        [[maybe_unused]] char glue = '*';
        ((text += glue, text += Qualifiers.view(), glue = '|'), ...);
        return text;
    }
};

/// `seg<"REF", "G1", "F8">(to<add_reference>)`: the qualifier is element 1.
template <literal Id, literal... Qualifiers>
inline constexpr segment_parser<no_sink, spot{}, Id, Qualifiers...> seg{};
/// `seg_by<3, "HL", "20">`: the qualifier is another element.
template <unsigned Element, literal Id, literal... Qualifiers>
inline constexpr segment_parser<no_sink, spot{Element, false}, Id, Qualifiers...> seg_by{};
/// `seg_of<"HI", "ABK", "BK">`: the qualifier is the first component of the composite element 1.
template <literal Id, literal... Qualifiers>
inline constexpr segment_parser<no_sink, spot{1, true}, Id, Qualifiers...> seg_of{};

/// The terminals inside belong to this loop: `loop<loop_id::l2310B>[ seg<"NM1", "82">(to<open_party>) >> ...
/// ]`.
template <class Subject, auto Loop>
struct loop_directive : x3::unary_parser<Subject, loop_directive<Subject, Loop>> {
    using base = x3::unary_parser<Subject, loop_directive<Subject, Loop>>;
    static bool const is_pass_through_unary = true;
    static bool const handles_container = Subject::handles_container;
    constexpr explicit loop_directive(Subject const& inner) : base(inner) {}

    template <class Iterator, class Context, class RContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RContext& rcontext,
               Attribute& attribute) const {
        static constexpr std::integral_constant<decltype(Loop), Loop> loop{};
        return this->subject.parse(first, last, x3::make_context<loop_tag>(loop, context), rcontext, attribute);
    }
};
template <auto Loop>
struct loop_gen {
    template <class Subject>
    constexpr auto operator[](Subject const& subject) const {
        return loop_directive<typename x3::extension::as_parser<Subject>::value_type, Loop>{x3::as_parser(subject)};
    }
};
template <auto Loop>
inline constexpr loop_gen<Loop> loop{};

/// True when `subject` would match here. No sink is called.
template <class Subject, class Reader>
[[nodiscard]] bool would_match(Subject const& subject, Reader& reader, text::segment const* first,
                               text::segment const* last) {
    static constexpr std::true_type peeking{};
    auto const base = x3::make_context<reader_tag>(reader);
    auto const context = x3::make_context<peek_tag>(peeking, base);
    return subject.parse(first, last, context, x3::unused, x3::unused);
}

/// Looks only: succeeds, without taking anything, when `subject` would match; its sinks stay quiet.
template <class Subject>
struct ahead_directive : x3::unary_parser<Subject, ahead_directive<Subject>> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    constexpr explicit ahead_directive(Subject const& inner)
        : x3::unary_parser<Subject, ahead_directive<Subject>>(inner) {}

    template <class Iterator, class Context, class RContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RContext&, Attribute&) const {
        return would_match(this->subject, x3::get<reader_tag>(context), first, last);
    }
};
struct ahead_gen {
    template <class Subject>
    constexpr auto operator[](Subject const& subject) const {
        return ahead_directive<typename x3::extension::as_parser<Subject>::value_type>{x3::as_parser(subject)};
    }
};
inline constexpr ahead_gen ahead{};

/// Takes any one segment that `boundary` would not match, as one that fits nowhere.
template <class Boundary>
struct stray_parser : x3::unary_parser<Boundary, stray_parser<Boundary>> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    constexpr explicit stray_parser(Boundary const& boundary)
        : x3::unary_parser<Boundary, stray_parser<Boundary>>(boundary) {}

    template <class Iterator, class Context, class RContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RContext&, Attribute&) const {
        if (first == last) return false;
        auto& reader = x3::get<reader_tag>(context);
        if (would_match(this->subject, reader, first, last)) return false;
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(x3::get<peek_tag>(context))>, x3::unused_type>)
            reader.stray(*first);
        ++first;
        return true;
    }
};
template <class Boundary>
[[nodiscard]] constexpr auto stray_unless(Boundary const& boundary) {
    return stray_parser<typename x3::extension::as_parser<Boundary>::value_type>{x3::as_parser(boundary)};
}

/// A segment that opens something which cannot stand here: calls `Function(reader, segment)`, which tells of
/// it, and takes everything up to `boundary` as strays of the same fault.
template <auto Function, class Trigger, class Boundary>
struct misplaced_parser : x3::parser<misplaced_parser<Function, Trigger, Boundary>> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    Trigger trigger;
    Boundary boundary;
    constexpr misplaced_parser(Trigger t, Boundary b) : trigger(t), boundary(b) {}

    template <class Iterator, class Context, class RContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RContext&, Attribute&) const {
        auto& reader = x3::get<reader_tag>(context);
        if (!would_match(trigger, reader, first, last)) return false;
        Function(reader, *first);
        for (++first; first != last && !would_match(boundary, reader, first, last); ++first) reader.stray(*first);
        return true;
    }
};
template <auto Function, class Trigger, class Boundary>
[[nodiscard]] constexpr auto misplaced(Trigger const& trigger, Boundary const& boundary) {
    return misplaced_parser<Function, Trigger, Boundary>{trigger, boundary};
}

/// Calls `Function(reader, segment)` when `trigger` would match, and takes nothing.
template <auto Function, class Trigger>
struct remark_parser : x3::parser<remark_parser<Function, Trigger>> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    Trigger trigger;
    constexpr explicit remark_parser(Trigger t) : trigger(t) {}

    template <class Iterator, class Context, class RContext, class Attribute>
    bool parse(Iterator& first, Iterator const& last, Context const& context, RContext&, Attribute&) const {
        auto& reader = x3::get<reader_tag>(context);
        if (!would_match(trigger, reader, first, last)) return false;
        Function(reader, *first);
        return true;
    }
};
template <auto Function, class Trigger>
[[nodiscard]] constexpr auto remark(Trigger const& trigger) {
    return remark_parser<Function, Trigger>{trigger};
}

}  // namespace orthoscrub::grammars::core

namespace boost::spirit::x3 {

template <class Sink, orthoscrub::grammars::core::spot Spot, orthoscrub::grammars::core::literal Id,
          orthoscrub::grammars::core::literal... Qualifiers>
struct get_info<orthoscrub::grammars::core::segment_parser<Sink, Spot, Id, Qualifiers...>> {
    using result_type = std::string;
    result_type operator()(
        orthoscrub::grammars::core::segment_parser<Sink, Spot, Id, Qualifiers...> const& parser) const {
        return parser.name();
    }
};

template <class Subject, auto Loop>
struct get_info<orthoscrub::grammars::core::loop_directive<Subject, Loop>> {
    using result_type = std::string;
    result_type operator()(orthoscrub::grammars::core::loop_directive<Subject, Loop> const& parser) const {
        return x3::what(parser.subject);
    }
};

}  // namespace boost::spirit::x3
