// SPDX-License-Identifier: BSD-3-Clause
// Times the contenders of a workload in turns: one process, one thread, one memory, and round after
// round each contender once, so that a machine which becomes slower for a while does so for all.
// In: a workload. Out: the median time of each contender. Throws when their results differ.
#ifndef STRAND_BENCH_SUPPORT_TIMING_HPP
#define STRAND_BENCH_SUPPORT_TIMING_HPP

#include "support/workload.hpp"

namespace bench {

/// Seconds that this thread has computed: other programs on the machine do not count.
double thread_seconds();

struct effort {
    double measurement;  // seconds of one measurement
    double workload;     // seconds of all rounds of a workload, about
    int least_rounds, most_rounds;
};
/// Ratios repeat within some percent.
inline constexpr effort full_effort{2e-3, 0.7, 5, 41};
/// The whole table in less than a minute.
inline constexpr effort short_effort{3e-4, 0.06, 3, 9};

struct timing {
    std::string contender;
    double seconds;  // of one evaluation; the median
};

struct measured {
    std::string workload;
    double bytes, flops, peak;
    std::vector<timing> times;  // the loop by hand first, strand second

    double seconds(const std::string& contender) const;  // NaN if it did not take part
    double naive() const { return times[0].seconds; }
    double strand() const { return times[1].seconds; }
    double ratio() const { return strand() / naive(); }
    double best() const;
};

/// A workload with its data made and its contenders checked against the first.
class contest {
public:
    explicit contest(const workload& what);
    void run(std::size_t contender, index_t times) { batches_[contender](times); }

private:
    std::shared_ptr<void> data_;
    std::vector<batch> batches_;
};

measured measure(const workload& what, const effort& how);

}  // namespace bench

#endif
