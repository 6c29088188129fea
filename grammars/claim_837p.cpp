// The 837 Professional claim (005010X222A1) as a Spirit X3 grammar over segments. Loops are rules named as in
// the guide and stand in its order; a terminal is a segment id with its qualifiers and calls a sink that
// writes rows.
//
// Inside a loop the order of segments is free; which loop a segment belongs to follows from the loop that is
// open: NM1*82 is 2310B before the first SBR or LX, 2330D after an SBR, 2420A after an LX. A segment that
// neither the open loop nor its parents take is a stray: it stays where it is and the loop goes on. After CLM
// and LX a loop is committed: see recover.hpp. Every alternative is decided by its first segment, so no sink
// is ever called in vain.
#include "grammars/claim_837p.hpp"

#include <boost/spirit/home/x3.hpp>

#include "grammars/claim_837p_sinks.hpp"
#include "grammars/core/first_set.hpp"
#include "grammars/core/recover.hpp"
#include "grammars/core/terminals.hpp"

namespace orthoscrub::grammars {

namespace x3 = boost::spirit::x3;

namespace claim_837p {
namespace {

using namespace core;  // NOLINT(google-build-using-namespace): the words of the grammar

// clang-format off

// Borders: segments that end what is open.

auto const set_border   = seg<"HL"> | seg<"CLM"> | seg<"ST"> | seg<"SE">;
auto const border       = seg<"LX"> | set_border;
auto const claim_border = border | seg<"SV1"> | seg<"SBR">;

// Heading.

auto const loop_1000A = loop<loop_id::l1000A>[
       seg<"NM1", "41">(to<add_set_party>)
    >> *( seg<"PER", "IC">(to<set_per>)
        | stray_unless(border | seg<"SV1"> | seg<"NM1"> | seg<"BHT">) ) ];

auto const loop_1000B = loop<loop_id::l1000B>[ seg<"NM1", "40">(to<add_set_party>) ];

// 2000A: billing provider.

auto const level_border = border | seg<"SV1"> | seg<"NM1">;
auto const segment_2000A = loop<loop_id::l2000A>[
      seg<"PRV", "BI">(to<set_billing_prv>)
    | seg<"CUR", "85">(to<add_billing_detail>) ];
auto const stray_2010A = stray_unless(level_border | segment_2000A);

auto const loop_2010AA = loop<loop_id::l2010AA>[
       seg<"NM1", "85">(to<add_billing_party>)
    >> *( seg<"N3">(to<set_n3>)
        | seg<"N4">(to<set_n4>)
        | seg<"REF", "EI", "SY", "0B", "1G">(to<add_party_reference>)
        | seg<"PER", "IC">(to<set_per>)
        | stray_2010A ) ];

auto const loop_2010AB = loop<loop_id::l2010AB>[
       seg<"NM1", "87">(to<add_billing_party>)
    >> *( seg<"N3">(to<set_n3>)
        | seg<"N4">(to<set_n4>)
        | stray_2010A ) ];

auto const loop_2010AC = loop<loop_id::l2010AC>[
       seg<"NM1", "PE">(to<add_billing_party>)
    >> *( seg<"N3">(to<set_n3>)
        | seg<"N4">(to<set_n4>)
        | seg<"REF", "2U", "FY", "NF", "EI">(to<add_party_reference>)
        | stray_2010A ) ];

// 2000B: subscriber.

auto const segment_2000B = loop<loop_id::l2000B>[
      seg<"SBR">(to<set_sbr>)
    | seg<"PAT">(to<set_subscriber_pat>) ];
auto const stray_2010B = stray_unless(level_border | segment_2000B);

auto const loop_2010BA = loop<loop_id::l2010BA>[
       seg<"NM1", "IL">(to<add_subscriber_party>)
    >> *( seg<"N3">(to<set_n3>)
        | seg<"N4">(to<set_n4>)
        | seg<"DMG">(to<set_dmg>)
        | seg<"REF", "SY", "Y4">(to<add_party_reference>)
        | seg<"PER", "IC">(to<set_per>)
        | stray_2010B ) ];

auto const loop_2010BB = loop<loop_id::l2010BB>[
       seg<"NM1", "PR">(to<add_subscriber_party>)
    >> *( seg<"N3">(to<set_n3>)
        | seg<"N4">(to<set_n4>)
        | seg<"REF", "2U", "EI", "FY", "NF", "G2", "LU">(to<add_party_reference>)
        | stray_2010B ) ];

// 2000C: patient.

auto const segment_2000C = loop<loop_id::l2000C>[ seg<"PAT">(to<set_patient_pat>) ];

auto const loop_2010CA = loop<loop_id::l2010CA>[
       seg<"NM1", "QC">(to<add_patient_party>)
    >> *( seg<"N3">(to<set_n3>)
        | seg<"N4">(to<set_n4>)
        | seg<"DMG">(to<set_dmg>)
        | seg<"REF", "Y4", "1W", "SY">(to<add_party_reference>)
        | seg<"PER", "IC">(to<set_per>)
        | stray_unless(level_border | segment_2000C) ) ];

// 2300: claim. NTE and PWK are taken with any code in them: rules and the guide check judge their qualifiers.

auto const segment_2300 = loop<loop_id::l2300>[ one_of[
      seg_of<"HI", "ABK", "BK">(to<add_diagnoses>)
    | seg<"REF", "G1", "D9", "EA", "F8", "9F", "4N", "F5", "EW", "X4", "9A", "9C", "LX", "P4", "1J">
                                                        (to<add_claim_reference>)
    | seg<"DTP", "431", "454", "304", "453", "439", "484", "455", "471", "314", "360", "361", "297", "296",
                 "435", "096", "090", "091", "444", "050">     (to<add_claim_date>)
    | seg<"PWK">                                        (to<add_claim_attachment>)
    | seg<"CN1">                                        (to<add_claim_detail>)
    | seg<"AMT", "F5">                                  (to<add_claim_amount>)
    | seg<"K3">                                         (to<add_claim_detail>)
    | seg<"NTE">                                        (to<add_claim_note>)
    | seg<"CR1">                                        (to<add_claim_detail>)
    | seg<"CR2">                                        (to<add_claim_detail>)
    | seg<"CRC", "07", "E1", "E2", "E3", "75", "ZZ">    (to<add_claim_detail>)
    | seg_of<"HI", "BP", "BG">                          (to<add_claim_detail>)
    | seg<"HCP">                                        (to<add_claim_detail>) ] ];

auto const stray_2310 = stray_unless(claim_border | seg<"NM1"> | segment_2300);

auto const loop_2310A = loop<loop_id::l2310A>[
       seg<"NM1", "DN", "P3">(to<add_claim_party>)
    >> *( seg<"REF", "0B", "1G", "G2">(to<add_party_reference>)
        | stray_2310 ) ];

auto const loop_2310B = loop<loop_id::l2310B>[
       seg<"NM1", "82">(to<add_claim_party>)
    >> *( seg<"PRV", "PE">(to<set_prv>)
        | seg<"REF", "0B", "1G", "G2", "LU">(to<add_party_reference>)
        | stray_2310 ) ];

auto const loop_2310C = loop<loop_id::l2310C>[
       seg<"NM1", "77">(to<add_claim_party>)
    >> *( seg<"N3">(to<set_n3>)
        | seg<"N4">(to<set_n4>)
        | seg<"REF", "0B", "G2", "LU">(to<add_party_reference>)
        | seg<"PER", "IC">(to<set_per>)
        | stray_2310 ) ];

auto const loop_2310D = loop<loop_id::l2310D>[
       seg<"NM1", "DQ">(to<add_claim_party>)
    >> *( seg<"REF", "0B", "1G", "G2", "LU">(to<add_party_reference>)
        | stray_2310 ) ];

auto const loop_2310E = loop<loop_id::l2310E>[
       seg<"NM1", "PW">(to<add_claim_party>)
    >> *( seg<"N3">(to<set_n3>)
        | seg<"N4">(to<set_n4>)
        | stray_2310 ) ];

auto const loop_2310F = loop<loop_id::l2310F>[
       seg<"NM1", "45">(to<add_claim_party>)
    >> *( seg<"N3">(to<set_n3>)
        | seg<"N4">(to<set_n4>)
        | stray_2310 ) ];

// 2320: other payer.

auto const segment_2320 = loop<loop_id::l2320>[ one_of[
      seg<"CAS">                      (to<add_other_payer_adjustments>)
    | seg<"AMT", "D", "A8", "EAF">    (to<add_other_payer_amount>)
    | seg<"OI">                       (to<add_other_payer_detail>)
    | seg<"MOA">                      (to<add_other_payer_detail>) ] ];

auto const stray_2330 = stray_unless(claim_border | seg<"NM1"> | segment_2320);

auto const loop_2330A = loop<loop_id::l2330A>[
       seg<"NM1", "IL">(to<add_other_payer_party>)
    >> *( seg<"N3">(to<set_n3>)
        | seg<"N4">(to<set_n4>)
        | seg<"REF", "SY">(to<add_party_reference>)
        | stray_2330 ) ];

auto const loop_2330B = loop<loop_id::l2330B>[
       seg<"NM1", "PR">(to<add_other_payer_party>)
    >> *( seg<"N3">(to<set_n3>)
        | seg<"N4">(to<set_n4>)
        | seg<"DTP", "573">(to<add_other_payer_date>)
        | seg<"REF", "2U", "EI", "FY", "NF", "G1", "9F", "T4", "F8">(to<add_party_reference>)
        | stray_2330 ) ];

auto const loop_2330C = loop<loop_id::l2330C>[
       seg<"NM1", "DN", "P3">(to<add_other_payer_party>)
    >> *( seg<"REF", "0B", "1G", "G2">(to<add_party_reference>)
        | stray_2330 ) ];

auto const loop_2330D = loop<loop_id::l2330D>[
       seg<"NM1", "82">(to<add_other_payer_party>)
    >> *( seg<"REF", "0B", "1G", "G2", "LU">(to<add_party_reference>)
        | stray_2330 ) ];

auto const loop_2330E = loop<loop_id::l2330E>[
       seg<"NM1", "77">(to<add_other_payer_party>)
    >> *( seg<"REF", "0B", "G2", "LU">(to<add_party_reference>)
        | stray_2330 ) ];

auto const loop_2330F = loop<loop_id::l2330F>[
       seg<"NM1", "DQ">(to<add_other_payer_party>)
    >> *( seg<"REF", "0B", "1G", "G2", "LU">(to<add_party_reference>)
        | stray_2330 ) ];

auto const loop_2330G = loop<loop_id::l2330G>[
       seg<"NM1", "85">(to<add_other_payer_party>)
    >> *( seg<"REF", "G2", "LU">(to<add_party_reference>)
        | stray_2330 ) ];

auto const loop_2320 =
       loop<loop_id::l2320>[ seg<"SBR">(to<open_other_payer>) ]
    >> *( segment_2320
        | one_of[ loop_2330A | loop_2330B | loop_2330C | loop_2330D | loop_2330E | loop_2330F | loop_2330G ]
        | stray_unless(claim_border) );

// 2400: service line.

auto const segment_2400 = loop<loop_id::l2400>[ one_of[
      seg<"DTP", "472">                                 (to<set_service_date>)
    | seg<"REF", "6R">                                  (to<set_line_control_number>)
    | seg<"DTP", "471", "607", "463", "461", "304", "738", "739", "011", "455", "454">
                                                        (to<add_line_date>)
    | seg<"REF", "G1", "9B", "9D", "EW", "X4", "F4", "BT", "9F">
                                                        (to<add_line_reference>)
    | seg<"NTE">                                        (to<add_line_note>)
    | seg<"SV5">                                        (to<add_line_detail>)
    | seg<"PWK">                                        (to<add_line_attachment>)
    | seg<"CR1">                                        (to<add_line_detail>)
    | seg<"CR3">                                        (to<add_line_detail>)
    | seg<"CRC", "07", "70", "09">                      (to<add_line_detail>)
    | seg<"QTY", "PT", "FL">                            (to<add_line_detail>)
    | seg<"MEA", "OG", "TR">                            (to<add_line_detail>)
    | seg<"CN1">                                        (to<add_line_detail>)
    | seg<"AMT", "T", "F4">                             (to<add_line_amount>)
    | seg<"K3">                                         (to<add_line_detail>)
    | seg<"PS1">                                        (to<add_line_detail>)
    | seg<"HCP">                                        (to<add_line_detail>) ] ];

// Segments that open or end something inside a line.
auto const line_border = claim_border | seg<"NM1"> | seg<"SVD"> | seg<"LIN"> | seg<"LQ">;
auto const stray_24xx = stray_unless(line_border | segment_2400);

auto const loop_2410 = loop<loop_id::l2410>[
       seg_by<2, "LIN", "EN", "EO", "HI", "N4", "ON", "UK", "UP">(to<add_line_detail>)
    >> *( seg<"CTP">(to<add_line_detail>)
        | seg<"REF", "VY", "XZ">(to<add_line_detail>)
        | stray_24xx ) ];

auto const loop_2420A = loop<loop_id::l2420A>[
       seg<"NM1", "82">(to<add_line_party>)
    >> *( seg<"PRV", "PE">(to<set_prv>)
        | seg<"REF", "0B", "1G", "G2", "LU">(to<add_party_reference>)
        | stray_24xx ) ];

auto const loop_2420B = loop<loop_id::l2420B>[
       seg<"NM1", "QB">(to<add_line_party>)
    >> *( seg<"REF", "0B", "1G", "G2">(to<add_party_reference>)
        | stray_24xx ) ];

auto const loop_2420C = loop<loop_id::l2420C>[
       seg<"NM1", "77">(to<add_line_party>)
    >> *( seg<"N3">(to<set_n3>)
        | seg<"N4">(to<set_n4>)
        | seg<"REF", "G2", "LU">(to<add_party_reference>)
        | stray_24xx ) ];

auto const loop_2420D = loop<loop_id::l2420D>[
       seg<"NM1", "DQ">(to<add_line_party>)
    >> *( seg<"REF", "0B", "1G", "G2", "LU">(to<add_party_reference>)
        | stray_24xx ) ];

auto const loop_2420E = loop<loop_id::l2420E>[
       seg<"NM1", "DK">(to<add_line_party>)
    >> *( seg<"N3">(to<set_n3>)
        | seg<"N4">(to<set_n4>)
        | seg<"REF", "0B", "1G", "G2">(to<add_party_reference>)
        | seg<"PER", "IC">(to<set_per>)
        | stray_24xx ) ];

auto const loop_2420F = loop<loop_id::l2420F>[
       seg<"NM1", "DN", "P3">(to<add_line_party>)
    >> *( seg<"REF", "0B", "1G", "G2">(to<add_party_reference>)
        | stray_24xx ) ];

auto const loop_2420G = loop<loop_id::l2420G>[
       seg<"NM1", "PW">(to<add_line_party>)
    >> *( seg<"N3">(to<set_n3>)
        | seg<"N4">(to<set_n4>)
        | stray_24xx ) ];

auto const loop_2420H = loop<loop_id::l2420H>[
       seg<"NM1", "45">(to<add_line_party>)
    >> *( seg<"N3">(to<set_n3>)
        | seg<"N4">(to<set_n4>)
        | stray_24xx ) ];

auto const loop_2430 = loop<loop_id::l2430>[
       seg<"SVD">(to<open_adjudication>)
    >> *( seg<"CAS">(to<add_adjudication_adjustments>)
        | seg<"DTP", "573">(to<add_adjudication_date>)
        | seg<"AMT", "EAF">(to<add_adjudication_amount>)
        | stray_24xx ) ];

auto const loop_2440 = loop<loop_id::l2440>[
       seg<"LQ", "AS", "UT">(to<add_line_detail>)
    >> *( seg<"FRM">(to<add_line_detail>)
        | stray_24xx ) ];

// Everything of a line but LX and SV1.
auto const line_part =
      segment_2400
    | one_of[ loop_2420E | loop_2420A | loop_2430 | loop_2410
            | loop_2420B | loop_2420C | loop_2420D | loop_2420F | loop_2420G | loop_2420H
            | loop_2440 ];
auto const stray_2400 = stray_unless(claim_border);

// SV1 without an LX of its own, and SBR after the first LX: told once, skipped up to the next trigger.
auto const service_alone    = misplaced<service_without_line>(seg<"SV1">, border | seg<"SV1">);
auto const other_payer_late = misplaced<stray_segment>(seg<"SBR">, border | seg<"SV1"> | seg<"SBR">);

x3::rule<struct service_line_class> const service_line{"service line (LX)"};
auto const service_line_def = recover<line_unit>(
    loop<loop_id::l2400>[ seg<"LX">(to<open_line>) ],
    *( line_part | other_payer_late | stray_2400 ),
    loop<loop_id::l2400>[ seg<"SV1">(to<set_service>) ],
    *( line_part | service_alone | other_payer_late | stray_2400 ));

auto const claim_head =
       *( segment_2300
        | one_of[ loop_2310B | loop_2310A | loop_2310C | loop_2310D | loop_2310E | loop_2310F ]
        | service_alone
        | stray_unless(claim_border) )
    >> *( loop_2320 | service_alone );

x3::rule<struct claim_class> const claim{"claim (CLM)"};
auto const claim_def = recover<claim_unit>(
    loop<loop_id::l2300>[ seg<"CLM">(to<open_claim>) ], claim_head, service_line, *service_line);

BOOST_SPIRIT_DEFINE(service_line, claim)

// Levels: which HL stands under which.

auto const line_alone    = misplaced<line_outside>(seg<"LX"> | seg<"SV1">, set_border);
auto const claim_alone   = remark<claim_outside>(seg<"CLM">) >> claim;
auto const level_stray   = stray_unless(border | seg<"SV1">);
auto const unknown_HL    = !ahead[ seg_by<3, "HL", "20", "22", "23"> ]
                        >> misplaced<unknown_level>(seg<"HL">, border | seg<"SV1">)
                        >> *line_alone >> *claim_alone;

auto const loop_2000C =
       loop<loop_id::l2000C>[ seg_by<3, "HL", "23">(to<open_patient>) ]
    >> *( segment_2000C | loop_2010CA | line_alone | level_stray )
    >> *claim;

auto const loop_2000B =
       loop<loop_id::l2000B>[ seg_by<3, "HL", "22">(to<open_subscriber>) ]
    >> *( segment_2000B | loop_2010BA | loop_2010BB | line_alone | level_stray )
    >> *claim
    >> *loop_2000C;

auto const loop_2000A =
       loop<loop_id::l2000A>[ seg_by<3, "HL", "20">(to<open_billing>) ]
    >> *( segment_2000A | loop_2010AA | loop_2010AB | loop_2010AC | line_alone | level_stray )
    >> *claim_alone
    >> *( loop_2000B | loop_2000C | unknown_HL );

// The set. Levels and claims without their parents are read all the same.

auto const set_837p =
    *( loop_2000A
     | loop_2000B | loop_2000C | unknown_HL
     | loop<loop_id::heading>[ seg<"ST">(to<open_set>) | seg<"BHT">(to<set_bht>) ]
     | loop_1000A | loop_1000B
     | claim_alone | line_alone
     | loop<loop_id::heading>[ seg<"SE">(to<close_set>) ]
     | stray_unless(x3::eps(false)) );

// clang-format on
}  // namespace
}  // namespace claim_837p

void read_claims(claim_window const& window, text::delimiters const& marks, claim_options const& options,
                 hierarchy_state& hierarchy, model::claim_tables& out, text::diagnostics& faults) {
    claim_837p::reader reader{window, marks, options, hierarchy, out, faults};
    text::segment const* first = window.segments.data();
    text::segment const* const last = first + window.segments.size();
    x3::parse(first, last, x3::with<core::reader_tag>(reader)[claim_837p::set_837p]);
    if (window.last) claim_837p::close_levels(hierarchy, faults);
}

}  // namespace orthoscrub::grammars
