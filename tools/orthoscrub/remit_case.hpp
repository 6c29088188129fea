#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/ledger/acknowledgment_book.hpp"
#include "scrubber/ledger/ledger.hpp"
#include "scrubber/ledger/remittance_book.hpp"
#include "scrubber/ledger/submission_book.hpp"
#include "scrubber/record/rule_scopes.hpp"
#include "scrubber/remit/acknowledge.hpp"
#include "scrubber/remit/matches.hpp"
#include "scrubber/remit/outcome.hpp"
#include "scrubber/remit/score_line.hpp"
#include "scrubber/remit/verdicts.hpp"
#include "tools/orthoscrub/scrub_setup.hpp"

namespace orthoscrub::tools {

/// Where claims and answers come from: options that remit, score and diff have in common.
struct remit_choices {
    std::vector<std::string> eras, claims, acknowledgments;
    std::string ledger, ledger_key;
    scrub_choices scrub;

    /// The command must live as long as the choices. `eras_as` names the positional argument; empty: the command has none.
    void add_to(CLI::App& command, std::string const& eras_as);
};

/// A fault of a file of answers against the standard or its guide; of one place of the guide the first, with a count.
struct answer_fault {
    std::string file;
    text::fault what;
};

/// Claims as they were sent, what came back, and what was made of both: read from files, or from a ledger and files.
class remit_case {
public:
    explicit remit_case(std::string_view command) : command_{command} {}

    /// Loads pack and profiles; persons are hashed with `key`. No ledger is opened.
    [[nodiscard]] exit_code prepare(remit_choices const& choices, ledger::hash_key const& key);
    /// Loads pack and profiles and opens the ledger, if one is named. What is wrong is told on standard error.
    [[nodiscard]] exit_code open(remit_choices const& choices, ledger::open_mode mode);
    /// Reads claims, acknowledgments and remittances. Files that cannot be read are told, the others count.
    [[nodiscard]] exit_code read(remit_choices const& choices);
    /// With a ledger: records acknowledgments, gives remittances their ids, and loads what bears on them, or with `all`
    /// everything.
    [[nodiscard]] exit_code use_ledger(bool all);
    void match();
    /// Folds, decides, and holds findings against decisions. Needs matches.
    void judge();

    // Recording changes nothing but the ledger; another thread may match, judge and read meanwhile.
    /// Records the remittances that are new.
    [[nodiscard]] exit_code keep_remittances();
    /// Records the matches.
    [[nodiscard]] exit_code keep_matches();
    /// When something is recorded: records outcomes and verdicts, and commits.
    [[nodiscard]] exit_code keep_outcomes();

    [[nodiscard]] bool has_ledger() const noexcept { return ledger_.is_open(); }
    [[nodiscard]] ledger::person_hasher& hasher() noexcept { return *hasher_; }
    /// True for a remittance, by row, that the command line named.
    [[nodiscard]] bool named(std::uint32_t remittance) const noexcept { return remittance >= first_named_; }

    scrub_setup setup;
    ledger::submission_book submitted;
    ledger::remittance_book remitted;  ///< those of the ledger first, then those of the command line
    ledger::acknowledgment_book answers;
    remit::acknowledge_result acknowledged;
    std::vector<remit::score_rule> rules;  ///< by rule index
    remit::match_book matches;
    remit::outcome_book outcomes;
    remit::verdict_book verdicts;
    std::unique_ptr<record::rule_scopes> scopes;
    std::vector<answer_fault> faults;

private:
    [[nodiscard]] exit_code read_claims(std::vector<std::string> const& files);
    [[nodiscard]] exit_code read_acknowledgments(std::vector<std::string> const& files);
    [[nodiscard]] exit_code read_remittances(std::vector<std::string> const& files);
    /// Tells what the ledger could not do.
    [[nodiscard]] exit_code told(ledger::ledger_result const& result) const;

    std::string_view command_;
    ledger::ledger ledger_;
    std::optional<ledger::person_hasher> hasher_;
    ledger::remittance_book named_;  ///< what the command line named, once `remitted` holds more; keeps its texts
    std::uint32_t first_named_ = 0;
    bool recording_ = false;  ///< a transaction of the ledger is open
    bool numbered_ = false;   ///< remittances have the ids that they are to be recorded with
    std::string broken_off_;  ///< an answer that could not be read to its end
};

/// Predictions of the rules of a book, by rule index, as verdicts and scorecards take them.
[[nodiscard]] std::vector<remit::score_rule> score_rules(scrub::rule_book const& book);
/// What a fault of the ledger means to the shell.
[[nodiscard]] exit_code code_of(ledger::ledger_fault fault) noexcept;

}  // namespace orthoscrub::tools
