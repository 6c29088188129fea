#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace orthoscrub::bench {

/// A clean batch of the generator.
[[nodiscard]] std::string clean_claims(std::uint64_t claims);

/// The same batch as a careful reader would not wish it: a carriage return and a line feed behind each segment, a note of 1
/// to 80 characters on each claim that had none, 2 to 12 diagnoses, a further payer (2320) on every other claim that had
/// none. Counts and order stay those of the guide.
[[nodiscard]] std::string irregular_claims(std::string_view clean);

/// A batch and the 835 that answers it.
struct answered {
    std::string claims, remittances;
};
[[nodiscard]] answered answered_claims(std::uint64_t claims);

/// All files below `folder` whose name ends with `extension` and which use * and ~, one behind the other, again and again
/// until there are at least `bytes`. Empty when there are none.
[[nodiscard]] std::string repeated_files(std::filesystem::path const& folder, std::string_view extension,
                                         std::size_t bytes);

}  // namespace orthoscrub::bench
