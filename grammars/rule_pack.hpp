#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "parser/model/date.hpp"
#include "parser/text/fault.hpp"

namespace orthoscrub::grammars {

/// Where something stands in a rule file; both count from 1.
struct source_place {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
};

/// A rule file that cannot be used, told as a person would: place, what was expected, nearest known name.
struct rule_error {
    std::string file;
    source_place at;
    std::string message;     ///< "expected \"any\", \"all\" or \"none\", got \"every\""
    std::string suggestion;  ///< nearest known name; may be empty
    std::string excerpt;     ///< the line of the file
};

/// "file:14:23: message", the line, and a caret under the place.
[[nodiscard]] std::string render(rule_error const& error);

// ---- conditions ----------------------------------------------------------------------------------------------

enum class comparison : std::uint8_t { equal, not_equal, less, less_equal, greater, greater_equal };

/// The subject's fact `name` holds: `narrative.present`, `prior_auth.given`.
struct fact_test {
    std::string name;
    source_place at;
};

/// A symbol, number, amount or date in a condition.
struct literal {
    std::variant<std::string, std::int64_t, model::date>
        value;  ///< numbers in thousandths, amounts in thousandths of a dollar
    source_place at;

    /// The symbol, or an empty view for a number or a date. Lists of modifiers, classes and payers hold symbols only.
    [[nodiscard]] std::string_view symbol() const noexcept;
};

/// `units > 1`, `kind = base`, `charge < narrative.price`. To the right of = and != a word with a dot is a fact and one
/// without is a symbol; to the right of < <= > >= any word is a fact, because symbols have no order.
struct fact_comparison {
    std::string name;
    comparison op = comparison::equal;
    std::variant<literal, fact_test> right;
    source_place at;
};

/// `kind in { base, addition }`.
struct fact_membership {
    std::string name;
    std::vector<literal> values;
    source_place at;
};

/// `code in noc`, `code in prior_auth at dos`, `diagnosis in contracture`.
struct table_membership {
    std::string name;  ///< the fact that gives the code
    std::string table;
    bool dated = false;  ///< "at dos"
    source_place at;
    source_place table_at;
};

/// `modifiers has any { RT, LT }`, `has all`, `has none`, `has more than 1 of { ... }`, `has exactly 1 of { ... }`,
/// and the same with classes: `modifiers has any of class { anesthesia, surgery }`.
struct modifier_test {
    enum class quantifier : std::uint8_t { any, all, none, more_than, exactly };
    quantifier how = quantifier::any;
    std::uint32_t number = 0;  ///< for more_than and exactly
    bool classes = false;      ///< `names` are modifier classes
    std::vector<literal> names;
    source_place at;
};

struct condition;
/// `no FACT`, `not CONDITION`, `FACT not in ...`: they mean the same; `no` keeps which word the file used.
struct negation {
    std::unique_ptr<condition> operand;
    bool no = false;
};
/// `a and b and c`: two or more operands, none of them a conjunction.
struct conjunction {
    std::vector<condition> operands;
};
/// `a or b or c`: two or more operands, none of them a disjunction.
struct disjunction {
    std::vector<condition> operands;
};

struct condition {
    std::variant<fact_test, fact_comparison, fact_membership, table_membership, modifier_test, negation, conjunction,
                 disjunction>
        node;
};

/// True when two conditions say the same, wherever they stand: equal trees, places aside.
[[nodiscard]] bool same(condition const& a, condition const& b);

// ---- rules ---------------------------------------------------------------------------------------------------

/// What a rule is judged on, once each.
enum class rule_scope : std::uint8_t { claim, line, diagnosis, provider, note, attachment, authorization, batch };

/// One arm of `severity error for medicare.dme when modifiers has any { RR }, note`. The first that matches wins.
struct severity_arm {
    text::severity level = text::severity::error;
    std::vector<literal> payers;  ///< empty: all
    std::optional<condition> when;
    source_place at;
};

/// `predicts CARC 16 RARC N822 N823 | 277CA A7:453 | 999 I6 DTP`: each alternative is one prediction.
struct prediction {
    std::string group;  ///< CO, PR, OA; may be empty
    std::string carc;   ///< may be empty
    std::vector<std::string> rarcs;
    std::string status;  ///< 277CA category:status, may be empty
    /// Code of IK403 where the finding points at an element, else of IK304; may be empty. Source: 999, 005010X231A1.
    std::string guide_reply;
    std::string guide_segment;  ///< the segment that is missing (IK301 of I6), when it is not the one pointed at
};

/// `source S22 "title" https://...`
struct rule_source {
    std::string key, title, url;
};

/// `flags "SV1*..." "DTP*..." on 2025-03-01 in CA as medicare.dme with note.required=true`
struct rule_example {
    bool flagged = false;
    std::vector<std::string> segments;
    model::date on;  ///< empty: the template's date
    std::string state;
    std::string payer;  ///< class or profile
    std::vector<std::pair<std::string, std::string>> facts;
    source_place at;
};

enum class fix_level : std::uint8_t { none, show, unsafe, safe };

/// Where a finding of the rule points: `at code`, `at modifier { UE, RR }`, `at charge`.
struct rule_locator {
    std::string name;                ///< empty: the subject's own segment
    std::vector<literal> modifiers;  ///< for `modifier { ... }`: the first of these on the line
    source_place at;
};

/// One rule as written. Strings are owned.
struct rule_ast {
    std::string file;
    source_place at;
    std::string id, title;
    rule_scope scope = rule_scope::line;
    std::vector<literal> payers;               ///< empty: all
    model::date effective_from, effective_to;  ///< empty: open
    std::vector<severity_arm> severities;
    std::optional<condition> applies;
    std::optional<condition> when;  ///< always set after a successful read
    rule_locator locator;
    std::string message, remedy;         ///< `message`, `do`; with {placeholders}
    source_place message_at, remedy_at;  ///< of the opening quote
    std::vector<prediction> predicts;
    std::vector<rule_source> sources;
    std::string confidence;  ///< high, medium, low
    fix_level fix = fix_level::none;
    std::string fix_text;
    std::string needs;  ///< input that wakes the rule: "profile", "history.csv"; may be empty
    std::vector<rule_example> examples;
    std::string family;  ///< the folder that holds the file: modifiers, laterality, noc, ...
};

/// Reads the rules of one file; the folder that holds the file is the family. Judges the syntax, missing and repeated
/// keys, dates, ids, the segments of examples, and that a rule of medium or low confidence is no error. Names of facts,
/// tables, modifiers, payers and placeholders are checked by the compiler.
/// Appends only rules without fault; on failure `errors` has a new entry for each faulty rule.
[[nodiscard]] bool read_rules(std::string_view text, std::string_view file, std::vector<rule_ast>& rules,
                              std::vector<rule_error>& errors);

/// Reads one condition that stands alone, as after `when`. Nothing when `errors` got a new entry.
[[nodiscard]] std::optional<condition> read_condition(std::string_view text, std::vector<rule_error>& errors);

/// The condition in the words of the rule file, parenthesised only where needed: for `explain` and `trace`.
[[nodiscard]] std::string to_text(condition const& c);
[[nodiscard]] std::string_view to_string(rule_scope scope) noexcept;
[[nodiscard]] std::string_view to_string(fix_level level) noexcept;

}  // namespace orthoscrub::grammars
