// SPDX-License-Identifier: BSD-3-Clause
// strand_bench: strand beside the loop written by hand, and beside other libraries where installed.
//
//   strand_bench                    the table: contenders take turns, medians of many rounds
//   strand_bench --benchmark_...    the same workloads under Google Benchmark, with its flags
//
// Every contender's result is compared with that of the loop by hand before anything is timed.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fstream>
#include <iostream>
#include "support/report.hpp"

namespace {

constexpr const char* help =
    "strand_bench [options]          prints a table: time of a loop by hand, of strand, their ratio\n"
    "  --short                       little time, little precision; also STRAND_BENCH_SHORT=1\n"
    "  --filter TEXT                 only workloads whose name contains TEXT\n"
    "  --list                        only the names of the workloads\n"
    "  --numpy FILE                  with the times that bench/numpy_bench.py printed\n"
    "  --markdown FILE, --svg FILE   writes the table as Markdown, as a plot\n"
    "  --benchmark_...               runs Google Benchmark with its own flags instead\n"
    "Ratios are times relative to the loop by hand: below 1 is faster.\n";

struct options {
    bool brief = false, list = false;
    std::string filter, numpy, markdown, svg;
};

/// The workloads in the order of the groups' names; within a group as registered.
std::vector<bench::workload> sorted_workloads() {
    auto workloads = bench::all_workloads();
    std::stable_sort(workloads.begin(), workloads.end(),
                     [](const auto& a, const auto& b) { return a.group() < b.group(); });
    return workloads;
}

void run_google_benchmark(int argc, char** argv) {
    // Benchmarks run in the order they are registered in: contenders of a workload share its data.
    struct stage {
        const bench::workload* what = nullptr;
        std::unique_ptr<bench::contest> contest;
    };
    static const auto workloads = sorted_workloads();
    static stage current;
    for (const auto& it : workloads) {
        for (std::size_t k = 0; k < it.contenders.size(); ++k) {
            const auto run = [&it, k](benchmark::State& state) {
                if (current.what != &it) {
                    current.contest.reset();
                    current.contest = std::make_unique<bench::contest>(it);
                    current.what = &it;
                }
                constexpr bench::index_t times = 16;  // hides the call of a std::function
                while (state.KeepRunningBatch(times)) current.contest->run(k, times);
                state.SetBytesProcessed(static_cast<std::int64_t>(it.bytes * static_cast<double>(state.iterations())));
            };
            benchmark::RegisterBenchmark((it.name + "/" + it.contenders[k].name).c_str(), run);
        }
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    current.contest.reset();
}

void run_table(const options& wanted) {
    const bench::effort& effort = wanted.brief ? bench::short_effort : bench::full_effort;
    std::map<std::string, double> numpy;
    if (!wanted.numpy.empty()) numpy = bench::read_times(wanted.numpy);

    const auto workloads = sorted_workloads();
    std::vector<std::string> peers;
    for (const char* peer : {"by_hand", "eigen", "xtensor", "blitz", "libmvec", "openblas"}) {
        const auto takes_part = [peer](const auto& it) {
            return std::any_of(it.contenders.begin(), it.contenders.end(),
                               [peer](const auto& c) { return c.name == peer; });
        };
        if (std::any_of(workloads.begin(), workloads.end(), takes_part)) peers.emplace_back(peer);
    }
    if (!numpy.empty()) peers.emplace_back("numpy");

    std::cout << bench::circumstances() << "\n\n" << bench::text_header(peers);
    std::vector<bench::measured> results;
    for (const auto& it : workloads) {
        if (it.name.find(wanted.filter) == std::string::npos) continue;
        results.push_back(bench::measure(it, effort));
        if (numpy.count(it.name)) results.back().times.push_back({"numpy", numpy.at(it.name)});
        std::cout << bench::text_row(results.back(), peers) << std::flush;
    }
    std::cout << bench::summary(results, peers);
    const auto write = [&](const std::string& path, auto writer) {
        if (path.empty()) return;
        std::ofstream file(path);
        writer(file, results, peers);
        if (!file.flush()) throw std::runtime_error("cannot write " + path);
    };
    write(wanted.markdown, bench::write_markdown);
    write(wanted.svg, bench::write_svg);
}

/// False when the arguments are not understood.
bool parse(int argc, char** argv, options& wanted) {
    const char* brief = std::getenv("STRAND_BENCH_SHORT");
    wanted.brief = brief && *brief && std::strcmp(brief, "0") != 0;
    for (int i = 1; i < argc; ++i) {
        const std::string option = argv[i];
        if (option == "--short") {
            wanted.brief = true;
        } else if (option == "--list") {
            wanted.list = true;
        } else if (i + 1 < argc &&
                   (option == "--filter" || option == "--numpy" || option == "--markdown" || option == "--svg")) {
            std::string& value = option == "--filter"  ? wanted.filter
                                 : option == "--numpy" ? wanted.numpy
                                 : option == "--svg"   ? wanted.svg
                                                       : wanted.markdown;
            value = argv[++i];
        } else {
            return false;
        }
    }
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        if (std::any_of(argv + 1, argv + argc, [](const char* x) { return !std::strncmp(x, "--benchmark_", 12); })) {
            run_google_benchmark(argc, argv);
            return 0;
        }
        options wanted;
        if (!parse(argc, argv, wanted)) {
            const bool asked = argc == 2 && std::strcmp(argv[1], "--help") == 0;
            std::fputs(help, asked ? stdout : stderr);
            return asked ? 0 : 2;
        }
        if (wanted.list) {
            for (const auto& it : sorted_workloads()) std::cout << it.name << '\n';
        } else {
            run_table(wanted);
        }
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
