// The parts of a rule as canonical text, written from what was read and not cut out of the file. Elements end with a control
// character that no rule holds, so that no two different lists become the same text.
#include "tools/orthoscrub/rule_parts.hpp"

namespace orthoscrub::tools {
namespace {

class part {
public:
    part& add(std::string_view text) {
        text_.append(text);
        text_ += '\x1f';
        return *this;
    }
    part& add(std::vector<grammars::literal> const& list) {
        for (grammars::literal const& one : list) add(one.symbol());
        return end();
    }
    part& add(std::optional<grammars::condition> const& condition) {
        return add(condition ? grammars::to_text(*condition) : std::string{});
    }
    part& add(model::date day) { return add(day.empty() ? std::string{} : day.iso()); }
    part& end() {
        text_ += '\x1e';
        return *this;
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    std::string text_;
};

std::string severity_of(grammars::rule_ast const& rule) {
    part p;
    for (grammars::severity_arm const& arm : rule.severities)
        p.add(std::to_string(static_cast<int>(arm.level))).add(arm.payers).add(arm.when).end();
    return p.take();
}

std::string scope_of(grammars::rule_ast const& rule) {
    part p;
    p.add(grammars::to_string(rule.scope)).add(rule.payers).add(rule.effective_from).add(rule.effective_to);
    return p.add(rule.applies).take();
}

std::string predictions_of(grammars::rule_ast const& rule) {
    part p;
    for (grammars::prediction const& one : rule.predicts) {
        p.add(one.group).add(one.carc).add(one.status).add(one.guide_reply).add(one.guide_segment);
        for (std::string const& rarc : one.rarcs) p.add(rarc);
        p.end();
    }
    return p.take();
}

std::string text_of_rule(grammars::rule_ast const& rule) {
    part p;
    p.add(rule.title).add(rule.locator.name).add(rule.locator.modifiers).add(rule.message).add(rule.remedy);
    for (grammars::rule_source const& source : rule.sources) p.add(source.key).add(source.title).add(source.url);
    p.end().add(rule.confidence).add(grammars::to_string(rule.fix)).add(rule.fix_text).add(rule.needs);
    for (grammars::rule_example const& example : rule.examples) {
        p.end().add(example.flagged ? "flags" : "passes").add(example.on).add(example.state).add(example.payer);
        for (std::string const& segment : example.segments) p.add(segment);
        p.end();
        for (auto const& [fact, value] : example.facts) p.add(fact).add(value);
    }
    return p.take();
}

}  // namespace

rule_parts parts_of(scrub::rule_book const& book) {
    rule_parts out;
    auto const keep = [&out](std::string text) -> std::string_view { return out.texts.emplace_back(std::move(text)); };
    for (scrub::compiled_rule const& rule : book.rules())
        out.rows.push_back({rule.ast.id, keep(severity_of(rule.ast)), keep(scope_of(rule.ast)),
                            keep(part{}.add(rule.ast.when).take()), keep(predictions_of(rule.ast)),
                            keep(text_of_rule(rule.ast))});
    return out;
}

}  // namespace orthoscrub::tools
