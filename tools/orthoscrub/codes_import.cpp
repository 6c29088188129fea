// orthoscrub codes import: reads official releases and writes the tables of a pack. All files are read and converted
// before the first table is written, so that a faulty file leaves the folder as it was.
#include "tools/orthoscrub/codes_import.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>

#include "parser/write/atomic_file.hpp"
#include "scrubber/codes/official/release.hpp"
#include "scrubber/engine/pack.hpp"

namespace orthoscrub::tools {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view codes_import_name = "codes import";

struct import_options {
    std::string hcpcs, icd10, fees, release, covers_to, fees_from, folder;
};

std::optional<std::string> read_file(std::string const& path) {
    std::ifstream in{path, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    if (in.bad() || !in.is_open()) {
        complain(codes_import_name, path + " cannot be read");
        return std::nullopt;
    }
    return bytes;
}

std::optional<model::date> day_of(std::string_view option, std::string const& text) {
    if (text.empty()) return model::date{};
    auto const day = model::date::from_iso(text);
    if (!day) complain(codes_import_name, fmt::format("{} {} is no day; write it as 2026-10-01", option, text));
    return day;
}

/// Adds the tables of one release; false when the file is faulty.
bool take(scrub::converted_release made, std::vector<scrub::converted_release::table>& tables) {
    for (scrub::table_error const& error : made.errors) complain(codes_import_name, scrub::to_string(error));
    for (auto& table : made.tables) tables.push_back(std::move(table));
    return made.errors.empty();
}

/// Writes all tables, then puts them in place: a full disk leaves the folder as it was.
exit_code write(std::string const& folder, std::vector<scrub::converted_release::table> const& tables,
                std::vector<std::string> const& inputs) {
    auto const cannot = [](std::string const& path, std::string const& why) {
        complain(codes_import_name, fmt::format("{} cannot be written: {}; the tables stay as they were", path, why));
        return exit_code::io;
    };
    std::error_code failed;
    fs::create_directories(fs::path{folder} / "codes", failed);
    if (failed) return cannot(folder, failed.message());
    std::vector<write::atomic_file> files(tables.size());
    auto const path_of = [&](std::size_t i) { return (fs::path{folder} / tables[i].path).string(); };
    for (std::size_t i = 0; i < tables.size(); ++i) {
        text::io_result done = files[i].open(path_of(i), inputs);
        if (done) done = files[i].write(tables[i].text);
        if (done) done = files[i].sync();
        if (!done) return cannot(path_of(i), done.message);
    }
    write::signal_pause const quiet;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        if (auto const done = files[i].commit(); !done) return cannot(path_of(i), done.message);
        fmt::print("{}: {} rows\n", path_of(i), tables[i].rows);
    }
    return exit_code::clean;
}

exit_code import(import_options const& o) {
    auto const covers_to = day_of("--covers-to", o.covers_to), fees_from = day_of("--fees-from", o.fees_from);
    if (!covers_to || !fees_from) return exit_code::usage;
    if (!o.fees.empty() && fees_from->empty()) {
        complain(codes_import_name, "--fees needs --fees-from: the first day of service that the amounts hold for");
        return exit_code::usage;
    }
    std::vector<scrub::converted_release::table> tables;
    std::vector<std::string> inputs;
    bool sound = true;
    exit_code code = exit_code::clean;
    auto const convert = [&](std::string const& path, auto&& with) {
        if (path.empty()) return;
        inputs.push_back(path);
        if (auto const bytes = read_file(path))
            sound = take(with(*bytes, {path, o.release, *covers_to}), tables) && sound;
        else code = exit_code::io;
    };
    using edition = scrub::release_edition const&;
    convert(o.hcpcs, [](std::string_view file, edition e) { return scrub::convert_hcpcs(file, e); });
    convert(o.icd10, [](std::string_view file, edition e) {
        return scrub::convert_icd10(file, scrub::embedded_pack().find("codes/icd10.csv"), e);
    });
    convert(o.fees, [&](std::string_view file, edition e) { return scrub::convert_fees(file, *fees_from, e); });
    if (inputs.empty()) {
        complain(codes_import_name, "nothing to import: give --hcpcs, --icd10 or --fees");
        return exit_code::usage;
    }
    if (!sound) code = worse(code, exit_code::usage);
    return code == exit_code::clean ? write(o.folder, tables, inputs) : code;
}

}  // namespace

void add_codes_import(CLI::App& codes, action& run) {
    auto* command = codes.add_subcommand("import", "Make official releases into tables of a pack");
    auto o = std::make_shared<import_options>();
    command->add_option("--hcpcs", o->hcpcs, "The CMS alpha-numeric HCPCS file, HCPCyyyy_MON_ANWEB.txt")
        ->type_name("FILE");
    command->add_option("--icd10", o->icd10, "The ICD-10-CM order file, icd10cm-order-yyyy.txt")->type_name("FILE");
    command->add_option("--fees", o->fees, "The DMEPOS fee schedule as comma-separated text")->type_name("FILE");
    command->add_option("--release", o->release, "Edition of the files, as tables and reports shall name it")
        ->required();
    command->add_option("--covers-to", o->covers_to, "Last day of service that the files speak about")
        ->type_name("CCYY-MM-DD");
    command->add_option("--fees-from", o->fees_from, "First day of service that the amounts hold for")
        ->type_name("CCYY-MM-DD");
    command->add_option("--to", o->folder, "Folder of the pack; its tables of the same name are replaced")
        ->type_name("FOLDER")
        ->required();
    command->footer(
        "Examples:\n"
        "  orthoscrub codes import --icd10 icd10cm-order-2027.txt --release FY2027 --covers-to 2027-09-30 --to "
        "my-codes\n"
        "  orthoscrub check --pack my-codes day.837");
    command->callback([&run, o] { run = [o] { return import(*o); }; });
}

}  // namespace orthoscrub::tools
