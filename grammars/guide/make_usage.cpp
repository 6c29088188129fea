// Host program of the build: reads usage_*.tsv and writes into a folder:
//   usage_*_rows.inc           constant arrays for usage.cpp
// and of the 837P:
//   accessors_837p.hpp         a class for every segment use with a named accessor for every element
//   accessors_837p_check.inc   one row per accessor, for the test that reaches them all
// Standard library only. A table that does not read ends the build with file and line.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct element {
    int number = 0, component = 0;
    std::string de, type, min, max, usage, repeat, codes, syntax, limit, name;
    std::string accessor;
};
struct segment_use {
    std::string loop, segment, key, table, position, usage, repeat, condition, syntax, name;
    std::vector<element> elements;
};
struct loop_use {
    std::string id, parent, table, position, usage, repeat, name;
};
struct table {
    std::vector<loop_use> loops;
    std::vector<segment_use> uses;
};

[[noreturn]] void stop(std::string const& where, std::string const& why) {
    std::cerr << where << ": " << why << '\n';
    std::exit(1);
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    while (true) {
        auto const to = text.find(separator, from);
        parts.emplace_back(text.substr(from, to == std::string_view::npos ? to : to - from));
        if (to == std::string_view::npos) return parts;
        from = to + 1;
    }
}

// "Payer's Claim / Control Number" -> "payers_claim_control_number"
std::string snake(std::string_view name) {
    std::string out;
    for (char c : name) {
        if (c == '\'') continue;
        bool const letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        else if (!letter) c = '_';
        if (c == '_' && (out.empty() || out.back() == '_')) continue;
        out += c;
    }
    while (!out.empty() && out.back() == '_') out.pop_back();
    return out;
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

std::string loop_name(std::string const& id) { return id == "-" ? "heading" : id == "envelope" ? id : "l" + id; }
std::string count(std::string const& repeat) { return repeat == "*" ? "0" : repeat; }
std::string usage(std::string const& letter) {
    return letter == "R" ? "usage::required" : letter == "N" ? "usage::not_used" : "usage::situational";
}

table read(std::string const& path) {
    std::ifstream in{path};
    if (!in) stop(path, "cannot be opened");
    table out;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        auto const where = path + ':' + std::to_string(number);
        if (line.empty() || line[0] == '#') continue;
        auto f = split(line, '\t');
        auto const kind = f[0];
        if (kind == "loop" || kind == "also") {
            if (f.size() != 8) stop(where, "a loop has 8 columns");
            out.loops.push_back({f[1], f[2], f[3], f[4], f[5], f[6], f[7]});
        } else if (kind == "use") {
            if (f.size() != 11) stop(where, "a segment use has 11 columns");
            out.uses.push_back({f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10], {}});
        } else if (kind == "el") {
            if (f.size() != 12) stop(where, "an element has 12 columns");
            if (out.uses.empty()) stop(where, "an element before any segment");
            element e{0, 0, f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10], f[11], {}};
            auto const dot = f[1].find('.');
            e.number = std::atoi(f[1].c_str());
            if (dot != std::string::npos) e.component = std::atoi(f[1].c_str() + dot + 1);
            if (e.number < 1) stop(where, "no element number");
            out.uses.back().elements.push_back(e);
        } else {
            stop(where, "unknown kind of line: " + kind);
        }
    }
    return out;
}

// Names of accessors: that of the element; where two in one segment or composite are alike, with their
// number.
void name_accessors(segment_use& use) {
    static std::set<std::string> const reserved{"class", "operator", "default", "segment", "component"};
    std::map<std::string, int> seen;
    auto const scope = [](element const& e) { return std::to_string(e.component == 0 ? 0 : e.number) + '/'; };
    for (auto& e : use.elements) {
        e.accessor = snake(e.name);
        if (e.accessor.empty() || reserved.contains(e.accessor) || (e.accessor[0] >= '0' && e.accessor[0] <= '9'))
            e.accessor = "element_" + e.accessor;
        ++seen[scope(e) + e.accessor];
    }
    for (auto& e : use.elements)
        if (seen[scope(e) + e.accessor] > 1)
            e.accessor += '_' + std::to_string(e.component == 0 ? e.number : e.component);
}

// usage_837p_rows.inc.

class pool {
public:
    explicit pool(std::string prefix, std::string type) : prefix_{std::move(prefix)}, type_{std::move(type)} {}
    // Name of the array with this text; "{}" for an empty one.
    std::string name(std::string const& body) {
        if (body.empty()) return "{}";
        auto const [it, added] = names_.try_emplace(body, prefix_ + std::to_string(names_.size()));
        if (added) order_.push_back(body);
        return it->second;
    }
    void write(std::ostream& out) {
        for (auto const& body : order_)
            out << "constexpr " << type_ << ' ' << names_[body] << "[] = {" << body << "};\n";
    }

private:
    std::string prefix_, type_;
    std::map<std::string, std::string> names_;
    std::vector<std::string> order_;
};

std::string list_of(std::string const& codes, std::string_view before, std::string_view after) {
    std::string out;
    for (auto const& code : split(codes, '|'))
        out += (out.empty() ? "" : ", ") + std::string{before} + quoted(code) + std::string{after};
    return out;
}

std::string limit_of(std::string const& limit) {
    if (limit.empty()) return "{}";
    auto const colon = limit.find(':');
    auto const kind = limit.substr(0, colon), value = limit.substr(colon + 1);
    if (kind == "pattern") return "{limit_kind::pattern, 0, 0, " + quoted(value) + "}";
    auto const dot = value.find('.');
    return "{limit_kind::" + kind + ", " + value.substr(0, dot) + ", " +
           (dot == std::string::npos ? "0" : value.substr(dot + 1)) + ", {}}";
}

void write_rows(table const& t, std::ostream& out) {
    pool codes{"codes_", "std::string_view"}, packed{"packed_", "text::segment_id"},
        elements{"elements_", "element_usage"}, conditions{"conditions_", "use_condition"};
    std::string uses, loops;
    for (auto const& l : t.loops)
        loops += "    {" + loop_name(l.id) + ", " + loop_name(l.parent) + ", " + std::to_string(std::stoi(l.position)) +
                 ", " + usage(l.usage) + ", " + count(l.repeat) + ", " + quoted(l.name) + ", " + l.table + "},\n";
    for (auto const& u : t.uses) {
        std::string rows;
        for (auto const& e : u.elements) {
            bool const external = e.codes.starts_with("ext:");
            std::string type = e.type == "C" ? "composite" : snake(e.type);
            rows += "\n    {" + std::to_string(e.number) + ", " + std::to_string(e.component) +
                    ", element_type::" + type + ", " + usage(e.usage) + ", " + (e.min.empty() ? "0" : e.min) + ", " +
                    (e.max.empty() ? "0" : e.max) + ", " + count(e.repeat) + ", " +
                    (external ? e.codes.substr(4) : "0") + ", " + quoted(e.de) + ", " +
                    (external || e.codes.empty() ? "{}" : codes.name(list_of(e.codes, "", ""))) + ", " +
                    quoted(e.syntax) + ", " + limit_of(e.limit) + ", " + quoted(e.name) + "},";
        }
        std::string when;
        if (!u.condition.empty())
            for (auto const& c : split(u.condition, '&')) {
                auto const equal = c.find('=');
                auto const spot = c.substr(0, equal);
                auto const dot = spot.find('.');
                when += "{" + spot.substr(0, dot) + ", " + (dot == std::string::npos ? "0" : spot.substr(dot + 1)) +
                        ", " + packed.name(list_of(c.substr(equal + 1), "text::pack_id(", ")")) + "}, ";
            }
        uses += "    {" + loop_name(u.loop) + ", text::pack_id(" + quoted(u.segment) + "), " + quoted(u.segment) +
                ", " + quoted(u.key) + ", " + u.table + ", " + std::to_string(std::stoi(u.position)) + ", " +
                usage(u.usage) + ", " + count(u.repeat) + ", " + conditions.name(when) + ", " + quoted(u.syntax) +
                ", " + elements.name(rows) + ", " + quoted(u.name) + "},\n";
    }
    out << "// Made by make_usage.\n";
    codes.write(out);
    packed.write(out);
    conditions.write(out);
    elements.write(out);
    if (loops.empty()) out << "constexpr std::span<loop_use const> loop_rows;\n";
    else out << "constexpr loop_use loop_rows[] = {\n" << loops << "};\n";
    out << "constexpr segment_use use_rows[] = {\n" << uses << "};\n";
}

// accessors_837p.hpp.

std::string accessor_loop(std::string const& id) { return id == "-" ? "heading" : "loop_" + id; }

void write_accessors(table const& t, std::ostream& out) {
    out << R"(// Made from usage_837p.tsv by make_usage.
#pragma once
#include <string_view>

#include "parser/text/segment.hpp"

/// A class for every segment use of the 837P guide, a named accessor for every element: views into the segment, empty
/// where the segment is shorter. `loop_2400::sv1{s}.line_item_charge_amount()`; of a composite the accessor gives its
/// components: `loop_2400::sv1{s}.composite_medical_procedure_identifier().procedure_code()`.
namespace orthoscrub::grammars::accessors_837p {

/// A segment and the component separator of its interchange.
struct use {
    explicit constexpr use(text::segment const& segment, char component_separator = ':') noexcept
        : s{segment}, separator{component_separator} {}
    text::segment const& s;
    char separator;
};
/// A composite element as written.
struct composite {
    std::string_view text;
    char separator;
    [[nodiscard]] constexpr std::string_view at(unsigned n) const noexcept { return text::component(text, n, separator); }
};
)";
    // Composites with the same components share a class, named for the data element.
    std::map<std::string, std::string> class_of;
    std::map<std::string, int> classes;
    std::string uses;
    std::string open;
    for (auto const& u : t.uses) {
        if (u.loop != open) {
            if (!open.empty()) uses += "}\n";
            uses += "namespace " + accessor_loop(u.loop) + " {\n";
            open = u.loop;
        }
        uses += "struct " + u.key + " : use {  // " + u.segment + ": " + u.name + "\n    using use::use;\n";
        for (std::size_t i = 0; i < u.elements.size(); ++i) {
            auto const& e = u.elements[i];
            if (e.component != 0) continue;
            auto const n = std::to_string(e.number);
            if (e.type != "C") {
                uses += "    [[nodiscard]] std::string_view " + e.accessor + "() const noexcept { return s.element(" +
                        n + "); }\n";
                continue;
            }
            std::string body;
            for (std::size_t k = i + 1; k < u.elements.size() && u.elements[k].component != 0; ++k)
                body += "    [[nodiscard]] constexpr std::string_view " + u.elements[k].accessor +
                        "() const noexcept { return at(" + std::to_string(u.elements[k].component) + "); }\n";
            auto [it, added] = class_of.try_emplace(e.de + body);
            if (added) {
                auto const version = ++classes[e.de];
                it->second = snake(e.de) + (version == 1 ? "" : "_" + std::to_string(version));
            }
            if (added) out << "struct " << it->second << " : composite {  // " << e.de << '\n' << body << "};\n";
            uses += "    [[nodiscard]] " + it->second + " " + e.accessor + "() const noexcept { return {{s.element(" +
                    n + "), separator}}; }\n";
        }
        uses += "};\n";
    }
    out << '\n' << uses << "}\n\n}  // namespace orthoscrub::grammars::accessors_837p\n";
}

void write_check(table const& t, std::ostream& out) {
    out << "// Made from usage_837p.tsv by make_usage: loop, key, element, component, accessor.\n";
    for (auto const& u : t.uses) {
        element const* parent = nullptr;
        for (auto const& e : u.elements) {
            if (e.component == 0) parent = &e;
            out << "{" << quoted(u.loop) << ", " << quoted(u.key) << ", " << e.number << ", " << e.component
                << ", [](text::segment const& s) -> std::string_view { return accessors_837p::" << accessor_loop(u.loop)
                << "::" << u.key << "{s, ':'}.";
            if (e.component != 0) out << parent->accessor << "().";
            out << e.accessor << "()" << (e.type == "C" ? ".text" : "") << "; }},\n";
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) stop("make_usage", "usage: make_usage TABLE FOLDER");
    std::string const path = argv[1];
    auto t = read(path);
    for (auto& use : t.uses) name_accessors(use);
    // Uses of a loop stand together: ST, BHT and SE are one group, so are AK2 and IK5.
    std::map<std::string, std::size_t> place;
    for (auto const& u : t.uses) place.try_emplace(u.loop, place.size());
    std::stable_sort(t.uses.begin(), t.uses.end(),
                     [&](segment_use const& a, segment_use const& b) { return place[a.loop] < place[b.loop]; });
    auto const stem = path.substr(path.rfind('/') + 1, path.rfind('.') - path.rfind('/') - 1);
    std::string const folder = std::string{argv[2]} + '/';
    auto const write = [&](std::string const& name, auto writer) {
        std::ofstream out{folder + name};
        writer(t, out);
        if (!out.flush()) stop(folder + name, "cannot be written");
    };
    write(stem + "_rows.inc", write_rows);
    if (stem != "usage_837p") return 0;
    write("accessors_837p.hpp", write_accessors);
    write("accessors_837p_check.inc", write_check);
}
