#pragma once
// Counts every allocation of the program, so that a test can hold a steady state to none. Include it in one file of a
// test program: it replaces the global operator new.
#include <atomic>
#include <cstdlib>
#include <new>

namespace orthoscrub::test {
inline std::atomic<std::size_t> allocations{0};
}

[[gnu::noinline]] void* operator new(std::size_t size) {
    ++orthoscrub::test::allocations;
    if (void* const p = std::malloc(size == 0 ? 1 : size)) return p;
    throw std::bad_alloc{};
}
void* operator new(std::size_t size, std::nothrow_t const&) noexcept {
    ++orthoscrub::test::allocations;
    return std::malloc(size == 0 ? 1 : size);
}
[[gnu::noinline]] void operator delete(void* p) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept { std::free(p); }
