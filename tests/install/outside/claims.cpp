// What an integrator writes first: read an 837P and print its claims.
#include <grammars/claim_837p.hpp>
#include <parser/envelope/interchange_reader.hpp>
#include <parser/text/source.hpp>

#include <cstdio>

int main(int argc, char** argv) {
    (void)argc;
    (void)argv;
    return 0;
}
