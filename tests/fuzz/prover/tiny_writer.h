// tiny_writer.h -- the author of one tiny contract: which parts it has, and what may be named where.
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "tests/fuzz/prover/phrase_maker.h"

namespace surety::test {

class TinyWriter {
 public:
  explicit TinyWriter(std::uint64_t seed)
      : random_(seed),
        phrases_(random_),
        further_(seed + 1'000'003),
        further_phrases_(further_),
        issuing_(seed + 2'000'003),
        claiming_(seed + 3'000'003),
        claiming_phrases_(claiming_) {}

  std::string write();

 private:
  struct Action {
    std::string name;
    std::vector<std::string> parameters;  // "amount: USD in 0 .. 2"
    bool two_parties = false;             // its parameters are (p: party, q: party, …)
    bool money = false;                   // it has an `amount`
    bool position = false;                // it has an `n`
  };

  // ---- the parts, tiny_writer.cpp ----
  void choose_parts();
  void declare_parameters();
  void declare_cells();
  template <class... Args>
  void line(fmt::format_string<Args...> format, Args&&... arguments) {
    text_ += fmt::format(format, std::forward<Args>(arguments)...) + "\n";
  }
  bool chance(unsigned percent) { return random_.percent(percent); }
  /// Cells that may be named anywhere.
  [[nodiscard]] Scope globals() const;
  /// Adds the cells of a row: `t` with "t.held", or "my".
  void add_row(Scope& scope, const std::string& row) const;

  // ---- actions, tiny_actions.cpp ----
  void write_actions();
  void write_action(std::size_t number);
  void deposit(Action& action);
  void withdraw(Action& action);
  void transfer(Action& action);
  void trade(Action& action);
  void trade_with_old_value(Action& action);
  void charge(Action& action);
  void settle(Action& action);
  void tally(Action& action);
  void put(Action& action);
  void either_way(Action& action);
  void close(Action& action);
  void anything(Action& action);
  void statement(const Action& action, unsigned depth);
  /// The head of the action, its parameters taken from `action`.
  void open(const Action& action);
  [[nodiscard]] Scope scope_of(const Action& action) const;
  void maybe_require(const Action& action, const std::string& condition);
  std::string money_place(const std::string& row);
  std::string any_place(const Action& action, bool outside);

  // ---- issued assets and folds over enums, tiny_issues.cpp ----
  void write_issues();
  void write_issuing_actions();
  void write_folds();
  bool issuing(unsigned percent) { return issuing_.percent(percent); }

  // ---- functions that ensure something, tiny_claims.cpp ----
  void write_claiming_functions();
  void write_claiming_action();
  void write_claiming_properties();
  std::string claiming_call(const Scope& scope);
  bool claiming(unsigned percent) { return claiming_.percent(percent); }

  // ---- properties, tiny_properties.cpp ----
  void write_properties();
  std::string row_invariant();
  std::string total_invariant();
  std::string count_invariant();
  std::string priced_invariant();
  std::string phase_invariant();
  std::string global_invariant();
  std::string pair_invariant();
  std::string exists_invariant();
  std::string invariant();
  void write_rule(std::size_t number);
  void write_can(std::size_t number);
  void write_assumption();
  std::string total_of(const std::string& body) { return fmt::format("sum(t in T: {})", body); }
  Scope row_scope();
  /// A bound near what the parts are about.
  std::string position_bound();
  std::string money_bound();

  // ---- lemmas, assertions, tests for all values, tiny_forms.cpp ----
  void write_lemmas();
  void write_scenario(std::size_t number);
  void write_pair_invariant();
  void further_statements(const Action& action);
  std::string use_of_lemma(const Scope& scope);
  std::string call_of(const Action& action);
  std::string outcome();

  Random random_;
  PhraseMaker phrases_;
  Random further_;
  PhraseMaker further_phrases_;
  std::vector<bool> lemmas_with_money_;  // of each lemma: it takes an amount of USD too
  Random issuing_;                       // draws of its own: what is issued changes nothing else of a seed
  Random claiming_;                      // likewise
  PhraseMaker claiming_phrases_;
  std::size_t claims_ = 0;  // functions that ensure something
  std::string text_;
  std::vector<Action> actions_;

  bool fee_ = false;       // param fee : ratio @ 1
  bool cap_ = false;       // param cap : LOT
  bool governed_ = false;  // fee may be changed by the role
  bool boss_ = false;      // role boss
  bool mark_ = false;      // oracle mark
  bool phase_ = false;     // Open, Closed
  bool treasury_ = false;  // pot treasury
  bool house_ = false;     // balance house
  bool counter_ = false;   // state counter : LOT
  bool cash_ = false;      // balance in T
  bool stash_ = false;     // pot in T
  bool held_ = false;      // a position in T
  bool signed_ = false;    // held may be negative
  bool flag_ = false;      // a boolean in T
  bool leader_ = false;    // a cell that names a party
  bool sides_ = false;     // an array over an enum
  bool weight_ = false;    // a function of numbers
  bool worth_ = false;     // a function of a row
  bool latch_ = false;     // a boolean of the contract
  bool shares_ = false;    // issued asset LP
  unsigned supply_ = 3;
};

}  // namespace surety::test
