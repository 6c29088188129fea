// orthoscrub rules docs: the rule catalogue in Markdown or HTML, from the rule files themselves.
#include "scrubber/report/document_writer.hpp"
#include "scrubber/report/rule_catalogue.hpp"
#include "tools/orthoscrub/output_target.hpp"
#include "tools/orthoscrub/pack_choice.hpp"
#include "tools/orthoscrub/rules_commands.hpp"

namespace orthoscrub::tools {

exit_code document_rules(rules_options const& o) {
    chosen_pack chosen;
    if (exit_code const code = choose_pack("rules docs", o.packs, chosen); code != exit_code::clean) return code;
    output_target out;
    if (exit_code const code = out.open("rules docs", o.output, {}); code != exit_code::clean) return code;
    auto const writer = o.format == "html" ? scrub::make_html_writer() : scrub::make_markdown_writer();
    scrub::write_rule_catalogue(*chosen.pack, *writer, out.buffer());
    return out.finish(true);
}

}  // namespace orthoscrub::tools
