// The head of a page that stands alone. The policy names the hashes of the one style sheet and the one script, so a
// browser runs nothing else, even if an escape were forgotten somewhere.
#include "scrubber/report/html_page.hpp"

#include <openssl/evp.h>

#include <array>

#include "scrubber/report/utf8_text.hpp"

namespace orthoscrub::scrub {
namespace {

/// 'sha256-...' as a content security policy wants it.
std::string policy_hash(std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) return "'none'";
    std::array<unsigned char, 64> base64{};
    int const length = EVP_EncodeBlock(base64.data(), digest.data(), static_cast<int>(size));
    return "'sha256-" + std::string{base64.begin(), base64.begin() + length} + '\'';
}

/// Characters that stand for themselves: ASCII without controls and what HTML reads.
constexpr auto plain_characters = [] {
    std::array<bool, 256> plain{};
    for (std::size_t c = 0x20; c < 0x7F; ++c) plain[c] = c != '&' && c != '<' && c != '>' && c != '"' && c != '\'';
    return plain;
}();

}  // namespace

void append_escaped(std::string_view text, std::string& out) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && plain_characters[static_cast<unsigned char>(text[end])]) ++end;
        out.append(text.substr(at, end - at));
        at = end;
        if (at == text.size()) return;
        switch (char const c = text[at]; c) {
            case '&':
                out += "&amp;";
                ++at;
                break;
            case '<':
                out += "&lt;";
                ++at;
                break;
            case '>':
                out += "&gt;";
                ++at;
                break;
            case '"':
                out += "&quot;";
                ++at;
                break;
            case '\'':
                out += "&#39;";
                ++at;
                break;
            default:
                if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
                    out += ' ';
                    ++at;
                } else {
                    append_utf8(text, at, out);
                }
        }
    }
}

std::string escaped(std::string_view text) {
    std::string out;
    append_escaped(text, out);
    return out;
}

void append_page_head(std::string_view title, std::string_view script, std::string& out) {
    out += "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
    out += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ";
    out += policy_hash(page_style());
    out += "; script-src ";
    out += script.empty() ? "'none'" : policy_hash(script);
    out += "; base-uri 'none'; form-action 'none'\">\n";
    out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    out += "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n";
    out += "<title>";
    append_escaped(title, out);
    out += "</title>\n<style>";
    out += page_style();
    out += "</style>\n</head>\n";
}

}  // namespace orthoscrub::scrub
