// Decisions in words.
#include "scrubber/ack/ack_text.hpp"

#include <fmt/format.h>

#include <array>

namespace orthoscrub::ack {
namespace {

std::string_view words(decision what) {
    constexpr std::array<std::string_view, 5> names{"accepted", "accepted, with errors noted", "accepted in part",
                                                    "REJECTED", "REJECTED with what holds it"};
    return names[static_cast<std::size_t>(what)];
}

std::string place(answer_reason const& reason) {
    text::address const& at = reason.at;
    std::string id;
    for (text::segment_id packed = at.id; packed != 0; packed >>= 8) id += static_cast<char>(packed & 0xFF);
    if (at.element != 0 && !id.empty()) id += fmt::format("{:02}", unsigned{at.element});
    if (at.component != 0) id += fmt::format("-{}", unsigned{at.component});
    std::string text = id.empty() ? "file" : id;
    if (at.st_segment != 0) text += fmt::format(" (segment {} of the set)", at.st_segment);
    std::string_view const loop = text::to_string(at.loop);
    if (!loop.empty()) text += fmt::format(", loop {}", loop);
    if (!reason.box.empty()) text += fmt::format(", box {}", reason.box);
    return text;
}

}  // namespace

void append_text(answered const& one, std::string& out) {
    std::string_view indent;
    switch (one.level) {
        case answer_level::interchange:
            out += fmt::format("Interchange {} from {}: {}", one.interchange, one.sender, words(one.what));
            out += one.code.empty() ? "; no TA1" : fmt::format("; TA1 {}", one.code);
            if (one.replayed) out += "; answered before, the same answers are given again";
            indent = "  ";
            break;
        case answer_level::group:
            out += fmt::format("  Group {}: {} (999 AK9 {})", one.group, words(one.what), one.code);
            indent = "    ";
            break;
        case answer_level::set:
            out +=
                fmt::format("    Set {}{}{}: {} (IK5 {}), {} claim{}", one.set, one.reference.empty() ? "" : ", batch ",
                            one.reference, words(one.what), one.code, one.claims, one.claims == 1 ? "" : "s");
            indent = "      ";
            break;
        case answer_level::claim:
            if (one.reasons.empty()) return;
            out += fmt::format("      Claim {}: {}{}{}", one.claim, words(one.what), one.code.empty() ? "" : ", 277CA ",
                               one.code);
            indent = "        ";
            break;
    }
    out += '\n';
    for (answer_reason const& reason : one.reasons) {
        out += fmt::format("{}{}  {}  [{}]\n", indent, reason.says, place(reason), reason.rule);
        out += fmt::format("{}    {}\n", indent, reason.message);
        if (!reason.remedy.empty()) out += fmt::format("{}    {}\n", indent, reason.remedy);
    }
}

std::string text_of(answer_counts const& c) {
    return fmt::format(
        "{} of {} interchanges, {} of {} groups, {} of {} transaction sets and {} of {} claims rejected; {} of {} "
        "charged.\n",
        c.interchanges_rejected, c.interchanges, c.groups_rejected, c.groups, c.sets_rejected, c.sets,
        c.claims_rejected, c.claims, model::to_string(c.charges_rejected), model::to_string(c.charges));
}

}  // namespace orthoscrub::ack
