#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/codes/code_tables.hpp"

namespace orthoscrub::scrub {

/// What one table says about a code, in words, line by line.
struct code_answer {
    struct line {
        std::string_view key;  ///< one word, stable: "prior_auth"
        std::string text;
    };
    std::string_view kind;   ///< "procedure code", "modifier", "diagnosis", "CARC", ...
    std::string_view table;  ///< name of the table, as its first line says
    std::string_view release;
    std::string code;
    std::string name;
    std::vector<line> lines;
};

/// What all tables say about a code as people write it: any case, a diagnosis with or without its dot, a claim status as
/// "A7:507". `on` is the day that dated answers are given for, `state` the patient's state; both may be empty. Empty when
/// no table knows the code.
[[nodiscard]] std::vector<code_answer> look_up(code_tables const& tables, std::string_view code, model::date on,
                                               std::string_view state);

}  // namespace orthoscrub::scrub
