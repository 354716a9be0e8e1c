// distinct_names.h -- names in one scope, made distinct by a number where two became the same.
#pragma once

#include <initializer_list>
#include <set>
#include <string>
#include <utility>

namespace surety::codegen {

class DistinctNames {
 public:
  /// `own` are taken already.
  DistinctNames(std::initializer_list<const char*> own) : taken_(own.begin(), own.end()) {}
  /// Nobody else is called so.
  void keep(std::string name) { taken_.insert(std::move(name)); }
  std::string take(const std::string& wanted) {
    std::string name = wanted;
    for (int i = 2; !taken_.insert(name).second; ++i) name = wanted + "_" + std::to_string(i);
    return name;
  }

 private:
  std::set<std::string> taken_;
};

}  // namespace surety::codegen
