// The profiles and their search. A payer id is found by open addressing over the hash of class and id; names are compared
// as folded words (upper case, everything but letters and digits a blank) in a buffer on the stack, so that classifying a
// claim allocates nothing. Profiles are indexed last first: where two claim the same id or name, the user's wins.
#include "scrubber/payers/payer_profiles.hpp"

#include <algorithm>
#include <bit>

#include "scrubber/payers/payer_name.hpp"

namespace orthoscrub::scrub {
namespace {

constexpr char upper(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

std::uint64_t hash_of(payer_class kind, std::string_view id) noexcept {
    std::uint64_t hash = 0xCBF29CE484222325u ^ static_cast<std::uint64_t>(kind);
    for (char const c : id) hash = (hash ^ static_cast<unsigned char>(upper(c))) * 0x100000001B3u;
    hash ^= hash >> 29;
    return hash | 1u;
}

bool same_id(std::string_view known, std::string_view written) noexcept {
    return known.size() == written.size() &&
           std::equal(known.begin(), known.end(), written.begin(), [](char a, char b) { return a == upper(b); });
}

/// Bit of an upper-case letter or digit.
constexpr std::uint64_t letter_bit(char c) noexcept { return std::uint64_t{1} << (static_cast<unsigned>(c) & 63u); }

std::string_view trimmed(std::string_view text) noexcept {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

}  // namespace

std::optional<text::severity> payer_profile::severity_of(std::string_view rule) const noexcept {
    for (severity_override const& entry : severities)
        if (entry.rule == rule) return entry.level;
    return std::nullopt;
}

bool payer_profile::defines_modifier(std::string_view modifier) const noexcept {
    return std::find(modifiers.begin(), modifiers.end(), modifier) != modifiers.end();
}

payer_profiles::payer_profiles() {
    for (std::string_view name : payer_class_names()) {
        payer_profile profile;
        profile.id = name;
        profile.kind = static_cast<payer_class>(profiles_.size());
        profiles_.push_back(std::move(profile));
    }
    index();
}

void payer_profiles::index() {
    std::size_t count = 0;
    for (auto& names : names_) names.clear();
    split_by_name_ = class_set{};
    first_letters_.fill(0);
    for (std::size_t i = profiles_.size(); i-- > 0;) {
        payer_profile& profile = profiles_[i];
        profile.index = static_cast<std::uint16_t>(i);
        count += profile.claim_ids.size();
        for (std::string const& name : profile.names) {
            names_[static_cast<std::size_t>(profile.kind)].push_back({' ' + name + ' ', profile.index});
            first_letters_[static_cast<std::size_t>(profile.kind)] |= letter_bit(name[0]);
        }
        if (!profile.names.empty() && i >= payer_class_count) split_by_name_.insert(profile.kind);
    }
    for (auto& names : names_)
        std::stable_sort(names.begin(), names.end(),
                         [](name_entry const& a, name_entry const& b) { return a.words.size() > b.words.size(); });
    ids_.assign(std::bit_ceil(2 * count + 2), id_slot{});
    std::size_t const mask = ids_.size() - 1;
    for (std::size_t i = profiles_.size(); i-- > 0;)
        for (std::size_t n = 0; n < profiles_[i].claim_ids.size(); ++n) {
            std::uint64_t const key = hash_of(profiles_[i].kind, profiles_[i].claim_ids[n]);
            std::size_t slot = static_cast<std::size_t>(key >> 1) & mask;
            while (ids_[slot].key != 0) slot = (slot + 1) & mask;
            ids_[slot] = {key, profiles_[i].index, static_cast<std::uint16_t>(n)};
        }
}

payer_profile const* payer_profiles::find(std::string_view id) const noexcept {
    for (payer_profile const& profile : profiles_)
        if (profile.id == id) return &profile;
    return nullptr;
}

payer_profile const* payer_profiles::by_claim_id(payer_class kind, std::string_view payer_id) const noexcept {
    payer_id = trimmed(payer_id);
    if (payer_id.empty()) return nullptr;
    std::uint64_t const key = hash_of(kind, payer_id);
    std::size_t const mask = ids_.size() - 1;
    for (std::size_t slot = static_cast<std::size_t>(key >> 1) & mask; ids_[slot].key != 0; slot = (slot + 1) & mask) {
        if (ids_[slot].key != key) continue;
        payer_profile const& profile = profiles_[ids_[slot].profile];
        if (profile.kind == kind && same_id(profile.claim_ids[ids_[slot].id], payer_id)) return &profile;
    }
    return nullptr;
}

payer_profile const* payer_profiles::by_name(payer_class kind, std::string_view payer_name) const noexcept {
    auto const& names = names_[static_cast<std::size_t>(kind)];
    if (names.empty() || payer_name.empty()) return nullptr;
    std::uint64_t const letters = first_letters_[static_cast<std::size_t>(kind)];
    folded_name const folded{payer_name};
    std::string_view const text = folded.view();
    std::size_t best = names.size();
    for (std::size_t at = 0; at + 1 < text.size(); at = text.find(' ', at + 1)) {
        char const first = text[at + 1];
        if ((letters & letter_bit(first)) == 0) continue;
        for (std::size_t i = 0; i < best; ++i)
            if (names[i].words[1] == first && text.substr(at).starts_with(names[i].words)) best = i;
    }
    return best < names.size() ? &profiles_[names[best].profile] : nullptr;
}

payer_profile const* payer_profiles::by_remit_id(std::string_view payer_id) const noexcept {
    payer_id = trimmed(payer_id);
    for (payer_profile const& profile : profiles_)
        for (std::string const& id : profile.remit_ids)
            if (same_id(id, payer_id)) return &profile;
    return nullptr;
}

}  // namespace orthoscrub::scrub
