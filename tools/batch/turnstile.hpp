#pragma once
#include <atomic>
#include <cstdint>
#include <limits>

namespace orthoscrub::batch {

/// Lets portions of work through one at a time, in the order of their numbers, which begin with 0. Who waits looks for a
/// moment before it sleeps: portions of small files are through sooner than a thread wakes.
class turnstile {
public:
    /// Waits until the portions before `number` have passed. False when the run was given up.
    [[nodiscard]] bool enter(std::uint64_t number) noexcept {
        std::uint64_t now = next_.load();
        for (; now != number && now != given_up; now = next_.load()) next_.wait(now);
        return now == number;
    }
    /// Portion `number`, which has entered, is through.
    void pass(std::uint64_t number) noexcept {
        next_.compare_exchange_strong(number, number + 1);
        next_.notify_all();
    }
    /// Nobody waits any longer.
    void give_up() noexcept {
        next_.store(given_up);
        next_.notify_all();
    }

private:
    static constexpr std::uint64_t given_up = std::numeric_limits<std::uint64_t>::max();
    std::atomic<std::uint64_t> next_ = 0;
};

}  // namespace orthoscrub::batch
