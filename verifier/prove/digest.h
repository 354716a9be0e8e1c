// digest.h -- SHA-256 as hexadecimal digits.
#pragma once

#include <string>
#include <string_view>

namespace surety::verify::strategy {

std::string sha256(std::string_view text);

}  // namespace surety::verify::strategy
