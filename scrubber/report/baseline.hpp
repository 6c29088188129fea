#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "parser/text/source.hpp"
#include "scrubber/engine/finding_view.hpp"

namespace orthoscrub::scrub {

/// The findings of an earlier run, known by their fingerprints, and which of them this run met again.
class baseline {
public:
    /// Reads what `check --format json` or `ndjson` wrote, block by block; of each finding only fingerprint, rule and claim
    /// are kept. `name` is how the summary calls the file. Returns an empty text, or why the file is no baseline.
    [[nodiscard]] std::string read(text::source& input, std::string_view name);

    /// Whether the baseline holds this finding, which is counted.
    baseline_mark meet(std::string_view fingerprint);
    /// The finding still stands but is suppressed: neither open nor fixed.
    void set_aside(std::string_view fingerprint);

    /// `judged` says which rules spoke in this run: of the others nothing is known to be fixed. `complete` is false when a
    /// file could not be read to its end.
    [[nodiscard]] baseline_summary summary(std::function<bool(std::string_view rule)> const& judged,
                                           bool complete) const;
    [[nodiscard]] std::size_t findings() const noexcept { return findings_.size(); }

private:
    struct entry {
        std::string rule, claim;
        bool met = false;
    };
    std::string name_;
    std::unordered_map<std::string, entry> findings_;
    std::uint64_t fresh_ = 0, open_ = 0;
};

}  // namespace orthoscrub::scrub
