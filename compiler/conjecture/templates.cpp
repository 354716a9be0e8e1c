// templates.cpp -- the shapes of facts that contracts of money rest on.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/conjecture/conjecture.h"
#include "compiler/syntax/overloaded.h"

namespace surety::conjecture {

namespace {

using core::Sort;

/// Something that can be named in an invariant.
struct Term {
  std::string text;  // "t.quote", "insurance", "equity(t)"
  std::string slug;  // for names: "quote"
  core::Type type;
};

bool is_number(const core::Type& type) { return type.sort == Sort::integer && type.enumeration.empty(); }
bool comparable(const Term& a, const Term& b) {
  return is_number(a.type) && is_number(b.type) && a.type.dimension == b.type.dimension;
}

std::string slug_of(const std::string& name) {
  std::string slug;
  for (const char c : name) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
    if (plain) slug += c;
    if (!plain && !slug.empty() && slug.back() != '_') slug += '_';
  }
  while (!slug.empty() && slug.back() == '_') slug.pop_back();
  return slug;
}

/// The rows of one table, and what can be said of one of them.
struct Rows {
  std::string table;
  std::string row;
  std::vector<Term> numbers;
  std::vector<Term> truths;
  std::vector<Term> functions;  // numbers that a function of the contract computes
};

class Templates {
 public:
  Templates(const syntax::Unit& unit, const core::Contract& contract) : unit_(unit), contract_(contract) {
    for (const core::Property& property : contract.properties) names_.insert(property.name);
    collect_globals();
    for (const core::Table& table : contract.tables) rows_.push_back(rows_of(table));
  }

  std::vector<Conjecture> all() {
    for (const Rows& rows : rows_) signs(rows);
    for (const Term& term : globals_) {
      add(term.slug + "_not_negative", term.text + " >= 0");
      add(term.slug + "_stays_zero", term.text + " == 0");
    }
    times();
    for (const Rows& rows : rows_) sums(rows);
    orders(globals_, [](const std::string& body) { return body; });
    for (const Rows& rows : rows_) {
      orders(rows.numbers, [&](const std::string& body) { return for_all(rows, body); });
      limits(rows);
      companions(rows);
    }
    phases();
    return std::move(found_);
  }

 private:
  void add(const std::string& name, std::string text) {
    std::string unique = name;
    for (int i = 2; names_.contains(unique); ++i) unique = fmt::format("{}_{}", name, i);
    names_.insert(unique);
    found_.push_back({std::move(unique), std::move(text)});
  }

  static std::string for_all(const Rows& rows, const std::string& body) {
    return fmt::format("forall {} in {}: {}", rows.row, rows.table, body);
  }

  void collect_globals() {
    for (const core::Global& global : contract_.globals) {
      const bool told = global.kind == core::GlobalKind::pot || global.kind == core::GlobalKind::balance ||
                        global.kind == core::GlobalKind::state;
      if (!told) continue;
      const Term term{global.name, slug_of(global.name), global.type};
      if (is_number(global.type)) globals_.push_back(term);
      if (global.type.sort == Sort::boolean) flags_.push_back(term);
      if (global.type.enumeration == "phase") phase_ = &global.type;
    }
  }

  Rows rows_of(const core::Table& table) const {
    Rows rows{table.name, std::string(1, static_cast<char>(std::tolower(table.name[0]))), {}, {}, {}};
    for (const core::Field& field : table.fields) {
      const Term term{rows.row + "." + field.name, slug_of(field.name), field.type};
      if (is_number(field.type)) rows.numbers.push_back(term);
      if (field.type.sort == Sort::boolean) rows.truths.push_back(term);
    }
    for (const syntax::Declaration& declaration : unit_.declarations) {
      const auto* fn = std::get_if<syntax::FnDecl>(&declaration.node);
      if (fn == nullptr || fn->parameters.size() != 1 || plain_name(fn->parameters[0].type) != table.name) continue;
      const Term term{fmt::format("{}({})", fn->name.text, rows.row), slug_of(fn->name.text), {}};
      (plain_name(fn->result) == "bool" ? rows.truths : rows.functions).push_back(term);
    }
    return rows;
  }
  static std::string plain_name(const syntax::TypeExpr& type) {
    return type.unit.factors.size() == 1 ? type.unit.factors[0].name.text : "";
  }

  void signs(const Rows& rows) {
    for (const Term& term : rows.numbers) add(term.slug + "_not_negative", for_all(rows, term.text + " >= 0"));
    for (const Term& term : rows.functions) add(term.slug + "_not_negative", for_all(rows, term.text + " >= 0"));
    for (const Term& term : rows.truths) add("always_" + term.slug, for_all(rows, term.text));
  }

  /// What was noted, and when a price came, lies in the past.
  void times() {
    for (const core::Global& global : contract_.globals)
      if (global.kind == core::GlobalKind::oracle_time) add(slug_of(global.name) + "_past", global.name + " <= now");
    const auto clock = std::ranges::find(contract_.globals, core::GlobalKind::clock, &core::Global::kind);
    if (clock == contract_.globals.end()) return;
    const Term now{"now", "now", clock->type};
    for (const Term& term : globals_)
      if (comparable(term, now)) add(term.slug + "_past", term.text + " <= now");
    for (const Rows& rows : rows_)
      for (const Term& term : rows.numbers)
        if (comparable(term, now)) add(term.slug + "_past", for_all(rows, term.text + " <= now"));
  }

  /// A counter is the total of a column.
  void sums(const Rows& rows) {
    for (const Term& term : rows.numbers) {
      const std::string sum = fmt::format("sum({} in {}: {})", rows.row, rows.table, term.text);
      add(fmt::format("{}_balances", term.slug), sum + " == 0");
      for (const Term& global : globals_) {
        if (!comparable(term, global)) continue;
        add(fmt::format("{}_is_total_{}", global.slug, term.slug), fmt::format("{} == {}", sum, global.text));
        add(fmt::format("{}_covers_{}", global.slug, term.slug), fmt::format("{} <= {}", sum, global.text));
      }
    }
  }

  void orders(const std::vector<Term>& terms, const auto& quantified) {
    for (const Term& a : terms) {
      for (const Term& b : terms) {
        if (&a == &b || !comparable(a, b)) continue;
        add(fmt::format("{}_at_most_{}", a.slug, b.slug), quantified(fmt::format("{} <= {}", a.text, b.text)));
      }
    }
  }

  /// A column and a counter: an entry is never ahead of the index.
  void limits(const Rows& rows) {
    for (const Term& term : rows.numbers) {
      for (const Term& global : globals_) {
        if (!comparable(term, global)) continue;
        add(fmt::format("{}_at_most_{}", term.slug, global.slug),
            for_all(rows, fmt::format("{} <= {}", term.text, global.text)));
      }
    }
  }

  /// What is zero together, and what a flag goes with.
  void companions(const Rows& rows) {
    for (const Term& a : rows.numbers) {
      for (const Term& b : rows.numbers) {
        if (&a == &b) continue;
        add(fmt::format("no_{}_without_{}", b.slug, a.slug),
            for_all(rows, fmt::format("{} == 0 implies {} == 0", a.text, b.text)));
      }
    }
    for (const Term& flag : rows.truths) {
      for (const Term& number : rows.numbers) {
        add(fmt::format("{}_means_no_{}", flag.slug, number.slug),
            for_all(rows, fmt::format("{} implies {} == 0", flag.text, number.text)));
        add(fmt::format("no_{}_unless_{}", number.slug, flag.slug),
            for_all(rows, fmt::format("not {} implies {} == 0", flag.text, number.text)));
      }
    }
  }

  /// In a phase, and before or after it, something is zero.
  void phases() {
    std::vector<Term> conditions;
    for (const Term& flag : flags_) {
      conditions.push_back({flag.text, flag.slug, {}});
      conditions.push_back({"not " + flag.text, "not_" + flag.slug, {}});
    }
    if (phase_ != nullptr) {
      for (const std::string& constant : phase_->constants) {
        conditions.push_back({"phase == " + constant, "in_" + slug_of(constant), {}});
        conditions.push_back({"phase != " + constant, "outside_" + slug_of(constant), {}});
      }
    }
    for (const Term& condition : conditions) {
      for (const Term& number : globals_)
        add(fmt::format("no_{}_{}", number.slug, condition.slug),
            fmt::format("{} implies {} == 0", condition.text, number.text));
      for (const Rows& rows : rows_)
        for (const Term& number : rows.numbers)
          add(fmt::format("no_{}_{}", number.slug, condition.slug),
              for_all(rows, fmt::format("{} implies {} == 0", condition.text, number.text)));
    }
  }

  const syntax::Unit& unit_;
  const core::Contract& contract_;
  std::set<std::string> names_;
  std::vector<Term> globals_;
  std::vector<Term> flags_;
  const core::Type* phase_ = nullptr;
  std::vector<Rows> rows_;
  std::vector<Conjecture> found_;
};

}  // namespace

std::vector<Conjecture> conjectures(const syntax::Unit& unit, const core::Contract& contract) {
  return Templates(unit, contract).all();
}

}  // namespace surety::conjecture
