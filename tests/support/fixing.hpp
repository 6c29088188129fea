#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

#include "scrubber/fix/file_fixer.hpp"
#include "scrubber/fix/repair.hpp"
#include "tests/support/judging.hpp"
#include "tests/tools/claim_text.hpp"

namespace orthoscrub::test {

/// What one repair made of a claim.
struct repaired {
    scrub::repair_state state = scrub::repair_state::nothing;
    std::string words;  ///< of the outcome
    std::string claim;  ///< segments from CLM to the last of the claim
    std::vector<scrub::change> changes;
};

/// The part of a file from the first CLM to before SE.
inline std::string claim_part(std::string_view file) {
    auto const from = file.find("CLM*"), to = file.rfind("SE*", file.rfind("GE*"));
    return std::string{file.substr(from, to - from)};
}

inline std::string apply_edits(std::string_view file, write::edit_list& edits) {
    write::memory_sink out;
    auto const source = text::read_memory(file);
    if (!write::apply(*source, edits, out)) throw std::runtime_error{"edits overlap"};
    return out.bytes();
}

/// Asks the repair of `rule` about a finding of line `line` (0: the claim) at the first segment of the claim that begins
/// with `at` (empty: SV1 of the line), whether or not the rule exists and would speak. `file` is a whole interchange.
inline repaired repair_file(std::string_view rule, std::string const& file, std::uint32_t line = 1,
                            std::string_view at = {}) {
    scrub::repair const* const row = scrub::find_repair(rule);
    if (row == nullptr) throw std::runtime_error{"no such repair"};
    auto const source = text::read_memory(file);
    text::diagnostics faults;
    envelope::interchange_reader reader{*source, faults};
    repaired answer;
    for (auto e = reader.next(); e.kind != envelope::event_kind::end; e = reader.next()) {
        if (e.kind != envelope::event_kind::set_window) continue;
        model::claim_tables tables;
        grammars::hierarchy_state hierarchy;
        text::delimiters const marks = reader.interchange().marks;
        grammars::read_claims({e.segments, e.context, e.last}, marks, {}, hierarchy, tables, faults);
        scrub::claim_context context{*shipped_codes(), *shipped_payers()};
        context.open({&tables, e.segments, marks, nullptr}, 0);
        auto const& claim = context.row();
        std::uint32_t const line_row = line == 0 ? model::absent : claim.lines.first + line - 1;
        model::segment_index segment = line == 0 ? claim.clm : tables.lines[line_row].sv1;
        for (model::segment_index i = claim.end; !at.empty() && i-- > claim.clm;)
            if (e.segments[i].body().starts_with(at)) segment = i;
        scrub::finding_place const place{context, line_row, segment};
        scrub::finding_claim const c{claim.control_number, 1, "0001", "medicare.dme", claim.charge};
        scrub::finding_view f;
        f.rule = row->rule;
        f.claim = &c;
        f.place = &place;
        f.at = text::address_of(e.segments[segment], tables.loops[segment]);
        scrub::repair_subject about{1, std::string{claim.control_number}, line, {}, {}};
        scrub::repair_desk desk;
        auto const outcome = row->apply({f, about, row->level}, desk);
        write::edit_list edits;
        desk.finish(edits, answer.changes, 0);
        answer.state = outcome.state;
        answer.words = outcome.words;
        answer.claim = claim_part(apply_edits(file, edits));
        return answer;
    }
    throw std::runtime_error{"the file holds no claim"};
}

inline repaired repair_claim(std::string_view rule, std::string_view claim, std::uint32_t line = 1,
                             std::string_view at = {}) {
    return repair_file(rule, tests::claim_file(claim), line, at);
}

/// A whole file repaired with the shipped pack.
struct fixed_file {
    scrub::fix_result result;
    std::string bytes;

    [[nodiscard]] bool refused(std::string_view rule) const {
        for (auto const& r : result.refusals)
            if (r.rule == rule) return true;
        return false;
    }
    [[nodiscard]] std::uint64_t left(std::string_view rule) const {
        auto const at = result.left.find(std::string{rule});
        return at == result.left.end() ? 0 : at->second.count;
    }
};

/// `unsafe` is one rule, or "*" for all.
inline fixed_file fix_bytes(std::string const& file, std::string_view unsafe = {},
                            scrub::rule_book const& book = *shipped_pack().book) {
    scrub::fix_options options;
    options.accepted = [unsafe](std::string_view rule) { return unsafe == "*" || unsafe == rule; };
    scrub::file_fixer fixer{book, options};
    scrub::source_opener const open = [&] { return text::opened_source{text::read_memory(file), {}}; };
    fixed_file answer{fixer.fix(open, "claims.837"), {}};
    auto const source = scrub::fixed_source(open, answer.result);
    std::array<char, 4096> block;
    while (std::size_t const count = source.input->read(block)) answer.bytes.append(block.data(), count);
    return answer;
}

}  // namespace orthoscrub::test
