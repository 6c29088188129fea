// A payment is Σ CLP04 − Σ PLB = BPR02 and never negative: what is short is carried forward by PLB FB and taken from a
// later payment of the same payer to the same payee. A full set travels in an interchange of its own; some are sent twice.
#include "tools/generator/mailroom.hpp"

#include <algorithm>

#include "tools/generator/remit_writer.hpp"

namespace orthoscrub::generator {

namespace {

constexpr unsigned answers_per_set = 40;
constexpr std::array waves{std::chrono::days{14}, std::chrono::days{35}, std::chrono::days{56}};

std::string eight_digits(std::chrono::sys_days day) {
    std::string text;
    segment_writer(text, false).date(day);
    return text.substr(1);
}

}  // namespace

mailroom::mailroom(std::uint64_t seed, std::chrono::sys_days file_date, bool segment_per_line,
                   std::function<void(std::string_view)> const& sink)
    : luck_(seed ^ 0x835'3A11'600DU), file_date_(file_date), line_feed_(segment_per_line), sink_(sink) {}

std::chrono::sys_days mailroom::day_of(tray const& which) const {
    return file_date_ + waves[which.wave] + std::chrono::days{which.from->id.back() % 7};
}

mailroom::tray& mailroom::tray_of(payer const& from, supplier const& to, unsigned wave) {
    auto& found = trays_[{from.id, to.npi}][wave];
    if (found.from == nullptr) {
        found.from = &from;
        found.to = &to;
        found.wave = wave;
        begin(found);
    }
    return found;
}

void mailroom::begin(tray& which) {
    which.body.clear();
    which.segments = 0;
    which.answers = 0;
    which.paid = 0;
    which.moves.clear();
    which.twice = luck_.chance(4);
}

bool mailroom::post(household const& home, person const& patient, supplier const& payee, claim_story const& claim,
                    claim_case const& decided) {
    bool twice = false;
    tray* before = nullptr;
    for (auto const& answer : decided.answers) {
        auto& to = tray_of(*answer.from, payee, answer.wave);
        if (&to != before && to.answers >= answers_per_set) send(to);
        before = &to;
        segment_writer out(to.body, line_feed_);
        write_answer(out, home, patient, claim, answer);
        to.segments += out.count();
        to.paid += answer.signed_paid();
        ++to.answers;
        twice = twice || to.twice;
        if (answer.interest != 0) to.moves.push_back({"L6", answer.icn, -answer.interest});
        if (answer.plb_recovered == 0) continue;
        std::string_view const reason = luck_.chance(50) ? "WO" : "FB";
        to.moves.push_back({reason, answer.plb_reference, answer.plb_recovered});
        bool const later =
            std::find(decided.history.begin(), decided.history.end(), "recovered_later") != decided.history.end();
        if (!later) continue;
        auto& last = tray_of(*answer.from, payee, 2);
        if (&last == &to) to.moves.back().cents = 0;
        else last.moves.push_back({reason, answer.plb_reference, -answer.plb_recovered});
    }
    return twice;
}

void mailroom::settle(tray& which) {
    std::erase_if(which.moves, [](plb const& each) { return each.cents == 0; });
    auto const reference = [this](std::string_view word) {
        auto digits = std::to_string(++references_ % 1'000'000);
        return std::string(word) + digits;
    };
    if (luck_.chance(4)) {
        auto const refund = luck_.between(1000, 30000);
        auto const name = reference("RF");
        which.moves.push_back({"72", name, -refund});
        which.moves.push_back({"WO", name, refund});
    }
    if (luck_.chance(3)) which.moves.push_back({"CS", reference("CS"), -luck_.between(50, 900)});
    auto total = which.paid;
    for (auto const& each : which.moves) total -= each.cents;
    if (total > 5000 && luck_.chance(3)) {
        which.moves.push_back({"LE", reference("LE"), total / 10});
        total -= total / 10;
    }
    auto& owed = balances_[{which.from->id, which.to->npi}];
    for (auto& each : owed) {
        if (each.wave > which.wave || each.cents > total) continue;
        which.moves.push_back({"FB", each.reference, each.cents});
        total -= each.cents;
        each.cents = 0;
    }
    std::erase_if(owed, [](carried const& each) { return each.cents == 0; });
    if (total >= 0) return;
    auto const name = reference("BF");
    which.moves.push_back({"FB", name, total});
    owed.push_back({name, -total, which.wave});
}

void mailroom::write_set(tray& which) {
    settle(which);
    auto total = which.paid;
    for (auto const& each : which.moves) total -= each.cents;
    auto const day = day_of(which);
    segment_writer out(set_, line_feed_);
    auto const ordinal = ++sets_;
    out.open("ST").element("835").number(ordinal, 4).end();
    out.open("BPR").element(total == 0 ? "H" : "I").amount(total).element("C").element(total == 0 ? "NON" : "CHK");
    for (int i = 5; i < 16; ++i) out.element();
    out.date(day).end();
    out.open("TRN").element("1").element("CK");
    set_ += std::to_string(10'000'000 + ordinal);
    out.element("1");
    unsigned code = 0;
    for (char const c : which.from->id) code = code * 31 + static_cast<unsigned char>(c);
    set_ += std::to_string(100'000'000 + code % 900'000'000);
    out.end();
    out.open("DTM").element("405").date(day).end();
    out.open("N1").element("PR").element(which.from->name).element("XV").element(which.from->id).end();
    out.open("N3").element("900 CLAIMS PLAZA").end();
    out.open("N4").element("COLUMBUS").element("OH").element("432150900").end();
    out.open("REF").element("2U").element(which.from->id).end();
    out.open("PER").element("BL").element("SAMPLE EDI DESK").element("TE").element("5555550190").end();
    out.open("N1").element("PE").element(which.to->name).element("XX").element(which.to->npi).end();
    out.open("REF").element("TJ").element(which.to->tax_id).end();
    if (which.answers != 0) out.open("LX").element("1").end();
    set_ += which.body;
    std::chrono::year_month_day const date{day};
    for (std::size_t i = 0; i < which.moves.size(); ++i) {
        if (i % 6 == 0) {
            if (i != 0) out.end();
            out.open("PLB").element(which.to->npi);
            set_ += '*';
            set_ += std::to_string(static_cast<int>(date.year()));
            set_ += "1231";
        }
        out.element(which.moves[i].reason).component(which.moves[i].reference).amount(which.moves[i].cents);
    }
    if (!which.moves.empty()) out.end();
    out.open("SE").number(out.count() + which.segments + 1).number(ordinal, 4).end();
}

void mailroom::write_interchange(payer const& from, std::chrono::sys_days day, std::uint64_t sets) {
    auto const control = std::to_string(100'000'000 + ++interchanges_);
    auto id = std::string(from.id);
    id.append(15 - id.size(), ' ');
    out_.clear();
    segment_writer out(out_, line_feed_);
    out_.append("ISA*00*          *00*          *ZZ*").append(id).append("*ZZ*SAMPLESUPPLIER *");
    out_.append(eight_digits(day), 2, 6).append("*1200*^*00501*").append(control).append("*0*T*:");
    out.end_raw();
    out.open("GS").element("HP").element(from.id).element("SAMPLESUPPLIER").date(day);
    out.element("1200").number(interchanges_).element("X").element("005010X221A1").end();
    out_ += set_;
    out.open("GE").number(sets).number(interchanges_).end();
    out.open("IEA").element("1").element(control).end();
    sink_(out_);
}

void mailroom::send(tray& which) {
    set_.clear();
    write_set(which);
    write_interchange(*which.from, day_of(which), 1);
    if (which.twice) write_interchange(*which.from, day_of(which), 1);
    begin(which);
}

/// What is left of a payer's wave goes out together; what is sent twice comes again on its own.
void mailroom::close() {
    for (unsigned wave = 0; wave < waves.size(); ++wave) {
        std::vector<std::string> again;
        for (auto at = trays_.begin(); at != trays_.end();) {
            auto const payer_id = at->first[0];
            tray const* any = nullptr;
            std::uint64_t sets = 0;
            set_.clear();
            again.clear();
            for (; at != trays_.end() && at->first[0] == payer_id; ++at) {
                auto& each = at->second[wave];
                if (each.answers == 0 && each.moves.empty()) continue;
                auto const from = set_.size();
                write_set(each);
                if (each.twice) again.push_back(set_.substr(from));
                any = &each;
                ++sets;
            }
            if (any == nullptr) continue;
            write_interchange(*any->from, day_of(*any), sets);
            for (auto& text : again) {
                set_ = std::move(text);
                write_interchange(*any->from, day_of(*any), 1);
            }
        }
    }
}

}  // namespace orthoscrub::generator
