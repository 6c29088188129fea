// Which status of the 277CA an error has by its place, row by row of the table; and which of the predicted ones is said.
#include <doctest/doctest.h>

#include "scrubber/ack/fault_answer.hpp"

namespace ack_status_test {

using namespace orthoscrub;
using text::loop_id;

namespace {

text::address at(std::string_view segment, loop_id loop, unsigned element = 0, unsigned component = 0) {
    text::address made;
    made.id = text::pack_id(segment);
    made.loop = loop;
    made.element = static_cast<std::uint8_t>(element);
    made.component = static_cast<std::uint8_t>(component);
    return made;
}

}  // namespace

TEST_CASE("ack status: an error has the status of its place, and 732 where the place says nothing") {
    struct row {
        std::string_view segment, qualifier;
        loop_id loop;
        unsigned element, component;
        std::string_view says;
    };
    for (row const& r : {
             row{"SV1", "", loop_id::l2400, 1, 1, "A7:507"},
             row{"SV1", "", loop_id::l2400, 1, 2, "A7:507"},
             row{"SV1", "", loop_id::l2400, 1, 0, "A7:507"},
             row{"SV1", "", loop_id::l2400, 1, 3, "A7:453"},
             row{"SV1", "", loop_id::l2400, 1, 4, "A7:453"},
             row{"SV1", "", loop_id::l2400, 1, 5, "A7:453"},
             row{"SV1", "", loop_id::l2400, 1, 6, "A7:453"},
             row{"SV1", "", loop_id::l2400, 1, 7, "A7:306"},
             row{"SV1", "", loop_id::l2400, 2, 0, "A7:583"},
             row{"SV1", "", loop_id::l2400, 3, 0, "A7:476"},
             row{"SV1", "", loop_id::l2400, 4, 0, "A7:476"},
             row{"SV1", "", loop_id::l2400, 5, 0, "A7:249"},
             row{"SV1", "", loop_id::l2400, 7, 0, "A7:477"},
             row{"SV1", "", loop_id::l2400, 7, 2, "A7:477"},
             row{"SV1", "", loop_id::l2400, 0, 0, "A7:732"},   // the line as a whole: no code is wrong
             row{"SV1", "", loop_id::l2400, 11, 0, "A7:732"},  // EPSDT
             row{"NTE", "ADD", loop_id::l2400, 2, 0, "A7:306"},
             row{"LQ", "UT", loop_id::l2440, 2, 0, "A7:698"},
             row{"FRM", "1A", loop_id::l2440, 0, 0, "A7:698"},
             row{"CLM", "A-1", loop_id::l2300, 1, 0, "A7:478"},
             row{"CLM", "A-1", loop_id::l2300, 2, 0, "A7:178"},
             row{"CLM", "A-1", loop_id::l2300, 5, 1, "A7:249"},
             row{"CLM", "A-1", loop_id::l2300, 5, 3, "A7:535"},
             row{"CLM", "A-1", loop_id::l2300, 11, 4, "A7:501"},
             row{"CLM", "A-1", loop_id::l2300, 11, 1, "A7:732"},  // a cause is no accident date
             row{"CLM", "A-1", loop_id::l2300, 0, 0, "A7:732"},
             row{"HI", "ABK:M1711", loop_id::l2300, 1, 2, "A7:254"},
             row{"HI", "ABK:M1711", loop_id::l2300, 2, 2, "A7:255"},
             row{"HI", "ABK:M1711", loop_id::l2300, 0, 0, "A7:255"},
             row{"DTP", "472", loop_id::l2400, 3, 0, "A7:187"},
             row{"DTP", "573", loop_id::l2430, 3, 0, "A7:516"},
             row{"DTP", "435", loop_id::l2300, 3, 0, "A7:189"},
             row{"DTP", "439", loop_id::l2300, 3, 0, "A7:248"},
             row{"DTP", "463", loop_id::l2400, 3, 0, "A7:732"},  // of a form, not of the service
             row{"REF", "G1", loop_id::l2300, 2, 0, "A7:252"},
             row{"REF", "9F", loop_id::l2300, 2, 0, "A7:252"},
             row{"REF", "F8", loop_id::l2300, 2, 0, "A7:464"},
             row{"REF", "6R", loop_id::l2400, 2, 0, "A7:584"},
             row{"REF", "EI", loop_id::l2010AA, 2, 0, "A7:128:85"},
             row{"REF", "SY", loop_id::l2010BA, 2, 0, "A7:128:IL"},
             row{"REF", "G2", loop_id::l2310B, 2, 0, "A7:560:82"},
             row{"REF", "0B", loop_id::l2420E, 2, 0, "A7:560:DK"},
             row{"REF", "EA", loop_id::l2300, 2, 0, "A7:732"},
             row{"NM1", "85", loop_id::l2010AA, 3, 0, "A7:504:85"},
             row{"NM1", "IL", loop_id::l2010BA, 4, 0, "A7:505:IL"},
             row{"NM1", "85", loop_id::l2010AA, 9, 0, "A7:562:85"},
             row{"NM1", "82", loop_id::l2310B, 9, 0, "A7:562:82"},
             row{"NM1", "82", loop_id::l2420A, 8, 0, "A7:562:82"},
             row{"NM1", "DK", loop_id::l2420E, 9, 0, "A7:562:DK"},
             row{"NM1", "DN", loop_id::l2310A, 9, 0, "A7:562:DN"},
             row{"NM1", "77", loop_id::l2310C, 9, 0, "A7:562:77"},
             row{"NM1", "IL", loop_id::l2010BA, 9, 0, "A7:164:IL"},
             row{"NM1", "IL", loop_id::l2330A, 9, 0, "A7:164:IL"},
             row{"NM1", "PR", loop_id::l2010BB, 9, 0, "A7:153:PR"},  // payers have no NPI there
             row{"NM1", "PR", loop_id::l2330B, 9, 0, "A7:153:PR"},
             row{"NM1", "41", loop_id::l1000A, 9, 0, "A7:153:41"},
             row{"NM1", "40", loop_id::l1000B, 9, 0, "A7:153:40"},
             row{"NM1", "QC", loop_id::l2010CA, 0, 0, "A7:125:QC"},
             row{"N3", "A", loop_id::l2010AA, 1, 0, "A7:503:85"},
             row{"N4", "A", loop_id::l2010AA, 1, 0, "A7:502:85"},
             row{"N4", "A", loop_id::l2310C, 2, 0, "A7:501:77"},
             row{"N4", "A", loop_id::l2010BA, 3, 0, "A7:500:IL"},
             row{"N4", "A", loop_id::l2010BA, 4, 0, "A7:126:IL"},
             row{"DMG", "D8", loop_id::l2010BA, 2, 0, "A7:158:IL"},
             row{"DMG", "D8", loop_id::l2010CA, 0, 0, "A7:158:QC"},
             row{"DMG", "D8", loop_id::l2010BA, 3, 0, "A7:732"},  // the sex
             row{"PRV", "BI", loop_id::l2000A, 3, 0, "A7:145:85"},
             row{"PER", "IC", loop_id::l1000A, 4, 0, "A7:127:41"},
             row{"PAT", "19", loop_id::l2000C, 1, 0, "A7:156"},
             row{"PAT", "", loop_id::l2000B, 6, 0, "A7:732"},
             row{"SBR", "P", loop_id::l2000B, 1, 0, "A7:171"},
             row{"SBR", "P", loop_id::l2000B, 2, 0, "A7:156"},
             row{"SBR", "P", loop_id::l2000B, 9, 0, "A7:480:IL"},
             row{"SBR", "P", loop_id::l2320, 9, 0, "A7:480:PR"},
             row{"SVD", "OTHER1", loop_id::l2430, 1, 0, "A7:286"},
             row{"CAS", "CO", loop_id::l2430, 2, 0, "A7:286"},
             row{"AMT", "D", loop_id::l2320, 2, 0, "A7:286"},
             row{"AMT", "F5", loop_id::l2300, 2, 0, "A7:732"},  // what the patient paid
             row{"MOA", "", loop_id::l2320, 3, 0, "A7:286"},
             row{"OI", "", loop_id::l2320, 3, 0, "A7:171"},
             row{"CR1", "", loop_id::l2300, 1, 0, "A7:732"},
         }) {
        CAPTURE(r.segment);
        CAPTURE(r.qualifier);
        CAPTURE(r.element);
        CAPTURE(r.component);
        CHECK(ack::to_string(ack::usual_status(at(r.segment, r.loop, r.element, r.component), r.qualifier, 6)) ==
              r.says);
    }
}

TEST_CASE("ack status: sums are 400, fields that do not agree A8") {
    auto const charge = at("CLM", loop_id::l2300, 2), member = at("NM1", loop_id::l2010BA, 9);
    CHECK(ack::to_string(ack::usual_status(charge, {}, 3)) == "A7:400");
    CHECK(ack::to_string(ack::usual_status(charge, {}, 4)) == "A8:178");
    CHECK(ack::to_string(ack::usual_status(member, {}, 4)) == "A8:164:IL");
    CHECK(ack::to_string(ack::usual_status(member, {}, 7)) == "A7:164:IL");
}

TEST_CASE("ack status: of several predicted statuses those of the place are said, else the first") {
    struct row {
        std::vector<std::string_view> predicted;
        text::address where;
        unsigned snip;
        std::string_view says;
    };
    for (row const& r : {
             row{{"A7:254", "A7:255"}, at("HI", loop_id::l2300, 1, 2), 5, "277CA A7:254"},
             row{{"A7:254", "A7:255"}, at("HI", loop_id::l2300, 3, 2), 5, "277CA A7:255"},
             row{{"A7:500:85", "A7:500:77"}, at("N4", loop_id::l2010AA, 3), 4, "277CA A7:500:85"},
             row{{"A7:500:85", "A7:500:77"}, at("N4", loop_id::l2420C, 3), 4, "277CA A7:500:77"},
             row{{"A7:400", "A7:178"}, at("CLM", loop_id::l2300, 2), 3, "277CA A7:400 A7:178"},
             row{{"A7:672", "A7:400"}, at("SVD", loop_id::l2430, 2), 3, "277CA A7:672 A7:400"},
             row{{"A8:496:85"}, at("NM1", loop_id::l2010AA, 9), 4, "277CA A8:496:85"},
             row{{"A7:562"}, at("NM1", loop_id::l2420E, 9), 5, "277CA A7:562:DK"},
             row{{}, at("SV1", loop_id::l2400, 1, 3), 6, "277CA A7:453"},
         }) {
        std::vector<grammars::prediction> predictions(r.predicted.size());
        for (std::size_t i = 0; i < predictions.size(); ++i) predictions[i].status = r.predicted[i];
        scrub::finding_view finding;
        finding.at = r.where;
        finding.snip = r.snip;
        finding.predicts = predictions;
        CHECK(ack::to_string(ack::answer_to(finding, {})) == r.says);
    }
}

}  // namespace ack_status_test
