// SPDX-License-Identifier: BSD-3-Clause
// What NumPy gives. Printed by tests/random/numpy_streams.py.
#ifndef STRAND_TESTS_RANDOM_NUMPY_STREAMS_HPP
#define STRAND_TESTS_RANDOM_NUMPY_STREAMS_HPP

#include <array>
#include <cstdint>

// clang-format off
namespace numpy {

/// A long result: its beginning, the number of values, how many of them the hash leaves out (those in a
/// tail), the hash, and the word that the generator gives next.
template <class T>
struct stream {
    std::array<T, 4> first;
    std::ptrdiff_t count, left_out;
    std::uint64_t hash, next;
};

// SeedSequence(seed).generate_state(4)
inline constexpr std::uint32_t seed_0[] = {
    2968811710, 3677149159, 745650761, 2884920346};
inline constexpr std::uint32_t seed_42[] = {
    3444837047, 2669555309, 2046530742, 3581440988};
inline constexpr std::uint32_t seed_large[] = {
    2760923294, 36018847, 1565185723, 538849509};
inline constexpr std::uint32_t seed_list[] = {
    3122356525, 643704665, 3839167119, 618749596};
inline constexpr std::uint64_t seed_42_words[] = {
    11465652750463011511u, 15382171918060459190u, 9018504550953525431};
inline constexpr std::uint32_t seed_child[] = {
    4091952314, 31242083, 366899054, 1794014678};
inline constexpr std::uint32_t seed_grandchild[] = {
    4007147622, 3772432517, 3162052391, 3078089812};

// random_raw(4)
inline constexpr std::uint64_t pcg64_42[] = {
    14276969152011380360u, 8095878257575067585, 15838336090824644132u, 12864169557245331597u};
inline constexpr std::uint64_t pcg64_list[] = {
    12368030237656201616u, 2047858591075935483, 9435677134316251571u, 6570295378416362086};
inline constexpr std::uint64_t pcg64_jumped[] = {
    13948710574210763863u, 11637761307587064314u, 9384314469793298068u, 5808932251899045245};
inline constexpr std::uint64_t pcg64_jumped_3[] = {
    14188113475428123612u, 12540018536737756633u, 13519705702554442196u, 9624408923207806758u};
inline constexpr std::uint64_t pcg64_advanced[] = {
    5033961816527756861, 6502697644110546029, 8558882180347510462, 13074727161305678415u};
inline constexpr std::uint64_t pcg64_child[] = {
    8623682774590505111, 856830905295172750, 10985220740352260511u, 1978879103544765269};
inline constexpr std::uint64_t philox_42[] = {
    1587852024645073290, 2611271723512893552, 4982337093617253890, 16123152800351476682u, 3138981475030020977,
    9349039075912046124u, 6107599588486284256, 15427006695679857277u, 8833152655518396711};
inline constexpr std::uint64_t philox_keyed[] = {
    3886048799147693356, 7158906142927903594, 10764474443904477743u, 884165820482254212, 5307940579744111255,
    12316695177724936743u, 13798038964902501378u, 10002820594395115592u};
inline constexpr std::uint64_t philox_jumped[] = {
    15380339176093312391u, 1747417221559270075, 17195457912008203432u, 17089143605340612252u,
    15377794168176281828u};

inline constexpr stream<std::uint64_t> raw = {
    {14276969152011380360u, 8095878257575067585, 15838336090824644132u, 12864169557245331597u},
    40003, 0, 0x43a58ec3a33e5800u, 0x26455c7f32ea7f3u};
inline constexpr stream<double> random_double = {
    {0x1.8c43f79a2db24p-1, 0x1.c16959869e47ep-2, 0x1.b79a2584ddb42p-1, 0x1.650d6c1c2c011p-1},
    40003, 0, 0x93d098f48d2f1996u, 0x26455c7f32ea7f3u};
inline constexpr stream<float> random_float = {
    {0x1.6d92600000000p-4f, 0x1.8c43f60000000p-1f, 0x1.4f23fe0000000p-1f, 0x1.c169580000000p-2f},
    40003, 0, 0x83e36c248d4a259bu, 0xa7d7d28fe1f846du};
inline constexpr stream<double> uniform = {
    {0x1.f35b87f6f98ffp+0, 0x1.162a08cde5fd6p-1, 0x1.272ea7651bfd2p+1, 0x1.a102963b29357p+0},
    40003, 0, 0x639de76cb8e00712u, 0x26455c7f32ea7f3u};
inline constexpr stream<double> standard_normal_double = {
    {0x1.3807c1104fc6bp-2, -0x1.0a3c65fca9a7ep+0, 0x1.803b239e77350p-1, 0x1.e191b2d157f36p-1},
    40003, 10, 0x17831b06c548ff09u, 0xa7c3699034248610u};
inline constexpr stream<float> standard_normal_float = {
    {0x1.22a03a0000000p-3f, -0x1.ab23560000000p+0f, -0x1.5505080000000p+0f, 0x1.2a44720000000p-1f},
    40003, 16, 0xcb9144a48e8dcd6eu, 0xbc67cfeb8c7dd4f4u};
inline constexpr stream<double> normal = {
    {0x1.65d9bed1e7e55p+2, 0x1.4c084526a679dp+2, 0x1.6e689e22be120p+2, 0x1.720f104e40192p+2},
    40003, 6, 0x1d4118c29ee5b03au, 0xa7c3699034248610u};
inline constexpr stream<double> standard_exponential_double = {
    {0x1.33bd1b8765db9p+1, 0x1.2b08433c827fcp+1, 0x1.313fd9339e3b5p+1, 0x1.1e8264f21493bp-2},
    40003, 21, 0x2c2930d6a194c62du, 0xe7e04138035d51deu};
inline constexpr stream<float> standard_exponential_float = {
    {0x1.6ae22e0000000p-4f, 0x1.7fb9b20000000p+1f, 0x1.2e552c0000000p+1f, 0x1.5d44480000000p-2f},
    40003, 25, 0xe89087082acf8385u, 0x6cbb9ce782a40763u};
inline constexpr stream<double> exponential = {
    {0x1.80ac62693f527p+2, 0x1.75ca540ba31fbp+2, 0x1.7d8fcf8085ca2p+2, 0x1.6622fe2e99b8ap-1},
    40003, 21, 0x5ee5ed1fe6bebed7u, 0xe7e04138035d51deu};
inline constexpr stream<std::int8_t> int8_small = {
    {19, 89, 13, 17},
    40003, 0, 0x7ff13065807f8173u, 0xc2309b906530b700u};
inline constexpr stream<std::int8_t> int8_large = {
    {-116, -70, -120, -73},
    40003, 0, 0x73566d6f764badacu, 0x4b99aa801cddefdeu};
inline constexpr stream<std::int8_t> int8_all = {
    {8, -90, 89, -106},
    40003, 0, 0x601288009ddba462u, 0xa9b5a1398534e7a3u};
inline constexpr stream<std::uint8_t> uint8_small = {
    {19, 89, 13, 17},
    40003, 0, 0x7ff13065807f8173u, 0xc2309b906530b700u};
inline constexpr stream<std::uint8_t> uint8_large = {
    {19, 103, 132, 76},
    40003, 0, 0x4a91cfa740d26c3fu, 0xa8196a6b5c23cefau};
inline constexpr stream<std::uint8_t> uint8_all = {
    {136, 38, 217, 22},
    40003, 0, 0x24e389917603c4e2u, 0xa9b5a1398534e7a3u};
inline constexpr stream<std::int16_t> int16_small = {
    {20, 13, 103, 82},
    40003, 0, 0x3324638e5b260ab6u, 0x655264ce5d6f7474u};
inline constexpr stream<std::int16_t> int16_large = {
    {-30299, -31303, -20084, -22040},
    40003, 0, 0x86f6dc754e1d8786u, 0x4be66e650201f6dfu};
inline constexpr stream<std::int16_t> int16_all = {
    {-22904, -26919, 31693, 17953},
    40003, 0, 0x249d454e72a697du, 0xb613ad8d36c5f68fu};
inline constexpr stream<std::uint16_t> uint16_small = {
    {20, 13, 103, 82},
    40003, 0, 0x3324638e5b260ab6u, 0x655264ce5d6f7474u};
inline constexpr stream<std::uint16_t> uint16_large = {
    {2927, 21452, 14384, 14192},
    40003, 0, 0xbd3270670fe2218bu, 0xe6bcd35d1b4241ffu};
inline constexpr stream<std::uint16_t> uint16_all = {
    {9864, 5849, 64461, 50721},
    40003, 0, 0x53c1bca53dcbe97du, 0xb613ad8d36c5f68fu};
inline constexpr stream<std::int32_t> int32_small = {
    {13, 82, 70, 48},
    40003, 0, 0x9ed7ac0f4d40c701u, 0xa7d7d28fe1f846du};
inline constexpr stream<std::int32_t> int32_large = {
    {-1316454665, -1444642828, -1682537076, -2055200218},
    40003, 0, 0xcbb4a4fadb4ba469u, 0xc6d8d1a2d6690454u};
inline constexpr stream<std::int32_t> int32_all = {
    {-1764153720, 1176632269, 663879617, -262515103},
    40003, 0, 0x94eab76c2b49c2c8u, 0xa7d7d28fe1f846du};
inline constexpr stream<std::uint32_t> uint32_small = {
    {13, 82, 70, 48},
    40003, 0, 0x9ed7ac0f4d40c701u, 0xa7d7d28fe1f846du};
inline constexpr stream<std::uint32_t> uint32_large = {
    {1405681636, 929893141, 1843824997, 184566857},
    40003, 0, 0x5d3f3748e6548e17u, 0x778e122c2ee8e7b2u};
inline constexpr stream<std::uint32_t> uint32_all = {
    {383329928, 3324115917, 2811363265, 1884968545},
    40003, 0, 0xe023d1f4ab49c2c8u, 0xa7d7d28fe1f846du};
inline constexpr stream<std::int64_t> int64_small = {
    {13, 82, 70, 48},
    40003, 0, 0x9ed7ac0f4d40c701u, 0xa7d7d28fe1f846du};
inline constexpr stream<std::int64_t> int64_large = {
    {-5654129748851930714, -5263788014148614771, -6007329647543442905, -8789055678348730243},
    40003, 0, 0x191e21978537272eu, 0x356629168e3d5028u};
inline constexpr stream<std::int64_t> int64_all = {
    {5053597115156604552, -1127493779279708223, 6614964053969868324, 3640797520390555789},
    40003, 0, 0xc3a58ec3a33e5800u, 0x26455c7f32ea7f3u};
inline constexpr stream<std::uint64_t> uint64_small = {
    {13, 82, 70, 48},
    40003, 0, 0x9ed7ac0f4d40c701u, 0xa7d7d28fe1f846du};
inline constexpr stream<std::uint64_t> uint64_large = {
    {7138484576005690184, 7919168045412322070, 6432084778622665802, 868632717012091128},
    40003, 0, 0x7323347f7d950a78u, 0x82fcb585c3749697u};
inline constexpr stream<std::uint64_t> uint64_all = {
    {14276969152011380360u, 8095878257575067585, 15838336090824644132u, 12864169557245331597u},
    40003, 0, 0x43a58ec3a33e5800u, 0x26455c7f32ea7f3u};
inline constexpr stream<bool> bool_all = {
    {false, false, false, true},
    40003, 0, 0xe15ce054c947d9c1u, 0xcb2ec0e012f3a991u};
inline constexpr stream<std::int64_t> int64_32_bits = {
    {383329921, 3324115910, 2811363258, 1884968538},
    40003, 0, 0xaee7ea983de2fc03u, 0xa7d7d28fe1f846du};
inline constexpr stream<std::int64_t> int64_3e9 = {
    {2321868144, 1963714553, 1316635315, 2575793758},
    40003, 0, 0xde5813932f2d5efcu, 0x73ab38a9c27d51d8u};
inline constexpr stream<std::int64_t> int64_2_40 = {
    {850973674780, 482551947690, 944038396532, 766764256794},
    40003, 0, 0xfcd6af7d2c9c23ebu, 0x26455c7f32ea7f3u};

// Calls in turn on one generator: halves and words wait for each other.
inline constexpr std::int64_t mixed_integers[] = {
    0, 7, 6};
inline constexpr float mixed_floats[] = {
    0x1.c169580000000p-2f, 0x1.bb68580000000p-2f};
inline constexpr double mixed_doubles[] = {
    0x1.650d6c1c2c011p-1, 0x1.81c01b5339380p-4};
inline constexpr std::int64_t mixed_scalars[] = {
    858, 1072708119942, 22};
inline constexpr float mixed_normals[] = {
    -0x1.76eb760000000p-1f, -0x1.92a7280000000p-1f, 0x1.6701660000000p+0f};
inline constexpr std::uint8_t mixed_bytes[] = {
    14, 163, 76, 102, 10, 159, 85};
inline constexpr bool mixed_bools[] = {
    true, false, false, true, false};
inline constexpr double mixed_last[] = {
    0x1.7bb27a2e005c4p-2, 0x1.da80f0cc5d772p-1};

// Orders and selections.
inline constexpr std::int64_t permutation_20[] = {
    15, 9, 14, 7, 12, 10, 6, 19, 3, 0, 16, 5, 11, 18, 2, 4, 17, 1, 13, 8};
inline constexpr stream<std::int64_t> permutation_long = {
    {21331, 33977, 28435, 6845},
    40003, 0, 0xb086df785af5f782u, 0x84d580ba6921d97bu};
inline constexpr std::int64_t permutation_rows[] = {
    12, 13, 14, 6, 7, 8, 9, 10, 11, 3, 4, 5, 0, 1, 2};
inline constexpr std::int64_t permutation_columns[] = {
    4, 2, 3, 1, 0, 9, 7, 8, 6, 5, 14, 12, 13, 11, 10};
inline constexpr std::int64_t choice_10[] = {
    0, 7, 6, 4, 4, 8, 0, 6, 2, 0, 5, 9};
inline constexpr std::int64_t choice_distinct[] = {
    24, 32, 7, 41, 48, 33, 6, 2, 21, 46, 15, 3, 22, 30, 39, 31, 36, 14, 26, 40};
inline constexpr std::int64_t choice_unshuffled[] = {
    2, 24, 21, 14, 15, 30, 3, 26, 7, 39, 40, 41, 31, 33, 32, 36, 46, 6, 48, 22};
inline constexpr std::int64_t choice_all[] = {
    2, 5, 9, 1, 4, 0, 3, 10, 6, 7, 8, 11};
inline constexpr stream<std::int64_t> choice_tail = {
    {5056, 5052, 17883, 9949},
    2000, 0, 0x3a3e5d4551c5892cu, 0xfe35e24e0cd297au};
inline constexpr stream<std::int64_t> choice_tail_unshuffled = {
    {11663, 15093, 18460, 13416},
    1200, 0, 0xa469048a3d46c6b4u, 0x7a3dd32ee1078e7eu};
inline constexpr stream<std::int64_t> choice_floyd = {
    {895634881072, 887571088377, 24823131788, 482030759569},
    1000, 0, 0x23fba58fd53ac601u, 0xabfea2d7c72d4aeau};
inline constexpr std::int64_t choice_weighted[] = {
    5, 4, 5, 5, 0, 5, 5, 5, 2, 4, 3, 5, 5, 5, 4, 2};
inline constexpr std::int64_t choice_weighted_distinct[] = {
    5, 4, 0, 3, 2};
inline constexpr std::int64_t choice_rows[] = {
    0, 1, 8, 9, 6, 7, 4, 5};

}  // namespace numpy

#endif
