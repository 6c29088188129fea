// Inputs that are never in memory as a whole. The damaged claims are the generator's, segment by segment with a slip each: a
// diagnosis that does not exist, a modifier that nobody knows, no units, a day to come, an answer that no box has, a
// reference that stands elsewhere.
#include "tests/bench/memory_inputs.hpp"

#include <string>

#include "tools/generator/generator.hpp"

namespace orthoscrub::bench {
namespace {

constexpr std::uint64_t bytes_a_claim = 576;  // of the generator's claims

class spoiler {
public:
    explicit spoiler(text_sink const& to) : to_{to} {}

    void take(std::string_view text) {
        rest_ += text;
        std::size_t from = 0;
        for (std::size_t end = rest_.find('~'); end != rest_.npos; end = rest_.find('~', from)) {
            spoil(std::string_view{rest_}.substr(from, end - from));
            from = end + 1;
        }
        rest_.erase(0, from);
        if (!closed_) closed_ = !to_(out_);
        out_.clear();
    }

private:
    void spoil(std::string_view segment) {
        auto const put = [&](std::string_view begin, std::string_view in_its_place) {
            if (!segment.starts_with(begin)) return false;
            out_.append(in_its_place).append(segment.substr(begin.size())).append("~");
            return true;
        };
        if (put("HI*ABK:", "HI*ABK:X") || put("DMG*D8*19", "DMG*D8*39") || put("REF*6R*", "REF*6X*") ||
            put("DTP*472*D8*20", "DTP*472*D8*21"))
            return;
        std::string changed{segment};
        auto const replace = [&](std::string_view from, std::string_view with) {
            if (auto const at = changed.find(from); at != changed.npos) changed.replace(at, from.size(), with);
        };
        if (segment.starts_with("CLM*")) replace(":B:1*Y*A", ":B:1*Q*A");
        if (segment.starts_with("SV1*HC:L")) {
            replace("*UN*1*", "*UN*0*");
            changed.insert(changed.find_first_of("*:", 8), ":Z9");
        }
        out_.append(changed).append("~");
    }

    text_sink const& to_;
    std::string rest_, out_;
    bool closed_ = false;
};

}  // namespace

void stream_clean(std::uint64_t bytes, bool one_set, text_sink const& to) {
    generator::options wanted;
    wanted.claims = bytes / bytes_a_claim + 1;
    if (one_set) wanted.claims_per_set = UINT32_MAX;
    bool closed = false;
    generator::generate(wanted, [&](std::string_view piece) { closed = closed || !to(piece); });
}

void stream_damaged(std::uint64_t claims, text_sink const& to) {
    generator::options wanted;
    wanted.claims = claims;
    spoiler each{to};
    generator::generate(wanted, [&](std::string_view piece) { each.take(piece); });
}

void stream_long_claims(std::uint64_t claims, unsigned lines, text_sink const& to) {
    std::uint64_t segments = 0;
    std::string text =
        "ISA*00*          *00*          *ZZ*SAMPLESUPPLIER *ZZ*SAMPLERECEIVER *260630*1200*^*00501*100000001*0*T*:~"
        "GS*HC*SAMPLESUPPLIER*SAMPLERECEIVER*20260630*1200*1*X*005010X222A1~";
    auto const add = [&](std::string_view segment) {
        text.append(segment).append("~");
        ++segments;
    };
    for (std::string_view const segment :
         {"ST*837*0001*005010X222A1", "BHT*0019*00*1B1*20260630*1200*CH",
          "NM1*41*2*SAMPLE BILLING SERVICE*****46*SAMPLE41", "PER*IC*SAMPLE HELPDESK*TE*5555550111",
          "NM1*40*2*SAMPLE CLEARINGHOUSE*****46*SAMPLE40", "HL*1**20*1", "PRV*BI*PXC*335E00000X",
          "NM1*85*2*SAMPLE BRACE CENTER*****XX*1539132864", "N3*2200 TEST PARKWAY", "N4*DURHAM*NC*277011436",
          "REF*EI*991000002"})
        add(segment);
    bool open = true;
    for (std::uint64_t claim = 1; claim <= claims && open; ++claim) {
        std::string const number = std::to_string(claim);
        add("HL*" + std::to_string(claim + 1) + "*1*22*0");
        for (std::string_view const segment :
             {"SBR*P*18*******CI", "NM1*IL*1*NOBODY*MARK****MI*LONG1", "N3*7741 SAMPLE ST", "N4*SEATTLE*WA*981018212",
              "DMG*D8*19461003*M", "NM1*PR*2*EXAMPLE HEALTH PLAN*****PI*XHP01"})
            add(segment);
        add("CLM*LONG-" + number + "*" + std::to_string(lines * 64) + "***11:B:1*Y*A*Y*Y");
        add("HI*ABK:M4722");
        for (unsigned line = 1; line <= lines; ++line) {
            add("LX*" + std::to_string(line));
            add("SV1*HC:L0120*64*UN*1***1");
            add("DTP*472*D8*20260528");
            add("REF*6R*" + number + "-" + std::to_string(line));
        }
        open = to(text);
        text.clear();
    }
    add("SE*" + std::to_string(segments + 1) + "*0001");
    text += "GE*1*1~IEA*1*100000001~";
    if (open) (void)to(text);
}

}  // namespace orthoscrub::bench
