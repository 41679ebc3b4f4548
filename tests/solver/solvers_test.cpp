#include "solver/solvers.hpp"

#include <doctest/doctest.h>

#include <regex>

#include "exact/examples.hpp"
#include "metric/two_sample.hpp"
#include "network/ema.hpp"
#include "network/network.hpp"
#include "network/optimizer.hpp"
#include "path/prediction.hpp"
#include "train/time_sampling.hpp"
#include "train/weight.hpp"

using namespace drift::all;

TEST_CASE("every solver, schedule and optimiser names its source: authors, year, and number if it has one") {
    const std::regex form(R"(.*[A-Z][a-z]+.* \([12][0-9]{3}\).*)");
    for (const EntryList* list :
         {static_cast<const EntryList*>(&solvers()), static_cast<const EntryList*>(&schedules()),
          static_cast<const EntryList*>(&optimizers())})
        for (const Entry& entry : list->entries) {
            CAPTURE(entry.name);
            CAPTURE(entry.source);
            CHECK(std::regex_match(entry.source, form));
        }
}

TEST_CASE("what is cited stands in the source of an entry, in one form, and not in its help") {
    const std::regex number(R"(arXiv:[0-9]{4}\.[0-9]{5}|arXiv:[0-9]{4}\.[0-9]{4})");
    for (const EntryList* list :
         {static_cast<const EntryList*>(&solvers()), static_cast<const EntryList*>(&schedules()),
          static_cast<const EntryList*>(&predictions()), static_cast<const EntryList*>(&weights()),
          static_cast<const EntryList*>(&time_laws()), static_cast<const EntryList*>(&optimizers()),
          static_cast<const EntryList*>(&emas()), static_cast<const EntryList*>(&two_samples()),
          static_cast<const EntryList*>(&networks())})
        for (const Entry& entry : list->entries) {
            CAPTURE(entry.name);
            CHECK(entry.help.find("arXiv") == std::string::npos);
            CHECK(entry.help.find(" et al.") == std::string::npos);
            if (entry.source.find("arXiv") != std::string::npos)
                CHECK(std::regex_search(entry.source, number));
        }
}

TEST_CASE("a listing says of each entry its source") {
    for (const Entry& entry : solvers().entries) {
        CAPTURE(entry.name);
        CHECK(description(solvers()).find(entry.name + "\t" + entry.help + "; " + entry.source + "\n") !=
              std::string::npos);
    }
}

TEST_CASE("a solver of full order has no lower last steps, unless its spec asks for them") {
    const auto schedule = schedule_of("vp-linear");
    for (const char* name : {"dpm++2m", "dpm++3m:compat=yes", "unipc-2", "ddim"})
        CHECK_FALSE(make_full_order_solver(name, *schedule).lower_end);
    CHECK(make_solver("dpm++2m", *schedule).lower_end);
    CHECK(make_full_order_solver("dpm++2m:final=lower", *schedule).lower_end);
}
