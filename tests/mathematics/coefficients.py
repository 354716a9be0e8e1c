"""coefficients.py -- the polynomials of stdlib/elementary.surety and stdlib/normal.surety, as text to paste.

    python3 tests/mathematics/coefficients.py exp | ln | mills | quantile

Needs mpmath. Nothing trusts this file: what the modules say is shown by coverage_test.cpp, whatever they were made by.
Chebyshev interpolation, 60 digits, rounded to the 27 decimals that the modules compute with.
"""
import sys

from mpmath import atanh, chebyfit, erfc, erfinv, exp, log, mp, mpf, nint, pi, sqrt

mp.dps = 60
DECIMALS = 27
ROOT_TWO = sqrt(mpf(2))


def mills(x):
    """The upper tail of the normal distribution over e^(-x^2/2)."""
    return erfc(x / ROOT_TWO) / 2 * exp(x * x / 2)


def quantile_of_tail(r):
    """The x whose upper tail is e^(-r^2/2): Newton's iteration for the logarithm of the tail."""
    x = r - log(r * sqrt(2 * pi)) / r if r > 2 else r * mpf("0.6")
    for _ in range(80):
        tail = erfc(x / ROOT_TWO) / 2
        step = (log(tail) + r * r / 2) * tail / (exp(-x * x / 2) / sqrt(2 * pi))
        x += step
        if abs(step) < mpf(10) ** -55:
            return x
    raise ArithmeticError(r)


def quantile_of_middle(u):
    """quantile(1/2 + q) / q with u = q^2."""
    q = sqrt(u)
    return sqrt(2 * pi) if q < mpf(10) ** -25 else ROOT_TWO * erfinv(2 * q) / q


def logarithm(u):
    """ln((1 + s) / (1 - s)) / s with u = s^2."""
    return 2 + 2 * u / 3 if u < mpf(10) ** -30 else 2 * atanh(sqrt(u)) / sqrt(u)


def text(number):
    units = int(nint(number * 10**DECIMALS))
    digits = str(abs(units)).rjust(DECIMALS + 1, "0")
    return ("-" if units < 0 else "") + digits[:-DECIMALS] + "." + digits[-DECIMALS:]


def fitted(function, low, high, degree, centre=None):
    """Coefficients of x - centre, lowest first."""
    middle = (low + high) / 2 if centre is None else centre
    found, error = chebyfit(lambda h: function(middle + h), [low - middle, high - middle], degree + 1, error=True)
    print(f"// {low} .. {high}: {mp.nstr(error, 3)}", file=sys.stderr)
    return [text(c) for c in reversed(found)]


def one(variable, coefficients):
    """Horner's scheme, as nested calls."""
    for each in coefficients[:-1]:
        print(f"horner_27({variable}, {each},")
    print(f"{coefficients[-1]}" + ")" * (len(coefficients) - 1))


def several(variable, choice, pieces):
    """The same with the coefficients of the piece that `choice` names."""
    for row in list(zip(*pieces))[:-1]:
        print(f"horner_27({variable}, {choice}(piece, {', '.join(row)}),")
    print(f"{choice}(piece, {', '.join(list(zip(*pieces))[-1])})" + ")" * (len(pieces[0]) - 1))


def piecewise(function, ends, degree):
    ends = [mpf(end) for end in ends]
    return [fitted(function, low, high, degree) for low, high in zip(ends, ends[1:])]


WRITERS = {
    "exp": lambda: one("r", fitted(exp, mpf(0), log(mpf(2)), 16, mpf(0))),
    "ln": lambda: one("u", fitted(logarithm, mpf(0), mpf("0.0301"), 11, mpf(0))),
    "mills": lambda: several("h", "of_five", piecewise(mills, ["0", "0.8", "2", "3.5", "5.5", "9"], 20)),
    "quantile": lambda: (
        one("u", fitted(quantile_of_middle, mpf(0), mpf("0.0625"), 19, mpf(0))),
        several("h", "of_five", piecewise(quantile_of_tail, ["1.66", "2.2", "3", "4.5", "6.5", "9.2"], 20)),
    ),
}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in WRITERS:
        sys.exit(__doc__)
    WRITERS[sys.argv[1]]()
