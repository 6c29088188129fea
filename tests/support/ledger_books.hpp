#pragma once
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "scrubber/ledger/ledger.hpp"

namespace orthoscrub::tests {

/// A folder of its own that goes away with the test.
struct ledger_folder {
    std::filesystem::path path;
    ledger_folder() {
        auto text = (std::filesystem::temp_directory_path() / "orthoscrub-ledger-XXXXXX").string();
        path = ::mkdtemp(text.data());
    }
    ledger_folder(ledger_folder const&) = delete;
    ledger_folder& operator=(ledger_folder const&) = delete;
    ~ledger_folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    [[nodiscard]] std::string db() const { return (path / "book.db").string(); }
    [[nodiscard]] std::string key() const { return db() + ".key"; }
};

inline std::string bytes_of(std::string const& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream all;
    all << file.rdbuf();
    return all.str();
}

inline model::date day(std::string_view iso) { return *model::date::from_iso(iso); }

inline ledger::run_stamp test_run() {
    return {"1.0", "orthotics", "2026.1", "aa00000000000000000000000000000000000000000000000000000000000000",
            day("2026-01-05")};
}

/// Writes a submission_book by hand: `claim`, then its lines, findings and unchecked rules.
class submission_maker {
public:
    ledger::submission_book book;

    submission_maker& file(std::string_view name, std::string_view sha256) {
        book.files.push_back({keep(name), keep(sha256)});
        return *this;
    }
    ledger::submitted_claim& claim(std::string_view control_number) {
        if (book.files.empty()) file("sent.837", "");
        ledger::submitted_claim c;
        c.file = static_cast<std::uint32_t>(book.files.size() - 1);
        c.ordinal = book.claims.size() + 1;
        c.control_number = keep(control_number);
        c.frequency = "1";
        c.place = "12";
        c.billing_npi = "1234567893";
        c.sequence = "P";
        c.payer_id = "19003";
        c.profile = "dme_mac_c";
        c.payer_class = "medicare.dme";
        c.state = "TX";
        c.set_reference = "B0001";
        c.interchange = "000000101";
        c.group = "101";
        c.set = "0001";
        c.submitted = day("2026-01-05");
        c.first_day = c.last_day = day("2026-01-02");
        c.members = {0x1111111111111111U + book.claims.size(), 0};
        c.lines.first = static_cast<std::uint32_t>(book.lines.size());
        c.other_payers.first = static_cast<std::uint32_t>(book.other_payers.size());
        return book.claims.emplace_back(c);
    }
    ledger::submitted_line& line(std::string_view code, std::int64_t cents, std::string_view control_number = {}) {
        auto& c = book.claims.back();
        ++c.lines.count;
        c.charge += {cents};
        ledger::submitted_line l;
        l.claim = row();
        l.number = keep(std::to_string(c.lines.count));
        l.control_number = keep(control_number);
        l.qualifier = "HC";
        l.code = keep(code);
        l.modifiers = {"RT", "KX"};
        l.place = "12";
        l.charge = {cents};
        l.units = {1000};
        l.first_day = l.last_day = c.first_day;
        return book.lines.emplace_back(l);
    }
    /// On the last line, or on the claim.
    ledger::submitted_finding& finding(std::string_view rule, std::string_view fingerprint, bool of_claim = false) {
        ledger::submitted_finding f;
        f.claim = row();
        f.line = of_claim ? ledger::absent : static_cast<std::uint32_t>(book.lines.size() - 1);
        f.rule = keep(rule);
        f.fingerprint = keep(fingerprint);
        f.pack_sha256 = test_run().pack_sha256;
        return book.findings.emplace_back(f);
    }
    submission_maker& unchecked(std::string_view rule, bool of_claim = false) {
        book.unchecked.push_back(
            {row(), of_claim ? ledger::absent : static_cast<std::uint32_t>(book.lines.size() - 1), keep(rule)});
        return *this;
    }
    submission_maker& other_payer(std::string_view sequence, std::string_view id) {
        book.other_payers.push_back({keep(sequence), keep(id)});
        ++book.claims.back().other_payers.count;
        return *this;
    }
    std::string_view keep(std::string_view text) { return book.texts.keep(text); }

private:
    [[nodiscard]] std::uint32_t row() const { return static_cast<std::uint32_t>(book.claims.size() - 1); }
};

/// Writes a remittance_book by hand: `remittance`, then `claim`, then its lines.
class remittance_maker {
public:
    ledger::remittance_book book;

    ledger::remittance& remittance(std::string_view content, std::string_view trace = "T1") {
        if (book.files.empty()) book.files.push_back({"paid.835", keep(content)});
        ledger::remittance r;
        r.content = keep(content);
        r.trace = keep(trace);
        r.set = "0001";
        r.payer_id = "19003";
        r.payer_name = "PAYER OF TESTS";
        r.originator = "1999999999";
        r.payee_npi = "1234567893";
        r.paid_on = day("2026-01-20");
        r.produced = day("2026-01-19");
        r.claims.first = static_cast<std::uint32_t>(book.claims.size());
        r.provider_adjustments.first = static_cast<std::uint32_t>(book.provider_adjustments.size());
        return book.remittances.emplace_back(r);
    }
    ledger::remitted_claim& claim(std::string_view control_number, std::string_view icn = {}) {
        ++book.remittances.back().claims.count;
        ledger::remitted_claim c;
        c.remittance = static_cast<std::uint32_t>(book.remittances.size() - 1);
        c.at.byte = 100 * (book.claims.size() + 1);
        c.at.segment = 10;
        c.at.id = text::pack_id("CLP");
        c.control_number = keep(control_number);
        c.status = "1";
        c.icn = keep(icn);
        c.lines.first = static_cast<std::uint32_t>(book.lines.size());
        return book.claims.emplace_back(c);
    }
    ledger::remitted_line& line(std::string_view code, std::int64_t cents, std::int64_t paid,
                                std::string_view control_number = {}) {
        auto& c = book.claims.back();
        ++c.lines.count;
        c.charge += {cents};
        c.paid += {paid};
        ledger::remitted_line l;
        l.claim = static_cast<std::uint32_t>(book.claims.size() - 1);
        l.at.id = text::pack_id("SVC");
        l.adjudicated = {"HC", keep(code), {"RT", "KX"}};
        l.charge = {cents};
        l.paid = {paid};
        l.paid_units = {1000};
        l.control_number = keep(control_number);
        l.adjustments = {static_cast<std::uint32_t>(book.adjustments.size()), cents == paid ? 0U : 1U};
        if (cents != paid) book.adjustments.push_back({"CO", "45", {cents - paid}, {0}});
        return book.lines.emplace_back(l);
    }
    std::string_view keep(std::string_view text) { return book.texts.keep(text); }
};

}  // namespace orthoscrub::tests
