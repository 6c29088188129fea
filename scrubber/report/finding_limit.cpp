// The order knows when a finding has so many before it that it cannot be placed. Then the report is asked only for what its
// totals need of it, which for most formats is nothing: such a finding costs no text.
#include "scrubber/report/finding_limit.hpp"

namespace orthoscrub::scrub {

finding_limit::finding_limit(report& to, std::uint64_t most, std::size_t memory_limit)
    : to_{to}, most_{most}, chunks_{memory_limit} {
    begin_file();
}

void finding_limit::begin_file() {
    if (most_ != all) chunks_.expect(most_ - placed_, !to_.sums_left_out());
}

void finding_limit::take(finding_view const& finding) {
    rendered_.clear();
    if (!chunks_.beyond(finding.at.byte, finding.rule)) to_.render(finding, rendered_);
    else if (to_.sums_left_out()) to_.render_left_out(finding, rendered_);
    else return;
    chunks_.add(finding.at.byte, finding.rule, rendered_);
}

bool finding_limit::deliver(std::string& out, std::function<bool()> const& drain) {
    placed_of_file_ = 0;
    bool const fine = chunks_.deliver([&](std::string_view chunk) {
        if (placed_ == most_) {
            if (!to_.sums_left_out()) return true;
            to_.place_left_out(chunk);
        } else {
            to_.place(chunk, out);
            ++placed_;
            ++placed_of_file_;
        }
        return drain();
    });
    begin_file();
    return fine;
}

void finding_limit::drop() {
    placed_of_file_ = 0;
    chunks_.clear();
    begin_file();
}

}  // namespace orthoscrub::scrub
