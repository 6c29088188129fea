#pragma once
#include <future>

#include "tools/orthoscrub/remit_case.hpp"

namespace orthoscrub::tools {

/// Records a run of `remit` in its ledger on a thread of its own: remittances while they are matched, matches while they
/// are judged, outcomes while the report is written. `results` must outlive it and be changed by match and judge alone.
class remit_keeping {
public:
    explicit remit_keeping(remit_case& results);

    /// `results` holds all matches.
    void matched() { matched_.set_value(); }
    /// `results` holds all outcomes and verdicts.
    void judged() { judged_.set_value(); }
    /// Waits until the ledger holds everything, or says what failed.
    [[nodiscard]] exit_code result() const { return kept_.get(); }

private:
    // The thread waits for the promises: they must be gone before its end is waited for.
    std::shared_future<exit_code> kept_;
    std::promise<void> matched_, judged_;
};

}  // namespace orthoscrub::tools
