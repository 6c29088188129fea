// A small validator: walks schema and value side by side. Boost.JSON is compiled here, once.
#include "tests/tools/json_schema.hpp"

#include <boost/json/src.hpp>

#include <string_view>

namespace orthoscrub::tests {
namespace json = boost::json;
namespace {

class checker {
public:
    explicit checker(json::value const& root) : root_{root} {}

    void check(json::value const& schema, json::value const& value, std::string const& path) {
        if (schema.is_bool()) {
            if (!schema.get_bool()) complain(path, "is not allowed");
            return;
        }
        for (auto const& [word, rule] : schema.get_object()) {
            std::string_view const w{word.data(), word.size()};
            if (w == "$schema" || w == "title" || w == "description" || w == "$defs") continue;
            if (w == "$ref") check(definition(rule), value, path);
            else if (w == "type") check_type(rule, value, path);
            else if (w == "enum") check_enum(rule.get_array(), value, path);
            else if (w == "required") check_required(rule.get_array(), value, path);
            else if (w == "items") check_items(rule, value, path);
            else if (w == "properties" || w == "additionalProperties") continue;
            else complain(path, "schema word " + std::string{w} + " is not known here");
        }
        if (value.is_object()) check_members(schema.get_object(), value.get_object(), path);
    }

    std::vector<std::string> complaints;

private:
    void complain(std::string const& path, std::string const& what) {
        if (complaints.size() < 20) complaints.push_back((path.empty() ? "(root)" : path) + ": " + what);
    }

    json::value const& definition(json::value const& ref) {
        std::string_view name{ref.get_string().data(), ref.get_string().size()};
        name.remove_prefix(std::string_view{"#/$defs/"}.size());
        return root_.get_object().at("$defs").get_object().at(name);
    }

    static bool has_type(std::string_view type, json::value const& v) {
        if (type == "object") return v.is_object();
        if (type == "array") return v.is_array();
        if (type == "string") return v.is_string();
        if (type == "null") return v.is_null();
        if (type == "boolean") return v.is_bool();
        if (type == "integer") return v.is_int64() || v.is_uint64();
        return type == "number" && v.is_number();
    }

    void check_type(json::value const& rule, json::value const& v, std::string const& path) {
        bool fits = false;
        if (rule.is_string()) fits = has_type({rule.get_string().data(), rule.get_string().size()}, v);
        else
            for (auto const& type : rule.get_array())
                fits = fits || has_type({type.get_string().data(), type.get_string().size()}, v);
        if (!fits) complain(path, "wants " + json::serialize(rule) + ", is " + json::serialize(v).substr(0, 60));
    }

    void check_enum(json::array const& values, json::value const& v, std::string const& path) {
        for (auto const& allowed : values)
            if (allowed == v) return;
        complain(path, json::serialize(v) + " is none of " + json::serialize(values));
    }

    void check_required(json::array const& names, json::value const& v, std::string const& path) {
        if (!v.is_object()) return;
        for (auto const& name : names)
            if (!v.get_object().contains(name.get_string())) complain(path, json::serialize(name) + " is missing");
    }

    void check_items(json::value const& rule, json::value const& v, std::string const& path) {
        if (!v.is_array()) return;
        std::size_t index = 0;
        for (auto const& item : v.get_array()) check(rule, item, path + '[' + std::to_string(index++) + ']');
    }

    void check_members(json::object const& schema, json::object const& value, std::string const& path) {
        json::value const* const properties = schema.if_contains("properties");
        json::value const* const others = schema.if_contains("additionalProperties");
        for (auto const& [name, member] : value) {
            std::string const at = path + '.' + std::string{name};
            json::value const* const rule = properties ? properties->get_object().if_contains(name) : nullptr;
            if (rule) check(*rule, member, at);
            else if (others) check(*others, member, at);
        }
    }

    json::value const& root_;
};

}  // namespace

std::vector<std::string> schema_complaints(json::value const& schema, json::value const& value) {
    checker c{schema};
    c.check(schema, value, "");
    return std::move(c.complaints);
}

}  // namespace orthoscrub::tests
