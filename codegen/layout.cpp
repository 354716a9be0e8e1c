// layout.cpp -- see layout.h.
#include "codegen/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "codegen/distinct_names.h"
#include "compiler/core/scan.h"

namespace surety::codegen {

namespace {

// Keywords that no binding uses as a name. Exports, messages and methods keep their names: it is not to grow;
// c_names.cpp has what C and C++ refuse beyond.
constexpr std::array keywords{
    "auto",     "break",    "case",      "char",     "const",    "continue", "default",   "do",      "double",
    "else",     "enum",     "extern",    "float",    "for",      "goto",     "if",        "inline",  "int",
    "long",     "register", "restrict",  "return",   "short",    "signed",   "sizeof",    "static",  "struct",
    "switch",   "typedef",  "union",     "unsigned", "void",     "volatile", "while",     "and",     "or",
    "not",      "xor",      "bool",      "catch",    "class",    "delete",   "explicit",  "export",  "false",
    "friend",   "mutable",  "namespace", "new",      "operator", "private",  "protected", "public",  "template",
    "this",     "throw",    "true",      "try",      "typeid",   "typename", "using",     "virtual", "concept",
    "requires", "nullptr",  "constexpr", "noexcept", "bitand",   "bitor",    "compl"};

template <class Items>
std::vector<std::string> members(const Items& items, Spelling spelled) {
  DistinctNames names{};
  std::vector<std::string> result;
  result.reserve(items.size());
  for (const auto& item : items) result.push_back(names.take(spelled(item.name)));
  return result;
}

std::uint32_t effects_in(const core::Contract& contract, const core::Block& block) {
  std::uint32_t count = 0;
  for (const core::StatementId id : block) {
    const auto& node = contract[id].node;
    if (std::holds_alternative<core::Effect>(node)) ++count;
    if (const auto* branch = std::get_if<core::Branch>(&node))
      count += std::max(effects_in(contract, branch->then), effects_in(contract, branch->otherwise));
  }
  return count;
}

template <class Member>
std::uint32_t slot_size(const Member& member) {
  switch (member.type.sort) {
    case core::Sort::boolean: return 1;
    case core::Sort::party: return 4;
    case core::Sort::integer: break;
  }
  return std::max(core::signed_bits(member.range.low), core::signed_bits(member.range.high)) <= 64 ? 8 : 16;
}

template <class Members>
Structure arranged(const Members& members) {
  Structure result;
  for (const auto& member : members) result.slots.push_back({0, slot_size(member)});
  for (const std::uint32_t size : {16U, 8U, 4U, 1U}) {
    for (std::uint32_t i = 0; i < result.slots.size(); ++i) {
      if (result.slots[i].size != size) continue;
      result.slots[i].offset = result.size;
      result.order.push_back(i);
      result.size += size;
      result.alignment = std::max(result.alignment, size);
    }
  }
  result.size = (result.size + result.alignment - 1) / result.alignment * result.alignment;
  return result;
}

/// What the contract says of an element's members, under their own names.
std::vector<core::Local> members_of_element(const core::Step& step, const core::ListArguments& list) {
  std::vector<core::Local> result;
  for (const core::ListArguments::Member& member : list.elements.front()) {
    result.push_back(step.locals[member.argument]);
    result.back().name = member.name;
  }
  return result;
}

std::uint32_t shape_of(const core::Step& step, const core::ListArguments& list, Layout& layout, DistinctNames& symbols,
                       Spelling spelled) {
  std::vector<core::Local> found = members_of_element(step, list);
  const std::string& record = list.record.empty() ? list.name : list.record;
  const auto alike = [](const core::Local& a, const core::Local& b) { return a.name == b.name && a.type == b.type; };
  for (std::uint32_t i = 0; i < layout.shapes.size(); ++i)
    if (layout.shapes[i].record == record && std::ranges::equal(layout.shapes[i].members, found, alike)) return i;
  std::vector<std::string> names = members(found, spelled);
  layout.shapes.push_back(
      {record, symbols.take(layout.prefix + "_" + c_identifier(record)), std::move(found), std::move(names)});
  return static_cast<std::uint32_t>(layout.shapes.size() - 1);
}

/// The names of a step's parameters, and where each of its arguments is found by them.
void name_parameters(const core::Step& step, Layout& layout, DistinctNames& symbols, Spelling spelled) {
  DistinctNames names{};
  std::vector<ParameterNames>& parameters = layout.parameters.emplace_back();
  std::vector<std::string>& arguments = layout.arguments.emplace_back();
  for (core::Parameter& parameter : core::parameters_of(step)) {
    ParameterNames named{{}, names.take(spelled(parameter.name)), {}, {}};
    if (!parameter.list) {
      arguments.push_back(named.member);
    } else {
      named.length = names.take(named.member + "_length");
      if (parameter.list->of_records()) named.shape = shape_of(step, *parameter.list, layout, symbols, spelled);
      arguments.push_back(named.length);
      for (std::size_t i = 0; i < parameter.list->elements.size(); ++i)
        for (std::size_t m = 0; m < parameter.list->elements[i].size(); ++m)
          arguments.push_back(fmt::format("{}[{}]{}", named.member, i,
                                          named.shape ? "." + layout.shapes[*named.shape].member_names[m] : ""));
    }
    named.parameter = std::move(parameter);
    parameters.push_back(std::move(named));
  }
}

/// What the C header itself declares, so that no step or scan is called so.
void take_own_names(const core::Contract& contract, const Layout& layout, DistinctNames& symbols) {
  const auto take = [&](const std::string& own) { symbols.take(layout.prefix + "_" + own); };
  for (const char* const own : {"context", "globals", "effect", "error", "batch", "record", "step", "call", "ok",
                                "grow", "max_effects", "unknown_step"})
    take(own);
  for (const core::Asset& asset : contract.assets) take("asset_" + c_identifier(asset.name));
  // A keyword of C has a `_` there; symbols do not depend on what is one.
  const auto take_scale = [&](const std::string& place) {
    take("scale_" + place);
    take("scale_" + place + "_");
  };
  for (const core::Global& global : contract.globals) take_scale(c_identifier(global.name));
  for (const core::Table& table : contract.tables)
    for (const core::Field& field : table.fields) take_scale(c_identifier(table.name) + "_" + c_identifier(field.name));
}

}  // namespace

std::string c_identifier(const std::string& name) {
  std::string result;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && (std::isalnum(byte) || c == '_'))
      result += c;
    else if (c != ']' && c != ')')
      result += '_';
  }
  if (result.empty() || std::isdigit(static_cast<unsigned char>(result.front()))) result.insert(0, "_");
  if (std::find(keywords.begin(), keywords.end(), std::string_view(result)) != keywords.end()) result += '_';
  return result;
}

Layout make_layout(const core::Contract& contract, Spelling spelled) {
  Layout layout;
  layout.prefix = c_identifier(contract.name);
  layout.globals = members(contract.globals, spelled);
  layout.global_structure = arranged(contract.globals);
  DistinctNames tables{"globals", "effects", "effect_count", "capacity"};  // the context's own members
  DistinctNames rows{"globals", "effects", "effect_count", "capacity"};    // the same, so that most are called alike
  for (const core::Table& table : contract.tables) {
    layout.tables.push_back(tables.take(spelled(table.name)));
    layout.row_types.push_back(layout.prefix + "_" + rows.take(c_identifier(table.name)) + "_row");
    layout.fields.push_back(members(table.fields, spelled));
    layout.rows.push_back(arranged(table.fields));
  }
  DistinctNames symbols{};
  take_own_names(contract, layout, symbols);
  layout.batch = layout.prefix + "_batch";
  for (const std::string& row : layout.row_types) symbols.take(row);
  DistinctNames record_members{"cells"};  // the record's own
  DistinctNames numbered{"cells"};        // the same, whatever is a word of C
  for (const core::Step& step : contract.steps) {
    layout.steps.push_back(symbols.take(layout.prefix + "_" + c_identifier(step.name)));
    layout.record_members.push_back(record_members.take(spelled(layout.steps.back().substr(layout.prefix.size() + 1))));
    symbols.take(layout.steps.back() + "_arguments");
    const std::string number = numbered.take(layout.steps.back().substr(layout.prefix.size() + 1));
    layout.step_numbers.push_back(symbols.take(layout.prefix + "_step_" + number));
    name_parameters(step, layout, symbols, spelled);
    layout.effects.push_back(effects_in(contract, step.body));
    layout.max_effects = std::max(layout.max_effects, layout.effects.back());
    if (step.kind != core::StepKind::instantiate)
      layout.record_size = std::max(layout.record_size, cell_size * step.argument_count);
  }
  for (const core::Scan& scan : contract.scans) {
    ScanSymbols names;
    names.scan = symbols.take(layout.prefix + "_" + c_identifier(scan.name));
    names.threshold = symbols.take(names.scan + "_threshold");
    names.find = symbols.take(names.scan + "_find");
    names.touch = symbols.take(names.scan + "_touch");
    names.after = symbols.take(names.scan + "_after");
    names.column = symbols.take(names.scan + "_column");
    for (const core::GlobalId global : core::reads_of(contract, scan).globals)
      if (global != scan.by) names.stamp.push_back(global);
    layout.scans.push_back(std::move(names));
  }
  for (const std::string& error : contract.errors)
    layout.errors.push_back(symbols.take(layout.prefix + "_error_" + c_identifier(error)));
  layout.max_effects = std::max(layout.max_effects, 1U);
  return layout;
}

}  // namespace surety::codegen
