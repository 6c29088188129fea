#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/envelope/interchange_reader.hpp"
#include "parser/model/claim_tables.hpp"
#include "scrubber/ack/answer_envelope.hpp"
#include "scrubber/ack/fault_answer.hpp"
#include "scrubber/ack/spool.hpp"

namespace orthoscrub::ack {

/// A status that a line of a claim was refused for.
struct line_status {
    std::uint32_t line = model::absent;  ///< row in lines
    claim_status status;
};

/// What the errors of one claim come to.
struct claim_verdict {
    std::vector<claim_status> provider;  ///< of the billing provider's own loops; may become a refusal of the provider
    std::vector<claim_status> claim;     ///< of the claim as a whole
    std::vector<line_status> lines;
    [[nodiscard]] bool rejected() const noexcept { return !provider.empty() || !claim.empty() || !lines.empty(); }
    void clear();
};

/// Writes the 277CA of the sets of one interchange (005010X214): one for each set. Counts and amounts stand before the
/// claims that they sum up, so claims wait in a spool until their provider and their set have ended.
class claim_answers {
public:
    claim_answers(answer_policy const& policy, answer_stamp const& stamp);

    /// Begins an interchange whose answers carry this control number.
    void begin_interchange(envelope::interchange_header const& asked, std::uint64_t number);
    void begin_group(envelope::group_header const& asked);
    void begin_set();
    /// A window of the open set was read: who sends and who receives, when it says so.
    void see_set(model::claim_tables const& tables, std::span<text::segment const> segments);
    /// The next claim of the open set.
    void add(model::claim_tables const& tables, std::span<text::segment const> segments, std::uint32_t row,
             claim_verdict const& verdict);
    /// Ends the set: writes its 277CA, or forgets it when the set is rejected in the 999.
    void end_set(bool accepted);
    /// Ends the group; a group that is rejected has no 277CA.
    void end_group(bool accepted);

    /// Whether there is a 277CA; the text of its group stands in `text()`.
    [[nodiscard]] std::uint64_t groups() const noexcept { return groups_; }
    [[nodiscard]] spool& text() noexcept { return text_; }
    [[nodiscard]] bool failed() const noexcept { return text_.failed() || claims_.failed(); }

private:
    /// Claims taken in and refused.
    struct tally {
        std::uint64_t accepted = 0, rejected = 0;
        model::money accepted_amount, rejected_amount;
        void add(bool taken, model::money amount);
        [[nodiscard]] model::money total() const noexcept { return accepted_amount + rejected_amount; }
    };
    /// NM1 of somebody, owned.
    struct name {
        std::string type, last, first, middle, suffix, qualifier, id;
    };
    struct provider {
        std::uint32_t hl = 0;  ///< ordinal of its HL in the file
        std::uint64_t number = 0;
        name who;
        tally sum;
        std::uint64_t first = 0, last = 0;  ///< its claims in the spool
        std::uint64_t segments = 0;         ///< of its claims
        std::vector<claim_status> shared;   ///< statuses that every claim so far was refused for
    };

    [[nodiscard]] name name_of(text::segment const& nm1, bool person) const;
    void open_provider(model::claim_tables const& tables, std::span<text::segment const> segments,
                       model::claim_row const& claim);
    void close_provider();
    void write_name(segment_text& out, std::string_view entity, name const& who) const;
    void write_lines(segment_text& out, model::claim_tables const& tables, claim_verdict const& verdict) const;
    void write_set();

    answer_policy const& policy_;
    answer_clock clock_;
    spool text_, claims_;
    envelope::interchange_header interchange_;
    envelope::group_header group_;
    text::delimiters marks_;
    std::uint64_t number_ = 0, groups_ = 0, sets_ = 0, sets_here_ = 0;
    std::uint64_t group_start_ = 0, sets_at_group_ = 0;
    std::string reference_;  ///< BHT03
    name sender_, receiver_;
    tally sum_;
    std::vector<provider> providers_;
    bool provider_open_ = false;
    std::uint64_t levels_ = 0;  ///< HL of the 277CA so far
    std::string buffer_;
};

}  // namespace orthoscrub::ack
