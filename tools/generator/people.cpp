// Invented people and companies. Surnames are words nobody bears (EXAMPLE, SAMPLE, TESTCASE), phone numbers are of the
// 555-01 kind, towns and ZIP codes are real so that state and ZIP agree. Payer ids are invented except those of the four
// DME MACs, which decide where a Medicare claim goes.
#include "tools/generator/people.hpp"

#include <array>

namespace orthoscrub::generator {

namespace {

constexpr std::string_view last_names[] = {"EXAMPLE",     "SAMPLE",   "TESTCASE",  "DEMOSON",  "FIXTURE",  "SYNTHETIC",
                                           "PLACEHOLDER", "SPECIMEN", "PROTOTYPE", "MOCKLEY",  "DUMMYTON", "FABRICATO",
                                           "SPECSON",     "NOBODY",   "TESTBURY",  "SAMPLETON"};
constexpr std::string_view women[] = {"ADA",   "BELLA", "CLARA", "DORIS", "EDITH", "FLORA", "GRETA",
                                      "HELEN", "IRIS",  "JUNE",  "KAREN", "LAURA", "MABEL", "NORA",
                                      "OLGA",  "PAULA", "RUTH",  "SARAH", "TESS",  "VERA"};
constexpr std::string_view men[] = {"ALAN",  "BRUNO", "CARL",  "DAVID", "EMIL",   "FRANK", "GEORGE",
                                    "HENRY", "IVAN",  "JAMES", "KARL",  "LOUIS",  "MARK",  "NOAH",
                                    "OSCAR", "PETER", "RALPH", "SIMON", "THOMAS", "VICTOR"};

constexpr place towns[] = {
    {"PHOENIX", "AZ", "85004"},   {"TUCSON", "AZ", "85701"},       {"FRESNO", "CA", "93721"},
    {"OAKLAND", "CA", "94612"},   {"DENVER", "CO", "80202"},       {"TAMPA", "FL", "33602"},
    {"ORLANDO", "FL", "32801"},   {"ATLANTA", "GA", "30303"},      {"BOISE", "ID", "83702"},
    {"PEORIA", "IL", "61602"},    {"INDIANAPOLIS", "IN", "46204"}, {"DES MOINES", "IA", "50309"},
    {"WICHITA", "KS", "67202"},   {"LOUISVILLE", "KY", "40202"},   {"BATON ROUGE", "LA", "70801"},
    {"PORTLAND", "ME", "04101"},  {"BALTIMORE", "MD", "21202"},    {"BOSTON", "MA", "02108"},
    {"LANSING", "MI", "48933"},   {"DULUTH", "MN", "55802"},       {"ST LOUIS", "MO", "63101"},
    {"OMAHA", "NE", "68102"},     {"RENO", "NV", "89501"},         {"TRENTON", "NJ", "08608"},
    {"ALBANY", "NY", "12207"},    {"BUFFALO", "NY", "14202"},      {"RALEIGH", "NC", "27601"},
    {"DURHAM", "NC", "27701"},    {"COLUMBUS", "OH", "43215"},     {"TULSA", "OK", "74103"},
    {"SALEM", "OR", "97301"},     {"PITTSBURGH", "PA", "15222"},   {"COLUMBIA", "SC", "29201"},
    {"NASHVILLE", "TN", "37203"}, {"AUSTIN", "TX", "78701"},       {"HOUSTON", "TX", "77002"},
    {"RICHMOND", "VA", "23219"},  {"SEATTLE", "WA", "98101"},      {"MADISON", "WI", "53703"}};

constexpr payer macs[] = {{coverage::medicare, "MB", "DME MAC JURISDICTION A", "16013"},
                          {coverage::medicare, "MB", "DME MAC JURISDICTION B", "17013"},
                          {coverage::medicare, "MB", "DME MAC JURISDICTION C", "18003"},
                          {coverage::medicare, "MB", "DME MAC JURISDICTION D", "19003"}};

constexpr payer plans[] = {{coverage::advantage, "16", "EXAMPLE MEDICARE ADVANTAGE", "XMA01"},
                           {coverage::advantage, "16", "SAMPLE SENIOR ADVANTAGE PLAN", "XMA02"},
                           {coverage::medicaid, "MC", "SAMPLE STATE MEDICAID", "XMC01"},
                           {coverage::medicaid, "MC", "EXAMPLE STATE MEDICAID", "XMC02"},
                           {coverage::blue, "BL", "EXAMPLE BLUE PLAN", "XBL01"},
                           {coverage::commercial, "CI", "SAMPLE MUTUAL INSURANCE", "XCI01"},
                           {coverage::commercial, "CI", "TESTCASE LIFE AND HEALTH", "XCI02"},
                           {coverage::hmo, "HM", "EXAMPLE HEALTH MAINTENANCE", "XHM01"},
                           {coverage::ppo, "12", "SAMPLE PREFERRED NETWORK", "XPP01"},
                           {coverage::champus, "CH", "EXAMPLE MILITARY FAMILY PLAN", "XCH01"},
                           {coverage::veterans, "VA", "SAMPLE VETERANS COMMUNITY CARE", "XVA01"},
                           {coverage::workers, "WC", "TESTCASE WORKERS COMPENSATION", "XWC01"},
                           {coverage::auto_medical, "AM", "EXAMPLE AUTO INSURANCE", "XAM01"}};

/// `serial` scrambled within 0 .. `range` - 1; one to one as long as `factor` shares no divisor with `range`.
std::uint64_t scrambled(std::uint64_t serial, std::uint64_t factor, std::uint64_t range) {
    return (serial % range) * factor % range;
}

void append_digits(std::string& out, std::uint64_t value, unsigned width) {
    std::array<char, 20> text{};
    for (unsigned i = width; i-- > 0; value /= 10) text[i] = static_cast<char>('0' + value % 10);
    out.append(text.data(), width);
}

}  // namespace

std::span<place const> places() noexcept { return towns; }

payer const& dme_mac_of(std::string_view state) noexcept {
    static constexpr std::string_view a = "CT DE DC ME MD MA NH NJ NY PA RI VT", b = "IL IN KY MI MN OH WI",
                                      c = "AL AR CO FL GA LA MS NM NC OK PR SC TN TX VI VA WV";
    if (a.find(state) != a.npos) return macs[0];
    if (b.find(state) != b.npos) return macs[1];
    if (c.find(state) != c.npos) return macs[2];
    return macs[3];
}

payer const& payer_of(coverage type, dice& luck) {
    while (true) {
        payer const& found = luck.pick(plans);
        if (found.type == type) return found;
    }
}

person make_person(dice& luck, std::chrono::sys_days day, bool adult, bool of_medicare_age) {
    person made;
    made.female = luck.chance(50);
    made.last = luck.pick(last_names);
    made.first = made.female ? luck.pick(women) : luck.pick(men);
    made.middle = static_cast<char>('A' + luck.below(26));
    int const years = of_medicare_age ? luck.between(66, 92) : adult ? luck.between(19, 64) : luck.between(3, 17);
    made.born = day - std::chrono::days{years * 365 + luck.between(20, 360)};
    made.street_number = static_cast<std::uint32_t>(luck.between(1, 9899));
    made.home = &luck.pick(towns);
    made.zip_suffix = static_cast<std::uint32_t>(luck.between(1, 9998));
    return made;
}

std::string npi_from(std::string_view nine_digits) {
    unsigned sum = 24;  // what the prefix 80840 adds
    for (std::size_t i = 0; i < nine_digits.size(); ++i) {
        unsigned const digit = static_cast<unsigned>(nine_digits[i] - '0');
        unsigned const doubled = digit * 2;
        sum += i % 2 == 0 ? doubled / 10 + doubled % 10 : digit;
    }
    std::string npi(nine_digits);
    npi += static_cast<char>('0' + (10 - sum % 10) % 10);
    return npi;
}

std::vector<supplier> make_suppliers(dice& luck) {
    struct fixed {
        std::string_view name, street, tax_id, taxonomy;
        bool pay_to_box;
    };
    static constexpr fixed known[] = {
        {"EXAMPLE ORTHOTICS AND PROSTHETICS", "100 SAMPLE AVE", "991000001", "335E00000X", false},
        {"SAMPLE BRACE CENTER", "2200 TEST PARKWAY", "991000002", "335E00000X", true},
        {"TESTCASE ORTHOPEDIC SUPPLY", "31 FIXTURE ROAD", "991000003", "332B00000X", false},
        {"DEMO LIMB AND BRACE", "4 SPECIMEN SQUARE", "991000004", "335E00000X", false},
        {"SYNTHETIC SPINE BRACING", "5150 PLACEHOLDER BLVD", "991000005", "335E00000X", true},
        {"PROTOTYPE PEDIATRIC ORTHOTICS", "66 MOCK LANE", "991000006", "335E00000X", false}};
    std::vector<supplier> made;
    for (auto const& each : known) {
        std::string nine = "15";
        append_digits(nine, luck.below(10'000'000), 7);
        auto const& town = luck.pick(towns);
        auto const suffix = static_cast<std::uint32_t>(luck.between(1, 9998));
        made.push_back(
            {each.name, each.street, &town, suffix, npi_from(nine), each.tax_id, each.taxonomy, each.pay_to_box});
    }
    return made;
}

std::vector<practitioner> make_practitioners(dice& luck) {
    std::vector<practitioner> made;
    for (unsigned i = 0; i < 64; ++i) {
        std::string nine = "19";
        append_digits(nine, luck.below(100'000) * 100 + i, 7);
        auto const& last = luck.pick(last_names);
        auto const& first = i % 2 == 0 ? luck.pick(women) : luck.pick(men);
        made.push_back({last, first, npi_from(nine)});
    }
    return made;
}

void append_member_id(std::string& out, coverage type, std::uint64_t serial) {
    if (type == coverage::medicare) {
        static constexpr std::string_view letters = "ACDEFGHJKMNPQRTUVWXY", both = "ACDEFGHJKMNPQRTUVWXY0123456789",
                                          digits = "0123456789", first = "123456789";
        static constexpr std::array shape{first,  letters, both,    digits, letters, both,
                                          digits, letters, letters, digits, digits};
        std::uint64_t range = 1;
        for (auto const& set : shape) range *= set.size();
        std::uint64_t rest = scrambled(serial, 300'000'000'007, range);
        for (auto const& set : shape) {
            out += set[rest % set.size()];
            rest /= set.size();
        }
        return;
    }
    static constexpr std::array<std::string_view, static_cast<std::size_t>(coverage::count_)> prefixes{
        "", "XMA", "M", "XYZ", "CI", "HM", "PP", "CH", "VA", "", "AM"};
    out += prefixes[static_cast<std::size_t>(type)];
    append_digits(out, scrambled(serial, 7'654'321, 1'000'000'000), 9);
}

}  // namespace orthoscrub::generator
