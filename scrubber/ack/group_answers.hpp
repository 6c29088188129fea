#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/envelope/interchange_reader.hpp"
#include "scrubber/ack/answer_envelope.hpp"
#include "scrubber/ack/set_notes.hpp"
#include "scrubber/ack/spool.hpp"

namespace orthoscrub::ack {

/// Writes the 999 of the groups of one interchange (005010X231A1), one for each group, every set answered.
class group_answers {
public:
    explicit group_answers(answer_stamp const& stamp) : clock_{stamp} {}

    void begin_interchange(envelope::interchange_header const& asked, std::uint64_t number);
    void begin_group(envelope::group_header const& asked);
    /// The answer to the next set of the open group.
    void add(envelope::set_header const& asked, std::string_view version, set_notes& notes);
    /// Ends the group. `codes` are those of AK905 to AK909; with one of them the group is rejected with all its sets.
    /// `stated` is GE01; nothing when it is no number. Answers with AK901.
    char end_group(std::vector<std::string> const& codes, std::string_view stated);

    [[nodiscard]] std::uint64_t groups() const noexcept { return groups_; }
    [[nodiscard]] spool& text() noexcept { return text_; }
    [[nodiscard]] bool failed() const noexcept { return text_.failed() || notes_.failed(); }

private:
    struct set {
        std::string type, control_number, version;
        char result = 'A';
        std::vector<std::string> codes;
        std::uint64_t first = 0, last = 0, segments = 0;  ///< IK3 to IK4 in `notes_`
    };

    answer_clock clock_;
    spool text_, notes_;
    envelope::group_header group_;
    text::delimiters marks_;
    std::uint64_t number_ = 0, groups_ = 0;
    std::vector<set> sets_;
    std::string buffer_;
};

}  // namespace orthoscrub::ack
