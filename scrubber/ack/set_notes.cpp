// Errors of a set in the order of its segments. Errors of elements of one segment share an IK3; an error of the segment
// itself has its own. CTX names the claim, and what made a segment or element necessary, or one too many.
#include "scrubber/ack/set_notes.hpp"

#include <algorithm>
#include <tuple>

namespace orthoscrub::ack {
namespace {

constexpr std::size_t longest_context = 35, longest_copy = 99, longest_loop = 4, most_set_codes = 5;

std::string name_of(text::segment_id id) {
    std::string name;
    for (; id != 0; id >>= 8) name += static_cast<char>(id & 0xFF);
    return name;
}

/// Names, addresses, birth dates, member ids and words are never copied.
bool personal(text::segment_id id) {
    for (std::string_view const segment : {"NM1", "N3", "N4", "DMG", "REF", "PER", "NTE", "K3", "PWK", "PAT"})
        if (id == text::pack_id(segment)) return true;
    return false;
}

/// A segment id as the 999 takes it: two or three characters.
std::string id_of(text::segment_id id) {
    std::string const name = name_of(id);
    return name.size() < 2 ? "ZZ" : name.substr(0, 3);
}

std::string loop_of(text::loop_id loop) { return std::string{text::to_string(loop).substr(0, longest_loop)}; }

/// Element, component, repetition.
void write_position(segment_text& out, text::address const& at) {
    out.element(std::uint64_t{std::max<std::uint8_t>(at.element, 1)});
    if (at.component != 0 || at.repetition != 0)
        out.component(at.component != 0 ? std::to_string(at.component) : std::string{});
    if (at.repetition != 0) out.component(std::to_string(at.repetition));
}

void write_trigger(segment_text& out, text::address const& trigger) {
    if (trigger.id == 0) return;
    out.start("CTX").element("SITUATIONAL TRIGGER").element(id_of(trigger.id));
    out.element(std::uint64_t{std::max<std::uint32_t>(trigger.st_segment, 1)}).element(loop_of(trigger.loop));
    if (trigger.element != 0) write_position(out, trigger);
    out.end();
}

void write_ik3(segment_text& out, noted_error const& error, std::string_view code) {
    out.start("IK3").element(id_of(error.at.id));
    out.element(std::uint64_t{std::max<std::uint32_t>(error.at.st_segment, 1)}).element(loop_of(error.at.loop));
    out.element(code).end();
    if (!error.of_element) write_trigger(out, error.trigger);
    if (error.claim.empty() || error.claim.size() > longest_context) return;
    out.start("CTX").element("CLM01").component(error.claim).end();
}

void write_ik4(segment_text& out, noted_error const& error) {
    out.start("IK4");
    write_position(out, error.at);
    out.element(error.data_element).element(error.code);
    bool const copied = !personal(error.at.id) && error.seen.size() <= longest_copy;
    out.element(copied ? std::string_view{error.seen} : std::string_view{}).end();
    write_trigger(out, error.trigger);
}

}  // namespace

void set_notes::clear() {
    errors_.clear();
    codes_.clear();
    noted_ = rejects_ = false;
}

void set_notes::add_code(std::string_view code) {
    if (codes_.size() < most_set_codes && std::ranges::find(codes_, code) == codes_.end()) codes_.emplace_back(code);
}

void set_notes::add(noted_error error, answer_policy const& policy) {
    noted_ = true;
    rejects_ = rejects_ || !policy.tolerates(error.of_element ? "IK403" : "IK304", error.code);
    add_code(error.code.starts_with('I') ? "I5" : "5");
    if (errors_.size() < most_listed) errors_.push_back(std::move(error));
}

void set_notes::add_set_code(std::string_view code) {
    noted_ = rejects_ = true;
    add_code(code);
}

char set_notes::result() const noexcept { return rejects_ ? 'R' : noted_ ? 'E' : 'A'; }

void set_notes::write(segment_text& out) {
    auto const order = [](noted_error const& e) {
        return std::tuple{e.at.st_segment, e.of_element,   e.at.id,         static_cast<unsigned>(e.at.loop),
                          e.at.element,    e.at.component, e.at.repetition, std::string_view{e.code}};
    };
    std::ranges::stable_sort(errors_, {}, order);
    // What two checks found is said once.
    auto const again = std::ranges::unique(errors_, {}, order);
    errors_.erase(again.begin(), again.end());
    noted_error const* open = nullptr;  ///< whose IK3 is open for elements
    for (noted_error const& error : errors_) {
        if (!error.of_element) {
            write_ik3(out, error, error.code);
            open = nullptr;
            continue;
        }
        if (!open || open->at.st_segment != error.at.st_segment || open->at.id != error.at.id) {
            write_ik3(out, error, "8");
            open = &error;
        }
        write_ik4(out, error);
    }
}

}  // namespace orthoscrub::ack
