#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "grammars/guide/guide_check.hpp"
#include "scrubber/engine/answer_check.hpp"
#include "scrubber/engine/judge.hpp"
#include "scrubber/engine/scrub_stages.hpp"
#include "scrubber/facts/batch_memory.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

/// What the steps know between two portions; of interest to scrub_stages.cpp and scrub_words.cpp alone. A member belongs
/// to one step, but for the first two, which nobody changes, and `answers`, which is made for two steps.
struct scrub_stages::state {
    state(rule_book const& b, scrub_options o);

    rule_book const& book;
    scrub_options const options;

    // Step read.
    text::source* input = nullptr;
    std::shared_ptr<file_in_work> file;
    text::diagnostics envelope_faults;
    std::optional<envelope::interchange_reader> reader;
    // Step parse.
    grammars::hierarchy_state hierarchy;
    answer_check answers;  ///< also of step hold
    // Step hold.
    grammars::guide::guide_check guide{grammars::guide::guide_id::claim_837p};
    // Step judge; where somebody listens to what was judged, step tell.
    claim_judge judge;
    std::optional<batch_memory> memory;         ///< of the run; empty when no rule looks across claims
    std::vector<open_question> open_questions;  ///< of the claim judged last; only kept for `options.judged`

    // Step tell, of the file.
    file_result* result = nullptr;
    finding_taker const* found = nullptr;
    claim_context claim;  ///< the claim being put in words
    bool limit = false;
    /// How often a fault was told of the same claim, line, loop, segment id and element; claims are forgotten with
    /// the window.
    std::map<std::tuple<text::fault_code, std::uint32_t, std::uint32_t, text::loop_id, text::segment_id, unsigned>,
             std::uint32_t>
        told;
    // Step tell, of the window.
    window_in_work* now = nullptr;
    window_context window;
    window_rows nothing;  ///< of events that are no windows
    window_rows* rows = nullptr;
    static constexpr std::uint8_t flagged = 1, at_stake = 2;
    std::vector<std::uint8_t> claim_flags, line_flags;  ///< bits of these; in a claim's, two above: all lines have them
    struct item {
        std::uint64_t byte = 0;
        std::string_view rule;
        hit const* said = nullptr;
        text::fault const* fault = nullptr;
    };
    std::vector<item> items;
    std::vector<hit const*> by_place;      ///< sort_hits
    std::uint32_t opened = model::absent;  ///< row of `claim` since `tell` began
    std::string message, remedy, fingerprint;

    void fill(scrub_portion& portion);
    void close_input(scrub_portion& portion);
    void parse(window_in_work& w, scrub_portion& portion);
    void hold(window_in_work& w, file_in_work& of);
    [[nodiscard]] window_context context_of(window_in_work const& w) const;
    void judge_claims(window_in_work& w, file_in_work& of);
    void tell_window(window_in_work& w, file_in_work& of);
    void tell();
    void sort_hits();
    void open_claim(std::uint32_t row);
    [[nodiscard]] bool said_by_rule(text::fault const& f) const;
    void tell_hit(hit const& h);
    void tell_fault(text::fault const& f);
    void tell_of_answer(finding_view& f, text::fault const& fault);
    bool suppressed(std::string_view rule, text::severity level, claim_context const* of, std::uint32_t line_row,
                    model::segment_index segment);
    void hand_over(finding_view& f, std::uint32_t claim_row, std::uint32_t line_row, model::segment_index segment);
    void flag(text::severity level, std::uint32_t claim_row, std::uint32_t line_row);
    void add_expected();
    void count_window();
    void finish(file_in_work const& of, envelope::open_envelope::totals const& totals);
};

}  // namespace orthoscrub::scrub
