// Reasons and claims meet in the sorter of the reports: its key is the ordinal of the claim, and the claim itself comes
// before its reasons because its rule id is empty.
#include "scrubber/split/split_reasons.hpp"

#include <algorithm>

#include "parser/model/money.hpp"

namespace orthoscrub::scrub {
namespace {

constexpr char claim_mark = 'c', reason_mark = 'r';

void append_strings(std::string& json, std::vector<std::string> const& texts) {
    json += '[';
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (i != 0) json += ',';
        append_json_string(texts[i], json);
    }
    json += ']';
}

/// One line of the sorter: what it is, of which claim, and two fields that hold no line break.
std::string chunk_of(char mark, std::uint64_t ordinal, std::string_view first, std::string_view second) {
    std::string chunk{mark};
    chunk.append(std::to_string(ordinal)).append(1, '\n').append(first).append(1, '\n').append(second);
    return chunk;
}

}  // namespace

bool rebuilt_by_split(std::string_view rule) noexcept {
    using text::fault_code;
    switch (text::fault_from(rule)) {
        case fault_code::se_count:
        case fault_code::ge_count:
        case fault_code::iea_count:
        case fault_code::se_missing:
        case fault_code::ge_missing:
        case fault_code::iea_missing:
        case fault_code::hl_number:
        case fault_code::hl_child_code:
            return true;
        default:
            return false;
    }
}

std::uint64_t split_reasons::found(finding_view const& finding) {
    if (!finding.claim) {
        auto& entry = no_claim_[std::string{finding.rule}];
        entry.level = finding.level;
        entry.count += finding.count;
        return 0;
    }
    if (finding.level < hold_on_) return 0;
    chunks_.add(finding.claim->ordinal, finding.rule,
                chunk_of(reason_mark, finding.claim->ordinal, finding.rule, finding.fingerprint));
    return finding.claim->ordinal;
}

void split_reasons::reason(std::uint64_t ordinal, std::string_view rule) {
    chunks_.add(ordinal, rule, chunk_of(reason_mark, ordinal, rule, {}));
}

void split_reasons::claim(split_claim const& claim) {
    std::string object;
    json_writer json{object};
    json.begin_object();
    json.key("control_number").text_or_null(open_value(claim.control_number));
    json.key("ordinal").number(claim.ordinal);
    json.key("st").text_or_null(open_value(claim.st));
    json.key("charge_cents").cents(model::parse_money(claim.charge));
    json.key("file").text(to_string(claim.where));
    chunks_.add(claim.ordinal, {}, chunk_of(claim_mark, claim.ordinal, object, {}));
}

bool split_reasons::deliver(std::function<bool(std::string_view)> const& take) {
    std::string object;  // of the open claim, without its reasons; empty when only reasons are known
    std::string open_ordinal;
    std::vector<std::string> fingerprints, rules;
    auto const close = [&] {
        for (auto const& rule : rules) ++by_rule_[rule];
        bool going = true;
        if (!object.empty()) {
            object += ",\"fingerprints\":";
            append_strings(object, fingerprints);
            object += ",\"rules\":";
            append_strings(object, rules);
            object += '}';
            going = take(object);
        }
        object.clear();
        fingerprints.clear();
        rules.clear();
        return going;
    };
    bool const all = chunks_.deliver([&](std::string_view chunk) {
        auto const next = [&] {
            auto const end = std::min(chunk.find('\n'), chunk.size());
            auto const field = chunk.substr(0, end);
            chunk.remove_prefix(std::min(end + 1, chunk.size()));
            return field;
        };
        char const mark = chunk.front();
        auto const ordinal = next().substr(1);
        if (ordinal != open_ordinal) {
            if (!close()) return false;
            open_ordinal = ordinal;
        }
        if (mark == claim_mark) {
            object = next();
            return true;
        }
        auto const rule = next();
        if (rules.empty() || rules.back() != rule) rules.emplace_back(rule);
        if (auto const fingerprint = next(); !fingerprint.empty()) fingerprints.emplace_back(fingerprint);
        return true;
    });
    return all && close();
}

bool split_reasons::errors_remain() const noexcept {
    for (auto const& [rule, entry] : no_claim_)
        if (entry.level == text::severity::error && !rebuilt_by_split(rule)) return true;
    return false;
}

}  // namespace orthoscrub::scrub
