#pragma once
#include <cstdint>
#include <functional>
#include <limits>
#include <string>

#include "scrubber/report/report.hpp"
#include "scrubber/report/sorted_chunks.hpp"

namespace orthoscrub::scrub {

/// Stands between the findings of a run and its report: renders each as it comes, puts those of a file in order, and
/// places the first `most` of the run; files count in the order in which they are delivered. Which ones these are depends
/// on nothing but their order, so findings may come late. What cannot be among them any more is not rendered.
class finding_limit {
public:
    static constexpr std::uint64_t all = std::numeric_limits<std::uint64_t>::max();

    /// `to` must outlive this. Beyond `memory_limit` bytes rendered findings go to an unnamed temporary file.
    explicit finding_limit(report& to, std::uint64_t most = all, std::size_t memory_limit = 2u << 20);

    /// A finding of the file that is being read.
    void take(finding_view const& finding);
    /// Places the findings of the file that was read; `drain` is asked after each and says stop with false. False when it
    /// did or the temporary file failed.
    [[nodiscard]] bool deliver(std::string& out, std::function<bool()> const& drain);
    /// Forgets the findings of the file that was read: they are no part of the report.
    void drop();

    /// How many findings of a run with these counts are left out, and of the file delivered last.
    [[nodiscard]] std::uint64_t left_out(scrub_counts const& run) const noexcept {
        return most_ == all ? 0 : run.findings() - placed_;
    }
    [[nodiscard]] std::uint64_t left_out_of_file(scrub_counts const& file) const noexcept {
        return most_ == all ? 0 : file.findings() - placed_of_file_;
    }

private:
    void begin_file();

    report& to_;
    std::uint64_t most_;
    std::uint64_t placed_ = 0, placed_of_file_ = 0;
    sorted_chunks chunks_;
    std::string rendered_;  ///< reused
};

}  // namespace orthoscrub::scrub
