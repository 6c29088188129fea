// operator new and delete that count. The counts are those of one thread: the stages use one, and plain numbers cost the
// measured code less than atomic ones.
#include "tests/bench/heap_watch.hpp"

#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <new>

namespace orthoscrub::bench {
namespace {
thread_local heap_use use;

void* take(std::size_t size) noexcept {
    void* const p = std::malloc(size == 0 ? 1 : size);
    if (p == nullptr) return p;
    ++use.allocations;
    use.bytes += ::malloc_usable_size(p);
    use.highest = std::max(use.highest, use.bytes);
    return p;
}

void give(void* p) noexcept {
    if (p != nullptr) use.bytes -= ::malloc_usable_size(p);
    std::free(p);
}

}  // namespace

heap_use heap() noexcept { return use; }
void forget_highest() noexcept { use.highest = use.bytes; }

}  // namespace orthoscrub::bench

void* operator new(std::size_t size) {
    if (void* const p = orthoscrub::bench::take(size)) return p;
    throw std::bad_alloc{};
}
void* operator new(std::size_t size, std::nothrow_t const&) noexcept { return orthoscrub::bench::take(size); }
void operator delete(void* p) noexcept { orthoscrub::bench::give(p); }
void operator delete(void* p, std::size_t) noexcept { orthoscrub::bench::give(p); }
