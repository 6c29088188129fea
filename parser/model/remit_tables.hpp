#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "parser/model/claim_tables.hpp"
#include "parser/model/date.hpp"
#include "parser/model/money.hpp"
#include "parser/text/loop_id.hpp"

namespace orthoscrub::model {

struct remit_date_row {  ///< DTM
    segment_index seg = absent;
    std::string_view qualifier;  ///< DTM01
    std::string_view text;       ///< DTM02
    date day;                    ///< empty when not readable
};

struct quantity_row {  ///< QTY
    segment_index seg = absent;
    std::string_view qualifier;  ///< QTY01
    parsed_quantity quantity;    ///< QTY02
};

/// One remark code: LQ02, MOA03 to MOA07, MIA05 and MIA20 to MIA23.
struct remark_row {
    segment_index seg = absent;
    std::uint8_t element = 0;    ///< where the code stands
    std::string_view qualifier;  ///< LQ01: HE, RX; empty for MOA and MIA
    std::string_view code;
};

/// PER. Its numbers belong to the payer.
struct contact_row {
    segment_index seg = absent;
    std::string_view function;  ///< PER01: CX, BL, IC
    std::string_view name;      ///< PER02; personal
    struct number {
        std::string_view qualifier;  ///< PER03, 05, 07: TE, FX, EM, EX, UR
        std::string_view value;      ///< PER04, 06, 08
    };
    std::array<number, 3> numbers;
};

/// N1 of 1000A and 1000B, NM1 of 2100. Names of persons and the ids of QC, IL and 74 are personal.
struct remit_party_row {
    loop_id loop = loop_id::none;
    segment_index seg = absent;  ///< of N1 or NM1
    segment_index n3 = absent;
    segment_index n4 = absent;
    segment_index rdm = absent;
    std::string_view entity;        ///< N101: PR, PE; NM101: QC, IL, 74, 82, TT, PR, GB
    std::string_view entity_type;   ///< NM102; empty for N1
    std::string_view name;          ///< N102, NM103
    std::string_view given_name;    ///< NM104
    std::string_view id_qualifier;  ///< N103, NM108
    std::string_view id;            ///< N104, NM109
    std::string_view state, zip;    ///< N402, N403
    row_range references;           ///< 1000A, 1000B
    row_range contacts;             ///< 1000A
};

/// A procedure as SVC01 or SVC06 writes it.
struct procedure_columns {
    std::string_view qualifier;  ///< -1
    std::string_view code;       ///< -2
    std::array<std::string_view, 4> modifiers;
    std::string_view description;  ///< -7; personal: free text
};

/// 2110: one SVC and what stands below it.
struct remit_line_row {
    segment_index svc = absent;
    segment_index end = 0;            ///< one past the last segment of the line
    std::uint32_t claim = 0;          ///< row of its claim
    procedure_columns adjudicated;    ///< SVC01
    procedure_columns submitted;      ///< SVC06
    parsed_money charge;              ///< SVC02
    parsed_money paid;                ///< SVC03
    std::string_view revenue_code;    ///< SVC04
    parsed_quantity paid_units;       ///< SVC05; absent means 1
    parsed_quantity original_units;   ///< SVC07
    bool broken = false;              ///< no code, charge or payment that can be read; a fault tells why
    std::string_view control_number;  ///< REF*6R
    row_range adjustments;            ///< CAS
    row_range dates, references;      ///< DTM*150, 151, 472; REF
    row_range amounts, quantities;    ///< AMT, QTY
    row_range remarks;                ///< LQ
};

/// 2100: one CLP and what stands below it.
struct remit_claim_row {
    segment_index clp = absent;
    segment_index end = 0;                ///< one past the last segment of the claim
    std::uint32_t header = absent;        ///< row in header_numbers; absent: no LX is open
    std::uint32_t payer = absent;         ///< row in parties: the N1*PR that is open
    std::uint32_t payee = absent;         ///< row in parties: the N1*PE that is open
    std::string_view control_number;      ///< CLP01
    std::string_view status;              ///< CLP02
    parsed_money charge;                  ///< CLP03
    parsed_money paid;                    ///< CLP04
    parsed_money patient_share;           ///< CLP05
    std::string_view filing_indicator;    ///< CLP06
    std::string_view payer_number;        ///< CLP07, the payer's claim control number
    std::string_view place;               ///< CLP08
    std::string_view frequency;           ///< CLP09
    std::string_view drg, drg_weight;     ///< CLP11, CLP12
    std::string_view discharge_fraction;  ///< CLP13
    bool broken = false;                  ///< no number, status, charge or payment that can be read, or a broken line
    row_range adjustments;                ///< CAS
    row_range parties;                    ///< NM1
    row_range dates, references;          ///< DTM, REF
    row_range contacts;                   ///< PER
    row_range amounts, quantities;        ///< AMT, QTY
    row_range remarks;                    ///< MOA, MIA
    row_range details;                    ///< MOA, MIA
    row_range lines;
};

/// 2000: one LX with the provider summary below it.
struct header_number_row {
    segment_index lx = absent;
    segment_index ts3 = absent;
    segment_index ts2 = absent;
    std::string_view number;      ///< LX01
    std::string_view provider;    ///< TS301
    std::string_view facility;    ///< TS302
    date fiscal_end;              ///< TS303
    parsed_quantity claim_count;  ///< TS304
    parsed_money charge;          ///< TS305
};

/// One pair of a PLB: reason and amount (PLB03-04, 05-06, ... 13-14).
struct provider_adjustment_row {
    segment_index seg = absent;
    std::uint8_t element = 3;    ///< element of the reason: 3, 5, ... 13
    std::string_view provider;   ///< PLB01
    std::string_view period;     ///< PLB02 as written
    date fiscal_end;             ///< PLB02; empty when not readable
    std::string_view reason;     ///< PLB03-1
    std::string_view reference;  ///< PLB03-2
    parsed_money amount;         ///< PLB04
};

/// The heading of the transaction set: one payment.
struct remit_set_row {
    segment_index st = absent, bpr = absent, trn = absent, cur = absent;
    std::string_view control_number;  ///< ST02
    std::string_view version;         ///< ST03, which the guide does not use
    std::string_view handling;        ///< BPR01
    parsed_money total;               ///< BPR02
    std::string_view credit_debit;    ///< BPR03
    std::string_view method;          ///< BPR04
    std::string_view paid_on_text;    ///< BPR16
    date paid_on;                     ///< empty when not readable
    std::string_view trace;           ///< TRN02
    std::string_view originator;      ///< TRN03
    std::string_view currency;        ///< CUR02
    std::uint32_t produced = absent;  ///< row in dates: DTM*405
    row_range references;             ///< REF*EV, F2
    row_range dates;                  ///< DTM*405
    std::uint32_t payer = absent;     ///< row in parties: the first N1*PR
    std::uint32_t payee = absent;     ///< row in parties: the first N1*PE
};

/// Everything read from one window of an 835: flat tables and ranges between them. Views are valid until the next
/// window is read. `clear` keeps the memory, so that a steady stream of windows does not allocate.
struct remit_tables {
    std::vector<remit_set_row> sets;
    std::vector<remit_party_row> parties;
    std::vector<header_number_row> header_numbers;
    std::vector<remit_claim_row> claims;
    std::vector<remit_line_row> lines;
    std::vector<adjustment_row> adjustments;
    std::vector<remit_date_row> dates;
    std::vector<reference_row> references;
    std::vector<amount_row> amounts;
    std::vector<quantity_row> quantities;
    std::vector<remark_row> remarks;
    std::vector<contact_row> contacts;
    std::vector<provider_adjustment_row> provider_adjustments;
    std::vector<detail_row> details;
    std::vector<loop_id> loops;  ///< the loop of every segment of the window, `none` where it fits nowhere

    void clear() noexcept;

    template <class Row>
    [[nodiscard]] static std::span<Row const> rows(std::vector<Row> const& table, row_range range) noexcept {
        return {table.data() + range.first, range.count};
    }
    [[nodiscard]] std::span<remit_line_row const> lines_of(remit_claim_row const& c) const noexcept {
        return rows(lines, c.lines);
    }
};

}  // namespace orthoscrub::model
