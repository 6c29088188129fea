#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/generator/denial_reasons.hpp"
#include "tools/generator/people.hpp"
#include "tools/generator/remit_answer.hpp"

namespace orthoscrub::generator {

/// Answers each 837 set with one 277CA (005010X214) of the receiver's front end. Keeps the claims of the set at hand.
class ack_writer {
public:
    ack_writer(std::chrono::sys_days file_date, bool segment_per_line,
               std::function<void(std::string_view)> const& sink);

    void begin_set(std::string reference);
    /// `line` is the one that caused a rejection at line level, 0 for the claim as a whole.
    void add(household const& home, person const& patient, supplier const& by, claim_story const& claim,
             claim_case const& decided, front_end_status status, unsigned line);
    void end_set();
    void close();

private:
    struct entry {
        std::string name, member, claim, icn, code, line_number;
        supplier const* by = nullptr;
        std::chrono::sys_days delivered;
        std::int64_t charge = 0, line_charge = 0;
        front_end_status status{};
        bool rejected = false;
    };
    void open();

    std::chrono::sys_days day_;
    bool line_feed_;
    std::function<void(std::string_view)> const& sink_;
    std::vector<entry> entries_;
    std::string reference_, text_;
    std::uint64_t sets_ = 0;
};

}  // namespace orthoscrub::generator
