// overloaded.h -- lambdas as one visitor for std::visit.
#pragma once

namespace surety::syntax {

template <class... Lambdas>
struct Overloaded : Lambdas... {
  using Lambdas::operator()...;
};
template <class... Lambdas>
Overloaded(Lambdas...) -> Overloaded<Lambdas...>;

}  // namespace surety::syntax
