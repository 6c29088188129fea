// Loads every table of a pack and keeps the bytes that their views point to.
#include "scrubber/codes/code_tables.hpp"

namespace orthoscrub::scrub {

code_tables::code_tables(table_load& load) {
    hcpcs.read(load);
    modifiers.read(load);
    icd10.read(load);
    icd10_sides.read(load);
    diagnoses.read(load);
    answers.read(load);
    adjustments.read(load);
    forms.read(load);
    places.read(load);
    fees.read(load, hcpcs);
    lives.read(load);
    texts_ = std::move(load.texts);
    infos_ = std::move(load.infos);
}

code_tables_result load_code_tables(file_source const& source) {
    table_load load;
    load.source = source;
    auto tables = std::make_shared<code_tables const>(load);
    if (!load.errors.empty()) return {nullptr, std::move(load.errors)};
    return {std::move(tables), {}};
}

}  // namespace orthoscrub::scrub
