// The unit and theory tests. They run in the folder of the sources, where they find tests/reference.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <filesystem>

int main(int argc, char** argv) {
    std::filesystem::current_path(DRIFT_SOURCE);
    return doctest::Context(argc, argv).run();
}
