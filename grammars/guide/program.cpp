// Compiles the usage tables: elements become ops in order, presence and conditions bit masks, code lists packed numbers,
// and (loop, segment id) a slot whose candidates are told apart by one qualifier.
#include "grammars/guide/program.hpp"

#include <algorithm>
#include <limits>

namespace orthoscrub::grammars::guide {
namespace {

unsigned two_digits(std::string_view text) {
    return static_cast<unsigned>(text[0] - '0') * 10 + static_cast<unsigned>(text[1] - '0');
}

bool told_elsewhere(segment_use const& use, unsigned element) {
    // HL by the grammars; counts and control numbers of trailers, versions and separators by the envelope reader.
    if (use.segment == "HL" || use.segment == "SE" || use.segment == "GE" || use.segment == "IEA") return true;
    if (use.segment == "ST") return element != 2;
    // What is not padded to its width is told of the ISA as a whole.
    if (use.segment == "ISA")
        return element == 2 || element == 4 || element == 6 || element == 8 || element == 11 || element == 12 ||
               element == 16;
    return false;
}

}  // namespace

program::program(guide_id guide) : guide_{guide} {
    auto const& tables = tables_of(guide);
    parts_.emplace_back();
    text::loop_id open = text::loop_id::none;
    std::uint8_t place = 0;
    for (auto const& use : tables.uses) {
        bool const first = use.loop != open;
        if (first) place = 0;
        open = use.loop;
        add_use(use, place++, first);
    }
    add_bounds();
    add_loops();
    add_slots();
}

void program::add_conditions(presence& to, std::string_view syntax) {
    to.first_condition = static_cast<std::uint16_t>(conditions_.size());
    while (!syntax.empty()) {
        auto const end = std::min(syntax.find(','), syntax.size());
        auto one = syntax.substr(0, end);
        syntax.remove_prefix(std::min(end + 1, syntax.size()));
        condition c;
        c.kind = one.front();
        one.remove_prefix(1);
        if (c.kind == 'C' || c.kind == 'L') {
            c.first = std::uint64_t{1} << two_digits(one);
            one.remove_prefix(2);
        }
        for (; one.size() >= 2; one.remove_prefix(2)) c.others |= std::uint64_t{1} << two_digits(one);
        conditions_.push_back(c);
        ++to.conditions;
        add_trigger(to, c);
    }
}

/// What makes it worth while to look at a condition: nothing where required and unused elements settle it.
void program::add_trigger(presence& to, condition const& c) {
    auto const open = c.others & ~to.required;
    std::uint64_t trigger = c.first;
    switch (c.kind) {
        case 'P':
            if (open != 0 && to.together == 0) {
                to.together = c.others;
                return;
            }
            trigger = c.others;
            break;
        case 'R':
            if (open == c.others) to.triggers |= 1;
            return;
        case 'E':
            to.triggers |= c.others & (c.others - 1) & ~to.not_used;
            return;
        case 'L':
            if (open != c.others) return;
            break;
        default:
            break;
    }
    if (open != 0) to.triggers |= trigger & ~to.not_used;
}

bool program::conditions_hold(presence const& wanted, std::uint64_t present) const noexcept {
    return std::ranges::all_of(conditions(wanted), [&](condition const& c) { return c.holds(present); });
}

/// Lists that stand in several rows of the table are kept once.
void program::add_codes(element_op& op) {
    auto const& codes = op.row->codes;
    auto at = std::ranges::find(lists_, codes.data(), &code_list::written);
    if (at == lists_.end()) {
        code_list list{
            codes.data(), static_cast<std::uint16_t>(codes_.size()), static_cast<std::uint16_t>(places_.size()), {}};
        for (auto const code : codes) codes_.push_back(pack_any(code));
        auto const packed = std::span{codes_}.subspan(list.first);
        list.spread = spread_codes(packed);
        places_.resize(places_.size() + list.spread.places(), packed.front());
        for (auto const code : packed) places_[list.table + list.spread.place(code)] = code;
        at = lists_.insert(lists_.end(), list);
    }
    op.kind = value_kind::code;
    op.first = at->first;
    op.count = static_cast<std::uint16_t>(codes.size());
    op.table = at->table;
    op.spread = at->spread;
}

element_op program::op_of(segment_use const& use, element_usage const& row) {
    element_op op;
    op.row = &row;
    op.min = static_cast<std::uint8_t>(row.min);
    op.max = row.max;
    op.digits = static_cast<std::uint8_t>(std::min<unsigned>(row.max, 255));
    op.decimals = row.data_element == "782" ? 2 : 255;
    switch (row.limit.kind) {
        case limit_kind::chars:
            // CLM01: twenty are what receivers must take, not what may be sent.
            if (row.data_element == "1028") break;
            op.max = std::min<std::uint16_t>(op.max, row.limit.first);
            break;
        case limit_kind::cents:
            op.digits = row.limit.first;
            op.decimals = 2;
            break;
        case limit_kind::units:
            op.digits = row.limit.first;
            op.decimals = row.limit.second;
            break;
        default:
            break;
    }
    if (row.usage == usage::not_used || told_elsewhere(use, row.element)) return op;
    if (!row.codes.empty()) {
        add_codes(op);
        return op;
    }
    switch (row.type) {
        case element_type::id:
            op.kind = value_kind::open_code;
            break;
        case element_type::r:
            op.kind = value_kind::number;
            break;
        case element_type::n0:
            op.kind = value_kind::integer;
            break;
        case element_type::dt:
            op.kind = value_kind::date;
            break;
        case element_type::tm:
            op.kind = value_kind::time;
            break;
        case element_type::composite:
            op.kind = value_kind::composite;
            break;
        default:
            op.kind = row.limit.kind == limit_kind::pattern ? value_kind::pattern : value_kind::text;
            break;
    }
    if (row.data_element != "1251") return op;
    for (auto const& other : use.elements) {
        if (&other == &row) break;
        if (other.data_element != "1250" || (other.component != 0) != (row.component != 0)) continue;
        if (row.component != 0 && other.element != row.element) continue;
        op.kind = value_kind::period;
        op.format = row.component != 0 ? other.component : other.element;
    }
    return op;
}

void program::add_use(segment_use const& use, std::uint8_t place, bool first) {
    use_program out;
    out.use = &use;
    out.order = std::uint32_t{use.table} << 16 | use.position;
    out.place = place;
    out.most = use.repeat == 0 ? std::uint16_t{65535} : use.repeat;
    out.opens = first && use.loop != text::loop_id::heading && use.loop != text::loop_id::envelope;
    out.level = use.segment == "HL";
    out.first_op = static_cast<std::uint16_t>(ops_.size());
    auto const count_presence = [](presence& to, element_usage const& row, unsigned n) {
        if (row.usage == usage::required) to.required |= std::uint64_t{1} << n;
        if (row.usage == usage::not_used) to.not_used |= std::uint64_t{1} << n;
    };
    for (auto const& row : use.elements) {
        if (row.component != 0) continue;
        ops_.push_back(op_of(use, row));
        ++out.ops;
        if (!out.level && !told_elsewhere(use, row.element)) count_presence(out.wanted, row, row.element);
    }
    // Components stand behind the elements; a composite whose components the table does not have stays unchecked.
    for (unsigned i = 0; i < out.ops; ++i) {
        if (ops_[out.first_op + i].kind != value_kind::composite) continue;
        presence inner;
        out.composites = true;
        auto const begin = ops_.size();
        for (auto const& row : use.elements) {
            if (row.element != i + 1 || row.component == 0) continue;
            ops_.push_back(op_of(use, row));
            count_presence(inner, row, row.component);
        }
        auto& composite = ops_[out.first_op + i];
        composite.first = static_cast<std::uint16_t>(begin);
        composite.count = static_cast<std::uint16_t>(ops_.size() - begin);
        if (composite.count == 0) composite.kind = value_kind::unchecked;
        add_conditions(inner, composite.row->syntax);
        composite.part = static_cast<std::uint8_t>(parts_.size());
        auto const same = std::ranges::find_if(parts_, [&](presence const& p) {
            return p.required == inner.required && p.not_used == inner.not_used && p.conditions == 0 &&
                   inner.conditions == 0;
        });
        if (same != parts_.end()) composite.part = static_cast<std::uint8_t>(same - parts_.begin());
        else parts_.push_back(inner);
    }
    add_conditions(out.wanted, use.syntax);
    if (guide_ == guide_id::claim_837p && use.segment == "NM1")
        for (auto const& row : use.elements)
            if (row.element == 4 && row.usage == usage::situational) out.person = true;
    uses_.push_back(out);
}

/// Lengths of texts are judged by their bounds alone; every other kind is looked at value by value.
void program::add_bounds() {
    constexpr std::size_t readable = 3;
    least_.assign(ops_.size() + readable, 0);
    most_.assign(ops_.size() + readable, std::numeric_limits<std::int32_t>::max());
    for (std::size_t i = 0; i < ops_.size(); ++i) {
        if (ops_[i].kind != value_kind::text) continue;
        least_[i] = ops_[i].min;
        most_[i] = ops_[i].max;
    }
    for (auto& use : uses_)
        for (unsigned n = 1; n <= use.ops; ++n) {
            auto const bit = std::uint64_t{1} << n;
            auto const kind = ops_[use.first_op + n - 1u].kind;
            bool const may_be_odd = kind == value_kind::text || kind == value_kind::open_code ||
                                    kind == value_kind::pattern || kind == value_kind::time ||
                                    kind == value_kind::period;
            if (kind == value_kind::code) use.coded |= bit;
            else if (kind != value_kind::unchecked && (use.composites || kind != value_kind::text)) use.look |= bit;
            if (may_be_odd && !use.composites) use.texts |= bit;
        }
}

void program::add_loops() {
    for (std::uint16_t i = 0; i < uses_.size(); ++i) {
        auto const& u = uses_[i];
        auto& l = loops_[static_cast<std::size_t>(u.use->loop)];
        if (!l.known) l.first_use = i;
        l.known = true;
        ++l.uses;
        if (u.opens) l.level = u.level;
        // ST and SE are the envelope reader's; what opens the loop is there when the loop is.
        bool const framing = u.use->segment == "ST" || u.use->segment == "SE";
        if (u.use->usage == usage::required && !u.opens && !framing) l.required |= std::uint64_t{1} << u.place;
    }
    for (auto const& row : tables_of(guide_).loops) {
        child_loop c;
        c.loop = row.loop;
        c.parent = row.parent;
        c.row = &row;
        c.order = std::uint32_t{row.table} << 16 | row.position;
        for (auto const& other : children_)
            if (other.parent == row.parent) ++c.place;
        children_.push_back(c);
        children_at_[static_cast<std::size_t>(row.parent)][static_cast<std::size_t>(row.loop)] =
            static_cast<std::uint8_t>(children_.size());
        auto& parent = loops_[static_cast<std::size_t>(row.parent)];
        auto const bit = std::uint32_t{1} << c.place;
        if (row.usage == usage::required)
            (loop(row.loop).level ? parent.required_levels : parent.required_children) |= bit;
        // The claims of a person stand below 2000B or below 2000C; neither is required by itself.
        if (guide_ == guide_id::claim_837p && (row.loop == text::loop_id::l2300 || row.loop == text::loop_id::l2000C))
            parent.claims_below |= bit;
    }
}

void program::add_slots() {
    slots_.emplace_back();
    for (auto const& u : uses_) {
        auto const& use = *u.use;
        auto& first = first_slot_[static_cast<std::size_t>(use.loop)][class_of(use.id)];
        auto at = first;
        while (at != 0 && slots_[at].id != use.id) at = slots_[at].next;
        if (at != 0) continue;
        slot s;
        s.id = use.id;
        s.next = first;
        s.use = &u;
        add_candidates(s);
        first = static_cast<std::uint16_t>(slots_.size());
        slots_.push_back(s);
    }
}

/// The uses of one id in one loop, by the codes that tell them apart; the first use of a code has it.
void program::add_candidates(slot& to) {
    auto const& use = *to.use->use;
    std::vector<candidate> found;
    for (auto const& u : std::span{uses_}.subspan(static_cast<std::size_t>(to.use - uses_.data()))) {
        auto const& other = *u.use;
        if (other.loop != use.loop) break;
        if (other.id != use.id) continue;
        if (&other != &use) to.alone = false;
        if (other.conditions.size() != 1) {
            to.several = true;
            continue;
        }
        auto const& told_by = other.conditions.front();
        auto const* row = find_element(other, told_by.element, told_by.component);
        to.element = told_by.element;
        to.component = told_by.component;
        if (row == nullptr) continue;
        for (auto const code : row->codes) {
            auto const packed = pack_any(code);
            if (std::ranges::find(found, packed, &candidate::code) == found.end()) found.push_back({packed, &u});
        }
    }
    to.alone = to.alone || (found.empty() && !to.several);
    if (to.alone || to.several || found.empty()) return;
    std::vector<std::uint64_t> codes;
    for (auto const& c : found) codes.push_back(c.code);
    to.spread = spread_codes(codes);
    to.first = static_cast<std::uint16_t>(candidates_.size());
    candidates_.resize(candidates_.size() + to.spread.places(), found.front());
    for (auto const& c : found) candidates_[to.first + to.spread.place(c.code)] = c;
}

found_use program::find_several(slot const& s, text::segment const& segment, char separator) const noexcept {
    for (auto const& u : uses(loop(s.use->use->loop))) {
        if (u.use->id != segment.id) continue;
        bool const all = std::ranges::all_of(u.use->conditions, [&](use_condition const& c) {
            auto value = segment.element(c.element);
            if (c.component != 0) value = text::component(value, c.component, separator);
            return std::ranges::find(c.codes, text::pack_id(value)) != c.codes.end();
        });
        if (all) return {&u};
    }
    return {s.use};
}

found_use program::find_by_code(slot const& found, text::segment const& s, char separator) const noexcept {
    auto value = s.element(found.element);
    if (found.component != 0) value = text::component(value, found.component, separator);
    auto const use_of = [&](std::string_view text) -> use_program const* {
        auto const code = pack_any(text);
        auto const& c = candidates_[found.first + found.spread.place(code)];
        return c.code == code ? c.use : nullptr;
    };
    if (auto const* use = use_of(value)) return {use};
    while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
    while (!value.empty() && value.back() == ' ') value.remove_suffix(1);
    if (auto const* use = use_of(value)) return {use};
    return {found.use};
}

program const& program_of(guide_id guide) {
    static program const claim{guide_id::claim_837p};
    static program const remit{guide_id::remit_835};
    static program const ack{guide_id::ack_999};
    static program const status{guide_id::status_277ca};
    static program const envelope{guide_id::envelope};
    switch (guide) {
        case guide_id::remit_835:
            return remit;
        case guide_id::ack_999:
            return ack;
        case guide_id::status_277ca:
            return status;
        case guide_id::envelope:
            return envelope;
        default:
            return claim;
    }
}

}  // namespace orthoscrub::grammars::guide
