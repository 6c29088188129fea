// From bytes to rows: interchange reader, 835 grammar, rows. What a set is known by is hashed from its segments as the
// windows pass: the segments of a window are written one behind the other with a line feed each; SHA-256 takes all of it,
// XXH3 the part of every claim.
#include "scrubber/record/remittance_reader.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <optional>

#include "grammars/guide/guide_check.hpp"
#include "scrubber/engine/file_hash.hpp"
#include "scrubber/record/remittance_rows.hpp"

namespace orthoscrub::record {
namespace {

using envelope::event_kind;
using text::fault_code;

bool about_limits(fault_code code) {
    return code == fault_code::segment_too_long || code == fault_code::claim_too_long;
}

}  // namespace

struct remittance_reader::state {
    state(scrub::payer_profiles const& profiles, ledger::person_hasher& hasher, remittance_options const& o)
        : options{o}, rows{profiles, hasher} {}

    remittance_options options;
    remittance_rows rows;
    model::remit_tables tables;
    text::diagnostics faults;
    grammars::remit_state progress;
    grammars::guide::guide_check guide{grammars::guide::guide_id::remit_835};
    std::string written;                      // the segments of the window
    std::vector<std::size_t> places;          // where each begins in `written`
    std::optional<scrub::file_hash> content;  // of the open set
    std::string wrong_type;                   // what the first set was that is no 835
    std::uint32_t wrong_group = model::absent;
    bool limit = false;

    void window(envelope::event const& e, envelope::interchange_reader const& reader, remittance_result& result,
                ledger::remittance_book& book);
    void hash(envelope::event const& e, std::size_t first_claim, ledger::remittance_book& book);
    void close_set(ledger::remittance_book& book);
    void tell(remittance_result& result, fault_taker const& told);
    void finish(text::source const& input, envelope::interchange_reader const& reader, remittance_result& result) const;
};

void remittance_reader::state::window(envelope::event const& e, envelope::interchange_reader const& reader,
                                      remittance_result& result, ledger::remittance_book& book) {
    if (reader.set().type != "835") {
        auto const& set = reader.set();
        if (wrong_type.empty()) wrong_type = set.type + (set.version.empty() ? "" : " " + set.version);
        if (e.first && wrong_group != reader.group().ordinal && !e.segments.empty()) {
            wrong_group = reader.group().ordinal;
            faults.add(fault_code::gs_version, text::address_of(e.segments.front(), text::loop_id::heading),
                       reader.group().functional_id + " " + reader.group().version,
                       "HP " + std::string{grammars::version_835});
        }
        return;
    }
    if (e.first) {
        close_set(book);
        progress = {};
    }
    tables.clear();
    grammars::remit_options const accept{options.accept_x221, reader.group().version};
    grammars::read_remittance({e.segments, e.context, e.last}, reader.interchange().marks, accept, progress, tables,
                              faults);
    if (options.guide)
        guide.read({e.segments, tables.loops, e.context, e.first, e.last}, reader.interchange().marks, faults);
    remittance_window const w{&tables, e.segments, reader.group().date};
    if (!content) {
        content.emplace();
        rows.begin(static_cast<std::uint32_t>(book.files.size() - 1), book);
        ++result.remittances;
    }
    auto const first_claim = book.claims.size();
    rows.add(w, book);
    hash(e, first_claim, book);
    if (e.last) close_set(book);

    result.claims += tables.claims.size();
    result.lines += tables.lines.size();
    result.provider_adjustments += tables.provider_adjustments.size();
    for (std::size_t i = e.context; i < e.segments.size(); ++i) {
        if ((e.segments[i].flags & (text::malformed_id | text::layout_only)) != 0) continue;
        ++result.segments;
        result.unplaced += tables.loops[i] == text::loop_id::none;
    }
}

void remittance_reader::state::hash(envelope::event const& e, std::size_t first_claim, ledger::remittance_book& book) {
    written.clear();
    places.clear();
    for (std::size_t i = e.context; i < e.segments.size(); ++i) {
        places.push_back(written.size());
        auto const& s = e.segments[i];
        if ((s.flags & text::layout_only) != 0) continue;
        written.append((s.flags & text::oversized) != 0 ? text::raw_of(s) : s.body()) += '\n';
    }
    places.push_back(written.size());
    content->add(written);
    for (std::size_t row = 0; row < tables.claims.size(); ++row) {
        auto const& c = tables.claims[row];
        if (c.clp < e.context || c.end < c.clp) continue;
        auto const from = places[c.clp - e.context];
        book.claims[first_claim + row].image = XXH3_64bits(written.data() + from, places[c.end - e.context] - from);
    }
}

void remittance_reader::state::close_set(ledger::remittance_book& book) {
    if (!content) return;
    rows.end(book);
    book.remittances.back().content = book.texts.keep(content->hex());
    content.reset();
}

void remittance_reader::state::tell(remittance_result& result, fault_taker const& told) {
    for (text::fault const& f : faults.faults()) {
        limit = limit || about_limits(f.code);
        ++result.faults;
        if (told) told(f);
    }
    faults.clear();
}

void remittance_reader::state::finish(text::source const& input, envelope::interchange_reader const& reader,
                                      remittance_result& result) const {
    auto const& totals = reader.counted();
    result.interchanges = totals.interchanges;
    result.groups = totals.groups;
    result.transaction_sets = totals.transaction_sets;
    if (!input.result()) {
        result.status = remittance_status::failed;
        result.trouble = "cannot be read to its end: " + input.result().message;
    } else if (totals.interchanges == 0) {
        result.status = remittance_status::unreadable;
        result.trouble = result.bytes == 0 ? "is empty; a remittance is an 835 file"
                                           : "holds no X12 interchange (no ISA segment); a remittance is an 835 file";
    } else if (!wrong_type.empty()) {
        result.status = remittance_status::wrong_type;
        result.trouble = "holds transaction set " + wrong_type + "; a remittance is an 835 005010X221A1";
    } else if (totals.transaction_sets == 0) {
        result.status = remittance_status::wrong_type;
        result.trouble = "holds no transaction set; a remittance is an 835 005010X221A1";
    } else if (limit) {
        result.status = remittance_status::limit;
        result.trouble =
            "holds a segment or claim beyond a limit, which was skipped; --segment-bytes and --claim-bytes raise the "
            "limits";
    }
}

remittance_reader::remittance_reader(scrub::payer_profiles const& profiles, ledger::person_hasher& hasher,
                                     remittance_options options)
    : state_{std::make_unique<state>(profiles, hasher, options)} {}

remittance_reader::~remittance_reader() = default;

remittance_result remittance_reader::read(text::source& input, std::string_view path, ledger::remittance_book& book,
                                          fault_taker const& told) {
    state& s = *state_;
    remittance_result result;
    scrub::file_hash hash;
    input.tap([&](std::string_view block) {
        hash.add(block);
        result.bytes += block.size();
    });
    book.files.push_back({book.texts.keep(path), {}});
    s.progress = {};
    s.faults.clear();
    s.content.reset();
    s.wrong_type.clear();
    s.wrong_group = model::absent;
    s.limit = false;
    auto const breaks = book.breaks.size();
    envelope::interchange_reader reader{input, s.faults, s.options.limits};
    while (true) {
        envelope::event const e = reader.next();
        if (e.kind == event_kind::set_window) {
            s.window(e, reader, result, book);
        } else if (e.kind == event_kind::other && s.content) {
            // A claim beyond the limit: passed over, but part of what the set is known by.
            for (auto const& segment : e.segments.subspan(e.context)) s.content->add(text::raw_of(segment));
        } else if (s.options.guide && (e.kind == event_kind::interchange_begin || e.kind == event_kind::group_begin)) {
            for (auto const& header : e.segments)
                grammars::guide::check_envelope(header, reader.interchange().marks, s.faults);
        }
        s.tell(result, told);
        if (e.kind == event_kind::end) break;
    }
    s.close_set(book);
    std::array<char, 4096> rest;
    while (input.read(rest) != 0) {
    }
    s.finish(input, reader, result);
    result.breaks = book.breaks.size() - breaks;
    if (input.result()) book.files.back().sha256 = book.texts.keep(result.sha256 = hash.hex());
    input.tap({});
    return result;
}

}  // namespace orthoscrub::record
