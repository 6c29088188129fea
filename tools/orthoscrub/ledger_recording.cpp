// A file's claims are gathered in a book and recorded when its hash is known, at its end. Of a file of many claims the book
// is handed on at borders of windows, within the transaction that the end of the file commits.
#include "tools/orthoscrub/ledger_recording.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdio>
#include <utility>

#include "tools/orthoscrub/remit_case.hpp"

namespace orthoscrub::tools {
namespace {

/// Claims that are handed to the ledger at once: enough that few calls are made, some megabytes at most.
constexpr std::size_t part_claims = 8192;

}  // namespace

void ledger_choices::add_to(CLI::App& command, char const* what) {
    command.add_option("--ledger", database, what)->type_name("DB");
    command.add_option("--ledger-key", key, "Its key file; without it DB.key")->type_name("FILE");
}

void ledger_choices::protect(scrub_setup const& setup, std::vector<std::string>& files) const {
    std::string const& db = path(setup);
    if (db.empty()) return;
    files.push_back(db);
    files.push_back(key.empty() ? db + ".key" : key);
}

bool recordable(scrub::file_status status) noexcept {
    using enum scrub::file_status;
    return status == clean || status == findings || status == limit;
}

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
    database_ = path;
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
    drop_file();
    path_ = path;
    recorder_->begin_file(path);
}

exit_code ledger_recording::end_file(scrub::file_result const& result, ledger::record_summary& into) {
    recorder_->end_file(result);
    ledger::ledger_result kept = std::exchange(parts_, {});
    if (kept.ok() && begun_) {
        kept = ledger_.add_claims(book_);
        if (kept.ok()) kept = ledger_.finish_file({path_, result.sha256}, into);
    } else if (kept.ok()) {
        kept = ledger_.record(book_, state_, stamp_, into);
    }
    if (!kept.ok() && begun_) roll_back();
    begun_ = false;
    if (!kept.ok()) complain(command_, kept.message);
    return code_of(kept.fault);
}

void ledger_recording::drop_file() {
    if (begun_) roll_back();
    parts_ = {};
    book_.clear();
}

void ledger_recording::roll_back() noexcept {
    ledger_.roll_back();
    begun_ = false;
}

void ledger_recording::in_parts() {
    recorder_->at_window([this] {
        if (book_.claims.size() >= part_claims) hand_on();
    });
}

void ledger_recording::hand_on() {
    if (parts_.ok() && !begun_) {
        parts_ = ledger_.begin_file(state_, stamp_);
        begun_ = parts_.ok();
    }
    if (parts_.ok()) parts_ = ledger_.add_claims(book_);
    book_.clear();
}

exit_code ledger_recording::end_and_tell(scrub::file_result const& result) {
    ledger::record_summary summary;
    exit_code const code = end_file(result, summary);
    if (code == exit_code::clean)
        fmt::print(stderr, "{}: {} in {}: {}\n", spoken_name(path_),
                   state_ == ledger::submission_state::sent ? "sent" : "draft", database_, in_words(summary));
    return code;
}

}  // namespace orthoscrub::tools
