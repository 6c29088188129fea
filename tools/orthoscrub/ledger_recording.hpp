#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/ledger/ledger.hpp"
#include "scrubber/record/submission_recorder.hpp"
#include "tools/orthoscrub/scrub_setup.hpp"

namespace orthoscrub::tools {

/// Where `check`, `fix` and `split` keep what they judge.
struct ledger_choices {
    std::string database, key;
    /// Declares --ledger and --ledger-key.
    void add_to(CLI::App& command, char const* what);
    /// The ledger named on the command line, else that of the configuration; empty: none.
    [[nodiscard]] std::string const& path(scrub_setup const& setup) const noexcept {
        return database.empty() ? setup.settings.ledger.value : database;
    }
    /// Ledger and key file, which no output may replace.
    void protect(scrub_setup const& setup, std::vector<std::string>& files) const;
};

/// Whether the file was read so far that its claims can be recorded.
[[nodiscard]] bool recordable(scrub::file_status status) noexcept;

/// What recording a file changed, for people: "18 claims, 20 lines recorded".
[[nodiscard]] std::string in_words(ledger::record_summary const& summary);

/// Writes down in a ledger what a scrubber reads, one transaction a file. What goes wrong is told on standard error.
class ledger_recording {
public:
    explicit ledger_recording(std::string_view command) : command_{command} {}

    /// Opens the ledger, or makes it; the scrubber below judges by `setup`, which must outlive this.
    [[nodiscard]] exit_code open(std::string const& path, std::string const& key, ledger::submission_state state,
                                 scrub_setup const& setup);
    [[nodiscard]] ledger::ledger& ledger() noexcept { return ledger_; }
    /// Judges files and hands every claim to the ledger.
    [[nodiscard]] scrub::file_scrubber& scrubber() noexcept { return *scrubber_; }
    /// Hands the claims of another scrubber, made of these options, to the ledger instead.
    void listen(scrub::scrub_options& options);

    void begin_file(std::string_view path);
    /// From now on files of many claims go to the ledger in parts; what fails then is told at the end of the file.
    void in_parts();
    /// The claims of the file being read; not to be used with `in_parts`.
    [[nodiscard]] ledger::submission_book& book() noexcept { return book_; }
    /// `end_file`, and says on standard error what was recorded.
    [[nodiscard]] exit_code end_and_tell(scrub::file_result const& result);
    void take(scrub::finding_view const& found, ledger::finding_action done = ledger::finding_action::sent_unchanged) {
        recorder_->take(found, done);
    }
    [[nodiscard]] exit_code end_file(scrub::file_result const& result, ledger::record_summary& into);
    /// Forgets what was read of a file that cannot be used.
    void drop_file();

private:
    void hand_on();
    void roll_back() noexcept;

    std::string_view command_;
    std::string database_;
    std::string path_;             ///< of the file being read
    ledger::ledger_result parts_;  ///< how handing on went so far
    bool begun_ = false;           ///< the ledger holds the first parts of the file
    ledger::ledger ledger_;
    ledger::submission_book book_;
    ledger::submission_state state_ = ledger::submission_state::draft;
    ledger::run_stamp stamp_;
    std::unique_ptr<ledger::person_hasher> hasher_;
    std::unique_ptr<record::submission_recorder> recorder_;
    std::unique_ptr<scrub::file_scrubber> scrubber_;
};

}  // namespace orthoscrub::tools
