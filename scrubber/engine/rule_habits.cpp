// Habits of rules, read off the rule as written. A remark tells place, what is odd and what to write instead.
#include "scrubber/engine/rule_habits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdint>

namespace orthoscrub::scrub {
namespace {

using namespace grammars;

/// "box 24D", "boxes 1a and 4", "shaded part of 24".
bool names_box(std::string_view text) {
    for (std::string_view const word : {"box", "Box", "part of 24", "form"}) {
        auto const at = text.find(word);
        if (at != std::string_view::npos && (at == 0 || !std::isalnum(static_cast<unsigned char>(text[at - 1]))))
            return true;
    }
    return false;
}

class remarks_of {
public:
    remarks_of(compiled_rule const& rule, std::vector<rule_error>& remarks)
        : rule_{rule}, ast_{rule.ast}, remarks_{remarks} {}

    void all() {
        if (!filled()) return;
        arms();
        if (!names_box(ast_.message) && !names_box(ast_.remedy))
            say(ast_.remedy_at, "neither message nor do names a box of the CMS-1500 form, such as box 24D");
        if (ast_.message == ast_.remedy) say(ast_.remedy_at, "do repeats the message; say what to change");
    }

private:
    void say(source_place at, std::string message) { remarks_.push_back({ast_.file, at, std::move(message), {}, {}}); }

    bool filled() {
        std::size_t const before = remarks_.size();
        auto const look = [&](std::string_view key, std::string_view text, source_place at) {
            if (text.find(fill_in) != std::string_view::npos) say(at, fmt::format("fill in: {}", key));
        };
        look("title", ast_.title, ast_.at);
        look("message", ast_.message, ast_.message_at);
        look("do", ast_.remedy, ast_.remedy_at);
        for (rule_source const& source : ast_.sources) look("source", source.title, ast_.at);
        if (ast_.when && to_text(*ast_.when) == unfilled_condition) say(ast_.at, "fill in: when");
        return remarks_.size() == before;
    }

    /// The first arm that fits wins, so an arm is for nobody when arms without a condition have taken all its payers.
    void arms() {
        unsigned taken = 0;
        std::vector<std::uint16_t> profiles;
        for (std::size_t i = 0; i < ast_.severities.size(); ++i) {
            payer_scope const& here = rule_.arm_payers[i];
            bool const reached = (here.classes.bits() & ~taken) != 0 ||
                                 std::any_of(here.profiles.begin(), here.profiles.end(), [&](std::uint16_t profile) {
                                     return taken != class_set::all().bits() &&
                                            std::find(profiles.begin(), profiles.end(), profile) == profiles.end();
                                 });
            if (!reached) say(ast_.severities[i].at, "this severity is never reached: those before it take every case");
            if (ast_.severities[i].when) continue;
            taken |= here.classes.bits();
            profiles.insert(profiles.end(), here.profiles.begin(), here.profiles.end());
        }
    }

    compiled_rule const& rule_;
    rule_ast const& ast_;
    std::vector<rule_error>& remarks_;
};

}  // namespace

void remark_habits(rule_book const& book, std::vector<rule_error>& remarks) {
    for (compiled_rule const& rule : book.rules()) remarks_of{rule, remarks}.all();
}

}  // namespace orthoscrub::scrub
