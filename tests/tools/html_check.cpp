// A small reader of pages that we wrote ourselves. It knows the void elements and that style and script hold no tags.
#include "tests/tools/html_check.hpp"

#include <algorithm>
#include <set>

namespace orthoscrub::tests {
namespace {

struct tag {
    std::string_view name, whole;
    bool closing = false;
};

std::string_view attribute(std::string_view whole, std::string_view name) {
    std::string const wanted = ' ' + std::string{name} + "=\"";
    auto const at = whole.find(wanted);
    if (at == std::string_view::npos) return {};
    auto const from = at + wanted.size();
    return whole.substr(from, whole.find('"', from) - from);
}

bool is_void(std::string_view name) {
    return std::set<std::string_view>{"meta", "link", "input", "br", "hr", "img"}.contains(name);
}

/// Calls `take` with each tag; `say` with what is no HTML of ours.
template <class Take, class Say>
void walk(std::string_view page, Take take, Say say) {
    for (std::size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at)) {
        std::size_t end = at + 1;
        bool quoted = false;
        while (end < page.size() && (quoted || page[end] != '>')) {
            if (page[end] == '"') quoted = !quoted;
            if (page[end] == '<' && !quoted) say("a bare < in a tag: " + std::string{page.substr(at, 60)});
            ++end;
        }
        std::string_view const whole = page.substr(at + 1, end - at - 1);
        at = end;
        if (whole.starts_with("!DOCTYPE")) continue;
        bool const closing = whole.starts_with('/');
        std::string_view const name = whole.substr(closing, whole.find(' ') - closing);
        take(tag{name, whole, closing});
        if (!closing && (name == "style" || name == "script")) at = page.find("</" + std::string{name}, at);
    }
}

}  // namespace

std::vector<std::string> html_tags(std::string_view page) {
    std::vector<std::string> tags;
    walk(
        page,
        [&](tag const& t) {
            if (!t.closing) tags.emplace_back(t.whole);
        },
        [](std::string const&) {});
    return tags;
}

std::vector<std::string> html_complaints(std::string_view page) {
    std::vector<std::string> complaints;
    auto const say = [&](std::string what) { complaints.push_back(std::move(what)); };
    std::vector<std::string_view> open;
    std::set<std::string_view> ids, links, labelled, fields;
    int heading = 0;
    bool main = false;
    if (!page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">")) say("no doctype or language");
    walk(
        page,
        [&](tag const& t) {
            if (t.closing) {
                if (open.empty() || open.back() != t.name)
                    say("</" + std::string{t.name} + "> closes " +
                        (open.empty() ? "nothing" : std::string{open.back()}));
                else open.pop_back();
                return;
            }
            std::string_view const parent = open.empty() ? std::string_view{} : open.back();
            if ((parent == "ul" || parent == "ol") && t.name != "li") say(std::string{t.name} + " in a list");
            if (t.name == "main") main = true;
            if (t.name.size() == 2 && t.name[0] == 'h' && t.name[1] >= '1' && t.name[1] <= '6') {
                int const level = t.name[1] - '0';
                if (level > heading + 1) say("heading " + std::string{t.name} + " skips a level");
                heading = level;
            }
            if (t.name == "th" && attribute(t.whole, "scope").empty()) say("a table head without a scope");
            for (std::string_view const out : {"src", "srcset", "data", "style", "onclick", "onload", "onerror"})
                if (!attribute(t.whole, out).empty())
                    say("attribute " + std::string{out} + " in " + std::string{t.whole});
            if (t.name == "link" || t.name == "img" || t.name == "iframe" || t.name == "object")
                say("something to load: " + std::string{t.whole});
            if (auto const id = attribute(t.whole, "id"); !id.empty() && !ids.insert(id).second)
                say("id twice: " + std::string{id});
            if (auto const link = attribute(t.whole, "href"); link.starts_with('#')) links.insert(link.substr(1));
            if (auto const by = attribute(t.whole, "aria-labelledby"); !by.empty()) links.insert(by);
            if (t.name == "label") labelled.insert(attribute(t.whole, "for"));
            if ((t.name == "input" || t.name == "select") && std::find(open.begin(), open.end(), "label") == open.end())
                fields.insert(attribute(t.whole, "id"));
            if (!is_void(t.name)) open.push_back(t.name);
        },
        say);
    for (auto const name : open) say("not closed: " + std::string{name});
    for (auto const link : links)
        if (!ids.contains(link)) say("no place #" + std::string{link});
    for (auto const field : fields)
        if (field.empty() || !labelled.contains(field)) say("a field without a label: " + std::string{field});
    if (!main) say("no main landmark");
    if (page.find("@import") != page.npos || page.find("url(") != page.npos) say("the style sheet loads something");
    return complaints;
}

}  // namespace orthoscrub::tests
