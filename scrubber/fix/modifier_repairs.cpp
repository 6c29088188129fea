// Repairs of the modifiers of a line. They work on what earlier repairs of the same SV1 left, and no modifier comes or
// goes but a second copy.
#include <algorithm>
#include <array>

#include "scrubber/fix/repair.hpp"

namespace orthoscrub::scrub::repairs {
namespace {

/// SV101 in a draft: qualifier, code, modifiers without empty positions, and what stands behind them.
struct procedure {
    segment_draft* draft = nullptr;
    std::vector<std::string> head, modifiers, tail;
    bool gap = false;

    procedure(repair_request const& r, repair_desk& desk) {
        text::segment const* const sv1 = r.sv1();
        if (sv1 == nullptr || !sv1->is("SV1")) return;
        draft = &desk.draft(*sv1, r.window().marks, r.about);
        std::vector<std::string> parts = draft->parts(1);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (i < 2) head.push_back(parts[i]);
            else if (i >= 6) tail.push_back(parts[i]);
            else if (parts[i].find_first_not_of(' ') == std::string::npos) continue;
            else modifiers.push_back(parts[i]);
        }
    }

    /// Writes the parts back; false when nothing changes.
    bool put() {
        auto parts = head;
        parts.insert(parts.end(), modifiers.begin(), modifiers.end());
        if (!tail.empty()) {
            parts.resize(6);
            parts.insert(parts.end(), tail.begin(), tail.end());
        }
        std::string const before{draft->element(1)};
        draft->set_parts(1, std::move(parts));
        return draft->element(1) != before;
    }

    bool drop_repeats() {
        std::vector<std::string> kept;
        for (std::string& m : modifiers)
            if (std::find(kept.begin(), kept.end(), m) == kept.end()) kept.push_back(std::move(m));
        bool const dropped = kept.size() != modifiers.size();
        modifiers = std::move(kept);
        return dropped;
    }
};

repair_outcome said(repair_request const& r, repair_desk& desk, procedure const& p, std::string what) {
    desk.say(*p.draft, {std::string{r.finding.rule}, r.level, what});
    return {repair_state::done, std::move(what)};
}

}  // namespace

repair_outcome modifier_writing(repair_request const& r, repair_desk& desk) {
    procedure p{r, desk};
    if (p.draft == nullptr) return {};
    for (std::string& m : p.modifiers) {
        m.erase(m.find_last_not_of(' ') + 1);
        m.erase(0, m.find_first_not_of(' '));
        for (char& c : m)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    bool const dropped = p.drop_repeats();
    if (!p.put()) return {};
    return said(r, desk, p,
                dropped ? "modifiers written in capitals, from the first position on, each once"
                        : "modifiers written in capitals, from the first position on");
}

repair_outcome repeated_modifiers(repair_request const& r, repair_desk& desk) {
    procedure p{r, desk};
    if (p.draft == nullptr) return {};
    bool const dropped = p.drop_repeats();
    if (!dropped || !p.put()) return {};
    return said(r, desk, p, "the second copy of a modifier taken out");
}

repair_outcome modifier_order(repair_request const& r, repair_desk& desk) {
    procedure p{r, desk};
    if (p.draft == nullptr) return {};
    constexpr std::array<std::string_view, 3> pricing{"NU", "RR", "UE"};
    std::stable_partition(p.modifiers.begin(), p.modifiers.end(), [&](std::string const& m) {
        return std::find(pricing.begin(), pricing.end(), m) != pricing.end();
    });
    std::stable_partition(p.modifiers.begin(), p.modifiers.end(), [](std::string const& m) { return m != "99"; });
    if (!p.put()) return {};
    return said(r, desk, p, "NU, RR or UE put first and 99 last");
}

}  // namespace orthoscrub::scrub::repairs
