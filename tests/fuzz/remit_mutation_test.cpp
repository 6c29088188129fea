// Properties of reading remittances that hold for every file, however it is damaged: nothing crashes or hangs; every
// segment of a set has a loop or is told as one that fits nowhere; no claim or service is lost; rows, hashes, sums and
// faults do not depend on the size of the window or on how reads are split. ORTHOSCRUB_CASES sets the number of cases.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "scrubber/record/remittance_reader.hpp"
#include "tests/fuzz/mutator.hpp"
#include "tests/fuzz/remit_loss.hpp"

namespace remit_mutation_test {

namespace {

using namespace orthoscrub;

std::vector<test::seed_file> remittance_seeds() {
    std::vector<test::seed_file> seeds;
    for (auto const& entry : std::filesystem::directory_iterator(ORTHOSCRUB_SOURCE_DIR "/fixtures/remittances")) {
        if (entry.path().extension() != ".835") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        seeds.push_back({entry.path().filename().string(), text.str()});
    }
    std::sort(seeds.begin(), seeds.end(), [](auto const& a, auto const& b) { return a.name < b.name; });
    return seeds;
}

/// Everything of a book and its faults, in words.
struct words {
    std::string rows;
    std::vector<std::string> faults;
    record::remittance_result result;
    friend bool operator==(words const& a, words const& b) { return a.rows == b.rows && a.faults == b.faults; }
};

words read_book(std::string_view text, std::size_t window, std::size_t block) {
    static scrub::payer_profiles const profiles;
    ledger::person_hasher hasher{ledger::hash_key{7}};
    record::remittance_options options;
    options.limits.window_bytes = window;
    record::remittance_reader reader{profiles, hasher, options};
    auto const exact = std::make_unique<char[]>(text.size());
    std::copy(text.begin(), text.end(), exact.get());
    auto const input = text::read_memory({exact.get(), text.size()}, block);
    ledger::remittance_book book;
    words out;
    out.result = reader.read(*input, "x", book, [&](text::fault const& f) {
        out.faults.push_back(std::string(text::describe(f.code).id) + "@" + std::to_string(f.at.byte) + " " + f.seen +
                             "/" + f.expected + " x" + std::to_string(f.count));
    });
    std::sort(out.faults.begin(), out.faults.end());
    std::ostringstream all;
    auto const sum = [&](bool balanced, auto const&... cents) {
        all << (balanced ? "=" : "#");
        ((all << cents << ","), ...);
    };
    for (auto const& r : book.remittances) {
        all << "\nR " << r.set << "|" << r.payer_id << "|" << r.payee_npi << "|" << r.trace << "|" << r.paid_on.number()
            << "|" << r.produced.number() << "|" << r.content << "|" << r.provider_adjustments.count;
        sum(r.balanced, r.total.cents);
        for (auto const& c : book.rows(book.claims, r.claims)) {
            all << "\nC " << c.control_number << "|" << c.status << "|" << c.icn << "|" << c.image << "|" << c.at.byte
                << "|" << c.members[0] << "|" << c.adjustments.count << "|" << c.remarks.count << c.lines_balanced;
            sum(c.balanced, c.charge.cents, c.paid.cents);
            for (auto const& l : book.lines_of(c)) {
                all << "\nL " << l.asked().code << "|" << l.control_number << "|" << l.first_day.number();
                sum(l.balanced, l.charge.cents, l.paid.cents);
                for (auto const& a : book.rows(book.adjustments, l.adjustments))
                    all << a.group << a.reason << a.amount.cents;
            }
        }
    }
    for (auto const& b : book.breaks) all << "\nB " << int(b.where) << " " << b.expected.cents << " " << b.found.cents;
    out.rows = all.str();
    return out;
}

}  // namespace

TEST_CASE("remittance mutation: damaged files lose nothing and read the same however they are cut") {
    auto const seeds = remittance_seeds();
    REQUIRE(seeds.size() >= 5);
    auto const first = test::first_case(), count = test::case_count(10'000);
    std::uint64_t claims = 0, breaks = 0, faults = 0;
    for (std::uint64_t number = first; number < first + count; ++number) {
        auto const text = test::mutated(seeds, number);
        generator::dice luck(number);
        auto const block = 1 + luck.below(200);
        auto const window = 1 + luck.below(luck.chance(50) ? 300 : 3000);
        auto const whole = read_book(text, 256 * 1024, 0);
        auto const pieces = read_book(text, window, block);
        auto fault = test::remit_loss(text, window);
        if (fault.empty() && whole.rows != pieces.rows) fault = "rows differ\n" + whole.rows + "\n<>\n" + pieces.rows;
        if (fault.empty() && whole.faults != pieces.faults) {
            fault = "faults differ";
            for (auto const& f : whole.faults) fault += "\n  " + f;
            fault += "\n<>";
            for (auto const& f : pieces.faults) fault += "\n  " + f;
        }
        claims += whole.result.claims;
        breaks += whole.result.breaks;
        faults += whole.result.faults;
        if (fault.empty()) continue;
        INFO("case ", number, " (window ", window, ", block ", block, "): ", fault, "\n", test::printable(text));
        FAIL_CHECK("a property does not hold");
    }
    MESSAGE(count, " cases, ", claims, " claims, ", breaks, " breaks, ", faults, " faults");
    CHECK(claims > count);
    CHECK(breaks > count / 4);
}

}  // namespace remit_mutation_test
