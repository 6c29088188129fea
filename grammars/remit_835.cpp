// The 835 remittance (005010X221A1) as a Spirit X3 grammar over segments. Loops are rules named as in the guide and
// stand in its order; a terminal is a segment id with its qualifiers and calls a sink that writes rows.
//
// Inside a loop the order of segments is free; which loop a segment belongs to follows from the loop that is open: CAS
// is 2100 before the first SVC and 2110 after it. A segment that the open loop does not take is a stray: it stays where
// it is and the loop goes on. After LX, CLP, SVC and PLB a loop is committed. A CLP or SVC that lacks what makes it is a
// broken row whose segments are read all the same (recover.hpp). The guide has no HL: a claim stands below the LX before
// it, or below none.
#include "grammars/remit_835.hpp"

#include <boost/spirit/home/x3.hpp>

#include "grammars/core/first_set.hpp"
#include "grammars/core/recover.hpp"
#include "grammars/core/terminals.hpp"
#include "grammars/remit_835_sinks.hpp"

namespace orthoscrub::grammars {

namespace x3 = boost::spirit::x3;

namespace remit_835 {
namespace {

using namespace core;  // NOLINT(google-build-using-namespace): the words of the grammar

/// Takes nothing; succeeds when the row that `Unit` has opened is whole.
template <class Unit>
struct whole_parser : x3::parser<whole_parser<Unit>> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    template <class Iterator, class Context, class RContext, class Attribute>
    bool parse(Iterator&, Iterator const&, Context const& context, RContext&, Attribute&) const {
        return Unit::whole(x3::get<reader_tag>(context));
    }
};
template <class Unit>
inline constexpr whole_parser<Unit> whole{};

// clang-format off

// Borders: segments that end what is open.

auto const party        = seg<"N1", "PR", "PE">;
auto const border       = seg<"LX"> | seg<"CLP"> | seg<"PLB"> | seg<"ST"> | seg<"SE"> | party;
auto const claim_border = border | seg<"SVC">;

// Heading. What belongs to it may follow the parties: REF*EV, DTM*405.

auto const segment_heading = loop<loop_id::heading>[
      seg<"BPR">                    (to<set_payment>)
    | seg<"TRN">                    (to<set_trace>)
    | seg<"CUR">                    (to<set_currency>)
    | seg<"REF", "EV", "F2">        (to<add_set_reference>)
    | seg<"DTM", "405">             (to<add_set_date>) ];

auto const loop_1000A = loop<loop_id::l1000A>[
       seg<"N1", "PR">(to<open_payer>)
    >> *( seg<"N3">(to<set_n3>)
        | seg<"N4">(to<set_n4>)
        | seg<"REF", "2U", "EO", "HI", "NF">(to<add_party_reference>)
        | seg<"PER", "CX", "BL", "IC">(to<add_party_contact>)
        | segment_heading
        | stray_unless(claim_border) ) ];

auto const loop_1000B = loop<loop_id::l1000B>[
       seg<"N1", "PE">(to<open_payee>)
    >> *( seg<"N3">(to<set_n3>)
        | seg<"N4">(to<set_n4>)
        | seg<"REF", "0B", "D3", "PQ", "TJ">(to<add_party_reference>)
        | seg<"RDM">(to<set_rdm>)
        | segment_heading
        | stray_unless(claim_border) ) ];

// 2110: service.

auto const segment_2110 = loop<loop_id::l2110>[ one_of[
      seg<"CAS">                                        (to<add_line_adjustments>)
    | seg<"DTM", "472", "150", "151">                   (to<add_line_date>)
    | seg<"REF", "6R">                                  (to<set_line_control_number>)
    | seg<"AMT", "B6", "KH", "T", "T2", "ZK", "ZL", "ZM", "ZN", "ZO">
                                                        (to<add_line_amount>)
    | seg<"LQ", "HE", "RX">                             (to<add_line_remark>)
    | seg<"REF", "1S", "APC", "BB", "E9", "G1", "G3", "LU", "RB", "0K", "0B", "1A", "1B", "1C", "1D", "1G", "1H",
                 "1J", "D3", "G2", "HPI", "SY", "TJ">   (to<add_line_reference>)
    | seg<"QTY", "ZK", "ZL", "ZM", "ZN", "ZO">          (to<add_line_quantity>) ] ];

auto const line_body = *( segment_2110 | stray_unless(claim_border) );

x3::rule<struct service_class> const service{"service (SVC)"};
auto const service_def = recover<line_unit>(
    loop<loop_id::l2110>[ seg<"SVC">(to<open_line>) ], line_body, whole<line_unit>, line_body);

// 2100: claim.

auto const segment_2100 = loop<loop_id::l2100>[ one_of[
      seg<"NM1", "QC", "IL", "74", "82", "TT", "PR", "GB">
                                                        (to<add_claim_party>)
    | seg<"DTM", "232", "233", "036", "050">            (to<add_claim_date>)
    | seg<"MOA">                                        (to<add_outpatient>)
    | seg<"REF", "1L", "1W", "28", "6P", "9A", "9C", "BB", "CE", "EA", "F8", "G1", "G3", "IG", "SY",
                 "0B", "1A", "1B", "1C", "1D", "1G", "1H", "1J", "D3", "G2", "LU">
                                                        (to<add_claim_reference>)
    | seg<"AMT", "AU", "D8", "DY", "F5", "I", "NL", "T", "T2", "ZK", "ZL", "ZM", "ZN", "ZO">
                                                        (to<add_claim_amount>)
    | seg<"CAS">                                        (to<add_claim_adjustments>)
    | seg<"PER", "CX">                                  (to<add_claim_contact>)
    | seg<"QTY", "CA", "CD", "LA", "LE", "NE", "NR", "OU", "PS", "VS", "ZK", "ZL", "ZM", "ZN", "ZO">
                                                        (to<add_claim_quantity>)
    | seg<"MIA">                                        (to<add_inpatient>) ] ];

auto const claim_body = *( segment_2100 | stray_unless(claim_border) ) >> *service;

x3::rule<struct claim_class> const claim{"claim (CLP)"};
auto const claim_def = recover<claim_unit>(
    loop<loop_id::l2100>[ seg<"CLP">(to<open_claim>) ], claim_body, whole<claim_unit>, claim_body);

BOOST_SPIRIT_DEFINE(service, claim)

// 2000: header number.

auto const loop_2000 =
       loop<loop_id::l2000>[ seg<"LX">(to<open_header_number>)
    >> *( seg<"TS3">(to<set_ts3>)
        | seg<"TS2">(to<set_ts2>)
        | stray_unless(claim_border) ) ]
    >> *claim;

// The set. Claims without LX and services without a claim are read, or told, where they stand.

auto const line_alone = misplaced<line_outside>(seg<"SVC">, claim_border);

auto const set_835 =
    *( loop_2000 | claim
     | loop<loop_id::heading>[ seg<"ST">(to<open_set>) ]
     | segment_heading
     | loop_1000A | loop_1000B
     | loop<loop_id::heading>[ seg<"PLB">(to<add_provider_adjustments>) | seg<"SE"> ]
     | line_alone
     | stray_unless(x3::eps(false)) );

// clang-format on
}  // namespace
}  // namespace remit_835

void read_remittance(remit_window const& window, text::delimiters const& marks, remit_options const& options,
                     remit_state& state, model::remit_tables& out, text::diagnostics& faults) {
    remit_835::reader reader{window, marks, options, state, out, faults};
    text::segment const* first = window.segments.data();
    text::segment const* const last = first + window.segments.size();
    x3::parse(first, last, x3::with<core::reader_tag>(reader)[remit_835::set_835]);
    if (window.last) remit_835::close_set(state, faults);
}

}  // namespace orthoscrub::grammars
