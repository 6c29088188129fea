// suppressions.toml: read, matched, and judged itself. An entry names exactly one line, one claim or one payer, so that a
// list never hides more than somebody decided; what ran out or hits nothing any more is a finding. A line is known by its
// REF*6R; LX01 serves when no line of the claim bears that number as its 6R. Reason and name are for people who read the
// file: they are asked for and never repeated.
#include "scrubber/engine/suppressions.hpp"

#include <algorithm>
#include <array>
#include <compare>
#include <tuple>

#include "scrubber/codes/nearest_name.hpp"
#include "scrubber/engine/fingerprint.hpp"
#include "scrubber/payers/toml_reader.hpp"

namespace orthoscrub::scrub {
namespace {

using namespace std::string_view_literals;

constexpr std::array file_keys{"suppress"sv};
constexpr std::array entry_keys{"rule"sv, "npi"sv, "claim"sv, "line"sv, "payer"sv, "reason"sv, "who"sv, "until"sv};

/// Offset of the first character of line `number`.
std::uint64_t offset_of_line(std::string_view text, std::uint32_t number) {
    std::size_t at = 0;
    for (std::uint32_t line = 1; line < number && at < text.size(); ++line) {
        auto const end = text.find('\n', at);
        at = end == std::string_view::npos ? text.size() : end + 1;
    }
    return at;
}

class reader : public toml_reader {
public:
    reader(std::string_view path, std::vector<toml_error>& errors, rule_book const& book)
        : toml_reader{path, errors}, book_{book} {
        for (compiled_rule const& rule : book.rules()) known_.push_back(rule.ast.id);
        for (unsigned code = 1; code < static_cast<unsigned>(text::fault_code::count_); ++code)
            known_.push_back(text::describe(static_cast<text::fault_code>(code)).id);
    }

    suppression entry(toml::table const& from) {
        suppression out;
        toml::node const* rule = nullptr;
        for (auto const& [key, node] : from) {
            std::string_view const name = key.str();
            if (!known(key, entry_keys)) continue;
            if (name == "until") {
                out.until = day(node);
                continue;
            }
            if (name == "rule") rule = &node;
            if (name == "payer") payer(node, out);
            else
                (name == "rule"     ? out.rule
                 : name == "npi"    ? out.npi
                 : name == "claim"  ? out.claim
                 : name == "line"   ? out.line
                 : name == "reason" ? out.reason
                                    : out.who) = text(name, node);
        }
        check(from, rule, out);
        return out;
    }

private:
    model::date day(toml::node const& node) {
        if (auto const date = node.value_exact<toml::date>())
            if (auto const read = model::date::from_iso(written(*date))) return *read;
        if (auto const value = node.value_exact<std::string_view>())
            if (auto const read = model::date::from_iso(*value)) return *read;
        fail(node.source(), "until: expected a day, written as 2025-12-31");
        return {};
    }

    static std::string written(toml::date date) {
        std::string iso = "0000-00-00";
        auto const put = [&](std::size_t at, unsigned number, std::size_t digits) {
            for (; digits-- > 0; number /= 10) iso[at + digits] = static_cast<char>('0' + number % 10);
        };
        put(0, date.year, 4);
        put(5, date.month, 2);
        put(8, date.day, 2);
        return iso;
    }

    void payer(toml::node const& node, suppression& out) {
        out.payer = text("payer", node);
        if (out.payer.empty()) return;
        if (std::string const wrong = add_payer(out.payers, book_.payers(), out.payer); !wrong.empty())
            fail(node.source(), "payer: " + wrong);
    }

    /// What must stand together, once every member has been read.
    void check(toml::table const& from, toml::node const* rule, suppression const& out) {
        auto const missing = [&](std::string_view key) { return !from.contains(key); };
        for (std::string_view const key : {"rule"sv, "reason"sv, "who"sv, "until"sv})
            if (missing(key)) fail(from.source(), "a suppression needs " + std::string{key});
        bool const of_claim = !missing("npi") || !missing("claim") || !missing("line");
        if (of_claim && !missing("payer")) fail(from.source(), "a suppression names npi and claim, or payer; not both");
        else if (!of_claim && missing("payer"))
            fail(from.source(), "a suppression needs npi, claim and line, or payer");
        else if (of_claim)
            for (std::string_view const key : {"npi"sv, "claim"sv})
                if (missing(key)) fail(from.source(), "a suppression of one claim needs " + std::string{key});
        if (out.rule.empty()) return;
        if (std::find(known_.begin(), known_.end(), out.rule) == known_.end()) {
            fail(rule->source(), "rule: no rule \"" + out.rule + '"' + did_you_mean(out.rule, known_));
            return;
        }
        auto const index = book_.find(out.rule);
        if (of_claim && missing("line") && index && book_.rule(*index).ast.scope == grammars::rule_scope::line)
            fail(from.source(), out.rule + " judges lines: add line, the line's REF*6R or LX01");
    }

    rule_book const& book_;
    std::vector<std::string_view> known_;
};

/// A finding of a line needs that line; one of the claim as a whole needs no line, and any line of the claim will do.
bool covers_line(std::string_view key, claim_context const& claim, std::uint32_t line) noexcept {
    auto const& tables = claim.tables();
    model::row_range const own = claim.row().lines;
    std::span<model::line_row const> const lines{tables.lines.data() + own.first, own.count};
    auto const has_control_number = [&](model::line_row const& row) { return row.control_number == key; };
    auto const has_number = [&](model::line_row const& row) { return row.number == key; };
    if (line == model::absent)
        return key.empty() || std::any_of(lines.begin(), lines.end(), has_control_number) ||
               std::any_of(lines.begin(), lines.end(), has_number);
    if (key.empty()) return false;
    return has_control_number(tables.lines[line]) ||
           (has_number(tables.lines[line]) && std::none_of(lines.begin(), lines.end(), has_control_number));
}

/// What entries are sorted by: rule, whether it is for a payer, claim.
std::tuple<std::string_view, bool, std::string_view> place_of(suppression const& entry) noexcept {
    if (!entry.payer.empty()) return {entry.rule, true, {}};
    return {entry.rule, false, entry.claim};
}

/// "claim A-1, line 1", "claim A-1", "payer medicare.dme".
std::string aim_of(suppression const& entry) {
    if (!entry.payer.empty()) return "payer " + entry.payer;
    std::string words = "claim " + std::string{open_value(entry.claim)};
    if (!entry.line.empty()) words += ", line " + std::string{open_value(entry.line)};
    return words;
}

suppression_remark remark(suppression const& entry, std::string_view id) {
    suppression_remark made;
    made.rule = id;
    made.entry = &entry;
    std::string const subject = "of " + entry.rule + " for " + aim_of(entry);
    if (id == suppression_expired) {
        made.level = text::severity::warning;
        made.message = "The suppression " + subject + " ended on " + entry.until.iso() + " and counts no more.";
        made.remedy = "Correct the claim, or give a later day in line " + std::to_string(entry.text_line) +
                      " of the file if the reason still holds; else delete the entry.";
    } else {
        made.message = "The suppression " + subject + " met no finding in this run.";
        made.remedy = "Delete the entry in line " + std::to_string(entry.text_line) +
                      (entry.payer.empty() ? " of the file if the claim is settled; else check its npi, claim and line."
                                           : " of the file if it is needed no more; else check its payer.");
    }
    std::string identity{id};
    for (std::string_view const part :
         {std::string_view{entry.rule}, std::string_view{entry.npi}, std::string_view{entry.claim},
          std::string_view{entry.line}, std::string_view{entry.payer}})
        identity.append(1, '\x1F').append(part);
    made.fingerprint = sha256_hex(identity).substr(0, 32);
    return made;
}

}  // namespace

std::vector<toml_error> suppression_list::read(std::string_view path, std::string_view toml, rule_book const& book,
                                               model::date today) {
    std::vector<toml_error> errors;
    reader in{path, errors, book};
    std::vector<suppression> read;
    struct {
        std::uint32_t line = 1;
        std::size_t byte = 0;
    } known;  // entries come in the order of the file
    if (auto const document = in.document(toml))
        for (auto const& [key, node] : *document) {
            if (!in.known(key, file_keys)) continue;
            toml::array const* const list = node.as_array();
            if (!list || !list->is_homogeneous<toml::table>()) {
                in.fail(node.source(), "suppress: expected [[suppress]] tables");
                continue;
            }
            for (toml::node const& entry : *list) {
                suppression made = in.entry(*entry.as_table());
                made.text_line = entry.source().begin.line;
                if (made.text_line < known.line) known = {};
                known = {made.text_line,
                         known.byte + offset_of_line(toml.substr(known.byte), made.text_line - known.line + 1)};
                made.byte = known.byte;
                made.expired = made.until < today;
                read.push_back(std::move(made));
            }
        }
    if (!errors.empty()) {
        std::sort(errors.begin(), errors.end(), [](toml_error const& a, toml_error const& b) {
            return a.line != b.line ? a.line < b.line : a.column < b.column;
        });
        return errors;
    }
    path_ = path;
    today_ = today;
    entries_ = std::move(read);
    by_rule_.clear();
    for (std::uint32_t i = 0; i < entries_.size(); ++i)
        if (!entries_[i].expired) by_rule_.push_back(i);
    std::sort(by_rule_.begin(), by_rule_.end(), [&](std::uint32_t a, std::uint32_t b) {
        auto const order = place_of(entries_[a]) <=> place_of(entries_[b]);
        return order != 0 ? order < 0 : a < b;
    });
    return errors;
}

std::optional<std::size_t> suppression_list::covering(std::string_view rule, claim_context const* claim,
                                                      std::uint32_t line) const noexcept {
    if (claim == nullptr) return std::nullopt;
    std::uint32_t const billing = claim->row().billing;
    std::string_view const npi =
        billing == model::absent ? std::string_view{} : claim->tables().billing_providers[billing].npi;
    std::optional<std::size_t> first;  // in the order of the file
    auto const look = [&](std::tuple<std::string_view, bool, std::string_view> const& place, auto const& covers) {
        auto const there = [this](std::uint32_t i) { return place_of(entries_[i]); };
        for (auto at = std::ranges::lower_bound(by_rule_, place, {}, there);
             at != by_rule_.end() && there(*at) == place; ++at)
            if ((!first || *at < *first) && covers(entries_[*at])) first = *at;
    };
    look({rule, false, claim->row().control_number},
         [&](suppression const& entry) { return entry.npi == npi && covers_line(entry.line, *claim, line); });
    look({rule, true, {}}, [&](suppression const& entry) { return entry.payers.covers(claim->payer()); });
    return first;
}

std::string_view meaning_of_remark(std::string_view id) noexcept {
    if (id == suppression_expired) return "A suppression counts up to the day it names and no longer.";
    if (id == suppression_unused) return "A suppression that meets no finding is out of date, or says the wrong place.";
    return {};
}

finding_view suppression_remark::view(suppression_list const& list) const noexcept {
    finding_view f;
    f.file = list.path();
    f.rule = rule;
    f.level = level;
    f.at.byte = entry->byte;
    f.text_line = entry->text_line;
    f.title = meaning_of_remark(rule);
    f.message = message;
    f.remedy = remedy;
    f.fingerprint = fingerprint;
    return f;
}

std::vector<suppression_remark> remarks(suppression_list const& list, std::span<std::uint64_t const> used,
                                        std::function<bool(std::string_view rule)> const& judged) {
    std::vector<suppression_remark> made;
    for (std::size_t i = 0; i < list.entries().size(); ++i) {
        suppression const& entry = list.entries()[i];
        if (judged && !judged(entry.rule)) continue;
        if (entry.expired) made.push_back(remark(entry, suppression_expired));
        else if (i >= used.size() || used[i] == 0) made.push_back(remark(entry, suppression_unused));
    }
    return made;
}

}  // namespace orthoscrub::scrub
