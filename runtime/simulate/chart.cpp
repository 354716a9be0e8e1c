// chart.cpp -- see chart.h. Pictures are the one place where numbers become floating point: nothing is computed on.
#include "runtime/simulate/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string_view>

namespace surety::simulate {

namespace {

constexpr double width = 960;
constexpr double left = 84;
constexpr double right = 24;
constexpr double top = 92;
constexpr double panel_height = 150;
constexpr double panel_gap = 44;
constexpr double bottom = 46;
constexpr int panels = 3;
constexpr double height = top + panels * panel_height + (panels - 1) * panel_gap + bottom;

constexpr std::string_view style = R"(<style>
  .back { fill: #ffffff } text { fill: #24292f; font: 12px system-ui, sans-serif }
  .title { font-size: 16px; font-weight: 600 } .faint { fill: #57606a }
  .grid { stroke: #d0d7de; stroke-width: 1 } .broken { fill: #bf8700; opacity: .22 }
  .line { fill: none; stroke-width: 1.8; stroke-linejoin: round }
  .blue { stroke: #0969da } .green { stroke: #1a7f37 } .red { stroke: #cf222e }
  .key-blue { fill: #0969da } .key-green { fill: #1a7f37 } .key-red { fill: #cf222e }
  @media (prefers-color-scheme: dark) {
    .back { fill: #0d1117 } text { fill: #e6edf3 } .faint { fill: #9198a1 } .grid { stroke: #30363d }
    .broken { fill: #d29922; opacity: .3 }
    .blue { stroke: #58a6ff } .green { stroke: #3fb950 } .red { stroke: #ff7b72 }
    .key-blue { fill: #58a6ff } .key-green { fill: #3fb950 } .key-red { fill: #ff7b72 }
  }
</style>
)";

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      default: result += c;
    }
  }
  return result;
}

double as_double(const Integer& value, int scale) { return value.get_d() / std::pow(10.0, scale); }

struct Series {
  std::string name;
  std::string colour;  // blue, green, red
  std::vector<double> values;
};

struct Axis {
  double low = 0;
  double high = 1;
  double tick = 1;
};

/// Round ticks, about four of them, that contain all values; `from_zero` keeps zero in sight.
Axis axis_for(const std::vector<Series>& all, bool from_zero) {
  double low = from_zero ? 0 : all[0].values[0];
  double high = low;
  for (const Series& series : all) {
    for (const double value : series.values) {
      low = std::min(low, value);
      high = std::max(high, value);
    }
  }
  const double spread = high > low ? high - low : std::max(std::abs(high), 1.0);
  const double power = std::pow(10.0, std::floor(std::log10(spread / 4)));
  const double rough = spread / 4 / power;
  const double tick = power * (rough <= 1 ? 1 : rough <= 2 ? 2 : rough <= 5 ? 5 : 10);
  Axis axis{std::floor(low / tick) * tick, std::ceil(high / tick) * tick, tick};
  if (axis.high <= axis.low) axis.high = axis.low + tick;
  return axis;
}

/// "1.5M", "20k", "8,000": what fits beside an axis.
std::string tick_text(double value) {
  const double size = std::abs(value);
  if (size >= 1e9) return fmt::format("{:.4g}B", value / 1e9);
  if (size >= 1e6) return fmt::format("{:.4g}M", value / 1e6);
  if (size >= 1e4) return fmt::format("{:.4g}k", value / 1e3);
  return fmt::format("{:.5g}", size < 1e-9 ? 0.0 : value);
}

class Chart {
 public:
  Chart(const core::Contract& contract, const Market& market, const Result& result)
      : result_(result), price_(contract[market.oracle.value].type), insured_(market.insurance.has_value()) {}

  std::string draw(const std::string& title, const std::string& subtitle) {
    out_ = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\">\n"
        "<title>{2}</title>\n",
        width, height, escaped(title));
    out_ += style;
    out_ += fmt::format("<rect class=\"back\" width=\"{}\" height=\"{}\"/>\n", width, height);
    text(left, 26, "title", title);
    text(left, 46, "faint", subtitle);
    const int money = result_.money.scale;
    panel(0, "mark, " + price_.dimension, false,
          {series("mark", "blue", price_.scale, [](const BarRecord& bar) { return bar.price; })});
    panel(1, "equity of all accounts, " + result_.money.dimension, false,
          {series("equity", "blue", money, [](const BarRecord& bar) { return bar.equity; })});
    std::vector<Series> funds;
    if (insured_) {
      funds.push_back(series("insurance fund", "green", money, [](const BarRecord& bar) { return bar.insurance; }));
    }
    funds.push_back(series("bad debt", "red", money, [](const BarRecord& bar) { return bar.bad_debt; }));
    panel(2, result_.money.dimension, true, funds);
    days();
    return out_ + "</svg>\n";
  }

 private:
  [[nodiscard]] Series series(std::string name, std::string colour, int scale,
                              const std::function<Integer(const BarRecord&)>& of) const {
    Series result{std::move(name), std::move(colour), {}};
    for (const BarRecord& bar : result_.bars) result.values.push_back(as_double(of(bar), scale));
    return result;
  }

  void text(double x, double y, std::string_view css, std::string_view words, std::string_view anchor = "start") {
    out_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" class=\"{}\" text-anchor=\"{}\">{}</text>\n", x, y, css,
                        anchor, escaped(words));
  }

  [[nodiscard]] double x_of(double index) const {
    const double count = std::max<double>(1, static_cast<double>(result_.bars.size()) - 1);
    return left + (width - left - right) * index / count;
  }
  [[nodiscard]] static double panel_top(int index) { return top + index * (panel_height + panel_gap); }

  void panel(int index, const std::string& label, bool from_zero, const std::vector<Series>& all) {
    const double y0 = panel_top(index);
    const Axis axis = axis_for(all, from_zero);
    const auto y_of = [&](double value) {
      return y0 + panel_height * (1 - (value - axis.low) / (axis.high - axis.low));
    };
    broken_bars(y0);
    for (double tick = axis.low; tick <= axis.high + axis.tick / 2; tick += axis.tick) {
      out_ += fmt::format("<line class=\"grid\" x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>\n", left,
                          width - right, y_of(tick), y_of(tick));
      text(left - 8, y_of(tick) + 4, "faint", tick_text(tick), "end");
    }
    legend(y0 - 8, label, all);
    for (const Series& one : all) line(one, y_of);
  }

  /// The bars in which a position was left unliquidated, shaded; neighbours as one piece.
  void broken_bars(double y0) {
    const double half = (x_of(1) - x_of(0)) / 2;
    const auto& bars = result_.bars;
    for (std::size_t i = 0; i < bars.size();) {
      std::size_t end = i;
      while (end < bars.size() && bars[end].unliquidated > 0) ++end;
      if (end > i) {
        const double from = std::max(left, x_of(static_cast<double>(i)) - half);
        const double to = std::min(width - right, x_of(static_cast<double>(end - 1)) + half);
        out_ += fmt::format("<rect class=\"broken\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{}\"/>\n", from,
                            y0, to - from, panel_height);
      }
      i = end + 1;
    }
  }

  void legend(double y, const std::string& label, const std::vector<Series>& all) {
    text(left, y, "faint", label);
    double x = width - right;
    const auto entry = [&](std::string_view css, const std::string& name) {
      x -= 6.4 * static_cast<double>(name.size());  // about the width of the words
      text(x, y, "faint", name);
      x -= 15;
      out_ += fmt::format("<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"10\" height=\"10\"/>\n", css, x, y - 9);
      x -= 16;
    };
    entry("broken", "keepers were late");
    for (auto one = all.rbegin(); one != all.rend(); ++one) entry("key-" + one->colour, one->name);
  }

  void line(const Series& one, const std::function<double(double)>& y_of) {
    out_ += fmt::format("<polyline class=\"line {}\" points=\"", one.colour);
    for (std::size_t i = 0; i < one.values.size(); ++i) {
      out_ += fmt::format("{}{:.1f},{:.1f}", i == 0 ? "" : " ", x_of(static_cast<double>(i)), y_of(one.values[i]));
    }
    out_ += "\"/>\n";
  }

  /// A label at each midnight, or at a dozen of them where there are many.
  void days() {
    constexpr std::int64_t day = 86'400;
    std::vector<std::size_t> midnights;
    for (std::size_t i = 0; i < result_.bars.size(); ++i) {
      if (i == 0 || result_.bars[i].time / day != result_.bars[i - 1].time / day) midnights.push_back(i);
    }
    const std::size_t stride = midnights.size() / 12 + 1;
    const double y = panel_top(panels - 1) + panel_height;
    for (std::size_t i = 0; i < midnights.size(); i += stride) {
      const double x = x_of(static_cast<double>(midnights[i]));
      out_ += fmt::format("<line class=\"grid\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2}\"/>\n", x, y, y + 5);
      text(x, y + 19, "faint", show_time(result_.bars[midnights[i]].time).substr(5, 5), i == 0 ? "start" : "middle");
    }
    text(width - right, y + 34, "faint", "UTC", "end");
  }

  const Result& result_;
  core::Type price_;
  bool insured_;
  std::string out_;
};

}  // namespace

std::string to_svg(const core::Contract& contract, const Market& market, const Result& result, const std::string& title,
                   const std::string& subtitle) {
  return Chart(contract, market, result).draw(title, subtitle);
}

}  // namespace surety::simulate
