// wasm_body.cpp -- see wasm_body.h.
//
// Control is structured: a label is that of a construct that is still open. The label of a loop is the operator after
// its `loop`; that of anything else is the operator after its `end`, which is known when that is read.
#include "codegen/cost/wasm_body.h"

#include <fmt/format.h>

#include <optional>

namespace surety::codegen::wasm {

namespace {

class Body {
 public:
  explicit Body(Bytes& bytes) : bytes_(bytes) { open_.emplace_back(); }

  std::vector<Operator> read() {
    while (!open_.empty()) read_operator();
    return std::move(operators_);
  }

 private:
  /// A construct whose `end` is still to come.
  struct Construct {
    std::optional<std::uint32_t> loop;        // where its label is
    std::optional<std::uint32_t> arm;         // the `if` that waits for an `else`
    std::vector<std::uint32_t> waiting = {};  // operators that go to its end
  };

  [[nodiscard]] std::uint32_t here() const { return static_cast<std::uint32_t>(operators_.size()); }
  void add(Operator one) { operators_.push_back(std::move(one)); }

  /// Control may go from the operator at `from` to the label `depth` constructs further out.
  void aim(std::uint32_t from, std::uint32_t depth) {
    if (depth >= open_.size()) bytes_.refuse("a jump out of the function");
    Construct& target = open_[open_.size() - 1 - depth];
    if (target.loop) {
      operators_[from].places.push_back(*target.loop);
    } else {
      target.waiting.push_back(from);
    }
  }

  void open_construct(Flow flow) {
    bytes_.skip_number();  // the type
    const std::uint32_t at = here();
    add({flow, 0, {}});
    Construct construct;
    if (flow == Flow::loop) construct.loop = at + 1;
    if (flow == Flow::either) construct.arm = at;
    open_.push_back(std::move(construct));
  }

  void otherwise() {
    Construct& construct = open_.back();
    if (!construct.arm) bytes_.refuse("an `else` without `if`");
    construct.waiting.push_back(here());
    add({Flow::jump, 0, {}});
    operators_[*construct.arm].places.push_back(here());
    construct.arm.reset();
  }

  void end() {
    add({});
    const Construct& construct = open_.back();
    for (const std::uint32_t from : construct.waiting) operators_[from].places.push_back(here());
    if (construct.arm) operators_[*construct.arm].places.push_back(here());
    open_.pop_back();
  }

  void jump(Flow flow) {
    const std::uint32_t at = here();
    add({flow, 0, {}});
    aim(at, bytes_.size());
  }
  void jump_table() {
    const std::uint32_t at = here();
    add({Flow::jump, 0, {}});
    for (std::uint32_t count = bytes_.size(); count > 0; --count) aim(at, bytes_.size());
    aim(at, bytes_.size());
  }

  void straight(int numbers) {
    for (; numbers > 0; --numbers) bytes_.skip_number();
    add({});
  }

  void read_operator() {
    const std::uint8_t code = bytes_.byte();
    switch (code) {
      case 0x00: return add({Flow::leave, 0, {}});  // unreachable
      case 0x02: return open_construct(Flow::straight);
      case 0x03: return open_construct(Flow::loop);
      case 0x04: return open_construct(Flow::either);
      case 0x05: return otherwise();
      case 0x0b: return end();
      case 0x0c: return jump(Flow::jump);
      case 0x0d: return jump(Flow::jump_or_next);
      case 0x0e: return jump_table();
      case 0x0f: return add({Flow::leave, 0, {}});
      case 0x10: return add({Flow::call, bytes_.size(), {}});
      case 0x11:
        bytes_.size();
        bytes_.size();
        return add({Flow::call_indirect, 0, {}});
      case 0xfc: return bulk_or_saturating();
      case 0xfd: return vector();
      default: return plain(code);
    }
  }

  void plain(std::uint8_t code) {
    if (code == 0x41) {  // i32.const
      const std::int64_t value = bytes_.signed_number();
      add({});
      constant_ = {here(), value};
      return;
    }
    if (code == 0x43) return fixed(4);                     // f32.const
    if (code == 0x44) return fixed(8);                     // f64.const
    if (code >= 0x28 && code <= 0x3e) return straight(2);  // loads and stores
    if (code >= 0x20 && code <= 0x26) return straight(1);  // variables and tables
    if (code >= 0x3f && code <= 0x42) return straight(1);  // memory.size, memory.grow, constants
    if (code == 0xd0 || code == 0xd2) return straight(1);  // references
    if (code == 0x1c) {                                    // select with types
      return straight(static_cast<int>(bytes_.size() & 0xffU));
    }
    const bool known = code == 0x01 || code == 0x1a || code == 0x1b || code == 0xd1 || (code >= 0x45 && code <= 0xc4);
    if (!known) bytes_.refuse(fmt::format("an operator {:#04x} that is not known here", code));
    add({});
  }
  void fixed(std::size_t count) {
    bytes_.skip(count);
    add({});
  }

  void bulk_or_saturating() {
    const std::uint32_t code = bytes_.size();
    if (code <= 7) return add({});  // conversions that saturate
    if (code > 17) bytes_.refuse(fmt::format("an operator 0xfc {} that is not known here", code));
    const bool two = code == 8 || code == 10 || code == 12 || code == 14;  // init and copy name two things
    for (int count = two ? 2 : 1; count > 0; --count) bytes_.size();
    const bool constant = code == 9 || code == 13 || code == 15 || code == 16;  // drop, grow, size
    if ((code == 10 || code == 11) && known_length()) return stretch(constant_.value);
    add({constant ? Flow::straight : Flow::bulk, 0, {}});
  }

  /// The operand on top is a number that was written just before, and a moderate one.
  [[nodiscard]] bool known_length() const {
    return constant_.after == here() && constant_.value >= 0 && constant_.value <= longest_stretch;
  }
  /// Copying or filling counts as much as stores of a byte each.
  void stretch(std::int64_t length) {
    for (std::int64_t done = 0; done <= length; ++done) add({});
  }

  void vector() {
    const std::uint32_t code = bytes_.size();
    if (code > 0xff) bytes_.refuse(fmt::format("a vector operator {:#x} that is not known here", code));
    if (code <= 0x0b || code == 0x5c || code == 0x5d) return straight(2);  // loads and stores
    if (code == 0x0c || code == 0x0d) return fixed(16);                    // a constant, a shuffle
    if (code >= 0x15 && code <= 0x22) return fixed(1);                     // a lane
    if (code >= 0x54 && code <= 0x5b) {                                    // loads and stores of a lane
      bytes_.skip_number();
      bytes_.skip_number();
      return fixed(1);
    }
    add({});
  }

  Bytes& bytes_;
  /// The last number that was written, and the operator after it.
  struct Constant {
    std::uint32_t after = UINT32_MAX;
    std::int64_t value = 0;
  };
  static constexpr std::int64_t longest_stretch = 65'536;

  Constant constant_;
  std::vector<Operator> operators_;
  std::vector<Construct> open_;
};

}  // namespace

std::vector<Operator> read_body(Bytes& bytes) { return Body(bytes).read(); }

}  // namespace surety::codegen::wasm
