#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "scrubber/record/remittance_reader.hpp"

namespace record_remittance_test {

using namespace orthoscrub;
using ledger::balance_break;
using record::remittance_status;
using list = std::vector<std::string>;

namespace {

std::string fixture(std::string const& name) {
    std::ifstream in(ORTHOSCRUB_SOURCE_DIR "/fixtures/" + name, std::ios::binary);
    REQUIRE(in);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// An interchange with one set of this body (BPR to the last segment).
std::string file_of(std::string_view body) {
    return "ISA*00*          *00*          *ZZ*PAYERONE       *ZZ*BRACESINC      *250401*1200*^*00501*000000001*0*T*:~"
           "GS*HP*A*B*20250402*1200*1*X*005010X221A1~ST*835*0001~" +
           std::string{body} + "SE*0*0001~GE*1*1~IEA*1*000000001~";
}
std::string file_with(std::string_view total, std::string_view claims) {
    return file_of("BPR*I*" + std::string{total} +
                   "*C*CHK************20250401~TRN*1*T1*1512345678~N1*PR*PAYER~N1*PE*BRACES*XX*1234567893~LX*1~" +
                   std::string{claims});
}

/// One file read on its own.
struct reading {
    ledger::remittance_book book;
    record::remittance_result result;
    list faults;

    explicit reading(std::string_view text, std::size_t window = 64 * 1024, std::size_t block = 0, bool guide = false) {
        scrub::payer_profiles profiles;
        REQUIRE(profiles
                    .add("test",
                         "[[profile]]\nid = \"medicare.dme.test\"\nclass = \"medicare.dme\"\nremit_ids = "
                         "[\"16013\", \"1512345678\"]\n")
                    .empty());
        ledger::person_hasher hasher{ledger::hash_key{1, 2, 3}};
        record::remittance_options options;
        options.limits.window_bytes = window;
        options.guide = guide;
        record::remittance_reader reader{profiles, hasher, options};
        auto const input = text::read_memory(text, block);
        result = reader.read(*input, "test.835", book, [this](text::fault const& f) {
            faults.push_back(std::string{text::describe(f.code).id} + " @" + std::to_string(f.at.segment) + " " +
                             f.seen + " / " + f.expected);
        });
    }
    /// "claim A1: 80.00 <> 79.99", one a break.
    [[nodiscard]] list breaks() const {
        static constexpr char const* names[]{"line", "claim", "claim_lines", "transaction"};
        list out;
        for (auto const& b : book.breaks)
            out.push_back(std::string{names[static_cast<int>(b.where)]} + " " +
                          std::string{b.claim == ledger::absent ? "" : book.claims[b.claim].control_number} + " " +
                          to_string(b.expected) + " <> " + to_string(b.found));
        return out;
    }
};

}  // namespace

TEST_CASE("remittance: faults of the guide come with those of structure, when they are asked for") {
    std::string const text = file_with("5", "CLP*A*1*5*5**12~SVC*HC:L1833*5*5~");
    auto const of_guide = [](std::string const& fault) { return fault.starts_with("guide-"); };
    list const without = reading{text}.faults, with = reading{text, 64 * 1024, 0, true}.faults;
    CHECK(!without.empty());
    CHECK(std::ranges::none_of(without, of_guide));
    for (auto const& fault : without) CHECK(std::ranges::find(with, fault) != with.end());
    CHECK(std::ranges::count_if(with, of_guide) == static_cast<std::ptrdiff_t>(with.size() - without.size()));
    CHECK(std::ranges::find(with, "guide-element-missing @9  / the guide requires it") != with.end());
}

TEST_CASE("remittance: every column of the book") {
    reading const r{fixture("remittances/every-loop.835"), 64 * 1024, 0, true};
    CHECK(r.faults == list{});
    CHECK(r.breaks() == list{});
    CHECK(r.result.status == remittance_status::read);
    CHECK(r.result.trouble == "");
    CHECK(r.result.unplaced == 0);
    auto const& book = r.book;
    REQUIRE(book.remittances.size() == 1);
    auto const& paid = book.remittances[0];
    CHECK(book.files[paid.file].path == "test.835");
    CHECK(book.files[0].sha256.size() == 64);
    CHECK(paid.set == "0001");
    CHECK(paid.payer_id == "PAYER1");
    CHECK(paid.payer_name == "PAYER ONE");
    CHECK(paid.profile == "medicare.dme.test");
    CHECK(paid.payee_npi == "1234567893");
    CHECK(paid.payee_tax_id != 0);
    CHECK(paid.handling == "I");
    CHECK(paid.method == "ACH");
    CHECK(paid.total.cents == 76790);
    CHECK(paid.trace == "EFT0001");
    CHECK(paid.originator == "1512345678");
    CHECK(paid.paid_on.number() == 20250401);
    CHECK(paid.produced.number() == 20250331);
    CHECK(paid.content.size() == 64);
    CHECK(paid.balanced);
    CHECK(paid.claims.count == 4);
    REQUIRE(paid.provider_adjustments.count == 2);
    auto const& plb = book.provider_adjustments[0];
    CHECK(plb.npi == "1234567893");
    CHECK(plb.reason == "L6");
    CHECK(plb.reference == "B-0418");
    CHECK(plb.amount.cents == -125);
    CHECK(plb.fiscal_end.number() == 20251231);

    auto const& a = book.claims[0];
    CHECK(a.control_number == "B-0417");
    CHECK(a.status == "19");
    CHECK(a.charge.cents == 91732);
    CHECK(a.patient_share.cents == 14677);
    CHECK(a.filing_indicator == "MB");
    CHECK(a.icn == "25090000000001");
    CHECK(a.place == "12");
    CHECK(a.frequency == "1");
    CHECK(a.crossover);
    CHECK(a.members[0] != 0);
    CHECK(a.members[1] == 0);
    CHECK(a.members[2] != 0);
    CHECK(a.members[0] != a.members[2]);
    CHECK(a.last_name == book.claims[3].last_name);
    CHECK(a.last_name != book.claims[1].last_name);
    CHECK(a.first_day.number() == 20250310);
    CHECK(book.claims[1].interest->cents == 125);
    CHECK(book.claims[3].original_icn == "25020000000009");
    CHECK(book.claims[3].status == "22");
    CHECK(book.claims[3].lines_balanced);
    auto const remarks = book.rows(book.remarks, a.remarks);
    REQUIRE(remarks.size() == 2);
    CHECK(remarks[1] == "MA18");
    CHECK(a.image != 0);

    auto const& l = book.lines_of(a)[0];
    CHECK(l.claim == 0);
    CHECK(l.adjudicated.code == "L1833");
    CHECK(l.adjudicated.modifiers[1] == "KX");
    CHECK(l.submitted.empty());
    CHECK(l.paid.cents == 58709);
    CHECK(l.paid_units.thousandths == 1000);
    CHECK_FALSE(l.original_units);
    CHECK(l.control_number == "B-0417-1");
    CHECK(l.allowed->cents == 73386);
    CHECK(book.rows(book.policies, l.policies)[0] == "L33318");
    CHECK(book.rows(book.remarks, l.remarks)[0] == "N807");
    auto const adjustments = book.rows(book.adjustments, l.adjustments);
    REQUIRE(adjustments.size() == 3);
    CHECK(adjustments[1].group == "CO");
    CHECK(adjustments[1].reason == "253");
    CHECK(adjustments[1].amount.cents == 1198);
    CHECK(adjustments[2].group == "PR");

    auto const& changed = book.lines_of(book.claims[1])[0];
    CHECK(changed.claim == 1);
    CHECK(changed.asked().code == "L1845");
    CHECK(changed.original_units->thousandths == 2000);
    CHECK(changed.first_day.number() == 20250311);
    CHECK(changed.last_day.number() == 20250312);
    CHECK(book.lines_of(book.claims[1])[1].paid_units.thousandths == 0);
    CHECK(book.lines_of(book.claims[3])[0].paid_units.thousandths == -1000);
}

TEST_CASE("remittance: a sum that does not come out is kept at its level with both sides") {
    reading const r{fixture("remittances/unbalanced.835")};
    CHECK(r.faults == list{});
    CHECK(r.breaks() == list{"line A1 80.00 <> 79.99", "claim A2 30.00 <> 30.01", "claim_lines A3 60.00 <> 40.00",
                             "transaction  110.01 <> 90.00"});
    auto const& book = r.book;
    CHECK(book.breaks[0].line == 0);
    CHECK(book.breaks[0].at.element == 3);
    CHECK_FALSE(book.lines[0].balanced);
    CHECK(book.lines[1].balanced);
    CHECK(book.claims[0].balanced);
    CHECK_FALSE(book.claims[1].balanced);
    CHECK_FALSE(book.claims[2].lines_balanced);
    CHECK(book.claims[2].balanced);
    CHECK_FALSE(book.remittances[0].balanced);
    CHECK(r.result.breaks == 4);
}

TEST_CASE("remittance: money is counted in cents and never rounded") {
    struct row {
        char const* why;
        std::string text;
        list breaks;
        std::size_t faults;
    };
    for (auto const& [why, text, breaks, faults] : std::vector<row>{
             {"forms of numbers", file_with("1.5", "CLP*A*1*2*1.50~SVC*HC:X*2.00*1.5~CAS*CO*45*.5~"), {}, 0},
             {"ten dimes", file_with(".9", "CLP*A*1*1*.9~SVC*HC:X*1*.9~CAS*CO*45*.01*1*59*.02**23*.07~"), {}, 0},
             {"negative adjustment raises", file_with("3", "CLP*A*1*2*3~SVC*HC:X*2*3~CAS*OA*94*-1~"), {}, 0},
             {"claim and line adjustments count for the claim",
              file_with("1", "CLP*A*1*4*1~CAS*CO*45*1~SVC*HC:X*4*2~CAS*CO*45*2~"),
              {},
              0},
             {"a cent at the line",
              file_with("1", "CLP*A*1*2*1~SVC*HC:X*2*1.01~CAS*CO*45*1~"),
              {"line A 1.00 <> 1.01"},
              0},
             {"no lines: nothing to sum", file_with("0", "CLP*A*4*2*0~CAS*CO*29*2~"), {}, 0},
             {"PLB lowers the payment",
              file_with("1", "CLP*A*1*2*2~SVC*HC:X*2*2~PLB*1*20251231*WO:A*1.5*L6:B*-.5~"),
              {},
              0},
             {"a payment below zero",
              file_with("-1", "CLP*A*22*-1*-1~SVC*HC:X*-1*-1~"),
              {"transaction  -1.00 <> -1.00"},
              0},
             {"an amount that cannot be read is a fault, not a break",
              file_with("1", "CLP*A*1*2*1~SVC*HC:X*2*1~CAS*CO*45*1,00~"),
              {},
              1},
             {"finer than cents", file_with("1", "CLP*A*1*2*1.001~SVC*HC:X*2*1~CAS*CO*45*1~"), {}, 1}}) {
        CAPTURE(why);
        reading const r{text};
        CHECK(r.breaks() == breaks);
        // The SE of these files counts nothing.
        CHECK(r.faults.size() == faults + 1);
    }
}

TEST_CASE("remittance: remark codes of a line are RARCs, not reject codes of pharmacies") {
    reading const r{file_with("1", "CLP*A*1*1*1~SVC*HC:X*1*1~LQ*RX*70~LQ*HE*N1~LQ*HE*N2~")};
    auto const remarks = r.book.rows(r.book.remarks, r.book.lines[0].remarks);
    REQUIRE(remarks.size() == 2);
    CHECK(remarks[0] == "N1");
    CHECK(remarks[1] == "N2");
}

TEST_CASE("remittance: what cannot be read leaves its levels unbalanced") {
    reading const r{file_with("1", "CLP*A*1*2*1~SVC*HC:X*2*1~CAS*CO*45*X~CLP*B*1*2*Y~SVC*HC:X*2*2~")};
    auto const& book = r.book;
    CHECK(r.breaks() == list{});
    CHECK_FALSE(book.lines[0].balanced);
    CHECK_FALSE(book.claims[0].balanced);
    CHECK(book.claims[0].lines_balanced);
    CHECK(book.lines[1].balanced);
    CHECK_FALSE(book.claims[1].balanced);
    CHECK(book.claims[1].paid.cents == 0);
    CHECK_FALSE(book.remittances[0].balanced);
}

TEST_CASE("remittance: several interchanges, sets and payers") {
    reading const r{fixture("remittances/several-sets.835")};
    CHECK(r.faults == list{});
    CHECK(r.breaks() == list{});
    auto const& book = r.book;
    REQUIRE(book.remittances.size() == 3);
    CHECK(book.remittances[0].payer_id == "PAYER1");
    CHECK(book.remittances[1].payer_id == "PAYER2");
    CHECK(book.remittances[1].total.cents == 0);
    CHECK(book.remittances[2].payer_id == "16013");
    CHECK(book.remittances[2].profile == "medicare.dme.test");
    CHECK(book.claims[2].remittance == 2);
    CHECK(book.remittances[2].claims.first == 2);
    CHECK(r.result.interchanges == 2);
    CHECK(r.result.remittances == 3);
    std::set<std::string_view> contents;
    for (auto const& p : book.remittances) contents.insert(p.content);
    CHECK(contents.size() == 3);

    // The same content in another layout is the same remittance.
    reading const feeds{fixture("remittances/line-feeds.835")};
    CHECK(feeds.faults == list{});
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(feeds.book.remittances[i].content == book.remittances[i].content);
        CHECK(feeds.book.claims[i].image == book.claims[i].image);
    }
}

TEST_CASE("remittance: broken claims and lines are kept, the others are read") {
    reading const r{fixture("remittances/broken.835")};
    CHECK(r.faults == list{"x12-number-unreadable @20 CLP04 / an amount in dollars and cents",
                           "x12-payment-broken @25 SVC / SVC01-2, SVC02, SVC03", "x12-segment-unexpected @28 ZZZ / "});
    CHECK(r.book.claims.size() == 2);
    CHECK(r.book.lines.size() == 4);
    CHECK(r.result.unplaced == 2);
    CHECK_FALSE(r.book.claims[1].lines_balanced);
    CHECK(r.breaks() == list{});
}

TEST_CASE("remittance: rows, hashes and sums do not depend on windows and reads") {
    for (auto const* name : {"every-loop.835", "unbalanced.835", "broken.835", "several-sets.835"}) {
        CAPTURE(name);
        auto const text = fixture(std::string{"remittances/"} + name);
        reading const whole{text};
        for (std::size_t const window : {1, 300, 700, 2000})
            for (std::size_t const block : {1, 97}) {
                reading const parts{text, window, block};
                CHECK(parts.faults == whole.faults);
                CHECK(parts.breaks() == whole.breaks());
                CHECK(parts.result.segments == whole.result.segments);
                CHECK(parts.book.files[0].sha256 == whole.book.files[0].sha256);
                REQUIRE(parts.book.remittances.size() == whole.book.remittances.size());
                for (std::size_t i = 0; i < whole.book.remittances.size(); ++i) {
                    CHECK(parts.book.remittances[i].content == whole.book.remittances[i].content);
                    CHECK(parts.book.remittances[i].payer_id == whole.book.remittances[i].payer_id);
                }
                REQUIRE(parts.book.claims.size() == whole.book.claims.size());
                for (std::size_t i = 0; i < whole.book.claims.size(); ++i) {
                    CHECK(parts.book.claims[i].image == whole.book.claims[i].image);
                    CHECK(parts.book.claims[i].lines.first == whole.book.claims[i].lines.first);
                    CHECK(parts.book.claims[i].at.byte == whole.book.claims[i].at.byte);
                }
            }
    }
}

TEST_CASE("remittance: a file of another kind says so") {
    struct row {
        std::string text;
        remittance_status status;
        std::string trouble;
    };
    std::string const isa = file_of("").substr(0, 106);
    for (auto const& [text, status, trouble] : std::vector<row>{
             {"", remittance_status::unreadable, "is empty; a remittance is an 835 file"},
             {"hello", remittance_status::unreadable,
              "holds no X12 interchange (no ISA segment); a remittance is an 835 file"},
             {isa + "IEA*0*000000001~", remittance_status::wrong_type,
              "holds no transaction set; a remittance is an 835 005010X221A1"},
             {isa + "GS*HC*A*B*20250402*1200*1*X*005010X222A1~ST*837*1*005010X222A1~SE*2*1~GE*1*1~IEA*1*000000001~",
              remittance_status::wrong_type,
              "holds transaction set 837 005010X222A1; a remittance is an 835 005010X221A1"}}) {
        reading const r{text};
        CHECK(r.result.status == status);
        CHECK(r.result.trouble == trouble);
        CHECK(r.book.remittances.empty());
    }
}

TEST_CASE("remittance: the book holds no name, member id or tax id") {
    reading const r{fixture("remittances/every-loop.835")};
    std::string kept;
    auto const& book = r.book;
    for (auto const& c : book.claims)
        kept.append(c.control_number).append("|").append(c.icn).append("|").append(c.original_icn).append("|");
    for (auto const& p : book.remittances)
        kept.append(p.payer_id).append("|").append(p.payer_name).append("|").append(p.payee_npi).append("|");
    for (auto const* word : {"ROE", "JANE", "1EG4TE5MK73", "123456789|"}) CHECK(kept.find(word) == std::string::npos);
}

}  // namespace record_remittance_test
