// SPDX-License-Identifier: BSD-3-Clause
#include "support/timing.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <limits>
#include <stdexcept>

namespace bench {

std::vector<workload>& all_workloads() {
    static std::vector<workload> workloads;
    return workloads;
}

double thread_seconds() {
#if defined(CLOCK_THREAD_CPUTIME_ID)
    timespec now;
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) == 0) {
        return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
    }
#endif
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double measured::seconds(const std::string& contender) const {
    for (const timing& it : times) {
        if (it.contender == contender) return it.seconds;
    }
    return std::numeric_limits<double>::quiet_NaN();
}
double measured::best() const {
    double least = naive();
    for (const timing& it : times) least = std::min(least, it.seconds);
    return least;
}

contest::contest(const workload& what) : data_(what.make_data()) {
    const auto before = what.save_result(data_.get());
    std::shared_ptr<void> expected;
    for (const contender& it : what.contenders) {
        batches_.push_back(it.prepare(data_.get()));
        what.restore_result(data_.get(), before.get());
        batches_.back()(1);
        if (!expected) {
            expected = what.save_result(data_.get());
            if (what.difference(data_.get(), before.get()) == 0) {
                throw std::runtime_error(what.name + ": the loop by hand changes nothing");
            }
            continue;
        }
        const double apart = what.difference(data_.get(), expected.get());
        if (!(apart <= what.tolerance)) {
            char text[64];
            std::snprintf(text, sizeof text, " by %.3g of the largest element", apart);
            throw std::runtime_error(what.name + ": the result of " + it.name + " differs from the loop by hand" +
                                     text);
        }
    }
    what.restore_result(data_.get(), before.get());
}

namespace {

double time_once(contest& contest, std::size_t contender, index_t times) {
    const double start = thread_seconds();
    contest.run(contender, times);
    return thread_seconds() - start;
}

/// How many evaluations take as long as one measurement should.
index_t calibrate(contest& contest, std::size_t contender, double wanted) {
    for (index_t times = 1;; times *= 4) {
        const double seconds = time_once(contest, contender, times);
        if (seconds * 4 >= wanted)
            return std::max<index_t>(1, static_cast<index_t>(static_cast<double>(times) * wanted / seconds));
    }
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace

measured measure(const workload& what, const effort& how) {
    contest contest(what);
    const std::size_t count = what.contenders.size();
    std::vector<index_t> times(count);
    std::vector<std::vector<double>> seconds(count);
    double round = 0;
    for (std::size_t k = 0; k < count; ++k) {
        times[k] = calibrate(contest, k, how.measurement);
        round += time_once(contest, k, times[k]);
    }
    const int rounds = std::clamp(static_cast<int>(how.workload / round), how.least_rounds, how.most_rounds);
    for (int r = 0; r < rounds; ++r) {
        for (std::size_t k = 0; k < count; ++k) {
            // Each begins a round in turn: nobody always comes behind the same one.
            const std::size_t who = (k + static_cast<std::size_t>(r)) % count;
            seconds[who].push_back(time_once(contest, who, times[who]) / static_cast<double>(times[who]));
        }
    }
    measured result{what.name, what.bytes, what.flops, what.peak, {}};
    for (std::size_t k = 0; k < count; ++k) result.times.push_back({what.contenders[k].name, median(seconds[k])});
    return result;
}

}  // namespace bench
