// The rule catalogue as a document: a table of each family, then its rules, then the words that conditions and messages
// may use. It says what `explain` says about one rule, with the meaning of codes and with links.
#include "scrubber/report/rule_catalogue.hpp"

#include <fmt/format.h>

#include <map>

#include "scrubber/engine/explain.hpp"
#include "scrubber/engine/locator.hpp"
#include "scrubber/engine/placeholder.hpp"
#include "scrubber/facts/registry.hpp"
#include "scrubber/report/report.hpp"
#include "scrubber/report/text_card.hpp"

namespace orthoscrub::scrub {
namespace {

using grammars::rule_ast;
using grammars::rule_scope;
using manner = words::manner;

phrase plain(std::string text) { return {{std::move(text)}}; }
phrase code(std::string text) { return {{std::move(text), manner::code}}; }

/// The worst severity that the rule can give, in the word of the screen.
std::string_view worst_word(rule_ast const& rule) {
    text::severity worst = rule.severities.front().level;
    for (auto const& arm : rule.severities)
        if (arm.level > worst) worst = arm.level;
    return screen_word(worst, rule.fix);
}

std::string dates(rule_ast const& rule) {
    std::string const from = rule.effective_from.iso(), to = rule.effective_to.iso();
    if (from.empty() && to.empty()) return "always";
    if (to.empty()) return "from " + from + " on, by date of service";
    return (from.empty() ? "" : "from " + from + ' ') + "to " + to + ", by date of service";
}

std::vector<phrase> severities(rule_ast const& rule) {
    std::vector<phrase> lines;
    for (auto const& arm : rule.severities) {
        phrase line{{std::string{screen_word(arm.level, rule.fix)}, manner::severity},
                    {' ' + std::string{text::to_string(arm.level)}}};
        for (std::size_t i = 0; i < arm.payers.size(); ++i)
            line.push_back({(i == 0 ? " for " : ", ") + std::string{arm.payers[i].symbol()}});
        if (arm.when) {
            line.push_back({" when "});
            line.push_back({to_text(*arm.when), manner::code});
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<phrase> answers(rule_ast const& rule, answer_tables const& tables) {
    std::vector<phrase> lines;
    for (auto const& prediction : rule.predicts)
        if (std::string text = answer_words(prediction, tables); !text.empty()) lines.push_back(plain(std::move(text)));
    if (lines.empty()) lines.push_back(plain("none known"));
    return lines;
}

std::vector<phrase> sources(rule_ast const& rule) {
    std::vector<phrase> lines;
    for (auto const& source : rule.sources)
        lines.push_back(
            {{source.key + ' '}, {source.title.empty() ? source.url : source.title, manner::link, source.url}});
    return lines;
}

std::string anchor(std::string_view kind, std::string_view name) {
    std::string id = std::string{kind} + '-';
    for (char const c : name) id += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '-';
    return id;
}

std::string scopes_text(scope_set scopes) {
    std::string text;
    for (auto const scope : {rule_scope::line, rule_scope::claim, rule_scope::diagnosis, rule_scope::provider,
                             rule_scope::note, rule_scope::attachment, rule_scope::authorization, rule_scope::batch})
        if ((scopes & scope_bit(scope)) != 0) text += (text.empty() ? "" : ", ") + std::string{to_string(scope)};
    return text;
}

class catalogue {
public:
    catalogue(pack const& from, document_writer& to, std::string& out) : pack_{from}, to_{to}, out_{out} {
        for (compiled_rule const& rule : from.book->rules())
            families_[rule.ast.family.empty() ? "others" : rule.ast.family].push_back(&rule.ast);
    }

    void write() {
        to_.begin(
            "Rules of the pack " + pack_.name,
            fmt::format("{} in {}. Version {}, SHA-256 {}. Written by \"orthoscrub rules docs\" from the rule files.",
                        counted(pack_.book->rules().size(), "rule", "rules"),
                        counted(families_.size(), "family", "families"), pack_.version.empty() ? "none" : pack_.version,
                        pack_.sha256),
            out_);
        to_.heading(2, "Severity", "severity", out_);
        std::vector<definition> const meaning{
            {"error", {{{"STOP", manner::severity}, {" will be rejected or denied"}}}},
            {"warning",
             {{{"FIX", manner::severity}, {" probably, and the program can repair it"}},
              {{"CHECK", manner::severity}, {" probably, and a person must look"}}}},
            {"note", {{{"NOTE", manner::severity}, {" advice"}}}}};
        to_.definitions(meaning, out_);
        to_.heading(2, "Contents", "contents", out_);
        std::vector<std::vector<phrase>> rows;
        for (auto const& [family, rules] : families_)
            rows.push_back({{{family, manner::link, '#' + anchor("family", family)}},
                            plain(counted(rules.size(), "rule", "rules"))});
        for (auto const& [name, title] : vocabulary)
            rows.push_back({{{std::string{title}, manner::link, '#' + std::string{name}}},
                            plain(name == "faults" ? "what can be wrong with a file itself" : "words for rule files")});
        to_.table(std::vector<std::string>{"Part", "Holds"}, rows, out_);
        for (auto const& [family, rules] : families_) write_family(family, rules);
        write_facts();
        write_tables();
        write_places();
        write_placeholders();
        write_faults();
        to_.end(out_);
    }

private:
    static constexpr std::pair<std::string_view, std::string_view> vocabulary[]{
        {"facts", "Facts"},
        {"tables", "Code tables"},
        {"places", "Places for “at”"},
        {"placeholders", "Placeholders of messages"},
        {"faults", "Structural faults"}};

    void write_family(std::string const& family, std::vector<rule_ast const*> const& rules) {
        to_.heading(2, family, anchor("family", family), out_);
        std::vector<std::vector<phrase>> rows;
        for (rule_ast const* rule : rules)
            rows.push_back({{{rule->id, manner::link, '#' + anchor("rule", rule->id)}},
                            {{std::string{worst_word(*rule)}, manner::severity}},
                            plain(rule->title)});
        to_.table(std::vector<std::string>{"Rule", "At worst", "What is asked"}, rows, out_);
        for (rule_ast const* rule : rules) write_rule(*rule);
    }

    void write_rule(rule_ast const& rule) {
        to_.heading(3, rule.id, anchor("rule", rule.id), out_);
        to_.paragraph(plain(rule.title), out_);
        std::vector<definition> list{{"Severity", severities(rule)},
                                     {"Judged on", {plain("each " + std::string{to_string(rule.scope)})}},
                                     {"Payers", {plain(payers_text(rule))}},
                                     {"In force", {plain(dates(rule))}}};
        if (rule.applies) list.push_back({"About", {code(to_text(*rule.applies))}});
        if (rule.when) list.push_back({"Flagged when", {code(to_text(*rule.when))}});
        list.push_back({"Message", {plain(rule.message)}});
        list.push_back({"What to do", {plain(rule.remedy)}});
        if (rule.fix != grammars::fix_level::none)
            list.push_back({"Fix", {plain(std::string{to_string(rule.fix)} + ": " + rule.fix_text)}});
        if (!rule.needs.empty()) list.push_back({"Needs", {plain(rule.needs)}});
        list.push_back({"Payer’s answer", answers(rule, pack_.book->codes().answers)});
        list.push_back({"Confidence", {plain(rule.confidence)}});
        list.push_back({"Sources", sources(rule)});
        to_.definitions(list, out_);
        std::string examples;
        for (auto const& example : rule.examples) examples += example_text(example) + '\n';
        to_.code(examples, out_);
    }

    void write_facts() {
        to_.heading(2, "Facts", "facts", out_);
        std::vector<std::vector<phrase>> rows;
        for (fact const& f : all_facts()) {
            std::string what{f.doc};
            if (!f.symbols.empty()) what += ": " + std::string{f.symbols};
            rows.push_back({code(std::string{f.name}), plain(std::string{to_string(f.type)}),
                            plain(scopes_text(f.scopes)), plain(std::move(what))});
        }
        to_.table(std::vector<std::string>{"Fact", "Kind", "Of a", "Meaning"}, rows, out_);
    }

    void write_tables() {
        to_.heading(2, "Code tables", "tables", out_);
        phrase names{{"For “code in”: "}};
        for (std::string_view const name : pack_.book->codes().hcpcs.list_names()) {
            if (names.size() > 1) names.push_back({", "});
            names.push_back({std::string{name}, manner::code});
        }
        names.push_back({"."});
        to_.paragraph(names, out_);
        std::vector<std::vector<phrase>> rows;
        for (table_info const& info : pack_.book->codes().infos())
            rows.push_back({code(std::string{info.name}), plain(std::string{info.release}),
                            plain(info.covers_to.empty() ? "no end" : info.covers_to.iso()),
                            plain(std::string{info.sources})});
        to_.table(std::vector<std::string>{"File", "Release", "Speaks until", "Sources"}, rows, out_);
    }

    void write_places() {
        to_.heading(2, "Places for “at”", "places", out_);
        phrase names;
        for (std::string_view const name : locator_names()) {
            if (!names.empty()) names.push_back({", "});
            names.push_back({std::string{name}, manner::code});
        }
        names.push_back({"; "});
        names.push_back({"modifier { UE, RR }", manner::code});
        names.push_back(
            {" is the first of these on the line; without “at” a finding points at the segment of its subject."});
        to_.paragraph(names, out_);
    }

    void write_placeholders() {
        to_.heading(2, "Placeholders of messages", "placeholders", out_);
        std::vector<std::vector<phrase>> rows;
        for (placeholder const& p : all_placeholders())
            rows.push_back(
                {code('{' + std::string{p.name} + '}'), plain(scopes_text(p.scopes)), plain(std::string{p.doc})});
        to_.table(std::vector<std::string>{"Placeholder", "Of a", "Shows"}, rows, out_);
    }

    void write_faults() {
        to_.heading(2, "Structural faults", "faults", out_);
        std::vector<std::vector<phrase>> rows;
        for (unsigned n = 1; n < static_cast<unsigned>(text::fault_code::count_); ++n) {
            text::fault_text const& fault = text::describe(static_cast<text::fault_code>(n));
            rows.push_back({code(std::string{fault.id}),
                            {{std::string{screen_word(fault.level, grammars::fix_level::none)}, manner::severity}},
                            plain(std::string{fault.title}),
                            plain(std::string{fault.remedy})});
        }
        to_.table(std::vector<std::string>{"Fault", "Severity", "Meaning", "What to do"}, rows, out_);
    }

    pack const& pack_;
    document_writer& to_;
    std::string& out_;
    std::map<std::string, std::vector<rule_ast const*>> families_;
};

}  // namespace

void write_rule_catalogue(pack const& from, document_writer& to, std::string& out) { catalogue{from, to, out}.write(); }

}  // namespace orthoscrub::scrub
