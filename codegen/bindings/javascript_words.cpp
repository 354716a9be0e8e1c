// javascript_words.cpp -- see javascript_words.h.
#include "codegen/bindings/javascript_words.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

#include "codegen/bindings/texts.h"

namespace surety::codegen {

namespace {

/// ECMA-262, 12.7.2, strict mode; and what is no name of a class there.
constexpr std::string_view words_of_javascript =
    R"(arguments as async await break case catch class const continue debugger default delete do else enum eval export
extends false finally for from function get if implements import in instanceof interface let new null of package private
protected public return set static super switch this throw true try typeof undefined var void while with yield)";

constexpr std::string_view words_of_typescript =
    R"(abstract any asserts bigint boolean constructor declare global infer is keyof module namespace never number object
override readonly require satisfies string symbol type unique unknown using)";

/// ECMA-262, 19; those of the platform that the module looks at; and the types that TypeScript adds.
constexpr std::string_view globals =
    R"(AggregateError Array ArrayBuffer ArrayBufferView AsyncIterable Atomics BigInt BigInt64Array BigUint64Array Boolean
DataView Date Error EvalError Exclude Extract FinalizationRegistry Float32Array Float64Array Function Generator Infinity Int16Array
Int32Array Int8Array Iterable Iterator JSON LAYOUT Map Math NaN Number Object Omit Partial Pick Promise Proxy RangeError
Readonly ReadonlyArray ReadonlyMap ReadonlySet Record ReferenceError Reflect RegExp Required Response ReturnType Set
SharedArrayBuffer String Symbol SyntaxError TextDecoder TextEncoder TypeError URIError URL Uint16Array Uint32Array
Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly console exports fetch globalThis process)";

/// What the declarations of one contract export beside its own types.
constexpr std::string_view exported = "Arguments Batch Effect ErrorName Globals Outcome Outcomes StepName Tables";

/// The words of a text, one after the other; empty at its end.
class Words {
 public:
  explicit Words(std::string_view text) : text_(text) {}
  std::string next() {
    const std::size_t begin = std::min(text_.find_first_not_of(between, at_), text_.size());
    at_ = std::min(text_.find_first_of(between, begin), text_.size());
    return std::string(text_.substr(begin, at_ - begin));
  }

 private:
  static constexpr std::string_view between = " \n*(<;";
  std::string_view text_;
  std::size_t at_ = 0;
};

void keep_words(DistinctNames& names, std::string_view text) {
  Words words(text);
  for (std::string word = words.next(); !word.empty(); word = words.next()) names.keep(std::move(word));
}

bool is_one_of(const std::string& word, std::initializer_list<const char*> words) {
  return std::ranges::find(words, word) != words.end();
}

/// What is declared at the beginning of a line is declared for the whole module.
void keep_declared(DistinctNames& names, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    Words words(line);
    std::string word = line.starts_with(' ') ? "" : words.next();
    while (is_one_of(word, {"export", "declare", "async", "default", "abstract"})) word = words.next();
    if (is_one_of(word, {"const", "let", "class", "function", "interface", "type"})) names.keep(words.next());
  }
}

}  // namespace

DistinctNames javascript_names() {
  DistinctNames names({});
  for (const std::string_view words : {words_of_javascript, words_of_typescript, globals, exported})
    keep_words(names, words);
  for (const std::string_view text : {contract_module_text(), arguments_module_text(), thresholds_module_text(),
                                      batch_module_text(), contract_types_text()})
    keep_declared(names, text);
  return names;
}

}  // namespace surety::codegen
