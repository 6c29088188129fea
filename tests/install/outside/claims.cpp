// What an integrator writes first: read an 837P and print its claims, lines and structural faults.
#include <grammars/claim_837p.hpp>
#include <parser/envelope/interchange_reader.hpp>
#include <parser/text/source.hpp>

#include <cstdio>
#include <string>

using namespace orthoscrub;

int main(int argc, char** argv) {
    if (argc != 2) return 3;
    auto opened = text::open_file(argv[1]);
    if (!opened.input) {
        std::fprintf(stderr, "%s: %s\n", argv[1], opened.result.message.c_str());
        return 4;
    }
    text::diagnostics faults;
    envelope::interchange_reader reader{*opened.input, faults};
    grammars::hierarchy_state hierarchy;
    model::claim_tables tables;
    for (auto event = reader.next(); event.kind != envelope::event_kind::end; event = reader.next()) {
        if (event.kind != envelope::event_kind::set_window) continue;
        if (event.first) hierarchy = {};
        tables.clear();
        grammars::read_claims({event.segments, event.context, event.last}, reader.interchange().marks, {}, hierarchy,
                              tables, faults);
        for (auto const& claim : tables.claims) {
            std::printf("claim %s %s\n", std::string{claim.control_number}.c_str(),
                        to_string(claim.charge.value).c_str());
            for (auto const& line : tables.lines_of(claim))
                std::printf("  line %s %s %s\n", std::string{line.number}.c_str(), std::string{line.code}.c_str(),
                            to_string(line.charge.value).c_str());
        }
    }
    for (auto const& fault : faults.faults()) std::printf("fault %s\n", std::string{describe(fault.code).id}.c_str());
    return 0;
}
