// What a split tells: the frame of the reasons file, and the lines for people. No value of a claim but its control number
// and charge appears.
#include "tools/orthoscrub/split_summary.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <set>

#include "scrubber/report/json_writer.hpp"

namespace orthoscrub::tools {
namespace {

using scrub::half;

/// "1 claim", "2 claims".
std::string plural(std::uint64_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

/// "$1,240.00".
std::string dollars(model::money amount) {
    std::string text = model::to_string(amount);
    auto const point = text.find('.');
    std::size_t const first = text.starts_with('-') ? 1 : 0;
    for (std::size_t at = point; at > first + 3; at -= 3) text.insert(at - 3, 1, ',');
    return '$' + text;
}

void write_half(scrub::json_writer& json, split_summary const& s, half which) {
    auto const& tally = s.plan.of(which);
    json.key(to_string(which)).begin_object();
    json.key("path").text_or_null(tally.claims == 0 ? "" : s.paths.of(which));
    json.key("claims").number(tally.claims);
    json.key("charge_cents").number(tally.charges.cents);
    json.end_object();
}

}  // namespace

std::string reasons_head(split_summary const& s) {
    std::string text;
    scrub::json_writer json{text};
    json.begin_object();
    json.key("schema_version").text("1.0");
    json.key("tool").begin_object();
    json.key("name").text("orthoscrub").key("version").text(s.run.version);
    json.key("pack").begin_object();
    json.key("name").text_or_null(s.run.pack_name).key("version").text_or_null(s.run.pack_version);
    json.key("sha256").text_or_null(s.run.pack_sha256).end_object().end_object();
    json.key("input").begin_object();
    json.key("path").text(s.input.path).key("sha256").text_or_null(s.input.sha256).key("bytes").number(s.input.bytes);
    json.end_object();
    json.key("hold_on").text(s.hold_on);
    write_half(json, s, half::clean);
    write_half(json, s, half::held);
    return text;
}

std::string reasons_tail(split_summary const& s) {
    std::string text;
    scrub::json_writer json{text};
    json.begin_object();
    json.key("by_rule").begin_array();
    for (auto const& [rule, claims] : s.reasons.by_rule())
        json.begin_object().key("rule").text(rule).key("claims").number(claims).end_object();
    json.end_array();
    json.key("no_claim").begin_array();
    for (auto const& [rule, entry] : s.reasons.no_claim()) {
        json.begin_object().key("rule").text(rule).key("severity").text(text::to_string(entry.level));
        json.key("count").number(entry.count).key("rebuilt").boolean(scrub::rebuilt_by_split(rule)).end_object();
    }
    json.end_array();
    json.key("left_out").begin_object();
    json.key("interchanges").number(s.left_out.interchanges).key("groups").number(s.left_out.groups);
    json.key("transaction_sets").number(s.left_out.sets).end_object();
    json.end_object();
    return ',' + text.substr(1) + '\n';
}

std::string spoken_summary(split_summary const& s) {
    std::string text = fmt::format("{}: {}{}\n", s.input.path, plural(s.plan.claims(), "claim"),
                                   s.dry_run ? "; nothing is written (--dry-run)" : "");
    for (half const which : {half::clean, half::held}) {
        auto const& tally = s.plan.of(which);
        std::string const charges = dollars(tally.charges);
        if (tally.claims != 0) {
            text += fmt::format("  {}  {:>7}  {:>15}  {}\n", to_string(which) == "held" ? "held " : "clean",
                                tally.claims, charges, s.paths.of(which));
            continue;
        }
        text +=
            fmt::format("  {}  {:>7}  {:>15}  no file\n", to_string(which) == "held" ? "held " : "clean", 0, charges);
        std::error_code ignored;
        if (std::filesystem::exists(s.paths.of(which), ignored))
            text += fmt::format("  {} is from an earlier run and was left alone; it is not part of this split\n",
                                s.paths.of(which));
    }
    for (auto const& [rule, claims] : s.reasons.by_rule())
        text += fmt::format("  why    {:>7}  {}{}\n", claims, rule,
                            rule == scrub::unplaced_reason
                                ? ": the HL levels above the claim contradict each other; put HL02 and HL03 right"
                                : "");
    for (auto const& [rule, entry] : s.reasons.no_claim())
        text += fmt::format("  file   {:>7}  {} ({}): belongs to no claim; {}\n", entry.count, rule,
                            text::to_string(entry.level),
                            scrub::rebuilt_by_split(rule) ? "put right in what is written" : "stands as it was");
    if (s.left_out.sets + s.left_out.groups + s.left_out.interchanges != 0)
        text += fmt::format("  empty  without a claim and in neither file: {}, {}, {}\n",
                            plural(s.left_out.interchanges, "interchange"), plural(s.left_out.groups, "group"),
                            plural(s.left_out.sets, "transaction set"));
    std::set<std::string_view> unchecked;
    for (auto const& entry : s.input.not_checked) unchecked.insert(entry.rule);
    if (!unchecked.empty())
        text += fmt::format("  not checked everywhere: {}; \"orthoscrub check\" says why\n",
                            plural(unchecked.size(), "rule"));
    if (s.plan.claims() != 0) text += fmt::format("  reasons in {}\n", s.paths.reasons);
    return text;
}

}  // namespace orthoscrub::tools
