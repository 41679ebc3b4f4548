// Two machines, each a trainer in a thread of its own.
#include "train/exchange.hpp"

#include <doctest/doctest.h>

#include <array>
#include <barrier>
#include <thread>

#include "train/regressions.hpp"
#include "train/trainer.hpp"

using namespace drift::all;

namespace {

// What the machines of a test have in common: where each keeps its batch, and a meeting point.
struct Wire {
    explicit Wire(std::size_t machines) : batches(machines), meeting(static_cast<std::ptrdiff_t>(machines)) {}

    std::vector<BatchGradients*> batches;
    std::barrier<> meeting;
};

// The slices in turn, machine by machine.
class InTurn final : public Exchange {
public:
    InTurn(Wire& wire, std::size_t machine) : wire_(wire), machine_(machine) {}

    bool owns(std::size_t slice, std::size_t) const override { return owner(slice) == machine_; }

    void share(std::uint64_t, BatchGradients& batch) override {
        wire_.batches[machine_] = &batch;
        wire_.meeting.arrive_and_wait();
        for (std::size_t slice = 0; slice < batch.slices(); ++slice)
            if (owner(slice) != machine_) copy(*wire_.batches[owner(slice)], slice, batch);
        wire_.meeting.arrive_and_wait();  // before any machine sums what another still reads
    }

private:
    std::size_t owner(std::size_t slice) const { return slice % wire_.batches.size(); }

    static void copy(const BatchGradients& from, std::size_t slice, BatchGradients& to) {
        to.gradients[slice] = from.gradients[slice];
        to.losses[slice] = from.losses[slice];
        const std::size_t first = slice * from.slice_rows,
                          end = std::min(first + from.slice_rows, from.u.size());
        for (std::size_t i = first; i < end; ++i) to.u[i] = from.u[i], to.row_losses[i] = from.row_losses[i];
    }

    Wire& wire_;
    std::size_t machine_;
};

struct Trained {
    Floats parameters, average;
    std::vector<double> losses;

    bool operator==(const Trained&) const = default;
};

Trained trained(const std::shared_ptr<Exchange>& exchange, const std::string& times,
                std::optional<double> clip) {
    TrainingSet set{std::vector<float>(300), 100, 3, {}, 0};
    Random(4, "set").normal_rows(0, 100, 3, 0, set.rows.data());
    const auto schedule = make_schedule("vp-cosine");
    const auto network = make_network("mlp:width=32", 3, 0);
    const Regression regression =
        denoising(*schedule, Prediction::v, set, 9, 0, make_weight("min-snr"), make_time_law(times));
    ThreadPool pool(2);
    Trainer::Settings settings;
    settings.batch = 210;  // four slices, the last one shorter
    settings.rate.steps = 20;
    settings.clip = clip;
    if (exchange) settings.exchange = exchange;
    Trainer trainer(*network, regression, settings, network->initial(Random(9, "network")), pool);
    Trained result;
    for (std::uint64_t k = 0; k < 20; ++k) result.losses.push_back(trainer.step().loss);
    result.parameters = trainer.state().parameters, result.average = trainer.state().average;
    return result;
}

}  // namespace

TEST_CASE("machines that exchange their slices' gradients train the bytes of one") {
    for (const std::string times : {"stratified", "importance:bins=3,kept=4"})
        for (const std::optional<double> clip : {std::optional<double>(), std::optional<double>(0.1)}) {
            CAPTURE(times);
            const Trained one = trained(nullptr, times, clip);
            for (const std::size_t machines : {2, 3}) {
                CAPTURE(machines);
                Wire wire(machines);
                std::vector<Trained> results(machines);
                std::vector<std::thread> threads;
                for (std::size_t machine = 0; machine < machines; ++machine)
                    threads.emplace_back([&, machine] {
                        results[machine] = trained(std::make_shared<InTurn>(wire, machine), times, clip);
                    });
                for (std::thread& thread : threads) thread.join();
                for (const Trained& result : results) CHECK(result == one);
            }
        }
}
