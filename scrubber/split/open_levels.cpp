// The depth of an HL follows from HL03 alone, as the grammar reads it; HL02 only says whether the file agrees.
// Source: 837P 005010X222A1, 2000A to 2000C.
#include "scrubber/split/open_levels.hpp"

namespace orthoscrub::scrub {
namespace {

std::string_view trimmed(std::string_view text) noexcept {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

}  // namespace

void open_levels::begin_set() noexcept {
    for (open_level& level : levels_) level.open = false;
}

std::size_t open_levels::open(text::segment const& hl) {
    auto const code = trimmed(hl.element(3));
    std::size_t const depth = code == "20" ? 0 : code == "23" ? 2 : 1;
    for (std::size_t below = depth + 1; below < depths; ++below) levels_[below].open = false;
    open_level& level = levels_[depth];
    level.open = true;
    level.known = depth != 1 || code == "22";
    level.has_parent = depth != 0 && levels_[depth - 1].open;
    auto const parent = hl.element(2);
    level.linked = depth == 0 || (level.has_parent && !parent.empty() && parent == levels_[depth - 1].number);
    level.sound = level.known && level.linked && (depth == 0 || levels_[depth - 1].sound);
    level.number = hl.element(1);
    level.ordinal = ++seen_;
    return depth;
}

bool open_levels::claim_is_placed() const noexcept {
    return levels_[2].open ? levels_[2].sound : levels_[1].open && levels_[1].sound;
}

}  // namespace orthoscrub::scrub
