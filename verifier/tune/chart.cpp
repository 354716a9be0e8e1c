// chart.cpp -- a frontier as a picture. The one place here where numbers become floating point: nothing is computed on.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/scenario/quantity.h"
#include "verifier/tune/tune.h"

namespace surety::verify::tune {

namespace {

constexpr double width = 760;
constexpr double height = 460;
constexpr double left = 96;
constexpr double right = 28;
constexpr double top = 74;
constexpr double bottom = 64;
constexpr int ticks = 4;

constexpr std::string_view style = R"(<style>
  .back { fill: #ffffff } text { fill: #24292f; font: 12px system-ui, sans-serif }
  .title { font-size: 16px; font-weight: 600 } .faint { fill: #57606a } .grid { stroke: #d0d7de; stroke-width: 1 }
  .proved { fill: #1a7f37; opacity: .25 } .edge { fill: none; stroke: #1a7f37; stroke-width: 2 }
  .violated { fill: #cf222e } .undecided { fill: #9a6700 }
  @media (prefers-color-scheme: dark) {
    .back { fill: #0d1117 } text { fill: #e6edf3 } .faint { fill: #9198a1 } .grid { stroke: #30363d }
    .proved { fill: #3fb950; opacity: .3 } .edge { stroke: #3fb950 } .violated { fill: #ff7b72 } .undecided { fill: #d29922 }
  }
</style>
)";

struct Axis {
  core::Range range;
  core::Type type;
  double from;  // pixels
  double to;
  [[nodiscard]] double at(const core::Integer& value) const {
    const core::Integer spread = range.high - range.low;
    if (spread == 0) return (from + to) / 2;
    return from + (to - from) * core::Integer(value - range.low).get_d() / spread.get_d();
  }
};

class Chart {
 public:
  Chart(const core::Contract& contract, const Settings& settings, core::GlobalId against, const Frontier& frontier)
      : contract_(contract),
        settings_(settings),
        frontier_(frontier),
        x_{{frontier.points.front().against, frontier.points.back().against},
           contract[against].type,
           left,
           width - right},
        y_{settings.within, contract[settings.parameter].type, height - bottom, top},
        against_(against) {}

  std::string draw() {
    out_ = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\">\n"
        "<title>{2}</title>\n{3}<rect class=\"back\" width=\"{0}\" height=\"{1}\"/>\n",
        width, height, title(), style);
    text(left, 28, "title", title());
    text(left, 48, "faint", subtitle());
    grid();
    region();
    marks();
    return out_ + "</svg>\n";
  }

 private:
  [[nodiscard]] std::string title() const {
    return fmt::format("{}: where `{}` holds", contract_.name, settings_.property);
  }
  [[nodiscard]] std::string subtitle() const {
    const std::string proved = frontier_.clause_proved
                                   ? "proved for all values of both together"
                                   : fmt::format("proved at {} values, joined by lines", frontier_.points.size());
    return fmt::format("green: {}; red: a run breaks it; yellow: not decided", proved);
  }
  void text(double x, double y, std::string_view style_class, std::string_view words,
            std::string_view anchor = "start") {
    out_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" class=\"{}\" text-anchor=\"{}\">{}</text>\n", x, y,
                        style_class, anchor, words);
  }
  static core::Integer tick(const Axis& axis, int i) {
    return axis.range.low + (axis.range.high - axis.range.low) * i / ticks;
  }
  void grid() {
    for (int i = 0; i <= ticks; ++i) {
      const core::Integer x = tick(x_, i);
      const core::Integer y = tick(y_, i);
      out_ += fmt::format("<path class=\"grid\" d=\"M{0:.1f} {1}V{2}M{3} {4:.1f}H{5}\"/>\n", x_.at(x), top,
                          height - bottom, left, y_.at(y), width - right);
      text(x_.at(x), height - bottom + 18, "faint", scenario::show(x_.type, x), "middle");
      text(left - 8, y_.at(y) + 4, "faint", scenario::show(y_.type, y), "end");
    }
    text((left + width - right) / 2, height - 16, "", contract_[against_].name, "middle");
    text(left, top - 8, "", contract_[settings_.parameter].name);
  }
  void region() {
    std::string upper;
    std::string lower;
    const auto flush = [&] {
      if (!upper.empty()) out_ += fmt::format("<path class=\"proved\" d=\"M{}L{}Z\"/>\n", upper.substr(1), lower);
      if (!upper.empty()) out_ += fmt::format("<path class=\"edge\" d=\"M{}\"/>\n", upper.substr(1));
      upper.clear();
      lower.clear();
    };
    for (const FrontierPoint& point : frontier_.points) {
      if (!point.widest.proved) {
        flush();
        continue;
      }
      const double x = x_.at(point.against);
      upper += fmt::format("L{:.1f} {:.1f}", x, y_.at(point.widest.proved->high));
      lower = fmt::format("{:.1f} {:.1f}{}{}", x, y_.at(point.widest.proved->low), lower.empty() ? "" : "L", lower);
    }
    flush();
  }
  void marks() {
    for (const FrontierPoint& point : frontier_.points) {
      for (const Edge* edge : {&point.widest.low, &point.widest.high}) {
        if (!edge->beyond || !edge->answer) continue;
        const bool violated = edge->answer->verdict == Verdict::violated;
        out_ += fmt::format("<circle class=\"{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3\"/>\n",
                            violated ? "violated" : "undecided", x_.at(point.against), y_.at(*edge->beyond));
      }
    }
  }

  const core::Contract& contract_;
  const Settings& settings_;
  const Frontier& frontier_;
  Axis x_;
  Axis y_;
  core::GlobalId against_;
  std::string out_;
};

}  // namespace

std::string to_svg(const core::Contract& contract, const Settings& settings, core::GlobalId against,
                   const Frontier& frontier) {
  if (frontier.points.empty()) return "";
  return Chart(contract, settings, against, frontier).draw();
}

}  // namespace surety::verify::tune
