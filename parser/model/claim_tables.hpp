#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "parser/model/date.hpp"
#include "parser/model/money.hpp"
#include "parser/text/loop_id.hpp"

namespace orthoscrub::model {

using text::loop_id;

/// Index of a segment in the window that the tables were read from.
using segment_index = std::uint32_t;
/// No such segment, no such row.
inline constexpr std::uint32_t absent = 0xFFFFFFFFu;

/// Consecutive rows of one table.
struct row_range {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

/// Service date or other date period as written and as read (DTP02, DTP03).
struct date_row {
    segment_index seg = absent;
    std::string_view qualifier;  ///< DTP01
    std::string_view format;     ///< DTP02: D8, RD8, DT, TM
    std::string_view text;       ///< DTP03
    date first;                  ///< empty when not readable
    date last;                   ///< equals first for D8; empty when not readable
};

struct reference_row {  ///< REF
    segment_index seg = absent;
    std::string_view qualifier;  ///< REF01
    std::string_view value;      ///< REF02
};

struct note_row {  ///< NTE; personal: free text
    segment_index seg = absent;
    std::string_view qualifier;  ///< NTE01
    std::string_view text;       ///< NTE02
};

struct attachment_row {  ///< PWK
    segment_index seg = absent;
    std::string_view report_type;     ///< PWK01
    std::string_view transmission;    ///< PWK02
    std::string_view id_qualifier;    ///< PWK05
    std::string_view control_number;  ///< PWK06
};

struct amount_row {  ///< AMT
    segment_index seg = absent;
    std::string_view qualifier;  ///< AMT01
    parsed_money amount;         ///< AMT02
};

/// One reason of a CAS segment: group, reason, amount, units (CAS01; CAS02-04, 05-07, ... 17-19).
struct adjustment_row {
    segment_index seg = absent;
    std::uint8_t element = 2;  ///< element of the reason: 2, 5, 8, 11, 14, 17
    std::string_view group;    ///< CO, OA, PI, PR
    std::string_view reason;   ///< CARC
    parsed_money amount;
    std::string_view units;
};

/// Any NM1 loop: provider, subscriber, patient, payer. Names are personal, ids of providers and payers are not.
struct party_row {
    loop_id loop = loop_id::none;
    segment_index nm1 = absent;
    segment_index n3 = absent;
    segment_index n4 = absent;
    segment_index dmg = absent;
    segment_index per = absent;
    segment_index prv = absent;
    std::string_view entity;        ///< NM101
    std::string_view entity_type;   ///< NM102: 1 person, 2 organization
    std::string_view name;          ///< NM103; personal for persons
    std::string_view given_name;    ///< NM104; personal
    std::string_view id_qualifier;  ///< NM108
    std::string_view id;            ///< NM109; personal in 2010BA, 2010CA, 2330A
    std::string_view state;         ///< N402
    std::string_view zip;           ///< N403
    date birth_date;                ///< DMG02; personal
    std::string_view taxonomy;      ///< PRV03 of this loop
    row_range references;
};

/// One diagnosis of HI (2300 HI*ABK, ABF, BK, BF), in file order: row k is the diagnosis that pointer k+1 names.
struct diagnosis_row {
    segment_index seg = absent;
    std::uint8_t element = 0;    ///< HI01 is 1
    std::string_view qualifier;  ///< ABK, ABF, BK, BF
    std::string_view code;       ///< as written
};

/// A segment that has no typed row of its own: CR1-3, CRC, CN1, K3, HCP, SV5, MEA, QTY, PS1, MOA, OI, HI*BP/BG,
/// LIN, CTP, LQ, FRM, CUR. The accessors made from the usage table read its elements.
struct detail_row {
    segment_index seg = absent;
    loop_id loop = loop_id::none;
};

/// 2430: what one other payer decided about one line.
struct adjudication_row {
    segment_index svd = absent;
    std::string_view payer_id;        ///< SVD01 = NM109 of a 2330B
    parsed_money paid;                ///< SVD02
    std::string_view code_qualifier;  ///< SVD03-1
    std::string_view code;            ///< SVD03-2
    std::array<std::string_view, 4> modifiers;
    parsed_quantity units;          ///< SVD05
    std::string_view bundled_line;  ///< SVD06
    row_range adjustments;
    row_range dates;
    row_range amounts;
};

/// 2320 with its 2330 loops: another payer of this claim.
struct other_payer_row {
    segment_index sbr = absent;
    std::string_view sequence;          ///< SBR01
    std::string_view relationship;      ///< SBR02
    std::string_view filing_indicator;  ///< SBR09
    row_range adjustments;
    row_range amounts;
    row_range parties;  ///< 2330A-G
    row_range dates;    ///< 2330B DTP*573
    row_range details;  ///< OI, MOA
};

/// 2400: one service line.
struct line_row {
    segment_index lx = absent;
    segment_index sv1 = absent;                 ///< absent: the line is broken, nothing below it is typed
    segment_index end = 0;                      ///< one past the last segment of the line
    std::uint32_t claim = 0;                    ///< row of its claim
    std::string_view number;                    ///< LX01
    std::string_view qualifier;                 ///< SV101-1
    std::string_view code;                      ///< SV101-2
    std::array<std::string_view, 4> modifiers;  ///< SV101-3 to SV101-6, gaps stay empty
    std::string_view description;               ///< SV101-7; personal: free text
    std::string_view eighth;       ///< SV101-8 and what follows: never sent, a separator inside the description
    std::string_view charge_text;  ///< SV102
    parsed_money charge;
    std::string_view unit;        ///< SV103
    std::string_view units_text;  ///< SV104
    parsed_quantity units;
    std::string_view place;                  ///< SV105; empty: the claim's place holds
    std::string_view pointers_text;          ///< SV107
    std::array<std::uint8_t, 4> pointers{};  ///< SV107-1 to -4; 0 absent, 255 not a number from 1 to 99
    std::uint8_t pointer_count = 0;          ///< components written in SV107, may exceed four
    std::uint32_t service_date = absent;     ///< row in dates: DTP*472
    std::string_view control_number;         ///< REF*6R
    row_range dates;
    row_range references;
    row_range notes;
    row_range attachments;
    row_range amounts;
    row_range parties;        ///< 2420A-H
    row_range adjudications;  ///< 2430
    row_range details;        ///< all other segments of 2400, 2410, 2440
};

/// 2300: one claim.
struct claim_row {
    segment_index clm = absent;
    segment_index end = 0;              ///< one past the last segment of the claim
    std::uint32_t billing = absent;     ///< row in billing_providers
    std::uint32_t subscriber = absent;  ///< row in subscribers
    std::uint32_t patient = absent;     ///< row in patients; absent: the patient is the subscriber
    std::string_view control_number;    ///< CLM01
    std::string_view charge_text;       ///< CLM02
    parsed_money charge;
    std::string_view place;            ///< CLM05-1
    std::string_view place_qualifier;  ///< CLM05-2
    std::string_view frequency;        ///< CLM05-3
    std::string_view signature;        ///< CLM06
    std::string_view assignment;       ///< CLM07
    std::string_view benefits;         ///< CLM08
    std::string_view release;          ///< CLM09
    bool broken = false;               ///< a fault was recorded inside: a loop lacks what makes it
    row_range diagnoses;
    row_range dates;
    row_range references;
    row_range notes;
    row_range attachments;
    row_range amounts;
    row_range parties;  ///< 2310A-F
    row_range other_payers;
    row_range lines;
    row_range details;
};

/// 2000A.
struct billing_provider_row {
    segment_index hl = absent;
    segment_index prv = absent;
    std::string_view taxonomy_qualifier;  ///< PRV02
    std::string_view taxonomy;            ///< PRV03
    std::string_view npi;                 ///< 2010AA NM109 when NM108 is XX
    row_range parties;                    ///< 2010AA, AB, AC
    row_range details;                    ///< CUR
};

/// 2000B.
struct subscriber_row {
    segment_index hl = absent;
    segment_index sbr = absent;
    segment_index pat = absent;
    std::uint32_t billing = absent;
    std::string_view sequence;          ///< SBR01
    std::string_view relationship;      ///< SBR02: 18 = the patient is the subscriber
    std::string_view filing_indicator;  ///< SBR09
    std::uint32_t person = absent;      ///< party row of 2010BA
    std::uint32_t payer = absent;       ///< party row of 2010BB
    row_range parties;
};

/// 2000C.
struct patient_row {
    segment_index hl = absent;
    segment_index pat = absent;
    std::uint32_t subscriber = absent;
    std::uint32_t person = absent;  ///< party row of 2010CA
    row_range parties;
};

/// The transaction set that the window belongs to.
struct set_row {
    segment_index st = absent;
    segment_index bht = absent;
    std::string_view control_number;  ///< ST02
    std::string_view version;         ///< ST03
    std::string_view reference;       ///< BHT03
    date created;                     ///< BHT04
    std::string_view type;            ///< BHT06
    row_range parties;                ///< 1000A, 1000B
    row_range details;
};

/// Everything read from one window: flat tables and ranges between them. Views are valid until the next window is
/// read. `clear` keeps the memory, so that a steady stream of windows does not allocate.
struct claim_tables {
    std::vector<set_row> sets;
    std::vector<billing_provider_row> billing_providers;
    std::vector<subscriber_row> subscribers;
    std::vector<patient_row> patients;
    std::vector<claim_row> claims;
    std::vector<line_row> lines;
    std::vector<diagnosis_row> diagnoses;
    std::vector<date_row> dates;
    std::vector<reference_row> references;
    std::vector<note_row> notes;
    std::vector<attachment_row> attachments;
    std::vector<amount_row> amounts;
    std::vector<party_row> parties;
    std::vector<other_payer_row> other_payers;
    std::vector<adjudication_row> adjudications;
    std::vector<adjustment_row> adjustments;
    std::vector<detail_row> details;
    std::vector<loop_id> loops;  ///< the loop of every segment of the window, `none` where it fits nowhere

    void clear() noexcept;

    template <class Row>
    [[nodiscard]] static std::span<Row const> rows(std::vector<Row> const& table, row_range range) noexcept {
        return {table.data() + range.first, range.count};
    }
    [[nodiscard]] std::span<line_row const> lines_of(claim_row const& c) const noexcept { return rows(lines, c.lines); }
    [[nodiscard]] std::span<diagnosis_row const> diagnoses_of(claim_row const& c) const noexcept {
        return rows(diagnoses, c.diagnoses);
    }
};

}  // namespace orthoscrub::model
