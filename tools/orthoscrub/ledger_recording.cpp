// A file's claims are gathered in a book and recorded when its hash is known, at its end.
#include "tools/orthoscrub/ledger_recording.hpp"

#include <fmt/format.h>

#include <ctime>

#include "tools/orthoscrub/remit_case.hpp"

namespace orthoscrub::tools {

std::string in_words(ledger::record_summary const& s) {
    if (s.known) return "known already, nothing changed";
    std::string text = fmt::format("{} claims, {} lines recorded", s.claims, s.lines);
    if (s.known_claims != 0) text += fmt::format("; {} claims were sent before", s.known_claims);
    if (s.drafts != 0) text += fmt::format("; {} drafts folded in", s.drafts);
    if (s.fixed != 0) text += fmt::format("; {} findings were fixed since", s.fixed);
    return text;
}

exit_code ledger_recording::open(std::string const& path, std::string const& key, ledger::submission_state state,
                                 scrub_setup const& setup) {
    ledger::ledger_result const opened = ledger_.open(path, key, ledger::open_mode::create);
    if (!opened.ok()) {
        complain(command_, opened.message);
        return code_of(opened.fault);
    }
    scrub::pack const& pack = *setup.pack.pack;
    model::date day = setup.options.today;
    if (day.empty())
        day = model::date::from_days(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
    state_ = state;
    stamp_ = {ORTHOSCRUB_VERSION, pack.name, pack.version, pack.sha256, day};
    hasher_ = std::make_unique<ledger::person_hasher>(ledger_.key());
    recorder_ = std::make_unique<record::submission_recorder>(book_, *hasher_, pack.sha256);
    scrub::scrub_options options = setup.options;
    listen(options);
    scrubber_ = std::make_unique<scrub::file_scrubber>(setup.pack.book(), std::move(options));
    return exit_code::clean;
}

void ledger_recording::listen(scrub::scrub_options& options) { recorder_->listen(options); }

void ledger_recording::begin_file(std::string_view path) {
    book_.clear();
    recorder_->begin_file(path);
}

exit_code ledger_recording::end_file(scrub::file_result const& result, ledger::record_summary& into) {
    recorder_->end_file(result);
    ledger::ledger_result const kept = ledger_.record(book_, state_, stamp_, into);
    if (!kept.ok()) complain(command_, kept.message);
    return code_of(kept.fault);
}

void ledger_recording::drop_file() { book_.clear(); }

}  // namespace orthoscrub::tools
