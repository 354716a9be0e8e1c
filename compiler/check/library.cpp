// library.cpp -- see library.h.
#include "compiler/check/library.h"

#include <algorithm>

#include "compiler/check/modules.h"

namespace surety::check {

namespace fs = std::filesystem;

namespace {

/// A line of it declares the function.
bool declares(const std::string& text, const std::string& function) {
  const std::string head = "fn " + function + "(";
  for (std::size_t at = text.find(head); at != std::string::npos; at = text.find(head, at + 1)) {
    const std::size_t before = at == 0 ? std::string::npos : text.find_last_not_of(' ', at - 1);
    if (before == std::string::npos || text[before] == '\n') return true;
  }
  return false;
}

/// `(Base: unit, Quote: asset)` after the module's name; most have none.
std::string parameters_of(const std::string& text, const std::string& module) {
  const std::string head = "module " + module + "(";
  const std::size_t at = text.find(head);
  if (at == std::string::npos) return "";
  const std::size_t begin = at + head.size() - 1;
  return text.substr(begin, text.find(')', begin) + 1 - begin);
}

}  // namespace

std::vector<std::string> modules_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator files(folder, error);
  for (; !error && files != fs::directory_iterator(); files.increment(error))
    if (files->path().extension() == ".surety") names.push_back(files->path().stem().string());
  std::ranges::sort(names);
  return names;
}

std::string use_of_function(const fs::path& stdlib, const std::string& function) {
  for (const std::string& name : modules_in(stdlib)) {
    const auto text = read_text(stdlib / (name + ".surety"));
    const auto* const read = std::get_if<std::string>(&text);
    if (read == nullptr || !declares(*read, function)) continue;
    const std::string module = "std." + name;
    const std::string parameters = parameters_of(*read, module);
    return "`use " + module + (parameters.empty() ? "`" : "(...)`, which is given `" + parameters + "`");
  }
  return "";
}

}  // namespace surety::check
