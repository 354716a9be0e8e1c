// same_outcome.cpp -- two steps from one state, compared place by place.
#include "verifier/oblige/symbolic.h"

namespace surety::verify::oblige {

Symbolic::Outcome Symbolic::rewind() {
  Outcome outcome{globals_now_, rows_, std::exchange(effects_, {})};
  globals_now_ = globals_before_;
  for (Row& row : rows_) row.now = row.before;
  return outcome;
}

void Symbolic::owe_equal(const std::string& place, const Value& a, const Value& b) {
  Bool formula = boolean(true);
  if (const Int* number = std::get_if<Int>(&a)) {
    formula = equal(*number, std::get<Int>(b));
  } else if (const Bool* truth = std::get_if<Bool>(&a)) {
    const Bool other = std::get<Bool>(b);
    formula = either(both(*truth, other), both(negate(*truth), negate(other)));
  } else {
    formula = same(std::get<Party>(a), std::get<Party>(b));
  }
  if (arena_.value(formula) != true) goals_.push_back({place, formula, SIZE_MAX});
}

void Symbolic::owe_same_as(const Outcome& other) {
  for (std::size_t i = 0; i < globals_now_.size(); ++i) {
    owe_equal(contract_.globals[i].name, globals_now_[i], other.globals[i]);
  }
  // Rows are only ever added: one that the other run did not meet is as it was before.
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    const Row& row = rows_[r];
    const std::vector<Value>& theirs = r < other.rows.size() ? other.rows[r].now : row.before;
    const std::vector<core::Field>& fields = contract_[row.table].fields;
    for (std::size_t f = 0; f < row.now.size(); ++f) owe_equal(row.name + "." + fields[f].name, row.now[f], theirs[f]);
  }
  bool alike = effects_.size() == other.effects.size();
  for (std::size_t i = 0; alike && i < effects_.size(); ++i) {
    const Payment& mine = effects_[i];
    const Payment& theirs = other.effects[i];
    alike = mine.kind == theirs.kind && mine.asset == theirs.asset;
    if (!alike) break;
    owe_equal("a payment", mine.amount, theirs.amount);
    owe_equal("a payment's party", mine.party, theirs.party);
  }
  if (!alike) goals_.push_back({"payments", boolean(false), SIZE_MAX});
}

}  // namespace surety::verify::oblige
