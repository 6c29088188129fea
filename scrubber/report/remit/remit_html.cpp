// remit --format html: one page without scripts. Money first, then a group a claim with a card a line; a claim whose lines
// were all paid stands closed. What could not be matched, provider adjustments, open claims and remarks are tables.
#include <string>

#include "scrubber/codes/answer_tables.hpp"
#include "scrubber/report/html_page.hpp"
#include "scrubber/report/remit/remit_report.hpp"
#include "scrubber/report/remit/remit_words.hpp"

namespace orthoscrub::scrub {
namespace {

void append_outcome_word(remit::disposition decided, std::string& out) {
    out += "<span class=\"word ";
    out += outcome_badge(decided);
    out += "\">";
    out += outcome_word(decided);
    out += "</span>";
}

void append_pairs(std::string_view name, std::vector<std::string> const& list, std::string& out) {
    if (list.empty()) return;
    out += "<div><dt>";
    out += name;
    out += "</dt>";
    for (std::string const& words : list) {
        out += "<dd>";
        append_escaped(words, out);
        out += "</dd>";
    }
    out += "</div>";
}

class remit_html final : public remit_report {
public:
    explicit remit_html(answer_tables const& answers) : answers_{answers} {}

    void begin(run_info const& run, remit_summary const& s, std::string& out) override;
    void line(remit_line_view const& l, std::string& out) override;
    void unresolved(remit_unresolved_view const& c, std::string& out) override;
    void adjustment(remit_adjustment_view const& a, std::string& out) override;
    void open(remit_open_view const& c, std::string& out) override;
    void remark(remit_remark_view const& r, std::string& out) override;
    void end(std::string& out) override;

private:
    void flush_claim(std::string& out);
    void section(std::string_view id, std::string_view title, std::initializer_list<std::string_view> heads,
                 std::string& out);
    void close_section(std::string& out);
    void row(std::initializer_list<std::string> cells, std::string& out);

    answer_tables const& answers_;
    std::string about_, pack_sha256_;
    std::string claim_, payer_, cards_;  ///< of the claim whose lines are coming
    std::int64_t charge_cents_ = 0, paid_cents_ = 0;
    std::uint64_t lines_ = 0;
    remit::disposition worst_ = remit::disposition::paid_as_billed;
    bool settled_ = true;  ///< nothing in the claim asks for a person
    bool any_line_ = false;
    std::string_view section_;
    std::vector<std::string_view> heads_;
};

void remit_html::begin(run_info const& run, remit_summary const& s, std::string& out) {
    about_ = "orthoscrub " + std::string{run.version} + ", rule pack " + std::string{run.pack_name} + ' ' +
             std::string{run.pack_version};
    pack_sha256_ = run.pack_sha256;
    append_page_head("Remittances: " + counted(s.claims, "claim", "claims"), {}, out);
    out +=
        "<body>\n<a class=\"skip\" href=\"#lines\">Skip to the lines</a>\n<div class=\"page\">\n<header>\n<h1>What the "
        "payers decided</h1>\n<p class=\"quiet\">" +
        counted(s.remittances, "remittance", "remittances") + ", " + counted(s.claims, "claim", "claims") + ", " +
        counted(s.lines, "line", "lines") + ". Claims are named by control number, never by person.</p>\n</header>\n";
    out +=
        "<main>\n<section class=\"panel stake\" aria-labelledby=\"money\">\n<div><h2 id=\"money\">Paid</h2><p "
        "class=\"sum\">" +
        dollars(s.amounts.paid.cents) + "</p>";
    for (std::string const& sentence : money_sentences(s)) out += "<p>" + escaped(sentence) + "</p>";
    out += "</div>\n<ul class=\"tiles\">";
    auto const tile = [&](std::string_view badge, std::string_view word, remit_sum const& sum, std::string_view words) {
        out += "<li><span class=\"word ";
        out += badge;
        out += "\">";
        out += word;
        out += "</span> <strong>" + dollars(sum.cents) + "</strong><small>" + counted(sum.lines, "line", "lines");
        out += words;
        out += "</small></li>";
    };
    tile("stop", "DENIED", s.denied, " denied or partly denied");
    tile("note", "OPEN", s.open, " without a decision");
    tile("fix", "RIGHT", s.foreseen, " denied as a rule foresaw");
    remit_sum missed = s.covered;
    missed.lines += s.gaps.lines;
    missed.cents += s.gaps.cents;
    tile("check", "MISSED", missed, " denied, and no finding spoke of it");
    out += "</ul>\n</section>\n<section aria-labelledby=\"lines\">\n<h2 id=\"lines\">Lines</h2>\n";
    section_ = "lines";
}

void remit_html::line(remit_line_view const& l, std::string& out) {
    if (any_line_ && (claim_ != l.claim || payer_ != l.payer)) flush_claim(out);
    any_line_ = true;
    claim_ = l.claim;
    payer_ = l.payer;
    auto const charge = l.amounts.charge.cents == 0 ? l.charge : l.amounts.charge;
    charge_cents_ += charge.cents;
    paid_cents_ += l.amounts.paid.cents;
    std::string const next = next_words(l);
    auto const rank = [](remit::disposition d) {
        auto const badge = outcome_badge(d);
        return badge == "stop" ? 3 : badge == "check" ? 2 : badge == "note" ? 1 : 0;
    };
    if (lines_++ == 0 || rank(l.decided) > rank(worst_)) worst_ = l.decided;
    if (rank(l.decided) != 0 || !next.empty()) settled_ = false;
    cards_ += "<li class=\"card\"><div class=\"top\">";
    append_outcome_word(l.decided, cards_);
    cards_ += "<h4>";
    if (!l.number.empty()) cards_ += "Line " + escaped(open_value(l.number)) + ": ";
    cards_ += "<code>" + escaped(open_value(l.code));
    for (std::string_view const modifier : l.modifiers)
        if (!modifier.empty()) cards_ += ' ' + escaped(open_value(modifier));
    cards_ += "</code></h4>";
    if (!l.first_day.empty()) cards_ += "<span class=\"item\">" + l.first_day.iso() + "</span>";
    cards_ += "<span class=\"amount\">" + dollars(charge.cents) + "</span></div><p class=\"wrong\">";
    append_escaped(decision_words(l), cards_);
    cards_ += "</p><dl class=\"pairs\">";
    append_pairs("Why", reason_words(l, answers_), cards_);
    append_pairs("Our findings", verdict_words(l), cards_);
    append_pairs("Note", flag_words(l.flags), cards_);
    if (!next.empty()) append_pairs("What to do", {next}, cards_);
    if (!l.claim_number.empty()) append_pairs("Payer’s number", {std::string{open_value(l.claim_number)}}, cards_);
    cards_ += "</dl></li>\n";
}

void remit_html::flush_claim(std::string& out) {
    out += settled_ ? "<details class=\"group\">\n<summary>" : "<details class=\"group\" open>\n<summary>";
    append_outcome_word(worst_, out);
    out += "<h3>Claim ";
    append_escaped(claim_.empty() ? "without a number" : open_value(claim_), out);
    out += "</h3><span class=\"facts\">" + counted(lines_, "line", "lines") + ", <b>" + dollars(paid_cents_) +
           "</b> of " + dollars(charge_cents_);
    if (!payer_.empty()) out += ", payer " + escaped(open_value(payer_));
    out += "</span></summary>\n<ol class=\"cards\">\n" + cards_ + "</ol>\n</details>\n";
    cards_.clear();
    charge_cents_ = paid_cents_ = 0;
    lines_ = 0;
    settled_ = true;
}

void remit_html::close_section(std::string& out) {
    if (section_ == "lines") {
        if (any_line_) flush_claim(out);
        else out += "<p class=\"panel none\">None.</p>\n";
        out += "</section>\n";
    } else {
        out += "</tbody></table></div>\n</section>\n";
    }
}

void remit_html::section(std::string_view id, std::string_view title, std::initializer_list<std::string_view> heads,
                         std::string& out) {
    if (section_ == id) return;
    close_section(out);
    section_ = id;
    heads_ = heads;
    out += "<section aria-labelledby=\"" + std::string{id} + "\">\n<h2 id=\"" + std::string{id} + "\">" +
           std::string{title} + "</h2>\n<div class=\"scroll\"><table class=\"stack\">\n<thead><tr>";
    for (std::string_view const head : heads) out += "<th scope=\"col\">" + std::string{head} + "</th>";
    out += "</tr></thead>\n<tbody>\n";
}

void remit_html::row(std::initializer_list<std::string> cells, std::string& out) {
    out += "<tr>";
    std::size_t column = 0;
    for (std::string const& cell : cells) {
        if (column == 0) out += "<th scope=\"row\">" + escaped(cell) + "</th>";
        else out += "<td data-label=\"" + std::string{heads_[column]} + "\">" + escaped(cell) + "</td>";
        ++column;
    }
    out += "</tr>\n";
}

void remit_html::unresolved(remit_unresolved_view const& c, std::string& out) {
    section("unresolved", "Answers without a submission", {"Claim", "State", "Charged", "Paid", "Nearest"}, out);
    std::string near;
    for (remit_candidate_view const& candidate : c.candidates)
        near += (near.empty() ? "" : "; ") + std::string{open_value(candidate.claim)} + ", " +
                std::to_string(candidate.score) + " points (" + evidence_words(candidate.evidence) + ')';
    row({std::string{open_value(c.claim)}, std::string{remit::to_string(c.state)}, dollars(c.charge.cents),
         dollars(c.paid.cents), near.empty() ? "none" : near},
        out);
}

void remit_html::adjustment(remit_adjustment_view const& a, std::string& out) {
    section("adjustments", "Provider adjustments", {"Reason", "Amount", "Reference", "Claim"}, out);
    row({std::string{open_value(a.reason)}, dollars(a.amount.cents), std::string{open_value(a.reference)},
         a.claim.empty() ? "none found" : std::string{open_value(a.claim)}},
        out);
}

void remit_html::open(remit_open_view const& c, std::string& out) {
    section("open", "Never answered", {"Claim", "Charge", "Sent", "Days", "Front end", "State"}, out);
    row({std::string{open_value(c.claim)}, dollars(c.charge.cents), c.submitted.iso(), std::to_string(c.days),
         std::string{c.front_end}, c.overdue ? "overdue: ask the payer" : "waiting"},
        out);
}

void remit_html::remark(remit_remark_view const& r, std::string& out) {
    section("remarks", "What to look at", {"What", "Claim", "Message"}, out);
    row({std::string{r.id}, std::string{open_value(r.claim)}, std::string{r.message}}, out);
}

void remit_html::end(std::string& out) {
    close_section(out);
    out += "</main>\n<footer>\n<p>";
    append_escaped(about_, out);
    out += ", SHA-256 <code>";
    append_escaped(pack_sha256_, out);
    out +=
        "</code>.</p>\n<p>A decision is made from the amounts, never from the claim’s status code alone. What could "
        "not be "
        "matched for sure is told as such.</p>\n</footer>\n</div>\n</body>\n</html>\n";
}

}  // namespace

std::unique_ptr<remit_report> make_remit_html(answer_tables const& answers) {
    return std::make_unique<remit_html>(answers);
}

}  // namespace orthoscrub::scrub
