#pragma once
#include <string>
#include <vector>

#include "scrubber/remit/acknowledge.hpp"
#include "tests/support/remit_books.hpp"

namespace orthoscrub::test {

/// Two files of claims: 0 and 1 in set 0001 and 0002 of file 0, 2 the same claim as 0 sent again in file 1, 3 of another
/// provider in the set of 1.
inline ledger::submission_book submissions() {
    ledger::submission_book book;
    auto const add = [&](std::uint32_t file, char const* number, std::int64_t cents, char const* npi, char const* sent,
                         char const* reference, char const* interchange, char const* group, char const* set) {
        auto& c = book.claims.emplace_back();
        c.file = file;
        c.control_number = number;
        c.charge = {cents};
        c.billing_npi = npi;
        c.submitted = day(sent);
        c.set_reference = reference;
        c.interchange = interchange;
        c.group = group;
        c.set = set;
        c.first_day = day("2026-02-27");
        auto const row = static_cast<std::uint32_t>(book.claims.size() - 1);
        c.lines = {static_cast<std::uint32_t>(book.lines.size()), 2};
        for (int i = 1; i <= 2; ++i) {
            auto& l = book.lines.emplace_back();
            l.claim = row;
            l.number = i == 1 ? "1" : "2";
            l.control_number = i == 1 ? "L1" : "";
            l.qualifier = "HC";
            l.code = i == 1 ? "L1833" : "L2999";
            l.charge = {cents / 2};
        }
    };
    book.files.resize(2);
    add(0, "ORT-1", 95000, "1234567893", "2026-03-01", "B1", "000000117", "17", "0001");
    add(0, "ORT-2", 6500, "1234567893", "2026-03-01", "B2", "000000117", "17", "0002");
    add(1, "ORT-1", 95000, "1234567893", "2026-03-10", "B9", "000000118", "17", "0001");
    add(0, "ORT-3", 6500, "1245319599", "2026-03-01", "B2", "000000117", "17", "0002");
    return book;
}

/// Acknowledgments as a test writes them.
struct answers {
    ledger::acknowledgment_book book;

    ledger::acknowledgment& add(ledger::acknowledgment_kind kind, ledger::front_end state, char const* on,
                                std::vector<ledger::acknowledgment_status> statuses) {
        auto& e = book.entries.emplace_back();
        e.kind = kind;
        e.state = state;
        e.day = day(on);
        e.statuses = {static_cast<std::uint32_t>(book.statuses.size()), static_cast<std::uint32_t>(statuses.size())};
        book.statuses.insert(book.statuses.end(), statuses.begin(), statuses.end());
        return e;
    }
    ledger::acknowledgment& claim(char const* number, std::int64_t cents, ledger::front_end state, char const* on,
                                  char const* reference = "") {
        bool const no = state == ledger::front_end::rejected;
        auto& e = add(ledger::acknowledgment_kind::claim, state, on, {{no ? "A7" : "A2", no ? "453" : "20", "", no}});
        e.control_number = number;
        e.npi = "1234567893";
        e.set_reference = reference;
        e.charge = {{cents}, model::number_state::ok};
        return e;
    }
};

/// "silent accepted rejected silent"
inline std::string states(ledger::submission_book const& book) {
    std::string out;
    for (auto const& c : book.claims) {
        if (!out.empty()) out += ' ';
        out += c.state_at_front == ledger::front_end::silent     ? "silent"
               : c.state_at_front == ledger::front_end::accepted ? "accepted"
                                                                 : "rejected";
    }
    return out;
}

inline std::string misses(remit::acknowledge_result const& result) {
    std::string out;
    for (auto const& u : result.unmatched) {
        if (!out.empty()) out += ' ';
        out += std::to_string(u.entry) + ":" + std::string{to_string(u.why)};
    }
    return out;
}

}  // namespace orthoscrub::test
