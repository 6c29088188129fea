// The delimiter scan. Blocks of 64 bytes become bit masks (separators, terminators, bytes that are no
// printable character), and the masks become lists of positions. Line breaks right behind a terminator are
// layout and leave no trace: an addition carries through their run in the mask, so a file with one segment a
// line costs no branch per line. The masks come from SSE2, AVX2 or AVX-512; a byte loop serves as the measure for all.
#include "parser/text/scan.hpp"

#include <array>
#include <cstdlib>
#include <cstring>
#include <utility>

#if defined(__x86_64__)
#include <immintrin.h>
#define ORTHOSCRUB_X86 1
#else
#define ORTHOSCRUB_X86 0
#endif

namespace orthoscrub::text {
namespace {

constexpr std::size_t block_bytes = 64;
constexpr std::uint32_t chunk_bytes = 4096;  // lists are given room for this many bytes at a time
constexpr std::size_t slack = 2 * block_bytes;

// Where the kernels write; counts and the carry come back to the lists after each chunk.
struct sink {
    std::uint32_t* marks;
    std::uint32_t* ends;
    std::uint32_t* specials;
    std::uint32_t mark_count;
    std::uint32_t* ends_at;
    std::uint32_t* specials_at;
    std::uint64_t after_end;
};

bool is_foreign(unsigned char c) noexcept { return c < 0x20 || c > 0x7E; }

void scan_scalar(char const* data, std::uint32_t from, std::uint32_t to, char element, char terminator, sink& out) {
    bool after_end = out.after_end != 0;
    for (std::uint32_t i = from; i < to; ++i) {
        char const c = data[i];
        if (c == terminator) {
            *out.ends_at++ = out.mark_count;
            out.marks[out.mark_count++] = i;
            after_end = true;
        } else if (c == element) {
            out.marks[out.mark_count++] = i;
            after_end = false;
        } else if (c == '\r' || c == '\n') {
            if (!after_end) *out.specials_at++ = i;
        } else {
            if (is_foreign(static_cast<unsigned char>(c))) *out.specials_at++ = i;
            after_end = false;
        }
    }
    out.after_end = after_end ? 1 : 0;
}

#if ORTHOSCRUB_X86

struct block_masks {
    std::uint64_t element;
    std::uint64_t terminator;
    std::uint64_t foreign;  // control characters, DEL and bytes above 0x7F
    std::uint64_t breaks;   // CR, LF; may be left 0 when foreign is 0
};

// Appends the marks and ends of one block at offset `at`.
[[gnu::always_inline]] inline void append_marks(block_masks m, std::uint32_t at, sink& out) {
    std::uint32_t* mark = out.marks + out.mark_count;
    std::uint32_t count = out.mark_count;
    for (std::uint64_t bits = m.element | m.terminator; bits != 0; bits &= bits - 1) {
        auto const bit = static_cast<std::uint32_t>(__builtin_ctzll(bits));
        *mark++ = at + bit;
        *out.ends_at = count++;
        out.ends_at += (m.terminator >> bit) & 1;
    }
    out.mark_count = count;
}

// The same with counting instructions: eight marks and four ends at a time without asking, which few blocks
// exceed and no branch has to foresee. What is written too much is overwritten by the next block.
[[gnu::always_inline, gnu::target("avx2,bmi,bmi2,popcnt")]] inline void append_marks_counting(block_masks m,
                                                                                              std::uint32_t at,
                                                                                              sink& out) {
    std::uint64_t const all = m.element | m.terminator;
    std::uint32_t const before = out.mark_count;
    std::uint32_t* mark = out.marks + before;
    auto const count = static_cast<std::uint32_t>(_mm_popcnt_u64(all));
    std::uint64_t bits = all;
    for (std::uint32_t done = 0; done < count; done += 8) {
        for (int i = 0; i < 8; ++i) {
            mark[i] = at + static_cast<std::uint32_t>(_tzcnt_u64(bits));
            bits = _blsr_u64(bits);
        }
        mark += 8;
    }
    out.mark_count = before + count;
    auto const end_count = static_cast<std::uint32_t>(_mm_popcnt_u64(m.terminator));
    std::uint32_t* end = out.ends_at;
    std::uint64_t ends = m.terminator;
    for (std::uint32_t done = 0; done < end_count; done += 4) {
        for (int i = 0; i < 4; ++i) {
            // The marks below the lowest end; all of them when no end is left.
            std::uint64_t const below = all & (_blsmsk_u64(ends) >> 1);
            end[i] = before + static_cast<std::uint32_t>(_mm_popcnt_u64(below));
            ends = _blsr_u64(ends);
        }
        end += 4;
    }
    out.ends_at += end_count;
}

// Appends the stray line breaks and foreign bytes of one block at offset `at`.
[[gnu::always_inline]] inline void append_specials(block_masks m, std::uint32_t at, sink& out) {
    if (m.foreign == 0) [[likely]] {
        out.after_end = m.terminator >> 63;
        return;
    }
    std::uint64_t const all = m.element | m.terminator;
    std::uint64_t const breaks = m.breaks & ~all;
    std::uint64_t const start = ((m.terminator << 1) | out.after_end) & breaks;
    unsigned long long sum = 0;
    bool const carried = __builtin_add_overflow(start, breaks, &sum);
    out.after_end = (carried ? 1 : 0) | (m.terminator >> 63);
    std::uint64_t special = (breaks & sum) | (m.foreign & ~(all | breaks));
    for (; special != 0; special &= special - 1)
        *out.specials_at++ = at + static_cast<std::uint32_t>(__builtin_ctzll(special));
}

[[gnu::always_inline, gnu::target("sse2")]] inline std::uint64_t bits16(__m128i a, __m128i b, __m128i c, __m128i d) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(a))) |
           static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(b))) << 16 |
           static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(c))) << 32 |
           static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(d))) << 48;
}

[[gnu::always_inline, gnu::target("sse2")]] inline std::uint64_t equal16(__m128i const (&x)[4], char c) {
    __m128i const v = _mm_set1_epi8(c);
    return bits16(_mm_cmpeq_epi8(x[0], v), _mm_cmpeq_epi8(x[1], v), _mm_cmpeq_epi8(x[2], v), _mm_cmpeq_epi8(x[3], v));
}

[[gnu::always_inline, gnu::target("sse2")]] inline __m128i foreign16(__m128i x) {
    return _mm_or_si128(_mm_cmplt_epi8(x, _mm_set1_epi8(0x20)), _mm_cmpeq_epi8(x, _mm_set1_epi8(0x7F)));
}

[[gnu::target("sse2")]] std::uint32_t scan_sse2(char const* data, std::uint32_t from, std::uint32_t to, char element,
                                                char terminator, sink& sinks) {
    sink out = sinks;
    for (; from + block_bytes <= to; from += block_bytes) {
        auto const* p = reinterpret_cast<__m128i const*>(data + from);
        __m128i const x[4] = {_mm_loadu_si128(p), _mm_loadu_si128(p + 1), _mm_loadu_si128(p + 2),
                              _mm_loadu_si128(p + 3)};
        block_masks m{equal16(x, element), equal16(x, terminator),
                      bits16(foreign16(x[0]), foreign16(x[1]), foreign16(x[2]), foreign16(x[3])), 0};
        if (m.foreign != 0) m.breaks = equal16(x, '\r') | equal16(x, '\n');
        append_marks(m, from, out);
        append_specials(m, from, out);
    }
    sinks = out;
    return from;
}

[[gnu::always_inline, gnu::target("avx2,bmi,bmi2,popcnt")]] inline std::uint64_t bits32(__m256i a, __m256i b) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(a))) |
           static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(b))) << 32;
}

[[gnu::target("avx2,bmi,bmi2,popcnt")]] std::uint32_t scan_avx2(char const* data, std::uint32_t from, std::uint32_t to,
                                                                char element, char terminator, sink& sinks) {
    sink out = sinks;
    __m256i const elements = _mm256_set1_epi8(element);
    __m256i const terminators = _mm256_set1_epi8(terminator);
    __m256i const space = _mm256_set1_epi8(0x20);
    __m256i const del = _mm256_set1_epi8(0x7F);
    __m256i const cr = _mm256_set1_epi8('\r');
    __m256i const lf = _mm256_set1_epi8('\n');
    for (; from + block_bytes <= to; from += block_bytes) {
        auto const* p = reinterpret_cast<__m256i const*>(data + from);
        __m256i const a = _mm256_loadu_si256(p);
        __m256i const b = _mm256_loadu_si256(p + 1);
        block_masks m{bits32(_mm256_cmpeq_epi8(a, elements), _mm256_cmpeq_epi8(b, elements)),
                      bits32(_mm256_cmpeq_epi8(a, terminators), _mm256_cmpeq_epi8(b, terminators)),
                      bits32(_mm256_or_si256(_mm256_cmpgt_epi8(space, a), _mm256_cmpeq_epi8(a, del)),
                             _mm256_or_si256(_mm256_cmpgt_epi8(space, b), _mm256_cmpeq_epi8(b, del))),
                      0};
        if (m.foreign != 0)
            m.breaks = bits32(_mm256_or_si256(_mm256_cmpeq_epi8(a, cr), _mm256_cmpeq_epi8(a, lf)),
                              _mm256_or_si256(_mm256_cmpeq_epi8(b, cr), _mm256_cmpeq_epi8(b, lf)));
        append_marks_counting(m, from, out);
        append_specials(m, from, out);
    }
    sinks = out;
    return from;
}

#if !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // of values that the headers of g++ 12 leave open on purpose
#endif

// Sixteen numbers of a byte, each plus its base.
[[gnu::always_inline, gnu::target("avx512f,avx512bw,avx512vbmi2,bmi2,popcnt")]] inline void store_sum(std::uint32_t* to,
                                                                                                      __m128i numbers,
                                                                                                      __m512i bases) {
    _mm512_storeu_si512(to, _mm512_add_epi32(_mm512_cvtepu8_epi32(numbers), bases));
}

alignas(64) constexpr auto all_positions = [] {
    std::array<std::uint8_t, block_bytes> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::uint8_t>(i);
    return all;
}();

// Appends the positions of the bits of `mask`, each plus `base`. Those written too many are overwritten by the next block.
[[gnu::always_inline, gnu::target("avx512f,avx512bw,avx512vbmi2,bmi2,popcnt")]] inline void append_bits(
    std::uint64_t mask, std::uint32_t base, std::uint32_t* to) {
    __m512i const bits = _mm512_maskz_compress_epi8(mask, _mm512_load_si512(all_positions.data()));
    __m512i const bases = _mm512_set1_epi32(static_cast<int>(base));
    store_sum(to, _mm512_castsi512_si128(bits), bases);
    auto const count = _mm_popcnt_u64(mask);
    if (count <= 16) [[likely]]
        return;
    store_sum(to + 16, _mm512_extracti32x4_epi32(bits, 1), bases);
    if (count <= 32) return;
    store_sum(to + 32, _mm512_extracti32x4_epi32(bits, 2), bases);
    store_sum(to + 48, _mm512_extracti32x4_epi32(bits, 3), bases);
}

[[gnu::target("avx512f,avx512bw,avx512vbmi2,bmi2,popcnt")]] std::uint32_t scan_avx512(char const* data,
                                                                                      std::uint32_t from,
                                                                                      std::uint32_t to, char element,
                                                                                      char terminator, sink& sinks) {
    sink out = sinks;
    __m512i const elements = _mm512_set1_epi8(element);
    __m512i const terminators = _mm512_set1_epi8(terminator);
    __m512i const space = _mm512_set1_epi8(0x20);
    __m512i const del = _mm512_set1_epi8(0x7F);
    for (; from + block_bytes <= to; from += block_bytes) {
        __m512i const x = _mm512_loadu_si512(data + from);
        block_masks m{_mm512_cmpeq_epi8_mask(x, elements), _mm512_cmpeq_epi8_mask(x, terminators),
                      _mm512_cmplt_epi8_mask(x, space) | _mm512_cmpeq_epi8_mask(x, del), 0};
        if (m.foreign != 0)
            m.breaks =
                _mm512_cmpeq_epi8_mask(x, _mm512_set1_epi8('\r')) | _mm512_cmpeq_epi8_mask(x, _mm512_set1_epi8('\n'));
        std::uint64_t const all = m.element | m.terminator;
        append_bits(all, from, out.marks + out.mark_count);
        append_bits(_pext_u64(m.terminator, all), out.mark_count, out.ends_at);
        out.mark_count += static_cast<std::uint32_t>(_mm_popcnt_u64(all));
        out.ends_at += _mm_popcnt_u64(m.terminator);
        append_specials(m, from, out);
    }
    sinks = out;
    return from;
}

#if !defined(__clang__)
#pragma GCC diagnostic pop
#endif

#endif

scan_kernel choose(scan_kernel wanted) noexcept {
    if (wanted == scan_kernel::automatic) {
        if (char const* name = std::getenv("ORTHOSCRUB_SCAN")) {
            for (auto k : {scan_kernel::scalar, scan_kernel::sse2, scan_kernel::avx2, scan_kernel::avx512})
                if (to_string(k) == name) return supported(k) ? k : scan_kernel::scalar;
        }
        if (supported(scan_kernel::avx512)) return scan_kernel::avx512;
        if (supported(scan_kernel::avx2)) return scan_kernel::avx2;
        if (supported(scan_kernel::sse2)) return scan_kernel::sse2;
        return scan_kernel::scalar;
    }
    return supported(wanted) ? wanted : scan_kernel::scalar;
}

}  // namespace

std::string_view to_string(scan_kernel kernel) noexcept {
    switch (kernel) {
        case scan_kernel::scalar:
            return "scalar";
        case scan_kernel::sse2:
            return "sse2";
        case scan_kernel::avx2:
            return "avx2";
        case scan_kernel::avx512:
            return "avx512";
        case scan_kernel::automatic:
            break;
    }
    return "automatic";
}

bool supported(scan_kernel kernel) noexcept {
#if ORTHOSCRUB_X86
    if (kernel == scan_kernel::avx512)
        return supported(scan_kernel::avx2) && __builtin_cpu_supports("avx512f") &&
               __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2");
    if (kernel == scan_kernel::avx2)
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
               __builtin_cpu_supports("popcnt");
    if (kernel == scan_kernel::sse2) return __builtin_cpu_supports("sse2");
    return true;
#else
    return kernel == scan_kernel::scalar || kernel == scan_kernel::automatic;
#endif
}

std::unique_ptr<std::uint32_t[]> position_list::reserve_more(std::size_t more) {
    if (size_ + more <= capacity_) return {};
    std::size_t capacity = capacity_ == 0 ? 1024 : capacity_;
    while (capacity < size_ + more) capacity += capacity / 2;
    auto bigger = std::make_unique_for_overwrite<std::uint32_t[]>(capacity);
    if (size_ != 0) std::memcpy(bigger.get(), data_.get(), size_ * sizeof(std::uint32_t));
    std::swap(data_, bigger);
    capacity_ = capacity;
    return bigger;
}

void position_list::take_from(position_list const& from, std::size_t dropped, std::uint32_t shift) {
    std::size_t const kept = from.size_ - dropped;
    if (&from != this) {
        size_ = 0;
        reserve_more(kept);
    }
    size_ = kept;
    if (kept == 0) return;
    if (&from != this || dropped != 0)
        std::memmove(data_.get(), from.data_.get() + dropped, kept * sizeof(std::uint32_t));
    std::uint32_t* const data = data_.get();
    for (std::size_t i = 0; i < kept; ++i) data[i] -= shift;
}

scanner::scanner(scan_kernel kernel) noexcept : kernel_{choose(kernel)} {}

void scanner::reset(delimiters const& marks) noexcept {
    element_ = marks.element;
    terminator_ = marks.terminator;
    after_end_ = 1;
}

void scanner::scan(char const* data, std::uint32_t from, std::uint32_t to, scan_index& out) {
    while (from < to) {
        std::uint32_t const chunk_end = to - from > chunk_bytes ? from + chunk_bytes : to;
        for (position_list* list : {&out.marks, &out.ends, &out.specials}) list->reserve_more(chunk_bytes + slack);
        sink s{out.marks.data(),
               out.ends.data(),
               out.specials.data(),
               static_cast<std::uint32_t>(out.marks.size()),
               out.ends.data() + out.ends.size(),
               out.specials.data() + out.specials.size(),
               after_end_};
#if ORTHOSCRUB_X86
        if (kernel_ == scan_kernel::avx512) from = scan_avx512(data, from, chunk_end, element_, terminator_, s);
        if (kernel_ == scan_kernel::avx2) from = scan_avx2(data, from, chunk_end, element_, terminator_, s);
        if (kernel_ == scan_kernel::sse2) from = scan_sse2(data, from, chunk_end, element_, terminator_, s);
#endif
        scan_scalar(data, from, chunk_end, element_, terminator_, s);
        from = chunk_end;
        after_end_ = s.after_end;
        out.marks.resize(s.mark_count);
        out.ends.resize(static_cast<std::size_t>(s.ends_at - s.ends));
        out.specials.resize(static_cast<std::size_t>(s.specials_at - s.specials));
    }
}

}  // namespace orthoscrub::text
