#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tools/generator/dice.hpp"
#include "tools/generator/people.hpp"
#include "tools/generator/remit_answer.hpp"

namespace orthoscrub::generator {

/// Gathers answers by payer, payee and wave into 835 transaction sets, settles what each pays and writes them out. A set
/// leaves when it is full, so that no more than a few dozen answers a payer and payee wait in memory.
class mailroom {
public:
    mailroom(std::uint64_t seed, std::chrono::sys_days file_date, bool segment_per_line,
             std::function<void(std::string_view)> const& sink);

    /// Puts the answers of one case to the right payments; those of one payer and wave stay in one set. True when one
    /// of these sets will be sent twice.
    bool post(household const& home, person const& patient, supplier const& payee, claim_story const& claim,
              claim_case const& decided);
    /// Writes what still waits.
    void close();

private:
    struct plb {
        std::string_view reason;
        std::string reference;
        std::int64_t cents;
    };
    /// Payments of one payer to one payee in one wave.
    struct tray {
        payer const* from = nullptr;
        supplier const* to = nullptr;
        unsigned wave = 0;
        std::string body;
        std::uint64_t segments = 0;
        unsigned answers = 0;
        std::int64_t paid = 0;
        std::vector<plb> moves;
        bool twice = false;
    };
    using parties = std::array<std::string_view, 2>;  ///< payer id, NPI of the payee

    tray& tray_of(payer const& from, supplier const& to, unsigned wave);
    void begin(tray& which);
    void send(tray& which);
    void settle(tray& which);
    void write_set(tray& which);
    void write_interchange(payer const& from, std::chrono::sys_days day, std::uint64_t sets);
    [[nodiscard]] std::chrono::sys_days day_of(tray const& which) const;

    dice luck_;
    std::chrono::sys_days file_date_;
    bool line_feed_;
    std::function<void(std::string_view)> const& sink_;
    std::map<parties, std::array<tray, 3>> trays_;
    /// Balance that a payer carried forward, with the wave in which it arose.
    struct carried {
        std::string reference;
        std::int64_t cents;
        unsigned wave;
    };
    std::map<parties, std::vector<carried>> balances_;
    std::string set_, out_;
    std::uint64_t sets_ = 0, interchanges_ = 0, references_ = 0;
};

}  // namespace orthoscrub::generator
