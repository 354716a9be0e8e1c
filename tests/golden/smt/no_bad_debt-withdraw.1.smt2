; TinyPerp: no_bad_debt/withdraw, question 1
;
;   property   invariant no_bad_debt: forall t in Trader: equity(t) >= 0
;   asked      after a success of withdraw(caller, amount)
;   of         Trader[caller]
;   rows       Trader[caller], Trader[other]; a row called `other` is any that the step does not name
;
; unsat: it holds here, whatever the values. sat: real numbers that break it; whole ones that do may or may not exist.
; Names without `!` are values before the step; what the step writes is put in their terms.
;
;     now                      counts 1 s
;     mark                     counts 0.0001 USD/ETH
;     mark.time                counts 1 s
;     vault.USD                counts 0.000001 USD
;     Trader[...].quote        counts 0.000000000001 USD
;     Trader[...].size         counts 0.00000001 ETH
;     amount                   counts 0.000001 USD
(set-logic QF_NRA)
(set-info :status unsat)
(declare-const |now| Real)
(declare-const |mark| Real)
(declare-const |mark.time| Real)
(declare-const |vault.USD| Real)
(declare-const |amount| Real)
(declare-const |Trader[caller].quote| Real)
(declare-const |Trader[caller].size| Real)
(declare-const |abs!7| Real)  ; |Trader[caller].size|
(declare-const |Trader[other].quote| Real)
(declare-const |Trader[other].size| Real)
(declare-const |sum(Trader.quote)| Real)
(declare-const |sum(Trader.size)| Real)

; what the names with `!` stand for
(assert (and (>= (+ (* (- 1.0) |Trader[caller].size|) |abs!7|) 0.0) (>= (+ |Trader[caller].size| |abs!7|) 0.0) (or (= (+ |Trader[caller].size| |abs!7|) 0.0) (= (+ (* (- 1.0) |Trader[caller].size|) |abs!7|) 0.0)) (>= |abs!7| 0.0)))

; `conservation(USD)` holds before
(assert (= (+ (* (- 1000000.0) |vault.USD|) |sum(Trader.quote)|) 0.0))

; `no_bad_debt` holds before
(assert (>= (+ (* |mark| |Trader[other].size|) |Trader[other].quote|) 0.0))
(assert (>= (+ (* |mark| |Trader[caller].size|) |Trader[caller].quote|) 0.0))

; `balanced_book` holds before
(assert (= |sum(Trader.size)| 0.0))

; what `no_bad_debt` says of all other rows together
(assert (>= (+ (* (- 1.0) |mark| |Trader[caller].size|) (* (- 1.0) |mark| |Trader[other].size|) (* |mark| |sum(Trader.size)|) (* (- 1.0) |Trader[caller].quote|) (* (- 1.0) |Trader[other].quote|) |sum(Trader.quote)|) 0.0))

; passed: require NegativeAmount
(assert (>= |amount| 0.0))

; passed: require InsufficientFunds
(assert (>= (+ |vault.USD| (* (- 1.0) |amount|)) 0.0))

; passed: require OutOfRange(Trader.quote)
(assert (>= (+ 1000000000000000000000000.0 (* 1000000.0 |amount|) (* (- 1.0) |Trader[caller].quote|)) 0.0))
(assert (>= (+ 1000000000000000000000000.0 (* (- 1000000.0) |amount|) |Trader[caller].quote|) 0.0))

; passed: require OutOfRange(vault.USD)
(assert (>= (+ 1000000000000000000.0 (* (- 1.0) |vault.USD|) |amount|) 0.0))

; passed: require StalePrice
(assert (>= (+ 60.0 (* (- 1.0) |now|) |mark.time|) 0.0))

; passed: require Undermargined
(assert (>= (+ (* 10.0 |mark| |Trader[caller].size|) (* (- 1.0) |mark| |abs!7|) (* (- 10000000.0) |amount|) (* 10.0 |Trader[caller].quote|)) 0.0))

; declared ranges
(assert (>= |now| 0.0))
(assert (>= (+ 100000000000.0 (* (- 1.0) |now|)) 0.0))
(assert (>= (+ (- 10000.0) |mark|) 0.0))
(assert (>= (+ 1000000000.0 (* (- 1.0) |mark|)) 0.0))
(assert (>= |mark.time| 0.0))
(assert (>= (+ 100000000000.0 (* (- 1.0) |mark.time|)) 0.0))
(assert (>= |vault.USD| 0.0))
(assert (>= (+ 1000000000000000000.0 (* (- 1.0) |vault.USD|)) 0.0))
(assert (>= (+ 1000000000000000000.0 |amount|) 0.0))
(assert (>= (+ 1000000000000000000.0 (* (- 1.0) |amount|)) 0.0))
(assert (>= (+ 1000000000000000000000000.0 |Trader[caller].quote|) 0.0))
(assert (>= (+ 1000000000000000000000000.0 (* (- 1.0) |Trader[caller].quote|)) 0.0))
(assert (>= (+ 100000000000.0 |Trader[caller].size|) 0.0))
(assert (>= (+ 100000000000.0 (* (- 1.0) |Trader[caller].size|)) 0.0))
(assert (>= (+ 1000000000000000000000000.0 |Trader[other].quote|) 0.0))
(assert (>= (+ 1000000000000000000000000.0 (* (- 1.0) |Trader[other].quote|)) 0.0))
(assert (>= (+ 100000000000.0 |Trader[other].size|) 0.0))
(assert (>= (+ 100000000000.0 (* (- 1.0) |Trader[other].size|)) 0.0))

; and yet the property is broken
(assert (>= (+ (- 1.0) (* (- 1.0) |mark| |Trader[caller].size|) (* 1000000.0 |amount|) (* (- 1.0) |Trader[caller].quote|)) 0.0))
(check-sat)
