// Builds the 837P of an example. The template is cut into heading, claims and lines; each claim is its own segments and
// its lines, so that a segment finds its like without a grammar. Templates use * : ^ ~.
#include "scrubber/engine/example_claim.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace orthoscrub::scrub {
namespace {

using namespace std::string_view_literals;
using segment_list = std::vector<std::string>;

std::string_view element(std::string_view segment, std::size_t n) {
    for (; n != 0; --n) {
        auto const star = segment.find('*');
        if (star == std::string_view::npos) return {};
        segment.remove_prefix(star + 1);
    }
    return segment.substr(0, segment.find('*'));
}
std::string_view id_of(std::string_view segment) { return element(segment, 0); }

template <std::size_t N>
bool among(std::string_view word, std::array<std::string_view, N> const& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

void set_element(std::string& segment, std::size_t n, std::string_view value) {
    std::size_t from = 0;
    for (std::size_t i = 0; i < n; ++i) {
        auto const star = segment.find('*', from);
        if (star == std::string::npos) {
            segment += '*';
            from = segment.size();
        } else {
            from = star + 1;
        }
    }
    segment.replace(from, std::min(segment.find('*', from), segment.size()) - from, value);
}

/// The second part of a segment's name: what tells one REF from another.
std::string_view qualifier_of(std::string_view segment) {
    constexpr std::array qualified{"REF"sv, "DTP"sv, "NM1"sv, "NTE"sv, "AMT"sv, "PRV"sv, "CRC"sv};
    return among(id_of(segment), qualified) ? element(segment, 1) : ""sv;
}
bool alike(std::string_view a, std::string_view b) {
    return id_of(a) == id_of(b) && qualifier_of(a) == qualifier_of(b);
}

struct claim_text {
    segment_list own;  ///< CLM and what follows it up to the first LX
    std::vector<segment_list> lines;
};

struct interchange_text {
    segment_list head;  ///< ISA up to the first CLM
    std::vector<claim_text> claims;
    segment_list tail;  ///< SE, GE, IEA
};

interchange_text cut(std::string_view bytes) {
    interchange_text text;
    while (!bytes.empty()) {
        auto const end = std::min(bytes.find('~'), bytes.size());
        std::string segment{bytes.substr(0, end)};
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
        segment.erase(0, segment.find_first_not_of("\r\n "));
        if (segment.empty()) continue;
        auto const id = id_of(segment);
        if (among(id, std::array{"SE"sv, "GE"sv, "IEA"sv})) text.tail.push_back(segment);
        else if (id == "CLM") text.claims.push_back({{segment}, {}});
        else if (text.claims.empty()) text.head.push_back(segment);
        else if (id == "LX") text.claims.back().lines.push_back({segment});
        else if (text.claims.back().lines.empty()) text.claims.back().own.push_back(segment);
        else text.claims.back().lines.back().push_back(segment);
    }
    return text;
}

/// Puts a segment in place of its like, or where the loop's own segments end, or, for a segment that opens or fills a
/// loop below, at the end.
void put(segment_list& level, std::string const& segment) {
    constexpr std::array opens_loop{"NM1"sv, "LIN"sv, "SVD"sv, "LQ"sv, "SBR"sv};
    constexpr std::array fills_loop{"N3"sv, "N4"sv, "PER"sv, "PRV"sv, "DMG"sv, "FRM"sv, "CTP"sv, "CAS"sv};
    auto const same =
        std::find_if(level.begin(), level.end(), [&](auto const& other) { return alike(other, segment); });
    if (same != level.end() && !among(id_of(segment), fills_loop)) {
        *same = segment;
        return;
    }
    auto at = level.end();
    if (!among(id_of(segment), opens_loop) && !among(id_of(segment), fills_loop))
        at = std::find_if(level.begin(), level.end(),
                          [&](auto const& other) { return among(id_of(other), opens_loop); });
    level.insert(at, segment);
}

/// Replaces a segment of the heading, subscriber or patient level; N3, N4, PRV and REF have their like only as a whole.
bool put_in_head(segment_list& head, std::string const& segment) {
    auto const same = std::find_if(head.begin(), head.end(), [&](auto const& other) { return alike(other, segment); });
    if (same != head.end()) {
        *same = segment;
        return true;
    }
    if (id_of(segment) != "PAT") return false;
    auto const sbr = std::find_if(head.begin(), head.end(), [](auto const& other) { return id_of(other) == "SBR"; });
    if (sbr == head.end()) return false;
    head.insert(sbr + 1, segment);
    return true;
}

bool belongs_to_head(std::string_view segment) {
    constexpr std::array ids{"ISA"sv, "GS"sv, "ST"sv, "BHT"sv, "HL"sv, "SBR"sv, "PAT"sv, "DMG"sv};
    constexpr std::array parties{"41"sv, "40"sv, "85"sv, "87"sv, "IL"sv, "PR"sv, "QC"sv};
    constexpr std::array numbers{"EI"sv, "SY"sv};
    auto const id = id_of(segment), qualifier = element(segment, 1);
    return among(id, ids) || (id == "NM1" && among(qualifier, parties)) || (id == "PRV" && qualifier == "BI") ||
           (id == "REF" && among(qualifier, numbers));
}

bool belongs_to_claim(std::string_view segment) {
    constexpr std::array ids{"CLM"sv, "HI"sv, "CN1"sv, "CR2"sv, "CRC"sv};
    constexpr std::array dates{"435"sv, "096"sv, "431"sv, "454"sv, "439"sv,
                               "360"sv, "361"sv, "297"sv, "296"sv, "050"sv};
    constexpr std::array parties{"DN"sv, "P3"sv, "82"sv, "77"sv};
    constexpr std::array numbers{"F8"sv, "D9"sv, "EA"sv, "P4"sv, "4N"sv, "LX"sv};
    auto const id = id_of(segment), qualifier = element(segment, 1);
    return among(id, ids) || (id == "DTP" && among(qualifier, dates)) || (id == "NM1" && among(qualifier, parties)) ||
           (id == "REF" && among(qualifier, numbers)) || (id == "AMT" && qualifier == "F5");
}

/// Puts N3 and N4 that follow a party of the heading or subscriber level into its loop.
bool put_in_party(segment_list& head, std::size_t party, std::string const& segment) {
    if (party >= head.size() || !among(id_of(segment), std::array{"N3"sv, "N4"sv})) return false;
    constexpr std::array ends{"NM1"sv, "HL"sv, "SBR"sv, "CLM"sv};
    auto const first = head.begin() + static_cast<std::ptrdiff_t>(party) + 1;
    auto const last = std::find_if(first, head.end(), [&](auto const& other) { return among(id_of(other), ends); });
    auto const same = std::find_if(first, last, [&](auto const& other) { return id_of(other) == id_of(segment); });
    if (same != last) *same = segment;
    else head.insert(id_of(segment) == "N3" || first == last || id_of(*first) != "N3" ? first : first + 1, segment);
    return true;
}

// An SBR after a CLM opens another payer of the claim (2320), an SVD what it decided about the line (2430): what follows
// stands in the loop, as written.
void lay_over(interchange_text& text, segment_list const& given) {
    claim_text const original = text.claims.front();
    bool in_claim = false, claim_given = false, begun = false, other_payer = false, decision = false;
    std::size_t party = text.head.size();
    std::size_t claim = 0, line = 0;
    for (std::string const& segment : given) {
        auto const id = id_of(segment);
        if (among(id, std::array{"CLM"sv, "LX"sv, "SV1"sv})) other_payer = decision = false;
        other_payer = other_payer || (id == "SBR" && claim_given);
        decision = decision || id == "SVD";
        if (other_payer || decision) {
            (decision ? text.claims[claim].lines[line] : text.claims[claim].own).push_back(segment);
            continue;
        }
        if (id == "CLM") {
            if (claim_given || begun) {
                text.claims.push_back(original);
                claim = text.claims.size() - 1;
                line = 0;
            }
            text.claims[claim].own.front() = segment;
            claim_given = in_claim = true;
            continue;
        }
        if (id == "LX") {
            begun = true;
            text.claims[claim].lines.push_back({segment});
            line = text.claims[claim].lines.size() - 1;
            in_claim = false;
            continue;
        }
        if (id == "SV1") in_claim = false;
        if (put_in_party(text.head, party, segment)) continue;
        party = text.head.size();
        if (belongs_to_head(segment) && put_in_head(text.head, segment)) {
            if (id == "NM1")
                party = static_cast<std::size_t>(std::find(text.head.begin(), text.head.end(), segment) -
                                                 text.head.begin());
            continue;
        }
        begun = true;
        if (in_claim || belongs_to_claim(segment)) put(text.claims[claim].own, segment);
        else put(text.claims[claim].lines[line], segment);
    }
}

void set_day(interchange_text& text, model::date day) {
    auto const digits = [](model::date d) { return fmt::format("{:08}", d.number()); };
    for (std::string& segment : text.head)
        if (id_of(segment) == "BHT") set_element(segment, 4, digits(day.plus_days(1)));
    for (claim_text& claim : text.claims)
        for (segment_list& line : claim.lines)
            for (std::string& segment : line)
                if (segment.starts_with("DTP*472*")) segment = "DTP*472*D8*" + digits(day);
}

void set_state(interchange_text& text, std::string_view state) {
    bool person = false;
    for (std::string& segment : text.head) {
        if (id_of(segment) == "NM1") person = element(segment, 1) == "IL" || element(segment, 1) == "QC";
        else if (id_of(segment) == "N4" && person) set_element(segment, 2, state);
    }
}

std::string join(interchange_text const& text) {
    std::string out;
    auto const add = [&](segment_list const& part) {
        for (std::string const& segment : part) out += segment + "~\n";
    };
    add(text.head);
    for (claim_text const& claim : text.claims) {
        add(claim.own);
        for (segment_list const& line : claim.lines) add(line);
    }
    add(text.tail);
    return out;
}

std::string_view template_for(pack const& loaded, std::string_view name) {
    for (pack_file const& file : loaded.templates)
        if (file.path == fmt::format("templates/{}.837", name)) return file.bytes;
    return {};
}

}  // namespace

example_claim build_example(pack const& loaded, grammars::rule_ast const& rule, grammars::rule_example const& example) {
    example_claim made;
    std::string name = example.payer;
    if (name.empty() && !rule.payers.empty()) name = rule.payers.front().symbol();
    if (name.empty() || name == "medicare") name = "medicare.dme";
    std::string_view bytes = template_for(loaded, name);
    if (bytes.empty()) {
        made.payer = loaded.book->payers().find(name);
        if (made.payer != nullptr) bytes = template_for(loaded, to_string(made.payer->kind));
    }
    if (bytes.empty()) {
        made.problem = fmt::format("there is no template for {}", name);
        return made;
    }
    interchange_text text = cut(bytes);
    if (text.claims.empty() || text.claims.front().lines.empty()) {
        made.problem = fmt::format("the template for {} has no claim with a line", name);
        return made;
    }
    lay_over(text, example.segments);
    if (!example.on.empty()) set_day(text, example.on);
    if (!example.state.empty()) set_state(text, example.state);
    made.text = join(text);
    return made;
}

}  // namespace orthoscrub::scrub
