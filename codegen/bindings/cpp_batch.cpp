// cpp_batch.cpp -- see cpp_batch.h.
//
// Everything that can fail is done before the first step runs: arguments are checked when they are added, rows and
// room for the outcomes are there before the compiled code is called.
#include "codegen/bindings/cpp_batch.h"

#include "codegen/bindings/cpp_values.h"
#include "codegen/bindings/names.h"

namespace surety::codegen {

namespace {

constexpr std::string_view outcomes_begin =
    R"(/// What each step of a batch did, in order. It stands by itself: the effects are there as long as it is.
class [[nodiscard]] Outcomes {
 public:
  [[nodiscard]] std::size_t size() const { return errors_.size(); }
  /// How many of them the contract did not refuse.
  [[nodiscard]] std::size_t applied() const { return applied_; }
  /// What the step did that was added as number `i`, from 0. Throws std::out_of_range where there is none.
  Outcome operator[](std::size_t i) const {
    const Error error = errors_.at(i);
    const std::size_t first = i == 0 ? 0 : ends_[i - 1];
    return {error, std::span(effects_).subspan(first, ends_[i] - first)};
  }
  /// The effects of all steps, in order.
  [[nodiscard]] std::span<const Effect> effects() const { return effects_; }

  class Iterator {
   public:
    Iterator(const Outcomes& all, std::size_t i) : all_(&all), i_(i) {}
    Outcome operator*() const { return (*all_)[i_]; }
    Iterator& operator++() {
      ++i_;
      return *this;
    }
    bool operator==(const Iterator&) const = default;

   private:
    const Outcomes* all_;
    std::size_t i_;
  };
  [[nodiscard]] Iterator begin() const { return {*this, 0}; }
  [[nodiscard]] Iterator end() const { return {*this, size()}; }

 private:
  friend class Contract;
  Outcomes(std::size_t steps, std::size_t effects) {
    errors_.reserve(steps);
    ends_.reserve(steps);
    effects_.reserve(effects);
  }
)";

constexpr std::string_view outcomes_end = R"(
  std::vector<Error> errors_;
  std::vector<std::size_t> ends_;  // where each step's effects end
  std::vector<Effect> effects_;
  std::size_t applied_ = 0;
};

)";

constexpr std::string_view keep_each =
    "      for (std::uint32_t i = 0; i < ran; ++i)\n"
    "        if (const auto& record = batch.records_[done + i]; statuses[i] == 0)\n"
    "          keep(context, static_cast<std::uint32_t>(record.cells[0] >> {}), &record);\n";

}  // namespace

void CppBatch::builder(Writer& out) const {
  out.line(
      "/// Steps to be applied together by `Contract::apply`: a member function for each, with the arguments of the\n"
      "/// contract's own. It adds the step and does nothing else; it throws as that does, and then nothing was "
      "added.\n"
      "class Batch {{\n public:\n"
      "  [[nodiscard]] std::size_t size() const {{ return records_.size(); }}\n"
      "  void reserve(std::size_t steps) {{ records_.reserve(steps); }}\n"
      "  void clear() {{\n    records_.clear();\n    rows_ = 0;\n    effects_ = 0;\n  }}");
  for (std::size_t s = 0; s < contract.steps.size(); ++s) {
    const core::Step& step = contract.steps[s];
    if (step.kind == core::StepKind::instantiate) continue;
    const std::string cells = "record." + layout.record_members[s];
    out.line("  Batch& {}(const {}& given) {{", methods[s], argument_types[s]);
    out.line("    ::{}_record record{{}};", layout.prefix);
    const std::string parties = fill_arguments(out, step, layout, s, cells);
    out.line("    {}.{} |= static_cast<surety::Int128>({}) << {};", cells, layout.arguments[s][0], s,
             8 * record_step_offset);
    out.line("    return add_record(record, {}, {{{}}});\n  }}", layout.effects[s], parties);
  }
  out.line(
      "\n private:\n  friend class Contract;\n"
      "  Batch& add_record(const ::{0}_record& record, std::size_t effects, std::initializer_list<Party> parties) {{\n"
      "    std::uint32_t rows = rows_;\n"
      "    for (const Party party : parties) rows = std::max(rows, surety::detail::rows_with(party));\n"
      "    records_.push_back(record);\n"
      "    rows_ = rows;\n    effects_ += effects;\n    return *this;\n  }}\n\n"
      "  std::vector<::{0}_record> records_;\n"
      "  std::uint32_t rows_ = 0;    // that the parties need\n"
      "  std::size_t effects_ = 0;  // at most so many are emitted\n}};\n",
      layout.prefix);
}

void CppBatch::outcomes(Writer& out) const {
  out.paste(outcomes_begin);
  out.line(
      "  void take(std::span<const std::int32_t> statuses, [[maybe_unused]] std::span<const ::{}_effect> emitted) {{",
      layout.prefix);
  if (!contract.assets.empty()) out.line("    std::size_t e = 0;");
  out.line("    for (std::size_t i = 0; i < statuses.size(); ++i) {{");
  if (!contract.assets.empty())
    out.line(
        "      for (; e < emitted.size() && emitted[e].record == i; ++e) effects_.push_back(effect_of(emitted[e]));");
  out.line(
      "      errors_.push_back(static_cast<Error>(statuses[i]));\n"
      "      ends_.push_back(effects_.size());\n"
      "      if (statuses[i] == 0) ++applied_;\n    }}\n  }}");
  out.paste(outcomes_end);
}

void CppBatch::apply(Writer& out, const std::string& rows) const {
  out.line(
      "  /// Applies the steps of a batch in order, exactly as so many calls would; one that is refused does not stop\n"
      "  /// the others. What it asks for beyond memory throws std::bad_alloc before the first of them.\n"
      "  Outcomes apply(const Batch& batch) {{\n"
      "    Outcomes result(batch.size(), batch.effects_);\n"
      "    if (batch.rows_ > 0) need({{batch.rows_ - 1}});\n"
      "    constexpr std::uint32_t at_once = 256;\n"
      "    constexpr std::uint32_t room = std::max<std::uint32_t>({0}_max_effects, at_once);\n"
      "    {1}_effect emitted[room];\n"
      "    std::int32_t statuses[at_once];\n"
      "    {1}_context context{{&globals_, emitted, 0, capacity(){2}}};\n"
      "    for (std::size_t done = 0; done < batch.size();) {{\n"
      "      const auto count = static_cast<std::uint32_t>(std::min<std::size_t>(at_once, batch.size() - done));\n"
      "      const std::uint32_t ran = {3}(&context, batch.records_.data() + done, count, statuses, room);\n"
      "      result.take({{statuses, ran}}, {{emitted, context.effect_count}});\n"
      "{4}"
      "      done += ran;\n    }}\n"
      "    return result;\n  }}",
      layout.prefix, "::" + layout.prefix, rows, "::" + layout.batch,
      keeps ? fmt::format(keep_each, 8 * record_step_offset) : "");
}

}  // namespace surety::codegen
