#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/ack/answered.hpp"
#include "scrubber/ack/spool.hpp"

namespace orthoscrub::ack {

/// Keeps the decisions of one interchange until all of them are final: a set can be rejected by its last segment, a
/// group by its GE, an interchange by its IEA. Claims wait in a spool, the levels above in memory.
class decision_log {
public:
    using taker = std::function<void(answered const&)>;

    /// Of what is open above a claim.
    struct level {
        std::string number, reference, code;
        std::uint64_t claims = 0, rejected = 0;
        model::money charge, rejected_charge;
        char result = 'A';                   ///< A, E, P, R
        std::vector<answer_reason> reasons;  ///< the first `most_reasons`
        std::uint64_t first = 0, last = 0;   ///< a set: its claims in the spool; a group: its sets
    };
    static constexpr std::size_t most_reasons = 1000;

    void begin_interchange(std::string_view number, std::string_view sender);
    void begin_group(std::string_view number);
    void begin_set(std::string_view number);
    [[nodiscard]] level& interchange() noexcept { return interchange_; }
    [[nodiscard]] level& group() noexcept { return groups_.back(); }
    [[nodiscard]] level& set() noexcept { return sets_.back(); }
    static void add_reason(level& to, answer_reason reason);

    /// A claim of the open set.
    void claim(std::string_view control_number, std::uint64_t ordinal, model::money charge, bool rejected,
               std::string_view statuses, std::vector<answer_reason> const& reasons);
    void end_set();
    void end_group();

    /// Tells everything in order, and adds it up. False when the temporary file failed.
    [[nodiscard]] bool tell(taker const& take, bool replayed, answer_counts& counts);

private:
    level interchange_;
    std::string sender_;
    std::vector<level> groups_, sets_;
    spool claims_;
    std::string buffer_;
};

}  // namespace orthoscrub::ack
