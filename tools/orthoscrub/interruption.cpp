// Two flags that a signal handler may touch.
#include "tools/orthoscrub/interruption.hpp"

namespace orthoscrub::tools {
namespace {

std::atomic<bool> armed = false, pressed = false;
static_assert(std::atomic<bool>::is_always_lock_free);

}  // namespace

interruption::interruption() noexcept { armed = true; }
interruption::~interruption() { armed = false; }
std::atomic<bool> const& interruption::asked() noexcept { return pressed; }
bool interruption::accept() noexcept { return armed && !pressed.exchange(true); }

}  // namespace orthoscrub::tools
