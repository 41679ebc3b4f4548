// The claims of each section of the tutorials, a file for each: the table of contents.
#pragma once

#include "metric/claim.hpp"

namespace drift::metric {

// Nakkiran, Bradley, Zhou, Advani (2024), Step-by-Step Diffusion, arXiv:2406.08929.
std::vector<Claim> a_ddpm();  // section 2 and appendices B.8, B.10
std::vector<Claim> a_ddim();  // section 3 and appendix B.7

inline constexpr std::vector<Claim> (*claim_sections[])() = {
    a_ddpm,
    a_ddim,
};

}  // namespace drift::metric
