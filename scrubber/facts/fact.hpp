#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "grammars/rule_pack.hpp"
#include "parser/model/date.hpp"
#include "parser/model/money.hpp"
#include "scrubber/codes/tri.hpp"
#include "scrubber/facts/unknown_reason.hpp"

namespace orthoscrub::scrub {

struct subject;
class code_tables;

/// What kind of answer a fact gives.
enum class fact_type : std::uint8_t {
    boolean,
    symbol,  ///< one word of a closed list
    number,  ///< in thousandths
    amount,  ///< in thousandths of a dollar
    date,
    text  ///< an open word: a code, a qualifier
};

/// What a fact is made of, cheapest first. The compiler decides facts of the first two kinds once per code and payer.
enum class dependence : std::uint8_t {
    code,   ///< the row of the procedure code alone
    payer,  ///< the payer's profile alone
    modifiers,
    line,       ///< other elements of the line or of the subject's own segment
    claim,      ///< other lines, the claim, its providers
    dated,      ///< the code tables on the day of service
    narrative,  ///< the words of notes and descriptions
    history,    ///< tables that the user supplies
    batch       ///< earlier claims of the run; a rule that asks for it makes the pipeline remember claims
};

/// The answer of a fact: a value, or the reason why there is none. Text is valid as long as the window and the tables.
struct fact_value {
    std::int64_t number = 0;  ///< boolean: 0 or 1; number and amount in thousandths; date as CCYYMMDD, 0 for no date
    std::string_view text;    ///< symbol and text
    unknown_reason reason = unknown_reason::none;

    [[nodiscard]] bool known() const noexcept { return reason == unknown_reason::none; }

    [[nodiscard]] static fact_value of(bool value) noexcept { return {value ? 1 : 0, {}, unknown_reason::none}; }
    [[nodiscard]] static fact_value of(std::string_view value) noexcept { return {0, value, unknown_reason::none}; }
    [[nodiscard]] static fact_value of(model::money value) noexcept {
        return {value.cents * 10, {}, unknown_reason::none};
    }
    [[nodiscard]] static fact_value of(model::quantity value) noexcept {
        return {value.thousandths, {}, unknown_reason::none};
    }
    [[nodiscard]] static fact_value of(model::date value) noexcept {
        return {value.number(), {}, unknown_reason::none};
    }
    [[nodiscard]] static fact_value count(std::size_t value) noexcept {
        return {static_cast<std::int64_t>(value) * 1000, {}, unknown_reason::none};
    }
    [[nodiscard]] static fact_value unknown(unknown_reason why) noexcept { return {0, {}, why}; }
    [[nodiscard]] static fact_value of(tri value, unknown_reason why) noexcept {
        return value == tri::unknown ? unknown(why) : of(value == tri::yes);
    }
};

/// A set of rule scopes, one bit each.
using scope_set = std::uint16_t;
[[nodiscard]] constexpr scope_set scope_bit(grammars::rule_scope scope) noexcept {
    return static_cast<scope_set>(1u << static_cast<unsigned>(scope));
}

/// Position of a fact in the registry.
using fact_id = std::uint16_t;

/// What is odd about a line, worked out when its claim is opened; the bits of line_context::signs.
enum line_sign : std::uint8_t {
    odd_modifiers = 1,  ///< a modifier is malformed, unknown or repeated, or a position is skipped
    has_words = 2,      ///< there is a description, a line note or a claim note
    odd_amounts = 4,    ///< SV101-1 is not HC, SV103 not UN, SV104 not 1, or SV102 no amount above zero
    later_line = 8,     ///< an earlier line stands in the claim
    odd_service =
        16,  ///< DTP*472 is not one day (D8) within the 300 days up to the clock, or near the end of a shorter
             ///< time limit, or the claim has a date to compare it with; the table does not say that the
             ///< code is valid on that day; Medicare does not simply take an orthosis at the place; or the line has
             ///< an attachment (PWK), a form (2440) or a decision of another payer (2430), or its place is the claim's
    odd_pointers = 32,   ///< SV107 is not one to four different pointers to diagnoses of the claim
    several_lines = 64,  ///< the claim has another line
    odd_company = 128    ///< an earlier line has the same code or control number, or an earlier claim a base that is in
                         ///< the line's way
};

/// The value that a fact has on every line without the sign: between `low` and `high`, or `text`. Lets the engine pass
/// over rules that need something odd. A sign of 0 means that the fact has no usual value.
struct usual_value {
    std::uint8_t sign = 0;
    std::int64_t low = 0;
    std::int64_t high = 0;
    std::string_view text{};
};

/// One entry of the registry: a question that rules may ask.
struct fact {
    std::string_view name;
    fact_type type;
    dependence depends;
    scope_set scopes;
    fact_value (*get)(subject const&);
    std::string_view doc;      ///< one line
    std::string_view symbols;  ///< of a symbol: its words, separated by blanks
    usual_value usual{};
    /// Why no subject gets an answer with these tables, whatever it is; `none` when they answer. Null: they do.
    unknown_reason (*unanswered)(code_tables const&) = nullptr;
};

}  // namespace orthoscrub::scrub
