#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "parser/model/claim_tables.hpp"
#include "parser/model/date.hpp"
#include "parser/model/money.hpp"
#include "parser/text/fault.hpp"
#include "scrubber/ledger/text_store.hpp"

namespace orthoscrub::ledger {

using model::absent;
using model::row_range;

/// A member id, a member id with birth date, a folded last name or a tax id, hashed under the key of the ledger; 0: the
/// file named none. Two texts of a ledger share one with a chance of 2^-64.
using person_hash = std::uint64_t;

/// What became of a finding before the claim was sent.
enum class finding_action : std::uint8_t { sent_unchanged, fixed, held, suppressed };
[[nodiscard]] std::string_view to_string(finding_action action) noexcept;

/// How the front end took a claim.
enum class front_end : std::uint8_t {
    silent,    ///< no TA1, 999 or 277CA speaks of it
    accepted,  ///< the last word is that it was taken in
    rejected   ///< it never reached adjudication
};

/// What one rule said about a submitted line or, with `line` absent, about the claim.
struct submitted_finding {
    std::uint32_t claim = absent;  ///< row in claims
    std::uint32_t line = absent;   ///< row in lines
    std::string_view rule;
    std::string_view fingerprint;
    std::string_view pack_sha256;  ///< content hash of the pack that spoke
    text::severity level = text::severity::error;
    finding_action action = finding_action::sent_unchanged;
};

/// A rule that answered "not checked" about a line (or the claim, with `line` absent).
struct unchecked_rule {
    std::uint32_t claim = absent;
    std::uint32_t line = absent;
    std::string_view rule;
};

/// SL: one service line as it was sent (2400).
struct submitted_line {
    std::int64_t id = 0;              ///< in the ledger; 0 in memory
    std::uint32_t claim = absent;     ///< row in claims
    std::string_view number;          ///< LX01
    std::string_view control_number;  ///< REF*6R, empty when none was sent
    std::string_view qualifier;       ///< SV101-1
    std::string_view code;            ///< SV101-2
    std::array<std::string_view, 4> modifiers;
    std::string_view place;  ///< SV105, else CLM05-1
    model::money charge;     ///< SV102; 0 when it cannot be read
    model::quantity units;   ///< SV104
    model::date first_day;   ///< DTP*472
    model::date last_day;
};

/// Another payer of a submitted claim (2320, 2330B).
struct submitted_other_payer {
    std::string_view sequence;  ///< SBR01
    std::string_view payer_id;  ///< 2330B NM109
};

/// SC: one claim as it was sent (2300), with what matching needs and no name, address or birth date.
struct submitted_claim {
    std::int64_t id = 0;                       ///< in the ledger; 0 in memory
    std::uint32_t file = 0;                    ///< row in files
    std::uint64_t ordinal = 0;                 ///< of the claim in its file, the first is 1
    std::string_view control_number;           ///< CLM01
    std::string_view frequency;                ///< CLM05-3
    std::string_view place;                    ///< CLM05-1
    std::string_view original_icn;             ///< 2300 REF*F8
    std::string_view billing_npi;              ///< 2010AA NM109
    person_hash tax_id = 0;                    ///< 2010AA REF*EI or SY
    std::string_view sequence;                 ///< SBR01
    std::string_view payer_id;                 ///< 2010BB NM109
    std::string_view profile;                  ///< id of the payer profile that decided about the claim
    std::string_view payer_class;              ///< "medicare.dme"
    std::string_view state;                    ///< of the patient's address, for rules that go by state
    std::string_view set_reference;            ///< BHT03
    std::string_view interchange, group, set;  ///< ISA13, GS06, ST02
    model::date submitted;                     ///< BHT04
    model::money charge;                       ///< CLM02
    model::date first_day, last_day;           ///< of its lines
    std::array<person_hash, 2> members{};      ///< member id of subscriber and patient
    person_hash patient = 0;                   ///< member id and birth date
    person_hash last_name = 0;                 ///< of the patient, folded
    front_end state_at_front = front_end::silent;
    row_range lines, other_payers, icns, statuses;
};

/// One status of a claim or line at a front end, as a 277CA, 999 or TA1 tells it.
struct claim_status {
    std::uint32_t line = absent;  ///< row in lines; absent: the claim as a whole
    std::string_view source;      ///< "277CA", "999", "TA1"
    std::string_view category;    ///< STC01-1; IK501, AK901, TA104 for the others
    std::string_view status;      ///< STC01-2; the first IK502 or TA105 for the others
    std::string_view entity;      ///< STC01-3
    model::date day;
    bool rejects = false;
};

/// Where submitted claims came from.
struct submitted_file {
    std::string_view path, sha256;
};

/// Submitted claims in flat tables. Rows hold views into `texts`; ranges name consecutive rows.
struct submission_book {
    text_store texts;
    std::vector<submitted_file> files;
    std::vector<submitted_claim> claims;
    std::vector<submitted_line> lines;
    std::vector<submitted_other_payer> other_payers;
    std::vector<std::string_view> icns;  ///< claim numbers that payers are known to have given (REF*1K, CLP07)
    std::vector<claim_status> statuses;
    std::vector<submitted_finding> findings;  ///< by claim, then line
    std::vector<unchecked_rule> unchecked;    ///< by claim, then line

    void clear() noexcept;
    template <class Row>
    [[nodiscard]] static std::span<Row const> rows(std::vector<Row> const& table, row_range range) noexcept {
        return {table.data() + range.first, range.count};
    }
    [[nodiscard]] std::span<submitted_line const> lines_of(submitted_claim const& c) const noexcept {
        return rows(lines, c.lines);
    }
};

}  // namespace orthoscrub::ledger
