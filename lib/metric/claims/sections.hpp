// The claims of each section of the tutorials, a file for each: the table of contents.
#pragma once

#include "metric/claim.hpp"

namespace drift::metric::claims {

// Nakkiran, Bradley, Zhou, Advani (2024), Step-by-Step Diffusion, arXiv:2406.08929.
std::vector<Claim> a_ddpm();  // section 2 and appendices B.8, B.10

inline constexpr std::vector<Claim> (*sections[])() = {
    a_ddpm,
};

}  // namespace drift::metric::claims
