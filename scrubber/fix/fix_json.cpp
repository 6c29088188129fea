// The report for machines, schema in fix.schema.json. Absent is null, never missing.
#include "scrubber/fix/fix_report.hpp"
#include "scrubber/report/finding_json.hpp"
#include "scrubber/report/json_writer.hpp"

namespace orthoscrub::scrub {
namespace {

void write_subject(repair_subject const& about, json_writer& json) {
    json.key("claim");
    if (about.claim == 0) {
        json.null();
    } else {
        json.begin_object();
        json.key("control_number").text_or_null(about.claim_number);
        json.key("ordinal").number(about.claim);
        json.end_object();
    }
    json.key("line");
    if (about.line == 0) {
        json.null();
    } else {
        json.begin_object();
        json.key("number").text_or_null(about.line_number);
        json.key("control_number").text_or_null(about.line_control_number);
        json.end_object();
    }
}

void write_segments(std::string_view key, std::vector<std::string> const& segments, change const& c,
                    fix_view const& view, json_writer& json) {
    json.key(key);
    if (!view.diff) {
        json.null();
        return;
    }
    json.begin_array();
    for (std::string const& s : segments) json.text(shown_segment(s, c.marks, view.show_phi));
    json.end_array();
}

void write_change(change const& c, fix_view const& view, json_writer& json) {
    json.new_line().begin_object();
    write_subject(c.about, json);
    json.key("reasons").begin_array();
    for (repair_reason const& r : c.reasons) {
        json.begin_object();
        json.key("rule").text(r.rule);
        json.key("level").text(grammars::to_string(r.level));
        json.key("what").text(r.what);
        json.end_object();
    }
    json.end_array();
    write_segments("before", c.before, c, view, json);
    write_segments("after", c.after, c, view, json);
    json.end_object();
}

}  // namespace

void write_fix_json(fix_view const& view, std::string& out) {
    fix_result const& r = view.result;
    json_writer json{out};
    json.begin_object();
    json.key("schema_version").text(fix_schema_version);
    json.key("tool");
    write_tool(view.run, json);
    json.key("file").begin_object();
    write_file(r.before, json);
    json.end_object();
    json.key("output").text_or_null(view.output);
    json.key("changes").begin_array();
    for (change const& c : r.changes) write_change(c, view, json);
    json.end_array();
    json.key("refused").begin_array();
    for (refusal const& f : r.refusals) {
        json.new_line().begin_object();
        json.key("rule").text(f.rule);
        json.key("level").text(grammars::to_string(f.level));
        write_subject(f.about, json);
        json.key("why").text(f.why);
        json.end_object();
    }
    json.end_array();
    json.key("left").begin_array();
    for (auto const& [rule, stays] : r.left) {
        json.new_line().begin_object();
        json.key("rule").text(rule);
        json.key("severity").text(text::to_string(stays.level));
        json.key("count").number(stays.count);
        json.key("errors").number(stays.errors);
        json.key("unsafe_repair").boolean(stays.unsafe);
        json.end_object();
    }
    json.end_array();
    json.key("summary").begin_object();
    std::map<std::string_view, std::uint64_t> by_rule;
    for (change const& c : r.changes)
        for (repair_reason const& reason : c.reasons) ++by_rule[reason.rule];
    json.key("changes").number(r.changes.size());
    json.key("refused").number(r.refusals.size());
    json.key("errors_left").number(r.errors_left());
    json.key("changes_by_rule").begin_object();
    for (auto const& [rule, count] : by_rule) json.key(rule).number(count);
    json.end_object();
    json.end_object();
    json.end_object();
    out += '\n';
}

}  // namespace orthoscrub::scrub
