// Facts about the place of service and the service date against the calendar of the claim.
#include <doctest/doctest.h>

#include <string>

#include "tests/support/judging.hpp"

namespace facts_date_test {

using namespace orthoscrub;
using namespace orthoscrub::test;

namespace {

constexpr std::string_view no_date = "unknown: no readable service date (DTP*472, box 24A)";
constexpr std::string_view no_clock = "unknown: the day that deadlines count to is not known (BHT04, or --today)";

std::string claim_of(std::string_view of_line, std::string_view of_claim = "", std::string_view place = "12") {
    return "CLM*C1*500***" + std::string{place} + ":B:1*Y*A*Y*Y~HI*ABK:M170~" + std::string{of_claim} + "LX*1~" +
           std::string{of_line};
}
std::string dated(std::string_view day, std::string_view of_claim = "") {
    return claim_of("SV1*HC:L1833:RT:KX*500*UN*1***1~DTP*472*D8*" + std::string{day} + "~", of_claim);
}
std::string subscriber_with(std::string_view pat) {
    std::string text{subscriber_text};
    return text.insert(text.find("NM1*IL"), std::string{pat} + "~");
}
model::date day(std::string_view text) { return model::date::from_ccyymmdd(text).value_or(model::date{}); }

/// The first claim of the text, read on a day; an empty day leaves BHT04.
open_claim on_day(std::string const& text, model::date today, scrub::payer_profile const* payer = nullptr) {
    open_claim claim{text};
    auto window = claim.window(payer);
    window.today = today;
    claim.context.open(window, 0);
    return claim;
}

}  // namespace

TEST_CASE("the place of a line is its own, else the claim's, and the table says what Medicare thinks of it") {
    struct row {
        std::string_view claim, line, well_formed, orthosis;
    };
    for (row const& r :
         {row{"12", "", "yes", "accept"}, row{"12", "21", "yes", "error"}, row{"21", "12", "yes", "accept"},
          row{"31", "", "yes", "warn"}, row{"32", "", "yes", "accept"}, row{"65", "", "yes", "warn"},
          row{"98", "", "yes", "unknown"}, row{"", "", "no", "unknown"}, row{"1", "", "no", "unknown"},
          row{"12", "1A", "no", "unknown"}, row{"012", "", "no", "unknown"}}) {
        CAPTURE(r.claim);
        CAPTURE(r.line);
        open_claim const claim{claim_of("SV1*HC:L1833*5*UN*1*" + std::string{r.line} + "**1~", "", r.claim)};
        CHECK(claim.fact("place.well_formed") == r.well_formed);
        CHECK(claim.fact("place.orthosis") == r.orthosis);
    }
}

TEST_CASE("DTP*472 is a day, a range, a range of one day, absent or malformed") {
    struct row {
        std::string_view dtp, state;
    };
    for (row const& r :
         {row{"DTP*472*D8*20250310~", "day"}, row{"DTP*472*RD8*20250310-20250312~", "range"},
          row{"DTP*472*RD8*20250310-20250310~", "day-as-range"}, row{"", "absent"}, row{"DTP*472*D8*~", "absent"},
          row{"DTP*472*D8*20250229~", "malformed"}, row{"DTP*472*D8*250310~", "malformed"},
          row{"DTP*472*RD8*20250310~", "malformed"}, row{"DTP*472*RD8*20250310-20250231~", "malformed"},
          row{"DTP*472*TM*1200~", "malformed"}, row{"DTP*472*DT*202503101200~", "malformed"}}) {
        CAPTURE(r.dtp);
        CHECK(open_claim{claim_of("SV1*HC:L1833*5*UN*1***1~" + std::string{r.dtp})}.fact("dos.state") == r.state);
    }
}

TEST_CASE(
    "a service date lies in the future of the file's day, or of today when that is given; of a range the last day "
    "counts") {
    struct row {
        std::string_view dtp, today, value;
    };
    for (row const& r :
         {row{"DTP*472*D8*20250401~", "", "no"}, row{"DTP*472*D8*20250402~", "", "yes"},  // BHT04 is 20250401
          row{"DTP*472*RD8*20250401-20250402~", "", "yes"}, row{"DTP*472*RD8*20250331-20250401~", "", "no"},
          row{"DTP*472*D8*20250402~", "20250402", "no"}, row{"DTP*472*D8*20250401~", "20250331", "yes"},
          row{"", "", no_date}}) {
        CAPTURE(r.dtp);
        CAPTURE(r.today);
        CHECK(on_day(claim_of("SV1*HC:L1833*5*UN*1***1~" + std::string{r.dtp}), day(r.today)).fact("dos.future") ==
              r.value);
    }
}

TEST_CASE("without a readable BHT04 and without today nothing is said about the clock") {
    open_claim claim{dated("20250310")};
    claim.reading.tables.sets.back().created = {};
    claim.context.open(claim.window(), 0);
    CHECK(claim.fact("dos.future") == no_clock);
    CHECK(claim.fact("filing.days_left") == no_clock);
}

TEST_CASE("Medicare takes a claim up to the same day of the next year") {
    struct row {
        std::string_view served, today, left;
    };
    for (row const& r : {row{"20251120", "20261120", "0"}, row{"20251120", "20261121", "-1"},
                         row{"20251120", "20261021", "30"}, row{"20251120", "20261020", "31"},
                         row{"20240229", "20250228", "0"}, row{"20240229", "20250301", "-1"},  // CMS: the 28th
                         row{"20251101", "20301101", "-1461"}, row{"2025", "20261120", no_date}}) {
        CAPTURE(r.served);
        CAPTURE(r.today);
        open_claim const claim = on_day(dated(r.served), day(r.today));
        CHECK(claim.fact("payer.filing_known") == "yes");
        CHECK(claim.fact("filing.days_left") == r.left);
    }
}

TEST_CASE("a filing limit in days counts days; a payer without one has none") {
    scrub::payer_profile plan = *shipped_payers()->find("commercial");
    CHECK(on_day(dated("20250101"), day("20250401"), &plan).fact("payer.filing_known") == "no");
    plan.filing = {90, 0};
    CHECK(on_day(dated("20250101"), day("20250401"), &plan).fact("payer.filing_known") == "yes");
    CHECK(on_day(dated("20250101"), day("20250401"), &plan).fact("filing.days_left") == "0");
    CHECK(on_day(dated("20241231"), day("20250401"), &plan).fact("filing.days_left") == "-1");
    CHECK(on_day(dated("20250401"), day("20250401"), &plan).fact("filing.days_left") == "90");
}

TEST_CASE("a line lies in a stay from the day of admission to the day before discharge, both given") {
    struct row {
        std::string_view dates, served, value;
    };
    constexpr std::string_view stay = "DTP*435*D8*20250301~DTP*096*D8*20250304~";
    for (row const& r :
         {row{stay, "20250228", "no"}, row{stay, "20250301", "yes"}, row{stay, "20250303", "yes"},
          row{stay, "20250304", "no"}, row{"DTP*435*DT*202503011200~DTP*096*D8*20250304~", "20250302", "yes"},
          row{"DTP*435*D8*20250301~", "20250302", "no"}, row{"DTP*096*D8*20250304~", "20250302", "no"},
          row{"", "20250302", "no"}, row{stay, "2025", no_date}, row{"", "2025", "no"}}) {
        CAPTURE(r.dates);
        CAPTURE(r.served);
        CHECK(open_claim{dated(r.served, r.dates)}.fact("dos.before_discharge") == r.value);
    }
}

TEST_CASE("a date of death is that of the patient: 2000B, or 2000C when the patient is another person") {
    struct row {
        std::string_view pat, served, value;
    };
    for (row const& r : {row{"PAT*****D8*20250301", "20250302", "yes"}, row{"PAT*****D8*20250301", "20250301", "no"},
                         row{"PAT*****D8*20250301", "2025", no_date}, row{"PAT*******01*190", "20250302", "no"}}) {
        CAPTURE(r.pat);
        CAPTURE(r.served);
        CHECK(open_claim{dated(r.served), subscriber_with(r.pat)}.fact("dos.after_death") == r.value);
    }
    CHECK(open_claim{dated("2025")}.fact("dos.after_death") == "no");
    auto const dependent = [](std::string_view subscriber, std::string_view patient) {
        return "HL*2*1*22*1~SBR*P********CI~" + std::string{subscriber} +
               "NM1*IL*1*ROE*JANE****MI*MEMBER1~N3*2 ELM ST~N4*DAYTON*OH*45402~NM1*PR*2*PAYER ONE*****PI*PAYER1~"
               "HL*3*2*23*0~PAT*19" +
               std::string{patient} + "~NM1*QC*1*ROE*TIM~N3*3 ELM ST~N4*RENO*NV*89501~";
    };
    CHECK(open_claim{dated("20250302"), dependent("PAT*****D8*20250301~", "")}.fact("dos.after_death") == "no");
    CHECK(open_claim{dated("20250302"), dependent("", "****D8*20250301")}.fact("dos.after_death") == "yes");
}

TEST_CASE("a postoperative brace lies before the surgery that a note of line or claim names") {
    struct row {
        std::string_view note, served, value;
    };
    for (row const& r :
         {row{"NTE*ADD*POSTOP SX 20261020~", "20261019", "yes"}, row{"NTE*ADD*POSTOP SX 20261020~", "20261020", "no"},
          row{"NTE*ADD*PREOP SX 20261020~", "20261015", "no"}, row{"NTE*ADD*POSTOP~", "20261015", "no"},
          row{"", "20261015", "no"}, row{"NTE*ADD*POSTOP SX 20261020~", "2026", no_date}}) {
        CAPTURE(r.note);
        CAPTURE(r.served);
        CHECK(open_claim{dated(r.served) + std::string{r.note}}.fact("dos.before_surgery") == r.value);
        CHECK(open_claim{dated(r.served, r.note)}.fact("dos.before_surgery") == r.value);
    }
}

TEST_CASE("the order date of a line is its DTP*471") {
    struct row {
        std::string_view dtp, given, after;
    };
    for (row const& r : {row{"", "no", "no"}, row{"DTP*471*D8*20250309~", "yes", "no"},
                         row{"DTP*471*D8*20250310~", "yes", "no"}, row{"DTP*471*D8*20250311~", "yes", "yes"},
                         row{"DTP*471*D8*2025~", "no", "no"}, row{"DTP*463*D8*20250311~", "no", "no"}}) {
        CAPTURE(r.dtp);
        open_claim const claim{dated("20250310") + std::string{r.dtp}};
        CHECK(claim.fact("order.given") == r.given);
        CHECK(claim.fact("order.after_delivery") == r.after);
    }
}

TEST_CASE("certificates are PWK*CT and LQ*UT of the line") {
    struct row {
        std::string_view rest, value;
    };
    for (row const& r : {row{"", "no"}, row{"PWK*CT*NS~", "yes"}, row{"PWK*OZ*FX~PWK*CT*NS~", "yes"},
                         row{"LQ*UT*04.04~FRM*1A*Y~", "yes"}, row{"LQ*AS*04.04~LQ*UT*04.04~", "yes"},
                         row{"LQ*AS*04.04~", "no"}, row{"PWK*OZ*FX~", "no"}}) {
        CAPTURE(r.rest);
        CHECK(open_claim{dated("20250310") + std::string{r.rest}}.fact("cmn.present") == r.value);
    }
    CHECK(open_claim{dated("20250310", "PWK*CT*NS~")}.fact("cmn.present") == "no");
}

}  // namespace facts_date_test
