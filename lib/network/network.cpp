#include "network/network.hpp"

namespace drift::network {

Registered<MakeNetwork> residual_mlp();  // mlp_entries.cpp
Registered<MakeNetwork> plain_mlp();     // mlp_entries.cpp

const Registry<MakeNetwork>& networks() {
    static const Registry<MakeNetwork> all("network", {residual_mlp(), plain_mlp()},
                                           {{"resmlp", "mlp"}, {"residual", "mlp"}});
    return all;
}

std::unique_ptr<const Network> make_network(const std::string& text, const Shape& row, std::size_t classes,
                                            std::size_t outputs) {
    return networks().make(text, row, classes, outputs ? outputs : entries(row));
}

std::unique_ptr<const Network> make_network(const std::string& text, std::size_t d, std::size_t classes,
                                            std::size_t outputs) {
    return make_network(text, Shape{d}, classes, outputs);
}

}  // namespace drift::network
