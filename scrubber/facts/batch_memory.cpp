// One table answers three questions, because all three are about the same patient, supplier and day: a second copy has
// the same hash of its lines beside the same day; same-day orthoses and conflicting bases are bits beside it. The lines'
// hashes are added up, so that their order does not matter. Records are only ever appended; claims are looked up in an
// index of small places, most of which stays in the cache. A window's keys are made first and their places fetched
// ahead, so that the misses that are left overlap. Keys of the usual lengths are hashed as one struct of fixed size.
#include "scrubber/facts/batch_memory.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cassert>
#include <cstring>
#include <limits>
#include <type_traits>

#include "parser/text/literal.hpp"
#include "scrubber/facts/overflow_modifiers.hpp"
#include "scrubber/facts/patient_key.hpp"

namespace orthoscrub::scrub {
namespace {

constexpr std::uint64_t same_claim_bit = std::uint64_t{1} << 63;  ///< a spinal orthosis or a repair
constexpr unsigned position_bits = 40;
constexpr std::size_t longest_chain = 32;

std::uint64_t packed(claim_position at) noexcept { return std::uint64_t{at.file} << position_bits | at.claim; }
claim_position unpacked(std::uint64_t at) noexcept {
    return {static_cast<std::uint32_t>(at >> position_bits), at & ((std::uint64_t{1} << position_bits) - 1)};
}
void keep_first(claim_position& kept, std::uint64_t found) noexcept {
    if (!kept || found < packed(kept)) kept = unpacked(found);
}

/// A readable line, as bytes to hash.
struct plain_line {
    std::array<char, 8> code{};
    std::array<std::uint16_t, 4> modifiers{};
    std::int64_t cents = 0;
    std::int32_t first = 0, last = 0;
};
static_assert(std::has_unique_object_representations_v<plain_line>);

constexpr std::uint16_t two(std::string_view m) noexcept {
    return static_cast<std::uint16_t>(static_cast<unsigned char>(m[0]) << 8 | static_cast<unsigned char>(m[1]));
}

/// Largest first, so that gaps (0) come last.
void in_order(std::array<std::uint16_t, 4>& words) noexcept {
    auto const pair = [&](std::size_t a, std::size_t b) {
        auto const [low, high] = std::minmax({words[a], words[b]});
        words[a] = high;
        words[b] = low;
    };
    pair(0, 1);
    pair(2, 3);
    pair(0, 2);
    pair(1, 3);
    pair(1, 2);
}

/// What makes two claims comparable, when it is as short as it mostly is.
struct usual_key {
    std::array<char, 16> npi{}, member{};
    std::array<char, 8> sequence{};
    std::int32_t birth = 0, day = 0;
};
static_assert(std::has_unique_object_representations_v<usual_key>);

/// Copies a text of at most `Size` characters behind which the array is zero.
template <std::size_t Size>
void copy_short(std::array<char, Size>& out, std::string_view text) noexcept {
    std::size_t const size = text.size();
    if (size >= 8) {
        std::memcpy(out.data(), text.data(), 8);
        std::memcpy(out.data() + size - 8, text.data() + size - 8, 8);
    } else if (size >= 4) {
        std::memcpy(out.data(), text.data(), 4);
        std::memcpy(out.data() + size - 4, text.data() + size - 4, 4);
    } else {
        for (std::size_t i = 0; i < size; ++i) out[i] = text[i];
    }
}

/// A member id as it is compared (`append_member_id`); false when it is longer than the array.
bool fold_member(std::array<char, 16>& out, std::string_view id) noexcept {
    if (id.size() <= out.size()) {
        copy_short(out, id);
        // ASCII: bit 5 without bit 6 is a digit when bit 4 is set, else a blank or a mark; with bit 6 it is a small letter.
        std::array<std::uint64_t, 2> words;
        std::memcpy(words.data(), out.data(), sizeof words);
        auto const odd = [](std::uint64_t w) { return w & (w >> 1 | ~(w << 1)) & 0x2020202020202020u; };
        if ((odd(words[0]) | odd(words[1])) == 0) return true;
    }
    out = {};
    std::size_t size = 0;
    for (char const c : id) {
        if (c == ' ' || c == '-') continue;
        if (size == out.size()) return false;
        out[size++] = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return true;
}

hash128 hash_of(usual_key const& key, std::uint64_t seed) noexcept {
    XXH128_hash_t const hash = XXH3_128bits_withSeed(&key, sizeof key, seed);
    return {hash.low64, hash.high64};
}

/// Where the records go that are too many for one day of one patient: only copies of themselves find them there.
hash128 overflow_key(hash128 day, std::uint64_t content) noexcept {
    std::uint64_t const mixed = content * 0x9E3779B97F4A7C15u;
    return {day.low ^ mixed, day.high ^ std::rotl(mixed, 29)};
}

/// The part of a hash that the index keeps; which shard it is in is decided by another part.
std::uint32_t short_hash(hash128 day) noexcept { return static_cast<std::uint32_t>(day.low); }

}  // namespace

std::string batch_answers::in_words(claim_position at) const {
    if (!at) return "no claim";
    std::string text = "claim " + std::to_string(at.claim) + " of ";
    for (auto const& [number, name] : others)
        if (number == at.file) return text + (name == "-" ? "standard input" : name);
    return text + "this file";
}

batch_memory::batch_memory(code_tables const& codes, std::uint64_t seed) : codes_{codes}, seed_{seed} {
    std::size_t const regions = region_words().size();
    assert(regions <= base_bits_.size());
    unsigned next = 0;
    for (std::size_t r = 0; r < regions; ++r) {
        auto const region = static_cast<body_region>(r);
        if (!bases_conflict(region, region)) continue;
        base_bits_[r] = std::uint64_t{1} << next;
        next += 3;
    }
    assert(next <= 63);
    for (std::size_t a = 0; a < regions; ++a)
        for (std::size_t b = 0; b < regions; ++b)
            if (bases_conflict(static_cast<body_region>(a), static_cast<body_region>(b)))
                rival_bits_[a] |= base_bits_[b];
}

void batch_memory::begin_file(std::string_view path) { files_.emplace_back(path); }

void batch_memory::forget() {
    shards_ = {};
    blocks_.clear();
    records_ = 0;
    files_.clear();
}

std::size_t batch_memory::records() const noexcept { return records_; }
std::size_t batch_memory::bytes() const noexcept {
    std::size_t sum = sizeof shards_ + blocks_.size() * block_records * sizeof(record);
    for (shard const& s : shards_) sum += s.places.capacity() * sizeof(place);
    return sum;
}

/// Findings name the other files when this memory may be reading on.
void batch_memory::name_others(batch_answers& answers) const {
    auto const name = [&](claim_position at) {
        if (!at || at.file == answers.file ||
            std::ranges::any_of(answers.others, [&](auto const& other) { return other.first == at.file; }))
            return;
        answers.others.emplace_back(at.file, files_[at.file - 1]);
    };
    for (batch_answers::of_claim const& claim : answers.claims) {
        name(claim.repeats);
        name(claim.same_day);
    }
    for (claim_position const at : answers.conflicts) name(at);
}

void batch_memory::look(model::claim_tables const& tables, std::uint64_t claims_before, batch_answers& answers) {
    if (files_.empty()) begin_file("-");
    static std::atomic<std::uint64_t> windows{0};
    answers.window = ++windows;
    answers.file = static_cast<std::uint32_t>(files_.size());
    answers.others.clear();
    answers.claims.assign(tables.claims.size(), {});
    answers.conflicts.assign(tables.lines.size(), {});
    line_marks_.assign(tables.lines.size(), {});
    pending_.clear();
    for (std::uint32_t row = 0; row < tables.claims.size(); ++row) {
        std::size_t const first = pending_.size();
        read_claim(tables, row);
        for (std::size_t i = first; i < pending_.size(); ++i) {
            record& r = pending_[i].what;
            r.position = packed({answers.file, claims_before + row + 1});
            shard const& s = shard_of(r.day);
            if (!s.places.empty()) __builtin_prefetch(&s.places[short_hash(r.day) & (s.places.size() - 1)]);
        }
    }
    bool repeated = false;
    for (std::size_t i = 0; i < pending_.size(); ++i) {
        if (i == 0 || pending_[i].claim != pending_[i - 1].claim) repeated = false;
        if (!repeated) judge(pending_[i], repeated, answers);
    }
    if (answers.file > 1) name_others(answers);
}

/// Makes the records of a claim; none when it is not compared with others.
void batch_memory::read_claim(model::claim_tables const& tables, std::uint32_t row) {
    model::claim_row const& claim = tables.claims[row];
    if (!text::is(claim.frequency, "1") || claim.lines.count == 0 || claim.billing == model::absent ||
        claim.subscriber == model::absent)
        return;
    patient_identity const patient = patient_of(tables, claim);
    std::string_view const npi = tables.billing_providers[claim.billing].npi;
    std::string_view const sequence = tables.subscribers[claim.subscriber].sequence;
    usual_key plain;
    bool const usual = npi.size() <= plain.npi.size() && sequence.size() <= plain.sequence.size() &&
                       !patient.member_id.empty() && fold_member(plain.member, patient.member_id);
    if (usual) {
        copy_short(plain.npi, npi);
        copy_short(plain.sequence, sequence);
        plain.birth = patient.birth_date.number();
    } else {
        key_.clear();
        key_.push(npi);
        key_.push('\x1F');
        key_.push(sequence);
        key_.push('\x1F');
        if (!append_patient(key_, tables, claim)) return;
    }
    std::size_t const key_size = key_.size();
    auto const sealed = [&](model::date day) {
        record r;
        plain.day = day.number();
        if (usual) {
            r.day = hash_of(plain, seed_);
            return r;
        }
        key_.truncate(key_size);
        key_.push(&plain.day, sizeof plain.day);
        r.day = keyed_hash(key_.view(), seed_ + 2);
        return r;
    };

    auto const day_of = [&](std::uint32_t line) {
        std::uint32_t const date = tables.lines[line].service_date;
        return date == model::absent ? model::date{} : tables.dates[date].first;
    };
    std::size_t const first = pending_.size();
    std::uint32_t const begin = claim.lines.first, end = begin + claim.lines.count;
    model::date earliest = day_of(begin);
    for (std::uint32_t line = begin + 1; line < end; ++line) earliest = std::min(earliest, day_of(line));
    pending_.push_back({sealed(earliest), row, earliest, 0, model::absent});
    std::uint64_t content = claim.lines.count;
    for (std::uint32_t line = begin; line < end; ++line) {
        line_marks& marks = line_marks_[line];
        content += read_line(tables, tables.lines[line], marks);
        if (marks.own == 0) continue;  // nor is it in the way of anything
        model::date const day = day_of(line);
        auto at = std::find_if(pending_.begin() + static_cast<std::ptrdiff_t>(first), pending_.end(),
                               [&](pending const& p) { return p.day == day; });
        if (at == pending_.end()) at = pending_.insert(at, {sealed(day), row, day, 0, model::absent});
        at->what.marks |= marks.own;
        at->against |= marks.against;
        marks.before = std::exchange(at->last_line, line);
    }
    pending_[first].what.content = content | 1;
}

/// The hash of what makes two lines the same: code, modifiers in any order, charge and dates. Fills in the marks.
std::uint64_t batch_memory::read_line(model::claim_tables const& tables, model::line_row const& line,
                                      line_marks& marks) {
    bool right = false, left = false, part = false, overflow = false;
    std::array<std::uint16_t, 4> modifiers{};
    bool usual = line.code.size() <= 8 && line.charge.usable();
    for (std::size_t k = 0; k < modifiers.size(); ++k) {
        std::string_view const m = line.modifiers[k];
        if (m.empty()) continue;
        if (m.size() != 2) {
            usual = false;
            continue;
        }
        std::uint16_t const word = two(m);
        modifiers[k] = word;
        right |= (word == two("RT")) | (word == two("50"));
        left |= (word == two("LT")) | (word == two("50"));
        part |= word == two("RB");
        overflow |= word == two("99");
    }
    if (overflow && line.notes.count != 0) {
        modifier_set const more = overflow_modifiers(tables.notes[line.notes.first].text, codes_.modifiers);
        auto const has = [&](std::string_view m) { return more.has(codes_.find_modifier(m)); };
        right = right || has("RT");
        left = left || has("LT");
        part = part || has("RB");
    }
    if (modifiers[1] != 0 || modifiers[2] != 0 || modifiers[3] != 0) in_order(modifiers);
    plain_line plain;
    plain.modifiers = modifiers;
    plain.cents = line.charge.value.cents;
    if (line.service_date != model::absent) {
        model::date_row const& date = tables.dates[line.service_date];
        plain.first = date.first.number();
        plain.last = date.last.number();
        usual = usual && plain.first != 0;
    }

    code_row const& code = codes_.row(codes_.find(line.code));
    auto const region = static_cast<std::size_t>(code.region);
    bool const repair = part || code.kind == device_kind::repair || code.kind == device_kind::replacement_part;
    if (repair || is_spinal(code.region)) marks.own |= same_claim_bit;
    if (code.kind == device_kind::base && !part) {
        // A base without a side stands in the way of both sides, and both in its way.
        auto const sides = [&](std::uint64_t bits) {
            if (right == left) return bits | bits << 1 | bits << 2;
            return bits | bits << (right ? 1 : 2);
        };
        std::uint64_t const bit = base_bits_[region];
        marks.own |= right && left ? bit << 1 | bit << 2 : right ? bit << 1 : left ? bit << 2 : bit;
        marks.against = sides(rival_bits_[region]);
    }
    if (!usual) return hash_of_odd(tables, line);
    std::memcpy(plain.code.data(), line.code.data(), line.code.size());
    return XXH3_64bits_withSeed(&plain, sizeof plain, seed_);
}

/// The hash of a line that holds something unreadable: of its words as they are written.
std::uint64_t batch_memory::hash_of_odd(model::claim_tables const& tables, model::line_row const& line) {
    line_.assign(line.code);
    auto modifiers = line.modifiers;
    std::sort(modifiers.begin(), modifiers.end());
    for (std::string_view const m : modifiers) line_.append(1, '\x1F').append(m);
    line_.append(1, '\x1F').append(line.charge_text).append(1, '\x1F');
    if (line.service_date != model::absent) line_ += tables.dates[line.service_date].text;
    return keyed_hash64(line_, seed_ + 1);
}

template <class Visit>
void batch_memory::for_each(hash128 day, Visit&& visit) {
    std::vector<place> const& places = shard_of(day).places;
    if (places.empty()) return;
    std::uint32_t const hash = short_hash(day);
    std::size_t const last = places.size() - 1;
    for (std::size_t at = hash & last; places[at].record != 0; at = (at + 1) & last) {
        if (places[at].hash != hash) continue;
        record& found = record_at(places[at].record);
        if (found.day == day) visit(found);
    }
}

void batch_memory::judge(pending const& p, bool& repeated, batch_answers& answers) {
    batch_answers::of_claim& answer = answers.claims[p.claim];
    std::size_t chain = 0;
    record* last = nullptr;
    for_each(p.what.day, [&](record& seen) {
        ++chain;
        last = &seen;
        if (p.what.content != 0 && seen.content == p.what.content) keep_first(answer.repeats, seen.position);
    });
    hash128 const beyond = overflow_key(p.what.day, p.what.content);
    if (chain >= longest_chain && p.what.content != 0)
        for_each(beyond, [&](record const& seen) {
            if (seen.content == p.what.content) keep_first(answer.repeats, seen.position);
        });
    if (answer.repeats) {
        repeated = true;
        return;
    }
    if (chain != 0 && p.what.marks != 0 && !p.day.empty()) {
        for_each(p.what.day, [&](record const& seen) {
            if ((seen.marks & p.what.marks & same_claim_bit) != 0) keep_first(answer.same_day, seen.position);
            if ((p.against & seen.marks) == 0) return;
            for (std::uint32_t line = p.last_line; line != model::absent; line = line_marks_[line].before)
                if ((line_marks_[line].against & seen.marks) != 0) keep_first(answers.conflicts[line], seen.position);
        });
    }
    if (chain < longest_chain) {
        insert(p.what);
        return;
    }
    // Hundreds of different claims for one day of one patient are no business but a test file. Their marks join those of
    // the chain's end, so that no answer is lost; their copies are looked for elsewhere, so that no search is long.
    last->marks |= p.what.marks;
    record apart = p.what;
    apart.day = beyond;
    apart.marks = 0;
    if (apart.content != 0) insert(apart);
}

void batch_memory::put(std::vector<place>& places, place p) noexcept {
    std::size_t const last = places.size() - 1;
    std::size_t at = p.hash & last;
    while (places[at].record != 0) at = (at + 1) & last;
    places[at] = p;
}

void batch_memory::insert(record const& r) {
    assert(records_ != std::numeric_limits<std::uint32_t>::max());
    if (records_ == blocks_.size() * block_records)
        blocks_.push_back(std::make_unique_for_overwrite<record[]>(block_records));
    ++records_;
    record_at(records_) = r;
    shard& s = shard_of(r.day);
    if (std::size_t{s.used + 1} * 4 > s.places.size() * 3) {
        std::vector<place> larger(std::max<std::size_t>(8, s.places.size() * 2));
        for (place const& old : s.places)
            if (old.record != 0) put(larger, old);
        s.places = std::move(larger);
    }
    put(s.places, {short_hash(r.day), records_});
    ++s.used;
}

}  // namespace orthoscrub::scrub
