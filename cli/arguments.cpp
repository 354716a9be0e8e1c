// arguments.cpp -- option specs to a parser and help. The only file that includes CLI11.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <deque>
#include <iterator>

#include "cli/verb.h"
#include "compiler/scenario/suggest.h"

namespace surety::cli {

const std::string& Arguments::at(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) throw std::logic_error(fmt::format("the verb did not require {}", name));
  return found->second.back();
}

std::optional<std::string> Arguments::value(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::nullopt : std::optional(found->second.back());
}

std::vector<std::string> Arguments::all(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>{} : found->second;
}

std::uint64_t Arguments::number(std::string_view name, std::uint64_t low, std::uint64_t high,
                                std::uint64_t otherwise) const {
  const std::optional<std::string> text = value(name);
  if (!text) return otherwise;
  std::uint64_t result = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), result);
  if (error != std::errc() || end != text->data() + text->size() || result < low || result > high) {
    throw UsageError(fmt::format("{} takes a whole number from {} to {}, found `{}`", name, low, high, *text));
  }
  return result;
}

namespace {

/// The name under which a verb asks: the last spelling of "-o,--output".
std::string key_of(const std::string& spelling) { return spelling.substr(spelling.rfind(',') + 1); }

/// Storage that CLI11 fills; addresses are stable.
struct Slots {
  std::deque<std::pair<std::string, std::vector<std::string>>> values;
  std::deque<std::pair<std::string, bool>> flags;
};

void add_option(CLI::App& app, const OptionSpec& spec, Slots& slots) {
  if (spec.value_name.empty()) {
    auto& flag = slots.flags.emplace_back(key_of(spec.name), false);
    app.add_flag(spec.name, flag.second, spec.help);
    return;
  }
  auto& value = slots.values.emplace_back(key_of(spec.name), std::vector<std::string>{});
  CLI::Option* option = app.add_option(spec.name, value.second, spec.help);
  option->type_name(spec.value_name)->type_size(1)->allow_extra_args(false);
  if (spec.repeatable) {
    option->expected(1, -1)->delimiter(',')->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    option->allow_extra_args(false);
  } else {
    option->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::Throw);
  }
  if (spec.required) option->required();
  if (!spec.choices.empty()) option->check(CLI::IsMember(spec.choices, CLI::ignore_case));
}

std::string footer_of(const Verb& verb) { return "Example:\n" + verb.example; }

/// The first word that fits nowhere, with the option that was perhaps meant.
[[noreturn]] void refuse_extra(const Verb& verb, const std::vector<std::string>& extra) {
  const std::string& word = extra.front();
  if (!word.starts_with('-')) {
    throw UsageError(fmt::format("`{}` is one word too many\ntry `surety {} --help`", word, verb.name));
  }
  std::vector<std::string> known = {"--help"};
  for (const OptionSpec& spec : verb.options) known.push_back(key_of(spec.name));
  throw UsageError(
      fmt::format("no option `{}`{}\ntry `surety {} --help`", word, scenario::suggestion(word, known), verb.name));
}

/// CLI11 groups the last words of a sentence its own way; what a reader needs first is the verb and what was wrong.
[[noreturn]] void refuse(const Verb& verb, const CLI::ParseError& error) {
  std::string sentence = error.what();
  if (const std::size_t end = sentence.find(": At Most 1 required"); end != std::string::npos)
    sentence = fmt::format("`{}` is given more than once", sentence.substr(0, end));
  throw UsageError(fmt::format("{}\ntry `surety {} --help`", sentence, verb.name));
}

}  // namespace

Parsed parse_arguments(const Verb& verb, std::vector<std::string> words) {
  CLI::App app(verb.description.empty() ? verb.summary : verb.summary + ".\n" + verb.description,
               "surety " + verb.name);
  app.footer(footer_of(verb));
  app.get_formatter()->column_width(32);
  app.set_help_flag("-h,--help", "print this help");
  Slots slots;
  for (const PositionalSpec& spec : verb.positionals) {
    auto& value = slots.values.emplace_back(spec.name, std::vector<std::string>{});
    CLI::Option* option = app.add_option(spec.name, value.second, spec.help)->required()->type_name("");
    if (spec.repeatable) {
      option->expected(1, -1);
    } else {
      option->expected(1);
    }
  }
  for (const OptionSpec& spec : verb.options) add_option(app, spec, slots);
  try {
    std::reverse(words.begin(), words.end());  // CLI11 takes them from the back
    app.parse(words);
  } catch (const CLI::CallForHelp&) {
    return {app.help(), std::nullopt};
  } catch (const CLI::ExtrasError&) {
    refuse_extra(verb, app.remaining());
  } catch (const CLI::ParseError& error) {
    refuse(verb, error);
  }
  Arguments::Values values;
  for (auto& [name, given] : slots.values) {
    if (!given.empty()) values.emplace(name, std::move(given));
  }
  for (const auto& [name, given] : slots.flags) {
    if (given) values.emplace(name, std::vector<std::string>{"true"});
  }
  return {std::nullopt, Arguments(std::move(values))};
}

void append(std::vector<OptionSpec>& options, std::vector<OptionSpec> shared) {
  std::ranges::move(shared, std::back_inserter(options));
}

}  // namespace surety::cli
