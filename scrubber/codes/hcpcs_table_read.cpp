// Fills the table of procedure codes from its files. A code must stand in lcodes.csv, other_codes.csv, cpt_retired.csv or
// hcpcs.csv before another file may name it, so a mistyped code is a load error with its place. The lists that rules name
// are made at the end from the columns, one per region, kind and way of making as well.
#include <algorithm>
#include <array>

#include "scrubber/codes/hcpcs_table.hpp"

namespace orthoscrub::scrub {
namespace {

using namespace std::string_view_literals;

void fail_code(table_reader& rows, std::size_t column) {
    rows.fail(column, "a code that stands in lcodes.csv, other_codes.csv, cpt_retired.csv or hcpcs.csv");
}

constexpr std::array pdac_word{""sv, "yes"sv, "central-fab"sv};

}  // namespace

code_id hcpcs_table::add(code_row const& row, code_text const& text) {
    auto const id = static_cast<code_id>(rows_.size());
    rows_.push_back(row);
    texts_.push_back(text);
    if (text.code[0] == 'L')
        l_codes_[static_cast<std::size_t>((text.code[1] - '0') * 1000 + (text.code[2] - '0') * 100 +
                                          (text.code[3] - '0') * 10 + (text.code[4] - '0'))] = id;
    return id;
}

list_id hcpcs_table::list(std::string_view name) {
    if (auto const known = find_list(name)) return *known;
    auto const id = static_cast<list_id>(list_names_.size());
    list_names_.push_back(name);
    list_ids_.emplace(name, id);
    return id;
}

void hcpcs_table::read(table_load& load) {
    l_codes_.assign(10000, code_id::unknown);
    rows_.reserve(512);
    texts_.reserve(512);
    prior_auth_list_ = list("prior_auth");
    f2f_list_ = list("f2f_wopd");
    for (auto const name :
         {"lcodes"sv, "noc"sv, "noc_l"sv, "noc_orthotic"sv, "orthosis"sv, "ots_custom_pair"sv, "laterality_required"sv,
          "laterality_allowed"sv, "laterality_none"sv, "upper_limb_sided"sv, "spinal"sv, "kx_rule"sv, "cg_required"sv,
          "cg_conditional"sv, "pdac"sv, "requires_base"sv, "cpt_retired"sv})
        list(name);
    read_lcodes(load);
    read_others(load);
    index_others();
    read_noc(load);
    read_prior_auth(load);
    read_lists(load);
    read_additions(load);
    fill_lists();
}

void hcpcs_table::read_lcodes(table_load& load) {
    enum column {
        code,
        short_name,
        region,
        kind,
        fabrication,
        twin,
        side,
        side_basis,
        from,
        to,
        policy,
        kx,
        kx_basis,
        cg,
        f2f_from,
        f2f_to,
        pdac,
        base,
        sources
    };
    static constexpr std::array columns{"code"sv,           "short_name"sv, "region"sv,   "kind"sv,
                                        "fabrication"sv,    "twin"sv,       "side"sv,     "side_basis"sv,
                                        "from"sv,           "to"sv,         "policy"sv,   "coverage_modifier"sv,
                                        "coverage_basis"sv, "cg"sv,         "f2f_from"sv, "f2f_to"sv,
                                        "pdac"sv,           "needs_base"sv, "sources"sv};
    table_reader rows{load, "codes/lcodes.csv", columns};
    info_ = rows.info();
    std::vector<table_reader::place> twins(1);
    while (rows.next()) {
        if (!hcpcs_shape_ok(rows[code]) || rows[code][0] != 'L') {
            rows.fail(code, "an L and four digits");
            continue;
        }
        if (find(rows[code]) != code_id::unknown) {
            rows.fail(code, "each code once");
            continue;
        }
        code_row r;
        r.region = static_cast<body_region>(rows.word(region, region_words()));
        r.kind = static_cast<device_kind>(rows.word(kind, kind_words()));
        r.fabrication = static_cast<fabrication_kind>(rows.word(fabrication, fabrication_words()));
        r.side = static_cast<side_rule>(rows.word(side, side_words()));
        r.cg = static_cast<cg_rule>(rows.word(cg, cg_words()));
        r.effective = rows.days(from, to);
        r.f2f = rows.days(f2f_from, f2f_to);
        r.f2f_listed = !r.f2f.first.empty();
        r.kx_rule = rows.yes(kx);
        r.kx_inferred = rows[kx_basis].find('-') != std::string_view::npos;
        r.side_inferred = rows[side_basis].ends_with("-inferred");
        r.requires_base = rows.yes(base);
        r.l_code = true;
        if (!rows[pdac].empty() && rows[pdac][0] == '2') {
            r.pdac = pdac_rule::yes;
            r.pdac_from = rows.day(pdac);
        } else {
            r.pdac = static_cast<pdac_rule>(rows.word(pdac, pdac_word));
        }
        code_text t;
        t.code = rows[code];
        t.short_name = rows[short_name];
        t.policy = rows[policy];
        t.side_basis = rows[side_basis];
        t.kx_basis = rows[kx_basis];
        t.sources = rows[sources];
        add(r, t);
        twins.push_back(rows.where(twin));
    }
    for (std::size_t i = 1; i < twins.size(); ++i) {
        if (twins[i].text.empty()) continue;
        code_id const other = find(twins[i].text);
        if (other == code_id::unknown) rows.fail(twins[i], "a code of this table");
        else if (twins[static_cast<std::size_t>(other)].text != texts_[i].code)
            rows.fail(twins[i], "a twin whose own twin is " + std::string{texts_[i].code});
        rows_[i].twin = other;
    }
}

void hcpcs_table::read_others(table_load& load) {
    enum column { code, to, replaced_by, sources, short_name, from };
    static constexpr std::array cpt_columns{"code"sv, "to"sv, "replaced_by"sv, "sources"sv};
    static constexpr std::array columns{"code"sv, "to"sv, "replaced_by"sv, "sources"sv, "short_name"sv, "from"sv};
    std::vector<std::string_view> seen;
    auto const read = [&](std::string_view path, bool named, bool optional) {
        table_reader rows{load, path, named ? std::span<std::string_view const>{columns} : cpt_columns, optional};
        while (rows.next()) {
            if (!hcpcs_shape_ok(rows[code])) {
                rows.fail(code, "five characters, as a HCPCS or CPT code has");
                continue;
            }
            code_id const known = find(rows[code]);
            bool const again = known != code_id::unknown;
            if (again && optional) {
                rows_[static_cast<std::size_t>(known)].effective.last = rows.day(to);
                continue;
            }
            if (again || std::find(seen.begin(), seen.end(), rows[code]) != seen.end()) {
                rows.fail(code, "each code once");
                continue;
            }
            code_row r;
            code_text t;
            r.effective = named ? rows.days(from, to) : day_range{{}, rows.day(to)};
            t.code = rows[code];
            t.short_name = named ? rows[short_name] : std::string_view{};
            t.replaced_by = rows[replaced_by];
            t.sources = rows[sources];
            code_id const id = add(r, t);
            if (!named) put("cpt_retired", id);
            if (!optional) seen.push_back(t.code);
        }
        return rows.opened() ? std::optional{rows.info()} : std::nullopt;
    };
    read("codes/other_codes.csv", true, false);
    read("codes/cpt_retired.csv", false, false);
    index_others();
    // The official list has the last word on the end of a code, and on the days that the tables speak about.
    if (auto const official = read("codes/hcpcs.csv", true, true)) {
        complete_ = true;
        info_.release = official->release;
        info_.covers_to = official->covers_to;
    }
}

void hcpcs_table::read_noc(table_load& load) {
    enum column { code, orthotic, active, narrative, specific };
    static constexpr std::array columns{"code"sv, "orthotic"sv, "active"sv, "narrative_required"sv, "specific_codes"sv};
    table_reader rows{load, "codes/noc.csv", columns};
    while (rows.next()) {
        bool const is_orthotic = rows.yes(orthotic);
        bool const needs_narrative = rows.yes(narrative);
        if (!rows.yes(active)) continue;
        code_id const id = find(rows[code]);
        if (id == code_id::unknown) {
            fail_code(rows, code);
            continue;
        }
        code_row& r = rows_[static_cast<std::size_t>(id)];
        r.noc = true;
        r.noc_narrative_required = needs_narrative;
        texts_[static_cast<std::size_t>(id)].specific_codes = rows[specific];
        put("noc", id);
        if (r.l_code) put("noc_l", id);
        if (is_orthotic) put("noc_orthotic", id);
    }
}

void hcpcs_table::read_prior_auth(table_load& load) {
    enum column { code, from, to, where, bypass };
    static constexpr std::array columns{"code"sv, "from"sv, "to"sv, "states"sv, "bypass"sv};
    table_reader rows{load, "codes/prior_auth.csv", columns};
    code_id before = code_id::unknown;
    while (rows.next()) {
        code_id const id = find(rows[code]);
        if (id == code_id::unknown) {
            fail_code(rows, code);
            continue;
        }
        prior_auth_row stretch;
        stretch.days = rows.days(from, to);
        stretch.bypass = rows[bypass];
        stretch.everywhere = rows[where] == "all";
        for (std::string_view rest = stretch.everywhere ? std::string_view{} : rows[where]; !rest.empty();) {
            std::size_t const end = std::min(rest.find(' '), rest.size());
            std::uint64_t const bit = state_bit(rest.substr(0, end));
            if (bit == 0) rows.fail(where, "\"all\" or postal codes of states, separated by blanks");
            stretch.states |= bit;
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        code_row& r = rows_[static_cast<std::size_t>(id)];
        if (id != before && r.prior_auth_count != 0) {
            rows.fail(code, "the rows of one code next to each other");
            continue;
        }
        if (id != before) r.prior_auth_first = static_cast<std::uint16_t>(prior_auth_.size());
        before = id;
        ++r.prior_auth_count;
        prior_auth_.push_back(stretch);
        put("prior_auth", id);
    }
}

void hcpcs_table::read_lists(table_load& load) {
    enum column { name, code };
    static constexpr std::array columns{"list"sv, "code"sv};
    table_reader rows{load, "codes/code_lists.csv", columns};
    while (rows.next()) {
        code_id const id = find(rows[code]);
        if (id == code_id::unknown) fail_code(rows, code);
        else if (!find_list(rows[name]) && list_names_.size() + 64 > list_set::capacity)
            rows.fail(name, "fewer lists: the tables hold 128, of which 64 are made from columns");
        else put(rows[name], id);
    }
}

void hcpcs_table::read_additions(table_load& load) {
    enum column { first, last, base };
    static constexpr std::array columns{"first"sv, "last"sv, "base"sv};
    table_reader rows{load, "codes/addition_bases.csv", columns};
    std::string_view range;
    while (rows.next()) {
        if (find(rows[first]) == code_id::unknown || find(rows[last]) == code_id::unknown || rows[last] < rows[first]) {
            rows.fail(last, "the last code of a range that begins at the code in column first");
            continue;
        }
        if (rows[first] != range) {
            range = rows[first];
            base_sets_.emplace_back(rows_.size(), false);
            for (std::size_t i = 1; i < rows_.size(); ++i)
                if (rows_[i].kind == device_kind::addition && texts_[i].code >= rows[first] &&
                    texts_[i].code <= rows[last])
                    rows_[i].base_set = static_cast<std::uint8_t>(base_sets_.size() - 1);
        }
        if (code_id const id = find(rows[base]); id != code_id::unknown) {
            base_sets_.back()[static_cast<std::size_t>(id)] = true;
            continue;
        }
        auto const region = static_cast<body_region>(rows.word(base, region_words()));
        for (std::size_t i = 1; i < rows_.size(); ++i)
            if (rows_[i].kind == device_kind::base && rows_[i].region == region) base_sets_.back()[i] = true;
    }
    // No addition has the first set: it holds the bases of all others.
    base_sets_[0].assign(rows_.size(), false);
    for (std::size_t set = 1; set < base_sets_.size(); ++set)
        for (std::size_t i = 0; i < rows_.size(); ++i)
            if (base_sets_[set][i]) base_sets_[0][i] = true;
    enum pair_column { ko_base, ko_addition };
    static constexpr std::array pair_columns{"base"sv, "addition"sv};
    table_reader pairs{load, "codes/ko_additions.csv", pair_columns};
    while (pairs.next()) {
        code_id const b = find(pairs[ko_base]);
        code_id const a = find(pairs[ko_addition]);
        if (b == code_id::unknown) fail_code(pairs, ko_base);
        else if (a == code_id::unknown) fail_code(pairs, ko_addition);
        else
            ko_additions_.push_back(std::uint32_t{static_cast<std::uint16_t>(b)} << 16 | static_cast<std::uint16_t>(a));
    }
    std::sort(ko_additions_.begin(), ko_additions_.end());
}

void hcpcs_table::fill_lists() {
    auto const made = [this](std::string_view kind, std::span<std::string_view const> words) {
        std::vector<list_id> ids;
        for (std::string_view word : words) {
            if (word.empty()) ids.push_back(list_id{255});
            else ids.push_back(list(made_names_.emplace_back(std::string{kind} + '.' + std::string{word})));
        }
        return ids;
    };
    std::vector<list_id> const regions = made("region", region_words());
    std::vector<list_id> const kinds = made("kind", kind_words());
    std::vector<list_id> const fabrications = made("fabrication", fabrication_words());
    for (std::size_t i = 1; i < rows_.size(); ++i) {
        code_row const& r = rows_[i];
        if (!r.l_code) continue;
        auto const id = static_cast<code_id>(i);
        rows_[i].lists.insert(regions[static_cast<std::size_t>(r.region)]);
        rows_[i].lists.insert(kinds[static_cast<std::size_t>(r.kind)]);
        rows_[i].lists.insert(fabrications[static_cast<std::size_t>(r.fabrication)]);
        put("lcodes", id);
        if (texts_[i].code <= "L4631") put("orthosis", id);
        if (r.twin != code_id::unknown) put("ots_custom_pair", id);
        put(r.side == side_rule::required  ? "laterality_required"
            : r.side == side_rule::allowed ? "laterality_allowed"
                                           : "laterality_none",
            id);
        if (is_upper_limb(r.region) && r.side != side_rule::none) put("upper_limb_sided", id);
        if (is_spinal(r.region)) put("spinal", id);
        if (r.kx_rule) put("kx_rule", id);
        if (r.cg == cg_rule::yes) put("cg_required", id);
        if (r.cg == cg_rule::conditional) put("cg_conditional", id);
        if (r.pdac != pdac_rule::no) put("pdac", id);
        if (r.requires_base) put("requires_base", id);
        if (r.f2f_listed) put("f2f_wopd", id);
    }
}

}  // namespace orthoscrub::scrub
