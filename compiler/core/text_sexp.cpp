// text_sexp.cpp -- see text_sexp.h.
#include "compiler/core/text_sexp.h"

#include <algorithm>
#include <cctype>

#include "compiler/core/semantics.h"

namespace surety::core {

namespace {

constexpr unsigned deepest = 1000;
constexpr std::size_t line_width = 110;

bool is_bare(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
         std::string_view("_.[]-+/%*'$#:").find(c) != std::string_view::npos;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Sexp whole() {
    skip();
    Sexp result = item(0);
    skip();
    if (!done()) fail("expected the end of the text after the closing `)`");
    return result;
  }

 private:
  Sexp item(unsigned depth) {
    if (done()) fail("expected an item, found the end of the text");
    if (depth > deepest) fail("lists nest too deeply");
    if (peek() == '(') return list(depth);
    if (peek() == '"') return quoted();
    return bare();
  }
  Sexp list(unsigned depth) {
    Sexp result{.text = {}, .items = {}, .list = true, .line = line_};
    ++at_;
    for (skip(); !done() && peek() != ')'; skip()) result.items.push_back(item(depth + 1));
    if (done()) throw TextFault{result.line, "this `(` has no matching `)`"};
    ++at_;
    return result;
  }
  Sexp quoted() {
    Sexp result{.text = {}, .items = {}, .quoted = true, .line = line_};
    for (++at_; !done() && peek() != '"'; ++at_) {
      if (peek() == '\\' && at_ + 1 < text_.size()) ++at_;
      if (peek() == '\n') ++line_;
      result.text += peek();
    }
    if (done()) throw TextFault{result.line, "this quoted name has no end"};
    ++at_;
    return result;
  }
  Sexp bare() {
    Sexp result{.text = {}, .items = {}, .line = line_};
    while (!done() && is_bare(peek())) result.text += text_[at_++];
    if (result.text.empty()) fail("unexpected character");
    return result;
  }
  void skip() {
    while (!done()) {
      if (peek() == ';') {
        while (!done() && peek() != '\n') ++at_;
      } else if (std::isspace(static_cast<unsigned char>(peek())) != 0) {
        if (text_[at_++] == '\n') ++line_;
      } else {
        return;
      }
    }
  }
  [[noreturn]] void fail(const char* message) const { throw TextFault{line_, message}; }
  [[nodiscard]] bool done() const { return at_ >= text_.size(); }
  [[nodiscard]] char peek() const { return text_[at_]; }

  std::string_view text_;
  std::size_t at_ = 0;
  unsigned line_ = 1;
};

/// Appends it on one line; false, with a part of it appended, where `out` gets longer than `most`.
bool append_flat(const Sexp& sexp, std::size_t most, std::string& out) {
  if (sexp.quoted) {
    out += '"';
    for (const char c : sexp.text) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
    return out.size() <= most;
  }
  if (!sexp.list) {
    out += sexp.text;
    return out.size() <= most;
  }
  out += '(';
  for (std::size_t i = 0; i < sexp.items.size(); ++i) {
    if (i > 0) out += ' ';
    if (!append_flat(sexp.items[i], most, out)) return false;
  }
  out += ')';
  return out.size() <= most;
}

/// Looks no further than a line reaches: a text is written in time that grows with its length, however deep it is.
void write(const Sexp& sexp, std::size_t indent, std::string& out) {
  std::string line;
  if (!sexp.list || indent <= line_width) {
    const std::size_t most = sexp.list ? line_width - indent : std::string::npos;
    if (append_flat(sexp, most, line)) {
      out += line;
      return;
    }
  }
  out += '(';
  bool leading = true;
  for (std::size_t i = 0; i < sexp.items.size(); ++i) {
    leading = leading && !sexp.items[i].list;
    if (i > 0) out += leading ? " " : "\n" + std::string(indent + 2, ' ');
    write(sexp.items[i], indent + 2, out);
  }
  out += ')';
}

}  // namespace

Sexp read_sexp(std::string_view text) { return Reader(text).whole(); }

std::string lay_out(const Sexp& sexp) {
  std::string result;
  write(sexp, 0, result);
  return result;
}

Sexp word(std::string text) { return {.text = std::move(text), .items = {}}; }

Sexp name_atom(const std::string& name) {
  const bool starts_well = !name.empty() && (std::isalpha(static_cast<unsigned char>(name[0])) != 0 || name[0] == '_');
  Sexp result = word(name);
  result.quoted = !starts_well || !std::ranges::all_of(name, is_bare);
  return result;
}

Sexp list_of(std::initializer_list<Item> items) {
  Sexp result{.text = {}, .items = {}, .list = true};
  result.items.reserve(items.size());
  for (const Item& item : items) result.items.push_back(std::move(item.value));
  return result;
}

// ---- types ----

void set_local_type(LocalTypes& types, LocalId local, Type type) {
  if (local.index >= types.size()) types.resize(local.index + 1);
  types[local.index] = std::move(type);
}

Type plain_type(Sort sort) { return {.sort = sort, .dimension = {}, .enumeration = {}, .constants = {}}; }

namespace {
Type place_type(const Contract& contract, const Place& place) {
  if (const auto* global = std::get_if<GlobalPlace>(&place)) return contract[global->global].type;
  const auto& row = std::get<RowPlace>(place);
  return contract.field(row.table, row.field).type;
}

Type result_type(const Contract& contract, const Apply& node) {
  switch (node.operation) {
    case Operation::less:
    case Operation::less_equal:
    case Operation::equal:
    case Operation::same_party:
    case Operation::logical_not: return plain_type(Sort::boolean);
    case Operation::negate:
    case Operation::add:
    case Operation::subtract:
    case Operation::minimum:
    case Operation::maximum:
    case Operation::absolute:
      return node.arguments.empty() ? plain_type(Sort::integer) : contract[node.arguments[0]].type;
    case Operation::multiply:
    case Operation::divide_down:
    case Operation::divide_up:
    case Operation::divide_nearest:
    case Operation::square_root:
    case Operation::sign: return plain_type(Sort::integer);
  }
  return plain_type(Sort::integer);
}
}  // namespace

Type usual_type(const Contract& contract, const decltype(Expr::node)& node, const LocalTypes& locals) {
  return std::visit(overloaded{[&](const Literal&) { return plain_type(Sort::integer); },
                               [&](const LocalRead& read) {
                                 const std::size_t i = read.local.index;
                                 return i < locals.size() && locals[i] ? *locals[i] : plain_type(Sort::integer);
                               },
                               [&](const Read& read) { return place_type(contract, read.place); },
                               [&](const Apply& apply) { return result_type(contract, apply); },
                               [&](const Choose& choose) { return contract[choose.then].type; },
                               [&](const Guarded& guarded) { return contract[guarded.value].type; },
                               [&](const Bind& bind) { return contract[bind.body].type; },
                               [&](const Stated& stated) { return contract[stated.body].type; },
                               [&](const Quantified& quantified) {
                                 switch (quantified.quantifier) {
                                   case Quantifier::sum: return contract[quantified.body].type;
                                   case Quantifier::count: return plain_type(Sort::integer);
                                   case Quantifier::forall:
                                   case Quantifier::exists: break;
                                 }
                                 return plain_type(Sort::boolean);
                               },
                               [&](const Before& before) { return contract[before.value].type; }},
                    node);
}

}  // namespace surety::core
