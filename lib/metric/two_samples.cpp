// The table of two-sample metrics. Each stands in a file of its own.
#include "metric/two_sample.hpp"

namespace drift::metric {

Registered<TwoSample> w2_entry();
Registered<TwoSample> energy_entry();
Registered<TwoSample> copies_entry();
Registered<TwoSample> moments_entry();

const Registry<TwoSample>& two_samples() {
    static const Registry<TwoSample> all = [] {
        std::vector<Registered<TwoSample>> entries{
            w2_entry(),
            energy_entry(),
            copies_entry(),
            moments_entry(),
        };
        for (Registered<TwoSample>& each : entries)
            each.entry.settings.push_back({"pairs", "1", "pairs of parts over which the value is averaged"});
        return Registry<TwoSample>("metric", std::move(entries),
                                   {{"wasserstein", "w2"},
                                    {"w2-distance", "w2"},
                                    {"energy-distance", "energy"},
                                    {"memorization", "copies"}});
    }();
    return all;
}

}  // namespace drift::metric
