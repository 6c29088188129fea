// Asks every table for the code and puts the answers in words. Dated answers say the day they are given for and what the
// table says about other days, so that nobody takes today's rule for last year's.
#include "scrubber/codes/code_lookup.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace orthoscrub::scrub {

namespace {

std::string days_text(day_range days) {
    if (days.first.empty() && days.last.empty()) return "no dates in the table";
    std::string text = days.first.empty() ? "always" : "from " + days.first.iso();
    if (!days.last.empty()) text += " to " + days.last.iso();
    return text;
}

/// "on 2026-05-01: yes (from 2014-01-01)".
std::string dated(model::date on, bool holds, std::string_view yes, std::string_view no, std::string const& rest) {
    if (on.empty()) return rest;
    return fmt::format("on {}: {} ({})", on.iso(), holds ? yes : no, rest);
}

std::string listed(std::string_view codes) {
    std::string text;
    for (char const c : codes) {
        if (c == '|') text += ", ";
        else text += c;
    }
    return text;
}

class look {
public:
    look(code_tables const& tables, std::string_view code, model::date on, std::string_view state)
        : tables_{tables}, code_{code}, on_{on}, state_{state} {}

    std::vector<code_answer> run() {
        procedure();
        modifier();
        diagnosis();
        answers();
        forms();
        return std::move(found_);
    }

private:
    code_answer& begin(std::string_view kind, std::string_view table, std::string_view code, std::string_view name) {
        code_answer made;
        made.kind = kind;
        made.table = table;
        for (table_info const& info : tables_.infos())
            if (info.name == table) made.release = info.release;
        made.code = code;
        made.name = name;
        return found_.emplace_back(std::move(made));
    }
    void say(std::string_view key, std::string text) {
        if (!text.empty()) found_.back().lines.push_back({key, std::move(text)});
    }

    void procedure() {
        code_id const id = tables_.find(code_);
        if (id == code_id::unknown) return;
        code_row const& row = tables_.row(id);
        code_text const& text = tables_.hcpcs.text(id);
        begin("procedure code", row.l_code ? "lcodes" : "other_codes", text.code, text.short_name);
        if (row.l_code) say("what", what(row));
        bool const after_table = !on_.empty() && row.effective.last.empty() &&
                                 !tables_.hcpcs.info().covers_to.empty() && on_ > tables_.hcpcs.info().covers_to;
        say("valid",
            dated(on_, row.effective.contains(on_),
                  after_table ? "yes as far as is known: the table ends on " + tables_.hcpcs.info().covers_to.iso()
                              : "yes",
                  "no", days_text(row.effective)));
        say("replaced_by", listed(text.replaced_by));
        if (row.twin != code_id::unknown)
            say("twin",
                fmt::format("{}, {}", tables_.hcpcs.text(row.twin).code, to_string(tables_.row(row.twin).fabrication)));
        if (row.noc) say("unlisted", "yes: describe the item in SV101-7 and NTE (box 24 shaded)");
        say("specific_codes", std::string{text.specific_codes});
        if (!row.l_code) return;
        say("side", side(row));
        say("policy", std::string{text.policy});
        say("coverage", row.kx_rule ? fmt::format("the policy wants one of KX, GA, GZ{}",
                                                  row.kx_inferred ? " (inferred from the family of codes)" : "")
                                    : "no policy that we read asks for KX, GA or GZ");
        if (row.cg != cg_rule::no)
            say("cg",
                row.cg == cg_rule::yes ? "CG when it is not elastic or has a rigid panel" : "CG with a rigid part");
        prior_authorization(id);
        if (row.f2f_listed)
            say("order", dated(on_, row.f2f_wopd_on(on_), "visit and written order before delivery", "not asked for",
                               days_text(row.f2f)));
        if (row.pdac != pdac_rule::no)
            say("pdac", row.pdac == pdac_rule::yes ? "product needs coding verification"
                                                   : "product of a central fabricator needs coding verification");
        if (row.requires_base) say("base", "billed with a base orthosis, or as a replacement (RA, RB)");
        if (auto const fee = tables_.fees.allowed(id, state_, on_))
            say("fee", fmt::format("{} in {}, non-rural (fee schedule {})", model::to_string(*fee), state_,
                                   tables_.fees.info().release));
    }

    static std::string what(code_row const& row) {
        std::string text{row.kind == device_kind::base ? std::string_view{"orthosis"} : to_string(row.kind)};
        text += fmt::format(", {}", to_string(row.region));
        switch (row.fabrication) {
            case fabrication_kind::ots:
                text += ", ready-made, off the shelf";
                break;
            case fabrication_kind::custom_fitted:
                text += ", ready-made, fitted by an expert (custom-fitted)";
                break;
            case fabrication_kind::custom_fabricated:
                text += ", made for one patient (custom-fabricated)";
                break;
            case fabrication_kind::any:
            case fabrication_kind::not_stated:
                break;
        }
        return text;
    }

    static std::string side(code_row const& row) {
        std::string const inferred = row.side_inferred ? " (inferred)" : "";
        if (row.side == side_rule::required) return "RT or LT is required" + inferred;
        if (row.side == side_rule::allowed) return "RT or LT is allowed" + inferred;
        return "RT and LT do not belong on the line" + inferred;
    }

    void prior_authorization(code_id id) {
        auto const rows = tables_.hcpcs.prior_auth(id);
        if (rows.empty()) {
            say("prior_auth", "never listed by Medicare");
            return;
        }
        if (!on_.empty()) {
            tri const active = tables_.hcpcs.prior_auth_active(id, on_, state_);
            say("prior_auth",
                fmt::format("on {}: {}", on_.iso(),
                            active == tri::yes  ? fmt::format("required; {} stands in for it when the need is acute",
                                                              rows.front().bypass)
                            : active == tri::no ? "not required"
                                                : "depends on the patient's state: give --in"));
        }
        for (prior_auth_row const& row : rows)
            say(on_.empty() ? "prior_auth" : "prior_auth_days",
                days_text(row.days) + (row.everywhere ? ", everywhere" : ", in some states"));
    }

    void modifier() {
        modifier_id const id = tables_.find_modifier(code_);
        if (id == modifier_id::unknown) {
            if (tables_.modifiers.only_official(code_)) begin("modifier", "hcpcs_modifiers", code_, "");
            return;
        }
        modifier_row const& row = tables_.modifiers.row(id);
        begin("modifier", "modifiers", row.code, row.meaning);
        say("class", std::string{to_string(row.kind)});
        say("valid", dated(on_, row.effective.contains(on_), "yes", "no", days_text(row.effective)));
        say("on_l_codes", row.on_l_code == modifier_use::yes    ? "belongs on orthosis lines"
                          : row.on_l_code == modifier_use::rare ? "rarely: some payers or situations"
                                                                : "does not belong on orthosis lines");
        std::string others;
        for (std::size_t other = 1; other < tables_.modifiers.rows().size(); ++other)
            if (row.exclusive.has(static_cast<modifier_id>(other)))
                others += (others.empty() ? "" : ", ") +
                          std::string{tables_.modifiers.row(static_cast<modifier_id>(other)).code};
        say("not_with", others);
    }

    void diagnosis() {
        std::string plain;
        std::copy_if(code_.begin(), code_.end(), std::back_inserter(plain), [](char c) { return c != '.'; });
        icd10_row const* const row = tables_.icd10.find(plain);
        if (row == nullptr) return;
        begin("diagnosis", "icd10", plain.size() > 3 ? plain.substr(0, 3) + '.' + plain.substr(3) : plain, row->name);
        say("in_file", plain);
        say("billable", row->billable ? dated(on_, row->effective.contains(on_), "yes", "no", days_text(row->effective))
                        : row->issue == icd10_issue::retired ? "no: retired, " + days_text(row->effective)
                                                             : "no: a heading, more characters are needed");
        say("replaced_by", listed(row->replaced_by));
    }

    void answer(std::string_view kind, std::string_view table, answer_row const* row) {
        if (row == nullptr) return;
        begin(kind, table, row->code, row->meaning);
        if (kind == "CARC" && !row->usual_group.empty()) say("usual_group", std::string{row->usual_group});
        if (kind == "group code") say("who_bears_it", std::string{row->usual_group});
        if (kind == "RARC" && row->alert) say("alert", "informs only");
        if (kind == "claim status category") say("rejects", row->rejects ? "yes: the claim was not taken in" : "no");
    }

    /// What an adjustment with the CARC counts as: a line a row, in the order in which they are tried.
    void adjustment_classes(bool named) {
        auto const rows = tables_.adjustments.rows_of(code_);
        if (rows.empty()) {
            if (named) say("class", std::string{to_string(carc_class::unknown)} + ": treated as a denial");
            return;
        }
        if (!named) begin("CARC", "carc_classes", code_, {});
        for (carc_classes::row const& row : rows) {
            if (!on_.empty() && !row.days.contains(on_)) continue;
            std::string text{to_string(row.kind)};
            if (row.groups != 0) text += " in group " + group_list(row.groups);
            if (row.sign != 0) text += row.sign < 0 ? ", amount below zero" : ", amount above zero";
            if (row.asks_remarks) text += " with RARC " + listed(row.rarcs);
            if (!row.days.first.empty() || !row.days.last.empty()) text += ", " + days_text(row.days);
            say("class", std::move(text));
        }
    }

    void answers() {
        answer_tables const& t = tables_.answers;
        answer("CARC", "carc", t.carc(code_));
        adjustment_classes(t.carc(code_) != nullptr);
        answer("RARC", "rarc", t.rarc(code_));
        answer("group code", "group_codes", t.group(code_));
        std::size_t const colon = code_.find(':');
        answer("claim status category", "claim_status", t.status_category(code_.substr(0, colon)));
        answer("claim status", "claim_status",
               t.status(colon == std::string_view::npos ? code_ : code_.substr(colon + 1)));
        for (frontend_reject const& row : t.rejects()) {
            std::string const pair = fmt::format("{}:{}", row.category, row.status);
            if (colon == std::string_view::npos || !code_.starts_with(pair)) continue;
            begin("front-end reject", "frontend_rejects",
                  pair + (row.entity.empty() ? "" : fmt::format(":{}", row.entity)), row.meaning);
            say("edit", std::string{row.edit});
        }
    }

    void forms() {
        if (place_row const* const row = tables_.forms.place(code_)) {
            begin("place of service", "pos", row->code, row->name);
            say("orthosis", row->orthosis == place_verdict::accept  ? "Medicare takes an orthosis there"
                            : row->orthosis == place_verdict::warn  ? "Medicare may not take an orthosis there"
                            : row->orthosis == place_verdict::error ? "Medicare does not take an orthosis there"
                                                                    : "not known");
        }
        if (state_row const* const row = tables_.places.state(code_)) {
            begin("state", "states", row->code, row->name);
            say("country", row->us ? "United States" : "Canada");
        }
        if (taxonomy_row const* const row = tables_.forms.taxonomy(code_)) {
            begin("taxonomy", "taxonomy", row->code, row->name);
            say("role", row->role == taxonomy_role::supplier           ? "supplies"
                        : row->role == taxonomy_role::orderer          ? "orders"
                        : row->role == taxonomy_role::orderer_supplier ? "orders or supplies"
                                                                       : "implausible");
        }
    }

    code_tables const& tables_;
    std::string_view code_;
    model::date on_;
    std::string_view state_;
    std::vector<code_answer> found_;
};

}  // namespace

std::vector<code_answer> look_up(code_tables const& tables, std::string_view code, model::date on,
                                 std::string_view state) {
    std::string upper;
    for (char const c : code) upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return look{tables, upper, on, state}.run();
}

}  // namespace orthoscrub::scrub
