// Sinks of the HL levels: rows for 2000A, 2000B and 2000C, and the numbers that tie them: HL01 counts, HL02
// names the parent, HL04 says whether children follow. The grammar has placed the HL by its HL03; here its
// words are compared with that place. State outlives the window, because children may come in a later one.
#include <charconv>

#include "grammars/claim_837p_sinks.hpp"

namespace orthoscrub::grammars::claim_837p {

namespace {

using text::fault_code;

// Places in hierarchy_state::levels.
enum : std::size_t { at_billing = 0, at_subscriber = 1, at_patient = 2 };

// HL04 = 1 exactly when a child names this level.
void close_from(hierarchy_state& state, std::size_t depth, text::diagnostics& faults) {
    for (std::size_t i = state.levels.size(); i-- > depth;) {
        auto& level = state.levels[i];
        if (level.open && level.child_code != (level.child_seen ? "1" : "0"))
            faults.add(fault_code::hl_child_code, level.at, level.child_code, level.child_seen ? "1" : "0");
        level.open = false;
    }
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

    auto const number = s.element(1);
    char digits[10];
    auto const end = std::to_chars(digits, digits + sizeof digits, state.hl_seen).ptr;
    std::string_view const counted{digits, static_cast<std::size_t>(end - digits)};
    if (number != counted)
        r.report(s, fault_code::hl_number, loop, 1, shown_number(number), std::string{counted});

    auto const parent = s.element(2);
    if (depth == at_billing) {
        if (!parent.empty()) r.report(s, fault_code::hl_parent, loop, 2, shown_number(parent), {});
    } else {
        auto& above = state.levels[depth - 1];
        if (above.open) above.child_seen = true;
        if (!above.open || parent != above.number)
            r.report(s, fault_code::hl_parent, loop, 2, shown_number(parent),
                     above.open ? above.number : std::string{});
    }
    auto& level = state.levels[depth];
    level.open = true;
    level.child_seen = false;
    level.at = text::address_of(s, loop, 4);
    level.number = number;
    level.child_code = s.element(4);
}

std::uint32_t last_row(auto const& table) noexcept {
    return static_cast<std::uint32_t>(table.size()) - 1;
}

}  // namespace

void close_levels(hierarchy_state& state, text::diagnostics& faults) {
    close_from(state, at_billing, faults);
}

void open_billing(reader& r, segment const& s, loop_id loop) {
    open_level(r, s, loop, at_billing);
    r.out.billing_providers.emplace_back().hl = r.index(s);
    r.billing = last_row(r.out.billing_providers);
    r.subscriber = r.patient = absent;
}

void open_subscriber(reader& r, segment const& s, loop_id loop) {
    open_level(r, s, loop, at_subscriber);
    auto& row = r.out.subscribers.emplace_back();
    row.hl = r.index(s);
    row.billing = r.billing;
    r.subscriber = last_row(r.out.subscribers);
    r.patient = absent;
}

void open_patient(reader& r, segment const& s, loop_id loop) {
    open_level(r, s, loop, at_patient);
    auto& row = r.out.patients.emplace_back();
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
    r.stray(s, fault_code::hl_level, shown_number(s.element(3)), "20, 22 or 23");
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
    auto& row = r.out.details.emplace_back();
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
