// How a fuzzer ends: words on standard error, then abort, so that libFuzzer keeps the input.
#include "tests/fuzz/fuzz_target.hpp"

#include <cstdio>
#include <cstdlib>

namespace orthoscrub::test {

void end_on(std::string const& fault) {
    if (fault.empty()) return;
    std::fprintf(stderr, "property: %s\n", fault.c_str());
    std::abort();
}

}  // namespace orthoscrub::test
