// Edit distance (insert, delete, change, swap of neighbours) with the three-row table. Only used for messages, so
// it favours short code over speed.
#include "scrubber/codes/nearest_name.hpp"

#include <algorithm>
#include <vector>

namespace orthoscrub::scrub {
namespace {

std::size_t edits(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            std::size_t const change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, change});
            bool const swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

}  // namespace

std::string_view nearest_name(std::string_view name, std::span<std::string_view const> known) {
    std::string_view best;
    std::size_t best_edits = std::max<std::size_t>(1, name.size() / 3) + 1;
    for (std::string_view candidate : known) {
        std::size_t const n = edits(name, candidate);
        if (n < best_edits) {
            best_edits = n;
            best = candidate;
        }
    }
    return best;
}

std::string did_you_mean(std::string_view name, std::span<std::string_view const> known) {
    std::string_view const near = nearest_name(name, known);
    return near.empty() ? std::string{} : " (did you mean " + std::string{near} + "?)";
}

}  // namespace orthoscrub::scrub
