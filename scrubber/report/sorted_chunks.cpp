// An external merge sort in small: entries gather in one buffer; a full buffer is sorted and appended to a
// temporary file as a run; at the end the runs and what is left in memory are merged. A file with few
// findings never touches the disk.
#include "scrubber/report/sorted_chunks.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

namespace orthoscrub::scrub {
namespace {

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
                std::min<std::uint64_t>(last - next, std::max<std::size_t>(size - had, 16384)));
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
    entries_.push_back({byte, arrived_++, text_.size(), static_cast<std::uint32_t>(rule.size()),
                        static_cast<std::uint32_t>(chunk.size())});
    text_ += rule;
    text_ += chunk;
    if (text_.size() + entries_.size() * sizeof(entry) > limit_) spill();
}

void sorted_chunks::sort() {
    auto const rule = [this](entry const& e) { return std::string_view{text_}.substr(e.start, e.rule_size); };
    std::sort(entries_.begin(), entries_.end(), [&](entry const& a, entry const& b) {
        if (a.byte != b.byte) return a.byte < b.byte;
        if (int const order = rule(a).compare(rule(b)); order != 0) return order < 0;
        return a.number < b.number;
    });
}

void sorted_chunks::spill() {
    sort();
    if (!file_) file_ = std::tmpfile();
    if (!file_) failed_ = true;
    if (!failed_) {
        run made{written_, written_};
        for (entry const& e : entries_) {
            run_head const head{e.byte, e.number, e.rule_size, e.chunk_size};
            std::size_t const size = std::size_t{e.rule_size} + e.chunk_size;
            if (std::fwrite(&head, sizeof head, 1, file_) != 1 ||
                std::fwrite(text_.data() + e.start, 1, size, file_) != size)
                failed_ = true;
            made.last += sizeof head + size;
        }
        written_ = made.last;
        runs_.push_back(made);
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
        if (file_ && std::fflush(file_) != 0) failed_ = true;
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
        for (run const& r : runs_) {
            if (failed_) break;
            auto reader = std::make_unique<run_reader>();
            reader->file = ::fileno(file_);
            reader->next = r.first;
            reader->last = r.last;
            push(std::move(reader));
        }
        while (going && !failed_ && !heap.empty()) {
            std::pop_heap(heap.begin(), heap.end(), later);
            auto reader = std::move(heap.back());
            heap.pop_back();
            going = take(reader->chunk);
            push(std::move(reader));
        }
        runs_.clear();
        if (file_) std::fclose(file_);
        file_ = nullptr;
        written_ = 0;
    }
    entries_.clear();
    text_.clear();
    arrived_ = 0;
    bool const fine = going && !failed_;
    failed_ = false;
    return fine;
}

}  // namespace orthoscrub::scrub
