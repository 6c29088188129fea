// Repairs of notes: what is shortened, replaced and copied, and when the program keeps its hands off.
#include <doctest/doctest.h>

#include "scrubber/fix/abbreviations.hpp"
#include "tests/support/fixing.hpp"

namespace fix_notes_test {

using namespace orthoscrub;
using scrub::repair_state;

namespace {

std::string const head = "CLM*A*620***12:B:1*Y*A*Y*Y~HI*ABK:M1711~LX*1~";

std::string with_note(std::string_view sv101, std::string_view note) {
    return head + "SV1*" + std::string{sv101} + "*450*UN*1***1~" +
           (note.empty() ? std::string{} : "NTE*ADD*" + std::string{note} + "~");
}

}  // namespace

TEST_CASE("a note is shortened with whole words of the list, the greatest saving first, until it fits") {
    struct row {
        std::string_view note;
        std::size_t most;
        std::string_view wanted;
    };
    for (row const& r : {
             row{"MANUFACTURER ACME MODEL X1 PRICE LIST 450", 80, "MANUFACTURER ACME MODEL X1 PRICE LIST 450"},
             row{"MANUFACTURER ACME MODEL X1 PRICE LIST 450", 40, "MFG ACME MODEL X1 PRICE LIST 450"},
             row{"MANUFACTURER ACME MODEL X1 PRICE LIST 450", 25, "MFG ACME MODEL X1 PL 450"},
             row{"MANUFACTURER ACME MODEL X1 PRICE LIST 450", 23, "MFG ACME MDL X1 PL 450"},
             row{"knee brace  broken beyond repair  ", 26, "knee brace BBR"},
             row{"MODELS SIZED RESIZE SIZE-M", 5, "MODELS SIZED RESIZE SIZE-M"},
             row{"SIZE, SIZE; (SIZE)", 3, "SZ, SZ; (SZ)"},
             row{"KNEE ANKLE FOOT ORTHOSIS", 5, "KAFO"},
             row{"DATE OF PURCHASE 2019 DUE TO LOSS", 30, "DOP 2019 DUE TO LOSS"},
         }) {
        CAPTURE(r.note);
        CAPTURE(r.most);
        CHECK(scrub::shortened_note(r.note, r.most) == r.wanted);
    }
}

TEST_CASE("narrative-too-long: notes and descriptions are shortened, or refused with the length that is left") {
    std::string const filler(50, 'X');
    std::string const longer = "MANUFACTURER ACME MODEL X1 PRICE LIST 450 " + filler;
    auto const note = test::repair_claim("narrative-too-long", with_note("HC:L3999:RT", longer), 1, "NTE*");
    CHECK(note.state == repair_state::done);
    CHECK(note.claim == with_note("HC:L3999:RT", "MFG ACME MODEL X1 PL 450 " + filler));
    auto const description = test::repair_claim("narrative-too-long", with_note("HC:L3999:RT::::" + longer, ""));
    CHECK(description.claim == with_note("HC:L3999:RT::::MFG ACME MODEL X1 PL 450 " + filler, ""));
    std::string const hopeless = "SIZE " + std::string(80, 'X');
    auto const refused = test::repair_claim("narrative-too-long", with_note("HC:L3999:RT", hopeless), 1, "NTE*");
    CHECK(refused.state == repair_state::refused);
    CHECK(refused.words.find("83 characters") != std::string::npos);
    CHECK(refused.claim == with_note("HC:L3999:RT", hopeless));
}

TEST_CASE("narrative-characters: what does not belong becomes a blank") {
    struct row {
        std::string_view before, after;
    };
    for (row const& r : {row{"ELBOW*BRACE", "ELBOW BRACE"}, row{"ELBOW:BRACE", "ELBOW BRACE"},
                         row{"ELBOW^BRACE*", "ELBOW BRACE"}, row{"CAF\xC3\x89 ELBOW", "CAF  ELBOW"},
                         row{"CAF\xC9 ELBOW", "CAF  ELBOW"}, row{"ELBOW\tBRACE", "ELBOW BRACE"}}) {
        CAPTURE(r.before);
        auto const done = test::repair_claim("narrative-characters", with_note("HC:L3999:RT", r.before), 1, "NTE*");
        CHECK(done.state == repair_state::done);
        CHECK(done.claim == with_note("HC:L3999:RT", r.after));
    }
    auto const description =
        test::repair_claim("narrative-characters", with_note("HC:L3999:RT::::ELBOW:BRACE:ROM", ""));
    CHECK(description.claim == with_note("HC:L3999:RT::::ELBOW BRACE ROM", ""));
    CHECK(test::repair_claim("narrative-characters", with_note("HC:L3999:RT", "ELBOW (R/O)"), 1, "NTE*").state ==
          repair_state::nothing);
}

TEST_CASE("noc-description-sv101-7: the line note becomes the description, cut at a word within 80 characters") {
    auto const done = test::repair_claim("noc-description-sv101-7", with_note("HC:L3999:RT", "ACME ELBOWFLEX EF200"));
    CHECK(done.claim == with_note("HC:L3999:RT::::ACME ELBOWFLEX EF200", "ACME ELBOWFLEX EF200"));
    struct row {
        std::string note, wanted;
    };
    std::string const a(39, 'A'), b(40, 'B');
    for (row const& r :
         {row{a + ' ' + b, a + ' ' + b}, row{a + ' ' + b + " C", a + ' ' + b}, row{a + ' ' + b + "B C", a}}) {
        CAPTURE(r.note);
        CHECK(test::repair_claim("noc-description-sv101-7", with_note("HC:L3999:RT", r.note)).claim ==
              with_note("HC:L3999:RT::::" + r.wanted, r.note));
    }
    for (std::string const& refused :
         {with_note("HC:L3999:RT", std::string(81, 'A')), with_note("HC:L3999:RT", "ELBOW:BRACE"),
          with_note("HC:L3999:RT", "ELBOW*BRACE"),
          std::string{
              "CLM*A*620***12:B:1*Y*A*Y*Y~NTE*ADD*ELBOW BRACE~HI*ABK:M1711~LX*1~SV1*HC:L3999:RT*450*UN*1***1~"}}) {
        CAPTURE(refused);
        auto const r = test::repair_claim("noc-description-sv101-7", refused);
        CHECK(r.state == repair_state::refused);
        CHECK(r.claim == refused);
    }
    CHECK(test::repair_claim("noc-description-sv101-7", with_note("HC:L3999:RT::::BRACE", "NOTE")).state ==
          repair_state::nothing);
}

}  // namespace fix_notes_test
