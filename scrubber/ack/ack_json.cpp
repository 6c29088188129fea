// Decisions as JSON: absent is null, money in cents.
#include "scrubber/ack/ack_json.hpp"

#include <cstdio>

#include "scrubber/report/finding_json.hpp"
#include "scrubber/report/json_writer.hpp"

namespace orthoscrub::ack {
namespace {

using scrub::json_writer;

void write_counts(answer_counts const& c, json_writer& json) {
    json.key("interchanges").number(c.interchanges).key("interchanges_rejected").number(c.interchanges_rejected);
    json.key("interchanges_replayed").number(c.replayed);
    json.key("groups").number(c.groups).key("groups_rejected").number(c.groups_rejected);
    json.key("sets").number(c.sets).key("sets_with_errors").number(c.sets_with_errors);
    json.key("sets_rejected").number(c.sets_rejected);
    json.key("claims").number(c.claims).key("claims_rejected").number(c.claims_rejected);
    json.key("charge_cents").number(c.charges.cents);
    json.key("charge_cents_rejected").number(c.charges_rejected.cents);
    json.key("unanswered").number(c.unanswered);
}

void write_place(answer_reason const& reason, json_writer& json) {
    text::address const& at = reason.at;
    std::string id;
    for (text::segment_id packed = at.id; packed != 0; packed >>= 8) id += static_cast<char>(packed & 0xFF);
    json.begin_object();
    json.key("byte").number(at.byte);
    json.key("segment").number_or_null(at.segment);
    json.key("st_segment").number_or_null(at.st_segment);
    json.key("segment_id").text_or_null(id);
    json.key("loop").text_or_null(text::to_string(at.loop));
    json.key("element").number_or_null(unsigned{at.element});
    json.key("repetition").number_or_null(unsigned{at.repetition});
    json.key("component").number_or_null(unsigned{at.component});
    json.key("box").text_or_null(reason.box);
    json.end_object();
}

}  // namespace

std::string json_head(scrub::run_info const& run, answer_policy const& policy, answer_stamp const& stamp) {
    std::string out;
    json_writer json{out};
    json.begin_object().key("schema_version").text(ack_schema_version);
    json.key("tool");
    scrub::write_tool(run, json);
    json.key("policy").begin_object();
    json.key("errors").text(policy.errors == strictness::strict ? "strict" : "lenient");
    json.key("tolerate").begin_array();
    if (policy.errors == strictness::lenient)
        for (std::string const& code : policy.tolerate) json.text(code);
    json.end_array().key("ta1_errors").begin_array();
    for (std::string const& code : policy.ta1_errors) json.text(code);
    json.end_array().key("senders").begin_array();
    for (std::string const& sender : policy.senders) json.text(sender);
    json.end_array().key("receivers").begin_array();
    for (std::string const& receiver : policy.receivers) json.text(receiver);
    json.end_array().key("always_ta1").boolean(policy.always_ta1);
    json.key("payer_rules").text(policy.hold_payer_rules ? "hold" : "report").end_object();
    char time[6];
    std::snprintf(time, sizeof time, "%02u:%02u", stamp.hour % 100, stamp.minute % 100);
    json.key("now").text(stamp.day.iso() + "T" + time);
    json.key("control_number").number(stamp.control_number);
    return out + ",\n\"answers\":[";
}

void append_json(answered const& one, std::string_view file, bool first, std::string& out) {
    out += first ? "\n" : ",\n";
    json_writer json{out};
    json.begin_object().key("level").text(to_string(one.level)).key("file").text(file);
    json.key("interchange").text_or_null(one.interchange).key("sender").text_or_null(one.sender);
    json.key("group").text_or_null(one.group).key("set").text_or_null(one.set);
    json.key("reference").text_or_null(one.reference).key("claim").text_or_null(one.claim);
    json.key("ordinal").number_or_null(one.ordinal).key("decision").text(to_string(one.what));
    json.key("code").text_or_null(one.code).key("claims").number(one.claims);
    json.key("charge_cents").number(one.charge.cents).key("replayed").boolean(one.replayed);
    json.key("reasons").begin_array();
    for (answer_reason const& reason : one.reasons) {
        json.begin_object().key("rule").text(reason.rule).key("says").text(reason.says).key("at");
        write_place(reason, json);
        json.key("message").text(reason.message).key("do").text_or_null(reason.remedy).end_object();
    }
    json.end_array().end_object();
}

std::string json_of(scrub::file_result const& file, answer_counts const& counts) {
    std::string out;
    json_writer json{out};
    json.begin_object().key("path").text(file.path).key("sha256").text_or_null(file.sha256);
    json.key("bytes").number(file.bytes).key("quarantine").boolean(counts.interchanges == 0);
    json.key("trouble").text_or_null(file.trouble);
    write_counts(counts, json);
    json.end_object();
    return out;
}

std::string json_tail(std::string_view files, answer_counts const& total) {
    std::string out = "\n],\n\"files\":[\n";
    out.append(files).append("\n],\n\"summary\":");
    json_writer json{out};
    json.begin_object();
    write_counts(total, json);
    json.end_object();
    return out + "}\n";
}

}  // namespace orthoscrub::ack
