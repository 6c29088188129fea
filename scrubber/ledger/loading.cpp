// Which rows a run needs. Related claims are found from both ends in turn until nothing is added: remitted claims lead to
// submissions by control number (equal, folded, or one beginning the other), claim number of the payer and member;
// submissions lead to earlier remitted claims that were matched to them or share their control number. All keys of a
// round are sorted before they are looked up, which walks through the indexes once from left to right.
#include <algorithm>

#include "scrubber/ledger/ledger_machine.hpp"
#include "scrubber/ledger/remittance_reader.hpp"
#include "scrubber/ledger/remittance_writer.hpp"
#include "scrubber/ledger/result_writer.hpp"
#include "scrubber/ledger/submission_reader.hpp"
#include "scrubber/ledger/submission_writer.hpp"

namespace orthoscrub::ledger {
namespace {

using id_list = std::vector<std::int64_t>;

/// Shorter control numbers that begin another say nothing.
constexpr std::size_t shortest_prefix = 8;

template <class Table>
void sort_once(Table& table) {
    std::sort(table.begin(), table.end());
    table.erase(std::unique(table.begin(), table.end()), table.end());
}

/// Moves what is new of `found` into `known`, which stays in order, and leaves only that in `found`.
template <class Table>
void keep_new(Table& found, Table& known) {
    sort_once(found);
    Table fresh;
    std::set_difference(found.begin(), found.end(), known.begin(), known.end(), std::back_inserter(fresh));
    found = std::move(fresh);
    auto const middle = static_cast<std::ptrdiff_t>(known.size());
    known.insert(known.end(), found.begin(), found.end());
    std::inplace_merge(known.begin(), known.begin() + middle, known.end());
}

class related_search {
public:
    explicit related_search(ledger_machine& m)
        : claims_by_key_{m.db, "SELECT claim FROM claim_key WHERE key = ?"},
          claims_by_icn_{m.db, "SELECT claim FROM icn WHERE number = ?"},
          claims_by_control_{m.db, "SELECT id FROM claim WHERE control_number = ?"},
          claims_by_range_{m.db, "SELECT id FROM claim WHERE control_number > ? AND control_number < ?"},
          remitted_by_key_{m.db, "SELECT claim FROM remitted_key WHERE key = ?"},
          remitted_by_match_{m.db, "SELECT remitted_claim FROM claim_match WHERE submitted = ?"},
          control_of_claim_{m.db, "SELECT control_number FROM claim WHERE id = ?"},
          remitted_row_{
              m.db,
              "SELECT control_number, icn, original_icn, member, member2, member3 FROM remitted_claim WHERE id "
              "= ?"},
          any_icn_{m.db.number("SELECT EXISTS(SELECT 1 FROM icn)") != 0},
          any_remitted_{m.db.number("SELECT EXISTS(SELECT 1 FROM remitted_claim)") != 0} {}

    void run(remittance_book const& incoming) {
        for (auto const& c : incoming.claims) {
            ask(c.control_number, c.icn, c.original_icn, c.members);
            if (c.id != 0) remitted_known_.push_back(c.id);
        }
        sort_once(remitted_known_);
        while (!keys_.empty() || !controls_.empty()) {
            remitted_new_.clear();
            find_remitted_by_keys();
            find_claims();
            if (any_remitted_) find_remitted_of_claims();
            find_remitted_by_keys();
            keep_new(remitted_new_, remitted_known_);
            remitted_.insert(remitted_.end(), remitted_new_.begin(), remitted_new_.end());
            found_.clear();
            for (auto const id : remitted_new_) ask(id);
        }
        sort_once(remitted_);
    }
    [[nodiscard]] id_list const& claims() const noexcept { return claims_; }
    [[nodiscard]] id_list const& remitted() const noexcept { return remitted_; }

private:
    void ask(std::string_view control, std::string_view icn, std::string_view original_icn,
             std::array<person_hash, 3> const& members) {
        control = trimmed(control);
        if (!control.empty()) {
            auto const key = control_key(control);
            keys_.push_back(key);
            remitted_keys_.push_back(key);
            if (control.size() >= shortest_prefix) controls_.push_back(texts_.keep(control));
        }
        for (auto const number : {icn, original_icn}) {
            if (number.empty()) continue;
            keys_.push_back(key_of(key_kind::icn, number));
            remitted_keys_.push_back(keys_.back());
            if (any_icn_) gather(claims_by_icn_.with(trimmed(number)), found_);
        }
        for (auto const member : members)
            if (member != 0) keys_.push_back(key_of(member));
    }

    void ask(std::int64_t id) {
        auto& r = remitted_row_.with(id);
        if (r.step())
            ask(r.text(0), r.text(1), r.text(2),
                {static_cast<person_hash>(r.integer(3)), static_cast<person_hash>(r.integer(4)),
                 static_cast<person_hash>(r.integer(5))});
        r.reset();
    }

    static void gather(statement& row, id_list& into) {
        while (row.step()) into.push_back(row.integer(0));
        row.reset();
    }

    void find_claims() {
        keep_new(keys_, asked_keys_);
        for (auto const key : keys_)
            if (key != 0) gather(claims_by_key_.with(key), found_);
        keep_new(controls_, asked_controls_);
        std::string_view before;
        std::string end;
        for (auto const control : controls_) {
            end.assign(control).push_back('\xff');
            gather(claims_by_range_.with(control, std::string_view{end}), found_);
            // Its beginnings, but those that were beginnings of the number before: numbers stand in order.
            auto const shared = static_cast<std::size_t>(
                std::mismatch(control.begin(), control.end(), before.begin(), before.end()).first - control.begin());
            auto const known = std::min(shared + 1, before.size());
            for (auto size = std::max(shortest_prefix, known); size < control.size(); ++size)
                gather(claims_by_control_.with(control.substr(0, size)), found_);
            before = control;
        }
        keys_.clear();
        controls_.clear();
        keep_new(found_, claims_);
    }

    void find_remitted_by_keys() {
        if (any_remitted_) keep_new(remitted_keys_, asked_remitted_keys_);
        else remitted_keys_.clear();
        for (auto const key : remitted_keys_)
            if (key != 0) gather(remitted_by_key_.with(key), remitted_new_);
        remitted_keys_.clear();
    }

    void find_remitted_of_claims() {
        for (auto const claim : found_) {
            gather(remitted_by_match_.with(claim), remitted_new_);
            auto& r = control_of_claim_.with(claim);
            if (r.step() && !r.null(0)) remitted_keys_.push_back(control_key(r.text(0)));
            r.reset();
        }
    }

    statement claims_by_key_, claims_by_icn_, claims_by_control_, claims_by_range_, remitted_by_key_,
        remitted_by_match_, control_of_claim_, remitted_row_;
    bool any_icn_, any_remitted_;
    text_store texts_;
    id_list keys_, remitted_keys_, asked_keys_, asked_remitted_keys_;
    std::vector<std::string_view> controls_, asked_controls_;
    id_list found_, claims_, remitted_known_, remitted_new_, remitted_;
};

id_list all_ids(database& db, char const* sql) {
    id_list all;
    statement row{db, sql};
    while (row.step()) all.push_back(row.integer(0));
    return all;
}

}  // namespace

ledger_result ledger::load_related(remittance_book const& incoming, submission_book& submissions,
                                   remittance_book& earlier) {
    if (!machine_) return not_open();
    auto& m = *machine_;
    return m.reading([&] {
        related_search search{m};
        search.run(incoming);
        id_list claims = search.claims();
        id_list const rejected = all_ids(m.db,
                                         "SELECT DISTINCT claim FROM status WHERE rejects AND NOT EXISTS(SELECT 1 FROM "
                                         "outcome o WHERE o.claim = status.claim)");
        claims.insert(claims.end(), rejected.begin(), rejected.end());
        sort_once(claims);
        submission_reader{m, submissions}.load(claims);
        remittance_reader{m, earlier}.load(search.remitted());
    });
}

ledger_result ledger::load_all(submission_book& submissions, remittance_book& remittances) {
    if (!machine_) return not_open();
    auto& m = *machine_;
    return m.reading([&] {
        submission_reader{m, submissions}.load(all_ids(m.db, "SELECT id FROM claim ORDER BY id"));
        remittance_reader{m, remittances}.load_all(m.db);
    });
}

ledger_result ledger::load_open(model::date last_day, submission_book& submissions) {
    if (!machine_) return not_open();
    auto& m = *machine_;
    return m.reading([&] {
        id_list open;
        statement row{
            m.db,
            "SELECT c.id FROM claim c JOIN sent_set s ON s.id = c.sent_set WHERE (?1 IS NULL OR s.submitted <= "
            "?1) AND NOT EXISTS(SELECT 1 FROM claim_match m WHERE m.submitted = c.id) ORDER BY c.id"};
        row.with(last_day);
        while (row.step()) open.push_back(row.integer(0));
        submission_reader{m, submissions}.load(open);
    });
}

}  // namespace orthoscrub::ledger
