#pragma once
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace orthoscrub::batch {

/// Lets portions of work through one at a time, in the order of their numbers, which begin with 0.
class turnstile {
public:
    /// Waits until the portions before `number` have passed. False when the run was given up.
    [[nodiscard]] bool enter(std::uint64_t number) {
        std::unique_lock lock{mutex_};
        turn_.wait(lock, [&] { return next_ == number || broken_; });
        return !broken_;
    }
    void pass() {
        {
            std::lock_guard const lock{mutex_};
            ++next_;
        }
        turn_.notify_all();
    }
    /// Nobody waits any longer.
    void give_up() {
        {
            std::lock_guard const lock{mutex_};
            broken_ = true;
        }
        turn_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable turn_;
    std::uint64_t next_ = 0;
    bool broken_ = false;
};

}  // namespace orthoscrub::batch
