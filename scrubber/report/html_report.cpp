// check --format html: one page. Dollars and the table of rules stand first but are known last, so cards wait in
// grouped_chunks; the order of the groups is by severity, then what holds up a whole file, then
// dollars. A rendered finding carries a head that only this
// file reads: group, claim, line and amount, from which the sums of a group are made when it is placed.
#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <vector>

#include "scrubber/report/grouped_chunks.hpp"
#include "scrubber/report/html_card.hpp"
#include "scrubber/report/html_page.hpp"
#include "scrubber/report/report.hpp"

namespace orthoscrub::scrub {
namespace {

/// Groups of more findings than this are closed at first; so is everything but STOP beyond ten times as many.
constexpr std::uint64_t open_limit = 50;

/// A group of at most so many findings ends with its why; a longer one begins with it, so that it is not lost.
constexpr std::uint64_t short_group = 10;

/// Where the table is sorted by dollars, a file as a whole stands above any amount.
constexpr std::int64_t whole_file_key = 1'000'000'000'000'000;

/// What stands before the card in a rendered finding.
struct chunk_head {
    std::uint64_t group = 0;
    std::uint64_t claim = 0;  ///< ordinal; 0 none
    std::uint64_t line = 0;   ///< hash of LX01; 0 the claim as a whole
    std::int64_t cents = 0;
};

struct finding_group {
    std::string_view word;
    std::string rule, title;
    std::string because;
    std::uint64_t findings = 0;
    std::uint64_t cards = 0;  ///< of these; the others are left out
    std::uint64_t lines = 0;  ///< or claims, for findings of claims as a whole
    std::int64_t cents = 0;
    bool whole_file = false;  ///< speaks of a file, its envelope or hierarchy: all its claims hang on it
    std::size_t file = 0;
    std::uint64_t claim = 0, line = 0;  ///< of the finding before: each line counts once
};

class html_report final : public report {
public:
    explicit html_report(answer_tables const& answers) : answers_{answers} {}

    void begin(run_info const& run, std::string&) override {
        about_ = "orthoscrub " + std::string{run.version} + ", rule pack " + std::string{run.pack_name} + ' ' +
                 std::string{run.pack_version};
        pack_sha256_ = run.pack_sha256;
    }
    void render(finding_view const& f, std::string& out) override;
    void place(std::string_view rendered, std::string& out) override;
    bool sums_left_out() const noexcept override { return true; }
    void render_left_out(finding_view const& f, std::string& out) override;
    void place_left_out(std::string_view rendered) override;
    void end_file(file_result const& file, std::string&) override {
        files_.push_back(file);
        files_.back().counts.by_rule.clear();
    }
    void end(run_summary const& summary, std::string& out) override;
    bool more(std::string& out) override;
    bool failed() const noexcept override { return chunks_.failed(); }

private:
    std::size_t group_of(finding_view const& f);
    finding_group& sum_up(chunk_head const& head);
    void append_stake(run_summary const& summary, std::string& out) const;
    void append_rules(std::string& out) const;
    void append_filter(std::string& out) const;
    void append_group_head(finding_group const& group, std::string& out) const;
    void append_not_checked(std::string& out) const;
    void append_files(std::string& out) const;
    void append_tail(std::string& out) const;

    answer_tables const& answers_;
    std::string about_, pack_sha256_;
    std::string item_;  ///< reused
    std::map<std::pair<unsigned, std::string>, std::size_t> index_;
    std::vector<finding_group> groups_;
    grouped_chunks chunks_;
    std::vector<file_result> files_;
    std::vector<std::size_t> order_;
    std::uint64_t findings_ = 0;
    std::size_t next_ = 0;  ///< in order_: the group to be given
    bool inside_ = false;   ///< its head has been given
    bool ended_ = false;
};

std::size_t html_report::group_of(finding_view const& f) {
    std::string_view const word = screen_word(f.level, f.fix);
    auto const [at, fresh] = index_.try_emplace({word_rank(word), std::string{f.rule}}, groups_.size());
    if (fresh) {
        finding_group group;
        group.word = word;
        group.rule = f.rule;
        group.title = f.title.empty() ? f.rule : f.title;
        append_because(f, answers_, group.because);
        groups_.push_back(std::move(group));
    }
    return at->second;
}

void html_report::render(finding_view const& f, std::string& out) {
    render_left_out(f, out);
    append_card(f, out);
}

void html_report::render_left_out(finding_view const& f, std::string& out) {
    chunk_head head;
    head.group = group_of(f);
    if (f.claim) {
        head.claim = f.claim->ordinal;
        if (f.claim->charge.usable()) head.cents = f.claim->charge.value.cents;
    }
    if (f.line) {
        head.line = std::hash<std::string_view>{}(f.line->number) | 1;
        head.cents = f.line->charge.usable() ? f.line->charge.value.cents : 0;
    }
    out.append(reinterpret_cast<char const*>(&head), sizeof head);
}

void html_report::place(std::string_view rendered, std::string&) {
    chunk_head head;
    std::memcpy(&head, rendered.data(), sizeof head);
    item_ = "<li class=\"card\" data-cents=\"" + std::to_string(head.cents) + "\" data-file=\"" +
            std::to_string(files_.size()) + "\">";
    item_ += rendered.substr(sizeof head);
    item_ += "</li>\n";
    chunks_.add(head.group, item_);
    ++sum_up(head).cards;
}

void html_report::place_left_out(std::string_view rendered) {
    chunk_head head;
    std::memcpy(&head, rendered.data(), sizeof head);
    sum_up(head);
}

finding_group& html_report::sum_up(chunk_head const& head) {
    finding_group& group = groups_[head.group];
    bool const again =
        group.findings != 0 && group.file == files_.size() && group.claim == head.claim && group.line == head.line;
    ++group.findings;
    ++findings_;
    if (head.claim == 0) group.whole_file = true;
    if (!again && head.claim != 0) {
        group.cents += head.cents;
        ++group.lines;
    }
    group.file = files_.size();
    group.claim = head.claim;
    group.line = head.line;
    return group;
}

void html_report::append_stake(run_summary const& summary, std::string& out) const {
    scrub_counts const& c = summary.counts;
    out +=
        "<section class=\"panel stake\" aria-labelledby=\"stake\">\n<div><h2 id=\"stake\">At stake</h2><p "
        "class=\"sum\">" +
        dollars(c.stake_cents) + "</p><p>";
    if (c.findings() == 0)
        out += "Nothing found in " + counted(c.claims, "claim", "claims") + " with " +
               counted(c.lines, "line", "lines") + '.';
    else
        out += "charged on " + grouped(c.stake_lines) + " of " + counted(c.lines, "line", "lines") + ", in " +
               grouped(c.stake_claims) + " of " + counted(c.claims, "claim", "claims") +
               ". A line counts once, however many findings it has; notes put nothing at stake.";
    if (std::string const expected = expected_sentence(c); !expected.empty()) out += "</p><p>" + escaped(expected);
    if (summary.left_out != 0)
        out += "</p><p>" + escaped(left_out_sentence(summary.left_out, c.findings(), summary.max_findings)) +
               " All counts and dollars on this page hold them, too.";
    out += "</p></div>\n<ul class=\"tiles\">";
    struct tile {
        std::string_view word, meaning;
    };
    for (tile const& t :
         {tile{"STOP", "will be rejected or denied"}, tile{"FIX", "probably; the program can repair it"},
          tile{"CHECK", "probably; a person must look"}, tile{"NOTE", "advice"}}) {
        std::uint64_t count = 0;
        for (finding_group const& group : groups_)
            if (group.word == t.word) count += group.findings;
        out += "<li>";
        append_word(t.word, out);
        out += " <strong>" + grouped(count) + "</strong><small>";
        out += t.meaning;
        out += "</small></li>";
    }
    out += "</ul>\n</section>\n";
}

std::string anchor(finding_group const& group) {
    std::string id = "g-" + std::to_string(word_rank(group.word)) + '-';
    for (char const c : group.rule) id += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '-';
    return id;
}

void html_report::append_rules(std::string& out) const {
    if (order_.empty()) return;
    out +=
        "<section aria-labelledby=\"rules\">\n<h2 id=\"rules\">What to work on</h2>\n<div class=\"scroll\">"
        "<table class=\"sortable stack\"><caption>One row a rule. Dollars are the charges that the rule touches; a "
        "line under two rules stands in both rows.</caption>\n<thead><tr><th scope=\"col\">Severity</th><th "
        "scope=\"col\">What is asked</th><th scope=\"col\" class=\"number\">Findings</th><th scope=\"col\" "
        "class=\"number\">Dollars</th></tr></thead>\n<tbody>\n";
    for (std::size_t const at : order_) {
        finding_group const& group = groups_[at];
        out += "<tr><td data-key=\"" + std::to_string(3 - word_rank(group.word)) + "\">";
        append_word(group.word, out);
        out += "</td><th scope=\"row\"><a href=\"#" + anchor(group) + "\">";
        append_escaped(group.title, out);
        out += "</a></th><td class=\"number\" data-label=\"Findings\" data-key=\"" + std::to_string(group.findings) +
               "\">" + grouped(group.findings) + "</td><td class=\"number\" data-label=\"Dollars\" data-key=\"" +
               std::to_string(group.whole_file ? whole_file_key : group.cents) + "\">" +
               (group.whole_file ? "whole file" : dollars(group.cents)) + "</td></tr>\n";
    }
    out += "</tbody></table></div>\n</section>\n";
}

void html_report::append_filter(std::string& out) const {
    out +=
        "<form class=\"filter\" hidden>\n<div><label class=\"label\" for=\"find\">Find</label><input type=\"search\" "
        "id=\"find\" name=\"find\" placeholder=\"claim, code, word\" autocomplete=\"off\"></div>\n"
        "<fieldset><legend>Severity</legend>";
    for (std::string_view const word : {"STOP", "FIX", "CHECK", "NOTE"}) {
        out += "<label class=\"tick\"><input type=\"checkbox\" name=\"word\" value=\"";
        out += word;
        out += "\" checked> ";
        out += word;
        out += "</label>";
    }
    out += "</fieldset>\n";
    if (files_.size() > 1) {
        out +=
            "<div><label class=\"label\" for=\"file\">File</label><select id=\"file\" name=\"file\"><option "
            "value=\"\">all files</option>";
        for (std::size_t i = 0; i < files_.size(); ++i) {
            out += "<option value=\"" + std::to_string(i) + "\">";
            append_escaped(files_[i].path, out);
            out += "</option>";
        }
        out += "</select></div>\n";
    }
    out +=
        "<div><label class=\"label\" for=\"order\">Order</label><select id=\"order\" name=\"order\"><option "
        "value=\"place\">as in the file</option><option value=\"charge\">highest charge first</option></select></div>\n"
        "<div><button type=\"button\" id=\"unfold\">Open or close all</button> <button "
        "type=\"reset\">Show everything</button></div>\n<p id=\"shown\" role=\"status\" "
        "class=\"quiet\"></p>\n</form>\n";
}

void html_report::append_group_head(finding_group const& group, std::string& out) const {
    bool const few = group.findings <= open_limit && (findings_ <= 10 * open_limit || group.word == "STOP");
    out += "<details class=\"group\" id=\"" + anchor(group) + "\" data-word=\"";
    out += group.word;
    out += "\" data-rule=\"";
    append_escaped(group.rule, out);
    out += few ? "\" open>\n<summary>" : "\">\n<summary>";
    append_word(group.word, out);
    out += "<h3>";
    append_escaped(group.title, out);
    out += "</h3><span class=\"facts\">" + counted(group.findings, "finding", "findings");
    if (group.whole_file) out += ", <b>whole file</b>";
    else if (group.cents != 0) out += ", <b>" + dollars(group.cents) + "</b>";
    out += "</span></summary>\n";
    if (group.findings > short_group) out += group.because;
    if (group.cards != group.findings) {
        out += "<p class=\"quiet\">";
        if (group.cards == 0) out += "Left out here.";
        else out += "The first " + grouped(group.cards) + " of " + grouped(group.findings) + ".";
        out += "</p>\n";
    }
    out += "<ol class=\"cards\">\n";
}

void html_report::append_not_checked(std::string& out) const {
    out += "<section aria-labelledby=\"unchecked\">\n<h2 id=\"unchecked\">Not checked</h2>\n";
    bool any = false;
    for (file_result const& file : files_) {
        for (not_checked_count const& entry : file.not_checked) {
            if (!any)
                out +=
                    "<div class=\"scroll\"><table class=\"stack\"><caption>Not checked is not the same as "
                    "passed.</caption>\n<thead><tr><th scope=\"col\">Rule</th><th scope=\"col\">Reason</th><th "
                    "scope=\"col\" class=\"number\">Times</th><th scope=\"col\">File</th></tr></thead>\n<tbody>\n";
            any = true;
            out += "<tr><th scope=\"row\"><code>";
            append_escaped(entry.rule, out);
            out += "</code></th><td>";
            append_escaped(entry.reason, out);
            out += "</td><td class=\"number\" data-label=\"Times\">" + grouped(entry.count) +
                   "</td><td data-label=\"File\">";
            append_escaped(file.path, out);
            out += "</td></tr>\n";
        }
    }
    out += any ? "</tbody></table></div>\n" : "<p>Every rule could be judged on every line it is about.</p>\n";
    out += "</section>\n";
}

void html_report::append_files(std::string& out) const {
    out +=
        "<section aria-labelledby=\"files\">\n<h2 id=\"files\">Files</h2>\n<div class=\"scroll\"><table "
        "class=\"stack\">\n<thead><tr><th scope=\"col\">File</th><th scope=\"col\" class=\"number\">Claims</th><th "
        "scope=\"col\" class=\"number\">Lines</th><th scope=\"col\" class=\"number\">Findings</th><th scope=\"col\" "
        "class=\"number\">At stake</th><th scope=\"col\">State</th></tr></thead>\n<tbody>\n";
    for (file_result const& file : files_) {
        out += "<tr><th scope=\"row\">";
        append_escaped(file.path == "-" ? "standard input" : file.path, out);
        auto const number = [&](std::string_view label, std::string const& words) {
            out += "</td><td class=\"number\" data-label=\"";
            out += label;
            out += "\">" + words;
        };
        out += "</th><td class=\"number\" data-label=\"Claims\">" + grouped(file.counts.claims);
        number("Lines", grouped(file.counts.lines));
        number("Findings", grouped(file.counts.findings()));
        number("At stake", dollars(file.counts.stake_cents));
        out += "</td><td>";
        if (file.status == file_status::clean) out += "read, nothing found";
        else if (file.status == file_status::findings) out += "read";
        else if (file.trouble.empty()) out += "not read";
        else append_escaped("It " + file.trouble + ".", out);
        out += "</td></tr>\n";
    }
    out += "</tbody></table></div>\n</section>\n";
}

void html_report::end(run_summary const& summary, std::string& out) {
    order_.clear();
    for (std::size_t i = 0; i < groups_.size(); ++i)
        if (groups_[i].findings != 0) order_.push_back(i);
    std::sort(order_.begin(), order_.end(), [this](std::size_t a, std::size_t b) {
        finding_group const &x = groups_[a], &y = groups_[b];
        if (x.word != y.word) return word_rank(x.word) < word_rank(y.word);
        if (x.whole_file != y.whole_file) return x.whole_file;
        if (x.cents != y.cents) return x.cents > y.cents;
        return x.rule < y.rule;
    });
    std::string const subject = files_.size() == 1 ? (files_[0].path == "-" ? "standard input" : files_[0].path)
                                                   : counted(files_.size(), "file", "files");
    append_page_head("Claim check: " + subject, order_.empty() ? std::string_view{} : report_script(), out);
    out += files_.size() == 1 ? "<body class=\"one-file\">" : "<body>";
    out +=
        "\n<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n<div "
        "class=\"page\">\n<header>\n<h1>Claim "
        "check: ";
    append_escaped(subject, out);
    out += "</h1>\n<p class=\"quiet\">" + counted(summary.counts.claims, "claim", "claims") + ", " +
           counted(summary.counts.lines, "line", "lines") + ", " +
           counted(summary.counts.findings(), "finding", "findings") +
           ". Claims are named by control number, never by person.</p>\n</header>\n<main>\n";
    append_stake(summary, out);
    append_rules(out);
    out += "<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">Findings</h2>\n";
    if (order_.empty()) out += "<p class=\"panel none\">None.</p>\n";
    else append_filter(out);
}

bool html_report::more(std::string& out) {
    if (next_ < order_.size()) {
        if (!inside_) {
            append_group_head(groups_[order_[next_]], out);
            chunks_.open(order_[next_]);
            inside_ = true;
        } else if (!chunks_.next(out)) {
            if (chunks_.failed()) return false;
            out += "</ol>\n";
            finding_group const& group = groups_[order_[next_]];
            if (group.findings <= short_group) out += group.because;
            out += "</details>\n";
            inside_ = false;
            ++next_;
        }
        return true;
    }
    if (ended_) return false;
    ended_ = true;
    append_tail(out);
    return true;
}

void html_report::append_tail(std::string& out) const {
    out += "</section>\n";
    append_not_checked(out);
    append_files(out);
    out += "</main>\n<footer>\n<p>";
    append_escaped(about_, out);
    out += ", SHA-256 <code>";
    append_escaped(pack_sha256_, out);
    out +=
        "</code>.</p>\n<p>A word says how sure a finding is: STOP will be rejected or denied; FIX and CHECK probably; "
        "NOTE is advice. “orthoscrub explain RULE” tells all about a rule.</p>\n</footer>\n</div>\n";
    if (!order_.empty()) {
        out += "<script>";
        out += report_script();
        out += "</script>\n";
    }
    out += "</body>\n</html>\n";
}

}  // namespace

std::unique_ptr<report> make_html_report(answer_tables const& answers) {
    return std::make_unique<html_report>(answers);
}

}  // namespace orthoscrub::scrub
