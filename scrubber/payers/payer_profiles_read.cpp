// Reads profiles from TOML. Keys are a closed list, checked one by one, so that a misspelt key or word is an error with its
// line, column and the nearest known word; a text with any error adds nothing.
#include <algorithm>
#include <array>

#include "scrubber/codes/nearest_name.hpp"
#include "scrubber/payers/payer_name.hpp"
#include "scrubber/payers/payer_profiles.hpp"
#include "scrubber/payers/toml_reader.hpp"

namespace orthoscrub::scrub {
namespace {

using namespace std::string_view_literals;

constexpr std::array need_names{"equipment_status"sv, "laterality"sv, "noc_narrative"sv, "prior_authorization"sv,
                                "attachment"sv};
static_assert(need_names.size() == payer_need_count);
constexpr std::array severity_names{"note"sv, "warning"sv, "error"sv};
static_assert(static_cast<int>(text::severity::note) == 0 && static_cast<int>(text::severity::error) == 2);
constexpr std::array profile_keys{"id"sv,        "class"sv,    "claim_ids"sv, "remit_ids"sv, "names"sv,
                                  "modifiers"sv, "requires"sv, "severity"sv,  "deadlines"sv, "match"sv};
constexpr std::array deadline_keys{"filing"sv, "appeal"sv, "reopening"sv, "follow_up_days"sv};
constexpr std::array match_keys{"accept"sv};
constexpr std::array file_keys{"profile"sv};

/// What a profile file holds beyond plain values.
class reader : public toml_reader {
public:
    using toml_reader::toml_reader;

    term deadline(std::string_view key, toml::node const& node) {
        if (!node.is_string()) return {number(key, node, 1, 3660), 0};
        std::string const value = text(key, node);
        std::size_t const blank = value.find(' ');
        int count = 0;
        bool good = blank != std::string::npos && blank > 0 && blank < 5;
        for (std::size_t i = 0; good && i < blank; ++i) {
            good = value[i] >= '0' && value[i] <= '9';
            count = count * 10 + (value[i] - '0');
        }
        std::string_view const unit = good ? std::string_view{value}.substr(blank + 1) : std::string_view{};
        if (count > 0 && (unit == "days" || unit == "day")) return {count, 0};
        if (count > 0 && (unit == "months" || unit == "month")) return {0, count};
        if (count > 0 && (unit == "years" || unit == "year")) return {0, count * 12};
        fail(node.source(), std::string{key} + ": expected a number of days, or \"N days\", \"N months\", \"N years\"");
        return {};
    }

    payer_profile profile(toml::table const& from);
};

void raise(std::vector<std::string>& texts) {
    for (std::string& text : texts)
        for (char& c : text)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
}

payer_profile reader::profile(toml::table const& from) {
    payer_profile out;
    bool has_id = false;
    bool has_class = false;
    for (auto const& [key, node] : from) {
        std::string_view const name = key.str();
        if (!known(key, profile_keys)) continue;
        if (name == "id") {
            has_id = true;
            out.id = text(name, node);
        } else if (name == "class") {
            has_class = true;
            std::string const word = text(name, node);
            auto const kind = parse_payer_class(word);
            if (kind) out.kind = *kind;
            else
                fail(node.source(),
                     "class: expected a payer class, found \"" + word + '"' + did_you_mean(word, payer_class_names()));
        } else if (name == "claim_ids") {
            raise(out.claim_ids = texts(name, node));
        } else if (name == "remit_ids") {
            raise(out.remit_ids = texts(name, node));
        } else if (name == "names") {
            for (std::string const& words : texts(name, node)) {
                folded_name const folded{words};
                if (folded.view() == " ") fail(node.source(), "names: expected letters or digits in each name");
                else out.names.emplace_back(folded.view().substr(1, folded.view().size() - 2));
            }
        } else if (name == "modifiers") {
            raise(out.modifiers = texts(name, node));
            for (std::string const& modifier : out.modifiers)
                if (modifier.size() != 2) fail(node.source(), "modifiers: expected two characters each");
        } else if (toml::table const* const inner = table(name, node)) {
            for (auto const& [inner_key, value] : *inner) {
                std::string_view const word = inner_key.str();
                if (name == "requires") {
                    if (!known(inner_key, need_names)) continue;
                    auto const bit = std::find(need_names.begin(), need_names.end(), word) - need_names.begin();
                    if (!value.is_boolean()) fail(value.source(), std::string{word} + ": expected true or false");
                    else if (value.value_or(false)) out.needs = static_cast<std::uint8_t>(out.needs | 1u << bit);
                } else if (name == "severity") {
                    std::string const level = text(word, value);
                    auto const at = std::find(severity_names.begin(), severity_names.end(), level);
                    if (at == severity_names.end())
                        fail(value.source(),
                             std::string{word} + ": expected error, warning or note, found \"" + level + '"');
                    else
                        out.severities.push_back({std::string{word},
                                                  static_cast<text::severity>(at - severity_names.begin()),
                                                  value.source().begin.line, value.source().begin.column});
                } else if (name == "deadlines") {
                    if (!known(inner_key, deadline_keys)) continue;
                    if (word == "follow_up_days") out.follow_up_days = number(word, value, 1, 3660);
                    else
                        (word == "filing"   ? out.filing
                         : word == "appeal" ? out.appeal
                                            : out.reopening) = deadline(word, value);
                } else if (known(inner_key, match_keys)) {
                    out.match_accept = number(word, value, 0, 100);
                }
            }
        }
    }
    if (!has_id) fail(from.source(), "a profile needs an id");
    if (!has_class) fail(from.source(), "profile \"" + out.id + "\" needs a class");
    if (auto const own = parse_payer_class(out.id); own && has_class && *own != out.kind)
        fail(from.source(), "profile \"" + out.id + "\" bears the name of a class and must be of that class");
    if (out.id == "medicare")
        fail(from.source(), "\"medicare\" names a family of classes and cannot be the id of a profile");
    return out;
}

}  // namespace

std::span<std::string_view const> payer_need_names() noexcept { return need_names; }

std::vector<profile_error> payer_profiles::add(std::string_view path, std::string_view toml,
                                               std::vector<std::string>* replaced) {
    std::vector<profile_error> errors;
    reader in{path, errors};
    auto const document = in.document(toml);
    if (!document) return errors;
    std::vector<payer_profile> read;
    for (auto const& [key, node] : *document) {
        if (!in.known(key, file_keys)) continue;
        toml::array const* const list = node.as_array();
        if (!list || !list->is_homogeneous<toml::table>()) {
            in.fail(node.source(), "profile: expected [[profile]] tables");
            continue;
        }
        for (toml::node const& entry : *list) {
            read.push_back(in.profile(*entry.as_table()));
            read.back().file = path;
            for (std::size_t i = 0; i + 1 < read.size(); ++i)
                if (read[i].id == read.back().id)
                    in.fail(entry.source(), "profile \"" + read[i].id + "\" stands twice in this file");
        }
    }
    if (!errors.empty()) return errors;
    for (payer_profile& profile : read) {
        auto const at = std::find_if(profiles_.begin(), profiles_.end(),
                                     [&](payer_profile const& p) { return p.id == profile.id; });
        if (at == profiles_.end()) {
            profiles_.push_back(std::move(profile));
            continue;
        }
        if (replaced) replaced->push_back(at->id);
        *at = std::move(profile);
    }
    index();
    return errors;
}

std::vector<profile_error> payer_profiles::add_shipped(file_source const& source) {
    std::vector<profile_error> errors;
    for (auto const path :
         {"payers/medicare.toml"sv, "payers/medicaid.toml"sv, "payers/commercial.toml"sv, "payers/other.toml"sv}) {
        std::optional<std::string_view> const text = source(path);
        if (!text) {
            errors.push_back({std::string{path}, 0, 0, "the file is not in the pack"});
            continue;
        }
        for (profile_error& error : add(path, *text)) errors.push_back(std::move(error));
    }
    return errors;
}

}  // namespace orthoscrub::scrub
