// image.h -- a contract as bytes, for whoever wants to know whether two contracts are the same one.
//
// Core text (text.h) would tell it too, but it repeats a shared expression wherever it is used, and what a large
// contract shares is most of it. The image writes each expression once, where it is first met, and refers to it by
// number after that; so it is as long as the contract is, and does not depend on the order of the stores.
#pragma once

#include <cstdint>
#include <string>

#include "compiler/core/contract.h"

namespace surety::core {

enum class ImageOf : std::uint8_t {
  meaning,             // as core text: neither places in the source nor the words that the author used
  meaning_and_source,  // and everything else
};

/// Two contracts with the same image are the same, up to where their stores keep things and what nothing refers to. A
/// change of the format goes with a change of the program: an image is compared, never read.
std::string image(const Contract& contract, ImageOf what);

}  // namespace surety::core
