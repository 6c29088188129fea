// Levels by HL, loops by the stack reader, and for each segment its place, how often it came, and its elements; then what
// the guide asks for because of something else in the set. What is told of a loop that lacks something stands at the
// segment that opened the loop around it.
#include "tests/oracle/set_judge.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "tests/oracle/element_judge.hpp"
#include "tests/oracle/guide_facts.hpp"

namespace orthoscrub::oracle {
namespace {

using fields = std::vector<std::string>;

bool listed(std::string_view list, std::string const& code) {
    for (std::string const& one : cut(list, ','))
        if (one == code) return true;
    return false;
}

/// A loop that is open, and what it has seen.
struct open_loop {
    std::string name;
    std::size_t opener = 0;  ///< index of its first segment
    int order = 0;
    std::map<use_fact const*, int> uses;
    std::map<loop_fact const*, int> loops;
    std::set<std::string> strays;  ///< ids of segments that fitted nowhere while it was open
    bool head_told = false;
};

class set_judge {
public:
    explicit set_judge(reading const& read) : read_{read} {
        for (std::string const& text : read.segments) segments_.push_back(cut(text, '*'));
        levels();
        for (std::size_t i = 0; i < segments_.size(); ++i) take(i);
        while (!open_.empty()) close();
        situations();
        header();
        trailer();
    }
    std::vector<std::string> told;
    std::set<std::string> codes;

private:
    std::string place(std::size_t i, std::string const& id, std::string const& loop) const {
        return id + "*" + std::to_string(i + 1) + "*" + (loop == "heading" ? "" : loop.substr(0, 4));
    }
    void segment(std::size_t i, std::string const& id, std::string const& loop, std::string const& code) {
        told.push_back("IK3*" + place(i, id, loop) + "*" + code);
        codes.insert(code[0] == 'I' ? "I5" : "5");
    }
    void element(std::size_t i, std::string const& where, std::string const& code) {
        std::string const at = place(i, segments_[i][0], read_.loops[i]);
        told.push_back("IK3*" + at + "*8");
        told.push_back(at + " IK4*" + where + "*" + code);
        codes.insert(code[0] == 'I' ? "I5" : "5");
    }

    use_fact const* use_of(std::size_t i) const {
        fields const& f = segments_[i];
        for (use_fact const& use : use_facts()) {
            if (use.loop != read_.loops[i] || use.id != f[0]) continue;
            std::string const qualifier = f[0] == "HI" ? cut(field(f, 1), ':')[0] : field(f, 1);
            if (use.qualifiers.empty() || listed(use.qualifiers, qualifier)) return &use;
        }
        return nullptr;
    }

    void close() {
        finish_head(open_.back());
        open_loop const done = open_.back();
        open_.pop_back();
        for (loop_fact const& loop : loop_facts())
            if (loop.parent == done.name && loop.opener == "HL" && !loop.missing.empty() &&
                done.loops.count(&loop) == 0)
                lacks(done, loop, std::string{loop.missing});
        if (done.name != "2000B" && done.name != "2000C") return;
        for (auto const& [loop, count] : done.loops)
            if (loop->name == "2300" || loop->name == "2000C") return;
        for (loop_fact const& loop : loop_facts())
            if (loop.name == "2300" && loop.parent == done.name) lacks(done, loop, "I6");
    }
    void lacks(open_loop const& in, loop_fact const& loop, std::string const& code) {
        // A segment of that kind that fitted nowhere is the one that lacks, and was told of.
        if (in.strays.count(std::string{loop.opener}) == 0)
            segment(in.opener, std::string{loop.opener}, std::string{loop.name}, code);
    }
    /// What must stand in the loop itself, told once what comes below it opens.
    void finish_head(open_loop& loop) {
        if (std::exchange(loop.head_told, true)) return;
        for (use_fact const& use : use_facts())
            if (use.loop == loop.name && !use.missing.empty() && loop.uses.count(&use) == 0 &&
                loop.strays.count(std::string{use.id}) == 0)
                segment(loop.opener, std::string{use.id}, loop.name, std::string{use.missing});
        for (loop_fact const& below : loop_facts())
            if (below.parent == loop.name && below.opener != "HL" && !below.missing.empty() &&
                loop.loops.count(&below) == 0)
                lacks(loop, below, std::string{below.missing});
    }

    void take(std::size_t i) {
        std::string const& loop = read_.loops[i];
        fields const& f = segments_[i];
        if (open_.empty()) {
            open_.push_back({"heading", i, 0, {}, {}, {}});
        }
        if (loop.empty()) {
            bool const run = std::exchange(astray_, true);
            for (open_loop& one : open_)
                if (!one.head_told) one.strays.insert(f[0]);
            // A level of its own kind is told by HL03, and leaves no loop open; what follows a stray is told with it.
            if (f[0] == "HL") levelless_ = true, in_claim_ = outside_ = false, here_.clear();
            if (f[0] == "HL" || (run && f[0] != "LX" && f[0] != "SV1")) return;
            if (in_claim_ && f[0] == "SV1") return segment(i, "LX", "2400", "3");
            // Lines outside of a claim are told once, up to the next claim or level.
            if ((f[0] == "LX" || f[0] == "SV1") && std::exchange(outside_, true)) return;
            bool const known =
                std::any_of(use_facts().begin(), use_facts().end(),
                            [&](use_fact const& use) { return use.id == f[0]; }) ||
                listed("SVD,CAS,OI,MOA,QTY,MEA,CR1,CR3,CRC,LQ,FRM,K3,CN1,PWK,LIN,CTP,SV5,AMT,HCP,PS1", f[0]);
            segment(i, f[0], here_, known ? "2" : "1");
            return;
        }
        astray_ = false;
        here_ = loop;
        if (f[0] == "HL" || f[0] == "CLM") outside_ = false, in_claim_ = f[0] == "CLM";
        if (f[0] == "CLM" && levelless_) segment(i, "CLM", loop, "2");
        if (f[0] == "HL") levelless_ = false;
        bool opens = false;
        for (loop_fact const& one : loop_facts()) opens = opens || (one.name == loop && one.opener == f[0]);
        if (loop == "heading") {
            while (open_.size() > 1) close();
        } else if (opens) {
            open(i, loop);
        } else {
            while (open_.size() > 1 && open_.back().name != loop) close();
            if (open_.back().name != loop) open_.push_back({loop, i, 0, {}, {}, {}, true});
        }
        use_fact const* const use = use_of(i);
        if (use == nullptr || f[0] == "ST") return;
        open_loop& here = open_.back();
        if (use->order < here.order) segment(i, f[0], loop, "7");
        else here.order = use->order;
        if (++here.uses[use] > use->repeat) segment(i, f[0], loop, "5");
        // Of an element of HL the hierarchy speaks, if it does.
        for (auto const& [where, code] : judge_elements(f, *use))
            if (hierarchy_.count({i, where}) == 0) element(i, where, code);
    }

    void open(std::size_t i, std::string const& loop) {
        // The innermost open loop that may hold it.
        std::size_t at = open_.size();
        loop_fact const* fact = nullptr;
        while (at > 0 && fact == nullptr) {
            --at;
            for (loop_fact const& one : loop_facts())
                if (one.name == loop && one.parent == open_[at].name) fact = &one;
        }
        while (open_.size() > (fact ? at + 1 : 1)) close();
        if (fact) {
            open_loop& above = open_.back();
            if (fact->opener == "HL" || loop == "2300") finish_head(above);
            if (fact->opener != "HL") {
                if (fact->order < above.order) segment(i, segments_[i][0], loop, "7");
                else above.order = fact->order;
            }
            if (++above.loops[fact] > fact->repeat && fact->repeat != 0) segment(i, segments_[i][0], loop, "4");
        }
        // Claims belong to a subscriber or patient.
        else if (loop == "2300")
            segment(i, "CLM", loop, "2");
        open_.push_back({loop, i, 0, {}, {}, {}});
    }

    /// Numbers, parents and children of the HL segments.
    void levels() {
        int next = 0;
        std::string billing, subscriber;
        auto const wrong = [&](std::size_t i, std::string const& where, std::string const& code) {
            hierarchy_.insert({i, where});
            element(i, where, code);
        };
        for (std::size_t i = 0; i < segments_.size(); ++i) {
            fields const& f = segments_[i];
            if (f[0] != "HL") continue;
            ++next;
            std::string const code = field(f, 3);
            if (code != "20" && code != "22" && code != "23") {
                wrong(i, "3", code.empty() ? "1" : "7");
                subscriber.clear();
                continue;
            }
            if (field(f, 1) != std::to_string(next)) wrong(i, "1", field(f, 1).empty() ? "1" : "7");
            std::string const parent = code == "22" ? billing : code == "23" ? subscriber : "";
            if (field(f, 2) != parent || (code != "20" && parent.empty())) wrong(i, "2", "I12");
            if (code == "20") billing = field(f, 1), subscriber.clear();
            if (code == "22") subscriber = field(f, 1);
            bool child = false;
            for (std::size_t k = i + 1; k < segments_.size() && segments_[k][0] != "SE"; ++k) {
                if (segments_[k][0] != "HL") continue;
                std::string const below = field(segments_[k], 3);
                if (below == "20" || (code == "22" && below != "23") || code == "23") break;
                child = child || (code == "20" && below == "22") || (code == "22" && below == "23");
            }
            if (field(f, 4) != (child ? "1" : "0")) wrong(i, "4", field(f, 4).empty() ? "I9" : "7");
        }
    }
    bool is(std::size_t i, std::string_view loop, std::string_view id) const {
        return read_.loops[i] == loop && segments_[i][0] == id;
    }
    static bool province(std::string const& code) { return listed("AB,BC,MB,NB,NL,NS,NT,NU,ON,PE,QC,SK,YT", code); }

    /// What the guide asks for because of something else in the set.
    void situations() {
        constexpr std::size_t none = ~std::size_t{0};
        std::size_t sbr = none, member = none, patient = none;
        bool counts = false;
        std::set<std::string> member_has;
        for (std::size_t i = 0; i < segments_.size(); ++i) {
            fields const& f = segments_[i];
            if (f[0] == "HL") {
                patient = none;
                if (field(f, 3) != "23") sbr = member = none;
                if (field(f, 3) == "23") patient = i;
            }
            if (is(i, "2000B", "SBR")) sbr = i;
            // The first of several members counts.
            if (is(i, "2010BA", "NM1")) {
                counts = member == none;
                if (counts) member = i, member_has.clear();
            }
            if (read_.loops[i] == "2010BA" && counts) member_has.insert(f[0]);
            if (f[0] == "N4" && !read_.loops[i].empty()) {
                bool const home = field(f, 4).empty() || field(f, 4) == "US";
                if (field(f, 4).empty() && province(field(f, 2))) element(i, "4", "I9");
                else if (home && field(f, 2).empty()) element(i, "2", "I9");
                else if (home && field(f, 3).empty()) element(i, "3", "I9");
            }
            if (!is(i, "2300", "CLM")) continue;
            std::size_t end = i + 1;
            while (end < segments_.size() && segments_[end][0] != "CLM" && segments_[end][0] != "HL" &&
                   segments_[end][0] != "SE")
                ++end;
            claim(i, end);
            if (sbr != none) {
                std::string const itself = field(segments_[sbr], 2);
                if (itself.empty() && patient == none) element(sbr, "2", "I9");
                if (!itself.empty() && patient != none) element(sbr, "2", "I13");
                if (member != none && patient == none && itself == "18")
                    for (char const* const id : {"N3", "N4", "DMG"})
                        if (member_has.count(id) == 0) segment(member, id, "2010BA", "I6");
                bool earlier = false;
                for (std::size_t k = i; k < end; ++k) earlier = earlier || is(k, "2320", "SBR");
                if (listed("S,T", field(segments_[sbr], 1)) && !earlier) segment(i, "SBR", "2320", "I6");
            }
            // One of NM108 and NM109 alone is a matter of the standard.
            if (member != none && field(segments_[member], 2) == "1" && field(segments_[member], 8).empty() &&
                field(segments_[member], 9).empty())
                element(member, "9", "I9");
        }
    }
    void claim(std::size_t clm, std::size_t end) {
        fields const& f = segments_[clm];
        std::set<std::string> references, dates;
        for (std::size_t k = clm; k < end; ++k) {
            if (is(k, "2300", "REF")) references.insert(field(segments_[k], 1));
            if (is(k, "2300", "DTP")) dates.insert(field(segments_[k], 1));
        }
        std::string const frequency = cut(field(f, 5) + "::", ':')[2];
        if (listed("7,8", frequency) && references.count("F8") == 0) segment(clm, "REF", "2300", "I6");
        auto const causes = cut(field(f, 11) + "::::", ':');
        bool const car = causes[0] == "AA" || causes[1] == "AA" || causes[2] == "AA";
        bool const other = causes[0] == "OA" || causes[1] == "OA" || causes[2] == "OA";
        if ((car || other) && dates.count("439") == 0) segment(clm, "DTP", "2300", "I6");
        if (car && causes[3].empty() && causes[4].empty()) element(clm, "11:4", "I9");
        // A payer that has decided says what it paid.
        for (std::size_t k = clm; k < end; ++k) {
            if (!is(k, "2320", "SBR")) continue;
            bool decided = false, paid = false;
            std::string payer;
            for (std::size_t n = k + 1; n < end && segments_[n][0] != "SBR"; ++n) {
                paid = paid || (is(n, "2320", "AMT") && field(segments_[n], 1) == "D");
                decided = decided || is(n, "2320", "CAS");
                if (is(n, "2330B", "NM1")) payer = field(segments_[n], 9);
            }
            for (std::size_t n = k; n < end; ++n)
                decided = decided || (segments_[n][0] == "SVD" && field(segments_[n], 1) == payer);
            if (decided && !paid) segment(k, "AMT", "2320", "I6");
        }
    }
    /// Faults of ST are faults of the set as a whole.
    void header() {
        fields const& st = segments_.front();
        if (field(st, 1).empty()) codes.insert("6");
        if (field(st, 2).size() < 4 || field(st, 2).size() > 9) codes.insert("7");
    }
    void trailer() {
        fields const& se = segments_.back();
        if (se[0] != "SE") {
            codes.insert("2");
            return;
        }
        if (field(se, 1) != std::to_string(segments_.size())) codes.insert("4");
        if (field(se, 2) != field(segments_.front(), 2)) codes.insert("3");
    }

    reading const& read_;
    std::set<std::pair<std::size_t, std::string>> hierarchy_;  ///< elements of HL that were told of
    std::vector<fields> segments_;
    std::vector<open_loop> open_;
    std::string here_;     ///< loop of the last segment that had one
    bool astray_ = false;  ///< the last segment had none
    bool in_claim_ = false, outside_ = false, levelless_ = false;
};

}  // namespace

set_verdict judge_set(reading const& read) {
    set_judge judged{read};
    return {std::move(judged.told), std::move(judged.codes)};
}

}  // namespace orthoscrub::oracle
