// operation.h -- the enum and the facts of operation.def.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace surety::core {

enum class Operation : std::uint8_t {
#define OPERATION(name, arity, spelling, value, reverts) name,
#include "compiler/core/operation.def"
#undef OPERATION
};

struct OperationInfo {
  unsigned arity;
  std::string_view spelling;  // in core text
  std::string_view value;
  std::string_view reverts;
};

/// The row of `operation`.
const OperationInfo& info(Operation operation);
/// The operation that core text spells so; nullopt where there is none.
std::optional<Operation> operation_named(std::string_view spelling);

}  // namespace surety::core
