// version.h -- the version that `surety --version` and every JSON document print.
#pragma once

#include <string_view>

namespace surety::cli {

constexpr std::string_view version = SURETY_VERSION;  // set by CMake from project(VERSION)

}  // namespace surety::cli
