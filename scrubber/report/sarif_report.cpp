// check --format sarif: one SARIF 2.1.0 log with one run (OASIS Standard, 2020-03-27), for code scanning viewers.
// Results leave while files are read; the rules that spoke, the files and the invocation are small and follow them, since
// members of a JSON object have no order. A place is a byte offset, because X12 has no lines; box and element stand in
// logicalLocations.
#include <algorithm>
#include <map>
#include <memory>
#include <vector>

#include "scrubber/engine/explain.hpp"
#include "scrubber/report/json_writer.hpp"
#include "scrubber/report/report.hpp"
#include "scrubber/report/text_card.hpp"

namespace orthoscrub::scrub {
namespace {

std::string_view level_word(text::severity level) {
    switch (level) {
        case text::severity::error:
            return "error";
        case text::severity::warning:
            return "warning";
        default:
            return "note";
    }
}

/// A file name as a URI reference (RFC 3986): absolute paths get the scheme file, other bytes are percent-encoded.
std::string uri_of(std::string_view path) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view plain = "-._~/!$&'()*+,;=@";
    std::string uri = path.starts_with('/') ? "file://" : "";
    for (char const c : path) {
        auto const byte = static_cast<unsigned char>(c);
        bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter || plain.find(c) != plain.npos) uri += c;
        else (uri += '%').append({digits[byte >> 4], digits[byte & 15]});
    }
    return uri;
}

/// Text for a message: SARIF reads {0} as an argument, so braces are doubled.
std::string plain_message(std::string_view words) {
    std::string text;
    for (char const c : words) {
        text += c;
        if (c == '{' || c == '}') text += c;
    }
    return text;
}

/// "Add {side}." as it stands in a rule, where there is no claim to fill it: "Add [side]."
std::string unfilled(std::string words) {
    for (char& c : words) c = c == '{' ? '[' : c == '}' ? ']' : c == '_' ? ' ' : c;
    return words;
}

void write_message(std::string_view key, std::string_view words, json_writer& json) {
    json.key(key).begin_object().key("text").text(words).end_object();
}

void write_artifact(std::string_view file, json_writer& json) {
    json.key("artifactLocation").begin_object().key("uri").text(uri_of(file)).end_object();
}

class sarif_report final : public report {
public:
    explicit sarif_report(rule_book const& book) : book_{book} {}

    void begin(run_info const& run, std::string& out) override {
        version_ = run.version;
        pack_ = std::string{run.pack_name} + ' ' + std::string{run.pack_version};
        pack_sha256_ = run.pack_sha256;
        out +=
            "{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
            "sarif-schema-2.1.0.json\",\n\"version\":\"2.1.0\",\n\"runs\":[{\n\"results\":[";
    }

    void render(finding_view const& f, std::string& out) override;
    void place(std::string_view rendered, std::string& out) override {
        out += any_ ? ",\n" : "\n";
        out += rendered;
        any_ = true;
    }
    void end_file(file_result const& file, std::string&) override {
        files_.push_back(file);
        files_.back().counts = {};
    }
    void end(run_summary const& summary, std::string& out) override;

private:
    std::size_t rule_index_of(finding_view const& f);
    void write_rule(finding_view const& f, json_writer& json) const;
    void write_notifications(run_summary const& summary, json_writer& json) const;
    void write_artifacts(json_writer& json) const;

    rule_book const& book_;
    std::string version_, pack_, pack_sha256_;
    std::map<std::string, std::size_t, std::less<>> index_;
    std::string rules_;  ///< the reporting descriptors, rendered when their rule first spoke
    std::vector<file_result> files_;
    bool any_ = false;
};

std::size_t sarif_report::rule_index_of(finding_view const& f) {
    if (auto const known = index_.find(f.rule); known != index_.end()) return known->second;
    if (!rules_.empty()) rules_ += ",\n";
    json_writer json{rules_};
    write_rule(f, json);
    std::size_t const index = index_.size();
    index_.emplace(f.rule, index);
    return index;
}

void sarif_report::write_rule(finding_view const& f, json_writer& json) const {
    auto const in_book = book_.find(f.rule);
    grammars::rule_ast const* const rule = in_book ? &book_.rule(*in_book).ast : nullptr;
    auto const code = text::fault_from(f.rule);
    std::string full{f.title};
    std::string help{f.remedy};
    text::severity usual = f.level;
    if (rule) {
        if (rule->when) full += " Flagged when " + to_text(*rule->when) + '.';
        help = unfilled(rule->remedy);
        usual = rule->severities.back().level;
    } else if (code != text::fault_code::none) {
        help = unfilled(std::string{text::describe(code).remedy});
        usual = text::describe(code).level;
    }
    json.begin_object();
    json.key("id").text(f.rule);
    write_message("shortDescription", f.title.empty() ? f.rule : f.title, json);
    write_message("fullDescription", full.empty() ? std::string{f.rule} : full, json);
    write_message("help", help.empty() ? std::string{f.title} : help, json);
    if (!f.sources.empty() && f.sources.front().url.starts_with("http"))
        json.key("helpUri").text(f.sources.front().url);
    json.key("defaultConfiguration").begin_object().key("level").text(level_word(usual)).end_object();
    json.key("properties").begin_object();
    if (rule && !rule->family.empty()) json.key("tags").begin_array().text(rule->family).end_array();
    if (!f.confidence.empty()) json.key("confidence").text(f.confidence);
    if (f.snip != 0) json.key("snip").number(f.snip);
    json.key("predicts").text(predictions_text(f.predicts));
    json.end_object();
    json.end_object();
}

void sarif_report::render(finding_view const& f, std::string& out) {
    json_writer json{out};
    json.begin_object();
    json.key("ruleId").text(f.rule);
    json.key("ruleIndex").number(rule_index_of(f));
    json.key("level").text(level_word(f.level));
    json.key("message").begin_object();
    json.key("text").text(plain_message(f.remedy.empty() ? std::string{f.message}
                                                         : std::string{f.message} + ' ' + std::string{f.remedy}));
    json.end_object();
    json.key("locations").begin_array().begin_object();
    json.key("physicalLocation").begin_object();
    write_artifact(f.file, json);
    json.key("region").begin_object().key("byteOffset").number(f.at.byte).end_object();
    json.end_object();

    json.key("logicalLocations").begin_array();
    std::string full;
    auto const level = [&](std::string_view what, std::string_view number, std::string_view kind) {
        full += (full.empty() ? "" : "/") + std::string{what} + ' ' + std::string{number};
        json.begin_object().key("name").text(number);
        json.key("fullyQualifiedName").text(full).key("kind").text(kind).end_object();
    };
    if (f.claim) level("claim", f.claim->control_number, "object");
    if (f.line) level("line", f.line->number, "object");
    if (std::string const place = x12_place(f.at); !place.empty()) {
        json.begin_object().key("name").text(place);
        json.key("fullyQualifiedName").text(full + (full.empty() ? "" : "/") + place).key("kind").text("element");
        json.key("properties").begin_object();
        if (!f.box.empty()) json.key("cms1500Box").text(f.box);
        if (f.at.segment != 0) json.key("segment").number(f.at.segment);
        json.end_object().end_object();
    }
    json.end_array().end_object().end_array();

    if (!f.fingerprint.empty())
        json.key("partialFingerprints").begin_object().key("orthoscrub/v1").text(f.fingerprint).end_object();
    if (f.count > 1) json.key("occurrenceCount").number(f.count);
    json.key("properties").begin_object();
    json.key("word").text(screen_word(f.level, f.fix));
    if (f.claim) {
        json.key("payer").text_or_null(f.claim->payer);
        json.key("claimChargeCents").cents(f.claim->charge);
    }
    if (f.line) {
        json.key("code").text_or_null(f.line->code);
        json.key("lineChargeCents").cents(f.line->charge);
    }
    if (f.fix != grammars::fix_level::none) {
        json.key("fix").begin_object().key("level").text(grammars::to_string(f.fix));
        json.key("what").text_or_null(f.fix_text).end_object();
    }
    json.end_object();
    json.end_object();
}

void sarif_report::write_notifications(run_summary const& summary, json_writer& json) const {
    auto const open = [&](std::string_view level, std::string_view file) {
        json.new_line().begin_object().key("level").text(level);
        json.key("locations").begin_array().begin_object().key("physicalLocation").begin_object();
        write_artifact(file, json);
        json.end_object().end_object().end_array();
    };
    json.begin_array();
    for (file_result const& file : files_) {
        if (!file.trouble.empty() || file.status == file_status::failed) {
            open("error", file.path);
            json.key("descriptor").begin_object().key("id").text(to_string(file.status)).end_object();
            write_message("message",
                          plain_message(file.trouble.empty() ? "was not read" : "The file " + file.trouble + '.'),
                          json);
            json.end_object();
        }
        for (not_checked_count const& entry : file.not_checked) {
            open("note", file.path);
            json.key("descriptor").begin_object().key("id").text("not-checked").end_object();
            json.key("associatedRule").begin_object().key("id").text(entry.rule).end_object();
            write_message("message",
                          plain_message("Not checked " + counted(entry.count, "time", "times") + ": " + entry.reason),
                          json);
            json.end_object();
        }
    }
    if (summary.left_out != 0) {
        json.new_line().begin_object().key("level").text("warning");
        json.key("descriptor").begin_object().key("id").text("max-findings").end_object();
        write_message("message", left_out_sentence(summary.left_out, summary.counts.findings(), summary.max_findings),
                      json);
        json.end_object();
    }
    json.end_array();
}

void sarif_report::write_artifacts(json_writer& json) const {
    json.begin_array();
    for (file_result const& file : files_) {
        json.new_line().begin_object();
        json.key("location").begin_object().key("uri").text(uri_of(file.path)).end_object();
        json.key("length").number(file.bytes);
        json.key("mimeType").text("application/edi-x12");
        if (!file.sha256.empty()) json.key("hashes").begin_object().key("sha-256").text(file.sha256).end_object();
        json.end_object();
    }
    json.end_array();
}

void sarif_report::end(run_summary const& summary, std::string& out) {
    out += any_ ? "\n],\n" : "],\n";
    out += "\"tool\":";
    json_writer json{out};
    json.begin_object().key("driver").begin_object();
    json.key("name").text("orthoscrub");
    json.key("version").text(version_);
    json.key("semanticVersion").text(version_);
    json.key("shortDescription").begin_object();
    json.key("text").text("Finds what a payer will reject or deny in X12 837P claims for braces.").end_object();
    json.key("properties").begin_object();
    json.key("pack").begin_object().key("name").text(pack_).key("sha256").text(pack_sha256_).end_object();
    json.end_object();
    json.key("rules").raw("[" + (rules_.empty() ? std::string{} : '\n' + rules_ + '\n') + "]");
    json.end_object().end_object();

    out += ",\n\"artifacts\":";
    json_writer artifacts{out};
    write_artifacts(artifacts);

    bool const read_all = std::all_of(files_.begin(), files_.end(), [](file_result const& file) {
        return file.status == file_status::clean || file.status == file_status::findings;
    });
    out += ",\n\"invocations\":[";
    json_writer invocation{out};
    invocation.begin_object();
    invocation.key("executionSuccessful").boolean(read_all);
    invocation.key("exitCode").number(summary.exit_code);
    invocation.key("toolExecutionNotifications");
    write_notifications(summary, invocation);
    invocation.end_object();
    out += "],\n\"properties\":";
    json_writer sums{out};
    sums.begin_object();
    sums.key("claims").number(summary.counts.claims);
    sums.key("lines").number(summary.counts.lines);
    sums.key("chargeCentsAtStake").number(summary.counts.stake_cents);
    if (summary.left_out != 0) {
        sums.key("findings").number(summary.counts.findings());
        sums.key("findingsLeftOut").number(summary.left_out);
    }
    sums.end_object();
    out += "}]}\n";
}

}  // namespace

std::unique_ptr<report> make_sarif_report(rule_book const& book) { return std::make_unique<sarif_report>(book); }

}  // namespace orthoscrub::scrub
