#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "parser/model/claim_tables.hpp"
#include "parser/model/date.hpp"
#include "parser/model/money.hpp"

/// What receivers answer to claim files before adjudication: TA1, 999 (005010X231A1) and 277CA (005010X214).
namespace orthoscrub::model {

/// TA1: what became of one interchange.
struct interchange_ack_row {
    segment_index seg = absent;
    std::string_view control_number;  ///< TA101: ISA13 of the interchange that is answered
    date created;                     ///< TA102: its ISA09; empty when not readable
    std::string_view time;            ///< TA103: its ISA10
    std::string_view code;            ///< TA104: A, E, R
    std::string_view note;            ///< TA105
};

/// AK1 to AK9: what became of one functional group.
struct group_ack_row {
    segment_index ak1 = absent;
    segment_index ak9 = absent;              ///< absent: the answer is broken off
    std::string_view functional_id;          ///< AK101: GS01, HC for claims
    std::string_view control_number;         ///< AK102: GS06
    std::string_view version;                ///< AK103: GS08
    std::string_view code;                   ///< AK901: A, E, P, R, M, W, X
    std::string_view included;               ///< AK902: sets that GE01 announced
    std::string_view received;               ///< AK903
    std::string_view accepted;               ///< AK904
    std::array<std::string_view, 5> errors;  ///< AK905 to AK909
    bool broken = false;                     ///< AK1 or AK9 is missing
    row_range sets;
};

/// 2000, AK2 to IK5: what became of one transaction set.
struct set_ack_row {
    segment_index ak2 = absent;
    segment_index ik5 = absent;              ///< absent: the answer is broken off
    std::uint32_t group = absent;            ///< row in groups
    std::string_view type;                   ///< AK201: ST01
    std::string_view control_number;         ///< AK202: ST02
    std::string_view version;                ///< AK203: ST03, often left out
    std::string_view code;                   ///< IK501: A, E, R, M, W, X
    std::array<std::string_view, 5> errors;  ///< IK502 to IK506
    bool broken = false;                     ///< IK5 is missing
    row_range segment_errors;
};

/// 2100, IK3: a segment of the answered set that is wrong, or that is missing there.
struct segment_error_row {
    segment_index ik3 = absent;
    std::uint32_t set = absent;   ///< row in sets
    std::string_view segment_id;  ///< IK301
    std::string_view position;    ///< IK302: ordinal in the set, ST is 1
    std::string_view loop;        ///< IK303; may be empty, cut to four characters, or longer
    std::string_view code;        ///< IK304
    row_range contexts;
    row_range element_errors;
};

/// 2110, IK4: an element that is wrong.
struct element_error_row {
    segment_index ik4 = absent;
    std::string_view element;       ///< IK401-1: ordinal of the element
    std::string_view component;     ///< IK401-2
    std::string_view repetition;    ///< IK401-3
    std::string_view data_element;  ///< IK402: number in the X12 dictionary
    std::string_view code;          ///< IK403
    std::string_view value;         ///< IK404: copy of what was sent; may be personal
    row_range contexts;
};

/// CTX, one row for each repetition of CTX01: what made a segment necessary, or which claim it is about.
struct error_context_row {
    segment_index seg = absent;
    std::string_view name;          ///< CTX01-1: SITUATIONAL TRIGGER, CLM01, TRN02, NM109, ...
    std::string_view value;         ///< CTX01-2; personal unless the name is CLM01, TRN02 or ENT01
    std::string_view segment_id;    ///< CTX02
    std::string_view position;      ///< CTX03
    std::string_view loop;          ///< CTX04
    std::string_view element;       ///< CTX05-1
    std::string_view component;     ///< CTX05-2
    std::string_view repetition;    ///< CTX05-3
    std::string_view data_element;  ///< CTX06-1
};

/// One status of an STC segment: STC01, STC10 or STC11 with what the segment says of all of them.
struct status_row {
    segment_index stc = absent;
    std::uint8_t element = 1;   ///< 1, 10 or 11
    std::string_view category;  ///< C043-1: A0 to A8 of list 507
    std::string_view status;    ///< C043-2: of list 508
    std::string_view entity;    ///< C043-3: of whom it speaks
    std::string_view list;      ///< C043-4: code list; not used by the guide
    date day;                   ///< STC02; empty when not sent or not readable
    std::string_view action;    ///< STC03: WQ taken in, U rejected
    parsed_money amount;        ///< STC04
    std::string_view message;   ///< STC12; personal: free text
};

struct count_row {  ///< QTY
    segment_index seg = absent;
    std::string_view qualifier;  ///< QTY01: 90, QA taken in; AA, QC rejected
    parsed_quantity quantity;    ///< QTY02
};

/// 2220D: a service line, named because of what is wrong with it.
struct status_line_row {
    segment_index svc = absent;
    std::uint32_t trace = absent;  ///< row in traces
    std::string_view qualifier;    ///< SVC01-1
    std::string_view code;         ///< SVC01-2
    std::array<std::string_view, 4> modifiers;
    parsed_money charge;                  ///< SVC02
    std::string_view revenue_code;        ///< SVC04
    parsed_quantity units;                ///< SVC07
    std::string_view control_number;      ///< REF*FJ: REF*6R of the line
    std::string_view prescription;        ///< REF*XZ
    std::uint32_t service_date = absent;  ///< row in dates: DTP*472
    bool broken = false;                  ///< STC is missing
    row_range statuses;
    row_range references;
    row_range dates;
};

/// 2200A, 2200B, 2200C, 2200D: TRN and what is said under it. In 2200D it is one claim.
struct status_trace_row {
    loop_id loop = loop_id::none;
    segment_index trn = absent;             ///< absent: STC without TRN
    std::uint32_t level = absent;           ///< row in levels
    std::string_view type;                  ///< TRN01: 1, 2
    std::string_view number;                ///< TRN02: 2200B BHT03 of the 837; 2200D CLM01
    std::string_view payer_number;          ///< REF*1K
    std::string_view clearinghouse_number;  ///< REF*D9
    std::string_view bill_type;             ///< REF*BLT
    std::uint32_t service_date = absent;    ///< row in dates: DTP*472
    bool broken = false;                    ///< TRN or, in 2200B and 2200D, STC is missing
    row_range statuses;
    row_range counts;
    row_range amounts;
    row_range references;
    row_range dates;
    row_range lines;
};

/// Which HL a level is (HL03).
enum class status_level_kind : std::uint8_t {
    source,    ///< 20: the payer or clearinghouse that answers
    receiver,  ///< 21: who sent the claims
    provider,  ///< 19: billing provider
    patient    ///< PT
};

/// 2000A to 2000D: one HL with its NM1.
struct status_level_row {
    status_level_kind kind = status_level_kind::source;
    segment_index hl = absent;
    std::string_view number;         ///< HL01
    std::string_view parent_number;  ///< HL02
    std::string_view child_code;     ///< HL04; often missing under PT
    std::uint32_t parent = absent;   ///< row in levels of the level it stands under
    row_range parties;               ///< 2100; of patients personal
    row_range traces;
};

/// ST and BHT of a 277CA.
struct status_set_row {
    segment_index st = absent;
    segment_index bht = absent;
    std::string_view control_number;  ///< ST02
    std::string_view version;         ///< ST03
    std::string_view structure;       ///< BHT01: 0085
    std::string_view purpose;         ///< BHT02: 08
    std::string_view reference;       ///< BHT03
    date created;                     ///< BHT04
    std::string_view time;            ///< BHT05
    std::string_view type;            ///< BHT06: TH
};

/// Everything read from one window of an answer: flat tables and ranges between them. Views are valid until the next
/// window is read. `clear` keeps the memory.
struct ack_tables {
    std::vector<interchange_ack_row> interchanges;
    std::vector<group_ack_row> groups;
    std::vector<set_ack_row> sets;
    std::vector<segment_error_row> segment_errors;
    std::vector<element_error_row> element_errors;
    std::vector<error_context_row> contexts;
    std::vector<status_set_row> status_sets;
    std::vector<status_level_row> levels;
    std::vector<status_trace_row> traces;
    std::vector<status_line_row> lines;
    std::vector<status_row> statuses;
    std::vector<count_row> counts;
    std::vector<amount_row> amounts;
    std::vector<reference_row> references;
    std::vector<date_row> dates;
    std::vector<party_row> parties;
    std::vector<detail_row> details;  ///< ST and SE of a 999, SE of a 277CA
    std::vector<loop_id> loops;       ///< the loop of every segment of the window, `none` where it fits nowhere

    void clear() noexcept;

    template <class Row>
    [[nodiscard]] static std::span<Row const> rows(std::vector<Row> const& table, row_range range) noexcept {
        return {table.data() + range.first, range.count};
    }
};

}  // namespace orthoscrub::model
