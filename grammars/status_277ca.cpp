// The 277CA (005010X214) as a Spirit X3 grammar over segments. Levels stand in one another as the guide says: 20, 21, 19,
// PT; a level without its parent is told and read all the same. After TRN (in 2200B and 2200D) and SVC a loop is
// committed: without STC it stays as a row marked broken (see recover.hpp). Which 2200 loop a TRN opens follows from the
// level; its TRN01 is kept, not judged. Every alternative is decided by its first segment.
#include "grammars/status_277ca.hpp"

#include <boost/spirit/home/x3.hpp>

#include "grammars/core/recover.hpp"
#include "grammars/core/terminals.hpp"
#include "grammars/status_277ca_sinks.hpp"

namespace orthoscrub::grammars {

namespace x3 = boost::spirit::x3;

namespace status_277ca {
namespace {

using namespace core;  // NOLINT(google-build-using-namespace): the words of the grammar

// clang-format off

// Borders: segments that end what is open.

auto const border       = seg<"HL"> | seg<"ST"> | seg<"SE">;
auto const level_border = border | seg<"NM1"> | seg<"TRN"> | seg<"STC"> | seg<"SVC">;
auto const trace_border = border | seg<"NM1"> | seg<"TRN"> | seg<"SVC">;

auto const service_alone = misplaced<line_alone>(seg<"SVC">, border | seg<"NM1"> | seg<"TRN"> | seg<"SVC">);

// 2000A: who answers.

auto const loop_2100A = loop<loop_id::l2100A>[ seg<"NM1", "PR", "AY">(to<add_party>) ];

auto const part_2200A =
      seg<"DTP">(to<add_date>)
    | seg<"STC">(to<add_status>)
    | seg<"REF">(to<add_reference>)
    | stray_unless(trace_border);
auto const loop_2200A = loop<loop_id::l2200A>[ seg<"TRN">(to<open_trace>) >> *part_2200A ];
auto const alone_2200A = remark<status_alone>(seg<"STC">) >> loop<loop_id::l2200A>[ *part_2200A ];

// 2000B: who sent the claims. A rejection here is one of the whole set.

auto const loop_2100B = loop<loop_id::l2100B>[ seg<"NM1", "41">(to<add_party>) ];

auto const before_2200B =
      seg<"QTY", "90", "AA", "QA", "QC">(to<add_count>)
    | seg<"AMT", "YU", "YY">(to<add_amount>)
    | seg<"REF">(to<add_reference>)
    | seg<"DTP">(to<add_date>)
    | stray_unless(trace_border | seg<"STC">);
auto const part_2200B = seg<"STC">(to<add_status>) | before_2200B;
auto const loop_2200B = loop<loop_id::l2200B>[ recover<trace_unit>(
    seg<"TRN">(to<open_trace>), *before_2200B, seg<"STC">(to<add_status>), *part_2200B) ];
auto const alone_2200B = remark<status_alone>(seg<"STC">) >> loop<loop_id::l2200B>[ *part_2200B ];

// 2000C: billing provider. A rejection here is one of all its claims.

auto const loop_2100C = loop<loop_id::l2100C>[ seg<"NM1", "85">(to<add_party>) ];

auto const loop_2200C = loop<loop_id::l2200C>[ seg<"TRN">(to<open_trace>) >> *part_2200B ];
auto const alone_2200C = remark<status_alone>(seg<"STC">) >> loop<loop_id::l2200C>[ *part_2200B ];

// 2000D: patient; each TRN is a claim.

auto const loop_2100D = loop<loop_id::l2100D>[ seg<"NM1", "QC">(to<add_party>) ];

auto const before_2220D =
      seg<"REF">(to<add_line_reference>)
    | seg<"DTP">(to<add_line_date>)
    | stray_unless(trace_border | seg<"STC">);
auto const loop_2220D = loop<loop_id::l2220D>[ recover<line_unit>(
    seg<"SVC">(to<open_line>), *before_2220D, seg<"STC">(to<add_line_status>),
    *( seg<"STC">(to<add_line_status>) | before_2220D )) ];

auto const before_2200D = loop<loop_id::l2200D>[
      seg<"REF">(to<add_reference>)
    | seg<"DTP">(to<add_date>)
    | seg<"QTY">(to<add_count>)
    | seg<"AMT">(to<add_amount>)
    | stray_unless(trace_border | seg<"STC">) ];
auto const status_2200D = loop<loop_id::l2200D>[ seg<"STC">(to<add_status>) ];
auto const rest_2200D   = *( status_2200D | before_2200D ) >> *loop_2220D;
auto const loop_2200D = recover<trace_unit>(
    loop<loop_id::l2200D>[ seg<"TRN">(to<open_trace>) ], *before_2200D, status_2200D, rest_2200D);
auto const alone_2200D = remark<status_alone>(seg<"STC">) >> rest_2200D;

// Levels. An unknown one stands where a billing provider would, as it does for the windows of the envelope reader: it ends
// the provider before it and leaves what is around that open.

auto const unknown_HL = !ahead[ seg_by<3, "HL", "20", "21", "19", "PT"> ]
                     >> misplaced<unknown_level>(seg<"HL">, border);

auto const stray_level = stray_unless(level_border);
auto const stray_party = misplaced<stray_segment>(seg<"NM1">, level_border);

auto const loop_2000D =
       loop<loop_id::l2000D>[ seg_by<3, "HL", "PT">(to<open_patient>) ]
    >> *( loop_2100D | loop_2200D | alone_2200D | service_alone | stray_party | stray_level );
auto const alone_2000D = remark<level_alone>(seg_by<3, "HL", "PT">) >> loop_2000D;

auto const loop_2000C =
       loop<loop_id::l2000C>[ seg_by<3, "HL", "19">(to<open_provider>) ]
    >> *( loop_2100C | loop_2200C | alone_2200C | service_alone | stray_party | stray_level )
    >> *loop_2000D;
auto const alone_2000C = remark<level_alone>(seg_by<3, "HL", "19">) >> loop_2000C;

auto const loop_2000B =
       loop<loop_id::l2000B>[ seg_by<3, "HL", "21">(to<open_receiver>) ]
    >> *( loop_2100B | loop_2200B | alone_2200B | service_alone | stray_party | stray_level )
    >> *( loop_2000C | alone_2000D | unknown_HL );
auto const alone_2000B = remark<level_alone>(seg_by<3, "HL", "21">) >> loop_2000B;

auto const loop_2000A =
       loop<loop_id::l2000A>[ seg_by<3, "HL", "20">(to<open_source>) ]
    >> *( loop_2100A | loop_2200A | alone_2200A | service_alone | stray_party | stray_level )
    >> *( loop_2000B | alone_2000C | alone_2000D | unknown_HL );

auto const set_277ca =
    *( loop_2000A
     | alone_2000B | alone_2000C | alone_2000D | unknown_HL
     | loop<loop_id::heading>[ seg<"ST">(to<open_set>) | seg<"BHT">(to<set_bht>) | seg<"SE">(to<add_detail>) ]
     | stray_unless(x3::eps(false)) );

// clang-format on
}  // namespace
}  // namespace status_277ca

void read_status_277ca(std::span<text::segment const> window, std::uint32_t context, text::delimiters const& marks,
                       model::ack_tables& out, text::diagnostics& faults) {
    status_277ca::reader reader{window, context, marks, out, faults};
    text::segment const* first = window.data();
    text::segment const* const last = first + window.size();
    x3::parse(first, last, x3::with<core::reader_tag>(reader)[status_277ca::set_277ca]);
}

}  // namespace orthoscrub::grammars
