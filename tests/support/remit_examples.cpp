// Takes the fenced blocks out of the fixtures; what they hold is for others to read.
#include "tests/support/remit_examples.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace orthoscrub::test {

std::string fenced_block::word(std::string const& name) const {
    std::istringstream all{words};
    for (std::string one; all >> one;)
        if (one.rfind(name + '=', 0) == 0) return one.substr(name.size() + 1);
    return {};
}

std::vector<remit_example> load_remit_examples(std::string const& folder) {
    std::vector<remit_example> found;
    std::filesystem::path const root = std::filesystem::path{ORTHOSCRUB_SOURCE_DIR} / "fixtures/remittances" / folder;
    for (auto const& entry : std::filesystem::directory_iterator{root}) {
        if (entry.path().extension() != ".md" || entry.path().stem() == "README") continue;
        remit_example made;
        made.name = entry.path().stem().string();
        std::ifstream in{entry.path()};
        fenced_block block;
        bool open = false;
        for (std::string line; std::getline(in, line);) {
            if (line.rfind("```", 0) != 0) {
                if (open) block.text += line + '\n';
                continue;
            }
            if (open) {
                if (block.kind == "837") made.sent.push_back(block);
                else if (block.kind == "835") made.answers.push_back(block);
                else if (block.kind == "expect") made.expect = block.text;
            } else {
                std::istringstream head{line.substr(3)};
                block = {};
                head >> block.kind;
                std::getline(head, block.words);
            }
            open = !open;
        }
        found.push_back(std::move(made));
    }
    std::sort(found.begin(), found.end(), [](auto const& a, auto const& b) { return a.name < b.name; });
    return found;
}

}  // namespace orthoscrub::test
