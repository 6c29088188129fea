// Many claims, clean and broken: sums agree at every level, the same input gives the same bytes.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "tests/support/ack_answering.hpp"
#include "tools/generator/generator.hpp"

namespace ack_batch_test {

using namespace orthoscrub;

namespace {

std::string generated(std::uint64_t claims, std::uint64_t seed, std::uint32_t defects) {
    generator::options wanted;
    wanted.claims = claims;
    wanted.seed = seed;
    wanted.claims_per_set = 40;
    wanted.defects_per_mille = defects;
    std::string file;
    generator::generate(wanted, [&](std::string_view text) { file += text; });
    return file;
}

std::vector<std::string> fields(std::string const& segment) {
    std::vector<std::string> out{""};
    for (char const c : segment) {
        if (c == '*') out.emplace_back();
        else if (c != '\n') out.back() += c;
    }
    return out;
}

std::int64_t cents(std::string const& amount) { return model::parse_money(amount).value.cents; }

/// What a 277CA counts, level by level, and what stands below.
struct sums {
    std::int64_t b_claims = 0, b_cents = 0, c_claims = 0, c_cents = 0, d_claims = 0, d_cents = 0;
    std::int64_t b_rejected = 0, c_rejected = 0, d_rejected = 0;
    bool ok = true;
};

sums read_sums(std::string const& text) {
    sums all;
    std::string level;
    for (std::size_t from = 0; from < text.size();) {
        std::size_t const end = text.find('~', from);
        auto const f = fields(text.substr(from, end - from));
        from = end == std::string::npos ? text.size() : end + 1;
        if (f[0] == "HL" && f.size() > 3) level = f[3];
        if (f[0] == "QTY") {
            auto const n = std::stoll(f[2]);
            (level == "21" ? all.b_claims : all.c_claims) += n;
            if (f[1] == "AA") all.b_rejected += n;
            if (f[1] == "QC") all.c_rejected += n;
        }
        if (f[0] == "AMT") (level == "21" ? all.b_cents : all.c_cents) += cents(f[2]);
        if (f[0] == "TRN" && level == "PT") ++all.d_claims;
        if (f[0] == "STC" && level == "PT" && f.size() > 4 && !f[4].empty()) {
            all.d_cents += cents(f[4]);
            all.d_rejected += f[3] == "U";
        }
    }
    return all;
}

}  // namespace

TEST_CASE("ack: accepted and rejected make up the total at receiver, provider and claim level") {
    for (std::uint32_t const defects : {0u, 200u, 700u}) {
        CAPTURE(defects);
        std::string const file = generated(300, 7, defects);
        test::answered_file const got = test::answer(file);
        CHECK_FALSE(got.failed);
        CHECK(got.counts.claims == 300);
        sums const s = read_sums(got.texts[2]);
        auto const here = static_cast<std::int64_t>(300);
        CHECK(s.b_claims == here);
        CHECK(s.c_claims == here);
        CHECK(s.d_claims == here);
        CHECK(s.b_rejected == s.c_rejected);
        CHECK(s.b_rejected == s.d_rejected);
        CHECK(s.b_rejected == static_cast<std::int64_t>(got.counts.claims_rejected));
        CHECK(s.b_cents == got.counts.charges.cents);
        CHECK(s.c_cents == s.b_cents);
        CHECK(s.d_cents == s.b_cents);
        if (defects == 0) CHECK(got.counts.claims_rejected == 0);
        else CHECK(got.counts.claims_rejected > 0);
    }
}

TEST_CASE(
    "ack: the same bytes, policy and stamp give the same answers; another stamp changes numbers and times alone") {
    std::string const file = generated(60, 3, 300);
    test::answered_file const one = test::answer(file), two = test::answer(file);
    CHECK(one.all() == two.all());
    ack::answer_stamp later = test::test_stamp();
    later.control_number = 77;
    test::answered_file const three = test::answer(file, {}, nullptr, later);
    CHECK(three.all() != one.all());
    CHECK(three.texts[2].size() <= one.texts[2].size());
    CHECK(three.counts.claims_rejected == one.counts.claims_rejected);
}

TEST_CASE("ack: rejected claims are those that an error of the scrubber speaks of, and no others") {
    std::string const file = generated(200, 11, 400);
    std::map<std::uint64_t, bool> spoken;
    scrub::file_scrubber scrubber{*test::shipped_pack().book, {}};
    auto const source = text::read_memory(file);
    std::uint64_t claims = 0;
    claims = scrubber
                 .scrub(*source, "batch.837",
                        [&](scrub::finding_view const& f) {
                            if (f.claim && f.level == text::severity::error) spoken[f.claim->ordinal] = true;
                        })
                 .counts.claims;
    test::answered_file const got = test::answer(file);
    CHECK(got.counts.claims == claims);
    for (test::told_decision const& one : got.told) {
        if (one.level != ack::answer_level::claim) continue;
        CAPTURE(one.claim);
        CHECK((one.what == ack::decision::rejected) == spoken.contains(one.ordinal));
    }
}

TEST_CASE("ack: the reasons are the errors that check finds, at the same addresses") {
    std::string const file = generated(120, 5, 500);
    std::multiset<std::string> checked, answered;
    auto const key = [](std::string_view rule, text::address const& at) {
        return std::string{rule} + " " + std::to_string(at.byte) + " " + std::to_string(at.element) + " " +
               std::to_string(at.component);
    };
    scrub::file_scrubber scrubber{*test::shipped_pack().book, {}};
    auto const source = text::read_memory(file);
    (void)scrubber.scrub(*source, "batch.837", [&](scrub::finding_view const& f) {
        if (f.level == text::severity::error) checked.insert(key(f.rule, f.at));
    });
    for (test::told_decision const& one : test::answer(file).told)
        for (ack::answer_reason const& reason : one.reasons) answered.insert(key(reason.rule, reason.at));
    CHECK(checked == answered);
}

}  // namespace ack_batch_test
