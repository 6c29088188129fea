#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "parser/envelope/framed_block.hpp"
#include "parser/envelope/interchange_reader.hpp"
#include "parser/model/claim_tables.hpp"
#include "parser/text/fault.hpp"
#include "scrubber/engine/answer_check.hpp"
#include "scrubber/engine/file_hash.hpp"
#include "scrubber/engine/finding.hpp"
#include "scrubber/engine/finding_view.hpp"
#include "scrubber/engine/rule_book.hpp"
#include "scrubber/facts/batch_memory.hpp"

namespace orthoscrub::scrub {

/// A file on its way. Each member belongs to one step, or is written by one step and read by the last one behind it.
struct file_in_work {
    explicit file_in_work(std::size_t rules) : unknown{rules} {}

    file_result result;                         ///< path, bytes, x12, sha256 of step read; the rest of step tell
    text::io_result input;                      ///< of step read, at the end of the file
    bool interrupted = false;                   ///< of step read
    file_hash hash;                             ///< of step read
    std::string wrong_type;                     ///< of step parse: what the first set was that was not asked for
    std::uint32_t wrong_group = model::absent;  ///< of step parse: ordinal of the group already told of
    bool answered = false;                      ///< of step hold: a TA1 stood in it
    std::uint64_t remembered = 0;               ///< of step judge: claims seen
    unknown_counts unknown;                     ///< of step judge
};

/// What is known of one window. Kept from window to window of about the same size, for the memory it has.
struct window_rows {
    model::claim_tables claims;
    answer_rows answer;
    batch_answers batch;
    std::vector<hit> hits;
};

enum class window_kind : std::uint8_t { none, claims, answer };

/// One event on its way.
struct window_in_work {
    envelope::event event;
    std::optional<envelope::open_envelope> open;
    text::diagnostics faults;
    window_kind kind = window_kind::none;
    window_rows* rows = nullptr;  ///< of claims and answers
};

/// A list whose elements are used again and stay where they are.
template <class T>
class reused_list {
public:
    [[nodiscard]] T& next() {
        if (used_ == all_.size()) all_.emplace_back();
        return all_[used_++];
    }
    [[nodiscard]] T const* last() const noexcept { return used_ == 0 ? nullptr : &all_[used_ - 1]; }
    void clear() noexcept { used_ = 0; }
    [[nodiscard]] auto begin() noexcept { return all_.begin(); }
    [[nodiscard]] auto end() noexcept { return all_.begin() + static_cast<std::ptrdiff_t>(used_); }

private:
    std::deque<T> all_;
    std::size_t used_ = 0;
};

/// A stretch of a file on its way from bytes to findings, with all the memory that its views refer to. It is used again
/// for stretch after stretch, of any file.
class scrub_portion {
public:
    scrub_portion() = default;
    scrub_portion(scrub_portion const&) = delete;
    scrub_portion& operator=(scrub_portion const&) = delete;

    /// The file it is of; null before the first.
    [[nodiscard]] file_in_work const* file() const noexcept { return file_.get(); }
    /// Nothing of the file follows.
    [[nodiscard]] bool last() const noexcept { return last_; }
    /// Bytes of the file up to the end of the portion.
    [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }

private:
    friend class scrub_stages;

    void begin(std::shared_ptr<file_in_work> file, bool first) {
        for (auto const& [size, rows] : in_use_) spare_[size].push_back(rows);
        in_use_.clear();
        windows_.clear();
        isas_.clear();
        groups_.clear();
        sets_.clear();
        file_ = std::move(file);
        first_ = first;
        last_ = false;
    }
    /// One more event; the headers are copied, for the reader's will be those of a later one.
    window_in_work& add(envelope::event const& event, envelope::open_envelope const& open) {
        window_in_work& w = windows_.next();
        w.event = event;
        w.open.emplace(kept(isas_, open.interchange()), kept(groups_, open.group()), kept(sets_, open.set()),
                       open.counted());
        w.faults.clear();
        w.kind = window_kind::none;
        w.rows = nullptr;
        return w;
    }
    template <class Header>
    static Header const& kept(reused_list<Header>& list, Header const& header) {
        if (auto const* last = list.last(); last != nullptr && last->ordinal == header.ordinal) return *last;
        return list.next() = header;
    }
    /// Rows for a window of so many segments: those of windows about as large have the memory for it.
    [[nodiscard]] window_rows& rows_for(std::size_t segments) {
        auto const size = static_cast<std::size_t>(std::bit_width(segments));
        auto& spare = spare_[size];
        window_rows* rows = nullptr;
        if (spare.empty()) {
            rows = &rows_.emplace_back();
        } else {
            rows = spare.back();
            spare.pop_back();
        }
        in_use_.emplace_back(size, rows);
        return *rows;
    }

    std::shared_ptr<file_in_work> file_;
    bool first_ = false, last_ = false;
    std::uint64_t bytes_ = 0;
    envelope::framed_block block_;
    reused_list<window_in_work> windows_;
    reused_list<envelope::interchange_header> isas_;
    reused_list<envelope::group_header> groups_;
    reused_list<envelope::set_header> sets_;
    std::deque<window_rows> rows_;
    std::array<std::vector<window_rows*>, 64> spare_;  ///< by the binary digits of their number of segments
    std::vector<std::pair<std::size_t, window_rows*>> in_use_;
};

}  // namespace orthoscrub::scrub
