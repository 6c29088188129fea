#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grammars/guide/program.hpp"
#include "parser/text/fault.hpp"

namespace orthoscrub::grammars::guide {

/// Puts faults of the guide in words and hands them to the diagnostics. Says nothing of an element that a structural fault
/// speaks of already.
class fault_teller {
public:
    /// What stands in `faults` by now is what the grammar told of.
    explicit fault_teller(text::diagnostics& faults);

    /// About a segment or, with `element`, an element or component of it. `missing`: the segment named by `use` does not
    /// stand at `at`, which is what opened its loop.
    void segment(text::fault_code code, text::address at, segment_use const& use, std::string expected,
                 std::string_view reply = {});
    void loop(text::fault_code code, text::address at, loop_use const& row, segment_use const& opener,
              std::string expected, std::string_view reply = {});
    void element(text::fault_code code, text::address at, segment_use const& use, std::string seen,
                 std::string expected, std::string_view reply = {});
    void plain(text::fault_code code, text::address const& at, std::string seen);

    /// Whether a structural fault speaks of what the opened loop lacks.
    [[nodiscard]] bool told_broken(text::address const& at, text::segment_id missing) const noexcept;

private:
    void add(text::fault_code code, text::address const& at, std::string seen, std::string expected,
             std::string_view reply, std::string place);

    /// A fault of the grammar: its segment, and its place in `faults_`.
    struct structural {
        std::uint32_t segment = 0, place = 0;
    };
    [[nodiscard]] std::span<structural const> in_segment(std::uint32_t segment) const noexcept;
    [[nodiscard]] text::fault const* of_element(text::address const& at) const noexcept;

    text::diagnostics& faults_;
    std::vector<structural> structural_;  ///< by segment
};

/// "NM109", "SV101-2".
[[nodiscard]] std::string element_label(std::string_view segment, unsigned element, unsigned component = 0);
/// "2010AA N3"; only the segment in heading and envelope.
[[nodiscard]] std::string place_label(text::loop_id loop, std::string_view segment);

}  // namespace orthoscrub::grammars::guide
