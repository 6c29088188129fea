// Puts a rule's sentence together for one subject.
#include "scrubber/engine/message.hpp"

#include "scrubber/engine/placeholder.hpp"

namespace orthoscrub::scrub {

subject subject_of(claim_context const& claim, compiled_rule const& rule, hit const& h) noexcept {
    line_context const* line = nullptr;
    if (h.line != model::absent) line = &claim.lines()[h.line - claim.row().lines.first];
    return {&claim, line, rule.ast.scope, h.subject};
}

void render_message(std::string_view text, compiled_rule const& rule, rule_book const& book, subject const& s,
                    std::string& out) {
    out.clear();
    while (!text.empty()) {
        message_part const part = next_part(text);
        placeholder const* const found = part.name ? find_placeholder(part.text) : nullptr;
        if (found != nullptr) {
            out += found->render(rule, book, s);
        } else if (part.name) {
            out += '{';
            out += part.text;
            out += '}';
        } else {
            out += part.text;
        }
    }
}

}  // namespace orthoscrub::scrub
