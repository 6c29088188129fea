// SQLite takes about as long as matching, judging and writing together. Its thread follows one step behind the one that
// judges, and touches nothing but the ledger. When judging is broken off, so is recording: nothing is committed.
#include "tools/orthoscrub/remit_keeping.hpp"

namespace orthoscrub::tools {

remit_keeping::remit_keeping(remit_case& results) {
    kept_ = std::async(std::launch::async, [&results, matched = matched_.get_future(),
                                            judged = judged_.get_future()]() mutable {
                exit_code code = results.keep_remittances();
                matched.get();
                if (code == exit_code::clean) code = results.keep_matches();
                judged.get();
                if (code == exit_code::clean) code = results.keep_outcomes();
                return code;
            }).share();
}

}  // namespace orthoscrub::tools
