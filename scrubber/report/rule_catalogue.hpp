#pragma once
#include <string>

#include "scrubber/engine/pack.hpp"
#include "scrubber/report/document_writer.hpp"

namespace orthoscrub::scrub {

/// Appends all that the pack says, by family and rule, and the vocabulary that rules are written in: facts, code tables,
/// places and placeholders. Everything comes from the rule files and the registries of the program; nothing is kept
/// beside them.
void write_rule_catalogue(pack const& from, document_writer& to, std::string& out);

}  // namespace orthoscrub::scrub
