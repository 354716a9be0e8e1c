// image_test.cpp -- contracts that differ have different images, and contracts that are the same have one.
#include "compiler/core/image.h"

#include <set>

#include "compiler/core/text.h"
#include "tests/catch.h"
#include "tests/unit/core/sample_contracts.h"

using namespace surety;
using core::ImageOf;

namespace {
std::string meaning(const core::Contract& contract) { return core::image(contract, ImageOf::meaning); }
std::string whole(const core::Contract& contract) { return core::image(contract, ImageOf::meaning_and_source); }
}  // namespace

TEST_CASE("a contract that is read back from its text has the image that it had") {
  const core::Contract contract = samples::contract_of(samples::margin);
  const core::Contract again = samples::contract_of(core::print(contract));
  CHECK(meaning(again) == meaning(contract));
}

// Wherever text tells two contracts apart, the image does: each word of the sample is changed, and what still can be
// read has to be another contract to both or to neither.
TEST_CASE("the image tells apart what core text tells apart") {
  const std::string text = core::print(samples::contract_of(samples::margin));
  std::set<std::string> images = {meaning(samples::contract_of(text))};
  std::set<std::string> texts = {text};
  unsigned readable = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (std::isalnum(static_cast<unsigned char>(text[at])) == 0) continue;
    std::string changed = text;
    changed[at] = text[at] == '9' ? '8' : static_cast<char>(text[at] + 1);
    const auto parsed = core::parse_text(changed);
    const auto* contract = std::get_if<core::Contract>(&parsed);
    if (!contract) continue;
    ++readable;
    texts.insert(core::print(*contract));
    images.insert(meaning(*contract));
  }
  CHECK(readable > 100);
  CHECK(images.size() == texts.size());
}

TEST_CASE("places and the author's words belong to the source, not to the meaning") {
  const core::Contract contract = samples::contract_of(samples::margin);
  const auto differs_in_source_alone = [&](const core::Contract& other) {
    CHECK(meaning(other) == meaning(contract));
    CHECK(whole(other) != whole(contract));
  };
  core::Contract moved = contract;
  moved.exprs[moved.properties[0].condition.index].span.end += 1;
  core::Contract said = contract;
  said.properties[0].text += " ";
  core::Contract stepped = contract;
  stepped.steps[0].span.begin += 1;
  differs_in_source_alone(said);
  differs_in_source_alone(stepped);
  differs_in_source_alone(moved);
}

TEST_CASE("an expression that is shared many times over is written once") {
  core::Contract contract = samples::contract_of(samples::margin);
  const std::size_t before = meaning(contract).size();
  core::Expr sum = contract.exprs[0];
  core::ExprId last{0};
  for (unsigned depth = 0; depth < 200; ++depth) {  // as a tree: 2^200 nodes
    sum.node = core::Choose{last, last, last};
    contract.exprs.push_back(sum);
    last = {static_cast<std::uint32_t>(contract.exprs.size() - 1)};
  }
  core::Property property;
  property.name = "deep";
  property.condition = last;
  contract.properties.push_back(property);
  CHECK(meaning(contract).size() > before);
  CHECK(meaning(contract).size() < before + 200 * 100);
}

TEST_CASE("where the stores keep things does not matter") {
  const core::Contract contract = samples::contract_of(samples::margin);
  core::Contract padded = contract;
  padded.exprs.push_back(padded.exprs.front());  // nothing refers to it
  CHECK(meaning(padded) == meaning(contract));
  CHECK(whole(padded) == whole(contract));
}
