// Windows: where sets are cut, what is repeated, limits, and that segments depend on the bytes alone.
#include <doctest/doctest.h>

#include <random>
#include <string>

#include "tests/parser/envelope_reading.hpp"

namespace envelope_window_test {

using namespace orthoscrub;
using envelope::event_kind;
using envelope::reader_limits;
using test::interchange;
using test::read_all;
using test::replaced;
using test::replaced_once;

namespace {

std::string const plain = interchange(test::claims_body, test::claims_count);

reader_limits window(std::size_t bytes) {
    reader_limits l;
    l.window_bytes = bytes;
    return l;
}

// What a reader of windows must be able to rely on, whatever the text.
void check_events(test::reading const& r) {
    bool open = false;
    for (auto const& s : r.steps) {
        if (s.kind != event_kind::set_window) {
            CHECK(s.context == 0);
            CHECK((s.kind == event_kind::other || !open));
            continue;
        }
        CHECK(s.first != open);
        CHECK((s.context == 0) == s.first);
        open = !s.last;
    }
    CHECK_FALSE(open);
}

}  // namespace

TEST_CASE("window: a set that fits is one window") {
    auto const r = read_all(plain);
    REQUIRE(r.steps.size() == 5);
    CHECK(r.steps[0].kind == event_kind::interchange_begin);
    CHECK(r.steps[1].kind == event_kind::group_begin);
    CHECK(r.steps[2].kind == event_kind::set_window);
    CHECK(r.steps[2].first);
    CHECK(r.steps[2].last);
    CHECK(r.steps[2].segments == test::claims_count);
    CHECK(r.steps[3].kind == event_kind::group_end);
    CHECK(r.steps[4].kind == event_kind::interchange_end);
}

TEST_CASE("window: parts of a set begin at HL or CLM and repeat the open parents") {
    std::string const heading = "ST*8 BHT* NM1* ";
    std::string const provider = heading + "HL*1 NM1* ";
    struct row {
        char const* start;
        std::string context;
        bool seen = false;
    };
    row rows[] = {{"HL*1**", heading},
                  {"HL*2*1", provider},
                  {"CLM*A1", provider + "HL*2 SBR* NM1* "},
                  {"CLM*A2", provider + "HL*2 SBR* NM1* "},
                  {"HL*3*1", provider},
                  {"HL*4*3", provider + "HL*3 SBR* "},
                  {"CLM*A3", provider + "HL*3 SBR* HL*4 PAT* "}};
    // A note of growing length before a border pushes the cut to that border.
    for (auto const& padded : rows)
        for (std::size_t note = 100; note < 900; note += 100) {
            std::string const body =
                replaced_once(test::claims_body, padded.start, "K3*" + std::string(note, 'x') + "~" + padded.start);
            auto const text = interchange(body, test::claims_count + 1);
            auto const r = read_all(text, window(64));
            CHECK(r.raw == text);
            CHECK(r.fault_ids() == "");
            check_events(r);
            for (auto const& s : r.steps) {
                if (s.kind != event_kind::set_window || s.first) continue;
                auto const start = s.bodies.front().substr(0, 6);
                std::string context;
                for (auto const& b : s.context_bodies)
                    if (!b.starts_with("K3")) context += b.substr(0, 4) + " ";
                bool known = false;
                for (auto& d : rows) {
                    if (start != d.start) continue;
                    known = d.seen = true;
                    CHECK(context == d.context);
                }
                CAPTURE(start);
                CHECK(known);
            }
        }
    for (auto const& d : rows) {
        CAPTURE(d.start);
        CHECK(d.seen);
    }
}

TEST_CASE("window: context keeps offsets, ordinals and elements, and has no raw bytes") {
    auto const input = text::read_memory(plain);
    text::diagnostics faults;
    envelope::interchange_reader reader{*input, faults, window(64)};
    bool seen = false;
    for (auto e = reader.next(); e.kind != event_kind::end; e = reader.next())
        for (std::uint32_t i = 0; i < e.context; ++i) {
            auto const& s = e.segments[i];
            CHECK((s.flags & text::context) != 0);
            CHECK(text::raw_of(s).empty());
            CHECK(plain.compare(s.offset, s.body().size(), s.body()) == 0);
            if (s.is("HL")) CHECK(s.element(1).size() == 1);
            if (i == 0) CHECK(s.st_ordinal == 1);
            seen = true;
        }
    CHECK(seen);
}

TEST_CASE("window: a remittance is cut before CLP and LX and keeps its heading") {
    std::string const body =
        "BPR*I*1*C*CHK~TRN*1*1*1~N1*PR*P~N1*PE*Q~LX*1~TS3*1*11~CLP*A*1*1*1**12~SVC*HC:L1833*1*1~CLP*B*1*1*1**12~"
        "SVC*HC:L1833*1*1~LX*2~CLP*C*1*1*1**12~PLB*1*1~";
    std::string const text = interchange(body, 15, "835");
    auto const r = read_all(text, window(64));
    CHECK(r.raw == text);
    CHECK(r.fault_ids() == "");
    for (auto const& s : r.steps) {
        if (s.kind != event_kind::set_window || s.first) continue;
        CHECK(s.context_bodies[0].starts_with("ST*835"));
        if (s.bodies[0].starts_with("CLP*B")) {
            CHECK(s.context == 7);
            CHECK(s.context_bodies[6] == "TS3*1*11");
        }
        if (s.bodies[0].starts_with("CLP*C")) CHECK(s.context_bodies.back() == "LX*2");
    }
    check_events(r);
}

TEST_CASE("window: segments do not depend on the window, the kernel or the reads of the source") {
    std::string const other = replaced(replaced(replaced(plain, ":", ">"), "*", "|"), "~", "\n");
    std::string wrapped;
    for (std::size_t at = 0; at < plain.size(); at += 80) wrapped += plain.substr(at, 80) + "\r\n";
    std::string const odd = "\xEF\xBB\xBF  " + replaced(plain, "~", "~\r\n  ") + "garbage" + wrapped + "\n" + other +
                            replaced_once(replaced_once(plain, "~HI*", "\nHI*"), "~SBR", "~~no id~sbr") +
                            std::string(50, '\0') + replaced_once(plain, "DOE", "D\xD6") +
                            plain.substr(0, plain.size() - 30);
    for (std::string const& text : {plain, wrapped, other, odd}) {
        auto const expected = read_all(text);
        CHECK(expected.raw == text);
        std::string const shape = expected.shape();
        for (std::size_t block = 1; block < 140; ++block) {
            auto const r = read_all(text, {}, block);
            REQUIRE(r.shape() == shape);
            REQUIRE(r.fault_ids() == expected.fault_ids());
        }
        for (std::size_t bytes : {64u, 65u, 71u, 100u, 128u, 177u, 300u, 1000u, 2000u, 4096u}) {
            auto l = window(bytes);
            for (std::size_t block : {0u, 1u, 7u, 63u}) {
                l.kernel = block == 1   ? text::scan_kernel::scalar
                           : block == 7 ? text::scan_kernel::sse2
                                        : text::scan_kernel::automatic;
                auto const r = read_all(text, l, block);
                CAPTURE(bytes);
                REQUIRE(r.raw == text);
                REQUIRE(r.shape() == shape);
                REQUIRE(r.fault_ids() == expected.fault_ids());
                check_events(r);
            }
        }
    }
}

TEST_CASE("window: any bytes come back, and the same segments from every window") {
    std::mt19937 random{20250302};
    std::string const pieces[] = {"ISA",
                                  "*",
                                  "~",
                                  "\n",
                                  "\r\n",
                                  " ",
                                  "GS*HC*",
                                  "ST*837*1~",
                                  "SE*2*1~",
                                  "GE*1*1~",
                                  "IEA*1*1~",
                                  "HL*1**20*1~",
                                  "HL*2*1*22*0~",
                                  "CLM*A*1~",
                                  "LX*1~",
                                  "x",
                                  "\xE9",
                                  std::string(1, '\0'),
                                  "isa*",
                                  "NM1*IL*1*DOE~",
                                  "TA1*1~",
                                  "~~",
                                  test::isa_text,
                                  "\nHI*ABK:M1711",
                                  std::string(90, 'A'),
                                  "I",
                                  "IS",
                                  "hl*",
                                  "***",
                                  "\xEF\xBB\xBF",
                                  "\x1A"};
    for (int round = 0; round < 400; ++round) {
        std::string text = round % 3 == 0 ? "" : test::isa_text;
        auto const count = random() % 60;
        for (unsigned i = 0; i < count; ++i) {
            if (round % 10 == 9) {
                text += static_cast<char>(random());
            } else {
                text += pieces[random() % std::size(pieces)];
            }
        }
        reader_limits l;
        if (round % 4 == 1) {
            l.segment_bytes = 16 + random() % 100;
            l.claim_bytes = 16 + random() % 200;
        }
        auto const expected = read_all(text, l);
        CAPTURE(round);
        REQUIRE(expected.raw == text);
        check_events(expected);
        for (std::size_t bytes : {64u, 90u, 200u}) {
            l.window_bytes = bytes;
            auto const r = read_all(text, l, bytes == 90u ? 3u : 0u);
            REQUIRE(r.raw == text);
            REQUIRE(r.shape() == expected.shape());
            check_events(r);
        }
    }
}

TEST_CASE("limits: a segment that is too long is told, its claim is passed over, the next HL is read") {
    std::string const note = "~NTE*ADD*" + std::string(5000, 'x');
    auto const text = replaced_once(plain, "~HI*", note + "~HI*");
    for (std::size_t bytes : {64u, 1024u, 262144u}) {
        auto l = window(bytes);
        l.segment_bytes = 1000;
        auto const r = read_all(text, l);
        CHECK(r.fault_ids() == "x12-segment-too-long x12-se-count");
        CHECK(r.raw == text);
        std::string claims;
        for (auto const& p : r.pieces)
            if (p.kind == event_kind::set_window && p.id == text::pack_id("CLM")) claims += p.elements[0] + " ";
        CHECK(claims == "A3 ");
        check_events(r);
    }
}

TEST_CASE("limits: a claim that is too long is told and passed over up to the next HL") {
    std::string body = replaced_once(test::claims_body, "HI*ABK:M1711~", "");
    std::string lines;
    for (int i = 0; i < 200; ++i) lines += "NTE*ADD*a note of the usual length~";
    body = replaced_once(body, "A1*10***12:B:1*Y*A*Y*Y~", "A1*10***12:B:1*Y*A*Y*Y~" + lines);
    auto const text = interchange(body, test::claims_count - 1 + 200);
    for (std::size_t bytes : {64u, 500u, 4096u, 262144u}) {
        auto l = window(bytes);
        l.claim_bytes = 2000;
        auto const r = read_all(text, l);
        CAPTURE(bytes);
        CHECK(r.fault_ids() == "x12-claim-too-long");
        CHECK(r.faults.faults()[0].at.id == text::pack_id("CLM"));
        CHECK(r.raw == text);
        std::string claims;
        for (auto const& p : r.pieces)
            if (p.kind == event_kind::set_window && p.id == text::pack_id("CLM")) claims += p.elements[0] + " ";
        CHECK(claims == "A3 ");
        check_events(r);
    }
}

TEST_CASE("limits: a claim larger than the window is held whole") {
    std::string lines;
    for (int i = 0; i < 500; ++i) lines += "NTE*ADD*a note of the usual length~";
    auto const text = interchange(replaced_once(test::claims_body, "HI*ABK:M1711~", lines), test::claims_count + 499);
    auto const r = read_all(text, window(1024));
    CHECK(r.fault_ids() == "");
    for (auto const& s : r.steps)
        if (!s.bodies.empty() && s.bodies[0].starts_with("CLM*A1")) CHECK(s.segments > 500);
}

TEST_CASE("limits: more elements than a segment can count keep the rest in the last one") {
    auto const text = interchange("REF" + std::string(70000, '*') + "X~", 3);
    auto const r = read_all(text);
    CHECK(r.raw == text);
    CHECK(r.pieces[3].count == 65535);
    CHECK(r.pieces[3].body.size() == 70004);
}

TEST_CASE("window: a set without HL is not cut below the limit, and anywhere above it") {
    std::string body;
    for (int i = 0; i < 300; ++i) body += "AK2*837*" + std::to_string(1000 + i) + "~IK5*A~";
    auto const text = replaced(interchange(body, 602), "*837*0001*", "*999*0001*");
    auto l = window(512);
    auto r = read_all(text, l);
    CHECK(r.steps.size() == 5);
    CHECK(r.set.type == "999");
    l.claim_bytes = 2000;
    r = read_all(text, l);
    CHECK(r.raw == text);
    CHECK(r.fault_ids() == "");
    CHECK(r.steps.size() > 5);
    for (auto const& s : r.steps)
        if (s.kind == event_kind::set_window && !s.first) CHECK(s.context_bodies[0].starts_with("ST*999"));
    check_events(r);
}

}  // namespace envelope_window_test
