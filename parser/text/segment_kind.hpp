#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "parser/text/segment.hpp"

namespace orthoscrub::text {

/// What the envelope reader must know about a segment id. Most segments are `plain`.
enum class segment_kind : std::uint8_t {
    unknown,  ///< no id of the transactions we know; may be a segment all the same
    plain,
    isa,
    gs,
    st,
    se,
    ge,
    iea,
    ta1,
    hl,  ///< from here on: inside transaction sets, and one like any other to the framing
    clm,
    hi,
    lx,
    clp,
};

/// The ids of the 005010 transactions of health care (837, 835, 999, 277, 276, 270, 271, 278, 834, 820) in a
/// hash table without collisions, so that one comparison answers. Who adds an id may have to search a new
/// multiplier: try odd numbers until the assertion below holds.
class segment_kinds {
public:
    constexpr segment_kinds() {
        std::string_view names =
            "AAA ACT ADX AK1 AK2 AK3 AK4 AK5 AK9 AMT BGN BHT BPR CAS CL1 CN1 COB CR1 CR2 CR3 CR4 CR5 CR6 CR7 "
            "CR8 CRC CTP "
            "CTX CUR DMG DSB DTM DTP EB EC EM ENT EQ FRM HCP HCR HD HSD ICM IDC III IK3 IK4 IK5 INS K3 LE "
            "LIN LQ LS LUI "
            "MEA MIA MOA MPI MSG N1 N2 N3 N4 NM1 NTE NX1 OI PAT PER PLA PLB PRV PS1 PWK QTY RAS RDM REF RMR "
            "SBR STC SV1 "
            "SV2 SV3 SV4 SV5 SV6 SV7 SVC SVD TOO TRN TS2 TS3 UM VEH";
        while (!names.empty()) {
            auto const end = names.find(' ');
            insert(names.substr(0, end), segment_kind::plain);
            names.remove_prefix(end == std::string_view::npos ? names.size() : end + 1);
        }
        insert("ISA", segment_kind::isa);
        insert("GS", segment_kind::gs);
        insert("ST", segment_kind::st);
        insert("SE", segment_kind::se);
        insert("GE", segment_kind::ge);
        insert("IEA", segment_kind::iea);
        insert("TA1", segment_kind::ta1);
        insert("HL", segment_kind::hl);
        insert("CLM", segment_kind::clm);
        insert("HI", segment_kind::hi);
        insert("LX", segment_kind::lx);
        insert("CLP", segment_kind::clp);
    }

    /// The kind of a packed upper-case id.
    [[nodiscard]] constexpr segment_kind of(segment_id id) const noexcept {
        row const& found = rows_[slot(id)];
        return found.id == id ? found.kind : segment_kind::unknown;
    }
    /// True when every id has a place of its own.
    [[nodiscard]] constexpr bool perfect() const noexcept { return perfect_; }

private:
    struct row {
        segment_id id = 0;
        segment_kind kind = segment_kind::unknown;
    };
    static constexpr std::size_t slot(segment_id id) noexcept { return (id * 0x6DF73B4Bu) >> 23; }
    constexpr void insert(std::string_view name, segment_kind kind) {
        row& free = rows_[slot(pack_id(name))];
        perfect_ = perfect_ && free.id == 0;
        free = {pack_id(name), kind};
    }
    std::array<row, 512> rows_{};
    bool perfect_ = true;
};

inline constexpr segment_kinds known_segments;
static_assert(known_segments.perfect());

}  // namespace orthoscrub::text
