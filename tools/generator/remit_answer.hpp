#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tools/generator/story.hpp"

namespace orthoscrub::generator {

/// What the payer's clerk meant an adjustment to be; the letters are those of the truth file.
enum class meaning : std::uint8_t { patient_share, contractual, prior_payer, bundled, pending, denied, count_ };

/// One reason with its amount in cents; positive lowers the payment.
struct adjustment {
    std::string_view group, carc;
    std::int64_t cents = 0;
    meaning as{};
    unsigned quantity = 0;  ///< units refused; 0 when not told
};

/// One service line of an answer (SVC with its loop). Amounts are cents.
struct answered_line {
    unsigned asked = 0;  ///< index of the line of the claim that it answers
    std::string_view code;
    std::array<std::string_view, 4> modifiers{};
    unsigned modifier_count = 0;
    bool tells_submitted = false;  ///< SVC06 holds what was asked for
    std::int64_t charge = 0, paid = 0;
    unsigned units = 0, asked_units = 0;  ///< SVC05; SVC07, 0 when not told
    std::vector<adjustment> adjustments;
    std::vector<std::string_view> remarks;  ///< LQ*HE
    std::string_view policy;                ///< REF*0K
    std::int64_t allowed = 0;               ///< AMT*B6; 0 when not told
    std::string number;                     ///< REF*6R; empty when it does not come back

    void adjust(std::string_view group, std::string_view carc, std::int64_t cents, meaning as, unsigned quantity = 0) {
        if (cents != 0) adjustments.push_back({group, carc, cents, as, quantity});
    }
};

/// One answer to a claim (CLP with its loop).
struct claim_answer {
    payer const* from = nullptr;
    unsigned wave = 0;  ///< which run of payments: 0, 1, 2, some weeks apart
    std::string_view status = "1";
    std::int64_t charge = 0, paid = 0;
    bool reversal = false;  ///< amounts are written negated, CLP05 is left empty
    std::string number;     ///< CLP01
    std::string icn;        ///< CLP07
    std::string original_icn;
    payer const* forwarded_to = nullptr;
    std::vector<adjustment> adjustments;
    std::vector<std::string_view> remarks;  ///< MOA03 to MOA07
    std::vector<answered_line> lines;
    bool dated_above = false;        ///< dates stand at the claim, not at the lines
    std::int64_t interest = 0;       ///< AMT*I, paid through PLB L6
    std::int64_t plb_recovered = 0;  ///< PLB WO: positive takes money now, negative puts it off
    std::string plb_reference;

    [[nodiscard]] std::int64_t signed_paid() const noexcept { return reversal ? -paid : paid; }
};

/// What holds for a submitted line at one payer when all answers are in.
struct line_truth {
    payer const* at = nullptr;
    std::string_view disposition, sub;
    std::string_view lifecycle = "original";
    std::vector<std::string_view> flags;
    std::int64_t charge = 0, paid = 0;
    std::array<std::int64_t, static_cast<std::size_t>(meaning::count_)> amounts{};
    std::vector<std::string> reasons;
    std::vector<std::string_view> remarks;
    std::string_view denial;  ///< class of the denial: "modifier"

    void flag(std::string_view what);
};

/// A claim at the payers: what they send, and what is true of each line afterwards.
struct claim_case {
    std::string_view kind;                  ///< name of the scenario
    std::vector<claim_answer> answers;      ///< in the order in which they are put into the post
    std::vector<line_truth> truths;         ///< by payer, then line
    std::vector<std::string_view> history;  ///< what else happened: "retransmitted", "superseded"...
    std::string_view verdict;  ///< of a planted mistake: "right", "right_other_reason", "paid_anyway", "open"
    bool rejected = false;     ///< by the front end
    bool tells_icn = false;    ///< the acknowledgment names the payer's claim number
    std::string icn;           ///< of the first answer

    void clear();
};

}  // namespace orthoscrub::generator
