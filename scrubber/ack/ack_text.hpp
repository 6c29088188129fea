#pragma once
#include <string>

#include "scrubber/ack/answered.hpp"

namespace orthoscrub::ack {

/// One decision in words, for who looks after the connection: what is accepted as a whole is one line, every rejected set
/// and claim stands with its reasons; accepted claims are not listed.
void append_text(answered const& one, std::string& out);
/// The sums of a file.
[[nodiscard]] std::string text_of(answer_counts const& counts);

}  // namespace orthoscrub::ack
