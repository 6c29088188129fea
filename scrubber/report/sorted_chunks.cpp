// An external merge sort in small: entries gather in one buffer; a full buffer is sorted and appended to a
// temporary file as a run; at the end the runs and what is left in memory are merged. A file with few
// findings never touches the disk. Where only the first of them matter, a place is looked for that has enough chunks at or
// before it: in memory whenever twice as many have come, on disk from the last places of the runs.
#include "scrubber/report/sorted_chunks.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <tuple>

namespace orthoscrub::scrub {
namespace {

/// A file with fewer chunks takes no more memory than they need.
constexpr std::size_t few = 256;

/// Bytes that the temporary file is written and read with at once.
constexpr std::size_t block_size = 1u << 18;

/// What stands before rule id and chunk in a run.
struct run_head {
    std::uint64_t byte, number;
    std::uint32_t rule_size, chunk_size;
};

}  // namespace

/// Reads one run entry by entry through a buffer of its own.
struct sorted_chunks::run_reader {
    int file;
    std::uint64_t next, last;
    std::string buffer;
    std::size_t used = 0;
    run_head head{};
    std::string_view rule, chunk;

    /// 1 an entry stands in head, rule and chunk; 0 the run is over; -1 the file cannot be read.
    int advance() {
        if (used == buffer.size() && next == last) return 0;
        if (!need(sizeof head)) return -1;
        std::memcpy(&head, buffer.data() + used, sizeof head);
        std::size_t const size = sizeof head + head.rule_size + head.chunk_size;
        if (!need(size)) return -1;
        rule = std::string_view{buffer}.substr(used + sizeof head, head.rule_size);
        chunk = std::string_view{buffer}.substr(used + sizeof head + head.rule_size, head.chunk_size);
        used += size;
        return 1;
    }

    bool need(std::size_t size) {
        if (buffer.size() - used >= size) return true;
        buffer.erase(0, used);
        used = 0;
        while (buffer.size() < size) {
            std::size_t const had = buffer.size();
            std::size_t const want = static_cast<std::size_t>(
                std::min<std::uint64_t>(last - next, std::max<std::size_t>(size - had, block_size)));
            if (want == 0) return false;
            buffer.resize(had + want);
            ssize_t const got = ::pread(file, buffer.data() + had, want, static_cast<off_t>(next));
            if (got <= 0) return false;
            buffer.resize(had + static_cast<std::size_t>(got));
            next += static_cast<std::uint64_t>(got);
        }
        return true;
    }
};

sorted_chunks::~sorted_chunks() {
    if (file_) std::fclose(file_);
}

void sorted_chunks::add(std::uint64_t byte, std::string_view rule, std::string_view chunk) {
    if (entries_.size() == few) text_.reserve(limit_);  // doubling would take three times the limit for a moment
    entries_.push_back({byte, arrived_++, text_.size(), static_cast<std::uint32_t>(rule.size()),
                        static_cast<std::uint32_t>(chunk.size())});
    text_ += rule;
    text_ += chunk;
    if (entries_.size() >= next_look_) bound_from_memory();
    if (text_.size() + entries_.size() * sizeof(entry) > limit_) spill();
}

void sorted_chunks::expect(std::uint64_t most, bool drop) {
    constexpr std::size_t never = std::numeric_limits<std::size_t>::max();
    most_ = most;
    drop_ = drop;
    bounded_ = false;
    next_look_ = most < never / 4 ? static_cast<std::size_t>(2 * most + 64) : never;
    if (most == 0) set_bound(0, {});
}

void sorted_chunks::set_bound(std::uint64_t byte, std::string_view rule) {
    if (beyond(byte, rule)) return;
    bounded_ = true;
    bound_byte_ = byte;
    bound_rule_ = rule;
}

/// Sorts what is in memory; the last of the first `most_` is a bound, and what stands behind it may go.
void sorted_chunks::bound_from_memory() {
    sort();
    auto const most = static_cast<std::size_t>(most_);
    if (most != 0) {
        entry const& last = entries_[most - 1];
        set_bound(last.byte, std::string_view{text_}.substr(last.start, last.rule_size));
    }
    if (!drop_) {
        next_look_ = 2 * entries_.size();
        return;
    }
    entries_.resize(most);
    std::string kept;
    for (entry& e : entries_) {
        std::size_t const start = kept.size();
        kept.append(text_, e.start, std::size_t{e.rule_size} + e.chunk_size);
        e.start = start;
    }
    text_ = std::move(kept);
}

/// Runs by their last places: as soon as they hold `most_` chunks, the last place of the last of them is a bound.
void sorted_chunks::bound_from_runs() {
    if (most_ == std::numeric_limits<std::uint64_t>::max()) return;
    std::vector<run const*> by_end;
    for (run const& r : runs_) by_end.push_back(&r);
    std::sort(by_end.begin(), by_end.end(), [](run const* a, run const* b) {
        return std::tie(a->last_byte, a->last_rule) < std::tie(b->last_byte, b->last_rule);
    });
    std::uint64_t chunks = 0;
    for (run const* const r : by_end) {
        chunks += r->chunks;
        if (chunks < most_) continue;
        set_bound(r->last_byte, r->last_rule);
        return;
    }
}

void sorted_chunks::sort() {
    auto const rule = [this](entry const& e) { return std::string_view{text_}.substr(e.start, e.rule_size); };
    std::sort(entries_.begin(), entries_.end(), [&](entry const& a, entry const& b) {
        if (a.byte != b.byte) return a.byte < b.byte;
        if (int const order = rule(a).compare(rule(b)); order != 0) return order < 0;
        return a.number < b.number;
    });
}

void sorted_chunks::write(std::string& block) {
    for (std::size_t at = 0; at < block.size() && !failed_;) {
        ssize_t const put =
            ::pwrite(::fileno(file_), block.data() + at, block.size() - at, static_cast<off_t>(written_));
        if (put <= 0) {
            failed_ = put == 0 || errno != EINTR;
            continue;
        }
        at += static_cast<std::size_t>(put);
        written_ += static_cast<std::uint64_t>(put);
    }
    block.clear();
}

void sorted_chunks::spill() {
    sort();
    if (!file_) file_ = std::tmpfile();
    if (!file_) failed_ = true;
    if (!failed_) {
        entry const &first = entries_.front(), &last = entries_.back();
        run made{written_,
                 written_,
                 entries_.size(),
                 first.byte,
                 last.byte,
                 text_.substr(first.start, first.rule_size),
                 text_.substr(last.start, last.rule_size)};
        std::string block;
        for (entry const& e : entries_) {
            run_head const head{e.byte, e.number, e.rule_size, e.chunk_size};
            block.append(reinterpret_cast<char const*>(&head), sizeof head);
            block.append(text_, e.start, std::size_t{e.rule_size} + e.chunk_size);
            if (block.size() >= block_size) write(block);
        }
        write(block);
        made.last = written_;
        runs_.push_back(std::move(made));
        bound_from_runs();
    }
    entries_.clear();
    text_.clear();
}

bool sorted_chunks::deliver(taker const& take) {
    bool going = true;
    if (runs_.empty()) {
        sort();
        for (entry const& e : entries_) {
            going = take(std::string_view{text_}.substr(e.start + e.rule_size, e.chunk_size));
            if (!going) break;
        }
    } else {
        if (!entries_.empty()) spill();
        std::vector<std::unique_ptr<run_reader>> heap;
        auto const later = [](auto const& a, auto const& b) {
            if (a->head.byte != b->head.byte) return a->head.byte > b->head.byte;
            if (int const order = a->rule.compare(b->rule); order != 0) return order > 0;
            return a->head.number > b->head.number;
        };
        auto const push = [&](std::unique_ptr<run_reader> reader) {
            int const state = reader->advance();
            if (state < 0) failed_ = true;
            if (state != 1) return;
            heap.push_back(std::move(reader));
            std::push_heap(heap.begin(), heap.end(), later);
        };
        // A run is opened when its first chunk may be the next: runs follow each other nearly, so few are open at once.
        std::sort(runs_.begin(), runs_.end(), [](run const& a, run const& b) {
            return std::tie(a.first_byte, a.first_rule, a.first) < std::tie(b.first_byte, b.first_rule, b.first);
        });
        auto const open = [&](run const& r) {
            auto reader = std::make_unique<run_reader>();
            reader->file = ::fileno(file_);
            reader->next = r.first;
            reader->last = r.last;
            push(std::move(reader));
        };
        auto const may_be_next = [&](run const& r) {
            if (heap.empty() || r.first_byte != heap.front()->head.byte)
                return heap.empty() || r.first_byte < heap.front()->head.byte;
            return r.first_rule <= heap.front()->rule;
        };
        for (std::size_t next = 0; going && !failed_ && (next < runs_.size() || !heap.empty());) {
            while (next < runs_.size() && !failed_ && may_be_next(runs_[next])) open(runs_[next++]);
            if (failed_ || heap.empty()) break;
            std::pop_heap(heap.begin(), heap.end(), later);
            auto reader = std::move(heap.back());
            heap.pop_back();
            going = take(reader->chunk);
            push(std::move(reader));
        }
    }
    bool const fine = going && !failed_;
    clear();
    return fine;
}

void sorted_chunks::clear() {
    runs_.clear();
    if (file_) std::fclose(file_);
    file_ = nullptr;
    written_ = 0;
    entries_.clear();
    text_.clear();
    arrived_ = 0;
    failed_ = false;
    expect(most_, drop_);
}

}  // namespace orthoscrub::scrub
