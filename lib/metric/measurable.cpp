#include "metric/measurable.hpp"

#include "metric/two_sample.hpp"

namespace drift::metric {

const EntryList& measurable() {
    static const EntryList all = [] {
        EntryList list{
            "metric",
            {{"nll", {}, "negative log-likelihood of rows under a model, by the probability flow"},
             {"risk", {}, "excess risk: how far a trained model is from the best possible, by noise level"},
             {"order", {}, "observed order of convergence of a solver"},
             {"accuracy", {}, "of a classifier of noisy rows, by noise level"}},
            two_samples().aliases};
        const std::vector<Entry>& others = two_samples().entries;
        list.entries.insert(list.entries.end(), others.begin(), others.end());
        for (const char* name : {"log-likelihood", "likelihood", "bits"})
            list.aliases.push_back({name, "nll"});
        return list;
    }();
    return all;
}

}  // namespace drift::metric
