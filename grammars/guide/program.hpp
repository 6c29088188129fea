#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "grammars/guide/usage.hpp"
#include "grammars/guide/value.hpp"
#include "parser/text/segment.hpp"

namespace orthoscrub::grammars::guide {

/// A relational condition; bit n is element or component n.
struct condition {
    char kind = 'P';           ///< P all or none, R at least one, E at most one, C and L: the first wants others
    std::uint64_t first = 0;   ///< of C and L
    std::uint64_t others = 0;  ///< the rest; of P, R and E all
    [[nodiscard]] bool holds(std::uint64_t present) const noexcept {
        auto const there = present & others;
        switch (kind) {
            case 'P':
                return there == 0 || there == others;
            case 'R':
                return there != 0;
            case 'E':
                return (there & (there - 1)) == 0;
            case 'C':
                return (present & first) == 0 || there == others;
            default:
                return (present & first) == 0 || there != 0;
        }
    }
};

/// What must and must not stand in a segment or composite; bit n is element or component n.
struct presence {
    std::uint64_t required = 0, not_used = 0;
    std::uint64_t together = 0;  ///< all or none: one of the conditions
    std::uint64_t triggers =
        0;  ///< the other conditions hold where none of these stands; bit 0 is for one that always asks
    std::uint16_t first_condition = 0, conditions = 0;
};

/// One use of a segment, compiled.
struct use_program {
    segment_use const* use = nullptr;
    presence wanted;
    std::uint32_t order = 0;  ///< table and position
    std::uint64_t coded = 0;  ///< elements with a list of codes; bit n is element n
    std::uint64_t look = 0;   ///< others whose values are looked at one by one
    std::uint64_t texts = 0;  ///< elements that may hold odd characters without being looked at so closely
    std::uint16_t most = 0;   ///< times in its loop
    std::uint16_t first_op = 0;
    std::uint8_t ops = 0;     ///< op k is of element k + 1
    std::uint8_t place = 0;   ///< bit in its loop
    bool opens = false;       ///< opens its loop
    bool level = false;       ///< HL: told by the grammar, free of order
    bool composites = false;  ///< has elements with components
    bool person = false;      ///< NM1 whose given name a person should have
};

/// The use that a segment is.
struct found_use {
    use_program const* use = nullptr;
    std::uint64_t known = 0;  ///< the element whose code told the uses apart, as a bit: it is one of the list
};

/// A loop, compiled.
struct loop_program {
    std::uint64_t required = 0;           ///< uses by place
    std::uint32_t required_children = 0;  ///< loops below by place, levels aside
    std::uint32_t required_levels = 0;    ///< levels below by place
    std::uint32_t claims_below = 0;       ///< loops of which one must stand below a person, by place; 0 elsewhere
    std::uint16_t first_use = 0, uses = 0;
    bool known = false;
    bool level = false;  ///< opened by HL
};

/// A loop below another.
struct child_loop {
    text::loop_id loop = text::loop_id::none, parent = text::loop_id::none;
    loop_use const* row = nullptr;
    std::uint8_t place = 0;  ///< bit in its parent
    std::uint32_t order = 0;
};

/// The tables of a guide as flat arrays that a window is checked against. Made once a process.
class program {
public:
    explicit program(guide_id guide);

    /// The use that a segment is in its loop, by id and qualifiers; the first of that id when no qualifier fits; null when
    /// the loop has none of that id.
    [[nodiscard]] found_use find(text::loop_id loop, text::segment const& s, char separator) const noexcept {
        auto const* at = &slots_[first_slot_[static_cast<std::size_t>(loop)][class_of(s.id)]];
        while (at->id != s.id) {
            if (at->next == 0) return {};
            at = &slots_[at->next];
        }
        if (at->alone) return {at->use};
        if (!at->several && at->component == 0 && at->element <= s.count) {
            auto const value = s.element(at->element);
            if (value.size() - 1 < 8) {
                auto const code = load_short(value.data(), value.size());
                auto const& c = candidates_[at->first + at->spread.place(code)];
                if (c.code == code) return {c.use, std::uint64_t{1} << at->element};
            }
        }
        return at->several ? find_several(*at, s, separator) : find_by_code(*at, s, separator);
    }

    [[nodiscard]] loop_program const& loop(text::loop_id id) const noexcept {
        return loops_[static_cast<std::size_t>(id)];
    }
    /// Null when `loop` does not stand below `parent`.
    [[nodiscard]] child_loop const* child(text::loop_id parent, text::loop_id loop) const noexcept {
        auto const at = children_at_[static_cast<std::size_t>(parent)][static_cast<std::size_t>(loop)];
        return at == 0 ? nullptr : &children_[at - 1];
    }
    [[nodiscard]] std::span<child_loop const> children() const noexcept { return children_; }
    [[nodiscard]] std::span<use_program const> uses(loop_program const& l) const noexcept {
        return std::span{uses_}.subspan(l.first_use, l.uses);
    }
    [[nodiscard]] std::span<use_program const> uses() const noexcept { return uses_; }
    [[nodiscard]] element_op const* ops() const noexcept { return ops_.data(); }
    [[nodiscard]] std::size_t op_count() const noexcept { return ops_.size(); }
    /// By op, the shortest and the longest length of a text; three numbers further can be read.
    [[nodiscard]] std::int32_t const* least() const noexcept { return least_.data(); }
    [[nodiscard]] std::int32_t const* most() const noexcept { return most_.data(); }
    [[nodiscard]] presence const& part(element_op const& composite) const noexcept { return parts_[composite.part]; }
    [[nodiscard]] std::span<condition const> conditions(presence const& p) const noexcept {
        return std::span{conditions_}.subspan(p.first_condition, p.conditions);
    }
    /// Whether required, unused and conditional elements or components stand as they should.
    [[nodiscard]] bool holds(presence const& wanted, std::uint64_t present) const noexcept {
        if (((wanted.required & ~present) | (wanted.not_used & present)) != 0) return false;
        if (auto const there = present & wanted.together; there != 0 && there != wanted.together) return false;
        return ((present | 1) & wanted.triggers) == 0 || conditions_hold(wanted, present);
    }
    [[nodiscard]] std::span<std::uint64_t const> codes(element_op const& op) const noexcept {
        return op.kind == value_kind::code ? std::span{codes_}.subspan(op.first, op.count)
                                           : std::span<std::uint64_t const>{};
    }
    /// Whether the value, one to eight characters as a number, is one of the codes of the op.
    [[nodiscard]] bool knows(element_op const& op, std::uint64_t packed) const noexcept {
        return places_[op.table + op.spread.place(packed)] == packed;
    }
    [[nodiscard]] guide_id guide() const noexcept { return guide_; }

private:
    static constexpr std::size_t loop_count = static_cast<std::size_t>(text::loop_id::count_);
    static constexpr std::size_t classes = 64;
    struct code_list {
        std::string_view const* written = nullptr;
        std::uint16_t first = 0, table = 0;
        code_spread spread;
    };
    struct candidate {
        std::uint64_t code = 0;
        use_program const* use = nullptr;
    };
    /// The uses of one segment id in one loop.
    struct slot {
        text::segment_id id = 0;
        std::uint16_t next = 0;   ///< slot of another id of the same class in the same loop; 0: none
        std::uint16_t first = 0;  ///< of the candidates
        std::uint8_t element = 0, component = 0;
        bool alone = true;                 ///< the loop has no other use of that id
        bool several = false;              ///< more than one element tells the uses apart
        use_program const* use = nullptr;  ///< the first
        code_spread spread;                ///< of the candidates
    };
    /// The ids of the 837P have a class each.
    static std::size_t class_of(text::segment_id id) noexcept { return id * 0x972BA13Bu >> 26; }

    void add_conditions(presence& to, std::string_view syntax);
    static void add_trigger(presence& to, condition const& c);
    void add_codes(element_op& op);
    void add_candidates(slot& to);
    [[nodiscard]] bool conditions_hold(presence const& wanted, std::uint64_t present) const noexcept;
    void add_use(segment_use const& use, std::uint8_t place, bool first);
    element_op op_of(segment_use const& use, element_usage const& row);
    void add_bounds();
    void add_loops();
    void add_slots();
    [[nodiscard]] found_use find_by_code(slot const& s, text::segment const& segment, char separator) const noexcept;
    [[nodiscard]] found_use find_several(slot const& s, text::segment const& segment, char separator) const noexcept;

    guide_id guide_;
    std::vector<use_program> uses_;
    std::vector<element_op> ops_;
    std::vector<std::int32_t> least_, most_;
    std::vector<presence> parts_;
    std::vector<condition> conditions_;
    std::vector<code_list> lists_;
    std::vector<std::uint64_t> codes_;
    std::vector<std::uint64_t> places_;  ///< the codes again, each list spread; a free place repeats a code of its list
    std::vector<child_loop> children_;
    std::vector<candidate> candidates_;
    std::array<loop_program, loop_count> loops_{};
    std::array<std::array<std::uint8_t, loop_count>, loop_count> children_at_{};
    std::array<std::array<std::uint16_t, classes>, loop_count> first_slot_{};
    std::vector<slot> slots_;  ///< the first stands for what is not found
};

/// The program of a guide; made at its first use.
[[nodiscard]] program const& program_of(guide_id guide);

}  // namespace orthoscrub::grammars::guide
