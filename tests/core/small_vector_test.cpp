// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <numeric>
#include <string>
#include <vector>
#include <strand/core/small_vector.hpp>
#include "support/catch.hpp"

using strand::index_t;
using vector3 = strand::detail::small_vector<int, 3>;

// Values are copied as bytes.
template <class T>
concept can_be_held = requires { typename strand::detail::small_vector<T, 3>; };
static_assert(can_be_held<char*> && !can_be_held<std::string>);
static_assert(std::is_nothrow_move_constructible_v<vector3> && std::is_nothrow_move_assignable_v<vector3>);
// A count is not a vector.
static_assert(!std::is_convertible_v<index_t, vector3>);

namespace {
std::vector<int> values(const vector3& v) { return {v.begin(), v.end()}; }
vector3 counted(int n) {
    vector3 v;
    for (int i = 0; i < n; ++i) v.push_back(i);
    return v;
}
std::vector<int> iota(int n) {
    std::vector<int> v(static_cast<std::size_t>(n));
    std::iota(v.begin(), v.end(), 0);
    return v;
}
bool inside(const vector3& v) {
    const auto* p = reinterpret_cast<const char*>(v.data());
    const auto* object = reinterpret_cast<const char*>(&v);
    return p >= object && p < object + sizeof v;
}
}  // namespace

TEST_CASE("a small vector is empty, or holds what it is given", "[core]") {
    CHECK(values(vector3()) == std::vector<int>{});
    CHECK(vector3().empty());
    CHECK(values(vector3(2, 7)) == std::vector<int>{7, 7});
    CHECK(values(vector3(5, 7)) == std::vector<int>(5, 7));
    CHECK(values(vector3(2)) == std::vector<int>{0, 0});
    const long source[] = {1, 2, 3, 4};
    CHECK(values(vector3(source, source + 4)) == std::vector<int>{1, 2, 3, 4});
    CHECK(values(vector3(source, source)) == std::vector<int>{});
}

TEST_CASE("up to its inline capacity a small vector lies inside its object", "[core]") {
    for (int n = 0; n <= 12; ++n) {
        const vector3 v = counted(n);
        CHECK(inside(v) == (n <= 3));
        CHECK(v.size() == n);
        CHECK(values(v) == iota(n));
    }
}

TEST_CASE("copies are independent and self-assignment changes nothing", "[core]") {
    for (int n = 0; n <= 9; ++n) {
        for (int m = 0; m <= 9; ++m) {
            const vector3 a = counted(n);
            vector3 b = counted(m);
            b = a;
            CHECK(values(b) == iota(n));
            if (n > 0) {
                b[0] = 100;
                CHECK(a[0] == 0);
            }
            b.push_back(5);
            CHECK(b.size() == n + 1);
            auto& same = b;
            b = same;
            CHECK(b.size() == n + 1);
        }
    }
}

TEST_CASE("a moved-from small vector is empty and can be used again", "[core]") {
    for (int n = 0; n <= 9; ++n) {
        for (int m = 0; m <= 9; ++m) {
            vector3 a = counted(n), b = counted(m);
            b = std::move(a);
            CHECK(values(b) == iota(n));
            CHECK(a.empty());
            for (int i = 0; i < 5; ++i) a.push_back(i);
            CHECK(values(a) == iota(5));
            const vector3 c(std::move(a));
            CHECK(values(c) == iota(5));
            CHECK(a.empty());
            CHECK(values(b) == iota(n));
        }
    }
}

TEST_CASE("values are inserted and erased at any position", "[core]") {
    for (int n = 0; n <= 7; ++n) {
        for (int position = 0; position <= n; ++position) {
            vector3 v = counted(n);
            std::vector<int> expected = iota(n);
            v.insert(position, 50);
            expected.insert(expected.begin() + position, 50);
            CHECK(values(v) == expected);
            v.erase(position);
            CHECK(values(v) == iota(n));
        }
    }
}

TEST_CASE("growing and shrinking keep the first values", "[core]") {
    vector3 v = counted(3);
    v.resize_uninitialised(8);
    CHECK(v.size() == 8);
    CHECK((v[0] == 0 && v[1] == 1 && v[2] == 2));
    v.resize_uninitialised(2);
    CHECK(values(v) == std::vector<int>{0, 1});
    v.push_back(9);
    CHECK(values(v) == std::vector<int>{0, 1, 9});
}
