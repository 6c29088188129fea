#pragma once
#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tools/generator/dice.hpp"

namespace orthoscrub::generator {

/// A town with its state and five digits of its ZIP code.
struct place {
    std::string_view city, state, zip;
};

/// How a payer's numbers and claims look.
enum class coverage : std::uint8_t {
    medicare,
    advantage,
    medicaid,
    blue,
    commercial,
    hmo,
    ppo,
    champus,
    veterans,
    workers,
    auto_medical,
    count_
};

/// A health plan as a claim names it.
struct payer {
    coverage type{};
    std::string_view filing;  ///< SBR09
    std::string_view name;
    std::string_view id;  ///< NM109 of 2010BB
};

/// An invented person.
struct person {
    std::string_view last, first;
    char middle = 'A';
    bool female = false;
    std::chrono::sys_days born;
    std::uint32_t street_number = 1;
    place const* home = nullptr;
    std::uint32_t zip_suffix = 1;  ///< 1 to 9998
};

/// A supplier that bills.
struct supplier {
    std::string_view name, street;
    place const* town = nullptr;
    std::uint32_t zip_suffix = 1;
    std::string npi;
    std::string_view tax_id, taxonomy;
    bool pay_to_box = false;  ///< has a pay-to address with a PO box (2010AB)
};

/// A practitioner who orders.
struct practitioner {
    std::string_view last, first;
    std::string npi;
};

[[nodiscard]] std::span<place const> places() noexcept;

/// The DME MAC of the state a patient lives in.
[[nodiscard]] payer const& dme_mac_of(std::string_view state) noexcept;

/// A payer of this coverage; for Medicare use dme_mac_of.
[[nodiscard]] payer const& payer_of(coverage type, dice& luck);

/// A person born so long before `day` as suits: `adult`, or 3 to 17 years.
[[nodiscard]] person make_person(dice& luck, std::chrono::sys_days day, bool adult, bool of_medicare_age);

/// Six suppliers and 64 practitioners, each with an NPI whose check digit is right.
[[nodiscard]] std::vector<supplier> make_suppliers(dice& luck);
[[nodiscard]] std::vector<practitioner> make_practitioners(dice& luck);

/// Ten digits from nine: the check digit is Luhn over 80840 and the number (CMS, NPI check digit).
[[nodiscard]] std::string npi_from(std::string_view nine_digits);

/// The member id of the `serial`-th insured person; no two serials of one coverage share one. Medicare ids have the
/// shape of an MBI.
void append_member_id(std::string& out, coverage type, std::uint64_t serial);

}  // namespace orthoscrub::generator
