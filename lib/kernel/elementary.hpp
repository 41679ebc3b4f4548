// Elementary functions for hot loops, without tables or branches: a vector's lane and a scalar get the same
// bits. Included by the files that are compiled once per instruction set, and internal to each of them.
#pragma once

#include <bit>
#include <cstdint>

namespace drift::kernel::elementary {

/// x = n ln 2 + r with n whole and |r| <= ln 2 / 2, for |x| < 10^6.
struct Reduced {
    float shifted;  // n in the low bits, above those of `rounding`
    float r;
};

/// Added to a small float it rounds that to a whole number, which then stands in the low bits: 1.5 * 2^23.
constexpr float rounding = 12582912.0F;

static inline Reduced reduced(float x) {
    const float shifted = x * 1.44269504F + rounding;
    const float n = shifted - rounding;
    return {shifted, (x - n * 0.693145752F) - n * 1.42860677e-6F};  // ln 2 in two parts
}

/// e^r - 1 for |r| <= ln 2 / 2, as r + r^2 p(r); p from Cephes expf.
static inline float expm1_reduced(float r) {
    float p = 1.9875691500e-4F;
    p = p * r + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    return p * (r * r) + r;
}

/// exp(x), within 1.2 ULP for x in [-87, 88]. Outside, up to |x| = 10^6: from 2^-127 to 2^-125 below the
/// range, at least 2^126 above it.
static inline float exp(float x) {
    const auto [shifted, r] = reduced(x);
    const float e = expm1_reduced(r) + 1.0F;
    const std::int32_t n = std::bit_cast<std::int32_t>(shifted) - std::bit_cast<std::int32_t>(rounding);
    const std::int32_t bounded = n < -126 ? -126 : n > 127 ? 127 : n;
    return std::bit_cast<float>(std::bit_cast<std::uint32_t>(e) +
                                (static_cast<std::uint32_t>(bounded) << 23));
}

/// exp(x) in double precision, within 1.1 ULP for x in [-708, 709]; outside, the value at the nearer end.
static inline double exp(double x) {
    x = x < -708.0 ? -708.0 : x > 709.0 ? 709.0 : x;
    // The whole number n nearest to x / ln 2 stands in the low bits; r = x - n ln 2, with ln 2 in two parts.
    const double shifted = x * 1.4426950408889634 + 0x1.8p52;
    const double n = shifted - 0x1.8p52;
    const double r = (x - n * 0x1.62e42fefa3800p-1) - n * 0x1.ef35793c76730p-45;
    // (e^r - 1 - r) / r^2, interpolated at the Chebyshev nodes of |r| < ln 2 / 2: within 1.7e-17 of e^r.
    double p = 2.5100395159429244e-8;
    p = p * r + 2.7620101012098000e-7;
    p = p * r + 2.7557268439678002e-6;
    p = p * r + 2.4801521269532121e-5;
    p = p * r + 1.9841269863066695e-4;
    p = p * r + 1.3888888917230723e-3;
    p = p * r + 8.3333333333300592e-3;
    p = p * r + 4.1666666666624094e-2;
    p = p * r + 1.6666666666666667e-1;
    p = p * r + 5.0000000000000010e-1;
    const double e = 1.0 + (r + r * r * p);
    return std::bit_cast<double>(std::bit_cast<std::int64_t>(e) +
                                 (std::bit_cast<std::int64_t>(shifted) << 52));
}

/// 1 / (1 + exp(-x)), within 3 ULP for x > -87, up to |x| = 10^6.
static inline float logistic(float x) { return 1.0F / (1.0F + exp(-x)); }

/// tanh(x), within 3 ULP: m / (m + 2) with m = exp(2 |x|) - 1.
static inline float tanh(float x) {
    const float size = x < 0.0F ? -x : x;
    const auto [shifted, r] = reduced(2.0F * (size < 9.1F ? size : 9.1F));  // 1 beyond that
    const float power =
        std::bit_cast<float>((std::bit_cast<std::uint32_t>(shifted) << 23) + 0x3f800000U);  // 2^n
    const float m = power * expm1_reduced(r) + (power - 1.0F);
    const float value = m / (m + 2.0F);
    return x < 0.0F ? -value : value;
}

/// The standard normal distribution function Phi(x), and the density.
struct Normal {
    float below, density;
};

/// Both within 5 ULP for x > -12.5; further out their values at +-12.5. With z = |x| and a polynomial P,
///     Phi(-z) = exp(-z^2 / 2) P(t) / (z + 3),  t = (z - 3) / (z + 3).
static inline Normal normal(float x) {
    const float size = x < 0.0F ? -x : x;
    const float z = size < 12.5F ? size : 12.5F;
    const float whole = (z + 49152.0F) - 49152.0F;  // a multiple of 1/256, whose square is exact
    const float c = -0.5F * (z - whole) * (z + whole);
    const float e = exp(-0.5F * whole * whole) * (1.0F + c * (1.0F + c * (0.5F + c * 0.166666667F)));
    const float inverse = 1.0F / (z + 3.0F);
    const float t = (z - 3.0F) * inverse;
    float p = -2.786151842e-4F;  // minimax: relative error 3.3e-8
    p = p * t - 9.214480460e-4F;
    p = p * t + 1.078493852e-3F;
    p = p * t + 6.935947426e-3F;
    p = p * t - 1.047874329e-2F;
    p = p * t - 4.725845012e-2F;
    p = p * t + 2.300191230e-1F;
    p = p * t - 5.093321664e-1F;
    p = p * t + 7.290836728e-1F;
    const float beyond = e * p * inverse;
    return {x < 0.0F ? beyond : 1.0F - beyond, 0.398942280F * e};
}

/// log(x), within 1.5 ULP for normal x > 0.
static inline float log(float x) {
    const std::int32_t bits = std::bit_cast<std::int32_t>(x);
    const std::int32_t exponent = (bits - 0x3f3504f3) >> 23;  // m in [sqrt(1/2), sqrt(2))
    const float m = std::bit_cast<float>(bits - (exponent << 23));
    const float n = static_cast<float>(exponent);
    const float f = m - 1.0F;
    float p = 7.0376836292e-2F;  // Cephes logf: (log(1 + f) - f + f^2 / 2) / f^3
    p = p * f - 1.1514610310e-1F;
    p = p * f + 1.1676998740e-1F;
    p = p * f - 1.2420140846e-1F;
    p = p * f + 1.4249322787e-1F;
    p = p * f - 1.6668057665e-1F;
    p = p * f + 2.0000714765e-1F;
    p = p * f - 2.4999993993e-1F;
    p = p * f + 3.3333331174e-1F;
    const float square = f * f;
    float y = p * f * square + n * -2.12194440e-4F;
    y -= 0.5F * square;
    return f + y + n * 0.693359375F;
}

/// The sine and cosine of one angle.
struct SinCos {
    float sin, cos;
};

/// sin and cos of r pi / 2 in quadrant q, |r| <= 1/2, absolute error below 1e-7.
static inline SinCos of_quadrant(float r, std::int32_t q) {
    const float s = r * r;
    float a = -4.602131519e-3F;  // sin(pi r / 2) / r, Chebyshev fit in r^2
    a = a * s + 7.968021299e-2F;
    a = a * s - 6.459634774e-1F;
    a = a * s + 1.570796322F;
    float b = 9.067370140e-4F;  // (cos(pi r / 2) - 1) / r^2, likewise
    b = b * s - 2.086152759e-2F;
    b = b * s + 2.536694103e-1F;
    b = b * s - 1.233700549F;
    const float sine = a * r, cosine = b * s + 1.0F;
    const float x = (q & 1) ? cosine : sine, y = (q & 1) ? sine : cosine;
    return {(q & 2) ? -x : x, ((q + 1) & 2) ? -y : y};
}

/// sin and cos of 2 pi u, absolute error below 1e-7 for |u| < 2^20.
static inline SinCos sincos_turns(float u) {
    const float quarters = 4.0F * u;
    const float shifted = quarters + rounding;
    return of_quadrant(quarters - (shifted - rounding), std::bit_cast<std::int32_t>(shifted));
}

/// sin and cos of x, absolute error below 1.5e-7 for |x| < 10^4.
static inline SinCos sincos(float x) {
    const float shifted = x * 0.636619772F + rounding;  // n, the nearest quarter turn
    const float n = shifted - rounding;
    // Cody & Waite (1980): pi / 2 in three parts.
    const float r = ((x - n * 1.5703125F) - n * 4.83751297e-4F) - n * 7.5497899549e-8F;
    return of_quadrant(r * 0.636619772F, std::bit_cast<std::int32_t>(shifted));
}

}  // namespace drift::kernel::elementary
