// A 277CA from the inside out: claims as they come, then their provider, then the set. HL numbers are known as claims
// come, because levels stand in the order of the file.
#include "scrubber/ack/claim_answers.hpp"

#include <algorithm>

namespace orthoscrub::ack {
namespace {

constexpr std::string_view version_277ca = "005010X214";
constexpr std::size_t statuses_in_a_segment = 3;
constexpr std::uint64_t levels_above = 2;  ///< source and receiver

void write_status(segment_text& out, claim_status const& status) {
    out.element(status.category).component(status.status).component(status.entity);
}

/// STC segments of a refusal: three statuses each, in STC01, STC10 and STC11.
void write_refusal(segment_text& out, std::vector<claim_status> const& statuses, std::string_view day,
                   std::string_view amount) {
    for (std::size_t i = 0; i < statuses.size(); i += statuses_in_a_segment) {
        out.start("STC");
        write_status(out, statuses[i]);
        out.element(day).element("U").element(amount);
        if (i + 1 < statuses.size()) {
            for (int empty = 0; empty < 5; ++empty) out.element();
            write_status(out, statuses[i + 1]);
        }
        if (i + 2 < statuses.size()) write_status(out, statuses[i + 2]);
        out.end();
    }
}

void add_once(std::vector<claim_status>& list, claim_status const& status) {
    if (std::ranges::find(list, status) == list.end()) list.push_back(status);
}

model::date earlier(model::date a, model::date b) { return a.empty() || (!b.empty() && b < a) ? b : a; }
model::date later(model::date a, model::date b) { return a < b ? b : a; }

void write_period(segment_text& out, model::date first, model::date last) {
    if (first.empty()) return;
    bool const span = !last.empty() && last != first;
    out.start("DTP").element("472").element(span ? "RD8" : "D8");
    out.element(span ? x12_day(first) + "-" + x12_day(last) : x12_day(first)).end();
}

}  // namespace

void claim_verdict::clear() {
    provider.clear();
    claim.clear();
    lines.clear();
}

void claim_answers::tally::add(bool taken, model::money amount) {
    ++(taken ? accepted : rejected);
    (taken ? accepted_amount : rejected_amount) += amount;
}

claim_answers::claim_answers(answer_policy const& policy, answer_stamp const& stamp) : policy_{policy}, clock_{stamp} {}

void claim_answers::begin_interchange(envelope::interchange_header const& asked, std::uint64_t number) {
    interchange_ = asked;
    marks_ = answer_marks(asked.marks);
    number_ = number;
    groups_ = sets_ = sets_here_ = 0;
    text_.truncate(0);
}

void claim_answers::begin_group(envelope::group_header const& asked) {
    group_ = asked;
    group_start_ = text_.size();
    sets_here_ = 0;
    sets_at_group_ = sets_;
}

void claim_answers::begin_set() {
    claims_.truncate(0);
    reference_.clear();
    sender_ = receiver_ = {};
    sum_ = {};
    providers_.clear();
    provider_open_ = false;
    levels_ = levels_above;
}

claim_answers::name claim_answers::name_of(text::segment const& nm1, bool person) const {
    auto const part = [&](unsigned element) { return std::string{nm1.element(element)}; };
    name who{person ? "1" : part(2), part(3), {}, {}, {}, part(8), part(9)};
    if (who.type != "1") who.type = "2";
    if (who.type == "1") {
        who.first = part(4);
        who.middle = part(5);
        who.suffix = part(7);
    }
    if (who.last.empty()) who.last = "UNKNOWN";
    return who;
}

void claim_answers::see_set(model::claim_tables const& tables, std::span<text::segment const> segments) {
    if (tables.sets.empty()) return;
    model::set_row const& set = tables.sets.front();
    if (reference_.empty()) reference_ = set.reference;
    for (model::party_row const& party : tables.rows(tables.parties, set.parties)) {
        if (party.nm1 == model::absent) continue;
        name& who = party.loop == text::loop_id::l1000A ? sender_ : receiver_;
        if (who.last.empty()) who = name_of(segments[party.nm1], false);
    }
}

void claim_answers::open_provider(model::claim_tables const& tables, std::span<text::segment const> segments,
                                  model::claim_row const& claim) {
    std::uint32_t hl = 0;
    model::billing_provider_row const* billing = nullptr;
    if (claim.billing != model::absent) {
        billing = &tables.billing_providers[claim.billing];
        if (billing->hl != model::absent) hl = segments[billing->hl].ordinal;
    }
    if (provider_open_ && providers_.back().hl == hl) return;
    close_provider();
    provider made;
    made.hl = hl;
    made.number = ++levels_;
    made.first = claims_.size();
    made.who = {"2", "UNKNOWN", {}, {}, {}, {}, {}};
    if (billing)
        for (model::party_row const& party : tables.rows(tables.parties, billing->parties)) {
            if (party.loop != text::loop_id::l2010AA || party.nm1 == model::absent) continue;
            made.who = name_of(segments[party.nm1], false);
            if (!made.who.id.empty()) continue;
            for (model::reference_row const& reference : tables.rows(tables.references, party.references)) {
                if (reference.qualifier != "EI" && reference.qualifier != "SY") continue;
                made.who.qualifier = reference.qualifier == "EI" ? "FI" : "SV";
                made.who.id = reference.value;
            }
        }
    providers_.push_back(std::move(made));
    provider_open_ = true;
}

/// A provider all of whose claims were refused for the same fault of its own is refused as a whole.
void claim_answers::close_provider() {
    if (!provider_open_) return;
    provider_open_ = false;
    provider& last = providers_.back();
    if (!last.shared.empty()) {
        claims_.truncate(last.first);
        last.segments = 0;
        levels_ = last.number;
    }
    last.last = claims_.size();
}

void claim_answers::write_name(segment_text& out, std::string_view entity, name const& who) const {
    out.start("NM1").element(entity).element(who.type).element(who.last).element(who.first).element(who.middle);
    out.element().element(who.suffix);
    if (!who.id.empty()) out.element(who.qualifier).element(who.id);
    out.end();
}

void claim_answers::add(model::claim_tables const& tables, std::span<text::segment const> segments, std::uint32_t row,
                        claim_verdict const& verdict) {
    model::claim_row const& claim = tables.claims[row];
    open_provider(tables, segments, claim);
    provider& billing = providers_.back();
    bool const first_of_provider = billing.sum.accepted + billing.sum.rejected == 0;
    if (first_of_provider) billing.shared = verdict.provider;
    else
        std::erase_if(billing.shared, [&](claim_status const& s) {
            return std::ranges::find(verdict.provider, s) == verdict.provider.end();
        });
    model::money const charge = claim.charge.usable() ? claim.charge.value : model::money{};
    billing.sum.add(!verdict.rejected(), charge);
    sum_.add(!verdict.rejected(), charge);

    buffer_.clear();
    segment_text out{marks_, buffer_};
    out.start("HL").element(++levels_).element(billing.number).element("PT").end();
    model::subscriber_row const* const subscriber =
        claim.subscriber == model::absent ? nullptr : &tables.subscribers[claim.subscriber];
    std::uint32_t person = claim.patient == model::absent ? model::absent : tables.patients[claim.patient].person;
    name who{"1", "UNKNOWN", {}, {}, {}, {}, {}};
    if (subscriber && subscriber->person != model::absent) {
        model::party_row const& member = tables.parties[subscriber->person];
        if (person == model::absent) person = subscriber->person;
        if (member.nm1 != model::absent) who = name_of(segments[member.nm1], true);
    }
    if (person != model::absent && tables.parties[person].nm1 != model::absent) {
        name const patient = name_of(segments[tables.parties[person].nm1], true);
        who.last = patient.last;
        who.first = patient.first;
        who.middle = patient.middle;
        who.suffix = patient.suffix;
    }
    who.qualifier = who.qualifier == "II" ? "II" : "MI";
    write_name(out, "QC", who);
    out.start("TRN").element("2").element(claim.control_number).end();

    std::vector<claim_status> statuses = verdict.provider;
    for (claim_status const& status : verdict.claim) add_once(statuses, status);
    if (!verdict.lines.empty()) add_once(statuses, {"A3", "247", {}});
    std::string const amount = x12_amount(charge);
    if (statuses.empty()) {
        out.start("STC");
        write_status(out, {"A1", "19", policy_.source_entity});
        out.element(clock_.day8).element("WQ").element(amount).end();
    }
    write_refusal(out, statuses, clock_.day8, amount);
    model::date from, to;
    for (model::line_row const& line : tables.lines_of(claim)) {
        if (line.service_date == model::absent) continue;
        model::date_row const& day = tables.dates[line.service_date];
        from = earlier(from, day.first);
        to = later(to, day.last);
    }
    write_period(out, from, to);
    write_lines(out, tables, verdict);
    billing.segments += out.count();
    claims_.append(buffer_);
}

/// The lines that a claim was refused for, each once, in their order.
void claim_answers::write_lines(segment_text& out, model::claim_tables const& tables,
                                claim_verdict const& verdict) const {
    std::vector<line_status const*> found;
    for (line_status const& one : verdict.lines) found.push_back(&one);
    std::ranges::stable_sort(found, {}, &line_status::line);
    for (auto next = found.begin(); next != found.end();) {
        std::uint32_t const row = (*next)->line;
        model::line_row const& line = tables.lines[row];
        out.start("SVC").element(line.qualifier.empty() ? "HC" : line.qualifier);
        out.component(line.code.empty() ? "UNKNOWN" : line.code);
        for (std::string_view const modifier : line.modifiers)
            if (!modifier.empty()) out.component(modifier);
        out.element(x12_amount(line.charge.usable() ? line.charge.value : model::money{}));
        for (int empty = 0; empty < 4; ++empty) out.element();
        out.element(line.units.usable() ? x12_units(line.units.value) : std::string{}).end();
        std::vector<claim_status> statuses;
        for (; next != found.end() && (*next)->line == row; ++next) add_once(statuses, (*next)->status);
        write_refusal(out, statuses, {}, {});
        out.start("REF").element("FJ").element(line.control_number.empty() ? line.number : line.control_number).end();
        if (line.service_date != model::absent)
            write_period(out, tables.dates[line.service_date].first, tables.dates[line.service_date].last);
    }
}

void claim_answers::write_set() {
    if (sets_here_ == 0) {
        buffer_.clear();
        segment_text gs{marks_, buffer_};
        write_gs(gs, "HN", version_277ca, group_, number_ + groups_, clock_);
        text_.append(buffer_);
    }
    ++sets_here_;
    std::string const st = control_number(++sets_, 4);
    std::string const trace = control_number(number_, 9) + st;
    std::string head;
    segment_text out{marks_, head};
    out.start("ST").element("277").element(st).element(version_277ca).end();
    out.start("BHT").element("0085").element("08").element(trace).element(clock_.day8).element(clock_.time4);
    out.element("TH").end();
    out.start("HL").element(1).element().element("20").element("1").end();
    name source = receiver_;
    source.type = "2";
    source.first = source.middle = source.suffix = {};
    if (!policy_.source_name.empty()) source.last = policy_.source_name;
    if (!policy_.source_id.empty()) source.id = policy_.source_id;
    if (!policy_.source_qualifier.empty()) source.qualifier = policy_.source_qualifier;
    if (source.last.empty()) source.last = "UNKNOWN";
    if (source.id.empty()) source.id = interchange_.receiver;
    if (source.qualifier.empty()) source.qualifier = "46";
    write_name(out, policy_.source_entity, source);
    out.start("TRN").element("1").element(trace).end();
    out.start("DTP").element("050").element("D8").element(clock_.day8).end();
    out.start("DTP").element("009").element("D8").element(clock_.day8).end();

    out.start("HL").element(2).element("1").element("21").element(providers_.empty() ? "0" : "1").end();
    name sender = sender_;
    if (sender.last.empty()) sender = {"2", "UNKNOWN", {}, {}, {}, {}, {}};
    sender.suffix.clear();
    sender.qualifier = "46";
    if (sender.id.empty()) sender.id = interchange_.sender;
    write_name(out, "41", sender);
    std::string const reference = reference_.empty() ? "UNKNOWN" : reference_;
    out.start("TRN").element("2").element(reference).end();

    auto const totals = [&](tally const& sum, std::string_view day, std::string_view taken, std::string_view refused,
                            std::vector<claim_status> const& refusal) {
        if (refusal.empty()) {
            out.start("STC");
            write_status(out, {"A1", "19", policy_.source_entity});
            out.element(day).element("WQ").element(x12_amount(sum.total())).end();
        }
        write_refusal(out, refusal, day, x12_amount(sum.total()));
        if (sum.accepted != 0) out.start("QTY").element(taken).element(sum.accepted).end();
        if (sum.rejected != 0) out.start("QTY").element(refused).element(sum.rejected).end();
        if (sum.accepted != 0) out.start("AMT").element("YU").element(x12_amount(sum.accepted_amount)).end();
        if (sum.rejected != 0) out.start("AMT").element("YY").element(x12_amount(sum.rejected_amount)).end();
    };
    totals(sum_, clock_.day8, "90", "AA", {});
    text_.append(head);
    std::uint64_t segments = 0;  ///< of the claims
    for (provider const& billing : providers_) {
        head.clear();
        out.start("HL").element(billing.number).element("2").element("19");
        out.element(billing.first == billing.last ? "0" : "1").end();
        write_name(out, "85", billing.who);
        out.start("TRN").element("1").element(reference).end();
        totals(billing.sum, {}, "QA", "QC", billing.shared);
        text_.append(head);
        (void)claims_.read(billing.first, billing.last, [&](std::string_view block) {
            text_.append(block);
            return true;
        });
        segments += billing.segments;
    }
    head.clear();
    out.start("SE").element(out.count() + segments + 1).element(st).end();
    text_.append(head);
}

void claim_answers::end_set(bool accepted) {
    close_provider();
    if (accepted) write_set();
    claims_.truncate(0);
    providers_.clear();
}

void claim_answers::end_group(bool accepted) {
    if (!accepted) {
        text_.truncate(group_start_);
        sets_ = sets_at_group_;
        sets_here_ = 0;
    }
    if (sets_here_ == 0) return;
    buffer_.clear();
    segment_text out{marks_, buffer_};
    write_ge(out, number_ + groups_, sets_here_);
    text_.append(buffer_);
    ++groups_;
    sets_here_ = 0;
}

}  // namespace orthoscrub::ack
