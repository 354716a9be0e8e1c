// shrink.cpp -- see shrink.h.
#include "tests/fuzz/engines/shrink.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "compiler/core/text.h"
#include "tests/fuzz/engines/remove.h"
#include "tests/fuzz/engines/walk.h"

namespace surety::testing {

using namespace core;

namespace {

class Shrinker {
 public:
  Shrinker(Case found, const Disagrees& disagrees, unsigned attempts)
      : best_(std::move(found)), disagrees_(disagrees), left_(attempts) {}

  Case run() {
    do {
      progress_ = false;
      calls();
      declarations();  // first: every question that follows compiles what is left
      for (std::size_t step = 0; step < best_.contract.steps.size(); ++step) {
        statements(step);
        expressions([step](const Contract& contract) { return reached(contract, contract.steps[step].body).exprs; });
      }
      conditions();
      arguments();
    } while (progress_ && left_ > 0);
    return std::move(best_);
  }

 private:
  /// Makes `candidate` the case if it is one.
  bool keep(Case candidate) {
    if (left_ == 0 || validate(candidate.contract)) return false;
    --left_;
    if (!disagrees_(candidate)) return false;
    best_ = std::move(candidate);
    return progress_ = true;
  }

  void calls() {
    for (std::size_t size = std::max<std::size_t>(best_.calls.size() / 2, 1); size > 0; size /= 2) {
      for (std::size_t end = best_.calls.size(); end >= size && end > 0;) {
        Case candidate = best_;
        const auto last = candidate.calls.begin() + static_cast<std::ptrdiff_t>(end);
        candidate.calls.erase(last - static_cast<std::ptrdiff_t>(size), last);
        keep(std::move(candidate));
        end = end > size ? end - size : 0;
      }
    }
  }

  // ---- statements ----

  using Arm =
      std::optional<std::pair<StatementId, bool>>;  // a branch and whether it is its `then`; none: the step's body

  void collect_arms(const Block& block, std::vector<Arm>& arms) const {
    for (const StatementId id : block) {
      const auto* branch = std::get_if<Branch>(&best_.contract[id].node);
      if (!branch) continue;
      for (const bool then : {true, false}) {
        arms.emplace_back(std::pair{id, then});
        collect_arms(then ? branch->then : branch->otherwise, arms);
      }
    }
  }
  static Block& block_of(Contract& contract, std::size_t step, const Arm& arm) {
    if (!arm) return contract.steps[step].body;
    auto& branch = std::get<Branch>(contract.statements[arm->first.index].node);
    return arm->second ? branch.then : branch.otherwise;
  }
  void statements(std::size_t step) {
    std::vector<Arm> arms{std::nullopt};
    collect_arms(best_.contract.steps[step].body, arms);
    for (const auto& arm : arms) shrink_block(step, arm);
  }
  void shrink_block(std::size_t step, const Arm& arm) {
    const auto length = [&] { return block_of(best_.contract, step, arm).size(); };
    for (std::size_t size = length(); size > 0; size = size == 1 ? 0 : (size + 1) / 2) {
      for (std::size_t end = length(); end >= size && end > 0;) {
        Case candidate = best_;
        Block& block = block_of(candidate.contract, step, arm);
        const auto last = block.begin() + static_cast<std::ptrdiff_t>(end);
        block.erase(last - static_cast<std::ptrdiff_t>(size), last);
        keep(std::move(candidate));
        end = std::min(end > size ? end - size : 0, length());
      }
    }
    for (std::size_t at = 0; at < length(); ++at)
      for (const bool then : {true, false}) splice(step, arm, at, then);
  }
  /// One arm in the place of its branch.
  void splice(std::size_t step, const Arm& arm, std::size_t at, bool then) {
    Case candidate = best_;
    Block& block = block_of(candidate.contract, step, arm);
    if (at >= block.size()) return;
    const auto* branch = std::get_if<Branch>(&candidate.contract[block[at]].node);
    if (!branch) return;
    const Block inner = then ? branch->then : branch->otherwise;
    const auto place = block.erase(block.begin() + static_cast<std::ptrdiff_t>(at));
    block.insert(place, inner.begin(), inner.end());
    keep(std::move(candidate));
  }

  // ---- expressions ----

  using Expressions = std::function<std::vector<ExprId>(const Contract&)>;
  void expressions(const Expressions& of) {
    std::vector<ExprId> all = of(best_.contract);
    std::ranges::reverse(all);  // from the whole to its parts: what is gone with the whole needs no question
    for (const ExprId id : all) {
      if (left_ == 0) return;
      const std::vector<ExprId> now = of(best_.contract);
      if (std::ranges::find(now, id) != now.end()) expression(id);
    }
  }
  /// Of invariants and plain scans. What is said of a scan by a price is a lemma about that very condition.
  void conditions() {
    for (std::size_t i = 0; i < best_.contract.properties.size(); ++i)
      if (best_.contract.properties[i].kind == PropertyKind::invariant)
        expressions([i](const Contract& contract) { return reached(contract, contract.properties[i].condition); });
    for (std::size_t i = 0; i < best_.contract.scans.size(); ++i)
      if (!best_.contract.scans[i].by)
        expressions([i](const Contract& contract) { return reached(contract, contract.scans[i].condition); });
  }
  void expression(ExprId id) {
    const Expr expr = best_.contract[id];
    const auto replace = [&](decltype(Expr::node) node) {
      Case candidate = best_;
      candidate.contract.exprs[id.index].node = std::move(node);
      return keep(std::move(candidate));
    };
    const auto* literal = std::get_if<Literal>(&expr.node);
    if (expr.type.sort == Sort::party) {
      const auto* local = std::get_if<LocalRead>(&expr.node);
      if ((local && local->local.index == 0) || replace(LocalRead{{0}})) return;
    } else {
      for (const int simple : {0, 1}) {
        if (literal && literal->value == simple) return;
        if (replace(Literal{simple})) return;
      }
    }
    if (literal && replace(Literal{literal->value / 2})) return;
    for (const ExprId child : children(expr))
      if (best_.contract[child].type.sort == expr.type.sort && replace(best_.contract[child].node)) return;
  }

  // ---- arguments and declarations ----

  void arguments() {
    for (std::size_t call = 0; call < best_.calls.size(); ++call)
      for (std::size_t at = 0; at < best_.calls[call].arguments.size(); ++at) argument(call, at);
  }
  void argument(std::size_t call, std::size_t at) {
    const auto replace = [&](const Integer& value) {
      if (best_.calls[call].arguments[at] == value) return true;
      Case candidate = best_;
      candidate.calls[call].arguments[at] = value;
      return keep(std::move(candidate));
    };
    if (replace(0) || replace(1)) return;
    while (abs(best_.calls[call].arguments[at]) > 2) {
      const Integer half = best_.calls[call].arguments[at] / 2;
      if (!replace(half)) return;
    }
  }
  template <class Remove>
  void each_backwards(std::size_t count, const Remove& remove) {
    for (std::size_t i = count; i-- > 0;) {
      Case candidate = best_;
      if (remove(candidate, static_cast<std::uint32_t>(i))) keep(std::move(candidate));
    }
  }
  void declarations() {
    each_backwards(best_.contract.scans.size(), remove_scan);
    each_backwards(best_.contract.properties.size(), remove_property);
    each_backwards(best_.contract.steps.size(), remove_step);
    for (std::uint32_t step = 0; step < best_.contract.steps.size(); ++step)
      each_backwards(best_.contract.steps[step].locals.size(),
                     [&](Case& candidate, std::uint32_t local) { return remove_local(candidate, step, local); });
    each_backwards(best_.contract.globals.size(), remove_global);
    each_backwards(best_.contract.tables.size(), remove_table);
    for (std::uint32_t table = 0; table < best_.contract.tables.size(); ++table)
      each_backwards(best_.contract.tables[table].fields.size(),
                     [&](Case& candidate, std::uint32_t field) { return remove_field(candidate, table, field); });
  }

  Case best_;
  const Disagrees& disagrees_;
  unsigned left_;
  bool progress_ = false;
};

}  // namespace

Case shrink(Case found, const Disagrees& disagrees, unsigned attempts) {
  return Shrinker(std::move(found), disagrees, attempts).run();
}

std::string text(const Case& found) {
  std::string result = print(found.contract) + "\n";
  for (const Call& call : found.calls) {
    const Step& step = found.contract[call.step];
    result += step.name + "(";
    for (std::size_t i = 0; i < call.arguments.size(); ++i)
      result += (i == 0 ? "" : ", ") + step.locals[i].name + ": " + to_string(call.arguments[i]);
    result += ")\n";
  }
  return result;
}

}  // namespace surety::testing
