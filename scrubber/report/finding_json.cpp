// The members of each JSON object of `check`, in one place, so that json and ndjson cannot drift apart. Every
// member is always written; what does not apply is null.
#include "scrubber/report/finding_json.hpp"

#include <array>

#include "scrubber/report/report.hpp"
#include "scrubber/report/text_card.hpp"

namespace orthoscrub::scrub {
namespace {

void write_claim(finding_claim const* claim, json_writer& json) {
    if (!claim) {
        json.null();
        return;
    }
    json.begin_object();
    json.key("control_number").text_or_null(claim->control_number);
    json.key("ordinal").number(claim->ordinal);
    json.key("st").text_or_null(claim->st);
    json.key("payer").text_or_null(claim->payer);
    json.key("charge_cents").cents(claim->charge);
    json.end_object();
}

void write_line(finding_line const* line, json_writer& json) {
    if (!line) {
        json.null();
        return;
    }
    json.begin_object();
    json.key("number").text_or_null(line->number);
    json.key("control_number").text_or_null(line->control_number);
    json.key("code").text_or_null(line->code);
    json.key("modifiers").begin_array();
    for (std::string_view modifier : line->modifiers) json.text(modifier);
    json.end_array();
    json.key("units").units(line->units);
    json.key("charge_cents").cents(line->charge);
    json.end_object();
}

void write_place(finding_view const& f, json_writer& json) {
    json.begin_object();
    json.key("byte").number(f.at.byte);
    json.key("segment").number_or_null(f.at.segment);
    json.key("st_segment").number_or_null(f.at.st_segment);
    json.key("segment_id").text_or_null(segment_name(f.at.id));
    json.key("loop").text_or_null(text::to_string(f.at.loop));
    json.key("element").number_or_null(unsigned{f.at.element});
    json.key("repetition").number_or_null(unsigned{f.at.repetition});
    json.key("component").number_or_null(unsigned{f.at.component});
    json.key("box").text_or_null(f.box);
    json.end_object();
}

void write_severities(scrub_counts const& counts, json_writer& json) {
    json.begin_object();
    json.key("error").number(counts.errors);
    json.key("warning").number(counts.warnings);
    json.key("note").number(counts.notes);
    json.end_object();
}

void write_first(finding_view const& f, json_writer& json) {
    json.key("rule").text(f.rule);
    json.key("severity").text(text::to_string(f.level));
    json.key("file").text(f.file);
    json.key("claim");
    write_claim(f.claim, json);
    json.key("line");
    write_line(f.line, json);
    json.key("at");
    write_place(f, json);
    json.key("message").text(f.message);
    json.key("do").text_or_null(f.remedy);
}

void write_standing(finding_view const& f, std::string& out) {
    json_writer json{out};
    json.key("predicts").begin_array();
    for (grammars::prediction const& p : f.predicts) {
        json.begin_object();
        json.key("carc").text_or_null(p.carc);
        json.key("rarc").begin_array();
        for (std::string const& rarc : p.rarcs) json.text(rarc);
        json.end_array();
        json.key("status").text_or_null(p.status);
        json.key("reply").text_or_null(p.guide_reply);
        json.end_object();
    }
    json.end_array();
    json.key("sources").begin_array();
    for (grammars::rule_source const& s : f.sources) {
        json.begin_object();
        json.key("key").text_or_null(s.key);
        json.key("title").text_or_null(s.title);
        json.key("url").text_or_null(s.url);
        json.end_object();
    }
    json.end_array();
    json.key("fix");
    if (f.fix == grammars::fix_level::none) {
        json.null();
    } else {
        json.begin_object();
        json.key("level").text(grammars::to_string(f.fix));
        json.key("what").text_or_null(f.fix_text);
        json.end_object();
    }
}

void write_last(finding_view const& f, json_writer& json) {
    json.key("snip").number_or_null(f.snip);
    json.key("fingerprint").text_or_null(f.fingerprint);
    json.key("track_record");
    if (f.track_record == nullptr) {
        json.null();
    } else {
        json.begin_object();
        json.key("right").number(f.track_record->right);
        json.key("right_other_reason").number(f.track_record->right_other_reason);
        json.key("paid_anyway").number(f.track_record->paid_anyway);
        json.key("open").number(f.track_record->open);
        json.end_object();
    }
    json.key("baseline").text_or_null(to_string(f.baseline));
}

}  // namespace

finding_objects::finding_objects() : parts_{write_standing} {}

void finding_objects::render(finding_view const& f, std::string_view type, std::string& out) {
    parts_.begin(f, out);
    json_writer json{out};
    json.begin_object();
    if (!type.empty()) json.key("type").text(type);
    write_first(f, json);
    out += ',';
    parts_.split(out);
    write_last(f, json);
    json.end_object();
}

void finding_objects::place(std::string_view rendered, std::string& out) const { parts_.place(rendered, out); }

void write_file(file_result const& file, json_writer& json) {
    json.key("path").text(file.path);
    json.key("sha256").text_or_null(file.sha256);
    json.key("bytes").number(file.bytes);
    json.key("interchanges").number(file.interchanges);
    json.key("groups").number(file.groups);
    json.key("transaction_sets").number(file.transaction_sets);
    json.key("claims").number(file.counts.claims);
    json.key("lines").number(file.counts.lines);
    json.key("status").text(to_string(file.status));
}

void write_not_checked(std::string_view file, not_checked_count const& entry, json_writer& json) {
    json.key("file").text(file);
    json.key("rule").text(entry.rule);
    json.key("reason").text(entry.reason);
    json.key("count").number(entry.count);
}

void write_summary(run_summary const& summary, json_writer& json) {
    scrub_counts const& c = summary.counts;
    json.key("claims").number(c.claims);
    json.key("lines").number(c.lines);
    json.key("flagged_claims").number(c.flagged_claims);
    json.key("flagged_lines").number(c.flagged_lines);
    json.key("charge_cents_at_stake").number(c.stake_cents);
    json.key("expected_at_stake");
    if (c.fee_schedule.empty()) {
        json.null();
    } else {
        json.begin_object();
        json.key("cents").number(c.expected_cents);
        json.key("lines").number(c.expected_lines);
        json.key("fee_schedule").text(c.fee_schedule);
        json.end_object();
    }
    json.key("by_severity");
    write_severities(c, json);
    json.key("suppressed").number(c.suppressed);
    json.key("left_out");
    if (summary.left_out == 0) {
        json.null();
    } else {
        json.begin_object();
        json.key("findings").number(summary.left_out);
        json.key("max_findings").number(summary.max_findings);
        json.key("message").text(left_out_sentence(summary.left_out, c.findings(), summary.max_findings));
        json.end_object();
    }
    json.key("by_rule").begin_object();
    for (auto const& [rule, count] : c.by_rule) json.key(rule).number(count);
    json.end_object();
}

void write_baseline(baseline_summary const& baseline, json_writer& json) {
    json.key("file").text(baseline.file);
    json.key("new").number(baseline.fresh);
    json.key("open").number(baseline.open);
    json.key("fixed");
    if (!baseline.fixed) {
        json.null();
        return;
    }
    json.begin_array();
    for (fixed_finding const& fixed : *baseline.fixed) {
        json.new_line().begin_object();
        json.key("fingerprint").text(fixed.fingerprint);
        json.key("rule").text(fixed.rule);
        json.key("claim").text_or_null(fixed.claim);
        json.end_object();
    }
    json.end_array();
}

void write_tool(run_info const& run, json_writer& json) {
    json.begin_object();
    json.key("name").text("orthoscrub");
    json.key("version").text(run.version);
    json.key("pack").begin_object();
    json.key("name").text_or_null(run.pack_name);
    json.key("version").text_or_null(run.pack_version);
    json.key("sha256").text_or_null(run.pack_sha256);
    json.end_object();
    json.end_object();
}

}  // namespace orthoscrub::scrub
