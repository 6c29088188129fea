// The 999 (005010X231A1) as a Spirit X3 grammar over segments, and the TA1, which is one segment. A group is committed
// after AK1 and a set after AK2: without AK9 or IK5 they stay as rows marked broken (see recover.hpp). AK2 without AK1 is
// read as a group of its own, and what stands below an AK2 without one is a stray. CTX belongs to the IK3 or IK4 before
// it; each repetition of CTX01 becomes a row.
#include "grammars/ack_999.hpp"

#include <boost/spirit/home/x3.hpp>
#include <string>
#include <utility>

#include "grammars/core/recover.hpp"
#include "grammars/core/terminals.hpp"

namespace orthoscrub::grammars {

namespace x3 = boost::spirit::x3;

namespace ack_999 {
namespace {

using namespace core;  // NOLINT(google-build-using-namespace): the words of the grammar
using model::absent;
using model::row_range;
using text::fault_code;
using text::loop_id;
using text::segment;

struct reader : core::cursor {
    reader(std::span<segment const> window, std::uint32_t context, text::delimiters const& m, model::ack_tables& tables,
           text::diagnostics& faults)
        : cursor(window, context, m.component, tables.loops, faults), marks(m), out(tables) {}

    text::delimiters marks;
    model::ack_tables& out;
    bool in_element = false;  ///< a CTX speaks of the last IK4, not of the IK3
};

// A new row at the end of its owner's range; the rows of an owner come one after the other.
template <class Row>
Row& append(std::vector<Row>& table, row_range& range) {
    if (range.count == 0) range.first = static_cast<std::uint32_t>(table.size());
    ++range.count;
    return table.emplace_back();
}

std::uint32_t last_row(auto const& table) { return static_cast<std::uint32_t>(table.size()) - 1; }

void fill_errors(std::array<std::string_view, 5>& errors, segment const& s, unsigned first) {
    for (unsigned i = 0; i < errors.size(); ++i) errors[i] = s.element(first + i);
}

// Sinks.

void add_heading(reader& r, segment const& s, loop_id loop) { r.out.details.push_back({r.index(s), loop}); }

void open_group(reader& r, segment const& s, loop_id) {
    auto& row = r.out.groups.emplace_back();
    row.ak1 = r.index(s);
    row.functional_id = s.element(1);
    row.control_number = s.element(2);
    row.version = s.element(3);
}

// AK2 or AK9 without AK1: the group has no number, but what is said in it is read.
void open_group_alone(reader& r, segment const& s) {
    r.out.groups.emplace_back().broken = true;
    r.report(s, fault_code::loop_broken, loop_id::heading, 0, core::shown(s), "AK1");
}

void close_group(reader& r, segment const& s, loop_id) {
    auto& row = r.out.groups.back();
    row.ak9 = r.index(s);
    row.code = s.element(1);
    row.included = s.element(2);
    row.received = s.element(3);
    row.accepted = s.element(4);
    fill_errors(row.errors, s, 5);
}

void open_set(reader& r, segment const& s, loop_id) {
    auto& row = append(r.out.sets, r.out.groups.back().sets);
    row.ak2 = r.index(s);
    row.group = last_row(r.out.groups);
    row.type = s.element(1);
    row.control_number = s.element(2);
    row.version = s.element(3);
}

void close_set(reader& r, segment const& s, loop_id) {
    auto& row = r.out.sets.back();
    row.ik5 = r.index(s);
    row.code = s.element(1);
    fill_errors(row.errors, s, 2);
}

void add_segment_error(reader& r, segment const& s, loop_id) {
    auto& row = append(r.out.segment_errors, r.out.sets.back().segment_errors);
    row.ik3 = r.index(s);
    row.set = last_row(r.out.sets);
    row.segment_id = s.element(1);
    row.position = s.element(2);
    row.loop = s.element(3);
    row.code = s.element(4);
    r.in_element = false;
}

void add_element_error(reader& r, segment const& s, loop_id) {
    auto& row = append(r.out.element_errors, r.out.segment_errors.back().element_errors);
    char const mark = r.marks.component;
    row.ik4 = r.index(s);
    row.element = text::component(s.element(1), 1, mark);
    row.component = text::component(s.element(1), 2, mark);
    row.repetition = text::component(s.element(1), 3, mark);
    row.data_element = s.element(2);
    row.code = s.element(3);
    row.value = s.element(4);
    r.in_element = true;
}

void add_context(reader& r, segment const& s, loop_id) {
    auto& owner = r.in_element ? r.out.element_errors.back().contexts : r.out.segment_errors.back().contexts;
    char const mark = r.marks.component;
    auto names = s.element(1);
    while (true) {
        auto const end = r.marks.repetition == '\0' ? names.npos : names.find(r.marks.repetition);
        auto const one = names.substr(0, end);
        auto& row = append(r.out.contexts, owner);
        row.seg = r.index(s);
        row.name = text::component(one, 1, mark);
        row.value = text::component(one, 2, mark);
        row.segment_id = s.element(2);
        row.position = s.element(3);
        row.loop = s.element(4);
        row.element = text::component(s.element(5), 1, mark);
        row.component = text::component(s.element(5), 2, mark);
        row.repetition = text::component(s.element(5), 3, mark);
        row.data_element = text::component(s.element(6), 1, mark);
        if (end == names.npos) return;
        names.remove_prefix(end + 1);
    }
}

// IK3, IK4, CTX or IK5 without AK2.
void outside_set(reader& r, segment const& s) {
    if (!r.out.groups.empty()) r.out.groups.back().broken = true;
    r.stray(s, fault_code::loop_broken, loop_id::none, core::shown(s), "AK2");
}

struct nothing {};

struct set_unit {
    static nothing mark(reader const&) { return {}; }
    static void broken(reader& r, segment const& opened, nothing, segment const* stopped, std::string expected) {
        r.out.sets.back().broken = true;
        r.report(opened, fault_code::loop_broken, loop_id::l2000, 0, stopped ? core::shown(*stopped) : std::string{},
                 std::move(expected));
    }
    static void close(reader&, segment const*) {}
};

struct group_unit {
    static nothing mark(reader const&) { return {}; }
    static void broken(reader& r, segment const& opened, nothing, segment const* stopped, std::string expected) {
        r.out.groups.back().broken = true;
        r.report(opened, fault_code::loop_broken, loop_id::heading, 0, stopped ? core::shown(*stopped) : std::string{},
                 std::move(expected));
    }
    static void close(reader&, segment const*) {}
};

// clang-format off

auto const group_border   = seg<"AK1"> | seg<"AK9"> | seg<"ST"> | seg<"SE">;
auto const set_border     = group_border | seg<"AK2"> | seg<"IK5">;
auto const segment_border = set_border | seg<"IK3">;

auto const loop_2110 = loop<loop_id::l2110>[
       seg<"IK4">(to<add_element_error>)
    >> *( seg<"CTX">(to<add_context>)
        | stray_unless(segment_border | seg<"IK4">) ) ];

auto const loop_2100 =
       loop<loop_id::l2100>[
           seg<"IK3">(to<add_segment_error>)
        >> *( seg<"CTX">(to<add_context>)
            | stray_unless(segment_border | seg<"IK4">) ) ]
    >> *loop_2110;

auto const loop_2000 = recover<set_unit>(
    loop<loop_id::l2000>[ seg<"AK2">(to<open_set>) ],
    *( loop_2100 | stray_unless(segment_border) ),
    loop<loop_id::l2000>[ seg<"IK5">(to<close_set>) ],
    x3::eps);

auto const without_set = misplaced<outside_set>(
    seg<"IK3"> | seg<"IK4"> | seg<"IK5"> | seg<"CTX">, group_border | seg<"AK2">);
auto const sets = *( loop_2000 | without_set | stray_unless(group_border) );
auto const group_end = loop<loop_id::heading>[ seg<"AK9">(to<close_group>) ];

auto const group = recover<group_unit>(
    loop<loop_id::heading>[ seg<"AK1">(to<open_group>) ], sets, group_end, x3::eps);

auto const group_alone = remark<open_group_alone>(seg<"AK2"> | seg<"AK9">) >> sets >> -group_end;

auto const set_999 =
    *( group
     | group_alone
     | without_set
     | loop<loop_id::heading>[ seg<"ST">(to<add_heading>) | seg<"SE">(to<add_heading>) ]
     | stray_unless(x3::eps(false)) );

// clang-format on
}  // namespace
}  // namespace ack_999

void read_ack_999(std::span<text::segment const> window, std::uint32_t context, text::delimiters const& marks,
                  model::ack_tables& out, text::diagnostics& faults) {
    ack_999::reader reader{window, context, marks, out, faults};
    text::segment const* first = window.data();
    text::segment const* const last = first + window.size();
    x3::parse(first, last, x3::with<core::reader_tag>(reader)[ack_999::set_999]);
}

void read_ta1(text::segment const& segment, std::uint32_t index, model::ack_tables& out) {
    if (!segment.is("TA1")) return;
    auto& row = out.interchanges.emplace_back();
    row.seg = index;
    row.control_number = segment.element(1);
    // ISA09 has a year of two digits; there was no 005010 before 2000.
    if (auto const day = segment.element(2); day.size() == 6)
        row.created = model::date::from_ccyymmdd("20" + std::string{day}).value_or(model::date{});
    row.time = segment.element(3);
    row.code = segment.element(4);
    row.note = segment.element(5);
}

}  // namespace orthoscrub::grammars
