#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "grammars/guide/guide_check.hpp"
#include "parser/envelope/interchange_reader.hpp"
#include "parser/model/ack_tables.hpp"
#include "scrubber/codes/answer_tables.hpp"
#include "tools/orthoscrub/fault_tally.hpp"
#include "tools/orthoscrub/show_writer.hpp"

namespace orthoscrub::tools {

/// What one event brought of TA1, 999 or 277CA.
struct shown_answers {
    envelope::event const& event;
    envelope::interchange_reader const& reader;
    model::ack_tables const& tables;
};

/// One output format of acknowledgments. All text goes to `out`.
class ack_writer {
public:
    virtual ~ack_writer() = default;
    virtual void begin(std::string_view file, std::string& out) = 0;
    virtual void answers(shown_answers const& what, std::string& out) = 0;
    virtual void end(std::string& out) = 0;
    /// Claims of 277CA that were shown.
    [[nodiscard]] virtual std::uint64_t claims() const = 0;
};

/// Sentences that a biller reads: what was taken in, what was rejected and why.
[[nodiscard]] std::unique_ptr<ack_writer> make_ack_text(show_format format, scrub::answer_tables const& codes);
/// Every typed column, with the meaning of codes.
[[nodiscard]] std::unique_ptr<ack_writer> make_ack_json(show_format format, scrub::answer_tables const& codes);

/// Whose a file is, as far as its events tell.
enum class ack_claim : std::uint8_t {
    undecided,  ///< no group yet: the event may have to be shown as a segment
    mine,       ///< a file of acknowledgments; the event was shown
    others      ///< a file of claims; from now on always
};

/// Finds out whether a file holds acknowledgments (its first group is FA or HN, or it has TA1 and no group) and shows them.
class ack_show {
public:
    /// `make` is asked for the writer when it is needed first; it may answer nothing, which ends the run.
    ack_show(std::string file, std::function<std::unique_ptr<ack_writer>()> make)
        : file_{std::move(file)}, make_{std::move(make)} {}

    [[nodiscard]] ack_claim take(envelope::interchange_reader const& reader, envelope::event const& event,
                                 std::string& out);
    /// True when no writer could be made.
    [[nodiscard]] bool failed() const noexcept { return failed_; }
    [[nodiscard]] bool begun() const noexcept { return state_ == ack_claim::mine; }
    /// "835 005010X221A1": the first transaction set that is no acknowledgment; empty when there is none.
    [[nodiscard]] std::string const& wrong_type() const noexcept { return wrong_type_; }
    /// Where the answers break the standard or their guide.
    [[nodiscard]] fault_tally const& faults() const noexcept { return tally_; }
    [[nodiscard]] std::uint64_t claims() const { return writer_ ? writer_->claims() : 0; }
    void end(std::string& out) { writer_->end(out); }

private:
    void show(envelope::interchange_reader const& reader, envelope::event const& event);

    std::string file_;
    std::function<std::unique_ptr<ack_writer>()> make_;
    std::unique_ptr<ack_writer> writer_;
    model::ack_tables tables_;
    fault_tally tally_;
    grammars::guide::guide_check guide_999_{grammars::guide::guide_id::ack_999};
    grammars::guide::guide_check guide_277ca_{grammars::guide::guide_id::status_277ca};
    std::string held_;  // what was shown before it is known whose the file is
    std::string wrong_type_;
    ack_claim state_ = ack_claim::undecided;
    bool failed_ = false;
};

}  // namespace orthoscrub::tools
