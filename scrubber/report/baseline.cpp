// Reads the JSON of an earlier check by events, without a tree: a baseline may be as large as the report of a month. Both
// formats go through one handler, because a line of ndjson is a finding one level higher than in json. What a file says
// about itself (schema_version, tool, findings or type) tells a baseline from any other JSON.
#include "scrubber/report/baseline.hpp"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <tuple>
#include <vector>

namespace orthoscrub::scrub {
namespace {

namespace json = boost::json;

struct read_finding {
    std::string fingerprint, rule, claim;
};

/// What the parser tells, one document after another.
struct handler {
    static constexpr std::size_t max_object_size = std::size_t(-1);
    static constexpr std::size_t max_array_size = std::size_t(-1);
    static constexpr std::size_t max_key_size = std::size_t(-1);
    static constexpr std::size_t max_string_size = std::size_t(-1);

    std::function<void(read_finding&&)> found;
    bool ours = false;      ///< the tool names itself
    bool version = false;   ///< schema 1
    bool findings = false;  ///< a list of findings, or the head of ndjson
    bool left_out = false;  ///< its summary says that findings are missing

    bool on_document_begin(json::error_code&) {
        keys_.clear();
        type_.clear();
        finding_ = {};
        return true;
    }
    bool on_document_end(json::error_code&) { return true; }
    bool on_object_begin(json::error_code&) {
        if (depth_of_summary() != 0 && keys_.size() == depth_of_summary() && keys_.back() == "left_out")
            left_out = true;
        keys_.emplace_back();
        if (in_list() && keys_.size() == 3) finding_ = {};
        return true;
    }
    bool on_object_end(std::size_t, json::error_code&) {
        if ((in_list() && keys_.size() == 3) || (keys_.size() == 1 && type_ == "finding")) found(std::move(finding_));
        if (keys_.size() == 1 && type_ == "run") findings = true;
        keys_.pop_back();
        return true;
    }
    bool on_array_begin(json::error_code&) {
        if (keys_.size() == 1 && keys_[0] == "findings") findings = true;
        keys_.emplace_back();
        return true;
    }
    bool on_array_end(std::size_t, json::error_code&) {
        keys_.pop_back();
        return true;
    }
    bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
        part_.append(part.data(), part.size());
        return true;
    }
    bool on_key(json::string_view part, std::size_t, json::error_code&) {
        keys_.back() = part_.append(part.data(), part.size());
        part_.clear();
        return true;
    }
    bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
        part_.append(part.data(), part.size());
        return true;
    }
    bool on_string(json::string_view part, std::size_t, json::error_code&) {
        part_.append(part.data(), part.size());
        take();
        part_.clear();
        return true;
    }
    bool on_number_part(json::string_view, json::error_code&) { return true; }
    bool on_int64(std::int64_t, json::string_view, json::error_code&) { return true; }
    bool on_uint64(std::uint64_t, json::string_view, json::error_code&) { return true; }
    bool on_double(double, json::string_view, json::error_code&) { return true; }
    bool on_bool(bool, json::error_code&) { return true; }
    bool on_null(json::error_code&) { return true; }
    bool on_comment_part(json::string_view, json::error_code&) { return true; }
    bool on_comment(json::string_view, json::error_code&) { return true; }

private:
    [[nodiscard]] bool in_list() const { return keys_.size() >= 2 && keys_[0] == "findings"; }

    /// Level of the members of the summary; 0 outside of it.
    [[nodiscard]] std::size_t depth_of_summary() const {
        if (keys_.size() == 1 && type_ == "summary") return 1;
        return keys_.size() == 2 && keys_[0] == "summary" ? 2 : 0;
    }

    void take() {
        std::size_t const depth = keys_.size();
        if (depth == 0) return;
        std::string const& key = keys_.back();
        if (depth == 1 && key == "schema_version") version = part_.starts_with("1.");
        if (depth == 1 && key == "type") type_ = part_;
        if (depth == 2 && keys_[0] == "tool" && key == "name") ours = part_ == "orthoscrub";
        std::size_t const top = in_list() ? 3 : 1;
        if (depth == top && key == "fingerprint") finding_.fingerprint = part_;
        if (depth == top && key == "rule") finding_.rule = part_;
        if (depth == top + 1 && keys_[top - 1] == "claim" && key == "control_number") finding_.claim = part_;
    }

    std::vector<std::string> keys_;  ///< by level: the key that was read last; empty in arrays
    std::string part_, type_;
    read_finding finding_;
};

/// An id as the program makes them; whatever else stands in its place is not repeated.
std::string id_or_mark(std::string&& id) {
    bool const good = !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
    return good ? std::move(id) : "(unreadable)";
}

}  // namespace

std::string baseline::read(text::source& input, std::string_view name) {
    constexpr std::string_view expected = "expected what \"orthoscrub check --format json\" or ndjson wrote";
    name_ = name;
    json::basic_parser<handler> parser{json::parse_options{}};
    handler& told = parser.handler();
    told.found = [&](read_finding&& f) {
        if (f.fingerprint.empty()) return;
        findings_.try_emplace(std::move(f.fingerprint),
                              entry{id_or_mark(std::move(f.rule)), std::string{open_value(f.claim)}, false});
    };
    // Not on the stack: the parser takes its own address for "suspended", and the end of an array may lie there.
    std::vector<char> block(1u << 16);
    bool inside = false;  // of a document
    for (std::size_t size = input.read(block); size != 0; size = input.read(block)) {
        std::string_view rest{block.data(), size};
        while (!rest.empty()) {
            if (!inside) {
                auto const start = rest.find_first_not_of(" \t\r\n");
                if (start == std::string_view::npos) break;
                rest.remove_prefix(start);
                parser.reset();
                inside = true;
            }
            json::error_code error;
            std::size_t const used = parser.write_some(true, rest.data(), rest.size(), error);
            if (error) return "is no JSON; " + std::string{expected};
            rest.remove_prefix(used);
            if (parser.done()) inside = false;
        }
    }
    if (!input.result()) return "cannot be read to its end: " + input.result().message;
    if (inside) return "ends in the middle; " + std::string{expected};
    if (!told.ours || !told.version || !told.findings) return "is no baseline; " + std::string{expected};
    if (told.left_out) return "leaves findings out (--max-findings); write it with --max-findings all";
    return {};
}

baseline_mark baseline::meet(std::string_view fingerprint) {
    auto const at = findings_.find(std::string{fingerprint});
    if (at == findings_.end()) {
        ++fresh_;
        return baseline_mark::fresh;
    }
    at->second.met = true;
    ++open_;
    return baseline_mark::open;
}

void baseline::set_aside(std::string_view fingerprint) {
    if (auto const at = findings_.find(std::string{fingerprint}); at != findings_.end()) at->second.met = true;
}

baseline_summary baseline::summary(std::function<bool(std::string_view rule)> const& judged, bool complete) const {
    baseline_summary made{name_, fresh_, open_, std::nullopt};
    if (!complete) return made;
    made.fixed.emplace();
    for (auto const& [fingerprint, known] : findings_)
        if (!known.met && judged(known.rule)) made.fixed->push_back({fingerprint, known.rule, known.claim});
    std::sort(made.fixed->begin(), made.fixed->end(), [](fixed_finding const& a, fixed_finding const& b) {
        return std::tie(a.rule, a.claim, a.fingerprint) < std::tie(b.rule, b.claim, b.fingerprint);
    });
    return made;
}

}  // namespace orthoscrub::scrub
