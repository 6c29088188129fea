// --max-findings: which findings are placed depends on their order alone, and what cannot be placed costs no text.
#include "scrubber/report/finding_limit.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <tuple>
#include <vector>

namespace report_finding_limit_test {

using namespace orthoscrub;
using scrub::finding_limit;

namespace {

/// Writes the messages; counts what it is asked for.
class plain_report final : public scrub::report {
public:
    explicit plain_report(bool sums) : sums_{sums} {}
    void begin(scrub::run_info const&, std::string&) override {}
    void render(scrub::finding_view const& f, std::string& out) override {
        ++rendered;
        out += f.message;
    }
    void place(std::string_view text, std::string& out) override { out.append(text).append("\n"); }
    bool sums_left_out() const noexcept override { return sums_; }
    void render_left_out(scrub::finding_view const&, std::string& out) override { out += '-'; }
    void place_left_out(std::string_view) override { ++left_out; }
    void end_file(scrub::file_result const&, std::string&) override {}
    void end(scrub::run_summary const&, std::string&) override {}

    std::uint64_t rendered = 0, left_out = 0;

private:
    bool sums_;
};

struct finding {
    std::uint64_t byte;
    std::string rule, message;
};

/// Findings as a file gives them: nearly in order, a few of them late.
std::vector<finding> findings_of(unsigned seed, unsigned count) {
    std::mt19937 random{seed};
    std::vector<finding> all;
    for (unsigned i = 0; i < count; ++i) {
        std::uint64_t const byte = random() % 50 == 0 ? random() % (i + 1) : i / 3;
        all.push_back({byte, std::string(1, static_cast<char>('a' + random() % 3)),
                       std::to_string(seed) + "." + std::to_string(i) + std::string(random() % 40, 'x')});
    }
    return all;
}

void take(finding_limit& limit, finding const& f) {
    scrub::finding_view view;
    view.at.byte = f.byte;
    view.rule = f.rule;
    view.message = f.message;
    limit.take(view);
}

std::string lines(std::vector<finding> all, std::size_t first) {
    std::stable_sort(all.begin(), all.end(), [](finding const& a, finding const& b) {
        return std::tie(a.byte, a.rule) < std::tie(b.byte, b.rule);
    });
    std::string out;
    for (std::size_t i = 0; i < std::min(first, all.size()); ++i) out += all[i].message + "\n";
    return out;
}

scrub::scrub_counts counts(std::uint64_t findings) {
    scrub::scrub_counts of;
    of.errors = findings;
    return of;
}

}  // namespace

TEST_CASE("the first findings of a run are placed, wherever the memory ends and however late they come") {
    constexpr unsigned in_first = 900, in_second = 400;
    auto const first = findings_of(1, in_first), second = findings_of(2, in_second);
    for (bool const sums : {false, true})
        for (std::size_t const memory : {std::size_t{300}, std::size_t{5000}, std::size_t{1} << 20})
            for (std::uint64_t const most :
                 std::vector<std::uint64_t>{0, 1, 2, 17, 300, 899, 900, 901, 1299, 1300, 5000, finding_limit::all}) {
                CAPTURE(sums);
                CAPTURE(memory);
                CAPTURE(most);
                plain_report report{sums};
                finding_limit limit{report, most, memory};
                std::string out;
                for (finding const& f : first) take(limit, f);
                REQUIRE(limit.deliver(out, [] { return true; }));
                auto const in_file = std::min<std::uint64_t>(most, in_first);
                CHECK(out == lines(first, in_file));
                CHECK(limit.left_out_of_file(counts(in_first)) == in_first - in_file);
                for (finding const& f : second) take(limit, f);
                limit.drop();
                for (finding const& f : second) take(limit, f);
                out.clear();
                REQUIRE(limit.deliver(out, [] { return true; }));
                CHECK(out == lines(second, most - in_file));
                auto const placed = std::min<std::uint64_t>(most, in_first + in_second);
                CHECK(limit.left_out(counts(in_first + in_second)) == in_first + in_second - placed);
                CHECK(report.left_out == (sums ? in_first + in_second - placed : 0));
            }
}

TEST_CASE("of a million findings in order few are rendered when few may be placed") {
    plain_report report{false};
    finding_limit limit{report, 10};
    for (unsigned i = 0; i < 1'000'000; ++i) take(limit, {i, "r", "m"});
    CHECK(report.rendered < 100);
    std::string out;
    CHECK(limit.deliver(out, [] { return true; }));
    CHECK(std::count(out.begin(), out.end(), '\n') == 10);
    CHECK(limit.left_out(counts(1'000'000)) == 999'990);
}

}  // namespace report_finding_limit_test
