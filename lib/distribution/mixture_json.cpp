// Mixtures as JSON: a strict reader and a writer.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>

#include "core/error.hpp"
#include "core/linear_algebra.hpp"
#include "distribution/mixture.hpp"
#include "io/file.hpp"

namespace drift::distribution {
namespace {

using Json = nlohmann::json;

// One JSON mixture being read; every complaint names its source.
class Reader {
public:
    Reader(const std::string& text, const std::string& source) : source_(source) {
        std::set<std::string> seen;
        json_ = Json::parse(
            text,
            [&](int depth, Json::parse_event_t event, Json& key) {
                if (depth == 1 && event == Json::parse_event_t::key && !seen.insert(key).second)
                    fail("'", key.get<std::string>(), "' is given twice");
                return true;
            },
            false);
        if (json_.is_discarded()) fail("it is not JSON");
        if (!json_.is_object()) fail("it is not an object");
    }

    Mixture mixture() {
        static const std::vector<std::string> known{"weights", "means", "stds", "covs", "labels"};
        for (const auto& [key, value] : json_.items())
            if (std::find(known.begin(), known.end(), key) == known.end()) fail(unknown("key", key, known));
        for (const char* key : {"weights", "means"})
            if (!json_.contains(key)) fail("'", key, "' is missing");
        if (json_.contains("stds") == json_.contains("covs")) fail("give either 'stds' or 'covs'");

        Mixture mixture;
        mixture.weights = numbers(json_["weights"], "weights");
        const std::size_t k = mixture.weights.size();
        if (k == 0) fail("it has no components");
        check_weights(mixture.weights);
        mixture.means = matrix(json_["means"], "means", k, 0);
        if (json_.contains("stds"))
            read_stds(mixture);
        else
            read_covs(mixture);
        if (json_.contains("labels")) mixture.labels = labels(k);
        return mixture;
    }

private:
    template <class... Parts>
    [[noreturn]] void fail(const Parts&... parts) const {
        throw Error("bad mixture in '", source_, "': ", parts...);
    }

    Real number(const Json& value, const std::string& what) const {
        if (!value.is_number()) fail(what, " must be numbers, found ", value.dump());
        return value.get<Real>();
    }

    const Json& list(const Json& value, const std::string& what) const {
        if (!value.is_array()) fail("'", what, "' must be a list");
        return value;
    }

    void check_size(const Json& value, const std::string& what, std::size_t expected) const {
        if (list(value, what).size() != expected)
            fail("expected ", expected, " ", what, ", found ", value.size());
    }

    Vector numbers(const Json& value, const std::string& what) const {
        Vector all = Vector::from_shape({list(value, what).size()});
        std::transform(value.begin(), value.end(), all.begin(),
                       [&](const Json& entry) { return number(entry, what); });
        return all;
    }

    // n rows of d numbers; d = 0 stands for as many as the first row has.
    Rows matrix(const Json& value, const std::string& what, std::size_t n, std::size_t d) const {
        check_size(value, what, n);
        if (d == 0) d = list(value[0], what).size();
        if (d == 0) fail("'", what, "' has rows without numbers");
        Rows all = zeros(n, d);
        for (std::size_t i = 0; i < n; ++i) {
            const Vector row = numbers(value[i], what);
            if (row.size() != d)
                fail("expected ", d, " numbers in a row of '", what, "', found ", row.size());
            std::copy(row.begin(), row.end(), all.data() + i * d);
        }
        return all;
    }

    void check_weights(Vector& weights) const {
        for (const Real weight : weights)
            if (weight < 0) fail("weight ", weight, " is negative");
        const Real sum = std::accumulate(weights.begin(), weights.end(), 0.0);
        if (!(std::abs(sum - 1) <= 1e-9)) fail("the weights sum to ", sum, ", not to 1");
        if (std::abs(sum - 1) > 1e-15 * static_cast<Real>(weights.size()))  // more than the rounding of a sum
            for (Real& weight : weights) weight /= sum;
    }

    void read_stds(Mixture& mixture) const {
        const std::size_t k = mixture.weights.size();
        check_size(json_["stds"], "stds", k);
        const Vector stds = numbers(json_["stds"], "stds");
        mixture.variances = zeros(k, dimension(mixture.means));
        for (std::size_t i = 0; i < k; ++i) {
            if (stds(i) < 0) fail("std ", stds(i), " is negative");
            for (std::size_t j = 0; j < dimension(mixture.means); ++j)
                mixture.variances(i, j) = stds(i) * stds(i);
        }
    }

    // Eigenvalues below zero by no more than rounding are zero.
    void read_covs(Mixture& mixture) const {
        const std::size_t k = mixture.weights.size(), d = dimension(mixture.means);
        check_size(json_["covs"], "covs", k);
        mixture.variances = zeros(k, d);
        for (std::size_t i = 0; i < k; ++i) {
            const Rows cov = matrix(json_["covs"][i], "covs", d, d);
            const Real size = *std::max_element(cov.begin(), cov.end(),
                                                [](Real a, Real b) { return std::abs(a) < std::abs(b); });
            const Real rounding = 1e-12 * std::abs(size) * static_cast<Real>(d);
            for (std::size_t a = 0; a < d; ++a)
                for (std::size_t b = 0; b < a; ++b)
                    if (!(std::abs(cov(a, b) - cov(b, a)) <= rounding)) fail("cov ", i, " is not symmetric");
            const Eigen eigen = symmetric_eigen(cov);
            for (std::size_t j = 0; j < d; ++j) {
                if (!(eigen.values(j) >= -rounding))
                    fail("cov ", i, " is not positive semidefinite: it has the eigenvalue ", eigen.values(j));
                mixture.variances(i, j) = std::max(eigen.values(j), 0.0);
            }
            mixture.directions.push_back(eigen.vectors);
        }
    }

    Labels labels(std::size_t k) const {
        check_size(json_["labels"], "labels", k);
        Labels all;
        for (const Json& label : json_["labels"]) {
            if (!label.is_number_unsigned() || label.get<std::uint64_t>() > 1'000'000)
                fail("labels must be whole numbers from 0 to 1000000, found ", label.dump());
            all.push_back(label.get<int>());
        }
        return all;
    }

    std::string source_;
    Json json_;
};

// Row i of a matrix as a list.
Json row_list(const Rows& rows, std::size_t i) {
    return std::vector<Real>(rows.data() + i * dimension(rows), rows.data() + (i + 1) * dimension(rows));
}

// U diag(variances) U^T of component k.
Json covariance(const Mixture& mixture, std::size_t k) {
    const std::size_t d = dimension(mixture.means);
    Json rows = Json::array();
    for (std::size_t a = 0; a < d; ++a) {
        std::vector<Real> row(d, 0.0);
        for (std::size_t b = 0; b < d; ++b)
            for (std::size_t j = 0; j < d; ++j) {
                const Real ua = mixture.directions.empty() ? a == j : mixture.directions[k](a, j);
                const Real ub = mixture.directions.empty() ? b == j : mixture.directions[k](b, j);
                row[b] += ua * mixture.variances(k, j) * ub;
            }
        rows.push_back(row);
    }
    return rows;
}

bool isotropic(const Mixture& mixture) {
    if (!mixture.directions.empty()) return false;
    for (std::size_t k = 0; k < row_count(mixture.variances); ++k)
        for (std::size_t j = 1; j < dimension(mixture.variances); ++j)
            if (mixture.variances(k, j) != mixture.variances(k, 0)) return false;
    return true;
}

}  // namespace

Mixture parse_mixture(const std::string& json, const std::string& source) {
    return Reader(json, source).mixture();
}

Mixture read_mixture(const std::string& file) {
    Input in(file);
    std::string text;
    char block[4096];
    while (const std::size_t count = in.read(block, sizeof block)) text.append(block, count);
    return parse_mixture(text, in.name());
}

std::string to_json(const Mixture& mixture) {
    nlohmann::ordered_json json;
    json["weights"] = std::vector<Real>(mixture.weights.begin(), mixture.weights.end());
    const bool round = isotropic(mixture);
    std::vector<Json> means, spreads;
    for (std::size_t k = 0; k < row_count(mixture.means); ++k) {
        means.push_back(row_list(mixture.means, k));
        spreads.push_back(round ? Json(std::sqrt(mixture.variances(k, 0))) : covariance(mixture, k));
    }
    json["means"] = means;
    json[round ? "stds" : "covs"] = spreads;
    if (!mixture.labels.empty()) json["labels"] = mixture.labels;
    return json.dump();
}

}  // namespace drift::distribution
