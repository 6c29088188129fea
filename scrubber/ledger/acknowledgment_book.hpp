#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "parser/model/date.hpp"
#include "parser/model/money.hpp"
#include "parser/text/address.hpp"
#include "scrubber/ledger/submission_book.hpp"

namespace orthoscrub::ledger {

/// What an acknowledgment speaks of, from the whole interchange down to one claim.
enum class acknowledgment_kind : std::uint8_t {
    interchange,  ///< TA1
    group,        ///< 999 AK1 to AK9: every set of the group that has no entry of its own
    set,          ///< 999 AK2 to IK5
    batch,        ///< 277CA 2000B: the claims of one transaction set, by its BHT03
    provider,     ///< 277CA 2000C: the claims of one billing provider in it
    claim         ///< 277CA 2000D
};
[[nodiscard]] std::string_view to_string(acknowledgment_kind kind) noexcept;

/// One status of an acknowledgment or of a line of it.
struct acknowledgment_status {
    std::string_view category;  ///< STC01-1; IK501, AK901, TA104 for the others
    std::string_view status;    ///< STC01-2; IK502 to IK506, AK905 to AK909, TA105 for the others
    std::string_view entity;    ///< STC01-3
    bool rejects = false;
};

/// 2220D: a line that is named for what is wrong with it.
struct acknowledged_line {
    std::string_view control_number;   ///< REF*FJ
    std::string_view qualifier, code;  ///< SVC01-1, SVC01-2
    std::array<std::string_view, 4> modifiers;
    model::parsed_money charge;  ///< SVC02
    model::date first_day, last_day;
    row_range statuses;
};

/// One answer of a front end with what its target can be known by. Columns that its kind does not have are empty.
struct acknowledgment {
    acknowledgment_kind kind = acknowledgment_kind::claim;
    std::uint32_t file = 0;                 ///< row in files
    text::address at;                       ///< of TA1, AK1, AK2, HL or TRN
    std::string_view sender, receiver;      ///< of what is answered: ISA08 and ISA06 of the answer
    std::string_view interchange;           ///< TA101: ISA13
    model::date interchange_day;            ///< TA102: ISA09
    std::string_view functional_id;         ///< AK101: HC for claims
    std::string_view group, set;            ///< AK102: GS06; AK202: ST02
    std::string_view set_reference;         ///< 2200B TRN02: BHT03
    std::string_view npi;                   ///< 2100C NM109 with XX
    std::string_view control_number;        ///< 2200D TRN02: CLM01
    person_hash member = 0;                 ///< 2100D NM109
    model::parsed_money charge;             ///< STC04
    model::date first_day, last_day;        ///< DTP*472
    std::string_view icn;                   ///< REF*1K: the payer's number of the claim
    std::string_view clearinghouse_number;  ///< REF*D9
    model::date day;                        ///< STC02, else BHT04; GS04 and ISA09 for 999 and TA1
    front_end state = front_end::silent;    ///< what it says; silent: neither
    bool broken = false;                    ///< the answer lacks parts: what it says may be half of it
    row_range statuses, lines;
    row_range sets;  ///< of a group: rows in `entries`
};

/// Answers of front ends in flat tables, in the order of the files. Rows hold views into `texts`.
struct acknowledgment_book {
    text_store texts;
    std::vector<submitted_file> files;
    std::vector<acknowledgment> entries;
    std::vector<acknowledgment_status> statuses;
    std::vector<acknowledged_line> lines;

    void clear() noexcept;
    template <class Row>
    [[nodiscard]] static std::span<Row const> rows(std::vector<Row> const& table, row_range range) noexcept {
        return {table.data() + range.first, range.count};
    }
};

}  // namespace orthoscrub::ledger
