// One way from bytes to claims for all property tests: reader, grammar, and everything copied out of the windows.
#include "tests/fuzz/reading.hpp"

#include <algorithm>
#include <memory>

#include "grammars/claim_837p.hpp"
#include "parser/text/source.hpp"
#include "tests/oracle/stack_reader.hpp"

namespace orthoscrub::test {
namespace {

using model::absent;

std::string text_of(text::address const& at) {
    return std::to_string(at.byte) + "/" + std::to_string(at.segment) + "/" + std::to_string(at.st_segment);
}

std::string words_of(model::claim_tables const& t, model::claim_row const& claim) {
    auto const id_of = [&](std::uint32_t party) { return party == absent ? std::string_view{} : t.parties[party].id; };
    std::string words{claim.control_number};
    words.append("|").append(claim.charge_text).append("|");
    if (claim.billing != absent) words.append(t.billing_providers[claim.billing].npi);
    words += '|';
    if (claim.subscriber != absent) {
        auto const& subscriber = t.subscribers[claim.subscriber];
        words.append(id_of(subscriber.person)).append("|").append(id_of(subscriber.payer)).append("|");
    } else {
        words += "||";
    }
    for (auto const& diagnosis : t.diagnoses_of(claim)) words.append(diagnosis.code).append(",");
    for (auto const& line : t.lines_of(claim)) {
        words.append("\n  ").append(line.number);
        if (line.sv1 == absent) continue;
        words.append(",").append(line.code);
        for (auto const modifier : line.modifiers) words.append(":").append(modifier);
        words.append(",").append(line.charge_text).append(",").append(line.units_text).append(",");
        if (line.service_date != absent) words.append(t.dates[line.service_date].text);
        words.append(",").append(line.control_number);
    }
    return words;
}

}  // namespace

reading read_whole(std::string_view text, envelope::reader_limits const& limits, std::size_t block) {
    auto const exact = std::make_unique<char[]>(text.size());
    std::copy(text.begin(), text.end(), exact.get());
    auto const input = text::read_memory({exact.get(), text.size()}, block);
    text::diagnostics faults;
    envelope::interchange_reader reader(*input, faults, limits);
    model::claim_tables tables;
    grammars::hierarchy_state hierarchy;
    reading out;
    std::string group_version;
    while (true) {
        auto const event = reader.next();
        if (event.kind == envelope::event_kind::end) break;
        auto const fresh = event.segments.subspan(event.context);
        for (auto const& s : fresh) {
            out.raw.append(text::raw_of(s));
            out.segments.push_back(
                {s.raw_offset, s.offset, s.raw_size, s.ordinal, s.st_ordinal, s.count, s.flags, std::string(s.body())});
        }
        if (event.kind != envelope::event_kind::set_window) continue;
        if (event.first) {
            out.sets.push_back({reader.set().type, {}, reader.interchange().marks, false, {}});
            hierarchy = {};
        }
        auto& set = out.sets.back();
        for (auto const& s : fresh) {
            constexpr unsigned odd = text::unterminated | text::malformed_id | text::oversized | text::layout_only;
            set.odd = set.odd || (s.flags & odd) != 0;
            set.text.append(s.body()) += set.marks.terminator;
        }
        if (set.type != "837") continue;
        group_version = reader.group().version;
        grammars::claim_options accept;
        accept.group_version = group_version;
        tables.clear();
        grammars::read_claims({event.segments, event.context, event.last}, set.marks, accept, hierarchy, tables,
                              faults);
        for (auto const& claim : tables.claims) {
            auto const& last = event.segments[std::max(claim.end, claim.clm + 1) - 1];
            out.claims.push_back({words_of(tables, claim), last.raw_offset + last.raw_size});
            set.claims.push_back(out.claims.back().words);
        }
    }
    for (auto const& f : faults.faults()) {
        // What stands behind a broken loop is not known to the grammar where a window ends.
        auto const seen = f.code == text::fault_code::loop_broken ? std::string{} : f.seen;
        out.faults.push_back(std::string(text::describe(f.code).id) + "@" + text_of(f.at) + " " + seen + "/" +
                             f.expected + " x" + std::to_string(f.count));
    }
    std::sort(out.faults.begin(), out.faults.end());
    return out;
}

std::vector<std::string> words_of_oracle(seen_set const& set) {
    std::vector<std::string> all;
    for (auto const& claim :
         oracle::read(set.text, {set.marks.element, set.marks.component, set.marks.terminator}).claims) {
        auto words = claim.control_number + "|" + claim.charge + "|" + claim.billing_npi + "|" + claim.subscriber_id +
                     "|" + claim.payer_id + "|";
        for (auto const& code : claim.diagnoses) words.append(code).append(",");
        for (auto const& line : claim.lines) {
            words.append("\n  ").append(line.number);
            if (!line.has_service) continue;
            words.append(",").append(line.code);
            for (auto const& modifier : line.modifiers) words.append(":").append(modifier);
            words.append(",").append(line.charge).append(",").append(line.units).append(",");
            words.append(line.service_date).append(",").append(line.control_number);
        }
        all.push_back(std::move(words));
    }
    return all;
}

}  // namespace orthoscrub::test
