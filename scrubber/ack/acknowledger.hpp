#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scrubber/ack/answer_policy.hpp"
#include "scrubber/ack/answered.hpp"
#include "scrubber/ack/claim_answers.hpp"
#include "scrubber/ack/decision_log.hpp"
#include "scrubber/ack/fault_answer.hpp"
#include "scrubber/ack/group_answers.hpp"
#include "scrubber/engine/file_hash.hpp"
#include "scrubber/engine/scrub_file.hpp"

namespace orthoscrub::ack {

/// What an interchange is known by.
struct interchange_key {
    std::string sender_qualifier, sender, receiver_qualifier, receiver, control_number;  ///< ISA05 to ISA08, ISA13
    std::string content;  ///< SHA-256 of its bytes from ISA to IEA
};

/// Remembers interchanges that were answered, over runs.
class answer_memory {
public:
    virtual ~answer_memory() = default;
    enum class verdict : std::uint8_t {
        fresh,     ///< never seen
        replayed,  ///< the same bytes were answered before; `answers` holds what was said
        reused,    ///< the control number stands for other bytes
        failed
    };
    using texts = std::array<std::string, 3>;  ///< by answer_kind
    [[nodiscard]] virtual verdict look(interchange_key const& key, texts& answers) = 0;
    /// Keeps the answers to a fresh interchange; `number` is the control number of the first. False when that failed.
    [[nodiscard]] virtual bool keep(interchange_key const& key, texts const& answers, std::uint64_t number) = 0;
};

/// Answers 837P files as a receiver does: TA1, 999 and 277CA of each interchange, each an interchange of its own, from the
/// findings of the scrubber. One pass; counts that stand before what they count wait in spools, so memory does not grow
/// with the file. The same bytes, policy and stamp give the same answers.
class acknowledger {
public:
    /// Takes text of an answer; false stops.
    using text_taker = std::function<bool(answer_kind, std::string_view)>;

    /// `memory` may be null. `decided` may be empty.
    acknowledger(answer_policy policy, answer_stamp const& stamp, text_taker answers, decision_log::taker decided,
                 answer_memory* memory = nullptr);
    ~acknowledger();
    acknowledger(acknowledger const&) = delete;
    acknowledger& operator=(acknowledger const&) = delete;

    /// Puts itself into the options of the scrubber that reads the files.
    void listen(scrub::scrub_options& options);
    /// A finding of the scrubber.
    void take(scrub::finding_view const& finding);

    /// What became of the files read so far.
    [[nodiscard]] answer_counts const& counts() const noexcept { return counts_; }
    /// The control number after the last one that was taken.
    [[nodiscard]] std::uint64_t next_control_number() const noexcept { return number_; }
    /// True when a temporary file or the memory failed, or the taker of the text said stop.
    [[nodiscard]] bool failed() const noexcept { return failed_; }

private:
    /// An error that waits for the part that it stands in.
    struct waiting {
        fault_answer answer;
        answer_reason reason;
        text::fault_code code = text::fault_code::none;
        std::string seen;
        std::uint64_t claim = 0;  ///< ordinal; 0 none
        std::uint32_t line = model::absent;
    };

    void see(scrub::read_part const& part);
    void assign(bool closing, scrub::read_part const& part);
    void assign_one(waiting& w, scrub::read_part const& part);
    void begin_interchange(envelope::interchange_header const& header);
    void end_interchange();
    void begin_group(envelope::group_header const& header);
    void end_group(std::string_view stated);
    void begin_set(envelope::open_envelope const& open, envelope::event const& e);
    void end_set();
    void claims(scrub::read_part const& part);
    void note(waiting const& w, scrub::read_part const& part, std::string_view claim);
    void interchange_fault(waiting& w);
    void interchange_code(std::string_view code);
    void interchange_remark(std::string_view code, std::string_view rule, std::string message, std::string remedy);
    void write_ta1(std::string& out) const;
    void give();

    answer_policy policy_;
    answer_stamp stamp_;
    answer_clock clock_;
    text_taker answers_;
    decision_log::taker decided_;
    answer_memory* memory_;
    decision_log log_;
    group_answers group_answers_;
    claim_answers claim_answers_;
    set_notes notes_;
    answer_counts counts_;
    std::uint64_t number_ = 1;

    std::vector<waiting> waiting_;
    envelope::interchange_header isa_;
    envelope::group_header gs_;
    envelope::set_header st_;
    std::string st_version_;
    std::string ta1_code_;  ///< TA105; empty: no error
    bool ta1_rejects_ = false;
    std::vector<std::string> group_codes_;
    bool isa_open_ = false, gs_open_ = false, st_open_ = false;
    std::optional<scrub::file_hash> hash_;
    bool lost_ = false;  ///< the interchange is known to end without IEA
    bool failed_ = false;
};

}  // namespace orthoscrub::ack
