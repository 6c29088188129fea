#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "scrubber/ledger/ledger.hpp"
#include "scrubber/record/submission_recorder.hpp"
#include "tools/orthoscrub/scrub_setup.hpp"

namespace orthoscrub::tools {

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
    void take(scrub::finding_view const& found, ledger::finding_action done = ledger::finding_action::sent_unchanged) {
        recorder_->take(found, done);
    }
    [[nodiscard]] exit_code end_file(scrub::file_result const& result, ledger::record_summary& into);
    /// Forgets what was read of a file that cannot be used.
    void drop_file();

private:
    std::string_view command_;
    ledger::ledger ledger_;
    ledger::submission_book book_;
    ledger::submission_state state_ = ledger::submission_state::draft;
    ledger::run_stamp stamp_;
    std::unique_ptr<ledger::person_hasher> hasher_;
    std::unique_ptr<record::submission_recorder> recorder_;
    std::unique_ptr<scrub::file_scrubber> scrubber_;
};

}  // namespace orthoscrub::tools
