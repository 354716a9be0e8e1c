// value_type.h -- the types of values while checking, and how they are named to the author.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/check/dimension.h"
#include "compiler/core/contract.h"

namespace surety::syntax {
struct RecordDecl;
}

namespace surety::check {

using core::Integer;
using source::Span;

/// `enum Market { BTC, ETH }`; also the phases of a contract, under the name "phase".
struct Enumeration {
  std::string name;
  std::vector<std::string> constants;
  Span span;
};

/// `error` is the type of what was already complained about: it silences what would follow from it.
enum class Kind : std::uint8_t { error, number, boolean, party, id, enumeration, record, list };

struct Record;
struct ListShape;

struct ValueType {
  Kind kind = Kind::error;
  Dimension dimension;                       // numbers
  int scale = 0;                             // numbers: an integer counts 10^-scale
  const Enumeration* enumeration = nullptr;  // enumerations; owned by the symbols
  const Record* record = nullptr;            // records; owned by the symbols
  const ListShape* list = nullptr;           // lists; owned by the symbols

  static ValueType number(Dimension dimension, int scale) {
    return {Kind::number, std::move(dimension), scale, nullptr};
  }
  static ValueType boolean() { return {Kind::boolean, {}, 0, nullptr}; }
  static ValueType party() { return {Kind::party, {}, 0, nullptr}; }
  static ValueType id() { return {Kind::id, {}, 0, nullptr}; }
  static ValueType of(const Enumeration& enumeration) { return {Kind::enumeration, {}, 0, &enumeration}; }
  static ValueType of(const Record& record) { return {Kind::record, {}, 0, nullptr, &record}; }
  static ValueType of(const ListShape& list) { return {Kind::list, {}, 0, nullptr, nullptr, &list}; }

  [[nodiscard]] bool ok() const { return kind != Kind::error; }
  [[nodiscard]] bool is_number() const { return kind == Kind::number; }
  /// Values of the two are of one kind: for numbers that says nothing of dimension and scale.
  [[nodiscard]] bool same_kind(const ValueType& other) const {
    return kind == other.kind && enumeration == other.enumeration && record == other.record && list == other.list;
  }
  bool operator==(const ValueType&) const = default;
};

struct RecordMember {
  std::string name;
  Span span;
  ValueType type;
};
/// `record Parts { fee: USD, rest: USD }`: see records.cpp.
struct Record {
  std::string name;
  Span span;
  const syntax::RecordDecl* decl = nullptr;
  std::vector<RecordMember> members;
  [[nodiscard]] std::vector<std::string> names() const;
};

/// `list 3 of Part`: see lists.h.
struct ListShape {
  ValueType element;
  int most = 0;
};

/// In the reader's words: "USD @ 6", "a price USD/ETH @ 4", "a ratio @ 4", "bool", "Market".
std::string describe(const ValueType& type);
/// As it is written in a declaration: "USD/ETH @ 4".
std::string spelled(const ValueType& type);
core::Type to_core(const ValueType& type);

}  // namespace surety::check
