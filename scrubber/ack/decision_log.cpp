// Claims as records: a size, then numbers and texts. They are read back one after another when the interchange has ended.
#include "scrubber/ack/decision_log.hpp"

#include <cstring>

namespace orthoscrub::ack {
namespace {

void put(std::string& out, std::uint64_t number) {
    char bytes[sizeof number];
    std::memcpy(bytes, &number, sizeof number);
    out.append(bytes, sizeof number);
}
void put(std::string& out, std::string_view text) {
    put(out, std::uint64_t{text.size()});
    out += text;
}

/// Takes a record apart; what is too short gives zeros.
class record_reader {
public:
    explicit record_reader(std::string_view bytes) : bytes_{bytes} {}
    std::uint64_t number() {
        std::uint64_t value = 0;
        if (bytes_.size() < sizeof value) return 0;
        std::memcpy(&value, bytes_.data(), sizeof value);
        bytes_.remove_prefix(sizeof value);
        return value;
    }
    std::string_view text() {
        auto const size = static_cast<std::size_t>(number());
        std::string_view const value = bytes_.substr(0, size);
        bytes_.remove_prefix(value.size());
        return value;
    }

private:
    std::string_view bytes_;
};

void put(std::string& out, answer_reason const& reason) {
    for (std::string const* text : {&reason.rule, &reason.says, &reason.message, &reason.remedy, &reason.box})
        put(out, std::string_view{*text});
    text::address const& at = reason.at;
    for (std::uint64_t const number :
         {at.byte, std::uint64_t{at.segment}, std::uint64_t{at.st_segment}, std::uint64_t{at.id},
          static_cast<std::uint64_t>(at.loop), std::uint64_t{at.element}, std::uint64_t{at.repetition},
          std::uint64_t{at.component}})
        put(out, number);
}

answer_reason reason_from(record_reader& in) {
    answer_reason reason;
    for (std::string* text : {&reason.rule, &reason.says, &reason.message, &reason.remedy, &reason.box})
        *text = in.text();
    text::address& at = reason.at;
    at.byte = in.number();
    at.segment = static_cast<std::uint32_t>(in.number());
    at.st_segment = static_cast<std::uint32_t>(in.number());
    at.id = static_cast<text::segment_id>(in.number());
    at.loop = static_cast<text::loop_id>(in.number());
    at.element = static_cast<std::uint8_t>(in.number());
    at.repetition = static_cast<std::uint8_t>(in.number());
    at.component = static_cast<std::uint8_t>(in.number());
    return reason;
}

decision decision_of(char result, bool above) {
    if (above) return decision::rejected_above;
    return result == 'R'   ? decision::rejected
           : result == 'P' ? decision::partly
           : result == 'E' ? decision::with_errors
                           : decision::accepted;
}

}  // namespace

void decision_log::begin_interchange(std::string_view number, std::string_view sender) {
    interchange_ = {};
    interchange_.number = number;
    sender_ = sender;
    groups_.clear();
    sets_.clear();
    claims_.truncate(0);
}

void decision_log::begin_group(std::string_view number) {
    level& made = groups_.emplace_back();
    made.number = number;
    made.first = made.last = sets_.size();
}

void decision_log::begin_set(std::string_view number) {
    level& made = sets_.emplace_back();
    made.number = number;
    made.first = made.last = claims_.size();
}

void decision_log::add_reason(level& to, answer_reason reason) {
    if (to.reasons.size() < most_reasons) to.reasons.push_back(std::move(reason));
}

void decision_log::claim(std::string_view number, std::uint64_t ordinal, model::money charge, bool rejected,
                         std::string_view statuses, std::vector<answer_reason> const& reasons) {
    level& of = sets_.back();
    ++of.claims;
    of.charge += charge;
    if (rejected) {
        ++of.rejected;
        of.rejected_charge += charge;
    }
    buffer_.assign(sizeof(std::uint64_t), '\0');
    put(buffer_, ordinal);
    put(buffer_, static_cast<std::uint64_t>(charge.cents));
    put(buffer_, std::uint64_t{rejected});
    put(buffer_, number);
    put(buffer_, statuses);
    put(buffer_, std::uint64_t{reasons.size()});
    for (answer_reason const& reason : reasons) put(buffer_, reason);
    std::uint64_t const size = buffer_.size() - sizeof size;
    std::memcpy(buffer_.data(), &size, sizeof size);
    claims_.append(buffer_);
}

void decision_log::end_set() { sets_.back().last = claims_.size(); }

void decision_log::end_group() { groups_.back().last = sets_.size(); }

bool decision_log::tell(taker const& take, bool replayed, answer_counts& counts) {
    bool const lost = interchange_.result == 'R';
    answered above;
    above.interchange = interchange_.number;
    above.sender = sender_;
    above.replayed = replayed;
    auto const told = [&](answer_level which, level const& of, bool up) {
        answered one = above;
        one.level = which;
        one.what = decision_of(of.result, up);
        one.claims = of.claims;
        one.charge = of.charge;
        one.code = of.code;
        one.reference = of.reference;
        one.reasons = of.reasons;
        if (take) take(one);
    };
    for (level& group : groups_) {
        for (std::uint64_t s = group.first; s < group.last; ++s) {
            group.claims += sets_[s].claims;
            group.charge += sets_[s].charge;
        }
        interchange_.claims += group.claims;
        interchange_.charge += group.charge;
    }
    ++counts.interchanges;
    counts.interchanges_rejected += lost;
    counts.replayed += replayed;
    told(answer_level::interchange, interchange_, false);
    for (level const& group : groups_) {
        above.group = group.number;
        above.set = {};
        // A group all of whose sets were rejected does not take its sets down: they are rejected by themselves.
        bool const down = lost || (group.result == 'R' && !group.reasons.empty());
        ++counts.groups;
        counts.groups_rejected += lost || group.result == 'R';
        told(answer_level::group, group, lost);
        for (std::uint64_t s = group.first; s < group.last; ++s) {
            level const& set = sets_[s];
            above.set = set.number;
            bool const gone = down || set.result == 'R';
            ++counts.sets;
            counts.sets_rejected += gone;
            counts.sets_with_errors += !gone && set.result == 'E';
            counts.claims += set.claims;
            counts.charges += set.charge;
            counts.claims_rejected += gone ? set.claims : set.rejected;
            counts.charges_rejected += gone ? set.charge : set.rejected_charge;
            told(answer_level::set, set, down);
            if (!take) continue;
            std::string waiting;
            bool const read = claims_.read(set.first, set.last, [&](std::string_view block) {
                waiting += block;
                std::size_t at = 0;
                while (waiting.size() - at >= sizeof(std::uint64_t)) {
                    std::uint64_t size = 0;
                    std::memcpy(&size, waiting.data() + at, sizeof size);
                    if (waiting.size() - at - sizeof size < size) break;
                    record_reader in{
                        std::string_view{waiting}.substr(at + sizeof size, static_cast<std::size_t>(size))};
                    at += sizeof size + static_cast<std::size_t>(size);
                    answered one = above;
                    one.level = answer_level::claim;
                    one.claims = 1;
                    one.reference = set.reference;
                    one.ordinal = in.number();
                    one.charge.cents = static_cast<std::int64_t>(in.number());
                    one.what = decision_of(in.number() != 0 ? 'R' : 'A', gone);
                    one.claim = in.text();
                    one.code = in.text();
                    std::vector<answer_reason> reasons(static_cast<std::size_t>(in.number()));
                    for (answer_reason& reason : reasons) reason = reason_from(in);
                    one.reasons = reasons;
                    take(one);
                }
                waiting.erase(0, at);
                return true;
            });
            if (!read) return false;
        }
    }
    return true;
}

}  // namespace orthoscrub::ack
