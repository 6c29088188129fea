// check --format json: one object whose findings come first, so that it can be written while files are read.
// What the files and the summary need is small and kept until the end.
#include <memory>
#include <vector>

#include "scrubber/report/finding_json.hpp"
#include "scrubber/report/report.hpp"

namespace orthoscrub::scrub {
namespace {

class json_report final : public report {
public:
    void begin(run_info const& run, std::string& out) override {
        json_writer json{out};
        json.begin_object();
        json.key("schema_version").text(check_schema_version);
        json.new_line().key("tool");
        write_tool(run, json);
        json.new_line().key("findings").begin_array();
    }

    void render(finding_view const& finding, std::string& out) override { objects_.render(finding, {}, out); }

    void place(std::string_view rendered, std::string& out) override {
        out += any_ ? ",\n" : "\n";
        objects_.place(rendered, out);
        any_ = true;
    }

    void end_file(file_result const& file, std::string&) override { files_.push_back(file); }

    void end(run_summary const& summary, std::string& out) override {
        out += any_ ? "\n]" : "]";
        out += ",\n\"not_checked\":";
        {
            json_writer json{out};
            json.begin_array();
            for (file_result const& file : files_)
                for (not_checked_count const& entry : file.not_checked) {
                    json.new_line().begin_object();
                    write_not_checked(file.path, entry, json);
                    json.end_object();
                }
            json.end_array();
        }
        out += ",\n\"files\":";
        {
            json_writer json{out};
            json.begin_array();
            for (file_result const& file : files_) {
                json.new_line().begin_object();
                write_file(file, json);
                json.end_object();
            }
            json.end_array();
        }
        out += ",\n\"summary\":";
        json_writer json{out};
        json.begin_object();
        write_summary(summary, json);
        json.end_object();
        json.new_line().key("baseline");
        if (summary.baseline) {
            json.begin_object();
            write_baseline(*summary.baseline, json);
            json.end_object();
        } else {
            json.null();
        }
        out += "}\n";
    }

private:
    finding_objects objects_;
    bool any_ = false;
    std::vector<file_result> files_;
};

}  // namespace

std::unique_ptr<report> make_json_report() { return std::make_unique<json_report>(); }

}  // namespace orthoscrub::scrub
