// --history, --authorizations, --products. The text of a table is dropped as soon as it is read: it names patients.
#include "tools/orthoscrub/side_tables.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <array>

#include "tools/orthoscrub/read_options.hpp"

namespace orthoscrub::tools {
namespace {

exit_code text_of(std::string_view command, std::string const& file, std::string& bytes) {
    exit_code code = exit_code::clean;
    auto const input = open_input(command, file, code);
    if (!input) return code;
    std::array<char, 65536> block;
    while (std::size_t const got = input->read(block)) bytes.append(block.data(), got);
    if (input->result()) return exit_code::clean;
    complain(command, fmt::format("{} cannot be read to its end: {}", file, input->result().message));
    return exit_code::io;
}

}  // namespace

void side_tables::add_to(CLI::App& command) {
    command
        .add_option("--history", history,
                    "CSV of earlier deliveries (member_id, birth_date, code, side, delivered): wakes same-similar and "
                    "rul-replacement")
        ->type_name("FILE");
    command
        .add_option("--authorizations", authorizations,
                    "CSV of authorization decisions (utn, code, decided, expires): wakes prior-auth-expired")
        ->type_name("FILE");
    command
        .add_option("--products", products,
                    "CSV of products with verified coding (maker, product, model, code): wakes pdac-verification")
        ->type_name("FILE");
}

exit_code side_tables::read(std::string_view command, std::uint64_t seed,
                            std::shared_ptr<scrub::side_data const>& out) const {
    using reader = std::vector<scrub::csv_error> (scrub::side_data::*)(std::string_view, std::string_view);
    struct table {
        std::string const& file;
        reader read;
    };
    auto data = std::make_shared<scrub::side_data>(seed);
    bool given = false;
    for (table const& t : {table{history, &scrub::side_data::read_history},
                           table{authorizations, &scrub::side_data::read_authorizations},
                           table{products, &scrub::side_data::read_products}}) {
        if (t.file.empty()) continue;
        given = true;
        std::string bytes;
        if (exit_code const code = text_of(command, t.file, bytes); code != exit_code::clean) return code;
        auto const errors = ((*data).*(t.read))(t.file, bytes);
        if (errors.empty()) continue;
        complain(command, to_string(errors.front()) +
                              (errors.size() == 1 ? "" : fmt::format(" (and {} more)", errors.size() - 1)));
        return exit_code::usage;
    }
    if (given) out = std::move(data);
    return exit_code::clean;
}

}  // namespace orthoscrub::tools
