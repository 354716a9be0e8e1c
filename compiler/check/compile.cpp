// compile.cpp -- see compile.h: the front end from text to core, in one screen.
#include "compiler/check/compile.h"

#include "compiler/check/compliance.h"
#include "compiler/check/facts.h"
#include "compiler/check/modules.h"
#include "compiler/check/properties.h"
#include "compiler/check/scans.h"
#include "compiler/check/steps.h"
#include "compiler/check/test_parts.h"

namespace surety::check {

namespace {

void warn_unused(Context& c) {
  for (const Cell& cell : c.symbols.cells)
    if (cell.kind == core::GlobalKind::parameter && !cell.used && !cell.imported)
      c.warn_later(Message::unused_name, cell.span, cell.name);
  for (const FunctionSymbol& function : c.symbols.functions)
    if (!function.used && !function.imported)
      c.warn_later(Message::unused_name, function.decl->name.span, function.name);
}

std::optional<core::Contract> lower(const Modules& modules, Compiled& run, const Options& options) {
  Context context(run.sources, run.sink, modules.contract().name.text);
  context.stdlib = options.stdlib;
  const Declarations& all = modules.declarations();
  declare(context, all);
  check_functions(context);
  make_steps(context, all);
  // Beyond this point every step has its number, and every error a step can end with is known.
  make_properties(context, all);
  make_assumptions(context, all);
  make_scans(context, all);
  make_tests(context, all);
  if (!context.has_errors()) make_facts(context);
  check_test_names(context);
  if (context.has_errors()) return std::nullopt;
  warn_unused(context);
  warn_of_lock_in(context);
  context.report_warnings();
  return std::move(context.contract);
}

void compile(Compiled& run, const std::string& name, std::string text, const std::filesystem::path& directory,
             const Options& options) {
  Modules modules(run, options);
  if (modules.load(name, std::move(text), directory)) run.contract = lower(modules, run, options);
}

}  // namespace

Compiled compile_text(const std::string& name, std::string text, const Options& options) {
  Compiled run;
  compile(run, name, std::move(text), std::filesystem::path(name).parent_path(), options);
  return run;
}

Compiled compile_file(const std::filesystem::path& path, const Options& options) {
  Compiled run;
  auto text = read_text(path);
  if (const auto* failure = std::get_if<std::error_code>(&text)) {
    const source::FileId file = run.sources.add(path.string(), "");
    report(run.sink, Message::unreadable_file, {file, 0, 0}, path.string(), failure->message());
    return run;
  }
  compile(run, path.string(), std::move(std::get<std::string>(text)), path.parent_path(), options);
  return run;
}

}  // namespace surety::check
