// SPDX-License-Identifier: BSD-3-Clause
// CRC-32, the checksum of zip archives (reflected polynomial 0xEDB88320). In: bytes, piece by piece.
// Out: 32 bits. Eight bytes per step through eight tables: M. E. Kounavis, F. L. Berry, "Novel table
// lookup-based algorithms for high-performance CRC generation", IEEE Trans. Computers 57 (2008).
#ifndef STRAND_IO_CRC32_HPP
#define STRAND_IO_CRC32_HPP

#include <cstddef>
#include <cstdint>

namespace strand::detail {

class crc32 {
public:
    void add(const void* data, std::size_t bytes) {
        const tables& t = all_tables();
        const auto* p = static_cast<const unsigned char*>(data);
        std::uint32_t rest = rest_;
        for (; bytes >= 8; bytes -= 8, p += 8) {
            rest ^= word(p);
            const std::uint32_t next = word(p + 4);
            rest = t.of[7][rest & 0xff] ^ t.of[6][rest >> 8 & 0xff] ^ t.of[5][rest >> 16 & 0xff] ^ t.of[4][rest >> 24] ^
                   t.of[3][next & 0xff] ^ t.of[2][next >> 8 & 0xff] ^ t.of[1][next >> 16 & 0xff] ^ t.of[0][next >> 24];
        }
        for (; bytes > 0; --bytes, ++p) rest = t.of[0][(rest ^ *p) & 0xff] ^ rest >> 8;
        rest_ = rest;
    }
    /// Of all bytes so far.
    std::uint32_t value() const { return ~rest_; }

private:
    /// of[k][b]: what byte b leaves after k bytes of zeros.
    struct tables {
        std::uint32_t of[8][256];
        tables() {
            for (std::uint32_t byte = 0; byte < 256; ++byte) {
                std::uint32_t rest = byte;
                for (int bit = 0; bit < 8; ++bit) rest = rest >> 1 ^ (rest & 1 ? 0xedb88320u : 0u);
                of[0][byte] = rest;
            }
            for (int k = 1; k < 8; ++k) {
                for (int byte = 0; byte < 256; ++byte) {
                    const std::uint32_t before = of[k - 1][byte];
                    of[k][byte] = of[0][before & 0xff] ^ before >> 8;
                }
            }
        }
    };
    static const tables& all_tables() {
        static const tables instance;
        return instance;
    }
    static std::uint32_t word(const unsigned char* p) {
        return p[0] | std::uint32_t{p[1]} << 8 | std::uint32_t{p[2]} << 16 | std::uint32_t{p[3]} << 24;
    }

    std::uint32_t rest_ = 0xffffffff;
};

}  // namespace strand::detail

#endif
