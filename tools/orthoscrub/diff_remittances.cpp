// Two remittances, line by line. A side is an 835, read and folded as `remit` does, or the JSON that `remit` wrote. With
// claims both 835 are matched to them; without, each line is known by what its own file says of it.
#include <fmt/format.h>

#include "parser/text/source.hpp"
#include "scrubber/record/remittance_reader.hpp"
#include "scrubber/remit/answered_claims.hpp"
#include "scrubber/remit/matching.hpp"
#include "scrubber/remit/outcomes.hpp"
#include "scrubber/remit/remit_diff.hpp"
#include "scrubber/report/remit/diff_report.hpp"
#include "scrubber/report/remit/remit_json_reader.hpp"
#include "tools/orthoscrub/diff_commands.hpp"
#include "tools/orthoscrub/output_target.hpp"

namespace orthoscrub::tools {
namespace {

/// One of the two remittances; `lines` view the other members.
struct side {
    ledger::remittance_book remitted;
    remit::answered_claims answered;
    remit::match_book matches;
    remit::outcome_book outcomes;
    scrub::remit_json_lines json;
    std::vector<remit::diff_line> lines;
};

exit_code read_all(std::string const& file, std::string& text) {
    exit_code opened = exit_code::clean;
    auto const input = open_input(diff_command, file, opened);
    if (!input) return opened;
    std::vector<char> block(std::size_t{1} << 18);
    while (std::size_t const count = input->read(block)) text.append(block.data(), count);
    if (input->result()) return exit_code::clean;
    complain(diff_command,
             fmt::format("{} could not be read to its end: {}", spoken_name(file), input->result().message));
    return exit_code::io;
}

exit_code read_835(remit_case& basis, std::string const& file, std::string_view text, bool with_claims, side& into) {
    record::remittance_options options;
    options.limits = basis.setup.options.limits;
    options.guide = false;
    record::remittance_reader reader{basis.setup.pack.book().payers(), basis.hasher(), options};
    std::uint64_t errors = 0;
    auto const count = [&errors](text::fault const& fault) {
        if (text::describe(fault.code).level == text::severity::error) ++errors;
    };
    record::remittance_result const read = reader.read(*text::read_memory(text), file, into.remitted, count);
    if (!read.trouble.empty()) complain(diff_command, spoken_name(file) + " " + read.trouble);
    if (read.status == record::remittance_status::failed) return exit_code::io;
    if (read.status != record::remittance_status::read) return exit_code::unreadable;
    if (errors != 0)
        complain(diff_command,
                 fmt::format("{} has {} in its structure; \"orthoscrub remit\" with its claims tells {}",
                             spoken_name(file), errors == 1 ? "an error" : "errors", errors == 1 ? "it" : "them"));
    ledger::submission_book const* submitted = &basis.submitted;
    if (with_claims) {
        into.matches = remit::match(basis.submitted, into.remitted, basis.setup.pack.book().payers());
    } else {
        into.answered = remit::claims_as_answered(into.remitted);
        into.matches = std::move(into.answered.matches);
        submitted = &into.answered.submitted;
    }
    remit::outcomes(*submitted, into.remitted, into.matches, basis.setup.pack.book().codes(), into.outcomes);
    into.lines = remit::diff_lines(into.outcomes, with_claims ? submitted : nullptr, into.remitted);
    return exit_code::clean;
}

exit_code read_side(remit_case& basis, std::string const& file, bool with_claims, side& into, bool& json) {
    std::string text;
    if (exit_code const code = read_all(file, text); code != exit_code::clean) return code;
    json = scrub::looks_like_json(text);
    if (!json) return read_835(basis, file, text, with_claims, into);
    if (auto const wrong = scrub::read_remit_json(text, into.json)) {
        complain(diff_command, spoken_name(file) + " " + *wrong);
        return exit_code::unreadable;
    }
    into.lines = std::move(into.json.lines);
    return exit_code::clean;
}

}  // namespace

exit_code diff_two_remittances(diff_choices const& o) {
    remit_case basis{diff_command};
    if (exit_code const code = basis.prepare(o.with, ledger::random_key()); code != exit_code::clean) return code;
    output_target out;
    std::vector<std::string> inputs = basis.setup.files();
    inputs.insert(inputs.end(), {o.from, o.to});
    for (auto const* files : {&o.with.claims, &o.with.acknowledgments})
        inputs.insert(inputs.end(), files->begin(), files->end());
    if (exit_code const code = out.open(diff_command, o.output, inputs); code != exit_code::clean) return code;
    bool const with_claims = !o.with.claims.empty();
    exit_code code = basis.read(o.with);
    side from, to;
    bool json_from = false, json_to = false;
    code = worse(code, read_side(basis, o.from, with_claims, from, json_from));
    code = worse(code, read_side(basis, o.to, with_claims, to, json_to));
    if (code != exit_code::clean) return code;  // half of a side would show differences that there are none
    if (json_from != json_to && !with_claims) {
        complain(diff_command,
                 fmt::format("{} is an 835 and {} is JSON that remit wrote: name the claims that were sent "
                             "with --claims FILE..., so that both know the same lines",
                             spoken_name(json_from ? o.to : o.from), spoken_name(json_from ? o.from : o.to)));
        return exit_code::usage;
    }
    remit::remit_diff const diff = remit::diff_remittances(from.lines, to.lines, {o.identifiers});
    scrub::pack const& pack = *basis.setup.pack.pack;
    scrub::diff_sides const sides{o.from, o.to};
    if (o.format == "json")
        scrub::write_diff_json({ORTHOSCRUB_VERSION, pack.name, pack.version, pack.sha256}, sides, diff, out.buffer());
    else if (o.format == "csv") scrub::write_diff_csv(diff, out.buffer());
    else scrub::write_diff_text(sides, diff, o.text, out.buffer());
    if (exit_code const written = out.finish(true); written != exit_code::clean) return written;
    return diff.same() ? exit_code::clean : exit_code::findings;
}

}  // namespace orthoscrub::tools
