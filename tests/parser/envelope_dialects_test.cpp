// The dialects of framing: what is tolerated in silence, and what is tolerated and told.
#include <doctest/doctest.h>

#include <string>

#include "tests/parser/envelope_reading.hpp"

namespace envelope_dialects_test {

using namespace orthoscrub;
using test::interchange;
using test::read_all;
using test::replaced;
using test::replaced_once;

namespace {

std::string const plain = interchange(test::claims_body, test::claims_count);
std::string const plain_bodies = read_all(plain).bodies();

struct dialect {
    char const* name;
    std::string text;
    char const* faults;
};

}  // namespace

TEST_CASE("dialects: a plain file has no faults") {
    auto const r = read_all(plain);
    CHECK(r.fault_ids() == "");
    CHECK(r.raw == plain);
    CHECK(r.totals.interchanges == 1);
    CHECK(r.totals.groups == 1);
    CHECK(r.totals.transaction_sets == 1);
    CHECK(r.totals.segments == 28);
    CHECK(r.totals.bytes == plain.size());
}

TEST_CASE("dialects: the same segments, however they are laid out") {
    std::string const blanks(300, ' ');
    dialect const dialects[] = {
        {"LF after terminators", replaced(plain, "~", "~\n"), ""},
        {"CRLF after terminators", replaced(plain, "~", "~\r\n"), ""},
        {"CR after terminators", replaced(plain, "~", "~\r"), ""},
        {"blank lines between segments", replaced(plain, "~", "~\n\n \r\n"), ""},
        {"indented segments", replaced(plain, "~", "~\n \t  "), ""},
        {"spaces, NUL and ^Z at the end", plain + blanks + std::string(100, '\0') + "\x1A", ""},
        {"byte order mark", "\xEF\xBB\xBF" + plain, ""},
        {"blanks before ISA", " \r\n\t\n" + plain, ""},
        {"LF as terminator", replaced(plain, "~", "\n"), ""},
        {"CR as terminator", replaced(plain, "~", "\r"), ""},
        {"CR as terminator, LF behind", replaced(plain, "~", "\r\n"), ""},
        {"LF as terminator, blank lines", replaced(plain, "~", "\n\n"), ""},
        {"LF as terminator, CR before it but in the ISA", replaced_once(replaced(plain, "~", "\r\n"), "*:\r\n", "*:\n"),
         ""},
        {"no line end behind the last segment", replaced(plain, "~", "\n").substr(0, plain.size() - 1), ""},
        {"odd terminator", replaced(plain, "~", "\x1C"), ""},
        {"line break before terminators", replaced_once(replaced(plain, "~", "\n~"), ":\n~", ":~"), ""},
        {"lower case ids", replaced(replaced(plain, "~HL*", "~hl*"), "~LX*", "~lx*"), "x12-lower-case-idx8"},
        {"lower case isa", "isa" + plain.substr(3), "x12-lower-case-id"},
    };
    for (auto const& d : dialects) {
        CAPTURE(d.name);
        auto const r = read_all(d.text);
        CHECK(r.fault_ids() == d.faults);
        CHECK(r.raw == d.text);
        auto const at_isa = d.text.find_first_of("Ii");
        std::string const wanted = d.text[at_isa] == 'i' || d.faults[0] != '\0' ? r.bodies() : plain_bodies;
        CHECK(r.bodies() == wanted);
        CHECK(r.totals.segments == 28);
        CHECK(r.totals.transaction_sets == 1);
    }
}

TEST_CASE("dialects: delimiters of any punctuation are read from the ISA") {
    struct row {
        char element, component, repetition, terminator;
    };
    for (row const& d :
         {row{'*', '>', '^', '~'}, row{'*', '<', '!', '~'}, row{'|', '\\', '`', '\''}, row{'~', ':', '>', '_'},
          row{'*', '|', '^', '\n'}, row{'\x1D', '\x1F', '\x1E', '\x1C'}, row{'+', ':', '^', '\x85'}}) {
        std::string text = plain;
        for (char& c : text) {
            switch (c) {
                case '*':
                    c = d.element;
                    break;
                case ':':
                    c = d.component;
                    break;
                case '^':
                    c = d.repetition;
                    break;
                case '~':
                    c = d.terminator;
                    break;
                default:
                    break;
            }
        }
        CAPTURE(text);
        auto const r = read_all(text);
        CHECK(r.fault_ids() == "");
        CHECK(r.raw == text);
        CHECK(r.totals.segments == 28);
        CHECK(r.interchange.marks == text::delimiters{d.element, d.component, d.terminator, d.repetition});
    }
}

TEST_CASE("dialects: ISA11 that is a letter, digit or blank means no repetition") {
    for (char const c : {'U', '1', ' ', ':'}) {
        auto const r = read_all(replaced_once(plain, "*^*", std::string{'*', c, '*'}));
        CHECK(r.fault_ids() == "x12-repetition-separator");
        CHECK(r.interchange.marks.repetition == '\0');
        CHECK(r.bodies().size() == plain_bodies.size());
    }
}

TEST_CASE("dialects: an ISA without padding is recovered by counting separators, and told") {
    auto const text =
        replaced(replaced_once(replaced_once(plain, "SENDER         ", "SENDER"), "RECEIVER       ", "RECEIVER"),
                 "          ", "");
    auto const r = read_all(text);
    CHECK(r.fault_ids() == "x12-isa-length");
    CHECK(r.faults.faults()[0].seen == "70");
    CHECK(r.raw == text);
    CHECK(r.interchange.sender == "SENDER");
    CHECK(r.interchange.marks == text::delimiters{'*', ':', '~', '^'});
    CHECK(r.totals.segments == 28);
}

TEST_CASE("dialects: an interchange whose delimiters cannot be read is skipped, the next one is read") {
    struct row {
        char const* name;
        std::string isa;
    };
    for (row const& d : {row{"component is the element separator", replaced_once(test::isa_text, "*:~", "**~")},
                         row{"component is a letter", replaced_once(test::isa_text, "*:~", "*A~")},
                         row{"terminator is a digit", replaced_once(test::isa_text, "*:~", "*:0")},
                         row{"ISA is cut", test::isa_text.substr(0, 60) + "~"}}) {
        CAPTURE(d.name);
        std::string const text = d.isa + plain.substr(106) + plain;
        auto const r = read_all(text);
        CHECK(r.fault_ids() == "x12-isa-delimiters");
        CHECK(r.raw == text);
        CHECK(r.totals.interchanges == 1);
        CHECK(r.totals.transaction_sets == 1);
    }
}

TEST_CASE("dialects: lines wrapped at 80 columns are joined, the ISA too") {
    for (char const* line_end : {"\n", "\r\n", "\r"}) {
        std::string wrapped;
        for (std::size_t at = 0; at < plain.size(); at += 80) wrapped += plain.substr(at, 80) + line_end;
        auto const r = read_all(wrapped);
        CHECK(r.fault_ids() == "");
        CHECK(r.raw == wrapped);
        CHECK(r.bodies() == plain_bodies);
        CHECK((r.pieces[0].flags & text::wrapped) != 0);
    }
}

TEST_CASE("dialects: a line break before a segment id stands for the missing terminator, inside a value it does not") {
    auto const lost = read_all(replaced_once(plain, "~HI*", "\nHI*"));
    CHECK(lost.fault_ids() == "x12-terminator-missing");
    CHECK(lost.bodies() == plain_bodies);
    // A value that looks like an id, behind a separator: the line goes on.
    auto const text = interchange("N4*HONOLULU*\nHI*96813~", 3);
    auto const kept = read_all(text);
    CHECK(kept.fault_ids() == "");
    CHECK(kept.bodies().find("N4*HONOLULU*HI*96813") != std::string::npos);
}

TEST_CASE("dialects: several interchanges with different delimiters in one file") {
    std::string const other = replaced(replaced(replaced(plain, ":", ">"), "*", "|"), "~", "\n");
    std::string const text = plain + "\r\n" + other + plain + "   " + other;
    auto const r = read_all(text);
    CHECK(r.fault_ids() == "");
    CHECK(r.raw == text);
    CHECK(r.totals.interchanges == 4);
    CHECK(r.totals.transaction_sets == 4);
    CHECK(r.totals.segments == 4 * 28);
    CHECK(r.interchange.ordinal == 4);
}

TEST_CASE("dialects: trailing separators are one note with a count") {
    auto const r = read_all(replaced(plain, "~LX*1~", "~LX*1*~"));
    CHECK(r.fault_ids() == "x12-trailing-separatorx3");
    CHECK(r.faults.faults()[0].at.id == text::pack_id("LX"));
}

TEST_CASE("dialects: bytes outside of the character set are one warning with a count") {
    auto const r = read_all(replaced_once(replaced_once(plain, "DOE", "D\xD6\x45"), "BRACES",
                                          "BR\xC3\x84"
                                          "CES"));
    CHECK(r.fault_ids() == "x12-non-asciix2");
    CHECK(r.faults.faults()[0].at.id == text::pack_id("NM1"));
}

TEST_CASE("dialects: empty segments and garbage between segments are told and are no segments") {
    auto const text = replaced_once(replaced_once(plain, "~HI*", "~~HI*"), "~SBR", "~see page 2~SBR");
    auto const r = read_all(text);
    CHECK(r.fault_ids() == "x12-segment-malformed x12-segment-malformed");
    CHECK(r.bodies() == plain_bodies);
    CHECK(r.raw == text);
}

TEST_CASE("dialects: an id with a NUL in it is no segment id, however the rest of it looks") {
    for (std::string const& id : {std::string{"HI\0", 3}, std::string{"H\0I", 3}, std::string{"H\0", 2}}) {
        auto const text = replaced_once(plain, "~HI*", "~" + id + "*");
        auto const r = read_all(text);
        CHECK(r.fault_ids().find("x12-segment-malformed") != std::string::npos);
        auto const odd = std::find_if(r.pieces.begin(), r.pieces.end(),
                                      [&](test::piece const& p) { return p.body.starts_with(id + "*"); });
        REQUIRE(odd != r.pieces.end());
        CHECK(odd->id == 0);
        CHECK(r.raw == text);
    }
}

TEST_CASE("dialects: garbage before ISA and between interchanges is told, once a run") {
    struct row {
        std::string text;
        char const* faults;
    };
    for (row const& d :
         {row{"HELLO ISA " + plain, "x12-isa-missing"},
          row{plain + "bye" + plain + "\nbye\n", "x12-isa-missing x12-isa-missing"},
          row{std::string(200000, 'x') + plain, "x12-isa-missing"}, row{plain + "~\r\n", "x12-segment-malformed"}}) {
        auto const r = read_all(d.text);
        CHECK(r.fault_ids() == d.faults);
        CHECK(r.raw == d.text);
    }
}

TEST_CASE("dialects: data without any ISA are one fault, nothing of them is parsed, and they come back") {
    for (std::string const& text : {std::string{}, std::string{"\n\n"}, std::string{"x"}, plain.substr(106),
                                    std::string{"IS"}, std::string(300000, '~')}) {
        auto const r = read_all(text);
        CHECK(r.fault_ids() == "x12-isa-missing");
        CHECK(r.raw == text);
        CHECK(r.totals.interchanges == 0);
        for (auto const& s : r.steps) CHECK(s.kind == envelope::event_kind::other);
    }
}

TEST_CASE("dialects: the component separator of the body differs from ISA16") {
    auto const r = read_all(replaced(replaced(plain, "12:B:1", "12>B>1"), "ABK:", "ABK>"));
    CHECK(r.fault_ids() == "x12-component-separatorx4");
    CHECK(r.faults.faults()[0].seen == ">");
    CHECK(r.faults.faults()[0].expected == ":");
}

TEST_CASE("dialects: TA1 between ISA and GS is expected; elsewhere it is told") {
    std::string const ta1 = "TA1*000000001*250301*1200*A*000~";
    CHECK(read_all(replaced_once(plain, "~GS*", "~" + ta1 + "GS*")).fault_ids() == "");
    CHECK(read_all(replaced_once(plain, "~IEA*", "~" + ta1 + "IEA*")).fault_ids() == "x12-st-outside");
    auto const alone = test::isa_text + ta1 + "IEA*0*000000001~";
    CHECK(read_all(alone).fault_ids() == "");
    CHECK(read_all(replaced_once(alone, "IEA*0", "IEA*1")).fault_ids() == "x12-iea-count");
}

TEST_CASE("dialects: padded ids are trimmed in the header") {
    auto const r = read_all(replaced_once(plain, "SENDER         ", "         SENDER"));
    CHECK(r.fault_ids() == "");
    CHECK(r.interchange.sender == "SENDER");
    CHECK(r.interchange.sender_qualifier == "ZZ");
    CHECK(r.interchange.control_number == "000000001");
    CHECK(r.interchange.date == "250301");
    CHECK(r.interchange.usage == "P");
}

}  // namespace envelope_dialects_test
