// The pieces that answers are made of: segments, spools, the notes of a set, policy.
#include <doctest/doctest.h>

#include "scrubber/ack/group_answers.hpp"
#include "scrubber/ack/segment_text.hpp"
#include "scrubber/ack/set_notes.hpp"
#include "scrubber/ack/spool.hpp"

namespace ack_pieces_test {

using namespace orthoscrub;

namespace {

constexpr text::delimiters usual{'*', ':', '~', '^'};

std::string notes_text(ack::set_notes& notes) {
    std::string text;
    ack::segment_text out{usual, text};
    notes.write(out);
    return text;
}

ack::noted_error error(std::string_view segment, std::uint32_t position, text::loop_id loop, unsigned element,
                       std::string code) {
    ack::noted_error made;
    made.at.id = text::pack_id(segment);
    made.at.st_segment = position;
    made.at.loop = loop;
    made.at.element = static_cast<std::uint8_t>(element);
    made.of_element = element != 0;
    made.code = std::move(code);
    return made;
}

}  // namespace

TEST_CASE("ack segment: empty elements and components at the end are left off, those before a value are not") {
    std::string text;
    ack::segment_text out{usual, text};
    out.start("STC").element("A1").component("19").component().element().element("U").element().end();
    out.start("SVC").element("HC").component().component("RT").element("5").end();
    CHECK(text == "STC*A1:19**U~\nSVC*HC::RT*5~\n");
    CHECK(out.count() == 2);
}

TEST_CASE("ack segment: a value never breaks the framing") {
    std::string text;
    ack::segment_text out{usual, text};
    out.start("TRN").element("2").element("A*1:2~3^4\n5 ").end();
    CHECK(text == "TRN*2*A 1 2 3 4 5~\n");
}

TEST_CASE("ack segment: separators are those of the file unless one of them stands in numbers or words") {
    struct row {
        text::delimiters asked, given;
    };
    for (row const& r :
         {row{{'|', '>', '\n', '\\'}, {'|', '>', '\n', '\\'}}, row{{'*', ':', '~', '\0'}, {'*', ':', '~', '^'}},
          row{{'*', '^', '~', '\0'}, {'*', '^', '~', '|'}}, row{{'*', ':', '.', '^'}, usual},
          row{{'-', ':', '~', '^'}, usual}})
        CHECK(ack::answer_marks(r.asked) == r.given);
}

TEST_CASE("ack segment: amounts and units have no zeros at either end") {
    CHECK(ack::x12_amount({95000}) == "950");
    CHECK(ack::x12_amount({6550}) == "65.5");
    CHECK(ack::x12_amount({5}) == ".05");
    CHECK(ack::x12_amount({0}) == "0");
    CHECK(ack::x12_amount({-1005}) == "-10.05");
    CHECK(ack::x12_units({1500}) == "1.5");
}

TEST_CASE("ack spool: text comes back whole from memory and from the temporary file, and can be cut off anywhere") {
    ack::spool spool{64};
    std::string whole;
    for (int i = 0; i < 100; ++i) {
        std::string const line = "line " + std::to_string(i) + "\n";
        spool.append(line);
        whole += line;
    }
    auto const read = [&](std::uint64_t first, std::uint64_t last) {
        std::string text;
        CHECK(spool.read(first, last, [&](std::string_view block) {
            text += block;
            return true;
        }));
        return text;
    };
    CHECK(read(0, spool.size()) == whole);
    CHECK(read(10, 700) == whole.substr(10, 690));
    for (std::size_t size : {whole.size() - 3, std::size_t{500}, std::size_t{1}}) {
        spool.truncate(size);
        whole.resize(size);
        CHECK(read(0, spool.size()) == whole);
        spool.append("again\n");
        whole += "again\n";
        CHECK(read(0, spool.size()) == whole);
    }
}

TEST_CASE("ack notes: elements of one segment share an IK3, the claim is named, the loop is cut to four characters") {
    ack::set_notes notes;
    ack::noted_error late = error("SV1", 27, text::loop_id::l2400, 3, "7");
    late.data_element = "355";
    late.seen = "XX";
    late.claim = "ORT-2003";
    notes.add(late, {});
    notes.add(error("SV1", 27, text::loop_id::l2400, 5, "8"), {});
    notes.add(error("REF", 9, text::loop_id::l2010AA, 0, "I8"), {});
    CHECK(notes_text(notes) ==
          "IK3*REF*9*2010*I8~\nIK3*SV1*27*2400*8~\nCTX*CLM01:ORT-2003~\nIK4*3*355*7*XX~\nIK4*5**8~\n");
    CHECK(notes.result() == 'R');
    CHECK(notes.codes() == std::vector<std::string>{"5", "I5"});
}

TEST_CASE("ack notes: values of segments that name persons are never copied") {
    for (std::string_view const segment : {"NM1", "N3", "N4", "DMG", "REF", "NTE", "PER", "PWK", "K3"}) {
        CAPTURE(segment);
        ack::set_notes notes;
        ack::noted_error named = error(segment, 5, text::loop_id::l2010BA, 3, "7");
        named.seen = "CANARY";
        notes.add(named, {});
        CHECK(notes_text(notes).find("CANARY") == std::string::npos);
    }
}

TEST_CASE("ack notes: lenient bears what it is told to bear, and nothing else") {
    ack::answer_policy lenient;
    lenient.errors = ack::strictness::lenient;
    struct row {
        std::string_view segment;
        unsigned element;
        std::string code;
        char strict, lenient;
    };
    for (row const& r : {row{"NM1", 4, "I9", 'R', 'E'}, row{"NM1", 3, "5", 'R', 'E'}, row{"REF", 0, "7", 'R', 'E'},
                         row{"SV1", 3, "7", 'R', 'R'}, row{"CLM", 0, "2", 'R', 'R'}}) {
        CAPTURE(r.code);
        ack::set_notes a, b;
        a.add(error(r.segment, 3, text::loop_id::l2300, r.element, r.code), {});
        b.add(error(r.segment, 3, text::loop_id::l2300, r.element, r.code), lenient);
        CHECK(a.result() == r.strict);
        CHECK(b.result() == r.lenient);
    }
    ack::set_notes of_the_set;
    of_the_set.add_set_code("4");
    CHECK(of_the_set.result() == 'R');
}

TEST_CASE("ack 999: a group of three sets, one of them accepted with an error and one rejected") {
    ack::answer_policy lenient;
    lenient.errors = ack::strictness::lenient;
    ack::group_answers answers{{905, *model::date::from_iso("2026-03-02"), 10, 15}};
    envelope::interchange_header isa;
    isa.marks = usual;
    envelope::group_header gs;
    gs.functional_id = "HC";
    gs.sender = "SENDER01";
    gs.receiver = "RECEIVER01";
    gs.control_number = "17";
    gs.version = "005010X222A1";
    answers.begin_interchange(isa, 906);
    answers.begin_group(gs);
    ack::set_notes notes;
    answers.add({"837", "0001", "005010X222A1", 1}, "005010X222A1", notes);
    ack::noted_error name = error("NM1", 14, text::loop_id::l2010BA, 4, "I9");
    name.data_element = "1036";
    name.trigger = error("NM1", 14, text::loop_id::l2010BA, 2, {}).at;
    notes.add(name, lenient);
    answers.add({"837", "0002", "005010X222A1", 2}, "005010X222A1", notes);
    notes.clear();
    ack::noted_error unit = error("SV1", 27, text::loop_id::l2400, 3, "7");
    unit.data_element = "355";
    unit.seen = "XX";
    unit.claim = "ORT-2003";
    notes.add(unit, lenient);
    answers.add({"837", "0003", "005010X222A1", 3}, "005010X222A1", notes);
    CHECK(answers.end_group({}, "3") == 'P');
    std::string text;
    CHECK(answers.text().read(0, answers.text().size(), [&](std::string_view block) {
        text += block;
        return true;
    }));
    CHECK(text ==
          "GS*FA*RECEIVER01*SENDER01*20260302*1015*906*X*005010X231A1~\n"
          "ST*999*0001*005010X231A1~\n"
          "AK1*HC*17*005010X222A1~\n"
          "AK2*837*0001*005010X222A1~\n"
          "IK5*A~\n"
          "AK2*837*0002*005010X222A1~\n"
          "IK3*NM1*14*2010*8~\n"
          "IK4*4*1036*I9~\n"
          "CTX*SITUATIONAL TRIGGER*NM1*14*2010*2~\n"
          "IK5*E*I5~\n"
          "AK2*837*0003*005010X222A1~\n"
          "IK3*SV1*27*2400*8~\n"
          "CTX*CLM01:ORT-2003~\n"
          "IK4*3*355*7*XX~\n"
          "IK5*R*5~\n"
          "AK9*P*3*3*2~\n"
          "SE*16*0001~\n"
          "GE*1*906~\n");
}

}  // namespace ack_pieces_test
