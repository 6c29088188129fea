// Every thread of the pool does the same: it takes the next load in the step read, then leads it through the other steps as
// its turn comes. Two threads settle into a rhythm in which neither waits, because no step takes half of the time. A load is
// one portion, or several of small files: to hand one of these from step to step takes longer than the steps.
#include "tools/batch/batch_scrub.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <exception>
#include <mutex>
#include <span>
#include <thread>

#include "tools/batch/turnstile.hpp"

namespace orthoscrub::batch {
namespace {

using scrub::scrub_portion;
using scrub::scrub_stages;

class batch_run {
public:
    batch_run(scrub_stages& stages, next_input const& next, batch_listener& listener, std::atomic<bool> const& stop)
        : stages_{stages}, next_{next}, listener_{listener}, stop_{stop} {}

    void work() noexcept {
        try {
            load mine;
            while (read(mine) && lead(mine)) {
            }
        } catch (...) {
            std::lock_guard const lock{reading_};
            if (!failure_) failure_ = std::current_exception();
            closed_ = true;
            for (turnstile& t : turns_) t.give_up();
        }
    }

    void finish() const {
        if (failure_) std::rethrow_exception(failure_);
    }

private:
    struct piece {
        scrub_portion portion;
        std::shared_ptr<batch_input> file;
        bool first = false;
    };
    struct load {
        std::array<piece, 16> room;
        std::span<piece> pieces;
        std::uint64_t number = 0;
    };
    /// A load that has so many bytes takes no further file.
    static constexpr std::uint64_t enough = 32 * 1024;

    /// The step read, and the number of the load. False when there is nothing more.
    bool read(load& mine) {
        std::lock_guard const lock{reading_};
        std::size_t count = 0;
        std::uint64_t bytes = 0;
        do {
            piece& next = mine.room[count];
            if (!read(next)) break;
            if (next.file->input) bytes += next.portion.bytes();
            ++count;
        } while (!open_ && count < mine.room.size() && bytes < enough);
        if (count == 0) return false;
        mine.pieces = std::span{mine.room}.first(count);
        mine.number = numbers_++;
        return true;
    }

    /// The next portion. False when there is none.
    bool read(piece& mine) {
        bool const stop = stop_.load(std::memory_order_relaxed);
        if (closed_ || (stop && !open_)) return false;
        mine.first = !open_;
        if (!open_) {
            open_ = next_();
            if (!open_) {
                closed_ = true;
                return false;
            }
            if (open_->input) stages_.begin(mine.portion, *open_->input, open_->path);
        } else if (stop) {
            stages_.break_off(mine.portion);
        } else {
            stages_.go_on(mine.portion);
        }
        mine.file = open_;
        if (!open_->input || mine.portion.last()) open_.reset();
        return true;
    }

    template <class Step>
    bool pass(std::size_t turn, load& mine, Step&& step) {
        if (!turns_[turn].enter(mine.number)) return false;
        for (piece& one : mine.pieces) step(one);
        turns_[turn].pass(mine.number);
        return true;
    }

    /// The other steps. False when the run was given up.
    bool lead(load& mine) {
        auto const step = [&](auto go) {
            return [&, go](piece& one) {
                if (one.file->input) (stages_.*go)(one.portion);
            };
        };
        return pass(0, mine, step(&scrub_stages::parse)) && pass(1, mine, step(&scrub_stages::hold)) &&
               pass(2, mine, step(&scrub_stages::judge)) && pass(3, mine, [&](piece& one) {
                   tell(one);
                   one.file.reset();
               });
    }

    void tell(piece& mine) {
        if (ended_) return;
        if (mine.first) listener_.begin_file(*mine.file);
        std::optional<scrub::file_result> result;
        if (mine.file->input) {
            result = stages_.tell(mine.portion, found_);
            listener_.advance(mine.portion.bytes() - (mine.first ? 0 : told_bytes_),
                              result ? result->counts : mine.portion.file()->result.counts);
            told_bytes_ = mine.portion.bytes();
            if (!result) return;
        }
        if (listener_.end_file(*mine.file, std::move(result))) return;
        ended_ = true;
        std::lock_guard const lock{reading_};
        closed_ = true;
    }

    scrub_stages& stages_;
    next_input const& next_;
    batch_listener& listener_;
    std::atomic<bool> const& stop_;
    std::array<turnstile, 4> turns_;

    // Of the step read.
    std::mutex reading_;
    std::shared_ptr<batch_input> open_;
    std::uint64_t numbers_ = 0;
    bool closed_ = false;
    std::exception_ptr failure_;
    // Of the step tell.
    scrub::finding_taker const found_ = [this](scrub::finding_view const& finding) { listener_.take(finding); };
    std::uint64_t told_bytes_ = 0;
    bool ended_ = false;
};

}  // namespace

void scrub_batch(scrub_stages& stages, unsigned jobs, next_input const& next, batch_listener& listener,
                 std::atomic<bool> const& stop) {
    jobs = std::max(jobs, 1u);
    batch_run run{stages, next, listener, stop};
    if (jobs == 1) {
        run.work();
    } else {
        boost::asio::thread_pool pool{jobs};
        for (unsigned i = 0; i < jobs; ++i) boost::asio::post(pool, [&run] { run.work(); });
        pool.join();
    }
    run.finish();
}

unsigned usual_jobs() noexcept { return std::clamp(std::thread::hardware_concurrency(), 1u, 4u); }

}  // namespace orthoscrub::batch
