// Duplicate interchanges by the ledger.
#include "tools/orthoscrub/ack_ledger.hpp"

#include "tools/orthoscrub/remit_case.hpp"

namespace orthoscrub::tools {
namespace {

constexpr std::uint64_t numbers_for_an_interchange = 3;

ledger::answered_interchange known_by(ack::interchange_key const& key) {
    ledger::answered_interchange made;
    made.sender_qualifier = key.sender_qualifier;
    made.sender = key.sender;
    made.receiver_qualifier = key.receiver_qualifier;
    made.receiver = key.receiver;
    made.control_number = key.control_number;
    made.content = key.content;
    return made;
}

}  // namespace

bool ack_ledger::failed(ledger::ledger_result const& result) {
    if (result.ok()) return false;
    complain(command_, result.message);
    code_ = worse(code_, code_of(result.fault));
    return true;
}

exit_code ack_ledger::open(std::string const& path, std::string const& key) {
    (void)failed(ledger_.open(path, key, ledger::open_mode::create));
    return code_;
}

std::uint64_t ack_ledger::next_number() {
    std::uint64_t last = 0;
    if (failed(ledger_.last_answer(last)) || last == 0) return 0;
    return last + numbers_for_an_interchange;
}

ack::answer_memory::verdict ack_ledger::look(ack::interchange_key const& key, texts& answers) {
    ledger::answered_interchange asked = known_by(key);
    auto state = ledger::answer_state::fresh;
    if (failed(ledger_.find_answer(asked, state))) return verdict::failed;
    if (state == ledger::answer_state::answered) answers = std::move(asked.texts);
    return state == ledger::answer_state::answered ? verdict::replayed
           : state == ledger::answer_state::reused ? verdict::reused
                                                   : verdict::fresh;
}

bool ack_ledger::keep(ack::interchange_key const& key, texts const& answers, std::uint64_t number) {
    ledger::answered_interchange given = known_by(key);
    given.day = day_;
    given.answer = number;
    given.texts = answers;
    return !failed(ledger_.add_answer(given));
}

}  // namespace orthoscrub::tools
