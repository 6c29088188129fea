// check --format ndjson: the objects of the json format, one a line, each with its type first: run, then for
// each file its findings, what was not checked and the file itself, then the baseline when there is one, then the summary.
#include <memory>

#include "scrubber/report/finding_json.hpp"
#include "scrubber/report/report.hpp"

namespace orthoscrub::scrub {
namespace {

class ndjson_report final : public report {
public:
    void begin(run_info const& run, std::string& out) override {
        json_writer json{out};
        json.begin_object();
        json.key("type").text("run");
        json.key("schema_version").text(check_schema_version);
        json.key("tool");
        write_tool(run, json);
        json.end_object();
        out += '\n';
    }

    void render(finding_view const& finding, std::string& out) override { objects_.render(finding, "finding", out); }

    void place(std::string_view rendered, std::string& out) override {
        objects_.place(rendered, out);
        out += '\n';
    }

    void end_file(file_result const& file, std::string& out) override {
        for (not_checked_count const& entry : file.not_checked) {
            json_writer json{out};
            json.begin_object();
            json.key("type").text("not_checked");
            write_not_checked(file.path, entry, json);
            json.end_object();
            out += '\n';
        }
        json_writer json{out};
        json.begin_object();
        json.key("type").text("file");
        write_file(file, json);
        json.end_object();
        out += '\n';
    }

    void end(run_summary const& summary, std::string& out) override {
        if (summary.baseline) {
            std::string line;
            json_writer of_baseline{line};
            of_baseline.begin_object();
            of_baseline.key("type").text("baseline");
            write_baseline(*summary.baseline, of_baseline);
            of_baseline.end_object();
            std::erase(line, '\n');  // between the findings that are fixed
            out += line + '\n';
        }
        json_writer json{out};
        json.begin_object();
        json.key("type").text("summary");
        write_summary(summary, json);
        json.end_object();
        out += '\n';
    }

private:
    finding_objects objects_;
};

}  // namespace

std::unique_ptr<report> make_ndjson_report() { return std::make_unique<ndjson_report>(); }

}  // namespace orthoscrub::scrub
