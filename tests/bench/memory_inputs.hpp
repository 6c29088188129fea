#pragma once
#include <cstdint>
#include <functional>
#include <string_view>

namespace orthoscrub::bench {

/// Takes the text of a file piece by piece; false: nobody reads any more.
using text_sink = std::function<bool(std::string_view)>;

/// The generator's claims without errors, about `bytes` of them, all in one ST to SE when wanted.
void stream_clean(std::uint64_t bytes, bool one_set, text_sink const& to);
/// The same with eight faults of another kind in every claim: about ten findings a claim.
void stream_damaged(std::uint64_t claims, text_sink const& to);
/// Claims of `lines` service lines each.
void stream_long_claims(std::uint64_t claims, unsigned lines, text_sink const& to);

}  // namespace orthoscrub::bench
