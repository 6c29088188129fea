// Interchanges that were answered: what they are known by stands open, the answers are sealed.
#include <stdexcept>

#include "scrubber/ledger/ledger_machine.hpp"
#include "scrubber/ledger/sealed_text.hpp"

namespace orthoscrub::ledger {

ledger_result ledger::find_answer(answered_interchange& asked, answer_state& state) {
    if (!machine_) return not_open();
    auto& m = *machine_;
    state = answer_state::fresh;
    return m.reading([&] {
        statement find{m.db,
                       "SELECT content, ta1, implementation, claims, whole FROM answered WHERE interchange IS ?1 AND "
                       "sender_qualifier IS ?2 AND sender IS ?3 AND receiver_qualifier IS ?4 AND receiver IS ?5 "
                       "ORDER BY id"};
        find.with(std::string_view{asked.control_number}, std::string_view{asked.sender_qualifier},
                  std::string_view{asked.sender}, std::string_view{asked.receiver_qualifier},
                  std::string_view{asked.receiver});
        while (find.step()) {
            if (find.text(0) != asked.content) {
                if (state == answer_state::fresh) state = answer_state::reused;
                continue;
            }
            state = answer_state::fresh;
            if (find.integer(4) == 0) return;
            for (std::size_t kind = 0; kind < asked.texts.size(); ++kind) {
                auto text = unsealed(find.blob(static_cast<int>(kind) + 1), m.key);
                if (!text) throw sqlite_failure{SQLITE_CORRUPT, "an answer cannot be unsealed"};
                asked.texts[kind] = std::move(*text);
            }
            state = answer_state::answered;
            return;
        }
    });
}

ledger_result ledger::add_answer(answered_interchange const& given) {
    if (!machine_) return not_open();
    auto& m = *machine_;
    return m.changing([&] {
        std::array<std::string, 3> sealed_texts;
        try {
            for (std::size_t kind = 0; kind < sealed_texts.size(); ++kind)
                sealed_texts[kind] = sealed(given.texts[kind], m.key);
        } catch (std::runtime_error const& failure) {
            throw sqlite_failure{SQLITE_ERROR, failure.what()};
        }
        std::string_view const content = given.content, number = given.control_number,
                               sender_qualifier = given.sender_qualifier, sender = given.sender,
                               receiver_qualifier = given.receiver_qualifier, receiver = given.receiver;
        statement{m.db,
                  "DELETE FROM answered WHERE interchange IS ?1 AND sender_qualifier IS ?2 AND sender IS ?3 AND "
                  "receiver_qualifier IS ?4 AND receiver IS ?5 AND content = ?6"}
            .run(number, sender_qualifier, sender, receiver_qualifier, receiver, content);
        statement{m.db,
                  "INSERT INTO answered(sender_qualifier, sender, receiver_qualifier, receiver, interchange, content, "
                  "day, answer, ta1, implementation, claims, whole) VALUES(?,?,?,?,?,?,?,?,?,?,?,1)"}
            .run(sender_qualifier, sender, receiver_qualifier, receiver, number, content, given.day, given.answer,
                 blob_view{sealed_texts[0]}, blob_view{sealed_texts[1]}, blob_view{sealed_texts[2]});
    });
}

ledger_result ledger::last_answer(std::uint64_t& number) {
    if (!machine_) return not_open();
    auto& m = *machine_;
    number = 0;
    return m.reading([&] {
        number = static_cast<std::uint64_t>(m.db.number("SELECT answer FROM answered ORDER BY id DESC LIMIT 1"));
    });
}

}  // namespace orthoscrub::ledger
