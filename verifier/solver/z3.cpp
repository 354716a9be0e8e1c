// z3.cpp -- questions put to Z3.
#include <algorithm>

#include "verifier/solver/z3_context.h"
#include "verifier/solver/z3_integers.h"
#include "verifier/term/bounds.h"
#include "verifier/term/outline.h"

namespace surety::verify::solver {

namespace {

using term::BoolKind;

/// One level sees a floor but not the minimum inside it, which is what it mostly depends on; three see too much.
constexpr unsigned levels_outlined = 2;

/// Terms as Z3 expressions: every atom is a variable.
class Encoder {
 public:
  Encoder(z3::context& context, term::Arena& arena, bool reals, bool flat)
      : context_(context), arena_(arena), reals_(reals), flat_(flat) {}

  z3::expr boolean(term::Bool a) {
    if (const auto place = joined_.find(a.index); place != joined_.end()) return place->second;
    const term::BoolNode& node = arena_.node(a);
    switch (node.kind) {
      case BoolKind::truth: return context_.bool_val(true);
      case BoolKind::falsehood: return context_.bool_val(false);
      case BoolKind::variable: return context_.bool_const(node.name.c_str());
      case BoolKind::not_variable: return !context_.bool_const(node.name.c_str());
      case BoolKind::nonnegative: return integer(node.polynomial) >= number(core::Integer(0));
      case BoolKind::zero: return integer(node.polynomial) == number(core::Integer(0));
      case BoolKind::nonzero: return apart(node.polynomial);
      case BoolKind::conjunction:
      case BoolKind::disjunction: break;
    }
    z3::expr_vector parts(context_);
    for (const term::Bool part : node.parts) parts.push_back(boolean(part));
    return joined_.emplace(a.index, node.kind == BoolKind::conjunction ? z3::mk_and(parts) : z3::mk_or(parts))
        .first->second;
  }

  /// Of the products that were met as unknowns.
  std::vector<z3::expr> bounds_of_products() {
    std::vector<z3::expr> facts;
    for (const auto& [monomial, product] : products_) {
      term::Int value = arena_.integer(core::Integer(1));
      for (const std::uint32_t index : monomial) value = arena_.multiply(value, arena_.atom_term(index));
      const term::Bounds limits = term::defined_bounds(arena_, value);
      if (limits.low) facts.push_back(product >= number(*limits.low));
      if (limits.high) facts.push_back(product <= number(*limits.high));
    }
    return facts;
  }

  z3::expr atom(std::uint32_t index) {
    // nlsat takes its unknowns in the order in which they were first seen: what is flat shall not decide that.
    const std::string name = (flat_ ? "f" : "a") + std::to_string(index);
    return reals_ ? context_.real_const(name.c_str()) : context_.int_const(name.c_str());
  }

 private:
  z3::expr number(const core::Integer& value) {
    const std::string digits = core::to_string(value);
    return reals_ ? context_.real_val(digits.c_str()) : context_.int_val(digits.c_str());
  }

  /// Integers that differ do so by at least 1.
  z3::expr apart(term::Int a) {
    const z3::expr value = integer(a);
    return value >= number(core::Integer(1)) || value <= number(core::Integer(-1));
  }

  z3::expr integer(term::Int a) {
    z3::expr_vector terms(context_);
    for (const auto& [monomial, coefficient] : arena_.polynomial(a)) {
      z3::expr product = number(coefficient);
      bool bare = coefficient == 1;
      for (const z3::expr& factor : factors(monomial)) {
        product = bare ? factor : product * factor;
        bare = false;
      }
      terms.push_back(product);
    }
    if (terms.empty()) return number(core::Integer(0));
    return terms.size() == 1 ? terms[0] : z3::sum(terms);
  }

  std::vector<z3::expr> factors(const term::Monomial& monomial) {
    if (flat_ && monomial.size() > 1) {
      const std::string name = "p" + std::to_string(products_.size());
      return {products_.try_emplace(monomial, context_.real_const(name.c_str())).first->second};
    }
    std::vector<z3::expr> each;
    each.reserve(monomial.size());
    for (const std::uint32_t index : monomial) each.push_back(atom(index));
    return each;
  }

  z3::context& context_;
  term::Arena& arena_;
  bool reals_;
  bool flat_;
  std::map<term::Monomial, z3::expr> products_;
  std::unordered_map<std::uint32_t, z3::expr> joined_;  // formulas of several parts that were met before
};

/// A rational exactly floored; an irrational number from its decimals.
core::Integer rounded_down(const z3::expr& value) {
  if (value.is_numeral() && !value.is_algebraic()) {
    const std::string fraction = Z3_get_numeral_string(value.ctx(), value);
    const std::size_t slash = fraction.find('/');
    if (slash == std::string::npos) return core::Integer(fraction);
    return core::floor_divide(core::Integer(fraction.substr(0, slash)), core::Integer(fraction.substr(slash + 1)));
  }
  const std::string text = value.get_decimal_string(6);
  const std::string whole = text.substr(0, text.find_first_of(".?"));
  const core::Integer truncated(whole.empty() || whole == "-" ? "0" : whole);
  return text.starts_with('-') ? core::Integer(truncated - 1) : truncated;
}

class Question {
 public:
  Question(term::Arena& arena, const std::vector<term::Bool>& formulas, term::Numbers numbers, Session& session,
           Form form = Form::whole)
      : arena_(arena),
        formulas_(formulas),
        reals_(numbers == term::Numbers::reals),
        session_(session),
        context_(session.context().z3),
        form_(form),
        encoder_(context_, arena, reals_, form == Form::flat) {
    term::Mentioned mentioned(arena);
    for (const term::Bool formula : formulas) mentioned.visit(formula);
    atoms_.assign(mentioned.atoms().begin(), mentioned.atoms().end());
    booleans_ = mentioned.booleans();
    if (form == Form::whole || form == Form::flat) {
      for (const std::uint32_t index : atoms_) formulas_.push_back(term::definition(arena, index));
    } else if (form == Form::outline) {
      const std::vector<term::Bool> facts = term::outline(arena, formulas, levels_outlined);
      formulas_.insert(formulas_.end(), facts.begin(), facts.end());
    }
  }

  Reply ask(const Limits& limits) {
    if (reals_) return ask(real_solver(), limits);
    Reply reply;
    const double until = work_seconds() + limits.seconds;
    for (IntegerMethod& method : integer_methods(context_, term::is_linear(arena_, formulas_))) {
      reply = ask(method.solver, {std::min(limits.resources, method.most_resources), until - work_seconds()});
      if (reply.status != Status::unknown || session_.over() || work_seconds() >= until) break;
    }
    return reply;
  }

  /// The first `count` formulas are tracked; those after them are definitions.
  Reply ask_core(std::size_t count, const Limits& limits) {
    z3::solver solver = real_solver();
    z3::params params = settings(context_, limits);
    params.set("unsat_core", true);
    // Its older simplex costs less to set up, and these questions are small.
    if (form_ == Form::flat) params.set("arith.solver", 2U);
    solver.set(params);
    for (std::size_t i = 0; i < formulas_.size(); ++i) {
      const z3::expr formula = encoder_.boolean(formulas_[i]);
      i < count ? solver.add(formula, ("formula" + std::to_string(i)).c_str()) : solver.add(formula);
    }
    for (const z3::expr& fact : encoder_.bounds_of_products()) solver.add(fact);
    const z3::check_result result = check(solver, limits, session_);
    Reply reply = without_model(result, solver, session_);
    if (result != z3::unsat) return reply;
    for (const z3::expr& name : solver.unsat_core()) {
      reply.core.push_back(std::stoul(name.decl().name().str().substr(std::string("formula").size())));
    }
    std::ranges::sort(reply.core);
    return reply;
  }

 private:
  /// Where nothing is multiplied the simplex method does with many cases what nlsat cannot.
  z3::solver real_solver() {
    if (form_ == Form::flat || term::is_linear(arena_, formulas_)) return {context_, "QF_LRA"};
    return z3::tactic(context_, "qfnra-nlsat").mk_solver();
  }

  Reply ask(z3::solver solver, const Limits& limits) {
    solver.set(settings(context_, limits));
    for (const term::Bool formula : formulas_) solver.add(encoder_.boolean(formula));
    for (const z3::expr& fact : encoder_.bounds_of_products()) solver.add(fact);
    const z3::check_result result = check(solver, limits, session_);
    if (result == z3::sat) return {Status::sat, "", assignment(solver.get_model())};
    return without_model(result, solver, session_);
  }

  term::Assignment assignment(const z3::model& model) {
    term::Assignment result;
    for (const std::uint32_t index : atoms_) {
      const term::Atom& atom = arena_.atom(index);
      if (atom.kind != term::AtomKind::variable) continue;
      result.integers[atom.name] = rounded_down(model.eval(encoder_.atom(index), true));
    }
    for (const std::string& name : booleans_) {
      result.booleans[name] = model.eval(context_.bool_const(name.c_str()), true).is_true();
    }
    return result;
  }

  term::Arena& arena_;
  std::vector<term::Bool> formulas_;
  bool reals_;
  Session& session_;
  z3::context& context_;
  Form form_;
  Encoder encoder_;
  std::vector<std::uint32_t> atoms_;
  std::set<std::string> booleans_;
};

}  // namespace

Reply ask(term::Arena& arena, const std::vector<term::Bool>& formulas, term::Numbers numbers, const Limits& limits,
          Session& session) {
  if (session.over()) return {Status::unknown, session.reason(), {}};
  try {
    return Question(arena, formulas, numbers, session).ask(limits);
  } catch (const z3::exception& error) {
    return failed(error, session);
  }
}

namespace {

/// Is the part contradictory alone? Z3 may name none; and the definition of an atom that only other formulas mention
/// may have said more than that it exists, for example of which sign declared ranges make it.
bool stands_alone(term::Arena& arena, const std::vector<term::Bool>& formulas, const std::vector<std::size_t>& core,
                  Form form, const Limits& limits, Session& session) {
  if (core.empty() || core.size() == formulas.size()) return !core.empty();
  std::vector<term::Bool> part;
  part.reserve(core.size());
  for (const std::size_t index : core) part.push_back(formulas[index]);
  return Question(arena, part, term::Numbers::reals, session, form).ask(limits).status == Status::unsat;
}

}  // namespace

Reply ask_core(term::Arena& arena, const std::vector<term::Bool>& formulas, Form form, const Limits& limits,
               Session& session) {
  if (session.over()) return {Status::unknown, session.reason(), {}};
  try {
    Reply reply = Question(arena, formulas, term::Numbers::reals, session, form).ask_core(formulas.size(), limits);
    if (reply.status != Status::unsat || stands_alone(arena, formulas, reply.core, form, limits, session)) return reply;
    reply.core.clear();
    for (std::size_t i = 0; i < formulas.size(); ++i) reply.core.push_back(i);
    return reply;
  } catch (const z3::exception& error) {
    return failed(error, session);
  }
}

std::string version() {
  unsigned major = 0;
  unsigned minor = 0;
  unsigned build = 0;
  unsigned revision = 0;
  Z3_get_version(&major, &minor, &build, &revision);
  return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(build);
}

}  // namespace surety::verify::solver
