// Reads back what `remit` wrote, as far as a comparison needs it. One document is parsed as a tree that is freed as a
// whole; of ndjson one line at a time. A file of another schema is refused: a comparison with half of the facts would find
// differences that there are none.
#include "scrubber/report/remit/remit_json_reader.hpp"

#include <boost/json.hpp>

namespace orthoscrub::scrub {
namespace {

namespace json = boost::json;

constexpr std::string_view remedy =
    "; write it with \"orthoscrub remit --format json\" of this version, or compare the 835 files themselves";

class reader {
public:
    explicit reader(remit_json_lines& out) : out_{out} {}

    bool head(json::object const& object) {
        auto const* const version = object.if_contains("schema_version");
        return version && version->is_string() && version->get_string().starts_with("1.");
    }

    bool line(json::object const& from) {
        remit::diff_line& to = out_.lines.emplace_back();
        json::object const* const number = object(from, "line");
        json::object const* const amounts = object(from, "amounts");
        auto const* const reasons = from.if_contains("reasons");
        auto const* const rarcs = from.if_contains("rarcs");
        if (!number || !amounts || !reasons || !reasons->is_array() || !rarcs || !rarcs->is_array()) return false;
        if (!read_id(text(from, "id"), to.id)) return false;
        to.claim = keep(text(from, "claim"));
        to.number = keep(text(*number, "number"));
        to.control_number = keep(text(*number, "control_number"));
        to.code = keep(text(from, "code"));
        to.payer = keep(text(from, "payer"));
        to.icn = keep(text(from, "payer_claim_number"));
        to.trace = keep(text(from, "trace"));
        to.partner = keep(text(from, "answered_as"));
        if (!read_name(text(from, "disposition"), remit::disposition::count_, to.decided)) return false;
        read_name(text(from, "sub"), static_cast<remit::sub_reason>(8), to.sub);
        if (auto const* const match = object(from, "match"))
            read_name(text(*match, "tier"), static_cast<remit::match_tier>(7), to.tier);
        auto& a = to.amounts;
        a = {cents(*amounts, "C"),  cents(*amounts, "P"),  cents(*amounts, "SH"), cents(*amounts, "CT"),
             cents(*amounts, "PP"), cents(*amounts, "BN"), cents(*amounts, "PN"), cents(*amounts, "DN")};
        for (json::value const& value : reasons->get_array()) {
            if (!value.is_object()) return false;
            auto const& reason = value.get_object();
            auto& row = to.reasons.emplace_back();
            row.group = keep(text(reason, "group"));
            row.carc = keep(text(reason, "carc"));
            row.kind = remit::carc_class::unknown;
            read_name(text(reason, "class"), remit::carc_class::count_, row.kind);
            row.amount = cents(reason, "cents");
        }
        for (json::value const& value : rarcs->get_array()) {
            if (!value.is_string()) return false;
            to.rarcs.push_back(keep(value.get_string()));
        }
        return true;
    }

private:
    static json::object const* object(json::object const& from, std::string_view key) {
        auto const* const value = from.if_contains(key);
        return value ? value->if_object() : nullptr;
    }
    static std::string_view text(json::object const& from, std::string_view key) {
        auto const* const value = from.if_contains(key);
        if (!value || !value->is_string()) return {};
        return {value->get_string().data(), value->get_string().size()};
    }
    static model::money cents(json::object const& from, std::string_view key) {
        auto const* const value = from.if_contains(key);
        return {value && value->is_int64() ? value->get_int64() : 0};
    }
    std::string_view keep(std::string_view text) { return out_.texts.keep(text); }

    static bool read_id(std::string_view digits, remit::line_id& id) {
        if (digits.size() != 16) return false;
        for (char const c : digits) {
            auto const at = std::string_view{"0123456789abcdef"}.find(c);
            if (at == std::string_view::npos) return false;
            id = id << 4 | at;
        }
        return true;
    }
    /// The value below `end` whose name this is.
    template <class Enum>
    static bool read_name(std::string_view name, Enum end, Enum& to) {
        for (unsigned i = 0; i < static_cast<unsigned>(end); ++i) {
            if (remit::to_string(static_cast<Enum>(i)) != name) continue;
            to = static_cast<Enum>(i);
            return true;
        }
        return false;
    }

    remit_json_lines& out_;
};

std::string at_line(std::size_t line) { return "in line " + std::to_string(line) + " it is no line of remit"; }

std::optional<std::string> read_document(json::object const& root, reader& to) {
    if (!to.head(root)) return "is JSON without schema_version 1" + std::string{remedy};
    auto const* const lines = root.if_contains("lines");
    if (!lines || !lines->is_array()) return "is JSON without \"lines\"" + std::string{remedy};
    for (json::value const& line : lines->get_array())
        if (!line.is_object() || !to.line(line.get_object()))
            return "has an entry of \"lines\" that is no line of remit" + std::string{remedy};
    return std::nullopt;
}

}  // namespace

bool looks_like_json(std::string_view text) noexcept {
    auto const first = text.find_first_not_of(" \t\r\n");
    return first != text.npos && text[first] == '{';
}

std::optional<std::string> read_remit_json(std::string_view text, remit_json_lines& out) {
    reader to{out};
    json::error_code error;
    json::monotonic_resource memory;
    auto const end = text.find('\n');
    {
        auto const first = json::parse({text.data(), std::min(end, text.size())}, error);
        bool const lines = !error && first.is_object() && first.get_object().contains("type");
        if (!lines) {
            error = {};
            auto const root = json::parse({text.data(), text.size()}, error, &memory);
            if (error) return "is no JSON (" + error.message() + ")" + std::string{remedy};
            if (!root.is_object()) return "is JSON, but no object" + std::string{remedy};
            return read_document(root.get_object(), to);
        }
        if (!to.head(first.get_object())) return "is JSON without schema_version 1" + std::string{remedy};
    }
    std::size_t number = 1;
    for (std::size_t from = end == text.npos ? text.size() : end + 1; from < text.size();) {
        ++number;
        auto const stop = std::min(text.find('\n', from), text.size());
        if (stop != from) {
            memory.release();
            auto const value = json::parse({text.data() + from, stop - from}, error, &memory);
            if (error || !value.is_object()) return at_line(number) + std::string{remedy};
            auto const* const type = value.get_object().if_contains("type");
            bool const line = type && type->is_string() && type->get_string() == "line";
            if (line && !to.line(value.get_object())) return at_line(number) + std::string{remedy};
        }
        from = stop + 1;
    }
    return std::nullopt;
}

}  // namespace orthoscrub::scrub
