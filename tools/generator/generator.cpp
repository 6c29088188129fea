// The envelope and the hierarchy around the stories: sets of at most `claims_per_set` claims, suppliers in turn, one
// subscriber level a household. Text is handed on in pieces of some 64 KB, so memory stays flat.
#include "tools/generator/generator.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "tools/generator/back_office.hpp"
#include "tools/generator/claim_writer.hpp"
#include "tools/generator/defects.hpp"
#include "tools/generator/scenario.hpp"

namespace orthoscrub::generator {

namespace {

constexpr std::size_t piece = 64 * 1024;
constexpr std::uint64_t households_per_supplier = 40;

/// Writes one file.
class author {
public:
    author(options const& wanted, std::function<void(std::string_view)> const& sink)
        : wanted_(wanted),
          sink_(sink),
          out_(text_, wanted.segment_per_line),
          stories_(wanted.seed, std::chrono::sys_days{wanted.file_date}),
          flaws_(wanted),
          numbering_(wanted.seed ^ 0x61C40B6EU) {
        if (wanted.era || wanted.outcomes || wanted.ack) {
            if (!wanted_.era) wanted_.era = [](std::string_view) {};
            office_.emplace(wanted_);
        }
        text_.reserve(piece * 2);
        prefix_ = "G" + std::to_string(wanted.seed % 1'000'000) + "-";
    }

    void write() {
        open_interchange();
        auto const per_set = std::max<std::uint64_t>(wanted_.claims_per_set, 1);
        std::uint64_t sets = 0;
        for (std::uint64_t left = wanted_.claims; left > 0 || sets == 0;) {
            auto const here = std::min(left, per_set);
            write_set(++sets, here);
            left -= here;
        }
        out_.open("GE").number(sets).element("1").end();
        out_.open("IEA").element("1").element(control_).end();
        flush(0);
        if (office_) office_->close();
    }

private:
    void open_interchange() {
        std::chrono::sys_days const day{wanted_.file_date};
        std::string eight;
        segment_writer(eight, false).date(day);
        control_ = std::to_string(100'000'000 + wanted_.seed % 900'000'000);
        text_ += "ISA*00*          *00*          *ZZ*SAMPLESUPPLIER *ZZ*SAMPLERECEIVER *";
        text_.append(eight, 3, 6).append("*1200*^*00501*").append(control_).append("*0*T*:");
        out_.end_raw();
        out_.open("GS").element("HC").element("SAMPLESUPPLIER").element("SAMPLERECEIVER").date(day);
        out_.element("1200").element("1").element("X").element("005010X222A1").end();
    }

    void write_set(std::uint64_t ordinal, std::uint64_t claims) {
        out_.begin_count();
        out_.open("ST").element("837").number(ordinal, 4).element("005010X222A1").end();
        auto const reference = std::to_string(wanted_.seed % 1'000'000) + 'B' + std::to_string(ordinal);
        out_.open("BHT").element("0019").element("00").element(reference);
        if (office_) office_->begin_set(reference);
        out_.date(std::chrono::sys_days{wanted_.file_date}).element("1200").element("CH").end();
        out_.open("NM1").element("41").element("2").element("SAMPLE BILLING SERVICE");
        out_.element().element().element().element().element("46").element("SAMPLE41").end();
        out_.open("PER").element("IC").element("SAMPLE HELPDESK").element("TE").element("5555550111").end();
        out_.open("NM1").element("40").element("2").element("SAMPLE CLEARINGHOUSE");
        out_.element().element().element().element().element("46").element("SAMPLE40").end();
        std::uint64_t hl = 0, supplier_hl = 0;
        for (std::uint64_t count = 0, left = claims; left > 0; ++count) {
            if (count % households_per_supplier == 0) {
                auto const& all = stories_.suppliers();
                supplier_hl = ++hl;
                supplier_ = &all[(ordinal + count / households_per_supplier) % all.size()];
                write_supplier(out_, *supplier_, supplier_hl);
            }
            left -= write_household(hl, supplier_hl, left);
            flush(piece);
        }
        out_.open("SE").number(out_.count() + 1).number(ordinal, 4).end();
        if (office_) office_->end_set();
    }

    std::uint64_t write_household(std::uint64_t& hl, std::uint64_t supplier_hl, std::uint64_t most) {
        stories_.next_household(home_, most);
        std::uint64_t claims = 0;
        for (unsigned i = 0; i < home_.insured_claims; ++i, ++claims) {
            tell(i);
            if (i == 0) write_insured(out_, home_, true, ++hl, supplier_hl, claim_.weight);
            send(home_.insured);
        }
        if (home_.dependent_count == 0) return claims;
        auto const insured_hl = ++hl;
        write_insured(out_, home_, false, insured_hl, supplier_hl, 0);
        for (unsigned d = 0; d < home_.dependent_count; ++d) {
            auto const& patient = home_.dependents[d];
            for (unsigned i = 0; i < patient.claims; ++i, ++claims) {
                tell(i);
                if (i == 0) write_dependent(out_, home_, patient, ++hl, insured_hl, claim_.weight);
                send(patient.who);
            }
        }
        return claims;
    }

    void tell(unsigned earlier) {
        stories_.next_claim(claim_, home_, earlier);
        claim_.number = prefix_;
        auto const digits = std::to_string(++told_);
        if (digits.size() < 8) claim_.number.append(8 - digits.size(), '0');
        claim_.number += digits;
        mistake_ = flaws_.plant(claim_, home_);
        claim_.numbered_lines = numbering_.below(1000) >= wanted_.unnumbered_per_mille;
    }

    void send(person const& patient) {
        write_claim(out_, home_, claim_);
        if (office_) office_->receive(home_, patient, *supplier_, claim_, mistake_ ? &*mistake_ : nullptr);
    }

    void flush(std::size_t above) {
        if (text_.size() <= above) return;
        sink_(text_);
        text_.clear();
    }

    options wanted_;
    std::function<void(std::string_view)> const& sink_;
    std::string text_;
    segment_writer out_;
    scenario stories_;
    defects flaws_;
    household home_;
    claim_story claim_;
    std::string prefix_, control_;
    std::uint64_t told_ = 0;
    dice numbering_;
    std::optional<planted> mistake_;
    supplier const* supplier_ = nullptr;
    std::optional<back_office> office_;
};

}  // namespace

void generate(options const& wanted, std::function<void(std::string_view)> const& sink) {
    author(wanted, sink).write();
}

}  // namespace orthoscrub::generator
