#pragma once
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/ack/acknowledger.hpp"
#include "tests/support/judging.hpp"

namespace orthoscrub::test {

/// One decision, owned.
struct told_decision {
    ack::answer_level level = ack::answer_level::interchange;
    ack::decision what = ack::decision::accepted;
    std::string set, claim, code;
    std::uint64_t ordinal = 0, claims = 0;
    std::int64_t cents = 0;
    std::vector<ack::answer_reason> reasons;
};

/// Everything that `ack` has to say about a text.
struct answered_file {
    std::array<std::string, 3> texts;  ///< TA1, 999, 277CA
    std::vector<told_decision> told;
    ack::answer_counts counts;
    bool failed = false;
    [[nodiscard]] std::string all() const { return texts[0] + texts[1] + texts[2]; }
    /// Every "IK4 I9" and the like that was given as a reason, each once.
    [[nodiscard]] std::vector<std::string> said() const {
        std::vector<std::string> list;
        for (told_decision const& one : told)
            for (ack::answer_reason const& reason : one.reasons)
                if (std::find(list.begin(), list.end(), reason.says) == list.end()) list.push_back(reason.says);
        return list;
    }
};

/// 2 March 2026, 10:15; the first answer is 905.
inline ack::answer_stamp test_stamp() { return {905, *model::date::from_iso("2026-03-02"), 10, 15}; }

/// Reads a text with the shipped rules and answers it; findings of the rule `raised` count as errors.
inline answered_file answer(std::string_view bytes, ack::answer_policy policy = {},
                            ack::answer_memory* memory = nullptr, ack::answer_stamp const& stamp = test_stamp(),
                            std::string_view raised = {}) {
    answered_file out;
    ack::acknowledger answers{std::move(policy), stamp,
                              [&](ack::answer_kind kind, std::string_view text) {
                                  out.texts[static_cast<std::size_t>(kind)] += text;
                                  return true;
                              },
                              [&](ack::answered const& one) {
                                  out.told.push_back({one.level,
                                                      one.what,
                                                      std::string{one.set},
                                                      std::string{one.claim},
                                                      std::string{one.code},
                                                      one.ordinal,
                                                      one.claims,
                                                      one.charge.cents,
                                                      {one.reasons.begin(), one.reasons.end()}});
                              },
                              memory};
    scrub::scrub_options options;
    if (!raised.empty()) options.severities.emplace(raised, text::severity::error);
    answers.listen(options);
    scrub::file_scrubber scrubber{*shipped_pack().book, std::move(options)};
    auto const source = text::read_memory(bytes);
    (void)scrubber.scrub(*source, "batch.837", [&](scrub::finding_view const& f) { answers.take(f); });
    out.counts = answers.counts();
    out.failed = answers.failed();
    return out;
}

}  // namespace orthoscrub::test
