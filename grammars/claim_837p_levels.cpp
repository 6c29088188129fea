// Sinks of the HL levels: rows for 2000A, 2000B and 2000C, and the numbers that tie them: HL01 counts, HL02
// names the parent, HL04 says whether children follow. The grammar has placed the HL by its HL03; here its
// words are compared with that place. State outlives the window, because children may come in a later one.
// Numbers and codes in their usual form are kept and compared as such, without strings: there is an HL for
// every claim.
#include "grammars/claim_837p_rows.hpp"

namespace orthoscrub::grammars::claim_837p {

namespace {

using text::fault_code;

// Places in hierarchy_state::levels.
enum : std::size_t { at_billing = 0, at_subscriber = 1, at_patient = 2 };

// HL04 = 1 exactly when a child names this level.
void close_from(hierarchy_state& state, std::size_t depth, text::diagnostics& faults) {
    for (std::size_t i = state.levels.size(); i-- > depth;) {
        auto& level = state.levels[i];
        char const expected = level.child_seen ? '1' : '0';
        if (level.open && level.child_code != expected) {
            bool const empty = level.child_code == '\0' && level.odd_child_code.empty();
            faults.add(fault_code::hl_child_code, level.at,
                       level.child_code != '\0' ? std::string{level.child_code} : level.odd_child_code,
                       std::string{expected});
            if (empty) faults.faults().back().reply = "I9";
        }
        level.open = false;
    }
}

// A number from 1 to 999,999,999 without leading zeros; 0 for any other text.
std::uint32_t usual_number(std::string_view text) noexcept {
    if (text.empty() || text.size() > 9 || text[0] == '0') return 0;
    std::uint32_t number = 0;
    for (char const c : text) {
        auto const digit = static_cast<unsigned>(c - '0');
        if (digit > 9) return 0;
        number = number * 10 + digit;
    }
    return number;
}

// A number as it may be shown: HL01 and HL02 are never personal, but a shifted element could be.
std::string shown_number(std::string_view text) {
    if (text.size() > 12) return {};
    for (char c : text)
        if (c < '0' || c > '9') return {};
    return std::string{text};
}

void open_level(reader& r, segment const& s, loop_id loop, std::size_t depth) {
    if (r.in_context(s)) return;
    auto& state = r.hierarchy;
    close_from(state, depth, r.faults());
    ++state.hl_seen;

    auto const written = s.element(1);
    std::uint32_t const number = usual_number(written);
    if (number != state.hl_seen) {
        r.report(s, fault_code::hl_number, loop, 1, shown_number(written), std::to_string(state.hl_seen));
        if (written.empty()) r.faults().faults().back().reply = "1";
    }

    auto const parent = s.element(2);
    if (depth == at_billing) {
        if (!parent.empty()) r.report(s, fault_code::hl_parent, loop, 2, shown_number(parent), {});
    } else {
        auto& above = state.levels[depth - 1];
        if (above.open) above.child_seen = true;
        bool const named = above.number != 0 ? usual_number(parent) == above.number : parent == above.odd_number;
        if (!above.open || !named)
            r.report(s, fault_code::hl_parent, loop, 2, shown_number(parent),
                     !above.open         ? std::string{}
                     : above.number != 0 ? std::to_string(above.number)
                                         : above.odd_number);
    }
    auto& level = state.levels[depth];
    level.open = true;
    level.child_seen = false;
    level.at = text::address_of(s, loop, 4);
    level.number = number;
    if (number == 0) level.odd_number = written;
    auto const child = s.element(4);
    level.child_code = child.size() == 1 ? child[0] : '\0';
    if (level.child_code == '\0') level.odd_child_code = child;
}

std::uint32_t last_row(auto const& table) noexcept { return static_cast<std::uint32_t>(table.size()) - 1; }

}  // namespace

void close_levels(hierarchy_state& state, text::diagnostics& faults) { close_from(state, at_billing, faults); }

void open_billing(reader& r, segment const& s, loop_id loop) {
    open_level(r, s, loop, at_billing);
    add_row(r.out.billing_providers).hl = r.index(s);
    r.billing = last_row(r.out.billing_providers);
    r.subscriber = r.patient = absent;
}

void open_subscriber(reader& r, segment const& s, loop_id loop) {
    open_level(r, s, loop, at_subscriber);
    auto& row = add_row(r.out.subscribers);
    row.hl = r.index(s);
    row.billing = r.billing;
    r.subscriber = last_row(r.out.subscribers);
    r.patient = absent;
}

void open_patient(reader& r, segment const& s, loop_id loop) {
    open_level(r, s, loop, at_patient);
    auto& row = add_row(r.out.patients);
    row.hl = r.index(s);
    row.subscriber = r.subscriber;
    r.patient = last_row(r.out.patients);
}

void unknown_level(reader& r, segment const& s) {
    if (!r.in_context(s)) {
        close_from(r.hierarchy, at_subscriber, r.faults());
        ++r.hierarchy.hl_seen;
    }
    r.subscriber = r.patient = absent;
    r.stray(s, fault_code::hl_level, loop_id::none, shown_number(s.element(3)), "20, 22 or 23");
    if (r.in_context(s)) return;
    r.faults().faults().back().at.element = 3;
    if (s.element(3).empty()) r.faults().faults().back().reply = "1";
}

void set_billing_prv(reader& r, segment const& s, loop_id) {
    auto& row = r.out.billing_providers[r.billing];
    if (row.prv != absent) return;
    row.prv = r.index(s);
    row.taxonomy_qualifier = s.element(2);
    row.taxonomy = s.element(3);
}

void add_billing_detail(reader& r, segment const& s, loop_id loop) {
    auto& details = r.out.billing_providers[r.billing].details;
    auto& row = add_row(r.out.details);
    if (details.count == 0) details.first = last_row(r.out.details);
    ++details.count;
    row.seg = r.index(s);
    row.loop = loop;
}

void set_sbr(reader& r, segment const& s, loop_id) {
    auto& row = r.out.subscribers[r.subscriber];
    if (row.sbr != absent) return;
    row.sbr = r.index(s);
    row.sequence = s.element(1);
    row.relationship = s.element(2);
    row.filing_indicator = s.element(9);
}

void set_subscriber_pat(reader& r, segment const& s, loop_id) {
    auto& row = r.out.subscribers[r.subscriber];
    if (row.pat == absent) row.pat = r.index(s);
}

void set_patient_pat(reader& r, segment const& s, loop_id) {
    auto& row = r.out.patients[r.patient];
    if (row.pat == absent) row.pat = r.index(s);
}

}  // namespace orthoscrub::grammars::claim_837p
