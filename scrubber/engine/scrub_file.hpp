#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grammars/claim_837p.hpp"
#include "parser/envelope/interchange_reader.hpp"
#include "parser/model/date.hpp"
#include "parser/text/source.hpp"
#include "scrubber/engine/answer_check.hpp"
#include "scrubber/engine/finding.hpp"
#include "scrubber/engine/finding_view.hpp"
#include "scrubber/engine/rule_book.hpp"
#include "scrubber/engine/suppressions.hpp"
#include "scrubber/payers/payer_profiles.hpp"

namespace orthoscrub::scrub {

/// A claim that was just judged, whether or not anything was found. Valid during the call that hands it over.
struct judged_claim {
    claim_context const& claim;                  ///< open on the claim, with its window
    envelope::open_envelope const& envelope;     ///< at the window: ISA, GS and ST of the claim
    rule_book const& rules;                      ///< whose indexes `not_checked` holds
    std::uint64_t ordinal = 0;                   ///< of the claim in its file, the first is 1
    std::span<open_question const> not_checked;  ///< a rule of several subjects may stand there more than once
};

/// A part of a file whose findings were all handed over, but for those told once per file. Valid during the call.
struct read_part {
    envelope::event const& event;
    envelope::open_envelope const& envelope;  ///< at the event: ISA, GS and ST
    model::claim_tables const& tables;        ///< of the window; empty for events that are none
    std::uint64_t claims_before = 0;          ///< claims of the file before the window
};

/// A finding that a suppression covers. Valid during the call that hands it over.
struct suppressed_finding {
    std::string_view rule, fingerprint;
    text::severity level = text::severity::error;
    finding_place const& place;
};

/// How files are read and which rules speak.
struct scrub_options {
    envelope::reader_limits limits;
    grammars::claim_options accept;        ///< guides taken beside 005010X222A1
    payer_profile const* payer = nullptr;  ///< set: every claim counts as this payer's
    model::date today;                     ///< empty: rules that count to a day use BHT04
    bool guide = true;                     ///< hold claims and envelopes to their guide: faults whose ids begin guide-
    answer_sets answers = answer_sets::none;  ///< taken beside 837P, and held to their guides
    bool batch = true;                        ///< look across claims; false: claims are not remembered
    std::uint64_t seed = 0;                   ///< of the hashes of claims; to be drawn once a run
    std::shared_ptr<side_data const> side;    ///< tables that the user supplies; null: none
    bool slow = false;                        ///< judge with the plain evaluator of the conditions, rule by rule
    std::vector<bool> rules;                  ///< by rule index; false: the rule is left out; empty: all speak
    std::function<bool(std::string_view id)> faults;  ///< whether a structural fault is told; empty: all are
    /// What the user says instead of a rule's, profile's or fault's own severity, by id.
    std::map<std::string, text::severity, std::less<>> severities;
    suppression_list const* suppressions = nullptr;  ///< must outlive the scrubber
    /// Told of every finding that a suppression covers; may be empty.
    std::function<void(suppressed_finding const&)> suppressed;
    /// Told of every claim, before the findings of its window; may be empty, and then costs nothing.
    std::function<void(judged_claim const&)> judged;
    /// Told of every event of the file, after the findings that came with it; may be empty, and then costs nothing.
    std::function<void(read_part const&)> part;
};

/// Takes the findings of a file. They come as they are known: sorted within a window, but a fault that shows
/// late (HL04 at the end of its children, counts at the end of the file) comes after findings whose place
/// lies behind its own. `sorted_chunks` puts what was rendered in order.
using finding_taker = std::function<void(finding_view const&)>;

/// Takes 837P files, and with `scrub_options::answers` their answers, from bytes to findings, one after another, with one window in memory at a time. Keeps its
/// buffers from file to file, and, when a rule looks across claims, remembers the claims of all its files.
/// Not to be used by two threads at once; the rule book may be shared.
class file_scrubber {
public:
    /// `book` must outlive the scrubber.
    file_scrubber(rule_book const& book, scrub_options options);
    ~file_scrubber();
    file_scrubber(file_scrubber const&) = delete;
    file_scrubber& operator=(file_scrubber const&) = delete;

    /// Reads the source to its end. `path` is the name that findings carry. `read` is told of every block of
    /// bytes; it may be empty. Bad data never throws: it is findings, and the status of the result.
    [[nodiscard]] file_result scrub(text::source& input, std::string_view path, finding_taker const& found,
                                    std::function<void(std::size_t)> const& read = {});

    /// Forgets the claims of the files read so far: the next file begins a new run. To be called before the same claims
    /// are read a second time, for instance after a repair.
    void begin_run();
    /// Bytes that remembering the claims of the run takes; 0 when no rule looks across claims.
    [[nodiscard]] std::size_t memory_bytes() const noexcept;

private:
    struct works;
    std::unique_ptr<works> works_;
};

}  // namespace orthoscrub::scrub
