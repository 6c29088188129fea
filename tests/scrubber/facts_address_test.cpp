// Facts about addresses, of the billing provider, the subscriber and a service facility.
#include <doctest/doctest.h>

#include <string>

#include "scrubber/facts/addresses.hpp"
#include "tests/support/judging.hpp"

namespace facts_address_test {

using namespace orthoscrub;
using namespace orthoscrub::test;
using namespace orthoscrub::scrub;

namespace {

/// The faults of a claim whose subscriber lives there: "N4*DAYTON*" and what follows.
unsigned faults(std::string_view n4) {
    std::string subscriber{subscriber_text};
    constexpr std::string_view usual = "OH*45402";
    subscriber.replace(subscriber.find(usual), usual.size(), n4);
    open_claim const claim{std::string{claim_head} + std::string{plain_line}, subscriber};
    return address_faults(claim.context);
}

}  // namespace

TEST_CASE("states, countries and postal codes of an address") {
    struct row {
        std::string_view n4;
        unsigned faults;
    };
    for (row const& r : {row{"OH*45402", 0},
                         row{"OH*454020001", 0},
                         row{"OH*45402*US", 0},
                         row{"*45402", address_incomplete},
                         row{"OH*", address_incomplete},
                         row{"OH", address_incomplete},
                         row{"ZZ*45402", address_state_unknown},
                         row{"oh*45402", address_state_unknown},
                         row{"OH*4540", address_zip_malformed},
                         row{"OH*45402-0001", address_zip_malformed},
                         row{"OH*4540A", address_zip_malformed},
                         row{"OH*80001", address_zip_elsewhere},
                         row{"TX*88510", 0},
                         row{"TX*78701", 0},
                         row{"PR*00901", 0},
                         row{"AE*09012", 0},
                         row{"ON*K1A0B1", address_incomplete},
                         row{"ON*K1A0B1*CA", 0},
                         row{"ZZ*K1A0B1*CA", address_state_unknown},
                         row{"*12345*DE", 0},
                         row{"**DE", 0},
                         row{"**XX", address_country_unknown},
                         row{"**DEU", address_country_unknown}}) {
        CAPTURE(r.n4);
        CHECK(faults(r.n4) == r.faults);
    }
}

TEST_CASE("the billing provider's address is no PO box and has nine digits, a facility's nine") {
    auto const with = [](std::string_view from, std::string_view to) {
        claim_reading reading{std::string{heading_text}.replace(heading_text.find(from), from.size(), to) +
                              std::string{subscriber_text} + std::string{claim_text}};
        claim_context context{*shipped_codes(), *shipped_payers()};
        context.open({&reading.tables, reading.segments.all(), {}, nullptr}, 0);
        return unsigned{address_faults(context)};
    };
    for (std::string_view const box : {"PO BOX 12", "P.O. Box 12", "POBOX 1", "POST OFFICE BOX 7", "1 MAIN ST*PO BOX 9",
                                       "1 MAIN ST PO BOX 9", "PO BOX"}) {
        CAPTURE(box);
        CHECK(with("1 MAIN ST", box) == address_po_box);
    }
    for (std::string_view const street : {"1 BOX ELDER RD", "12 POBOXERS WAY", "1 EXIT RD", "3 DEPOT ST BLDG X"}) {
        CAPTURE(street);
        CHECK(with("1 MAIN ST", street) == 0);
    }
    CHECK(with("432150001", "43215") == address_zip_short);
    std::string const facility = "NM1*77*2*CLINIC~N3*1 OAK ST~N4*DAYTON*OH*";
    auto const at = [&](std::string_view zip) {
        open_claim const claim{std::string{claim_head} + facility + std::string{zip} + "~" + std::string{plain_line}};
        return find_address(claim.context, address_zip_short);
    };
    CHECK(at("454020001").party == nullptr);
    REQUIRE(at("45402").party != nullptr);
    CHECK(at("45402").element == 3);
}

}  // namespace facts_address_test
