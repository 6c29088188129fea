#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "parser/model/date.hpp"
#include "parser/model/money.hpp"
#include "parser/text/address.hpp"
#include "scrubber/ledger/submission_book.hpp"

namespace orthoscrub::ledger {

/// One reason of a CAS segment of the 835 (2100 or 2110).
struct remit_adjustment {
    std::string_view group;   ///< CO, OA, PI, PR
    std::string_view reason;  ///< CARC
    model::money amount;      ///< positive lowers the payment
    model::quantity units;
};

/// A procedure as SVC01 or SVC06 writes it.
struct remit_procedure {
    std::string_view qualifier;
    std::string_view code;
    std::array<std::string_view, 4> modifiers;
    [[nodiscard]] bool empty() const noexcept { return code.empty() && qualifier.empty(); }
};

/// RL: one SVC with its loop (2110).
struct remitted_line {
    std::int64_t id = 0;                            ///< in the ledger; 0 when new
    std::uint32_t claim = absent;                   ///< row in claims
    text::address at;                               ///< of the SVC
    remit_procedure adjudicated;                    ///< SVC01
    remit_procedure submitted;                      ///< SVC06; empty when absent
    model::money charge, paid;                      ///< SVC02, SVC03
    model::quantity paid_units;                     ///< SVC05, absent is 1
    std::optional<model::quantity> original_units;  ///< SVC07
    model::date first_day, last_day;                ///< DTM*472, 150/151; empty: those of the claim hold
    std::string_view control_number;                ///< REF*6R
    std::optional<model::money> allowed;            ///< AMT*B6
    bool balanced = true;  ///< SVC02 less its adjustments is SVC03, and every amount could be read
    row_range adjustments, remarks, policies;

    /// SVC06 when it is there, else SVC01.
    [[nodiscard]] remit_procedure const& asked() const noexcept { return submitted.empty() ? adjudicated : submitted; }
};

/// RC: one CLP with its loop (2100).
struct remitted_claim {
    std::int64_t id = 0;                       ///< in the ledger; 0 when new
    std::uint32_t remittance = 0;              ///< row in remittances
    text::address at;                          ///< of the CLP
    std::string_view control_number;           ///< CLP01
    std::string_view status;                   ///< CLP02
    model::money charge, paid, patient_share;  ///< CLP03, 04, 05
    std::string_view filing_indicator;         ///< CLP06
    std::string_view icn;                      ///< CLP07
    std::string_view place, frequency;         ///< CLP08, CLP09
    std::string_view original_icn;             ///< 2100 REF*F8
    std::array<person_hash, 3> members{};      ///< NM109 of QC, IL, 74
    person_hash last_name = 0;                 ///< NM103 of QC, folded
    bool crossover = false;                    ///< NM1*TT
    model::date first_day, last_day;           ///< DTM*232, 233
    std::optional<model::money> interest;      ///< AMT*I
    bool balanced = true;                      ///< CLP03 less all adjustments is CLP04
    bool lines_balanced = true;                ///< without lines, or their charges sum to CLP03
    row_range lines, adjustments, remarks;     ///< remarks: MOA03-07, MIA
    std::uint64_t image = 0;                   ///< hash over the bytes of the loop, to know a retransmission by
};

/// One PLB pair.
struct provider_adjustment {
    std::string_view npi;        ///< PLB01
    model::date fiscal_end;      ///< PLB02
    std::string_view reason;     ///< PLB03-1
    std::string_view reference;  ///< PLB03-2
    model::money amount;         ///< positive lowers the payment
    text::address at;
};

/// One 835 transaction set: one payment of one payer to one payee.
struct remittance {
    std::int64_t id = 0;           ///< in the ledger; 0 when new
    std::uint32_t file = 0;        ///< row in files
    std::string_view set;          ///< ST02
    std::string_view payer_id;     ///< 1000A REF*2U or N104, else TRN03
    std::string_view payer_name;   ///< N102 of 1000A: an organization
    std::string_view profile;      ///< id of the payer profile whose remit_ids hold the payer; empty: unknown payer
    std::string_view payee_npi;    ///< 1000B N104 with XX, or REF*PQ..; empty when only a tax id stands
    person_hash payee_tax_id = 0;  ///< 1000B N104 with FI, or REF*TJ
    std::string_view handling, method;   ///< BPR01, BPR04
    model::money total;                  ///< BPR02
    std::string_view trace, originator;  ///< TRN02, TRN03
    model::date paid_on;                 ///< BPR16
    model::date produced;                ///< DTM*405, else GS04
    std::string_view content;            ///< SHA-256 of ST to SE, hexadecimal: the same bytes are the same remittance
    bool balanced = true;                ///< paid amounts less provider adjustments are BPR02
    row_range claims, provider_adjustments;
};

/// A sum that does not come out: both sides and where.
struct balance_break {
    enum class level : std::uint8_t { line, claim, claim_lines, transaction };
    level where = level::line;
    std::uint32_t remittance = absent, claim = absent, line = absent;  ///< rows
    model::money expected, found;
    text::address at;
};

/// Where remittances came from.
struct remitted_file {
    std::string_view path, sha256;
};

/// Remittances in flat tables, in the order of arrival. Rows hold views into `texts`.
struct remittance_book {
    text_store texts;
    std::vector<remitted_file> files;
    std::vector<remittance> remittances;
    std::vector<remitted_claim> claims;
    std::vector<remitted_line> lines;
    std::vector<remit_adjustment> adjustments;
    std::vector<std::string_view> remarks;   ///< RARCs
    std::vector<std::string_view> policies;  ///< REF*0K
    std::vector<provider_adjustment> provider_adjustments;
    std::vector<balance_break> breaks;

    void clear() noexcept;
    template <class Row>
    [[nodiscard]] static std::span<Row const> rows(std::vector<Row> const& table, row_range range) noexcept {
        return {table.data() + range.first, range.count};
    }
    [[nodiscard]] std::span<remitted_line const> lines_of(remitted_claim const& c) const noexcept {
        return rows(lines, c.lines);
    }
};

}  // namespace orthoscrub::ledger
