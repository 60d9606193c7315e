#!/bin/sh
# How long a training step takes if the threads of libtorch go on computing nothing for some milliseconds while they wait for each other
# (GNU's default), and if they sleep (what the product sets). In turn, three times; compare means of the same round.
#
#   bench/wait-policy.sh          on idle cores: when nothing else runs
#
# On shared cores: run it beside a training.
cd "$(dirname "$0")/.." || exit 1
dotnet build bench/CovidCxr.Benchmarks -c Release -v quiet || exit 1
for round in 1 2 3; do
    for waiting in GOMP_SPINCOUNT=300000 OMP_WAIT_POLICY=passive; do
        echo "round $round, $waiting"
        env $waiting dotnet run --project bench/CovidCxr.Benchmarks -c Release --no-build -- --filter '*StepBenchmarks*' | grep '^|'
    done
done
