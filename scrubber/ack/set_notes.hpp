#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/text/address.hpp"
#include "scrubber/ack/answer_policy.hpp"
#include "scrubber/ack/segment_text.hpp"

namespace orthoscrub::ack {

/// An error that a 999 says with IK3, or with IK4 under an IK3.
struct noted_error {
    text::address at;
    text::address trigger;     ///< what made it an error (CTX*SITUATIONAL TRIGGER); id 0: nothing in particular
    bool of_element = false;   ///< IK4
    std::string code;          ///< of IK304 or IK403
    std::string data_element;  ///< IK402; empty: unknown
    std::string seen;          ///< IK404; empty: not to be copied
    std::string claim;         ///< CLM01; empty: in no claim
};

/// What a 999 says of one transaction set: its errors, then the result.
class set_notes {
public:
    /// How many errors are listed; the set is rejected for the others all the same.
    static constexpr std::size_t most_listed = 100'000;

    void clear();
    void add(noted_error error, answer_policy const& policy);
    /// An error of the set itself: a code of IK502.
    void add_set_code(std::string_view code);

    /// IK501: A, E or R.
    [[nodiscard]] char result() const noexcept;
    /// IK502 to IK506.
    [[nodiscard]] std::vector<std::string> const& codes() const noexcept { return codes_; }
    /// IK3, CTX and IK4, in the order of the set.
    void write(segment_text& out);

private:
    void add_code(std::string_view code);
    std::vector<noted_error> errors_;
    std::vector<std::string> codes_;
    bool noted_ = false, rejects_ = false;
};

}  // namespace orthoscrub::ack
