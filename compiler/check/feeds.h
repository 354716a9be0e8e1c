// feeds.h -- oracles with several sources: `sources 5 quorum 3 median deviation 1%`.
//
// Each source is an oracle of its own in core, `mark[1]` .. `mark[5]`, with its own update. What the contract reads as
// `mark` is a cell that these updates write: the median of the sources that are fresh, if they are enough. So the price
// changes by the outside world's steps alone, as that of one source does, and proofs need to know no more of it: that
// it is in its range, and moved by at most `step`.
//
//   mark         the lower median of the fresh sources when last a quorum of them was fresh
//   mark.time    the time of the quorum-th newest report: older than the heartbeat exactly where fewer are fresh
//   mark.agreed  whether all fresh ones were within `deviation` of the median
#pragma once

#include "compiler/check/declarations.h"
#include "compiler/check/statements.h"

namespace surety::check {

/// Cells, oracles and name of an oracle with sources. False, where what the clauses say is wrong: it is reported, and
/// the oracle is to be declared as one with a single source.
bool declare_feed(Context& context, const syntax::OracleDecl& node, const Cell& plain,
                  const std::optional<Integer>& heartbeat);
/// |value - old| <= step * |old|, multiplied out so that nothing is rounded; else PriceStep.
void require_step(Context& context, Statements& statements, const Cell& oracle, core::GlobalId place,
                  const Value& value, const syntax::Expr& step, core::Block& body);
/// After a report: the price anew, where a quorum is fresh. `limited`: it may move by `step` alone.
void combine(Context& context, Statements& statements, const FeedSymbol& feed, bool limited, core::Block& body);
/// The oracle of this name, if it has sources.
const FeedSymbol* feed_named(const Symbols& symbols, std::string_view name);

}  // namespace surety::check
