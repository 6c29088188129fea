// Ids of lines: XXH3 over the parts, each followed by a unit separator so that no two lists of parts read the same. The
// hash is not keyed: nothing personal goes into it.
#include "scrubber/remit/line_id.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <unordered_map>

namespace orthoscrub::remit {
namespace {

class id_text {
public:
    id_text& add(std::string_view part) {
        text_ += part;
        text_ += '\x1f';
        return *this;
    }
    id_text& add(std::int64_t number) { return add(std::string_view{std::to_string(number)}); }
    [[nodiscard]] line_id done() {
        line_id const id = XXH3_64bits(text_.data(), text_.size());
        text_.clear();
        return id;
    }

private:
    std::string text_;
};

/// Ids without ordinal that a claim has had.
class equal_ids {
public:
    void start(std::size_t lines) {
        few_.clear();
        many_.clear();
        counted_ = lines > most_walked;
    }
    /// How often this one was added before.
    std::int64_t add(line_id id) {
        if (counted_) return many_[id]++;
        auto const before = std::ranges::count(few_, id);
        few_.push_back(id);
        return before;
    }

private:
    static constexpr std::size_t most_walked = 64;
    bool counted_ = false;
    std::vector<line_id> few_;
    std::unordered_map<line_id, std::int64_t> many_;
};

std::string_view payee_of(ledger::remittance_book const& book, ledger::remitted_claim const& claim) noexcept {
    return claim.remittance < book.remittances.size() ? book.remittances[claim.remittance].payee_npi : "";
}

}  // namespace

line_id stable_line_id(ledger::submitted_claim const& claim, ledger::submitted_line const& line) {
    static thread_local id_text text;
    bool const numbered = !line.control_number.empty();
    text.add(claim.billing_npi).add(claim.control_number).add(numbered ? "6R" : "LX");
    text.add(numbered ? line.control_number : line.number).add(line.first_day.number());
    return text.add(line.code).done();
}

std::vector<line_id> remitted_line_ids(ledger::remittance_book const& book) {
    std::vector<line_id> ids(book.lines.size());
    equal_ids equals;
    id_text text;
    for (ledger::remitted_claim const& claim : book.claims) {
        equals.start(claim.lines.count);
        std::string_view const payee = payee_of(book, claim);
        for (std::uint32_t i = claim.lines.first; i < claim.lines.first + claim.lines.count; ++i) {
            ledger::remitted_line const& line = book.lines[i];
            text.add(payee).add(claim.control_number);
            if (!line.control_number.empty()) {
                ids[i] = text.add("6R").add(line.control_number).done();
                continue;
            }
            text.add("SVC").add(line.asked().code);
            for (auto const modifier : line.asked().modifiers) text.add(modifier);
            text.add(line.first_day.empty() ? claim.first_day.number() : line.first_day.number());
            line_id const plain = text.done();
            std::int64_t const ordinal = equals.add(plain);
            ids[i] = ordinal == 0 ? plain : text.add(static_cast<std::int64_t>(plain)).add(ordinal).done();
        }
    }
    return ids;
}

line_id remitted_claim_id(ledger::remittance_book const& book, ledger::remitted_claim const& claim) {
    return id_text{}.add(payee_of(book, claim)).add(claim.control_number).done();
}

std::string to_string_id(line_id id) {
    std::string out(16, '0');
    for (auto at = out.rbegin(); at != out.rend(); ++at, id >>= 4) *at = "0123456789abcdef"[id & 15];
    return out;
}

}  // namespace orthoscrub::remit
