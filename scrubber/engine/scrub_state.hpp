#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "grammars/guide/guide_check.hpp"
#include "scrubber/engine/answer_check.hpp"
#include "scrubber/engine/judge.hpp"
#include "scrubber/engine/scrub_file.hpp"
#include "scrubber/facts/batch_memory.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// What a file_scrubber knows between two windows; of interest to scrub_file.cpp and scrub_words.cpp alone.
struct file_scrubber::state {
    state(rule_book const& b, scrub_options o);

    rule_book const& book;
    scrub_options options;
    claim_judge judge;
    claim_context claim;  ///< the claim being put in words
    unknown_counts unknown;
    std::optional<batch_memory> memory;  ///< of the run; empty when no rule looks across claims
    model::claim_tables tables;
    text::diagnostics faults;
    grammars::hierarchy_state hierarchy;
    grammars::guide::guide_check guide{grammars::guide::guide_id::claim_837p};
    answer_check answers;
    std::vector<hit> hits;
    std::vector<open_question> open_questions;  ///< of the claim judged last; only kept for `options.judged`

    // Of the file being read.
    file_result* result = nullptr;
    finding_taker const* found = nullptr;
    envelope::interchange_reader const* reader = nullptr;
    std::string wrong_type;                     ///< what the first set was that was not asked for
    std::uint32_t wrong_group = model::absent;  ///< ordinal of the group already told of
    bool limit = false;
    bool answered = false;  ///< a TA1 stood in it
    /// How often a fault was told of the same claim, line, loop, segment id and element; claims are forgotten with
    /// the window.
    std::map<std::tuple<text::fault_code, std::uint32_t, std::uint32_t, text::loop_id, text::segment_id, unsigned>,
             std::uint32_t>
        told;

    // Of the window being read.
    window_context window;
    bool answer_window = false;  ///< of an 835, 999 or 277CA
    static constexpr std::uint8_t flagged = 1, at_stake = 2;
    std::vector<std::uint8_t> claim_flags, line_flags;  ///< bits of these
    struct item {
        std::uint64_t byte = 0;
        std::string_view rule;
        hit const* said = nullptr;
        text::fault const* fault = nullptr;
    };
    std::vector<item> items;
    std::string message, remedy, fingerprint;

    void read_window(envelope::event const& e, envelope::interchange_reader const& r);
    void tell();
    [[nodiscard]] bool said_by_rule(text::fault const& f) const;
    void tell_hit(hit const& h);
    void tell_fault(text::fault const& f);
    void tell_of_answer(finding_view& f, text::fault const& fault);
    bool suppressed(std::string_view rule, text::severity level, claim_context const* of, std::uint32_t line_row,
                    model::segment_index segment);
    void hand_over(finding_view& f, std::uint32_t claim_row, std::uint32_t line_row, model::segment_index segment);
    void flag(text::severity level, std::uint32_t claim_row, std::uint32_t line_row);
    void add_expected();
    void close_window();
    void finish(text::source const& input);
};

}  // namespace orthoscrub::scrub
