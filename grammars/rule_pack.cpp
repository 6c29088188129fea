// The rule language: Spirit X3 over characters, because rule files are small and a wrong word must be told exactly.
//
// Two habits keep it lean and its errors readable. Every token is `raw[...]`, handed as a view to one named function of
// rule_reader, so no attribute trees are built. Every alternative is decided by its first word and committed after it
// (`>`), and everything that can be expected is a rule named in the words of the person who writes rule files; the
// quoted words of such a name serve as the vocabulary for "did you mean".
//
// A wrong word throws Spirit's expectation failure; it is caught once per rule, told, and reading goes on at the next
// `rule`. Rule files are read once at start-up, so the price of an exception does not matter here.

#include "grammars/rule_pack.hpp"

#include <algorithm>
#include <boost/spirit/home/x3.hpp>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>

#include "grammars/rule_pack_reader.hpp"

namespace orthoscrub::grammars {
namespace {

namespace x3 = boost::spirit::x3;
using detail::rule_reader;
using x3::char_;
using x3::lexeme;
using x3::lit;
using x3::raw;

struct reader_tag {};

/// Calls one function of the reader with the text that was matched, or without when it takes none.
template <auto Function>
struct call {
    template <class Context>
    void operator()(Context& ctx) const {
        rule_reader& reader = x3::get<reader_tag>(ctx).get();
        if constexpr (std::is_invocable_v<decltype(Function), rule_reader&, std::string_view>) {
            auto const& token = x3::_attr(ctx);
            std::string_view const view{token.begin(), static_cast<std::size_t>(token.end() - token.begin())};
            if constexpr (std::is_same_v<decltype((reader.*Function)(view)), bool>) {
                x3::_pass(ctx) = (reader.*Function)(view);
            } else {
                (reader.*Function)(view);
            }
        } else {
            (reader.*Function)();
        }
    }
};
template <auto Function>
constexpr call<Function> to{};

using reader = rule_reader;

// clang-format off
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wparentheses"  // `a > b | c` is how a grammar reads
// ---- words ---------------------------------------------------------------------------------------------------

auto const comment   = '#' >> *(char_ - '\n');
auto const blank     = x3::ascii::space | comment;
auto const name_char = char_("A-Za-z0-9_.-");

auto const keyword = [](char const* text) { return raw[lexeme[lit(text) >> !name_char]]; };
template <class Tag>
auto named(char const* name) { return x3::rule<Tag>{name}; }

// A word that belongs to the language is no fact: `when message "..."` shall say that the condition is missing.
auto const reserved = lexeme[(lit("and") | "or" | "not" | "no" | "in" | "has" | "title" | "scope" | "payer" | "effective" |
                              "severity" | "applies" | "when" | "at" | "message" | "do" | "predicts" | "source" |
                              "confidence" | "fix" | "needs" | "flags" | "passes") >> !name_char];
auto const word_text  = raw[lexeme[+name_char]];
auto const fact_text  = raw[lexeme[!reserved >> char_("a-z") >> *name_char]];
auto const day_text   = raw[lexeme[x3::digit >> *char_("0-9-")]];

auto const fact        = named<struct fact_tag>("a fact such as narrative.present") = fact_text[to<&reader::push_fact>];
auto const and_word    = keyword("and");
auto const or_word     = keyword("or");
auto const in_word     = named<struct in_tag>("\"in\"")         = keyword("in");
auto const has_word    = named<struct has_tag>("\"has\"")       = keyword("has");
auto const of_word     = named<struct of_tag>("\"of\"")         = keyword("of");
auto const than_word   = named<struct than_tag>("\"than\"")     = keyword("than");
auto const open_brace  = named<struct open_tag>("\"{\"")        = lit('{');
auto const close_list  = named<struct close_tag>("\",\" or \"}\"") = lit('}');
auto const close_group = named<struct group_tag>("\"and\", \"or\" or \")\"") = lit(')');
auto const equals_sign = named<struct equals_tag>("\"=\"")      = lit('=');
auto const quote_end   = named<struct quote_tag>("the closing quote on the same line") = lit('"');
auto const dots        = named<struct dots_tag>("\"..\"")       = lit("..");

auto const whole_number = named<struct number_tag>("a whole number");
auto const value_word   = named<struct value_tag>("a symbol, number, amount or date");
auto const operand_word = named<struct operand_tag>("a symbol, number, amount, date or fact");
auto const list_word    = named<struct list_tag>("a modifier or modifier class");
auto const payer_word   = named<struct payer_tag>("a payer class or profile such as medicare.dme");
auto const table_word   = named<struct table_tag>("a code table or \"{\"");
auto const code_word    = named<struct code_tag>("a reason code such as 16");

auto const whole_number_def = raw[lexeme[+x3::digit >> !name_char]][to<&reader::set_number>];
auto const value_word_def   = word_text[to<&reader::add_to_list>];
auto const operand_word_def = word_text[to<&reader::compare_with>];
auto const list_word_def    = word_text[to<&reader::add_name>];

// ---- quoted texts ----------------------------------------------------------------------------------------------

auto const quoted_body  = *(('\\' >> char_) | (char_ - (char_('"') | '\\' | '\n')));
constexpr char const* a_date = "a date such as 2024-08-12";
auto const text         = named<struct text_tag>("a text in double quotes");
auto const example      = named<struct example_tag>("a segment in double quotes such as \"SV1*HC:L1833:RT*600*UN*1***1\"");
auto const text_def     = +lexeme['"' >> raw[quoted_body][to<&reader::text_piece>] > quote_end];

// ---- conditions ------------------------------------------------------------------------------------------------

auto const condition_rule = named<struct condition_tag>("a condition");
auto const all_of     = named<struct all_of_tag>("a condition after \"and\"");
auto const one_of     = named<struct one_of_tag>("a condition after \"or\"");
auto const inner      = named<struct inner_tag>("a condition");
auto const quantifier = named<struct quantifier_tag>("\"any\", \"all\", \"none\", \"exactly\" or \"more than\"");
auto const membership = named<struct membership_tag>("a list \"{ ... }\" or the name of a code table");

auto const names      = named<struct names_tag>("a list such as { RT, LT } or class { surgery }");

auto const names_def =
   -keyword("class")[to<&reader::by_class>] >> '{' > list_word > *(',' > list_word) > close_list;
auto const quantifier_def =
      raw[lexeme[(lit("any") | "all" | "none") >> !name_char]][to<&reader::quantify>] >> -keyword("of") > names
    | keyword("exactly")[to<&reader::quantify>] > whole_number > of_word > names
    | keyword("more")[to<&reader::quantify>] > than_word > whole_number > of_word > names;

// `when` and `at` are keys of the rule too. What opens a line is the key; "at dos" belongs to a table, and "when" to a
// severity, only on the same line.
auto const at_dos      = x3::no_skip[+char_(" \t") >> "at" >> +char_(" \t") >> "dos" >> !name_char];
auto const when_beside = &x3::no_skip[+char_(" \t") >> "when"] >> keyword("when");
auto const membership_def =
      lit('{')[to<&reader::begin_list>] > value_word > *(',' > value_word) > close_list
    | fact_text[to<&reader::in_table>] >> -at_dos[to<&reader::at_dos>];

auto const comparison_sign = raw[lit("!=") | "<=" | ">=" | "=" | "<" | ">"];

auto const inner_def =
      keyword("not")[to<&reader::deeper>] > inner > x3::eps[to<&reader::negate>] > x3::eps[to<&reader::shallower>]
    | keyword("no") > fact > x3::eps[to<&reader::negate_no>]
    | raw[lit('(')][to<&reader::deeper>] > condition_rule > close_group > x3::eps[to<&reader::shallower>]
    | keyword("modifiers")[to<&reader::begin_modifiers>] > has_word > quantifier
    | fact
      >> -( comparison_sign[to<&reader::compare>] > operand_word
          | keyword("in") > membership
          | keyword("not") > in_word > membership > x3::eps[to<&reader::negate>] );

auto const all_of_def     = inner >> *(and_word > inner > x3::eps[to<&reader::join_and>]);
auto const one_of_def     = all_of;
auto const condition_rule_def = all_of >> *(or_word > one_of > x3::eps[to<&reader::join_or>]);

// ---- values of the keys ------------------------------------------------------------------------------------------

auto const payers     = named<struct payers_tag>("a payer class or profile such as medicare.dme");
auto const arm_payers = named<struct arm_payers_tag>("a payer class or profile such as medicare.dme");
auto const severity   = named<struct severity_tag>("\"error\", \"warning\" or \"note\"");
auto const scope      = named<struct scope_tag>("\"line\", \"claim\", \"diagnosis\", \"provider\", \"note\", \"attachment\", "
                                                "\"authorization\" or \"batch\"");
auto const level      = named<struct level_tag>("\"error\", \"warning\" or \"note\"");
auto const confidence = named<struct confidence_tag>("\"high\", \"medium\" or \"low\"");
auto const fix_word   = named<struct fix_tag>("\"safe\", \"unsafe\", \"show\" or \"none\"");
auto const predicts   = named<struct predicts_tag>("\"CARC\", \"277CA\", \"999\", a group (\"CO\", \"PR\", \"OA\", \"PI\") or \"none\"");
auto const answer     = named<struct answer_tag>("\"CARC\", \"277CA\", \"999\" or a group (\"CO\", \"PR\", \"OA\", \"PI\")");
auto const carc       = named<struct carc_tag>("\"CARC\"");
auto const rarcs      = named<struct rarcs_tag>("a remark code such as N822");
auto const status     = named<struct status_tag>("a 277CA answer such as A7:453");
auto const guide_reply = named<struct guide_reply_tag>("a 999 answer (IK304 or IK403) such as I9, or I6 DTP");
auto const source_key = named<struct source_tag>("the key of a source such as S22");
auto const url        = named<struct url_tag>("the address of the source, https://...");
auto const locator    = named<struct locator_tag>("a place such as code, charge or modifier { RT, LT }");
auto const period     = named<struct period_tag>("dates such as 2024-08-12 .. or 2022-04-13 .. 2024-08-11");
auto const assignment = named<struct assignment_tag>("a fact and its value such as narrative.present=true");
auto const needs_word = named<struct needs_tag>("what wakes the rule: \"profile\", \"history.csv\", \"authorizations.csv\" or \"products.csv\"");

auto const level_text     = raw[lexeme[(lit("error") | "warning" | "note") >> !name_char]];
auto const scope_def      = raw[lexeme[(lit("line") | "claim" | "diagnosis" | "provider" | "note" | "attachment" |
                                        "authorization" | "batch") >> !name_char]][to<&reader::set_scope>];
auto const confidence_def = raw[lexeme[(lit("high") | "medium" | "low") >> !name_char]][to<&reader::set_confidence>];
auto const fix_word_def   = raw[lexeme[(lit("safe") | "unsafe" | "show") >> !name_char]][to<&reader::begin_fix>]
                            > text > x3::eps[to<&reader::set_fix_text>]
                          | keyword("none");
auto const needs_word_def = raw[lexeme[(lit("profile") | "history.csv" | "authorizations.csv" | "products.csv" ) >> !name_char]]
                            [to<&reader::set_needs>];

auto const payers_def     = fact_text[to<&reader::add_payer>] >> *(',' > payer_word);
auto const payer_word_def = fact_text[to<&reader::add_payer>];
auto const arm_payer      = fact_text[to<&reader::add_severity_payer>];
auto const arm_payers_def = arm_payer >> *(',' >> !level_text >> arm_payer);
auto const level_def      = level_text[to<&reader::add_severity>]
                            >> -(keyword("for") > arm_payers)
                            >> -(when_beside > condition_rule > x3::eps[to<&reader::set_severity_condition>]);
auto const severity_def   = level >> *(',' > level);

auto const last_day   = named<struct last_day_tag>(a_date)   = day_text[to<&reader::set_to>];
auto const period_def = day_text[to<&reader::set_from>] > dots > -day_text[to<&reader::set_to>]
                      | lit("..") > last_day;

auto const carc_def      = keyword("CARC");
auto const remarks       = -(keyword("RARC") > rarcs);
auto const code_word_def = raw[lexeme[+x3::ascii::alnum >> !name_char]][to<&reader::set_carc>] >> remarks;
auto const rarc_text     = raw[lexeme[x3::ascii::upper >> -x3::ascii::upper >> +x3::digit >> !name_char]];
auto const rarcs_def     = +rarc_text[to<&reader::add_rarc>];
auto const status_def    = raw[lexeme[x3::ascii::upper >> x3::digit >> ':' >> +x3::digit >> -(':' >> +x3::ascii::alnum)]]
                           [to<&reader::set_status>];
auto const guide_code    = raw[lexeme[-lit('I') >> +x3::digit >> !name_char]];
auto const segment_name  = raw[lexeme[x3::ascii::upper >> +(x3::ascii::upper | x3::digit) >> !name_char]];
auto const guide_reply_def = guide_code[to<&reader::set_guide_reply>] >> -segment_name[to<&reader::set_guide_segment>];
auto const answer_def    =
      raw[lexeme[(lit("CO") | "PR" | "OA" | "PI") >> !name_char]][to<&reader::set_group>] > carc > code_word
    | keyword("CARC")[to<&reader::begin_prediction>] > code_word
    | keyword("277CA")[to<&reader::begin_prediction>] > status
    | keyword("999")[to<&reader::begin_prediction>] > guide_reply;
auto const predicts_def  = keyword("none") | answer >> *('|' > answer);

auto const source_key_def = word_text[to<&reader::begin_source>] > text > x3::eps[to<&reader::set_source_title>] > url;
auto const url_def        = raw[lexeme[lit("http") >> -lit('s') >> "://" >> +x3::ascii::graph]][to<&reader::set_source_url>];

auto const locator_word = named<struct locator_word_tag>("a modifier") = word_text[to<&reader::add_locator_modifier>];
auto const locator_def = keyword("modifier")[to<&reader::set_locator>]
                         >> -('{' > locator_word > *(',' > locator_word) > close_list)
                       | fact_text[to<&reader::set_locator>];

auto const example_value = named<struct example_value_tag>("the value of the fact") = word_text[to<&reader::set_example_value>];
auto const assignment_def = fact_text[to<&reader::add_example_fact>] > equals_sign > example_value;
auto const state_word = named<struct state_tag>("a state such as CA");
auto const state_word_def = raw[lexeme[x3::repeat(2)[x3::ascii::upper] >> !name_char]][to<&reader::set_example_state>];
auto const example_payer = named<struct example_payer_tag>("a payer class or profile such as medicare.dme");
auto const example_payer_def = fact_text[to<&reader::set_example_payer>];
auto const example_day = named<struct example_day_tag>(a_date) = day_text[to<&reader::set_example_date>];
auto const example_def =
     +lexeme['"' >> raw[quoted_body][to<&reader::add_segment>] > quote_end]
  >> *( keyword("on")   > example_day
      | keyword("in")   > state_word
      | keyword("as")   > example_payer
      | keyword("with") > assignment > *(',' > assignment) );

// ---- rules -------------------------------------------------------------------------------------------------------

auto const key = [](char const* name) { return keyword(name)[to<&reader::key>]; };

auto const entry = named<struct entry_tag>("entry");
auto const entry_def =
      key("title")      > text > x3::eps[to<&reader::set_title>]
    | key("scope")      > scope
    | key("payer")      > payers
    | key("effective")  > period
    | key("severity")   > severity
    | key("applies")    > condition_rule > x3::eps[to<&reader::set_applies>]
    | key("when")       > condition_rule > x3::eps[to<&reader::set_when>]
    | key("at")         > locator
    | key("message")    > text > x3::eps[to<&reader::set_message>]
    | key("do")         > text > x3::eps[to<&reader::set_remedy>]
    | key("predicts")   > predicts
    | key("source")     > source_key
    | key("confidence") > confidence
    | key("fix")        > fix_word
    | key("needs")      > needs_word
    | raw[lexeme[(lit("flags") | "passes") >> !name_char]][to<&reader::begin_example>] > example;

auto const rule_word = named<struct rule_word_tag>("\"rule\"")        = keyword("rule");
auto const rule_id   = named<struct rule_id_tag>("the id of the rule such as noc-units");
auto const rule_end  = named<struct rule_end_tag>("a key of the rule or \"}\"") = lit('}');
auto const rule_id_def = word_text[to<&reader::begin_rule>];

auto const one_rule = named<struct one_rule_tag>("a rule");
auto const one_rule_def = rule_word > rule_id > open_brace > *entry > rule_end > x3::eps[to<&reader::end_rule>];
auto const file_end = named<struct file_end_tag>("\"and\", \"or\" or the end of the condition") = x3::eoi;
auto const lone_condition = condition_rule > file_end;

#pragma GCC diagnostic pop
// clang-format on

BOOST_SPIRIT_DEFINE(whole_number, value_word, operand_word, list_word, payer_word, code_word, text, example,
                    condition_rule, all_of, one_of, inner, quantifier, membership, names, payers, arm_payers, severity,
                    predicts, scope, level, confidence, fix_word, needs_word, answer, carc, rarcs, status, guide_reply,
                    source_key, url, locator, period, assignment, state_word, example_payer, entry, rule_id, one_rule)

// ---- error texts -------------------------------------------------------------------------------------------------

char const* skip_blank(char const* at, char const* last) {
    x3::parse(at, last, *blank);
    return at;
}

/// The token at `at`, as it stands, and in the words of a message.
struct token {
    std::string_view word;
    std::string told;
};

token token_at(char const* at, char const* last) {
    if (at == last) return {{}, "the end of the file"};
    if (*at == '\n') return {{}, "the end of the line"};
    if (*at == '"') return {{}, "a text in quotes"};
    char const* end = at;
    x3::parse(end, last, +name_char);
    std::string_view const word{at, static_cast<std::size_t>(end - at)};
    std::string told{'"'};
    told.append(word.empty() ? std::string_view{at, 1} : word).append("\"");
    return {word, std::move(told)};
}

/// The words in double quotes of an expectation's name: what could have stood there.
std::vector<std::string_view> vocabulary(std::string_view expected) {
    if (expected == rule_end.name) {
        auto words = detail::rule_keys();
        words.insert(words.end(), {"and", "or", "in", "has", "not"});
        return words;
    }
    std::vector<std::string_view> words;
    for (auto open = expected.find('"'); open != expected.npos; open = expected.find('"', open + 1)) {
        auto const close = expected.find('"', open + 1);
        if (close == expected.npos) break;
        if (x3::ascii::alnum.test(expected[open + 1], x3::unused))
            words.push_back(expected.substr(open + 1, close - open - 1));
        open = close;
    }
    return words;
}

/// Tells what was expected at `where` and what stands there. Returns the place told, blanks skipped.
char const* tell(rule_reader& sink, char const* where, char const* last, std::string_view expected) {
    if (expected != quote_end.name) where = skip_blank(where, last);
    auto const got = token_at(where, last);
    auto const near = got.word.empty() ? std::string_view{} : detail::nearest_word(got.word, vocabulary(expected));
    sink.fail(where, "expected " + std::string(expected) + ", got " + got.told, std::string(near));
    return where;
}

/// The next line that opens a rule, at or after the line of `where` but after `begin`.
char const* next_rule(char const* begin, char const* where, char const* last) {
    while (where != begin && where[-1] != '\n') --where;
    for (char const* line = where; line != last;) {
        char const* word = line;
        x3::parse(word, last, *char_(" \t"));
        if (line > begin && x3::parse(word, last, lit("rule") >> !name_char)) return line;
        line = std::find(line, last, '\n');
        if (line != last) ++line;
    }
    return last;
}

}  // namespace

bool read_rules(std::string_view text, std::string_view file, std::vector<rule_ast>& rules,
                std::vector<rule_error>& errors) {
    auto const errors_before = errors.size();
    rule_reader sink{text, file, rules, errors};
    char const* const last = text.data() + text.size();
    for (char const* at = skip_blank(text.data(), last); at != last; at = skip_blank(at, last)) {
        char const* const begin = at;
        char const* broken = nullptr;
        try {
            auto const grammar = x3::with<reader_tag>(std::ref(sink))[one_rule];
            if (!x3::phrase_parse(at, last, grammar, blank)) broken = tell(sink, begin, last, rule_word.name);
        } catch (x3::expectation_failure<char const*> const& failure) {
            broken = tell(sink, failure.where(), last, failure.which());
        }
        if (broken == nullptr) continue;
        sink.drop_rule();
        at = next_rule(begin, broken, last);
    }
    return errors.size() == errors_before;
}

std::optional<condition> read_condition(std::string_view text, std::vector<rule_error>& errors) {
    auto const errors_before = errors.size();
    std::vector<rule_ast> rules;
    rule_reader sink{text, {}, rules, errors};
    char const* at = text.data();
    char const* const last = at + text.size();
    try {
        auto const grammar = x3::with<reader_tag>(std::ref(sink))[lone_condition];
        if (!x3::phrase_parse(at, last, grammar, blank)) tell(sink, text.data(), last, condition_rule.name);
    } catch (x3::expectation_failure<char const*> const& failure) {
        tell(sink, failure.where(), last, failure.which());
    }
    if (errors.size() != errors_before) return std::nullopt;
    return sink.take_condition();
}

}  // namespace orthoscrub::grammars
