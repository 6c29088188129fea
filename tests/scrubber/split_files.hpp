#pragma once
// Builds interchanges for the tests of split, and reads back what a split wrote.
#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "grammars/claim_837p.hpp"
#include "parser/envelope/interchange_reader.hpp"
#include "parser/text/source.hpp"
#include "parser/write/sink.hpp"
#include "scrubber/split/split_plan.hpp"
#include "scrubber/split/split_writer.hpp"

namespace orthoscrub::test {

/// One claim as a reader sees it.
struct seen_claim {
    std::string bytes;  ///< from CLM to the terminator of its last segment
    std::string words;  ///< control numbers of its envelope, ids of its parents
};

struct seen_file {
    std::vector<seen_claim> claims;
    std::map<std::string, std::size_t> faults;  ///< structural faults by id
    envelope::open_envelope::totals totals;
};

inline std::string own_text(text::segment const& s) {
    auto const raw = text::raw_of(s);
    if ((s.flags & text::layout_only) != 0) return {};
    return std::string{raw.substr(std::min<std::size_t>(raw.size(), s.offset - s.raw_offset))};
}

/// Whether nothing but line breaks and one terminator stands from `from` on.
inline bool ends_only(std::string_view bytes, std::size_t from) {
    auto const rest = bytes.substr(std::min(from, bytes.size()));
    return rest.size() - static_cast<std::size_t>(std::ranges::count_if(rest, [](char c) { return c < ' '; })) <= 1;
}

inline seen_file read_back(std::string const& bytes) {
    seen_file file;
    auto const input = text::read_memory(bytes);
    text::diagnostics faults;
    envelope::interchange_reader reader{*input, faults, {}};
    grammars::hierarchy_state hierarchy;
    model::claim_tables t;
    while (true) {
        auto const e = reader.next();
        if (e.kind == envelope::event_kind::set_window) {
            if (e.first) hierarchy = {};
            t.clear();
            grammars::read_claims({e.segments, e.context, e.last}, reader.interchange().marks, {}, hierarchy, t,
                                  faults);
            for (auto const& c : t.claims) {
                seen_claim claim;
                for (auto i = c.clm; i < c.end; ++i) claim.bytes += own_text(e.segments[i]);
                auto const person = [&](std::uint32_t party) {
                    return party == model::absent
                               ? std::string{"-"}
                               : std::string{t.parties[party].id} + std::string{t.parties[party].name};
                };
                claim.words = reader.interchange().control_number + ' ' + reader.group().control_number + ' ' +
                              reader.set().control_number + ' ' +
                              (c.billing == model::absent ? "-" : std::string{t.billing_providers[c.billing].npi}) +
                              ' ' + (c.subscriber == model::absent ? "-" : person(t.subscribers[c.subscriber].person)) +
                              ' ' + (c.subscriber == model::absent ? "-" : person(t.subscribers[c.subscriber].payer)) +
                              ' ' + (c.patient == model::absent ? "-" : person(t.patients[c.patient].person));
                file.claims.push_back(std::move(claim));
            }
        }
        if (e.kind == envelope::event_kind::end) break;
    }
    for (auto const& f : faults.faults()) ++file.faults[std::string{text::describe(f.code).id}];
    file.totals = reader.counted();
    return file;
}

struct halves {
    std::string clean, held;
    std::vector<bool> was_held;  ///< by claim, from 0
    std::vector<std::string> reasons;
    scrub::split_writer::emptied left_out;
};

/// Splits `bytes`, holding the claims (from 0) that `hold` names, with windows of `window` bytes.
inline halves split(std::string const& bytes, std::function<bool(std::size_t)> const& hold, std::size_t claims,
                    std::size_t window = 64 * 1024, text::severity hold_on = text::severity::error) {
    halves out;
    envelope::reader_limits limits;
    limits.window_bytes = window;
    scrub::split_plan plan;
    for (std::size_t i = 0; i < claims; ++i)
        if (hold(i)) plan.hold(i + 1);
    auto const first = text::read_memory(bytes, 777);
    plan.read(
        *first, limits, [&](text::fault_text const& fault) { return fault.level >= hold_on; },
        [&](std::uint64_t, std::string_view rule) { out.reasons.emplace_back(rule); });
    write::memory_sink clean, held;
    scrub::split_writer writer{plan, clean, held};
    auto const second = text::read_memory(bytes, 777);
    std::uint64_t next = 0;
    (void)writer.split(*second, limits, [&](scrub::split_claim const& c) {
        if (c.ordinal == ++next) out.was_held.push_back(c.where == scrub::half::held);
    });
    out.clean = clean.bytes();
    out.held = held.bytes();
    out.left_out = writer.left_out();
    return out;
}

/// Writes files of several interchanges, groups, sets, billing providers, subscribers with and without patients and
/// claims of their own, some with another payer; the same file for the same seed.
class file_author {
public:
    explicit file_author(std::uint64_t seed, std::string_view line_end = {})
        : state_{seed * 2862933555777941757ULL + 3037000493ULL}, end_{"~"} {
        end_ += line_end;
    }
    std::size_t pick(std::size_t limit) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::size_t>(state_ >> 33) % limit;
    }

    std::string write() {
        for (std::size_t i = 1 + pick(3); i-- > 0;) interchange();
        return text_;
    }

private:
    void put(std::string const& segment) {
        text_ += segment + end_;
        ++segments_;
    }
    void interchange() {
        std::string const control = std::to_string(100000000 + ++interchanges_);
        put("ISA*00*          *00*          *ZZ*SUPPLIER       *ZZ*RECEIVER       *250301*1200*^*00501*" + control +
            "*0*T*:");
        std::size_t const groups = 1 + pick(3);
        for (std::size_t g = 1; g <= groups; ++g) group(std::to_string(g));
        put("IEA*" + std::to_string(groups) + "*" + control);
    }
    void group(std::string const& control) {
        put("GS*HC*SUPPLIER*RECEIVER*20250301*1200*" + control + "*X*005010X222A1");
        std::size_t const sets = 1 + pick(3);
        for (std::size_t s = 1; s <= sets; ++s) set("000" + std::to_string(s));
        put("GE*" + std::to_string(sets) + "*" + control);
    }
    void set(std::string const& control) {
        segments_ = 0;
        hl_ = 0;
        put("ST*837*" + control + "*005010X222A1");
        put("BHT*0019*00*B" + control + "*20250301*1200*CH");
        put("NM1*41*2*SERVICE*****46*S41");
        put("PER*IC*DESK*TE*5555550111");
        put("NM1*40*2*HOUSE*****46*S40");
        for (std::size_t n = 1 + pick(3); n-- > 0;) billing();
        put("SE*" + std::to_string(segments_ + 1) + "*" + control);
    }
    void billing() {
        std::size_t const own = ++hl_;
        put("HL*" + std::to_string(own) + "**20*1");
        put("NM1*85*2*ORTHOTICS*****XX*1234567893");
        put("N3*1 ELM ST");
        put("N4*TOWN*OH*454020000");
        put("REF*EI*123456789");
        for (std::size_t n = 1 + pick(4); n-- > 0;) subscriber(own);
    }
    void subscriber(std::size_t parent) {
        std::size_t const own = ++hl_;
        std::size_t const patients = pick(3);
        std::size_t const claims = patients == 0 ? 1 + pick(3) : pick(3);
        put("HL*" + std::to_string(own) + "*" + std::to_string(parent) + "*22*" + (patients != 0 ? "1" : "0"));
        put(std::string{"SBR*P*"} + (claims != 0 ? "18" : "") + "*******CI");
        put("NM1*IL*1*ROE*JANE****MI*M" + std::to_string(++people_));
        put("NM1*PR*2*PAYER*****PI*P" + std::to_string(pick(4)));
        for (std::size_t n = 0; n < claims; ++n) claim();
        for (std::size_t n = 0; n < patients; ++n) {
            put("HL*" + std::to_string(++hl_) + "*" + std::to_string(own) + "*23*0");
            put("PAT*19");
            put("NM1*QC*1*CHILD" + std::to_string(++people_) + "*A");
            for (std::size_t k = 1 + pick(2); k-- > 0;) claim();
        }
    }
    void claim() {
        put("CLM*C" + std::to_string(++claims_) + "*500***12:B:1*Y*A*Y*Y");
        put("HI*ABK:M1711");
        bool const other = pick(4) == 0;
        if (other) {
            put("SBR*S*18*******MB");
            put("OI***Y***Y");
            put("NM1*IL*1*ROE*JANE****MI*X1");
            put("NM1*PR*2*OTHER*****PI*Q1");
        }
        for (std::size_t lines = 1 + pick(2), n = 1; n <= lines; ++n) {
            put("LX*" + std::to_string(n));
            put("SV1*HC:L1833:RT*500*UN*1***1");
            put("DTP*472*D8*20250301");
            if (other) put("SVD*Q1*100*HC:L1833*1*1");
        }
    }

    std::uint64_t state_;
    std::string end_, text_;
    std::size_t interchanges_ = 0, segments_ = 0, hl_ = 0, people_ = 0, claims_ = 0;
};

}  // namespace orthoscrub::test
