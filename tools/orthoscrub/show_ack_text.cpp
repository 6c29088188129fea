// show of acknowledgments as sentences: one a group, set, error, batch, provider, claim and line. Codes stand behind their
// meaning, so that a biller reads on and a programmer finds them.
#include <fmt/format.h>

#include <charconv>
#include <span>

#include "scrubber/record/acknowledgment_reader.hpp"
#include "scrubber/report/allow_list.hpp"
#include "tools/orthoscrub/ack_words.hpp"
#include "tools/orthoscrub/show_ack.hpp"

namespace orthoscrub::tools {
namespace {

using ledger::front_end;
using model::absent;
using model::ack_tables;
using text::loop_id;

unsigned number(std::string_view text) {
    unsigned n = 0;
    std::from_chars(text.data(), text.data() + text.size(), n);
    return n <= 99 ? n : 0;
}

class text_writer final : public ack_writer {
public:
    text_writer(show_format format, scrub::answer_tables const& codes) : format_{std::move(format)}, codes_{codes} {}

    void begin(std::string_view file, std::string& out) override {
        out += fmt::format("Acknowledgments in {}\n", file);
    }
    void answers(shown_answers const& what, std::string& out) override;
    void end(std::string& out) override;
    [[nodiscard]] std::uint64_t claims() const override { return claims_; }

private:
    void group(ack_tables const& t, model::group_ack_row const& g, std::string& out);
    void set(ack_tables const& t, model::set_ack_row const& s, std::string& out);
    void segment_error(ack_tables const& t, model::segment_error_row const& e, std::string& out);
    void contexts(ack_tables const& t, model::row_range range, std::string& out) const;
    void trace(ack_tables const& t, model::status_trace_row const& trace, std::string& out);
    void claim(ack_tables const& t, model::status_trace_row const& trace, std::string& out);
    void totals(ack_tables const& t, model::status_trace_row const& trace, std::string& out) const;
    void message(model::status_row const& status, std::string_view indent, std::string& out) const;
    [[nodiscard]] std::string causes(ack_tables const& t, model::row_range range) const;
    [[nodiscard]] front_end state(ack_tables const& t, model::row_range range) const;
    [[nodiscard]] std::string_view personal(std::string_view value) const {
        return format_.show_phi ? value : scrub::hidden_value;
    }

    show_format format_;
    scrub::answer_tables const& codes_;
    std::uint64_t claims_ = 0, rejected_ = 0, sets_ = 0, rejected_sets_ = 0;
};

std::string counted(std::uint64_t n, std::string_view what) {
    return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
}

void text_writer::end(std::string& out) {
    if (claims_ + sets_ == 0) return;
    out += '\n';
    if (sets_ != 0) out += fmt::format("{}, {} rejected\n", counted(sets_, "transaction set"), rejected_sets_);
    if (claims_ != 0) out += fmt::format("{}, {} rejected\n", counted(claims_, "claim"), rejected_);
    if (rejected_ + rejected_sets_ != 0)
        out += "What is rejected was never decided: correct it and send it as new; there is nothing to appeal.\n";
}

// TA1, 999.

void text_writer::contexts(ack_tables const& t, model::row_range range, std::string& out) const {
    std::string before;
    for (auto const& c : ack_tables::rows(t.contexts, range)) {
        if (c.name == "CLM01") {
            out += fmt::format(", claim {}", plain(c.value));
        } else if (c.name == "SITUATIONAL TRIGGER") {
            if (c.segment_id.empty()) continue;
            out += fmt::format(", because of {}",
                               element_ref(plain(c.segment_id), number(c.element), number(c.component)));
            if (!c.position.empty()) out += fmt::format(" in segment {}", plain(c.position));
        } else if (!c.value.empty()) {
            out += fmt::format(", {} {}", c.name.size() <= 35 ? c.name : scrub::hidden_value,
                               open_context(c.name) ? plain(c.value) : personal(c.value));
        }
    }
}

void text_writer::segment_error(ack_tables const& t, model::segment_error_row const& e, std::string& out) {
    out += fmt::format("    Segment {}, {}", plain(e.position), plain(e.segment_id));
    if (!e.loop.empty()) out += fmt::format(" in loop {}", plain(e.loop));
    contexts(t, e.contexts, out);
    out += fmt::format(": {} ({})\n", code_words("IK304", e.code, codes_), plain(e.code));
    for (auto const& i : ack_tables::rows(t.element_errors, e.element_errors)) {
        out +=
            fmt::format("      {}: {} ({})", element_ref(plain(e.segment_id), number(i.element), number(i.component)),
                        code_words("IK403", i.code, codes_), plain(i.code));
        contexts(t, i.contexts, out);
        if (!i.value.empty()) out += fmt::format(", sent: {}", personal(i.value));
        out += '\n';
    }
}

void text_writer::set(ack_tables const& t, model::set_ack_row const& s, std::string& out) {
    ++sets_;
    out += fmt::format("  Transaction set {} ", plain(s.control_number));
    if (s.code.empty()) {
        out += "is named without a decision: the answer breaks off (IK5 is missing)\n";
    } else {
        bool const rejected = s.code != "A" && s.code != "E";
        rejected_sets_ += rejected ? 1 : 0;
        out += code_words("IK501", s.code, codes_);
        if (auto const why = error_words("IK502", s.errors, codes_); !why.empty()) (out += ": ") += why;
        out += rejected ? ". None of its claims was read: correct and send them all again\n" : "\n";
    }
    for (auto const& e : ack_tables::rows(t.segment_errors, s.segment_errors)) segment_error(t, e, out);
}

void text_writer::group(ack_tables const& t, model::group_ack_row const& g, std::string& out) {
    out += fmt::format("\nGroup {}", plain(g.control_number));
    if (!g.functional_id.empty()) out += fmt::format(" ({} {})", plain(g.functional_id), plain(g.version));
    if (g.code.empty()) {
        out += " is answered without a decision: the answer breaks off (AK9 is missing)";
    } else {
        out += fmt::format(" {}", code_words("AK901", g.code, codes_));
        if (auto const why = error_words("AK905", g.errors, codes_); !why.empty()) (out += ": ") += why;
        out += fmt::format("; {} of {} transaction sets accepted", plain(g.accepted), plain(g.received));
    }
    out += '\n';
    for (auto const& s : ack_tables::rows(t.sets, g.sets)) set(t, s, out);
}

// 277CA.

front_end text_writer::state(ack_tables const& t, model::row_range range) const {
    front_end said = front_end::silent;
    for (auto const& s : ack_tables::rows(t.statuses, range)) {
        front_end const word = record::word_of(s, codes_);
        if (word == front_end::rejected || said == front_end::silent) said = word;
    }
    return said;
}

std::string text_writer::causes(ack_tables const& t, model::row_range range) const {
    std::string out;
    for (auto const& s : ack_tables::rows(t.statuses, range)) {
        if (!out.empty()) out += "; ";
        out += words_of(s, codes_);
    }
    return out;
}

void text_writer::message(model::status_row const& status, std::string_view indent, std::string& out) const {
    if (status.element == 1 && !status.message.empty())
        out += fmt::format("{}  Message: {}\n", indent, personal(status.message));
}

void text_writer::totals(ack_tables const& t, model::status_trace_row const& trace, std::string& out) const {
    auto const note = [&](bool rejected, std::string what) {
        out += fmt::format(", {} {}", what, rejected ? "rejected" : "taken in");
    };
    for (auto const& c : ack_tables::rows(t.counts, trace.counts))
        if (c.quantity.usable())
            note(c.qualifier == "AA" || c.qualifier == "QC",
                 to_string(c.quantity.value) + (c.quantity.value.thousandths == 1000 ? " claim" : " claims"));
    for (auto const& a : ack_tables::rows(t.amounts, trace.amounts))
        if (a.amount.usable()) note(a.qualifier == "YY", "$" + to_string(a.amount.value));
}

void text_writer::claim(ack_tables const& t, model::status_trace_row const& trace, std::string& out) {
    front_end said = state(t, trace.statuses);
    for (auto const& line : ack_tables::rows(t.lines, trace.lines))
        if (state(t, line.statuses) == front_end::rejected) said = front_end::rejected;
    ++claims_;
    rejected_ += said == front_end::rejected ? 1 : 0;
    out += fmt::format("    Claim {} ", trace.number.empty() ? "without a number" : plain(trace.number));
    auto const statuses = ack_tables::rows(t.statuses, trace.statuses);
    if (said == front_end::rejected) {
        out += fmt::format("was rejected by the front end: {}", causes(t, trace.statuses));
    } else if (said == front_end::accepted) {
        out += fmt::format("was {} ({}:{})", category_words(statuses.front().category, codes_),
                           plain(statuses.front().category), plain(statuses.front().status));
    } else {
        out += statuses.empty() ? std::string{"has no status: the answer breaks off (STC is missing)"}
                                : "has a status that neither takes it in nor rejects it: " + causes(t, trace.statuses);
    }
    for (auto const& s : statuses)
        if (s.element == 1 && s.amount.usable()) {
            out += fmt::format(", ${}", to_string(s.amount.value));
            break;
        }
    if (trace.service_date != absent) {
        auto const& d = t.dates[trace.service_date];
        if (!d.first.empty()) out += fmt::format(", service of {}", d.first.iso());
        if (d.last != d.first) out += fmt::format(" to {}", d.last.iso());
    }
    if (!trace.payer_number.empty()) out += fmt::format(", payer's number {}", plain(trace.payer_number));
    if (!trace.clearinghouse_number.empty())
        out += fmt::format(", clearinghouse number {}", plain(trace.clearinghouse_number));
    if (format_.show_phi)
        for (auto const& p : ack_tables::rows(t.parties, t.levels[trace.level].parties))
            out += fmt::format(", patient {} {}, member {}", p.given_name, p.name, p.id);
    out += '\n';
    for (auto const& s : statuses) message(s, "    ", out);
    for (auto const& line : ack_tables::rows(t.lines, trace.lines)) {
        out += "      Line";
        if (!line.control_number.empty()) out += fmt::format(" {}", plain(line.control_number));
        out += fmt::format(" {}", line.code.size() <= scrub::longest_procedure_part ? line.code : scrub::hidden_value);
        for (auto const modifier : line.modifiers)
            if (!modifier.empty())
                out += fmt::format(" {}",
                                   modifier.size() <= scrub::longest_procedure_part ? modifier : scrub::hidden_value);
        if (line.charge.usable()) out += fmt::format(", ${}", to_string(line.charge.value));
        out += fmt::format(": {}\n",
                           line.statuses.count == 0 ? "no status, the answer breaks off" : causes(t, line.statuses));
        for (auto const& s : ack_tables::rows(t.statuses, line.statuses)) message(s, "      ", out);
    }
}

void text_writer::trace(ack_tables const& t, model::status_trace_row const& trace, std::string& out) {
    bool const rejected = state(t, trace.statuses) == front_end::rejected;
    if (trace.loop == loop_id::l2200B) {
        out += fmt::format("\nBatch {}", plain(trace.number));
        if (rejected)
            out += fmt::format(" was rejected as a whole, with all its claims: {}", causes(t, trace.statuses));
        else if (trace.statuses.count != 0) out += fmt::format(": {}", causes(t, trace.statuses));
        totals(t, trace, out);
        out += '\n';
    } else if (trace.loop == loop_id::l2200C) {
        std::string_view npi;
        for (auto const& p : ack_tables::rows(t.parties, t.levels[trace.level].parties))
            if (p.id_qualifier == "XX") npi = p.id;
        out += fmt::format("  Billing provider {}", npi.empty() ? "without an NPI" : plain(npi));
        if (rejected) out += fmt::format(" was rejected, with all its claims: {}", causes(t, trace.statuses));
        else if (trace.statuses.count != 0) out += fmt::format(": {}", causes(t, trace.statuses));
        totals(t, trace, out);
        out += '\n';
    } else if (trace.loop == loop_id::l2200D) {
        claim(t, trace, out);
    }
    if (trace.loop != loop_id::l2200D)
        for (auto const& s : ack_tables::rows(t.statuses, trace.statuses)) message(s, "  ", out);
}

void text_writer::answers(shown_answers const& what, std::string& out) {
    auto const& t = what.tables;
    bool const all = format_.claim.empty();
    for (auto const& i : t.interchanges) {
        if (!all) break;
        out += fmt::format("\nInterchange {} {}", plain(i.control_number), code_words("TA104", i.code, codes_));
        if (!i.note.empty() && i.note != "000")
            out += fmt::format(": {} ({})", code_words("TA105", i.note, codes_), plain(i.note));
        out += i.code == "R" ? ". Nothing in it was read: correct it and send it again under a new ISA13\n" : "\n";
    }
    if (all)
        for (auto const& g : t.groups) group(t, g, out);
    for (auto const& row : t.traces) {
        auto const seg = row.trn != absent ? row.trn : t.levels[row.level].hl;
        if (seg < what.event.context) continue;
        if (all || (row.loop == loop_id::l2200D && row.number == format_.claim)) trace(t, row, out);
    }
}

}  // namespace

std::unique_ptr<ack_writer> make_ack_text(show_format format, scrub::answer_tables const& codes) {
    return std::make_unique<text_writer>(std::move(format), codes);
}

}  // namespace orthoscrub::tools
