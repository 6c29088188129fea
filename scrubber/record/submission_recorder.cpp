// Claims come in the order of their window, so the first one of a window and the row within it name the row in the book;
// rows of lines are looked up in a list, because lines of a broken claim need not follow each other. Findings of a window
// come by place in the file, after its claims: they are sorted by claim and line when the next window begins. Codes pass
// through `open_value`: with wrong separators a free note slides into the place of a code.
#include "scrubber/record/submission_recorder.hpp"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

#include "scrubber/facts/patient_key.hpp"
#include "scrubber/facts/subject.hpp"

namespace orthoscrub::record {
namespace {

using model::absent;

/// A control number as it was written; none when it is longer than any X12 number can be (REF02: 50 characters).
std::string_view number_value(std::string_view written) noexcept {
    constexpr std::size_t longest_number = 50;
    return written.size() > longest_number ? std::string_view{} : written;
}

std::string_view reference(model::claim_tables const& tables, model::row_range range, std::string_view qualifier) {
    for (model::reference_row const& row : tables.rows(tables.references, range))
        if (row.qualifier == qualifier) return number_value(row.value);
    return {};
}

/// 2010AA REF*EI or REF*SY.
std::string_view tax_id_of(model::claim_tables const& tables, model::billing_provider_row const& billing) {
    for (model::party_row const& party : tables.rows(tables.parties, billing.parties)) {
        if (party.loop != model::loop_id::l2010AA) continue;
        std::string_view const employer = reference(tables, party.references, "EI");
        return employer.empty() ? reference(tables, party.references, "SY") : employer;
    }
    return {};
}

auto place_key(ledger::submitted_finding const& f) { return std::tie(f.claim, f.line); }

}  // namespace

submission_recorder::submission_recorder(ledger::submission_book& book, ledger::person_hasher& hasher,
                                         std::string_view pack_sha256)
    : book_{book}, hasher_{hasher}, texts_{book.texts}, pack_sha256_{pack_sha256} {}

void submission_recorder::listen(scrub::scrub_options& options) {
    options.judged = [this, before = std::move(options.judged)](scrub::judged_claim const& judged) {
        if (before) before(judged);
        take(judged);
    };
    options.suppressed = [this, before = std::move(options.suppressed)](scrub::suppressed_finding const& found) {
        if (before) before(found);
        add(found.place, found.rule, found.fingerprint, found.level, ledger::finding_action::suppressed);
    };
}

void submission_recorder::begin_file(std::string_view path) {
    path_ = path;
    start_book();
}

void submission_recorder::start_book() {
    if (book_.files.empty()) {
        texts_.forget();
        tax_id_text_.clear();
        tax_id_ = 0;
        pack_ = book_.texts.keep(pack_sha256_);
    }
    book_.files.push_back({book_.texts.keep(path_), {}});
    first_claim_ = static_cast<std::uint32_t>(book_.claims.size());
    first_finding_ = book_.findings.size();
}

void submission_recorder::end_file(scrub::file_result const& result) {
    close_window();
    book_.files.back().sha256 = book_.texts.keep(result.sha256);
}

void submission_recorder::close_window() {
    std::stable_sort(book_.findings.begin() + static_cast<std::ptrdiff_t>(first_finding_), book_.findings.end(),
                     [](auto const& a, auto const& b) { return place_key(a) < place_key(b); });
    first_finding_ = book_.findings.size();
}

std::uint32_t submission_recorder::line_row(std::uint32_t window_row) const noexcept {
    return window_row < line_rows_.size() ? line_rows_[window_row] : absent;
}

void submission_recorder::take(scrub::judged_claim const& judged) {
    scrub::claim_context const& claim = judged.claim;
    model::claim_tables const& tables = claim.tables();
    model::claim_row const& row = claim.row();
    if (claim.index() == 0) {
        close_window();
        if (at_window_ && !book_.claims.empty()) at_window_();
        if (book_.files.empty()) start_book();
        first_claim_ = static_cast<std::uint32_t>(book_.claims.size());
        line_rows_.assign(tables.lines.size(), absent);
    }
    ledger::submitted_claim& out = book_.claims.emplace_back();
    out.file = static_cast<std::uint32_t>(book_.files.size()) - 1;
    out.ordinal = judged.ordinal;
    out.control_number = book_.texts.keep(number_value(row.control_number));
    out.frequency = texts_.keep(scrub::open_value(row.frequency));
    out.place = texts_.keep(scrub::open_value(row.place));
    out.original_icn = book_.texts.keep(reference(tables, row.references, "F8"));
    if (row.billing != absent) {
        model::billing_provider_row const& billing = tables.billing_providers[row.billing];
        out.billing_npi = texts_.keep(scrub::open_value(billing.npi));
        std::string_view const tax_id = tax_id_of(tables, billing);
        if (tax_id != tax_id_text_) {
            tax_id_text_ = tax_id;
            tax_id_ = hasher_.tax_id(tax_id);
        }
        out.tax_id = tax_id_;
    }
    if (row.subscriber != absent) {
        model::subscriber_row const& subscriber = tables.subscribers[row.subscriber];
        out.sequence = texts_.keep(scrub::open_value(subscriber.sequence));
        if (subscriber.payer != absent) out.payer_id = texts_.keep(number_value(tables.parties[subscriber.payer].id));
    }
    out.profile = texts_.keep(claim.payer().id);
    out.payer_class = texts_.keep(to_string(claim.payer().kind));
    out.state = texts_.keep(scrub::open_value(claim.state()));
    if (!tables.sets.empty()) {
        out.set_reference = texts_.keep(number_value(tables.sets.front().reference));
        out.submitted = tables.sets.front().created;
    }
    out.interchange = texts_.keep(number_value(judged.envelope.interchange().control_number));
    out.group = texts_.keep(number_value(judged.envelope.group().control_number));
    out.set = texts_.keep(number_value(judged.envelope.set().control_number));
    if (row.charge.usable()) out.charge = row.charge.value;
    take_person(out, claim);
    take_lines(out, tables, row);
    out.other_payers.first = static_cast<std::uint32_t>(book_.other_payers.size());
    for (model::other_payer_row const& other : tables.rows(tables.other_payers, row.other_payers)) {
        ledger::submitted_other_payer& kept = book_.other_payers.emplace_back();
        kept.sequence = texts_.keep(scrub::open_value(other.sequence));
        for (model::party_row const& party : tables.rows(tables.parties, other.parties))
            if (party.loop == model::loop_id::l2330B) kept.payer_id = texts_.keep(number_value(party.id));
        ++out.other_payers.count;
    }
    take_open_questions(judged);
}

void submission_recorder::take_person(ledger::submitted_claim& out, scrub::claim_context const& claim) {
    model::claim_tables const& tables = claim.tables();
    model::claim_row const& row = claim.row();
    if (row.subscriber != absent && tables.subscribers[row.subscriber].person != absent)
        out.members[0] = hasher_.member(tables.parties[tables.subscribers[row.subscriber].person].id);
    if (row.patient != absent && tables.patients[row.patient].person != absent)
        out.members[1] = hasher_.member(tables.parties[tables.patients[row.patient].person].id);
    scrub::patient_identity const patient = scrub::patient_of(tables, row);
    out.patient = hasher_.patient(patient.member_id, patient.birth_date);
    if (patient.name != nullptr) out.last_name = hasher_.last_name(patient.name->name);
}

void submission_recorder::take_lines(ledger::submitted_claim& out, model::claim_tables const& tables,
                                     model::claim_row const& row) {
    auto const claim_row = static_cast<std::uint32_t>(book_.claims.size() - 1);
    out.lines.first = static_cast<std::uint32_t>(book_.lines.size());
    out.lines.count = row.lines.count;
    for (std::uint32_t i = row.lines.first; i < row.lines.first + row.lines.count; ++i) {
        model::line_row const& line = tables.lines[i];
        line_rows_[i] = static_cast<std::uint32_t>(book_.lines.size());
        ledger::submitted_line& kept = book_.lines.emplace_back();
        kept.claim = claim_row;
        kept.number = texts_.keep(scrub::open_value(line.number));
        kept.control_number = book_.texts.keep(number_value(line.control_number));
        kept.qualifier = texts_.keep(scrub::open_value(line.qualifier));
        kept.code = texts_.keep(scrub::open_value(line.code));
        for (std::size_t m = 0; m < kept.modifiers.size(); ++m)
            kept.modifiers[m] = texts_.keep(scrub::open_value(line.modifiers[m]));
        kept.place = texts_.keep(scrub::open_value(line.place.empty() ? row.place : line.place));
        if (line.charge.usable()) kept.charge = line.charge.value;
        if (line.units.usable()) kept.units = line.units.value;
        if (line.service_date == absent) continue;
        kept.first_day = tables.dates[line.service_date].first;
        kept.last_day = tables.dates[line.service_date].last;
        if (!kept.first_day.empty() && (out.first_day.empty() || kept.first_day < out.first_day))
            out.first_day = kept.first_day;
        if (!kept.last_day.empty() && (out.last_day.empty() || out.last_day < kept.last_day))
            out.last_day = kept.last_day;
    }
}

void submission_recorder::take_open_questions(scrub::judged_claim const& judged) {
    if (judged.not_checked.empty()) return;
    auto const claim_row = static_cast<std::uint32_t>(book_.claims.size() - 1);
    auto const key = [](scrub::open_question const& q) { return std::tie(q.line, q.rule); };
    open_.assign(judged.not_checked.begin(), judged.not_checked.end());
    std::sort(open_.begin(), open_.end(), [&](auto const& a, auto const& b) { return key(a) < key(b); });
    open_.erase(std::unique(open_.begin(), open_.end(), [&](auto const& a, auto const& b) { return key(a) == key(b); }),
                open_.end());
    for (scrub::open_question const& q : open_)
        book_.unchecked.push_back({claim_row, line_row(q.line), texts_.keep(judged.rules.rule(q.rule).ast.id)});
}

void submission_recorder::take(scrub::finding_view const& found, ledger::finding_action action) {
    if (found.place != nullptr) add(*found.place, found.rule, found.fingerprint, found.level, action);
}

void submission_recorder::add(scrub::finding_place const& place, std::string_view rule, std::string_view fingerprint,
                              text::severity level, ledger::finding_action action) {
    book_.findings.push_back({first_claim_ + place.claim.index(), line_row(place.line), texts_.keep(rule),
                              book_.texts.keep(fingerprint), pack_, level, action});
}

scrub::file_result read_submissions(text::source& input, std::string_view path, scrub::rule_book const& rules,
                                    std::string_view pack_sha256, scrub::scrub_options options,
                                    ledger::person_hasher& hasher, ledger::submission_book& book) {
    submission_recorder recorder{book, hasher, pack_sha256};
    recorder.listen(options);
    scrub::file_scrubber scrubber{rules, std::move(options)};
    recorder.begin_file(path);
    scrub::file_result result =
        scrubber.scrub(input, path, [&](scrub::finding_view const& found) { recorder.take(found); });
    recorder.end_file(result);
    return result;
}

}  // namespace orthoscrub::record
