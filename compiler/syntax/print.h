// print.h -- the AST as source text again.
//
// One form for every tree: a declaration per line, four spaces per block, parentheses only where they change the
// meaning. What is printed parses to the same tree. Comments are not part of the tree and are lost.
#pragma once

#include <string>

#include "compiler/syntax/ast.h"

namespace surety::syntax {

std::string print(const Unit& unit);
std::string print(const Expr& expression);
/// The same where nothing stands before it: a function's result.
std::string print_result(const Expr& expression);
std::string print(const TypeExpr& type);
std::string print(const FnDecl& function);
std::string print(const RecordDecl& record);
std::string print(const ScanDecl& scan);
/// A function up to what it ensures, without its body.
std::string print_promise(const FnDecl& function);
/// A block in braces; its lines stand at `indentation` levels, the closing brace one less.
std::string print(const Block& block, unsigned indentation);
std::string print(const std::vector<Argument>& arguments);

}  // namespace surety::syntax
