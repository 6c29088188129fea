#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parser/model/date.hpp"
#include "scrubber/facts/csv_rows.hpp"
#include "scrubber/facts/keyed_hash.hpp"

namespace orthoscrub::scrub {

/// The side that a device was for; `none` is midline, or not told.
enum class device_side : std::uint8_t { none, right, left, both };

/// A device that a patient got.
struct past_delivery {
    std::array<char, 5> written{};
    device_side side = device_side::none;
    model::date delivered;

    [[nodiscard]] std::string_view code() const noexcept { return {written.data(), written.size()}; }
};

/// Where earlier deliveries are looked up.
class delivery_history {
public:
    virtual ~delivery_history() = default;
    /// What this person got, oldest first; empty for a person without an id. Valid until the next call.
    [[nodiscard]] virtual std::span<past_delivery const> of(std::string_view member_id,
                                                            model::date birth_date) const = 0;
};

/// What a payer decided about an authorization number.
struct authorization_decision {
    std::string utn;   ///< as in REF*G1
    std::string code;  ///< empty: for every code
    model::date decided;
    model::date expires;  ///< last day; empty: not told
};

/// A product on the list of verified codings. Maker, product and model are kept as letters and digits in upper case.
struct verified_product {
    std::string code, maker, product, model;
};

/// Tables that a claim cannot hold and the user supplies as CSV (RFC 4180): history.csv (member_id, birth_date, code, side,
/// delivered), authorizations.csv (utn, code, decided, expires), products.csv (maker, product, model, code). Read once,
/// then only asked, by any thread. Of persons a hash is kept, never id or birth date.
class side_data {
public:
    /// `seed` keys the hashes of persons; to be drawn once a run.
    explicit side_data(std::uint64_t seed) : seed_{seed} {}

    /// Each reads one table; a file with errors is not used. Errors name line and column and hold no value of the file.
    [[nodiscard]] std::vector<csv_error> read_history(std::string_view path, std::string_view bytes);
    [[nodiscard]] std::vector<csv_error> read_authorizations(std::string_view path, std::string_view bytes);
    [[nodiscard]] std::vector<csv_error> read_products(std::string_view path, std::string_view bytes);
    /// Takes deliveries from another place than history.csv.
    void use(std::shared_ptr<delivery_history const> history) { history_ = std::move(history); }

    /// Null when no history was given.
    [[nodiscard]] delivery_history const* history() const noexcept { return history_.get(); }
    [[nodiscard]] bool has_authorizations() const noexcept { return has_authorizations_; }
    /// The decision about this number and code, else about the number alone; null when there is none.
    [[nodiscard]] authorization_decision const* decision(std::string_view utn, std::string_view code) const;
    [[nodiscard]] bool has_products() const noexcept { return has_products_; }
    /// True when the list has a product under this code that fits what a claim says of it: the model where both name one,
    /// else the product, and the maker where both name one.
    [[nodiscard]] bool lists_product(std::string_view code, std::string_view maker, std::string_view product,
                                     std::string_view model) const;

private:
    std::uint64_t seed_;
    std::shared_ptr<delivery_history const> history_;
    std::vector<authorization_decision> decisions_;  ///< by utn, then code
    std::vector<verified_product> products_;         ///< by code
    bool has_authorizations_ = false, has_products_ = false;
};

}  // namespace orthoscrub::scrub
