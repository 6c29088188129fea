// Files of TA1, 999 and 277CA as entries: what is answered, what it says, and by what it can be found.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "scrubber/record/acknowledgment_reader.hpp"
#include "tests/support/judging.hpp"

namespace record_acknowledgment_test {

using namespace orthoscrub;
using ledger::acknowledgment_kind;
using ledger::front_end;

namespace {

struct book_of {
    ledger::person_hasher hasher{ledger::hash_key{1, 2, 3}};
    ledger::acknowledgment_book book;
    text::diagnostics faults;
    record::acknowledgment_counts counts;

    void read(std::string const& bytes, bool guide = false) {
        auto const source = text::read_memory(bytes, 7);
        counts = record::read_acknowledgments(*source, "answer.txt", test::shipped_codes()->answers, hasher, book,
                                              faults, guide);
    }
    void fixture(std::string const& name) {
        std::ifstream in{std::string{ORTHOSCRUB_SOURCE_DIR} + "/fixtures/acknowledgments/" + name};
        REQUIRE(in);
        std::ostringstream bytes;
        bytes << in.rdbuf();
        read(bytes.str(), true);
    }
    [[nodiscard]] std::string statuses(ledger::row_range range) const {
        std::string out;
        for (auto const& s : book.rows(book.statuses, range)) {
            if (!out.empty()) out += ' ';
            out += std::string{s.category} + ":" + std::string{s.status};
            if (!s.entity.empty()) out += ":" + std::string{s.entity};
            if (s.rejects) out += "!";
        }
        return out;
    }
};

std::string enveloped(std::string const& st, std::string const& gs, std::string const& body) {
    return "ISA*00*          *00*          *ZZ*R              *ZZ*S              "
           "*260302*1030*^*00501*000000001*0*T*:~GS*" +
           gs + "*R*S*20260302*1030*1*X*005010X214~ST*" + st + "~" + body + "SE*1*1~GE*1*1~IEA*1*000000001~";
}

std::string claim_answer(std::string const& status, std::string const& more = {}) {
    return enveloped(
        "277*1*005010X214", "HN",
        "BHT*0085*08*9*20260305*1030*TH~HL*1**20*1~HL*2*1*21*1~TRN*2*B1~STC*A1:19*20260302*WQ*9~HL*3*2*19*1~"
        "NM1*85*2*X*****XX*1234567893~HL*4*3*PT~TRN*2*C1~" +
            status + more);
}

}  // namespace

TEST_CASE("a file with nothing but a TA1 is read") {
    book_of read;
    read.fixture("ta1-duplicate.txt");
    CHECK(read.faults.faults().empty());
    CHECK(read.counts.answers_ta1 == 1);
    REQUIRE(read.book.entries.size() == 1);
    auto const& e = read.book.entries[0];
    CHECK(e.kind == acknowledgment_kind::interchange);
    CHECK(e.interchange == "000000117");
    CHECK(e.interchange_day.iso() == "2026-03-02");
    CHECK(e.sender == "SENDER01");
    CHECK(e.receiver == "RECEIVER01");
    CHECK(e.day.iso() == "2026-03-02");
    CHECK(e.state == front_end::rejected);
    CHECK(read.statuses(e.statuses) == "R:025!");
    CHECK(read.book.files[0].sha256.size() == 64);
}

TEST_CASE("a 999 is an entry for its group and one for each set") {
    book_of read;
    read.fixture("three-sets.999");
    CHECK(read.faults.faults().empty());
    REQUIRE(read.book.entries.size() == 5);
    CHECK(read.book.entries[0].state == front_end::accepted);
    auto const& group = read.book.entries[1];
    CHECK(group.kind == acknowledgment_kind::group);
    CHECK(group.functional_id == "HC");
    CHECK(group.group == "17");
    CHECK(group.day.iso() == "2026-03-02");
    CHECK(group.state == front_end::accepted);
    CHECK(read.statuses(group.statuses) == "P:");
    CHECK(group.sets.first == 2);
    CHECK(group.sets.count == 3);
    char const* const expected[]{"0001 A:", "0002 E:I5", "0003 R:5!"};
    for (std::size_t i = 0; i < 3; ++i) {
        auto const& set = read.book.entries[2 + i];
        CHECK(set.kind == acknowledgment_kind::set);
        CHECK(set.group == "17");
        CHECK(std::string{set.set} + " " + read.statuses(set.statuses) == expected[i]);
        CHECK(set.state == (i == 2 ? front_end::rejected : front_end::accepted));
    }
}

TEST_CASE("a 277CA is an entry for the batch, for each provider and for each claim") {
    book_of read;
    read.fixture("claims.277");
    CHECK(read.faults.faults().empty());
    CHECK(read.counts.sets_277ca == 1);
    struct row {
        acknowledgment_kind kind;
        char const *number, *npi, *statuses;
        front_end state;
    };
    std::vector<row> const expected{
        {acknowledgment_kind::batch, "", "", "A1:19:PR", front_end::accepted},
        {acknowledgment_kind::provider, "", "1234567893", "A1:19:PR", front_end::accepted},
        {acknowledgment_kind::claim, "ORT-2001", "1234567893", "A2:20:PR", front_end::accepted},
        {acknowledgment_kind::claim, "ORT-2002", "1234567893", "A7:453!", front_end::rejected},
        {acknowledgment_kind::claim, "ORT-2003", "1234567893", "A3:247!", front_end::rejected},
        {acknowledgment_kind::provider, "", "1245319599", "A8:496:85!", front_end::rejected},
    };
    REQUIRE(read.book.entries.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CAPTURE(i);
        auto const& e = read.book.entries[i];
        CHECK(e.kind == expected[i].kind);
        CHECK(e.control_number == expected[i].number);
        CHECK(e.npi == expected[i].npi);
        CHECK(e.set_reference == "BATCH117");
        CHECK(read.statuses(e.statuses) == expected[i].statuses);
        CHECK(e.state == expected[i].state);
        CHECK(e.day.iso() == "2026-03-02");
    }
    auto const& taken = read.book.entries[2];
    CHECK(taken.charge.value.cents == 95000);
    CHECK(taken.icn == "26061000200100");
    CHECK(taken.clearinghouse_number == "CH-77");
    CHECK(taken.first_day.iso() == "2026-02-27");
    CHECK(taken.member == read.hasher.member("CANARYID1"));
    auto const lines = read.book.rows(read.book.lines, read.book.entries[4].lines);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].control_number == "ORT2003L1");
    CHECK(lines[0].code == "L2999");
    CHECK(lines[0].modifiers[0] == "RT");
    CHECK(read.statuses(lines[0].statuses) == "A8:306!");
}

TEST_CASE("the category decides what rejects; of one that is not known, STC03") {
    struct row {
        char const* stc;
        front_end state;
    };
    for (row const& r : {
             row{"STC*A0:16*20260302*WQ*9~", front_end::accepted},
             row{"STC*A1:19*20260302*WQ*9~", front_end::accepted},
             row{"STC*A2:20*20260302*WQ*9~", front_end::accepted},
             row{"STC*A3:21*20260302*U*9~", front_end::rejected},
             row{"STC*A4:35*20260302*U*9~", front_end::rejected},
             row{"STC*A5:19*20260302*WQ*9~", front_end::accepted},
             row{"STC*A6:21*20260302*U*9~", front_end::rejected},
             row{"STC*A7:21*20260302*U*9~", front_end::rejected},
             row{"STC*A8:21*20260302*U*9~", front_end::rejected},
             row{"STC*A1:19*20260302*WQ*9******A7:21~", front_end::rejected},
             row{"STC*R1:294*20260302*U*9~", front_end::rejected},
             row{"STC*R1:294*20260302*WQ*9~", front_end::accepted},
             row{"STC*R1:294*20260302**9~", front_end::silent},
             row{"STC*A2:20*20260302*WQ*9~SVC*HC:L1833*9~STC*A7:453**U~REF*FJ*1~", front_end::rejected},
             row{"REF*1K*ICN~", front_end::silent},
         }) {
        CAPTURE(r.stc);
        book_of read;
        read.read(claim_answer(r.stc));
        REQUIRE(read.book.entries.size() == 2);
        CHECK(read.book.entries[1].state == r.state);
    }
}

TEST_CASE("a claim without a date of its own has that of the set, and one without STC is marked") {
    book_of read;
    read.read(claim_answer("STC*A7:21**U*9~"));
    CHECK(read.book.entries[1].day.iso() == "2026-03-05");
    CHECK_FALSE(read.book.entries[1].broken);
    book_of broken;
    broken.fixture("broken.277");
    REQUIRE(broken.book.entries.size() == 3);
    CHECK(broken.book.entries[1].broken);
    CHECK(broken.book.entries[1].icn == "26061000200400");
    CHECK(broken.book.entries[2].control_number == "ORT-2005");
    CHECK(broken.book.entries[2].npi == "1234567893");
    REQUIRE(broken.faults.faults().size() == 1);
    CHECK(broken.faults.faults()[0].code == text::fault_code::loop_broken);
}

// Trap: a set larger than the window is cut at an HL, and the levels above are repeated.
TEST_CASE("a 277CA of many windows gives every claim once, with its provider") {
    std::string claims;
    for (int i = 0; i < 3000; ++i)
        claims += "HL*" + std::to_string(5 + i) + "*3*PT~NM1*QC*1*DOE*JANE****MI*M" + std::to_string(i) + "~TRN*2*N" +
                  std::to_string(i) + "~STC*A2:20*20260302*WQ*9~REF*1K*I" + std::to_string(i) + "~DTP*472*D8*20260227~";
    book_of read;
    read.read(claim_answer("STC*A2:20*20260302*WQ*9~", claims));
    REQUIRE(read.book.entries.size() == 3002);
    for (int i = 0; i < 3000; ++i) {
        auto const& e = read.book.entries[static_cast<std::size_t>(i) + 2];
        REQUIRE(e.control_number == "N" + std::to_string(i));
        REQUIRE(e.npi == "1234567893");
        REQUIRE(e.set_reference == "B1");
        REQUIRE(e.icn == "I" + std::to_string(i));
    }
}

TEST_CASE("what is no acknowledgment is counted and passed over") {
    book_of read;
    read.read(enveloped("277*1*005010X212", "HN", "BHT*0010*08*9*20260305*1030*DG~HL*1**20*1~"));
    CHECK(read.counts.sets_other == 1);
    read.read(enveloped("835*1", "HP", "BPR*I*0~"));
    CHECK(read.counts.sets_other == 1);
    CHECK(read.book.entries.empty());
    CHECK(read.book.files.size() == 2);
    read.read("");
    CHECK(read.book.entries.empty());
}

}  // namespace record_acknowledgment_test
