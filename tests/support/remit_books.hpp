#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/ledger/remittance_book.hpp"
#include "scrubber/ledger/submission_book.hpp"

namespace orthoscrub::test {

/// 0 for an empty text, else a number that stands for it, as a keyed hash would.
inline ledger::person_hash person(std::string_view text) {
    ledger::person_hash hash = text.empty() ? 0 : 14695981039346656037u;
    for (char const c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    return hash;
}
/// The day of an ISO text; "no date" for an empty one.
inline model::date day(std::string_view iso) { return model::date::from_iso(iso).value_or(model::date{}); }

/// A line as a test sends it; what is not named is an ordinary orthosis.
struct sent_line {
    std::string number = "1";
    std::string control_number{};
    std::string code = "L1833";
    std::vector<std::string> modifiers{};
    std::int64_t cents = 95000;
    std::int64_t units = 1;
    std::string on = "2026-03-03";
    std::string until{};
};

/// A claim as a test sends it. Its charge is that of its lines unless `cents` is set.
struct sent_claim {
    std::string control_number = "ORT-1001";
    std::vector<sent_line> lines{sent_line{}};
    std::string submitted = "2026-03-05";
    std::string frequency = "1";
    std::string payer_id{};
    std::string payer_class = "commercial";
    std::string sequence = "P";
    std::string npi = "1234567893";
    std::string tax_id{};
    std::string member{};
    std::string name{};
    std::string original_icn{};
    std::vector<std::string> icns{};
    std::vector<std::string> other_payers{};
    ledger::front_end at_front = ledger::front_end::silent;
    std::int64_t cents = -1;
};

/// A remitted line as a test writes it.
struct paid_line {
    std::string control_number{};
    std::string code = "L1833";
    std::vector<std::string> modifiers{};
    std::int64_t cents = 95000;
    std::int64_t paid = 95000;
    std::int64_t units = 1;
    std::int64_t original_units = -1;  ///< SVC07 when not below 0
    std::string on = "2026-03-03";
    std::string submitted_code{};  ///< SVC06 when not empty
    std::vector<std::string> submitted_modifiers{};
};

/// A remitted claim as a test writes it. Its charge and payment are those of its lines unless set.
struct paid_claim {
    std::string control_number = "ORT-1001";
    std::vector<paid_line> lines{paid_line{}};
    std::string status = "1";
    std::string icn{};
    std::string original_icn{};
    std::string frequency{};
    std::vector<std::string> members{};
    std::string name{};
    std::string first_day{}, last_day{};
    std::int64_t cents = INT64_MIN;
    std::int64_t paid = INT64_MIN;
};

/// A transaction as a test writes it.
struct payment {
    std::string payer_id{};
    std::string profile{};
    std::string npi = "1234567893";
    std::string tax_id{};
    std::string produced = "2026-03-20";
};

/// Both books, filled row by row.
struct remit_books {
    ledger::submission_book sent;
    ledger::remittance_book back;

    /// Row of the claim in sent.claims.
    std::uint32_t send(sent_claim const& from) {
        auto const row = static_cast<std::uint32_t>(sent.claims.size());
        ledger::submitted_claim claim;
        claim.ordinal = row + 1;
        claim.control_number = sent.texts.keep(from.control_number);
        claim.frequency = sent.texts.keep(from.frequency);
        claim.original_icn = sent.texts.keep(from.original_icn);
        claim.billing_npi = sent.texts.keep(from.npi);
        claim.tax_id = person(from.tax_id);
        claim.sequence = sent.texts.keep(from.sequence);
        claim.payer_id = sent.texts.keep(from.payer_id);
        claim.payer_class = sent.texts.keep(from.payer_class);
        claim.submitted = day(from.submitted);
        claim.members = {person(from.member), 0};
        claim.last_name = person(from.name);
        claim.state_at_front = from.at_front;
        claim.lines = {static_cast<std::uint32_t>(sent.lines.size()), static_cast<std::uint32_t>(from.lines.size())};
        for (auto const& l : from.lines) {
            ledger::submitted_line line;
            line.claim = row;
            line.number = sent.texts.keep(l.number);
            line.control_number = sent.texts.keep(l.control_number);
            line.qualifier = "HC";
            line.code = sent.texts.keep(l.code);
            for (std::size_t k = 0; k < l.modifiers.size() && k < 4; ++k)
                line.modifiers[k] = sent.texts.keep(l.modifiers[k]);
            line.charge = {l.cents};
            line.units = {l.units * 1000};
            line.first_day = day(l.on);
            line.last_day = l.until.empty() ? line.first_day : day(l.until);
            claim.charge += line.charge;
            if (claim.first_day.empty() || line.first_day < claim.first_day) claim.first_day = line.first_day;
            if (claim.last_day < line.last_day) claim.last_day = line.last_day;
            sent.lines.push_back(line);
        }
        if (from.cents >= 0) claim.charge = {from.cents};
        claim.icns = {static_cast<std::uint32_t>(sent.icns.size()), static_cast<std::uint32_t>(from.icns.size())};
        for (auto const& icn : from.icns) sent.icns.push_back(sent.texts.keep(icn));
        claim.other_payers = {static_cast<std::uint32_t>(sent.other_payers.size()),
                              static_cast<std::uint32_t>(from.other_payers.size())};
        for (auto const& id : from.other_payers) sent.other_payers.push_back({"S", sent.texts.keep(id)});
        sent.claims.push_back(claim);
        return row;
    }

    /// Opens a remittance that the answers after it belong to; its row in back.remittances.
    std::uint32_t pay(payment const& from = {}) {
        auto const row = static_cast<std::uint32_t>(back.remittances.size());
        ledger::remittance one;
        one.payer_id = back.texts.keep(from.payer_id);
        one.profile = back.texts.keep(from.profile);
        one.payee_npi = back.texts.keep(from.npi);
        one.payee_tax_id = person(from.tax_id);
        one.produced = day(from.produced);
        one.paid_on = one.produced;
        one.claims = {static_cast<std::uint32_t>(back.claims.size()), 0};
        back.remittances.push_back(one);
        return row;
    }

    /// Row of the answer in back.claims; it belongs to the remittance opened last.
    std::uint32_t answer(paid_claim const& from) {
        if (back.remittances.empty()) (void)pay();
        auto const row = static_cast<std::uint32_t>(back.claims.size());
        ledger::remitted_claim claim;
        claim.remittance = static_cast<std::uint32_t>(back.remittances.size() - 1);
        claim.control_number = back.texts.keep(from.control_number);
        claim.status = back.texts.keep(from.status);
        claim.icn = back.texts.keep(from.icn);
        claim.original_icn = back.texts.keep(from.original_icn);
        claim.frequency = back.texts.keep(from.frequency);
        for (std::size_t k = 0; k < from.members.size() && k < 3; ++k) claim.members[k] = person(from.members[k]);
        claim.last_name = person(from.name);
        claim.first_day = day(from.first_day);
        claim.last_day = day(from.last_day);
        claim.lines = {static_cast<std::uint32_t>(back.lines.size()), static_cast<std::uint32_t>(from.lines.size())};
        for (auto const& l : from.lines) {
            ledger::remitted_line line;
            line.claim = row;
            line.control_number = back.texts.keep(l.control_number);
            line.adjudicated = procedure(l.code, l.modifiers);
            if (!l.submitted_code.empty()) line.submitted = procedure(l.submitted_code, l.submitted_modifiers);
            line.charge = {l.cents};
            line.paid = {l.paid};
            line.paid_units = {l.units * 1000};
            if (l.original_units >= 0) line.original_units = model::quantity{l.original_units * 1000};
            line.first_day = line.last_day = day(l.on);
            claim.charge += line.charge;
            claim.paid += line.paid;
            back.lines.push_back(line);
        }
        if (from.cents != INT64_MIN) claim.charge = {from.cents};
        if (from.paid != INT64_MIN) claim.paid = {from.paid};
        back.claims.push_back(claim);
        ++back.remittances.back().claims.count;
        return row;
    }

private:
    ledger::remit_procedure procedure(std::string_view code, std::vector<std::string> const& modifiers) {
        ledger::remit_procedure made;
        made.qualifier = "HC";
        made.code = back.texts.keep(code);
        for (std::size_t k = 0; k < modifiers.size() && k < 4; ++k) made.modifiers[k] = back.texts.keep(modifiers[k]);
        return made;
    }
};

}  // namespace orthoscrub::test
