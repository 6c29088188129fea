// Builds the AST of rules from tokens, and judges what the grammar cannot: repeated and missing keys, dates, ids, the
// shape of example segments, braces of placeholders. Conditions are built in rule_pack_conditions.cpp.

#include "grammars/rule_pack_reader.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <utility>

namespace orthoscrub::grammars::detail {
namespace {

bool digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
std::string quoted(std::string_view word) { return std::string{'"'}.append(word).append("\""); }

std::string unescaped(std::string_view raw) {
    if (raw.find('\\') == raw.npos) return std::string{raw};
    std::string text;
    text.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] == '\\' && i + 1 < raw.size() && (raw[i + 1] == '"' || raw[i + 1] == '\\')) ++i;
        text += raw[i];
    }
    return text;
}

/// Lower-case words and numbers joined by single hyphens, two words at least: "noc-units".
bool is_rule_id(std::string_view id) noexcept {
    if (id.empty() || !lower(id[0]) || id.back() == '-' || id.find('-') == id.npos) return false;
    for (std::size_t i = 0; i < id.size(); ++i) {
        if (id[i] == '-' && id[i - 1] == '-') return false;
        if (id[i] != '-' && !lower(id[i]) && !digit(id[i])) return false;
    }
    return true;
}

std::string folder_of(std::string_view file) {
    auto const slash = file.rfind('/');
    if (slash == file.npos) return {};
    auto const before = file.substr(0, slash);
    return std::string(before.substr(before.rfind('/') + 1));
}

}  // namespace

std::vector<std::string_view> const& rule_keys() {
    static std::vector<std::string_view> const keys{
        "title", "scope",    "payer",  "effective",  "severity", "applies", "when",  "at",    "message",
        "do",    "predicts", "source", "confidence", "fix",      "needs",   "flags", "passes"};
    return keys;
}

std::string_view nearest_word(std::string_view name, std::vector<std::string_view> const& known) {
    std::string_view best;
    std::size_t best_distance = std::max<std::size_t>(1, name.size() / 3) + 1;
    std::vector<std::size_t> before, above, row;
    auto const begins = [&](std::string_view word) { return name.size() > 1 && word.substr(0, name.size()) == name; };
    if (auto const word = std::find_if(known.begin(), known.end(), begins); word != known.end()) return *word;
    for (auto const word : known) {
        row.resize(word.size() + 1);
        for (std::size_t j = 0; j <= word.size(); ++j) row[j] = j;
        for (std::size_t i = 1; i <= name.size(); ++i) {
            before = std::exchange(above, row);
            row[0] = i;
            for (std::size_t j = 1; j <= word.size(); ++j) {
                row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (name[i - 1] == word[j - 1] ? 0 : 1)});
                bool const swapped = i > 1 && j > 1 && name[i - 1] == word[j - 2] && name[i - 2] == word[j - 1];
                if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        if (row.back() < best_distance) {
            best_distance = row.back();
            best = word;
        }
    }
    return best;
}

rule_reader::rule_reader(std::string_view text, std::string_view file, std::vector<rule_ast>& rules,
                         std::vector<rule_error>& errors)
    : text_{text}, file_{file}, rules_{rules}, errors_{errors}, line_start_{text.data()} {}

source_place rule_reader::place(char const* where) {
    if (where < line_start_) {
        line_start_ = text_.data();
        line_ = 1;
    }
    auto const left = [&] { return static_cast<std::size_t>(where - line_start_); };
    while (auto const* const end = static_cast<char const*>(std::memchr(line_start_, '\n', left()))) {
        ++line_;
        line_start_ = end + 1;
    }
    auto const column = std::count_if(line_start_, where, [](char c) { return (c & 0xC0) != 0x80; });
    return {line_, static_cast<std::uint32_t>(column) + 1};
}

void rule_reader::fail(char const* where, std::string message, std::string suggestion) {
    auto const at = place(where);
    auto const end = std::find(where, text_.data() + text_.size(), '\n');
    std::string excerpt{line_start_, end};
    if (!excerpt.empty() && excerpt.back() == '\r') excerpt.pop_back();
    errors_.push_back({file_, at, std::move(message), std::move(suggestion), std::move(excerpt)});
}

// ---- rules -----------------------------------------------------------------------------------------------------

void rule_reader::begin_rule(std::string_view id) {
    errors_before_rule_ = errors_.size();
    rule_ = {};
    rule_.file = file_;
    rule_.family = folder_of(file_);
    rule_.at = place(id.data());
    rule_.id = id;
    rule_start_ = id.data();
    seen_.clear();
    stack_.clear();
    pending_.clear();
    pending_start_ = nullptr;
    depth_ = 0;
    if (!is_rule_id(id)) fail(id.data(), "the id of a rule is lower-case words joined by hyphens, such as noc-units");
}

void rule_reader::drop_rule() {
    rule_ = {};
    stack_.clear();
    pending_.clear();
    pending_start_ = nullptr;
}

void rule_reader::end_rule() {
    require_keys();
    if (rule_.confidence != "high") {
        for (auto const& arm : rule_.severities) {
            if (arm.level != text::severity::error || rule_.confidence.empty()) continue;
            auto const where = std::find_if(seen_.begin(), seen_.end(), [](auto& k) { return k.name == "severity"; });
            fail(where->where, "a rule of " + rule_.confidence + " confidence is a warning at most, not an error");
            break;
        }
    }
    if (errors_.size() == errors_before_rule_) rules_.push_back(std::move(rule_));
    drop_rule();
}

void rule_reader::key(std::string_view name) {
    auto const before = std::find_if(seen_.begin(), seen_.end(), [&](auto& k) { return k.name == name; });
    if (before == seen_.end()) {
        seen_.push_back({name, name.data()});
    } else if (name != "source") {
        auto const first = place(before->where).line;
        fail(name.data(), quoted(name) + " stands twice in this rule, first in line " + std::to_string(first));
    }
}

void rule_reader::require_keys() {
    std::string missing;
    auto const need = [&](std::string_view name, bool there) {
        if (there) return;
        if (!missing.empty()) missing += ", ";
        missing += quoted(name);
    };
    for (std::string_view const name :
         {"title", "scope", "severity", "when", "message", "do", "predicts", "source", "confidence"}) {
        need(name, std::any_of(seen_.begin(), seen_.end(), [&](auto& k) { return k.name == name; }));
    }
    auto const has_example = [&](bool flagged) {
        return std::any_of(rule_.examples.begin(), rule_.examples.end(), [&](auto& e) { return e.flagged == flagged; });
    };
    need("flags", has_example(true));
    need("passes", has_example(false));
    if (!missing.empty()) fail(rule_start_, "rule " + rule_.id + " lacks " + missing);
}

// ---- texts and simple values -------------------------------------------------------------------------------------

void rule_reader::text_piece(std::string_view raw) {
    if (pending_start_ == nullptr) {
        pending_start_ = raw.data() - 1;  // the opening quote
    } else {
        pending_ += ' ';
    }
    pending_ += unescaped(raw);
}

std::string rule_reader::take_text() {
    if (pending_.empty()) fail(pending_start_, "the text is empty");
    pending_start_ = nullptr;
    return std::exchange(pending_, {});
}

void rule_reader::set_title() { rule_.title = take_text(); }

void rule_reader::set_message() {
    auto const* where = pending_start_;
    rule_.message_at = place(where);
    rule_.message = take_text();
    check_placeholders(rule_.message, where);
}

void rule_reader::set_remedy() {
    auto const* where = pending_start_;
    rule_.remedy_at = place(where);
    rule_.remedy = take_text();
    check_placeholders(rule_.remedy, where);
}

void rule_reader::check_placeholders(std::string const& message, char const* where) {
    bool open = false;
    for (char const c : message) {
        bool const wrong = c == '{' ? open : c == '}' ? !open : open && !lower(c) && c != '_';
        if (wrong) {
            fail(where, "a placeholder is a name in braces such as {code}, and braces stand for nothing else");
            return;
        }
        if (c == '{' || c == '}') open = c == '{';
    }
    if (open) fail(where, "a placeholder is a name in braces such as {code}: the closing brace is missing");
}

void rule_reader::set_scope(std::string_view word) {
    for (auto const scope : {rule_scope::claim, rule_scope::line, rule_scope::diagnosis, rule_scope::provider,
                             rule_scope::note, rule_scope::attachment, rule_scope::authorization, rule_scope::batch}) {
        if (to_string(scope) == word) rule_.scope = scope;
    }
}

void rule_reader::add_payer(std::string_view word) { rule_.payers.push_back(make_literal(word, true)); }

std::optional<model::date> rule_reader::make_date(std::string_view day) {
    auto const date = model::date::from_iso(day);
    if (!date) fail(day.data(), quoted(day) + " is no calendar day; dates are written 2024-08-12");
    return date;
}

void rule_reader::set_from(std::string_view day) {
    if (auto const date = make_date(day)) rule_.effective_from = *date;
}

void rule_reader::set_to(std::string_view day) {
    auto const date = make_date(day);
    if (!date) return;
    rule_.effective_to = *date;
    if (!rule_.effective_from.empty() && *date < rule_.effective_from) {
        fail(day.data(), "the dates are reversed: " + rule_.effective_from.iso() + " is later than " + date->iso());
    }
}

void rule_reader::set_confidence(std::string_view word) { rule_.confidence = word; }
void rule_reader::set_needs(std::string_view word) { rule_.needs = word; }

void rule_reader::begin_fix(std::string_view level) {
    rule_.fix = level == "safe" ? fix_level::safe : level == "unsafe" ? fix_level::unsafe : fix_level::show;
}

void rule_reader::set_fix_text() { rule_.fix_text = take_text(); }

void rule_reader::set_locator(std::string_view name) {
    rule_.locator.name = name;
    rule_.locator.at = place(name.data());
}

void rule_reader::add_locator_modifier(std::string_view word) {
    rule_.locator.modifiers.push_back(make_literal(word, true));
}

void rule_reader::set_applies() { rule_.applies = take_condition(); }
void rule_reader::set_when() { rule_.when = take_condition(); }

void rule_reader::add_severity(std::string_view level) {
    severity_arm arm;
    arm.level = level == "error"     ? text::severity::error
                : level == "warning" ? text::severity::warning
                                     : text::severity::note;
    arm.at = place(level.data());
    if (!rule_.severities.empty()) {
        auto const& before = rule_.severities.back();
        if (before.payers.empty() && !before.when) {
            fail(level.data(), "this severity is never reached: the one before it holds for all payers and lines");
        }
    }
    rule_.severities.push_back(std::move(arm));
}

void rule_reader::add_severity_payer(std::string_view word) {
    rule_.severities.back().payers.push_back(make_literal(word, true));
}

void rule_reader::set_severity_condition() { rule_.severities.back().when = take_condition(); }

// ---- predictions, sources, examples ------------------------------------------------------------------------------

void rule_reader::begin_prediction() { rule_.predicts.emplace_back(); }
void rule_reader::set_group(std::string_view word) {
    begin_prediction();
    rule_.predicts.back().group = word;
}
void rule_reader::set_carc(std::string_view word) { rule_.predicts.back().carc = word; }
void rule_reader::add_rarc(std::string_view word) { rule_.predicts.back().rarcs.emplace_back(word); }
void rule_reader::set_status(std::string_view word) { rule_.predicts.back().status = word; }
bool rule_reader::set_guide_reply(std::string_view code) {
    constexpr std::array<std::string_view, 21> known{"1",  "2",  "3",  "4",   "5",   "6",   "7",
                                                     "8",  "9",  "10", "12",  "13",  "I4",  "I6",
                                                     "I7", "I8", "I9", "I10", "I11", "I12", "I13"};
    if (std::find(known.begin(), known.end(), code) == known.end()) return false;
    rule_.predicts.back().guide_reply = code;
    return true;
}
void rule_reader::set_guide_segment(std::string_view word) { rule_.predicts.back().guide_segment = word; }

void rule_reader::begin_source(std::string_view key) {
    rule_.sources.emplace_back();
    rule_.sources.back().key = key;
}
void rule_reader::set_source_title() { rule_.sources.back().title = take_text(); }
void rule_reader::set_source_url(std::string_view url) { rule_.sources.back().url = url; }

void rule_reader::begin_example(std::string_view keyword) {
    rule_.examples.emplace_back();
    rule_.examples.back().flagged = keyword == "flags";
    rule_.examples.back().at = place(keyword.data());
}

void rule_reader::add_segment(std::string_view raw) {
    auto segment = unescaped(raw);
    auto const star = std::min(segment.find('*'), segment.size());
    bool const id = star >= 2 && star <= 3 && upper(segment[0]) &&
                    std::all_of(segment.begin(), segment.begin() + star, [](char c) { return upper(c) || digit(c); });
    if (!id) {
        fail(raw.data(), "an example is a segment such as SV1*HC:L1833:RT*600*UN*1***1");
    } else if (segment.find('~') != segment.npos) {
        fail(raw.data(), "an example is one segment without its terminator; put the next one in quotes of its own");
    }
    rule_.examples.back().segments.push_back(std::move(segment));
}

void rule_reader::set_example_date(std::string_view day) {
    if (auto const date = make_date(day)) rule_.examples.back().on = *date;
}
void rule_reader::set_example_state(std::string_view word) { rule_.examples.back().state = word; }
void rule_reader::set_example_payer(std::string_view word) { rule_.examples.back().payer = word; }
void rule_reader::add_example_fact(std::string_view name) {
    rule_.examples.back().facts.emplace_back(std::string(name), std::string());
}
void rule_reader::set_example_value(std::string_view word) { rule_.examples.back().facts.back().second = word; }

}  // namespace orthoscrub::grammars::detail
