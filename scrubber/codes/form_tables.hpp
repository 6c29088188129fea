#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "scrubber/codes/table_text.hpp"
#include "scrubber/codes/tri.hpp"

namespace orthoscrub::scrub {

/// What Medicare says to an orthosis at a place of service (S31, S32).
enum class place_verdict : std::uint8_t { unknown, accept, warn, error };

struct place_row {
    std::string_view code;  ///< two digits, SV105 or CLM05-1
    std::string_view name;
    place_verdict orthosis = place_verdict::unknown;
};

/// What a provider of this taxonomy does on an orthosis claim; `implausible` ones do not belong there.
enum class taxonomy_role : std::uint8_t { supplier, orderer, orderer_supplier, implausible };

struct taxonomy_row {
    std::string_view code;  ///< ten characters, PRV03
    std::string_view name;
    bool individual = false;
    taxonomy_role role = taxonomy_role::supplier;
};

/// A box of the CMS-1500 form (02/12) and the element that holds the same in the 837P. 0 and empty parts stand for any.
struct form_box {
    std::string_view box;        ///< "17b", "24 shaded"
    std::string_view loop;       ///< "2420E"
    std::string_view segment;    ///< "NM1"
    std::string_view qualifier;  ///< first element, "DK"
    std::uint8_t element = 0;
    std::uint8_t component = 0;
    std::string_view what;
};

/// Places of service, provider taxonomies, and the boxes of the paper form.
class form_tables {
public:
    /// Reads codes/pos.csv, taxonomy, cms1500. Errors go to `load`.
    void read(table_load& load);

    /// The row of a two-digit place, or nothing when the code set has no such place.
    [[nodiscard]] place_row const* place(std::string_view code) const noexcept;
    [[nodiscard]] std::span<place_row const> places() const noexcept { return places_; }
    /// The row of a taxonomy; an excerpt, so nothing means only that it is not in it.
    [[nodiscard]] taxonomy_row const* taxonomy(std::string_view code) const noexcept;
    [[nodiscard]] std::span<taxonomy_row const> taxonomies() const noexcept { return taxonomies_; }
    /// The box that shows this element, or empty. An `element` of 0 asks for the segment as a whole.
    [[nodiscard]] std::string_view box(std::string_view loop, std::string_view segment, std::string_view qualifier,
                                       unsigned element, unsigned component = 0) const noexcept;
    [[nodiscard]] std::span<form_box const> boxes() const noexcept { return boxes_; }

private:
    std::vector<place_row> places_;
    std::array<std::uint8_t, 100> place_at_{};  ///< position in `places_` plus one
    std::vector<taxonomy_row> taxonomies_;
    std::vector<form_box> boxes_;
};

}  // namespace orthoscrub::scrub
