// Reads a free note in two steps. narrative_tokens cuts it into words and says of each what it is by shape
// and by closed list; here a Spirit X3 grammar runs over these tokens, one part at a time: "PL 450", "SZ M",
// "MFG ACME", "FOR L1960". A part begins with its mark, so alternatives are decided by the first token; a
// sink stands last in its alternative, or sets what may be set twice. What no list knows is a run of unknown
// words; narrative_reading judges it at the end.
#include <algorithm>
#include <boost/spirit/home/x3.hpp>
#include <functional>

#include "grammars/narrative_reading.hpp"

namespace orthoscrub::grammars {
namespace {

namespace x3 = boost::spirit::x3;
using namespace words;

// ---- terminals: one token of certain kinds
// ---------------------------------------------------------------------

struct one_of : x3::parser<one_of> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;
    kind_set kinds;

    template <typename... K>
    explicit constexpr one_of(K... k) noexcept : kinds{set_of(k...)} {}
    template <typename It, typename Context, typename RContext, typename Attribute>
    bool parse(It& first, It const& last, Context const&, RContext&, Attribute&) const {
        if (first == last || !kinds.has(first->what)) return false;
        ++first;
        return true;
    }
};

struct reading_tag;
using span_of = boost::iterator_range<place>;
using sink = void (*)(reading&, place, place);

auto act(sink f) {
    return [f](auto& ctx) {
        span_of const& range = x3::_attr(ctx);
        f(x3::get<reading_tag>(ctx).get(), range.begin(), range.end());
    };
}

// ---- grammar
// ---------------------------------------------------------------------------------------------------

template <typename... K>
auto w(K... k) {
    return one_of{k...};
}

struct any_token : x3::parser<any_token> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;
    template <typename It, typename Context, typename RContext, typename Attribute>
    bool parse(It& first, It const& last, Context const&, RContext&, Attribute&) const {
        if (first == last) return false;
        ++first;
        return true;
    }
};
any_token const any{};

template <typename P>
auto on(P const& p, sink f) {
    return x3::raw[p][act(f)];
}

using enum kind;

// clang-format off
auto const mark      = *w(colon, dash, slash, hash, other_mark);
auto const amount    = w(number, money);
auto const side_word = on((w(right) | w(left)) >> !w(weight), set_side) | on(w(both), set_side);

auto const price =
      +w(price_mark, price_word) >> mark >> on(amount, set_price)
    | on(amount >> w(price_mark) >> *w(price_word) >> !(mark >> amount), set_price)
    | w(cost_mark) >> -w(cost_mark) >> mark >> (on(w(money), set_weak_price) | w(number))
    | on(w(money), set_weak_price);

auto const size_value = w(size, letter_l, number, measure, mixed) | w(unknown, describing);
auto const size_part  = w(size_mark) >> mark >> on(size_value, set_size)
                      | on(w(size, measure), set_weak_size);

auto const number_lead = *w(number_mark, no, colon, dash, hash, other_mark);
auto const model_value = w(mixed, number, code, vertebra, date, diagnosis);
auto const model_part  =
      w(model_mark) >> -w(name_mark) >> number_lead >> on(model_value, set_model)
    | w(generic) >> +w(number_mark, no, hash) >> on(model_value, set_model)  // ITEM NO 77120
    | w(hash) >> on(w(mixed, number), set_model)
    | on(w(mixed), set_weak_model);

// SN 448213, INVOICE 99121, PHONE 555-0100: no part number.
auto const identity = w(identity_mark) >> number_lead >> w(number, mixed, measure, other_measure, diagnosis, date, code);

// ELBOWFLEX PRO II, BARIFRAME 2
auto const name         = +w(unknown) >> *w(series) >> -(w(number) >> !w(price_mark, price_word, describing, size_mark));
auto const company_name = w(unknown) >> -w(unknown) >> -w(unknown) >> (+w(company) >> -w(company_tail)
                                                                       | w(generic) >> w(company_tail) | w(company_tail));
auto const maker_part   =
      w(maker_mark, by) >> mark >> -w(name_mark) >> mark
          >> ( on(w(maker) >> *w(company, company_tail), set_maker)
             | on(company_name, set_company)
             | on(+w(unknown), set_marked_maker) )
    | on(w(maker) >> *w(company, company_tail), set_maker)
    | on(company_name, set_company);
auto const product_part = w(product_mark) >> -w(name_mark) >> mark >> on(name, set_product);

// PT JANE DOE, DR DOE, NAME JANE DOE, ORDERED BY DOE.
auto const person =
      on(w(title) >> w(unknown) >> -w(unknown), now<part::person>)
    | on(w(person_mark) >> -w(name_mark) >> mark >> w(unknown) >> +w(unknown), now<part::person>)
    | on(w(name_mark) >> mark >> +w(unknown), now<part::person>)
    | on(w(ordered) >> w(by) >> mark >> w(unknown) >> -w(unknown), now<part::person>);

auto const filler    = side_word | w(for_word, conjunction, the, hcpcs_word, colon, dash, person_mark, generic, device);
auto const worn_part = filler | w(describing);
auto const code_list = w(code) >> *(*w(comma, slash, conjunction) >> w(code));
auto const codes     =
      w(no) >> *w(hcpcs_word, fitting, fits, met, describing, generic, colon, dash, conjunction, the)
          >> on(code_list, add_codes<code_role::considered>)
    | w(considered) >> mark >> on(code_list, add_codes<code_role::considered>)
    | on(code_list >> *w(colon, dash) >> w(considered), add_codes<code_role::considered>)
    | +w(repair) >> *worn_part >> *w(repair) >> *worn_part >> on(code_list, add_codes<code_role::repaired>)
    | w(for_word) >> *filler >> +w(repair) >> *filler >> on(code_list, add_codes<code_role::repaired>)
    | w(for_word) >> *filler >> on(code_list, add_codes<code_role::related>)
    | on(code_list, add_codes<code_role::named>);

auto const sides =
      on(w(letter_r) >> w(conjunction, slash) >> w(letter_l), set_both)
    | on(w(letter_l) >> w(conjunction, slash) >> w(letter_r), set_both)
    | side_word
    | on(w(letter_r), set_side)
    | on(w(letter_l) >> &w(device, describing, generic, for_word), set_side)
    | on(w(letter_l), set_lone_l);

auto const material_part = on(*w(material_lead) >> w(material) >> *w(material_tail), set_material);

auto const custom_part =
      w(no) >> mark >> w(custom) >> -w(fitting)
    | w(custom) >> *w(conjunction) >> on(w(fitting), say<narrative_word::custom_fitted>)
    | on(w(custom), say<narrative_word::custom_made>)
    | on(w(made) >> w(for_word) >> w(measure_word, person_mark), say<narrative_word::custom_made>)
    | on(w(molded) >> w(for_word) >> w(person_mark), say<narrative_word::custom_made>)
    | w(after, post) >> w(cast)
    | on(w(cast) >> (w(conjunction) >> w(person_mark, molded) | w(preposition, molded)), say<narrative_word::custom_made>)
    | on(w(three_d) >> w(printed), say<narrative_word::custom_made>);

auto const surgery_lead = w(surgery_mark) | on(w(post) >> w(op, surgery_mark), say<narrative_word::postoperative>);
auto const surgery_part =
      surgery_lead >> *(surgery_lead | w(date_word, colon, dash, repair, comma, slash, preposition))
          >> on(w(date), set_surgery)
    | surgery_lead
    | on(w(after) >> w(surgery_mark), say<narrative_word::postoperative>) >> -(mark >> on(w(date), set_surgery));

struct before_met : x3::parser<before_met> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;
    template <typename It, typename Context, typename RContext, typename Attribute>
    bool parse(It& first, It const& last, Context const&, RContext&, Attribute&) const {
        It const end = last - first > 6 ? first + 6 : last;
        return std::any_of(first, end, [](token const& t) { return t.what == met; });
    }
};

auto const state_part =
      w(no) >> mark >> w(new_word, used_word, useful_life, loss)
    | on(w(useful_life), now<part::other>) >> on(before_met{}, say<narrative_word::useful_life_met>)
    | on(w(used_word), now<part::other>) >> (w(for_word, preposition, by) | on(x3::eps, say<narrative_word::used_item>))
    | on(w(new_word), say<narrative_word::new_item>)
    | on(w(off) >> -w(the) >> w(shelf), say<narrative_word::off_the_shelf>)
    | w(loss) >> w(by) >> w(unknown)
    | on(w(loss), now<part::loss>);

auto const other =
      on(w(preposition, by, for_word), now<part::preposition>)
    | on(w(generic), now<part::item>)
    | on(any, now<part::other>);

// Parts that begin with the same token keep their order (unknown words; NO, AFTER, POST; what `other` takes); else the
// common ones come first.
auto const one_part =
      on(w(device, describing, series), now<part::item>)
    | sides | maker_part | on(name, add_run) | price | identity | codes | size_part | model_part | person
    | product_part | surgery_part | custom_part | material_part | state_part | other;
// clang-format on

}  // namespace

narrative read_narrative(std::string_view note) noexcept {
    reading r;
    words::token_reader reader{note.substr(r.read_modifiers(note))};
    // Filled again when fewer than 24 are left; a longer part is read as two. To empty it for every note would take longer
    // than to read most notes.
    static thread_local constinit std::array<token, 64> window{};
    std::size_t at = 0, size = 0;
    bool more = true;
    part before = part::start;
    auto self = std::ref(r);
    auto const context = x3::make_context<reading_tag>(self);  // x3::with would copy the grammar for every note
    for (;;) {
        if (more && size - at < 24) {
            std::copy(window.begin() + static_cast<std::ptrdiff_t>(at),
                      window.begin() + static_cast<std::ptrdiff_t>(size), window.begin());
            size -= at;
            at = 0;
            while (size < window.size() && (more = reader.next(window[size]))) r.count(window[size++]);
        }
        if (at == size) break;
        place first = window.data() + at;
        if (marks.has(first->what) && first->what != hash) {
            ++at;
            continue;
        }
        std::size_t const runs = r.run_count;
        r.now = part::other;
        one_part.parse(first, static_cast<place>(window.data() + size), context, x3::unused, x3::unused);
        at = static_cast<std::size_t>(first - window.data());
        if (runs != 0 && before == part::run && r.runs[runs - 1].after == part::other) r.runs[runs - 1].after = r.now;
        if (r.run_count != runs) r.runs[runs].before = before;
        before = r.now;
    }
    r.finish();
    return r.out;
}

}  // namespace orthoscrub::grammars
