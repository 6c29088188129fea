// The parts of a card: wrapped paragraphs, the place of a finding in words, the answer a payer would give.
#include "scrubber/report/text_card.hpp"

#include "scrubber/codes/answer_tables.hpp"

namespace orthoscrub::scrub {
namespace {

void append_meaning(answer_row const* row, std::string& out) {
    if (!row || row->meaning.empty()) return;
    out += " (";
    out += row->meaning;
    out += ')';
}

/// "A7:453 (rejected: data wrong; modifier)".
void append_status(std::string_view code, answer_tables const& answers, std::string& out) {
    out += code;
    auto const colon = code.find(':');
    if (colon == std::string_view::npos) return;
    std::string_view const category = code.substr(0, colon);
    std::string_view status = code.substr(colon + 1);
    std::string_view entity;
    if (auto const second = status.find(':'); second != std::string_view::npos) {
        entity = status.substr(second + 1);
        status = status.substr(0, second);
    }
    for (frontend_reject const& reject : answers.rejects())
        if (reject.category == category && reject.status == status && reject.entity == entity) {
            out += " (";
            out += reject.meaning;
            out += ')';
            return;
        }
    answer_row const* first = answers.status_category(category);
    answer_row const* second = answers.status(status);
    if (!first && !second) return;
    out += " (";
    if (first) out += first->meaning;
    if (first && second) out += "; ";
    if (second) out += second->meaning;
    out += ')';
}

}  // namespace

void append_wrapped(std::string_view head, std::string_view words, unsigned width, std::string& out) {
    out += head;
    std::size_t column = head.size();
    bool fresh = true;
    for (std::size_t at = 0; at < words.size();) {
        auto const blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
        if (blank(words[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < words.size() && !blank(words[end])) ++end;
        std::size_t const size = end - at;
        if (!fresh && column + 1 + size > width) {
            out += '\n';
            out.append(head.size(), ' ');
            column = head.size();
            fresh = true;
        }
        if (!fresh) {
            out += ' ';
            ++column;
        }
        out += words.substr(at, size);
        column += size;
        fresh = false;
        at = end;
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    out += '\n';
}

std::string segment_name(text::segment_id id) {
    std::string name;
    for (; id != 0; id >>= 8) name += static_cast<char>(id & 0xFFu);
    return name;
}

std::string x12_place(text::address const& at) {
    std::string out{text::to_string(at.loop)};
    if (at.id == 0) return out;
    if (!out.empty()) out += ' ';
    out += segment_name(at.id);
    if (at.element == 0) return out;
    if (at.element < 10) out += '0';
    out += std::to_string(unsigned{at.element});
    if (at.component != 0) out += '-' + std::to_string(unsigned{at.component});
    return out;
}

std::string place_words(finding_view const& f) {
    if (f.text_line != 0) return std::string{f.file} + ", line " + std::to_string(f.text_line);
    std::string out;
    if (!f.box.empty()) out = "box " + std::string{f.box} + "; ";
    std::string const place = x12_place(f.at);
    out += place;
    if (f.at.segment == 0) return out + (place.empty() ? "byte " : ", byte ") + std::to_string(f.at.byte);
    if (!place.empty()) out += "; ";
    return out + "segment " + std::to_string(f.at.segment) + ", byte " + std::to_string(f.at.byte);
}

std::string answer_words(grammars::prediction const& p, answer_tables const& answers) {
    std::string out;
    if (!p.carc.empty()) {
        out += p.group.empty() ? "CARC " : p.group + "-";
        out += p.carc;
        append_meaning(answers.carc(p.carc), out);
    }
    for (std::string const& rarc : p.rarcs) {
        out += out.empty() ? "RARC " : ", RARC ";
        out += rarc;
        append_meaning(answers.rarc(rarc), out);
    }
    if (!p.status.empty()) {
        if (!out.empty()) out += ", ";
        out += "277CA ";
        append_status(p.status, answers, out);
    }
    if (!p.guide_reply.empty()) {
        out += "999 " + p.guide_reply;
        if (!p.guide_segment.empty()) out += " for " + p.guide_segment;
    }
    return out;
}

}  // namespace orthoscrub::scrub
