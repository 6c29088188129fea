// Envelope first: a TA1 that rejects is all that is answered. Then each group with its sets.
#include "tests/oracle/guide_reader.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "tests/oracle/element_judge.hpp"
#include "tests/oracle/set_judge.hpp"
#include "tests/oracle/stack_reader.hpp"

namespace orthoscrub::oracle {
namespace {

using fields = std::vector<std::string>;

std::vector<std::string> lines_of(std::string_view file) {
    std::vector<std::string> out;
    std::string current;
    for (char const c : file) {
        if (c == '\n' || c == '\r') continue;
        if (c == '~') out.push_back(std::exchange(current, {}));
        else current += c;
    }
    if (!current.empty()) out.push_back(current);
    return out;
}

/// TA105 for the first wrong element of ISA, then for what IEA says; empty when all is well.
std::string interchange_code(std::vector<fields> const& segments) {
    fields const& isa = segments.front();
    if (auto const bad = judge_isa(isa); !bad.empty()) return bad;
    std::size_t groups = 0;
    for (fields const& f : segments) groups += f[0] == "GS";
    fields const& iea = segments.back();
    if (iea[0] != "IEA") return "023";
    std::string open = "ISA";
    for (fields const& f : segments) {
        bool const outside = open != "ST" && f[0] != "ST";
        if (outside && f[0] != "ISA" && f[0] != "GS" && f[0] != "GE" && f[0] != "IEA") return "024";
        if (f[0] == "ST" || f[0] == "GS") open = f[0];
        if (f[0] == "SE" || f[0] == "GE") open = "GS";
        // A set without its trailer ends with the group.
    }
    if (field(iea, 1) != std::to_string(groups)) return "021";
    if (field(iea, 2) != field(isa, 13)) return "001";
    return {};
}

}  // namespace

namespace {

/// A functional group being read.
struct group {
    fields gs;
    std::set<std::string> codes, numbers;
    std::size_t first = 0, sets = 0, accepted = 0, stated = 0;

    void begin(fields const& segment, std::size_t at, std::set<std::string>& seen) {
        *this = {};
        gs = segment;
        first = at;
        if (field(gs, 1) != "HC") codes.insert("1");
        else if (!field(gs, 8).starts_with("005010X222")) codes.insert("2");
        std::string const number = field(gs, 6);
        if (number.empty() || number.size() > 9 || number.find_first_not_of("0123456789") != number.npos)
            codes.insert("6");
        if (!seen.insert(number).second) codes.insert("19");
    }
    void add(std::string const& set, std::vector<std::string>& out) {
        fields const st = cut(std::string_view{set}.substr(0, set.find('~')), '*');
        std::string const type = field(st, 1), number = field(st, 2), version = field(st, 3);
        ++sets;
        out.push_back("AK2*" + number);
        std::set<std::string> told, wrong;
        bool const ours = type == "837" && codes.count("1") == 0 && codes.count("2") == 0;
        if (ours && version.starts_with("005010X222A1")) {
            reading const read = oracle::read(set);
            set_verdict const judged = judge_set(read);
            told.insert(judged.told.begin(), judged.told.end());
            wrong = judged.codes;
        } else if (codes.count("1") != 0) {
            if (type != "837") wrong.insert("1");
        } else if (type != "837") {
            wrong.insert(type.empty() ? "6" : "18");
        }
        if (version != field(gs, 8)) wrong.insert(version.starts_with("005010X") ? "I6" : "19");
        if (!numbers.insert(number).second) wrong.insert("23");
        accepted += wrong.empty();
        out.insert(out.end(), told.begin(), told.end());
        std::string result = wrong.empty() ? "IK5*A" : "IK5*R";
        for (std::string const& code : wrong) result += "*" + code;
        out.push_back(result);
    }
    void end(fields const* ge, std::vector<std::string>& out) {
        if (!ge) codes.insert("3");
        if (ge && field(*ge, 1) != std::to_string(sets)) codes.insert("5");
        if (ge && field(*ge, 2) != field(gs, 6)) codes.insert("4");
        if (!codes.empty()) accepted = 0;
        for (std::size_t i = first; !codes.empty() && i < out.size(); ++i)
            if (out[i] == "IK5*A") out[i] = "IK5*R";
        std::string result = "AK9*";
        result += !codes.empty() || (accepted == 0 && sets != 0) ? "R" : accepted < sets ? "P" : "A";
        result += "*" + (ge ? field(*ge, 1) : std::to_string(sets)) + "*" + std::to_string(sets) + "*" +
                  std::to_string(accepted);
        for (std::string const& code : codes) result += "*" + code;
        out.push_back(result);
    }
};

}  // namespace

std::vector<std::string> expected_answer(std::string_view file) {
    std::vector<std::string> const lines = lines_of(file);
    std::vector<fields> segments;
    for (std::string const& line : lines) segments.push_back(cut(line, '*'));
    if (std::string const code = interchange_code(segments); !code.empty()) return {"TA1*R*" + code};
    std::vector<std::string> out;
    std::set<std::string> groups;
    group open;
    std::string set;
    auto const end_set = [&] {
        if (!set.empty()) open.add(std::exchange(set, {}), out);
    };
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string const& id = segments[i][0];
        bool const envelope = id == "GS" || id == "GE" || id == "IEA";
        if (envelope || id == "ST") end_set();
        if (id == "IEA" && !open.gs.empty()) open.end(nullptr, out);
        if (id == "GS") open.begin(segments[i], out.size(), groups);
        if (id == "ST" || (!envelope && !set.empty())) set += lines[i] + "~";
        if (id == "SE") end_set();
        if (id != "GE") continue;
        open.end(&segments[i], out);
        open = {};
    }
    return out;
}

std::vector<std::string> short_answer(std::string_view answer) {
    std::vector<std::string> out;
    std::string at;
    for (std::string const& line : lines_of(answer)) {
        fields const f = cut(line, '*');
        if (f[0] == "TA1" && field(f, 4) == "R") out.push_back("TA1*R*" + field(f, 5));
        if (f[0] == "AK2") out.push_back("AK2*" + field(f, 2));
        if (f[0] == "IK3") {
            at = field(f, 1) + "*" + field(f, 2) + "*" + field(f, 3);
            out.push_back("IK3*" + at + "*" + field(f, 4));
        }
        if (f[0] == "IK4") out.push_back(at + " IK4*" + field(f, 1) + "*" + field(f, 3));
        if (f[0] == "IK5" || f[0] == "AK9") {
            std::size_t const codes = f[0] == "IK5" ? 2 : 5;
            std::set<std::string> const sorted{f.begin() + static_cast<std::ptrdiff_t>(std::min(codes, f.size())),
                                               f.end()};
            std::string made;
            for (std::size_t i = 0; i < std::min(codes, f.size()); ++i) made += (i == 0 ? "" : "*") + f[i];
            for (std::string const& code : sorted) made += "*" + code;
            out.push_back(made);
        }
    }
    return out;
}

}  // namespace orthoscrub::oracle
