# prover_mutant(NAME KIND FILE OLD NEW): the prover with OLD replaced by NEW in FILE must be noticed; KIND is `unsound` or
# `weak`, see mutant_main.cpp. Only that file is compiled again: the linker takes it in place of the library's own.
function(prover_mutant name kind file old new)
  set(source ${CMAKE_SOURCE_DIR}/verifier/${file})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
  file(READ ${source} text)
  string(REPLACE "${old}" "${new}" changed "${text}")
  if("${changed}" STREQUAL "${text}")
    message(FATAL_ERROR "mutant ${name}: verifier/${file} no longer contains\n${old}")
  endif()
  get_filename_component(base ${file} NAME)
  set(mutated ${CMAKE_CURRENT_BINARY_DIR}/mutants/${name}/${base})
  file(CONFIGURE OUTPUT ${mutated} CONTENT "${changed}" @ONLY)
  add_executable(prover_mutant_${name} mutant_main.cpp ${mutated})
  target_link_libraries(prover_mutant_${name} PRIVATE test_tiny_contracts)
  add_test(NAME "prover mutant: ${name}" COMMAND prover_mutant_${name} ${kind})
  set_tests_properties("prover mutant: ${name}" PROPERTIES TIMEOUT 300)
endfunction()

prover_mutant(names_never_coincide unsound oblige/symbolic.cpp
  [[const bool merge = script_.decide();]] [[const bool merge = false;]])
prover_mutant(rows_ignore_aliases unsound oblige/state.cpp
  [[if (arena_.value(same(row.party, key)) == true) return row;]]
  [[if (key.index > 100 && arena_.value(same(row.party, key)) == true) return row;]])
prover_mutant(who_is_whom_is_known unsound oblige/symbolic.cpp
  [[return arena_.boolean_variable("same "]] [[return boolean(false); arena_.boolean_variable("same "]])
prover_mutant(one_branch_only unsound oblige/symbolic.cpp
  [[const bool taken = script_.decide();]] [[const bool taken = true;]])
prover_mutant(requirements_of_idle_arms unsound oblige/symbolic.cpp
  [[const Bool needed = arena_.implies(guard(), condition);]] [[const Bool needed = condition;]])
prover_mutant(totals_forget_old_rows unsound oblige/totals.cpp
  [[arena_.subtract(at_row(monomial, row, view), at_row(monomial, row, View::before))]]
  [[at_row(monomial, row, view)]])
prover_mutant(rest_of_signed_sums unsound term/signs.cpp
  [[return {bounds.low && *bounds.low >= 0, ]] [[return {true, ]])
prover_mutant(rest_whatever_the_phase unsound oblige/rest.cpp
  [[arena_.implies(where, known)]] [[arena_.either(boolean(where == boolean(false)), known)]])
prover_mutant(rest_by_one_case unsound term/signs.cpp
  [[sign.at_most_zero || (where.at_most_zero && elsewhere.at_most_zero)]] [[sign.at_most_zero || where.at_most_zero || elsewhere.at_most_zero]])
prover_mutant(one_sum_for_every_row unsound oblige/totals.cpp
  [[if (generic_party_) throw;]] [[if (generic_party_) evaluated = true;]])
prover_mutant(sums_are_defined unsound oblige/totals.cpp
  [[bool evaluated = false;]] [[bool evaluated = true;]])
prover_mutant(no_row_but_the_named unsound oblige/quantifiers.cpp
  [[expansion.arbitrary = witness(table);]] [[if (rows_.empty()) expansion.arbitrary = witness(table);]])
prover_mutant(one_row_for_all_alternatives unsound oblige/quantifiers.cpp
  [[return arbitrary_.emplace(formula, std::move(result)).first->second;]]
  [[result.clash = false; return arbitrary_.emplace(formula, std::move(result)).first->second;]])
prover_mutant(some_row_is_a_named_one unsound oblige/quantifiers.cpp
  [[if (!universal && !goal) return boolean(true);]] [[]])
prover_mutant(invariants_of_the_state_after unsound oblige/run.cpp
  [[holds_in(stage, condition, binding)]]
  [[(role == Role::invariant ? holds(condition, binding, Symbolic::View::now) : holds_in(stage, condition, binding))]])
prover_mutant(proofs_on_sand unsound prove/founded.cpp
  [[if (result->verdict != Verdict::proved) names]] [[if (result->verdict == Verdict::vacuous) names]])
prover_mutant(proofs_found_later_on_sand unsound prover.cpp
  [[} while (prove_needed());]] [[} while (false);]])
prover_mutant(refused_as_if_it_happened unsound oblige/run_scenario.cpp
  [[one.refused ? d().either(*one.refused, holds) : holds]] [[holds]])
prover_mutant(owed_as_if_it_happened unsound oblige/run_scenario.cpp
  [[owed ? arguments_at(position + 1) : taken_at(position)]] [[taken_at(position)]])
prover_mutant(assumed_before_arguments unsound oblige/run_scenario.cpp
  [[return 2 * position + 1;]] [[return 2 * position;]])
prover_mutant(promises_rest_on_assumptions unsound oblige/run.cpp
  [[&& kind != core::PropertyKind::can;]] [[;]]
)
prover_mutant(roots_are_defined unsound oblige/hooks.cpp
  [[const bool certain = place->second.empty();]]
  [[if (in_property) { place->second.erase(core::BuiltinError::overflow); }
  const bool certain = place->second.empty();]])
prover_mutant(products_out_of_bounds unsound solver/z3.cpp
  [[product >= number(*limits.low)]] [[product >= number(core::Integer(*limits.low + 1))]])
prover_mutant(floor_without_upper_bound weak term/traverse.cpp
  [[arena.conjunction({arena.nonnegative(rest), arena.less(rest, divisor), sign_of_quotient(arena, q, n)})]]
  [[arena.conjunction({arena.nonnegative(rest), sign_of_quotient(arena, q, n)})]])
prover_mutant(totals_begin_anywhere weak oblige/totals.cpp
  [[const Int value = start_ == Start::zero]] [[const Int value = start_ == Start::zero && table.index > 100]])
prover_mutant(assertions_known_before_owed unsound oblige/hooks.cpp
  [[      goals_.push_back(std::move(goal));]] [[      goal.moment = moment_;]])
prover_mutant(calls_return_for_others unsound oblige/hooks.cpp
  [[const Bool defined = arena_.boolean_variable(name + " is defined");]]
  [[const Bool defined = arena_.boolean_variable("one call is defined");]])
prover_mutant(returns_outside_where unsound oblige/hooks.cpp
  [[const Bool applies = arena_.both(admitted, where());]] [[const Bool applies = arena_.both(admitted, arena_.either(where(), arena_.constant(true)));]])
prover_mutant(untouched_whatever_is_written unsound oblige/theory.cpp
  [[if (begins || meet) return "";]] [[if (begins || (meet && writes.size() > 1)) return "";]])
prover_mutant(steps_in_a_row_start_anew unsound oblige/run_scenario.cpp
  [[stage_ = d().keep_stage();]] [[d().keep_stage();]])
prover_mutant(before_is_now unsound oblige/state.cpp
  [[return view == View::before ? globals_before_ : globals_now_;]] [[return globals_now_;]])
prover_mutant(expectations_know_what_follows unsound oblige/run_scenario.cpp
  [[goal.path_length = one.path_length;]] [[goal.path_length = SIZE_MAX;]])
prover_mutant(facts_of_states_to_come unsound oblige/explore.cpp
  [[return fact.moment <= goal.moment;]] [[return fact.moment <= goal.moment || true;]])
prover_mutant(any_is_the_first unsound oblige/hooks.cpp
  [[if (script_.decide()) return i;]] [[return i;]])
prover_mutant(any_error_will_do unsound oblige/run_scenario.cpp
  [[std::vector<term::Bool> way = passed;]] [[std::vector<term::Bool> way;]])
prover_mutant(lemmas_used_unproved unsound oblige/hooks.cpp
  [[path_.push_back({name, formula, Role::assumption});]] [[path_.push_back({name, formula, Role::guard});]])
prover_mutant(merged_branches_take_one_arm unsound oblige/hooks.cpp
  [[if (a == b) return a;]] [[if (a == b || arms_open_ > 0) return a;]])
