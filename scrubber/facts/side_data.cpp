// Rows are sorted once and looked up by halving. The key of a person is the hash of member id and birth date, made as the
// claims' own is, so that dashes and case in an id do not matter.
#include "scrubber/facts/side_data.hpp"

#include <algorithm>
#include <tuple>

#include "scrubber/codes/hcpcs_words.hpp"
#include "scrubber/facts/patient_key.hpp"

namespace orthoscrub::scrub {
namespace {

using namespace std::string_view_literals;

std::string upper(std::string_view text) {
    std::string out{text};
    for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return out;
}

/// Letters and digits alone: makers write one name in many ways.
std::string bare(std::string_view text) {
    std::string out;
    for (char const c : upper(text))
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) out += c;
    return out;
}

model::date day_from(csv_rows& rows, std::size_t column, bool needed) {
    std::string_view const text = rows[column];
    if (text.empty()) {
        if (needed) rows.fail(column, "is empty; write the day as 2025-03-01");
        return {};
    }
    auto day = model::date::from_iso(text);
    if (!day) day = model::date::from_ccyymmdd(text);
    if (!day) rows.fail(column, "is no day; write it as 2025-03-01");
    return day.value_or(model::date{});
}

std::string code_from(csv_rows& rows, std::size_t column) {
    std::string code = upper(rows[column]);
    if (!hcpcs_shape_ok(code)) rows.fail(column, "is no procedure code; write five characters such as L1833");
    return code;
}

device_side side_from(csv_rows& rows, std::size_t column) {
    std::string const word = upper(rows[column]);
    if (word.empty() || word == "NONE") return device_side::none;
    if (word == "RT" || word == "R" || word == "RIGHT") return device_side::right;
    if (word == "LT" || word == "L" || word == "LEFT") return device_side::left;
    if (word == "BOTH" || word == "50") return device_side::both;
    rows.fail(column, "is no side; write RT, LT, both, or nothing");
    return device_side::none;
}

/// history.csv.
class history_table final : public delivery_history {
public:
    explicit history_table(std::uint64_t seed) : seed_{seed} {}

    void add(std::string_view member_id, model::date birth_date, past_delivery const& what) {
        rows_.emplace_back(key(member_id, birth_date), what);
    }
    void sort() {
        std::sort(rows_.begin(), rows_.end(), [](row const& a, row const& b) {
            return std::tuple{a.first, a.second.delivered, a.second.written, a.second.side} <
                   std::tuple{b.first, b.second.delivered, b.second.written, b.second.side};
        });
        persons_.reserve(rows_.size());
        deliveries_.reserve(rows_.size());
        for (row const& r : rows_) {
            persons_.push_back(r.first);
            deliveries_.push_back(r.second);
        }
        rows_ = {};
    }
    std::span<past_delivery const> of(std::string_view member_id, model::date birth_date) const override {
        if (member_id.empty()) return {};
        auto const [first, last] = std::equal_range(persons_.begin(), persons_.end(), key(member_id, birth_date));
        return {deliveries_.data() + (first - persons_.begin()), static_cast<std::size_t>(last - first)};
    }

private:
    using row = std::pair<hash128, past_delivery>;
    hash128 key(std::string_view member_id, model::date birth_date) const {
        key_text text;
        append_person(text, member_id, birth_date);
        return keyed_hash(text.view(), seed_);
    }
    std::uint64_t seed_;
    std::vector<row> rows_;
    std::vector<hash128> persons_;  ///< sorted; `deliveries_` goes along
    std::vector<past_delivery> deliveries_;
};

bool one_begins_the_other(std::string_view a, std::string_view b) { return a.starts_with(b) || b.starts_with(a); }

}  // namespace

std::vector<csv_error> side_data::read_history(std::string_view path, std::string_view bytes) {
    enum column { member_id, birth_date, code, side, delivered };
    static constexpr std::array columns{"member_id"sv, "birth_date"sv, "code"sv, "side"sv, "delivered"sv};
    std::vector<csv_error> errors;
    csv_rows rows{path, bytes, columns, errors};
    auto table = std::make_shared<history_table>(seed_);
    while (rows.next()) {
        if (rows[member_id].empty()) rows.fail(member_id, "is empty; write the member id as on the claim");
        model::date const born = day_from(rows, birth_date, true);
        past_delivery what;
        if (std::string const written = code_from(rows, code); written.size() == what.written.size())
            std::copy(written.begin(), written.end(), what.written.begin());
        what.side = side_from(rows, side);
        what.delivered = day_from(rows, delivered, true);
        if (errors.empty()) table->add(rows[member_id], born, what);
    }
    if (!errors.empty()) return errors;
    table->sort();
    history_ = std::move(table);
    return errors;
}

std::vector<csv_error> side_data::read_authorizations(std::string_view path, std::string_view bytes) {
    enum column { utn, code, decided, expires };
    static constexpr std::array columns{"utn"sv, "code"sv, "decided"sv, "expires"sv};
    std::vector<csv_error> errors;
    csv_rows rows{path, bytes, columns, errors};
    std::vector<authorization_decision> read;
    while (rows.next()) {
        if (rows[utn].empty()) rows.fail(utn, "is empty; write the number as in box 23 (REF*G1)");
        authorization_decision what;
        what.utn = upper(rows[utn]);
        if (!rows[code].empty()) what.code = code_from(rows, code);
        what.decided = day_from(rows, decided, true);
        what.expires = day_from(rows, expires, false);
        if (!what.expires.empty() && what.expires < what.decided)
            rows.fail(expires, "lies before decided; write the last day on which the decision holds");
        read.push_back(std::move(what));
    }
    if (!errors.empty()) return errors;
    // The decision made last comes first among those about one number and code.
    std::stable_sort(read.begin(), read.end(), [](auto const& a, auto const& b) {
        return std::tie(a.utn, a.code, b.decided) < std::tie(b.utn, b.code, a.decided);
    });
    decisions_ = std::move(read);
    has_authorizations_ = true;
    return errors;
}

std::vector<csv_error> side_data::read_products(std::string_view path, std::string_view bytes) {
    enum column { maker, product, model, code };
    static constexpr std::array columns{"maker"sv, "product"sv, "model"sv, "code"sv};
    std::vector<csv_error> errors;
    csv_rows rows{path, bytes, columns, errors};
    std::vector<verified_product> read;
    while (rows.next()) {
        if (rows[product].empty() && rows[model].empty())
            rows.fail(product, "product and model are both empty; write at least one");
        read.push_back({code_from(rows, code), bare(rows[maker]), bare(rows[product]), bare(rows[model])});
    }
    if (!errors.empty()) return errors;
    std::sort(read.begin(), read.end(), [](auto const& a, auto const& b) { return a.code < b.code; });
    products_ = std::move(read);
    has_products_ = true;
    return errors;
}

authorization_decision const* side_data::decision(std::string_view utn, std::string_view code) const {
    std::string const number = upper(utn);
    auto at = std::lower_bound(decisions_.begin(), decisions_.end(), number,
                               [](auto const& d, std::string const& wanted) { return d.utn < wanted; });
    authorization_decision const* any_code = nullptr;
    for (; at != decisions_.end() && at->utn == number; ++at) {
        if (at->code == code) return &*at;
        if (at->code.empty() && any_code == nullptr) any_code = &*at;
    }
    return any_code;
}

bool side_data::lists_product(std::string_view code, std::string_view maker, std::string_view product,
                              std::string_view model) const {
    std::string const made_by = bare(maker), named = bare(product), numbered = bare(model);
    auto const fits = [&](verified_product const& listed) {
        if (!made_by.empty() && !listed.maker.empty() && !one_begins_the_other(made_by, listed.maker)) return false;
        if (!numbered.empty() && !listed.model.empty()) return numbered == listed.model;
        if (named.empty() || listed.product.empty()) return false;
        return listed.product.find(named) != std::string::npos || named.find(listed.product) != std::string::npos;
    };
    auto at = std::lower_bound(products_.begin(), products_.end(), code,
                               [](auto const& listed, std::string_view wanted) { return listed.code < wanted; });
    for (; at != products_.end() && at->code == code; ++at)
        if (fits(*at)) return true;
    return false;
}

}  // namespace orthoscrub::scrub
