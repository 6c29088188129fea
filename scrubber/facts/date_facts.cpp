// Answers about the day, the place and the order of a service: the service date (DTP*472) against the clock, a hospital
// stay, a death, a surgery, an order and the payer's time limit; and the place of service. Without a day that a question
// needs the answer is unknown.
#include "scrubber/facts/line_facts.hpp"
#include "scrubber/facts/registry.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::scrub {

using grammars::rule_scope;
using namespace std::string_view_literals;

namespace {

constexpr scope_set line = scope_bit(rule_scope::line);
constexpr unknown_reason undated = unknown_reason::no_service_date;

model::date_row const* service_date(subject const& s) {
    auto const row = s.line->row->service_date;
    return row == model::absent ? nullptr : &s.tables().dates[row];
}

model::date_row const* date_of(std::vector<model::date_row> const& dates, model::row_range range,
                               std::string_view qualifier) {
    for (auto const& date : model::claim_tables::rows(dates, range))
        if (date.qualifier == qualifier) return &date;
    return nullptr;
}

fact_value dos_state(subject const& s) {
    auto const* const row = service_date(s);
    if (row == nullptr || row->text.empty()) return fact_value::of("absent"sv);
    bool const range = row->format == "RD8";
    if (row->first.empty() || (!range && row->format != "D8")) return fact_value::of("malformed"sv);
    if (!range) return fact_value::of("day"sv);
    return fact_value::of(row->last == row->first ? "day-as-range"sv : "range"sv);
}

/// True or false when both days are there.
fact_value later(model::date day, model::date than) {
    if (day.empty()) return fact_value::unknown(undated);
    if (than.empty()) return fact_value::unknown(unknown_reason::no_clock);
    return fact_value::of(day > than);
}

fact_value dos_future(subject const& s) {
    auto const* const row = service_date(s);
    return later(row == nullptr || row->last.empty() ? s.line->dos : row->last, s.claim->clock());
}

/// A day in a hospital stay before the day of discharge: DTP*435 admission, DTP*096 discharge of loop 2300. Without both
/// the claim names no stay.
fact_value dos_before_discharge(subject const& s) {
    auto const* const out = date_of(s.tables().dates, s.claim->row().dates, "096");
    if (out == nullptr || out->first.empty()) return fact_value::of(false);
    auto const* const in = date_of(s.tables().dates, s.claim->row().dates, "435");
    if (in == nullptr || in->first.empty()) return fact_value::of(false);
    if (s.line->dos.empty()) return fact_value::unknown(undated);
    return fact_value::of(s.line->dos >= in->first && s.line->dos < out->first);
}

model::date death(subject const& s) {
    auto const& row = s.claim->row();
    auto const& t = s.tables();
    model::segment_index pat = model::absent;
    if (row.patient != model::absent) pat = t.patients[row.patient].pat;
    else if (row.subscriber != model::absent) pat = t.subscribers[row.subscriber].pat;
    if (pat == model::absent) return {};
    text::segment const& segment = s.claim->window().segments[pat];
    if (segment.element(5) != "D8") return {};
    return model::date::from_ccyymmdd(segment.element(6)).value_or(model::date{});
}

fact_value dos_after_death(subject const& s) {
    model::date const died = death(s);
    if (died.empty()) return fact_value::of(false);
    return later(s.line->dos, died);
}

fact_value dos_before_surgery(subject const& s) {
    auto const& said = s.claim->narrative(*s.line).all;
    if (!said.has(grammars::narrative_word::postoperative) || said.surgery_date.empty()) return fact_value::of(false);
    if (s.line->dos.empty()) return fact_value::unknown(undated);
    return fact_value::of(s.line->dos < said.surgery_date);
}

fact_value filing_known(subject const& s) { return fact_value::of(s.claim->payer().filing.known()); }

/// Days from the clock to the last day on which the payer takes the claim; below zero when it has passed.
fact_value filing_days(subject const& s) {
    constexpr std::int64_t no_limit = 99999;
    term const limit = s.claim->payer().filing;
    model::date const clock = s.claim->clock();
    if (!limit.known()) return fact_value::count(no_limit);
    if (s.line->dos.empty()) return fact_value::unknown(undated);
    if (clock.empty()) return fact_value::unknown(unknown_reason::no_clock);
    model::date const last = s.line->dos.plus_months(limit.months).plus_days(limit.days);
    return {static_cast<std::int64_t>(last.days_since(clock)) * 1000, {}, unknown_reason::none};
}

model::date_row const* order_row(subject const& s) { return date_of(s.tables().dates, s.line->row->dates, "471"); }
fact_value order_given(subject const& s) {
    auto const* const row = order_row(s);
    return fact_value::of(row != nullptr && !row->first.empty());
}
fact_value order_after_delivery(subject const& s) {
    auto const* const row = order_row(s);
    if (row == nullptr || row->first.empty()) return fact_value::of(false);
    return later(row->first, s.line->dos.empty() ? model::date{} : s.line->dos);
}

fact_value place_well_formed(subject const& s) {
    std::string_view const place = place_of(*s.claim, *s.line->row);
    auto const digit = [](char c) { return c >= '0' && c <= '9'; };
    return fact_value::of(place.size() == 2 && digit(place[0]) && digit(place[1]));
}
fact_value place_verdict_of(subject const& s) {
    auto const* const row = s.claim->codes().forms.place(place_of(*s.claim, *s.line->row));
    constexpr std::array words{"unknown"sv, "accept"sv, "warn"sv, "error"sv};
    return fact_value::of(row == nullptr ? words[0] : words[static_cast<std::size_t>(row->orthosis)]);
}

fact_value cmn(subject const& s) {
    for (auto const& paper : model::claim_tables::rows(s.tables().attachments, s.line->row->attachments))
        if (paper.report_type == "CT") return fact_value::of(true);
    for (auto const& detail : model::claim_tables::rows(s.tables().details, s.line->row->details)) {
        text::segment const& segment = s.claim->window().segments[detail.seg];
        if (segment.name() == "LQ" && segment.element(1) == "UT") return fact_value::of(true);
    }
    return fact_value::of(false);
}

constexpr auto facts = std::to_array<fact>({
    {"dos.state",
     fact_type::symbol,
     dependence::line,
     line,
     dos_state,
     "how the service date (DTP*472) stands",
     "absent malformed day day-as-range range",
     {odd_service, 0, 0, "day"}},
    {"dos.future",
     fact_type::boolean,
     dependence::line,
     line,
     dos_future,
     "the service date lies after --today, or after the day the file was made (BHT04)",
     "",
     {odd_service, 0, 0}},
    {"dos.before_discharge",
     fact_type::boolean,
     dependence::claim,
     line,
     dos_before_discharge,
     "the service date lies in a hospital stay: from admission (DTP*435) to before discharge (DTP*096), both given",
     "",
     {odd_service, 0, 0}},
    {"dos.after_death",
     fact_type::boolean,
     dependence::claim,
     line,
     dos_after_death,
     "the service date lies after the date of death (PAT06)",
     "",
     {odd_service, 0, 0}},
    {"dos.before_surgery",
     fact_type::boolean,
     dependence::narrative,
     line,
     dos_before_surgery,
     "the words name a surgery that comes after the service date of a postoperative brace",
     "",
     {has_words, 0, 0}},
    {"payer.filing_known", fact_type::boolean, dependence::payer, line, filing_known,
     "the payer's profile has a time limit for filing", ""},
    {"filing.days_left",
     fact_type::number,
     dependence::line,
     line,
     filing_days,
     "days until the payer takes the claim no more, counted from --today or BHT04; below 0 when late, 99999 without a "
     "limit",
     "",
     {odd_service, 31000, 100'000'000}},
    {"order.given", fact_type::boolean, dependence::line, line, order_given,
     "the line has a readable order date (DTP*471)", ""},
    {"order.after_delivery", fact_type::boolean, dependence::line, line, order_after_delivery,
     "the order date lies after the service date", ""},
    {"place.well_formed",
     fact_type::boolean,
     dependence::line,
     line,
     place_well_formed,
     "the place of service is two digits",
     "",
     {odd_service, 1, 1}},
    {"place.orthosis",
     fact_type::symbol,
     dependence::line,
     line,
     place_verdict_of,
     "what Medicare says to an orthosis at the place of service",
     "unknown accept warn error",
     {odd_service, 0, 0, "accept"}},
    {"cmn.present",
     fact_type::boolean,
     dependence::claim,
     line,
     cmn,
     "the line carries a certificate: PWK*CT, or a form in loop 2440 (LQ*UT)",
     "",
     {odd_service, 0, 0}},
});

}  // namespace

std::span<fact const> date_facts() noexcept { return facts; }

}  // namespace orthoscrub::scrub
