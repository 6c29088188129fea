// Places segments by the stack method: look in the innermost open loop, then in the loops that may stand
// under it, then close it and ask its parent. A level (heading, 2000A-C, 2300, 2320, 2400) is never closed by
// a mere segment, only by HL, CLM, LX, SBR, ST and SE. What nobody takes fits nowhere and leaves the stack as
// it is; a segment that opens a loop in vain (NM1, LIN, SVD, LQ) still closes the loops inside the level.
#include "tests/oracle/stack_reader.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace orthoscrub::oracle {
namespace {

// One loop: its parent, what opens it, what it holds. "REF:EI,SY" names qualifiers of element 1, "LIN@2:N4"
// of another element, "HI.:BK" of the first component. NTE and PWK of a claim and a line stand with any code.
struct loop_row {
    std::string_view name, parent, opens, holds;
};

constexpr loop_row table[] = {
    {"heading", "", "", "ST BHT SE"},
    {"1000A", "heading", "NM1:41", "PER:IC"},
    {"1000B", "heading", "NM1:40", ""},
    {"2000A", "", "", "PRV:BI CUR:85"},
    {"2010AA", "2000A", "NM1:85", "N3 N4 REF:EI,SY,0B,1G PER:IC"},
    {"2010AB", "2000A", "NM1:87", "N3 N4"},
    {"2010AC", "2000A", "NM1:PE", "N3 N4 REF:2U,FY,NF,EI"},
    {"2000B", "", "", "SBR PAT"},
    {"2010BA", "2000B", "NM1:IL", "N3 N4 DMG REF:SY,Y4 PER:IC"},
    {"2010BB", "2000B", "NM1:PR", "N3 N4 REF:2U,EI,FY,NF,G2,LU"},
    {"2000C", "", "", "PAT"},
    {"2010CA", "2000C", "NM1:QC", "N3 N4 DMG REF:Y4,1W,SY PER:IC"},
    {"2300", "", "",
     "DTP:431,454,304,453,439,484,455,471,314,360,361,297,296,435,096,090,091,444,050 PWK CN1 AMT:F5 "
     "REF:4N,F5,EW,9F,G1,F8,X4,9A,9C,LX,D9,EA,P4,1J K3 NTE CR1 CR2 CRC:07,E1,E2,E3,75,ZZ "
     "HI.:ABK,BK,BP,BG HCP"},
    {"2310A", "2300", "NM1:DN,P3", "REF:0B,1G,G2"},
    {"2310B", "2300", "NM1:82", "PRV:PE REF:0B,1G,G2,LU"},
    {"2310C", "2300", "NM1:77", "N3 N4 REF:0B,G2,LU PER:IC"},
    {"2310D", "2300", "NM1:DQ", "REF:0B,1G,G2,LU"},
    {"2310E", "2300", "NM1:PW", "N3 N4"},
    {"2310F", "2300", "NM1:45", "N3 N4"},
    {"2320", "", "", "CAS AMT:D,A8,EAF OI MOA"},
    {"2330A", "2320", "NM1:IL", "N3 N4 REF:SY"},
    {"2330B", "2320", "NM1:PR", "N3 N4 DTP:573 REF:2U,EI,FY,NF,G1,9F,T4,F8"},
    {"2330C", "2320", "NM1:DN,P3", "REF:0B,1G,G2"},
    {"2330D", "2320", "NM1:82", "REF:0B,1G,G2,LU"},
    {"2330E", "2320", "NM1:77", "REF:0B,G2,LU"},
    {"2330F", "2320", "NM1:DQ", "REF:0B,1G,G2,LU"},
    {"2330G", "2320", "NM1:85", "REF:G2,LU"},
    {"2400", "", "",
     "SV5 PWK CR1 CR3 CRC:07,70,09 DTP:472,471,607,463,461,304,738,739,011,455,454 QTY:PT,FL MEA:OG,TR CN1 "
     "REF:9B,9D,G1,6R,EW,X4,F4,BT,9F AMT:T,F4 K3 NTE PS1 HCP"},
    {"2410", "2400", "LIN@2:EN,EO,HI,N4,ON,UK,UP", "CTP REF:VY,XZ"},
    {"2420A", "2400", "NM1:82", "PRV:PE REF:0B,1G,G2,LU"},
    {"2420B", "2400", "NM1:QB", "REF:0B,1G,G2"},
    {"2420C", "2400", "NM1:77", "N3 N4 REF:G2,LU"},
    {"2420D", "2400", "NM1:DQ", "REF:0B,1G,G2,LU"},
    {"2420E", "2400", "NM1:DK", "N3 N4 REF:0B,1G,G2 PER:IC"},
    {"2420F", "2400", "NM1:DN,P3", "REF:0B,1G,G2"},
    {"2420G", "2400", "NM1:PW", "N3 N4"},
    {"2420H", "2400", "NM1:45", "N3 N4"},
    {"2430", "2400", "SVD", "CAS DTP:573 AMT:EAF"},
    {"2440", "2400", "LQ:AS,UT", "FRM"},
};

using fields = std::vector<std::string>;

fields cut(std::string_view text, char at) {
    fields out(1);
    for (char c : text)
        if (c == at) out.emplace_back();
        else out.back() += c;
    return out;
}

std::string trimmed(std::string text) {
    while (!text.empty() && text.back() == ' ') text.pop_back();
    while (!text.empty() && text.front() == ' ') text.erase(0, 1);
    return text;
}

bool among(std::string const& value, std::string_view list) {
    auto const all = cut(list, ',');
    return std::find(all.begin(), all.end(), value) != all.end();
}

class walk {
public:
    walk(std::string_view set, separators marks) : marks_{marks} {
        std::string current;
        bool begun = false;
        for (char c : set) {
            if (!begun && (c == '\r' || c == '\n')) continue;
            begun = c != marks.terminator;
            if (begun) current += c;
            else take(std::exchange(current, {}));
        }
        if (!current.empty()) take(current);
    }
    reading out;

private:
    std::string at(std::size_t n) const { return n < f_.size() ? f_[n] : std::string{}; }
    std::string part(std::string const& text, std::size_t n) const {
        auto const parts = cut(text, marks_.component);
        return n <= parts.size() ? parts[n - 1] : std::string{};
    }

    // Does the segment match one entry such as "REF:EI,SY"?
    bool fits(std::string_view entry) const {
        auto const id = entry.substr(0, entry.find_first_of(":@."));
        if (f_[0] != id) return false;
        auto const colon = entry.find(':');
        if (colon == std::string_view::npos) return true;
        std::size_t element = 1;
        if (auto const mark = entry.find('@'); mark != std::string_view::npos)
            element = std::size_t(entry[mark + 1] - '0');
        auto value = at(element);
        if (entry[id.size()] == '.') value = part(value, 1);
        return among(trimmed(value), entry.substr(colon + 1));
    }
    bool held_by(std::string_view loop) const {
        for (auto const& row : table)
            if (row.name == loop)
                for (auto const& entry : cut(row.holds, ' '))
                    if (!entry.empty() && fits(entry)) return true;
        return false;
    }
    std::string opened_under(std::string_view level) const {
        for (auto const& row : table)
            if (row.parent == level && !row.opens.empty() && fits(row.opens)) return std::string{row.name};
        return {};
    }

    void take(std::string const& text) {
        f_ = cut(text, marks_.element);
        for (char& c : f_[0])
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        out.segments.push_back(text);
        out.loops.push_back(place());
        if (!out.loops.back().empty()) note();
    }

    // Skipping goes on until a segment of the list.
    bool skipping() {
        if (until_.empty()) return false;
        if (!among(f_[0], until_)) return true;
        until_ = {};
        return false;
    }
    std::string skip_to(std::string_view list) {
        until_ = list;
        return {};
    }
    std::string open_level(std::string level) {
        inner_ = {};
        return level_ = std::move(level);
    }

    std::string place() {
        auto const& id = f_[0];
        if (skipping()) return {};
        bool const in_claim = level_ == "2300" || level_ == "2320" || level_ == "2400";
        if (id == "ST" || id == "SE") return open_level("heading");
        if (id == "HL") {
            auto const code = trimmed(at(3));
            if (code == "20" || code == "22" || code == "23")
                return open_level(code == "20" ? "2000A" : code == "22" ? "2000B" : "2000C");
            open_level("");
            subscriber_.clear(), payer_.clear();
            return skip_to("HL,CLM,LX,ST,SE,SV1");
        }
        if (id == "CLM") return open_level("2300");
        if (!in_claim && (id == "LX" || id == "SV1")) return skip_to("HL,CLM,ST,SE");
        if (id == "LX") {
            has_service_ = false;
            return open_level("2400");
        }
        if (id == "SV1") {
            if (level_ != "2400" || has_service_) return skip_to("LX,HL,CLM,ST,SE,SV1");
            has_service_ = true;
            inner_ = {};
            return level_;
        }
        if (in_claim && id == "SBR") {
            if (level_ == "2400") return skip_to("LX,HL,CLM,ST,SE,SV1,SBR");
            return open_level("2320");
        }
        if (!inner_.empty() && held_by(inner_)) return inner_;
        if (held_by(level_)) {
            inner_ = {};
            return level_;
        }
        auto const opened = opened_under(level_);
        bool const opener = id == "NM1" || (level_ == "2400" && (id == "LIN" || id == "SVD" || id == "LQ"));
        if (!opened.empty() || opener) inner_ = opened;
        return opened;
    }

    // The values that are compared.
    void note() {
        auto const& id = f_[0];
        auto const& loop = out.loops.back();
        if (id == "ST" || id == "SE") npi_.clear(), subscriber_.clear(), payer_.clear(), ids_seen_ = {};
        if (id == "HL") {
            if (loop == "2000A") npi_.clear(), ids_seen_[0] = false;
            if (loop != "2000C") subscriber_.clear(), payer_.clear(), ids_seen_[1] = ids_seen_[2] = false;
        }
        if (id == "NM1" && loop == "2010AA" && npi_.empty() && at(8) == "XX") npi_ = at(9);
        if (id == "NM1" && loop == "2010BA" && !std::exchange(ids_seen_[1], true)) subscriber_ = at(9);
        if (id == "NM1" && loop == "2010BB" && !std::exchange(ids_seen_[2], true)) payer_ = at(9);
        if (id == "CLM") {
            out.claims.push_back({at(1), at(2), npi_, subscriber_, payer_, {}, {}});
            return;
        }
        if (out.claims.empty()) return;
        auto& claim = out.claims.back();
        if (id == "HI" && (trimmed(part(at(1), 1)) == "ABK" || trimmed(part(at(1), 1)) == "BK"))
            for (std::size_t i = 1; i <= 12 && i < f_.size(); ++i)
                if (!f_[i].empty()) claim.diagnoses.push_back(part(f_[i], 2));
        if (id == "LX") {
            claim.lines.emplace_back().number = at(1);
            date_seen_ = false;
        }
        if (loop != "2400" || claim.lines.empty()) return;
        auto& line = claim.lines.back();
        if (id == "DTP" && trimmed(at(1)) == "472" && !std::exchange(date_seen_, true)) line.service_date = at(3);
        if (id == "REF" && trimmed(at(1)) == "6R" && line.control_number.empty()) line.control_number = at(2);
        if (id == "SV1") {
            line.has_service = true;
            line.code = part(at(1), 2);
            for (std::size_t i = 3; i <= 6; ++i) line.modifiers.push_back(part(at(1), i));
            line.charge = at(2);
            line.units = at(4);
        }
    }

    separators marks_;
    fields f_;
    std::string level_ = "heading", inner_, until_;
    std::string npi_, subscriber_, payer_;
    std::array<bool, 3> ids_seen_{};
    bool has_service_ = false, date_seen_ = false;
};

}  // namespace

reading read(std::string_view set, separators marks) {
    auto out = walk{set, marks}.out;
    for (auto& claim : out.claims)
        for (auto& line : claim.lines)
            if (!line.has_service) line = {line.number, {}, {}, {}, {}, {}, {}, false};
    return out;
}

}  // namespace orthoscrub::oracle
