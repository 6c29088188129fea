#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "grammars/rule_pack.hpp"

namespace orthoscrub::grammars::detail {

/// Builds `rule_ast` from the tokens that the rule grammar recognises: the grammar's sink, free of Spirit.
/// Every token is a view into the file that was given, so its address is its place. The grammar decides by the first
/// token and never backtracks over a call, so nothing here needs undoing.
class rule_reader {
public:
    rule_reader(std::string_view text, std::string_view file, std::vector<rule_ast>& rules,
                std::vector<rule_error>& errors);

    // A rule and its keys.
    void begin_rule(std::string_view id);
    void end_rule();
    void drop_rule();  ///< after a syntax error
    void key(std::string_view name);

    // Quoted texts: pieces side by side are one text, joined by a blank.
    void text_piece(std::string_view raw);
    void set_title();
    void set_message();
    void set_remedy();

    void set_scope(std::string_view word);
    void add_payer(std::string_view word);
    void set_from(std::string_view day);
    void set_to(std::string_view day);
    void set_confidence(std::string_view word);
    void set_needs(std::string_view word);
    void begin_fix(std::string_view level);
    void set_fix_text();
    void set_locator(std::string_view name);
    void add_locator_modifier(std::string_view word);
    void set_applies();
    void set_when();

    void add_severity(std::string_view level);
    void add_severity_payer(std::string_view word);
    void set_severity_condition();

    void begin_prediction();
    void set_group(std::string_view word);
    void set_carc(std::string_view word);
    void add_rarc(std::string_view word);
    void set_status(std::string_view word);
    bool set_guide_reply(std::string_view code);  ///< false: no code of IK304 or IK403 says it
    void set_guide_segment(std::string_view word);

    void begin_source(std::string_view key);
    void set_source_title();
    void set_source_url(std::string_view url);

    void begin_example(std::string_view keyword);
    void add_segment(std::string_view raw);
    void set_example_date(std::string_view day);
    void set_example_state(std::string_view word);
    void set_example_payer(std::string_view word);
    void add_example_fact(std::string_view name);
    void set_example_value(std::string_view word);

    // Conditions, on a stack: a comparison, list or quantifier changes the top.
    bool deeper(std::string_view where);  ///< false beyond the limit of nesting
    void shallower();
    void push_fact(std::string_view name);
    void compare(std::string_view op);
    void compare_with(std::string_view word);
    void begin_list();
    void add_to_list(std::string_view word);
    void in_table(std::string_view table);
    void at_dos();
    void begin_modifiers(std::string_view word);
    void quantify(std::string_view word);
    void set_number(std::string_view word);
    void by_class();
    void add_name(std::string_view word);
    void negate();
    void negate_no();
    void join_and();
    void join_or();

    /// Adds an error at `where`, a pointer into the text.
    void fail(char const* where, std::string message, std::string suggestion = {});
    [[nodiscard]] source_place place(char const* where);
    /// Takes the one condition that was read; for a condition without a rule.
    [[nodiscard]] condition take_condition();

private:
    [[nodiscard]] literal make_literal(std::string_view word, bool symbols_only);
    [[nodiscard]] std::optional<model::date> make_date(std::string_view day);
    [[nodiscard]] std::string take_text();
    void check_placeholders(std::string const& message, char const* where);
    void require_keys();

    std::string_view text_;
    std::string file_;
    std::vector<rule_ast>& rules_;
    std::vector<rule_error>& errors_;
    std::size_t errors_before_rule_ = 0;

    rule_ast rule_;
    char const* rule_start_ = nullptr;
    struct seen_key {
        std::string_view name;
        char const* where;
    };
    std::vector<seen_key> seen_;
    std::string pending_;  ///< text under construction
    char const* pending_start_ = nullptr;
    std::vector<condition> stack_;
    comparison op_ = comparison::equal;
    int depth_ = 0;

    char const* line_start_;  ///< of the line that `place` counted last
    std::uint32_t line_ = 1;
};

/// The word of `known` that begins with `name`, else the one that is fewest edits away (two letters swapped count as
/// one); empty when none is near (at most a third of its letters differ,
/// and at least one edit is always near).
[[nodiscard]] std::string_view nearest_word(std::string_view name, std::vector<std::string_view> const& known);

/// All keys of a rule, in the order in which files write them.
[[nodiscard]] std::vector<std::string_view> const& rule_keys();

}  // namespace orthoscrub::grammars::detail
