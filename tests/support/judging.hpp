#pragma once
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/engine/pack.hpp"
#include "scrubber/facts/registry.hpp"
#include "scrubber/facts/subject.hpp"
#include "tests/support/claim_reading.hpp"

namespace orthoscrub::test {

/// The shipped pack, loaded once.
inline scrub::pack const& shipped_pack() {
    static std::shared_ptr<scrub::pack const> const loaded = [] {
        auto const files = scrub::embedded_pack();
        auto result = scrub::load_pack(std::span{&files, 1});
        if (!result.loaded) throw std::runtime_error{grammars::render(result.errors.front())};
        return result.loaded;
    }();
    return *loaded;
}

/// Code tables and profiles of the shipped pack without its rules, for tests that bring rules of their own.
inline std::shared_ptr<scrub::code_tables const> shipped_codes() {
    static auto const tables = [] {
        static auto const files = scrub::embedded_pack();
        return scrub::load_code_tables([](std::string_view path) -> std::optional<std::string_view> {
                   auto const bytes = files.find(path);
                   return bytes.empty() ? std::nullopt : std::optional{bytes};
               })
            .tables;
    }();
    return tables;
}
inline std::shared_ptr<scrub::payer_profiles const> shipped_payers() {
    static auto const profiles = [] {
        auto made = std::make_shared<scrub::payer_profiles>();
        auto const files = scrub::embedded_pack();
        for (auto const& file : files.files)
            if (file.path.starts_with("payers/")) (void)made->add(file.path, file.bytes);
        return made;
    }();
    return profiles;
}

inline constexpr std::string_view claim_head = "CLM*C1*500***12:B:1*Y*A*Y*Y~HI*ABK:M170*ABF:M1712~";
inline constexpr std::string_view plain_line = "LX*1~SV1*HC:L1833:RT:KX*500*UN*1***1~DTP*472*D8*20250310~";

/// The first claim of a text, read and open. `claims` begins at CLM; the payer is Medicare unless `subscriber` says else.
struct open_claim {
    claim_reading reading;
    scrub::claim_context context;

    explicit open_claim(std::string_view claims, std::string_view subscriber = subscriber_text,
                        scrub::payer_profile const* payer = nullptr)
        : reading{std::string{heading_text} + std::string{subscriber} + std::string{claims}},
          context{*shipped_codes(), *shipped_payers()} {
        if (reading.tables.claims.empty()) throw std::runtime_error{"the text holds no claim"};
        context.open(window(payer), 0);
    }
    [[nodiscard]] scrub::window_context window(scrub::payer_profile const* payer = nullptr) const {
        return {&reading.tables, reading.segments.all(), {}, payer};
    }
    /// The value of a fact in words, for subject `n` of the first scope that the fact speaks about.
    [[nodiscard]] std::string fact(std::string_view name, std::size_t n = 0) const {
        auto const id = scrub::find_fact(name);
        if (!id) return "no such fact";
        scrub::fact const& f = scrub::all_facts()[*id];
        for (unsigned scope = 0; scope < 8; ++scope) {
            if ((f.scopes >> scope & 1) == 0) continue;
            std::size_t seen = 0;
            std::string found = "no such subject";
            scrub::for_each_subject(context, static_cast<grammars::rule_scope>(scope), [&](scrub::subject const& s) {
                if (seen++ == n) found = to_text(f, f.get(s));
            });
            if (scope != 0 || f.scopes == 1) return found;
        }
        return "no such subject";
    }
};

}  // namespace orthoscrub::test
