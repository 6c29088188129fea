#pragma once
#include <string>
#include <string_view>

#include "scrubber/ack/acknowledger.hpp"
#include "scrubber/ledger/ledger.hpp"
#include "tools/orthoscrub/command.hpp"

namespace orthoscrub::tools {

/// Interchanges that were answered, as a ledger keeps them. What goes wrong is told on standard error.
class ack_ledger final : public ack::answer_memory {
public:
    ack_ledger(std::string_view command, model::date day) : command_{command}, day_{day} {}
    [[nodiscard]] exit_code open(std::string const& path, std::string const& key);
    /// ISA13 for the next answer; 0 when the ledger holds none yet.
    [[nodiscard]] std::uint64_t next_number();
    [[nodiscard]] verdict look(ack::interchange_key const& key, texts& answers) override;
    [[nodiscard]] bool keep(ack::interchange_key const& key, texts const& answers, std::uint64_t number) override;
    /// How it ended: clean, or what the last failure comes to.
    [[nodiscard]] exit_code code() const noexcept { return code_; }

private:
    bool failed(ledger::ledger_result const& result);

    std::string_view command_;
    model::date day_;
    ledger::ledger ledger_;
    exit_code code_ = exit_code::clean;
};

}  // namespace orthoscrub::tools
