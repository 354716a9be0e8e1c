// policies.h -- what tests of the gate ask for.
#pragma once

#include <nlohmann/json.hpp>

namespace surety::tests {

/// Allows tiny_perp what it assumes, and asks for nothing but proofs.
inline const nlohmann::json lenient = {
    {"schema", "surety.policy/1"},
    {"proved", "all"},
    {"assumptions",
     {{"keepers",
       {{"assumption", "assume keepers before mark.update: forall t in Trader: covers(t, 5%)"},
        {"functions",
         {"fn covers(t: Trader, margin: ratio @ 4) -> bool = equity(t) >= margin * (abs(t.size) * mark)",
          "fn equity(t: Trader) -> USD @ 12 = t.quote + t.size * mark"}}}}}}};

}  // namespace surety::tests
