// Two rule packs over the same claims and the same answers. The claims are judged twice, once by each pack; what payers
// decided is made once, with the tables of the new pack, so that only findings can differ.
#include <fmt/format.h>

#include "scrubber/remit/line_id.hpp"
#include "scrubber/remit/score_rows.hpp"
#include "scrubber/report/remit/diff_report.hpp"
#include "tools/orthoscrub/diff_commands.hpp"
#include "tools/orthoscrub/output_target.hpp"
#include "tools/orthoscrub/rule_parts.hpp"

namespace orthoscrub::tools {
namespace {

/// What the ledger knows: its key, and the remittances that came back.
exit_code read_ledger(remit_choices const& from, ledger::hash_key& key, ledger::remittance_book& remittances) {
    ledger::ledger db;
    ledger::ledger_result result = db.open(from.ledger, from.ledger_key, ledger::open_mode::read);
    if (result.ok()) {
        key = db.key();
        ledger::submission_book sent;  // its lines stand there with the findings of their own day
        result = db.load_all(sent, remittances);
    }
    if (!result.ok()) complain(diff_command, result.message);
    return code_of(result.fault);
}

/// What the old pack said about every row that the scorecard has, in its order: rows are handed over claim by claim and do
/// not outlive the call.
class old_words {
public:
    void take(std::span<remit::score_line const> lines) {
        for (remit::score_line const& line : lines) {
            findings_.insert(findings_.end(), line.findings.begin(), line.findings.end());
            unchecked_.insert(unchecked_.end(), line.unchecked.begin(), line.unchecked.end());
            ends_.push_back({findings_.size(), unchecked_.size()});
        }
    }
    /// Puts the words about the next row in place of what stands in it.
    void put_next(remit::score_line& line) {
        ends const to = ends_[next_++];
        line.findings = {findings_.data() + at_.findings, to.findings - at_.findings};
        line.unchecked = {unchecked_.data() + at_.unchecked, to.unchecked - at_.unchecked};
        at_ = to;
    }

private:
    struct ends {
        std::size_t findings = 0, unchecked = 0;
    };
    std::vector<remit::score_flag> findings_;
    std::vector<std::uint32_t> unchecked_;
    std::vector<ends> ends_;
    std::size_t next_ = 0;
    ends at_;
};

/// The rules of one pack that are about each row of a claim.
void find_scopes(remit_case& side, std::uint32_t claim, std::span<remit::score_line const> lines,
                 std::vector<remit::rule_bits>& scopes) {
    scopes.assign(lines.size(), remit::rule_bits{side.rules.size()});
    auto const& wanted = side.setup.options.rules;
    for (std::size_t i = 0; i < lines.size(); ++i)
        for (scrub::rule_index const rule :
             side.scopes->of(side.submitted.claims[claim], side.submitted.lines[lines[i].line]))
            if (wanted.empty() || wanted[rule]) scopes[i].set(rule);
}

remit::pack_name name_of(remit_case const& side) {
    scrub::pack const& pack = *side.setup.pack.pack;
    return {pack.name, pack.version, pack.sha256};
}

remit::pack_diff compare(remit_case& before, remit_case& after) {
    rule_parts const parts_before = parts_of(before.setup.pack.book()), parts_after = parts_of(after.setup.pack.book());
    remit::score_options options;
    options.today = after.setup.options.today;
    remit::pack_comparison comparison{
        {name_of(before), before.rules, parts_before.rows}, {name_of(after), after.rules, parts_after.rows}, options};
    old_words said;
    remit::score_rows{before.submitted, after.outcomes, &after.matches, before.rules}.each_claim(
        [&](std::uint32_t, std::span<remit::score_line const> lines) { said.take(lines); });
    std::vector<remit::line_id> ids;
    std::vector<remit::score_line> lines_before;
    std::vector<remit::rule_bits> scopes_before, scopes_after;
    remit::score_rows{after.submitted, after.outcomes, &after.matches, after.rules}.each_claim(
        [&](std::uint32_t claim, std::span<remit::score_line const> lines) {
            ids.clear();
            lines_before.assign(lines.begin(), lines.end());
            for (remit::score_line& line : lines_before) {
                said.put_next(line);
                ids.push_back(remit::stable_line_id(after.submitted.claims[claim], after.submitted.lines[line.line]));
            }
            find_scopes(before, claim, lines, scopes_before);
            find_scopes(after, claim, lines, scopes_after);
            comparison.add_claim(ids, lines_before, scopes_before, lines, scopes_after);
        });
    return comparison.finish();
}

/// What does not go together, or nothing.
std::string_view complaint_about(diff_choices const& o) {
    if (o.with.scrub.given("--pack")) return "--packs names both packs; leave --pack out";
    if (o.with.claims.empty()) return "say what both packs shall judge: --claims FILE...";
    if (o.with.eras.empty() == o.with.ledger.empty())
        return "say what payers decided: --era ERA... or --ledger DB, one of them";
    for (auto const* files : {&o.with.claims, &o.with.acknowledgments})
        for (std::string const& file : *files)
            if (file == "-") return "standard input can be read once, and two packs read the claims twice; name files";
    return {};
}

}  // namespace

exit_code diff_two_packs(diff_choices const& o) {
    if (auto const complaint = complaint_about(o); !complaint.empty()) {
        complain(diff_command, complaint);
        return exit_code::usage;
    }
    ledger::hash_key key = ledger::random_key();
    remit_case before{diff_command}, after{diff_command};
    if (!o.with.ledger.empty())
        if (exit_code const code = read_ledger(o.with, key, after.remitted); code != exit_code::clean) return code;
    remit_choices old_side = o.with, new_side = o.with;
    old_side.scrub.only_pack = o.from;
    old_side.eras.clear();
    new_side.scrub.only_pack = o.to;
    if (exit_code const code = before.prepare(old_side, key); code != exit_code::clean) return code;
    if (exit_code const code = after.prepare(new_side, key); code != exit_code::clean) return code;
    output_target out;
    std::vector<std::string> inputs = after.setup.files();
    for (auto const* files : {&o.with.eras, &o.with.claims, &o.with.acknowledgments})
        inputs.insert(inputs.end(), files->begin(), files->end());
    if (!o.with.ledger.empty()) inputs.push_back(o.with.ledger);
    if (exit_code const code = out.open(diff_command, o.output, inputs); code != exit_code::clean) return code;
    exit_code code = before.read(old_side);
    if (code == exit_code::clean) code = after.read(new_side);  // what is wrong with a file is told once
    if (code != exit_code::clean) return code;
    if (before.submitted.lines.size() != after.submitted.lines.size()) {
        complain(diff_command, "the claims changed while they were read; try again");
        return exit_code::io;
    }
    after.match();
    after.judge();
    remit::pack_diff const diff = compare(before, after);
    std::vector<std::string> const failures = remit::gate_failures(o.gate, diff);
    if (o.format == "json")
        scrub::write_pack_diff_json({ORTHOSCRUB_VERSION, diff.after.name, diff.after.version, diff.after.sha256}, diff,
                                    failures, out.buffer());
    else if (o.format == "csv") scrub::write_pack_diff_csv(diff, out.buffer());
    else scrub::write_pack_diff_text(diff, failures, o.text, out.buffer());
    if (exit_code const written = out.finish(true); written != exit_code::clean) return written;
    for (std::string const& failure : failures) complain(diff_command, failure);
    bool const bad = o.gated ? !failures.empty() : !diff.same();
    return bad ? exit_code::findings : exit_code::clean;
}

}  // namespace orthoscrub::tools
