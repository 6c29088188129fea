#pragma once
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>

namespace orthoscrub::batch {

/// Lets portions of work through one at a time, in the order of their numbers, which begin with 0.
class turnstile {
public:
    /// No more than `most` portions are on their way at once, so that each has a place of its own to wait.
    explicit turnstile(std::size_t most) : places_{std::make_unique<std::condition_variable[]>(most)}, most_{most} {}

    /// Waits until the portions before `number` have passed. False when the run was given up.
    [[nodiscard]] bool enter(std::uint64_t number) {
        std::unique_lock lock{mutex_};
        places_[number % most_].wait(lock, [&] { return next_ == number || broken_; });
        return !broken_;
    }
    void pass() {
        std::lock_guard const lock{mutex_};
        ++next_;
        places_[next_ % most_].notify_one();
    }
    /// Nobody waits any longer.
    void give_up() {
        std::lock_guard const lock{mutex_};
        broken_ = true;
        for (std::size_t i = 0; i < most_; ++i) places_[i].notify_one();
    }

private:
    std::mutex mutex_;
    std::unique_ptr<std::condition_variable[]> places_;
    std::size_t most_;
    std::uint64_t next_ = 0;
    bool broken_ = false;
};

}  // namespace orthoscrub::batch
