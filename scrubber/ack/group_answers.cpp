// A 999 is written when its group has ended: only then is it known whether the group is rejected with all its sets.
#include "scrubber/ack/group_answers.hpp"

#include <algorithm>

namespace orthoscrub::ack {
namespace {

constexpr std::string_view version_999 = "005010X231A1";
constexpr std::size_t most_codes = 5, longest_count = 6;

}  // namespace

void group_answers::begin_interchange(envelope::interchange_header const& asked, std::uint64_t number) {
    marks_ = answer_marks(asked.marks);
    number_ = number;
    groups_ = 0;
    text_.truncate(0);
}

void group_answers::begin_group(envelope::group_header const& asked) {
    group_ = asked;
    sets_.clear();
    notes_.truncate(0);
}

void group_answers::add(envelope::set_header const& asked, std::string_view written_version, set_notes& notes) {
    set made;
    made.type = asked.type;
    made.control_number = asked.control_number;
    made.version = written_version;
    made.result = notes.result();
    made.codes = notes.codes();
    made.first = notes_.size();
    buffer_.clear();
    segment_text out{marks_, buffer_};
    notes.write(out);
    made.segments = out.count();
    notes_.append(buffer_);
    made.last = notes_.size();
    sets_.push_back(std::move(made));
}

char group_answers::end_group(std::vector<std::string> const& codes, std::string_view stated) {
    std::uint64_t accepted = 0, noted = 0;
    for (set const& one : sets_) {
        accepted += one.result != 'R';
        noted += one.result == 'E';
    }
    if (!codes.empty()) accepted = 0;
    char const result = !codes.empty() || (accepted == 0 && !sets_.empty()) ? 'R'
                        : accepted != sets_.size()                          ? 'P'
                        : noted != 0                                        ? 'E'
                                                                            : 'A';
    std::string const st = control_number(groups_ + 1, 4);
    std::uint64_t const gs = number_ + groups_;
    buffer_.clear();
    segment_text out{marks_, buffer_};
    write_gs(out, "FA", version_999, group_, gs, clock_);
    std::uint64_t const before = out.count();
    out.start("ST").element("999").element(st).element(version_999).end();
    out.start("AK1").element(group_.functional_id).element(group_.control_number).element(group_.version).end();
    std::uint64_t segments = 0;
    for (set const& one : sets_) {
        out.start("AK2").element(one.type).element(one.control_number).element(one.version).end();
        text_.append(buffer_);
        buffer_.clear();
        (void)notes_.read(one.first, one.last, [&](std::string_view block) {
            text_.append(block);
            return true;
        });
        segments += one.segments;
        char const answer = codes.empty() ? one.result : 'R';
        out.start("IK5").element(std::string_view{&answer, 1});
        for (std::string const& code : one.codes) out.element(code);
        out.end();
    }
    bool const number = !stated.empty() && stated.size() <= longest_count &&
                        std::ranges::all_of(stated, [](char c) { return c >= '0' && c <= '9'; });
    std::string const received = std::to_string(sets_.size());
    out.start("AK9").element(std::string_view{&result, 1}).element(number ? stated : std::string_view{received});
    out.element(received).element(accepted);
    for (std::size_t i = 0; i < std::min(codes.size(), most_codes); ++i) out.element(codes[i]);
    out.end();
    out.start("SE").element(out.count() - before + segments + 1).element(st).end();
    write_ge(out, gs, 1);
    text_.append(buffer_);
    buffer_.clear();
    ++groups_;
    return result;
}

}  // namespace orthoscrub::ack
