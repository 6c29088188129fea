// What one note says, part by part. Names of makers, products and people are invented.
#include <doctest/doctest.h>

#include <cstdint>
#include <functional>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "grammars/narrative.hpp"

namespace narrative_test {

using namespace orthoscrub::grammars;
using enum narrative_word;

namespace {

/// A note in a buffer of exactly its size, so that a sanitizer sees one byte too many.
struct exact_note {
    std::unique_ptr<char[]> bytes;
    std::size_t size;
    explicit exact_note(std::string_view text) : bytes{new char[text.size()]}, size{text.size()} {
        text.copy(bytes.get(), size);
    }
    std::string_view text() const { return {bytes.get(), size}; }
};

bool within(std::string_view part, std::string_view note) {
    return part.empty() || (std::less_equal<>{}(note.data(), part.data()) &&
                            std::less_equal<>{}(part.data() + part.size(), note.data() + note.size()));
}

/// Every view of the answer lies in the note.
bool sound(narrative const& n, std::string_view note) {
    bool good = within(n.maker, note) && within(n.product, note) && within(n.model, note) && within(n.size, note) &&
                within(n.material, note) && within(n.modifiers, note) && n.code_count <= n.code_rows.size() &&
                n.telling_words <= n.words;
    for (code_mention const& c : n.codes()) good = good && c.code.size() == 5 && within(c.code, note);
    return good;
}

std::string price(std::string_view note) {
    auto const n = read_narrative(note);
    return n.price_cents ? std::to_string(*n.price_cents) : "";
}

}  // namespace

TEST_CASE("narrative: a price stands after PL, SRP, MSRP, PRICE LIST or RETAIL, before them, or has a dollar sign") {
    struct row {
        std::string_view note, cents;
    };
    for (row const& r : {
             row{"PL 450", "45000"},
             row{"PL450.00", "45000"},
             row{"PL: $1,250.00", "125000"},
             row{"MSRP $89.95", "8995"},
             row{"SRP 210", "21000"},
             row{"PRICE LIST 450", "45000"},
             row{"LIST PRICE $685.00", "68500"},
             row{"$210 SRP", "21000"},
             row{"L1971 $210.00 RETAIL", "21000"},
             row{"ELBOW $450", "45000"},
             row{"ACQ COST 120.00 PL 180.00", "18000"},
             row{"COST 120.00", ""},
             row{"PL 1,850", "185000"},
             row{"pl 9.5", "950"},
             row{"PL/450.5", "45050"},
             row{"PN 77120", ""},
             row{"PL", ""},
             row{"PL 0", ""},
             row{"SZ 8 PL 110", "11000"},
             row{"DLD 20250110", ""},
             row{"PL 99999999999999999999", ""},
             row{"PL 450 SRP 500", "45000"},
             row{"$ 12.00", "1200"},
             row{"$", ""},
             row{"PL ABC", ""},
         }) {
        CAPTURE(r.note);
        CHECK(price(r.note) == r.cents);
    }
}

TEST_CASE("narrative: a side is told by a word, a limb or a lone letter; a size L is no side") {
    struct row {
        std::string_view note;
        side expected;
    };
    for (row const& r : {
             row{"RT ELBOW", side::right},
             row{"LEFT ELBOW ORTHOSIS", side::left},
             row{"L WRIST", side::left},
             row{"R WRIST", side::right},
             row{"SZ L", side::none},
             row{"SZ L L KNEE", side::left},
             row{"SZ M R", side::right},
             row{"BILAT AFO", side::both},
             row{"RT/LT", side::both},
             row{"R AND L KNEE", side::both},
             row{"B/L SMO", side::both},
             row{"RT AFO AND LT AFO", side::both},
             row{"LUE SPLINT", side::left},
             row{"RLE AFO", side::right},
             row{"LT WT AFO", side::none},
             row{"L4-L5 FUSION", side::none},
             row{"L1960 AFO", side::none},
             row{"RTKNEE BRACE", side::right},
             row{"NURARTKXCR REPL LOST", side::right},
             row{"XL KNEE", side::none},
             row{"RIGHT-ELBOW BRACE", side::right},
             row{"WRIST BRACE L", side::left},
             row{"KNEE RT L", side::right},
             row{"SPIRIT OF LIFT", side::none},
         }) {
        CAPTURE(r.note);
        CHECK(static_cast<int>(read_narrative(r.note).side) == static_cast<int>(r.expected));
    }
}

TEST_CASE("narrative: size, material and part number") {
    struct row {
        std::string_view note, size, material, model;
    };
    for (row const& r : {
             row{"SZ M", "M", "", ""},
             row{"SIZE LARGE", "LARGE", "", ""},
             row{"SZM KNEE", "M", "", ""},
             row{"X-LARGE BRACE", "X-LARGE", "", ""},
             row{"SIZE 10.5", "10.5", "", ""},
             row{"SZ S/M", "S/M", "", ""},
             row{"SIZE 27CM", "27CM", "", ""},
             row{"BRACE 7.5IN", "7.5IN", "", ""},
             row{"3MM POLYPROPYLENE", "", "POLYPROPYLENE", ""},
             row{"carbon fiber afo", "", "carbon fiber", ""},
             row{"LOW TEMP THERMOPLASTIC", "", "LOW TEMP THERMOPLASTIC", ""},
             row{"MDL EF200", "", "", "EF200"},
             row{"PN 11-0432-7", "", "", "11-0432-7"},
             row{"P/N KB-3310R", "", "", "KB-3310R"},
             row{"PART# EF200", "", "", "EF200"},
             row{"PART NO 7741", "", "", "7741"},
             row{"ITEM NO 7741", "", "", "7741"},
             row{"#EF200", "", "", "EF200"},
             row{"MODEL NUMBER: SL-22", "", "", "SL-22"},
             row{"SN 448213 KNEE", "", "", ""},
             row{"MRN X10442 KNEE", "", "", ""},
             row{"DX M24.561 KNEE", "", "", ""},
             row{"M24.561", "", "", ""},
             row{"1EG4TE5MK73", "", "", ""},
             row{"CALL 555-0100", "", "", ""},
             row{"HT 72IN WT 250LBS", "", "", ""},
         }) {
        CAPTURE(r.note);
        auto const n = read_narrative(r.note);
        CHECK(n.size == r.size);
        CHECK(n.material == r.material);
        CHECK(n.model == r.model);
    }
}

TEST_CASE("narrative: maker and product") {
    struct row {
        std::string_view note, maker, product;
    };
    for (row const& r : {
             row{"MFG ACME ELBOWFLEX MDL EF200", "ACME", "ELBOWFLEX"},
             row{"ACME EF200 ELBOW ROM", "ACME", ""},
             row{"ZORVEX KNEEMATE KM20 RT KNEE", "ZORVEX", "KNEEMATE"},
             row{"KNEEMATE KM20 BY ZORVEX", "ZORVEX", "KNEEMATE"},
             row{"MFG ZORVEX KNEEMATE PN KM20", "ZORVEX", "KNEEMATE"},
             row{"KNEEMATE MFG GREEN RIVER PN KM20", "GREEN RIVER", "KNEEMATE"},
             row{"GREEN RIVER ORTHOPEDICS KNEEMATE", "GREEN RIVER ORTHOPEDICS", "KNEEMATE"},
             row{"PRODUCT KNEEMATE MAKER: ZORVEX", "ZORVEX", "KNEEMATE"},
             row{"KNEE BRACE CUST FAB BY OT", "", ""},
             row{"ORDERED BY FERNSBY KNEE BRACE", "", ""},
             row{"PT JANE SAMPLE KNEE BRACE PL 40", "", ""},
             row{"LOST AT ZOO", "", ""},
             row{"CHEWED BY PUPPY", "", ""},
             row{"REPL W/ KNEEMATE KM20", "", "KNEEMATE"},
             row{"NECKREST ZORVEX MEDICAL SZ M", "ZORVEX MEDICAL", "NECKREST"},
             row{"MFG", "", ""},
             row{"BY", "", ""},
             row{"KNEEMATE PRO II SZ M", "", "KNEEMATE PRO II"},
         }) {
        CAPTURE(r.note);
        auto const n = read_narrative(r.note);
        CHECK(n.maker == r.maker);
        CHECK(n.product == r.product);
    }
}

TEST_CASE("narrative: a code is related, repaired, considered, an off-the-shelf exception, unlisted or only named") {
    struct row {
        std::string_view note, code;
        code_role role;
    };
    for (row const& r : {
             row{"PAD FOR L3702", "L3702", code_role::related},
             row{"UPGRADE TO L1845", "L1845", code_role::related},
             row{"FOR RT AFO L1960", "L1960", code_role::related},
             row{"FORL3760", "L3760", code_role::related},
             row{"REPAIR OF L1960", "L1960", code_role::repaired},
             row{"REPL BROKEN JOINT ON PT OWNED L1970", "L1970", code_role::repaired},
             row{"REPL L1833 LOST", "L1833", code_role::repaired},
             row{"BBR L1932", "L1932", code_role::repaired},
             row{"L1970 OWN", "L1970", code_role::repaired},
             row{"FOR PT OWNED L1960", "L1960", code_role::repaired},
             row{"NO HCPCS: L3702 RIGID", "L3702", code_role::considered},
             row{"NOT L3702", "L3702", code_role::considered},
             row{"CONSIDERED L3702", "L3702", code_role::considered},
             row{"L3960 OTS $210 SRP", "L3960", code_role::ots_exception},
             row{"L1960 AFO PLASTIC", "L1960", code_role::named},
             row{"L3807 WHFO", "L3807", code_role::named},
             row{"L3999 BRACE", "L3999", code_role::unlisted},
             row{"l2999 knee", "l2999", code_role::unlisted},
         }) {
        CAPTURE(r.note);
        auto const n = read_narrative(r.note);
        REQUIRE(n.codes().size() == 1);
        CHECK(n.codes()[0].code == r.code);
        CHECK(static_cast<int>(n.codes()[0].role) == static_cast<int>(r.role));
    }
    for (std::string_view const note :
         {"L4-L5", "MRN L1234", "PN L1960", "L19601", "XL1960", "L196", "PN L1960X", "1960"}) {
        CAPTURE(note);
        CHECK(read_narrative(note).codes().empty());
    }
}

TEST_CASE("narrative: codes are kept once, in order, eight at most") {
    auto const n = read_narrative("NO HCPCS: L3702 L3760, L3763/L3764 AND L3702");
    REQUIRE(n.codes().size() == 4);
    CHECK(n.codes()[3].code == "L3764");
    CHECK(n.has(codes_considered));
    CHECK(read_narrative("FOR L3001 L3002 L3003 L3004 L3005 L3006 L3007 L3008 L3009 L3010").codes().size() == 8);
}

TEST_CASE("narrative: words of the trade set their bits, and a negation before them does not") {
    struct row {
        std::string_view note;
        narrative_word word;
        bool said;
    };
    for (row const& r : {
             row{"WRIST OTS", off_the_shelf, true},
             row{"OFF THE SHELF HAND", off_the_shelf, true},
             row{"off-the-shelf", off_the_shelf, true},
             row{"DROP SHIPPED TO PT", shipped, true},
             row{"MAILED", shipped, true},
             row{"NEW ELBOW ORTHOSIS", new_item, true},
             row{"NOT NEW", new_item, false},
             row{"USED WRIST ORTHOSIS", used_item, true},
             row{"USED WITH L1960", used_item, false},
             row{"PRE-OWNED KAFO", used_item, true},
             row{"REPL LOST", lost_or_damaged, true},
             row{"STOLEN", lost_or_damaged, true},
             row{"NOT BROKEN", lost_or_damaged, false},
             row{"BBR", lost_or_damaged, true},
             row{"WORN STRAP", lost_or_damaged, false},
             row{"WEIGHT LOSS", lost_or_damaged, false},
             row{"RUL MET", useful_life_met, true},
             row{"RUL 5 YR MET", useful_life_met, true},
             row{"NO RUL MET", useful_life_met, false},
             row{"MET WITH PT", useful_life_met, false},
             row{"REPAIR LABOR 30 MIN", repair, true},
             row{"REPAIR LABOR 30 MIN", labor, true},
             row{"REPL STRAP", replacement, true},
             row{"SCREWS", hardware, true},
             row{"CUST FAB", custom_made, true},
             row{"CUSTOM MOLDED", custom_made, true},
             row{"CAST OF PT", custom_made, true},
             row{"CAD/CAM", custom_made, true},
             row{"MADE TO MEASURE", custom_made, true},
             row{"MOLDED TO PT", custom_made, true},
             row{"NOT CUSTOM", custom_made, false},
             row{"NON-CUSTOM", custom_made, false},
             row{"CAST BOOT", custom_made, false},
             row{"AFTER CAST REMOVAL", custom_made, false},
             row{"CUST TRIM", custom_made, false},
             row{"CUST TRIM", custom_fitted, true},
             row{"CUSTOM FITTED", custom_fitted, true},
             row{"PROSTHETIC FOOT", prosthesis, true},
             row{"STUMP SOCK", prosthesis, true},
             row{"CONCENTRIC KNEE JOINT", torsion, true},
             row{"TORSION ELBOW", torsion, true},
             row{"POSTOP ROM", postoperative, true},
             row{"POST-OP", postoperative, true},
             row{"POST OP", postoperative, true},
             row{"AFTER SURGERY", postoperative, true},
             row{"PT OWNED L1960", patient_owned, true},
             row{"NO HCPCS L3702", codes_considered, true},
             row{"NO HCPCS", codes_considered, false},
             row{"NO CODE FITS: L1940", codes_considered, true},
         }) {
        CAPTURE(r.note);
        CAPTURE(static_cast<unsigned>(r.word));
        CHECK(read_narrative(r.note).has(r.word) == r.said);
    }
}

TEST_CASE("narrative: small parts alone are told from an item that has small parts") {
    for (std::string_view const note :
         {"SCREWS", "RIVETS AND WASHERS", "BOLTS", "SCREWS FOR KNEE JOINT", "NUTS BOLTS RIVETS FOR AFO PL 4.00",
          "HARDWARE KIT FOR L2020 MFG BRIGHTWELL PN HK-4 PL 32.50", "REPL SCREWS ON AFO"}) {
        CAPTURE(note);
        CHECK(read_narrative(note).has(hardware_only));
    }
    for (std::string_view const note :
         {"KNEE JOINT WITH SCREWS", "REPL ANKLE JOINT AND SCREWS", "LEATHER STRAP RIVETS", "KNEE BRACE"}) {
        CAPTURE(note);
        CHECK_FALSE(read_narrative(note).has(hardware_only));
    }
}

TEST_CASE("narrative: words name parts of the body") {
    using enum body_region;
    struct row {
        std::string_view note;
        bool arm, leg, back;
    };
    for (row const& r : {
             row{"ELBOW", true, false, false},
             row{"WHFO", true, false, false},
             row{"THUMB SPICA", true, false, false},
             row{"KNEE UNLOADER", false, true, false},
             row{"KAFO", false, true, false},
             row{"HIP TO FOOT", false, true, false},
             row{"TLSO", false, false, true},
             row{"BACK", false, false, true},
             row{"NECK COLLAR", false, false, true},
             row{"LUMBAR", false, false, true},
             row{"HAND TO KNEE", true, true, false},
             row{"RUE", true, false, false},
             row{"LLE", false, true, false},
             row{"KNEE OA, L4-L5 RADICULOPATHY", false, true, false},
             row{"BRACE", false, false, false},
             row{"BACKHOLD", false, false, false},
         }) {
        CAPTURE(r.note);
        auto const n = read_narrative(r.note);
        CHECK(n.speaks_of(upper_limb) == r.arm);
        CHECK(n.speaks_of(lower_limb) == r.leg);
        CHECK(n.speaks_of(spine) == r.back);
    }
}

TEST_CASE("narrative: the date of surgery is the date after SX, SURGERY or POSTOP and no other date") {
    struct row {
        std::string_view note;
        int day;
    };
    for (row const& r : {
             row{"POSTOP SX 20261020", 20261020},
             row{"SX 10/20/2026", 20261020},
             row{"SX DATE: 9/4/26", 20260904},
             row{"SURGERY ON 2026-09-14", 20260914},
             row{"POST OP 08/30/26", 20260830},
             row{"AFTER SURGERY 20260101", 20260101},
             row{"DLD 20250110", 0},
             row{"SX DLD 20250110", 0},
             row{"SX 20261341", 0},
             row{"SX 13/45/2026", 0},
             row{"POSTOP", 0},
             row{"SX 02/30/2026", 0},
             row{"20261020", 0},
         }) {
        CAPTURE(r.note);
        CHECK(read_narrative(r.note).surgery_date.number() == r.day);
    }
}

TEST_CASE("narrative: the modifiers of a line with 99 open the note") {
    struct row {
        std::string_view note, list;
    };
    for (row const& r : {
             row{"NURARTKXCR REPL LOST", "NURARTKXCR"},
             row{"RT KX CR RA REPL", "RT KX CR RA"},
             row{"RTKX", "RTKX"},
             row{"RT ELBOW", ""},
             row{"RT AS ORDERED", ""},
             row{"RALLY", ""},
             row{"REPL RT KX", ""},
             row{"", ""},
             row{"KX", ""},
             row{"RT/LT AFO", ""},
             row{"rtkx elbow", "rtkx"},
         }) {
        CAPTURE(r.note);
        CHECK(read_narrative(r.note).modifiers == r.list);
    }
}

TEST_CASE("narrative: an empty phrase says nothing that a payer can use") {
    CHECK(read_narrative(std::string_view{}).empty_phrase);
    for (std::string_view const note :
         {"", " ", "BRACE", "MISC ORTHOSIS", "SEE ATTACHED", "UNLISTED ITEM", "L3999 BRACE", "AS ORDERED",
          "CUSTOM BRACE, RT", "DEVICE PER RX", "...", "NOC"}) {
        CAPTURE(note);
        CHECK(read_narrative(note).empty_phrase);
    }
    for (std::string_view const note :
         {"ELBOW BRACE", "SCREWS", "PL 450", "L3702", "LOST", "ELBOWFLEX", "EF200", "POSTOP BRACE"}) {
        CAPTURE(note);
        CHECK_FALSE(read_narrative(note).empty_phrase);
    }
}

TEST_CASE("narrative: abbreviations of the DME MACs are seen as whole words") {
    auto const n = read_narrative("MFG ACME MDL EF200 SZ M PL450 D/T BBR own misc.");
    std::string seen;
    for (std::size_t i = 0; i < narrative_abbreviations.size(); ++i)
        if ((n.abbreviations >> i & 1U) != 0) seen += std::string{narrative_abbreviations[i]} + ' ';
    CHECK(seen == "BBR D/T MDL MFG MISC OWN PL SZ ");
    CHECK(read_narrative("MSRP PLUS DISCUS").abbreviations == 0);
}

TEST_CASE("narrative: join fills what the first note lacks") {
    auto n = read_narrative("ELBOW ROM ORTHOSIS RT");
    join(n, read_narrative("MFG ACME MDL EF200 PL 450 FOR L3702"));
    CHECK(n.maker == "ACME");
    CHECK(n.model == "EF200");
    CHECK(n.price_cents == 45000);
    CHECK(n.side == side::right);
    CHECK(n.codes().size() == 1);
    CHECK_FALSE(n.empty_phrase);
    join(n, read_narrative("LEFT"));
    CHECK(n.side == side::both);

    auto parts = read_narrative("SCREWS");
    join(parts, read_narrative("SEE ATTACHED"));
    CHECK(parts.has(hardware_only));
    join(parts, read_narrative("KNEE BRACE"));
    CHECK_FALSE(parts.has(hardware_only));
}

TEST_CASE("narrative: a message quotes only words of the closed lists, codes, the price and the size") {
    struct row {
        std::string_view note, words;
    };
    for (row const& r : {
             row{"MFG ACME ELBOWFLEX MDL EF200 SZ M RT PL 450 FOR L3702", "MFG MDL SZ M RT PL $450.00 FOR L3702"},
             row{"Pt Jane Canary left knee brace 5550100", "PT LEFT BRACE"},
             row{"CANARYSON 19510203 LT ELBOW", "LT ELBOW"},
             row{"PT MARY SMALL KNEE BRACE", "PT BRACE"},
             row{"JO WALKER ELBOW BRACE RT", "BRACE RT"},
             row{"DR QUILLFEATHER, RT AFO", "DR RT AFO"},
             row{"MRN X104 KNEE BRACE SOFT", "SOFT"},
             row{"MRN L1234 KNEE", "MRN KNEE"},
             row{"DOB 01/02/1950 KNEE", "DOB KNEE"},
             row{"1EG4TE5MK73 KNEE", "KNEE"},
             row{"KNEE L1960 OTS", "KNEE L1960 OTS"},
             row{"", ""},
             row{"SZ 10.5 SHOE", "SZ 10.5 SHOE"},
             row{"KNEE BRACE 555-0100", "KNEE"},
         }) {
        CAPTURE(r.note);
        CHECK(recognised_words(r.note) == r.words);
    }
}

TEST_CASE("narrative: any bytes are read, and every view of the answer lies in the note") {
    std::mt19937 luck{20261015};
    static constexpr std::string_view pieces[] = {
        "PL", "450",  "$",   "1,250.00", "SZ",       "M",        "L",     "RT",    "/",  "-",
        ".",  ",",    "#",   "MFG",      "ACME",     "BY",       "FOR",   "L1960", "NO", "HCPCS",
        ":",  "CUST", "FAB", "SX",       "20261020", "10/20/26", "XYZZY", "EF200", "W/", "P/N",
        "PT", "RUL",  "MET", "ON",       "\x80",     "'",        "9.",    "IN",    "R",  "D/T"};
    for (int round = 0; round < 20000; ++round) {
        std::string note;
        std::size_t const length = luck() % 100;
        if (round % 2 == 0) {
            for (std::size_t i = 0; i < length; ++i) note += static_cast<char>(luck());
        } else {
            for (std::size_t i = 0; i < length / 4; ++i)
                note.append(pieces[luck() % std::size(pieces)]).append(luck() % 3, ' ');
        }
        exact_note const exact{note};
        CAPTURE(note);
        REQUIRE(sound(read_narrative(exact.text()), exact.text()));
        std::string const quoted = recognised_words(exact.text());
        REQUIRE(quoted.find("XYZZY") == std::string::npos);
    }
}

TEST_CASE("narrative: an embedded zero byte ends no note") {
    using namespace std::string_view_literals;
    auto const n = read_narrative("PL 450\0 SZ M\0RT"sv);
    CHECK(n.price_cents == 45000);
    CHECK(n.size == "M");
    CHECK(n.side == side::right);
}

TEST_CASE("narrative: a note of a megabyte is read to its end") {
    for (std::string_view const piece :
         {"ELBOW ", "X", "1", "1,111,", "A-B.", "FOR ", "a/", "$", "XYZZY ", "NO HCPCS L3702 ", "\x01\xff"}) {
        std::string text;
        while (text.size() < 1'000'000) text += piece;
        text += " PL 450.00";
        exact_note const exact{text};
        CAPTURE(piece);
        auto const n = read_narrative(exact.text());
        CHECK(sound(n, exact.text()));
        CHECK(n.price_cents == 45000);
    }
}

}  // namespace narrative_test
