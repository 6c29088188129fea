// Follows a file through its levels. Errors come with the event at which they are known and are put where they belong
// when that event is seen: to the interchange, group or set that it closes or opens, or to a claim of its window.
#include "scrubber/ack/acknowledger.hpp"

#include <algorithm>

#include "grammars/guide/usage.hpp"
#include "scrubber/engine/answer_check.hpp"

namespace orthoscrub::ack {
namespace {

using envelope::event_kind;
using text::fault_code;
using text::loop_id;
using text::reply_segment;

constexpr std::uint64_t numbers_for_an_interchange = 3;

/// Faults that speak of what an event ends, not of what it begins.
bool of_what_ends(fault_code code) {
    return code == fault_code::iea_missing || code == fault_code::ge_missing || code == fault_code::se_missing ||
           code == fault_code::truncated;
}

/// Codes of IK403 whose value is the fault, so that a copy of it helps.
bool copied(std::string_view code) {
    return code == "7" || code == "8" || code == "9" || code == "I6" || code == "I12";
}

/// Loops that speak of the billing provider alone, so that a fault in them is the provider's.
bool of_provider(loop_id loop) {
    return loop == loop_id::l2000A || loop == loop_id::l2010AA || loop == loop_id::l2010AB || loop == loop_id::l2010AC;
}

/// The bytes of a segment, without what stands around its interchange.
std::string_view content_of(text::segment const& s) {
    std::string_view bytes = text::raw_of(s);
    constexpr std::string_view layout = " \t\r\n";
    if (s.is("ISA")) bytes.remove_prefix(std::min(bytes.size(), bytes.find_first_not_of(layout)));
    if (s.is("IEA")) bytes = bytes.substr(0, bytes.find_last_not_of(layout) + 1);
    return bytes;
}

/// True for the sets that a 999 answers: claims, remittances, claim acknowledgments.
bool answerable(envelope::set_header const& set) {
    return set.type == "837" || scrub::answer_check::takes(set, scrub::answer_sets::acknowledged);
}

/// IK502 of a set in a group of claims that is not one of ours: another set, or none at all, or of another guide.
std::string wrong_type_code(std::string_view type, std::string_view version) {
    if (type == "837") return version.starts_with("005010X") ? "I6" : "19";
    return type.size() == 3 ? "18" : "6";
}

text::segment const* segment_at(std::span<text::segment const> segments, std::uint32_t ordinal) {
    auto const at = std::lower_bound(segments.begin(), segments.end(), ordinal,
                                     [](text::segment const& s, std::uint32_t wanted) { return s.ordinal < wanted; });
    return at != segments.end() && at->ordinal == ordinal ? &*at : nullptr;
}

grammars::guide::guide_id guide_of(envelope::set_header const& set) {
    using enum grammars::guide::guide_id;
    return set.type == "835" ? remit_835 : set.type == "277" ? status_277ca : claim_837p;
}

/// IK402, where the guide knows the segment at this place.
std::string data_element(grammars::guide::guide_id guide, text::address const& at,
                         std::span<text::segment const> segments, char separator) {
    text::segment const* const segment = segment_at(segments, at.segment);
    if (!segment || segment->id != at.id) return {};
    auto const* const use = grammars::guide::find_use(guide, at.loop, *segment, separator);
    auto const* const element = use ? grammars::guide::find_element(*use, at.element, at.component) : nullptr;
    if (!element || element->data_element.starts_with('C')) return {};
    return std::string{element->data_element};
}

}  // namespace

acknowledger::acknowledger(answer_policy policy, answer_stamp const& stamp, text_taker answers,
                           decision_log::taker decided, answer_memory* memory)
    : policy_{std::move(policy)},
      stamp_{stamp},
      clock_{stamp},
      answers_{std::move(answers)},
      decided_{std::move(decided)},
      memory_{memory},
      group_answers_{stamp},
      claim_answers_{policy_, stamp},
      number_{stamp.control_number} {}

acknowledger::~acknowledger() = default;

void acknowledger::listen(scrub::scrub_options& options) {
    options.limits.tell_all = true;
    options.part = [this](scrub::read_part const& part) { see(part); };
}

void acknowledger::take(scrub::finding_view const& finding) {
    lost_ = lost_ || (finding.fault && finding.fault->code == fault_code::iea_missing);
    if (finding.level != text::severity::error) return;
    waiting w;
    w.answer = answer_to(finding, gs_);
    if (w.answer.segment == reply_segment::none && finding.snip == 7 && !policy_.hold_payer_rules) return;
    if (to_string(w.answer).empty()) return;
    w.reason.rule = finding.rule;
    w.reason.says = to_string(w.answer);
    w.reason.message = finding.message;
    w.reason.remedy = finding.remedy;
    w.reason.box = finding.box;
    w.reason.at = finding.at;
    if (finding.fault) {
        w.code = finding.fault->code;
        w.seen = finding.fault->seen;
    }
    if (finding.claim && finding.place) w.claim = finding.claim->ordinal;
    if (finding.place) w.line = finding.place->line;
    waiting_.push_back(std::move(w));
}

void acknowledger::see(scrub::read_part const& part) {
    envelope::event const& e = part.event;
    switch (e.kind) {
        case event_kind::interchange_begin:
            assign(true, part);
            end_interchange();
            begin_interchange(part.envelope.interchange());
            break;
        case event_kind::group_begin:
            assign(true, part);
            end_group({});
            begin_group(part.envelope.group());
            break;
        case event_kind::set_window:
            if (e.first) begin_set(part.envelope, e);
            break;
        case event_kind::group_end:
        case event_kind::interchange_end:
        case event_kind::other:
        case event_kind::block_end:
        case event_kind::end:
            break;
    }
    if (hash_)
        for (text::segment const& s : e.segments) hash_->add(content_of(s));
    if (e.kind == event_kind::set_window) claims(part);
    assign(false, part);
    if (e.kind == event_kind::set_window && e.last) end_set();
    if (e.kind == event_kind::group_end && !e.segments.empty()) end_group(e.segments.back().element(1));
    bool const lost = lost_;
    lost_ = false;
    if (e.kind == event_kind::interchange_end || ((e.kind == event_kind::end || e.kind == event_kind::other) && lost))
        end_interchange();
    // A source that failed ends without a word about the trailer: what was not read is not answered.
    if (e.kind == event_kind::end) isa_open_ = gs_open_ = st_open_ = false;
}

/// Puts the errors that wait where they belong; with `closing` only those of what the event ends.
void acknowledger::assign(bool closing, scrub::read_part const& part) {
    for (waiting& w : waiting_)
        if (!closing || of_what_ends(w.code)) assign_one(w, part);
    if (closing) std::erase_if(waiting_, [](waiting const& w) { return of_what_ends(w.code); });
    else waiting_.clear();
}

void acknowledger::assign_one(waiting& w, scrub::read_part const& part) {
    switch (w.answer.segment) {
        case reply_segment::ta1:
            interchange_fault(w);
            return;
        case reply_segment::ak9:
            if (!gs_open_) return interchange_fault(w);
            if (std::ranges::find(group_codes_, w.answer.code) == group_codes_.end())
                group_codes_.push_back(w.answer.code);
            decision_log::add_reason(log_.group(), std::move(w.reason));
            return;
        case reply_segment::ik5:
            if (!st_open_) return interchange_fault(w);
            if (w.code == fault_code::gs_version) {
                w.answer.code = wrong_type_code(st_.type, st_version_);
                w.reason.says = to_string(w.answer);
            }
            notes_.add_set_code(w.answer.code);
            decision_log::add_reason(log_.set(), std::move(w.reason));
            return;
        case reply_segment::ik3:
        case reply_segment::ik4:
        case reply_segment::none:
            break;
    }
    // What stands in a claim was taken with its claim; here is what stands in the set outside of all claims.
    if (w.claim != 0) return;
    if (!st_open_) return interchange_fault(w);
    if (w.answer.segment == reply_segment::none) {
        w.answer = {reply_segment::ik3, "8", {w.reason.at, {}}, {}};
        w.reason.says = to_string(w.answer);
    }
    note(w, part, {});
    decision_log::add_reason(log_.set(), std::move(w.reason));
}

/// Writes an error down for IK3 or IK4; `claim` is CLM01.
void acknowledger::note(waiting const& w, scrub::read_part const& part, std::string_view claim) {
    noted_error error;
    error.at = w.answer.where.at;
    error.trigger = w.answer.where.trigger;
    error.of_element = w.answer.segment == reply_segment::ik4;
    error.code = w.answer.code;
    error.claim = claim;
    if (error.of_element)
        error.data_element = data_element(guide_of(st_), error.at, part.event.segments, isa_.marks.component);
    if (error.of_element && copied(error.code)) error.seen = w.seen;
    notes_.add(std::move(error), policy_);
}

void acknowledger::interchange_fault(waiting& w) {
    // What is said of data without an ISA is of no interchange, also while the one before them waits for its end.
    if (!isa_open_ || w.code == fault_code::isa_missing || w.code == fault_code::isa_delimiters) {
        ++counts_.unanswered;
        return;
    }
    std::string const code = w.answer.segment == reply_segment::ta1 ? w.answer.code : "024";
    interchange_code(code);
    w.reason.says = "TA1 " + code;
    decision_log::add_reason(log_.interchange(), std::move(w.reason));
}

/// The first code that rejects stands in the TA1, else the first that is noted.
void acknowledger::interchange_code(std::string_view code) {
    bool const rejects = !policy_.notes_ta1(code);
    if (ta1_code_.empty() || (rejects && !ta1_rejects_)) ta1_code_ = code;
    ta1_rejects_ = ta1_rejects_ || rejects;
}

/// What no check of the file says, but the policy or the memory of its receiver.
void acknowledger::interchange_remark(std::string_view code, std::string_view rule, std::string message,
                                      std::string remedy) {
    answer_reason reason;
    reason.rule = rule;
    (reason.says = "TA1 ") += code;
    reason.message = std::move(message);
    reason.remedy = std::move(remedy);
    decision_log::add_reason(log_.interchange(), std::move(reason));
}

void acknowledger::begin_interchange(envelope::interchange_header const& header) {
    isa_ = header;
    isa_open_ = true;
    ta1_code_.clear();
    ta1_rejects_ = false;
    group_answers_.begin_interchange(header, number_ + 1);
    claim_answers_.begin_interchange(header, number_ + 2);
    log_.begin_interchange(header.control_number, header.sender);
    if (std::string_view const code = policy_.unwelcome(header.sender, header.receiver); !code.empty()) {
        interchange_code(code);
        if (code == "006")
            interchange_remark(code, "ack-sender", "ISA06 is none of the senders that the settings name.",
                               "Check ISA05 and ISA06, or add the sender to [ack] senders.");
        else
            interchange_remark(code, "ack-receiver", "ISA08 is none of the names that the settings give the receiver.",
                               "Check ISA07 and ISA08, or whether the file was meant for somebody else.");
    }
    if (memory_) hash_.emplace();
}

void acknowledger::begin_group(envelope::group_header const& header) {
    gs_ = header;
    gs_open_ = true;
    group_codes_.clear();
    group_answers_.begin_group(header);
    claim_answers_.begin_group(header);
    log_.begin_group(header.control_number);
}

void acknowledger::begin_set(envelope::open_envelope const& open, envelope::event const& e) {
    end_set();
    if (!gs_open_) begin_group({});
    st_ = open.set();
    st_version_ = e.segments.empty() ? std::string_view{} : e.segments.front().element(3);
    st_open_ = true;
    notes_.clear();
    claim_answers_.begin_set();
    log_.begin_set(st_.control_number);
    bool const professional = gs_.functional_id == "HC" && gs_.version.starts_with("005010X222");
    if (st_.type != "837" && professional) notes_.add_set_code(wrong_type_code(st_.type, st_version_));
    else if (!answerable(st_)) notes_.add_set_code("1");
}

/// The claims of a window, with the errors that stand in them.
void acknowledger::claims(scrub::read_part const& part) {
    if (!st_open_) return;
    claim_answers_.see_set(part.tables, part.event.segments);
    if (!part.tables.sets.empty() && log_.set().reference.empty())
        log_.set().reference = part.tables.sets.front().reference;
    std::stable_sort(waiting_.begin(), waiting_.end(),
                     [](waiting const& a, waiting const& b) { return a.claim < b.claim; });
    auto next = waiting_.begin();
    claim_verdict verdict;
    std::vector<answer_reason> reasons;
    for (std::uint32_t row = 0; row < part.tables.claims.size(); ++row) {
        model::claim_row const& claim = part.tables.claims[row];
        std::uint64_t const ordinal = part.claims_before + row + 1;
        verdict.clear();
        reasons.clear();
        std::string statuses;
        while (next != waiting_.end() && next->claim < ordinal) ++next;
        for (; next != waiting_.end() && next->claim == ordinal; ++next) {
            waiting& w = *next;
            switch (w.answer.segment) {
                case reply_segment::none:
                    for (claim_status const& status : w.answer.statuses)
                        if (w.line != model::absent) verdict.lines.push_back({w.line, status});
                        else (of_provider(w.reason.at.loop) ? verdict.provider : verdict.claim).push_back(status);
                    break;
                case reply_segment::ik3:
                case reply_segment::ik4:
                    note(w, part, claim.control_number);
                    break;
                default:
                    continue;
            }
            for (claim_status const& status : w.answer.statuses)
                (statuses += statuses.empty() ? "" : " ") += to_string(status);
            reasons.push_back(std::move(w.reason));
        }
        claim_answers_.add(part.tables, part.event.segments, row, verdict);
        model::money const charge = claim.charge.usable() ? claim.charge.value : model::money{};
        log_.claim(claim.control_number, ordinal, charge, verdict.rejected(), statuses, reasons);
    }
}

void acknowledger::end_set() {
    if (!st_open_) return;
    st_open_ = false;
    decision_log::level& set = log_.set();
    set.result = notes_.result();
    set.code = std::string{set.result};
    group_answers_.add(st_, st_version_, notes_);
    claim_answers_.end_set(set.result != 'R' && st_.type == "837");
    log_.end_set();
}

void acknowledger::end_group(std::string_view stated) {
    end_set();
    if (!gs_open_) return;
    gs_open_ = false;
    decision_log::level& group = log_.group();
    group.result = group_answers_.end_group(group_codes_, stated);
    group.code = std::string{group.result};
    claim_answers_.end_group(group_codes_.empty());
    log_.end_group();
}

void acknowledger::write_ta1(std::string& out) const {
    text::delimiters const marks = answer_marks(isa_.marks);
    segment_text segments{marks, out};
    write_isa(segments, isa_, marks, number_, clock_);
    segments.start("TA1").element(isa_.control_number).element(isa_.date).element(isa_.time);
    segments.element(ta1_rejects_ ? "R" : ta1_code_.empty() ? "A" : "E");
    segments.element(ta1_code_.empty() ? std::string_view{"000"} : std::string_view{ta1_code_}).end();
    write_iea(segments, number_, 0);
}

void acknowledger::end_interchange() {
    end_group({});
    if (!isa_open_) return;
    isa_open_ = false;
    give();
    number_ += numbers_for_an_interchange;
}

/// Hands over the answers to the interchange that has ended, and tells what was decided.
void acknowledger::give() {
    answer_memory::texts kept;
    auto verdict = answer_memory::verdict::fresh;
    interchange_key const key{isa_.sender_qualifier, isa_.sender,         isa_.receiver_qualifier,
                              isa_.receiver,         isa_.control_number, hash_ ? hash_->hex() : std::string{}};
    hash_.reset();
    if (memory_) verdict = memory_->look(key, kept);
    failed_ = failed_ || verdict == answer_memory::verdict::failed;
    if (verdict == answer_memory::verdict::reused) {
        ta1_code_ = "025";
        ta1_rejects_ = true;
        interchange_remark(
            "025", "ack-duplicate-interchange",
            "ISA13 " + isa_.control_number + " was received before from this sender, with other contents.",
            "Give the interchange a new control number and send it again.");
    }
    decision_log::level& interchange = log_.interchange();
    bool const ta1 = policy_.always_ta1 || ta1_rejects_ || isa_.ack_requested == "1" || !ta1_code_.empty();
    interchange.result = ta1_rejects_ ? 'R' : ta1_code_.empty() ? 'A' : 'E';
    interchange.code = ta1 ? std::string{interchange.result} : std::string{};

    bool const replayed = verdict == answer_memory::verdict::replayed;
    bool const keep = memory_ && verdict == answer_memory::verdict::fresh;
    auto const say = [&](answer_kind kind, std::string_view text) {
        if (keep) kept[static_cast<std::size_t>(kind)] += text;
        bool const going = answers_(kind, text);
        failed_ = failed_ || !going;
        return going;
    };
    if (replayed) {
        for (std::size_t kind = 0; kind < kept.size(); ++kind)
            if (!kept[kind].empty()) (void)say(static_cast<answer_kind>(kind), kept[kind]);
    } else {
        text::delimiters const marks = answer_marks(isa_.marks);
        auto const whole = [&](answer_kind kind, spool& text, std::uint64_t number, std::uint64_t groups) {
            if (groups == 0) return;
            std::string envelope;
            segment_text out{marks, envelope};
            write_isa(out, isa_, marks, number, clock_);
            if (!say(kind, envelope)) return;
            if (!text.read(0, text.size(), [&](std::string_view block) { return say(kind, block); })) failed_ = true;
            envelope.clear();
            write_iea(out, number, groups);
            (void)say(kind, envelope);
        };
        if (ta1) {
            std::string text;
            write_ta1(text);
            (void)say(answer_kind::ta1, text);
        }
        if (!ta1_rejects_) {
            whole(answer_kind::implementation, group_answers_.text(), number_ + 1, group_answers_.groups());
            whole(answer_kind::claims, claim_answers_.text(), number_ + 2, claim_answers_.groups());
        }
    }
    if (keep && !failed_ && !memory_->keep(key, kept, number_)) failed_ = true;
    failed_ = failed_ || group_answers_.failed() || claim_answers_.failed();
    if (!log_.tell(decided_, replayed, counts_)) failed_ = true;
}

}  // namespace orthoscrub::ack
