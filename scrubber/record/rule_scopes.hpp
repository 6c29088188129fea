#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "scrubber/engine/rule_book.hpp"
#include "scrubber/ledger/submission_book.hpp"

namespace orthoscrub::record {

/// Says which rules are about a submitted line: the payer's class, the dates and `applies` hold. It works
/// on what a ledger keeps of a line, so that lines can be counted long after the file is gone. What `applies` asks beyond
/// that (diagnoses, providers, notes, authorization numbers) is taken to hold. Not to be used by two threads at once.
class rule_scopes {
public:
    /// `book` must outlive the scopes.
    explicit rule_scopes(scrub::rule_book const& book);
    ~rule_scopes();
    rule_scopes(rule_scopes const&) = delete;
    rule_scopes& operator=(rule_scopes const&) = delete;

    /// The rules in whose scope the line of the claim lies, in order; valid until the next call.
    [[nodiscard]] std::vector<scrub::rule_index> const& of(ledger::submitted_claim const& claim,
                                                           ledger::submitted_line const& line);

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace orthoscrub::record
