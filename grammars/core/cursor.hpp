#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "parser/text/fault.hpp"
#include "parser/text/loop_id.hpp"
#include "parser/text/segment.hpp"

namespace orthoscrub::grammars::core {

/// A short code as a number, blanks around it cut off: element or first component, up to four characters; 0
/// if longer.
[[nodiscard]] inline text::segment_id pack_code(std::string_view code) noexcept {
    auto const byte = [&](std::size_t i) { return static_cast<text::segment_id>(static_cast<unsigned char>(code[i])); };
    if (code.size() == 2 && code[0] > ' ' && code[1] > ' ') return byte(0) | byte(1) << 8;
    if (code.size() == 3 && code[0] > ' ' && code[1] > ' ' && code[2] > ' ')
        return byte(0) | byte(1) << 8 | byte(2) << 16;
    while (!code.empty() && code.front() == ' ') code.remove_prefix(1);
    while (!code.empty() && code.back() == ' ') code.remove_suffix(1);
    return code.size() > 4 ? 0 : text::pack_id(code);
}

/// Place in a window of segments: which have a loop, which fit nowhere. Grammars derive their readers from
/// it.
class cursor {
public:
    /// `loops` gets one entry per segment of `window`. The first `context` segments were read before: faults
    /// in them are not told again.
    cursor(std::span<text::segment const> window, std::uint32_t context, char component_separator,
           std::vector<text::loop_id>& loops, text::diagnostics& faults)
        : begin_(window.data()),
          size_(static_cast<std::uint32_t>(window.size())),
          context_(context),
          component_(component_separator),
          faults_(faults) {
        loops.assign(window.size(), text::loop_id::none);
        loops_ = loops.data();
    }

    [[nodiscard]] std::uint32_t index(text::segment const& s) const noexcept {
        return static_cast<std::uint32_t>(&s - begin_);
    }
    /// The same for the place one past the last segment.
    [[nodiscard]] std::uint32_t index(text::segment const* s) const noexcept {
        return static_cast<std::uint32_t>(s - begin_);
    }
    [[nodiscard]] std::uint32_t size() const noexcept { return size_; }
    [[nodiscard]] bool in_context(text::segment const& s) const noexcept { return index(s) < context_; }
    [[nodiscard]] char component_separator() const noexcept { return component_; }
    [[nodiscard]] text::diagnostics& faults() noexcept { return faults_; }

    /// Element `Element` of the segment, or its first component, packed. The last answer for element 1 is
    /// kept, because many alternatives ask for the same one.
    template <unsigned Element, bool FirstComponent>
    [[nodiscard]] text::segment_id qualifier(text::segment const& s) noexcept {
        if constexpr (FirstComponent) {
            return pack_code(text::component(s.element(Element), 1, component_));
        } else if constexpr (Element == 1) {
            if (asked_ != &s) ask(s);
            return answer_;
        } else {
            return pack_code(s.element(Element));
        }
    }

    /// The segment belongs to `loop`.
    void place(text::segment const& s, text::loop_id loop) noexcept {
        loops_[index(s)] = loop;
        open_ = loop;
    }
    /// The loop of the segment placed last.
    [[nodiscard]] text::loop_id open_loop() const noexcept { return open_; }

    /// The segment fits nowhere. One fault tells of a run of such segments; its count says how many.
    void stray(text::segment const& s);
    /// Like `stray`, with a fault of another kind that the following strays are counted with. `loop` is where it is told
    /// of: `none` where the open loop would depend on how the set is cut into windows.
    void stray(text::segment const& s, text::fault_code code, text::loop_id loop, std::string seen,
               std::string expected);
    /// Records a fault unless its segment is context.
    void report(text::segment const& s, text::fault_code code, text::loop_id loop, unsigned element, std::string seen,
                std::string expected);

private:
    /// A set may be cut into windows before any HL, so that what was open before one that fits nowhere is not known behind it.
    void pass_by(text::segment const& s) noexcept {
        stray_end_ = &s + 1;
        if (s.is("HL")) open_ = text::loop_id::none;
    }
    // Apart, so that every alternative holds only the comparison.
    [[gnu::noinline]] void ask(text::segment const& s) noexcept {
        asked_ = &s;
        answer_ = pack_code(s.element(1));
    }

    text::segment const* begin_;
    std::uint32_t size_;
    std::uint32_t context_;
    char component_;
    text::loop_id open_ = text::loop_id::none;
    text::loop_id* loops_ = nullptr;
    text::diagnostics& faults_;
    text::segment const* asked_ = nullptr;
    text::segment_id answer_ = 0;
    text::segment const* stray_end_ = nullptr;  ///< one past the last stray segment
    std::size_t stray_fault_ = 0;               ///< place of its fault
};

/// "NM1*ZZ", "K3": id and, where element 1 is a code and no free text, that code. Never personal.
[[nodiscard]] std::string shown(text::segment const& s);

}  // namespace orthoscrub::grammars::core
