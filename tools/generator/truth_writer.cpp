// The truth as ndjson with a fixed order of keys. Amounts are cents; what is not known is null. Nothing here needs
// escaping: all texts are codes and names of our own.
#include "tools/generator/truth_writer.hpp"

#include <array>

namespace orthoscrub::generator {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(meaning::count_)> letters{"SH", "CT", "PP",
                                                                                          "BN", "PN", "DN"};

void text(std::string& out, std::string_view name, std::string_view value) {
    out.append(",\"").append(name).append("\":");
    if (value.empty()) out += "null";
    else out.append("\"").append(value).append("\"");
}

template <class List>
void list(std::string& out, std::string_view name, List const& values) {
    out.append(",\"").append(name).append("\":[");
    bool first = true;
    for (auto const& each : values) {
        if (!first) out += ',';
        first = false;
        out.append("\"").append(each).append("\"");
    }
    out += ']';
}

/// Who bears what was denied.
std::string_view liability_of(line_truth const& truth) {
    std::string_view found;
    for (auto const& reason : truth.reasons) {
        std::string_view const group = std::string_view(reason).substr(0, 2);
        std::string_view const who = group == "PR" ? "patient" : group == "OA" ? "none" : "provider";
        found = found.empty() || found == who ? who : "mixed";
    }
    return found;
}

void write_line(std::string& out, claim_story const& claim, claim_case const& decided, planted const* mistake,
                std::string_view damage, line_truth const& truth, unsigned line) {
    out.append("{\"claim\":\"").append(claim.number).append("\"");
    text(out, "payer", truth.at->id);
    out.append(",\"line\":").append(std::to_string(line + 1));
    std::string number;
    if (claim.numbered_lines) number.append(claim.number).append(1, '-').append(std::to_string(line + 1));
    text(out, "licn", number);
    text(out, "code", claim.lines[line].code);
    text(out, "disposition", truth.disposition);
    text(out, "sub", truth.sub);
    text(out, "lifecycle", truth.lifecycle);
    list(out, "flags", truth.flags);
    out.append(",\"amounts\":{\"C\":").append(std::to_string(truth.charge));
    out.append(",\"P\":").append(std::to_string(truth.paid));
    for (std::size_t i = 0; i < letters.size(); ++i)
        out.append(",\"").append(letters[i]).append("\":").append(std::to_string(truth.amounts[i]));
    out += '}';
    text(out, "liability", liability_of(truth));
    list(out, "reasons", truth.reasons);
    text(out, "denial", truth.denial);
    list(out, "rarcs", truth.remarks);
    text(out, "icn", decided.icn);
    text(out, "case", decided.kind);
    list(out, "history", decided.history);
    text(out, "damage", damage);
    bool const touched = mistake != nullptr && (mistake->line == 0 || mistake->line == line + 1);
    text(out, "rule", touched ? rule_of(mistake->what) : "");
    text(out, "verdict", touched ? decided.verdict : "");
    out += "}\n";
}

}  // namespace

void write_truth(std::string& out, claim_story const& claim, claim_case const& decided, planted const* mistake,
                 std::string_view damage) {
    for (std::size_t i = 0; i < decided.truths.size(); ++i)
        write_line(out, claim, decided, mistake, damage, decided.truths[i],
                   static_cast<unsigned>(i % claim.line_count));
}

}  // namespace orthoscrub::generator
