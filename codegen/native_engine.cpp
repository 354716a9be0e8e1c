// native_engine.cpp -- the compiled contract in this process: LLVM's ORC JIT and a dense row store.
#include <llvm/ExecutionEngine/Orc/LLJIT.h>

#include <algorithm>
#include <cstring>

#include "codegen/cells.h"
#include "codegen/codegen.h"
#include "codegen/emit_module.h"
#include "codegen/mutant.h"
#include "codegen/target.h"

namespace surety::codegen {

namespace {

using core::Contract;
using core::Integer;
using core::Outcome;
using core::Sort;
using core::State;
using core::StepId;

template <class T>
T check(llvm::Expected<T> result) {
  if (!result) throw CodegenError("the JIT refused: " + llvm::toString(result.takeError()));
  return std::move(*result);
}

/// The context that layout.h describes, for 64-bit pointers.
struct Context {
  char* globals;
  EffectCell* effects;
  std::uint32_t effect_count;
  std::uint32_t capacity;
};
using StepFunction = std::int32_t (*)(void* context, const Cell* arguments);
using BatchFunction = std::uint32_t (*)(void* context, const Cell* records, std::uint32_t count, std::int32_t* statuses,
                                        std::uint32_t effect_capacity);

/// Zeros, aligned as any structure of the layout wants it.
class Memory {
 public:
  /// What is there stays; what is new is zeros.
  void resize(std::size_t size) { cells_.resize((size + sizeof(Cell) - 1) / sizeof(Cell)); }
  void clear() { cells_.clear(); }
  [[nodiscard]] char* data() { return reinterpret_cast<char*>(cells_.data()); }
  [[nodiscard]] const char* data() const { return reinterpret_cast<const char*>(cells_.data()); }

 private:
  std::vector<Cell> cells_;
};

/// The functions of a scan, and its thresholds where it has them.
struct CompiledScan {
  using Plain = std::int64_t (*)(const void* context, std::uint32_t first, std::uint32_t count, std::uint32_t* rows);
  using Find = std::int64_t (*)(const void* context, void* column, std::uint32_t* rows);
  using After = void (*)(const void* context, void* column, std::uint32_t step, const Cell* arguments);
  Plain plain = nullptr;
  Find find = nullptr;
  After after = nullptr;
  Memory column;
  std::vector<std::int64_t> thresholds;

  /// Room for a threshold of each row; those that are there are forgotten.
  void prepare(std::uint32_t rows, std::size_t stamp) {
    thresholds.resize(rows);
    column.clear();
    column.resize(column_stamp_offset + cell_size * stamp);
    std::int64_t* const data = thresholds.data();
    std::memcpy(column.data(), &data, sizeof data);
  }
};

class NativeEngine final : public core::BatchEngine {
 public:
  NativeEngine(const Contract& contract, const Options& options, Mutant mutant)
      : contract_(contract), layout_(make_layout(contract)) {
    load(options, mutant);
    context_.resize(sizeof(Context) / sizeof(void*) + contract.tables.size());
    effects_.resize(layout_.max_effects);
    rows_.resize(contract.tables.size());
    std::size_t arguments = 0;
    for (const core::Step& step : contract.steps) arguments = std::max<std::size_t>(arguments, step.argument_count);
    arguments_.resize(arguments);
    reset(core::zero_state(contract));
  }

  [[nodiscard]] std::string name() const override { return "native"; }

  Outcome execute(StepId step, std::span<const Integer> arguments) override {
    for (std::size_t i = 0; i < arguments.size(); ++i) arguments_[i] = to_cell(arguments[i]);
    std::int32_t status = functions_[step.index](context_.data(), arguments_.data());
    if (status == status_grow) {
      grow(rows_wanted(step, arguments_));
      status = functions_[step.index](context_.data(), arguments_.data());
      if (status == status_grow) throw CodegenError("a step still asks for rows after it got them");
    }
    Outcome outcome;
    if (status != status_ok) outcome.error = core::ErrorId{static_cast<std::uint32_t>(status) - 1};
    for (std::uint32_t i = 0; i < head().effect_count; ++i) outcome.effects.push_back(emitted(effects_[i]));
    if (status == status_ok) keep_thresholds(step, arguments_.data());
    return outcome;
  }

  std::vector<Outcome> execute_all(std::span<const core::Call> calls) override {
    const std::size_t width = layout_.record_size / sizeof(Cell);
    std::vector<Cell> records(calls.size() * width);
    for (std::size_t i = 0; i < calls.size(); ++i) {
      Cell* const record = records.data() + i * width;
      for (std::size_t a = 0; a < calls[i].arguments.size(); ++a) record[a] = to_cell(calls[i].arguments[a]);
      record[0] |= Cell{calls[i].step.index} << (8 * record_step_offset);
    }
    std::vector<std::int32_t> statuses(calls.size());
    std::vector<Outcome> outcomes(calls.size());
    for (std::size_t done = 0; done < calls.size();) {
      const auto left = static_cast<std::uint32_t>(calls.size() - done);
      const std::uint32_t ran = batch_(context_.data(), records.data() + done * width, left, statuses.data() + done,
                                       static_cast<std::uint32_t>(effects_.size()));
      for (std::uint32_t i = 0; i < head().effect_count; ++i)
        outcomes[done + effects_[i].record].effects.push_back(emitted(effects_[i]));
      for (std::size_t i = done; i < done + ran; ++i) {
        if (statuses[i] == status_ok)
          keep_thresholds(calls[i].step, records.data() + i * width);
        else
          outcomes[i].error = core::ErrorId{static_cast<std::uint32_t>(statuses[i]) - 1};
      }
      done += ran;
      if (ran < left && statuses[done] == status_grow) {
        const std::span<const Cell> record(records.data() + done * width, width);
        grow(rows_wanted(calls[done].step, record));
        statuses[done] = status_ok;
      } else if (ran == 0) {
        throw CodegenError("a batch does not go on");
      }
    }
    return outcomes;
  }

  /// By thresholds where the engine was made with them.
  std::optional<core::Found> scan(core::ScanId id) override {
    CompiledScan& scan = scans_.at(id.index);
    core::Found found;
    found.parties.resize(capacity_);
    const std::int64_t count = scan.find != nullptr
                                   ? scan.find(context_.data(), scan.column.data(), found.parties.data())
                                   : scan.plain(context_.data(), 0, capacity_, found.parties.data());
    found.parties.resize(static_cast<std::size_t>(std::max<std::int64_t>(count, 0)));
    if (count < 0) found.error = core::ErrorId{static_cast<std::uint32_t>(-1 - count)};
    return found;
  }

  [[nodiscard]] State state() const override {
    State result = core::zero_state(contract_);
    for (std::size_t i = 0; i < contract_.globals.size(); ++i)
      result.globals[i] = read_slot(globals_.data(), layout_.global_structure.slots[i], contract_.globals[i].type.sort);
    for (std::size_t table = 0; table < rows_.size(); ++table) {
      const Structure& structure = layout_.rows[table];
      const auto& fields = contract_.tables[table].fields;
      for (std::uint32_t party = 0; party < capacity_; ++party) {
        const char* const row = rows_[table].data() + std::size_t{party} * structure.size;
        if (std::all_of(row, row + structure.size, [](char byte) { return byte == 0; })) continue;
        core::Row& target = result.tables[table][party];
        target.clear();
        for (std::size_t field = 0; field < fields.size(); ++field)
          target.push_back(read_slot(row, structure.slots[field], fields[field].type.sort));
      }
    }
    return result;
  }

  void reset(const State& state) override {
    globals_.clear();
    globals_.resize(layout_.global_structure.size);
    for (auto& table : rows_) table.clear();
    capacity_ = 0;
    grow(std::max<std::uint64_t>(rows_of(state), 16));
    for (std::size_t i = 0; i < state.globals.size(); ++i)
      write_slot(globals_.data(), layout_.global_structure.slots[i], state.globals[i]);
    for (std::size_t table = 0; table < rows_.size(); ++table) {
      const Structure& structure = layout_.rows[table];
      for (const auto& [party, row] : state.tables[table])
        for (std::size_t field = 0; field < row.size(); ++field)
          write_slot(rows_[table].data() + std::size_t{party} * structure.size, structure.slots[field], row[field]);
    }
  }

 private:
  /// After a step that succeeded.
  void keep_thresholds(StepId step, const Cell* arguments) {
    for (CompiledScan& scan : scans_)
      if (scan.after != nullptr) scan.after(context_.data(), scan.column.data(), step.index, arguments);
  }
  static core::EmittedEffect emitted(const EffectCell& cell) {
    return {static_cast<core::EffectKind>(cell.kind), core::AssetId{cell.asset}, cell.party, from_cell(cell.amount)};
  }

  void load(const Options& options, Mutant mutant) {
    const auto machine = make_machine(Machine::host);
    llvm::LLVMContext context;
    const auto emitted =
        emit_module(contract_, layout_, context,
                    {machine->createDataLayout(), machine->getTargetTriple().str(), true, true, true}, options, mutant);
    optimise(*emitted.module, *machine);
    const std::vector<char> object = object_code(*emitted.module, *machine);
    jit_ = check(llvm::orc::LLJITBuilder().create());
    auto buffer = llvm::MemoryBuffer::getMemBufferCopy(llvm::StringRef(object.data(), object.size()), "contract");
    if (llvm::Error error = jit_->addObjectFile(std::move(buffer)))
      throw CodegenError("the JIT refused: " + llvm::toString(std::move(error)));
    for (const std::string& symbol : layout_.steps)
      functions_.push_back(check(jit_->lookup(symbol)).toPtr<StepFunction>());
    batch_ = check(jit_->lookup(layout_.batch)).toPtr<BatchFunction>();
    for (std::uint32_t i = 0; i < layout_.scans.size(); ++i) {
      CompiledScan& scan = scans_.emplace_back();
      scan.plain = check(jit_->lookup(layout_.scans[i].scan)).toPtr<CompiledScan::Plain>();
      if (std::ranges::find(options.thresholds, core::ScanId{i}) == options.thresholds.end()) continue;
      if (!contract_.scans[i].by) continue;
      scan.find = check(jit_->lookup(layout_.scans[i].find)).toPtr<CompiledScan::Find>();
      scan.after = check(jit_->lookup(layout_.scans[i].after)).toPtr<CompiledScan::After>();
    }
  }

  [[nodiscard]] const Context& head() const { return *reinterpret_cast<const Context*>(context_.data()); }

  [[nodiscard]] std::uint64_t rows_wanted(StepId id, std::span<const Cell> arguments) const {
    const core::Step& step = contract_[id];
    std::uint64_t wanted = min_capacity;
    for (std::uint32_t i = 0; i < step.argument_count; ++i) {
      if (step.locals[i].type.sort != Sort::party) continue;
      const Cell party = i == 0 ? Cell{static_cast<std::uint64_t>(arguments[i])} : arguments[i];
      if (party < 0 || party > 0xffffffffU)
        throw std::out_of_range("party " + core::to_string(from_cell(party)) + " is not a 32-bit index");
      wanted = std::max(wanted, static_cast<std::uint64_t>(party) + 1);
    }
    return wanted;
  }

  /// How many rows a state needs: those it has, and those of the parties it names.
  [[nodiscard]] std::uint64_t rows_of(const State& state) const {
    std::uint64_t wanted = min_capacity;
    const auto name = [&](const core::Type& type, const Integer& value) {
      if (type.sort == Sort::party) wanted = std::max<std::uint64_t>(wanted, value.get_ui() + 1);
    };
    for (std::size_t i = 0; i < contract_.globals.size(); ++i) name(contract_.globals[i].type, state.globals[i]);
    for (std::size_t table = 0; table < contract_.tables.size(); ++table) {
      const auto& fields = contract_.tables[table].fields;
      for (const auto& [party, row] : state.tables[table]) {
        wanted = std::max<std::uint64_t>(wanted, std::uint64_t{party} + 1);
        for (std::size_t field = 0; field < fields.size(); ++field) name(fields[field].type, row[field]);
      }
    }
    return wanted;
  }

  /// At least `rows` rows per table, and the context's pointers to them.
  void grow(std::uint64_t rows) {
    const std::uint64_t doubled = std::max<std::uint64_t>(rows, 2 * std::uint64_t{capacity_});
    capacity_ = static_cast<std::uint32_t>(std::min<std::uint64_t>(doubled, 0xffffffffU));
    for (std::size_t table = 0; table < rows_.size(); ++table)
      rows_[table].resize(std::size_t{capacity_} * layout_.rows[table].size);
    const Context head{globals_.data(), effects_.data(), 0, capacity_};
    std::memcpy(context_.data(), &head, sizeof head);
    for (std::size_t table = 0; table < rows_.size(); ++table)
      context_[sizeof(Context) / sizeof(void*) + table] = rows_[table].data();
    for (std::size_t i = 0; i < scans_.size(); ++i) scans_[i].prepare(capacity_, layout_.scans[i].stamp.size());
  }

  const Contract& contract_;
  Layout layout_;
  std::unique_ptr<llvm::orc::LLJIT> jit_;
  std::vector<StepFunction> functions_;
  BatchFunction batch_ = nullptr;
  std::vector<void*> context_;
  Memory globals_;
  std::vector<EffectCell> effects_;
  std::vector<Memory> rows_;
  std::vector<Cell> arguments_;
  std::vector<CompiledScan> scans_;
  std::uint32_t capacity_ = 0;
};

}  // namespace

std::unique_ptr<core::BatchEngine> make_native_engine(const Contract& contract, const Options& options) {
  return std::make_unique<NativeEngine>(contract, options, Mutant::none);
}

std::unique_ptr<core::Engine> make_mutant_engine(const Contract& contract, Mutant mutant) {
  return std::make_unique<NativeEngine>(contract, Options{}, mutant);
}

}  // namespace surety::codegen
