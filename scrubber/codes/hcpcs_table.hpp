#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parser/model/date.hpp"
#include "scrubber/codes/hcpcs_words.hpp"
#include "scrubber/codes/id_set.hpp"
#include "scrubber/codes/table_text.hpp"
#include "scrubber/codes/tri.hpp"

namespace orthoscrub::scrub {

/// Number of a procedure code within the loaded tables; it changes from load to load.
enum class code_id : std::uint16_t { unknown = 0 };
/// Number of a named code list ("noc", "prior_auth", "region.knee").
enum class list_id : std::uint8_t {};
using list_set = id_set<list_id>;

/// What rules ask about one procedure code: 64 bytes, so that the rows of all L-codes fit the first cache level.
struct code_row {
    list_set lists;                   ///< every list the code is on, whatever the day
    day_range effective;              ///< days of service on which the code may be billed
    day_range f2f;                    ///< with `f2f_listed`: face-to-face visit and order before delivery (S23)
    model::date pdac_from;            ///< with `pdac`: first day, empty when it has always been so
    code_id twin = code_id::unknown;  ///< differs only in off the shelf against custom fitted
    std::uint16_t prior_auth_first = 0;
    std::uint8_t prior_auth_count = 0;
    std::uint8_t base_set = 0;  ///< of an addition: which bases it goes with; 0 when no list is known
    body_region region = body_region::none;
    device_kind kind = device_kind::none;
    fabrication_kind fabrication = fabrication_kind::not_stated;
    side_rule side = side_rule::none;
    cg_rule cg = cg_rule::no;
    pdac_rule pdac = pdac_rule::no;
    bool l_code : 1 = false;  ///< stands in lcodes.csv
    bool noc : 1 = false;     ///< unlisted, miscellaneous, not otherwise specified
    bool noc_narrative_required : 1 = false;
    bool kx_rule : 1 = false;        ///< policy wants one of KX, GA, GZ (S7, S8)
    bool kx_inferred : 1 = false;    ///< ... but that was not read for this very code
    bool side_inferred : 1 = false;  ///< `side` was not read for this very code
    bool requires_base : 1 = false;  ///< add-ons and replacement parts
    bool f2f_listed : 1 = false;

    /// Face-to-face visit and written order before delivery are asked for on this day of service.
    [[nodiscard]] bool f2f_wopd_on(model::date day) const noexcept { return f2f_listed && f2f.contains(day); }
};
static_assert(sizeof(code_row) <= 64);

/// The words that messages need about one procedure code; views live as long as the tables.
struct code_text {
    std::string_view code;
    std::string_view short_name;      ///< CMS short descriptor of an L-code; own words for others; empty for CPT
    std::string_view policy;          ///< Medicare policy article and LCD, or empty
    std::string_view side_basis;      ///< policy that decides about the side; "bilateral" when the descriptor does
    std::string_view kx_basis;        ///< policy behind `kx_rule`
    std::string_view replaced_by;     ///< successors of an ended code, separated by |
    std::string_view specific_codes;  ///< of an unlisted code: ranges to look in first, "L1010-L1120 L1210-L1290"
    std::string_view sources;
};

/// A stretch of Medicare prior authorization for one code (S21 to S25).
struct prior_auth_row {
    day_range days;
    std::uint64_t states = 0;  ///< bits of `state_bit`; unused when `everywhere`
    bool everywhere = false;
    std::string_view bypass;  ///< modifier that stands in for the number in acute cases
};

/// Bit of a postal state, district, territory or military code of the United States; 0 for anything else.
[[nodiscard]] std::uint64_t state_bit(std::string_view state) noexcept;

/// The procedure codes: L-codes, the other codes the rules speak of, their lists, prior authorization, add-ons and bases.
class hcpcs_table {
public:
    /// Reads codes/lcodes.csv, other_codes, cpt_retired, noc, prior_auth, code_lists, addition_bases, ko_additions, and
    /// hcpcs.csv (the whole official list) when the pack has it. Errors go to `load`.
    void read(table_load& load);

    /// The id of a code as written; unknown for codes not in the tables, wrong lengths, lower case.
    [[nodiscard]] code_id find(std::string_view code) const noexcept {
        if (code.size() != 5) return code_id::unknown;
        if (code[0] != 'L') return find_other(code);
        unsigned number = 0;
        for (std::size_t i = 1; i < 5; ++i) {
            auto const digit = static_cast<unsigned char>(code[i] - '0');
            if (digit > 9) return code_id::unknown;
            number = number * 10 + digit;
        }
        return l_codes_.empty() ? code_id::unknown : l_codes_[number];
    }
    /// The row of a code; the row of `unknown` has no code and is on no list.
    [[nodiscard]] code_row const& row(code_id id) const noexcept { return rows_[static_cast<std::size_t>(id)]; }
    [[nodiscard]] code_text const& text(code_id id) const noexcept { return texts_[static_cast<std::size_t>(id)]; }
    /// All rows; the first is the row of `unknown`.
    [[nodiscard]] std::span<code_row const> rows() const noexcept { return rows_; }
    [[nodiscard]] table_info const& info() const noexcept { return info_; }
    /// True when the official list was loaded, so that absence means invalid for every code.
    [[nodiscard]] bool complete() const noexcept { return complete_; }

    [[nodiscard]] std::span<prior_auth_row const> prior_auth(code_id id) const noexcept;
    /// Whether the code needs prior authorization on this day for a patient who lives in `state`. Unknown during the
    /// state-by-state start of 2022 when the state is missing or no US code, and on any day that is empty for a code that
    /// was ever listed.
    [[nodiscard]] tri prior_auth_active(code_id id, model::date day, std::string_view state) const noexcept;

    [[nodiscard]] std::optional<list_id> find_list(std::string_view name) const noexcept;
    [[nodiscard]] bool in_list(list_id list, code_id id) const noexcept { return row(id).lists.has(list); }
    /// As `in_list`, but `prior_auth` and `f2f_wopd` are asked for the day (and state).
    [[nodiscard]] tri in_list_on(list_id list, code_id id, model::date day, std::string_view state) const noexcept;
    /// True for the lists whose members change by day of service: prior_auth, f2f_wopd.
    [[nodiscard]] bool dated(list_id list) const noexcept { return list == prior_auth_list_ || list == f2f_list_; }
    /// Names of all lists, by id; for suggestions and documentation.
    [[nodiscard]] std::span<std::string_view const> list_names() const noexcept { return list_names_; }

    /// Whether `base` is one that `addition` may go with; unknown when no list of bases is known for the addition.
    [[nodiscard]] tri base_fits(code_id addition, code_id base) const noexcept;
    /// True when `base` fits some addition.
    [[nodiscard]] bool takes_additions(code_id base) const noexcept {
        return !base_sets_[0].empty() && base_sets_[0][static_cast<std::size_t>(base)];
    }
    /// True when the knee policy pays `addition` with `base`; asked only for bases of the list ko_additions_judged (S8).
    [[nodiscard]] bool ko_addition_listed(code_id base, code_id addition) const noexcept;

private:
    struct other_slot {
        std::uint64_t key = 0;
        code_id id = code_id::unknown;
    };
    [[nodiscard]] code_id find_other(std::string_view code) const noexcept;
    code_id add(code_row const& row, code_text const& text);
    void index_others();
    list_id list(std::string_view name);
    void put(std::string_view name, code_id id) { rows_[static_cast<std::size_t>(id)].lists.insert(list(name)); }
    void read_lcodes(table_load& load);
    void read_others(table_load& load);
    void read_noc(table_load& load);
    void read_prior_auth(table_load& load);
    void read_lists(table_load& load);
    void read_additions(table_load& load);
    void fill_lists();

    std::vector<code_row> rows_ = std::vector<code_row>(1);
    std::vector<code_text> texts_ = std::vector<code_text>(1);
    std::vector<code_id> l_codes_;    ///< by the four digits
    std::vector<other_slot> others_;  ///< open addressing, a power of two
    std::vector<prior_auth_row> prior_auth_;
    std::vector<std::string_view> list_names_;
    std::unordered_map<std::string_view, list_id> list_ids_;
    std::vector<std::vector<bool>> base_sets_ = std::vector<std::vector<bool>>(1);
    std::vector<std::uint32_t> ko_additions_;  ///< sorted: base in the upper half, addition in the lower
    std::deque<std::string> made_names_;
    table_info info_;
    list_id prior_auth_list_{};
    list_id f2f_list_{};
    bool complete_ = false;
};

}  // namespace orthoscrub::scrub
