#ifndef SURETY_LIST_HPP
#define SURETY_LIST_HPP
// What generated C++ headers of contracts with lists share.
#include <array>
#include <concepts>

namespace surety {

/// Up to `Most` elements, in order and by value: what an action takes several of. Made of braces, or of what a program has
/// in a row: a vector, an array, a span. More than `Most` throw std::length_error.
template <class Element, std::size_t Most>
class List {
 public:
  static constexpr std::size_t most = Most;

  constexpr List() = default;
  constexpr List(std::initializer_list<Element> elements) : List(std::span(elements.begin(), elements.size())) {}
  template <class Elements>
    requires(!std::same_as<Elements, List> && std::convertible_to<const Elements&, std::span<const Element>>)
  constexpr List(const Elements& elements) {
    for (const Element& element : std::span<const Element>(elements)) push_back(element);
  }

  constexpr void push_back(const Element& element) {
    if (size_ == Most) throw std::length_error("a list of at most " + std::to_string(Most) + " elements is full");
    elements_[size_++] = element;
  }
  [[nodiscard]] constexpr std::size_t size() const { return size_; }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  [[nodiscard]] constexpr const Element& operator[](std::size_t i) const { return elements_.at(i); }
  [[nodiscard]] constexpr const Element* begin() const { return elements_.data(); }
  [[nodiscard]] constexpr const Element* end() const { return elements_.data() + size_; }
  /// As many as the list may have; beyond its size they are as if nothing was said.
  [[nodiscard]] constexpr const std::array<Element, Most>& places() const { return elements_; }
  friend constexpr bool operator==(const List&, const List&) = default;

 private:
  std::array<Element, Most> elements_{};
  std::size_t size_ = 0;
};

}  // namespace surety
#endif
