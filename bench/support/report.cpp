// SPDX-License-Identifier: BSD-3-Clause
#include "support/report.hpp"

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <ostream>
#include <stdexcept>

namespace bench {

namespace {

[[gnu::format(printf, 1, 2)]] std::string format(const char* pattern, ...) {
    char text[512];
    va_list arguments;
    va_start(arguments, pattern);
    std::vsnprintf(text, sizeof text, pattern, arguments);
    va_end(arguments);
    return text;
}

/// "0.98", "12.3", "105", or "-" for who did not take part.
std::string ratio_text(double ratio) {
    if (std::isnan(ratio)) return "-";
    // Small ones with three digits after the point: what they are divided by each other would be a guess otherwise.
    return format(ratio < 0.1 ? "%.3f" : ratio < 10 ? "%.2f" : ratio < 100 ? "%.1f" : "%.0f", ratio);
}

/// Gigabytes per second; "105G 81%": flops per second, and their part of what the processor can do.
std::string throughput_text(const measured& result) {
    if (result.flops == 0) return format("%.1f", result.bytes / result.strand() * 1e-9);
    const double rate = result.flops / result.strand();
    return format(rate < 9.95e9 ? "%.1fG %.0f%%" : "%.0fG %.0f%%", rate * 1e-9, 100 * rate / result.peak);
}

struct mean {
    double logarithms = 0;
    int count = 0;
    void add(double ratio) {
        if (std::isnan(ratio)) return;
        logarithms += std::log(ratio);
        ++count;
    }
    double value() const { return count ? std::exp(logarithms / count) : std::nan(""); }
};

/// "<" and the like would end the text.
std::string escaped(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if (c == '<') result += "&lt;";
        else if (c == '>') result += "&gt;";
        else if (c == '&') result += "&amp;";
        else result += c;
    }
    return result;
}

std::string processor() {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
    }
    return "unknown processor";
}

}  // namespace

std::string duration_text(double seconds) {
    const struct {
        double size;
        const char* name;
    } units[] = {{1e-9, "ns"}, {1e-6, "us"}, {1e-3, "ms"}, {1, "s"}};
    const auto* unit = units;
    while (unit != std::end(units) - 1 && seconds >= 999.5 * unit->size) ++unit;
    const double value = seconds / unit->size;
    return format(value < 9.995 ? "%.2f %s" : value < 99.95 ? "%.1f %s" : "%.0f %s", value, unit->name);
}

std::string text_header(const std::vector<std::string>& peers) {
    std::string line = format("%-42s %9s %9s %6s %9s", "workload", "naive", "strand", "ratio", "GB/s");
    for (const std::string& peer : peers) line += format(" %8s", peer.c_str());
    return line + "\n" + std::string(line.size(), '-') + "\n";
}

std::string text_row(const measured& result, const std::vector<std::string>& peers) {
    std::string line = format("%-42s %9s %9s %6s %9s", result.workload.c_str(), duration_text(result.naive()).c_str(),
                              duration_text(result.strand()).c_str(), ratio_text(result.ratio()).c_str(),
                              throughput_text(result).c_str());
    for (const std::string& peer : peers) {
        line += format(" %8s", ratio_text(result.seconds(peer) / result.naive()).c_str());
    }
    return line + "\n";
}

std::string summary(const std::vector<measured>& results, const std::vector<std::string>& peers) {
    mean total;
    for (const measured& it : results) total.add(it.ratio());
    std::string text =
        format("\ntotal: strand takes %s of the time of the loops by hand (geometric mean of %d ratios)\n",
               ratio_text(total.value()).c_str(), total.count);
    for (const std::string& peer : peers) {
        mean theirs, ours;
        for (const measured& it : results) {
            const double ratio = it.seconds(peer) / it.naive();
            if (std::isnan(ratio)) continue;
            theirs.add(ratio);
            ours.add(it.ratio());
        }
        if (theirs.count == 0) continue;
        text += format("%s takes %s in %d workloads, in which strand takes %s\n", peer.c_str(),
                       ratio_text(theirs.value()).c_str(), theirs.count, ratio_text(ours.value()).c_str());
    }
    std::string slow;
    for (const measured& it : results) {
        if (it.ratio() > 1.10) slow += "    " + it.workload + " " + ratio_text(it.ratio()) + "\n";
    }
    return text +
           (slow.empty() ? "nowhere slower than 1.10 loops by hand\n" : "slower than 1.10 loops by hand in\n" + slow);
}

void write_markdown(std::ostream& out, const std::vector<measured>& results, const std::vector<std::string>& peers) {
    out << circumstances() << "\n\n| workload | naive | strand | ratio | GB/s |";
    for (const std::string& peer : peers) out << ' ' << peer << " |";
    out << "\n|---|--:|--:|--:|--:|";
    for (std::size_t k = 0; k < peers.size(); ++k) out << "--:|";
    out << '\n';
    for (const measured& it : results) {
        out << "| " << it.workload << " | " << duration_text(it.naive()) << " | " << duration_text(it.strand()) << " | "
            << ratio_text(it.ratio()) << " | " << throughput_text(it) << " |";
        for (const std::string& peer : peers) out << ' ' << ratio_text(it.seconds(peer) / it.naive()) << " |";
        out << '\n';
    }
    out << "\n```" << summary(results, peers) << "```\n";
}

void write_svg(std::ostream& out, const std::vector<measured>& results, const std::vector<std::string>& peers) {
    // Who is slower than this stands at the right edge, with the number beside.
    constexpr double most = 64;
    constexpr int left = 250, width = 640, right = 60, row_height = 15, gap = 8, top = 96;
    const struct {
        const char* name;
        const char* colour;
    } colours[] = {{"naive", "#8a8a8a"}, {"eigen", "#e08a00"}, {"xtensor", "#2a9a4a"},
                   {"blitz", "#9a4ac0"}, {"libmvec", "#8a6a2a"}, {"openblas", "#2a8a9a"}, {"numpy", "#d03a3a"},
                   {"strand", "#0b5ac8"}};
    const auto x_of = [&](double ratio) { return left + width * std::log2(std::min(ratio, most)) / std::log2(most); };
    const auto mark = [&](double x, double y, const char* name, const char* colour) {
        if (name == std::string("strand")) {
            return format("<path d='M%.1f %.1fl6 6-6 6-6-6z' fill='%s'/>", x, y - 6, colour);
        }
        return format("<circle cx='%.1f' cy='%.1f' r='4' fill='%s' fill-opacity='.75'/>", x, y, colour);
    };

    int height = top;
    for (std::size_t i = 0; i < results.size(); ++i) {
        height += row_height + (i > 0 && results[i].workload.substr(0, results[i].workload.find('/')) !=
                                             results[i - 1].workload.substr(0, results[i - 1].workload.find('/'))
                                    ? gap
                                    : 0);
    }
    height += 30;
    out << format(
               "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif' "
               "font-size='11'>\n",
               left + width + right, height)
        << "<rect width='100%' height='100%' fill='white'/>\n"
        << "<text x='16' y='24' font-size='15' font-weight='bold'>Time relative to the fastest of a row (left is "
           "better)</text>\n"
        << format("<text x='16' y='42' fill='#555'>%s</text>\n", escaped(circumstances()).c_str());
    double x = 24;
    for (const auto& it : colours) {
        const std::string name = it.name;
        if (name != "naive" && name != "strand" && std::find(peers.begin(), peers.end(), name) == peers.end()) continue;
        out << mark(x, 62, it.name, it.colour)
            << format("<text x='%.1f' y='66'>%s</text>\n", x + 10, name == "naive" ? "loop by hand" : it.name);
        x += name == "naive" ? 110 : 80;
    }
    for (double ratio = 1; ratio <= most; ratio *= 2) {
        out << format("<line x1='%.1f' x2='%.1f' y1='%d' y2='%d' stroke='%s'/>", x_of(ratio), x_of(ratio), top - 8,
                      height - 24, ratio == 1 ? "#888" : "#ddd")
            << format("<text x='%.1f' y='%d' text-anchor='middle' fill='#555'>%.0fx</text>", x_of(ratio), top - 12,
                      ratio)
            << format("<text x='%.1f' y='%d' text-anchor='middle' fill='#555'>%.0fx</text>\n", x_of(ratio), height - 10,
                      ratio);
    }
    int y = top;
    std::string group;
    for (const measured& it : results) {
        const std::string its_group = it.workload.substr(0, it.workload.find('/'));
        if (!group.empty() && its_group != group) y += gap;
        group = its_group;
        const double middle = y + row_height / 2.0;
        out << format("<text x='%d' y='%.1f' text-anchor='end'>%s</text>", left - 12, middle + 4,
                      escaped(it.workload).c_str())
            << format("<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#eee'/>", left, left + width, middle, middle);
        double best = it.best(), slowest = 0;
        for (const auto& entry : colours) {
            const double seconds = it.seconds(entry.name);
            if (std::isnan(seconds)) continue;
            out << mark(x_of(seconds / best), middle, entry.name, entry.colour);
            slowest = std::max(slowest, seconds / best);
        }
        if (slowest > most)
            out << format("<text x='%d' y='%.1f' fill='#555'>%.0fx</text>", left + width + 10, middle + 4, slowest);
        out << '\n';
        y += row_height;
    }
    out << "</svg>\n";
}

std::map<std::string, double> read_times(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path);
    std::map<std::string, double> times;
    std::string workload;
    for (double seconds; file >> workload >> seconds;) times[workload] = seconds;
    if (!file.eof()) throw std::runtime_error(path + ": expected lines of a workload and its seconds");
    return times;
}

std::string circumstances() {
    char date[32];
    const std::time_t now = std::time(nullptr);
    std::strftime(date, sizeof date, "%Y-%m-%d", std::gmtime(&now));
#if defined(__clang__)
    const std::string compiler = "clang++ " __clang_version__;
#else
    const std::string compiler = "g++ " __VERSION__;
#endif
    return processor() + ", one thread, " + compiler + " -O3 -march=native, " + strand::build_info() + ", " + date;
}

}  // namespace bench
