// The picture: one group of bars an input, the length of a bar its MB/s of processor time, which a busy machine changes
// least. Colours are chosen by the page's colour scheme (prefers-color-scheme) and none is needed to read it: every bar has
// its name before and its figure behind it.
#include <fmt/format.h>

#include <algorithm>

#include "tests/bench/figures.hpp"

namespace orthoscrub::bench {
namespace {

constexpr int width = 760, label = 270, longest = 360, row = 22, heading = 34;

std::string escaped(std::string_view text) {
    std::string out;
    for (char const c : text) {
        if (c == '&') out += "&amp;";
        else if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else out += c;
    }
    return out;
}

bool drawn(stage_figures const& s) { return s.drawn && s.bytes_count && s.cpu > 0; }

/// 12,345
std::string grouped(double value) {
    std::string digits = fmt::format("{:.0f}", value);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return digits;
}

}  // namespace

std::string bars(run_figures const& run) {
    double highest = 1;
    int height = heading;
    for (auto const& input : run.inputs) {
        int rows = 0;
        for (auto const& s : input.stages) {
            if (!drawn(s)) continue;
            highest = std::max(highest, a_second(input.bytes, s.cpu) / 1e6);
            ++rows;
        }
        if (rows != 0) height += heading + rows * row;
    }
    std::string out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
        "aria-labelledby=\"title\">\n"
        "<title id=\"title\">Speed of the stages, MB/s on one thread</title>\n"
        "<style>\n"
        "text {{ font: 13px system-ui, sans-serif; fill: #1f2328 }}\n"
        ".head {{ font-weight: 600 }} .note {{ font-size: 11px }} .name {{ text-anchor: end }}\n"
        ".ours {{ fill: #0969da }} .ceiling {{ fill: #8c959f }}\n"
        "@media (prefers-color-scheme: dark) {{ text {{ fill: #e6edf3 }} .ours {{ fill: #4493f8 }} "
        ".ceiling {{ fill: #6e7681 }} }}\n"
        "</style>\n",
        width, height + 8);
    int y = heading - 12;
    out += fmt::format(
        "<text class=\"note\" x=\"8\" y=\"{}\">MB/s of processor time, one thread, best of {} rounds; {}, scan "
        "{}</text>\n",
        y, run.rounds, escaped(run.compiler), escaped(run.kernel));
    for (auto const& input : run.inputs) {
        if (std::none_of(input.stages.begin(), input.stages.end(), drawn)) continue;
        y += heading;
        out += fmt::format("<text class=\"head\" x=\"8\" y=\"{}\">{} ({:.0f} MB)</text>\n", y, escaped(input.what),
                           static_cast<double>(input.bytes) / 1e6);
        for (auto const& s : input.stages) {
            if (!drawn(s)) continue;
            y += row;
            double const speed = a_second(input.bytes, s.cpu) / 1e6;
            double const length = std::max(1.0, speed / highest * longest);
            bool const ceiling = s.name.starts_with("mem") || s.name.starts_with("byte loop");
            out += fmt::format(
                "<text class=\"name\" x=\"{}\" y=\"{}\">{}</text>"
                "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{:.1f}\" height=\"14\"/>"
                "<text x=\"{:.1f}\" y=\"{}\">{}</text>\n",
                label - 8, y, escaped(s.name), ceiling ? "ceiling" : "ours", label, y - 11, length, label + length + 6,
                y, grouped(speed));
        }
    }
    return out + "</svg>\n";
}

}  // namespace orthoscrub::bench
