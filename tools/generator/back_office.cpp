// Each claim is decided, its control numbers are damaged when their turn has come, its answers are posted, and the truth
// is told. Only claims that got a single answer with lines are damaged, so that a kind of damage can be measured alone.
#include "tools/generator/back_office.hpp"

#include <algorithm>
#include <array>

#include "tools/generator/ack_writer.hpp"
#include "tools/generator/mailroom.hpp"
#include "tools/generator/payer_desk.hpp"
#include "tools/generator/truth_writer.hpp"

namespace orthoscrub::generator {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(damage::count_)> names{
    "case", "punctuation", "prefix", "destroyed_known", "destroyed", "licn_case", "licn_cut", "licn_gone"};

void lower(std::string& text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
}

}  // namespace

std::string_view name_of(damage kind) noexcept { return names[static_cast<std::size_t>(kind)]; }

struct back_office::rooms {
    explicit rooms(options const& o)
        : wanted(o),
          desk(o.seed, static_cast<bool>(o.ack)),
          post(o.seed, std::chrono::sys_days{o.file_date}, o.segment_per_line, o.era),
          front(std::chrono::sys_days{o.file_date}, o.segment_per_line, o.ack),
          luck(o.seed ^ 0xDA3A6EU) {}

    /// The kind of damage that this claim gets, or nothing.
    std::string_view damaged(claim_case& what, claim_story const& claim) {
        if (wanted.damages.empty()) return {};
        auto ticket = luck.below(1000);
        bool const fit = what.answers.size() == 1 && !what.answers[0].lines.empty() &&
                         is_plain(what.answers[0], claim) &&
                         (what.kind == "plain" || what.kind == "denied" || what.kind == "mistake");
        for (auto const& each : wanted.damages) {
            if (ticket >= each.per_mille) {
                ticket -= each.per_mille;
                continue;
            }
            if (!fit || (!claim.numbered_lines && each.kind >= damage::licn_case)) return {};
            spoil(each.kind, what);
            return name_of(each.kind);
        }
        return {};
    }

    void spoil(damage kind, claim_case& what) {
        auto& answer = what.answers[0];
        auto& number = answer.number;
        switch (kind) {
            case damage::letter_case:
                lower(number);
                break;
            case damage::punctuation:
                std::erase(number, '-');
                break;
            case damage::prefix:
                number.resize(std::max<std::size_t>(8, number.size() - 1 - luck.below(3)));
                break;
            case damage::destroyed_known:
            case damage::destroyed:
                number = "ACCT";
                for (int i = 0; i < 9; ++i) number += static_cast<char>('0' + luck.below(10));
                what.tells_icn = kind == damage::destroyed_known;
                break;
            case damage::licn_case:
                for (auto& line : answer.lines) lower(line.number);
                break;
            case damage::licn_cut:
                for (auto& line : answer.lines) line.number.resize(line.number.size() - 2);
                break;
            case damage::licn_gone:
                for (auto& line : answer.lines) line.number.clear();
                break;
            case damage::count_:
                break;
        }
    }

    void tell(claim_story const& claim, planted const* mistake, std::string_view damage) {
        if (!wanted.outcomes) return;
        truth.clear();
        write_truth(truth, claim, now, mistake, damage);
        wanted.outcomes(truth);
    }

    /// A claim of another patient with other numbers, long ago, that this file does not hold.
    void answer_stranger(household const& home, person const& patient, supplier const& by, claim_story claim) {
        auto other = home;
        other.serial += 400'000'000;
        claim.number.insert(0, "OLD");
        claim.delivered -= std::chrono::days{500};
        claim.numbered_lines = true;
        desk.pay_stranger(other, claim, now);
        post.post(other, &patient == &home.insured ? other.insured : patient, by, claim, now);
        tell(claim, nullptr, {});
    }

    options const& wanted;
    payer_desk desk;
    mailroom post;
    ack_writer front;
    dice luck;
    claim_case now;
    std::string truth;
};

back_office::back_office(options const& wanted) : rooms_(std::make_unique<rooms>(wanted)) {}
back_office::~back_office() = default;

void back_office::begin_set(std::string const& reference) { rooms_->front.begin_set(reference); }

void back_office::receive(household const& home, person const& patient, supplier const& by, claim_story const& claim,
                          planted const* mistake) {
    auto& r = *rooms_;
    r.desk.decide(home, claim, mistake, r.now);
    auto const damage = r.damaged(r.now, claim);
    if (!claim.numbered_lines) {
        bool const silent = r.luck.chance(50);
        for (auto& answer : r.now.answers)
            for (auto& line : answer.lines)
                line.number = silent && is_plain(answer, claim) ? "" : std::to_string(line.asked + 1);
    }
    if (r.post.post(home, patient, by, claim, r.now)) r.now.history.push_back("retransmitted");
    if (r.wanted.ack)
        r.front.add(home, patient, by, claim, r.now, r.desk.rejection(), mistake == nullptr ? 0 : mistake->line);
    r.tell(claim, mistake, damage);
    if (mistake != nullptr || r.luck.below(1000) >= 3) return;
    r.answer_stranger(home, patient, by, claim);
}

void back_office::end_set() {
    if (rooms_->wanted.ack) rooms_->front.end_set();
}

void back_office::close() {
    rooms_->post.close();
    if (rooms_->wanted.ack) rooms_->front.close();
}

}  // namespace orthoscrub::generator
