#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/ledger/person_hasher.hpp"
#include "scrubber/ledger/recorded.hpp"
#include "scrubber/ledger/remittance_book.hpp"
#include "scrubber/ledger/submission_book.hpp"

namespace orthoscrub::ledger {

/// Why a ledger could not do what it was asked for.
enum class ledger_fault : std::uint8_t {
    none,
    missing,         ///< there is no such file
    exists,          ///< a ledger (or a key) stands where one should be created
    not_a_ledger,    ///< a file of another program
    newer_version,   ///< written by a later orthoscrub
    key_missing,     ///< the key file is not there
    key_wrong,       ///< the key file is of another ledger, or no key at all
    key_permission,  ///< others than the owner may read the key file
    busy,            ///< another program is writing
    broken,          ///< SQLite found the file damaged
    failed           ///< input, output or memory
};

/// How a call ended: ok, or a fault and a sentence with the file and the remedy.
struct ledger_result {
    ledger_fault fault = ledger_fault::none;
    std::string message;
    [[nodiscard]] bool ok() const noexcept { return fault == ledger_fault::none; }
};

enum class open_mode : std::uint8_t {
    create,  ///< opens for writing; makes ledger and key when there is no file
    write,   ///< the ledger must be there; an older version is brought up to date
    read,    ///< the ledger must be there and of this version; nothing is written
    inspect  ///< as `read`, also when the key is missing or wrong: `verify` says so
};

/// Whether claims were only checked, or sent to the payer.
enum class submission_state : std::uint8_t { draft, sent };

/// Who looked at a file: the program and its rule pack.
struct run_stamp {
    std::string_view tool_version;
    std::string_view pack_name, pack_version, pack_sha256;
    model::date day;  ///< of the run
};

/// What recording a file changed.
struct record_summary {
    bool known = false;        ///< the same bytes were recorded before in this state: nothing changed
    std::uint64_t claims = 0;  ///< recorded now
    std::uint64_t lines = 0;
    std::uint64_t known_claims = 0;  ///< left as they were: the same claim was sent in another file
    std::uint64_t drafts = 0;        ///< drafts that were folded into these claims
    std::uint64_t fixed = 0;         ///< findings of drafts that are gone
};

/// What recording remittances changed.
struct remit_summary {
    std::uint64_t remittances = 0, claims = 0, lines = 0;  ///< new
    std::uint64_t known = 0;                               ///< remittances that were there already
};

/// What recording acknowledgments changed.
struct acknowledgment_summary {
    std::uint64_t recorded = 0;   ///< statuses of claims and lines that are new
    std::uint64_t known = 0;      ///< statuses that were there already
    std::uint64_t unmatched = 0;  ///< acknowledgments that speak of no claim sent
};

/// Counts for `ledger status`.
struct ledger_status {
    std::uint64_t files = 0, draft_files = 0;
    std::uint64_t claims = 0, lines = 0, findings = 0;  ///< sent
    std::uint64_t drafts = 0;                           ///< claims checked and not sent yet
    std::uint64_t remittances = 0, remitted_claims = 0, remitted_lines = 0;
    std::uint64_t outcomes = 0, statuses = 0;
    model::date first_submitted, last_submitted, first_paid, last_paid;
    std::uint64_t bytes = 0;  ///< of the file and its log
    int schema_version = 0;
};

/// How often a rule came to a verdict, over all recorded verdicts.
struct track_record_row {
    std::string rule, verdict;
    std::uint64_t lines = 0;
    model::money amount;
};

/// What `forget` is to remove; the parts that are set must all hold.
struct forget_order {
    std::string file_sha256;     ///< claims, drafts and remittances of this file
    std::string control_number;  ///< CLM01, and remitted claims that answer it
    std::string billing_npi;     ///< of the claim; needed with a control number
    model::date before;          ///< submitted, checked or paid before this day
};

/// What `forget` removed.
struct forget_summary {
    std::uint64_t files = 0, claims = 0, drafts = 0, remitted_claims = 0;
};

/// An interchange that was answered (TA1, 999, 277CA), and what it is known by.
struct answered_interchange {
    std::string sender_qualifier, sender, receiver_qualifier, receiver, control_number;  ///< ISA05 to ISA08, ISA13
    std::string content;                                                                 ///< SHA-256 of its bytes
    model::date day;                                                                     ///< of the answer
    std::uint64_t answer = 0;                                                            ///< ISA13 of the first answer
    std::array<std::string, 3> texts;  ///< TA1, 999, 277CA as they were given
};

/// What a ledger knows of an interchange.
enum class answer_state : std::uint8_t {
    fresh,     ///< never answered, or its answers were forgotten
    answered,  ///< the same bytes were answered
    reused     ///< its control number was used for other bytes
};

struct ledger_machine;

/// Claims that were sent and what came back, in one SQLite file (WAL: one writer, many readers). It keeps no name,
/// address, birth date, member id or tax id; keyed hashes stand in their place. A call that fails changes nothing.
/// Not to be used by two threads at once.
class ledger {
public:
    ledger() noexcept;
    ~ledger();
    ledger(ledger&&) noexcept;
    ledger& operator=(ledger&&) noexcept;

    /// Opens the ledger at `path`. An empty `key_path` is `path` with ".key" behind it.
    [[nodiscard]] ledger_result open(std::string const& path, std::string const& key_path, open_mode mode);
    void close() noexcept;
    /// How long a call waits for another writer, in milliseconds; 5000 unless told. Call it before `open`.
    void set_patience(int milliseconds) noexcept { patience_ = milliseconds; }
    [[nodiscard]] bool is_open() const noexcept;
    /// The key of this ledger, for the hashes of what is recorded into it.
    [[nodiscard]] hash_key const& key() const noexcept;

    // One transaction around several calls, so that what was loaded still holds when results are recorded. Without one,
    // every recording call is a transaction of its own. A transaction that is not committed is undone by `close`.
    [[nodiscard]] ledger_result begin();
    [[nodiscard]] ledger_result commit();
    void roll_back() noexcept;

    // Submissions: in parts, for a file that is read in windows (its hash is known at its end), or in one call.
    /// Starts a file; opens a transaction that `finish_file` commits.
    [[nodiscard]] ledger_result begin_file(submission_state state, run_stamp const& run);
    /// Records the claims of `part`, in order; ids of the book are not set. `file` of claims is not looked at.
    [[nodiscard]] ledger_result add_claims(submission_book const& part);
    /// Names the file and commits. The same bytes in the same state (or sent before): everything is undone, and
    /// `into.known` says so.
    [[nodiscard]] ledger_result finish_file(submitted_file const& file, record_summary& into);
    /// All files of a book, each as above, one transaction for each.
    [[nodiscard]] ledger_result record(submission_book const& book, submission_state state, run_stamp const& run,
                                       record_summary& into);

    /// Statuses and payer claim numbers; each is recorded once.
    [[nodiscard]] ledger_result record(std::span<recorded_acknowledgment const> words, acknowledgment_summary& into);

    // Answers to interchanges. They hold names, so they are sealed with the key of the ledger.
    /// Looks for the interchange by sender, receiver, control number and content, and fills in its texts.
    [[nodiscard]] ledger_result find_answer(answered_interchange& asked, answer_state& state);
    [[nodiscard]] ledger_result add_answer(answered_interchange const& given);
    /// ISA13 of the answer given last; 0 when there is none.
    [[nodiscard]] ledger_result last_answer(std::uint64_t& number);

    // Remittances: begin, find_known, load_related, number, record(book), match and fold, record(results), commit.
    /// Sets the ids of the remittances of `book` that the ledger holds (equal `content`), and of their claims and lines.
    [[nodiscard]] ledger_result find_known(remittance_book& book);
    /// Sets the ids that the remittances without one, their claims and lines will have, and counts them. Within a
    /// transaction of `begin` alone: until its end nobody else can take these ids.
    [[nodiscard]] ledger_result number(remittance_book& book, remit_summary& into);
    /// Records the remittances that `number` gave their ids.
    [[nodiscard]] ledger_result record(remittance_book const& book);
    /// Both in one.
    [[nodiscard]] ledger_result record(remittance_book& book, remit_summary& into);
    /// Records matches, outcomes and verdicts in the place of those that were there: of a remitted claim or line for
    /// matches, of a submitted claim for outcomes and verdicts (for what matched no submission: of the remitted claim).
    /// Results may come in parts, each with all outcomes and verdicts of its claims, so that not all need to be in memory.
    /// The payer's claim number of a matched remitted claim becomes known for its submission.
    [[nodiscard]] ledger_result record(result_book const& results);

    // Loading appends to the books given.
    /// Everything that can bear on `incoming`: claims sent that are candidates for its remitted claims, earlier remitted
    /// claims that answer these or share their control number or claim number, and so on until nothing is added;
    /// and claims that a front end rejected of which no outcome is kept yet. Remittances of `incoming` that have an
    /// id are not loaded again. Rows stand in order of their ids.
    [[nodiscard]] ledger_result load_related(remittance_book const& incoming, submission_book& submissions,
                                             remittance_book& earlier);
    /// All claims sent and all remittances.
    [[nodiscard]] ledger_result load_all(submission_book& submissions, remittance_book& remittances);
    /// Claims sent on or before `last_day` that no remitted claim answers; the empty date is no limit.
    [[nodiscard]] ledger_result load_open(model::date last_day, submission_book& submissions);
    /// All recorded matches, outcomes and verdicts.
    [[nodiscard]] ledger_result load_results(result_book& results);
    /// Verdicts by rule, in order of rule and verdict.
    [[nodiscard]] ledger_result track_record(std::vector<track_record_row>& rows);

    [[nodiscard]] ledger_result status(ledger_status& into);
    /// Removes rows and overwrites their bytes. An order with nothing set is refused.
    [[nodiscard]] ledger_result forget(forget_order const& order, forget_summary& into);
    /// Looks for damage, references into nothing and counts that disagree; a sentence for each fault, none when sound.
    [[nodiscard]] ledger_result verify(std::vector<std::string>& faults);

private:
    std::unique_ptr<ledger_machine> machine_;
    int patience_ = 5000;
};

/// The control number as matching compares it: letters in upper case, without punctuation, blanks and leading zeros.
[[nodiscard]] std::string folded_control_number(std::string_view number);

}  // namespace orthoscrub::ledger
